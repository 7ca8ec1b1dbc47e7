//! Questions to bodies outside the municipality, and what they answer: facts in their own remit, under
//! a label of their own (gästsvar). The body has no account: a letter's link is the way in. What comes by
//! it is published unchanged by who answers for the department, or sent back with a reason.

use serde::{Deserialize, Serialize};

use crate::answer::ActKind;
use crate::error::{Denied, FieldError, FieldProblem, NotNow};
use crate::fields::FieldInput::{Date as DateInput, LongText, Text};
use crate::fields::{FieldSpec, Reader, Values};
use crate::proposal::{Course, IdeaStage, StageGroup};
use crate::text;
use crate::time::{Date, Stamp};

/// The field for who is asked, in the form and in the record.
pub const ORGANISATION: &str = "organisation";
/// The form's field for where the letter goes. It is never in the record.
pub const EMAIL: &str = "email";
/// In the record of an answer: the number of the act that asked.
pub const ANSWERS: &str = "answers";
/// In an answer: who signed it for the body.
pub const SIGNED_NAME: &str = "signed_name";
/// In an answer: as what they signed it.
pub const SIGNED_TITLE: &str = "signed_title";

/// Furthest last day to answer, from the day of the question: half a year, the time a case has when it
/// is halfway to its own.
pub const AHEAD_DAYS_MAX: i64 = 183;
/// A link works for so long after the last day to answer: late facts are better than none.
pub const SLACK_DAYS: i64 = 14;
/// Questions on one case that nobody has answered, published or withdrawn. Whoever asks more has to
/// look at what they have.
pub const OPEN_MAX: usize = 10;
/// Longest name of a body.
const ORGANISATION_MAX: usize = 100;

/// The form that asks.
pub const ASK: &[FieldSpec] = &[
    FieldSpec::required(ORGANISATION, Text).between(2, ORGANISATION_MAX),
    // Whether it is an address is for those who send letters to say.
    FieldSpec::required(EMAIL, Text).between(3, 254),
    FieldSpec::required("text", LongText).between(1, text::BODY_MAX),
    FieldSpec::required("answer_by", DateInput),
];

/// The form that sends an answer back.
pub const SEND_BACK: &[FieldSpec] =
    &[FieldSpec::required("reason", LongText).between(1, text::BODY_MAX)];

/// A question as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// As typed: it is read by who sends the letter.
    pub email: String,
    /// What everybody reads.
    pub question: OutsideQuestion,
}

impl Ask {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once: also a last day that is past, or too far ahead.
    pub fn parse(values: &Values, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ASK, values);
        let (organisation, email) = (r.text(ORGANISATION), r.text(EMAIL));
        let (text, answer_by) = (r.text("text"), r.date("answer_by"));
        match answer_by {
            Some(day) if day < today => r.problem("answer_by", FieldProblem::DateInPast),
            Some(day) if day > today.add_days(AHEAD_DAYS_MAX) => {
                let latest = today.add_days(AHEAD_DAYS_MAX);
                r.problem("answer_by", FieldProblem::TooFarAhead { latest });
            }
            _ => {}
        }
        let ask = organisation.zip(email).zip(text).zip(answer_by).map(
            |(((organisation, email), text), answer_by)| Self {
                email,
                question: OutsideQuestion {
                    organisation,
                    text,
                    answer_by,
                },
            },
        );
        r.finish(ask)
    }
}

/// What everybody reads of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideQuestion {
    /// Who is asked.
    pub organisation: String,
    /// What.
    pub text: String,
    /// Last day to answer.
    pub answer_by: Date,
}

impl OutsideQuestion {
    /// Reads what the record has of it.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::OutsideQuestion.fields(), values);
        let (organisation, text) = (r.text(ORGANISATION), r.text("text"));
        let question = organisation.zip(text).zip(r.date("answer_by")).map(
            |((organisation, text), answer_by)| Self {
                organisation,
                text,
                answer_by,
            },
        );
        r.finish(question)
    }
}

