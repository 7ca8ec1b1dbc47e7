//! Where a campaign is, and what may follow.

use serde::{Deserialize, Serialize};

use super::slots::Filled;
use super::step::{Approval, CampaignStep, CampaignStepKind as K};
use crate::error::{FieldError, FieldProblem, NotAllowedNow};
use crate::time::Date;

coded_enum! {
    /// The code of a [`CampaignStage`].
    pub enum CampaignStageCode {
        /// Being prepared; not public.
        Draft = "draft",
        /// Decided on, and not open yet.
        Approved = "approved",
        /// People can apply for its group.
        Recruiting = "recruiting",
        /// Open for ideas.
        Open = "open",
        /// Ideas are chosen and worked on.
        Curate = "curate",
        /// Presented; answers are on their way.
        Presented = "presented",
        /// Every idea has its answer.
        Answered = "answered",
        /// What becomes of the answers is told.
        FollowUp = "follow_up",
        /// Over, and in the archive.
        Closed = "closed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// Where a campaign is. JSON: tagged by `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CampaignStage {
    /// Being prepared; not public.
    Draft,
    /// Decided on, and not open yet.
    Approved {
        /// Who answers, and by when.
        approval: Approval,
    },
    /// People can apply for its group.
    Recruiting {
        /// Who answers, and by when.
        approval: Approval,
        /// Last day to apply.
        until: Date,
    },
    /// Open for ideas.
    Open {
        /// Who answers, and by when; its last day for ideas is the one that holds.
        approval: Approval,
        /// Since when.
        since: Date,
    },
    /// Ideas are chosen and worked on.
    Curate {
        /// Who answers, and by when.
        approval: Approval,
        /// Since when.
        since: Date,
    },
    /// Presented; answers are on their way.
    Presented {
        /// Who answers, and by when.
        approval: Approval,
        /// The day it was presented.
        on: Date,
        /// Last day for the last answer.
        answer_by: Date,
    },
    /// Every idea has its answer.
    Answered {
        /// Who answered.
        approval: Approval,
        /// The day of the last answer.
        on: Date,
    },
    /// What becomes of the answers is told.
    FollowUp {
        /// Who answered.
        approval: Approval,
        /// The day of the last answer.
        answered_on: Date,
        /// The day it was last told.
        last: Date,
    },
    /// Over, and in the archive.
    Closed {
        /// When it was archived.
        on: Date,
    },
    /// Called off.
    Cancelled {
        /// When.
        on: Date,
    },
}

/// What else a step depends on.
#[derive(Debug, Clone, Copy)]
pub struct CampaignContext<'a> {
    /// The day it is recorded.
    pub today: Date,
    /// How far each set is filled.
    pub filled: &'a [Filled],
    /// Published ideas that are neither chosen nor kept for later.
    pub loose: i64,
    /// Chosen ideas without an answer.
    pub unanswered: i64,
}

/// What may follow a stage, in the order it is offered.
pub const fn allowed_from(stage: CampaignStageCode) -> &'static [K] {
    use CampaignStageCode as S;
    match stage {
        S::Draft => &[K::Approve, K::Revise, K::Cancel],
        S::Approved => &[K::Open, K::Recruit, K::Revise, K::Cancel],
        S::Recruiting => &[K::Open, K::Revise, K::Cancel],
        S::Open => &[K::Curate, K::Cancel],
        S::Curate => &[K::Present, K::Reopen, K::Cancel],
        S::Presented => &[K::Delay, K::Answered],
        S::Answered => &[K::FollowUp, K::Close],
        S::FollowUp => &[K::FollowUp, K::Close],
        S::Closed | S::Cancelled => &[],
    }
}

impl CampaignStage {
    /// The stage without its data.
    pub const fn code(&self) -> CampaignStageCode {
        use CampaignStageCode as S;
        match self {
            Self::Draft => S::Draft,
            Self::Approved { .. } => S::Approved,
            Self::Recruiting { .. } => S::Recruiting,
            Self::Open { .. } => S::Open,
            Self::Curate { .. } => S::Curate,
            Self::Presented { .. } => S::Presented,
            Self::Answered { .. } => S::Answered,
            Self::FollowUp { .. } => S::FollowUp,
            Self::Closed { .. } => S::Closed,
            Self::Cancelled { .. } => S::Cancelled,
        }
    }

