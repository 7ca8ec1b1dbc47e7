//! What lets a proposal be handed in today, and how long it is open then.

use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::proposal::{
    MoveContext, NotReceived, Own, Ruleset, Same, Season, Stage, TransitionKind as T, Window,
    YearDay, may_submit, season,
};
use nara_domain::time::Date;
use nara_domain::working_days::{after_working_days, is_working_day};
use proptest::prelude::*;

use crate::help::{Walk, collecting, day, on_agenda};

fn season(from: &str, to: &str) -> Season {
    Season {
        from: YearDay::parse(from).unwrap(),
        to: YearDay::parse(to).unwrap(),
    }
}

#[test]
fn a_day_of_every_year_is_written_strictly() {
    for text in ["01-01", "02-28", "12-31"] {
        assert_eq!(YearDay::parse(text).unwrap().to_string(), text);
    }
    for text in [
        "", "1-1", "02-29", "02-30", "13-01", "00-10", "0101", " 01-01", "01-01 ", "-1-01",
    ] {
        assert!(YearDay::parse(text).is_err(), "{text}");
    }
    assert_eq!(YearDay::of(day("2028-02-29")).to_string(), "02-28");
}

#[test]
fn what_bars_everybody_is_said_first() {
    let rules = Ruleset {
        seasons: vec![season("06-01", "08-31")],
        max_per_person_year: Some(3),
        max_open_per_person: Some(2),
        duplicate_months: Some(12),
        ..Ruleset::bjorksjo()
    };
    let own = Own {
        open: 2,
        this_year: 3,
    };
    let open = Same {
        id: ProposalId::new(4),
        open: true,
        decided: None,
    };
    let decided = |id, on: &str| Same {
        id: ProposalId::new(id),
        open: false,
        decided: Some(day(on)),
    };
    let same = [
        decided(1, "2025-09-01"),
        decided(2, "2026-01-01"),
        decided(3, "2024-01-01"),
        open,
    ];
    let on = |today: &str, own, same: &[Same]| may_submit(&rules, day(today), own, same);
    assert_eq!(
        on("2026-05-31", own, &same),
        Err(NotReceived::OutOfSeason {
            opens: day("2026-06-01")
        })
    );
    assert_eq!(
        on("2026-06-01", own, &same),
        Err(NotReceived::EnoughThisYear {
            most: 3,
            again: day("2027-01-01")
        })
    );
    let fewer = Own {
        open: 2,
        this_year: 2,
    };
    assert_eq!(
        on("2026-06-01", fewer, &same),
        Err(NotReceived::TooManyOpen)
    );
    let none = Own::default();
    assert_eq!(
        on("2026-06-01", none, &same),
        Err(NotReceived::SameOpen {
            of: ProposalId::new(4)
        })
    );
    // Of several decided ones, the one that bars the longest.
    assert_eq!(
        on("2026-06-01", none, &same[..3]),
        Err(NotReceived::SameDecided {
            of: ProposalId::new(2),
            again: day("2027-01-01")
        })
    );
    assert_eq!(on("2026-06-01", none, &same[2..3]), Ok(()));
    assert_eq!(on("2026-06-01", none, &[]), Ok(()));
    let lenient = Ruleset::bjorksjo();
    assert_eq!(may_submit(&lenient, day("2026-06-01"), own, &same), Ok(()));
}

#[test]
fn a_case_bars_the_same_while_it_waits_and_after_its_decision() {
    let id = ProposalId::new(9);
    let said = |stage: &Stage| {
        let same = Same::of(id, stage);
        (same.open, same.decided)
    };
    assert_eq!(said(&collecting().stage), (true, None));
    assert_eq!(said(&on_agenda().stage), (true, None));
    for kinds in [
        &[T::Decline][..],
        &[T::Decline, T::Close],
        &[T::Approve, T::Plan],
    ] {
        let stage = on_agenda().take(kinds).stage.clone();
        assert_eq!(said(&stage), (false, Some(day("2026-03-01"))), "{kinds:?}");
    }
    // What ended without anybody deciding on it can be tried again.
    let mut rejected = Walk::begin(Ruleset::bjorksjo(), "2026-01-10");
    rejected.take(&[T::Register, T::RejectFormally]);
    assert_eq!(said(&rejected.stage), (false, None));
    let mut withdrawn = collecting();
    withdrawn.take(&[T::Withdraw]);
    assert_eq!(said(&withdrawn.stage), (false, None));
    let mut missed = collecting();
    missed.today = day("2026-07-01");
    missed.take(&[T::MissThreshold]);
    assert_eq!(said(&missed.stage), (false, None));
}

#[test]
fn easter_and_the_eves_are_no_working_days() {
    for free in [
        "2026-01-01", // New Year's Day
        "2026-01-06", // Epiphany
        "2026-04-03", // Good Friday
        "2026-04-06", // Easter Monday
        "2026-05-01",
        "2026-05-14", // Ascension Day
        "2024-06-06", // National Day, a Thursday
        "2026-06-19", // Midsummer's Eve
        "2025-06-20",
        "2026-12-24",
        "2026-12-25",
        "2026-12-31",
        "2024-03-29", // Good Friday
        "2027-03-29", // Easter Monday
        "2038-04-26", // the latest Easter Monday there is
        "2026-01-10", // a Saturday
        "2026-01-11",
    ] {
        assert!(!is_working_day(day(free)), "{free}");
    }
    for worked in [
        "2026-01-02",
        "2026-01-05",
        "2026-04-02",
        "2026-04-07",
        "2026-06-18",
        "2026-12-23",
        "2026-12-28",
        "2027-06-18",
    ] {
        assert!(is_working_day(day(worked)), "{worked}");
    }
    assert_eq!(after_working_days(day("2026-12-23"), 1), day("2026-12-28"));
    assert_eq!(after_working_days(day("2026-12-23"), 0), day("2026-12-23"));
}

