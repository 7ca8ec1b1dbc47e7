//! Where a campaign is, and what may follow.

use serde::{Deserialize, Serialize};

use super::slots::Filled;
use super::step::{Approval, CampaignStep, CampaignStepKind as K};
use super::vote::{Counted, VOTE_IDEAS_MIN, VOTE_MONTHS, Voting};
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
        /// The ideas in slots are voted on.
        Voting = "voting",
        /// The votes are counted.
        Voted = "voted",
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
    /// The ideas in slots are voted on; they stay where they are from here on.
    Voting {
        /// Who answers, and by when.
        approval: Approval,
        /// Who may vote, how, and until when.
        voting: Voting,
    },
    /// The votes are counted.
    Voted {
        /// Who answers, and by when.
        approval: Approval,
        /// The day they were counted.
        on: Date,
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
    /// Chosen ideas of which it is to be said whether they were new, and too few have said it.
    pub unsaid: i64,
}

impl CampaignContext<'_> {
    /// Ideas in slots.
    fn chosen(&self) -> i64 {
        self.filled.iter().map(|set| set.chosen).sum()
    }
}

/// What may follow a stage, in the order it is offered.
pub const fn allowed_from(stage: CampaignStageCode) -> &'static [K] {
    use CampaignStageCode as S;
    match stage {
        S::Draft => &[K::Approve, K::Revise, K::Cancel],
        S::Approved => &[K::Open, K::Recruit, K::Revise, K::Cancel],
        S::Recruiting => &[K::Open, K::Revise, K::Cancel],
        S::Open => &[K::Curate, K::Cancel],
        S::Curate => &[K::Vote, K::Present, K::Reopen, K::Cancel],
        S::Voting => &[K::Count, K::Cancel],
        S::Voted => &[K::Present, K::Cancel],
        S::Presented => &[K::Delay, K::Answered, K::Report],
        S::Answered => &[K::FollowUp, K::Report, K::Close],
        S::FollowUp => &[K::FollowUp, K::Report, K::Close],
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
            Self::Voting { .. } => S::Voting,
            Self::Voted { .. } => S::Voted,
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

    /// Whether it has been presented: from then on there is a report of it.
    pub const fn is_presented(&self) -> bool {
        matches!(
            self,
            Self::Presented { .. }
                | Self::Answered { .. }
                | Self::FollowUp { .. }
                | Self::Closed { .. }
        )
    }

    /// Whether ideas can be put forward.
    pub const fn takes_ideas(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// Whether slots can be filled and emptied: from the first ideas until they are voted on or presented.
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

    /// Whether the elected say what was new to them: from the presentation on.
    pub const fn takes_novelty(&self) -> bool {
        matches!(
            self,
            Self::Presented { .. } | Self::Answered { .. } | Self::FollowUp { .. }
        )
    }

    /// Who answers, and by when, once that is decided.
    pub const fn approval(&self) -> Option<&Approval> {
        match self {
            Self::Approved { approval }
            | Self::Recruiting { approval, .. }
            | Self::Open { approval, .. }
            | Self::Curate { approval, .. }
            | Self::Voting { approval, .. }
            | Self::Voted { approval, .. }
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

    /// The vote, while it goes on.
    pub const fn voting(&self) -> Option<&Voting> {
        match self {
            Self::Voting { voting, .. } => Some(voting),
            _ => None,
        }
    }

    /// The step that the passing of time takes by itself on a day. What was counted is not known here:
    /// whoever takes the step fills it in.
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
            Self::Voting { voting, .. } if !voting.is_open(today) => Some(CampaignStep::Count {
                counted: Counted::default(),
            }),
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
            // Once there was a vote, what is loose came back from being hidden and cannot be chosen.
            (K::Present, ctx) if ctx.loose > 0 && !matches!(self, Self::Voted { .. }) => {
                return Err(NotAllowedNow::IdeasLeft { count: ctx.loose });
            }
            (K::Vote, ctx) if ctx.loose > 0 => {
                return Err(NotAllowedNow::IdeasLeft { count: ctx.loose });
            }
            (K::Vote, ctx) if ctx.chosen() < VOTE_IDEAS_MIN => {
                return Err(NotAllowedNow::TooFewToVote {
                    chosen: ctx.chosen(),
                    least: VOTE_IDEAS_MIN,
                });
            }
            (K::Answered | K::Close, ctx) if ctx.unanswered > 0 => {
                return Err(NotAllowedNow::IdeasUnanswered {
                    count: ctx.unanswered,
                });
            }
            (K::Answered | K::Close, ctx) if ctx.unsaid > 0 => {
                return Err(NotAllowedNow::IdeasUnsaid { count: ctx.unsaid });
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
            (CampaignStep::Revise { .. } | CampaignStep::Report { .. }, same) => same,
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
            (CampaignStep::Vote { voting }, Self::Curate { approval, .. }) => Self::Voting {
                approval,
                voting: voting.clone(),
            },
            (CampaignStep::Count { .. }, Self::Voting { approval, .. }) => Self::Voted {
                approval,
                on: today,
            },
            (
                CampaignStep::Present { meeting_date, .. },
                Self::Curate { approval, .. } | Self::Voted { approval, .. },
            ) => Self::Presented {
                answer_by: meeting_date.add_days(approval.answer_days),
                on: *meeting_date,
                approval,
            },
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
        CampaignStep::Vote { voting } => {
            let field = "voting_until";
            report(voting.until <= today, field, FieldProblem::NotAfterToday);
            let latest = today.add_months(VOTE_MONTHS);
            let far = FieldProblem::TooFarAhead { latest };
            report(voting.until > latest, field, far);
            // Whoever may choose all of them chooses none.
            let max = ctx.chosen() - 1;
            let range = FieldProblem::OutOfRange { min: 1, max };
            report(voting.votes_each > max, "votes_each", range);
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
