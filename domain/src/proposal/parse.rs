//! From a form to a typed step and back.

use super::decision::{Decision, Meeting, SubReason, SubReasonKind};
use super::required::{fields, fields_at};
use super::stage::StageCode;
use super::transition::{Transition, TransitionKind};
use crate::actor::Body;
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
            } => w
                .put("owner", owner)
                .put("plan", plan)
                .put("budget_year", budget_year)
                .put("next_report", next_report),
            Self::StartImplementing { started_on, note } => {
                w.put("started_on", started_on).maybe("note", note.as_ref())
            }
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
            SubReason::AlreadyDone { link } => self.maybe("link", link.as_ref()),
            SubReason::UnderWay { link, expected } => self
                .maybe("link", link.as_ref())
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

fn sub_reason(r: &mut Reader<'_>) -> Option<SubReason> {
    let kind: SubReasonKind = r.choice("sub_reason")?;
    Some(match kind {
        SubReasonKind::AlreadyDone => SubReason::AlreadyDone {
            link: r.url("link"),
        },
        SubReasonKind::UnderWay => SubReason::UnderWay {
            link: r.url("link"),
            expected: r.date("expected_done"),
        },
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
            Some(Transition::Plan {
                owner: owner?,
                plan: plan?,
                budget_year: budget_year?,
                next_report: next_report?,
            })
        }
        TransitionKind::StartImplementing => {
            let (started_on, note) = (r.date("started_on"), r.text("note"));
            Some(Transition::StartImplementing {
                started_on: started_on?,
                note,
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
