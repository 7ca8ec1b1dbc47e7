//! What is held about the reader, taking it out, and taking the account away.

use nara_domain::actor::Actor;
use nara_domain::privacy::Holding;
use nara_domain::time::Stamp;

use crate::context::Proof;
use crate::error::AppError;
use crate::i18n::Lang;

/// One kind of thing that is held about the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub holding: Holding,
    /// How many rows there are of it.
    pub count: i64,
}

/// Why an account stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Its person holds a duty.
    Duty,
    /// It is one of the demo's, which are everybody's.
    Demo,
}

/// What there is of an account that words about it must not get wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// An alias in a group, and nothing else.
    Alias,
    /// A name; whoever has it comes by an identity provider or a passkey.
    Name,
    /// A name and an address.
    Address,
    /// A name, an address and a password.
    Password,
}

impl Made {
    pub const ALL: [Self; 4] = [Self::Alias, Self::Name, Self::Address, Self::Password];

    /// What words for it are called by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alias => "alias",
            Self::Name => "name",
            Self::Address => "address",
            Self::Password => "password",
        }
    }
}

/// What `/konto/uppgifter` and `/konto/ta-bort` show.
#[derive(Clone, Debug)]
pub struct PrivacyView {
    /// Every [`Holding`], in its order.
    pub held: Vec<Held>,
    pub made: Made,
    /// None where the account may be taken away.
    pub kept: Option<Kept>,
    /// Proposals whose time for support has not ended: support for them goes with the account.
    pub open_supports: i64,
}

/// What pages and forms ask about the reader's own data.
#[async_trait::async_trait]
pub trait PrivacyPort: Send + Sync {
    async fn overview(&self, actor: &Actor) -> Result<PrivacyView, AppError>;
    /// Everything held, as the bytes of a zip archive. `proof` is
    /// [`crate::context::PageContext::proof`].
    ///
    /// # Errors
    /// `ProveAgain` where who is signed in did not prove it a moment ago.
    async fn export(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
        lang: Lang,
        now: Stamp,
    ) -> Result<Vec<u8>, AppError>;
    /// Takes the account away: address, password, sessions, drafts and open support; the name comes
    /// off what stays.
    ///
    /// # Errors
    /// As [`PrivacyPort::export`]; `Denied` where the account stays.
    async fn erase(
        &self,
        actor: &Actor,
        proof: Option<Proof>,
        lang: Lang,
        now: Stamp,
    ) -> Result<(), AppError>;
}
