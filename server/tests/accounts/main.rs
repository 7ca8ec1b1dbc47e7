//! Accounts over HTTP and through their port, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod api_key;
mod change;
mod code;
mod forms;
mod names;
mod outbox;
mod passkeys;
mod people;
mod privacy;
mod protection;
mod prove;
mod register;
mod reset;
mod retention;
mod sessions;
mod sign_in;
mod timing;
