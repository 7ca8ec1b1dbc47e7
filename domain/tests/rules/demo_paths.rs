//! The ways of the demo municipality's 22 proposals, from submission to where each of them is.

use nara_domain::error::NotAllowedNow;
use nara_domain::proposal::{
    Course, DeclineReason, Ruleset, Stage, StageGroup, SubReason, Topic, TransitionKind as T,
};
use nara_domain::support::{SupportRefused, may_support};

use crate::help::{SECRETARY, Walk, collecting, day, proposer, resident, step_with};

/// Announced by reaching the threshold with so many supporters.
fn announced(supporters: i64) -> Walk {
    let mut walk = collecting();
    walk.support_count = supporters;
    walk.try_as(None, &nara_domain::proposal::Transition::ReachThreshold)
        .unwrap();
    walk
}

/// Handed over to a committee and on its agenda.
fn scheduled(supporters: i64, body: &str) -> Walk {
    let mut walk = announced(supporters);
    walk.try_as(
        Some(SECRETARY),
        &step_with(T::HandOver, &[("receiving_body", body)]),
    )
    .unwrap();
    walk.take(&[T::StartPreparation, T::PresentProposal]);
    walk.try_as(Some(SECRETARY), &step_with(T::Schedule, &[("body", body)]))
        .unwrap();
    walk
}

fn decided(supporters: i64, body: &str, kind: T, fields: &[(&str, &str)]) -> Walk {
    let mut walk = scheduled(supporters, body);
    let mut given = vec![("body", body)];
    given.extend(fields);
    walk.try_as(Some(SECRETARY), &step_with(kind, &given))
        .unwrap();
    walk
}

fn ends(walk: &Walk, code: &str, group: StageGroup) {
    assert_eq!((walk.code(), walk.stage.group()), (code, group));
}

#[test]
fn nr_1_lights_are_being_put_up() {
    let mut walk = decided(214, "TN", T::Approve, &[("paragraph", "§ 41")]);
    walk.take(&[T::Plan, T::StartImplementing]);
    ends(&walk, "implementing", StageGroup::Decided);
    let decision = walk.stage.decision().unwrap();
    assert_eq!(
        (
            decision.meeting.body.as_str(),
            decision.meeting.paragraph.as_str()
        ),
        ("TN", "41")
    );
}

#[test]
fn nr_2_and_18_are_being_prepared() {
    for supporters in [167, 92] {
        let mut walk = announced(supporters);
        walk.take(&[T::HandOver, T::StartPreparation]);
        ends(&walk, "in_preparation", StageGroup::AtMunicipality);
    }
}

#[test]
fn nr_3_and_11_are_done() {
    for supporters in [98, 204] {
        let mut walk = decided(supporters, "TN", T::Approve, &[]);
        walk.take(&[T::Plan, T::StartImplementing, T::MarkImplemented]);
        ends(&walk, "implemented", StageGroup::Done);
        assert!(walk.stage.is_terminal());
    }
}

#[test]
fn nr_4_is_answered_because_a_plan_has_it() {
    let walk = decided(
        131,
        "TN",
        T::DeemAnswered,
        &[
            ("sub_reason", "in_other_plan"),
            ("plan_name", "Bänkplan"),
            ("plan_year", "2027"),
        ],
    );
    ends(&walk, "answered", StageGroup::Decided);
    let Stage::Answered { sub_reason, .. } = &walk.stage else {
        panic!()
    };
    assert_eq!(
        *sub_reason,
        SubReason::InOtherPlan {
            plan: "Bänkplan".into(),
            year: 2027
        }
    );
}

#[test]
fn nr_5_is_declined_for_other_things_come_first_and_nr_14_for_the_law() {
    for (body, code, reason) in [
        ("TN", "priority", DeclineReason::Priority),
        ("UN", "law", DeclineReason::Law),
    ] {
        let walk = decided(56, body, T::Decline, &[("reason_code", code)]);
        ends(&walk, "declined", StageGroup::Decided);
        let Stage::Declined {
            reason_code,
            would_change,
            ..
        } = &walk.stage
        else {
            panic!()
        };
        assert_eq!(*reason_code, reason);
        assert!(would_change.is_some());
    }
}

#[test]
fn nr_6_needs_thirteen_more_in_twelve_days() {
    let mut walk = collecting();
    walk.support_count = 37;
    let Stage::Collecting {
        closes, threshold, ..
    } = walk.stage
    else {
        panic!()
    };
    walk.today = closes.add_days(-12);
    assert_eq!(threshold - walk.support_count, 13);
    assert_eq!(walk.today.days_until(closes), 12);
    ends(&walk, "collecting", StageGroup::Collecting);
}

#[test]
fn nr_7_is_announced_in_the_council() {
    let mut walk = collecting();
    walk.support_count = 88;
    walk.try_as(
        Some(SECRETARY),
        &step_with(T::Announce, &[("paragraph", "58")]),
    )
    .unwrap();
    ends(&walk, "announced", StageGroup::AtMunicipality);
}

