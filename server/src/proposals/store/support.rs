//! Support: the row, the append-only log and the count, always written together.

use std::collections::HashSet;

use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Bind, Conn, DbError, Statement, Tx};
use crate::{execute, fetch_optional};

const MINE: &str = "select 1 from support where proposal_id = $1 and person_id = $2";
/// Not `changed_at`: one popular proposal would keep every other one off the top of the list.
const ADD_TO_COUNT: &str =
    "update proposal set support_count = support_count + $1 where proposal_id = $2";
const DELETE: &str = "delete from support where proposal_id = $1 and person_id = $2";

/// Rows in one statement; SQLite allows 32 766 values.
const ROWS: usize = 2_000;

/// Somebody and what they support.
pub type Pair = (i64, i64);

/// One line of the append-only log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogLine {
    pub proposal: i64,
    pub person: i64,
    pub vote: Vote,
    pub at: Stamp,
}

/// What somebody does with their vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    For,
    /// Takes a vote for it back.
    ForWithdrawn,
    Against,
    AgainstWithdrawn,
}

impl Vote {
    /// The word in the log.
    const fn code(self) -> &'static str {
        match self {
            Self::For => "given",
            Self::ForWithdrawn => "withdrawn",
            Self::Against => "against",
            Self::AgainstWithdrawn => "against_withdrawn",
        }
    }
}

pub async fn is_mine(
    conn: &mut Conn,
    proposal: ProposalId,
    person: PersonId,
) -> Result<bool, DbError> {
    // A literal is a four-byte integer in PostgreSQL, an eight-byte one in SQLite.
    Ok(fetch_optional!(conn, Found, MINE, proposal.get(), person.get())?.is_some())
}

#[derive(crate::db::FromRow)]
struct Found {}

/// Which of these exist.
pub async fn existing(conn: &mut Conn, pairs: &[Pair]) -> Result<HashSet<Pair>, DbError> {
    let mut found = HashSet::with_capacity(pairs.len());
    for chunk in pairs.chunks(ROWS) {
        let mut select = Statement::new("with wanted (proposal_id, person_id) as (values ");
        select
            .rows(
                chunk
                    .iter()
                    .map(|pair| [Bind::Int(pair.0), Bind::Int(pair.1)]),
            )
            .sql(
                ") select s.proposal_id, s.person_id from wanted w join support s \
             on s.proposal_id = w.proposal_id and s.person_id = w.person_id",
            );
        let rows: Vec<Pair> = conn.all(select).await?;
        found.extend(rows);
    }
    Ok(found)
}

/// Adds rows; those that exist stay as they are. Answers with how many are new.
pub async fn insert(tx: &mut Tx, rows: &[(Pair, Stamp)]) -> Result<u64, DbError> {
    let mut inserted = 0;
    for chunk in rows.chunks(ROWS) {
        let mut insert = Statement::new("insert into support (proposal_id, person_id, at) values ");
        insert
            .rows(chunk.iter().map(|((proposal, person), at)| {
                [Bind::Int(*proposal), Bind::Int(*person), Bind::Int(at.0)]
            }))
            .sql(" on conflict (proposal_id, person_id) do nothing");
        inserted += tx.run(insert).await?;
    }
    Ok(inserted)
}

/// Takes a row away; false when there was none.
pub async fn delete(tx: &mut Tx, pair: Pair) -> Result<bool, DbError> {
    Ok(execute!(tx, DELETE, pair.0, pair.1)? > 0)
}

pub async fn append_log(tx: &mut Tx, lines: &[LogLine]) -> Result<(), DbError> {
    for chunk in lines.chunks(ROWS) {
        let mut insert =
            Statement::new("insert into support_event (proposal_id, person_id, kind, at) values ");
        insert.rows(chunk.iter().map(|line| {
            [
                Bind::Int(line.proposal),
                Bind::Int(line.person),
                Bind::from(line.vote.code()),
                Bind::Int(line.at.0),
            ]
        }));
        let _rows = tx.run(insert).await?;
    }
    Ok(())
}

/// Moves the count along with the rows.
pub async fn add_to_count(tx: &mut Tx, proposal: i64, change: i64) -> Result<(), DbError> {
    let _rows = execute!(tx, ADD_TO_COUNT, change, proposal)?;
    Ok(())
}
