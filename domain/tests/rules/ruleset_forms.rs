//! The municipality's rules as a form.

use nara_domain::actor::{Body, Level};
use nara_domain::error::{FieldError, FieldProblem as P};
use nara_domain::fields::Values;
use nara_domain::proposal::ruleset_form::{EXEMPT_TOPICS, FIELDS, changed, exempt, read, values};
use nara_domain::proposal::{AnnounceWhen, District, Ruleset, Topic};
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
            ],
            vec![
                ("own_support", P::Missing),
                ("answer_months", months),
                ("pre_review", P::NotAChoice),
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
    assert_eq!((rules.threshold, rules.collecting_days), (None, None));
    let mut typed = with(&[]);
    typed.remove(&exempt(Topic::Minority));
    assert!(read(&typed, &rules).unwrap().exempt_topics.is_empty());
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(
        threshold in proptest::option::of(1..1_000_000_i64),
        months in 1..120_i64,
        days in 1..1_096_i64,
        most in proptest::option::of(1..1_000_000_i64),
        level in proptest::sample::select(Level::ALL.to_vec()),
        topics in proptest::sample::subsequence(Topic::ALL.to_vec(), 0..Topic::ALL.len()),
        yes in any::<bool>(),
        bodies in proptest::sample::subsequence(vec!["KF", "TN", "Allmänna utskottet"], 0..3),
    ) {
        let rules = Ruleset {
            version: 7,
            threshold,
            collecting_days: threshold.map(|_| days),
            announce_when: if yes { AnnounceWhen::AtOnce } else { AnnounceWhen::AtEnd },
            exempt_topics: topics,
            pre_review: yes,
            answer_months: months,
            completion_days: days,
            submit_level: level,
            own_support: !yes,
            max_open_per_person: most,
            bodies: bodies.iter().map(|name| Body::parse(name).unwrap()).collect(),
            ..Ruleset::bjorksjo()
        };
        prop_assert_eq!(read(&values(&rules), &rules), Ok(rules));
    }
}
