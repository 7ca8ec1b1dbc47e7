//! Proposals and ideas through their service, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod against;
mod agreement;
mod answers;
mod changing;
mod clock;
mod comment_drafts;
mod comments;
mod corrections;
mod deadlines;
mod districts;
mod drafts;
mod fame;
mod follow_up;
mod leaving;
mod list;
mod list_page;
mod live;
mod mailing;
mod mended;
mod merged;
mod merging;
mod money;
mod notes;
mod page;
mod page_comments;
mod page_support;
mod paper;
mod problems;
mod questions;
mod random_walk;
mod real_decisions;
mod receiving;
mod record;
mod search;
mod second;
mod statistics;
mod storage;
mod submit;
mod support;
mod support_model;
mod tally;
mod threads;
mod told;
mod view;
mod waiting;
mod walk;
mod withheld;
mod wizard;
