//! SQL of rolls, and of what registers said.

use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use crate::db::{Bind, Conn, DbError, Statement, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// Begins a roll that counts for nothing until it is finished.
pub async fn insert_roll(tx: &mut Tx, now: Stamp) -> Result<i64, DbError> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into roll (loaded_at, entries) values ($1, 0) returning roll_id",
        now.0,
    )?;
    Ok(id)
}

/// Adds hashes; those that are in it already are left out. How many are new.
pub async fn insert_entries(tx: &mut Tx, roll: i64, hashes: &[String]) -> Result<u64, DbError> {
    if hashes.is_empty() {
        return Ok(0);
    }
    let mut insert = Statement::new("insert into roll_entry (roll_id, number_hash) values ");
    insert
        .rows(
            hashes
                .iter()
                .map(|hash| [Bind::Int(roll), Bind::Text(hash.clone())]),
        )
        .sql(" on conflict (roll_id, number_hash) do nothing");
    tx.run(insert).await
}

/// From now on this is the roll.
pub async fn finish_roll(tx: &mut Tx, roll: i64, entries: i64, now: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update roll set finished_at = $2, entries = $3 where roll_id = $1",
        roll,
        now.0,
        entries,
    )
}

/// The roll that counts: the one finished last.
pub async fn find_current(conn: &mut Conn) -> Result<Option<i64>, DbError> {
    let found = fetch_optional!(
        conn,
        (i64,),
        "select roll_id from roll where finished_at is not null
         order by finished_at desc, roll_id desc limit 1",
    )?;
    Ok(found.map(|(id,)| id))
}

/// When the roll that counts was loaded, and how many are in it.
pub async fn describe(conn: &mut Conn) -> Result<Option<(Stamp, i64)>, DbError> {
    let found = fetch_optional!(
        conn,
        (i64, i64),
        "select finished_at, entries from roll where finished_at is not null
         order by finished_at desc, roll_id desc limit 1",
    )?;
    Ok(found.map(|(at, entries)| (Stamp(at), entries)))
}

pub async fn has_entry(conn: &mut Conn, roll: i64, hash: &str) -> Result<bool, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from roll_entry where roll_id = $1 and number_hash = $2",
        roll,
        hash,
    )?;
    Ok(count > 0)
}

/// Rolls that count no more, and those whose loading was broken off before `since`.
pub async fn list_outdated(
    conn: &mut Conn,
    current: i64,
    since: Stamp,
) -> Result<Vec<i64>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select roll_id from roll
         where roll_id <> $1 and (finished_at is not null or loaded_at < $2)",
        current,
        since.0,
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Deletes some of a roll's entries; how many. When none are left the roll goes too.
pub async fn delete_some_of_roll(tx: &mut Tx, roll: i64, limit: i64) -> Result<u64, DbError> {
    let deleted = execute!(
        tx,
        "delete from roll_entry where roll_id = $1 and number_hash in
             (select e.number_hash from roll_entry e where e.roll_id = $1 limit $2)",
        roll,
        limit,
    )?;
    if deleted == 0 {
        execute!(tx, "delete from roll where roll_id = $1", roll)?;
    }
    Ok(deleted)
}

/// Some of those with a number whose answer is older than the roll, or than `before`.
pub async fn list_unchecked(
    conn: &mut Conn,
    before: Stamp,
    limit: i64,
) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select p.person_id from person p
         where p.merged_into is null and p.erased_at is null
               and exists (select 1 from person_number n where n.person_id = p.person_id)
               and (p.register_checked_at is null or p.register_checked_at < $1)
         order by p.person_id limit $2",
        before.0,
        limit,
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

/// Whether one of the person's numbers is in the roll.
pub async fn is_in(conn: &mut Conn, roll: i64, person: PersonId) -> Result<bool, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "select count(*) from person_number n
         join roll_entry r on r.roll_id = $1 and r.number_hash = n.number_hash
         where n.person_id = $2",
        roll,
        person.get(),
    )?;
    Ok(count > 0)
}
