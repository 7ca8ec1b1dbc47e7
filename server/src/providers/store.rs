//! Who is on the way to a provider and back.

use nara_domain::ids::PersonId;
use nara_domain::provider::Purpose;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{execute, fetch_all, fetch_optional};

/// Begun now.
#[derive(Clone, Copy, Debug)]
pub struct NewFlow<'a> {
    pub id: &'a str,
    pub provider: &'a str,
    pub purpose: Purpose,
    pub person: Option<PersonId>,
    pub next: &'a str,
    pub named: &'a str,
    pub lang: &'a str,
    pub expires_at: Stamp,
}

/// As it was begun.
#[derive(Debug, crate::db::FromRow)]
pub struct FlowRow {
    pub provider: String,
    pub purpose: String,
    pub person_id: Option<i64>,
    pub next: String,
    pub named: String,
    pub lang: String,
    pub created_at: i64,
    pub expires_at: i64,
}

pub async fn insert_flow(conn: &mut Conn, new: &NewFlow<'_>, now: Stamp) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into provider_flow (provider_flow_id, provider, purpose, person_id, next, named,
             lang, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.id,
        new.provider,
        new.purpose.code(),
        new.person.map(PersonId::get),
        new.next,
        new.named,
        new.lang,
        now.0,
        new.expires_at.0,
    )
}

/// Takes it, once: of two answers at the same moment, one finds it.
pub async fn take_flow(conn: &mut Conn, id: &str) -> Result<Option<FlowRow>, DbError> {
    fetch_optional!(
        conn,
        FlowRow,
        "delete from provider_flow where provider_flow_id = $1
         returning provider, purpose, person_id, next, named, lang, created_at, expires_at",
        id,
    )
}

/// Removes those nobody came back from.
pub async fn delete_ended_flows(conn: &mut Conn, now: Stamp) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from provider_flow where expires_at <= $1",
        now.0
    )
}

/// The providers that are ways into this account; only those that wake duties where they have to.
pub async fn list_linked(
    conn: &mut Conn,
    person: PersonId,
    strongly: bool,
) -> Result<Vec<String>, DbError> {
    let rows = fetch_all!(
        conn,
        (String,),
        "select distinct provider from person_identity
         where person_id = $1 and (vouched or not $2) order by provider",
        person.get(),
        strongly,
    )?;
    Ok(rows.into_iter().map(|(provider,)| provider).collect())
}
