//! What a municipality sets while its site runs: its rules, its colour, what is switched off.
//!
//! Everything here is appended and never changed, with a line in the log in the same transaction.
//! What every request has to know ([`Settings`]) is read when something was committed that can have changed
//! it, and otherwise at most once a second by each server, however many ask: a switch is in force everywhere
//! within seconds, and no page costs a query for it.

mod current;
pub mod forms;
mod outbox;
pub mod rules;
mod service;
pub mod store;
mod theme;

pub use current::Settings;
pub use service::SettingsService;
pub use theme::routes as theme_routes;
