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
        .chain(District::BJORKSJO.iter().map(|d| d.code))
    {
        assert_eq!(slug(code), code);
    }
    assert_eq!(Topic::ALL.len(), 18);
    assert_eq!(District::find("asbyn").unwrap().name, "Åsbyn");
    assert!(District::find("storstad").is_none());
}
