//! What one account left, put into another's name: two accounts of one person become one.
//!
//! The record (`act`) and the log of support are append-only, so what somebody did there stays under
//! the number it was done under; the account that is left points at the other.

use nara_domain::ids::PersonId;
use nara_domain::proposal::Course;

use crate::db::{Conn, DbError, Engine, Statement, Tx};
use crate::{execute, fetch_all};

/// Proposals this person supports, and since when.
pub async fn list_supported(conn: &mut Conn, person: PersonId) -> Result<Vec<(i64, i64)>, DbError> {
    fetch_all!(
        conn,
        (i64, i64),
        "select proposal_id, at from support where person_id = $1 order by proposal_id",
        person.get(),
    )
}

pub async fn list_proposed(conn: &mut Conn, person: PersonId) -> Result<Vec<i64>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select proposal_id from proposal where proposer_id = $1 order by proposal_id",
        person.get(),
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Cases whose stage names this person among those who prepare it.
pub async fn list_preparing(conn: &mut Conn, person: PersonId) -> Result<Vec<i64>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, String),
        "select proposal_id, course from proposal where stage in ('in_preparation', \
         'proposal_ready', 'scheduled', 'tabled', 'remitted_back') order by proposal_id",
    )?;
    // Read, not searched for as text: how a stage is written is nobody's business here.
    let mut preparing = Vec::new();
    for (id, course) in rows {
        let course: Course = serde_json::from_str(&course)?;
        let stage = course.as_proposal();
        if stage.is_some_and(|stage| stage.is_prepared_by(Some(person))) {
            preparing.push(id);
        }
    }
    Ok(preparing)
}

/// Proposals, comments, drafts, prepared steps and answers that wait. A form's key is unique for each person, and two
/// forms of one key would be one: the moved ones' get an ending.
pub async fn move_writings(tx: &mut Tx, from: PersonId, to: PersonId) -> Result<(), DbError> {
    let (from, to) = (from.get(), to.get());
    let ending = format!(":{from}");
    execute!(
        tx,
        "update proposal set proposer_id = $2, once_key = once_key || $3 where proposer_id = $1",
        from,
        to,
        &ending,
    )?;
    execute!(
        tx,
        "update comment set person_id = $2, once_key = once_key || $3 where person_id = $1",
        from,
        to,
        &ending,
    )?;
    execute!(
        tx,
        "update draft set person_id = $2 where person_id = $1",
        from,
        to
    )?;
    super::adoption::absorb(tx, from, to).await?;
    super::helper::absorb(tx, from, to).await?;
    // Whoever prepared a step is not the second one who reads it, whichever account they use.
    execute!(
        tx,
        "update prepared_step set prepared_by = $2 where prepared_by = $1",
        from,
        to,
    )?;
    // An answer waits on; nobody is their own colleague.
    execute!(
        tx,
        "update waiting_answer set prepared_by = $2 where prepared_by = $1",
        from,
        to,
    )?;
    execute!(
        tx,
        "update waiting_answer set read_by = case when prepared_by = $2 then null else $2 end
         where read_by = $1 or (read_by = $2 and prepared_by = $2)",
        from,
        to,
    )?;
    crate::news::store::absorb(tx, from, to).await?;
    super::agreement::absorb(tx, from, to).await?;
    crate::follow::store::absorb(tx, from, to).await
}

/// Accounts that became part of another and still have something of their own: it came in at the
/// same moment.
pub async fn list_left_behind(conn: &mut Conn) -> Result<Vec<(i64, i64)>, DbError> {
    fetch_all!(
        conn,
        (i64, i64),
        "select p.person_id, p.merged_into from person p
         where p.merged_into is not null and (
             exists (select 1 from support s where s.person_id = p.person_id)
             or exists (select 1 from opposition o where o.person_id = p.person_id)
             or exists (select 1 from proposal c where c.proposer_id = p.person_id)
             or exists (select 1 from comment c where c.person_id = p.person_id)
             or exists (select 1 from comment_support s where s.person_id = p.person_id)
             or exists (select 1 from draft d where d.person_id = p.person_id)
             or exists (select 1 from idea_helper h where h.person_id = p.person_id)
             or exists (select 1 from follow f where f.person_id = p.person_id))
         order by p.person_id",
    )
}

#[derive(crate::db::FromRow)]
struct Left {
    person_id: i64,
    merged_into: Option<i64>,
    erased_at: Option<i64>,
}

/// Those of these who have left: no vote of theirs counts any longer. Locked against leaving until the
/// transaction ends, before any proposal is: so does everybody who locks both.
pub async fn who_left(tx: &mut Tx, people: &[i64]) -> Result<Vec<i64>, DbError> {
    let rows = locked(tx, people, " for share").await?;
    let left = rows
        .into_iter()
        .filter(|row| row.merged_into.is_some() || row.erased_at.is_some());
    Ok(left.map(|row| row.person_id).collect())
}

/// Keeps everybody else from changing these accounts until the transaction ends.
pub async fn lock_people(tx: &mut Tx, people: &[i64]) -> Result<(), DbError> {
    locked(tx, people, " for no key update").await?;
    Ok(())
}

async fn locked(
    tx: &mut Tx,
    people: &[i64],
    in_postgres: &'static str,
) -> Result<Vec<Left>, DbError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut select =
        Statement::new("select person_id, merged_into, erased_at from person where person_id in (");
    select
        .list(people.iter().copied())
        .sql(") order by person_id");
    if tx.engine() == Engine::Postgres {
        select.sql(in_postgres);
    }
    tx.all(select).await
}
