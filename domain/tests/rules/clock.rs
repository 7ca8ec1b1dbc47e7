//! The day for the answer moves by the days the proposer takes to complete, and by no others.

use nara_domain::proposal::clock::{days_waited, moved};
use nara_domain::proposal::{
    ClockFrom, Course, NextKind, Ruleset, Transition, TransitionKind as T,
};

use crate::help::{PROPOSER, SECRETARY, Walk, day, step, step_with};

/// Asked and completed on these days, each round from the stage before or after registration.
fn walked(received: &str, register_first: bool, rounds: &[(&str, &str)]) -> Walk {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), received);
    walk.today = day(received);
    let register = step_with(T::Register, &[("received_on", received)]);
    if register_first {
        walk.try_as(Some(SECRETARY), &register).unwrap();
    }
    for (asked, completed) in rounds {
        ask(&mut walk, asked);
        complete(&mut walk, completed);
    }
    if !register_first {
        walk.try_as(Some(SECRETARY), &register).unwrap();
    }
    walk
}

fn ask(walk: &mut Walk, on: &str) {
    walk.today = day(on);
    let ask = Transition::RequestCompletion {
        missing: "En karta".into(),
        answer_by: None,
    };
    walk.try_as(Some(SECRETARY), &ask).unwrap();
}

fn complete(walk: &mut Walk, on: &str) {
    walk.today = day(on);
    walk.try_as(Some(PROPOSER), &step(T::Complete)).unwrap();
}

#[test]
fn the_day_moves_by_the_days_waited() {
    for (received, rounds, waited, answer_by) in [
        ("2026-01-31", &[][..], 0, "2027-01-31"),
        // On the same day: nothing was waited for.
        (
            "2026-03-04",
            &[("2026-03-04", "2026-03-04")],
            0,
            "2027-03-04",
        ),
        (
            "2026-03-04",
            &[("2026-03-05", "2026-03-06")],
            1,
            "2027-03-05",
        ),
        // Over the end of a month, and of a February.
        (
            "2026-01-31",
            &[("2026-01-31", "2026-02-28")],
            28,
            "2027-02-28",
        ),
        (
            "2027-02-28",
            &[("2027-02-28", "2027-03-01")],
            1,
            "2028-02-29",
        ),
        (
            "2024-02-29",
            &[("2024-02-29", "2024-03-10")],
            10,
            "2025-03-10",
        ),
        // Several rounds, one of them on one day.
        (
            "2026-03-04",
            &[
                ("2026-03-05", "2026-03-26"),
                ("2026-03-27", "2026-03-27"),
                ("2026-03-30", "2026-04-02"),
            ],
            24,
            "2027-03-28",
        ),
        // Over the new year.
        (
            "2026-12-20",
            &[("2026-12-22", "2027-01-12")],
            21,
            "2028-01-10",
        ),
    ] {
        for register_first in [true, false] {
            let walk = walked(received, register_first, rounds);
            assert_eq!(walk.stage.waited(), waited, "{received} {rounds:?}");
            assert_eq!(
                walk.stage.answer_by(&walk.ruleset),
                Some(day(answer_by)),
                "{received} {rounds:?}"
            );
        }
    }
}

#[test]
fn while_it_is_being_completed_it_says_since_when() {
    let mut walk = walked("2026-03-04", true, &[("2026-03-05", "2026-03-10")]);
    assert_eq!(walk.stage.stands_still_since(), None);
    ask(&mut walk, "2026-03-12");
    assert_eq!(walk.stage.stands_still_since(), Some(day("2026-03-12")));
    // What was waited before is not forgotten.
    assert_eq!(walk.stage.waited(), 5);
    complete(&mut walk, "2026-03-14");
    assert_eq!(
        (walk.stage.waited(), walk.stage.stands_still_since()),
        (7, None)
    );
}

#[test]
fn what_is_awaited_and_the_write_off_follow_the_moved_day() {
    let mut walk = walked("2026-02-20", true, &[("2026-02-21", "2026-03-03")]);
    walk.today = day("2026-03-20");
    walk.take(&[T::Announce]);
    let next = walk
        .stage
        .next_step(day("2026-02-20"), &walk.ruleset, None)
        .unwrap();
    assert_eq!(next.what, NextKind::Handling);
    assert_eq!(next.by, Some(day("2027-03-02")));
    walk.take(&[T::HandOver, T::StartPreparation]);
    // The year is up on the 20th of February; the days waited are not counted to it.
    for (today, may) in [
        ("2027-02-21", false),
        ("2027-03-02", false),
        ("2027-03-03", true),
    ] {
        walk.today = day(today);
        let ready = walk
            .stage
            .ready_for(T::WriteOff, &walk.context(Some(SECRETARY)));
        assert_eq!(ready.is_ok(), may, "{today}");
    }
}

