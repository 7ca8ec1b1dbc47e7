//! Seventeen municipalities' rules, each walked from hand-in to decision, with its edges: a day too
//! late, one supporter too few, the fourth of the year, out of season, the same too soon.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::error::{FieldProblem, NotAllowedNow};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::name::NameForm;
use nara_domain::proposal::{
    Course, NotReceived, Own, Ruleset, Topic, Transition, Window, may_submit,
};
use nara_domain::support::{SupportRefused, may_oppose, may_support};

use crate::help::{SECRETARY, day, person};
use crate::municipality::{
    again, announced_at_once, announcement, barred_until, decided,
    ends_one_short_and_goes_on_with_enough, handed_in, levels, open, registered, same, town, towns,
};

#[test]
fn every_municipality_has_rules_that_work_and_a_source() {
    let towns = towns();
    assert_eq!(towns.len(), 17);
    for (key, town_said) in &towns {
        let rules = town(key);
        assert!(
            town_said["source"].as_str().unwrap().starts_with('R'),
            "{key}"
        );
        // As it would be stored, and as an administrator would type it.
        let stored = serde_json::to_string(&rules).unwrap();
        assert_eq!(serde_json::from_str::<Ruleset>(&stored).unwrap(), rules);
        let typed = nara_domain::proposal::ruleset_form::values(&rules);
        let read = nara_domain::proposal::ruleset_form::read(&typed, &rules);
        assert_eq!(read, Ok(rules), "{key}");
    }
}

#[test]
fn ornskoldsvik_fifty_in_ninety_days_and_minorities_without() {
    let rules = town("ornskoldsvik");
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-04-09");
    decided(walk, "2027-01-10");
    // A national minority's matter goes straight on.
    let mut walk = registered(&rules, "2026-01-10");
    walk.topic = Some(Topic::Minority);
    assert_eq!(
        walk.try_as(None, &Transition::OpenForSupport),
        Err(NotAllowedNow::NoThreshold)
    );
    let announce = announcement(&walk);
    walk.try_as(Some(SECRETARY), &announce).unwrap();
    decided(walk, "2027-01-10");
    // The same while it is collecting, and for twelve months after a decision.
    assert_eq!(
        may_submit(&rules, day("2026-01-10"), Own::default(), &same(None)),
        Err(NotReceived::SameOpen {
            of: ProposalId::new(12)
        })
    );
    assert_eq!(again(&rules, "2025-12-15"), barred_until("2026-01-15"));
    assert_eq!(again(&rules, "2026-01-14"), barred_until("2026-01-15"));
    assert_eq!(again(&rules, "2026-01-15"), Ok(()));
    assert_eq!(again(&rules, "2026-02-15"), Ok(()));
}

#[test]
fn soderhamn_twenty_five_members_in_three_months() {
    let rules = town("soderhamn");
    levels(&rules, [false, false, true], [false, false, true]);
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-04-10");
    decided(walk, "2027-01-10");
    // A month that is shorter ends with its last day.
    open(&rules, "2025-11-30", None, "2026-02-28");
}

#[test]
fn harnosand_old_ones_keep_their_twenty_five() {
    let rules = town("harnosand");
    let before = Ruleset {
        version: 1,
        threshold: Some(25),
        ..rules.clone()
    };
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-02-08");
    decided(walk, "2027-01-10");
    let walk = ends_one_short_and_goes_on_with_enough(&before, "2026-01-10", "2026-02-08");
    decided(walk, "2027-01-10");
    // One that was open when the rules changed goes on by what it was opened under.
    let mut walk = open(&before, "2026-01-10", None, "2026-02-08");
    walk.ruleset = rules.clone();
    walk.support_count = 25;
    assert_eq!(walk.try_as(None, &Transition::ReachThreshold), Ok(()));
    assert_eq!(again(&rules, "2025-12-15"), barred_until("2027-01-15"));
    assert_eq!(again(&rules, "2027-01-14"), barred_until("2027-01-15"));
    assert_eq!(again(&rules, "2027-01-15"), Ok(()));
}

#[test]
fn lerum_sixty_in_a_month_and_an_answer_in_four() {
    let rules = town("lerum");
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-02-10");
    decided(walk, "2026-05-10");
}

#[test]
fn falkenberg_goes_on_counting_past_fifty() {
    let rules = town("falkenberg");
    let mut walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-03-10");
    // Also when it has gone on, up to the decision.
    walk.support_count = 80;
    let supporter = person(5, Level::N1, &[Role::Resident]);
    let course = Course::Proposal(walk.stage.clone());
    let late = walk.today.add_days(30);
    assert_eq!(
        may_support((&course, None), &rules, &supporter, None, late),
        Ok(())
    );
    decided(walk, "2027-01-10");
}

