//! Being told of what happens: following a proposal, and stopping letters.

pub mod api;
mod feed;
mod offer;
mod stop;

pub use feed::{case_feed, feed_link, list_feed};
pub use offer::Follow;
pub use stop::StopPage;
