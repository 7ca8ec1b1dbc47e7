//! Being told: following, letters that can be stopped, feeds, and mail over SMTP; on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod choices;
mod collected;
mod feeds;
mod first;
mod follow;
mod letters;
mod smtp;
mod stop;
mod told;
