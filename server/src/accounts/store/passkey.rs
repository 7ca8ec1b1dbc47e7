//! Passkeys, and what was asked of a browser until it answers.

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

#[derive(Debug, crate::db::FromRow)]
pub struct PasskeyRow {
    pub passkey_id: i64,
    pub person_id: i64,
    pub user_handle: String,
    pub credential: String,
    pub vouched: bool,
    pub name: String,
    pub created_at: i64,
    pub last_used_at: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
pub struct NewPasskey<'a> {
    pub person: PersonId,
    pub user_handle: &'a str,
    pub credential_id: &'a str,
    pub credential: &'a str,
    pub vouched: bool,
    pub name: &'a str,
}

/// Fails with a unique violation where the key is somebody's already.
pub async fn insert_passkey(
    conn: &mut Conn,
    new: &NewPasskey<'_>,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into passkey
             (credential_id, person_id, user_handle, credential, sign_count, vouched, name,
              created_at)
         values ($1, $2, $3, $4, 0, $5, $6, $7)",
        new.credential_id,
        new.person.get(),
        new.user_handle,
        new.credential,
        new.vouched,
        new.name,
        now.0,
    )
}

/// By what the device calls it; none of an account that was erased or became part of another.
pub async fn find_passkey(
    conn: &mut Conn,
    credential_id: &str,
) -> Result<Option<PasskeyRow>, DbError> {
    fetch_optional!(
        conn,
        PasskeyRow,
        "select k.passkey_id, k.person_id, k.user_handle, k.credential, k.vouched, k.name,
                k.created_at, k.last_used_at
         from passkey k join person p on p.person_id = k.person_id
         where k.credential_id = $1 and p.erased_at is null and p.merged_into is null",
        credential_id,
    )
}

pub async fn list_passkeys(conn: &mut Conn, person: PersonId) -> Result<Vec<PasskeyRow>, DbError> {
    fetch_all!(
        conn,
        PasskeyRow,
        "select passkey_id, person_id, user_handle, credential, vouched, name, created_at,
                last_used_at
         from passkey where person_id = $1
         order by created_at, passkey_id",
        person.get(),
    )
}

pub async fn count_passkeys(conn: &mut Conn, person: PersonId) -> Result<i64, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from passkey where person_id = $1",
        person.get(),
    )?;
    Ok(count)
}

/// Identity providers this person comes by.
pub async fn count_providers(conn: &mut Conn, person: PersonId) -> Result<i64, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from person_identity where person_id = $1",
        person.get(),
    )?;
    Ok(count)
}

/// Remembers a use. No row where the device's count did not go up: of two uses of one count, made at
/// the same moment, one is refused.
pub async fn use_passkey(
    conn: &mut Conn,
    passkey: i64,
    (credential, sign_count): (&str, i64),
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "update passkey set credential = $2, sign_count = $3, last_used_at = $4
         where passkey_id = $1 and (sign_count < $3 or (sign_count = 0 and $3 = 0))",
        passkey,
        credential,
        sign_count,
        now.0,
    )
}

pub async fn rename_passkey(
    conn: &mut Conn,
    person: PersonId,
    passkey: i64,
    name: &str,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "update passkey set name = $3 where passkey_id = $1 and person_id = $2",
        passkey,
        person.get(),
        name,
    )
}

pub async fn delete_passkey(
    conn: &mut Conn,
    person: PersonId,
    passkey: i64,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from passkey where passkey_id = $1 and person_id = $2",
        passkey,
        person.get(),
    )
}

/// Ends what this passkey began, but the session it is removed from.
pub async fn delete_sessions_by_passkey(
    conn: &mut Conn,
    passkey: i64,
    but: &str,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "delete from session where passkey_id = $1 and session_hash <> $2",
        passkey,
        but,
    )
}

/// Makes whoever changes this person's ways in at the same moment wait: two of them could otherwise
/// each leave the other's as the last.
pub async fn lock_ways_in(conn: &mut Conn, person: PersonId) -> Result<u64, DbError> {
    execute!(
        conn,
        "update person set level = level where person_id = $1",
        person.get(),
    )
}

/// What a browser was asked for.
#[derive(Debug, crate::db::FromRow)]
pub struct CeremonyRow {
    pub person_id: Option<i64>,
    pub link_id: Option<String>,
    pub user_handle: Option<String>,
    pub state: String,
    pub expires_at: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct NewCeremony<'a> {
    pub id: &'a str,
    pub purpose: &'a str,
    pub person: Option<PersonId>,
    pub link_id: Option<&'a str>,
    pub user_handle: Option<&'a str>,
    pub state: &'a str,
    pub expires_at: Stamp,
}

pub async fn insert_ceremony(conn: &mut Conn, new: &NewCeremony<'_>) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into ceremony
             (ceremony_id, purpose, person_id, link_id, user_handle, state, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        new.id,
        new.purpose,
        new.person.map(PersonId::get),
        new.link_id,
        new.user_handle,
        new.state,
        new.expires_at.0,
    )
}

/// Takes it away: it is answered once, rightly or not.
pub async fn take_ceremony(
    conn: &mut Conn,
    id: &str,
    purpose: &str,
) -> Result<Option<CeremonyRow>, DbError> {
    fetch_optional!(
        conn,
        CeremonyRow,
        "delete from ceremony where ceremony_id = $1 and purpose = $2
         returning person_id, link_id, user_handle, state, expires_at",
        id,
        purpose,
    )
}

pub async fn delete_ended_ceremonies(conn: &mut Conn, now: Stamp) -> Result<u64, DbError> {
    execute!(conn, "delete from ceremony where expires_at <= $1", now.0)
}
