//! Accounts: registering, signing in and out, passkeys, keys for programs, and who a session belongs
//! to.

mod account_forms;
mod browser;
mod change_forms;
mod code_forms;
mod email;
pub mod forms;
mod intent;
pub(crate) mod letter_links;
mod passkey_forms;
mod prove_forms;
mod reset_forms;
mod service;
mod sessions;
pub mod store;

pub use email::normalised as normalised_email;
pub use letter_links::opened;
pub use service::{
    AccountService, invitation_link, invitation_vouches, is_shared, may_add_way_in, passkey_link,
};
pub use sessions::{Sessions, Signed};
