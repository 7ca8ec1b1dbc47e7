//! Bodies outside the municipality: asked by letter, answering without an account, published by who
//! answers for the department. What everybody reads is in the record; the rest is what the link needs.
//!
//! Races are settled by rows: an answer, a withdrawal and a letter sent again each update a question
//! that is as they need it, one answer is kept by one link, and one act publishes it
//! (`migrations/*/0032_outside.sql`).

pub(crate) mod demo;
pub mod forms;
mod letters;
mod service;
mod steps;
pub(crate) mod store;

pub use service::OutsideService;
