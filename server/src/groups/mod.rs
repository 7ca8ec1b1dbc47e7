//! Groups of young people: by a code at the door, under an alias, and read before publishing where
//! the group says so.
//!
//! Codes are kept as keyed hashes only. A group's own can be shown again, because it is made of the
//! server's key and a salt each time; a member's and one that helps in again are shown once. What
//! waits to be read is in a table of its own, and becomes a comment or an idea by the very use case
//! that everybody else goes through (`docs/decisions/0012-groups.md`).

mod cards;
mod codes;
pub mod demo;
mod door_forms;
pub mod forms;
mod member_forms;
pub(crate) mod qr;
mod service;
pub mod store;

pub use service::{GroupService, is_read_first};
