//! Proposals and ideas: the use cases behind `app`'s [`ProposalPort`](nara_app::proposals::api::ProposalPort).
//!
//! A use case is load → rule → write → publish in one transaction. Whatever can be asked by several
//! at a time is settled by locking the proposal's row first and by constraints; the number of the
//! event log is taken last, because everybody waits for it. Support goes through one writer that
//! makes many durable at once ([`support`]).

mod adoption_forms;
mod coauthor_forms;
pub(crate) mod demo;
pub mod forms;
mod merge_forms;
pub mod report;
mod sent;
mod service;
pub(crate) mod store;
mod support;
mod wizard_forms;

pub(crate) use sent::address;
pub(crate) use service::News;
pub(crate) use service::Submission;
pub(crate) use service::as_everybody;
pub(crate) use service::is_held;
pub(crate) use service::{By, Doing};
pub(crate) use service::{
    Entry, append, event, first_standing, is_withheld, promise_anew, searched, stored, subject,
};
pub use service::{ProposalService, Workroom};
pub use support::{QUEUE as SUPPORT_QUEUE, SupportWriter};
