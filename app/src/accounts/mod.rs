//! Accounts: registering, signing in, the account page, and the demo's post box.

pub mod api;
