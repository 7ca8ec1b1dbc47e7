//! Meetings: when bodies meet, entered by whoever keeps the minutes, and what they take up, read from
//! the record of the cases. Also as calendars.

pub(crate) mod demo;
mod entering;
pub mod forms;
mod hearings;
pub mod ics;
mod service;
pub(crate) mod store;

pub(crate) use hearings::posted_on;
pub use service::MeetingService;
