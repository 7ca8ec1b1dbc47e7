//! The municipality's rules as a form.

use nara_domain::actor::{Body, Level};
use nara_domain::error::{FieldError, FieldProblem as P};
use nara_domain::fields::Values;
use nara_domain::proposal::ruleset_form::{EXEMPT_TOPICS, FIELDS, changed, exempt, read, values};
use nara_domain::proposal::{AnnounceWhen, District, Ruleset, Season, Topic, YearDay};
use proptest::prelude::*;

fn with(changes: &[(&str, &str)]) -> Values {
    let mut typed = values(&Ruleset::bjorksjo());
    for (name, value) in changes {
        typed.insert((*name).to_owned(), (*value).to_owned());
    }
    typed
}

fn problems(changes: &[(&str, &str)]) -> Vec<(String, P)> {
    let read = read(&with(changes), &Ruleset::bjorksjo());
    let each = |error: FieldError| (error.field, error.problem);
    read.unwrap_err().into_iter().map(each).collect()
}

#[test]
fn every_rule_is_a_field() {
    let all = serde_json::to_value(Ruleset::bjorksjo()).unwrap();
    for key in all.as_object().unwrap().keys() {
        let named = FIELDS.iter().any(|field| field.name == key) || key == EXEMPT_TOPICS;
        // Whose rules, and which version, is not for anybody to type.
        assert_eq!(named, key != "version" && key != "municipality", "{key}");
    }
}

#[test]
fn what_is_wrong_stands_at_its_field_and_all_of_it() {
    let many = P::OutOfRange {
        min: 1,
        max: 1_000_000,
    };
    let months = P::OutOfRange { min: 1, max: 120 };
    for (changes, expected) in [
        (vec![("threshold", "0")], vec![("threshold", many)]),
        (vec![("threshold", "")], vec![("threshold", P::Missing)]),
        (
            vec![("collecting_days", " ")],
            vec![("collecting_days", P::Missing)],
        ),
        (
            vec![("answer_months", "tolv")],
            vec![("answer_months", P::NotANumber)],
        ),
        (
            vec![
                ("answer_months", "121"),
                ("pre_review", "kanske"),
                ("own_support", ""),
                ("votes_against", ""),
            ],
            vec![
                ("own_support", P::Missing),
                ("votes_against", P::Missing),
                ("pre_review", P::NotAChoice),
                ("answer_months", months),
            ],
        ),
        (
            vec![("diary_pattern", "KS/{year}")],
            vec![("diary_pattern", P::NotAPattern)],
        ),
        (vec![("bodies", "KF, 17")], vec![("bodies", P::NotABody)]),
        (
            vec![("exempt_okant", "yes")],
            vec![("exempt_okant", P::UnknownField)],
        ),
        (
            vec![("municipality", "X kommun")],
            vec![("municipality", P::UnknownField)],
        ),
        (vec![("version", "7")], vec![("version", P::UnknownField)]),
    ] {
        let expected: Vec<(String, P)> = expected
            .into_iter()
            .map(|(field, problem)| (field.to_owned(), problem))
            .collect();
        assert_eq!(problems(&changes), expected, "{changes:?}");
    }
    for (typed, line) in [
        ("Ån", None),
        ("å: Ån", Some("å: Ån")),
        ("norr: Norr\nNORR: Söder", Some("NORR: Söder")),
        ("norr: Norr\nnorr: Söder", Some("norr: Söder")),
        ("norr: Norr\nsoder: Norr", Some("soder: Norr")),
        ("norr:", Some("norr:")),
    ] {
        let found = read(&with(&[("districts", typed)]), &Ruleset::bjorksjo());
        let wrong = found.err().map(|errors| errors[0].problem.clone());
        let line = line.map(|line| P::NotDistricts {
            line: line.to_owned(),
        });
        assert_eq!(wrong, line, "{typed}");
    }
}

