//! Campaigns: what follows what, who takes which step, and what each needs.

use std::collections::BTreeSet;

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::campaign::{
    Approval, CampaignContext, CampaignStage, CampaignStageCode as S, CampaignStep,
    CampaignStepKind as K, Chosen, Filled, Plan, allowed_from, choice_allowed, filled, recorders,
    runs,
};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotAllowedNow};
use nara_domain::fields::Values;

use crate::help::{day, person, values};

fn plan_form() -> Values {
    values(&[
        ("title", "Framtidslådan"),
        ("question", "Vad ska hända för att vi ska mötas mer?"),
        (
            "commission",
            "Kommunen vill ha fem idéer ur var låda och svarar på alla.",
        ),
        ("age_from", "13"),
        ("age_to", "19"),
        (
            "sets",
            "I skolan: 5\nPå fritiden: 5\nNytt för politikerna: 5 *",
        ),
        ("influence", "influence"),
        ("can_influence", "Aktiviteter i skolan och på fritiden."),
        ("cannot_influence", "Betyg och skolplikt."),
    ])
}

fn plan() -> Plan {
    Plan::parse(&plan_form()).unwrap()
}

const TODAY: &str = "2026-06-01";

/// A form that fits each step, on the first of June.
fn form(kind: K) -> Values {
    match kind {
        K::Draft | K::Revise => plan_form(),
        K::Open | K::Curate | K::Answered => Values::new(),
        K::Approve => values(&[
            ("approved_by", "Lena Borg, förvaltningschef"),
            ("sponsor", "Anna Ek (X), kommunalråd"),
            ("opens_on", "2026-06-01"),
            ("ideas_until", "2026-06-20"),
            ("budget", "50 000 kronor"),
            ("answerer", "Kultur- och fritidsförvaltningen"),
            ("stand_in", "Skolförvaltningen"),
            ("answer_days", "60"),
            ("consent", "Vårdnadshavarna får ett brev."),
            ("data_protection", "yes"),
        ]),
        K::Recruit => values(&[
            ("places", "12"),
            ("paid", "yes"),
            ("last_day", "2026-06-01"),
            ("how", "Sök på Ungdomsgårdens sida."),
        ]),
        K::Reopen => values(&[("ideas_until", "2026-06-10")]),
        K::Vote => values(&[
            ("voting_until", "2026-06-12"),
            ("votes_each", "3"),
            ("who", "groups"),
            ("whom", "Norrskolan, 13–15 år"),
        ]),
        K::Count => values(&[
            ("ballots", "40"),
            ("slips", "5"),
            ("fell_out", "0"),
            ("result", "1 12 30 5\n2 9 30 0"),
        ]),
        K::Present => values(&[
            ("meeting_date", "2026-06-01"),
            ("body", "KS"),
            ("present", "Sju ledamöter från fyra partier."),
        ]),
        K::Delay => values(&[("answer_by", "2026-08-20"), ("reason", "Sjukdom.")]),
        K::FollowUp => values(&[("report", "Lunchlotteriet är igång i tre skolor.")]),
        K::Report => values(&[
            ("young_speak", "Vi satt vid samma bord.\n– Glad Räv"),
            ("licence", "cc_by_4"),
        ]),
        K::Close => values(&[
            ("report", "Elva av femton blev av."),
            ("archived_on", "2026-06-01"),
            ("archive_id", "A 12"),
        ]),
        K::Cancel => values(&[
            ("reason", "Ingen kan svara i sommar."),
            ("ideas", "De sparas till hösten."),
        ]),
    }
}

fn step(kind: K) -> CampaignStep {
    CampaignStep::parse(kind, &form(kind)).unwrap()
}

const FULL: &[Filled] = &[Filled {
    chosen: 5,
    quota: 5,
}];

fn context(filled: &[Filled]) -> CampaignContext<'_> {
    CampaignContext {
        today: day(TODAY),
        filled,
        loose: 0,
        unanswered: 0,
        unsaid: 0,
    }
}

