//! Documents on cases: files that officials add, in the database beside the record.
//!
//! A document is an act ([`nara_domain::answer::ActKind::Document`]); its bytes lie in a table of their
//! own, found by their hash, and go when a second act says so. Everything is one transaction, so there
//! is no file without its act and no act without its file, and a backup of the database has both
//! (`docs/decisions/0024-documents.md`).

pub(crate) mod demo;
pub mod forms;
mod photo;
mod scaled;
mod service;
pub(crate) mod store;

pub use photo::NewPhoto;
pub(crate) use photo::picture;
pub(crate) use scaled::{Room, Scaled};
pub use service::{DocumentService, Found, NewDocument, Sent};
