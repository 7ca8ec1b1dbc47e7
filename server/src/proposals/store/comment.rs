//! The discussion.

use std::collections::HashMap;

use nara_app::proposals::api::{CommentView, Sides, Thread};
use nara_app::proposals::discussion::{REPLIES, REPLIES_OPENED, THREADS};
use nara_domain::actor::Standing;
use nara_domain::dialogue::CommentStance;
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use super::{code, hidden};
use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "select comment_id, proposal_id, parent_id, author_name, author_standing, stance, text, \
         at, hidden from comment "
    };
}

const FOLLOWING: &str = concat!(
    columns!(),
    "where proposal_id = $1 and comment_id > $2 order by comment_id limit $3"
);
/// The newest threads up to one, with how many replies each has: counted in the index, never read.
const THREADS_UP_TO: &str = "select comment_id, proposal_id, parent_id, author_name, \
    author_standing, stance, text, at, hidden, (select count(*) from comment r \
    where r.parent_id = c.comment_id) as replies from comment c \
    where proposal_id = $1 and parent_id is null and comment_id <= $2 \
    order by comment_id desc limit $3";
const REPLIES_TO: &str = concat!(columns!(), "where parent_id in (");
const REPLIES_FROM: &str = concat!(columns!(), "where parent_id = ");
const BY_STANCE: &str = "select stance, count(*) from comment \
    where proposal_id = $1 and parent_id is null group by stance";
/// Where a comment is: its thread; the thread that is the last of the page after, where so many are
/// newer; and how many replies stand before it, as far as it matters.
const PLACE: &str = "select thread_id, \
    (select n.comment_id from comment n where n.proposal_id = t.proposal_id \
        and n.parent_id is null and n.comment_id > t.thread_id \
        order by n.comment_id limit 1 offset $3), \
    (select count(*) from (select r.comment_id from comment r where r.parent_id = t.thread_id \
        and r.comment_id < t.comment_id limit $4) earlier) \
    from (select comment_id, proposal_id, coalesce(parent_id, comment_id) as thread_id \
        from comment where comment_id = $1 and proposal_id = $2) t";
const FIND: &str = concat!(columns!(), "where comment_id = $1");
const BY_ONCE: &str = concat!(columns!(), "where person_id = $1 and once_key = $2");
const INSERT: &str = "insert into comment (proposal_id, parent_id, person_id, author_name, \
    author_role, author_standing, stance, text, at, once_key) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
    on conflict (person_id, once_key) do nothing returning comment_id";

#[derive(FromRow)]
struct CommentRow {
    comment_id: i64,
    proposal_id: i64,
    parent_id: Option<i64>,
    author_name: String,
    author_standing: String,
    stance: String,
    text: String,
    at: i64,
    hidden: Option<String>,
}

impl CommentRow {
    fn view(self) -> Result<(ProposalId, CommentView), DbError> {
        let standing: Option<Standing> = serde_json::from_str(&self.author_standing)?;
        Ok((
            ProposalId::new(self.proposal_id),
            CommentView {
                id: CommentId::new(self.comment_id),
                parent: self.parent_id.map(CommentId::new),
                author: self.author_name,
                standing,
                stance: code("comment.stance", &self.stance)?,
                text: self.text,
                at: Stamp(self.at),
                hidden: hidden("comment.hidden", self.hidden.as_deref())?,
            },
        ))
    }
}

/// A comment before it has a number.
#[derive(Clone, Debug)]
pub struct NewCommentRow<'a> {
    pub proposal: ProposalId,
    pub parent: Option<CommentId>,
    pub person: PersonId,
    pub author: &'a str,
    pub standing: Option<&'a Standing>,
    pub stance: CommentStance,
    pub text: &'a str,
    pub at: Stamp,
    pub once: &'a str,
}

/// Comments and replies after one, oldest first.
pub async fn following(
    conn: &mut Conn,
    id: ProposalId,
    after: Option<CommentId>,
    limit: i64,
) -> Result<Vec<CommentView>, DbError> {
    let after = after.map_or(0, CommentId::get);
    let rows = fetch_all!(conn, CommentRow, FOLLOWING, id.get(), after, limit)?;
    views(rows)
}

fn views(rows: Vec<CommentRow>) -> Result<Vec<CommentView>, DbError> {
    rows.into_iter()
        .map(|row| row.view().map(|(_, view)| view))
        .collect()
}

/// Where a comment of this proposal is in its discussion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub thread: CommentId,
    /// The newest thread of the page after this thread's; `None`: this is one of the newest.
    pub newer: Option<CommentId>,
    /// Replies to this thread begin here, because those before fill the page.
    pub opened_at: Option<CommentId>,
}

pub async fn place(
    conn: &mut Conn,
    proposal: ProposalId,
    id: CommentId,
) -> Result<Option<Place>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64, Option<i64>, i64),
        PLACE,
        id.get(),
        proposal.get(),
        bound(THREADS - 1),
        bound(REPLIES),
    )?;
    Ok(row.map(|(thread, newer, before)| Place {
        thread: CommentId::new(thread),
        newer: newer.map(CommentId::new),
        opened_at: (before >= bound(REPLIES)).then_some(id),
    }))
}

fn bound(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

#[derive(FromRow)]
struct ThreadRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    replies: i64,
}