fn walked(steps: &[K]) -> CampaignStage {
    let begin = CampaignStage::Draft;
    steps.iter().fold(begin, |stage, kind| {
        stage.apply(&step(*kind), &context(FULL)).unwrap()
    })
}

/// The way to each stage.
fn stages() -> Vec<CampaignStage> {
    let way = [K::Approve, K::Open, K::Curate, K::Present, K::Answered];
    let mut stages: Vec<_> = (0..=way.len()).map(|n| walked(&way[..n])).collect();
    stages.push(walked(&[K::Approve, K::Recruit]));
    stages.push(walked(&[&way[..], &[K::FollowUp]].concat()));
    stages.push(walked(&[&way[..], &[K::Close]].concat()));
    stages.push(walked(&[K::Cancel]));
    stages.push(walked(&[&way[..3], &[K::Vote]].concat()));
    stages.push(walked(&[&way[..3], &[K::Vote, K::Count]].concat()));
    stages
}

#[test]
fn each_stage_takes_its_steps_and_no_other() {
    let mut seen = BTreeSet::new();
    for stage in stages() {
        seen.insert(stage.code());
        for kind in K::ALL {
            let taken = stage.clone().apply(&step(*kind), &context(FULL));
            let follows = allowed_from(stage.code()).contains(kind);
            match taken {
                Ok(_) => assert!(follows, "{kind} from {}", stage.code()),
                Err(NotAllowedNow::WrongStage { from, transition }) => {
                    assert!(!follows, "{kind} from {}", stage.code());
                    assert_eq!((&*from, &*transition), (stage.code().code(), kind.code()));
                }
                Err(other) => panic!("{kind} from {}: {other:?}", stage.code()),
            }
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), S::ALL);
}

#[test]
fn whatever_is_missing_is_said_at_its_field() {
    for kind in K::ALL {
        let asked = kind.fields().iter();
        for spec in asked.filter(|spec| spec.required && spec.only_for.is_none()) {
            let mut form = form(*kind);
            form.remove(spec.name);
            // What is answered by yes or no is asked for as that.
            let problem = match spec.name {
                "data_protection" => FieldProblem::YesOrNo,
                _ => FieldProblem::Missing,
            };
            let problem = FieldError::new(spec.name, problem);
            assert_eq!(
                CampaignStep::parse(*kind, &form),
                Err(vec![problem]),
                "{kind}"
            );
        }
        let mut strange = form(*kind);
        strange.insert("okand".to_owned(), "1".to_owned());
        let problem = FieldError::new("okand", FieldProblem::UnknownField);
        assert_eq!(CampaignStep::parse(*kind, &strange), Err(vec![problem]));
    }
}

#[test]
fn what_is_kept_reads_back_as_it_was() {
    for kind in K::ALL {
        let step = step(*kind);
        assert_eq!(CampaignStep::parse(*kind, &step.to_fields()), Ok(step));
    }
}

#[test]
fn each_step_is_of_its_duties() {
    for kind in K::ALL {
        assert_eq!(runs(&Actor::Visitor, *kind, true), Err(Denied::SignIn));
        let (roles, by_rule) = recorders(*kind);
        assert_eq!(
            runs(&Actor::System, *kind, false).is_ok(),
            by_rule,
            "{kind}"
        );
        for role in Role::ALL {
            let actor = person(1, Level::T, &[*role]);
            for own in [true, false] {
                let may = roles.contains(role) && (own || *role != Role::Supervisor);
                let expected = if may { Ok(()) } else { Err(Denied::Role) };
                assert_eq!(runs(&actor, *kind, own), expected, "{kind} by {role}");
            }
        }
    }
}

#[test]
fn it_cannot_open_without_somebody_who_answers() {
    // Every way into being open goes through an approval, which names them and the days.
    for stage in stages() {
        if allowed_from(stage.code()).contains(&K::Open) {
            assert!(stage.approval().is_some());
        }
    }
    let mut form = form(K::Approve);
    form.insert("data_protection".to_owned(), "no".to_owned());
    let problem = FieldError::new("data_protection", FieldProblem::NotYes);
    assert_eq!(CampaignStep::parse(K::Approve, &form), Err(vec![problem]));
}