#[test]
fn support_is_a_number_or_a_part_and_needs_a_time() {
    let absolute = ("threshold", "");
    let permille = ("threshold_permille", "1");
    let population = ("population", "76 770");
    for (changes, expected) in [
        (
            vec![permille, population],
            vec![
                ("threshold_permille", P::OneOfTwo),
                ("population", P::OneOfTwo),
            ],
        ),
        (vec![population], vec![("population", P::OneOfTwo)]),
        (vec![absolute, permille], vec![("population", P::Missing)]),
        (
            vec![absolute, population],
            vec![("threshold_permille", P::Missing)],
        ),
        (
            vec![absolute, permille, population, ("collecting_days", "")],
            vec![("collecting_days", P::Missing)],
        ),
        (
            vec![("threshold_permille", "1001"), absolute, population],
            vec![("threshold_permille", P::OutOfRange { min: 1, max: 1_000 })],
        ),
        (
            vec![("collecting_days", "30, nittio")],
            vec![("collecting_days", P::NotANumber)],
        ),
        (
            vec![("collecting_days", "30, 30")],
            vec![("collecting_days", P::Twice)],
        ),
        (
            vec![("collecting_days", "0")],
            vec![("collecting_days", P::OutOfRange { min: 1, max: 1_096 })],
        ),
        (
            vec![("collecting_months", "3; 37")],
            vec![("collecting_months", P::OutOfRange { min: 1, max: 36 })],
        ),
        (
            vec![("collecting_days", "1 2 3 4 5 6 7 8 9 10 11 12 13")],
            vec![("collecting_days", P::TooMany { max: 12 })],
        ),
        (
            vec![("report_months", "4, 13")],
            vec![("report_months", P::OutOfRange { min: 1, max: 12 })],
        ),
        (
            vec![("duplicate_months", "121")],
            vec![("duplicate_months", P::OutOfRange { min: 1, max: 120 })],
        ),
        (
            vec![("max_per_person_year", "0")],
            vec![(
                "max_per_person_year",
                P::OutOfRange {
                    min: 1,
                    max: 1_000_000,
                },
            )],
        ),
        (
            vec![("pre_review", "yes"), ("pre_review_days", "61")],
            vec![("pre_review_days", P::OutOfRange { min: 1, max: 60 })],
        ),
    ] {
        let expected: Vec<(String, P)> = expected
            .into_iter()
            .map(|(field, problem)| (field.to_owned(), problem))
            .collect();
        assert_eq!(problems(&changes), expected, "{changes:?}");
    }
    let typed = with(&[
        absolute,
        permille,
        population,
        ("collecting_months", "3  6,9 ; 12"),
    ]);
    let rules = read(&typed, &Ruleset::bjorksjo()).unwrap();
    assert_eq!((rules.threshold, rules.needed()), (None, Some(77)));
    assert_eq!(rules.collecting_months, [3, 6, 9, 12]);
    // Nobody reads first, so nothing is promised about it.
    let rules = read(&with(&[("pre_review_days", "5")]), &Ruleset::bjorksjo()).unwrap();
    assert_eq!(rules.pre_review_days, None);
}

#[test]
fn a_season_is_a_line() {
    for (typed, read_as) in [
        ("12-01 – 02-28", vec!["12-01–02-28"]),
        (
            "12-01 - 02-28\r\n\r\n 06-01 till 08-31",
            vec!["12-01–02-28", "06-01–08-31"],
        ),
        ("06-01 to 08-31", vec!["06-01–08-31"]),
        ("06-01—08-31", vec!["06-01–08-31"]),
    ] {
        let rules = read(&with(&[("seasons", typed)]), &Ruleset::bjorksjo()).unwrap();
        let said: Vec<String> = rules
            .seasons
            .iter()
            .map(|Season { from, to }| format!("{from}–{to}"))
            .collect();
        assert_eq!(said, read_as, "{typed}");
    }
    for (typed, line) in [
        ("hela året", "hela året"),
        ("12-01", "12-01"),
        ("12-01 – 02-30", "12-01 – 02-30"),
        ("12-01 – 02-28 – 03-01", "12-01 – 02-28 – 03-01"),
        ("06-01 – 08-31\n06-01 till 08-31", "06-01 till 08-31"),
    ] {
        let line = line.to_owned();
        assert_eq!(
            problems(&[("seasons", typed)]),
            [("seasons".to_owned(), P::NotSeasons { line })],
            "{typed}"
        );
    }
}