#[test]
fn nr_8_is_approved_in_part() {
    let walk = decided(
        342,
        "KFN",
        T::PartlyApprove,
        &[("parts", "Ja: september–april. Nej: maj–augusti.")],
    );
    ends(&walk, "partly_approved", StageGroup::Decided);
}

#[test]
fn nr_9_and_16_are_planned() {
    for (supporters, body) in [(61, "KS"), (156, "TN")] {
        let mut walk = decided(supporters, body, T::Approve, &[]);
        walk.take(&[T::Plan]);
        ends(&walk, "planned", StageGroup::Decided);
    }
}

#[test]
fn nr_10_is_with_two_committees() {
    let mut walk = announced(119);
    walk.try_as(
        Some(SECRETARY),
        &step_with(T::Refer, &[("bodies", "KFN, SN")]),
    )
    .unwrap();
    ends(&walk, "referred", StageGroup::AtMunicipality);
    let Stage::Referred { bodies, .. } = &walk.stage else {
        panic!()
    };
    assert_eq!(bodies.len(), 2);
}

#[test]
fn nr_12_is_late() {
    let mut walk = announced(401);
    walk.take(&[T::HandOver, T::StartPreparation]);
    assert!(walk.stage.waits_for_decision());
    ends(&walk, "in_preparation", StageGroup::AtMunicipality);
}

#[test]
fn nr_13_waits_for_its_proposer_and_is_not_shown() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.take(&[T::RequestCompletion]);
    ends(&walk, "needs_completion", StageGroup::NotPublic);
    assert!(!walk.stage.is_public());
}

#[test]
fn nr_15_is_handled_as_feedback() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.take(&[T::Reroute]);
    ends(&walk, "rerouted", StageGroup::Ended);
}

#[test]
fn nr_17_needs_no_supporters() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.topic = Some(Topic::Minority);
    walk.take(&[T::Register, T::Announce, T::HandOver, T::StartPreparation]);
    walk.take(&[T::PresentProposal, T::Schedule, T::Approve]);
    ends(&walk, "approved", StageGroup::Decided);
}

#[test]
fn nr_19_is_rejected_with_somewhere_to_turn_and_nr_20_without_its_text() {
    for (criterion, publish, shown) in [
        ("outside_competence", "yes", true),
        ("individual_matter", "no", false),
    ] {
        let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
        walk.take(&[T::Register]);
        let step = step_with(
            T::RejectFormally,
            &[
                ("criterion", criterion),
                ("publish_text", publish),
                ("where_to_turn", "Trafikverket"),
            ],
        );
        walk.try_as(Some(SECRETARY), &step).unwrap();
        ends(&walk, "rejected_formal", StageGroup::Ended);
        assert!(walk.stage.is_public());
        assert_eq!(walk.stage.text_is_public(), shown);
    }
}

#[test]
fn nr_21_had_too_few() {
    let mut walk = collecting();
    walk.support_count = 31;
    walk.today = day("2026-06-10");
    walk.try_as(None, &nara_domain::proposal::Transition::MissThreshold)
        .unwrap();
    ends(&walk, "threshold_missed", StageGroup::Ended);
    let course = Course::Proposal(walk.stage);
    assert_eq!(
        may_support(
            (&course, walk.topic),
            &walk.ruleset,
            &resident(),
            None,
            walk.today
        ),
        Err(SupportRefused::Closed)
    );
}

#[test]
fn nr_22_was_sent_back_with_a_question() {
    let mut walk = scheduled(50, "KS");
    walk.try_as(
        Some(SECRETARY),
        &step_with(T::RemitBack, &[("question", "Utred personuppgifterna.")]),
    )
    .unwrap();
    ends(&walk, "remitted_back", StageGroup::AtMunicipality);
    let Stage::RemittedBack { question, body, .. } = &walk.stage else {
        panic!()
    };
    assert_eq!(
        (question.as_str(), body.as_str()),
        ("Utred personuppgifterna.", "KS")
    );
}

#[test]
fn nr_22s_48_would_not_have_been_enough_here() {
    let mut walk = collecting();
    walk.support_count = 48;
    assert_eq!(
        walk.try_as(None, &nara_domain::proposal::Transition::ReachThreshold),
        Err(NotAllowedNow::ThresholdNotReached {
            count: 48,
            threshold: 50
        })
    );
}

#[test]
fn nr_40_can_be_put_forward_as_a_proposal_by_a_resident() {
    use nara_domain::permissions::{Action, Subject, can};
    use nara_domain::proposal::Kind;
    let rules = Ruleset::bjorksjo();
    assert_eq!(
        can(
            &proposer(),
            Action::Submit(Kind::Proposal),
            &Subject::Site(&rules)
        ),
        Ok(())
    );
}