#[test]
fn nothing_is_closed_while_an_idea_waits() {
    let mut waits = context(FULL);
    waits.unanswered = 2;
    let refused = Err(NotAllowedNow::IdeasUnanswered { count: 2 });
    let way = [K::Approve, K::Open, K::Curate, K::Present];
    assert_eq!(walked(&way).apply(&step(K::Answered), &waits), refused);
    let answered = walked(&[&way[..], &[K::Answered]].concat());
    assert_eq!(answered.clone().apply(&step(K::Close), &waits), refused);
    // Nor while the elected have not said what was new to them.
    let mut unsaid = context(FULL);
    unsaid.unsaid = 1;
    let refused = Err(NotAllowedNow::IdeasUnsaid { count: 1 });
    assert_eq!(walked(&way).apply(&step(K::Answered), &unsaid), refused);
    assert_eq!(answered.apply(&step(K::Close), &unsaid), refused);
}

#[test]
fn a_report_can_be_written_again_and_moves_nothing() {
    let mut written = 0;
    for stage in stages() {
        let again = stage.clone().apply(&step(K::Report), &context(FULL));
        let goes_on = stage.is_presented() && stage.code() != S::Closed;
        assert_eq!(again.is_ok(), goes_on, "{}", stage.code());
        if let Ok(again) = again {
            assert_eq!(again, stage);
            written += 1;
        }
    }
    assert_eq!(written, 3);
}

#[test]
fn everything_is_chosen_or_kept_before_it_is_presented() {
    let curated = || walked(&[K::Approve, K::Open, K::Curate]);
    let mut loose = context(FULL);
    loose.loose = 3;
    let refused = Err(NotAllowedNow::IdeasLeft { count: 3 });
    assert_eq!(curated().apply(&step(K::Present), &loose), refused);
    // A set that is not filled is explained.
    let short = [Filled {
        chosen: 4,
        quota: 5,
    }];
    let errors = vec![FieldError::new("unfilled", FieldProblem::Missing)];
    let refused = Err(NotAllowedNow::Fields { errors });
    assert_eq!(
        curated().apply(&step(K::Present), &context(&short)),
        refused
    );
    let mut form = form(K::Present);
    form.insert("unfilled".to_owned(), "Ingen kom på fler.".to_owned());
    let explained = CampaignStep::parse(K::Present, &form).unwrap();
    assert!(curated().apply(&explained, &context(&short)).is_ok());
}

