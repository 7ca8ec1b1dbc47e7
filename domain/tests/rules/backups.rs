//! Backups: the night they are of, which are kept, who can read them.

use std::collections::{BTreeMap, BTreeSet};

use nara_domain::backup::{
    DAYS, FRESH_DAYS, MONTHS, Misfit, OtherVersion, SchemaStep, WEEKS, fits, kept, night_of,
    same_version,
};
use nara_domain::time::{Date, Stamp};
use proptest::prelude::*;

fn moment(text: &str) -> Stamp {
    let (day, time) = text.split_once(' ').unwrap();
    let (hour, minute) = time.split_once(':').unwrap();
    let day = Date::parse(day).unwrap();
    Stamp::at(day, hour.parse().unwrap(), minute.parse().unwrap()).unwrap()
}

#[test]
fn a_night_ends_at_three() {
    for (now, night) in [
        ("2026-03-04 03:00", "2026-03-04"),
        ("2026-03-04 02:59", "2026-03-03"),
        ("2026-03-04 23:59", "2026-03-04"),
        ("2026-01-01 00:00", "2025-12-31"),
        // Two o'clock is skipped, and comes twice.
        ("2026-03-29 03:00", "2026-03-29"),
        ("2026-03-29 01:59", "2026-03-28"),
        ("2026-10-25 02:30", "2026-10-24"),
        ("2026-10-25 03:00", "2026-10-25"),
    ] {
        assert_eq!(night_of(moment(now)).to_string(), night, "{now}");
    }
}

/// A night each, the last one on the fourth of March.
fn nights(count: i64) -> Vec<Stamp> {
    let last = moment("2026-03-04 03:00");
    (0..count).map(|n| last.plus_days(-n)).collect()
}

#[test]
fn a_year_of_nights_leaves_the_last_days_weeks_and_months() {
    let days: Vec<String> = kept(&nights(500))
        .into_iter()
        .map(|made| made.day().to_string())
        .collect();
    assert_eq!(
        days,
        [
            // The last night of each month.
            "2025-04-30",
            "2025-05-31",
            "2025-06-30",
            "2025-07-31",
            "2025-08-31",
            "2025-09-30",
            "2025-10-31",
            "2025-11-30",
            "2025-12-31",
            "2026-01-31",
            // Sundays; the last night of February is among the seven days.
            "2026-02-15",
            "2026-02-22",
            // Seven days: a Sunday, and the week that has just begun, are among them.
            "2026-02-26",
            "2026-02-27",
            "2026-02-28",
            "2026-03-01",
            "2026-03-02",
            "2026-03-03",
            "2026-03-04",
        ]
    );
}

#[test]
fn days_without_a_backup_do_not_count() {
    // Off for half a year: what was made before that is not thrown away for it.
    let before = moment("2025-09-01 03:00");
    let mut made: Vec<Stamp> = (0..7).map(|n| before.plus_days(-n)).collect();
    made.push(moment("2026-03-04 03:00"));
    let kept = kept(&made);
    assert_eq!(kept.len(), 7, "the oldest of eight days goes");
    assert!(!kept.contains(&before.plus_days(-6)));
    assert!(nara_domain::backup::kept(&[]).is_empty());
}

#[test]
fn of_a_day_the_last_one_stays_once_it_is_over_for_two_days() {
    let [night, noon] = [moment("2026-03-04 03:00"), moment("2026-03-04 11:00")];
    // An empty folder was served at noon: what was made at night is there still.
    assert_eq!(kept(&[night, noon]), [night, noon].into());
    for (next, both) in [
        ("2026-03-05 03:00", true),
        ("2026-03-06 02:59", true),
        // Exactly two days after the one of the night.
        ("2026-03-06 03:00", false),
        ("2026-03-06 11:00", false),
    ] {
        let next = moment(next);
        let stays = kept(&[night, noon, next]);
        assert_eq!(stays.contains(&night), both, "{next:?}");
        assert!(stays.contains(&noon) && stays.contains(&next));
    }
}

type Period = (i16, i8, i8);

fn day(made: Stamp) -> Period {
    let day = made.day();
    (day.year(), day.month(), day.day())
}

fn week(made: Stamp) -> Period {
    let week = made.day().civil().iso_week_date();
    (week.year(), week.week(), 0)
}

fn month(made: Stamp) -> Period {
    (made.day().year(), made.day().month(), 0)
}

/// As the words say it: the last of each period that has one, of so many periods.
fn last_of(made: &[Stamp], most: usize, period: fn(Stamp) -> Period) -> BTreeSet<Stamp> {
    let mut last = BTreeMap::new();
    for made in made {
        let of = last.entry(period(*made)).or_insert(*made);
        *of = (*of).max(*made);
    }
    last.into_values().rev().take(most).collect()
}

