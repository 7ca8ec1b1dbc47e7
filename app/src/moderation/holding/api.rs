//! What is shown and typed of texts that wait, and of much in a short time; and the port the server fills in.

use nara_domain::actor::{Actor, Standing};
use nara_domain::ids::{HeldId, PaceId};
use nara_domain::moderation::holding::HoldReason;
use nara_domain::moderation::pace::{Figures, PaceKind};
use nara_domain::moderation::{HeldMonth, HeldMove, HeldState, Reason};
use nara_domain::time::{Date, Stamp};

use super::super::api::{Place, Reader};
use crate::error::AppError;

/// A text that waits, for moderators.
#[derive(Clone, Debug)]
pub struct HeldItem {
    pub id: HeldId,
    /// Where it is to stand, or stands.
    pub place: Place,
    pub author: String,
    pub text: String,
    /// What it quotes of somebody else's.
    pub quote: Option<String>,
    pub reasons: Vec<HoldReason>,
    pub state: HeldState,
    pub at: Stamp,
    /// The last step the page knows of; 0: none.
    pub seen: i64,
    /// Written by the reader: somebody else settles it.
    pub own: bool,
    pub reader: Option<Reader>,
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct HeldStepView {
    pub step: HeldMove,
    pub rule: Option<Reason>,
    pub reason: String,
    /// Empty: its author.
    pub by_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
}

/// The page of one of them.
#[derive(Clone, Debug)]
pub struct HeldView {
    pub item: HeldItem,
    pub steps: Vec<HeldStepView>,
    /// What the reader can do.
    pub possible: Vec<HeldMove>,
    /// The reader did not let it through: somebody else looks again.
    pub declined_it: bool,
    /// What its author says who asked that somebody looks again.
    pub words: String,
}

/// Much in a short time.
#[derive(Clone, Debug)]
pub struct PaceItem {
    pub id: PaceId,
    /// Of the proposal.
    pub place: Place,
    pub kind: PaceKind,
    pub figures: Figures,
    /// When somebody looked, who, and what they say.
    pub looked: Option<(Stamp, String, String)>,
}

/// What there is for moderators.
#[derive(Clone, Debug, Default)]
pub struct HeldQueue {
    /// What is to be looked at again, then the oldest first.
    pub items: Vec<HeldItem>,
    /// How many wait: the page shows no more than a hundred.
    pub count: i64,
    pub paces: Vec<PaceItem>,
}

/// A text of the reader's own.
#[derive(Clone, Debug)]
pub struct MyHeld {
    pub id: HeldId,
    pub place: Place,
    pub text: String,
    pub reasons: Vec<HoldReason>,
    pub state: HeldState,
    pub at: Stamp,
    /// The day by which somebody reads it.
    pub look_by: Date,
    /// Why it was not let through: the rule, the reason, the last day to ask that somebody looks again.
    pub declined: Option<(Reason, String, Date)>,
    /// What was said when somebody had looked again, or let it through.
    pub said: Option<String>,
    /// Asking is possible today.
    pub may_ask: bool,
    /// What the reader said when they asked.
    pub words: String,
}

/// A moderator's step, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewHeldStep {
    /// `domain::moderation::HeldMove`.
    pub step: String,
    /// `domain::moderation::Reason`.
    pub rule: String,
    pub reason: String,
    pub seen: String,
    pub once: String,
}

/// An author's step, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewOwnStep {
    /// `domain::moderation::HeldMove`.
    pub step: String,
    pub words: String,
    pub once: String,
}

/// Texts that a moderator reads before everybody can.
#[async_trait::async_trait]
pub trait HoldingPort: Send + Sync {
    /// What waits, and where much happened in a short time.
    ///
    /// # Errors
    /// `Denied` to everybody but moderators.
    async fn queue(&self, actor: &Actor, now: Stamp) -> Result<HeldQueue, AppError>;
    /// One text, for moderators. Whoever can do something with it is said to read it.
    ///
    /// # Errors
    /// `Denied` to everybody else; `NotFound`.
    async fn held(&self, actor: &Actor, id: HeldId, now: Stamp) -> Result<HeldView, AppError>;
    /// Several, for moderators who chose them; what is not there is left out.
    ///
    /// # Errors
    /// `Denied` to everybody else.
    async fn picked(
        &self,
        actor: &Actor,
        ids: &[HeldId],
        now: Stamp,
    ) -> Result<Vec<HeldView>, AppError>;
    /// Reads it instead of whoever does.
    ///
    /// # Errors
    /// `Denied` to everybody but moderators; `NotFound`.
    async fn take_over(&self, actor: &Actor, id: HeldId, now: Stamp) -> Result<(), AppError>;
    /// Lets it through, or not.
    ///
    /// # Errors
    /// `Invalid` at its fields; `Conflict` where somebody else was quicker; `Denied`.
    async fn settle(
        &self,
        actor: &Actor,
        id: HeldId,
        new: NewHeldStep,
        now: Stamp,
    ) -> Result<HeldMove, AppError>;
    /// The reader's own that wait or were settled lately. Empty for who is not signed in.
    async fn own(&self, actor: &Actor, now: Stamp) -> Result<Vec<MyHeld>, AppError>;
    /// One of the reader's own.
    ///
    /// # Errors
    /// `NotFound` to everybody else.
    async fn own_page(&self, actor: &Actor, id: HeldId, now: Stamp) -> Result<MyHeld, AppError>;
    /// Takes it back, or asks that somebody looks again.
    ///
    /// # Errors
    /// `Invalid` at `words`; `Denied` where it is settled or too late; `NotFound`.
    async fn own_step(
        &self,
        actor: &Actor,
        id: HeldId,
        new: NewOwnStep,
        now: Stamp,
    ) -> Result<HeldMove, AppError>;
    /// The one the reader sent last.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    async fn newest(&self, actor: &Actor) -> Result<HeldId, AppError>;
    /// Where much happened in a short time.
    ///
    /// # Errors
    /// `Denied` to everybody but moderators; `NotFound`.
    async fn pace(&self, actor: &Actor, id: PaceId) -> Result<PaceItem, AppError>;
    /// Says that somebody has looked at it.
    ///
    /// # Errors
    /// `Invalid` at `note`; `Conflict` where somebody else has; `Denied`.
    async fn look(&self, actor: &Actor, id: PaceId, note: &str, now: Stamp)
    -> Result<(), AppError>;
    /// What was let through and what was not, by month. For everybody.
    ///
    /// # Errors
    /// Only the database's.
    async fn log(&self, now: Stamp) -> Result<Vec<HeldMonth>, AppError>;
}
