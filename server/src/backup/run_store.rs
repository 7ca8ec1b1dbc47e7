//! Which night's backup was made, is being made, or came to nothing.

use nara_domain::time::{Date, Stamp};

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_optional};

/// A night's backup.
#[derive(Clone, Debug, FromRow)]
pub struct Run {
    pub night: String,
    pub begun_at: i64,
    /// None: it is being made, or did not come to an end.
    pub ended_at: Option<i64>,
    pub bytes: Option<i64>,
    pub problem: Option<String>,
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
    fetch_optional!(
        conn,
        Run,
        "select night, begun_at, ended_at, bytes, problem from backup_run where night = $1",
        night.to_string(),
    )
}

/// The last one that was made.
pub async fn last_made(conn: &mut Conn) -> Result<Option<Run>, DbError> {
    fetch_optional!(
        conn,
        Run,
        "select night, begun_at, ended_at, bytes, problem from backup_run
         where ended_at is not null order by ended_at desc limit 1",
    )
}

/// The last one that was tried, whatever came of it.
pub async fn last_tried(conn: &mut Conn) -> Result<Option<Run>, DbError> {
    fetch_optional!(
        conn,
        Run,
        "select night, begun_at, ended_at, bytes, problem from backup_run
         order by begun_at desc limit 1",
    )
}

pub async fn forget_old(tx: &mut Tx, before: Stamp) -> Result<u64, DbError> {
    execute!(tx, "delete from backup_run where begun_at < $1", before.0)
}
