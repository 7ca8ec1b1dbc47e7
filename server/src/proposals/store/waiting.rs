//! Service answers that are written and not yet published. The key is the case: one at a time.

use nara_app::answers::api::WaitingLine;
use nara_domain::ids::{ActId, PersonId, ProposalId};
use nara_domain::text::slug;
use nara_domain::time::Stamp;
use nara_domain::waiting::{Stopped, Waiting};

use super::code;
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

const FIND: &str = "select w.fields, w.prepared_by, w.prepared_at, w.once_key, w.last_answer, \
    w.read_by, w.publish_at, w.stopped, p.display_name, r.display_name as reader_name \
    from waiting_answer w join person p on p.person_id = w.prepared_by \
    left join person r on r.person_id = w.read_by where w.proposal_id = $1";
const PUT: &str = "insert into waiting_answer (proposal_id, fields, prepared_by, prepared_at, \
    once_key, last_answer, read_by, publish_at, stopped) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, null) \
    on conflict (proposal_id) do update set fields = excluded.fields, \
    prepared_by = excluded.prepared_by, prepared_at = excluded.prepared_at, \
    once_key = excluded.once_key, last_answer = excluded.last_answer, \
    read_by = excluded.read_by, publish_at = excluded.publish_at, stopped = null";
const REMOVE: &str = "delete from waiting_answer where proposal_id = $1 and prepared_at = $2";
const STOP: &str =
    "update waiting_answer set stopped = $3 where proposal_id = $1 and prepared_at = $2";
const DUE: &str = "select proposal_id from waiting_answer where publish_at <= $1 \
    and stopped is null and proposal_id > $2 order by proposal_id limit 100";
const LAST_ANSWER: &str =
    "select max(act_id) from act where proposal_id = $1 and kind = 'official_answer'";
/// What was stopped and what has a moment first, in the order of the moments.
const LIST: &str = "select w.proposal_id, o.title, w.prepared_by, p.display_name, w.prepared_at, \
    w.read_by, r.display_name as reader_name, w.publish_at, w.stopped from waiting_answer w \
    join proposal o on o.proposal_id = w.proposal_id \
    join person p on p.person_id = w.prepared_by \
    left join person r on r.person_id = w.read_by \
    where $1 = 1 or o.stage_group <> 'not_public' \
    order by case when w.stopped is null then 1 else 0 end, \
    case when w.publish_at is null then 1 else 0 end, w.publish_at, w.prepared_at, w.proposal_id \
    limit $2";

#[derive(FromRow)]
struct WaitingRow {
    fields: String,
    prepared_by: i64,
    prepared_at: i64,
    once_key: String,
    last_answer: Option<i64>,
    read_by: Option<i64>,
    publish_at: Option<i64>,
    stopped: Option<String>,
    display_name: String,
    reader_name: Option<String>,
}

/// What waits, who prepared it and when.
#[derive(Clone, Debug)]
pub struct StoredWaiting {
    pub answer: Waiting,
    pub by_name: String,
    pub reader_name: Option<String>,
    pub at: Stamp,
    pub once: String,
    pub last_answer: Option<ActId>,
    pub stopped: Option<Stopped>,
}

impl TryFrom<WaitingRow> for StoredWaiting {
    type Error = DbError;

    fn try_from(row: WaitingRow) -> Result<Self, DbError> {
        Ok(Self {
            answer: Waiting {
                fields: serde_json::from_str(&row.fields)?,
                by: PersonId::new(row.prepared_by),
                read_by: row.read_by.map(PersonId::new),
                publish_at: row.publish_at.map(Stamp),
            },
            by_name: row.display_name,
            reader_name: row.reader_name,
            at: Stamp(row.prepared_at),
            once: row.once_key,
            last_answer: row.last_answer.map(ActId::new),
            stopped: reason(row.stopped.as_deref())?,
        })
    }
}

fn reason(stopped: Option<&str>) -> Result<Option<Stopped>, DbError> {
    stopped
        .map(|stopped| code("waiting_answer.stopped", stopped))
        .transpose()
}

pub async fn find(conn: &mut Conn, id: ProposalId) -> Result<Option<StoredWaiting>, DbError> {
    fetch_optional!(conn, WaitingRow, FIND, id.get())?
        .map(StoredWaiting::try_from)
        .transpose()
}

/// Takes the place of what waited before.
pub async fn put(
    tx: &mut Tx,
    id: ProposalId,
    answer: &Waiting,
    (once, at): (&str, Stamp),
    last_answer: Option<ActId>,
) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        PUT,
        id.get(),
        serde_json::to_string(&answer.fields)?,
        answer.by.get(),
        at.0,
        once,
        last_answer.map(ActId::get),
        answer.read_by.map(PersonId::get),
        answer.publish_at.map(|at| at.0),
    )?;
    Ok(())
}

/// False where it is not there any more, or has been changed.
pub async fn remove(tx: &mut Tx, id: ProposalId, at: Stamp) -> Result<bool, DbError> {
    Ok(execute!(tx, REMOVE, id.get(), at.0)? > 0)
}

/// It stays, to be told.
pub async fn stop(tx: &mut Tx, id: ProposalId, at: Stamp, why: Stopped) -> Result<(), DbError> {
    let _rows = execute!(tx, STOP, id.get(), at.0, why.code())?;
    Ok(())
}

/// Some of the cases whose answer's moment has come, after this number.
pub async fn list_due(conn: &mut Conn, now: Stamp, after: i64) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(conn, (i64,), DUE, now.0, after)?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// The latest service answer, corrections included.
pub async fn last_answer(conn: &mut Conn, id: ProposalId) -> Result<Option<ActId>, DbError> {
    let found = fetch_optional!(conn, (Option<i64>,), LAST_ANSWER, id.get())?;
    Ok(found.and_then(|(act,)| act).map(ActId::new))
}

#[derive(FromRow)]
struct LineRow {
    proposal_id: i64,
    title: String,
    prepared_by: i64,
    display_name: String,
    prepared_at: i64,
    read_by: Option<i64>,
    reader_name: Option<String>,
    publish_at: Option<i64>,
    stopped: Option<String>,
}

/// Everything that waits.
pub async fn list(
    conn: &mut Conn,
    reader: PersonId,
    reads_all: bool,
    limit: i64,
) -> Result<Vec<WaitingLine>, DbError> {
    let rows = fetch_all!(conn, LineRow, LIST, i64::from(reads_all), limit)?;
    rows.into_iter()
        .map(|row| {
            Ok(WaitingLine {
                id: ProposalId::new(row.proposal_id),
                slug: slug(&row.title),
                title: row.title,
                mine: row.prepared_by == reader.get(),
                by_name: row.display_name,
                at: Stamp(row.prepared_at),
                reader: row.reader_name,
                read_by_me: row.read_by == Some(reader.get()),
                publish_at: row.publish_at.map(Stamp),
                stopped: reason(row.stopped.as_deref())?,
            })
        })
        .collect()
}
