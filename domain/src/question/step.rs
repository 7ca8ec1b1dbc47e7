//! What is done about questions: the steps, and what each asks for.

use super::state::Extent;
use crate::error::{FieldError, FieldProblem};
use crate::fields::FieldInput::{Choice, Date as DateInput, LongText, Text, Url};
use crate::fields::{FieldSpec, Reader, Values};
use crate::moderation::{REASON_MAX, Reason};
use crate::outside::AHEAD_DAYS_MAX;
use crate::text;
use crate::time::Date;

coded_enum! {
    /// What is done about questions.
    pub enum QuestionStepKind {
        /// It was read, and from now on everybody reads it.
        Publish = "publish",
        /// It breaks a rule.
        Refuse = "refuse",
        /// Somebody in the administration sees to it that there will be answers.
        Take = "take",
        /// The answers come by another day.
        Delay = "delay",
        /// Somebody else is to answer.
        PassOn = "pass_on",
        /// An answer, or a part of one.
        Answer = "answer",
        /// An answer was wrong: here is the right one, and the wrong one stays.
        Correct = "correct",
        /// A text of whoever asked says something that is not so: how it is stands beside it, with its source.
        Fact = "fact",
    }
}

/// Longest text beside a claim that is wrong: whoever wants to say more answers.
pub const FACT_MAX: usize = 1_000;

/// The rules by which somebody may be kept from reading a text.
const RULES: &[&str] = &[
    Reason::PersonalData.as_str(),
    Reason::Hate.as_str(),
    Reason::Threat.as_str(),
    Reason::Unlawful.as_str(),
    Reason::Spam.as_str(),
];

impl QuestionStepKind {
    /// What its form asks for.
    pub const fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::Publish | Self::Take => &[],
            Self::Refuse => {
                const {
                    &[
                        FieldSpec::required("rule", Choice(RULES)),
                        FieldSpec::required("reason", LongText).between(1, REASON_MAX),
                    ]
                }
            }
            Self::Delay => {
                const {
                    &[
                        FieldSpec::required("answer_by", DateInput),
                        FieldSpec::required("reason", LongText).between(1, text::BODY_MAX),
                    ]
                }
            }
            Self::PassOn => {
                const {
                    &[
                        FieldSpec::required("to", Text).between(2, text::SHORT_MAX),
                        FieldSpec::required("note", LongText).between(1, text::BODY_MAX),
                    ]
                }
            }
            Self::Answer => {
                const {
                    &[
                        FieldSpec::required("extent", Choice(Extent::CODES)),
                        FieldSpec::required("text", LongText),
                        FieldSpec::optional("answered_by", Text).between(2, text::SHORT_MAX),
                    ]
                }
            }
            Self::Correct => {
                const {
                    &[
                        FieldSpec::required("text", LongText),
                        FieldSpec::required("reason", LongText).between(1, text::BODY_MAX),
                    ]
                }
            }
            Self::Fact => {
                const {
                    &[
                        FieldSpec::required("text", LongText).between(1, FACT_MAX),
                        FieldSpec::required("source_url", Url),
                    ]
                }
            }
        }
    }

    /// Whether it is about all of the questions, about one number, or about either.
    pub const fn is_about(self, one: bool) -> bool {
        match self {
            Self::Publish | Self::Refuse | Self::Fact => true,
            Self::Take | Self::Delay => !one,
            Self::PassOn | Self::Answer | Self::Correct => one,
        }
    }
}

/// A step with what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionStep {
    /// Everybody reads it.
    Publish,
    /// Nobody else reads it.
    Refuse {
        /// By which rule.
        rule: Reason,
        /// Why, for whoever asked.
        reason: String,
    },
    /// Somebody sees to it.
    Take,
    /// Another day.
    Delay {
        /// The last day.
        answer_by: Date,
        /// Why.
        reason: String,
    },
    /// Somebody else answers.
    PassOn {
        /// An office, or a body.
        to: String,
        /// Why, and what happens there.
        note: String,
    },
    /// An answer.
    Answer {
        /// How much of the question.
        extent: Extent,
        /// The answer.
        text: String,
        /// Who answers, where it is not whoever writes it down.
        answered_by: Option<String>,
    },
    /// The right answer.
    Correct {
        /// As it should have been.
        text: String,
        /// What was wrong.
        reason: String,
    },
    /// How it is.
    Fact {
        /// In a few sentences.
        text: String,
        /// Where everybody can see that.
        source_url: String,
    },
}

