//! Pages of a discussion: which threads, and which replies of each. What a page costs does not depend on how
//! long the discussion is: every order has an index, and what is not shown is never read.

use std::collections::HashMap;

use nara_app::proposals::api::{CommentView, Sides, Thread};
use nara_app::proposals::discussion::{OF_REST, OF_SIDE, REPLIES, REPLIES_OPENED, THREADS};
use nara_domain::dialogue::{CommentStance, in_turn};
use nara_domain::ids::{CommentId, PersonId, ProposalId};

use super::code;
use super::comment::{CommentRow, asked, comment_columns};
use crate::db::{Conn, DbError, FromRow, Statement};
use crate::{fetch_all, fetch_optional};

/// How many replies a thread has, and how many threads there are on each side: counted in the index, never
/// read, the sides once for all rows. The plus takes the column's type off: of two types SQLite would compare
/// every reply's.
macro_rules! thread_columns {
    () => {
        ", (select count(*) from comment r \
         where coalesce(r.thread_id, r.parent_id) = +c.comment_id) as replies, \
         (select count(*) from comment i where i.proposal_id = $2 and i.parent_id is null \
         and i.stance = 'for') as for_it, \
         (select count(*) from comment i where i.proposal_id = $2 and i.parent_id is null \
         and i.stance = 'against') as against, \
         (select count(*) from comment i where i.proposal_id = $2 and i.parent_id is null \
         and i.stance in ('question', 'neutral')) as rest from comment c "
    };
}

/// The newest threads up to one.
const UP_TO: &str = concat!(
    comment_columns!(),
    thread_columns!(),
    "where c.proposal_id = $2 and c.parent_id is null and c.comment_id <= $3 \
     order by c.comment_id desc limit $4"
);
/// Those most agree with.
const SUPPORTED: &str = concat!(
    comment_columns!(),
    thread_columns!(),
    "where c.comment_id in (select k.comment_id from comment k \
        where k.proposal_id = $2 and k.parent_id is null \
        order by k.support_count desc, k.comment_id desc limit $3 offset $4) \
     order by c.support_count desc, c.comment_id desc"
);
/// Those of each side that most agree with.
const BALANCED: &str = concat!(
    comment_columns!(),
    thread_columns!(),
    "where c.comment_id in (select comment_id from (select k.comment_id from comment k \
        where k.proposal_id = $2 and k.parent_id is null and k.stance = 'for' \
        order by k.support_count desc, k.comment_id desc limit $3 offset $4) f \
     union all select comment_id from (select k.comment_id from comment k \
        where k.proposal_id = $2 and k.parent_id is null and k.stance = 'against' \
        order by k.support_count desc, k.comment_id desc limit $3 offset $4) a \
     union all select comment_id from (select k.comment_id from comment k \
        where k.proposal_id = $2 and k.parent_id is null and k.stance = 'question' \
        order by k.support_count desc, k.comment_id desc limit $5 offset $6) q \
     union all select comment_id from (select k.comment_id from comment k \
        where k.proposal_id = $2 and k.parent_id is null and k.stance = 'neutral' \
        order by k.support_count desc, k.comment_id desc limit $5 offset $6) n) \
     order by c.support_count desc, c.comment_id desc"
);
const REPLIES_TO: &str = concat!(
    comment_columns!(),
    "from comment c where coalesce(c.thread_id, c.parent_id)"
);
const BY_STANCE: &str = "select stance, count(*) from comment \
    where proposal_id = $1 and parent_id is null group by stance";
/// Where a comment is: its thread; the thread that is the last of the page after, where so many are
/// newer; its place in the thread, and how many replies stand before it, as far as it matters.
const PLACE: &str = "select t.root, \
    (select n.comment_id from comment n where n.proposal_id = t.proposal_id \
        and n.parent_id is null and n.comment_id > t.root \
        order by n.comment_id limit 1 offset $3), \
    t.branch, \
    (select count(*) from (select r.comment_id from comment r \
        where coalesce(r.thread_id, r.parent_id) = t.root \
        and (case when r.thread_id is null then r.comment_id else r.parent_id end, r.comment_id) \
            < (t.branch, t.comment_id) limit $4) earlier) \
    from (select comment_id, proposal_id, \
        coalesce(thread_id, parent_id, comment_id) as root, \
        case when thread_id is null then comment_id else parent_id end as branch \
        from comment where comment_id = $1 and proposal_id = $2) t";

