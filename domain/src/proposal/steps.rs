//! Each step: the old stage's data and the step's fields become the new stage.

use super::decision::{DecisionRef, Meeting, Registration};
use super::machine::MoveContext;
use super::stage::Stage;
use super::transition::Transition;
use crate::error::{FieldError, FieldProblem, NotAllowedNow};
use crate::time::Date;

/// Takes a step whose place and conditions have been checked ([`Stage::ready_for`]).
pub(super) fn take(
    stage: Stage,
    step: &Transition,
    ctx: &MoveContext<'_>,
) -> Result<Stage, NotAllowedNow> {
    check_fields(&stage, step, ctx)?;
    match step {
        Transition::Register {
            diary_number,
            received_on,
            ..
        } => Ok(Stage::Registered {
            registration: Registration {
                diary_number: diary_number.clone(),
                received_on: *received_on,
            },
        }),
        Transition::RequestCompletion { missing, answer_by } => {
            let received = stage.received().unwrap_or(ctx.today);
            Ok(Stage::NeedsCompletion {
                received,
                registration: stage.registration().cloned(),
                missing: missing.clone(),
                answer_by: answer_by
                    .unwrap_or_else(|| ctx.today.add_days(ctx.ruleset.completion_days)),
            })
        }
        Transition::Complete { .. } => match stage {
            Stage::NeedsCompletion {
                registration: Some(registration),
                ..
            } => Ok(Stage::Registered { registration }),
            Stage::NeedsCompletion { received, .. } => Ok(Stage::Submitted { received }),
            other => Err(other.wrong_stage(step.kind())),
        },
        Transition::RejectFormally {
            criterion,
            reasons,
            where_to_turn,
            publish_text,
            meeting_date,
            paragraph,
        } => Ok(Stage::RejectedFormal {
            registration: stage.registration().cloned(),
            criterion: *criterion,
            reasons: reasons.clone(),
            where_to_turn: where_to_turn.clone(),
            text_public: *publish_text,
            council: meeting_date
                .zip(paragraph.clone())
                .map(|(date, paragraph)| Meeting {
                    body: crate::actor::Body::council(),
                    date,
                    paragraph,
                }),
        }),
        Transition::Reroute { channel, reference } => Ok(Stage::Rerouted {
            registration: stage.registration().cloned(),
            channel: channel.clone(),
            reference: reference.clone(),
        }),
        Transition::Withdraw => Ok(Stage::Withdrawn {
            registration: stage.registration().cloned(),
            on: ctx.today,
        }),
        Transition::Close {
            archive_id,
            archived_on,
        } => Ok(Stage::Closed {
            registration: stage.registration().cloned(),
            ended_as: stage.code(),
            decision: stage.decision(),
            text_public: stage.text_is_public(),
            archive_id: archive_id.clone(),
            on: *archived_on,
        }),
        _ => take_registered(stage, step, ctx),
    }
}

/// The steps that only a proposal with a diary number can take.
fn take_registered(
    stage: Stage,
    step: &Transition,
    ctx: &MoveContext<'_>,
) -> Result<Stage, NotAllowedNow> {
    let Some(registration) = stage.registration().cloned() else {
        return Err(stage.wrong_stage(step.kind()));
    };
    Ok(match step {
        Transition::OpenForSupport => {
            let closes = ctx.ruleset.closes(ctx.today);
            let Some((closes, threshold)) = closes.zip(ctx.ruleset.threshold_for(ctx.topic)) else {
                return Err(NotAllowedNow::NoThreshold);
            };
            Stage::Collecting {
                registration,
                opened: ctx.today,
                closes,
                threshold,
            }
        }
        Transition::ReachThreshold => Stage::Announced {
            registration,
            on: ctx.today,
            council: None,
            support_count: ctx.support_count,
        },
        Transition::Announce {
            body,
            meeting_date,
            paragraph,
        } => Stage::Announced {
            registration,
            on: *meeting_date,
            council: Some(Meeting {
                body: body.clone(),
                date: *meeting_date,
                paragraph: paragraph.clone(),
            }),
            support_count: ctx.support_count,
        },
        Transition::MissThreshold => match stage {
            Stage::Collecting { threshold, .. } => Stage::ThresholdMissed {
                registration,
                on: ctx.today,
                support_count: ctx.support_count,
                threshold,
            },
            other => return Err(other.wrong_stage(step.kind())),
        },
        Transition::HandOver {
            body,
            meeting_date,
            paragraph,
            receiving_body,
            ..
        } => Stage::HandedOver {
            registration,
            council: Meeting {
                body: body.clone(),
                date: *meeting_date,
                paragraph: paragraph.clone(),
            },
            committee: receiving_body.clone(),
        },
        Transition::Refer {
            bodies,
            answer_by,
            body,
            meeting_date,
            paragraph,
            statement,
        } => {
            let from = match (body, meeting_date, paragraph) {
                (Some(body), Some(date), Some(paragraph)) => Some(Meeting {
                    body: body.clone(),
                    date: *date,
                    paragraph: paragraph.clone(),
                }),
                _ => None,
            };
            Stage::Referred {
                registration,
                bodies: bodies.clone(),
                answer_by: *answer_by,
                from,
                statement: statement.clone(),
            }
        }
        Transition::StartPreparation {
            officer,
            department,
            expected_decision,
        } => Stage::InPreparation {
            registration,
            officer: officer.clone(),
            department: department.clone(),
            expected: *expected_decision,
        },
        Transition::PresentProposal {
            proposed_decision,
            investment_cost,
            operating_cost,
            ..
        } => Stage::ProposalReady {
            registration,
            prepared_by: ctx.actor,
            proposed_decision: proposed_decision.clone(),
            investment_cost: *investment_cost,
            operating_cost: *operating_cost,
        },
        Transition::Schedule {
            body,
            meeting_date,
            agenda_url,
        } => {
            let prepared_by = match stage {
                Stage::ProposalReady { prepared_by, .. } | Stage::Tabled { prepared_by, .. } => {
                    prepared_by
                }
                other => return Err(other.wrong_stage(step.kind())),
            };
            Stage::Scheduled {
                registration,
                prepared_by,
                body: body.clone(),
                date: *meeting_date,
                agenda_url: agenda_url.clone(),
            }
        }
        Transition::Table { meeting_date } => match stage {
            Stage::Scheduled {
                prepared_by, body, ..
            } => Stage::Tabled {
                registration,
                prepared_by,
                body,
                next_meeting: *meeting_date,
            },
            other => return Err(other.wrong_stage(step.kind())),
        },
        Transition::RemitBack { question, new_date } => match stage {
            Stage::Scheduled { body, .. } => Stage::RemittedBack {
                registration,
                body,
                question: question.clone(),
                new_date: *new_date,
            },
            other => return Err(other.wrong_stage(step.kind())),
        },
        _ => return take_decided(stage, registration, step, ctx),
    })
}

