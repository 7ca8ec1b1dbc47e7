//! Who agreed to be shown, and the port that knows it.

use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;

/// Something that was carried out, and who wanted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Famed {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    /// As it stands on the proposal.
    pub name: String,
    pub submitted: Date,
    pub done: Date,
    /// Whole kronor.
    pub cost: i64,
    pub photo_url: Option<String>,
    /// What the municipality said to whoever wanted it.
    pub thanks: Option<String>,
}

#[async_trait::async_trait]
pub trait FamePort: Send + Sync {
    /// Those who agreed, the latest done first.
    async fn hall(&self) -> Result<Vec<Famed>, AppError>;
    /// Agrees, or takes it back. Twice is as once.
    ///
    /// # Errors
    /// `NotFound`, or `Denied` to whoever did not put it forward and where it is not done.
    async fn agree(
        &self,
        actor: &Actor,
        id: ProposalId,
        shown: bool,
        now: Stamp,
    ) -> Result<(), AppError>;
}
