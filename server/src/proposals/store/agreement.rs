//! Who agrees with which comment. How many do stands on the comment itself, in the same transaction.

use nara_domain::ids::{CommentId, PersonId};
use nara_domain::time::Stamp;

use crate::db::{DbError, Engine, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// Counted once, however often it is sent. Answers with how many agree from now on; none: they did before.
pub async fn insert(
    tx: &mut Tx,
    (id, person): (CommentId, PersonId),
    now: Stamp,
) -> Result<Option<i64>, DbError> {
    let new = execute!(
        tx,
        "insert into comment_support (comment_id, person_id, at) values ($1, $2, $3)
         on conflict (comment_id, person_id) do nothing",
        id.get(),
        person.get(),
        now.0,
    )?;
    add(tx, id, i64::try_from(new).unwrap_or(0)).await
}

/// Takes it back. None: they did not agree.
pub async fn delete(
    tx: &mut Tx,
    (id, person): (CommentId, PersonId),
) -> Result<Option<i64>, DbError> {
    let gone = execute!(
        tx,
        "delete from comment_support where comment_id = $1 and person_id = $2",
        id.get(),
        person.get(),
    )?;
    add(tx, id, -i64::try_from(gone).unwrap_or(0)).await
}

async fn add(tx: &mut Tx, id: CommentId, change: i64) -> Result<Option<i64>, DbError> {
    if change == 0 {
        return Ok(None);
    }
    let row = fetch_optional!(
        tx,
        (i64,),
        "update comment set support_count = support_count + $2 where comment_id = $1
         returning support_count",
        id.get(),
        change,
    )?;
    Ok(row.map(|(count,)| count))
}

/// Keeps the numbers of everything somebody agrees with as they are until the transaction ends, in the
/// order everybody takes who needs several.
async fn lock_all_of(tx: &mut Tx, person: i64) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        let _locked = fetch_all!(
            tx,
            (i64,),
            "select comment_id from comment where comment_id in
                 (select s.comment_id from comment_support s where s.person_id = $1)
             order by comment_id for no key update",
            person,
        )?;
    }
    Ok(())
}

/// Takes back everything somebody agrees with who leaves.
pub async fn delete_all_of(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    lock_all_of(tx, person.get()).await?;
    execute!(
        tx,
        "update comment set support_count = support_count - 1 where comment_id in
             (select s.comment_id from comment_support s where s.person_id = $1)",
        person.get(),
    )?;
    execute!(
        tx,
        "delete from comment_support where person_id = $1",
        person.get(),
    )?;
    Ok(())
}

/// What somebody agreed with under another account becomes theirs: what both agreed with counts once, and
/// what either wrote, not at all. After the comments themselves are theirs.
pub async fn absorb(tx: &mut Tx, from: i64, to: i64) -> Result<(), DbError> {
    lock_all_of(tx, from).await?;
    for (comment,) in fetch_all!(tx, (i64,), BOTH, from, to)? {
        delete(tx, (CommentId::new(comment), PersonId::new(from))).await?;
    }
    for whose in [from, to] {
        for (comment,) in fetch_all!(tx, (i64,), OWN, whose, to)? {
            delete(tx, (CommentId::new(comment), PersonId::new(whose))).await?;
        }
    }
    execute!(
        tx,
        "update comment_support set person_id = $2 where person_id = $1",
        from,
        to,
    )?;
    Ok(())
}

const BOTH: &str = "select s.comment_id from comment_support s where s.person_id = $1 and exists \
    (select 1 from comment_support o where o.comment_id = s.comment_id and o.person_id = $2) \
    order by s.comment_id";
const OWN: &str = "select s.comment_id from comment_support s join comment c \
    on c.comment_id = s.comment_id where s.person_id = $1 and c.person_id = $2 \
    order by s.comment_id";
