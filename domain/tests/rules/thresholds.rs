//! What the number of supporters and the last day decide.

use nara_domain::error::NotAllowedNow;
use nara_domain::proposal::{AnnounceWhen, Ruleset, Stage, Topic, Transition, TransitionKind as T};

use crate::help::{SECRETARY, Walk, collecting, day, step, step_with};

#[test]
fn at_once_means_when_the_fiftieth_has_signed() {
    let mut walk = collecting();
    walk.support_count = 49;
    assert_eq!(
        walk.try_as(None, &Transition::ReachThreshold),
        Err(NotAllowedNow::ThresholdNotReached {
            count: 49,
            threshold: 50
        })
    );
    walk.support_count = 50;
    walk.try_as(None, &Transition::ReachThreshold).unwrap();
    let Stage::Announced {
        support_count,
        on,
        council,
        ..
    } = &walk.stage
    else {
        panic!()
    };
    assert_eq!(
        (*support_count, *on, council),
        (50, day("2026-03-01"), &None)
    );
}

#[test]
fn at_end_means_after_the_last_day() {
    let mut walk = collecting();
    walk.ruleset.announce_when = AnnounceWhen::AtEnd;
    walk.support_count = 80;
    walk.today = day("2026-05-29");
    let closes = day("2026-05-29");
    assert_eq!(
        walk.try_as(None, &Transition::ReachThreshold),
        Err(NotAllowedNow::StillOpen { closes })
    );
    walk.today = day("2026-05-30");
    assert_eq!(walk.try_as(None, &Transition::ReachThreshold), Ok(()));
}

#[test]
fn too_few_is_said_only_after_the_last_day() {
    let mut walk = collecting();
    walk.support_count = 31;
    walk.today = day("2026-05-29");
    assert_eq!(
        walk.try_as(None, &Transition::MissThreshold),
        Err(NotAllowedNow::StillOpen {
            closes: day("2026-05-29")
        })
    );
    walk.today = day("2026-05-30");
    walk.try_as(None, &Transition::MissThreshold).unwrap();
    let Stage::ThresholdMissed {
        support_count,
        threshold,
        ..
    } = walk.stage
    else {
        panic!()
    };
    assert_eq!((support_count, threshold), (31, 50));
}

#[test]
fn enough_cannot_be_said_to_be_too_few() {
    let mut walk = collecting();
    walk.support_count = 50;
    walk.today = day("2026-06-30");
    assert_eq!(
        walk.try_as(None, &Transition::MissThreshold),
        Err(NotAllowedNow::ThresholdReached { threshold: 50 })
    );
}

#[test]
fn the_threshold_is_the_one_it_was_opened_under() {
    let mut walk = collecting();
    walk.ruleset.threshold = Some(500);
    walk.support_count = 50;
    assert_eq!(walk.try_as(None, &Transition::ReachThreshold), Ok(()));
}

#[test]
fn where_a_threshold_applies_nothing_goes_straight_to_the_council() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.take(&[T::Register]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &step(T::Announce)),
        Err(NotAllowedNow::ThresholdApplies)
    );
}

#[test]
fn where_none_applies_nothing_is_collected() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-02-27");
    walk.take(&[T::Register]);
    assert_eq!(
        walk.try_as(None, &Transition::OpenForSupport),
        Err(NotAllowedNow::NoThreshold)
    );
}

#[test]
fn a_minoritys_matter_goes_straight_to_the_council() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.topic = Some(Topic::Minority);
    walk.take(&[T::Register]);
    assert_eq!(
        walk.try_as(None, &Transition::OpenForSupport),
        Err(NotAllowedNow::NoThreshold)
    );
    assert_eq!(walk.try_as(Some(SECRETARY), &step(T::Announce)), Ok(()));
}

#[test]
fn a_secretary_may_announce_what_has_enough_support_with_its_paragraph() {
    let mut walk = collecting();
    walk.support_count = 88;
    let announce = step_with(T::Announce, &[("paragraph", "58")]);
    walk.try_as(Some(SECRETARY), &announce).unwrap();
    let Stage::Announced { council, .. } = &walk.stage else {
        panic!()
    };
    assert_eq!(council.as_ref().unwrap().paragraph, "58");
}
