//! The table `audit`: appended, read, never changed.

use nara_domain::audit::Deed;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use super::Line;
use crate::db::{Conn, DbError};
use crate::{execute, fetch_optional};

/// A line as what came of it is read from it.
#[derive(crate::db::FromRow)]
pub struct Last {
    pub at: i64,
    /// Empty for the operator.
    pub actor_name: String,
    pub detail: String,
}

/// The last time this was done.
pub async fn last(conn: &mut Conn, deed: Deed) -> Result<Option<Last>, DbError> {
    fetch_optional!(
        conn,
        Last,
        "select at, actor_name, detail from audit where deed = $1 order by audit_id desc limit 1",
        deed.code(),
    )
}

/// The last time this was done to that.
pub async fn last_about(
    conn: &mut Conn,
    deed: Deed,
    subject_id: &str,
) -> Result<Option<Last>, DbError> {
    fetch_optional!(
        conn,
        Last,
        "select at, actor_name, detail from audit
         where deed = $1 and subject_id = $2 order by audit_id desc limit 1",
        deed.code(),
        subject_id,
    )
}

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
