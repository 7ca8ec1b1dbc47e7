use nara_domain::actor::{Actor, Level, Role};
use nara_domain::error::Denied;
use nara_domain::permissions::{Action, Case, Subject, can};
use nara_domain::proposal::{
    Course, IdeaStage, Kind, NextKind, Ruleset, Stage, Topic, Transition, TransitionKind as T,
};
use nara_domain::support::{SupportRefused, is_open, may_support, may_withdraw};

use crate::help::{
    PROPOSER, Walk, collecting, day, official, on_agenda, person, proposer, resident,
};

fn support(
    stage: Stage,
    rules: &Ruleset,
    actor: &Actor,
    today: &str,
) -> Result<(), SupportRefused> {
    may_support(
        (&Course::Proposal(stage), None),
        rules,
        actor,
        Some(PROPOSER),
        day(today),
    )
}

#[test]
fn from_the_first_day_to_the_last() {
    let stage = collecting().stage;
    let rules = Ruleset::bjorksjo();
    let on = |today: &str| support(stage.clone(), &rules, &resident(), today);
    assert_eq!(on("2026-02-28"), Err(SupportRefused::NotOpen));
    assert_eq!(on("2026-03-01"), Ok(()));
    assert_eq!(on("2026-05-29"), Ok(()));
    assert_eq!(on("2026-05-30"), Err(SupportRefused::Closed));
}

#[test]
fn up_to_the_decision_when_the_rules_say_so() {
    let mut rules = Ruleset::without_threshold("Provkommun");
    let stage = on_agenda().stage;
    assert_eq!(
        support(stage.clone(), &rules, &resident(), "2026-03-01"),
        Ok(())
    );
    rules.support_until_decision = false;
    assert_eq!(
        support(stage, &rules, &resident(), "2026-03-01"),
        Err(SupportRefused::Closed)
    );
}

#[test]
fn after_the_decision_no_more() {
    let rules = Ruleset::without_threshold("Provkommun");
    for kinds in [
        &[T::Approve][..],
        &[T::Decline],
        &[T::Approve, T::Plan],
        &[T::Decline, T::Close],
    ] {
        let stage = on_agenda().take(kinds).stage.clone();
        assert_eq!(
            support(stage, &rules, &resident(), "2026-03-01"),
            Err(SupportRefused::Decided),
            "{kinds:?}"
        );
    }
}

#[test]
fn too_few_or_ended_is_over() {
    let mut walk = collecting();
    walk.today = day("2026-06-01");
    walk.try_as(None, &Transition::MissThreshold).unwrap();
    let rules = Ruleset::bjorksjo();
    assert_eq!(
        support(walk.stage, &rules, &resident(), "2026-06-01"),
        Err(SupportRefused::Closed)
    );
    let taken_back = collecting().take(&[T::Withdraw]).stage.clone();
    assert_eq!(
        support(taken_back, &rules, &resident(), "2026-03-01"),
        Err(SupportRefused::Ended)
    );
}

#[test]
fn before_it_opens_where_a_threshold_applies() {
    let registered = Walk::begin(Ruleset::bjorksjo(), "2026-02-27")
        .take(&[T::Register])
        .stage
        .clone();
    assert_eq!(
        support(
            registered.clone(),
            &Ruleset::bjorksjo(),
            &resident(),
            "2026-03-01"
        ),
        Err(SupportRefused::NotOpen)
    );
    let without = Ruleset::without_threshold("Provkommun");
    assert_eq!(
        support(registered, &without, &resident(), "2026-03-01"),
        Ok(())
    );
}

#[test]
fn a_proposers_own_support_counts_where_the_rules_say_so() {
    let stage = collecting().stage;
    let mut rules = Ruleset::bjorksjo();
    assert_eq!(
        support(stage.clone(), &rules, &proposer(), "2026-03-01"),
        Ok(())
    );
    rules.own_support = false;
    assert_eq!(
        support(stage.clone(), &rules, &proposer(), "2026-03-01"),
        Err(SupportRefused::OwnProposal)
    );
    assert_eq!(support(stage, &rules, &resident(), "2026-03-01"), Ok(()));
}

