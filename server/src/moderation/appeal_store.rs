//! SQL of those who ask that somebody looks again at what is hidden, and of what everybody may know of it.

use nara_domain::ids::{ModerationId, PersonId};
use nara_domain::moderation::{CaseMove, CaseState, Entry, Reason};
use nara_domain::time::{Date, Stamp};

use super::store::{Fields, MOST, code};
use super::text_at::{AtRow, TextAt};
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

#[derive(FromRow)]
struct HiddenRow {
    moderation_id: i64,
    #[sqlx(flatten)]
    at: AtRow,
    state: String,
    title: String,
    fields: String,
    rule: String,
    hidden_at: i64,
    second_by: Option<String>,
    reason: String,
    asked_at: Option<i64>,
    words: Option<String>,
    said: Option<String>,
    said_reason: Option<String>,
}

/// A text of somebody's that is hidden, or was.
#[derive(Clone, Debug)]
pub struct HiddenOf {
    pub id: ModerationId,
    pub at: TextAt,
    pub state: CaseState,
    /// Of the proposal, the idea or the questions, as everybody may read it.
    pub title: String,
    /// What they wrote.
    pub fields: Fields,
    pub rule: Reason,
    pub hidden_at: Stamp,
    /// By which day another moderator confirms it.
    pub second_by: Option<Date>,
    /// Of whoever hid it.
    pub reason: String,
    pub asked_at: Option<Stamp>,
    /// What they said then; empty: nothing, or forgotten.
    pub words: String,
    /// The last thing that was said of it since, with why.
    pub said: Option<(CaseMove, String)>,
}

impl TryFrom<HiddenRow> for HiddenOf {
    type Error = DbError;

    fn try_from(row: HiddenRow) -> Result<Self, DbError> {
        let second_by = row.second_by.as_deref();
        let second_by = second_by.map(|day| code::<Date>("moderation.second_by", day));
        let said = row.said.as_deref();
        let said = said.map(|said| code("moderation_act.step", said));
        Ok(Self {
            id: ModerationId::new(row.moderation_id),
            at: row.at.try_into()?,
            state: code("moderation.state", &row.state)?,
            title: row.title,
            fields: serde_json::from_str(&row.fields)?,
            rule: code("moderation_act.rule", &row.rule)?,
            hidden_at: Stamp(row.hidden_at),
            second_by: second_by.transpose()?,
            reason: row.reason,
            asked_at: row.asked_at.map(Stamp),
            words: row.words.unwrap_or_default(),
            said: said
                .transpose()?
                .map(|said| (said, row.said_reason.unwrap_or_default())),
        })
    }
}

macro_rules! hidden_of {
    () => {
        "select m.moderation_id, m.proposal_id, m.comment_id, p.kind, m.question_set_id, \
         m.question_id, q.number, q.follow_up, m.state, coalesce(p.title, t.heading) as title, \
         h.fields, a.rule, a.at as hidden_at, m.second_by, a.reason, o.at as asked_at, o.words, d.step as said, \
         d.reason as said_reason \
         from hidden_text h join moderation m on m.moderation_id = h.moderation_id \
         left join proposal p on p.proposal_id = m.proposal_id \
         left join question_set t on t.question_set_id = m.question_set_id \
         left join question q on q.question_id = m.question_id \
         join moderation_act a on a.moderation_id = m.moderation_id and a.step = 'hide' \
         left join appeal o on o.moderation_id = m.moderation_id \
         left join moderation_act d on d.moderation_act_id = (\
            select max(l.moderation_act_id) from moderation_act l \
            where l.moderation_id = m.moderation_id and l.step in ('unhide', 'uphold')) \
         where h.author_id = $1 "
    };
}

const ONE: &str = concat!(hidden_of!(), "and m.moderation_id = $2");
const ALL: &str = concat!(
    hidden_of!(),
    "and (h.opened_at is null or h.opened_at > $2) order by m.moderation_id desc limit $3"
);

/// None where somebody else wrote it.
pub async fn find_hidden_of(
    conn: &mut Conn,
    author: PersonId,
    id: ModerationId,
) -> Result<Option<HiddenOf>, DbError> {
    fetch_optional!(conn, HiddenRow, ONE, author.get(), id.get())?
        .map(HiddenOf::try_from)
        .transpose()
}

