//! From a form to a typed step.

use super::decision::{Decision, Meeting, SubReason, SubReasonKind};
use super::required::{WHERE_SEEN, as_stored, fields, fields_at};
use super::stage_code::StageCode;
use super::transition::{Transition, TransitionKind};
use crate::error::FieldError;
use crate::fields::{FieldSpec, Reader, Values};

impl Transition {
    /// Reads a form. Every problem is reported at once, in the order of the form.
    ///
    /// # Errors
    /// The problems, never an empty list.
    pub fn parse(kind: TransitionKind, values: &Values) -> Result<Self, Vec<FieldError>> {
        parse_with(fields(kind), kind, values)
    }

    /// As [`Transition::parse`], with what this stage asks for in addition
    /// ([`fields_at`]).
    ///
    /// # Errors
    /// The problems, never an empty list.
    pub fn parse_at(
        from: StageCode,
        kind: TransitionKind,
        values: &Values,
    ) -> Result<Self, Vec<FieldError>> {
        parse_with(fields_at(from, kind), kind, values)
    }

    /// As [`Transition::parse_at`], for what is stored: it stands without what was not needed yet
    /// when it was recorded.
    ///
    /// # Errors
    /// The problems, never an empty list.
    pub fn parse_stored(
        from: StageCode,
        kind: TransitionKind,
        values: &Values,
    ) -> Result<Self, Vec<FieldError>> {
        let specs: Vec<FieldSpec> = fields_at(from, kind)
            .iter()
            .copied()
            .map(as_stored)
            .collect();
        parse_with(&specs, kind, values)
    }
}

fn meeting(r: &mut Reader<'_>) -> Option<Meeting> {
    let (body, date, paragraph) = (
        r.body("body"),
        r.date("meeting_date"),
        r.paragraph("paragraph"),
    );
    Some(Meeting {
        body: body?,
        date: date?,
        paragraph: paragraph?,
    })
}

fn decision(r: &mut Reader<'_>) -> Option<Decision> {
    let meeting = meeting(r);
    let (text, reasons) = (r.text("decision_text"), r.text("reasons"));
    let (dissent, minutes_url) = (r.text("dissent"), r.url("minutes_url"));
    Some(Decision {
        meeting: meeting?,
        text: text.unwrap_or_default(),
        reasons: reasons?,
        dissent,
        minutes_url,
    })
}

/// A link, or in words where it is: words are needed where there is no link.
fn where_seen(r: &mut Reader<'_>) -> (Option<String>, Option<String>) {
    let link = r.url("link");
    let told = link.is_some() || r.has_problem("link");
    let place = match told {
        true => r.text_if_any(WHERE_SEEN.name),
        false => r.text(WHERE_SEEN.name),
    };
    (link, place)
}

fn sub_reason(r: &mut Reader<'_>) -> Option<SubReason> {
    let kind: SubReasonKind = r.choice("sub_reason")?;
    Some(match kind {
        SubReasonKind::AlreadyDone => {
            let (link, place) = where_seen(r);
            SubReason::AlreadyDone { link, place }
        }
        SubReasonKind::UnderWay => {
            let (link, place) = where_seen(r);
            SubReason::UnderWay {
                link,
                place,
                expected: r.date("expected_done"),
            }
        }
        SubReasonKind::InOtherPlan => {
            let (plan, year) = (r.text("plan_name"), r.integer("plan_year"));
            SubReason::InOtherPlan {
                plan: plan?,
                year: year?,
            }
        }
        SubReasonKind::HandedToOwner => SubReason::HandedToOwner {
            owner: r.text("new_owner")?,
        },
        SubReasonKind::NoPosition => SubReason::NoPosition,
    })
}

fn parse_with(
    specs: &[FieldSpec],
    kind: TransitionKind,
    values: &Values,
) -> Result<Transition, Vec<FieldError>> {
    let mut r = Reader::new(specs, values);
    let step = if kind.is_decision() {
        read_decision(kind, &mut r)
    } else {
        read_step(kind, &mut r)
    };
    r.finish(step)
}

// In both readers every field is read before the first `?`, so that each problem is reported.

