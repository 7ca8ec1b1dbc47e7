//! Votes against: the row and the count. Their log is that of support.

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use super::support::Pair;
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

const MINE: &str = "select 1 from opposition where proposal_id = $1 and person_id = $2";
/// Given before stays as it was.
const INSERT: &str = "insert into opposition (proposal_id, person_id, at) values ($1, $2, $3) \
    on conflict (proposal_id, person_id) do nothing";
const DELETE: &str = "delete from opposition where proposal_id = $1 and person_id = $2";
const ADD_TO_COUNT: &str =
    "update proposal set against_count = against_count + $1 where proposal_id = $2";
const OF_PERSON: &str =
    "select proposal_id, at from opposition where person_id = $1 order by proposal_id";

#[derive(FromRow)]
struct Found {}

pub async fn is_mine(conn: &mut Conn, pair: Pair) -> Result<bool, DbError> {
    Ok(fetch_optional!(conn, Found, MINE, pair.0, pair.1)?.is_some())
}

/// Votes against; false where somebody had already. The count goes along.
pub async fn insert(tx: &mut Tx, pair: Pair, at: Stamp) -> Result<bool, DbError> {
    let new = execute!(tx, INSERT, pair.0, pair.1, at.0)? > 0;
    if new {
        execute!(tx, ADD_TO_COUNT, 1_i64, pair.0)?;
    }
    Ok(new)
}

/// Takes the vote back; false where there was none. The count goes along.
pub async fn delete(tx: &mut Tx, pair: Pair) -> Result<bool, DbError> {
    let gone = execute!(tx, DELETE, pair.0, pair.1)? > 0;
    if gone {
        execute!(tx, ADD_TO_COUNT, -1_i64, pair.0)?;
    }
    Ok(gone)
}

/// What somebody voted against, and when.
pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<(i64, i64)>, DbError> {
    fetch_all!(conn, (i64, i64), OF_PERSON, person.get())
}
