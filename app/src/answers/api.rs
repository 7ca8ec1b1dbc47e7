//! The port for answers that are written and not yet published.

use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;
use nara_domain::waiting::AnswerDeed;

use crate::error::AppError;
use crate::proposals::api::NewAct;
pub use crate::proposals::api::{WaitingAnswer, WaitingLine};

/// What the form of a service answer asks for.
#[async_trait::async_trait]
pub trait AnswerPort: Send + Sync {
    /// Publishes, keeps, times, gives back or throws away; or only says what is wrong with it, where it
    /// is to be looked at first. `new` carries [`crate::proposals::api::SEEN_PREPARED`], as
    /// [`nara_domain::waiting::Seen`], and for a set time the fields for day and time.
    ///
    /// # Errors
    /// `Conflict` where a colleague has answered or changed what waits since, and nothing is done;
    /// `Invalid` at the fields; `Denied` to who may not answer.
    async fn send(
        &self,
        actor: &Actor,
        id: ProposalId,
        deed: AnswerDeed,
        new: NewAct,
        now: Stamp,
    ) -> Result<(), AppError>;
}
