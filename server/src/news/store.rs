//! SQL of what somebody was told, how soon they want to be, and what they follow beside proposals.

use nara_domain::ids::{PersonId, ProposalId, QuestionSetId};
use nara_domain::news::{News, Pace};
use nara_domain::time::Stamp;
use nara_domain::watching::Watched;

use crate::db::{Bind, Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// Counted up to here: more than anybody counts.
const MOST_COUNTED: i64 = 100;
/// Most that one letter takes; it shows the newest of them.
const MOST_TOLD: i64 = 1_000;

/// Something somebody was told of.
#[derive(Clone, Debug)]
pub struct Noticed {
    pub id: i64,
    pub news: News,
    /// None: it happened to questions, or in their discussion.
    pub proposal: Option<ProposalId>,
    /// To which.
    pub asked: Option<QuestionSetId>,
    /// `act`, `comment`, `proposal` or `question_act`, and its number.
    pub what: String,
    pub what_id: i64,
    pub at: Stamp,
    pub read: bool,
}

#[derive(FromRow)]
struct NoticeRow {
    notice_id: i64,
    news: String,
    proposal_id: Option<i64>,
    question_set_id: Option<i64>,
    what: String,
    what_id: i64,
    at: i64,
    read_at: Option<i64>,
}

impl TryFrom<NoticeRow> for Noticed {
    type Error = DbError;

    fn try_from(row: NoticeRow) -> Result<Self, DbError> {
        let unknown = || DbError::Inconsistent(format!("notice.news {}", row.news));
        Ok(Self {
            id: row.notice_id,
            news: News::from_code(&row.news).ok_or_else(unknown)?,
            proposal: row.proposal_id.map(ProposalId::new),
            asked: row.question_set_id.map(QuestionSetId::new),
            what: row.what,
            what_id: row.what_id,
            at: Stamp(row.at),
            read: row.read_at.is_some(),
        })
    }
}

/// What somebody was told and may read today; `$1` is the person.
macro_rules! readable {
    () => {
        "from notice n left join proposal p on p.proposal_id = n.proposal_id \
         left join comment c on n.what = 'comment' and c.comment_id = n.what_id \
         left join question_act a on n.what = 'question_act' and a.question_act_id = n.what_id \
         left join question q on q.question_id = a.question_id \
         left join question_set s on s.question_set_id = n.question_set_id \
         where n.person_id = $1 and c.hidden is null \
             and ((p.stage_group <> 'not_public' and p.hidden is null) \
                 or (s.state in ('open', 'answered') and (n.what = 'comment' \
                     or q.state in ('waits', 'passed_on', 'partly', 'answered'))))"
    };
}

const COUNT_UNREAD: &str = concat!(
    "select count(*) from (select n.notice_id ",
    readable!(),
    " and n.read_at is null limit $2) u"
);
const LIST: &str = concat!(
    "select n.notice_id, n.news, n.proposal_id, n.question_set_id, n.what, n.what_id, n.at, n.read_at ",
    readable!(),
    " and n.notice_id < $2 order by n.notice_id desc limit $3"
);

/// How many of what somebody was told they have not seen. What nobody may read any more is not counted: they
/// would look for it in vain.
pub async fn count_unread(conn: &mut Conn, person: PersonId) -> Result<i64, DbError> {
    let (count,) = fetch_one!(conn, (i64,), COUNT_UNREAD, person.get(), MOST_COUNTED,)?;
    Ok(count)
}

/// What somebody was told and may read today, the newest first, from before one on.
pub async fn list(
    conn: &mut Conn,
    person: PersonId,
    before: i64,
    limit: i64,
) -> Result<Vec<Noticed>, DbError> {
    let rows = fetch_all!(conn, NoticeRow, LIST, person.get(), before, limit,)?;
    rows.into_iter().map(Noticed::try_from).collect()
}

/// One of somebody's.
pub async fn find(conn: &mut Conn, person: PersonId, id: i64) -> Result<Option<Noticed>, DbError> {
    let row = fetch_optional!(
        conn,
        NoticeRow,
        "select notice_id, news, proposal_id, question_set_id, what, what_id, at, read_at
         from notice where notice_id = $1 and person_id = $2",
        id,
        person.get(),
    )?;
    row.map(Noticed::try_from).transpose()
}

/// They have seen this one: no letter tells of it any more.
pub async fn mark_read(tx: &mut Tx, person: PersonId, id: i64, now: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update notice set read_at = $3, due_at = null
         where notice_id = $1 and person_id = $2 and read_at is null",
        id,
        person.get(),
        now.0,
    )
}

