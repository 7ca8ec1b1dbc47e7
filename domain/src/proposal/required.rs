//! The fields of every step's form.
//!
//! For a step into a stage with a list of required fields in the life cycle's machine-readable
//! core, exactly those are required and whatever else its table names is optional. For the other
//! steps, what "must accompany" them is required. Of an approval the core leaves out where the money
//! comes from, of a hand-over the text of the decision, both of which its table names: there the table
//! decides. What may be left out all the same, and why: `docs/decisions/0030-what-a-step-may-leave-out.md`.

use super::decision::{DeclineReason, REASONS_MIN, RejectionCriterion, SubReasonKind};
use super::stage_code::StageCode;
use super::transition::TransitionKind;
use crate::fields::FieldInput::{
    Bodies, Body, Choice, Date, Integer, LongText, Milestones, Money, Paragraph, Text, Url,
};
use crate::fields::{FieldSpec, YesNo};

const fn need(name: &'static str, input: crate::fields::FieldInput) -> FieldSpec {
    FieldSpec::required(name, input)
}

const fn may(name: &'static str, input: crate::fields::FieldInput) -> FieldSpec {
    FieldSpec::optional(name, input)
}

const BODY: FieldSpec = need("body", Body);
const MEETING_DATE: FieldSpec = need("meeting_date", Date);
const PARAGRAPH: FieldSpec = need("paragraph", Paragraph);
const DECISION_TEXT: FieldSpec = need("decision_text", LongText);
const REASONS: FieldSpec = need("reasons", LongText).between(REASONS_MIN, 10_000);
const DISSENT: FieldSpec = may("dissent", LongText);
const MINUTES_URL: FieldSpec = may("minutes_url", Url);
const RESPONSIBLE: FieldSpec = need("responsible", Text);
const FOLLOW_UP: FieldSpec = need("follow_up_date", Date);
const BUDGET_SOURCE: FieldSpec = need("budget_source", Text);
/// Years a budget or plan can be for.
const fn year(name: &'static str) -> FieldSpec {
    need(name, Integer).between(2000, 2100)
}

const REGISTER: &[FieldSpec] = &[
    need("diary_number", Text).between(1, 40),
    need("received_on", Date),
    need("short_description", Text).between(1, 200),
    may("sender_protected", Choice(YesNo::CODES)),
];
const REQUEST_COMPLETION: &[FieldSpec] = &[
    need("missing", LongText).between(1, 2_000),
    may("answer_by", Date),
];
const COMPLETE: &[FieldSpec] = &[need("completion", LongText).between(1, 2_000)];
const REJECT_FORMALLY: &[FieldSpec] = &[
    need("criterion", Choice(RejectionCriterion::CODES)),
    need("reasons", LongText),
    need("where_to_turn", LongText).between(1, 2_000),
    need("publish_text", Choice(YesNo::CODES)),
    may("meeting_date", Date),
    may("paragraph", Paragraph),
];
const REJECT_FORMALLY_IN_COUNCIL: &[FieldSpec] = &[
    need("criterion", Choice(RejectionCriterion::CODES)),
    need("reasons", LongText),
    need("where_to_turn", LongText).between(1, 2_000),
    need("publish_text", Choice(YesNo::CODES)),
    MEETING_DATE,
    PARAGRAPH,
];
const REROUTE: &[FieldSpec] = &[need("channel", Text), need("reference", Text)];
const WITHDRAW: &[FieldSpec] = &[need("confirmation", Choice(&["yes"]))];
const ANNOUNCE: &[FieldSpec] = &[BODY, MEETING_DATE, PARAGRAPH];
const HAND_OVER: &[FieldSpec] = &[
    BODY,
    MEETING_DATE,
    PARAGRAPH,
    need("receiving_body", Body),
    DECISION_TEXT,
];
const REFER: &[FieldSpec] = &[
    need("bodies", Bodies).between(1, 500),
    need("answer_by", Date),
    may("body", Body),
    may("meeting_date", Date),
    may("paragraph", Paragraph),
    may("statement", LongText),
];
const REFER_ONWARDS: &[FieldSpec] = &[
    need("bodies", Bodies).between(1, 500),
    need("answer_by", Date),
    BODY,
    MEETING_DATE,
    PARAGRAPH,
    need("statement", LongText),
];
const START_PREPARATION: &[FieldSpec] = &[
    need("officer", Text),
    need("department", Text),
    need("expected_decision", Date),
];
const PRESENT_PROPOSAL: &[FieldSpec] = &[
    need("memorandum", LongText),
    need("investment_cost", Money),
    need("operating_cost", Money),
    need("child_impact", LongText),
    need("proposed_decision", LongText),
    may("other_impact", LongText),
    may("memorandum_url", Url),
];
const SCHEDULE: &[FieldSpec] = &[BODY, MEETING_DATE, may("agenda_url", Url)];
const TABLE: &[FieldSpec] = &[MEETING_DATE];
const REMIT_BACK: &[FieldSpec] = &[need("question", LongText), need("new_date", Date)];
const APPROVE: &[FieldSpec] = &[
    BODY,
    MEETING_DATE,
    PARAGRAPH,
    DECISION_TEXT,
    REASONS,
    BUDGET_SOURCE,
    RESPONSIBLE,
    FOLLOW_UP,
    DISSENT,
    MINUTES_URL,
];
const PARTLY_APPROVE: &[FieldSpec] = &[
    BODY,
    MEETING_DATE,
    PARAGRAPH,
    DECISION_TEXT,
    REASONS,
    need("parts", LongText),
    BUDGET_SOURCE,
    RESPONSIBLE,
    FOLLOW_UP,
    DISSENT,
    MINUTES_URL,
];
const ALREADY_DONE: &str = SubReasonKind::AlreadyDone.code();
const UNDER_WAY: &str = SubReasonKind::UnderWay.code();
const IN_OTHER_PLAN: &str = SubReasonKind::InOtherPlan.code();
const HANDED_TO_OWNER: &str = SubReasonKind::HandedToOwner.code();
/// Where what is done, or goes on, can be seen: needed where there is no link.
pub const WHERE_SEEN: FieldSpec =
    need("where_seen", Text).only_for("sub_reason", &[ALREADY_DONE, UNDER_WAY]);
