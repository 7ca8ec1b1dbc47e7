//! `/live` over a real socket, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod lag;
mod replay;
mod seats;
mod stream;
