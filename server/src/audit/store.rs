//! The table `audit`: appended, read, never changed.

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use super::Line;
use crate::db::{Conn, DbError};
use crate::execute;

/// `who`: account, name and role as they are now.
pub async fn insert(
    conn: &mut Conn,
    who: (Option<PersonId>, &str, &str),
    line: &Line<'_>,
    now: Stamp,
) -> Result<u64, DbError> {
    let (id, name, role) = who;
    execute!(
        conn,
        "insert into audit
             (at, actor_id, actor_name, actor_role, deed, subject_kind, subject_id, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        now.0,
        id.map(PersonId::get),
        name,
        role,
        line.deed.code(),
        line.subject_kind,
        line.subject_id,
        line.detail.to_string(),
    )
}
