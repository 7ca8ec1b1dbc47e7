//! What pages and forms ask about letters to many.

use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;

use crate::error::AppError;
use crate::proposals::api::ProposalItem;

/// A proposal somebody follows, or votes on without wanting letters about it.
#[derive(Clone, Debug)]
pub struct Followed {
    pub item: ProposalItem,
    pub stopped: bool,
}

/// What `/konto/aviseringar` shows of letters about proposals.
#[derive(Clone, Debug)]
pub struct LettersView {
    /// Whether a letter can reach the reader.
    pub address: bool,
    pub all_stopped: bool,
    pub followed: Vec<Followed>,
}

/// What a letter's link leads to. Not whose it is: the page can be opened by whoever has the letter.
#[derive(Clone, Debug)]
pub struct StopView {
    /// None: a letter that collects what happened, and is about no single proposal.
    pub proposal: Option<ProposalId>,
    /// None where not everybody may know it any more.
    pub title: Option<String>,
    pub slug: Option<String>,
    pub supports: bool,
    pub opposes: bool,
    pub stopped: bool,
    pub all_stopped: bool,
}

#[async_trait::async_trait]
pub trait FollowPort: Send + Sync {
    /// Also where the letters were stopped. Twice is once.
    async fn follow(&self, actor: &Actor, id: ProposalId, now: Stamp) -> Result<(), AppError>;
    /// No letters about it any more; the vote stays. Twice is once.
    async fn unfollow(&self, actor: &Actor, id: ProposalId, now: Stamp) -> Result<(), AppError>;
    /// The newest proposals first, from before one on.
    async fn letters(
        &self,
        actor: &Actor,
        before: Option<ProposalId>,
        limit: i64,
    ) -> Result<LettersView, AppError>;
    /// Letters about proposals, or none.
    async fn set_all(&self, actor: &Actor, on: bool, now: Stamp) -> Result<(), AppError>;
    /// # Errors
    /// `LinkUnknown` for a token that is none of ours.
    async fn find_stop(&self, token: &str) -> Result<StopView, AppError>;
    /// Stops the letters about the token's proposal, or those that collect, or all. Twice is once.
    async fn stop(&self, token: &str, all: bool, now: Stamp) -> Result<(), AppError>;
}
