//! The demo municipality, told once and replayed.
//!
//! `server/demo/*.json` holds histories, not rows: who handed what in, who said what, what was
//! decided when. On the first start of `nara demo` they are walked through the same use cases as
//! everything else, in the order of time, in one transaction: a demo that would break a rule does
//! not start, and a start that was interrupted leaves an empty database behind. Letters are not
//! written for what happened long ago.

mod adoptions;
mod campaign;
mod coauthors;
mod days;
mod desk;
mod groups;
mod helpers;
mod invited;
mod meetings;
mod people;
mod questions;
mod replay;
mod report;
mod store;
mod told;
mod turns;

pub use invited::invite;
use nara_app::error::AppError;
use nara_domain::time::Stamp;

use crate::auth::Keys;
use crate::db::{Db, DbError};

/// Why the demo could not be made. Its data is part of the program, so this is a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("the demo's data cannot be read: {0}")]
    Told(#[from] serde_json::Error),
    #[error("the demo's data does not fit together: {0}")]
    Inconsistent(String),
    #[error("number {number}, {step}: {error}")]
    Refused {
        number: i64,
        step: String,
        error: AppError,
    },
    #[error("the database holds what is not the demo's; choose an empty one, with --data")]
    Real,
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What the demo's municipality is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    pub municipality: String,
    pub place: String,
    pub contact: String,
}

/// `Björksjö kommun`, `Björksjö`.
pub fn names() -> Result<Names, DemoError> {
    let told = told::Told::read()?;
    Ok(Names {
        municipality: told.municipality.name,
        place: told.municipality.short_name,
        contact: told.municipality.contact,
    })
}

/// Whether this database was made by the demo.
pub async fn is_demo(db: &Db) -> Result<bool, DbError> {
    store::is_marked(&mut db.read().await?).await
}

/// Makes the demo's data where there is nothing; false where there is the demo's already.
///
/// # Errors
/// [`DemoError::Real`] where somebody who is not of the demo has left anything.
pub async fn build(db: &Db, keys: &Keys, now: Stamp) -> Result<bool, DemoError> {
    let told = told::Told::read()?;
    let mut tx = db.begin().await?;
    if store::is_marked(&mut tx).await? {
        return Ok(false);
    }
    if store::has_anything(&mut tx).await? {
        return Err(DemoError::Real);
    }
    store::mark(&mut tx, now).await?;
    let people = people::settle(&mut tx, &told, now).await?;
    groups::place_told(&mut tx, keys, &people, now).await?;
    replay::all(&mut tx, &told, &people, now).await?;
    groups::class(&mut tx, keys, &people, now).await?;
    tx.commit().await?;
    store::count_rows(db).await?;
    Ok(true)
}
