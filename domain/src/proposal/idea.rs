//! The idea: an open thought with a short path of its own. Published, answered by the department
//! with one of six verdicts, done.

use serde::{Deserialize, Serialize};

use super::awaited::IdeaPromise;
use super::decision::Meeting;
use crate::error::{FieldError, FieldProblem, NotAllowedNow};
use crate::fields::FieldInput::{
    Body, Date as DateInput, Integer, LongText, Money, Paragraph, Text, Url,
};
use crate::fields::FieldSpec;
use crate::time::Date;

coded_enum! {
    /// The department's answer to an idea.
    pub enum Verdict {
        /// Yes, and we begin.
        YesNow = "yes_now",
        /// We try it for a time.
        Try = "try",
        /// It goes into the budget.
        Budget = "budget",
        /// It exists already.
        Exists = "exists",
        /// No.
        No = "no",
        /// It belongs to somebody else, who has it now.
        HandedOn = "handed_on",
    }
}

coded_enum! {
    /// What can be recorded on an idea: a verdict, or that it is done.
    pub enum IdeaMoveKind {
        /// Verdict: yes, and we begin.
        YesNow = "yes_now",
        /// Verdict: we try it for a time.
        Try = "try",
        /// Verdict: it goes into the budget.
        Budget = "budget",
        /// Verdict: it exists already.
        Exists = "exists",
        /// Verdict: no.
        No = "no",
        /// Verdict: handed on.
        HandedOn = "handed_on",
        /// It is done.
        Done = "done",
    }
}

coded_enum! {
    /// The code of an [`IdeaStage`].
    pub enum IdeaStageCode {
        /// Everybody can read and support it.
        Published = "published",
        /// As before, and its campaign was called off: nobody is to answer it.
        CampaignOff = "campaign_off",
        /// It has its verdict.
        Answered = "idea_answered",
        /// What was promised is done.
        Done = "done",
    }
}

/// What is recorded on an idea, with everything that must go with it. Money is whole kronor.
/// `answer` is a word in the department's own voice, optional everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are those of the forms below")]
pub enum IdeaMove {
    YesNow {
        owner: String,
        start_on: Date,
        cost: i64,
        first_step: String,
        /// The body's decision, when the money is beyond the department's mandate.
        decided: Option<Meeting>,
        answer: Option<String>,
    },
    Try {
        pilot_from: Date,
        pilot_to: Date,
        measure: String,
        answer: Option<String>,
    },
    Budget {
        budget_round: String,
        budget_year: i64,
        owner: String,
        answer: Option<String>,
    },
    /// `why_unknown`: why nobody knew; the municipality's debt, not the asker's.
    Exists {
        link: String,
        contact: String,
        why_unknown: String,
        answer: Option<String>,
    },
    No {
        reason: String,
        would_help: String,
        answer: Option<String>,
    },
    HandedOn {
        receiver: String,
        acknowledgement: String,
        answer: Option<String>,
    },
    Done {
        on: Date,
        actual_cost: i64,
        photo_url: Option<String>,
        answer: Option<String>,
    },
}

const ANSWER: FieldSpec = FieldSpec::optional("answer", LongText);
const OWNER: FieldSpec = FieldSpec::required("owner", Text);

