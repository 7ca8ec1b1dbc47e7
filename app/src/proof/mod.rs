//! Proving who one is: passkeys, and showing once more, before what cannot be undone, that it is
//! oneself.

pub mod api;

mod code;
mod passkeys;
mod prove;
mod script;

pub use code::ProveCodePage;
pub use passkeys::{AddPasskeyPage, PasskeyPage, PasskeysPage};
pub use prove::ProvePage;
pub(crate) use script::{Ceremony, passkey_form};