/// The newest threads of a proposal, oldest first: one page of them up to `last`, with the first
/// replies of each, or those from `opened_at` on. Also the newest thread of the page before.
pub async fn threads(
    conn: &mut Conn,
    proposal: ProposalId,
    last: Option<CommentId>,
    opened_at: Option<(CommentId, CommentId)>,
) -> Result<(Vec<Thread>, Option<CommentId>), DbError> {
    let mut rows = fetch_all!(
        conn,
        ThreadRow,
        THREADS_UP_TO,
        proposal.get(),
        last.map_or(i64::MAX, CommentId::get),
        bound(THREADS + 1),
    )?;
    let older = rows
        .get(THREADS)
        .map(|row| CommentId::new(row.comment.comment_id));
    rows.truncate(THREADS);
    rows.reverse();
    let mut replies = replies(conn, &rows, opened_at).await?;
    let threads = rows.into_iter().map(|row| {
        let (_, comment) = row.comment.view()?;
        let opened = opened_at.is_some_and(|(thread, _)| thread == comment.id);
        let most = if opened { REPLIES_OPENED } else { REPLIES };
        let mut replies = replies.remove(&comment.id).unwrap_or_default();
        let goes_on = replies.get(most).map(|reply| reply.id);
        replies.truncate(most);
        Ok(Thread {
            comment,
            replies,
            reply_count: row.replies,
            goes_before: opened,
            goes_on,
        })
    });
    Ok((threads.collect::<Result<_, DbError>>()?, older))
}

/// The replies to show, and one more of each thread that goes on.
async fn replies(
    conn: &mut Conn,
    threads: &[ThreadRow],
    opened_at: Option<(CommentId, CommentId)>,
) -> Result<HashMap<CommentId, Vec<CommentView>>, DbError> {
    let (long, short): (Vec<_>, Vec<_>) = threads
        .iter()
        .filter(|row| row.replies > 0)
        .map(|row| (row.comment.comment_id, row.replies))
        .partition(|(_, replies)| *replies > bound(REPLIES));
    if short.is_empty() && long.is_empty() {
        return Ok(HashMap::new());
    }
    // One statement: a thread with few replies gives all of them, each of the others as many as
    // are shown. Neither engine can limit each group of a join that the other understands.
    let mut select = Statement::new("");
    if !short.is_empty() {
        select
            .sql(REPLIES_TO)
            .list(short.into_iter().map(|(thread, _)| thread))
            .sql(")");
    }
    for (thread, _) in long {
        if !select.is_empty() {
            select.sql(" union all ");
        }
        let opened_at = opened_at.filter(|(opened, _)| opened.get() == thread);
        let (from, most) = match opened_at {
            Some((_, reply)) => (reply.get(), REPLIES_OPENED),
            None => (0, REPLIES),
        };
        select
            .sql("select * from (")
            .sql(REPLIES_FROM)
            .bind(thread)
            .sql(" and comment_id >= ")
            .bind(from)
            .sql(" order by comment_id limit ")
            .bind(bound(most + 1))
            .sql(") part");
    }
    select.sql(" order by comment_id");
    let mut of: HashMap<CommentId, Vec<CommentView>> = HashMap::new();
    for row in conn.all::<CommentRow>(select).await? {
        let (_, reply) = row.view()?;
        if let Some(thread) = reply.parent {
            of.entry(thread).or_default().push(reply);
        }
    }
    Ok(of)
}

/// How many threads a discussion has on each side, counted in the index.
pub async fn sides(conn: &mut Conn, proposal: ProposalId) -> Result<Sides, DbError> {
    let mut sides = Sides::default();
    for (stance, count) in fetch_all!(conn, (String, i64), BY_STANCE, proposal.get())? {
        sides.add(code("comment.stance", &stance)?, count);
    }
    Ok(sides)
}

/// A comment and the proposal it belongs to.
pub async fn find(
    conn: &mut Conn,
    id: CommentId,
) -> Result<Option<(ProposalId, CommentView)>, DbError> {
    fetch_optional!(conn, CommentRow, FIND, id.get())?
        .map(CommentRow::view)
        .transpose()
}

/// These comments, in any order.
pub async fn by_id(conn: &mut Conn, ids: &[i64]) -> Result<Vec<CommentView>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new(concat!(columns!(), "where comment_id in ("));
    select.list(ids.iter().copied()).sql(")");
    views(conn.all::<CommentRow>(select).await?)
}

pub async fn find_once(
    conn: &mut Conn,
    person: PersonId,
    once: &str,
) -> Result<Option<(ProposalId, CommentView)>, DbError> {
    fetch_optional!(conn, CommentRow, BY_ONCE, person.get(), once)?
        .map(CommentRow::view)
        .transpose()
}

/// `None`: this form was sent before.
pub async fn insert(tx: &mut Tx, new: &NewCommentRow<'_>) -> Result<Option<CommentId>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        INSERT,
        new.proposal.get(),
        new.parent.map(CommentId::get),
        new.person.get(),
        new.author,
        new.standing
            .map_or("resident", |standing| standing.role.code()),
        serde_json::to_string(&new.standing)?,
        new.stance.code(),
        new.text,
        new.at.0,
        new.once,
    )?;
    Ok(row.map(|(id,)| CommentId::new(id)))
}
