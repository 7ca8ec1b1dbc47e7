//! More than there is room for: what is given up, in which order, and what is measured of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod arriving;
mod backup_age;
mod holding;
mod lanes;
mod measured;
mod page;
#[path = "../faults/program.rs"]
#[allow(dead_code, reason = "only a server is started here")]
mod program;
mod restart;
mod samples;
mod staff;
