//! National numbers, identity providers, levels and the register, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod link;
mod people;
mod sign_in;
