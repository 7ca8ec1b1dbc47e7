//! The rule as a table, and over random days.

use proptest::prelude::*;

use super::*;
use crate::actor::Standing;
use crate::ids::PersonId;
use crate::moderation::holding::{HOLDING_FIELDS, HoldingRules};
use crate::time::Date;

fn noon() -> Stamp {
    Stamp::at(Date::new(2026, 3, 4).unwrap(), 12, 0).unwrap()
}

fn minutes_ago(minutes: i64) -> Stamp {
    noon().plus_minutes(-minutes)
}

fn limits(hour: Option<i64>, day: Option<i64>) -> Limits {
    Limits {
        days: 7,
        comments: Most { hour, day },
        ..Limits::none()
    }
}

#[test]
fn the_last_one_that_fits_is_let_in_and_the_next_is_told_when() {
    // How often in an hour and in a day; how many minutes ago, this one among them; in how many minutes from now.
    type Case<'a> = (Option<i64>, Option<i64>, &'a [i64], Option<i64>);
    let cases: &[Case<'_>] = &[
        (Some(3), None, &[0], None),
        (Some(3), None, &[0, 10, 20], None),
        (Some(3), None, &[0, 10, 20, 30], Some(30)),
        // In any order, and with more than matters.
        (Some(3), None, &[30, 0, 500, 10, 20], Some(30)),
        // The fourth is an hour old at this moment.
        (Some(3), None, &[0, 10, 20, 60], None),
        (Some(3), None, &[0, 10, 20, 59], Some(1)),
        (None, Some(2), &[0, 100, 1_439], Some(1)),
        (None, Some(2), &[0, 100, 1_440], None),
        // Both: the later one is told.
        (Some(1), Some(3), &[0, 30], Some(30)),
        (Some(1), Some(3), &[0, 30, 600, 900], Some(540)),
        (None, None, &[0, 0, 0, 0, 0], None),
        // What no form says: as one.
        (Some(0), None, &[0, 0], Some(60)),
    ];
    for (hour, day, ago, wait) in cases {
        let times: Vec<Stamp> = ago.iter().map(|ago| minutes_ago(*ago)).collect();
        let found = within(&limits(*hour, *day), Doing::Comments, &times, noon());
        let until = found.err().map(|reached| reached.until);
        let expected = wait.map(|wait| noon().plus_minutes(wait));
        assert_eq!(until, expected, "{hour:?} {day:?} {ago:?}");
    }
}

#[test]
fn what_is_told_is_a_whole_minute_and_not_too_early() {
    let times = [noon(), Stamp(minutes_ago(30).0 + 1)];
    let reached = within(&limits(Some(1), None), Doing::Comments, &times, noon()).unwrap_err();
    assert_eq!(reached.until, noon().plus_minutes(31));
}

#[test]
fn a_clock_that_was_set_back_keeps_nobody_for_longer() {
    let ahead = noon().plus_days(300);
    let times = [noon(), ahead, ahead];
    let reached = within(&limits(Some(1), None), Doing::Comments, &times, noon()).unwrap_err();
    assert_eq!(reached.until, noon().plus_hours(1));
}

fn somebody(standings: &[Role], dormant: &[Role]) -> Actor {
    Actor::Person {
        id: PersonId::new(1),
        name: "Maja".to_owned(),
        level: Level::N1,
        standings: standings.iter().copied().map(Standing::of).collect(),
        dormant: dormant.iter().copied().map(Standing::of).collect(),
        restraint: None,
    }
}

