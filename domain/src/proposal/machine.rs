//! What may follow what. One table of edges; everything else asks it.

use super::last_act::Happened;
use super::ruleset::{AnnounceWhen, Ruleset};
use super::stage::Stage;
use super::stage_code::StageCode;
use super::topic::Topic;
use super::transition::{Transition, TransitionKind};
use super::window::Window;
use crate::actor::Actor;
use crate::error::{FieldError, NotAllowedNow};
use crate::ids::PersonId;
use crate::permissions::{Action, Case, Subject, can};
use crate::proposal::course::{Course, Kind};
use crate::time::Date;

use StageCode as S;
use TransitionKind as T;

/// Before a decision: from here a proposer may take the proposal back.
pub const WITHDRAW_FROM: &[StageCode] = &[
    S::Submitted,
    S::NeedsCompletion,
    S::Registered,
    S::Collecting,
    S::Announced,
    S::HandedOver,
    S::Referred,
    S::InPreparation,
    S::ProposalReady,
    S::Scheduled,
    S::Tabled,
    S::RemittedBack,
];

/// Every edge except taking back, which is [`WITHDRAW_FROM`].
pub const EDGES: &[(StageCode, TransitionKind, StageCode)] = &[
    (S::Submitted, T::Register, S::Registered),
    (S::Submitted, T::RequestCompletion, S::NeedsCompletion),
    (S::Submitted, T::RejectFormally, S::RejectedFormal),
    (S::Submitted, T::Reroute, S::Rerouted),
    (S::NeedsCompletion, T::Complete, S::Submitted),
    (S::NeedsCompletion, T::Complete, S::Registered),
    (S::NeedsCompletion, T::RejectFormally, S::RejectedFormal),
    (S::Registered, T::RequestCompletion, S::NeedsCompletion),
    (S::Registered, T::RejectFormally, S::RejectedFormal),
    (S::Registered, T::Reroute, S::Rerouted),
    (S::Registered, T::OpenForSupport, S::Collecting),
    (S::Registered, T::Announce, S::Announced),
    (S::Collecting, T::ReachThreshold, S::Announced),
    (S::Collecting, T::Announce, S::Announced),
    (S::Collecting, T::MissThreshold, S::ThresholdMissed),
    (S::Announced, T::HandOver, S::HandedOver),
    (S::Announced, T::Refer, S::Referred),
    (S::Announced, T::RejectFormally, S::RejectedFormal),
    (S::HandedOver, T::StartPreparation, S::InPreparation),
    (S::Referred, T::StartPreparation, S::InPreparation),
    (S::InPreparation, T::PresentProposal, S::ProposalReady),
    (S::InPreparation, T::WriteOff, S::WrittenOff),
    (S::ProposalReady, T::Schedule, S::Scheduled),
    (S::ProposalReady, T::WriteOff, S::WrittenOff),
    (S::Scheduled, T::Approve, S::Approved),
    (S::Scheduled, T::PartlyApprove, S::PartlyApproved),
    (S::Scheduled, T::DeemAnswered, S::Answered),
    (S::Scheduled, T::Decline, S::Declined),
    (S::Scheduled, T::Table, S::Tabled),
    (S::Scheduled, T::RemitBack, S::RemittedBack),
    (S::Scheduled, T::Refer, S::Referred),
    (S::Tabled, T::Schedule, S::Scheduled),
    (S::RemittedBack, T::StartPreparation, S::InPreparation),
    (S::Approved, T::Plan, S::Planned),
    (S::PartlyApproved, T::Plan, S::Planned),
    (S::Answered, T::Plan, S::Planned),
    (S::Approved, T::ReportProgress, S::Approved),
    (S::PartlyApproved, T::ReportProgress, S::PartlyApproved),
    (S::Planned, T::ReportProgress, S::Planned),
    (S::Implementing, T::ReportProgress, S::Implementing),
    (S::Planned, T::StartImplementing, S::Implementing),
    (S::Planned, T::Stop, S::Stopped),
    (S::Implementing, T::MarkImplemented, S::Implemented),
    (S::Implementing, T::Stop, S::Stopped),
    (S::Stopped, T::Plan, S::Planned),
    (S::RejectedFormal, T::Close, S::Closed),
    (S::Rerouted, T::Close, S::Closed),
    (S::Withdrawn, T::Close, S::Closed),
    (S::ThresholdMissed, T::Close, S::Closed),
    (S::Answered, T::Close, S::Closed),
    (S::Declined, T::Close, S::Closed),
    (S::WrittenOff, T::Close, S::Closed),
    (S::Implemented, T::Close, S::Closed),
    (S::Stopped, T::Close, S::Closed),
];

