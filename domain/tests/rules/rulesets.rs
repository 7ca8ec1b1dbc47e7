use nara_domain::actor::Level;
use nara_domain::proposal::ruleset::{RulesetError, diary_number};
use nara_domain::proposal::{AnnounceWhen, District, Ruleset, Season, Topic, Window, YearDay};
use nara_domain::text::slug;

use crate::help::day;

#[test]
fn the_demo_municipality_has_the_rules_told() {
    let rules = Ruleset::bjorksjo();
    assert_eq!(
        (rules.threshold, rules.collecting_days.as_slice()),
        (Some(50), [90].as_slice())
    );
    assert_eq!(rules.announce_when, AnnounceWhen::AtOnce);
    assert!(!rules.pre_review);
    assert_eq!(rules.answer_months, 12);
    assert_eq!(
        (rules.submit_level, rules.support_level),
        (Level::N1, Level::N1)
    );
    assert_eq!(rules.validate(), Ok(()));
    assert_eq!(Ruleset::without_threshold("Orsa").validate(), Ok(()));
}

#[test]
fn a_misspelt_rule_is_an_error() {
    let mut json = serde_json::to_value(Ruleset::bjorksjo()).unwrap();
    assert_eq!(
        serde_json::from_value::<Ruleset>(json.clone()).unwrap(),
        Ruleset::bjorksjo()
    );
    json["treshold"] = 25.into();
    let refused = serde_json::from_value::<Ruleset>(json).unwrap_err();
    assert!(refused.to_string().contains("treshold"), "{refused}");
}

