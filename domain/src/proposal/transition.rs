//! The steps of a proposal that somebody records. The fields each needs are in
//! [`super::required`], what may follow what in [`super::machine`].

use super::decision::{Decision, DeclineReason, RejectionCriterion, SubReason};
use super::stage_code::StageCode;
use crate::actor::Body;
use crate::fields::FieldSpec;
use crate::milestone::Milestone;
use crate::time::Date;

coded_enum! {
    /// Which step. T-numbers are those of the life cycle's table.
    pub enum TransitionKind {
        /// T6: gets its diary number.
        Register = "register",
        /// T2: something is missing.
        RequestCompletion = "request_completion",
        /// T3: the proposer completes it.
        Complete = "complete",
        /// T4: does not meet the requirements.
        RejectFormally = "reject_formally",
        /// T5: belongs in another channel.
        Reroute = "reroute",
        /// T7: the proposer takes it back.
        Withdraw = "withdraw",
        /// T8: opened for support.
        OpenForSupport = "open_for_support",
        /// T9: enough supporters.
        ReachThreshold = "reach_threshold",
        /// T10: too few supporters.
        MissThreshold = "miss_threshold",
        /// T11: announced in the council.
        Announce = "announce",
        /// T12: the council hands it over to a committee.
        HandOver = "hand_over",
        /// T13, T20: sent to bodies for their statement.
        Refer = "refer",
        /// T14: a named case officer starts.
        StartPreparation = "start_preparation",
        /// T16: the proposal for decision is ready.
        PresentProposal = "present_proposal",
        /// T17: on the agenda.
        Schedule = "schedule",
        /// T18: postponed to a named meeting.
        Table = "table",
        /// T19: sent back with a question.
        RemitBack = "remit_back",
        /// T21: approved.
        Approve = "approve",
        /// T22: partly approved.
        PartlyApprove = "partly_approve",
        /// T23: deemed answered.
        DeemAnswered = "deem_answered",
        /// T24: declined.
        Decline = "decline",
        /// T30: written off by the council.
        WriteOff = "write_off",
        /// T27: planned.
        Plan = "plan",
        /// T28: carrying out has started.
        StartImplementing = "start_implementing",
        /// Between T27 and T28: how it goes with what was promised.
        ReportProgress = "report_progress",
        /// T28: carried out.
        MarkImplemented = "mark_implemented",
        /// T29: stopped.
        Stop = "stop",
        /// T32: archived.
        Close = "close",
    }
}

impl TransitionKind {
    /// The stages it can lead to: one, except for [`Self::Complete`], which goes back to where
    /// the proposal was, and [`Self::ReportProgress`], which stays there.
    pub const fn targets(self) -> &'static [StageCode] {
        match self {
            Self::Register => &[StageCode::Registered],
            Self::RequestCompletion => &[StageCode::NeedsCompletion],
            Self::Complete => &[StageCode::Submitted, StageCode::Registered],
            Self::RejectFormally => &[StageCode::RejectedFormal],
            Self::Reroute => &[StageCode::Rerouted],
            Self::Withdraw => &[StageCode::Withdrawn],
            Self::OpenForSupport => &[StageCode::Collecting],
            Self::ReachThreshold | Self::Announce => &[StageCode::Announced],
            Self::MissThreshold => &[StageCode::ThresholdMissed],
            Self::HandOver => &[StageCode::HandedOver],
            Self::Refer => &[StageCode::Referred],
            Self::StartPreparation => &[StageCode::InPreparation],
            Self::PresentProposal => &[StageCode::ProposalReady],
            Self::Schedule => &[StageCode::Scheduled],
            Self::Table => &[StageCode::Tabled],
            Self::RemitBack => &[StageCode::RemittedBack],
            Self::Approve => &[StageCode::Approved],
            Self::PartlyApprove => &[StageCode::PartlyApproved],
            Self::DeemAnswered => &[StageCode::Answered],
            Self::Decline => &[StageCode::Declined],
            Self::WriteOff => &[StageCode::WrittenOff],
            Self::Plan => &[StageCode::Planned],
            Self::StartImplementing => &[StageCode::Implementing],
            Self::ReportProgress => &[
                StageCode::Approved,
                StageCode::PartlyApproved,
                StageCode::Planned,
                StageCode::Implementing,
            ],
            Self::MarkImplemented => &[StageCode::Implemented],
            Self::Stop => &[StageCode::Stopped],
            Self::Close => &[StageCode::Closed],
        }
    }

    /// Whether it is a body's decision on the substance.
    pub const fn is_decision(self) -> bool {
        matches!(
            self,
            Self::Approve
                | Self::PartlyApprove
                | Self::DeemAnswered
                | Self::Decline
                | Self::WriteOff
        )
    }

    /// Whether it takes a second person to read and confirm it
    /// ([`super::second_reading`]). A decision has a second reader too, but of another kind: its
    /// memorandum was prepared as a step of its own.
    pub const fn needs_second_reader(self) -> bool {
        matches!(self, Self::RejectFormally)
    }

    /// Whether it says anew when the matter is taken up: what was planned at a delay before it holds
    /// no more.
    pub const fn plans_anew(self) -> bool {
        matches!(
            self,
            Self::StartPreparation | Self::Schedule | Self::Table | Self::RemitBack
        )
    }

    /// The fields of its form.
    pub const fn fields(self) -> &'static [FieldSpec] {
        super::required::fields(self)
    }
}