/// What is hidden of what somebody wrote or was shown again since, the latest first.
pub async fn list_hidden_of(
    conn: &mut Conn,
    author: PersonId,
    since: Stamp,
) -> Result<Vec<HiddenOf>, DbError> {
    let rows = fetch_all!(conn, HiddenRow, ALL, author.get(), since.0, MOST)?;
    rows.into_iter().map(HiddenOf::try_from).collect()
}

/// False where somebody asked before.
pub async fn insert(
    tx: &mut Tx,
    (id, person): (ModerationId, PersonId),
    words: &str,
    once: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into appeal (moderation_id, person_id, words, at, once_key)
         values ($1, $2, $3, $4, $5) on conflict do nothing",
        id.get(),
        person.get(),
        words,
        now.0,
        once,
    )?;
    Ok(added > 0)
}

/// Whether it was asked for by this form.
pub async fn was_sent(conn: &mut Conn, id: ModerationId, once: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select appeal_id from appeal where moderation_id = $1 and once_key = $2",
        id.get(),
        once,
    )?;
    Ok(row.is_some())
}

/// When it was asked for, and in which words; those are empty once they are forgotten.
pub async fn find(conn: &mut Conn, id: ModerationId) -> Result<Option<(Stamp, String)>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64, String),
        "select at, words from appeal where moderation_id = $1",
        id.get(),
    )?;
    Ok(row.map(|(at, words)| (Stamp(at), words)))
}

/// Forgets who asked for what was answered before, or shown again as nobody confirmed it, and their words. That it was
/// asked for stays.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update appeal set person_id = null, words = ''
         where (person_id is not null or words <> '')
         and (exists (select 1 from moderation_act d
                where d.moderation_id = appeal.moderation_id and d.step in ('unhide', 'uphold'))
            or exists (select 1 from hiding_lapse l
                where l.moderation_id = appeal.moderation_id))
         and not exists (select 1 from moderation_act a
            where a.moderation_id = appeal.moderation_id and a.at > $1)
         and not exists (select 1 from hiding_lapse l
            where l.moderation_id = appeal.moderation_id and l.at > $1)",
        moment.0,
    )
}

/// For who takes their account away. What they asked for is answered all the same.
pub async fn forget_of(tx: &mut Tx, person: PersonId) -> Result<u64, DbError> {
    execute!(
        tx,
        "update appeal set person_id = null, words = '' where person_id = $1",
        person.get(),
    )
}

#[derive(FromRow)]
struct EntryRow {
    step: String,
    rule: Option<String>,
    at: i64,
    asked_at: Option<i64>,
}

/// What was done since, without anything by which a text could be found. An appeal is answered by the first
/// step after it that says something of it.
pub async fn list_entries(conn: &mut Conn, since: Stamp) -> Result<Vec<Entry>, DbError> {
    let rows = fetch_all!(
        conn,
        EntryRow,
        "select a.step, h.rule, a.at, o.at as asked_at from moderation_act a
         left join moderation_act h on h.moderation_id = a.moderation_id and h.step = 'hide'
         left join appeal o on o.moderation_id = a.moderation_id
            and a.moderation_act_id = (select min(d.moderation_act_id) from moderation_act d
                where d.moderation_id = a.moderation_id and d.step in ('unhide', 'uphold'))
         where a.at >= $1 and a.step in ('hide', 'leave', 'unhide', 'uphold')
         union all
         select 'unhide', h.rule, l.at, null from hiding_lapse l
         join moderation_act h on h.moderation_id = l.moderation_id and h.step = 'hide'
         where l.at >= $1
         order by 3",
        since.0,
    )?;
    rows.into_iter()
        .map(|row| {
            let rule = row.rule.as_deref();
            Ok(Entry {
                step: code("moderation_act.step", &row.step)?,
                rule: rule
                    .map(|rule| code("moderation_act.rule", rule))
                    .transpose()?,
                on: Stamp(row.at).day(),
                asked: row.asked_at.map(|at| Stamp(at).day()),
            })
        })
        .collect()
}
