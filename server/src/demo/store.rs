//! The demo's own SQL: its people, and what bulk support needs.

use nara_domain::actor::{Level, Standing};
use nara_domain::time::Stamp;

use crate::db::{Bind, Conn, Db, DbError, Engine, Statement, Tx};
use crate::{execute, fetch_one};

const PEOPLE: &str = "select count(*) from person";
const INSERT_PERSON: &str = "insert into person (email, email_confirmed_at, display_name, level, \
    created_at) values ($1, $2, $3, $4, $5) returning person_id";
const INSERT_STANDING: &str = "insert into standing (person_id, role, department, title, party, \
    assignment, body, from_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
const ANALYZE: &str = "analyze";

pub async fn has_people(conn: &mut Conn) -> Result<bool, DbError> {
    Ok(fetch_one!(conn, (i64,), PEOPLE)?.0 > 0)
}

pub async fn insert_person(
    tx: &mut Tx,
    email: Option<&str>,
    name: &str,
    level: Level,
    since: Stamp,
) -> Result<i64, DbError> {
    let confirmed = email.map(|_| since.0);
    Ok(fetch_one!(
        tx,
        (i64,),
        INSERT_PERSON,
        email,
        confirmed,
        name,
        level.code(),
        since.0
    )?
    .0)
}

pub async fn insert_standing(
    tx: &mut Tx,
    person: i64,
    standing: &Standing,
    since: Stamp,
) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        INSERT_STANDING,
        person,
        standing.role.code(),
        standing.department.as_deref(),
        standing.title.as_deref(),
        standing.party.as_deref(),
        standing.assignment.as_deref(),
        standing.body.as_ref().map(|body| body.as_str()),
        since.0,
    )?;
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
