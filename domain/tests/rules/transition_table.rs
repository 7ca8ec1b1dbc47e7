//! The life cycle's table of transitions, written from the description and not from the machine:
//! where a step may be taken, who records it, what must accompany it.

use nara_domain::actor::{Actor, Level, Role};
use nara_domain::proposal::{StageCode as S, TransitionKind as T};

use crate::help::{PROPOSER, SECRETARY, person};

/// Everybody who may try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Visitor,
    Resident,
    Proposer,
    Youth,
    Supervisor,
    Official,
    Elected,
    Secretary,
    Moderator,
    Administrator,
    System,
}

pub const EVERYBODY: [Who; 11] = [
    Who::Visitor,
    Who::Resident,
    Who::Proposer,
    Who::Youth,
    Who::Supervisor,
    Who::Official,
    Who::Elected,
    Who::Secretary,
    Who::Moderator,
    Who::Administrator,
    Who::System,
];

impl Who {
    pub fn actor(self) -> Actor {
        let duty = |id, role| person(id, Level::T, &[role]);
        match self {
            Who::Visitor => Actor::Visitor,
            Who::Resident => person(101, Level::N1, &[Role::Resident]),
            Who::Proposer => person(PROPOSER.get(), Level::N1, &[Role::Resident]),
            Who::Youth => person(102, Level::S, &[Role::Youth]),
            Who::Supervisor => duty(103, Role::Supervisor),
            // Not the one who prepared what is on the agenda.
            Who::Official => duty(104, Role::Official),
            Who::Elected => person(105, Level::P, &[Role::Elected]),
            Who::Secretary => duty(SECRETARY.get(), Role::Secretary),
            Who::Moderator => duty(107, Role::Moderator),
            Who::Administrator => duty(108, Role::Administrator),
            Who::System => Actor::System,
        }
    }
}

/// A line of the life cycle's table.
pub struct Row {
    /// Its number there.
    pub number: &'static str,
    pub from: &'static [S],
    pub kind: T,
    pub who: &'static [Who],
    /// What must accompany it.
    pub needs: &'static [&'static str],
    /// What must accompany one answer of a field: field, answer, needed with it.
    pub needs_with: &'static [(&'static str, &'static str, &'static str)],
}

const fn row(
    number: &'static str,
    from: &'static [S],
    kind: T,
    who: &'static [Who],
    needs: &'static [&'static str],
) -> Row {
    Row {
        number,
        from,
        kind,
        who,
        needs,
        needs_with: &[],
    }
}

const SECRETARY_ONLY: &[Who] = &[Who::Secretary];
const OFFICIAL_ONLY: &[Who] = &[Who::Official];
pub const PROPOSER_ONLY: &[Who] = &[Who::Proposer];
const MEETING: [&str; 5] = [
    "body",
    "meeting_date",
    "paragraph",
    "decision_text",
    "reasons",
];
const REJECTION: &[&str] = &["criterion", "reasons", "where_to_turn", "publish_text"];

