//! What is refused of a step that is recorded now, with the reason at its field.

use nara_domain::error::{FieldError, FieldProblem as P, NotAllowedNow};
use nara_domain::proposal::guards::AGENDA_LATE_DAYS;
use nara_domain::proposal::{Happened, Ruleset, Transition, TransitionKind as T};

use crate::help::{SECRETARY, TO_AGENDA, Walk, day, filled_at, step_with};

fn at(field: &str, problem: P) -> Result<(), NotAllowedNow> {
    let errors = vec![FieldError::new(field, problem)];
    Err(NotAllowedNow::Fields { errors })
}

/// Received in January, on that day, so many steps on its way.
fn on_its_way(steps: usize, today: &str) -> Walk {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    walk.take(&TO_AGENDA[..steps]);
    walk.today = day(today);
    walk
}

/// On the agenda of the technical committee of the 10th of March, which met.
fn on_agenda() -> Walk {
    let mut walk = on_its_way(5, "2026-03-01");
    let agenda = step_with(
        T::Schedule,
        &[("body", "TN"), ("meeting_date", "2026-03-10")],
    );
    walk.try_as(Some(SECRETARY), &agenda).unwrap();
    walk.today = day("2026-03-20");
    walk
}

#[test]
fn nothing_is_followed_up_before_it_was_decided() {
    let decided = [("body", "TN"), ("meeting_date", "2026-03-10")];
    let under_way = [
        ("sub_reason", "under_way"),
        ("link", "https://example.se/a"),
    ];
    for (kind, field) in [
        (T::Approve, "follow_up_date"),
        (T::PartlyApprove, "follow_up_date"),
        (T::DeemAnswered, "follow_up_date"),
        (T::DeemAnswered, "expected_done"),
    ] {
        for (on, outcome) in [
            ("2026-03-09", at(field, P::DateBeforeDecision)),
            ("2026-03-10", Ok(())),
        ] {
            let mut fields = decided.to_vec();
            fields.push(("follow_up_date", "2026-09-01"));
            if kind == T::DeemAnswered {
                fields.extend(under_way);
            } else {
                fields.retain(|(name, _)| *name != "follow_up_date" || field != "follow_up_date");
            }
            fields.retain(|(name, _)| *name != field);
            fields.push((field, on));
            let taken = on_agenda().try_as(Some(SECRETARY), &step_with(kind, &fields));
            assert_eq!(taken, outcome, "{kind} {field} {on}");
        }
    }
}

#[test]
fn nothing_is_expected_on_a_day_that_has_passed() {
    for (on, outcome) in [
        ("2026-03-19", at("expected_decision", P::DateInPast)),
        ("2026-03-20", Ok(())),
    ] {
        let step = step_with(T::StartPreparation, &[("expected_decision", on)]);
        let mut walk = on_its_way(3, "2026-03-20");
        assert_eq!(walk.try_as(Some(SECRETARY), &step), outcome, "{on}");
    }
    for (on, outcome) in [
        ("2026-03-19", at("next_report", P::DateInPast)),
        ("2026-03-20", Ok(())),
    ] {
        let mut walk = on_agenda();
        walk.take(&[T::Approve]);
        let step = step_with(T::Plan, &[("next_report", on), ("milestones", "")]);
        assert_eq!(walk.try_as(Some(SECRETARY), &step), outcome, "{on}");
    }
    for (on, outcome) in [
        ("2026-03-09", at("new_date", P::DateBeforeMeeting)),
        ("2026-03-10", Ok(())),
    ] {
        let step = step_with(T::RemitBack, &[("new_date", on)]);
        let taken = on_agenda().try_as(Some(SECRETARY), &step);
        assert_eq!(taken, outcome, "{on}");
    }
}

/// Some days after it was held; then what it did is what is entered.
#[test]
fn no_agenda_of_long_ago() {
    let late = P::AgendaTooOld {
        max: AGENDA_LATE_DAYS,
    };
    for (on, outcome) in [
        ("2026-03-05", at("meeting_date", late.clone())),
        ("2026-03-06", Ok(())),
        ("2026-03-20", Ok(())),
        ("2026-06-01", Ok(())),
    ] {
        let step = step_with(T::Schedule, &[("meeting_date", on)]);
        let mut walk = on_its_way(5, "2026-03-20");
        assert_eq!(walk.try_as(Some(SECRETARY), &step), outcome, "{on}");
    }
}

