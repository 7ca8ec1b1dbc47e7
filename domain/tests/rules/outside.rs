use nara_domain::answer::ActKind;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::outside::{
    AHEAD_DAYS_MAX, Ask, Facts, GuestAnswer, SLACK_DAYS, State, is_asked_about, link_ends,
    why_sent_back,
};
use nara_domain::proposal::{Course, IdeaStage, Stage};
use nara_domain::time::Stamp;

use crate::help::{collecting, day, on_agenda, values};

const NOW: Stamp = Stamp(1_770_000_000_000);

fn ask(answer_by: &str) -> Result<Ask, Vec<FieldError>> {
    let typed = values(&[
        ("organisation", "  Trafikverket "),
        ("email", "trafikverket@example.se"),
        ("text", "Vem råder över vägen?"),
        ("answer_by", answer_by),
    ]);
    Ask::parse(&typed, day("2026-02-02"))
}

#[test]
fn a_question_is_answered_between_today_and_half_a_year_ahead() {
    let today = day("2026-02-02");
    let last = today.add_days(AHEAD_DAYS_MAX);
    for (answer_by, problem) in [
        (today.add_days(-1), Some(FieldProblem::DateInPast)),
        (today, None),
        (last, None),
        (
            last.add_days(1),
            Some(FieldProblem::TooFarAhead { latest: last }),
        ),
    ] {
        let expected = problem.map(|problem| vec![FieldError::new("answer_by", problem)]);
        assert_eq!(ask(&answer_by.to_string()).err(), expected, "{answer_by}");
    }
    let asked = ask("2026-02-20").unwrap();
    assert_eq!(asked.question.organisation, "Trafikverket");
    assert_eq!(asked.email, "trafikverket@example.se");
}

#[test]
fn everything_wrong_with_a_question_is_told_at_once_and_in_order() {
    let errors = Ask::parse(&values(&[("answer_by", "snart")]), day("2026-02-02")).unwrap_err();
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["organisation", "email", "text", "answer_by"]);
}

#[test]
fn the_address_is_in_no_field_of_the_record() {
    for kind in [
        ActKind::OutsideQuestion,
        ActKind::GuestAnswer,
        ActKind::OutsideWithdrawal,
    ] {
        assert!(kind.fields().iter().all(|spec| spec.name != "email"));
    }
}

#[test]
fn an_answer_is_signed_and_has_a_bound() {
    let long = "x".repeat(10_001);
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: [Case<'_>; 4] = [
        (
            &[
                ("text", "Vägen är vår."),
                ("signed_name", "Eva Ek"),
                ("signed_title", "utredare"),
            ],
            &[],
        ),
        (
            &[("text", "Vägen är vår.")],
            &["signed_name", "signed_title"],
        ),
        (
            &[
                ("text", &long),
                ("signed_name", "E"),
                ("signed_title", "utredare"),
            ],
            &["text", "signed_name"],
        ),
        (
            &[
                ("text", "Vägen är vår."),
                ("signed_name", "Eva Ek"),
                ("signed_title", "utredare"),
                ("source_url", "javascript:alert(1)"),
                ("organisation", "Kommunen"),
            ],
            &["source_url", "organisation"],
        ),
    ];
    for (typed, wrong) in cases {
        let errors = GuestAnswer::parse(&values(typed)).err().unwrap_or_default();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, wrong);
    }
    assert!(why_sent_back(&values(&[("reason", " ")])).is_err());
}

#[test]
fn somebody_is_asked_while_the_case_is_with_the_municipality() {
    let not_now = Err(Denied::NotNow(NotNow::OtherStage));
    let idea = Course::Idea(IdeaStage::published(day("2026-02-01")));
    for (course, expected) in [
        (
            Course::Proposal(Stage::submitted(day("2026-01-10"))),
            not_now,
        ),
        (Course::Proposal(collecting().stage), not_now),
        (Course::Proposal(on_agenda().stage), Ok(())),
        (idea, Ok(())),
    ] {
        assert_eq!(is_asked_about(&course), expected, "{}", course.code());
    }
}

/// Days after the last day to answer; never fewer than that from now.
#[test]
fn a_link_lives_past_its_day() {
    let answer_by = NOW.day().add_days(30);
    let ends = link_ends(answer_by, NOW);
    assert_eq!(ends.day(), answer_by.add_days(SLACK_DAYS + 1));
    assert!(ends > Stamp::from_date(answer_by.add_days(SLACK_DAYS)));
    let late = link_ends(NOW.day().add_days(-100), NOW);
    assert_eq!(late, NOW.plus_days(SLACK_DAYS));
}

#[test]
fn how_far_a_question_has_come() {
    let asked = Facts {
        expires_at: NOW.plus_days(1),
        answered_at: None,
        published_at: None,
        withdrawn_at: None,
    };
    let at = Some(Stamp(NOW.0 - 5));
    let was = Stamp(NOW.0 - 5);
    // (facts, state, takes an answer, can be withdrawn, waits for somebody)
    let table = [
        (asked, State::Asked(NOW.plus_days(1)), true, true, true),
        (
            Facts {
                expires_at: NOW,
                ..asked
            },
            State::Expired(NOW),
            false,
            true,
            true,
        ),
        (
            Facts {
                answered_at: at,
                expires_at: NOW,
                ..asked
            },
            State::Arrived(was),
            false,
            false,
            true,
        ),
        (
            Facts {
                answered_at: at,
                published_at: at,
                ..asked
            },
            State::Published(was),
            false,
            false,
            false,
        ),
        (
            Facts {
                withdrawn_at: at,
                ..asked
            },
            State::Withdrawn(was),
            false,
            false,
            false,
        ),
    ];
    for (facts, state, answers, withdraws, open) in table {
        assert_eq!(State::of(facts, NOW), state);
        assert_eq!(state.takes_answer(), answers, "{state:?}");
        assert_eq!(state.can_be_withdrawn(), withdraws, "{state:?}");
        assert_eq!(state.is_open(), open, "{state:?}");
    }
}
