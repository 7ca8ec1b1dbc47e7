//! The administration over HTTP and through its port, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod duties;
mod found;
mod help;
mod invitations;
mod inviter;
mod kept;
mod last;
mod log;
mod mail;
mod nameless;
mod passkey_link;
mod people;
mod rules;
mod switches;
mod theme;
mod vouched;
