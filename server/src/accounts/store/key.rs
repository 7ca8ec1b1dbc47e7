//! Keys of programs: sessions of the kind `api`.

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError};
use crate::{execute, fetch_one};

/// False where this person has no such key.
pub async fn delete_key(
    conn: &mut Conn,
    person: PersonId,
    fingerprint: &str,
) -> Result<bool, DbError> {
    let deleted = execute!(
        conn,
        "delete from session where session_hash = $1 and person_id = $2 and kind = 'api'",
        fingerprint,
        person.get(),
    )?;
    Ok(deleted > 0)
}

/// Keys that work at this moment.
pub async fn count_keys(conn: &mut Conn, person: PersonId, now: Stamp) -> Result<i64, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from session where person_id = $1 and kind = 'api' and expires_at > $2",
        person.get(),
        now.0,
    )?;
    Ok(count)
}
