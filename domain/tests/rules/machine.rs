use nara_domain::error::{FieldError, FieldProblem, NotAllowedNow};
use nara_domain::proposal::{
    Course, Ruleset, Stage, StageCode, StageGroup, Transition, TransitionKind as T,
};

use crate::help::{
    COLLEAGUE, OFFICIAL, SECRETARY, TO_AGENDA, Walk, day, on_agenda, step, step_with,
};

fn field(name: &str, problem: FieldProblem) -> NotAllowedNow {
    NotAllowedNow::Fields {
        errors: vec![FieldError::new(name, problem)],
    }
}

#[test]
fn the_shortest_way_to_a_decision() {
    let mut walk = on_agenda();
    walk.take(&[
        T::Approve,
        T::Plan,
        T::StartImplementing,
        T::MarkImplemented,
    ]);
    walk.today = day("2027-05-01");
    walk.take(&[T::Close]);
    let Stage::Closed {
        ended_as,
        decision,
        registration,
        ..
    } = &walk.stage
    else {
        panic!()
    };
    assert_eq!(*ended_as, StageCode::Implemented);
    assert_eq!(decision.as_ref().unwrap().outcome, StageCode::Approved);
    assert_eq!(decision.as_ref().unwrap().meeting.paragraph, "41");
    assert_eq!(registration.as_ref().unwrap().diary_number, "KS 2026/1");
}

#[test]
fn a_step_that_does_not_follow_is_refused_by_name() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-01-10");
    let refused = walk.try_as(Some(SECRETARY), &step(T::Approve)).unwrap_err();
    assert_eq!(
        refused,
        NotAllowedNow::WrongStage {
            from: "submitted".into(),
            transition: "approve".into()
        }
    );
    assert_eq!(walk.code(), "submitted");
}

#[test]
fn the_preparer_does_not_record_the_decision() {
    for kind in [T::Approve, T::PartlyApprove, T::DeemAnswered, T::Decline] {
        let mut walk = on_agenda();
        let refused = walk.try_as(Some(OFFICIAL), &step(kind));
        assert_eq!(refused, Err(NotAllowedNow::SecondReader), "{kind}");
        assert_eq!(walk.try_as(Some(SECRETARY), &step(kind)), Ok(()), "{kind}");
    }
}

#[test]
fn the_second_reader_is_needed_after_a_postponement_too() {
    let mut walk = on_agenda();
    walk.take(&[T::Table, T::Schedule]);
    assert_eq!(
        walk.try_as(Some(OFFICIAL), &step(T::Decline)),
        Err(NotAllowedNow::SecondReader)
    );
}

#[test]
fn a_new_preparation_has_a_new_preparer() {
    let mut walk = on_agenda();
    walk.take(&[T::RemitBack, T::StartPreparation]);
    walk.try_as(Some(SECRETARY), &step(T::PresentProposal))
        .unwrap();
    walk.take(&[T::Schedule]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &step(T::Approve)),
        Err(NotAllowedNow::SecondReader)
    );
    assert_eq!(walk.try_as(Some(OFFICIAL), &step(T::Approve)), Ok(()));
}

/// Chosen as the officer, and the memorandum was written by somebody else.
#[test]
fn the_officer_does_not_record_the_decision() {
    for kind in [T::Approve, T::PartlyApprove, T::DeemAnswered, T::Decline] {
        for postponed in [false, true] {
            let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
            walk.officer = Some(COLLEAGUE);
            walk.take(&TO_AGENDA[..4]);
            walk.officer = None;
            walk.take(&TO_AGENDA[4..]);
            if postponed {
                walk.take(&[T::Table, T::Schedule]);
            }
            for person in [COLLEAGUE, OFFICIAL] {
                let refused = walk.try_as(Some(person), &step(kind));
                assert_eq!(refused, Err(NotAllowedNow::SecondReader), "{kind}");
            }
            assert_eq!(walk.try_as(Some(SECRETARY), &step(kind)), Ok(()), "{kind}");
        }
    }
}

#[test]
fn a_new_round_has_a_new_officer() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    walk.officer = Some(COLLEAGUE);
    walk.take(TO_AGENDA);
    walk.take(&[T::RemitBack]);
    assert_eq!(walk.stage.officer_id(), Some(COLLEAGUE));
    walk.officer = Some(SECRETARY);
    walk.take(&[T::StartPreparation, T::PresentProposal, T::Schedule]);
    let refused = walk.try_as(Some(SECRETARY), &step(T::Approve));
    assert_eq!(refused, Err(NotAllowedNow::SecondReader));
    assert_eq!(walk.try_as(Some(COLLEAGUE), &step(T::Approve)), Ok(()));
}

