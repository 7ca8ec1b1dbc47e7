//! Idea campaigns: their record, the groups and ideas that belong to them, which ideas were chosen,
//! the vote on them, and whether the elected knew of them.

mod choosing;
pub(crate) mod demo;
pub mod forms;
mod novelty;
mod novelty_store;
mod parts;
mod parts_store;
pub mod picture_forms;
mod picture_store;
mod pictures;
mod reminders;
mod report;
mod report_store;
mod service;
mod steps;
pub mod store;
mod vote_store;
mod voting;

pub(crate) use choosing::take_idea;
pub(crate) use picture_store::seal as seal_pictures;
pub use pictures::{FoundPicture, PictureService, Verdict};
pub use service::CampaignService;
pub(crate) use steps::{after_answer, promise_to};
