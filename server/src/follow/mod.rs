//! Being told: proposals somebody follows, letters that are stopped, and feeds for those without an
//! account.
//!
//! Letters to many go to whoever supports or follows a proposal ([`crate::mail::mailing`]). Each says
//! how to stop such letters, by a link that does that and nothing else
//! (`docs/decisions/0019-letters-that-can-be-stopped.md`).

pub(crate) mod atom;
pub mod feeds;
pub mod forms;
mod service;
pub mod store;

pub use service::FollowService;
