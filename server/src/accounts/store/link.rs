//! What links in letters lead to: registrations that wait for theirs, and links that were used.

use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{execute, fetch_optional};

/// What somebody typed on the registration page, until the link in the letter is followed.
#[derive(Debug, crate::db::FromRow)]
pub struct RegistrationRow {
    pub email: String,
    pub display_name: String,
    pub password_hash: String,
}

pub async fn insert_registration(
    conn: &mut Conn,
    id: &str,
    registration: &RegistrationRow,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into registration (registration_id, email, display_name, password_hash, created_at)
         values ($1, $2, $3, $4, $5)",
        id,
        registration.email.as_str(),
        registration.display_name.as_str(),
        registration.password_hash.as_str(),
        now.0,
    )
}

pub async fn find_registration(
    conn: &mut Conn,
    id: &str,
) -> Result<Option<RegistrationRow>, DbError> {
    fetch_optional!(
        conn,
        RegistrationRow,
        "select email, display_name, password_hash from registration where registration_id = $1",
        id,
    )
}

pub async fn delete_registrations_of(conn: &mut Conn, email: &str) -> Result<u64, DbError> {
    execute!(conn, "delete from registration where email = $1", email)
}

/// Fails with a unique violation where the link was used before.
pub async fn insert_used_link(
    conn: &mut Conn,
    id: &str,
    purpose: &str,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        conn,
        "insert into used_link (link_id, purpose, used_at) values ($1, $2, $3)",
        id,
        purpose,
        now.0,
    )
}

pub async fn is_link_used(conn: &mut Conn, id: &str) -> Result<bool, DbError> {
    let found = fetch_optional!(
        conn,
        (i64,),
        "select used_at from used_link where link_id = $1",
        id,
    )?;
    Ok(found.is_some())
}

/// Removes registrations nobody confirmed, and uses of links that are too old to be used again
/// anyway.
pub async fn delete_old_links(conn: &mut Conn, before: Stamp) -> Result<u64, DbError> {
    let registrations = execute!(
        conn,
        "delete from registration where created_at <= $1",
        before.0
    )?;
    let links = execute!(conn, "delete from used_link where used_at <= $1", before.0)?;
    Ok(registrations + links)
}