#[test]
fn what_one_account_prepared_the_other_has_when_they_become_one() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    walk.officer = Some(COLLEAGUE);
    walk.take(TO_AGENDA);
    let mut course = Course::Proposal(walk.stage.clone());
    assert!(!course.absorb(SECRETARY, COLLEAGUE));
    assert!(course.absorb(COLLEAGUE, SECRETARY) && course.absorb(OFFICIAL, SECRETARY));
    let mut stage = course.as_proposal().unwrap().clone();
    assert!(stage.is_prepared_by(Some(SECRETARY)) && !stage.is_prepared_by(Some(OFFICIAL)));
    assert!(
        stage
            .preparers_mut()
            .iter()
            .all(|one| **one == Some(SECRETARY))
    );
    let shown = serde_json::to_string(&course.for_everybody()).unwrap();
    assert!(!shown.contains("officer_id") && !shown.contains("prepared_by"));
}

#[test]
fn a_decision_cannot_have_been_taken_tomorrow() {
    let mut walk = on_agenda();
    let days = [
        ("meeting_date", "2026-03-02"),
        ("follow_up_date", "2026-09-01"),
    ];
    let tomorrow = step_with(T::Approve, &days);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &tomorrow),
        Err(field("meeting_date", FieldProblem::DateInFuture))
    );
    walk.today = day("2026-03-02");
    assert_eq!(walk.try_as(Some(SECRETARY), &tomorrow), Ok(()));
}

#[test]
fn a_decision_is_not_older_than_the_proposal() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    let register = step_with(T::Register, &[("received_on", "2026-01-10")]);
    walk.try_as(Some(SECRETARY), &register).unwrap();
    // The council handed it over the day it came in.
    for kind in [T::Announce, T::HandOver] {
        let same_day = step_with(kind, &[("meeting_date", "2026-01-10")]);
        walk.try_as(Some(SECRETARY), &same_day).unwrap();
    }
    walk.take(&TO_AGENDA[3..]);
    let early = step_with(T::Decline, &[("meeting_date", "2026-01-09")]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &early),
        Err(field("meeting_date", FieldProblem::DateBeforeReceived))
    );
    // Nor than the meeting on whose agenda it is.
    let same_day = step_with(T::Decline, &[("meeting_date", "2026-01-10")]);
    let agenda = FieldProblem::DateBeforeAgenda {
        day: day("2026-03-01"),
    };
    assert_eq!(
        walk.try_as(Some(SECRETARY), &same_day),
        Err(field("meeting_date", agenda))
    );
}

#[test]
fn a_plan_is_not_older_than_the_proposal_nor_for_a_day_that_has_passed() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    let register = step_with(T::Register, &[("received_on", "2026-01-10")]);
    walk.try_as(Some(SECRETARY), &register).unwrap();
    for kind in [T::Announce, T::HandOver] {
        let early = step_with(kind, &[("meeting_date", "2026-01-20")]);
        walk.try_as(Some(SECRETARY), &early).unwrap();
    }
    let before = step_with(T::StartPreparation, &[("expected_decision", "2026-01-01")]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &before),
        Err(field("expected_decision", FieldProblem::DateBeforeReceived))
    );
    let late = step_with(T::StartPreparation, &[("expected_decision", "2026-02-01")]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &late),
        Err(field("expected_decision", FieldProblem::DateInPast))
    );
    walk.today = day("2026-02-01");
    assert_eq!(walk.try_as(Some(SECRETARY), &late), Ok(()));
}

#[test]
fn what_came_in_on_paper_earlier_keeps_its_date_and_what_comes_tomorrow_has_none() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    let tomorrow = step_with(T::Register, &[("received_on", "2026-03-02")]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &tomorrow),
        Err(field("received_on", FieldProblem::DateInFuture))
    );
    let paper = step_with(T::Register, &[("received_on", "2026-02-20")]);
    walk.try_as(Some(SECRETARY), &paper).unwrap();
    assert_eq!(walk.stage.received(), Some(day("2026-02-20")));
}

#[test]
fn only_the_council_announces_hands_over_and_writes_off() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2024-01-10");
    let register = step_with(T::Register, &[("received_on", "2024-01-10")]);
    walk.try_as(Some(SECRETARY), &register).unwrap();
    let only_council = Err(field("body", FieldProblem::OnlyCouncil));
    assert_eq!(
        walk.try_as(Some(SECRETARY), &step_with(T::Announce, &[("body", "KS")])),
        only_council
    );
    walk.take(&[T::Announce]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &step_with(T::HandOver, &[("body", "TN")])),
        only_council
    );
    walk.take(&[T::HandOver, T::StartPreparation]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &step_with(T::WriteOff, &[("body", "TN")])),
        only_council
    );
    assert_eq!(walk.try_as(Some(SECRETARY), &step(T::WriteOff)), Ok(()));
}