proptest! {
    #[test]
    fn what_is_kept_is_what_the_words_say(
        minutes in proptest::collection::vec(0_i64..2 * 366 * 24 * 60, 0..120),
    ) {
        let begin = moment("2025-01-01 00:00");
        let made: Vec<Stamp> = minutes.iter().map(|n| begin.plus_minutes(*n)).collect();
        let kept = kept(&made);
        let newest = made.iter().max();
        let is_fresh = |one: &Stamp| newest.is_some_and(|last| *one > last.plus_days(-FRESH_DAYS));
        let older = kept.iter().filter(|one| !is_fresh(one)).count();
        prop_assert!(older <= DAYS + WEEKS + MONTHS);
        prop_assert!(older <= 23);
        prop_assert!(kept.iter().all(|one| made.contains(one)));
        prop_assert_eq!(kept.last(), newest, "the newest stays");
        let mut said = last_of(&made, DAYS, day);
        said.extend(last_of(&made, WEEKS, week));
        said.extend(last_of(&made, MONTHS, month));
        said.extend(made.iter().copied().filter(is_fresh));
        prop_assert_eq!(&kept, &said);
        // Thinned out again without a new one, nothing more goes.
        let left: Vec<Stamp> = kept.iter().copied().collect();
        prop_assert_eq!(nara_domain::backup::kept(&left), kept);
    }

    #[test]
    fn night_after_night_never_loses_the_newest(gaps in proptest::collection::vec(1_i64..40, 1..200)) {
        let mut folder = BTreeSet::new();
        let mut now = moment("2024-01-01 03:00");
        for days in gaps {
            now = now.plus_days(days);
            folder.insert(now);
            let there: Vec<Stamp> = folder.iter().copied().collect();
            folder = kept(&there);
            prop_assert!(folder.contains(&now));
            prop_assert!(folder.len() <= 23);
        }
    }
}

fn steps(versions: &[i64]) -> Vec<SchemaStep> {
    let step = |version: &i64| SchemaStep {
        version: *version,
        checksum: version.to_be_bytes().to_vec(),
    };
    versions.iter().map(step).collect()
}

#[test]
fn a_backup_is_read_by_who_knows_its_tables() {
    let program = [1, 2, 4, 5];
    for (backup, came) in [
        (&[1, 2, 4, 5][..], Ok(5)),
        (&[1, 2], Ok(2)),
        (&[1], Ok(1)),
        (&[], Err(Misfit::Empty)),
        (
            &[1, 2, 4, 5, 6],
            Err(Misfit::Newer {
                backup: 6,
                program: 5,
            }),
        ),
        (&[1, 4], Err(Misfit::Gap(2))),
        (&[2, 4, 5], Err(Misfit::Gap(1))),
        (&[1, 2, 3], Err(Misfit::Unknown(3))),
    ] {
        assert_eq!(fits(&steps(backup), &steps(&program)), came, "{backup:?}");
    }
    // A program whose first step makes what earlier ones made one by one.
    let later = [70, 71];
    assert_eq!(
        fits(&steps(&[1, 2, 4]), &steps(&later)),
        Err(Misfit::Older {
            backup: 4,
            program: 70
        })
    );
    let mut other = steps(&[1, 2]);
    other[1].checksum.push(0);
    assert_eq!(fits(&other, &steps(&program)), Err(Misfit::Changed(2)));
}

#[test]
fn what_does_not_fit_says_what_to_do() {
    let newer = Misfit::Newer {
        backup: 80,
        program: 72,
    };
    let older = Misfit::Older {
        backup: 40,
        program: 70,
    };
    for (misfit, numbers) in [(newer, ["80", "72"]), (older, ["40", "70"])] {
        let said = misfit.to_string();
        assert!(said.contains("release of Nära that made it"), "{said}");
        assert!(numbers.iter().all(|number| said.contains(number)), "{said}");
    }
    assert!(Misfit::Gap(5).to_string().contains("without step 5"));
}

#[test]
fn a_database_is_copied_by_who_makes_the_same_tables() {
    let program = [2, 4, 5];
    let earlier = |database| {
        Err(OtherVersion::Earlier {
            database,
            program: 5,
        })
    };
    let later = Err(OtherVersion::Later {
        database: 6,
        program: 5,
    });
    for (database, said) in [
        (&[2, 4, 5][..], Ok(5)),
        // In whatever order they are listed.
        (&[5, 2, 4], Ok(5)),
        (&[2, 4], earlier(4)),
        // Of before the first step that this program begins with.
        (&[1], earlier(1)),
        (&[2, 4, 5, 6], later),
        (&[2, 5], Err(OtherVersion::Unlike(4))),
        (&[2, 3, 4, 5], Err(OtherVersion::Unlike(3))),
        (&[], Err(OtherVersion::Nothing)),
    ] {
        let found = same_version(&steps(database), &steps(&program));
        assert_eq!(found, said, "{database:?}");
    }
    let mut other = steps(&program);
    other[1].checksum.push(0);
    assert_eq!(
        same_version(&other, &steps(&program)),
        Err(OtherVersion::Unlike(4))
    );
}

#[test]
fn what_is_not_copied_says_what_to_do() {
    let (database, program) = (70, 75);
    let earlier = OtherVersion::Earlier { database, program }.to_string();
    assert!(earlier.contains("nara migrate"), "{earlier}");
    let (database, program) = (75, 70);
    let later = OtherVersion::Later { database, program }.to_string();
    assert!(later.contains("release of Nära that runs it"), "{later}");
    for said in [earlier, later] {
        assert!(said.contains("70") && said.contains("75"), "{said}");
    }
}
