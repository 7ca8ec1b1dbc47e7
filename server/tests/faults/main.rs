//! The real binary, killed and stopped under load, and started on nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
// What breaks a disk, a clock or a reader, and what counts memory, is Linux's.
#![cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "helps tests that are left out")
)]

#[path = "../common/mod.rs"]
mod common;

mod beside;
#[cfg(target_os = "linux")]
mod bombs;
#[cfg(target_os = "linux")]
mod clock;
mod cluster;
mod copied;
#[cfg(target_os = "linux")]
mod crowd;
#[cfg(target_os = "linux")]
mod disk;
mod effort;
mod erasing;
#[cfg(target_os = "linux")]
mod full;
mod hanging;
mod kill;
mod letters;
mod manual;
// The kernel is asked what a process took.
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
mod migration;
mod operator;
mod panics;
mod postgres;
#[cfg(target_os = "linux")]
mod power;
mod program;
mod restart;
mod retried;
mod rights;
mod rolling;
mod rules;
mod second;
mod shell;
mod start;
mod stop;
#[cfg(target_os = "linux")]
mod storage;
mod tally;
#[cfg(target_os = "linux")]
mod trace;
mod twins;
mod voters;