/// What a step needs to know besides the stage.
#[derive(Debug, Clone, Copy)]
pub struct MoveContext<'a> {
    /// The day it is.
    pub today: Date,
    /// Who records it; none for the system.
    pub actor: Option<PersonId>,
    /// Who prepared what is recorded now, where that takes two persons.
    pub prepared_by: Option<PersonId>,
    /// Who was chosen as its officer, where that is recorded now and they have an account.
    pub officer: Option<PersonId>,
    /// Who put the proposal forward.
    pub proposer: Option<PersonId>,
    /// Supporters now.
    pub support_count: i64,
    /// The rules the proposal was submitted under.
    pub ruleset: &'a Ruleset,
    /// Its subject, for the rules that except some.
    pub topic: Option<Topic>,
    /// The time for support its proposer chose, where the rules let them.
    pub window: Option<Window>,
}

/// The steps that can follow a stage, each once, whoever records them.
pub fn allowed_from(stage: StageCode) -> Vec<TransitionKind> {
    let mut kinds: Vec<TransitionKind> = Vec::new();
    for (from, kind, _) in EDGES {
        if *from == stage && !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    if WITHDRAW_FROM.contains(&stage) {
        kinds.push(T::Withdraw);
    }
    kinds
}

/// The steps this actor may record now: those that follow, whose conditions hold, and that
/// belong to the actor's duty. What is in the fields is checked only when they are there.
pub fn legal_now(stage: &Stage, actor: &Actor, ctx: &MoveContext<'_>) -> Vec<TransitionKind> {
    let course = Course::Proposal(stage.clone());
    let case = Case {
        kind: Kind::Proposal,
        proposer: ctx.proposer,
        course: &course,
        ruleset: ctx.ruleset,
        topic: ctx.topic,
        act_author: None,
        merged: false,
    };
    allowed_from(stage.code())
        .into_iter()
        .filter(|kind| stage.ready_for(*kind, ctx).is_ok())
        .filter(|kind| can(actor, Action::Record(*kind), &Subject::Case(case)).is_ok())
        .collect()
}

impl Stage {
    /// Where a new proposal begins.
    pub const fn submitted(received: Date) -> Self {
        Self::Submitted {
            received,
            waited: 0,
        }
    }

    /// Records a step.
    ///
    /// # Errors
    /// Why it is not allowed now; the stage is dropped with it, the caller's stored one stands.
    pub fn apply(self, step: &Transition, ctx: &MoveContext<'_>) -> Result<Self, NotAllowedNow> {
        self.ready_for(step.kind(), ctx)?;
        super::second_reading::read_by_two(step.kind(), ctx)?;
        let happened = self.happened(ctx.today);
        self.take_again(step, ctx, happened)
    }

    /// Between which days something happened that comes next and is known on a day.
    pub fn happened(&self, known: Date) -> Happened {
        Happened {
            since: self.last_act(),
            known,
            is_new: true,
        }
    }

    /// Whether a step fits, so that it can be prepared for a second reader.
    ///
    /// # Errors
    /// As [`Stage::apply`], but for the second reader.
    pub fn could_take(
        &self,
        step: &Transition,
        ctx: &MoveContext<'_>,
    ) -> Result<(), NotAllowedNow> {
        self.ready_for(step.kind(), ctx)?;
        let happened = self.happened(ctx.today);
        self.clone().take_again(step, ctx, happened).map(drop)
    }

    /// Takes a step that was recorded earlier, as a correction has it. Whoever stood behind it then
    /// stands behind it still. Whatever counts from the
    /// recording still counts from that day (`ctx.today`); the days of what happened may be as late
    /// as when it was corrected.
    ///
    /// # Errors
    /// As [`Stage::apply`].
    pub fn take_again(
        self,
        step: &Transition,
        ctx: &MoveContext<'_>,
        happened: Happened,
    ) -> Result<Self, NotAllowedNow> {
        self.could_follow(step.kind(), ctx)?;
        super::checks::fields_fit(&self, step, ctx, happened)?;
        super::steps::take(self, step, ctx)
    }

    /// What cannot be true of a step that is recorded or corrected now, beyond the order of days: each
    /// at its field.
    pub fn guarded(&self, step: &Transition, ctx: &MoveContext<'_>) -> Vec<FieldError> {
        super::guards::against(self, step, ctx)
    }

    /// Whether a step could be recorded now, before its fields are known.
    ///
    /// # Errors
    /// Why not.
    pub fn ready_for(
        &self,
        kind: TransitionKind,
        ctx: &MoveContext<'_>,
    ) -> Result<(), NotAllowedNow> {
        self.could_follow(kind, ctx)?;
        // What a meeting does it does when it is held.
        if let Self::Scheduled { date, .. } = self
            && (matches!(kind, T::Table | T::RemitBack | T::Refer) || kind.is_decision())
            && ctx.today < *date
        {
            return Err(NotAllowedNow::TooEarly { from: *date });
        }
        match self.archived_from() {
            Some(from) if kind == T::Close && ctx.today < from => {
                Err(NotAllowedNow::AskedFirst { from })
            }
            _ => Ok(()),
        }
    }

    /// As [`Stage::ready_for`], of a step that was recorded: what is in the archive is there, whatever
    /// is corrected in it later, and what was tabled was.
    ///
    /// # Errors
    /// Why not.
    pub fn could_follow(
        &self,
        kind: TransitionKind,
        ctx: &MoveContext<'_>,
    ) -> Result<(), NotAllowedNow> {
        if !allowed_from(self.code()).contains(&kind) {
            return Err(self.wrong_stage(kind));
        }
        let threshold = ctx.ruleset.threshold_for(ctx.topic);
        match (self, kind) {
            (Self::Registered { .. }, T::OpenForSupport) if threshold.is_none() => {
                Err(NotAllowedNow::NoThreshold)
            }
            (Self::Registered { .. }, T::Announce) if threshold.is_some() => {
                Err(NotAllowedNow::ThresholdApplies)
            }
            (
                Self::Collecting {
                    closes, threshold, ..
                },
                T::Announce | T::ReachThreshold,
            ) => {
                if ctx.support_count < *threshold {
                    return Err(NotAllowedNow::ThresholdNotReached {
                        count: ctx.support_count,
                        threshold: *threshold,
                    });
                }
                if ctx.ruleset.announce_when == AnnounceWhen::AtEnd && ctx.today <= *closes {
                    return Err(NotAllowedNow::StillOpen { closes: *closes });
                }
                Ok(())
            }
            (
                Self::Collecting {
                    closes, threshold, ..
                },
                T::MissThreshold,
            ) => {
                if ctx.today <= *closes {
                    return Err(NotAllowedNow::StillOpen { closes: *closes });
                }
                if ctx.support_count >= *threshold {
                    return Err(NotAllowedNow::ThresholdReached {
                        threshold: *threshold,
                    });
                }
                Ok(())
            }
            (_, kind) if kind.is_decision() && self.is_prepared_by(ctx.actor) => {
                Err(NotAllowedNow::SecondReader)
            }
            // Only when a year has not been enough.
            (_, T::WriteOff) => {
                let first = self.answer_by(ctx.ruleset).map(|day| day.add_days(1));
                match first {
                    Some(from) if ctx.today < from => Err(NotAllowedNow::TooEarly { from }),
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    pub(super) fn wrong_stage(&self, kind: TransitionKind) -> NotAllowedNow {
        NotAllowedNow::WrongStage {
            from: self.code().as_str().to_owned(),
            transition: kind.as_str().to_owned(),
        }
    }
}
