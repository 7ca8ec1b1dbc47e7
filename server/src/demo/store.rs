//! The demo's own SQL: its mark, and what bulk support needs.

use nara_domain::actor::Level;
use nara_domain::time::Stamp;

use crate::db::{Bind, Conn, Db, DbError, Engine, Statement, Tx};
use crate::{execute, fetch_one};

const ANYTHING: &str = "select (select count(*) from person) + \
    (select count(*) from registration) + (select count(*) from outbox) + \
    (select count(*) from proposal) + (select count(*) from draft)";
const MARKED: &str = "select count(*) from demo";
const MARK: &str = "insert into demo (demo_id, made_at) values (1, $1)";
const ANALYZE: &str = "analyze";

/// Also a letter or a registration alone is somebody's.
pub async fn has_anything(conn: &mut Conn) -> Result<bool, DbError> {
    Ok(fetch_one!(conn, (i64,), ANYTHING)?.0 > 0)
}

pub async fn is_marked(conn: &mut Conn) -> Result<bool, DbError> {
    Ok(fetch_one!(conn, (i64,), MARKED)?.0 > 0)
}

pub async fn mark(tx: &mut Tx, now: Stamp) -> Result<(), DbError> {
    let _rows = execute!(tx, MARK, now.0)?;
    Ok(())
}

/// Residents of whom nothing is told but that they support.
pub async fn insert_residents(
    tx: &mut Tx,
    count: usize,
    since: Stamp,
) -> Result<Vec<i64>, DbError> {
    let mut insert = Statement::new("insert into person (display_name, level, created_at) values ");
    insert
        .rows((1..=count).map(|n| {
            [
                Bind::Text(format!("Invånare {n}")),
                Bind::from(Level::N1.code()),
                Bind::Int(since.0),
            ]
        }))
        .sql(" returning person_id");
    let rows: Vec<(i64,)> = tx.all(insert).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Lets the planner know how much there is; without it PostgreSQL guesses until its own job comes
/// round.
pub async fn count_rows(db: &Db) -> Result<(), DbError> {
    if db.engine() == Engine::Postgres {
        let _rows = execute!(db.read().await?, ANALYZE)?;
    }
    Ok(())
}