impl QuestionStep {
    /// Which it is.
    pub const fn kind(&self) -> QuestionStepKind {
        use QuestionStepKind as K;
        match self {
            Self::Publish => K::Publish,
            Self::Refuse { .. } => K::Refuse,
            Self::Take => K::Take,
            Self::Delay { .. } => K::Delay,
            Self::PassOn { .. } => K::PassOn,
            Self::Answer { .. } => K::Answer,
            Self::Correct { .. } => K::Correct,
            Self::Fact { .. } => K::Fact,
        }
    }

    /// How much of the question it answers, where it is an answer.
    pub const fn extent(&self) -> Extent {
        match self {
            Self::Answer { extent, .. } => *extent,
            _ => Extent::Full,
        }
    }

    /// Reads the form of a step.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(
        kind: QuestionStepKind,
        values: &Values,
        today: Date,
    ) -> Result<Self, Vec<FieldError>> {
        use QuestionStepKind as K;
        let mut r = Reader::new(kind.fields(), values);
        let step = match kind {
            K::Publish => Some(Self::Publish),
            K::Take => Some(Self::Take),
            K::Refuse => r
                .choice("rule")
                .zip(r.text("reason"))
                .map(|(rule, reason)| Self::Refuse { rule, reason }),
            K::Delay => {
                let (answer_by, reason) = (r.date("answer_by"), r.text("reason"));
                let latest = today.add_days(AHEAD_DAYS_MAX);
                match answer_by {
                    Some(day) if day < today => r.problem("answer_by", FieldProblem::DateInPast),
                    Some(day) if day > latest => {
                        r.problem("answer_by", FieldProblem::TooFarAhead { latest });
                    }
                    _ => {}
                }
                answer_by
                    .zip(reason)
                    .map(|(answer_by, reason)| Self::Delay { answer_by, reason })
            }
            K::PassOn => r
                .text("to")
                .zip(r.text("note"))
                .map(|(to, note)| Self::PassOn { to, note }),
            K::Answer => {
                let (extent, text) = (r.choice("extent"), r.text("text"));
                let answered_by = r.text("answered_by");
                extent.zip(text).map(|(extent, text)| Self::Answer {
                    extent,
                    text,
                    answered_by,
                })
            }
            K::Correct => r
                .text("text")
                .zip(r.text("reason"))
                .map(|(text, reason)| Self::Correct { text, reason }),
            K::Fact => r
                .text("text")
                .zip(r.url("source_url"))
                .map(|(text, source_url)| Self::Fact { text, source_url }),
        };
        r.finish(step)
    }

    /// The same as its form has it: what is kept in the record.
    pub fn to_fields(&self) -> Values {
        let fields: Vec<(&str, Option<String>)> = match self {
            Self::Publish | Self::Take => Vec::new(),
            Self::Refuse { rule, reason } => vec![
                ("rule", Some(rule.code().to_owned())),
                ("reason", Some(reason.clone())),
            ],
            Self::Delay { answer_by, reason } => vec![
                ("answer_by", Some(answer_by.to_string())),
                ("reason", Some(reason.clone())),
            ],
            Self::PassOn { to, note } => {
                vec![("to", Some(to.clone())), ("note", Some(note.clone()))]
            }
            Self::Answer {
                extent,
                text,
                answered_by,
            } => vec![
                ("extent", Some(extent.code().to_owned())),
                ("text", Some(text.clone())),
                ("answered_by", answered_by.clone()),
            ],
            Self::Correct { text, reason } => {
                vec![
                    ("text", Some(text.clone())),
                    ("reason", Some(reason.clone())),
                ]
            }
            Self::Fact { text, source_url } => vec![
                ("text", Some(text.clone())),
                ("source_url", Some(source_url.clone())),
            ],
        };
        fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }
}
