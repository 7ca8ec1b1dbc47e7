//! Accounts: registering, signing in and out, keys for programs, and who a session belongs to.

mod account_forms;
mod browser;
mod change_forms;
mod code_forms;
mod email;
pub mod forms;
mod intent;
mod reset_forms;
mod service;
mod sessions;
pub mod store;

pub use email::normalised as normalised_email;
pub use service::{AccountService, is_shared};
pub use sessions::{Sessions, Signed};
