//! Texts that somebody reports, and what is done about them.
//!
//! A hidden text is not filtered out wherever texts are read: it is moved, in one transaction, from the
//! columns that everybody's pages, lists, search, feeds and letters read into one table that only this module
//! reads (`docs/decisions/0043-hidden-texts.md`).

mod appeal_store;
mod appeals;
mod asked;
pub(crate) mod asked_store;
mod danger;
mod danger_store;
pub mod forms;
pub mod holding;
mod letters;
mod locked;
pub(crate) mod newcomer_store;
mod reader_store;
mod readers;
mod reading;
mod rein_forms;
mod reins;
mod report_store;
mod reporting;
mod restraint_forms;
mod restraint_store;
mod restraints;
mod service;
mod settling;
mod step_store;
mod steps;
mod store;
mod text_at;
mod together_forms;

pub(crate) use asked::{Refusal, was_refused};
pub use holding::HoldingService;
pub use service::ModerationService;

use nara_domain::ids::PersonId;

use crate::db::{DbError, Tx};

/// For who takes their account away: what they asked for is answered all the same, and what waited to be read goes.
///
/// # Errors
/// The database's.
pub async fn forget_of(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    appeal_store::forget_of(tx, person).await?;
    restraint_store::forget_of(tx, person).await?;
    reader_store::forget_of(tx, person).await?;
    holding::store::forget_of(tx, person).await
}
