//! From a typed step back to the fields of its form: what is stored with the act and shown.

use super::decision::{Decision, Meeting, SubReason};
use super::required::WHERE_SEEN;
use super::transition::Transition;
use crate::actor::Body;
use crate::fields::Values;
use crate::milestone::written;

impl Transition {
    /// The form that gives this step again: what is stored with the act and shown.
    pub fn to_fields(&self) -> Values {
        let mut w = Writer(Values::new());
        match self {
            Self::Register {
                diary_number,
                received_on,
                short_description,
                sender_protected,
            } => w
                .put("diary_number", diary_number)
                .put("received_on", received_on)
                .put("short_description", short_description)
                .put("sender_protected", yes_no(*sender_protected)),
            Self::RequestCompletion { missing, answer_by } => w
                .put("missing", missing)
                .maybe("answer_by", answer_by.as_ref()),
            Self::Complete { completion } => w.put("completion", completion),
            Self::RejectFormally {
                criterion,
                reasons,
                where_to_turn,
                publish_text,
                meeting_date,
                paragraph,
            } => w
                .put("criterion", criterion)
                .put("reasons", reasons)
                .put("where_to_turn", where_to_turn)
                .put("publish_text", yes_no(*publish_text))
                .maybe("meeting_date", meeting_date.as_ref())
                .maybe("paragraph", paragraph.as_ref()),
            Self::Reroute { channel, reference } => {
                w.put("channel", channel).put("reference", reference)
            }
            Self::Withdraw => w.put("confirmation", "yes"),
            Self::OpenForSupport | Self::ReachThreshold | Self::MissThreshold => &mut w,
            Self::Announce {
                body,
                meeting_date,
                paragraph,
            } => w
                .put("body", body)
                .put("meeting_date", meeting_date)
                .put("paragraph", paragraph),
            Self::HandOver {
                body,
                meeting_date,
                paragraph,
                receiving_body,
                decision_text,
            } => w
                .put("body", body)
                .put("meeting_date", meeting_date)
                .put("paragraph", paragraph)
                .put("receiving_body", receiving_body)
                .maybe("decision_text", decision_text.as_ref()),
            Self::Refer {
                bodies,
                answer_by,
                body,
                meeting_date,
                paragraph,
                statement,
            } => w
                .put(
                    "bodies",
                    bodies
                        .iter()
                        .map(Body::as_str)
                        .collect::<Vec<_>>()
                        .join(", "),
                )
                .put("answer_by", answer_by)
                .maybe("body", body.as_ref())
                .maybe("meeting_date", meeting_date.as_ref())
                .maybe("paragraph", paragraph.as_ref())
                .maybe("statement", statement.as_ref()),
            Self::StartPreparation {
                officer,
                department,
                expected_decision,
            } => w
                .put("officer", officer)
                .put("department", department)
                .put("expected_decision", expected_decision),
            Self::PresentProposal {
                memorandum,
                investment_cost,
                operating_cost,
                child_impact,
                proposed_decision,
                other_impact,
                memorandum_url,
            } => w
                .put("memorandum", memorandum)
                .put("investment_cost", investment_cost)
                .put("operating_cost", operating_cost)
                .put("child_impact", child_impact)
                .put("proposed_decision", proposed_decision)
                .maybe("other_impact", other_impact.as_ref())
                .maybe("memorandum_url", memorandum_url.as_ref()),
            Self::Schedule {
                body,
                meeting_date,
                agenda_url,
            } => w
                .put("body", body)
                .put("meeting_date", meeting_date)
                .maybe("agenda_url", agenda_url.as_ref()),
            Self::Table { meeting_date } => w.put("meeting_date", meeting_date),
            Self::RemitBack { question, new_date } => {
                w.put("question", question).put("new_date", new_date)
            }
            Self::Approve {
                decision,
                responsible,
                follow_up_date,
                budget_source,
            } => w
                .decision(decision)
                .put("responsible", responsible)
                .put("follow_up_date", follow_up_date)
                .maybe("budget_source", budget_source.as_ref()),
            Self::PartlyApprove {
                decision,
                parts,
                responsible,
                follow_up_date,
                budget_source,
            } => w
                .decision(decision)
                .put("parts", parts)
                .put("responsible", responsible)
                .put("follow_up_date", follow_up_date)
                .maybe("budget_source", budget_source.as_ref()),
            Self::DeemAnswered {
                decision,
                sub_reason,
                responsible,
                follow_up_date,
            } => w
                .decision(decision)
                .sub_reason(sub_reason)
                .maybe("responsible", responsible.as_ref())
                .maybe("follow_up_date", follow_up_date.as_ref()),
            Self::Decline {
                decision,
                reason_code,
                would_change,
            } => w
                .decision(decision)
                .put("reason_code", reason_code)
                .maybe("would_change", would_change.as_ref()),
            Self::WriteOff { decision } => w.decision(decision),
            Self::Plan {
                owner,
                plan,
                budget_year,
                next_report,
                milestones,
            } => w
                .put("owner", owner)
                .put("plan", plan)
                .put("budget_year", budget_year)
                .put("next_report", next_report)
                .maybe(
                    "milestones",
                    (!milestones.is_empty())
                        .then(|| written(milestones))
                        .as_ref(),
                ),
            Self::StartImplementing { started_on, note } => {
                w.put("started_on", started_on).maybe("note", note.as_ref())
            }
            Self::ReportProgress {
                text,
                next_report,
                photo_url,
            } => w
                .put("text", text)
                .put("next_report", next_report)
                .maybe("photo_url", photo_url.as_ref()),
            Self::MarkImplemented {
                on,
                actual_cost,
                photo_url,
                thanks,
            } => w
                .put("on", on)
                .put("actual_cost", actual_cost)
                .maybe("photo_url", photo_url.as_ref())
                .maybe("thanks", thanks.as_ref()),
            Self::Stop {
                reason,
                decided_by,
                meeting_date,
                paragraph,
            } => w
                .put("reason", reason)
                .put("decided_by", decided_by)
                .maybe("meeting_date", meeting_date.as_ref())
                .maybe("paragraph", paragraph.as_ref()),
            Self::Close {
                archive_id,
                archived_on,
            } => w
                .put("archive_id", archive_id)
                .put("archived_on", archived_on),
        };
        w.0
    }
}

