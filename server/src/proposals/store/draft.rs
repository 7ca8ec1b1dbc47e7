//! Proposals being written.

use crate::db::FromRow;
use nara_app::proposals::api::{Draft, DraftFields};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Engine, Tx};
use crate::{execute, fetch_all, fetch_optional};

const INSERT: &str = "insert into draft (draft_id, person_id, fields, created_at, updated_at) \
    values ($1, $2, $3, $4, $4)";
const FIND: &str =
    "select draft_id, fields, updated_at, proposal_id from draft where draft_id = $1";
/// SQLite's write transaction keeps everybody else out already; PostgreSQL locks the row.
const LOCK_POSTGRES: &str = "select draft_id, fields, updated_at, proposal_id from draft \
    where draft_id = $1 for no key update";
const SAVE: &str = "update draft set fields = $1, updated_at = $2 \
    where draft_id = $3 and proposal_id is null";
const OF_PERSON: &str = "select draft_id, fields, updated_at, proposal_id from draft \
    where person_id = $1 and proposal_id is null order by updated_at desc limit 50";
/// The text is the proposal's from now on: a second copy would outlive what may become of that one.
const SUBMITTED: &str = "update draft set proposal_id = $1, person_id = $2, updated_at = $3, \
    fields = '{}' where draft_id = $4 and proposal_id is null";
/// What it held is kept elsewhere from now on.
const DELETE: &str = "delete from draft where draft_id = $1";
const FORGET: &str = "delete from draft where updated_at <= $1";

#[derive(FromRow)]
struct DraftRow {
    draft_id: String,
    fields: String,
    updated_at: i64,
    proposal_id: Option<i64>,
}

impl TryFrom<DraftRow> for Draft {
    type Error = DbError;

    fn try_from(row: DraftRow) -> Result<Self, DbError> {
        Ok(Draft {
            id: row.draft_id,
            fields: serde_json::from_str(&row.fields)?,
            proposal: row.proposal_id.map(ProposalId::new),
            updated_at: Some(Stamp(row.updated_at)),
        })
    }
}

pub async fn insert(
    tx: &mut Tx,
    id: &str,
    person: Option<PersonId>,
    fields: &DraftFields,
    now: Stamp,
) -> Result<(), DbError> {
    let fields = serde_json::to_string(fields)?;
    let _rows = execute!(tx, INSERT, id, person.map(PersonId::get), fields, now.0)?;
    Ok(())
}

pub async fn find(conn: &mut Conn, id: &str) -> Result<Option<Draft>, DbError> {
    fetch_optional!(conn, DraftRow, FIND, id)?
        .map(Draft::try_from)
        .transpose()
}

/// Reads it and keeps everybody else from changing it until the transaction ends.
pub async fn lock(tx: &mut Tx, id: &str) -> Result<Option<Draft>, DbError> {
    let row = match tx.engine() {
        Engine::Sqlite => fetch_optional!(tx, DraftRow, FIND, id)?,
        Engine::Postgres => fetch_optional!(tx, DraftRow, LOCK_POSTGRES, id)?,
    };
    row.map(Draft::try_from).transpose()
}

pub async fn save(tx: &mut Tx, id: &str, fields: &DraftFields, now: Stamp) -> Result<(), DbError> {
    let fields = serde_json::to_string(fields)?;
    let _rows = execute!(tx, SAVE, fields, now.0, id)?;
    Ok(())
}

pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Draft>, DbError> {
    let rows = fetch_all!(conn, DraftRow, OF_PERSON, person.get())?;
    rows.into_iter().map(Draft::try_from).collect()
}

/// Ties a locked draft to what it became.
pub async fn mark_submitted(
    tx: &mut Tx,
    id: &str,
    proposal: ProposalId,
    person: PersonId,
    now: Stamp,
) -> Result<(), DbError> {
    let _rows = execute!(tx, SUBMITTED, proposal.get(), person.get(), now.0, id)?;
    Ok(())
}

/// Deletes a locked draft.
pub async fn delete(tx: &mut Tx, id: &str) -> Result<u64, DbError> {
    execute!(tx, DELETE, id)
}

/// Deletes drafts nobody has touched since, and what is left of those that were handed in.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(tx, FORGET, moment.0)
}
