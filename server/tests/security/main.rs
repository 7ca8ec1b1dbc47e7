//! The wall around the site, over HTTP and on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod assets;
mod asvs;
mod csrf;
mod headers;
mod language;
mod limits;
mod log;
mod minors;
mod minors_campaign;
mod plans;
mod planted;
mod process;
#[path = "../posters/reader.rs"]
#[allow(dead_code, reason = "only texts are read here")]
mod reader;
mod refusals;
mod routes;
mod secrets;
mod security_txt;
mod statements;
mod table;
mod traces;
mod twice;
mod walk;
mod xss;
mod xss_comments;
mod xss_questions;
