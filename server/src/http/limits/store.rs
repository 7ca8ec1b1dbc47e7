//! SQL of the limits that servers count together: a row for each key that has used some of one.

use nara_domain::time::Stamp;

use super::pace::Pace;
use crate::db::{DbError, Engine, Tx};
use crate::{execute, fetch_one, fetch_optional};

/// So long a count waits for others at the database: a little less than somebody waits for it here, or it
/// would go on waiting there, with its connection, when nobody wants to know any more.
const PATIENCE: &str = "1800ms";

/// What this transaction writes may be gone after a power loss: a count need not wait for the disk, nor
/// keep others waiting who count the same, and waits for them no longer than anybody wants to know. Never in
/// a transaction that writes anything else.
pub async fn need_not_last(tx: &mut Tx) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        let _set = fetch_one!(
            tx,
            (String, String),
            "select set_config('synchronous_commit', 'off', true),
                set_config('lock_timeout', $1, true)",
            PATIENCE,
        )?;
    }
    Ok(())
}

/// Counts one, in a statement that decides and writes: of those who ask at the same moment on several
/// servers each sees what the one before has left. How many seconds to wait where it is one too many.
pub async fn count(
    tx: &mut Tx,
    (action, key_hash): (&str, &str),
    pace: Pace,
    now: Stamp,
) -> Result<Option<u32>, DbError> {
    let counted = fetch_optional!(
        tx,
        (i64,),
        "insert into rate_limit (action, key_hash, due_at) values ($1, $2, $3)
         on conflict (action, key_hash) do update
         set due_at = $5 + case
            when rate_limit.due_at between $4 and $7 then rate_limit.due_at else $4 end
         where rate_limit.due_at <= $6 or rate_limit.due_at > $7
         returning due_at",
        action,
        key_hash,
        pace.first(now),
        now.0,
        pace.period(),
        pace.latest(now),
        pace.furthest(now),
    )?;
    if counted.is_some() {
        return Ok(None);
    }
    // The statement before has locked it: this is what was decided by.
    let due = fetch_optional!(
        tx,
        (i64,),
        "select due_at from rate_limit where action = $1 and key_hash = $2",
        action,
        key_hash,
    )?;
    Ok(Some(pace.wait(due.map_or(now.0, |(due,)| due), now)))
}

/// Forgets the keys that have their whole limit again, and what only a clock that was wrong can have
/// written. How many there were.
pub async fn delete_idle(tx: &mut Tx, now: Stamp) -> Result<u64, DbError> {
    let furthest = Pace::longest(now);
    match tx.engine() {
        Engine::Sqlite => execute!(
            tx,
            "delete from rate_limit where due_at <= $1 or due_at > $2",
            now.0,
            furthest,
        ),
        // What somebody counts at this moment stays for the next time: who counts more than one in a
        // transaction takes them in another order than this, and each could wait for the other.
        Engine::Postgres => execute!(
            tx,
            "delete from rate_limit where (action, key_hash) in (
                select action, key_hash from rate_limit where due_at <= $1 or due_at > $2
                for update skip locked)",
            now.0,
            furthest,
        ),
    }
}
