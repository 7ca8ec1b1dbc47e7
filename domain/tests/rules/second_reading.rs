//! A formal rejection takes two persons, in whatever order people try it alone.

use nara_domain::error::NotAllowedNow;
use nara_domain::ids::PersonId;
use nara_domain::proposal::second_reading::may_correct;
use nara_domain::proposal::{
    Prepared, Reading, Ruleset, StageCode, Transition, TransitionKind as T, legal_now,
    second_reading,
};
use proptest::prelude::*;

use crate::help::{COLLEAGUE, OFFICIAL, SECRETARY, Walk, secretary, step_with};

/// A rejection of a proposal that was only just registered, with these reasons.
fn rejection(reasons: &str) -> Transition {
    step_with(T::RejectFormally, &[("reasons", reasons)])
}

fn prepared(step: &Transition, by: PersonId) -> Prepared {
    Prepared {
        kind: step.kind(),
        fields: step.to_fields(),
        by,
    }
}

fn registered() -> Walk {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-01-10");
    walk.take(&[T::Register]);
    walk
}

#[test]
fn only_the_rejection_takes_two() {
    let two: Vec<T> = T::ALL
        .iter()
        .copied()
        .filter(|kind| kind.needs_second_reader())
        .collect();
    assert_eq!(two, [T::RejectFormally]);
}

#[test]
fn what_sending_the_form_means() {
    let (one, other) = (rejection("Vägen är statlig."), rejection("Statlig väg."));
    let waits = prepared(&one, COLLEAGUE);
    let confirm = Ok(Reading::Confirm {
        prepared_by: COLLEAGUE,
    });
    let alone = Err(NotAllowedNow::SecondReader);
    for (waiting, actor, step, means) in [
        (None, COLLEAGUE, &one, Ok(Reading::Prepare)),
        (None, SECRETARY, &one, Ok(Reading::Prepare)),
        (Some(&waits), SECRETARY, &one, confirm),
        (Some(&waits), COLLEAGUE, &one, alone),
        // Other words: somebody else has to read them, whoever wrote the first ones.
        (Some(&waits), SECRETARY, &other, Ok(Reading::Prepare)),
        (Some(&waits), COLLEAGUE, &other, Ok(Reading::Prepare)),
    ] {
        assert_eq!(second_reading(waiting, actor, step), means, "{actor}");
    }
    // What is prepared for another step says nothing about this one.
    let mut reroute = prepared(&one, COLLEAGUE);
    reroute.kind = T::Reroute;
    assert_eq!(
        second_reading(Some(&reroute), SECRETARY, &one),
        Ok(Reading::Prepare)
    );
}

#[test]
fn it_is_recorded_by_another_than_who_prepared_it() {
    for (prepared_by, actor, stands) in [
        (None, Some(SECRETARY), false),
        (Some(SECRETARY), Some(SECRETARY), false),
        (Some(COLLEAGUE), None, false),
        (None, None, false),
        (Some(COLLEAGUE), Some(SECRETARY), true),
        (Some(SECRETARY), Some(OFFICIAL), true),
    ] {
        let mut walk = registered();
        walk.prepared_by = prepared_by;
        let taken = walk.try_as(actor, &rejection("Vägen är statlig."));
        match stands {
            true => assert_eq!(taken, Ok(())),
            false => assert_eq!(taken, Err(NotAllowedNow::SecondReader)),
        }
    }
}

#[test]
fn the_first_person_may_prepare_and_is_told_of_the_fields() {
    let mut walk = registered();
    walk.prepared_by = None;
    let ctx = walk.context(Some(SECRETARY));
    assert!(legal_now(&walk.stage, &secretary(), &ctx).contains(&T::RejectFormally));
    let step = rejection("Vägen är statlig.");
    assert_eq!(walk.stage.could_take(&step, &ctx), Ok(()));
    // After the announcement the council has to have met, also where it is only prepared.
    let mut announced = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    announced.take(&[T::Register, T::Announce]);
    let mut form = step.to_fields();
    form.remove("meeting_date");
    form.remove("paragraph");
    let without = Transition::parse(T::RejectFormally, &form).unwrap();
    let ctx = announced.context(Some(SECRETARY));
    let refused = announced.stage.could_take(&without, &ctx).unwrap_err();
    assert_eq!(refused.field_errors().len(), 2);
}

#[test]
fn a_wrong_stage_is_said_before_the_second_reader() {
    let mut walk = registered();
    walk.take(&[T::OpenForSupport]);
    walk.prepared_by = None;
    let refused = walk.try_as(Some(SECRETARY), &rejection("Vägen är statlig."));
    assert!(matches!(refused, Err(NotAllowedNow::WrongStage { .. })));
}

#[test]
fn what_was_recorded_is_replayed_without_asking_again() {
    let walk = registered();
    let ctx = nara_domain::proposal::MoveContext {
        prepared_by: None,
        officer: None,
        ..walk.context(Some(SECRETARY))
    };
    let stage = walk.stage.clone();
    let happened = stage.happened(walk.today);
    let again = stage.take_again(&rejection("Vägen är statlig."), &ctx, happened);
    assert_eq!(again.unwrap().code(), StageCode::RejectedFormal);
}

#[test]
fn it_is_corrected_by_another_than_who_recorded_it() {
    let alone = Err(NotAllowedNow::SecondReader);
    let kind = T::RejectFormally;
    assert_eq!(may_correct(kind, Some(SECRETARY), Some(SECRETARY)), alone);
    assert_eq!(may_correct(kind, Some(SECRETARY), None), alone);
    assert_eq!(may_correct(kind, Some(SECRETARY), Some(COLLEAGUE)), Ok(()));
    assert_eq!(
        may_correct(T::Register, Some(SECRETARY), Some(SECRETARY)),
        Ok(())
    );
}

/// Who sends (0: takes it back), and which of three texts.
fn sends() -> impl Strategy<Value = Vec<(i64, usize)>> {
    proptest::collection::vec((0i64..4, 0usize..3), 0..60)
}

/// Sends the forms one after the other, as the service does. The stage in the end, and who stood
/// behind the rejection.
fn send_all(sends: Vec<(i64, usize)>) -> (StageCode, Option<(PersonId, PersonId)>) {
    let texts = ["Vägen är statlig.", "Statlig väg.", "Det gäller en granne."].map(rejection);
    let mut walk = registered();
    let mut waiting: Option<Prepared> = None;
    let mut behind = None;
    for (who, text) in sends {
        let (actor, step) = (PersonId::new(who), &texts[text]);
        if who == 0 {
            waiting = None;
            continue;
        }
        match second_reading(waiting.as_ref(), actor, step) {
            Ok(Reading::Prepare) => waiting = Some(prepared(step, actor)),
            Ok(Reading::Confirm { prepared_by }) => {
                walk.prepared_by = Some(prepared_by);
                if walk.try_as(Some(actor), step).is_ok() {
                    behind = Some((prepared_by, actor));
                    waiting = None;
                }
            }
            Err(_) => {}
        }
    }
    (walk.stage.code(), behind)
}

proptest! {
    #[test]
    fn nobody_alone_ever_rejects(sends in sends()) {
        let alone: Vec<_> = sends.into_iter().map(|(who, text)| (who.min(1), text)).collect();
        prop_assert_eq!(send_all(alone), (StageCode::Registered, None));
    }

    #[test]
    fn two_different_persons_stand_behind_every_rejection(sends in sends()) {
        let (stage, behind) = send_all(sends);
        prop_assert_eq!(stage == StageCode::RejectedFormal, behind.is_some());
        if let Some((first, second)) = behind {
            prop_assert_ne!(first, second);
        }
    }
}
