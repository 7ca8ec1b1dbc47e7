//! What runs in Nära: HTTP, services, SQL, sign-in, live updates, mail and the command line.
//!
//! `main.rs` only calls [`cli::run`]. A feature is a folder: `service.rs` (use cases, implements the
//! port of `app`), `store.rs` (all SQL), `forms.rs` (forms of pages), `rest.rs` (the REST interface).

pub mod accounts;
pub mod admin;
pub mod answers;
pub mod audit;
pub mod auth;
pub mod backup;
pub mod campaigns;
pub mod cli;
pub mod clock;
pub mod config;
mod csv;
pub mod db;
pub mod demo;
pub mod doctor;
pub mod documents;
pub mod entropy;
pub mod follow;
pub mod groups;
pub mod http;
pub mod identity;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod meetings;
pub mod metrics;
pub mod moderation;
pub mod news;
mod once;
pub mod outside;
pub mod people;
pub mod posters;
pub mod privacy;
pub mod proposals;
pub mod providers;
pub mod questions;
pub mod rest;
pub mod router;
pub mod settings;
pub mod state;
pub mod telemetry;
pub mod work;