fn read_decision(kind: TransitionKind, r: &mut Reader<'_>) -> Option<Transition> {
    let decision = decision(r);
    match kind {
        TransitionKind::Approve => {
            let (responsible, date) = (r.text("responsible"), r.date("follow_up_date"));
            let budget_source = r.text("budget_source");
            Some(Transition::Approve {
                decision: decision?,
                responsible: responsible?,
                follow_up_date: date?,
                budget_source,
            })
        }
        TransitionKind::PartlyApprove => {
            let parts = r.text("parts");
            let (responsible, date) = (r.text("responsible"), r.date("follow_up_date"));
            let budget_source = r.text("budget_source");
            Some(Transition::PartlyApprove {
                decision: decision?,
                parts: parts?,
                responsible: responsible?,
                follow_up_date: date?,
                budget_source,
            })
        }
        TransitionKind::DeemAnswered => {
            let sub_reason = sub_reason(r);
            let (responsible, follow_up_date) = (r.text("responsible"), r.date("follow_up_date"));
            Some(Transition::DeemAnswered {
                decision: decision?,
                sub_reason: sub_reason?,
                responsible,
                follow_up_date,
            })
        }
        TransitionKind::Decline => {
            let (reason_code, would_change) = (r.choice("reason_code"), r.text("would_change"));
            Some(Transition::Decline {
                decision: decision?,
                reason_code: reason_code?,
                would_change,
            })
        }
        TransitionKind::WriteOff => Some(Transition::WriteOff {
            decision: decision?,
        }),
        _ => None,
    }
}