#[test]
fn only_a_resident_nobody_knows_yet_is_counted() {
    /// Duties, those that sleep, level, when the account was made, whether it is counted.
    type Case<'a> = (&'a [Role], &'a [Role], Level, Stamp, bool);
    let today = minutes_ago(60);
    let week = noon().plus_days(-7);
    let cases: &[Case<'_>] = &[
        (&[], &[], Level::N1, today, true),
        (&[Role::Resident], &[], Level::N1, today, true),
        (&[Role::Resident], &[], Level::N1, Stamp(week.0 + 1), true),
        (&[Role::Resident], &[], Level::N1, week, false),
        (&[Role::Resident], &[], Level::N2, today, false),
        (&[Role::Resident], &[], Level::N3, today, false),
        (&[Role::Resident], &[], Level::K, today, false),
        // Of a group, read by its leader.
        (&[Role::Youth], &[], Level::S, today, false),
        (&[Role::Resident], &[], Level::S, today, false),
        (&[Role::Official], &[], Level::N1, today, false),
        (
            &[Role::Resident, Role::Elected],
            &[],
            Level::N1,
            today,
            false,
        ),
        (&[Role::Supervisor], &[], Level::N1, today, false),
        // A duty that sleeps is one all the same.
        (
            &[Role::Resident],
            &[Role::Official],
            Level::N1,
            today,
            false,
        ),
    ];
    for (standings, dormant, level, created, expected) in cases {
        let who = somebody(standings, dormant);
        let counts = Limits::default().counts(&who, (*created, *level), noon());
        assert_eq!(counts, *expected, "{standings:?} {dormant:?} {level}");
    }
    for who in [Actor::Visitor, Actor::System] {
        assert!(!Limits::default().counts(&who, (today, Level::N1), noon()));
    }
    let who = somebody(&[], &[]);
    assert!(!Limits::none().counts(&who, (today, Level::N1), noon()));
}

#[test]
fn the_form_has_a_field_of_each_and_reads_what_it_shows() {
    let named = |name: &str| HOLDING_FIELDS.iter().any(|spec| spec.name == name);
    let of = |doing: &Doing| LIMIT_NAMES.iter().find(|(named, _, _)| named == doing);
    for doing in Doing::ALL {
        let (_, hour, day) = of(doing).unwrap();
        assert!(named(hour) && named(day), "{doing}");
        assert_eq!(*hour, format!("{doing}_hour"));
        assert_eq!(*day, format!("{doing}_day"));
    }
    let mut typed = HoldingRules::default().typed();
    for (name, value) in [
        ("limit_days", "14"),
        ("comments_hour", ""),
        ("comments_day", "7"),
    ] {
        typed.insert(name.to_owned(), value.to_owned());
    }
    let read = HoldingRules::read(&typed).unwrap().limits;
    let comments = Most {
        hour: None,
        day: Some(7),
    };
    let expected = Limits {
        days: 14,
        comments,
        ..Limits::default()
    };
    assert_eq!(read, expected);
    for (name, value) in [
        ("limit_days", ""),
        ("limit_days", "91"),
        ("comments_hour", "0"),
        ("reports_day", "501"),
        ("questions_day", "två"),
    ] {
        let mut typed = HoldingRules::default().typed();
        typed.insert(name.to_owned(), value.to_owned());
        let wrong = HoldingRules::read(&typed).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, [name], "{value}");
    }
}

#[test]
fn what_was_set_before_there_were_limits_has_the_usual_ones() {
    let mut json = serde_json::to_value(HoldingRules::none()).unwrap();
    json.as_object_mut().unwrap().remove("limits");
    let read: HoldingRules = serde_json::from_value(json).unwrap();
    assert_eq!(read.limits, Limits::default());
}

proptest! {
    /// However somebody tries over two days: no hour and no day has more than its limit, whoever waits as long as told
    /// is let in, and nobody is told to wait for longer than they have to.
    #[test]
    fn no_hour_and_no_day_has_more(
        gaps in proptest::collection::vec(0_i64..5_400_000, 1..120),
        hour in proptest::option::of(1_i64..6),
        day in proptest::option::of(1_i64..20),
    ) {
        let limits = limits(hour, day);
        let known = usize::try_from(limits.comments.known()).unwrap();
        let may = |done: &[Stamp], now: Stamp| {
            let mut times = done.to_vec();
            times.push(now);
            // As it is read: the latest ones.
            times.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
            times.truncate(known);
            within(&limits, Doing::Comments, &times, now)
        };
        let mut done: Vec<Stamp> = Vec::new();
        let mut now = noon();
        for gap in gaps {
            now = Stamp(now.0 + gap);
            match may(&done, now) {
                Ok(()) => done.push(now),
                Err(Reached { until, .. }) => {
                    prop_assert!(until > now);
                    prop_assert!(may(&done, until).is_ok());
                    let early = Stamp(until.0 - MINUTE_MS - 1);
                    prop_assert!(early < now || may(&done, early).is_err());
                }
            }
            let since = |hours: i64| {
                let all = done.iter().filter(|at| **at > now.plus_hours(-hours)).count();
                i64::try_from(all).unwrap()
            };
            prop_assert!(hour.is_none_or(|most| since(1) <= most));
            prop_assert!(day.is_none_or(|most| since(24) <= most));
        }
    }
}