impl IdeaMoveKind {
    /// The fields of its form.
    pub const fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::YesNow => {
                const {
                    &[
                        OWNER,
                        FieldSpec::required("start_on", DateInput),
                        FieldSpec::required("cost", Money),
                        FieldSpec::required("first_step", LongText).between(1, 2_000),
                        FieldSpec::optional("body", Body),
                        FieldSpec::optional("meeting_date", DateInput),
                        FieldSpec::optional("paragraph", Paragraph),
                        ANSWER,
                    ]
                }
            }
            Self::Try => {
                const {
                    &[
                        FieldSpec::required("pilot_from", DateInput),
                        FieldSpec::required("pilot_to", DateInput),
                        FieldSpec::required("measure", LongText).between(1, 2_000),
                        ANSWER,
                    ]
                }
            }
            Self::Budget => {
                const {
                    &[
                        FieldSpec::required("budget_round", Text),
                        FieldSpec::required("budget_year", Integer).between(2000, 2100),
                        OWNER,
                        ANSWER,
                    ]
                }
            }
            Self::Exists => {
                const {
                    &[
                        FieldSpec::required("link", Url),
                        FieldSpec::required("contact", Text),
                        FieldSpec::required("why_unknown", LongText).between(1, 2_000),
                        ANSWER,
                    ]
                }
            }
            Self::No => {
                const {
                    &[
                        FieldSpec::required("reason", LongText).between(1, 2_000),
                        FieldSpec::required("would_help", LongText).between(1, 2_000),
                        ANSWER,
                    ]
                }
            }
            Self::HandedOn => {
                const {
                    &[
                        FieldSpec::required("receiver", Text),
                        FieldSpec::required("acknowledgement", LongText).between(1, 2_000),
                        ANSWER,
                    ]
                }
            }
            Self::Done => {
                const {
                    &[
                        FieldSpec::required("on", DateInput),
                        FieldSpec::required("actual_cost", Money),
                        FieldSpec::optional("photo_url", Url),
                        ANSWER,
                    ]
                }
            }
        }
    }

    /// The verdict, unless it is [`Self::Done`].
    pub const fn verdict(self) -> Option<Verdict> {
        Some(match self {
            Self::YesNow => Verdict::YesNow,
            Self::Try => Verdict::Try,
            Self::Budget => Verdict::Budget,
            Self::Exists => Verdict::Exists,
            Self::No => Verdict::No,
            Self::HandedOn => Verdict::HandedOn,
            Self::Done => return None,
        })
    }
}

impl IdeaMove {
    /// Which it is.
    pub const fn kind(&self) -> IdeaMoveKind {
        match self {
            Self::YesNow { .. } => IdeaMoveKind::YesNow,
            Self::Try { .. } => IdeaMoveKind::Try,
            Self::Budget { .. } => IdeaMoveKind::Budget,
            Self::Exists { .. } => IdeaMoveKind::Exists,
            Self::No { .. } => IdeaMoveKind::No,
            Self::HandedOn { .. } => IdeaMoveKind::HandedOn,
            Self::Done { .. } => IdeaMoveKind::Done,
        }
    }
}

/// Where an idea is. JSON: tagged by `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum IdeaStage {
    /// Everybody can read and support it.
    Published {
        /// The day it was published.
        on: Date,
        /// Which answer it is promised.
        #[serde(default, skip_serializing_if = "IdeaPromise::is_of_rules")]
        promise: IdeaPromise,
    },
    /// It has its verdict.
    #[serde(rename = "idea_answered")]
    Answered {
        /// The day of the answer.
        on: Date,
        /// Which of the six.
        verdict: Verdict,
        /// With everything that goes with it.
        answer: Box<IdeaMove>,
    },
    /// What was promised is done.
    Done {
        /// The verdict that promised it.
        verdict: Verdict,
        /// When it was done.
        on: Date,
        /// Whole kronor.
        actual_cost: i64,
    },
}

impl IdeaStage {
    /// Where a new idea begins.
    pub const fn published(on: Date) -> Self {
        Self::Published {
            on,
            promise: IdeaPromise::Rules,
        }
    }

    /// The stage without its data.
    pub const fn code(&self) -> IdeaStageCode {
        match self {
            Self::Published {
                promise: IdeaPromise::CalledOff,
                ..
            } => IdeaStageCode::CampaignOff,
            Self::Published { .. } => IdeaStageCode::Published,
            Self::Answered { .. } => IdeaStageCode::Answered,
            Self::Done { .. } => IdeaStageCode::Done,
        }
    }

