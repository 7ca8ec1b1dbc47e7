//! What officials, elected and bodies say. The three never share a badge, and each has fields of
//! its own: a service answer gives facts and costs, an opinion is signed, a decision is a
//! transition with body, date and paragraph.

use serde::{Deserialize, Serialize};

use crate::error::FieldError;
use crate::fields::FieldInput::{Date as DateInput, LongText, Money, Text, Url};
use crate::fields::{FieldSpec, Reader, Values};
use crate::text;
use crate::time::Date;

coded_enum! {
    /// What kind of official act was appended. The code is also the key of its label.
    pub enum ActKind {
        /// A step of the case, decisions included.
        Transition = "transition",
        /// A verdict on an idea, or that it is done.
        IdeaMove = "idea_move",
        /// Svar från förvaltningen – inget beslut.
        OfficialAnswer = "official_answer",
        /// Åsikt av förtroendevald.
        ElectedOpinion = "elected_opinion",
        /// A question to the proposer (T15).
        Question = "question",
        /// The time to decide has run out, and why (T26).
        Delay = "delay",
        /// The minutes of a decision (T25).
        Minutes = "minutes",
        /// A correction of an earlier act, which stays visible (T33).
        Correction = "correction",
        /// A note for the record, e.g. what a source does not say.
        Note = "note",
    }
}

/// Weeks to appeal a decision, counted from when the minutes were posted.
const APPEAL_DAYS: i64 = 21;

impl ActKind {
    /// The fields of its form. Steps have their own ([`crate::proposal::TransitionKind::fields`],
    /// [`crate::proposal::IdeaMoveKind::fields`]).
    pub const fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::Transition | Self::IdeaMove => &[],
            Self::OfficialAnswer => {
                const {
                    &[
                        FieldSpec::required("text", LongText),
                        FieldSpec::optional("investment_cost", Money),
                        FieldSpec::optional("operating_cost", Money),
                        FieldSpec::optional("weighed", LongText).between(1, text::BODY_MAX),
                        FieldSpec::optional("child_impact", LongText).between(1, text::BODY_MAX),
                        FieldSpec::optional("source_url", Url),
                    ]
                }
            }
            Self::ElectedOpinion => const { &[FieldSpec::required("text", LongText)] },
            Self::Question => {
                const {
                    &[
                        FieldSpec::required("text", LongText).between(1, text::BODY_MAX),
                        FieldSpec::required("answer_by", DateInput),
                    ]
                }
            }
            Self::Delay => {
                const {
                    &[
                        FieldSpec::required("reason", LongText),
                        FieldSpec::required("done_so_far", LongText),
                        FieldSpec::required("expected_decision", DateInput),
                    ]
                }
            }
            Self::Minutes => {
                const {
                    &[
                        FieldSpec::required("verified_on", DateInput),
                        FieldSpec::required("posted_on", DateInput),
                        FieldSpec::required("minutes_url", Url),
                        FieldSpec::optional("dissent", LongText),
                    ]
                }
            }
            Self::Correction => {
                const {
                    &[
                        FieldSpec::required("field", Text),
                        FieldSpec::required("old_value", LongText),
                        FieldSpec::required("new_value", LongText),
                        FieldSpec::required("reason", LongText).between(1, text::BODY_MAX),
                    ]
                }
            }
            Self::Note => {
                const {
                    &[
                        FieldSpec::required("text", LongText).between(1, text::BODY_MAX),
                        FieldSpec::optional("source_url", Url),
                    ]
                }
            }
        }
    }
}

/// A service answer: facts, costs, alternatives, consequences. No opinion and no promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficialAnswer {
    /// The answer.
    pub text: String,
    /// Whole kronor, once.
    pub investment_cost: Option<i64>,
    /// Whole kronor per year.
    pub operating_cost: Option<i64>,
    /// What was weighed against what.
    pub weighed: Option<String>,
    /// What it means for children.
    pub child_impact: Option<String>,
    /// Where the facts come from.
    pub source_url: Option<String>,
}

