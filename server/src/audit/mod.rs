//! The log of what people in a duty, and the operator, did to accounts, duties and settings.
//!
//! A line is written in the transaction of the deed itself: there is no deed without its line, nor a
//! line without its deed. What is official about a case stands in `act`, not here. Never put a
//! secret, a national number or a resident's text into a line's detail.

pub mod store;

use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::audit::Deed;
use nara_domain::time::Stamp;
use serde_json::Value;

pub use store::{Last, last, last_about};

use crate::db::{Conn, DbError};

/// What was done, to what.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    pub deed: Deed,
    /// `person`, `ruleset`, `setting` …
    pub subject_kind: &'static str,
    pub subject_id: &'a str,
    pub detail: Value,
}

/// Writes one line. `duty` is the one the actor acts in.
///
/// # Errors
/// The database's.
pub async fn record(
    conn: &mut Conn,
    actor: &Actor,
    duty: Role,
    line: &Line<'_>,
    now: Stamp,
) -> Result<(), DbError> {
    let role = actor
        .standing(duty)
        .map_or("", |Standing { role, .. }| role.code());
    let name = actor.name().unwrap_or_default();
    store::insert(conn, (actor.person_id(), name, role), line, now).await?;
    Ok(())
}

/// As [`record`], for the command line: the operator of the machine has no account.
///
/// # Errors
/// The database's.
pub async fn record_operator(conn: &mut Conn, line: &Line<'_>, now: Stamp) -> Result<(), DbError> {
    store::insert(conn, (None, "", "operator"), line, now).await?;
    Ok(())
}

/// As [`record`], for what an identity provider says of somebody who signs in.
///
/// # Errors
/// The database's.
pub async fn record_provider(
    conn: &mut Conn,
    provider: &str,
    line: &Line<'_>,
    now: Stamp,
) -> Result<(), DbError> {
    store::insert(conn, (None, provider, "provider"), line, now).await?;
    Ok(())
}
