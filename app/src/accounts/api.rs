//! Accounts: registering, signing in and out, what the account page shows.

#[cfg(feature = "ssr")]
use nara_domain::actor::Actor;
use nara_domain::actor::Standing;
use nara_domain::ids::PersonId;
use nara_domain::session::Way;
use nara_domain::time::Stamp;

#[cfg(feature = "ssr")]
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::i18n::Lang;

/// Fewest characters of a password, as people count.
pub const PASSWORD_MIN: usize = 15;
/// Most characters of the name that stands beside what a person writes.
pub const DISPLAY_NAME_MAX: usize = nara_domain::text::NAME_MAX;

/// Most keys for programs that one account has at a time.
pub const API_KEYS_MAX: i64 = 10;

/// A signed-in browser of the account, or a program's key.
#[derive(Clone, Debug)]
pub struct SessionItem {
    pub created_at: Stamp,
    pub last_seen_at: Stamp,
    /// How it was begun, or made stronger since.
    pub way: Way,
    pub device: Device,
    pub this_one: bool,
    /// What it is ended by (never its secret).
    pub id: String,
}

/// What is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A program, by a key.
    Program,
    /// As far as it told: `Firefox` on `Android`.
    Browser {
        browser: Option<&'static str>,
        system: Option<&'static str>,
    },
}

/// Where a request came from: what limits and the list of signed-in browsers need of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// The client's network (/24 or /56), as text: fine enough for limits, too coarse to follow
    /// somebody by.
    pub network: String,
    pub user_agent: String,
    /// The session the browser has already (its hash), empty where it has none: signing in ends it.
    pub session: String,
}

/// What `/konto` shows.
#[derive(Clone, Debug)]
pub struct AccountView {
    pub id: PersonId,
    pub display_name: String,
    pub email: Option<String>,
    /// Not where somebody else made the account.
    pub has_password: bool,
    pub standings: Vec<Standing>,
    /// Ids of the identity providers that are ways into the account.
    pub providers: Vec<String>,
    /// Those of them that wake no duty, for who has one: a password linked them.
    pub weak_providers: Vec<String>,
    pub sessions: Vec<SessionItem>,
    pub supported: i64,
    /// Proposals the person follows.
    pub followed: i64,
}

/// A new session's secret, to be put into the cookie once.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSession {
    pub secret: String,
    pub expires_at: Stamp,
}

/// What a browser keeps of having asked for a code: without it the code is none.
#[derive(Clone, PartialEq, Eq)]
pub struct CodeAsked {
    pub secret: String,
    pub expires_at: Stamp,
}

impl std::fmt::Debug for CodeAsked {
    /// The secret never reaches a log line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CodeAsked")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for NewSession {
    /// The secret never reaches a log line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewSession")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// A letter of the demo's post box.
#[derive(Clone, Debug)]
pub struct DemoMail {
    pub to: String,
    pub subject: String,
    pub body: String,
    pub at: Stamp,
}

/// The demo's accounts, in the order of the buttons: (key, name, what one can do as them is the
/// text `demo-<key>`).
pub const DEMO_ACCOUNTS: [&str; 10] = [
    "invanare",
    "invanare2",
    "ungdom",
    "handledare",
    "handlaggare",
    "fortroendevald",
    "sekreterare",
    "sekreterare2",
    "moderator",
    "admin",
];

/// What somebody who registers has typed, as typed.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy)]
pub struct NewAccount<'a> {
    pub display_name: &'a str,
    pub email: &'a str,
    pub password: &'a str,
    /// The letter's language.
    pub lang: Lang,
    /// Where the confirmation leads on to: a local address.
    pub next: &'a str,
}