#[test]
fn written_off_only_when_a_year_was_not_enough() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2025-03-01");
    let register = step_with(T::Register, &[("received_on", "2025-03-01")]);
    walk.try_as(Some(SECRETARY), &register).unwrap();
    walk.take(&[T::Announce, T::HandOver, T::StartPreparation]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &step(T::WriteOff)),
        Err(NotAllowedNow::TooEarly {
            from: day("2026-03-02")
        })
    );
    walk.today = day("2026-03-02");
    assert_eq!(walk.try_as(Some(SECRETARY), &step(T::WriteOff)), Ok(()));
}

#[test]
fn completion_goes_back_to_where_it_was_asked_for() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    walk.take(&[T::RequestCompletion, T::Complete]);
    assert_eq!(walk.stage, Stage::submitted(day("2026-02-27")));
    walk.take(&[T::Register, T::RequestCompletion]);
    assert!(walk.stage.registration().is_some());
    walk.take(&[T::Complete]);
    assert_eq!(walk.code(), "registered");
}

#[test]
fn a_proposer_has_three_weeks_when_nothing_else_is_said() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-27");
    let ask = Transition::RequestCompletion {
        missing: "En karta".into(),
        answer_by: None,
    };
    walk.try_as(Some(SECRETARY), &ask).unwrap();
    let Stage::NeedsCompletion { answer_by, .. } = walk.stage else {
        panic!()
    };
    assert_eq!(answer_by, day("2026-03-22"));
}

#[test]
fn a_deadline_has_not_passed_when_it_is_given() {
    let mut walk = Walk::begin(Ruleset::bjorksjo(), "2026-02-20");
    let ask = step_with(T::RequestCompletion, &[("answer_by", "2026-02-28")]);
    assert_eq!(
        walk.try_as(Some(SECRETARY), &ask),
        Err(field("answer_by", FieldProblem::DateInPast))
    );
}

#[test]
fn after_the_announcement_only_the_council_rejects() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2026-01-10");
    walk.take(&[T::Register, T::Announce]);
    let mut form = step(T::RejectFormally).to_fields();
    form.remove("meeting_date");
    form.remove("paragraph");
    let without = Transition::parse(T::RejectFormally, &form).unwrap();
    let refused = walk.try_as(Some(SECRETARY), &without).unwrap_err();
    let fields: Vec<_> = refused
        .field_errors()
        .iter()
        .map(|e| e.field.as_str())
        .collect();
    assert_eq!(fields, ["meeting_date", "paragraph"]);
    walk.take(&[T::RejectFormally]);
    let Stage::RejectedFormal { council, .. } = &walk.stage else {
        panic!()
    };
    assert!(council.as_ref().unwrap().body.is_council());
}

#[test]
fn a_body_that_sends_on_says_what_it_thinks() {
    let mut walk = on_agenda();
    let silent = Transition::Refer {
        bodies: vec!["KF".parse().unwrap()],
        answer_by: day("2026-04-01"),
        body: None,
        meeting_date: None,
        paragraph: None,
        statement: None,
    };
    let refused = walk.try_as(Some(SECRETARY), &silent).unwrap_err();
    assert_eq!(refused.field_errors().len(), 4);
    walk.take(&[T::Refer]);
    let Stage::Referred {
        from, statement, ..
    } = &walk.stage
    else {
        panic!()
    };
    assert!(from.is_some() && statement.is_some());
}

#[test]
fn a_stopped_work_can_be_planned_again_and_keeps_its_decision() {
    let mut walk = on_agenda();
    walk.take(&[
        T::PartlyApprove,
        T::Plan,
        T::Stop,
        T::Plan,
        T::StartImplementing,
        T::Stop,
    ]);
    assert_eq!(
        walk.stage.decision().unwrap().outcome,
        StageCode::PartlyApproved
    );
    assert!(walk.stage.is_decided());
    assert_eq!(walk.stage.group(), StageGroup::Ended);
}

#[test]
fn the_preparer_does_not_write_it_off_either() {
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2024-01-10");
    let register = step_with(T::Register, &[("received_on", "2024-01-10")]);
    walk.try_as(Some(SECRETARY), &register).unwrap();
    walk.take(&TO_AGENDA[1..5]);
    assert_eq!(
        walk.try_as(Some(OFFICIAL), &step(T::WriteOff)),
        Err(NotAllowedNow::SecondReader)
    );
    assert_eq!(walk.try_as(Some(SECRETARY), &step(T::WriteOff)), Ok(()));
    // Nor does its officer, before there is a memorandum.
    let mut walk = Walk::begin(Ruleset::without_threshold("Provkommun"), "2024-01-10");
    walk.try_as(Some(SECRETARY), &register).unwrap();
    walk.officer = Some(COLLEAGUE);
    walk.take(&TO_AGENDA[1..4]);
    assert_eq!(
        walk.try_as(Some(COLLEAGUE), &step(T::WriteOff)),
        Err(NotAllowedNow::SecondReader)
    );
    assert_eq!(walk.try_as(Some(SECRETARY), &step(T::WriteOff)), Ok(()));
}
