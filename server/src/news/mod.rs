//! What people are told of beside letters of their own: the list on their own page, letters that collect what
//! happened, and following topics, places, bodies and persons.
//!
//! The log of public events says what there is to tell ([`crate::live`]). A job goes through it and notes for
//! everybody it concerns that they are told, and when by letter ([`telling`]); another one writes the letters
//! that are due ([`collect`]). What is noted has no text: list and letters read it where it stands, so that what
//! was hidden meanwhile is in neither (`docs/decisions/0049-how-soon-one-is-told.md`).

mod again_store;
pub mod collect;
pub mod forms;
mod service;
pub mod store;
pub mod telling;
mod telling_store;

pub(crate) use again_store::{Gone, without};
pub use service::NewsService;
pub(crate) use service::{collects_nothing, stop_collecting};
