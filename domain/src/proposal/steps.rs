//! Each step: the old stage's data and the step's fields become the new stage.

use super::clock::days_waited;
use super::decision::{DecisionRef, Meeting, Registration};
use super::machine::MoveContext;
use super::ruleset::ClockFrom;
use super::stage::Stage;
use super::transition::Transition;
use crate::error::NotAllowedNow;
use crate::time::Date;

/// Takes a step whose place, conditions and fields have been checked ([`Stage::take_again`]).
pub(super) fn take(
    stage: Stage,
    step: &Transition,
    ctx: &MoveContext<'_>,
) -> Result<Stage, NotAllowedNow> {
    match step {
        Transition::Register {
            diary_number,
            received_on,
            ..
        } => Ok(Stage::Registered {
            registration: Registration {
                diary_number: diary_number.clone(),
                received_on: *received_on,
                waited: stage.waited(),
                announced_on: None,
                acted_on: None,
            },
        }),
        Transition::RequestCompletion { missing, answer_by } => {
            let received = stage.received().unwrap_or(ctx.today);
            Ok(Stage::NeedsCompletion {
                received,
                since: Some(ctx.today),
                waited: stage.waited(),
                registration: stage.registration().cloned(),
                missing: missing.clone(),
                answer_by: answer_by
                    .unwrap_or_else(|| ctx.today.add_days(ctx.ruleset.completion_days)),
            })
        }
        Transition::Complete { .. } => match stage {
            Stage::NeedsCompletion {
                registration: Some(registration),
                since,
                ..
            } => Ok(Stage::Registered {
                registration: registration.waiting(days_waited(since, ctx.today)),
            }),
            Stage::NeedsCompletion {
                received,
                since,
                waited,
                ..
            } => Ok(Stage::Submitted {
                received,
                waited: waited.saturating_add(days_waited(since, ctx.today)),
            }),
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
            text_public: stage.text_is_public(),
        }),
        Transition::Close {
            archive_id,
            archived_on,
        } => Ok(Stage::Closed {
            registration: stage.registration().cloned(),
            ended_as: stage.code(),
            decision: stage.decision(),
            promise: stage.promise(),
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
    // The new stage tells its own day, and its registration that of what came before.
    let registration = registration.acted(stage.last_act());
    Ok(match step {
        Transition::OpenForSupport => {
            let closes = ctx.ruleset.closes(ctx.today, ctx.window);
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
            registration: announced(registration, ctx.today, ctx),
            on: ctx.today,
            council: None,
            support_count: ctx.support_count,
        },
        Transition::Announce {
            body,
            meeting_date,
            paragraph,
        } => Stage::Announced {
            registration: announced(registration, *meeting_date, ctx),
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
                // Also where there is no body to the day.
                registration: registration.acted(*meeting_date),
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
            officer_id: ctx.officer,
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
            officer_id: stage.officer_id(),
            proposed_decision: proposed_decision.clone(),
            investment_cost: *investment_cost,
            operating_cost: *operating_cost,
        },
        Transition::Schedule {
            body,
            meeting_date,
            agenda_url,
        } => {
            let officer_id = stage.officer_id();
            let prepared_by = match stage {
                Stage::ProposalReady { prepared_by, .. } | Stage::Tabled { prepared_by, .. } => {
                    prepared_by
                }
                other => return Err(other.wrong_stage(step.kind())),
            };
            Stage::Scheduled {
                registration,
                prepared_by,
                officer_id,
                body: body.clone(),
                date: *meeting_date,
                agenda_url: agenda_url.clone(),
            }
        }
        Transition::Table { meeting_date } => match stage {
            Stage::Scheduled {
                prepared_by,
                officer_id,
                body,
                ..
            } => Stage::Tabled {
                registration,
                prepared_by,
                officer_id,
                body,
                next_meeting: *meeting_date,
            },
            other => return Err(other.wrong_stage(step.kind())),
        },
        Transition::RemitBack { question, new_date } => match stage {
            Stage::Scheduled {
                officer_id, body, ..
            } => Stage::RemittedBack {
                registration,
                officer_id,
                body,
                question: question.clone(),
                new_date: *new_date,
            },
            other => return Err(other.wrong_stage(step.kind())),
        },
        _ => return take_decided(stage, registration, step, ctx),
    })
}

/// From that day the time to decide runs, where the rules say so; others keep nothing of it.
fn announced(registration: Registration, on: Date, ctx: &MoveContext<'_>) -> Registration {
    Registration {
        announced_on: (ctx.ruleset.clock_from == ClockFrom::Announced).then_some(on),
        ..registration
    }
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
            milestones,
            ..
        } => Stage::Planned {
            registration,
            decision: earlier(&stage)?,
            budget_source: stage.budget_source().map(str::to_owned),
            owner: owner.clone(),
            budget_year: *budget_year,
            next_report: *next_report,
            milestones: milestones.clone(),
        },
        Transition::StartImplementing { started_on, .. } => match stage {
            Stage::Planned {
                decision,
                budget_source,
                owner,
                next_report,
                milestones,
                ..
            } => Stage::Implementing {
                registration,
                decision,
                budget_source,
                owner,
                started_on: *started_on,
                next_report,
                milestones,
            },
            other => return Err(other.wrong_stage(step.kind())),
        },
        Transition::ReportProgress { next_report, .. } => reported(stage, step, *next_report)?,
        Transition::MarkImplemented {
            on, actual_cost, ..
        } => Stage::Implemented {
            registration,
            decision: earlier(&stage)?,
            budget_source: stage.budget_source().map(str::to_owned),
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
            budget_source: stage.budget_source().map(str::to_owned),
            on: meeting_date.unwrap_or(ctx.today),
            reason: reason.clone(),
            decided_by: decided_by.clone(),
        },
        _ => return Err(stage.wrong_stage(step.kind())),
    })
}

/// Stays where it is, with the day of the next report.
fn reported(mut stage: Stage, step: &Transition, day: Date) -> Result<Stage, NotAllowedNow> {
    let next = match &mut stage {
        Stage::Approved { follow_up_date, .. } | Stage::PartlyApproved { follow_up_date, .. } => {
            follow_up_date
        }
        Stage::Planned { next_report, .. } | Stage::Implementing { next_report, .. } => next_report,
        other => return Err(other.wrong_stage(step.kind())),
    };
    *next = day;
    Ok(stage)
}