/// Put off to a meeting after the one it stood on, and only when that is held.
#[test]
fn a_meeting_puts_off_to_a_later_one() {
    let same = P::DateNotAfterMeeting {
        day: day("2026-03-10"),
    };
    for (on, outcome) in [
        ("2026-03-09", at("meeting_date", same.clone())),
        ("2026-03-10", at("meeting_date", same)),
        ("2026-03-11", Ok(())),
        ("2027-03-20", Ok(())),
        ("2027-03-21", at("meeting_date", too_far("2027-03-20"))),
    ] {
        let step = step_with(T::Table, &[("meeting_date", on)]);
        let taken = on_agenda().try_as(Some(SECRETARY), &step);
        assert_eq!(taken, outcome, "{on}");
    }
    let from = day("2026-03-10");
    for (kind, field) in [
        (T::Table, "meeting_date"),
        (T::RemitBack, "new_date"),
        (T::Refer, "answer_by"),
    ] {
        for (today, outcome) in [
            ("2026-03-09", Err(NotAllowedNow::TooEarly { from })),
            ("2026-03-10", Ok(())),
        ] {
            let mut walk = on_agenda();
            walk.today = day(today);
            let fields = match kind {
                T::Refer => vec![(field, "2026-05-01"), ("meeting_date", "2026-03-10")],
                _ => vec![(field, "2026-05-01")],
            };
            let taken = walk.try_as(Some(SECRETARY), &step_with(kind, &fields));
            assert_eq!(taken, outcome, "{kind} {today}");
        }
    }
}

fn too_far(latest: &str) -> P {
    P::TooFarAhead {
        latest: day(latest),
    }
}

/// A day nobody can wait for would be a clock switched off.
#[test]
fn nothing_is_put_off_further_than_somebody_can_wait() {
    let mut planned = on_agenda();
    planned.take(&[T::Approve, T::Plan]);
    let mut approved = on_agenda();
    approved.take(&[T::Approve]);
    for (walk, kind, field, last) in [
        (
            on_its_way(1, "2026-03-20"),
            T::RequestCompletion,
            "answer_by",
            "2026-09-19",
        ),
        (
            on_its_way(2, "2026-03-20"),
            T::Refer,
            "answer_by",
            "2027-03-20",
        ),
        (
            on_its_way(3, "2026-03-20"),
            T::StartPreparation,
            "expected_decision",
            "2029-03-20",
        ),
        (
            on_its_way(5, "2026-03-20"),
            T::Schedule,
            "meeting_date",
            "2027-03-20",
        ),
        (on_agenda(), T::RemitBack, "new_date", "2027-03-20"),
        (on_agenda(), T::Approve, "follow_up_date", "2028-03-10"),
        (
            on_agenda(),
            T::PartlyApprove,
            "follow_up_date",
            "2028-03-10",
        ),
        (on_agenda(), T::DeemAnswered, "follow_up_date", "2028-03-10"),
        (approved, T::Plan, "next_report", "2027-03-20"),
        (planned, T::ReportProgress, "next_report", "2027-03-20"),
    ] {
        for (on, outcome) in [
            (day(last), Ok(())),
            (day(last).add_days(1), at(field, too_far(last))),
        ] {
            let mut fields = filled_at(&walk.stage, kind);
            fields.insert(field.to_owned(), on.to_string());
            if kind.is_decision() {
                fields.insert("follow_up_date".to_owned(), on.to_string());
            }
            if kind == T::Plan {
                fields.remove("milestones");
            }
            let step = Transition::parse_at(walk.stage.code(), kind, &fields).unwrap();
            let context = walk.context(Some(SECRETARY));
            let taken = walk.stage.clone().apply(&step, &context).map(drop);
            assert_eq!(taken, outcome, "{kind} {field} {on}");
            let happened = Happened {
                since: None,
                known: walk.today,
                is_new: false,
            };
            let stood = walk.stage.clone().take_again(&step, &context, happened);
            assert!(stood.is_ok(), "{kind} {field} {on}: {stood:?}");
        }
    }
}