/// What pages and forms ask of accounts. Known and unknown addresses are answered alike.
#[cfg(feature = "ssr")]
#[async_trait::async_trait]
pub trait AccountPort: Send + Sync {
    /// Sends a confirmation link (or, where the address has an account already, a letter saying
    /// so). Nobody but the owner of the address learns which.
    async fn register(
        &self,
        new: &NewAccount<'_>,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Whether [`AccountPort::confirm`] would work, and the local address it leads on to: what the
    /// page behind the link shows first, because mail scanners follow links.
    async fn check_link(&self, token: &str, now: Stamp) -> Result<String, AppError>;
    /// Confirms the address and signs in. The link works once, and only with the password that was
    /// chosen when it was asked for: whoever reads the letter need not be who registered.
    /// Returns the session and the local address to go on to.
    async fn confirm(
        &self,
        token: &str,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(NewSession, String), AppError>;
    /// Asks for a letter with a link to a new password. The answer is the same whether the address
    /// has an account; only then a letter is written.
    async fn ask_reset(
        &self,
        email: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Whether [`AccountPort::reset_password`] would take the link.
    async fn check_reset(&self, token: &str, now: Stamp) -> Result<(), AppError>;
    /// Sets a new password. The link works once and for an hour; every session and every key of the
    /// account ends, and a letter says so.
    async fn reset_password(
        &self,
        token: &str,
        password: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Asks for a letter with a code to sign in with. As with [`AccountPort::ask_reset`], nobody
    /// learns whether the address has an account. `browser` is the secret this browser kept of what
    /// it asked for before, if any: that code ends.
    async fn ask_code(
        &self,
        email: &str,
        browser: &str,
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<CodeAsked, AppError>;
    /// Signs in with the code out of the letter: once, in the browser that asked for it, within ten
    /// minutes and five tries.
    async fn sign_in_by_code(
        &self,
        code: &str,
        browser: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError>;
    /// For the jobs: writes the letters that were asked for, and tells how many were looked at.
    async fn write_letters(&self, now: Stamp) -> Result<u64, AppError>;
    async fn sign_in(
        &self,
        email: &str,
        password: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError>;
    /// Demo mode only: `NotFound` elsewhere.
    async fn demo_sign_in(
        &self,
        account: &str,
        visit: &Visit,
        now: Stamp,
    ) -> Result<NewSession, AppError>;
    /// `session` is [`crate::context::PageContext::session`].
    async fn sign_out(&self, session: &str) -> Result<(), AppError>;
    async fn sign_out_everywhere(&self, actor: &Actor) -> Result<(), AppError>;
    /// Ends one of the account's browsers, by its [`SessionItem::id`].
    ///
    /// # Errors
    /// `NotFound` where the account has no such one.
    async fn end_session(&self, actor: &Actor, id: &str) -> Result<(), AppError>;
    /// Ends every browser but this one; keys for programs go on. `session` is
    /// [`crate::context::PageContext::session`].
    async fn end_other_sessions(&self, actor: &Actor, session: &str) -> Result<(), AppError>;
    async fn account(
        &self,
        actor: &Actor,
        session: &str,
        now: Stamp,
    ) -> Result<AccountView, AppError>;
    /// `passwords` are the present and the new one. Ends every other session and every key, and a
    /// letter says so.
    async fn change_password(
        &self,
        actor: &Actor,
        session: &str,
        passwords: (&str, &str),
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Sends a link to the new address. `typed` are that and the present password.
    async fn ask_address(
        &self,
        actor: &Actor,
        typed: (&str, &str),
        lang: Lang,
        visit: &Visit,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Which address [`AccountPort::confirm_address`] would make the account's.
    async fn check_address(
        &self,
        actor: &Actor,
        token: &str,
        now: Stamp,
    ) -> Result<String, AppError>;
    /// Makes the new address the account's, once, for who asked; the old one gets a letter.
    async fn confirm_address(
        &self,
        actor: &Actor,
        token: &str,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// A key for the REST interface, shown once. Ends by itself, by being taken back, and by signing
    /// out everywhere. `way` is how the session that makes it began: a key wakes no duty that is
    /// dormant in that session.
    ///
    /// # Errors
    /// `Denied` where there are [`API_KEYS_MAX`] already.
    async fn make_api_key(&self, actor: &Actor, way: Way, now: Stamp) -> Result<String, AppError>;
    /// `key` is the [`SessionItem::id`] of a program's.
    async fn revoke_api_key(&self, actor: &Actor, key: &str) -> Result<(), AppError>;
    /// Demo mode only: the letters written so far, newest first.
    async fn demo_mail(&self) -> Result<Vec<DemoMail>, AppError>;
}
