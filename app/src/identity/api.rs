//! How well the reader is known, and two accounts of theirs that can become one.

use nara_domain::actor::{Actor, Level};
use nara_domain::time::Stamp;

use crate::error::AppError;

/// One of two accounts of the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeSide {
    pub name: String,
    pub email: Option<String>,
    pub since: Stamp,
    pub proposals: i64,
    pub comments: i64,
    /// Proposals supported.
    pub supported: i64,
}

/// What `/konto/sla-samman` shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeView {
    /// The account one is signed in to: it stays.
    pub here: MergeSide,
    /// What becomes part of it.
    pub there: Vec<MergeSide>,
}

/// What the population register said of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// No register is asked here, or no number of the reader's is known.
    NotAsked,
    /// It was to be asked and gave no answer.
    NoAnswer,
    /// Lives here, as of that day.
    Yes(Stamp),
    /// Does not live here, as of that day.
    No(Stamp),
    /// Lived here, so long ago that it has to be looked up again.
    Stale(Stamp),
}

/// What the account page says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownView {
    pub level: Level,
    pub registered: Registered,
}

/// What pages and forms ask of identities.
#[async_trait::async_trait]
pub trait IdentityPort: Send + Sync {
    async fn known(&self, actor: &Actor, now: Stamp) -> Result<KnownView, AppError>;
    /// `session` is [`crate::context::PageContext::session`].
    ///
    /// # Errors
    /// `NotFound` where nothing is offered to this session.
    async fn merge_offer(
        &self,
        actor: &Actor,
        session: &str,
        now: Stamp,
    ) -> Result<MergeView, AppError>;
}
