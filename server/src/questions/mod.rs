//! Questions to the municipality: asked, read, answered by their numbers, corrected.

mod act_store;
pub(crate) mod demo;
mod feed;
pub mod forms;
pub(crate) mod hiding;
pub mod letter_store;
mod letters;
mod news_store;
pub(crate) mod seal;
mod service;
mod steps;
pub mod store;
pub mod telling;

pub use service::QuestionService;