#[test]
fn the_window_that_was_chosen_decides_the_last_day() {
    let rules = Ruleset {
        collecting_days: vec![30, 90],
        collecting_months: vec![12],
        ..Ruleset::bjorksjo()
    };
    assert_eq!(rules.validate(), Ok(()));
    let opened = day("2026-03-01");
    for (chosen, closes) in [
        (None, "2026-03-30"),
        (Some(Window::Days(30)), "2026-03-30"),
        (Some(Window::Days(90)), "2026-05-29"),
        (Some(Window::Months(12)), "2027-03-01"),
        // Not offered: the first one.
        (Some(Window::Days(60)), "2026-03-30"),
    ] {
        assert_eq!(rules.closes(opened, chosen), Some(day(closes)));
        let mut walk = Walk::begin(rules.clone(), "2026-02-27");
        walk.window = chosen;
        walk.take(&[T::Register, T::OpenForSupport]);
        let Stage::Collecting { closes: last, .. } = walk.stage else {
            panic!()
        };
        assert_eq!(last, day(closes));
    }
    assert!(
        Ruleset::bjorksjo().choices(None).is_empty(),
        "one holds for all"
    );
    let minority = nara_domain::proposal::Topic::Minority;
    assert!(
        rules.choices(Some(minority)).is_empty(),
        "nothing is collected"
    );
    assert_eq!(rules.choose(Some(minority), "7d"), Ok(None));
}

fn a_day() -> impl Strategy<Value = Date> {
    (0i64..12_000).prop_map(|days| day("2000-01-01").add_days(days))
}

fn a_season() -> impl Strategy<Value = Season> {
    (a_day(), a_day()).prop_map(|(from, to)| Season {
        from: YearDay::of(from),
        to: YearDay::of(to),
    })
}

proptest! {
    #[test]
    fn out_of_season_the_day_named_is_the_first_one_open(
        seasons in proptest::collection::vec(a_season(), 0..4),
        today in a_day(),
    ) {
        match season::opens(&seasons, today) {
            None => prop_assert!(season::is_open(&seasons, today)),
            Some(opens) => {
                let mut each = today;
                while each < opens {
                    prop_assert!(!season::is_open(&seasons, each));
                    each = each.add_days(1);
                }
                prop_assert!(season::is_open(&seasons, opens));
                prop_assert!(today.days_until(opens) <= 366);
            }
        }
    }

    #[test]
    fn a_window_is_written_and_read_back(days in 1..=Window::DAYS_MAX, months in 1..=Window::MONTHS_MAX) {
        for window in [Window::Days(days), Window::Months(months)] {
            prop_assert_eq!(window.to_string().parse(), Ok(window));
            let stored = serde_json::to_string(&window).unwrap();
            prop_assert_eq!(serde_json::from_str::<Window>(&stored).unwrap(), window);
        }
        for typed in [format!("+{days}d"), format!("0{days}d"), format!("{days}"), format!("{days} d"), format!("-{months}m")] {
            prop_assert!(typed.parse::<Window>().is_err(), "{}", typed);
        }
    }

    #[test]
    fn whoever_supports_last_is_counted(opened in a_day(), days in 1i64..400, months in 1i64..36) {
        for window in [Window::Days(days), Window::Months(months)] {
            let closes = window.closes(opened);
            prop_assert!(closes >= opened);
            let rules = Ruleset {
                collecting_days: vec![],
                collecting_months: vec![],
                ..Ruleset::bjorksjo()
            };
            let rules = match window {
                Window::Days(n) => Ruleset { collecting_days: vec![n], ..rules },
                Window::Months(n) => Ruleset { collecting_months: vec![n], ..rules },
            };
            let at = |today, count| {
                let stage = Stage::Collecting {
                    registration: collecting().stage.registration().unwrap().clone(),
                    opened,
                    closes,
                    threshold: 50,
                };
                let context = MoveContext {
                    today,
                    actor: Some(PersonId::new(1)),
                    prepared_by: None,
                    officer: None,
                    proposer: None,
                    support_count: count,
                    ruleset: &rules,
                    topic: None,
                    window: Some(window),
                };
                (stage.ready_for(T::ReachThreshold, &context).is_ok(), stage.ready_for(T::MissThreshold, &context).is_ok())
            };
            prop_assert_eq!(at(closes, 50), (true, false));
            prop_assert_eq!(at(closes, 49), (false, false));
            prop_assert_eq!(at(closes.add_days(1), 49), (false, true));
        }
    }

    #[test]
    fn of_a_part_of_the_inhabitants_never_one_too_few(permille in 1i64..=1_000, population in 1i64..=20_000_000) {
        let rules = Ruleset {
            threshold: None,
            threshold_permille: Some(permille),
            population: Some(population),
            ..Ruleset::bjorksjo()
        };
        prop_assert_eq!(rules.validate(), Ok(()));
        let needed = rules.needed().unwrap();
        prop_assert!(needed * 1_000 >= permille * population);
        prop_assert!((needed - 1) * 1_000 < permille * population);
        prop_assert!(needed >= 1);
    }
}
