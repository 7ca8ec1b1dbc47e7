//! What pages and forms ask about passkeys and about proving again who one is.

use nara_domain::actor::Actor;
use nara_domain::time::Stamp;

use crate::accounts::api::{CodeAsked, NewSession, Visit};
use crate::context::Proof;
use crate::error::AppError;
use crate::i18n::Lang;

/// By what the reader can prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provable {
    /// Acts in a duty: only what woke it counts.
    pub strongly: bool,
    pub passkey: bool,
    pub password: bool,
    /// A code can be sent.
    pub email: bool,
    /// An identity provider is a way into the account.
    pub provider: bool,
    /// One of the demo's people: a button.
    pub demo: bool,
}

impl Provable {
    pub const fn by_nothing(self) -> bool {
        !(self.passkey || self.password || self.email || self.provider || self.demo)
    }
}

/// One of the reader's passkeys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyItem {
    pub id: i64,
    pub name: String,
    pub created_at: Stamp,
    pub last_used_at: Option<Stamp>,
    /// Wakes duties.
    pub vouched: bool,
}

/// What `/konto/passnycklar` shows.
#[derive(Clone, Debug)]
pub struct PasskeysView {
    pub passkeys: Vec<PasskeyItem>,
    /// Passkeys work at this address at all.
    pub possible: bool,
    /// One of the demo's people, whose accounts are everybody's: none can be added.
    pub shared: bool,
    /// Holds a duty, and the session shows too little for a passkey that would wake it.
    pub needs_link: bool,
    /// Removing the only one would lock its owner out.
    pub last_way_in: bool,
}

/// What the browser is to hand to the device, as JSON, and the secret it keeps until the answer.
pub struct Begun {
    pub options: String,
    pub secret: String,
    pub expires_at: Stamp,
}

impl std::fmt::Debug for Begun {
    /// The secret never reaches a log line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Begun").finish_non_exhaustive()
    }
}

/// The browser's answer to what was begun in it.
#[derive(Clone, Copy)]
pub struct Answered<'a> {
    /// The secret out of its cookie.
    pub browser: &'a str,
    /// What the device said, as JSON.
    pub answer: &'a str,
}

/// Every proof answers with the session's new secret: what was copied of the old one proves nothing.
#[async_trait::async_trait]
pub trait ProofPort: Send + Sync {
    async fn provable(&self, actor: &Actor) -> Result<Provable, AppError>;
    async fn prove_by_password(
        &self,
        actor: &Actor,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError>;
    /// Sends a code to the account's own address; `browser` as for
    /// [`crate::accounts::api::AccountPort::ask_code`].
    async fn ask_proof_code(
        &self,
        actor: &Actor,
        browser: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<CodeAsked, AppError>;
    async fn prove_by_code(
        &self,
        actor: &Actor,
        code: &str,
        browser: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError>;
    /// Demo mode only, and as one of its people: `NotFound` elsewhere.
    async fn prove_as_demo(
        &self,
        actor: &Actor,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError>;

    /// Whether passkeys work at this address: it needs a name, a number is none.
    fn passkeys_possible(&self) -> bool;
    /// Asks the browser for any passkey it has for us: nothing is said of any account, and no address
    /// is asked for.
    async fn begin_use(&self, visit: &Visit, now: Stamp) -> Result<Begun, AppError>;
    /// Signs in.
    ///
    /// # Errors
    /// `PasskeyRefused`, whatever is wrong with it.
    async fn sign_in_by_passkey(
        &self,
        answered: Answered<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError>;
    async fn prove_by_passkey(
        &self,
        actor: &Actor,
        answered: Answered<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError>;
    async fn passkeys(&self, actor: &Actor, proof: Option<Proof>)
    -> Result<PasskeysView, AppError>;
    /// Whether [`ProofPort::begin_adding`] would take the link.
    async fn check_passkey_link(
        &self,
        actor: &Actor,
        link: &str,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Begins to add one. `link` is empty, or the token that vouches for it.
    ///
    /// # Errors
    /// `ProveAgain`; `Denied` where a duty asks for a link, or there are too many.
    async fn begin_adding(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
        link: &str,
        now: Stamp,
    ) -> Result<Begun, AppError>;
    /// Keeps it under a name; a letter says so.
    async fn add_passkey(
        &self,
        actor: &Actor,
        answered: Answered<'_>,
        name: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError>;
    async fn rename_passkey(&self, actor: &Actor, id: i64, name: &str) -> Result<(), AppError>;
    /// Removes it, and ends the sessions that it began, but this one. A letter says so.
    ///
    /// # Errors
    /// `ProveAgain`; `Denied` where it is the last way in.
    async fn remove_passkey(
        &self,
        actor: &Actor,
        id: i64,
        proof: Option<Proof>,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError>;
}
