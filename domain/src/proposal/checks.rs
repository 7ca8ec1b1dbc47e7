//! Whether what is in a step's fields can be true of this case on this day.

use super::last_act::Happened;
use super::machine::MoveContext;
use super::stage::Stage;
use super::transition::Transition;
use crate::error::{FieldError, FieldProblem, NotAllowedNow};
use crate::time::Date;

/// Dates that cannot be true and bodies that cannot decide this. What happened did so between the last
/// act and the day it became known; what is to come was to come when the step was recorded, and after
/// the last act as well.
pub(super) fn fields_fit(
    stage: &Stage,
    step: &Transition,
    ctx: &MoveContext<'_>,
    Happened {
        since,
        known,
        is_new,
    }: Happened,
) -> Result<(), NotAllowedNow> {
    let mut errors = Vec::new();
    let mut report = |field: &str, problem| errors.push(FieldError::new(field, problem));
    let (from, kind) = (stage.code(), step.kind());

    // What this stage asks for in addition to the step's own form. What a form has come to need is asked
    // where it is read: older steps are taken again without it.
    let given = step.to_fields();
    for spec in super::required::fields_at(from, kind) {
        let spec = super::required::as_stored(*spec);
        if spec.required && spec.only_for.is_none() && !given.contains_key(spec.name) {
            report(spec.name, FieldProblem::Missing);
        }
    }
    if let Some(received) = stage.received() {
        let too_early = |date: Date| match since {
            _ if date < received => Some(FieldProblem::DateBeforeReceived),
            Some(day) if date < day => Some(FieldProblem::DateBeforeLastAct { day }),
            _ => None,
        };
        for (field, date) in past_dates(step) {
            if date > known {
                report(field, FieldProblem::DateInFuture);
            } else if field != "received_on"
                && let Some(problem) = too_early(date)
            {
                report(field, problem);
            }
        }
        for (field, date) in coming_dates(step) {
            if let Some(problem) = too_early(date) {
                report(field, problem);
            }
        }
    }
    let council_only = match step {
        Transition::Announce { body, .. } | Transition::HandOver { body, .. } => Some(body),
        Transition::WriteOff { decision } => Some(&decision.meeting.body),
        _ => None,
    };
    if council_only.is_some_and(|body| !body.is_council()) {
        report("body", FieldProblem::OnlyCouncil);
    }
    if let Transition::RequestCompletion {
        answer_by: Some(date),
        ..
    } = step
        && *date < ctx.today
    {
        report("answer_by", FieldProblem::DateInPast);
    }
    // A report that promises the next one for a day that has passed promises nothing.
    if let Transition::ReportProgress { next_report, .. } = step
        && *next_report <= ctx.today
    {
        report("next_report", FieldProblem::NotAfterToday);
    }
    if is_new {
        // One reason at a field is enough to mend it.
        for error in super::guards::against(stage, step, ctx) {
            if !errors
                .iter()
                .any(|one: &FieldError| one.field == error.field)
            {
                errors.push(error);
            }
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(NotAllowedNow::Fields { errors })
    }
}

/// Dates of what has happened: neither to come, nor before the proposal existed, nor before what
/// happened last.
fn past_dates(step: &Transition) -> Vec<(&'static str, Date)> {
    let meeting = |date: Option<Date>| date.map(|d| ("meeting_date", d)).into_iter().collect();
    match step {
        Transition::Register { received_on, .. } => vec![("received_on", *received_on)],
        Transition::Announce { meeting_date, .. } | Transition::HandOver { meeting_date, .. } => {
            meeting(Some(*meeting_date))
        }
        Transition::Refer { meeting_date, .. }
        | Transition::RejectFormally { meeting_date, .. }
        | Transition::Stop { meeting_date, .. } => meeting(*meeting_date),
        Transition::StartImplementing { started_on, .. } => vec![("started_on", *started_on)],
        Transition::MarkImplemented { on, .. } => vec![("on", *on)],
        Transition::Close { archived_on, .. } => vec![("archived_on", *archived_on)],
        _ => meeting(step.decision().map(|d| d.meeting.date)),
    }
}

/// Dates of what is planned. They may have passed when something is recorded late, but nothing is
/// planned for a day before what happened last.
fn coming_dates(step: &Transition) -> Vec<(&'static str, Date)> {
    match step {
        Transition::Refer { answer_by, .. } => vec![("answer_by", *answer_by)],
        Transition::StartPreparation {
            expected_decision, ..
        } => {
            vec![("expected_decision", *expected_decision)]
        }
        Transition::Schedule { meeting_date, .. } | Transition::Table { meeting_date } => {
            vec![("meeting_date", *meeting_date)]
        }
        Transition::RemitBack { new_date, .. } => vec![("new_date", *new_date)],
        Transition::Approve { follow_up_date, .. }
        | Transition::PartlyApprove { follow_up_date, .. }
        | Transition::DeemAnswered {
            follow_up_date: Some(follow_up_date),
            ..
        } => {
            vec![("follow_up_date", *follow_up_date)]
        }
        Transition::Plan {
            next_report,
            milestones,
            ..
        } => {
            let mut dates = vec![("next_report", *next_report)];
            // They stand in order: the first one tells.
            dates.extend(milestones.first().map(|first| ("milestones", first.on)));
            dates
        }
        _ => Vec::new(),
    }
}
