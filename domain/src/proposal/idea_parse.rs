//! From an idea's form to a typed answer and back.

use super::decision::Meeting;
use super::idea::{IdeaMove, IdeaMoveKind};
use super::write::Writer;
use crate::error::{FieldError, FieldProblem};
use crate::fields::{Reader, Values};

impl IdeaMove {
    /// Reads a form. Every problem is reported at once, in the order of the form.
    ///
    /// # Errors
    /// The problems, never an empty list.
    pub fn parse(kind: IdeaMoveKind, values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(kind.fields(), values);
        let step = read(kind, &mut r);
        r.finish(step)
    }

    /// The form that gives this answer again.
    pub fn to_fields(&self) -> Values {
        let mut w = Writer(Values::new());
        let answer = match self {
            Self::YesNow {
                owner,
                start_on,
                cost,
                first_step,
                decided,
                answer,
            } => {
                w.put("owner", owner)
                    .put("start_on", start_on)
                    .put("cost", cost)
                    .put("first_step", first_step);
                if let Some(meeting) = decided {
                    w.meeting(meeting);
                }
                answer
            }
            Self::Try {
                pilot_from,
                pilot_to,
                measure,
                answer,
            } => {
                w.put("pilot_from", pilot_from)
                    .put("pilot_to", pilot_to)
                    .put("measure", measure);
                answer
            }
            Self::Budget {
                budget_round,
                budget_year,
                owner,
                answer,
            } => {
                w.put("budget_round", budget_round)
                    .put("budget_year", budget_year)
                    .put("owner", owner);
                answer
            }
            Self::Exists {
                link,
                contact,
                why_unknown,
                answer,
            } => {
                w.put("link", link)
                    .put("contact", contact)
                    .put("why_unknown", why_unknown);
                answer
            }
            Self::No {
                reason,
                would_help,
                answer,
            } => {
                w.put("reason", reason).put("would_help", would_help);
                answer
            }
            Self::HandedOn {
                receiver,
                acknowledgement,
                answer,
            } => {
                w.put("receiver", receiver)
                    .put("acknowledgement", acknowledgement);
                answer
            }
            Self::Done {
                on,
                actual_cost,
                photo_url,
                answer,
            } => {
                w.put("on", on)
                    .put("actual_cost", actual_cost)
                    .maybe("photo_url", photo_url.as_ref());
                answer
            }
        };
        w.maybe("answer", answer.as_ref());
        w.0
    }
}

fn read(kind: IdeaMoveKind, r: &mut Reader<'_>) -> Option<IdeaMove> {
    let answer = r.text("answer");
    match kind {
        IdeaMoveKind::YesNow => {
            let (owner, start_on) = (r.text("owner"), r.date("start_on"));
            let (cost, first_step) = (r.money("cost"), r.text("first_step"));
            let decided = decided(r);
            Some(IdeaMove::YesNow {
                owner: owner?,
                start_on: start_on?,
                cost: cost?,
                first_step: first_step?,
                decided,
                answer,
            })
        }
        IdeaMoveKind::Try => {
            let (from, to) = (r.date("pilot_from"), r.date("pilot_to"));
            let measure = r.text("measure");
            if let (Some(from), Some(to)) = (from, to)
                && to < from
            {
                r.problem("pilot_to", FieldProblem::DateBeforeStart);
            }
            Some(IdeaMove::Try {
                pilot_from: from?,
                pilot_to: to?,
                measure: measure?,
                answer,
            })
        }
        IdeaMoveKind::Budget => {
            let (round, year) = (r.text("budget_round"), r.integer("budget_year"));
            let owner = r.text("owner");
            Some(IdeaMove::Budget {
                budget_round: round?,
                budget_year: year?,
                owner: owner?,
                answer,
            })
        }
        IdeaMoveKind::Exists => {
            let (link, contact) = (r.url("link"), r.text("contact"));
            let why_unknown = r.text("why_unknown");
            Some(IdeaMove::Exists {
                link: link?,
                contact: contact?,
                why_unknown: why_unknown?,
                answer,
            })
        }
        IdeaMoveKind::No => {
            let (reason, would_help) = (r.text("reason"), r.text("would_help"));
            Some(IdeaMove::No {
                reason: reason?,
                would_help: would_help?,
                answer,
            })
        }
        IdeaMoveKind::HandedOn => {
            let (receiver, acknowledgement) = (r.text("receiver"), r.text("acknowledgement"));
            Some(IdeaMove::HandedOn {
                receiver: receiver?,
                acknowledgement: acknowledgement?,
                answer,
            })
        }
        IdeaMoveKind::Done => {
            let (on, cost, photo_url) = (r.date("on"), r.money("actual_cost"), r.url("photo_url"));
            Some(IdeaMove::Done {
                on: on?,
                actual_cost: cost?,
                photo_url,
                answer,
            })
        }
    }
}

/// Body, date and paragraph: all three or none. A decision with one of them missing is none.
fn decided(r: &mut Reader<'_>) -> Option<Meeting> {
    let (body, date, paragraph) = (
        r.body("body"),
        r.date("meeting_date"),
        r.paragraph("paragraph"),
    );
    let any = body.is_some() || date.is_some() || paragraph.is_some();
    let missing = [
        ("body", body.is_none()),
        ("meeting_date", date.is_none()),
        ("paragraph", paragraph.is_none()),
    ];
    for (field, is_missing) in missing {
        // One that was given but could not be read has been reported already.
        if any && is_missing && !r.has_problem(field) {
            r.problem(field, FieldProblem::Missing);
        }
    }
    Some(Meeting {
        body: body?,
        date: date?,
        paragraph: paragraph?,
    })
}