#[test]
fn no_money_of_a_year_before_the_decision() {
    let problem = P::OutOfRange {
        min: 2026,
        max: 2100,
    };
    for (year, outcome) in [("2025", at("budget_year", problem)), ("2026", Ok(()))] {
        let mut walk = on_agenda();
        walk.take(&[T::Approve]);
        let fields = [
            ("budget_year", year),
            ("next_report", "2026-09-01"),
            ("milestones", ""),
        ];
        let taken = walk.try_as(Some(SECRETARY), &step_with(T::Plan, &fields));
        assert_eq!(taken, outcome, "{year}");
    }
}

/// The body on whose agenda it is, on that day or, where the meeting was moved, later.
#[test]
fn the_decision_is_that_of_the_meeting_on_the_agenda() {
    let early = P::DateBeforeAgenda {
        day: day("2026-03-10"),
    };
    let other = || P::NotOnItsAgenda { body: "TN".into() };
    for (body, on, outcome) in [
        ("TN", "2026-03-10", Ok(())),
        ("TN", "2026-03-17", Ok(())),
        ("TN", "2026-03-09", at("meeting_date", early)),
        ("KS", "2026-03-10", at("body", other())),
        ("Tekniska", "2026-03-17", at("body", other())),
    ] {
        for kind in [T::Approve, T::PartlyApprove, T::DeemAnswered, T::Decline] {
            let mut fields = vec![("body", body), ("meeting_date", on)];
            if kind != T::Decline {
                fields.push(("follow_up_date", "2026-09-01"));
            }
            let taken = on_agenda().try_as(Some(SECRETARY), &step_with(kind, &fields));
            assert_eq!(taken, outcome, "{kind} {body} {on}");
        }
    }
}

#[test]
fn not_completed_is_no_reason_while_there_is_time() {
    for (today, outcome) in [
        (
            "2026-03-22",
            at(
                "criterion",
                P::StillTime {
                    day: day("2026-03-22"),
                },
            ),
        ),
        ("2026-03-23", Ok(())),
    ] {
        let mut walk = on_its_way(1, "2026-03-01");
        let asked = step_with(T::RequestCompletion, &[("answer_by", "2026-03-22")]);
        walk.try_as(Some(SECRETARY), &asked).unwrap();
        walk.today = day(today);
        let late = step_with(T::RejectFormally, &[("criterion", "not_completed")]);
        assert_eq!(walk.try_as(Some(SECRETARY), &late), outcome, "{today}");
        // Whatever else is wrong with it can be seen at once.
        let mut walk = on_its_way(1, "2026-03-01");
        walk.try_as(Some(SECRETARY), &asked).unwrap();
        let other = step_with(T::RejectFormally, &[("criterion", "unreadable")]);
        assert_eq!(walk.try_as(Some(SECRETARY), &other), Ok(()));
    }
}

/// What was recorded before a guard was there stands when something else is corrected.
#[test]
fn what_stood_is_not_asked_again() {
    let walk = on_agenda();
    let fields = [
        ("body", "KS"),
        ("meeting_date", "2026-03-09"),
        ("follow_up_date", "2026-03-08"),
    ];
    let old = step_with(T::Approve, &fields);
    let happened = Happened {
        since: None,
        known: walk.today,
        is_new: false,
    };
    let context = walk.context(Some(SECRETARY));
    let taken = walk.stage.clone().take_again(&old, &context, happened);
    assert!(taken.is_ok(), "{taken:?}");
}

/// Of whichever register it is, it has digits.
#[test]
fn a_diary_number_has_digits() {
    let walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    let example = walk.ruleset.diary_number(2026, 123);
    for (number, outcome) in [
        ("hej", at("diary_number", P::NotADiaryNumber { example })),
        ("TN 12", Ok(())),
        ("2026-0042", Ok(())),
    ] {
        let step = step_with(T::Register, &[("diary_number", number)]);
        let context = walk.context(Some(SECRETARY));
        let taken = walk.stage.clone().apply(&step, &context).map(drop);
        assert_eq!(taken, outcome, "{number}");
    }
}
