//! Questions to the municipality: what may follow what, who may do it, and what is typed.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::error::{Denied, FieldProblem, NotNow};
use nara_domain::fields::Values;
use nara_domain::ids::PersonId;
use nara_domain::moderation::Reason;
use nara_domain::question::{
    Asking, Extent, FOLLOW_UPS_MAX, Number, NumberState as N, QUESTION_MAX, QUESTIONS,
    QUESTIONS_MAX, QuestionStep, QuestionStepKind as K, SetState as S, follow_up_text, follows,
    may_ask, may_follow_up, may_say_same, may_take, promised, reads,
};
use proptest::prelude::*;

use crate::help::{day, person, values};

const ASKER: PersonId = PersonId::new(7);

fn asker() -> Actor {
    person(7, Level::N1, &[Role::Resident])
}

fn siv() -> Actor {
    person(1, Level::N1, &[Role::Resident])
}

fn official() -> Actor {
    person(30, Level::T, &[Role::Official])
}

fn moderator() -> Actor {
    person(40, Level::T, &[Role::Moderator])
}

/// From each state of a number, what each step makes of it.
#[test]
fn what_follows_what_at_a_number() {
    let table = [
        (N::Reading, K::Publish, Some(N::Waits)),
        (N::Reading, K::Refuse, Some(N::Refused)),
        (N::Waits, K::Refuse, Some(N::Refused)),
        (N::Waits, K::PassOn, Some(N::PassedOn)),
        (N::Waits, K::Answer, Some(N::Answered)),
        (N::Waits, K::Fact, Some(N::Waits)),
        (N::PassedOn, K::Fact, Some(N::PassedOn)),
        (N::Partly, K::Fact, Some(N::Partly)),
        (N::Answered, K::Fact, Some(N::Answered)),
        (N::PassedOn, K::Refuse, Some(N::Refused)),
        (N::PassedOn, K::PassOn, Some(N::PassedOn)),
        (N::PassedOn, K::Answer, Some(N::Answered)),
        (N::PassedOn, K::Correct, Some(N::PassedOn)),
        (N::Partly, K::Refuse, Some(N::Refused)),
        (N::Partly, K::PassOn, Some(N::PassedOn)),
        (N::Partly, K::Answer, Some(N::Answered)),
        (N::Partly, K::Correct, Some(N::Partly)),
        (N::Answered, K::Refuse, Some(N::Refused)),
        (N::Answered, K::Correct, Some(N::Answered)),
    ];
    for from in N::ALL {
        for step in K::ALL {
            let line = table.iter().find(|(of, by, _)| of == from && by == step);
            let to = line.and_then(|(_, _, to)| *to);
            assert_eq!(from.after(*step, Extent::Full), to, "{from} {step}");
        }
    }
    for from in [N::Waits, N::PassedOn, N::Partly] {
        assert_eq!(from.after(K::Answer, Extent::Part), Some(N::Partly));
    }
}

#[test]
fn what_follows_what_of_all_of_them() {
    let table = [
        (S::Reading, K::Publish, S::Open),
        (S::Reading, K::Refuse, S::Refused),
        (S::Open, K::Take, S::Open),
        (S::Open, K::Delay, S::Open),
        (S::Open, K::Fact, S::Open),
        (S::Answered, K::Fact, S::Answered),
    ];
    for from in S::ALL {
        for step in K::ALL {
            let line = table.iter().find(|(of, by, _)| of == from && by == step);
            assert_eq!(from.after(*step), line.map(|(.., to)| *to), "{from} {step}");
            assert_eq!(follows(*from, None, *step), line.is_some());
        }
    }
}

#[test]
fn all_of_them_are_what_their_numbers_are() {
    for (set, numbers, then) in [
        (S::Open, vec![N::Waits, N::Answered], S::Open),
        (S::Open, vec![N::PassedOn, N::Answered], S::Open),
        (S::Open, vec![N::Partly], S::Open),
        (S::Open, vec![N::Answered, N::Refused], S::Answered),
        // A follow-up nobody has read is awaited by nobody yet.
        (S::Answered, vec![N::Answered, N::Reading], S::Answered),
        (S::Answered, vec![N::Answered, N::Waits], S::Open),
        (S::Open, vec![N::Refused, N::Refused], S::Refused),
        (S::Reading, vec![N::Refused], S::Refused),
        (S::Reading, vec![N::Waits, N::Refused], S::Reading),
        (S::Refused, vec![N::Waits], S::Refused),
    ] {
        assert_eq!(set.with(&numbers), then, "{set} {numbers:?}");
    }
}

