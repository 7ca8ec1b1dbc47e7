//! Who somebody is: how well we know it, and what it takes to be known better.

pub mod api;
pub mod desk;

mod known;
mod merge;
mod roll;
mod ways;

pub use known::{how_link, how_to_be_known, known_section};
pub use merge::{MERGE_PAGE, MergePage};
pub use roll::{ROLL_FIELD, ROLL_FORM, ROLL_SURE, RollPage};
pub use ways::{PROVIDER_TRIAL, WaysPage};
