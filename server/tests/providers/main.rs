//! Signing in through identity providers: a provider of our own on loopback, which says what it is
//! told to.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests"
)]

#[path = "../common/mod.rs"]
mod common;

mod claims;
mod hostile;
mod link;
mod provider;
mod sign_in;
mod trial;