#[test]
fn hallstahammar_fifty_for_whoever_is_against() {
    let rules = town("hallstahammar");
    assert!(rules.votes_against);
    // Only those who are for it count.
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-03-10");
    let open = open(&rules, "2026-01-10", None, "2026-03-10");
    let resident = person(5, Level::N1, &[Role::Resident]);
    let official = person(6, Level::T, &[Role::Official]);
    let course = Course::Proposal(open.stage.clone());
    let proposer = Some(PersonId::new(7));
    let oppose = |rules: &Ruleset, actor: &Actor, today| {
        may_oppose((&course, None), rules, actor, proposer, day(today))
    };
    assert_eq!(oppose(&rules, &resident, "2026-03-10"), Ok(()));
    let late = oppose(&rules, &resident, "2026-03-11");
    assert_eq!(late, Err(SupportRefused::Closed));
    let nobody = oppose(&rules, &Actor::Visitor, "2026-01-10");
    assert_eq!(nobody, Err(SupportRefused::SignIn));
    let staff = oppose(&rules, &official, "2026-01-10");
    assert_eq!(staff, Err(SupportRefused::Role));
    // Whoever put it forward takes it back instead.
    let own = person(7, Level::N1, &[Role::Resident]);
    let own = oppose(&rules, &own, "2026-01-10");
    assert_eq!(own, Err(SupportRefused::OwnProposal));
    // Elsewhere there is no such vote, and never on an idea.
    let elsewhere = oppose(&town("falkenberg"), &resident, "2026-01-10");
    assert_eq!(elsewhere, Err(SupportRefused::NotFound));
    decided(walk, "2027-01-10");
}

#[test]
fn lulea_one_of_a_thousand_and_only_residents_support() {
    let rules = town("lulea");
    assert_eq!((rules.threshold, rules.needed()), (None, Some(77)));
    levels(&rules, [true, true, true], [false, false, true]);
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-04-10");
    decided(walk, "2027-01-10");
    // More inhabitants, a new version: what was handed in before needs what it needed.
    let grown = Ruleset {
        version: 2,
        population: Some(79_001),
        ..rules.clone()
    };
    assert_eq!(grown.needed(), Some(80));
    let mut walk = open(&rules, "2026-01-10", None, "2026-04-10");
    walk.ruleset = grown;
    walk.support_count = 77;
    assert_eq!(walk.try_as(None, &Transition::ReachThreshold), Ok(()));
}

#[test]
fn malmo_the_author_chooses_three_to_twelve_months() {
    let rules = town("malmo");
    levels(&rules, [false, false, true], [true, true, true]);
    let months = [3, 6, 9, 12].map(Window::Months);
    assert_eq!(rules.choices(None), months);
    for (typed, closes) in [
        ("3m", "2026-04-10"),
        ("6m", "2026-07-10"),
        ("9m", "2026-10-10"),
        ("12m", "2027-01-10"),
    ] {
        let chosen = rules.choose(None, typed).unwrap();
        let mut walk = open(&rules, "2026-01-10", chosen, closes);
        walk.support_count = 99;
        walk.today = day(closes);
        assert!(walk.try_as(None, &Transition::ReachThreshold).is_err());
        walk.support_count = 100;
        assert_eq!(walk.try_as(None, &Transition::ReachThreshold), Ok(()));
    }
    assert_eq!(rules.choose(None, ""), Err(FieldProblem::Missing));
    for typed in ["4m", "90d", "3", "3m;", "-3m"] {
        assert_eq!(rules.choose(None, typed), Err(FieldProblem::NotAChoice));
    }
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-04-10");
    decided(walk, "2027-01-10");
    // Two weeks to read before it is published: handed in on a Friday.
    assert_eq!(rules.read_by(day("2026-01-16")), Some(day("2026-01-30")));
    assert_eq!(again(&rules, "2027-01-14"), barred_until("2027-01-15"));
    assert_eq!(again(&rules, "2027-01-15"), Ok(()));
    assert!(NameForm::Alias.meets(rules.proposal_name));
    assert!(!NameForm::Nameless.meets(rules.proposal_name));
}

