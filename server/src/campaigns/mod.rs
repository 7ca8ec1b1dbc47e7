//! Idea campaigns: their record, the groups and ideas that belong to them, and which ideas were chosen.

mod choosing;
pub(crate) mod demo;
pub mod forms;
mod service;
mod steps;
pub mod store;

pub(crate) use choosing::take_idea;
pub use service::CampaignService;
pub(crate) use steps::after_answer;
