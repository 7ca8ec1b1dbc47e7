//! What is held about a person: told, taken out, taken away. [`map`] says what that is.

pub mod forms;
pub mod map;
mod pace;
mod service;
mod store;
mod takeout;

pub use service::PrivacyService;