#[test]
fn who_is_asked_for_what() {
    let stage = collecting().stage;
    let mut rules = Ruleset::bjorksjo();
    let ask = |rules: &Ruleset, actor: &Actor| support(stage.clone(), rules, actor, "2026-03-01");
    assert_eq!(ask(&rules, &Actor::Visitor), Err(SupportRefused::SignIn));
    assert_eq!(ask(&rules, &official()), Err(SupportRefused::Role));
    let young = person(5, Level::S, &[Role::Youth]);
    assert_eq!(ask(&rules, &young), Err(SupportRefused::Level(Level::N1)));
    rules.support_level = Level::N3;
    assert_eq!(
        ask(&rules, &resident()),
        Err(SupportRefused::Level(Level::N3))
    );
    assert_eq!(ask(&rules, &person(6, Level::K, &[Role::Resident])), Ok(()));
}

#[test]
fn the_young_support_ideas_until_they_are_answered() {
    let young = person(5, Level::S, &[Role::Youth]);
    let rules = Ruleset::bjorksjo();
    let idea = Course::Idea(IdeaStage::published(day("2026-03-01")));
    assert_eq!(
        may_support((&idea, None), &rules, &young, None, day("2026-04-01")),
        Ok(())
    );
    let done = Course::Idea(IdeaStage::Done {
        verdict: nara_domain::proposal::Verdict::Try,
        on: day("2026-03-20"),
        actual_cost: 0,
    });
    assert_eq!(
        may_support((&done, None), &rules, &young, None, day("2026-04-01")),
        Err(SupportRefused::Decided)
    );
}

#[test]
fn what_was_given_can_be_taken_back_for_as_long() {
    let course = Course::Proposal(collecting().stage);
    let mut rules = Ruleset::bjorksjo();
    rules.support_level = Level::N3;
    // A level that has been raised since holds nobody.
    assert_eq!(
        may_withdraw((&course, None), &rules, &resident(), day("2026-03-05")),
        Ok(())
    );
    assert_eq!(
        may_withdraw((&course, None), &rules, &Actor::Visitor, day("2026-03-05")),
        Err(SupportRefused::SignIn)
    );
    assert_eq!(
        may_withdraw((&course, None), &rules, &resident(), day("2026-06-01")),
        Err(SupportRefused::Closed)
    );
}

#[test]
fn an_unpublished_proposal_is_not_told_of() {
    let course = Course::Proposal(Stage::submitted(day("2026-03-01")));
    assert_eq!(
        is_open(&course, &Ruleset::bjorksjo(), None, None),
        Err(SupportRefused::NotFound)
    );
}

#[test]
fn the_permission_and_the_rule_never_differ_on_a_day_that_is_open() {
    let rules = Ruleset::bjorksjo();
    let courses = [
        Course::Proposal(collecting().stage),
        Course::Proposal(on_agenda().stage),
        Course::Proposal(on_agenda().take(&[T::Approve]).stage.clone()),
        Course::Idea(IdeaStage::published(day("2026-03-01"))),
    ];
    let actors = [
        Actor::Visitor,
        resident(),
        proposer(),
        official(),
        person(5, Level::S, &[Role::Youth]),
    ];
    for course in &courses {
        for actor in &actors {
            let case = Case {
                kind: course.kind(),
                proposer: Some(PROPOSER),
                course,
                ruleset: &rules,
                topic: None,
                act_author: None,
                merged: false,
            };
            let rule = may_support(
                (course, None),
                &rules,
                actor,
                Some(PROPOSER),
                day("2026-03-02"),
            );
            let permission = can(actor, Action::Support, &Subject::Case(case));
            assert_eq!(
                permission,
                rule.map_err(Denied::from),
                "{actor:?} {}",
                course.code()
            );
        }
    }
    assert_eq!(courses[0].kind(), Kind::Proposal);
}

#[test]
fn where_no_threshold_applies_support_is_open_from_registration_on() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.take(&[T::Register]);
    let course = Course::Proposal(walk.stage.clone());
    let open = |topic| is_open(&course, &walk.ruleset, topic, Some(walk.today));
    assert_eq!(open(None), Err(SupportRefused::NotOpen));
    assert_eq!(open(Some(Topic::Minority)), Ok(()));
    let next = |topic| course.next_step(walk.today, &walk.ruleset, topic).unwrap();
    assert_eq!(next(None).what, NextKind::OpenForSupport);
    assert_eq!(next(Some(Topic::Minority)).what, NextKind::Announcement);
}
