//! What a municipality sets while its site runs, and how the operator has set it up.

use nara_domain::actor::Actor;
use nara_domain::fields::Values;
use nara_domain::letters::Trouble;
use nara_domain::proposal::Ruleset;
use nara_domain::switches::Feature;
use nara_domain::time::Stamp;

use crate::error::AppError;
use crate::i18n::Lang;

/// A version of the municipality's rules.
#[derive(Clone, Debug)]
pub struct RulesVersion {
    pub rules: Ruleset,
    pub since: Stamp,
    /// How many proposals and ideas were handed in under it.
    pub under: i64,
}

/// Where a setting of the server comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    #[default]
    Default,
    Flag,
    Environment,
    /// The file of settings.
    File,
}

impl Origin {
    pub const ALL: [Self; 4] = [Self::Default, Self::Flag, Self::Environment, Self::File];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Flag => "flag",
            Self::Environment => "environment",
            Self::File => "file",
        }
    }
}

/// Where letters go, without anything secret.
#[derive(Clone, Debug, Default)]
pub struct MailSettings {
    /// `smtps://…@mail.example.se:465`; none where letters become files.
    pub server: Option<String>,
    pub server_from: Origin,
    /// The server's address stands in a file of its own.
    pub in_file: bool,
    /// Where letters are written without a server.
    pub folder: String,
    pub sender: String,
    pub sender_from: Origin,
}

/// What came of the last letter that was sent to see whether letters go out.
#[derive(Clone, Debug)]
pub struct Tried {
    pub at: Stamp,
    pub by: String,
    /// None: it went out.
    pub trouble: Option<Trouble>,
}

/// What `/admin/post` shows.
#[derive(Clone, Debug)]
pub struct MailView {
    pub settings: MailSettings,
    /// Letters that were not tried yet.
    pub waiting: i64,
    /// Tried in vain, and to be tried again.
    pub failing: i64,
    /// Tried in vain so often that nobody tries any more.
    pub given_up: i64,
    /// When the oldest of them all was written.
    pub oldest: Option<Stamp>,
    /// Why, and how many of each.
    pub troubles: Vec<(Trouble, i64)>,
    pub tried: Option<Tried>,
    /// The reader's own confirmed address.
    pub own_address: Option<String>,
}

/// What the pages and forms of the settings ask. Everything is for administrators only.
#[async_trait::async_trait]
pub trait SettingsPort: Send + Sync {
    /// Whether this is an administrator; the pages whose content is in force for everybody ask no
    /// more than that.
    fn may(&self, actor: &Actor) -> Result<(), AppError>;
    /// Every version of the rules, newest first.
    async fn rules(&self, actor: &Actor) -> Result<Vec<RulesVersion>, AppError>;
    /// Checks what was typed against the newest version, and publishes nothing.
    async fn check_rules(&self, actor: &Actor, typed: &Values) -> Result<(), AppError>;
    /// Publishes what was typed as the newest version. `seen`: the version it was made from.
    ///
    /// # Errors
    /// `Conflict` where that is no longer the newest.
    async fn publish_rules(
        &self,
        actor: &Actor,
        typed: &Values,
        seen: i64,
        now: Stamp,
    ) -> Result<i64, AppError>;
    /// Makes this the site's colour, or the site's own where nothing is typed.
    async fn set_theme(&self, actor: &Actor, typed: &str, now: Stamp) -> Result<(), AppError>;
    /// Sets which texts wait for a moderator, with what
    /// [`nara_domain::moderation::holding::HoldingRules::read`] reads.
    async fn set_holding(&self, actor: &Actor, typed: &Values, now: Stamp) -> Result<(), AppError>;
    /// Sets who is written to when a moderator sees a threat, or nobody where nothing is typed.
    async fn set_duty(&self, actor: &Actor, typed: &str, now: Stamp) -> Result<(), AppError>;
    /// Switches something off, with what [`nara_domain::switches::Pause::read`] reads.
    async fn close(
        &self,
        actor: &Actor,
        feature: Feature,
        typed: &Values,
        now: Stamp,
    ) -> Result<(), AppError>;
    /// Switches it on again.
    async fn open(&self, actor: &Actor, feature: Feature, now: Stamp) -> Result<(), AppError>;
    async fn mail(&self, actor: &Actor) -> Result<MailView, AppError>;
    /// Sends a letter to the administrator's own address; what came of it is in [`MailView::tried`].
    async fn try_mail(&self, actor: &Actor, lang: Lang, now: Stamp) -> Result<(), AppError>;
}
