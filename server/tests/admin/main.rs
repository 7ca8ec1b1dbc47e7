//! The administration over HTTP, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod mail;
mod people;
mod rules;
mod switches;
mod theme;