/// They have seen all up to this one.
pub async fn mark_all_read(
    tx: &mut Tx,
    person: PersonId,
    up_to: i64,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update notice set read_at = $3, due_at = null
         where person_id = $2 and notice_id <= $1 and read_at is null",
        up_to,
        person.get(),
        now.0,
    )
}

/// What somebody has chosen; what they have not is not among it.
pub async fn list_paces(conn: &mut Conn, person: PersonId) -> Result<Vec<(News, Pace)>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, String),
        "select news, pace from pace where person_id = $1 order by news",
        person.get(),
    )?;
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(news, pace)| Some((News::from_code(&news)?, Pace::from_code(&pace)?)))
        .collect())
}

/// From now on. The same again changes nothing.
pub async fn set_pace(
    tx: &mut Tx,
    person: PersonId,
    (news, pace): (News, Pace),
    now: Stamp,
) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "insert into pace (person_id, news, pace, since) values ($1, $2, $3, $4)
         on conflict (person_id, news) do update
             set was = pace.pace, pace = excluded.pace, since = excluded.since
             where pace.pace <> excluded.pace",
        person.get(),
        news.code(),
        pace.code(),
        now.0,
    )?;
    Ok(changed > 0)
}

/// When what waits for a letter is due from now on; none: no letter tells of it.
pub async fn put_off(
    tx: &mut Tx,
    person: PersonId,
    news: News,
    due: Option<Stamp>,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "update notice set due_at = $3
         where person_id = $1 and news = $2 and due_at is not null",
        person.get(),
        news.code(),
        due.map(|due| due.0),
    )
}

/// What somebody follows beside proposals, in the order of kinds and names.
pub async fn list_watched(conn: &mut Conn, person: PersonId) -> Result<Vec<Watched>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, String),
        "select kind, key from watch where person_id = $1 order by kind desc, key",
        person.get(),
    )?;
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(kind, key)| Watched::parse(&kind, &key))
        .collect())
}

/// Twice is once.
pub async fn watch(
    tx: &mut Tx,
    person: PersonId,
    watched: &Watched,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        "insert into watch (person_id, kind, key, at) values ($1, $2, $3, $4)
         on conflict (person_id, kind, key) do nothing",
        person.get(),
        watched.kind().code(),
        watched.key(),
        now.0,
    )
}

/// Twice is once.
pub async fn unwatch(tx: &mut Tx, person: PersonId, watched: &Watched) -> Result<u64, DbError> {
    execute!(
        tx,
        "delete from watch where person_id = $1 and kind = $2 and key = $3",
        person.get(),
        watched.kind().code(),
        watched.key(),
    )
}

/// Whether somebody in a public duty has said something everybody can read under this name.
pub async fn has_answered(conn: &mut Conn, name: &str) -> Result<bool, DbError> {
    let found = fetch_optional!(
        conn,
        (i64,),
        "select a.act_id from act a join proposal p on p.proposal_id = a.proposal_id
         where a.actor_name = $1 and p.stage_group <> 'not_public'
             and a.kind in ('official_answer', 'elected_opinion', 'idea_move')
             and a.actor_role not in ('resident', 'youth', 'system') limit 1",
        name,
    )?;
    Ok(found.is_some())
}

/// Whom letters are due to, the first ones. At night only to those who are told of what happened just now.
pub async fn list_due(
    conn: &mut Conn,
    now: Stamp,
    by_day: bool,
    limit: i64,
) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select distinct person_id from notice
         where due_at is not null and due_at <= $1 and ($2 or due_at = created_at)
         order by person_id limit $3",
        now.0,
        by_day,
        limit,
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

/// Something that is due: what it tells of, and whether it waited for a morning.
#[derive(Clone, Debug)]
pub struct Due {
    pub noticed: Noticed,
    /// Of a letter that collects.
    pub morning: Option<Stamp>,
}

#[derive(FromRow)]
struct DueRow {
    #[sqlx(flatten)]
    notice: NoticeRow,
    due_at: Option<i64>,
    created_at: i64,
}

/// What is due to one person, the newest first.
pub async fn list_due_to(
    conn: &mut Conn,
    person: PersonId,
    now: Stamp,
    by_day: bool,
) -> Result<Vec<Due>, DbError> {
    let rows = fetch_all!(
        conn,
        DueRow,
        "select notice_id, news, proposal_id, question_set_id, what, what_id, at, read_at,
             due_at, created_at from notice
         where person_id = $1 and due_at is not null and due_at <= $2
             and ($3 or due_at = created_at)
         order by notice_id desc limit $4",
        person.get(),
        now.0,
        by_day,
        MOST_TOLD,
    )?;
    rows.into_iter()
        .map(|row| {
            let waited = row.due_at.filter(|due| *due != row.created_at);
            Ok(Due {
                noticed: Noticed::try_from(row.notice)?,
                morning: waited.map(Stamp),
            })
        })
        .collect()
}