    /// The verdict, once there is one.
    pub const fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Published { .. } => None,
            Self::Answered { verdict, .. } | Self::Done { verdict, .. } => Some(*verdict),
        }
    }

    /// What can be recorded now: a verdict on a published idea, and that it is done when
    /// something was promised.
    pub const fn allowed(&self) -> &'static [IdeaMoveKind] {
        match self {
            Self::Published { .. } => &[
                IdeaMoveKind::YesNow,
                IdeaMoveKind::Try,
                IdeaMoveKind::Budget,
                IdeaMoveKind::Exists,
                IdeaMoveKind::No,
                IdeaMoveKind::HandedOn,
            ],
            Self::Answered {
                verdict: Verdict::YesNow | Verdict::Try | Verdict::Budget,
                ..
            } => &[IdeaMoveKind::Done],
            Self::Answered { .. } | Self::Done { .. } => &[],
        }
    }

    /// Records an answer, or that it is done.
    ///
    /// # Errors
    /// Why it is not allowed now.
    pub fn apply(self, step: &IdeaMove, today: Date) -> Result<Self, NotAllowedNow> {
        self.take(step, today, today, true)
    }

    /// Takes a step as a correction has it now, of what was first recorded on an earlier day.
    ///
    /// # Errors
    /// As [`IdeaStage::apply`].
    pub fn correct(
        self,
        step: &IdeaMove,
        recorded: Date,
        known: Date,
    ) -> Result<Self, NotAllowedNow> {
        self.take(step, recorded, known, true)
    }

    /// Takes a step again that was recorded on an earlier day: the days of what happened may be as late
    /// as `known`, when it was corrected. What was recorded before a guard was there stands.
    ///
    /// # Errors
    /// As [`IdeaStage::apply`].
    pub fn take_again(
        self,
        step: &IdeaMove,
        recorded: Date,
        known: Date,
    ) -> Result<Self, NotAllowedNow> {
        self.take(step, recorded, known, false)
    }

    fn take(
        self,
        step: &IdeaMove,
        recorded: Date,
        known: Date,
        is_new: bool,
    ) -> Result<Self, NotAllowedNow> {
        if !self.allowed().contains(&step.kind()) {
            return Err(NotAllowedNow::WrongStage {
                from: self.code().as_str().to_owned(),
                transition: step.kind().as_str().to_owned(),
            });
        }
        let mut errors = Vec::new();
        let happened = match step {
            IdeaMove::Done { on, .. } => Some(("on", *on)),
            IdeaMove::YesNow {
                decided: Some(m), ..
            } => Some(("meeting_date", m.date)),
            _ => None,
        };
        let begin = match &self {
            Self::Published { on, .. } | Self::Answered { on, .. } | Self::Done { on, .. } => *on,
        };
        if let Some((field, date)) = happened {
            if date > known {
                errors.push(FieldError::new(field, FieldProblem::DateInFuture));
            } else if field == "on" && date < begin {
                let problem = FieldProblem::DateBeforeLastAct { day: begin };
                errors.push(FieldError::new(field, problem));
            }
        }
        if is_new {
            errors.extend(against(step, begin, recorded));
        }
        if !errors.is_empty() {
            return Err(NotAllowedNow::Fields { errors });
        }
        match (step, step.kind().verdict(), self.verdict()) {
            (
                IdeaMove::Done {
                    on, actual_cost, ..
                },
                _,
                Some(verdict),
            ) => Ok(Self::Done {
                verdict,
                on: *on,
                actual_cost: *actual_cost,
            }),
            (answer, Some(verdict), _) => Ok(Self::Answered {
                on: recorded,
                verdict,
                answer: Box::new(answer.clone()),
            }),
            _ => Err(NotAllowedNow::WrongStage {
                from: self.code().as_str().to_owned(),
                transition: step.kind().as_str().to_owned(),
            }),
        }
    }
}

/// What cannot be true of an answer that is given or corrected now.
fn against(step: &IdeaMove, came_in: Date, today: Date) -> Option<FieldError> {
    let early = |field, day: Date| {
        (day < came_in).then(|| FieldError::new(field, FieldProblem::DateBeforeReceived))
    };
    match step {
        IdeaMove::YesNow { start_on, .. } => early("start_on", *start_on),
        IdeaMove::Try { pilot_from, .. } => early("pilot_from", *pilot_from),
        IdeaMove::Budget { budget_year, .. } => {
            let problem = super::guards::before_year(*budget_year, i64::from(today.year()));
            problem.map(|problem| FieldError::new("budget_year", problem))
        }
        _ => None,
    }
}