/// An elected representative's own opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElectedOpinion {
    /// The opinion.
    pub text: String,
}

/// A question to the proposer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Last day to answer.
    pub answer_by: Date,
}

/// The time to decide has run out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// Why.
    pub reason: String,
    /// What has been done.
    pub done_so_far: String,
    /// The new expected date.
    pub expected_decision: Date,
}

/// The minutes of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// When they were verified (justerade).
    pub verified_on: Date,
    /// When they were posted on the notice board (anslagna).
    pub posted_on: Date,
    /// Where they are.
    pub minutes_url: String,
    /// Reservations and vote figures.
    pub dissent: Option<String>,
}

impl Minutes {
    /// Last day to appeal: three weeks after the posting.
    pub fn appeal_by(&self) -> Date {
        self.posted_on.add_days(APPEAL_DAYS)
    }
}

/// A correction. The corrected act stays as it was and points here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which field of the act was wrong.
    pub field: String,
    /// What stood there.
    pub old_value: String,
    /// What is right.
    pub new_value: String,
    /// Why it was wrong.
    pub reason: String,
}

/// A note for the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The note.
    pub text: String,
    /// Where it comes from.
    pub source_url: Option<String>,
}

impl OfficialAnswer {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::OfficialAnswer.fields(), values);
        let text = r.text("text");
        let (investment_cost, operating_cost) =
            (r.money("investment_cost"), r.money("operating_cost"));
        let (weighed, child_impact) = (r.text("weighed"), r.text("child_impact"));
        let source_url = r.url("source_url");
        let answer = text.map(|text| Self {
            text,
            investment_cost,
            operating_cost,
            weighed,
            child_impact,
            source_url,
        });
        r.finish(answer)
    }
}

impl ElectedOpinion {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::ElectedOpinion.fields(), values);
        let opinion = r.text("text").map(|text| Self { text });
        r.finish(opinion)
    }
}

impl Question {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Question.fields(), values);
        let (text, answer_by) = (r.text("text"), r.date("answer_by"));
        let question = text
            .zip(answer_by)
            .map(|(text, answer_by)| Self { text, answer_by });
        r.finish(question)
    }
}

impl Delay {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Delay.fields(), values);
        let (reason, done, date) = (
            r.text("reason"),
            r.text("done_so_far"),
            r.date("expected_decision"),
        );
        let delay = reason
            .zip(done)
            .zip(date)
            .map(|((reason, done_so_far), date)| Self {
                reason,
                done_so_far,
                expected_decision: date,
            });
        r.finish(delay)
    }
}

impl Minutes {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once, posting before verification included.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Minutes.fields(), values);
        let (verified_on, posted_on) = (r.date("verified_on"), r.date("posted_on"));
        let (url, dissent) = (r.url("minutes_url"), r.text("dissent"));
        if posted_on
            .zip(verified_on)
            .is_some_and(|(posted, verified)| posted < verified)
        {
            r.problem("posted_on", crate::error::FieldProblem::DateBeforeStart);
        }
        let minutes =
            verified_on
                .zip(posted_on)
                .zip(url)
                .map(|((verified_on, posted_on), minutes_url)| Self {
                    verified_on,
                    posted_on,
                    minutes_url,
                    dissent,
                });
        r.finish(minutes)
    }
}

impl Correction {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Correction.fields(), values);
        let (field, reason) = (r.text("field"), r.text("reason"));
        let (old_value, new_value) = (r.text("old_value"), r.text("new_value"));
        let correction = field.zip(old_value).zip(new_value).zip(reason).map(
            |(((field, old_value), new_value), reason)| Self {
                field,
                old_value,
                new_value,
                reason,
            },
        );
        r.finish(correction)
    }
}

impl Note {
    /// Reads a form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(ActKind::Note.fields(), values);
        let (text, source_url) = (r.text("text"), r.url("source_url"));
        let note = text.map(|text| Self { text, source_url });
        r.finish(note)
    }
}
