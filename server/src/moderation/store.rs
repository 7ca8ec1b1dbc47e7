//! SQL of texts that were reported. Reports are read and written by [`super::report_store`], what is done about
//! them by [`super::step_store`], what an author asks for by [`super::appeal_store`]; what stands in place of a
//! hidden text by [`crate::proposals::store::hiding`].

use std::collections::BTreeMap;

use nara_domain::ids::{CommentId, GroupId, ModerationId, PersonId, ProposalId};
use nara_domain::moderation::{CaseState, Reason};
use nara_domain::time::{Date, Stamp};

use super::text_at::{AtRow, TextAt};
use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all, fetch_optional};

/// Most lines of a list.
pub(super) const MOST: i64 = 100;

pub(super) fn code<T: std::str::FromStr>(column: &'static str, text: &str) -> Result<T, DbError> {
    text.parse()
        .map_err(|_| DbError::Inconsistent(format!("{column} is {text:?}")))
}

/// `$1`: the reader. The group is the author's while they are known to be in it; an idea keeps it.
macro_rules! columns {
    () => {
        "select m.moderation_id, m.proposal_id, m.comment_id, m.question_set_id, m.question_id, \
         m.state, m.opened_at, p.kind, q.number, q.follow_up, coalesce(p.title, t.heading) as title, \
         coalesce(p.body, t.introduction, '') as body, coalesce(c.text, q.text) as text, \
         coalesce(c.person_id, p.proposer_id, t.asker_id) as author_id, \
         coalesce(c.author_name, p.proposer_name, t.asker_name) as author_name, \
         h.fields as sealed, m.second_by, \
         (select count(*) from standing d \
            where d.person_id = coalesce(c.person_id, p.proposer_id) and d.role = 'elected') \
            + (case when c.author_role = 'elected' then 1 else 0 end) as elected, \
         (select count(*) from moderation_act g where g.moderation_id = m.moderation_id \
            and g.step = 'propose') as proposals, \
         (select count(*) from text_report r where r.moderation_id = m.moderation_id) as reports, \
         (select d.at from danger d where d.moderation_id = m.moderation_id) as danger_at, \
         (select o.at from appeal o where o.moderation_id = m.moderation_id \
            and not exists (select 1 from moderation_act d where d.moderation_id = o.moderation_id \
                and d.step in ('unhide', 'uphold')) \
            and not exists (select 1 from hiding_lapse l \
                where l.moderation_id = o.moderation_id)) as appealed_at, \
         (select count(*) from hiding_lapse l \
            join moderation e on e.moderation_id = l.moderation_id \
            where e.moderation_id < m.moderation_id \
            and coalesce(e.proposal_id, 0) = coalesce(m.proposal_id, 0) \
            and coalesce(e.comment_id, 0) = coalesce(m.comment_id, 0) \
            and coalesce(e.question_set_id, 0) = coalesce(m.question_set_id, 0) \
            and coalesce(e.question_id, 0) = coalesce(m.question_id, 0)) as lapses, \
         (select count(*) from group_supervisor s where s.person_id = $1 \
            and (s.youth_group_id = (select b.youth_group_id from member b \
                where b.person_id = coalesce(c.person_id, p.proposer_id)) \
            or (m.comment_id is null and s.youth_group_id = p.youth_group_id))) as runs \
         from moderation m left join proposal p on p.proposal_id = m.proposal_id \
         left join comment c on c.comment_id = m.comment_id \
         left join question_set t on t.question_set_id = m.question_set_id \
         left join question q on q.question_id = m.question_id \
         left join hidden_text h on h.moderation_id = m.moderation_id and h.opened_at is null "
    };
}

/// A threat or danger first, then the oldest.
macro_rules! urgent_first {
    () => {
        "order by (select count(*) from danger u where u.moderation_id = m.moderation_id) desc, \
         m.opened_at, m.moderation_id "
    };
}

