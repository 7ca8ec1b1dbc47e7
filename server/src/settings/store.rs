//! All SQL of the settings.

use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, Tx};
use crate::{execute, fetch_all, fetch_one};

const NEWEST: &str = "select s.name, s.value from setting s \
    where s.version = (select max(t.version) from setting t where t.name = s.name)";
const LAST_VERSION: &str = "select coalesce(max(version), 0) from setting where name = $1";
const INSERT: &str = "insert into setting (name, version, value, created_at) \
    values ($1, $2, $3, $4) on conflict (name, version) do nothing";

/// Name and value of everything that was ever set, as it is now.
pub async fn newest(conn: &mut Conn) -> Result<Vec<(String, String)>, DbError> {
    fetch_all!(conn, (String, String), NEWEST)
}

/// Stores this as the newest value of a name; false where somebody else did at the same moment.
pub async fn add(tx: &mut Tx, name: &str, value: &str, now: Stamp) -> Result<bool, DbError> {
    let (last,) = fetch_one!(tx, (i64,), LAST_VERSION, name)?;
    let stored = execute!(tx, INSERT, name, last + 1, value, now.0)?;
    Ok(stored == 1)
}

/// A version of the rules, with how many were handed in under it.
#[derive(crate::db::FromRow)]
pub struct VersionRow {
    pub rules: String,
    pub created_at: i64,
    pub under: i64,
}

/// Every version of a municipality's rules, newest first.
pub async fn list_rulesets(
    conn: &mut Conn,
    municipality: &str,
) -> Result<Vec<VersionRow>, DbError> {
    fetch_all!(
        conn,
        VersionRow,
        "select r.rules, r.created_at, count(p.proposal_id) as under
         from ruleset r left join proposal p on p.ruleset_id = r.ruleset_id
             and p.kind <> 'questions'
         where r.municipality = $1
         group by r.ruleset_id, r.version, r.rules, r.created_at
         order by r.version desc",
        municipality,
    )
}

/// How the outbox stands.
#[derive(crate::db::FromRow)]
pub struct OutboxRow {
    /// Not tried yet.
    pub waiting: i64,
    /// Tried in vain, and to be tried again.
    pub failing: i64,
    /// Tried in vain until nobody tries any more.
    pub given_up: i64,
    /// When the oldest letter that has not gone out was written.
    pub oldest_at: Option<i64>,
}

/// Counts what has not gone out.
pub async fn outbox(conn: &mut Conn) -> Result<OutboxRow, DbError> {
    fetch_one!(
        conn,
        OutboxRow,
        "select count(case when last_error is null then 1 end) as waiting,
             count(case when last_error is not null and next_attempt_at < $1 then 1 end) as failing,
             count(case when last_error is not null and next_attempt_at >= $1 then 1 end) as given_up,
             min(created_at) as oldest_at
         from outbox where sent_at is null",
        i64::MAX,
    )
}

/// Why letters that have not gone out did not, as it was noted, and how many there are of each.
pub async fn outbox_errors(conn: &mut Conn) -> Result<Vec<(String, i64)>, DbError> {
    fetch_all!(
        conn,
        (String, i64),
        "select last_error, count(*) from outbox
         where sent_at is null and last_error is not null
         group by last_error order by count(*) desc limit 100",
    )
}
