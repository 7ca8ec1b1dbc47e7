//! The real binary, killed and stopped under load, and started on nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod kill;
mod letters;
// The kernel is asked what a process took.
#[cfg(target_os = "linux")]
mod memory;
mod operator;
mod program;
mod rights;
mod rules;
mod start;
mod stop;
mod voters;
