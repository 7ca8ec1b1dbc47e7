//! Figures over all cases, and the port that counts them. Everybody may see them.

use nara_domain::follow_up::Replies;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Course, Promise, StageGroup, TransitionKind};
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;
use crate::i18n::Lang;
use crate::proposals::api::ProposalItem;

/// How it goes with the proposals.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// How many stand where.
    pub groups: Vec<(StageGroup, i64)>,
    /// How many were decided which way, corrections counted as they are now.
    pub decisions: Vec<(TransitionKind, i64)>,
    /// Days from handing in to the first answer or decision; none while nothing was answered.
    pub median_answer_days: Option<i64>,
    /// Days from handing in to the decision.
    pub median_decision_days: Option<i64>,
    /// Undecided after the promised day.
    pub overdue: i64,
    /// Those that have waited longest for a decision.
    pub waiting: Vec<ProposalItem>,
}

/// A proposal that is not decided.
#[derive(Clone, Debug)]
pub struct Undecided {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    pub diary_number: Option<String>,
    pub received: Date,
    pub course: Course,
    pub answer_by: Option<Date>,
    /// What was last said about why it takes longer, and the day that was promised then.
    pub delay: Option<(String, Option<Date>)>,
}

impl Undecided {
    /// Days for which the clock has stood still.
    pub fn waited(&self) -> i64 {
        self.course.as_proposal().map_or(0, |stage| stage.waited())
    }

    /// Days it is late; none where it is not.
    pub fn late(&self, today: Date) -> Option<i64> {
        let late = self.answer_by?.days_until(today);
        (late > 0).then_some(late)
    }
}

/// Something that was approved, and what became of it.
#[derive(Clone, Debug)]
pub struct Promised {
    pub item: ProposalItem,
    pub promise: Promise,
    /// What those who wanted it say, once enough have said something.
    pub replies: Option<Replies>,
    /// The last picture that came with a report of it.
    pub photo: Option<PromisePhoto>,
}

/// A picture beside a promise: a document of the case, by its number there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromisePhoto {
    pub number: i64,
    /// What it shows.
    pub text: String,
    /// Who took it.
    pub by: String,
}

/// What was promised.
#[derive(Clone, Debug, Default)]
pub struct Promises {
    /// Not done yet, the report that is due first on top.
    pub open: Vec<Promised>,
    /// The latest first.
    pub kept: Vec<Promised>,
    pub stopped: Vec<Promised>,
}

#[async_trait::async_trait]
pub trait StatisticsPort: Send + Sync {
    async fn standing(&self, now: Stamp) -> Result<Standing, AppError>;
    async fn promises(&self) -> Result<Promises, AppError>;
    /// The oldest first.
    async fn undecided(&self) -> Result<Vec<Undecided>, AppError>;
    /// The same as a file for spreadsheets.
    async fn undecided_file(&self, lang: Lang, now: Stamp) -> Result<String, AppError>;
}
