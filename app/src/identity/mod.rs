//! Who somebody is: how well we know it, and what it takes to be known better.

pub mod api;

mod known;
mod merge;

pub use known::{how_link, how_to_be_known, known_section};
pub use merge::{MERGE_PAGE, MergePage};