/// As versions of the rules were stored before a proposer could choose a time, before seasons and
/// before a part of the inhabitants.
#[test]
fn rules_that_were_stored_long_ago_are_read_as_they_were_meant() {
    let stored = r#"{"version":3,"municipality":"Storstads kommun","threshold":50,
        "collecting_days":90,"announce_when":"at_once","exempt_topics":["minoritet"],
        "pre_review":true,"answer_months":12,"idea_answer_days":60,"completion_days":21,
        "submit_level":"n1","support_level":"n1","comment_level":"n1","idea_level":"s",
        "own_support":true,"support_until_decision":true,"max_open_per_person":null,
        "diary_pattern":"KS/{year}:{n}","bodies":["KF"],"districts":[]}"#;
    let rules: Ruleset = serde_json::from_str(stored).unwrap();
    assert_eq!(rules.validate(), Ok(()));
    let as_now = Ruleset {
        version: 3,
        pre_review: true,
        bodies: rules.bodies.clone(),
        ..Ruleset::usual("Storstads kommun")
    };
    assert_eq!(rules, as_now);
    assert_eq!(rules.windows(), [Window::Days(90)]);
    assert_eq!(rules.report_months, [4, 10]);
    let without = stored
        .replace("\"threshold\":50", "\"threshold\":null")
        .replace("\"collecting_days\":90", "\"collecting_days\":null");
    let rules: Ruleset = serde_json::from_str(&without).unwrap();
    assert_eq!((rules.needed(), rules.windows().len()), (None, 0));
    for wrong in ["\"90\"", "[\"90d\"]", "{}", "1.5"] {
        let wrong = stored.replace(
            "\"collecting_days\":90",
            &format!("\"collecting_days\":{wrong}"),
        );
        assert!(serde_json::from_str::<Ruleset>(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn lists_are_stored_as_short_as_they_are() {
    let stored = |days: &[i64]| {
        let rules = Ruleset {
            collecting_days: days.to_vec(),
            ..Ruleset::bjorksjo()
        };
        serde_json::to_value(rules).unwrap()["collecting_days"].to_string()
    };
    assert_eq!(stored(&[]), "null");
    assert_eq!(stored(&[90]), "90");
    assert_eq!(stored(&[30, 90]), "[30,90]");
}

#[test]
fn rules_that_cannot_work_are_refused() {
    let broken = |change: fn(&mut Ruleset)| {
        let mut rules = Ruleset::bjorksjo();
        change(&mut rules);
        rules.validate()
    };
    assert_eq!(
        broken(|r| r.collecting_days.clear()),
        Err(RulesetError::ThresholdAndDays)
    );
    assert_eq!(
        broken(|r| r.threshold = None),
        Err(RulesetError::ThresholdAndDays)
    );
    assert_eq!(
        broken(|r| r.threshold = Some(0)),
        Err(RulesetError::NotPositive("threshold"))
    );
    assert_eq!(
        broken(|r| r.answer_months = 0),
        Err(RulesetError::NotPositive("answer_months"))
    );
    let season = |from: &str, to: &str| Season {
        from: YearDay::parse(from).unwrap(),
        to: YearDay::parse(to).unwrap(),
    };
    let changed = |change: &dyn Fn(&mut Ruleset)| {
        let mut rules = Ruleset::bjorksjo();
        change(&mut rules);
        rules.validate()
    };
    for (change, wrong) in [
        (
            &(|r: &mut Ruleset| r.threshold_permille = Some(1)) as &dyn Fn(&mut Ruleset),
            RulesetError::PermilleAndPopulation,
        ),
        (
            &|r| r.population = Some(76_770),
            RulesetError::PermilleAndPopulation,
        ),
        (
            &|r| {
                r.threshold_permille = Some(1);
                r.population = Some(76_770);
            },
            RulesetError::TwoThresholds,
        ),
        (
            &|r| {
                r.threshold = None;
                r.threshold_permille = Some(1);
                r.population = Some(76_770);
                r.collecting_days.clear();
            },
            RulesetError::ThresholdAndDays,
        ),
        (&|r| r.pre_review_days = Some(5), RulesetError::ReadingDays),
        (
            &|r| r.threshold_permille = Some(1_001),
            RulesetError::TooLarge("threshold_permille", 1_000),
        ),
        (
            &|r| r.population = Some(0),
            RulesetError::NotPositive("population"),
        ),
        (
            &|r| r.collecting_days = vec![30, 0],
            RulesetError::NotPositive("collecting_days"),
        ),
        (
            &|r| r.collecting_days = vec![1_097],
            RulesetError::TooLarge("collecting_days", 1_096),
        ),
        (
            &|r| r.collecting_months = vec![3, 3],
            RulesetError::Twice("collecting_months"),
        ),
        (
            &|r| r.collecting_months = vec![37],
            RulesetError::TooLarge("collecting_months", 36),
        ),
        (
            &|r| r.report_months = vec![4, 13],
            RulesetError::TooLarge("report_months", 12),
        ),
        (
            &|r| r.report_months = vec![4, 4],
            RulesetError::Twice("report_months"),
        ),
        (
            &|r| r.collecting_days = (1..=13).collect(),
            RulesetError::TooMany("collecting_days", 12),
        ),
        (
            &|r| r.seasons = vec![season("06-01", "08-31"); 2],
            RulesetError::Twice("seasons"),
        ),
        (
            &|r| r.duplicate_months = Some(0),
            RulesetError::NotPositive("duplicate_months"),
        ),
        (
            &|r| r.max_per_person_year = Some(0),
            RulesetError::NotPositive("max_per_person_year"),
        ),
        (
            &|r| r.exempt_topics = vec![Topic::Minority; 2],
            RulesetError::Twice("exempt_topics"),
        ),
    ] {
        assert_eq!(changed(change), Err(wrong));
    }
    assert_eq!(
        broken(|r| r.diary_pattern = "KS".into()),
        Err(RulesetError::DiaryPattern)
    );
}

#[test]
fn a_diary_number_follows_the_pattern() {
    assert_eq!(Ruleset::bjorksjo().diary_number(2026, 123), "KS/2026:123");
    assert_eq!(diary_number("KS {year}/{n}", 2018, 423), "KS 2018/423");
    assert_eq!(diary_number("{n}", 2018, 4), "4");
}

#[test]
fn ninety_days_count_the_first_one() {
    let rules = Ruleset::bjorksjo();
    assert_eq!(
        rules.closes(day("2026-03-01"), None),
        Some(day("2026-05-29"))
    );
    assert_eq!(
        Ruleset::without_threshold("Orsa").closes(day("2026-03-01"), None),
        None
    );
}

#[test]
fn a_year_to_answer_ends_on_the_same_day() {
    assert_eq!(
        Ruleset::bjorksjo().answer_by(day("2026-01-15")),
        day("2027-01-15")
    );
    assert_eq!(
        Ruleset::bjorksjo().idea_answer_by(day("2026-01-01")),
        day("2026-03-02")
    );
}

#[test]
fn national_minorities_need_no_threshold() {
    let rules = Ruleset::bjorksjo();
    assert_eq!(rules.threshold_for(Some(Topic::Minority)), None);
    assert_eq!(rules.threshold_for(Some(Topic::Culture)), Some(50));
    assert_eq!(rules.threshold_for(None), Some(50));
}

#[test]
fn topics_and_districts_have_plain_addresses() {
    for code in Topic::CODES
        .iter()
        .copied()
        .map(str::to_owned)
        .chain(District::bjorksjo().into_iter().map(|d| d.code))
    {
        assert_eq!(slug(&code), code);
    }
    assert_eq!(Topic::ALL.len(), 18);
    let districts = Ruleset::bjorksjo().districts;
    assert_eq!(District::find(&districts, "asbyn").unwrap().name, "Åsbyn");
    assert!(District::find(&districts, "storstad").is_none());
}

#[test]
fn without_a_file_nobody_is_asked_for_a_part() {
    let rules = Ruleset::usual("Storstads kommun");
    assert_eq!(rules.validate(), Ok(()));
    assert_eq!(rules.districts, []);
    assert_eq!(rules.municipality, "Storstads kommun");
}

#[test]
fn a_wrong_part_of_the_municipality_is_named() {
    let with = |districts: &[(&str, &str)]| Ruleset {
        districts: districts
            .iter()
            .map(|(code, name)| District {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
            })
            .collect(),
        ..Ruleset::usual("Storstads kommun")
    };
    assert_eq!(
        with(&[("norr", "Norr"), ("s-2", "Söder")]).validate(),
        Ok(())
    );
    let long = "x".repeat(41);
    for code in ["", "Norr", "ån", "a b", "a&b", "a/b", "a\0", long.as_str()] {
        assert_eq!(
            with(&[(code, "Norr")]).validate(),
            Err(RulesetError::DistrictCode(code.to_owned()))
        );
    }
    for name in ["", "  ", "Norr\nSöder", "Norr\0", &"x".repeat(81)] {
        assert_eq!(
            with(&[("norr", name)]).validate(),
            Err(RulesetError::DistrictName("norr".to_owned()))
        );
    }
    for twice in [
        [("norr", "A"), ("norr", "B")],
        [("a", "Norr"), ("norr", "Norr")],
    ] {
        assert_eq!(
            with(&twice).validate(),
            Err(RulesetError::DistrictTwice("norr".to_owned()))
        );
    }
    let endless = Ruleset {
        answer_months: i64::MAX,
        ..Ruleset::usual("Storstads kommun")
    };
    assert_eq!(
        endless.validate(),
        Err(RulesetError::TooLarge("answer_months", 120))
    );
}
