use nara_domain::actor::Level;
use nara_domain::proposal::ruleset::{RulesetError, diary_number};
use nara_domain::proposal::{AnnounceWhen, District, Ruleset, Topic};
use nara_domain::text::slug;

use crate::help::day;

#[test]
fn the_demo_municipality_has_the_rules_told() {
    let rules = Ruleset::bjorksjo();
    assert_eq!(
        (rules.threshold, rules.collecting_days),
        (Some(50), Some(90))
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

#[test]
fn rules_that_cannot_work_are_refused() {
    let broken = |change: fn(&mut Ruleset)| {
        let mut rules = Ruleset::bjorksjo();
        change(&mut rules);
        rules.validate()
    };
    assert_eq!(
        broken(|r| r.collecting_days = None),
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
    assert_eq!(rules.closes(day("2026-03-01")), Some(day("2026-05-29")));
    assert_eq!(
        Ruleset::without_threshold("Orsa").closes(day("2026-03-01")),
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
