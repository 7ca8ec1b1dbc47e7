//! Who is registered in the municipality.
//!
//! A port with two implementations: the municipality's own roll, loaded from a file now and then
//! ([`roll`]), and a service that is asked ([`http`]). Of the answer only yes or no and the moment are
//! kept. It is asked when somebody signs in by a provider that tells the number: afterwards nobody here
//! knows the number any more.

pub mod http;
pub mod load;
pub mod roll;
mod rolls;
pub mod store;

use async_trait::async_trait;
use nara_domain::identity::IdentityNumber;

pub use load::{Loaded, LoadedBy, RollError};
pub use roll::Roll;
pub use rolls::Rolls;

/// What a register says of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Lives in the municipality.
    pub registered: bool,
    /// Whether they have protected personal data: name and whereabouts are then shown to nobody. None
    /// where the register does not say.
    pub protected: Option<bool>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// There is no register to ask.
    NotAsked,
    /// There is one, and it does not answer.
    Down,
}

/// Whom to ask.
#[async_trait]
pub trait Register: Send + Sync + std::fmt::Debug {
    async fn ask(&self, number: &IdentityNumber) -> Result<Answer, NoAnswer>;

    /// Whether there is something to ask at all.
    async fn is_there(&self) -> bool;

    /// Where it is, where it is somewhere else.
    fn host(&self) -> Option<String> {
        None
    }

    /// Whether it can be asked again later, when only the hash is known.
    fn is_roll(&self) -> bool {
        false
    }
}