#[test]
fn days_that_cannot_be_are_refused() {
    let with = |kind: K, field: &str, value: &str| {
        let mut form = form(kind);
        form.insert(field.to_owned(), value.to_owned());
        CampaignStep::parse(kind, &form)
    };
    let latest = |text: &str| FieldProblem::TooFarAhead { latest: day(text) };
    let since = FieldProblem::DateBeforeLastAct { day: day(TODAY) };
    let curated = [K::Approve, K::Open, K::Curate];
    let presented = [K::Approve, K::Open, K::Curate, K::Present];
    let answered = [&presented[..], &[K::Answered]].concat();
    for (way, kind, field, value, problem) in [
        (
            &[][..],
            K::Approve,
            "opens_on",
            "2026-05-31",
            FieldProblem::DateInPast,
        ),
        (
            &[],
            K::Approve,
            "ideas_until",
            "2028-06-02",
            latest("2028-06-01"),
        ),
        (
            &[K::Approve],
            K::Recruit,
            "last_day",
            "2026-05-31",
            FieldProblem::DateInPast,
        ),
        (
            &[K::Approve],
            K::Recruit,
            "last_day",
            "2026-06-02",
            latest(TODAY),
        ),
        (
            &curated,
            K::Reopen,
            "ideas_until",
            "2026-05-31",
            FieldProblem::DateInPast,
        ),
        (
            &curated,
            K::Reopen,
            "ideas_until",
            "2027-06-02",
            latest("2027-06-01"),
        ),
        (
            &curated,
            K::Present,
            "meeting_date",
            "2026-06-02",
            FieldProblem::DateInFuture,
        ),
        (&curated, K::Present, "meeting_date", "2026-05-31", since),
        (
            &presented,
            K::Delay,
            "answer_by",
            TODAY,
            FieldProblem::NotAfterToday,
        ),
        (
            &presented,
            K::Delay,
            "answer_by",
            "2027-06-02",
            latest("2027-06-01"),
        ),
        (
            &answered,
            K::Close,
            "archived_on",
            "2026-06-02",
            FieldProblem::DateInFuture,
        ),
    ] {
        let step = with(kind, field, value).unwrap();
        let errors = vec![FieldError::new(field, problem)];
        let refused = Err(NotAllowedNow::Fields { errors });
        assert_eq!(
            walked(way).apply(&step, &context(FULL)),
            refused,
            "{kind} {value}"
        );
    }
    let before = with(K::Approve, "ideas_until", "2026-05-31");
    let problem = FieldError::new("ideas_until", FieldProblem::DateBeforeStart);
    assert_eq!(before, Err(vec![problem]));
}

#[test]
fn the_days_run_by_themselves() {
    let approved = walked(&[K::Approve]);
    assert_eq!(approved.due(day("2026-05-31")), None);
    assert_eq!(approved.due(day(TODAY)), Some(CampaignStep::Open));
    assert_eq!(
        walked(&[K::Approve, K::Recruit]).due(day(TODAY)),
        Some(CampaignStep::Open)
    );
    let open = walked(&[K::Approve, K::Open]);
    assert_eq!(open.due(day("2026-06-20")), None);
    assert_eq!(open.due(day("2026-06-21")), Some(CampaignStep::Curate));
    // Opened once more: its new last day holds.
    let again = walked(&[K::Approve, K::Open, K::Curate, K::Reopen]);
    assert_eq!(again.due(day("2026-06-11")), Some(CampaignStep::Curate));
    assert_eq!(again.due(day("2026-06-10")), None);
    // Sixty days from the presentation, or the day that was promised since.
    let presented = walked(&[K::Approve, K::Open, K::Curate, K::Present]);
    assert_eq!(presented.answer_by(), Some(day("2026-07-31")));
    let delayed = presented.apply(&step(K::Delay), &context(FULL)).unwrap();
    assert_eq!(delayed.answer_by(), Some(day("2026-08-20")));
}

#[test]
fn sets_are_a_line_each() {
    let plan = plan();
    let names: Vec<_> = plan
        .sets
        .iter()
        .map(|set| (&*set.name, set.quota))
        .collect();
    assert_eq!(
        names,
        [
            ("I skolan", 5),
            ("På fritiden", 5),
            ("Nytt för politikerna", 5)
        ]
    );
    let new: Vec<_> = plan.sets.iter().map(|set| set.new_to_them).collect();
    assert_eq!(new, [false, false, true]);
    assert_eq!(plan.slots(), 15);
    assert_eq!((plan.slots_of(1), plan.slots_of(3)), (1..=5, 11..=15));
    assert_eq!(plan.set(0), None);
    assert_eq!(plan.set(4), None);
    assert_eq!(Plan::parse(&plan.values()), Ok(plan));
    let sets = |typed: &str| {
        let mut form = plan_form();
        form.insert("sets".to_owned(), typed.to_owned());
        Plan::parse(&form).map_err(|errors| errors[0].problem.clone())
    };
    let not_sets = |line: &str| FieldProblem::NotSets {
        line: line.to_owned(),
    };
    for (typed, problem) in [
        ("Skolan", not_sets("Skolan")),
        ("Skolan: 0", not_sets("Skolan: 0")),
        ("Skolan: 21", not_sets("Skolan: 21")),
        (": 5", not_sets(": 5")),
        ("Skolan: fem", not_sets("Skolan: fem")),
        ("Skolan: 5\nskolan: 3", FieldProblem::Twice),
        (
            "aa: 1\nbb: 1\ncc: 1\ndd: 1\nee: 1\nff: 1",
            FieldProblem::TooMany { max: 5 },
        ),
    ] {
        assert_eq!(sets(typed), Err(problem), "{typed}");
    }
    assert_eq!(sets("Allt möjligt: 3").unwrap().slots(), 3);
    let mut younger = plan_form();
    younger.insert("age_to".to_owned(), "12".to_owned());
    let problem = FieldProblem::OutOfRange { min: 13, max: 25 };
    let error = FieldError::new("age_to", problem);
    assert_eq!(Plan::parse(&younger), Err(vec![error]));
}

