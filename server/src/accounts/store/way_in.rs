//! Letters that somebody asked for by typing an address.

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{execute, fetch_all, fetch_optional};

/// What a letter was asked for, as long as it is of use.
#[derive(Clone, Debug, crate::db::FromRow)]
pub struct WayInRow {
    pub way_in_id: String,
    pub purpose: String,
    pub email: String,
    pub lang: String,
    pub person_id: Option<i64>,
    pub code_hash: Option<String>,
    pub tries: i64,
    pub expires_at: i64,
}

/// What somebody asks for now.
#[derive(Clone, Copy, Debug)]
pub struct NewWayIn<'a> {
    pub id: &'a str,
    pub purpose: &'a str,
    pub email: &'a str,
    pub lang: &'a str,
    pub person: Option<PersonId>,
    pub expires_at: Stamp,
}

pub async fn insert_way_in(
    conn: &mut Conn,
    new: &NewWayIn<'_>,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into way_in
             (way_in_id, purpose, email, lang, person_id, tries, created_at, expires_at)
         values ($1, $2, $3, $4, $5, 0, $6, $7)",
        new.id,
        new.purpose,
        new.email,
        new.lang,
        new.person.map(PersonId::get),
        now.0,
        new.expires_at.0,
    )
}

pub async fn find_way_in(
    conn: &mut Conn,
    id: &str,
    purpose: &str,
) -> Result<Option<WayInRow>, DbError> {
    fetch_optional!(
        conn,
        WayInRow,
        "select way_in_id, purpose, email, lang, person_id, code_hash, tries, expires_at
         from way_in where way_in_id = $1 and purpose = $2",
        id,
        purpose,
    )
}

/// Counts one try and tells how many there are now; none where there is nothing to try. Whoever tries
/// at the same moment waits for this transaction to end.
pub async fn count_try(
    conn: &mut Conn,
    id: &str,
    purpose: &str,
) -> Result<Option<WayInRow>, DbError> {
    fetch_optional!(
        conn,
        WayInRow,
        "update way_in set tries = tries + 1 where way_in_id = $1 and purpose = $2
         returning way_in_id, purpose, email, lang, person_id, code_hash, tries, expires_at",
        id,
        purpose,
    )
}

pub async fn delete_way_in(conn: &mut Conn, id: &str, purpose: &str) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from way_in where way_in_id = $1 and purpose = $2",
        id,
        purpose,
    )
}

/// Those whose letter is not written yet, oldest first.
pub async fn list_unsettled(conn: &mut Conn, limit: i64) -> Result<Vec<WayInRow>, DbError> {
    fetch_all!(
        conn,
        WayInRow,
        "select way_in_id, purpose, email, lang, person_id, code_hash, tries, expires_at
         from way_in where settled_at is null
         order by created_at, way_in_id
         limit $1",
        limit,
    )
}

/// Takes one in hand; false where another server did.
pub async fn settle(
    conn: &mut Conn,
    id: &str,
    code_hash: Option<&str>,
    now: Stamp,
) -> Result<bool, DbError> {
    let changed = execute!(
        conn,
        "update way_in set settled_at = $2, code_hash = $3
         where way_in_id = $1 and settled_at is null",
        id,
        now.0,
        code_hash,
    )?;
    Ok(changed == 1)
}

/// Everything asked for under this address or for this person: none of it is a way in any longer.
pub async fn delete_ways_in_of(
    conn: &mut Conn,
    person: PersonId,
    email: &str,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from way_in where person_id = $1 or (person_id is null and email = $2)",
        person.get(),
        email,
    )
}

/// Addresses this person asked to have before: only the newest counts.
pub async fn delete_addresses_of(conn: &mut Conn, person: PersonId) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from way_in where person_id = $1",
        person.get()
    )
}

/// Removes what is too old to be of use: an address that has no account is kept no longer.
pub async fn delete_ended_ways_in(conn: &mut Conn, now: Stamp) -> Result<u64, DbError> {
    execute!(conn, "delete from way_in where expires_at <= $1", now.0)
}