/// What was hidden comes back to where it was, and nothing that nobody had read is published by it.
#[test]
fn what_is_shown_again_is_where_it_was() {
    for state in N::ALL {
        let back = state.shown_again();
        let same = if state.is_public() { *state } else { N::Waits };
        assert_eq!(back, same, "{state}");
    }
    for (set, published, numbers, then) in [
        (S::Open, true, vec![N::Waits, N::Answered], S::Open),
        (S::Answered, true, vec![N::Answered], S::Answered),
        (S::Answered, true, vec![N::Answered, N::Waits], S::Open),
        // All of them were hidden.
        (S::Refused, true, vec![N::Refused, N::Answered], S::Answered),
        (S::Refused, true, vec![N::Waits, N::Refused], S::Open),
        (S::Refused, false, vec![N::Waits, N::Refused], S::Reading),
        (S::Reading, false, vec![N::Waits], S::Reading),
    ] {
        let shown = set.shown_again(published, &numbers);
        assert_eq!(shown, then, "{set} {published} {numbers:?}");
        assert!(published || !shown.is_public());
    }
}

/// What nobody has read is answered by nobody; one of them can be left out before the others are published.
#[test]
fn nothing_unread_is_answered() {
    for number in N::ALL {
        for step in K::ALL {
            let reading = follows(S::Reading, Some(*number), *step);
            let may = *step == K::Refuse && *number != N::Refused;
            assert_eq!(reading, may, "{number} {step}");
            assert!(!follows(S::Refused, Some(*number), *step));
            let same = number.after(*step, Extent::Full).is_some();
            assert_eq!(follows(S::Open, Some(*number), *step), same);
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
    proptest::collection::vec((0_usize..5, 0..K::ALL.len(), any::<bool>()), 0..60)
}

proptest! {
    /// Whatever is tried in whatever order: nothing is answered before it was read, what is hidden stays hidden,
    /// and all of them are answered exactly where no number is awaited.
    #[test]
    fn no_way_leads_past_whoever_reads(tried in steps()) {
        let mut set = S::Reading;
        let mut numbers = vec![N::Waits, N::Waits, N::Waits, N::Reading];
        let mut published = false;
        for (place, step, part) in tried {
            let step = K::ALL[step];
            let extent = if part { Extent::Part } else { Extent::Full };
            // One place more than there are numbers: all of them.
            let about = (place < numbers.len()).then_some(place);
            let before = numbers.clone();
            match about {
                Some(place) if follows(set, Some(numbers[place]), step) => {
                    numbers[place] = numbers[place].after(step, extent).unwrap();
                }
                None if follows(set, None, step) => {
                    published |= step == K::Publish;
                    set = set.after(step).unwrap();
                }
                _ => {}
            }
            set = set.with(&numbers);
            prop_assert!(published || !set.is_public());
            for (was, is) in before.iter().zip(&numbers) {
                prop_assert!(*was != N::Refused || *is == N::Refused);
                let answered = matches!(is, N::Answered | N::Partly);
                prop_assert!(!answered || published);
            }
            let awaited = numbers.iter().any(|number| number.is_awaited());
            match set {
                S::Open => prop_assert!(awaited),
                S::Answered => prop_assert!(!awaited),
                S::Reading | S::Refused => {}
            }
        }
    }

    /// A number is written in one way.
    #[test]
    fn a_number_has_one_spelling(question in 1_i64..999, follow_up in 0_i64..999) {
        let number = Number { question, follow_up };
        prop_assert_eq!(number.to_string().parse(), Ok(number));
    }
}

#[test]
fn no_number_is_spelled_in_another_way() {
    for wrong in [
        "", "0", "03", "3-", "3-0", "-1", "3-01", "3.1", "+3", "1000", "alla", "3-1-1",
    ] {
        assert!(wrong.parse::<Number>().is_err(), "{wrong}");
    }
    assert!("3-1".parse::<Number>().unwrap().is_follow_up());
    assert!(!Number::of(3).is_follow_up());
}

#[test]
fn who_may_ask() {
    assert_eq!(may_ask(&siv(), Level::N1), Ok(()));
    assert_eq!(may_ask(&Actor::Visitor, Level::N1), Err(Denied::SignIn));
    let newcomer = person(2, Level::None, &[Role::Resident]);
    assert_eq!(may_ask(&newcomer, Level::N1), Err(Denied::Level(Level::N1)));
    // What members of a group write is read by who leads it.
    let fox = person(3, Level::S, &[Role::Youth]);
    assert_eq!(may_ask(&fox, Level::None), Err(Denied::Role));
    assert_eq!(may_ask(&official(), Level::N1), Err(Denied::Role));
}

#[test]
fn who_reads_and_who_answers() {
    for step in K::ALL {
        let reads_first = matches!(step, K::Publish | K::Refuse);
        assert_eq!(may_take(&moderator(), *step, ASKER).is_ok(), reads_first);
        assert_eq!(may_take(&official(), *step, ASKER).is_ok(), !reads_first);
        assert_eq!(may_take(&siv(), *step, ASKER), Err(Denied::Role));
        assert_eq!(may_take(&Actor::Visitor, *step, ASKER), Err(Denied::SignIn));
        // Nobody reads or answers their own.
        let both = [Role::Resident, Role::Official, Role::Moderator];
        let own = person(7, Level::T, &both);
        let denied = Err(Denied::NotNow(NotNow::OwnQuestion));
        assert_eq!(may_take(&own, *step, ASKER), denied);
    }
    for set in S::ALL {
        assert_eq!(reads(&Actor::Visitor, *set, ASKER), set.is_public());
        assert_eq!(reads(&official(), *set, ASKER), set.is_public());
        assert!(reads(&asker(), *set, ASKER) && reads(&moderator(), *set, ASKER));
    }
}

#[test]
fn more_is_asked_about_an_answer_by_whoever_asked() {
    let may = |actor: &Actor, set, number, before: &[N]| {
        may_follow_up(actor, ASKER, (set, number), before)
    };
    assert_eq!(may(&asker(), S::Answered, N::Answered, &[]), Ok(()));
    assert_eq!(
        may(&asker(), S::Open, N::Answered, &[N::Answered, N::Refused]),
        Ok(())
    );
    assert_eq!(
        may(&siv(), S::Answered, N::Answered, &[]),
        Err(Denied::NotYours)
    );
    let visitor = may(&Actor::Visitor, S::Answered, N::Answered, &[]);
    assert_eq!(visitor, Err(Denied::SignIn));
    let elsewhere = Err(Denied::NotNow(NotNow::QuestionElsewhere));
    for open in [N::Reading, N::Waits, N::PassedOn, N::Partly] {
        assert_eq!(may(&asker(), S::Open, N::Answered, &[open]), elsewhere);
        assert_eq!(may(&asker(), S::Open, open, &[]), elsewhere);
    }
    assert_eq!(may(&asker(), S::Refused, N::Answered, &[]), elsewhere);
    let many = vec![N::Answered; FOLLOW_UPS_MAX];
    assert_eq!(may(&asker(), S::Answered, N::Answered, &many), elsewhere);
}

#[test]
fn whose_question_it_is_too() {
    let same = |actor: &Actor, set, number| may_say_same(actor, (ASKER, Level::N1), (set, number));
    let fox = person(3, Level::S, &[Role::Youth]);
    for actor in [&siv(), &fox] {
        for number in N::ALL {
            assert_eq!(same(actor, S::Open, *number).is_ok(), number.is_awaited());
        }
        assert!(same(actor, S::Reading, N::Waits).is_err());
    }
    let own = Err(Denied::NotNow(NotNow::OwnQuestion));
    assert_eq!(same(&asker(), S::Open, N::Waits), own);
    assert_eq!(
        same(&Actor::Visitor, S::Open, N::Waits),
        Err(Denied::SignIn)
    );
    assert_eq!(same(&official(), S::Open, N::Waits), Err(Denied::Role));
}

#[test]
fn an_answer_is_promised_within_working_days() {
    // A Wednesday; ten working days on is the Wednesday after the next.
    assert_eq!(promised(day("2026-03-04")), day("2026-03-18"));
    // Easter lies between.
    assert_eq!(promised(day("2026-03-30")), day("2026-04-15"));
    assert!(S::Open.is_late(Some(day("2026-03-18")), day("2026-03-19")));
    assert!(!S::Open.is_late(Some(day("2026-03-18")), day("2026-03-18")));
    assert!(!S::Answered.is_late(Some(day("2026-03-18")), day("2026-04-19")));
}

#[test]
fn questions_are_kept_word_for_word_and_numbered() {
    let typed = values(&[
        ("heading", "Kommunens sociala medier"),
        ("organisation", "Björksjö-Posten"),
        ("question_2", " Vad kostar det?\r\nI år? "),
        ("question_1", ""),
        ("question_5", "Vem bestämmer?"),
    ]);
    let asking = Asking::parse(&typed).unwrap();
    // Empty fields have no number.
    assert_eq!(
        asking.questions,
        ["Vad kostar det?\nI år?", "Vem bestämmer?"]
    );
    assert_eq!(asking.organisation.as_deref(), Some("Björksjö-Posten"));
    assert_eq!(asking.introduction, None);
}

#[test]
fn everything_wrong_is_said_at_once() {
    let problems = |typed: &Values| -> Vec<(String, FieldProblem)> {
        let errors = Asking::parse(typed).unwrap_err();
        errors
            .into_iter()
            .map(|error| (error.field, error.problem))
            .collect()
    };
    let nothing = problems(&Values::new());
    assert_eq!(
        nothing,
        [
            ("heading".to_owned(), FieldProblem::Missing),
            ("question_1".to_owned(), FieldProblem::Missing),
        ]
    );
    let long = "å".repeat(QUESTION_MAX + 1);
    let typed = values(&[
        ("heading", "Om bron"),
        ("question_3", &long),
        ("question_21", "Mer?"),
    ]);
    let fields: Vec<_> = problems(&typed)
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["question_3", "question_21"]);
    assert_eq!(QUESTIONS.len(), QUESTIONS_MAX);
    assert!(follow_up_text(&values(&[("text", " ")])).is_err());
    assert_eq!(
        follow_up_text(&values(&[("text", "Varför?")])).unwrap(),
        "Varför?"
    );
}

#[test]
fn a_step_reads_back_as_it_is_kept() {
    let today = day("2026-03-04");
    for (kind, typed) in [
        (K::Publish, values(&[])),
        (K::Take, values(&[])),
        (
            K::Refuse,
            values(&[("rule", "personal_data"), ("reason", "Ett namn.")]),
        ),
        (
            K::Delay,
            values(&[("answer_by", "2026-04-01"), ("reason", "Semester.")]),
        ),
        (
            K::PassOn,
            values(&[("to", "Trafikverket"), ("note", "Vägen är deras.")]),
        ),
        (
            K::Answer,
            values(&[("extent", "part"), ("text", "84 platser.")]),
        ),
        (
            K::Answer,
            values(&[
                ("extent", "full"),
                ("text", "Ja."),
                ("answered_by", "Kommundirektören"),
            ]),
        ),
        (
            K::Correct,
            values(&[("text", "85 platser."), ("reason", "Räknat igen.")]),
        ),
        (
            K::Fact,
            values(&[
                ("text", "Bron byggdes 1948."),
                ("source_url", "https://exempel.se/bron"),
            ]),
        ),
    ] {
        let step = QuestionStep::parse(kind, &typed, today).unwrap();
        assert_eq!(step.kind(), kind);
        assert_eq!(step.to_fields(), typed, "{kind}");
    }
    let delay = |day: &str| {
        let typed = values(&[("answer_by", day), ("reason", "Semester.")]);
        QuestionStep::parse(K::Delay, &typed, today).map_err(|errors| errors[0].problem.clone())
    };
    assert_eq!(delay("2026-03-03"), Err(FieldProblem::DateInPast));
    assert!(matches!(
        delay("2027-03-04"),
        Err(FieldProblem::TooFarAhead { .. })
    ));
}

/// What hides a text here hides it elsewhere.
#[test]
fn the_rules_are_those_of_every_text() {
    for reason in Reason::ALL {
        let typed = values(&[("rule", reason.code()), ("reason", "Därför.")]);
        let read = QuestionStep::parse(K::Refuse, &typed, day("2026-03-04"));
        assert_eq!(read.is_ok(), reason.is_rule(), "{reason}");
    }
}
