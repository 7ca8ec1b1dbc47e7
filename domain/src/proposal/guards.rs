//! What cannot be true of a step that is recorded or corrected now, beyond the order of days
//! ([`super::checks`]). What was recorded before a guard was there stands: the walk of a correction
//! takes it again unasked.

use super::decision::{RejectionCriterion, SubReason};
use super::machine::MoveContext;
use super::stage::Stage;
use super::transition::Transition;
use crate::error::{FieldError, FieldProblem};
use crate::time::Date;

/// Days after a meeting for which it can still be put on the agenda here. By then its minutes are to
/// be verified, and what it did is entered as what it did: decided, tabled or remitted.
pub const AGENDA_LATE_DAYS: i64 = 14;

/// Everything that stands against it, each at its field.
pub(super) fn against(stage: &Stage, step: &Transition, ctx: &MoveContext<'_>) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut report = |field: &str, problem: Option<FieldProblem>| {
        errors.extend(problem.map(|problem| FieldError::new(field, problem)));
    };
    for (field, given, (earliest, problem)) in followed_up(stage, step, ctx.today) {
        report(field, (given < earliest).then_some(problem));
    }
    match step {
        Transition::Schedule { meeting_date, .. } | Transition::Table { meeting_date } => {
            report("meeting_date", too_long_ago(*meeting_date, ctx.today));
        }
        Transition::RejectFormally { criterion, .. } => {
            report("criterion", still_time(stage, *criterion, ctx.today));
        }
        _ => {}
    }
    if let (Stage::Scheduled { body, date, .. }, Some(decision)) = (stage, step.decision()) {
        let meeting = &decision.meeting;
        let other = FieldProblem::NotOnItsAgenda {
            body: body.as_str().to_owned(),
        };
        report("body", Some(other).filter(|_| meeting.body != *body));
        // A meeting can be moved to a later day; a new agenda is entered for an earlier one.
        let early = FieldProblem::DateBeforeAgenda { day: *date };
        report("meeting_date", Some(early).filter(|_| meeting.date < *date));
    }
    errors
}

/// A day in a form, with the earliest it can be and what is said of an earlier one.
type Day = (&'static str, Date, (Date, FieldProblem));

/// The days of what is to follow.
fn followed_up(stage: &Stage, step: &Transition, today: Date) -> Vec<Day> {
    let decided = step.decision().map(|decision| decision.meeting.date);
    let decided = (decided.unwrap_or(today), FieldProblem::DateBeforeDecision);
    // These have no day of their own but the one they are recorded on.
    let recorded = (today, FieldProblem::DateInPast);
    match step {
        Transition::Approve { follow_up_date, .. }
        | Transition::PartlyApprove { follow_up_date, .. } => {
            vec![("follow_up_date", *follow_up_date, decided)]
        }
        Transition::DeemAnswered {
            sub_reason,
            follow_up_date,
            ..
        } => {
            let expected = match sub_reason {
                SubReason::UnderWay { expected, .. } => *expected,
                _ => None,
            };
            let days = [
                ("expected_done", expected),
                ("follow_up_date", *follow_up_date),
            ];
            let given = days
                .into_iter()
                .filter_map(|(field, day)| Some((field, day?)));
            given
                .map(|(field, day)| (field, day, decided.clone()))
                .collect()
        }
        Transition::RemitBack { new_date, .. } => {
            let held = match stage {
                Stage::Scheduled { date, .. } => *date,
                _ => return Vec::new(),
            };
            vec![(
                "new_date",
                *new_date,
                (held, FieldProblem::DateBeforeMeeting),
            )]
        }
        Transition::StartPreparation {
            expected_decision, ..
        } => vec![("expected_decision", *expected_decision, recorded)],
        Transition::Plan { next_report, .. } => vec![("next_report", *next_report, recorded)],
        _ => Vec::new(),
    }
}

fn too_long_ago(meeting: Date, today: Date) -> Option<FieldProblem> {
    (meeting < today.add_days(-AGENDA_LATE_DAYS)).then_some(FieldProblem::AgendaTooOld {
        max: AGENDA_LATE_DAYS,
    })
}

/// Who was asked to complete has until that day, the day itself included.
fn still_time(stage: &Stage, criterion: RejectionCriterion, today: Date) -> Option<FieldProblem> {
    match stage {
        Stage::NeedsCompletion { answer_by, .. }
            if criterion == RejectionCriterion::NotCompleted && today <= *answer_by =>
        {
            Some(FieldProblem::StillTime { day: *answer_by })
        }
        _ => None,
    }
}