#[test]
fn lund_a_hundred_in_sixty_days_read_within_two_working_days() {
    let rules = town("lund");
    levels(&rules, [false, false, true], [false, false, true]);
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-03-10");
    decided(walk, "2027-01-10");
    // A Thursday; Maundy Thursday, with Easter between; the day before Midsummer's Eve.
    assert_eq!(rules.read_by(day("2026-01-15")), Some(day("2026-01-19")));
    assert_eq!(rules.read_by(day("2026-04-02")), Some(day("2026-04-08")));
    assert_eq!(rules.read_by(day("2026-06-18")), Some(day("2026-06-23")));
}

#[test]
fn vastervik_anyone_anywhere_and_twenty() {
    let rules = town("vastervik");
    levels(&rules, [true, true, true], [true, true, true]);
    assert!(rules.pre_review);
    assert_eq!(rules.read_by(day("2026-01-15")), None, "no promise is made");
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-04-09");
    decided(walk, "2027-01-10");
}

#[test]
fn bengtsfors_more_than_thirty_in_four_months() {
    let rules = town("bengtsfors");
    let walk = ends_one_short_and_goes_on_with_enough(&rules, "2026-01-10", "2026-05-10");
    decided(walk, "2027-01-10");
}

#[test]
fn osteraker_not_again_within_six_months() {
    let rules = town("osteraker");
    levels(&rules, [false, false, true], [true, true, true]);
    decided(announced_at_once(&rules, "2026-01-10"), "2027-01-10");
    assert_eq!(again(&rules, "2025-07-14"), barred_until("2025-07-15"));
    assert_eq!(again(&rules, "2025-07-15"), Ok(()));
}

#[test]
fn grums_receives_in_winter_only() {
    let mut rules = town("grums");
    decided(announced_at_once(&rules, "2026-02-28"), "2027-02-28");
    let opens = |opens: &str| Err(NotReceived::OutOfSeason { opens: day(opens) });
    assert_eq!(handed_in(&rules, "2025-11-30"), opens("2025-12-01"));
    assert_eq!(handed_in(&rules, "2025-12-01"), Ok(()));
    assert_eq!(handed_in(&rules, "2026-01-01"), Ok(()));
    assert_eq!(handed_in(&rules, "2026-03-01"), opens("2026-12-01"));
    // The 29th of February belongs to the 28th.
    assert_eq!(handed_in(&rules, "2028-02-29"), Ok(()));
    assert_eq!(handed_in(&rules, "2028-03-01"), opens("2028-12-01"));
    // Later it was the summer.
    rules.seasons = serde_json::from_str(r#"[{"from": "06-01", "to": "08-31"}]"#).unwrap();
    assert_eq!(handed_in(&rules, "2026-02-28"), opens("2026-06-01"));
    assert_eq!(handed_in(&rules, "2026-05-31"), opens("2026-06-01"));
    assert_eq!(handed_in(&rules, "2026-08-31"), Ok(()));
    assert_eq!(handed_in(&rules, "2026-09-01"), opens("2027-06-01"));
    assert!(!NameForm::First.meets(rules.proposal_name));
}

#[test]
fn mellerud_three_a_year() {
    let rules = town("mellerud");
    decided(announced_at_once(&rules, "2026-01-10"), "2027-01-10");
    let own = |this_year| Own { open: 2, this_year };
    let on = |today: &str, this_year| may_submit(&rules, day(today), own(this_year), &[]);
    assert_eq!(on("2026-12-31", 2), Ok(()));
    for before in [3, 4, 100] {
        assert_eq!(
            on("2026-12-31", before),
            Err(NotReceived::EnoughThisYear {
                most: 3,
                again: day("2027-01-01")
            })
        );
    }
    assert_eq!(on("2027-01-01", 0), Ok(()));
    // Nothing is said about the same again.
    assert_eq!(
        may_submit(&rules, day("2026-01-10"), own(0), &same(None)),
        Ok(())
    );
}

#[test]
fn orsa_and_habo_not_again_within_two_years() {
    for key in ["orsa", "habo"] {
        let rules = town(key);
        levels(&rules, [false, false, true], [true, true, true]);
        decided(announced_at_once(&rules, "2026-01-10"), "2027-01-10");
        assert_eq!(again(&rules, "2026-12-15"), barred_until("2027-01-15"));
        assert_eq!(again(&rules, "2027-02-15"), Ok(()));
    }
}

#[test]
fn are_lets_the_proposer_take_part() {
    let rules = town("are");
    assert!(rules.proposer_may_speak);
    assert_eq!(rules.report_months, [4, 10]);
    decided(announced_at_once(&rules, "2026-01-10"), "2027-01-10");
    assert!(!town("orsa").proposer_may_speak);
}