#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    row("T2", &[S::Submitted, S::Registered], T::RequestCompletion, SECRETARY_ONLY, &["missing"]),
    row("T3", &[S::NeedsCompletion], T::Complete, PROPOSER_ONLY, &["completion"]),
    row("T4", &[S::Submitted, S::Registered, S::NeedsCompletion], T::RejectFormally, SECRETARY_ONLY, REJECTION),
    // Announced already: the council's decision.
    row("T4 KF", &[S::Announced], T::RejectFormally, SECRETARY_ONLY,
        &["criterion", "reasons", "where_to_turn", "publish_text", "meeting_date", "paragraph"]),
    row("T5", &[S::Submitted, S::Registered], T::Reroute, SECRETARY_ONLY, &["channel", "reference"]),
    row("T6", &[S::Submitted], T::Register, &[Who::Secretary, Who::System],
        &["diary_number", "received_on", "short_description"]),
    row("T7", &[S::Submitted, S::NeedsCompletion, S::Registered, S::Collecting, S::Announced, S::HandedOver,
        S::Referred, S::InPreparation, S::ProposalReady, S::Scheduled, S::Tabled, S::RemittedBack],
        T::Withdraw, PROPOSER_ONLY, &["confirmation"]),
    row("T8", &[S::Registered], T::OpenForSupport, &[Who::System, Who::Moderator, Who::Secretary], &[]),
    row("T9", &[S::Collecting], T::ReachThreshold, &[Who::System], &[]),
    row("T10", &[S::Collecting], T::MissThreshold, &[Who::System], &[]),
    row("T11", &[S::Registered, S::Collecting], T::Announce, SECRETARY_ONLY, &["body", "meeting_date", "paragraph"]),
    row("T12", &[S::Announced], T::HandOver, SECRETARY_ONLY,
        &["body", "meeting_date", "paragraph", "receiving_body", "decision_text"]),
    row("T13", &[S::Announced], T::Refer, SECRETARY_ONLY, &["bodies", "answer_by"]),
    row("T14", &[S::HandedOver, S::Referred, S::RemittedBack], T::StartPreparation,
        &[Who::Secretary, Who::Official], &["officer", "department", "expected_decision"]),
    row("T16", &[S::InPreparation], T::PresentProposal, OFFICIAL_ONLY,
        &["memorandum", "investment_cost", "operating_cost", "child_impact", "proposed_decision"]),
    row("T17", &[S::ProposalReady, S::Tabled], T::Schedule, SECRETARY_ONLY, &["body", "meeting_date"]),
    row("T18", &[S::Scheduled], T::Table, SECRETARY_ONLY, &["meeting_date"]),
    row("T19", &[S::Scheduled], T::RemitBack, SECRETARY_ONLY, &["question", "new_date"]),
    row("T20", &[S::Scheduled], T::Refer, SECRETARY_ONLY,
        &["bodies", "answer_by", "body", "meeting_date", "paragraph", "statement"]),
    row("T21", &[S::Scheduled], T::Approve, SECRETARY_ONLY,
        &[MEETING[0], MEETING[1], MEETING[2], MEETING[3], MEETING[4], "budget_source", "responsible", "follow_up_date"]),
    row("T22", &[S::Scheduled], T::PartlyApprove, SECRETARY_ONLY,
        &[MEETING[0], MEETING[1], MEETING[2], MEETING[3], MEETING[4], "parts", "budget_source", "responsible", "follow_up_date"]),
    Row {
        number: "T23",
        from: &[S::Scheduled],
        kind: T::DeemAnswered,
        who: SECRETARY_ONLY,
        needs: &[MEETING[0], MEETING[1], MEETING[2], MEETING[3], MEETING[4], "sub_reason"],
        needs_with: &[
            ("sub_reason", "already_done", "where_seen"),
            ("sub_reason", "under_way", "where_seen"),
            ("sub_reason", "in_other_plan", "plan_name"),
            ("sub_reason", "in_other_plan", "plan_year"),
            ("sub_reason", "handed_to_owner", "new_owner"),
        ],
    },
    row("T24", &[S::Scheduled], T::Decline, SECRETARY_ONLY,
        &[MEETING[0], MEETING[1], MEETING[2], MEETING[3], MEETING[4], "reason_code"]),
    row("T27", &[S::Approved, S::PartlyApproved, S::Answered, S::Stopped], T::Plan, OFFICIAL_ONLY,
        &["owner", "plan", "budget_year", "next_report"]),
    row("T28", &[S::Planned], T::StartImplementing, OFFICIAL_ONLY, &["started_on"]),
    // Reports between the plan and the day it is done: the life cycle's "next report date" comes round.
    row("T27 report", &[S::Approved, S::PartlyApproved, S::Planned, S::Implementing], T::ReportProgress,
        OFFICIAL_ONLY, &["text", "next_report"]),
    row("T28", &[S::Implementing], T::MarkImplemented, OFFICIAL_ONLY, &["on", "actual_cost"]),
    row("T29", &[S::Planned, S::Implementing], T::Stop, &[Who::Official, Who::Secretary], &["reason", "decided_by"]),
    row("T30", &[S::InPreparation, S::ProposalReady], T::WriteOff, SECRETARY_ONLY,
        &["body", "meeting_date", "paragraph", "reasons"]),
    row("T32", &[S::RejectedFormal, S::Rerouted, S::Withdrawn, S::ThresholdMissed, S::Answered, S::Declined,
        S::WrittenOff, S::Implemented, S::Stopped],
        T::Close, &[Who::Secretary, Who::System], &["archive_id", "archived_on"]),
];

/// The line for a step from a stage.
pub fn line(from: S, kind: T) -> Option<&'static Row> {
    let mut lines = TABLE
        .iter()
        .filter(|row| row.kind == kind && row.from.contains(&from));
    let line = lines.next();
    assert!(lines.next().is_none(), "{from} {kind} stands twice");
    line
}

/// Who records a step, wherever it is tried: the same at every stage it is taken from.
pub fn recorders(kind: T) -> &'static [Who] {
    TABLE.iter().find(|row| row.kind == kind).unwrap().who
}