fn bound(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

/// A discussion, and who reads it.
pub type Read = (ProposalId, Option<PersonId>);

/// Where a comment of this proposal is in its discussion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub thread: CommentId,
    /// The newest thread of the page after this thread's; `None`: this is one of the newest.
    pub newer: Option<CommentId>,
    /// Replies to this thread begin here, because those before fill the page.
    pub opened_at: Option<Opened>,
}

/// A thread whose replies are shown from one of them on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    pub thread: CommentId,
    /// The reply's place in the thread.
    pub from: (i64, i64),
}

pub async fn place(
    conn: &mut Conn,
    proposal: ProposalId,
    id: CommentId,
) -> Result<Option<Place>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64, Option<i64>, i64, i64),
        PLACE,
        id.get(),
        proposal.get(),
        bound(THREADS - 1),
        bound(REPLIES),
    )?;
    Ok(row.map(|(thread, newer, branch, before)| {
        let thread = CommentId::new(thread);
        Place {
            thread,
            newer: newer.map(CommentId::new),
            opened_at: (before >= bound(REPLIES)).then_some(Opened {
                thread,
                from: (branch, id.get()),
            }),
        }
    }))
}

#[derive(FromRow)]
struct ThreadRow {
    #[sqlx(flatten)]
    comment: CommentRow,
    replies: i64,
    for_it: i64,
    against: i64,
    rest: i64,
}

/// How many threads there are in all, as each row of a page says; where it has none, it does not.
fn sides_of(rows: &[ThreadRow]) -> Option<Sides> {
    rows.first().map(|row| Sides {
        for_it: row.for_it,
        against: row.against,
        rest: row.rest,
    })
}

/// The newest threads of a proposal, oldest first: one page of them up to `last`, with the first
/// replies of each, or those from `opened` on. Also how many there are in all, and the newest thread of
/// the page before.
pub async fn newest(
    conn: &mut Conn,
    (proposal, reader): Read,
    last: Option<CommentId>,
    opened: Option<Opened>,
) -> Result<(Vec<Thread>, Sides, Option<CommentId>), DbError> {
    let mut rows = fetch_all!(
        conn,
        ThreadRow,
        UP_TO,
        asked(reader),
        proposal.get(),
        last.map_or(i64::MAX, CommentId::get),
        bound(THREADS + 1),
    )?;
    let older = rows
        .get(THREADS)
        .map(|row| CommentId::new(row.comment.comment_id));
    rows.truncate(THREADS);
    rows.reverse();
    // Where none is found up to one that is there, there is none.
    let sides = sides_of(&rows).unwrap_or_default();
    let threads = with_replies(conn, rows, reader, opened).await?;
    Ok((threads, sides, older))
}

/// The page of this number, from 1, of those most agree with first; how many there are in all, and whether
/// there is another page.
pub async fn supported(
    conn: &mut Conn,
    (proposal, reader): Read,
    page: u16,
) -> Result<(Vec<Thread>, Sides, bool), DbError> {
    let mut rows = fetch_all!(
        conn,
        ThreadRow,
        SUPPORTED,
        asked(reader),
        proposal.get(),
        bound(THREADS + 1),
        before(page, THREADS),
    )?;
    let more = rows.len() > THREADS;
    rows.truncate(THREADS);
    let sides = sides_in(conn, proposal, &rows).await?;
    Ok((with_replies(conn, rows, reader, None).await?, sides, more))
}

/// How many stand on the pages before this one.
fn before(page: u16, on_each: usize) -> i64 {
    i64::from(page.saturating_sub(1)) * bound(on_each)
}

