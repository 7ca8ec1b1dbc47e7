//! National numbers, identity providers, levels and the register, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod desk;
mod key;
mod levels;
mod link;
mod merge;
mod people;
mod register;
mod register_http;
mod sign_in;
