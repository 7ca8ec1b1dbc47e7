//! The port the server fills in. What is shown is part of the idea's page.

use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;

use crate::error::AppError;
pub use crate::proposals::api::{HelperNames, HelpersView};

#[async_trait::async_trait]
pub trait HelpingPort: Send + Sync {
    /// Says that one wants to help, and whether one's name may be told to whoever wrote the idea or leads
    /// the group. Said again, the last word holds.
    ///
    /// # Errors
    /// `NotFound` for what is no idea; `Denied` to its author, to who does not live here and is in no
    /// group, and where it is done.
    async fn help(
        &self,
        actor: &Actor,
        idea: ProposalId,
        shows_name: bool,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Takes it back, also where nobody can say it any more. Twice is as once.
    ///
    /// # Errors
    /// `NotFound` for what may not be read.
    async fn stop_helping(
        &self,
        actor: &Actor,
        idea: ProposalId,
        now: Stamp,
    ) -> Result<(), AppError>;
}