/// The decisions and what is done about them.
fn take_decided(
    stage: Stage,
    registration: Registration,
    step: &Transition,
    ctx: &MoveContext<'_>,
) -> Result<Stage, NotAllowedNow> {
    let earlier = |stage: &Stage| -> Result<DecisionRef, NotAllowedNow> {
        stage
            .decision()
            .ok_or_else(|| stage.wrong_stage(step.kind()))
    };
    Ok(match step {
        Transition::Approve {
            decision,
            responsible,
            follow_up_date,
            budget_source,
        } => Stage::Approved {
            registration,
            decision: decision.clone(),
            budget_source: budget_source.clone(),
            responsible: responsible.clone(),
            follow_up_date: *follow_up_date,
        },
        Transition::PartlyApprove {
            decision,
            parts,
            responsible,
            follow_up_date,
            budget_source,
        } => Stage::PartlyApproved {
            registration,
            decision: decision.clone(),
            parts: parts.clone(),
            budget_source: budget_source.clone(),
            responsible: responsible.clone(),
            follow_up_date: *follow_up_date,
        },
        Transition::DeemAnswered {
            decision,
            sub_reason,
            responsible,
            follow_up_date,
        } => Stage::Answered {
            registration,
            decision: decision.clone(),
            sub_reason: sub_reason.clone(),
            responsible: responsible.clone(),
            follow_up_date: *follow_up_date,
        },
        Transition::Decline {
            decision,
            reason_code,
            would_change,
        } => Stage::Declined {
            registration,
            decision: decision.clone(),
            reason_code: *reason_code,
            would_change: would_change.clone(),
        },
        Transition::WriteOff { decision } => Stage::WrittenOff {
            registration,
            decision: decision.clone(),
        },
        Transition::Plan {
            owner,
            budget_year,
            next_report,
            ..
        } => Stage::Planned {
            registration,
            decision: earlier(&stage)?,
            owner: owner.clone(),
            budget_year: *budget_year,
            next_report: *next_report,
        },
        Transition::StartImplementing { started_on, .. } => match stage {
            Stage::Planned {
                decision,
                owner,
                next_report,
                ..
            } => Stage::Implementing {
                registration,
                decision,
                owner,
                started_on: *started_on,
                next_report,
            },
            other => return Err(other.wrong_stage(step.kind())),
        },
        Transition::MarkImplemented {
            on, actual_cost, ..
        } => Stage::Implemented {
            registration,
            decision: earlier(&stage)?,
            on: *on,
            actual_cost: *actual_cost,
        },
        Transition::Stop {
            reason,
            decided_by,
            meeting_date,
            ..
        } => Stage::Stopped {
            registration,
            decision: earlier(&stage)?,
            on: meeting_date.unwrap_or(ctx.today),
            reason: reason.clone(),
            decided_by: decided_by.clone(),
        },
        _ => return Err(stage.wrong_stage(step.kind())),
    })
}

/// Dates that cannot be true and bodies that cannot decide this.
fn check_fields(
    stage: &Stage,
    step: &Transition,
    ctx: &MoveContext<'_>,
) -> Result<(), NotAllowedNow> {
    let mut errors = Vec::new();
    let mut report = |field: &str, problem| errors.push(FieldError::new(field, problem));
    let (from, kind) = (stage.code(), step.kind());

    // What this stage asks for in addition to the step's own form.
    let given = step.to_fields();
    for spec in super::required::fields_at(from, kind) {
        if spec.required && spec.only_for.is_none() && !given.contains_key(spec.name) {
            report(spec.name, FieldProblem::Missing);
        }
    }
    if let Some(received) = stage.received() {
        for (field, date) in past_dates(step) {
            if date > ctx.today {
                report(field, FieldProblem::DateInFuture);
            } else if date < received && field != "received_on" {
                report(field, FieldProblem::DateBeforeReceived);
            }
        }
        for (field, date) in coming_dates(step) {
            if date < received {
                report(field, FieldProblem::DateBeforeReceived);
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
    if errors.is_empty() {
        Ok(())
    } else {
        Err(NotAllowedNow::Fields { errors })
    }
}

/// Dates of what has happened: neither to come nor before the proposal existed.
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

/// Dates of what is planned. They may have passed when something is recorded late, but none can
/// lie before the proposal existed.
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
        Transition::Plan { next_report, .. } => vec![("next_report", *next_report)],
        _ => Vec::new(),
    }
}