/// Support was collected for months, and what was missing was waited for: neither is part of the time.
#[test]
fn the_time_runs_from_the_announcement_where_the_rules_say_so() {
    for (clock_from, answer_by) in [
        (ClockFrom::Received, "2027-03-09"),
        (ClockFrom::Announced, "2027-06-20"),
    ] {
        let rules = Ruleset {
            clock_from,
            ..Ruleset::bjorksjo()
        };
        let announced = clock_from == ClockFrom::Announced;
        let mut walk = Walk::begin(rules, "2026-03-04");
        walk.today = day("2026-03-04");
        let register = step_with(T::Register, &[("received_on", "2026-03-04")]);
        walk.try_as(Some(SECRETARY), &register).unwrap();
        ask(&mut walk, "2026-03-05");
        complete(&mut walk, "2026-03-10");
        walk.today = day("2026-04-01");
        walk.take(&[T::OpenForSupport]);
        assert_eq!(walk.stage.answer_by(&walk.ruleset).is_none(), announced);
        walk.support_count = 50;
        walk.today = day("2026-06-20");
        walk.try_as(None, &step(T::ReachThreshold)).unwrap();
        let by = Some(day(answer_by));
        assert_eq!(walk.stage.answer_by(&walk.ruleset), by);
        let next = walk.stage.next_step(day("2026-03-04"), &walk.ruleset, None);
        assert_eq!(next.unwrap().by, by);
        let handed = [("meeting_date", "2026-06-20")];
        walk.try_as(Some(SECRETARY), &step_with(T::HandOver, &handed))
            .unwrap();
        walk.take(&[T::StartPreparation]);
        // Further on it is the same day, and the write-off follows it.
        assert_eq!(walk.stage.answer_by(&walk.ruleset), by);
        walk.today = day(answer_by);
        let write_off = |walk: &Walk| {
            let context = walk.context(Some(SECRETARY));
            walk.stage.ready_for(T::WriteOff, &context).is_ok()
        };
        assert!(!write_off(&walk));
        walk.today = walk.today.add_days(1);
        assert!(write_off(&walk));
    }
}

/// The same day or the next one on which the municipality works.
#[test]
fn the_registration_is_promised_for_the_next_working_day() {
    for (received, by) in [
        ("2026-03-04", "2026-03-05"),
        // A Friday, and the Thursday before Easter.
        ("2026-03-06", "2026-03-09"),
        ("2026-04-02", "2026-04-07"),
    ] {
        let walk = Walk::begin(Ruleset::without_threshold("Provkommun"), received);
        let next = walk.stage.next_step(day(received), &walk.ruleset, None);
        let next = next.unwrap();
        assert_eq!(next.what, NextKind::Registration);
        assert_eq!(next.by, Some(day(by)), "{received}");
    }
}

#[test]
fn what_was_kept_before_counts_as_it_did() {
    let before = r#"{"kind":"proposal","code":"registered",
        "registration":{"diary_number":"KS/2026:1","received_on":"2026-03-04"}}"#;
    let course: Course = serde_json::from_str(before).unwrap();
    let stage = course.as_proposal().unwrap();
    assert_eq!(stage.waited(), 0);
    let rules = Ruleset::without_threshold("Provkommun");
    assert_eq!(stage.answer_by(&rules), Some(day("2027-03-04")));
    let asked = r#"{"kind":"proposal","code":"needs_completion","received":"2026-03-04",
        "registration":null,"missing":"En karta","answer_by":"2026-03-25"}"#;
    let course: Course = serde_json::from_str(asked).unwrap();
    assert_eq!(course.as_proposal().unwrap().stands_still_since(), None);
    // Whatever is not known is not counted.
    assert_eq!(days_waited(None, day("2026-04-01")), 0);
    assert_eq!(days_waited(Some(day("2026-04-01")), day("2026-03-01")), 0);
    assert_eq!(moved(day("2027-01-31"), 1), day("2027-02-01"));
}

#[test]
fn being_part_of_another_stops_the_clock_too() {
    let walk = walked("2026-03-04", true, &[("2026-03-05", "2026-03-10")]);
    let after = walk.stage.clone().resumed(100);
    assert_eq!(after.waited(), 105);
}
