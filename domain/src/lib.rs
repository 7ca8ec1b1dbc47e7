//! What is true in Nära: who may do what, what may follow what, what a valid title is.
//!
//! Every rule is one function here with a unit test. The pages call it to decide whether to *show*
//! a button, the server calls the same one to decide whether to *do* it. Nothing here reads a
//! clock, a random source, a file or the network; today's date and the actor are arguments. The
//! crate compiles for the host and for the browser.

#[macro_use]
mod codes;

pub mod actor;
pub mod adoption;
pub mod answer;
pub mod audit;
pub mod backup;
pub mod campaign;
pub mod coauthors;
pub mod days;
pub mod dialogue;
pub mod document;
pub mod duty;
pub mod error;
pub mod fame;
pub mod fields;
pub mod follow;
pub mod follow_up;
pub mod group;
pub mod helping;
pub mod identity;
pub mod ids;
pub mod invitation;
pub mod letters;
pub mod linking;
pub mod mailed_code;
pub mod median;
pub mod meeting;
pub mod merging;
pub mod milestone;
pub mod moderation;
pub mod name;
pub mod near;
pub mod news;
pub mod outside;
pub mod paper;
pub mod permissions;
pub mod privacy;
pub mod proposal;
pub mod provider;
pub mod question;
pub mod quote;
pub mod roll;
pub mod schema;
pub mod search;
pub mod secretary;
pub mod session;
pub mod settings;
pub mod support;
pub mod switches;
pub mod template;
pub mod text;
pub mod theme;
pub mod time;
pub mod waiting;
pub mod watching;
pub mod work;
pub mod working_days;

pub use codes::UnknownCode;
