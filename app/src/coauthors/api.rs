//! The port the server fills in. What is shown of an idea is part of its page.

use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;

use crate::error::AppError;
pub use crate::proposals::api::{Coauthor, CoauthorsView};

/// An idea on which the reader is asked to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
}

#[async_trait::async_trait]
pub trait CoauthorPort: Send + Sync {
    /// Asks a member of the author's group whether they want to stand on the idea. Twice is as once.
    ///
    /// # Errors
    /// `Invalid` at `alias` where nobody else in the group is called that; `Denied` to all but the author
    /// and those who run the group, and where it is full, over, or was declined.
    async fn ask_coauthor(
        &self,
        actor: &Actor,
        idea: ProposalId,
        alias: &str,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Says yes or no to that.
    ///
    /// # Errors
    /// `Denied` where nobody asks.
    async fn answer_coauthor(
        &self,
        actor: &Actor,
        idea: ProposalId,
        yes: bool,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Takes somebody off the idea, or takes the question to them back. `member`: their number; none:
    /// oneself.
    ///
    /// # Errors
    /// `Denied` where they may not, or it is over.
    async fn take_off(
        &self,
        actor: &Actor,
        idea: ProposalId,
        member: Option<i64>,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Ideas on which the actor is asked to stand.
    async fn asked_to_share(&self, actor: &Actor) -> Result<Vec<Asked>, AppError>;
}
