//! Questions to the municipality: asked, read, answered by their numbers, corrected.

mod act_store;
mod changed;
pub(crate) mod demo;
mod feed;
pub mod forms;
pub(crate) mod hiding;
pub mod letter_store;
mod letters;
pub(crate) mod news_store;
pub(crate) mod seal;
pub mod search;
mod service;
mod steps;
pub mod store;
pub mod telling;

pub(crate) use changed::changed;
pub use service::QuestionService;
