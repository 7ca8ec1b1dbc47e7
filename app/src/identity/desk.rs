//! What administrators see of the ways in, and of the register of who lives here.

use nara_domain::actor::{Actor, Standing};
use nara_domain::time::Stamp;

use crate::context::ProviderChoice;
use crate::error::AppError;

/// Why an identity provider is no way in just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderTrouble {
    /// It does not answer, or not as a provider does.
    Down,
    /// It answers, and what it says of itself cannot be believed.
    Refused,
}

impl ProviderTrouble {
    pub const ALL: [Self; 2] = [Self::Down, Self::Refused];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Refused => "refused",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.code() == code)
    }
}

/// What came of asking a provider for its description.
#[derive(Clone, Debug)]
pub struct ProviderTried {
    pub at: Stamp,
    pub by: String,
    /// None: it answered as it should.
    pub trouble: Option<ProviderTrouble>,
}

/// An identity provider as the operator set it up, without anything secret.
#[derive(Clone, Debug)]
pub struct ProviderView {
    pub choice: ProviderChoice,
    /// Its address, as it writes it.
    pub issuer: String,
    /// Where it sends people back to: what has to be registered there.
    pub redirect: String,
    /// Whether nobody is signed in by it without a national number.
    pub number_required: bool,
    /// Groups of the provider's, and the duty each gives.
    pub staff: Vec<(String, Standing)>,
    pub tried: Option<ProviderTried>,
}

/// Where it is asked who lives here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterSource {
    /// In the list that administrators load.
    Roll,
    /// At a service of the operator's, by its host.
    Service(String),
}

/// The list that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollView {
    pub loaded_at: Stamp,
    pub entries: i64,
}

/// What came of the last list that was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollLoaded {
    pub at: Stamp,
    pub by: String,
    pub stored: u64,
    /// Lines without a valid number.
    pub refused: u64,
    /// The first of them, by their place in the file.
    pub refused_lines: Vec<u64>,
}

/// What `/admin/folkbokforing` shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterView {
    pub source: RegisterSource,
    pub roll: Option<RollView>,
    pub last: Option<RollLoaded>,
}

/// What the administration's pages and forms ask of ways in and of the register.
#[async_trait::async_trait]
pub trait IdentityDeskPort: Send + Sync {
    async fn providers(&self, actor: &Actor) -> Result<Vec<ProviderView>, AppError>;
    /// Asks a provider for its description, as a first sign-in would; what came of it is in
    /// [`ProviderView::tried`].
    ///
    /// # Errors
    /// `NotFound` where there is no such provider; `TooMany`.
    async fn try_provider(&self, actor: &Actor, id: &str, now: Stamp) -> Result<(), AppError>;
    async fn register(&self, actor: &Actor) -> Result<RegisterView, AppError>;
    /// Whether a list is taken from this person now, before it is read.
    ///
    /// # Errors
    /// `Denied`; `TooMany`.
    fn may_load(&self, actor: &Actor, now: Stamp) -> Result<(), AppError>;
    /// Makes a list of national numbers, one a line, the one that counts; where they are sure, also
    /// one that is doubted ([`nara_domain::roll::check`]).
    ///
    /// # Errors
    /// `Invalid` at the field `roll`; the list before then stays.
    async fn load_roll(
        &self,
        actor: &Actor,
        file: (Vec<u8>, bool),
        now: Stamp,
    ) -> Result<(), AppError>;
}
