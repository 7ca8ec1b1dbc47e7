//! Backups: made while people write, read to the last byte, restored elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../faults/effort.rs"]
mod effort;
#[path = "../faults/program.rs"]
#[allow(dead_code, reason = "each test program uses its part")]
mod program;
#[path = "../faults/tally.rs"]
#[allow(dead_code, reason = "each test program uses its part")]
mod tally;
#[path = "../faults/voters.rs"]
#[allow(dead_code, reason = "each test program uses its part")]
mod voters;

mod before;
mod command;
mod copy;
mod damage;
mod doctor;
mod every_table;
mod keys;
// What kills it at a write is Linux's.
#[cfg(target_os = "linux")]
mod killed;
mod nightly;
mod older;
mod recount;
mod roles;
mod room;
mod round_trip;
mod scene;
mod under_load;