const FIND: &str = concat!(columns!(), "where m.moderation_id = $2");
const OPEN: &str = concat!(
    columns!(),
    "where m.state = 'open' ",
    urgent_first!(),
    "limit $2"
);
/// What waits for somebody who looks again.
macro_rules! appealed {
    () => {
        "m.moderation_id in (select o.moderation_id from appeal o where not exists (\
            select 1 from moderation_act d where d.moderation_id = o.moderation_id \
            and d.step in ('unhide', 'uphold'))) "
    };
}

const APPEALED: &str = concat!(
    columns!(),
    "where m.state = 'hidden' and ",
    appealed!(),
    "order by appealed_at, m.moderation_id limit $2"
);
const HIDDEN: &str = concat!(
    columns!(),
    "where m.state = 'hidden' and not ",
    appealed!(),
    "order by m.moderation_id desc limit $2"
);
const OF_GROUP: &str = concat!(
    columns!(),
    "where m.state in ('open', 'hidden') \
     and exists (select 1 from group_supervisor g where g.person_id = $1 \
        and g.youth_group_id = $2) \
     and ((select b.youth_group_id from member b \
        where b.person_id = coalesce(c.person_id, p.proposer_id)) = $2 \
        or (m.comment_id is null and p.youth_group_id = $2)) ",
    urgent_first!(),
    "limit $3"
);

#[derive(FromRow)]
struct CaseRow {
    moderation_id: i64,
    #[sqlx(flatten)]
    at: AtRow,
    state: String,
    opened_at: i64,
    title: String,
    body: String,
    text: Option<String>,
    author_id: i64,
    author_name: String,
    sealed: Option<String>,
    second_by: Option<String>,
    elected: i64,
    proposals: i64,
    reports: i64,
    appealed_at: Option<i64>,
    lapses: i64,
    danger_at: Option<i64>,
    runs: i64,
}

/// The texts of a proposal, of a comment or of questions, by field.
pub type Fields = BTreeMap<String, String>;

/// A text that was reported.
#[derive(Clone, Debug)]
pub struct StoredCase {
    pub id: ModerationId,
    pub at: TextAt,
    pub state: CaseState,
    pub opened_at: Stamp,
    /// Of the proposal, the idea or the questions, as everybody may read it.
    pub title: String,
    pub author: PersonId,
    pub author_name: String,
    /// What is reported, as it stands there.
    pub standing: Fields,
    /// What stood there, while it is hidden.
    pub sealed: Option<Fields>,
    /// Whether an elected wrote it: somebody who is one, was, or will be.
    pub elected: bool,
    /// Whether somebody suggested to hide it.
    pub proposed: bool,
    /// By which day another one confirms that it was hidden.
    pub second_by: Option<Date>,
    pub reports: i64,
    /// When its author asked that somebody looks again, while nobody has.
    pub appealed_at: Option<Stamp>,
    /// How often one person hid the same text before, and nobody confirmed that in time.
    pub lapses: i64,
    /// When somebody said that it is a threat, or that somebody is in danger.
    pub danger_at: Option<Stamp>,
    /// Whether the reader runs the author's group.
    pub runs: bool,
}

impl TryFrom<CaseRow> for StoredCase {
    type Error = DbError;

    fn try_from(row: CaseRow) -> Result<Self, DbError> {
        let standing = match row.text {
            Some(text) => Fields::from([("text".to_owned(), text)]),
            None => Fields::from([
                ("title".to_owned(), row.title.clone()),
                ("body".to_owned(), row.body),
            ]),
        };
        let second_by = row.second_by.as_deref();
        let second_by = second_by.map(|day| code::<Date>("moderation.second_by", day));
        let sealed = row.sealed.as_deref().map(serde_json::from_str);
        Ok(Self {
            id: ModerationId::new(row.moderation_id),
            at: row.at.try_into()?,
            state: code("moderation.state", &row.state)?,
            opened_at: Stamp(row.opened_at),
            title: row.title,
            author: PersonId::new(row.author_id),
            author_name: row.author_name,
            standing,
            sealed: sealed.transpose()?,
            elected: row.elected > 0,
            proposed: row.proposals > 0,
            second_by: second_by.transpose()?,
            reports: row.reports,
            appealed_at: row.appealed_at.map(Stamp),
            lapses: row.lapses,
            danger_at: row.danger_at.map(Stamp),
            runs: row.runs > 0,
        })
    }
}

