//! Which night's backup was made, is being made, or came to nothing.

use nara_domain::time::{Date, Stamp};

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// A night's backup.
#[derive(Clone, Debug)]
pub struct Run {
    pub night: String,
    pub begun_at: i64,
    /// None: it is being made, or did not come to an end.
    pub ended_at: Option<i64>,
    pub bytes: Option<i64>,
    /// Why it came to nothing.
    pub problem: Option<String>,
    /// What does not add up in it, though it was made.
    pub wrong: Option<String>,
}

#[derive(FromRow)]
struct RunRow {
    night: String,
    begun_at: i64,
    ended_at: Option<i64>,
    bytes: Option<i64>,
    problem: Option<String>,
}

impl From<RunRow> for Run {
    fn from(row: RunRow) -> Self {
        // One column for both: what was made did not come to nothing.
        let (problem, wrong) = match row.ended_at {
            None => (row.problem, None),
            Some(_) => (None, row.problem),
        };
        Self {
            night: row.night,
            begun_at: row.begun_at,
            ended_at: row.ended_at,
            bytes: row.bytes,
            problem,
            wrong,
        }
    }
}

/// Whether this server is the one that makes it: nobody did, or whoever tried came to nothing before
/// `again`, or has not been heard of since before `lost`.
pub async fn claim(
    tx: &mut Tx,
    night: Date,
    now: Stamp,
    (again, lost): (Stamp, Stamp),
) -> Result<bool, DbError> {
    let claimed = execute!(
        tx,
        "insert into backup_run (night, begun_at) values ($1, $2)
         on conflict (night) do update set begun_at = $2, problem = null
         where backup_run.ended_at is null
            and (backup_run.begun_at <= $4
                or (backup_run.problem is not null and backup_run.begun_at <= $3))",
        night.to_string(),
        now.0,
        again.0,
        lost.0,
    )?;
    Ok(claimed > 0)
}

/// It was made.
pub async fn end(tx: &mut Tx, night: Date, now: Stamp, bytes: i64) -> Result<(), DbError> {
    execute!(
        tx,
        "update backup_run set ended_at = $2, bytes = $3, problem = null where night = $1",
        night.to_string(),
        now.0,
        bytes,
    )?;
    Ok(())
}

/// It was made, and what it holds does not add up.
pub async fn differs(tx: &mut Tx, night: Date, wrong: &str) -> Result<(), DbError> {
    execute!(
        tx,
        "update backup_run set problem = $2 where night = $1 and ended_at is not null",
        night.to_string(),
        wrong,
    )?;
    Ok(())
}

/// It came to nothing.
pub async fn fail(tx: &mut Tx, night: Date, problem: &str) -> Result<(), DbError> {
    execute!(
        tx,
        "update backup_run set problem = $2 where night = $1 and ended_at is null",
        night.to_string(),
        problem,
    )?;
    Ok(())
}

pub async fn find(conn: &mut Conn, night: Date) -> Result<Option<Run>, DbError> {
    let found = fetch_optional!(
        conn,
        RunRow,
        "select night, begun_at, ended_at, bytes, problem from backup_run where night = $1",
        night.to_string(),
    )?;
    Ok(found.map(Run::from))
}

/// The last one that was made.
pub async fn last_made(conn: &mut Conn) -> Result<Option<Run>, DbError> {
    let found = fetch_optional!(
        conn,
        RunRow,
        "select night, begun_at, ended_at, bytes, problem from backup_run
         where ended_at is not null order by ended_at desc limit 1",
    )?;
    Ok(found.map(Run::from))
}

/// The last one that was tried, whatever came of it.
pub async fn last_tried(conn: &mut Conn) -> Result<Option<Run>, DbError> {
    let found = fetch_optional!(
        conn,
        RunRow,
        "select night, begun_at, ended_at, bytes, problem from backup_run
         order by begun_at desc limit 1",
    )?;
    Ok(found.map(Run::from))
}

/// When those were begun that were made and add up, the newest first.
pub async fn list_good(conn: &mut Conn) -> Result<Vec<Stamp>, DbError> {
    let begun = fetch_all!(
        conn,
        (i64,),
        "select begun_at from backup_run where ended_at is not null and problem is null
         order by begun_at desc",
    )?;
    Ok(begun.into_iter().map(|(begun,)| Stamp(begun)).collect())
}

/// But for the last one that adds up, which is kept for as long as it is.
pub async fn forget_old(tx: &mut Tx, before: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "delete from backup_run where begun_at < $1 and night not in (
            select night from backup_run where ended_at is not null and problem is null
            order by begun_at desc limit 1)",
        before.0,
    )
}
