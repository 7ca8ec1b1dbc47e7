//! What people are called and what is shown of it; those who must not be found; and what staff enter
//! for somebody at the desk.
//!
//! `person.display_name` is what is shown, made by `domain::name::shown_name` whenever what it is
//! made of changes. Everything that copies a name copies that one, so that a name that may not be
//! shown is not there to be forgotten. What was copied before goes under seal ([`seal`]), as when an
//! account is erased: the archive keeps it, no page reads it. Nothing anywhere says why there is no
//! name.

pub mod forms;
mod paper;
mod paper_store;
pub mod seal;
mod service;
pub mod store;

pub use paper::PaperService;
pub use service::{PeopleService, register_says};