#[test]
fn slots_are_filled_set_by_set() {
    let plan = plan();
    let count =
        |taken: &[i64]| -> Vec<i64> { filled(&plan, taken).iter().map(|set| set.chosen).collect() };
    assert_eq!(count(&[]), [0, 0, 0]);
    assert_eq!(count(&[1, 5, 6, 15]), [2, 1, 1]);
    let open = walked(&[K::Approve, K::Open]);
    let slot = |stage: &CampaignStage, set: i64, slot: i64| {
        choice_allowed(&plan, stage, set, &Chosen::Slot(slot))
    };
    assert_eq!(slot(&open, 2, 6), Ok(()));
    let errors = vec![FieldError::new("slot", FieldProblem::NotAChoice)];
    assert_eq!(slot(&open, 2, 5), Err(NotAllowedNow::Fields { errors }));
    let presented = walked(&[K::Approve, K::Open, K::Curate, K::Present]);
    assert_eq!(slot(&presented, 2, 6), Err(NotAllowedNow::NotChoosing));
    let kept = Chosen::Kept("Liknar en annan.".to_owned());
    assert_eq!(choice_allowed(&plan, &open, 1, &kept), Ok(()));
}

#[test]
fn a_stored_stage_reads_back() {
    for stage in stages() {
        let json = serde_json::to_string(&stage).unwrap();
        assert!(json.contains(&format!("\"code\":\"{}\"", stage.code())));
        assert_eq!(serde_json::from_str::<CampaignStage>(&json).unwrap(), stage);
    }
    let Some(Approval { answerer, .. }) = walked(&[K::Approve]).approval().cloned() else {
        panic!("no approval")
    };
    assert_eq!(answerer, "Kultur- och fritidsförvaltningen");
}

#[test]
fn its_ideas_are_promised_its_day_and_no_other() {
    use nara_domain::proposal::IdeaPromise as P;
    let before = walked(&[K::Approve, K::Open, K::Curate]);
    assert_eq!(before.promise_to(true), P::Undecided);
    assert_eq!(before.promise_to(false), P::Undecided);
    let presented = walked(&[K::Approve, K::Open, K::Curate, K::Present]);
    let by = |date| P::Campaign { by: day(date) };
    assert_eq!(presented.promise_to(true), by("2026-07-31"));
    assert_eq!(presented.promise_to(false), P::NotPromised);
    let delayed = presented.apply(&step(K::Delay), &context(FULL)).unwrap();
    assert_eq!(delayed.promise_to(true), by("2026-08-20"));
    let off = before.apply(&step(K::Cancel), &context(FULL)).unwrap();
    assert_eq!(off.promise_to(true), P::CalledOff);
    // Whatever else is recorded changes nothing of it.
    let mut stage = walked(&[K::Approve]);
    for kind in [K::Open, K::Curate, K::Reopen] {
        let after = stage.clone().apply(&step(kind), &context(FULL)).unwrap();
        let same = after.promise_to(true) == stage.promise_to(true);
        assert!(same && !kind.promises_anew(), "{kind}");
        stage = after;
    }
}