    /// Whether everybody can read it.
    pub const fn is_public(&self) -> bool {
        !matches!(self, Self::Draft)
    }

    /// Whether ideas can be put forward.
    pub const fn takes_ideas(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// Whether slots can be filled and emptied: from the first ideas until they are presented.
    pub const fn is_choosing(&self) -> bool {
        matches!(self, Self::Open { .. } | Self::Curate { .. })
    }

    /// Whether groups can be taken in.
    pub const fn takes_groups(&self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::Approved { .. }
                | Self::Recruiting { .. }
                | Self::Open { .. }
                | Self::Curate { .. }
        )
    }

    /// Who answers, and by when, once that is decided.
    pub const fn approval(&self) -> Option<&Approval> {
        match self {
            Self::Approved { approval }
            | Self::Recruiting { approval, .. }
            | Self::Open { approval, .. }
            | Self::Curate { approval, .. }
            | Self::Presented { approval, .. }
            | Self::Answered { approval, .. }
            | Self::FollowUp { approval, .. } => Some(approval),
            Self::Draft | Self::Closed { .. } | Self::Cancelled { .. } => None,
        }
    }

    /// The last day for the last answer, while answers are awaited.
    pub const fn answer_by(&self) -> Option<Date> {
        match self {
            Self::Presented { answer_by, .. } => Some(*answer_by),
            _ => None,
        }
    }

    /// The step that the passing of time takes by itself on a day.
    pub fn due(&self, today: Date) -> Option<CampaignStep> {
        match self {
            Self::Approved { approval } | Self::Recruiting { approval, .. }
                if approval.opens_on <= today =>
            {
                Some(CampaignStep::Open)
            }
            Self::Open { approval, .. } if approval.ideas_until < today => {
                Some(CampaignStep::Curate)
            }
            _ => None,
        }
    }

    /// Records a step.
    ///
    /// # Errors
    /// Why it is not allowed now.
    pub fn apply(
        self,
        step: &CampaignStep,
        ctx: &CampaignContext<'_>,
    ) -> Result<Self, NotAllowedNow> {
        let kind = step.kind();
        if !allowed_from(self.code()).contains(&kind) {
            return Err(NotAllowedNow::WrongStage {
                from: self.code().as_str().to_owned(),
                transition: kind.as_str().to_owned(),
            });
        }
        match (kind, ctx) {
            (K::Present, ctx) if ctx.loose > 0 => {
                return Err(NotAllowedNow::IdeasLeft { count: ctx.loose });
            }
            (K::Answered | K::Close, ctx) if ctx.unanswered > 0 => {
                return Err(NotAllowedNow::IdeasUnanswered {
                    count: ctx.unanswered,
                });
            }
            _ => {}
        }
        let errors = unfit(&self, step, ctx);
        if !errors.is_empty() {
            return Err(NotAllowedNow::Fields { errors });
        }
        Ok(self.take(step, ctx.today))
    }