/// Takes these for a letter; how many were still due.
pub async fn take(tx: &mut Tx, ids: &[i64]) -> Result<u64, DbError> {
    let mut update = Statement::new("update notice set due_at = null where due_at is not null");
    update
        .sql(" and notice_id in (")
        .list(ids.iter().copied())
        .sql(")");
    tx.run(update).await
}

/// The letter of a morning; false where it went out before.
pub async fn take_morning(
    tx: &mut Tx,
    person: PersonId,
    morning: Stamp,
    now: Stamp,
) -> Result<bool, DbError> {
    let taken = execute!(
        tx,
        "insert into notice_letter (person_id, due_at, sent_at) values ($1, $2, $3)
         on conflict (person_id, due_at) do nothing",
        person.get(),
        morning.0,
        now.0,
    )?;
    Ok(taken == 1)
}

/// What the letter of a morning came too early for waits for the next one.
pub async fn wait_until(tx: &mut Tx, ids: &[i64], due: Stamp) -> Result<u64, DbError> {
    let mut update = Statement::new("update notice set due_at = ");
    update
        .bind(Bind::Int(due.0))
        .sql(" where notice_id in (")
        .list(ids.iter().copied())
        .sql(")");
    tx.run(update).await
}

/// Which letter told of these.
pub async fn told_by(tx: &mut Tx, ids: &[i64], letter: i64) -> Result<u64, DbError> {
    let mut update = Statement::new("update notice set letter_id = ");
    update
        .bind(Bind::Int(letter))
        .sql(" where notice_id in (")
        .list(ids.iter().copied())
        .sql(")");
    tx.run(update).await
}

/// Whom a letter is written to.
#[derive(Clone, Debug, FromRow)]
pub struct Reader {
    pub email: Option<String>,
    pub display_name: String,
    pub lang: String,
}

/// None where no letter reaches them, or they want none.
pub async fn find_reader(conn: &mut Conn, person: PersonId) -> Result<Option<Reader>, DbError> {
    fetch_optional!(
        conn,
        Reader,
        "select email, display_name, lang from person
         where person_id = $1 and email is not null and email_confirmed_at is not null
             and letters_stopped_at is null and erased_at is null and merged_into is null",
        person.get(),
    )
}

/// What one account was told, chose and follows becomes the other's; what both have is one, and where both
/// have chosen, what the other chose stays.
pub async fn absorb(tx: &mut Tx, from: i64, to: i64) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into watch (person_id, kind, key, at)
         select $2, o.kind, o.key, o.at from watch o where o.person_id = $1
         on conflict (person_id, kind, key) do nothing",
        from,
        to,
    )?;
    execute!(
        tx,
        "insert into pace (person_id, news, pace, was, since)
         select $2, o.news, o.pace, o.was, o.since from pace o where o.person_id = $1
         on conflict (person_id, news) do nothing",
        from,
        to,
    )?;
    // Who was told of something under both was told.
    execute!(
        tx,
        "update notice set due_at = null where person_id in ($1, $2) and due_at is not null
             and exists (select 1 from notice o where o.person_id in ($1, $2)
                 and o.person_id <> notice.person_id and o.what = notice.what
                 and o.what_id = notice.what_id and o.due_at is null)",
        from,
        to,
    )?;
    execute!(
        tx,
        "delete from notice where person_id = $1 and exists (
             select 1 from notice o where o.person_id = $2 and o.what = notice.what
                 and o.what_id = notice.what_id)",
        from,
        to,
    )?;
    execute!(
        tx,
        "update notice set person_id = $2 where person_id = $1",
        from,
        to
    )?;
    forget(tx, PersonId::new(from)).await
}

/// With the account.
pub async fn forget(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    let id = person.get();
    execute!(tx, "delete from watch where person_id = $1", id)?;
    execute!(tx, "delete from pace where person_id = $1", id)?;
    execute!(tx, "delete from notice where person_id = $1", id)?;
    execute!(tx, "delete from notice_letter where person_id = $1", id)?;
    Ok(())
}

/// What happened until then is in nobody's list any more.
pub async fn delete_old(tx: &mut Tx, until: Stamp) -> Result<(), DbError> {
    execute!(tx, "delete from notice where at <= $1", until.0)?;
    execute!(tx, "delete from notice_letter where due_at <= $1", until.0)?;
    Ok(())
}