/// A step with everything that must go with it. Money is whole kronor.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields are described where forms are: in `required`"
)]
pub enum Transition {
    Register {
        diary_number: String,
        received_on: Date,
        short_description: String,
        sender_protected: bool,
    },
    RequestCompletion {
        missing: String,
        answer_by: Option<Date>,
    },
    Complete {
        completion: String,
    },
    RejectFormally {
        criterion: RejectionCriterion,
        reasons: String,
        where_to_turn: String,
        publish_text: bool,
        meeting_date: Option<Date>,
        paragraph: Option<String>,
    },
    Reroute {
        channel: String,
        reference: String,
    },
    Withdraw,
    OpenForSupport,
    ReachThreshold,
    MissThreshold,
    Announce {
        body: Body,
        meeting_date: Date,
        paragraph: String,
    },
    HandOver {
        body: Body,
        meeting_date: Date,
        paragraph: String,
        receiving_body: Body,
        decision_text: Option<String>,
    },
    Refer {
        bodies: Vec<Body>,
        answer_by: Date,
        body: Option<Body>,
        meeting_date: Option<Date>,
        paragraph: Option<String>,
        statement: Option<String>,
    },
    StartPreparation {
        officer: String,
        department: String,
        expected_decision: Date,
    },
    PresentProposal {
        memorandum: String,
        investment_cost: i64,
        operating_cost: i64,
        child_impact: String,
        proposed_decision: String,
        other_impact: Option<String>,
        memorandum_url: Option<String>,
    },
    Schedule {
        body: Body,
        meeting_date: Date,
        agenda_url: Option<String>,
    },
    Table {
        meeting_date: Date,
    },
    RemitBack {
        question: String,
        new_date: Date,
    },
    Approve {
        decision: Decision,
        responsible: String,
        follow_up_date: Date,
        budget_source: Option<String>,
    },
    PartlyApprove {
        decision: Decision,
        parts: String,
        responsible: String,
        follow_up_date: Date,
        budget_source: Option<String>,
    },
    DeemAnswered {
        decision: Decision,
        sub_reason: SubReason,
        responsible: Option<String>,
        follow_up_date: Option<Date>,
    },
    Decline {
        decision: Decision,
        reason_code: DeclineReason,
        would_change: Option<String>,
    },
    WriteOff {
        decision: Decision,
    },
    Plan {
        owner: String,
        plan: String,
        budget_year: i64,
        next_report: Date,
        milestones: Vec<Milestone>,
    },
    StartImplementing {
        started_on: Date,
        note: Option<String>,
    },
    ReportProgress {
        text: String,
        next_report: Date,
        photo_url: Option<String>,
    },
    MarkImplemented {
        on: Date,
        actual_cost: i64,
        photo_url: Option<String>,
        thanks: Option<String>,
    },
    Stop {
        reason: String,
        decided_by: String,
        meeting_date: Option<Date>,
        paragraph: Option<String>,
    },
    Close {
        archive_id: String,
        archived_on: Date,
    },
}

impl Transition {
    /// Which step it is.
    pub const fn kind(&self) -> TransitionKind {
        match self {
            Self::Register { .. } => TransitionKind::Register,
            Self::RequestCompletion { .. } => TransitionKind::RequestCompletion,
            Self::Complete { .. } => TransitionKind::Complete,
            Self::RejectFormally { .. } => TransitionKind::RejectFormally,
            Self::Reroute { .. } => TransitionKind::Reroute,
            Self::Withdraw => TransitionKind::Withdraw,
            Self::OpenForSupport => TransitionKind::OpenForSupport,
            Self::ReachThreshold => TransitionKind::ReachThreshold,
            Self::MissThreshold => TransitionKind::MissThreshold,
            Self::Announce { .. } => TransitionKind::Announce,
            Self::HandOver { .. } => TransitionKind::HandOver,
            Self::Refer { .. } => TransitionKind::Refer,
            Self::StartPreparation { .. } => TransitionKind::StartPreparation,
            Self::PresentProposal { .. } => TransitionKind::PresentProposal,
            Self::Schedule { .. } => TransitionKind::Schedule,
            Self::Table { .. } => TransitionKind::Table,
            Self::RemitBack { .. } => TransitionKind::RemitBack,
            Self::Approve { .. } => TransitionKind::Approve,
            Self::PartlyApprove { .. } => TransitionKind::PartlyApprove,
            Self::DeemAnswered { .. } => TransitionKind::DeemAnswered,
            Self::Decline { .. } => TransitionKind::Decline,
            Self::WriteOff { .. } => TransitionKind::WriteOff,
            Self::Plan { .. } => TransitionKind::Plan,
            Self::StartImplementing { .. } => TransitionKind::StartImplementing,
            Self::ReportProgress { .. } => TransitionKind::ReportProgress,
            Self::MarkImplemented { .. } => TransitionKind::MarkImplemented,
            Self::Stop { .. } => TransitionKind::Stop,
            Self::Close { .. } => TransitionKind::Close,
        }
    }

    /// The decision on the substance in it, if it is one.
    pub const fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Approve { decision, .. }
            | Self::PartlyApprove { decision, .. }
            | Self::DeemAnswered { decision, .. }
            | Self::Decline { decision, .. }
            | Self::WriteOff { decision } => Some(decision),
            _ => None,
        }
    }
}
