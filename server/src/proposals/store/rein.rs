//! SQL of how discussions are held in: locked, or slowed down. Written by moderators, read wherever somebody
//! reads or writes a comment.

use nara_domain::actor::Standing;
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::moderation::{ReinAct, ReinMove};
use nara_domain::time::{Date, Stamp};

use super::code;
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// Most acts of a discussion or thread that are read one by one.
const MOST: i64 = 100;

macro_rules! columns {
    () => {
        "select a.rein_act_id, a.comment_id, a.step, a.reason, a.until_day, a.minutes, a.at, \
         a.actor_name, a.actor_standing from rein_act a "
    };
}

/// The last one with each rein: no other one has taken its place.
const LAST: &str = concat!(
    columns!(),
    "where a.proposal_id = $1 and not exists (select 1 from rein_act b \
        where b.proposal_id = a.proposal_id and b.rein = a.rein \
        and coalesce(b.comment_id, 0) = coalesce(a.comment_id, 0) \
        and b.replaces = a.rein_act_id) \
     order by a.rein_act_id"
);
const ALL: &str = concat!(
    columns!(),
    "where a.proposal_id = $1 and coalesce(a.comment_id, 0) = $2 \
     order by a.rein_act_id desc limit $3"
);
const THREAD: &str = "with recursive up (comment_id, parent_id) as (\
        select comment_id, parent_id from comment where comment_id = $1 \
        union all \
        select c.comment_id, c.parent_id from comment c join up on c.comment_id = up.parent_id) \
     select comment_id from up where parent_id is null";

#[derive(FromRow)]
struct ReinRow {
    rein_act_id: i64,
    comment_id: Option<i64>,
    step: String,
    reason: String,
    until_day: Option<String>,
    minutes: Option<i64>,
    at: i64,
    actor_name: String,
    actor_standing: String,
}

/// An act, with whose it is.
#[derive(Clone, Debug)]
pub struct StoredRein {
    pub act: ReinAct,
    pub by_name: String,
    pub standing: Option<Standing>,
}

impl TryFrom<ReinRow> for StoredRein {
    type Error = DbError;

    fn try_from(row: ReinRow) -> Result<Self, DbError> {
        let until = row.until_day.as_deref();
        let until = until.map(|day| code::<Date>("rein_act.until_day", day));
        Ok(Self {
            act: ReinAct {
                id: row.rein_act_id,
                thread: row.comment_id.map(CommentId::new),
                step: code("rein_act.step", &row.step)?,
                reason: row.reason,
                until: until.transpose()?,
                minutes: row.minutes,
                at: Stamp(row.at),
            },
            by_name: row.actor_name,
            standing: serde_json::from_str(&row.actor_standing)?,
        })
    }
}

/// The last act with each rein, of the whole discussion and of threads.
pub async fn list_last(conn: &mut Conn, proposal: ProposalId) -> Result<Vec<ReinAct>, DbError> {
    let rows = fetch_all!(conn, ReinRow, LAST, proposal.get())?;
    rows.into_iter()
        .map(|row| StoredRein::try_from(row).map(|stored| stored.act))
        .collect()
}

/// What was done with a discussion, or with one thread, the latest first.
pub async fn list_all(
    conn: &mut Conn,
    proposal: ProposalId,
    thread: Option<CommentId>,
) -> Result<Vec<StoredRein>, DbError> {
    let thread = thread.map_or(0, CommentId::get);
    let rows = fetch_all!(conn, ReinRow, ALL, proposal.get(), thread, MOST)?;
    rows.into_iter().map(StoredRein::try_from).collect()
}

/// The first comment of the thread that a comment stands in, however deep.
pub async fn thread_of(conn: &mut Conn, comment: CommentId) -> Result<Option<CommentId>, DbError> {
    let row = fetch_optional!(conn, (i64,), THREAD, comment.get())?;
    Ok(row.map(|(id,)| CommentId::new(id)))
}

/// When somebody wrote last in a discussion.
pub async fn last_written(
    conn: &mut Conn,
    proposal: ProposalId,
    person: PersonId,
) -> Result<Option<Stamp>, DbError> {
    let row = fetch_optional!(
        conn,
        (Option<i64>,),
        "select max(at) from comment where proposal_id = $1 and person_id = $2",
        proposal.get(),
        person.get(),
    )?;
    Ok(row.and_then(|(at,)| at).map(Stamp))
}

/// The step that was taken by this form, where it was sent before.
pub async fn sent(
    conn: &mut Conn,
    proposal: ProposalId,
    once: &str,
) -> Result<Option<ReinMove>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select step from rein_act where proposal_id = $1 and once_key = $2",
        proposal.get(),
        once,
    )?;
    row.map(|(step,)| code("rein_act.step", &step)).transpose()
}

/// An act before it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewRein<'a> {
    pub proposal: ProposalId,
    pub thread: Option<CommentId>,
    pub step: ReinMove,
    pub reason: &'a str,
    pub until: Option<Date>,
    pub minutes: Option<i64>,
    pub by: PersonId,
    pub name: &'a str,
    pub standing: Option<&'a Standing>,
    /// The act before with the same rein; 0: none.
    pub replaces: i64,
    pub once: &'a str,
}

/// False where somebody else was quicker.
pub async fn insert(tx: &mut Tx, new: &NewRein<'_>, now: Stamp) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into rein_act (proposal_id, comment_id, rein, step, reason, until_day, minutes,
            actor_id, actor_name, actor_standing, at, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing",
        new.proposal.get(),
        new.thread.map(CommentId::get),
        new.step.rein().code(),
        new.step.code(),
        new.reason,
        new.until.map(|day| day.to_string()),
        new.minutes,
        new.by.get(),
        new.name,
        serde_json::to_string(&new.standing)?,
        now.0,
        new.replaces,
        new.once,
    )?;
    Ok(added > 0)
}

/// What was done since, and when: without anything by which a discussion could be found.
pub async fn list_since(conn: &mut Conn, since: Stamp) -> Result<Vec<(ReinMove, Date)>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, i64),
        "select step, at from rein_act where at >= $1 order by at, rein_act_id",
        since.0,
    )?;
    rows.into_iter()
        .map(|(step, at)| Ok((code("rein_act.step", &step)?, Stamp(at).day())))
        .collect()
}
