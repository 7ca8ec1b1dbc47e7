//! What is stored must be read again by the next version: the shapes are written out here, and a
//! change of one is a migration.

use nara_domain::proposal::{Course, IdeaStage, Ruleset, Stage, TransitionKind as T};
use serde_json::json;

use crate::help::{SECRETARY, Walk, collecting, day, on_agenda, step_with};

#[test]
fn a_proposal_that_collects_support() {
    assert_eq!(
        serde_json::to_value(Course::Proposal(collecting().stage)).unwrap(),
        json!({
            "kind": "proposal",
            "code": "collecting",
            "registration": { "diary_number": "KS 2026/1", "received_on": "2026-03-01" },
            "opened": "2026-03-01",
            "closes": "2026-05-29",
            "threshold": 50,
        })
    );
}

#[test]
fn a_proposal_on_an_agenda() {
    assert_eq!(
        serde_json::to_value(on_agenda().stage).unwrap(),
        json!({
            "code": "scheduled",
            "registration": { "diary_number": "KS 2026/1", "received_on": "2026-03-01" },
            "prepared_by": 30,
            "body": "KF",
            "date": "2026-03-01",
            "agenda_url": "https://bjorksjo.example/protokoll?id=3",
        })
    );
}

/// Later than the day it came in: kept where a stage has no day of its own.
#[test]
fn the_day_of_the_last_act() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    let register = step_with(T::Register, &[("received_on", "2026-01-10")]);
    walk.try_as(Some(SECRETARY), &register).unwrap();
    walk.take(&[T::Announce, T::HandOver, T::StartPreparation]);
    let stored = serde_json::to_value(&walk.stage).unwrap();
    assert_eq!(
        stored["registration"],
        json!({ "diary_number": "KS 2026/1", "received_on": "2026-01-10", "acted_on": "2026-03-01" })
    );
}

#[test]
fn an_archived_promise_and_one_archived_before_promises_were_kept() {
    let mut walk = on_agenda();
    walk.take(&[
        T::Approve,
        T::Plan,
        T::StartImplementing,
        T::MarkImplemented,
    ]);
    walk.today = day("2027-05-01");
    walk.take(&[T::Close]);
    let mut stored = serde_json::to_value(&walk.stage).unwrap();
    assert_eq!(
        stored["promise"],
        json!({ "became": "kept", "on": "2026-03-01", "cost": 540_000, "budget_source": "kort" })
    );
    stored.as_object_mut().unwrap().remove("promise");
    let old: Stage = serde_json::from_value(stored).unwrap();
    assert_eq!(old.promise(), None);
}

/// Decided, and archived, before anybody was asked where the money comes from.
#[test]
fn a_yes_without_its_money_is_read_again() {
    let mut walk = on_agenda();
    for kind in [
        T::Approve,
        T::Plan,
        T::StartImplementing,
        T::MarkImplemented,
        T::Close,
    ] {
        if kind == T::Close {
            walk.today = day("2027-05-01");
        }
        walk.take(&[kind]);
        assert_eq!(walk.stage.budget_source(), Some("kort"), "{kind}");
        let mut stored = serde_json::to_value(&walk.stage).unwrap();
        let fields = stored.as_object_mut().unwrap();
        match fields.get_mut("promise") {
            Some(promise) => promise.as_object_mut().unwrap().remove("budget_source"),
            None => fields.remove("budget_source"),
        };
        let old: Stage = serde_json::from_value(stored).unwrap();
        assert_eq!((old.code(), old.budget_source()), (walk.stage.code(), None));
    }
}

#[test]
fn a_planned_one_keeps_what_was_decided() {
    let planned = on_agenda().take(&[T::DeemAnswered, T::Plan]).stage.clone();
    assert_eq!(
        serde_json::to_value(planned).unwrap()["decision"],
        json!({
            "outcome": "answered",
            "meeting": { "body": "KF", "date": "2026-03-01", "paragraph": "41" },
        })
    );
}

#[test]
fn an_idea() {
    assert_eq!(
        serde_json::to_value(Course::Idea(IdeaStage::published(day("2026-02-01")))).unwrap(),
        json!({ "kind": "idea", "code": "published", "on": "2026-02-01" })
    );
}

#[test]
fn both_kinds_are_read_again() {
    for course in [
        Course::Proposal(on_agenda().take(&[T::Decline]).stage.clone()),
        Course::Idea(IdeaStage::published(day("2026-02-01"))),
    ] {
        let stored = serde_json::to_string(&course).unwrap();
        assert_eq!(serde_json::from_str::<Course>(&stored).unwrap(), course);
    }
}

#[test]
fn a_stage_without_its_diary_number_is_not_read() {
    let without = json!({
        "code": "collecting", "opened": "2026-03-01", "closes": "2026-05-29", "threshold": 50,
    });
    assert!(serde_json::from_value::<Stage>(without).is_err());
}