/// Fills a form; chained, because a step is a list of fields.
pub(super) struct Writer(pub(super) Values);

impl Writer {
    pub(super) fn put(&mut self, name: &str, value: impl ToString) -> &mut Self {
        self.0.insert(name.to_owned(), value.to_string());
        self
    }

    pub(super) fn maybe(&mut self, name: &str, value: Option<&impl ToString>) -> &mut Self {
        if let Some(value) = value {
            self.put(name, value.to_string());
        }
        self
    }

    pub(super) fn meeting(&mut self, meeting: &Meeting) -> &mut Self {
        self.put("body", &meeting.body)
            .put("meeting_date", meeting.date)
            .put("paragraph", &meeting.paragraph)
    }

    fn decision(&mut self, d: &Decision) -> &mut Self {
        self.meeting(&d.meeting).put("reasons", &d.reasons);
        // Writing off has no text of its own unless the minutes do.
        if !d.text.is_empty() {
            self.put("decision_text", &d.text);
        }
        self.maybe("dissent", d.dissent.as_ref())
            .maybe("minutes_url", d.minutes_url.as_ref())
    }

    fn sub_reason(&mut self, reason: &SubReason) -> &mut Self {
        self.put("sub_reason", reason.kind());
        match reason {
            SubReason::AlreadyDone { link, place } => self
                .maybe("link", link.as_ref())
                .maybe(WHERE_SEEN.name, place.as_ref()),
            SubReason::UnderWay {
                link,
                place,
                expected,
            } => self
                .maybe("link", link.as_ref())
                .maybe(WHERE_SEEN.name, place.as_ref())
                .maybe("expected_done", expected.as_ref()),
            SubReason::InOtherPlan { plan, year } => {
                self.put("plan_name", plan).put("plan_year", year)
            }
            SubReason::HandedToOwner { owner } => self.put("new_owner", owner),
            SubReason::NoPosition => self,
        }
    }
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
