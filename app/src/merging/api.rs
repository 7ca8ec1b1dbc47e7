//! What is shown and typed, and the port the server fills in.

use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::merging::{NotMergeable, Outcome};
use nara_domain::proposal::Course;
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;
use crate::proposals::api::Similar;

/// One of the two, as everybody may read it.
#[derive(Clone, Debug)]
pub struct SideView {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    pub proposer_name: String,
    pub course: Course,
    pub support_count: i64,
    /// Support it needs to go to the council.
    pub threshold: Option<i64>,
    /// Its text; none where that may not be read.
    pub body: Option<String>,
}

/// That one becomes part of another, as it was suggested, and what was said so far.
#[derive(Clone, Debug)]
pub struct SuggestionView {
    pub lead: SideView,
    pub reason: String,
    pub by_name: String,
    pub at: Stamp,
    /// The last day for answers.
    pub until: Date,
    pub part_agrees: Option<bool>,
    pub lead_agrees: Option<bool>,
    pub ended: Option<(Outcome, Stamp)>,
    /// Whether the reader is asked, now.
    pub asked: bool,
    /// What the reader has said.
    pub mine: Option<bool>,
    /// Both were put forward by the same person.
    pub same_proposer: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct MergeView {
    /// The one that would become part of another.
    pub part: SideView,
    /// Whether the reader suggests such things.
    pub in_duty: bool,
    /// Why it cannot become part of any.
    pub hindered: Option<NotMergeable>,
    /// What it is part of, where the reader may set it free from that.
    pub free_of: Option<SideView>,
    /// What asks for something alike, for whoever suggests.
    pub similar: Vec<Similar>,
    /// The latest.
    pub suggestion: Option<SuggestionView>,
}

/// A suggestion as typed.
#[derive(Clone, Debug, Default)]
pub struct NewSuggestion {
    /// Number, address or diary number of the one that would lead.
    pub lead: String,
    pub reason: String,
    /// From the form: sending it twice makes one.
    pub once: String,
}

/// Why one is set free, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewFreedom {
    pub reason: String,
    /// From the form: sending it twice makes one.
    pub once: String,
}

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// The other one is still asked.
    Waiting,
    /// It is done.
    Merged,
    /// Nothing comes of it.
    Declined,
}

/// Making two proposals one.
#[async_trait::async_trait]
pub trait MergePort: Send + Sync {
    /// For those who suggest, and those who are asked.
    ///
    /// # Errors
    /// `Denied` to everybody else.
    async fn merge_page(
        &self,
        actor: &Actor,
        part: ProposalId,
        now: Stamp,
    ) -> Result<MergeView, AppError>;
    /// Asks both proposers, by letter and on their pages.
    ///
    /// # Errors
    /// `Invalid` at `lead` and `reason`; `Conflict` where somebody else was quicker.
    async fn suggest(
        &self,
        actor: &Actor,
        part: ProposalId,
        new: NewSuggestion,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// One of the two proposers says yes or no; whoever put both forward says it for both.
    ///
    /// # Errors
    /// `Invalid` at `answer`; `Denied` to others, and when it is over.
    async fn answer_merge(
        &self,
        actor: &Actor,
        part: ProposalId,
        answer: &str,
        now: Stamp,
    ) -> Result<Answered, AppError>;
    /// Lets what is part of another go on by itself, from where it was.
    ///
    /// # Errors
    /// `Invalid` at `reason`; `Denied` where it is part of nothing, or archived.
    async fn set_free(
        &self,
        actor: &Actor,
        part: ProposalId,
        new: NewFreedom,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Takes the suggestion back.
    ///
    /// # Errors
    /// `Denied` when it is over.
    async fn take_back_merge(
        &self,
        actor: &Actor,
        part: ProposalId,
        now: Stamp,
    ) -> Result<(), AppError>;
}