const DEEM_ANSWERED: &[FieldSpec] = &[
    BODY,
    MEETING_DATE,
    PARAGRAPH,
    DECISION_TEXT,
    REASONS,
    need("sub_reason", Choice(SubReasonKind::CODES)),
    may("link", Url).only_for("sub_reason", &[ALREADY_DONE, UNDER_WAY]),
    WHERE_SEEN,
    may("expected_done", Date).only_for("sub_reason", &[UNDER_WAY]),
    need("plan_name", Text).only_for("sub_reason", &[IN_OTHER_PLAN]),
    year("plan_year").only_for("sub_reason", &[IN_OTHER_PLAN]),
    need("new_owner", Text).only_for("sub_reason", &[HANDED_TO_OWNER]),
    may("responsible", Text),
    may("follow_up_date", Date),
    DISSENT,
    MINUTES_URL,
];
const DECLINE: &[FieldSpec] = &[
    BODY,
    MEETING_DATE,
    PARAGRAPH,
    DECISION_TEXT,
    REASONS,
    need("reason_code", Choice(DeclineReason::CODES)),
    may("would_change", LongText),
    DISSENT,
    MINUTES_URL,
];
const WRITE_OFF: &[FieldSpec] = &[
    BODY,
    MEETING_DATE,
    PARAGRAPH,
    REASONS,
    may("decision_text", LongText),
    DISSENT,
    MINUTES_URL,
];
const PLAN: &[FieldSpec] = &[
    need("owner", Text),
    need("plan", LongText),
    year("budget_year"),
    need("next_report", Date),
    may("milestones", Milestones),
];
const START_IMPLEMENTING: &[FieldSpec] = &[need("started_on", Date), may("note", LongText)];
const REPORT_PROGRESS: &[FieldSpec] = &[
    need("text", LongText),
    need("next_report", Date),
    may("photo_url", Url),
];
const MARK_IMPLEMENTED: &[FieldSpec] = &[
    need("on", Date),
    need("actual_cost", Money),
    may("photo_url", Url),
    may("thanks", LongText),
];
const STOP: &[FieldSpec] = &[
    need("reason", LongText),
    need("decided_by", Text),
    may("meeting_date", Date),
    may("paragraph", Paragraph),
];
const CLOSE: &[FieldSpec] = &[need("archive_id", Text), need("archived_on", Date)];

/// The fields of a step's form.
pub const fn fields(kind: TransitionKind) -> &'static [FieldSpec] {
    match kind {
        TransitionKind::Register => REGISTER,
        TransitionKind::RequestCompletion => REQUEST_COMPLETION,
        TransitionKind::Complete => COMPLETE,
        TransitionKind::RejectFormally => REJECT_FORMALLY,
        TransitionKind::Reroute => REROUTE,
        TransitionKind::Withdraw => WITHDRAW,
        TransitionKind::OpenForSupport
        | TransitionKind::ReachThreshold
        | TransitionKind::MissThreshold => &[],
        TransitionKind::Announce => ANNOUNCE,
        TransitionKind::HandOver => HAND_OVER,
        TransitionKind::Refer => REFER,
        TransitionKind::StartPreparation => START_PREPARATION,
        TransitionKind::PresentProposal => PRESENT_PROPOSAL,
        TransitionKind::Schedule => SCHEDULE,
        TransitionKind::Table => TABLE,
        TransitionKind::RemitBack => REMIT_BACK,
        TransitionKind::Approve => APPROVE,
        TransitionKind::PartlyApprove => PARTLY_APPROVE,
        TransitionKind::DeemAnswered => DEEM_ANSWERED,
        TransitionKind::Decline => DECLINE,
        TransitionKind::WriteOff => WRITE_OFF,
        TransitionKind::Plan => PLAN,
        TransitionKind::StartImplementing => START_IMPLEMENTING,
        TransitionKind::ReportProgress => REPORT_PROGRESS,
        TransitionKind::MarkImplemented => MARK_IMPLEMENTED,
        TransitionKind::Stop => STOP,
        TransitionKind::Close => CLOSE,
    }
}

/// The fields of a step's form at a stage. Two steps need more from some stages: a rejection
/// after the announcement is the council's decision (T4), and a body that sends a case on from
/// its agenda says what it thinks (T20).
pub const fn fields_at(from: StageCode, kind: TransitionKind) -> &'static [FieldSpec] {
    match (from, kind) {
        (StageCode::Announced, TransitionKind::RejectFormally) => REJECT_FORMALLY_IN_COUNCIL,
        (StageCode::Scheduled, TransitionKind::Refer) => REFER_ONWARDS,
        _ => fields(kind),
    }
}

/// What was not needed from the beginning: where the money for a yes comes from, the words of a
/// hand-over, and where to see what is deemed answered.
const LATER: [&str; 3] = [BUDGET_SOURCE.name, DECISION_TEXT.name, WHERE_SEEN.name];

/// A field as what is stored is read: without what was not needed yet when it was recorded.
pub fn as_stored(spec: FieldSpec) -> FieldSpec {
    FieldSpec {
        required: spec.required && !LATER.contains(&spec.name),
        ..spec
    }
}
