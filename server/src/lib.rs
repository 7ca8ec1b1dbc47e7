//! What runs in Nära: HTTP, services, SQL, sign-in, live updates, mail and the command line.
//!
//! `main.rs` only calls [`cli::run`]. A feature is a folder: `service.rs` (use cases, implements the
//! port of `app`), `store.rs` (all SQL), `forms.rs` (forms of pages), `rest.rs` (the REST interface).

pub mod clock;
pub mod db;
pub mod demo;
pub mod entropy;
pub mod http;
pub mod live;
pub mod proposals;
pub mod router;
pub mod rest;
pub mod state;
