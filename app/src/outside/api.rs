//! Questions to bodies outside the municipality: what is shown and typed, and the port the server fills
//! in.

use nara_domain::actor::{Actor, Standing};
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::outside::State;
use nara_domain::time::{Date, Stamp};

use crate::error::AppError;
use crate::i18n::Lang;
use crate::proposals::api::NewAct;
pub use crate::proposals::api::{ArrivedLine, ArrivedView, RequestView};

/// What a letter's link leads to.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: ProposalId,
    pub slug: String,
    pub title: String,
    /// `None`: withheld.
    pub body: Option<String>,
    pub organisation: String,
    pub question: String,
    pub answer_by: Date,
    /// Who asks, as they were then.
    pub by: String,
    pub standing: Option<Standing>,
    pub state: State,
    /// Why the answer before was sent back, and what it said: it need not be written again.
    pub returned: Option<(String, Values)>,
    /// What has come by this very link.
    pub sent: Option<Values>,
}

/// What the pages and forms of both sides ask for.
#[async_trait::async_trait]
pub trait OutsidePort: Send + Sync {
    /// Puts the question into the record and the letter with the link into the outbox. `new` carries
    /// [`nara_domain::outside::ASK`].
    ///
    /// # Errors
    /// `Invalid` at the fields; `Denied` to who may not ask, or where the case is not.
    async fn ask(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewAct,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError>;

    /// The link dies, and everybody reads that nobody waits any more.
    ///
    /// # Errors
    /// `Conflict` where an answer has come meanwhile, or it was withdrawn; `Invalid` at `reason`.
    async fn withdraw(
        &self,
        actor: &Actor,
        request: (ProposalId, i64),
        new: NewAct,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError>;

    /// Publishes what came, unchanged. `answer` is the one that was on the page.
    ///
    /// # Errors
    /// `Conflict` where that is not the one that waits; `Denied` to who may not answer.
    async fn publish(
        &self,
        actor: &Actor,
        request: (ProposalId, i64),
        answer: i64,
        now: Stamp,
    ) -> Result<(), AppError>;

    /// Sends it back: a letter with another link, and why.
    ///
    /// # Errors
    /// As [`OutsidePort::publish`]; `Invalid` at `reason`.
    async fn send_back(
        &self,
        actor: &Actor,
        request: (ProposalId, i64),
        (answer, typed): (i64, &Values),
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError>;

    /// What the link with this secret leads to.
    ///
    /// # Errors
    /// `LinkUnknown`, `LinkExpired`; `LinkUsed` where a newer letter has another link; `Gone` where the
    /// question was withdrawn.
    async fn asked(&self, secret: &str, now: Stamp) -> Result<Asked, AppError>;

    /// Keeps an answer for who asked.
    ///
    /// # Errors
    /// As [`OutsidePort::asked`]; `LinkUsed` where another answer came by it, `Invalid` at the fields.
    async fn answer(
        &self,
        secret: &str,
        typed: &Values,
        network: &str,
        now: Stamp,
    ) -> Result<(), AppError>;
}
