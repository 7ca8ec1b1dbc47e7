//! What waits for a second person to read it. The key is the case: one at a time.

use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::proposal::{Prepared, TransitionKind};
use nara_domain::time::Stamp;

use super::code;
use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_optional};

const FIND: &str = "select s.transition, s.fields, s.prepared_by, s.prepared_at, s.once_key, \
    p.display_name from prepared_step s join person p on p.person_id = s.prepared_by \
    where s.proposal_id = $1";
const PUT: &str = "insert into prepared_step (proposal_id, transition, fields, prepared_by, \
    prepared_at, once_key) values ($1, $2, $3, $4, $5, $6) \
    on conflict (proposal_id) do update set transition = excluded.transition, \
    fields = excluded.fields, prepared_by = excluded.prepared_by, \
    prepared_at = excluded.prepared_at, once_key = excluded.once_key";
const REMOVE: &str = "delete from prepared_step where proposal_id = $1";

#[derive(FromRow)]
struct PreparedRow {
    transition: String,
    fields: String,
    prepared_by: i64,
    prepared_at: i64,
    once_key: String,
    display_name: String,
}

/// What waits, who prepared it and when.
#[derive(Clone, Debug)]
pub struct StoredPrepared {
    pub step: Prepared,
    pub by_name: String,
    pub at: Stamp,
    pub once: String,
}

impl TryFrom<PreparedRow> for StoredPrepared {
    type Error = DbError;

    fn try_from(row: PreparedRow) -> Result<Self, DbError> {
        Ok(Self {
            step: Prepared {
                kind: code("prepared_step.transition", &row.transition)?,
                fields: serde_json::from_str(&row.fields)?,
                by: PersonId::new(row.prepared_by),
            },
            by_name: row.display_name,
            at: Stamp(row.prepared_at),
            once: row.once_key,
        })
    }
}

pub async fn find(conn: &mut Conn, id: ProposalId) -> Result<Option<StoredPrepared>, DbError> {
    fetch_optional!(conn, PreparedRow, FIND, id.get())?
        .map(StoredPrepared::try_from)
        .transpose()
}

/// Takes the place of what was prepared before.
pub async fn put(
    tx: &mut Tx,
    id: ProposalId,
    step: &Prepared,
    once: &str,
    now: Stamp,
) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        PUT,
        id.get(),
        step.kind.code(),
        serde_json::to_string(&step.fields)?,
        step.by.get(),
        now.0,
        once,
    )?;
    Ok(())
}

pub async fn remove(tx: &mut Tx, id: ProposalId) -> Result<(), DbError> {
    let _rows = execute!(tx, REMOVE, id.get())?;
    Ok(())
}

/// Which of these cases have something prepared, and which step.
pub async fn of_cases(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(i64, TransitionKind)>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select =
        Statement::new("select proposal_id, transition from prepared_step where proposal_id in (");
    select.list(ids.iter().copied()).sql(")");
    let rows: Vec<(i64, String)> = conn.all(select).await?;
    rows.into_iter()
        .map(|(id, step)| Ok((id, code("prepared_step.transition", &step)?)))
        .collect()
}
