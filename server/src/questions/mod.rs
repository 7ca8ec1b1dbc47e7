//! Questions to the municipality: asked, read, answered by their numbers, corrected.

mod act_store;
pub(crate) mod demo;
pub mod forms;
pub(crate) mod hiding;
mod letters;
pub(crate) mod seal;
mod service;
mod steps;
pub mod store;

pub use service::QuestionService;
