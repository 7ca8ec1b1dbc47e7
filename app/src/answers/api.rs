//! The port for what is written and not yet published.

use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::{IdeaMoveKind, TransitionKind};
use nara_domain::time::Stamp;
use nara_domain::waiting::AnswerDeed;

use crate::error::AppError;
use crate::proposals::api::{ActView, NewAct, ProposalView};
pub use crate::proposals::api::{WaitingAnswer, WaitingLine};

/// What a form of the officials' side does to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    Answer(ActKind),
    Step(TransitionKind),
    Idea(IdeaMoveKind),
    Correction(ActId),
}

/// What such a form would do.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The case as it would be then.
    pub case: ProposalView,
    /// What would be new in its record, as everybody would see it.
    pub act: ActView,
}

/// What the forms of the officials' side ask for before anything is published.
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

    /// What a form would do, and nothing is done: the same permissions, the same rules and the same
    /// errors as where it is published.
    ///
    /// # Errors
    /// Those of publishing it.
    async fn look(
        &self,
        actor: &Actor,
        id: ProposalId,
        intent: Intent,
        new: NewAct,
        now: Stamp,
    ) -> Result<Looked, AppError>;
}