    /// What follows a step that fits.
    fn take(self, step: &CampaignStep, today: Date) -> Self {
        match (step, self) {
            (CampaignStep::Draft { .. }, _) => Self::Draft,
            (CampaignStep::Revise { .. }, same) => same,
            (CampaignStep::Approve { approval }, _) => Self::Approved {
                approval: approval.clone(),
            },
            (CampaignStep::Cancel { .. }, _) => Self::Cancelled { on: today },
            (CampaignStep::Close { archived_on, .. }, _) => Self::Closed { on: *archived_on },
            (
                CampaignStep::Recruit { last_day, .. },
                Self::Approved { approval } | Self::Recruiting { approval, .. },
            ) => Self::Recruiting {
                approval,
                until: *last_day,
            },
            (
                CampaignStep::Open,
                Self::Approved { approval } | Self::Recruiting { approval, .. },
            ) => Self::Open {
                approval,
                since: today,
            },
            (CampaignStep::Curate, Self::Open { approval, .. }) => Self::Curate {
                approval,
                since: today,
            },
            (CampaignStep::Reopen { ideas_until }, Self::Curate { approval, .. }) => Self::Open {
                approval: Approval {
                    ideas_until: *ideas_until,
                    ..approval
                },
                since: today,
            },
            (CampaignStep::Present { meeting_date, .. }, Self::Curate { approval, .. }) => {
                Self::Presented {
                    answer_by: meeting_date.add_days(approval.answer_days),
                    on: *meeting_date,
                    approval,
                }
            }
            (CampaignStep::Delay { answer_by, .. }, Self::Presented { approval, on, .. }) => {
                Self::Presented {
                    approval,
                    on,
                    answer_by: *answer_by,
                }
            }
            (CampaignStep::Answered, Self::Presented { approval, .. }) => Self::Answered {
                approval,
                on: today,
            },
            (CampaignStep::FollowUp { .. }, Self::Answered { approval, on }) => Self::FollowUp {
                approval,
                answered_on: on,
                last: today,
            },
            (
                CampaignStep::FollowUp { .. },
                Self::FollowUp {
                    approval,
                    answered_on,
                    ..
                },
            ) => Self::FollowUp {
                approval,
                answered_on,
                last: today,
            },
            // Nothing else is in the table of what may follow.
            (_, same) => same,
        }
    }
}

/// Days that cannot be true, and what a step needs because of where the campaign is.
fn unfit(stage: &CampaignStage, step: &CampaignStep, ctx: &CampaignContext<'_>) -> Vec<FieldError> {
    let today = ctx.today;
    let mut errors = Vec::new();
    let mut report = |wrong: bool, field: &str, problem: FieldProblem| {
        if wrong {
            errors.push(FieldError::new(field, problem));
        }
    };
    match step {
        CampaignStep::Approve { approval } => {
            report(
                approval.opens_on < today,
                "opens_on",
                FieldProblem::DateInPast,
            );
            let latest = today.add_months(24);
            let far = FieldProblem::TooFarAhead { latest };
            report(approval.ideas_until > latest, "ideas_until", far);
        }
        CampaignStep::Recruit { last_day, .. } => {
            report(*last_day < today, "last_day", FieldProblem::DateInPast);
            let opens = stage.approval().map(|approval| approval.opens_on);
            let latest = opens.unwrap_or(today);
            let far = FieldProblem::TooFarAhead { latest };
            report(*last_day > latest, "last_day", far);
        }
        CampaignStep::Reopen { ideas_until } => {
            report(
                *ideas_until < today,
                "ideas_until",
                FieldProblem::DateInPast,
            );
            let latest = today.add_months(12);
            let far = FieldProblem::TooFarAhead { latest };
            report(*ideas_until > latest, "ideas_until", far);
        }
        CampaignStep::Present {
            meeting_date,
            unfilled,
            ..
        } => {
            report(
                *meeting_date > today,
                "meeting_date",
                FieldProblem::DateInFuture,
            );
            let opened = stage.approval().map(|approval| approval.opens_on);
            // What was opened by hand was so before its first day.
            let since = match (stage, opened) {
                (CampaignStage::Curate { since, .. }, Some(opened)) => opened.min(*since),
                (_, opened) => opened.unwrap_or(today),
            };
            let early = FieldProblem::DateBeforeLastAct { day: since };
            report(*meeting_date < since, "meeting_date", early);
            let short = ctx.filled.iter().any(|set| set.chosen < set.quota);
            report(
                short && unfilled.is_none(),
                "unfilled",
                FieldProblem::Missing,
            );
        }
        CampaignStep::Delay { answer_by, .. } => {
            report(
                *answer_by <= today,
                "answer_by",
                FieldProblem::NotAfterToday,
            );
            let latest = today.add_months(12);
            let far = FieldProblem::TooFarAhead { latest };
            report(*answer_by > latest, "answer_by", far);
        }
        CampaignStep::Close { archived_on, .. } => {
            report(
                *archived_on > today,
                "archived_on",
                FieldProblem::DateInFuture,
            );
        }
        _ => {}
    }
    errors
}