fn cases(rows: Vec<CaseRow>) -> Result<Vec<StoredCase>, DbError> {
    rows.into_iter().map(StoredCase::try_from).collect()
}

pub async fn find(
    conn: &mut Conn,
    reader: PersonId,
    id: ModerationId,
) -> Result<Option<StoredCase>, DbError> {
    fetch_optional!(conn, CaseRow, FIND, reader.get(), id.get())?
        .map(StoredCase::try_from)
        .transpose()
}

/// What waits: a threat or danger first, then the oldest.
pub async fn list_open(conn: &mut Conn, reader: PersonId) -> Result<Vec<StoredCase>, DbError> {
    cases(fetch_all!(conn, CaseRow, OPEN, reader.get(), MOST)?)
}

/// What its author asked somebody to look at again, who has waited longest first.
pub async fn list_appealed(conn: &mut Conn, reader: PersonId) -> Result<Vec<StoredCase>, DbError> {
    cases(fetch_all!(conn, CaseRow, APPEALED, reader.get(), MOST)?)
}

/// What else is hidden, the latest first.
pub async fn list_hidden(conn: &mut Conn, reader: PersonId) -> Result<Vec<StoredCase>, DbError> {
    cases(fetch_all!(conn, CaseRow, HIDDEN, reader.get(), MOST)?)
}

/// What waits or is hidden of a group that the reader runs.
pub async fn list_of_group(
    conn: &mut Conn,
    reader: PersonId,
    group: GroupId,
) -> Result<Vec<StoredCase>, DbError> {
    let rows = fetch_all!(conn, CaseRow, OF_GROUP, reader.get(), group.get(), MOST)?;
    cases(rows)
}

/// How often each reason was given, by case.
pub async fn list_reasons(
    conn: &mut Conn,
    cases: &[StoredCase],
) -> Result<Vec<(ModerationId, Reason, i64)>, DbError> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new(
        "select moderation_id, reason, count(*) from text_report where moderation_id in (",
    );
    select
        .list(cases.iter().map(|case| case.id.get()))
        .sql(") group by moderation_id, reason order by 3 desc, 2");
    let rows: Vec<(i64, String, i64)> = conn.all(select).await?;
    rows.into_iter()
        .map(|(id, reason, count)| {
            let reason = code("text_report.reason", &reason)?;
            Ok((ModerationId::new(id), reason, count))
        })
        .collect()
}

/// What is reported of a text and not settled, or hidden; what is made where nothing is.
pub async fn open(
    tx: &mut Tx,
    proposal: ProposalId,
    comment: Option<CommentId>,
    now: Stamp,
) -> Result<ModerationId, DbError> {
    execute!(
        tx,
        "insert into moderation (proposal_id, comment_id, state, opened_at)
         values ($1, $2, 'open', $3) on conflict do nothing",
        proposal.get(),
        comment.map(CommentId::get),
        now.0,
    )?;
    find_open(tx, proposal, comment)
        .await?
        .ok_or_else(|| DbError::Inconsistent("moderation without a case".to_owned()))
}

pub async fn find_open(
    conn: &mut Conn,
    proposal: ProposalId,
    comment: Option<CommentId>,
) -> Result<Option<ModerationId>, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select moderation_id from moderation
         where proposal_id = $1 and coalesce(comment_id, 0) = $2 and state in ('open', 'hidden')",
        proposal.get(),
        comment.map_or(0, CommentId::get),
    )?;
    Ok(row.map(|(id,)| ModerationId::new(id)))
}

/// What somebody is called.
pub async fn name_of(conn: &mut Conn, person: PersonId) -> Result<String, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select display_name from person where person_id = $1",
        person.get(),
    )?;
    Ok(row.map_or_else(String::new, |(name,)| name))
}