fn read_step(kind: TransitionKind, r: &mut Reader<'_>) -> Option<Transition> {
    match kind {
        TransitionKind::Register => {
            let (number, received_on) = (r.text("diary_number"), r.date("received_on"));
            let description = r.text("short_description");
            let sender_protected = r.yes("sender_protected").unwrap_or(false);
            Some(Transition::Register {
                diary_number: number?,
                received_on: received_on?,
                short_description: description?,
                sender_protected,
            })
        }
        TransitionKind::RequestCompletion => {
            let (missing, answer_by) = (r.text("missing"), r.date("answer_by"));
            Some(Transition::RequestCompletion {
                missing: missing?,
                answer_by,
            })
        }
        TransitionKind::Complete => Some(Transition::Complete {
            completion: r.text("completion")?,
        }),
        TransitionKind::RejectFormally => {
            let (criterion, reasons) = (r.choice("criterion"), r.text("reasons"));
            let (where_to_turn, publish_text) = (r.text("where_to_turn"), r.yes("publish_text"));
            let (meeting_date, paragraph) = (r.date("meeting_date"), r.paragraph("paragraph"));
            Some(Transition::RejectFormally {
                criterion: criterion?,
                reasons: reasons?,
                where_to_turn: where_to_turn?,
                publish_text: publish_text?,
                meeting_date,
                paragraph,
            })
        }
        TransitionKind::Reroute => {
            let (channel, reference) = (r.text("channel"), r.text("reference"));
            Some(Transition::Reroute {
                channel: channel?,
                reference: reference?,
            })
        }
        TransitionKind::Withdraw => r.yes("confirmation").map(|_| Transition::Withdraw),
        TransitionKind::OpenForSupport => Some(Transition::OpenForSupport),
        TransitionKind::ReachThreshold => Some(Transition::ReachThreshold),
        TransitionKind::MissThreshold => Some(Transition::MissThreshold),
        TransitionKind::Announce => {
            let Meeting {
                body,
                date,
                paragraph,
            } = meeting(r)?;
            Some(Transition::Announce {
                body,
                meeting_date: date,
                paragraph,
            })
        }
        TransitionKind::HandOver => {
            let council = meeting(r);
            let (receiver, decision_text) = (r.body("receiving_body"), r.text("decision_text"));
            let Meeting {
                body,
                date,
                paragraph,
            } = council?;
            Some(Transition::HandOver {
                body,
                meeting_date: date,
                paragraph,
                receiving_body: receiver?,
                decision_text,
            })
        }
        TransitionKind::Refer => {
            let (bodies, answer_by) = (r.bodies("bodies"), r.date("answer_by"));
            let (body, meeting_date) = (r.body("body"), r.date("meeting_date"));
            let (paragraph, statement) = (r.paragraph("paragraph"), r.text("statement"));
            Some(Transition::Refer {
                bodies: bodies?,
                answer_by: answer_by?,
                body,
                meeting_date,
                paragraph,
                statement,
            })
        }
        TransitionKind::StartPreparation => {
            let (officer, department) = (r.text("officer"), r.text("department"));
            let expected = r.date("expected_decision");
            Some(Transition::StartPreparation {
                officer: officer?,
                department: department?,
                expected_decision: expected?,
            })
        }
        TransitionKind::PresentProposal => read_memorandum(r),
        TransitionKind::Schedule => {
            let (body, date, url) = (r.body("body"), r.date("meeting_date"), r.url("agenda_url"));
            Some(Transition::Schedule {
                body: body?,
                meeting_date: date?,
                agenda_url: url,
            })
        }
        TransitionKind::Table => Some(Transition::Table {
            meeting_date: r.date("meeting_date")?,
        }),
        TransitionKind::RemitBack => {
            let (question, new_date) = (r.text("question"), r.date("new_date"));
            Some(Transition::RemitBack {
                question: question?,
                new_date: new_date?,
            })
        }
        TransitionKind::Plan => {
            let (owner, plan) = (r.text("owner"), r.text("plan"));
            let (budget_year, next_report) = (r.integer("budget_year"), r.date("next_report"));
            let milestones = r.milestones("milestones");
            Some(Transition::Plan {
                owner: owner?,
                plan: plan?,
                budget_year: budget_year?,
                next_report: next_report?,
                milestones: milestones.unwrap_or_default(),
            })
        }
        TransitionKind::StartImplementing => {
            let (started_on, note) = (r.date("started_on"), r.text("note"));
            Some(Transition::StartImplementing {
                started_on: started_on?,
                note,
            })
        }
        TransitionKind::ReportProgress => {
            let (text, next_report) = (r.text("text"), r.date("next_report"));
            let photo_url = r.url("photo_url");
            Some(Transition::ReportProgress {
                text: text?,
                next_report: next_report?,
                photo_url,
            })
        }
        TransitionKind::MarkImplemented => {
            let (on, actual_cost) = (r.date("on"), r.money("actual_cost"));
            let (photo_url, thanks) = (r.url("photo_url"), r.text("thanks"));
            Some(Transition::MarkImplemented {
                on: on?,
                actual_cost: actual_cost?,
                photo_url,
                thanks,
            })
        }
        TransitionKind::Stop => {
            let (reason, decided_by) = (r.text("reason"), r.text("decided_by"));
            let (meeting_date, paragraph) = (r.date("meeting_date"), r.paragraph("paragraph"));
            Some(Transition::Stop {
                reason: reason?,
                decided_by: decided_by?,
                meeting_date,
                paragraph,
            })
        }
        TransitionKind::Close => {
            let (archive_id, archived_on) = (r.text("archive_id"), r.date("archived_on"));
            Some(Transition::Close {
                archive_id: archive_id?,
                archived_on: archived_on?,
            })
        }
        TransitionKind::Approve
        | TransitionKind::PartlyApprove
        | TransitionKind::DeemAnswered
        | TransitionKind::Decline
        | TransitionKind::WriteOff => None,
    }
}

fn read_memorandum(r: &mut Reader<'_>) -> Option<Transition> {
    let memorandum = r.text("memorandum");
    let (investment, operating) = (r.money("investment_cost"), r.money("operating_cost"));
    let (child_impact, proposed) = (r.text("child_impact"), r.text("proposed_decision"));
    let (other_impact, memorandum_url) = (r.text("other_impact"), r.url("memorandum_url"));
    Some(Transition::PresentProposal {
        memorandum: memorandum?,
        investment_cost: investment?,
        operating_cost: operating?,
        child_impact: child_impact?,
        proposed_decision: proposed?,
        other_impact,
        memorandum_url,
    })
}
