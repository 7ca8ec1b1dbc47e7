//! What pages and lists make of a stage: visible or not, its group, the next step, the buttons.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::proposal::{
    NextKind, Ruleset, StageCode, StageGroup, Transition, TransitionKind as T, legal_now,
};

use crate::help::{
    OFFICIAL, SECRETARY, Walk, collecting, day, official, on_agenda, person, proposer, resident,
    secretary, step_with,
};

#[test]
fn a_withheld_text_stays_withheld_in_the_archive() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    let reject = step_with(T::RejectFormally, &[("publish_text", "no")]);
    let mut reject_form = reject.to_fields();
    reject_form.remove("meeting_date");
    let reject = Transition::parse(T::RejectFormally, &reject_form).unwrap();
    walk.try_as(Some(SECRETARY), &reject).unwrap();
    assert!(walk.stage.is_public() && !walk.stage.text_is_public());
    walk.take(&[T::Close]);
    assert!(!walk.stage.text_is_public() && !walk.stage.is_decided());
}

#[test]
fn what_can_be_seen_where() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    assert!(!walk.stage.is_public() && !walk.stage.text_is_public());
    walk.take(&[T::Register]);
    assert!(walk.stage.is_public() && walk.stage.text_is_public());
    walk.take(&[T::RequestCompletion]);
    assert!(!walk.stage.is_public());
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.take(&[T::Reroute]);
    assert!(walk.stage.is_public() && !walk.stage.text_is_public());
}

#[test]
fn lists_group_stages_as_people_ask_for_them() {
    let of = |group: StageGroup| -> String {
        let codes: Vec<&str> = StageCode::ALL
            .iter()
            .filter(|c| c.group() == group)
            .map(|c| c.as_str())
            .collect();
        codes.join(" ")
    };
    assert_eq!(of(StageGroup::NotPublic), "submitted needs_completion");
    assert_eq!(of(StageGroup::Collecting), "collecting");
    assert_eq!(
        of(StageGroup::AtMunicipality),
        "registered announced handed_over referred in_preparation proposal_ready scheduled tabled \
         remitted_back"
    );
    assert_eq!(
        of(StageGroup::Decided),
        "approved partly_approved answered declined written_off planned implementing"
    );
    assert_eq!(of(StageGroup::Done), "implemented");
    assert_eq!(
        of(StageGroup::Ended),
        "rejected_formal rerouted withdrawn threshold_missed stopped closed"
    );
}

#[test]
fn the_next_step_has_a_date_where_one_is_known() {
    let next = |walk: &Walk| {
        let step = walk.stage.next_step(day("2026-02-20"), &walk.ruleset, None);
        step.map(|s| (s.what, s.by.map(|d| d.to_string())))
    };
    let mut walk = collecting();
    assert_eq!(
        next(&walk),
        Some((NextKind::SupportCloses, Some("2026-05-29".into())))
    );
    walk.support_count = 50;
    walk.try_as(None, &Transition::ReachThreshold).unwrap();
    assert_eq!(
        next(&walk),
        // A year from the day in the diary, not from the day it was handed in.
        Some((NextKind::Handling, Some("2027-03-01".into())))
    );
    walk.take(&[T::Refer]);
    assert_eq!(
        next(&walk),
        Some((NextKind::Statement, Some("2026-03-01".into())))
    );
    walk.take(&[T::StartPreparation]);
    assert_eq!(
        next(&walk),
        Some((NextKind::ProposalForDecision, Some("2026-03-01".into())))
    );
    walk.take(&[T::PresentProposal, T::Schedule]);
    assert_eq!(
        next(&walk),
        Some((NextKind::Meeting, Some("2026-03-01".into())))
    );
    let mut approved = on_agenda();
    approved.take(&[T::Approve]);
    // Thirty days from the decision, whenever the first report is promised.
    assert_eq!(
        next(&approved),
        Some((NextKind::Plan, Some("2026-03-31".into())))
    );
    walk.take(&[T::Decline]);
    assert_eq!(next(&walk), Some((NextKind::Archive, None)));
    walk.take(&[T::Close]);
    assert_eq!(next(&walk), None);
}

#[test]
fn each_is_offered_what_belongs_to_the_duty() {
    let walk = on_agenda();
    let offered = |actor: &Actor| {
        legal_now(&walk.stage, actor, &walk.context(actor.person_id()))
            .iter()
            .map(|k| k.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        offered(&secretary()),
        "approve partly_approve deem_answered decline table remit_back refer"
    );
    assert_eq!(offered(&official()), "");
    assert_eq!(offered(&proposer()), "withdraw");
    assert_eq!(offered(&resident()), "");
    assert_eq!(offered(&Actor::Visitor), "");
    assert_eq!(offered(&person(9, Level::T, &[Role::Administrator])), "");
    // Holds both duties and prepared it.
    let both = person(OFFICIAL.get(), Level::T, &[Role::Official, Role::Secretary]);
    assert_eq!(offered(&both), "table remit_back refer");
}

#[test]
fn the_system_is_offered_what_is_due() {
    let mut walk = collecting();
    let due = |walk: &Walk| legal_now(&walk.stage, &Actor::System, &walk.context(None));
    assert!(due(&walk).is_empty());
    walk.support_count = 50;
    assert_eq!(due(&walk), [T::ReachThreshold]);
    walk.support_count = 3;
    walk.today = day("2026-06-01");
    assert_eq!(due(&walk), [T::MissThreshold]);
}