#[test]
fn a_district_named_alone_gets_its_code() {
    let rules = read(
        &with(&[("districts", "Ekbacken\r\n\r\nåsbyn: Åsbyn")]),
        &Ruleset::bjorksjo(),
    );
    assert!(rules.is_err(), "a code is written without å");
    let typed = with(&[("districts", "Södra Åsbyn\r\n\r\nekbacken: Ekbacken")]);
    let rules = read(&typed, &Ruleset::bjorksjo()).unwrap();
    let district = |code: &str, name: &str| District {
        code: code.to_owned(),
        name: name.to_owned(),
    };
    assert_eq!(
        rules.districts,
        [
            district("sodra-asbyn", "Södra Åsbyn"),
            district("ekbacken", "Ekbacken")
        ]
    );
}

#[test]
fn what_changes_is_named() {
    let before = Ruleset::bjorksjo();
    assert!(changed(&before, &before).is_empty());
    let after = Ruleset {
        threshold: Some(100),
        exempt_topics: Vec::new(),
        ..before.clone()
    };
    assert_eq!(changed(&before, &after), ["threshold", EXEMPT_TOPICS]);
}

#[test]
fn a_threshold_can_be_taken_away_with_its_days() {
    let rules = read(
        &with(&[("threshold", ""), ("collecting_days", "")]),
        &Ruleset::bjorksjo(),
    );
    let rules = rules.unwrap();
    assert_eq!((rules.threshold, rules.collecting_days.len()), (None, 0));
    let mut typed = with(&[]);
    typed.remove(&exempt(Topic::Minority));
    assert!(read(&typed, &rules).unwrap().exempt_topics.is_empty());
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(
        threshold in proptest::option::of(1..1_000_000_i64),
        part in proptest::option::of((1..1_000_i64, 1..20_000_000_i64)),
        windows in proptest::sample::subsequence(vec![7_i64, 30, 60, 90, 1_096], 0..5),
        long in proptest::sample::subsequence(vec![3_i64, 6, 9, 12, 36], 1..5),
        reports in proptest::sample::subsequence((1..=12_i64).collect::<Vec<_>>(), 0..12),
        seasons in proptest::sample::subsequence(vec![
            ("12-01", "02-28"), ("06-01", "08-31"), ("01-01", "12-31"), ("02-28", "02-28"),
        ], 0..4),
        months in 1..120_i64,
        days in 1..1_096_i64,
        most in proptest::option::of(1..1_000_000_i64),
        level in proptest::sample::select(Level::ALL.to_vec()),
        topics in proptest::sample::subsequence(Topic::ALL.to_vec(), 0..Topic::ALL.len()),
        yes in any::<bool>(),
        bodies in proptest::sample::subsequence(vec!["KF", "TN", "Allmänna utskottet"], 0..3),
    ) {
        let part = part.filter(|_| threshold.is_none());
        let needs = threshold.is_some() || part.is_some();
        let season = |(from, to): &(&str, &str)| Season {
            from: YearDay::parse(from).unwrap(),
            to: YearDay::parse(to).unwrap(),
        };
        let rules = Ruleset {
            version: 7,
            threshold,
            threshold_permille: part.map(|(permille, _)| permille),
            population: part.map(|(_, population)| population),
            collecting_days: if needs { windows } else { Vec::new() },
            collecting_months: if needs { long } else { Vec::new() },
            report_months: reports,
            seasons: seasons.iter().map(season).collect(),
            duplicate_months: most.map(|most| most % 120 + 1),
            max_per_person_year: most,
            pre_review_days: most.filter(|_| yes).map(|most| most % 60 + 1),
            proposer_may_speak: !yes,
            announce_when: if yes { AnnounceWhen::AtOnce } else { AnnounceWhen::AtEnd },
            exempt_topics: topics,
            pre_review: yes,
            answer_months: months,
            completion_days: days,
            submit_level: level,
            own_support: !yes,
            votes_against: yes,
            max_open_per_person: most,
            bodies: bodies.iter().map(|name| Body::parse(name).unwrap()).collect(),
            ..Ruleset::bjorksjo()
        };
        prop_assert_eq!(rules.validate(), Ok(()));
        let stored = serde_json::to_string(&rules).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Ruleset>(&stored).unwrap(), &rules);
        prop_assert_eq!(read(&values(&rules), &rules), Ok(rules));
    }
}