/// The page of this number, from 1, of both sides in turn, and then of the rest, each with what most agree
/// with first; how many there are in all, and whether there is another page.
pub async fn balanced(
    conn: &mut Conn,
    (proposal, reader): Read,
    page: u16,
) -> Result<(Vec<Thread>, Sides, bool), DbError> {
    let rows = fetch_all!(
        conn,
        ThreadRow,
        BALANCED,
        asked(reader),
        proposal.get(),
        bound(OF_SIDE + 1),
        before(page, OF_SIDE),
        bound(OF_REST + 1),
        before(page, OF_REST),
    )?;
    let in_all = sides_in(conn, proposal, &rows).await?;
    let mut sides: [Vec<ThreadRow>; 4] = Default::default();
    for row in rows {
        let [for_it, against, questions, neutral] = &mut sides;
        let side = match code("comment.stance", &row.comment.stance)? {
            CommentStance::For => for_it,
            CommentStance::Against => against,
            CommentStance::Question => questions,
            CommentStance::Neutral => neutral,
        };
        side.push(row);
    }
    let mut more = false;
    for (side, most) in sides.iter_mut().zip([OF_SIDE, OF_SIDE, OF_REST, OF_REST]) {
        more |= side.len() > most;
        side.truncate(most);
    }
    let [for_it, against, questions, neutral] = sides;
    let mut rows = in_turn(for_it, against);
    rows.extend(questions);
    rows.extend(neutral);
    let threads = with_replies(conn, rows, reader, None).await?;
    Ok((threads, in_all, more))
}

async fn with_replies(
    conn: &mut Conn,
    rows: Vec<ThreadRow>,
    reader: Option<PersonId>,
    opened: Option<Opened>,
) -> Result<Vec<Thread>, DbError> {
    let mut replies = replies(conn, &rows, reader, opened).await?;
    let threads = rows.into_iter().map(|row| {
        let comment = row.comment.view(reader)?;
        let opened = opened.is_some_and(|opened| opened.thread == comment.id);
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
    threads.collect()
}

/// The replies to show, in the order they are read, and one more of each thread that goes on.
async fn replies(
    conn: &mut Conn,
    threads: &[ThreadRow],
    reader: Option<PersonId>,
    opened: Option<Opened>,
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
    select.numbered(asked(reader));
    if !short.is_empty() {
        select
            .sql(REPLIES_TO)
            .sql(" in (")
            .list(short.into_iter().map(|(thread, _)| thread))
            .sql(")");
    }
    for (thread, _) in long {
        if !select.is_empty() {
            select.sql(" union all ");
        }
        let opened = opened.filter(|opened| opened.thread.get() == thread);
        let (from, most) = match opened {
            Some(opened) => (opened.from, REPLIES_OPENED),
            None => ((0, 0), REPLIES),
        };
        select
            .sql("select * from (")
            .sql(REPLIES_TO)
            .sql(" = ")
            .bind(thread)
            .sql(
                " and (case when c.thread_id is null then c.comment_id else c.parent_id end, \
                 c.comment_id) >= (",
            )
            .bind(from.0)
            .sql(", ")
            .bind(from.1)
            .sql(
                ") order by case when c.thread_id is null then c.comment_id else c.parent_id end, \
                 c.comment_id limit ",
            )
            .bind(bound(most + 1))
            .sql(") part");
    }
    let mut rows = conn.all::<CommentRow>(select).await?;
    rows.sort_by_key(CommentRow::place);
    let mut of: HashMap<CommentId, Vec<CommentView>> = HashMap::new();
    for row in rows {
        let reply = row.view(reader)?;
        if let Some(thread) = reply.thread.or(reply.parent) {
            of.entry(thread).or_default().push(reply);
        }
    }
    Ok(of)
}

/// How many threads a discussion has on each side. Asked for only by a page behind its end.
async fn sides_in(
    conn: &mut Conn,
    proposal: ProposalId,
    rows: &[ThreadRow],
) -> Result<Sides, DbError> {
    if let Some(sides) = sides_of(rows) {
        return Ok(sides);
    }
    let mut sides = Sides::default();
    for (stance, count) in fetch_all!(conn, (String, i64), BY_STANCE, proposal.get())? {
        sides.add(code("comment.stance", &stance)?, count);
    }
    Ok(sides)
}