/// What a body outside the municipality answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestAnswer {
    /// Facts in its own remit.
    pub text: String,
    /// Who answers for it.
    pub signed_name: String,
    /// As what.
    pub signed_title: String,
    /// Where the facts come from.
    pub source_url: Option<String>,
}

impl GuestAnswer {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::GuestAnswer.fields(), values);
        let (text, name) = (r.text("text"), r.text(SIGNED_NAME));
        let (title, source_url) = (r.text(SIGNED_TITLE), r.url("source_url"));
        let answer = text
            .zip(name)
            .zip(title)
            .map(|((text, signed_name), signed_title)| Self {
                text,
                signed_name,
                signed_title,
                source_url,
            });
        r.finish(answer)
    }
}

/// A question is no longer waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Why.
    pub reason: String,
}

impl Withdrawal {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::OutsideWithdrawal.fields(), values);
        let withdrawal = r.text("reason").map(|reason| Self { reason });
        r.finish(withdrawal)
    }
}

/// What is to be changed in an answer before it can be published: told to who wrote it, nobody else.
///
/// # Errors
/// Every problem at once.
pub fn why_sent_back(values: &Values) -> Result<String, Vec<FieldError>> {
    let mut r = Reader::new(SEND_BACK, values);
    let reason = r.text("reason");
    r.finish(reason)
}

/// Whether anybody outside can be asked about a case: while it is with the municipality, where facts can
/// still change what is decided.
///
/// # Errors
/// It is not there yet, or not any more.
pub fn is_asked_about(course: &Course) -> Result<(), Denied> {
    let there = match course {
        Course::Proposal(stage) => stage.code().group() == StageGroup::AtMunicipality,
        Course::Idea(stage) => matches!(stage, IdeaStage::Published { .. }),
        Course::Problem(_) | Course::Questions => false,
    };
    match there {
        true => Ok(()),
        false => Err(Denied::NotNow(NotNow::OtherStage)),
    }
}

/// When a link dies that is sent now, in a letter about a question to be answered by this day: some days
/// after it, and never before whoever reads the letter has had as many.
pub fn link_ends(answer_by: Date, now: Stamp) -> Stamp {
    let after = crate::duty::end_of(answer_by.add_days(SLACK_DAYS));
    after.max(now.plus_days(SLACK_DAYS))
}

/// What is known of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// When the newest letter's link dies.
    pub expires_at: Stamp,
    /// When an answer came by the newest letter's link.
    pub answered_at: Option<Stamp>,
    /// When that answer was published.
    pub published_at: Option<Stamp>,
    /// When nobody waited for it any more.
    pub withdrawn_at: Option<Stamp>,
}

/// How far a question has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can be answered until then.
    Asked(Stamp),
    /// Its link died then, and no answer came.
    Expired(Stamp),
    /// An answer came then, and is to be published or sent back.
    Arrived(Stamp),
    /// The answer was published then.
    Published(Stamp),
    /// Nobody waits for it since then.
    Withdrawn(Stamp),
}

impl State {
    /// Of a question at this moment.
    pub fn of(facts: Facts, now: Stamp) -> Self {
        match facts {
            Facts {
                withdrawn_at: Some(at),
                ..
            } => Self::Withdrawn(at),
            Facts {
                published_at: Some(at),
                ..
            } => Self::Published(at),
            Facts {
                answered_at: Some(at),
                ..
            } => Self::Arrived(at),
            _ if facts.expires_at <= now => Self::Expired(facts.expires_at),
            _ => Self::Asked(facts.expires_at),
        }
    }

    /// Whether the link in the newest letter takes an answer.
    pub const fn takes_answer(self) -> bool {
        matches!(self, Self::Asked(_))
    }

    /// Whether it can be withdrawn. What has arrived is read first: it is published, or sent back.
    pub const fn can_be_withdrawn(self) -> bool {
        matches!(self, Self::Asked(_) | Self::Expired(_))
    }

    /// Whether it still waits for somebody.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked(_) | Self::Expired(_) | Self::Arrived(_))
    }
}
