//! What a yes promises: who carries it out, when they report next, and how it ended.

use serde::{Deserialize, Serialize};

use super::course::Course;
use super::decision::Decision;
use super::idea::{IdeaMove, IdeaStage};
use super::stage::Stage;
use super::stage_code::NextKind;
use crate::follow_up;
use crate::milestone::Milestone;
use crate::time::Date;

/// What became of something that was approved. JSON, in the archive: tagged by `became`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "became", rename_all = "snake_case")]
pub enum Promise {
    /// Not done yet.
    Open {
        /// Who carries it out.
        owner: String,
        /// Where the money comes from, as the decision says; none where that was not asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        budget_source: Option<String>,
        /// The year whose budget pays, once it is planned.
        budget_year: Option<i64>,
        /// When they say next how it goes.
        next_report: Date,
        /// What is planned by when, the earliest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<Milestone>,
    },
    /// Done.
    Kept {
        /// When.
        on: Date,
        /// Whole kronor.
        cost: i64,
        /// Where the money comes from, as the decision says; none where that was not asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        budget_source: Option<String>,
    },
    /// Not to be done after all.
    Stopped {
        /// When.
        on: Date,
        /// Why.
        reason: String,
        /// Who decided.
        decided_by: String,
        /// Where the money comes from, as the decision says; none where that was not asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        budget_source: Option<String>,
    },
}

/// Days from a yes to the plan for it (T27).
pub const PLAN_DAYS: i64 = 30;

/// The day by which what was approved is planned.
pub fn plan_by(decision: &Decision) -> Date {
    decision.meeting.date.add_days(PLAN_DAYS)
}

/// Something promised that should have come by a day that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// What: the plan, the report, the follow-up, or what was to be done.
    pub what: NextKind,
    /// By when.
    pub by: Date,
    /// Days since then.
    pub days: i64,
}

impl Course {
    /// What was promised and has not come in time, the longest overdue first.
    pub fn overdue(&self, today: Date) -> Vec<Overdue> {
        let plan = |decision: &Decision| (NextKind::Plan, plan_by(decision));
        let awaited = match self {
            Self::Proposal(
                Stage::Approved {
                    decision,
                    follow_up_date,
                    ..
                }
                | Stage::PartlyApproved {
                    decision,
                    follow_up_date,
                    ..
                },
            ) => vec![plan(decision), (NextKind::Report, *follow_up_date)],
            Self::Proposal(Stage::Answered {
                follow_up_date: Some(day),
                ..
            }) => vec![(NextKind::FollowUp, *day)],
            Self::Proposal(
                Stage::Planned { next_report, .. } | Stage::Implementing { next_report, .. },
            ) => vec![(NextKind::Report, *next_report)],
            // A day to begin says nothing of when it is done.
            Self::Idea(IdeaStage::Answered { answer, .. }) => match answer.as_ref() {
                IdeaMove::Try { pilot_to, .. } => vec![(NextKind::Implementation, *pilot_to)],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        let days = |by: Date| by.days_until(today);
        let mut overdue: Vec<Overdue> = awaited
            .into_iter()
            .filter(|(_, by)| days(*by) > 0)
            .map(|(what, by)| Overdue {
                what,
                by,
                days: days(by),
            })
            .collect();
        overdue.sort_by_key(|one| one.by);
        overdue
    }
}

impl Promise {
    /// Days the report is late; none where it is not, or none is due any more.
    pub fn late(&self, today: Date) -> Option<i64> {
        match self {
            Self::Open { next_report, .. } => {
                let late = next_report.days_until(today);
                (late > 0).then_some(late)
            }
            Self::Kept { .. } | Self::Stopped { .. } => None,
        }
    }

    /// Where the money comes from, where the decision says so.
    pub fn budget_source(&self) -> Option<&str> {
        match self {
            Self::Open { budget_source, .. }
            | Self::Kept { budget_source, .. }
            | Self::Stopped { budget_source, .. } => budget_source.as_deref(),
        }
    }
}

impl Stage {
    /// Where the money for what was promised comes from, where the decision says so.
    pub fn budget_source(&self) -> Option<&str> {
        match self {
            Self::Approved { budget_source, .. }
            | Self::PartlyApproved { budget_source, .. }
            | Self::Planned { budget_source, .. }
            | Self::Implementing { budget_source, .. }
            | Self::Implemented { budget_source, .. }
            | Self::Stopped { budget_source, .. } => budget_source.as_deref(),
            Self::Closed { promise, .. } => promise.as_ref()?.budget_source(),
            _ => None,
        }
    }

    /// The day the next report is due, while something promised is not done.
    pub fn report_by(&self) -> Option<Date> {
        match self.promise()? {
            Promise::Open { next_report, .. } => Some(next_report),
            Promise::Kept { .. } | Promise::Stopped { .. } => None,
        }
    }

    /// The first day it can go to the archive, where something was promised: those who wanted it are
    /// asked first, and have their time to say whether it was done.
    pub fn archived_from(&self) -> Option<Date> {
        self.promise()?;
        Some(follow_up::over_from(self.decision()?.meeting.date))
    }

    /// What was promised, where anything was.
    pub fn promise(&self) -> Option<Promise> {
        let budget_source = self.budget_source().map(str::to_owned);
        match self {
            Self::Approved {
                responsible,
                follow_up_date,
                ..
            }
            | Self::PartlyApproved {
                responsible,
                follow_up_date,
                ..
            } => Some(Promise::Open {
                owner: responsible.clone(),
                budget_source,
                budget_year: None,
                next_report: *follow_up_date,
                milestones: Vec::new(),
            }),
            Self::Planned {
                owner,
                budget_year,
                next_report,
                milestones,
                ..
            } => Some(Promise::Open {
                owner: owner.clone(),
                budget_source,
                budget_year: Some(*budget_year),
                next_report: *next_report,
                milestones: milestones.clone(),
            }),
            Self::Implementing {
                owner,
                next_report,
                milestones,
                ..
            } => Some(Promise::Open {
                owner: owner.clone(),
                budget_source,
                budget_year: None,
                next_report: *next_report,
                milestones: milestones.clone(),
            }),
            Self::Implemented {
                on, actual_cost, ..
            } => Some(Promise::Kept {
                on: *on,
                cost: *actual_cost,
                budget_source,
            }),
            Self::Stopped {
                on,
                reason,
                decided_by,
                ..
            } => Some(Promise::Stopped {
                on: *on,
                reason: reason.clone(),
                decided_by: decided_by.clone(),
                budget_source,
            }),
            Self::Closed { promise, .. } => promise.clone(),
            _ => None,
        }
    }
}
