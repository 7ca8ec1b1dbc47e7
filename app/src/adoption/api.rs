//! What is shown and typed, and the port the server fills in.

use nara_domain::actor::Actor;
use nara_domain::adoption::AdoptionState;
use nara_domain::error::Denied;
use nara_domain::ids::{AdoptionId, ProposalId};
use nara_domain::time::Stamp;

use crate::error::AppError;
pub use crate::proposals::api::{AdoptionView, Linked};

/// That somebody wants to hand in an idea, for whoever answers.
#[derive(Clone, Debug)]
pub struct Request {
    pub id: AdoptionId,
    pub name: String,
    pub why: String,
    pub at: Stamp,
    pub state: AdoptionState,
    /// What was said back.
    pub word: String,
    pub handed_in: bool,
}

/// The reader's own question.
#[derive(Clone, Debug)]
pub struct MyRequest {
    pub state: AdoptionState,
    pub why: String,
    pub at: Stamp,
    /// What was said back.
    pub word: String,
    /// Whether it is being written.
    pub begun: bool,
    pub handed_in: bool,
}

/// The page.
#[derive(Clone, Debug)]
pub struct AdoptPageView {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    /// Whose idea it is.
    pub name: String,
    /// Why the reader cannot ask.
    pub refused: Option<Denied>,
    pub mine: Option<MyRequest>,
    /// Whether the reader says yes or no.
    pub answers: bool,
    /// Whether that is for whoever runs the author's group.
    pub by_supervisor: bool,
    /// Whether the question can have words of its own: strangers write nothing to a young person unread.
    pub takes_words: bool,
    /// Empty but for whoever answers.
    pub requests: Vec<Request>,
    pub became: Option<Linked>,
}

/// An idea with questions that wait for the reader.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    pub count: i64,
}

/// An answer as typed.
#[derive(Clone, Debug, Default)]
pub struct NewAnswer {
    /// Which question.
    pub request: String,
    /// `domain::merging::Answer`.
    pub answer: String,
    pub word: String,
}

/// Handing in somebody's idea as a proposal in one's own name.
#[async_trait::async_trait]
pub trait AdoptionPort: Send + Sync {
    /// For whoever can ask, has asked, or answers.
    ///
    /// # Errors
    /// `NotFound` for what is no idea, `Denied` to everybody else.
    async fn adopt_page(
        &self,
        actor: &Actor,
        idea: ProposalId,
        now: Stamp,
    ) -> Result<AdoptPageView, AppError>;
    /// Asks. Twice is once.
    ///
    /// # Errors
    /// `Invalid` at `why`; `Denied` where it cannot be asked. Without words where a member of a group
    /// answers.
    async fn ask_for_idea(
        &self,
        actor: &Actor,
        idea: ProposalId,
        why: &str,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Takes the question back, or lets go of a yes.
    ///
    /// # Errors
    /// `Denied` when it is over.
    async fn take_question_back(
        &self,
        actor: &Actor,
        idea: ProposalId,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Says yes or no. A yes can become a no until the proposal is handed in.
    ///
    /// # Errors
    /// `Invalid` at `answer` and `word`; `Denied` to others, and when it is over.
    async fn answer_question(
        &self,
        actor: &Actor,
        idea: ProposalId,
        new: NewAnswer,
        now: Stamp,
    ) -> Result<AdoptionState, AppError>;
    /// The draft it is written in: the idea's words, which can be changed. Twice is the same one.
    ///
    /// # Errors
    /// `Denied` without a yes.
    async fn begin_from_idea(
        &self,
        actor: &Actor,
        idea: ProposalId,
        now: Stamp,
    ) -> Result<String, AppError>;
    /// The draft in which whoever began a problem makes a proposal of it. Twice is the same one.
    ///
    /// # Errors
    /// `NotFound` for what is no problem, `Denied` to others, and when it is over.
    async fn begin_from_problem(
        &self,
        actor: &Actor,
        problem: ProposalId,
        now: Stamp,
    ) -> Result<String, AppError>;
    /// Ideas with questions that wait for this reader.
    async fn questions_for(&self, actor: &Actor, now: Stamp) -> Result<Vec<Waiting>, AppError>;
    /// The idea or problem a draft is written from.
    async fn written_from(&self, draft: &str) -> Result<Option<Linked>, AppError>;
}
