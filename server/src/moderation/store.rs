//! All SQL of reports and of what is done about them. What stands in place of a hidden text is written by
//! [`crate::proposals::store::hiding`]; what its author asks for by [`super::appeal_store`].

use std::collections::BTreeMap;

use nara_domain::actor::Standing;
use nara_domain::ids::{CommentId, GroupId, ModerationId, PersonId, ProposalId};
use nara_domain::moderation::{CaseMove, CaseState, Reason};
use nara_domain::proposal::Kind;
use nara_domain::time::Stamp;

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
        "select m.moderation_id, m.proposal_id, m.comment_id, m.state, m.opened_at, p.kind, \
         p.title, p.body, c.text, coalesce(c.person_id, p.proposer_id) as author_id, \
         coalesce(c.author_name, p.proposer_name) as author_name, h.fields as sealed, \
         (select count(*) from text_report r where r.moderation_id = m.moderation_id) as reports, \
         (select o.at from appeal o where o.moderation_id = m.moderation_id \
            and not exists (select 1 from moderation_act d where d.moderation_id = o.moderation_id \
                and d.step in ('unhide', 'uphold'))) as appealed_at, \
         (select count(*) from group_supervisor s where s.person_id = $1 \
            and (s.youth_group_id = (select b.youth_group_id from member b \
                where b.person_id = coalesce(c.person_id, p.proposer_id)) \
            or (m.comment_id is null and s.youth_group_id = p.youth_group_id))) as runs \
         from moderation m join proposal p on p.proposal_id = m.proposal_id \
         left join comment c on c.comment_id = m.comment_id \
         left join hidden_text h on h.moderation_id = m.moderation_id and h.opened_at is null "
    };
}

const FIND: &str = concat!(columns!(), "where m.moderation_id = $2");
const OPEN: &str = concat!(
    columns!(),
    "where m.state = 'open' order by m.opened_at, m.moderation_id limit $2"
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
        or (m.comment_id is null and p.youth_group_id = $2)) \
     order by m.opened_at, m.moderation_id limit $3"
);

#[derive(FromRow)]
struct CaseRow {
    moderation_id: i64,
    proposal_id: i64,
    comment_id: Option<i64>,
    state: String,
    opened_at: i64,
    kind: String,
    title: String,
    body: String,
    text: Option<String>,
    author_id: i64,
    author_name: String,
    sealed: Option<String>,
    reports: i64,
    appealed_at: Option<i64>,
    runs: i64,
}

/// The texts of a proposal or of a comment, by field.
pub type Fields = BTreeMap<String, String>;

/// A text that was reported.
#[derive(Clone, Debug)]
pub struct StoredCase {
    pub id: ModerationId,
    pub proposal: ProposalId,
    pub comment: Option<CommentId>,
    pub state: CaseState,
    pub opened_at: Stamp,
    pub kind: Kind,
    /// Of the proposal, as everybody may read it.
    pub title: String,
    pub author: PersonId,
    pub author_name: String,
    /// What is reported, as it stands there.
    pub standing: Fields,
    /// What stood there, while it is hidden.
    pub sealed: Option<Fields>,
    pub reports: i64,
    /// When its author asked that somebody looks again, while nobody has.
    pub appealed_at: Option<Stamp>,
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
        let sealed = row.sealed.as_deref().map(serde_json::from_str);
        Ok(Self {
            id: ModerationId::new(row.moderation_id),
            proposal: ProposalId::new(row.proposal_id),
            comment: row.comment_id.map(CommentId::new),
            state: code("moderation.state", &row.state)?,
            opened_at: Stamp(row.opened_at),
            kind: code("proposal.kind", &row.kind)?,
            title: row.title,
            author: PersonId::new(row.author_id),
            author_name: row.author_name,
            standing,
            sealed: sealed.transpose()?,
            reports: row.reports,
            appealed_at: row.appealed_at.map(Stamp),
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

/// What waits, the oldest first.
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

/// Whether somebody has reported it.
pub async fn has_reported(
    conn: &mut Conn,
    id: ModerationId,
    person: PersonId,
) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select text_report_id from text_report where moderation_id = $1 and person_id = $2",
        id.get(),
        person.get(),
    )?;
    Ok(row.is_some())
}

/// False where this person, or this form, has reported it before.
pub async fn insert_report(
    tx: &mut Tx,
    (id, person): (ModerationId, Option<PersonId>),
    (reason, words): (Reason, &str),
    once: &str,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into text_report (moderation_id, person_id, reason, words, at, once_key)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        id.get(),
        person.map(PersonId::get),
        reason.code(),
        words,
        now.0,
        once,
    )?;
    Ok(added > 0)
}

/// Reason, words and time of each report, the first one first.
pub async fn list_reports(
    conn: &mut Conn,
    id: ModerationId,
) -> Result<Vec<(Reason, String, Stamp)>, DbError> {
    let rows = fetch_all!(
        conn,
        (String, String, i64),
        "select reason, words, at from text_report where moderation_id = $1
         order by text_report_id limit 500",
        id.get(),
    )?;
    rows.into_iter()
        .map(|(reason, words, at)| Ok((code("text_report.reason", &reason)?, words, Stamp(at))))
        .collect()
}

/// Who reported it and can be told, with their names.
pub async fn list_reporters(
    conn: &mut Conn,
    id: ModerationId,
) -> Result<Vec<(PersonId, String)>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, String),
        "select e.person_id, e.display_name from text_report r
         join person e on e.person_id = r.person_id
         where r.moderation_id = $1 order by r.text_report_id",
        id.get(),
    )?;
    let each = rows.into_iter();
    Ok(each.map(|(id, name)| (PersonId::new(id), name)).collect())
}

#[derive(FromRow)]
struct StepRow {
    moderation_act_id: i64,
    step: String,
    rule: Option<String>,
    reason: String,
    actor_id: i64,
    actor_name: String,
    actor_standing: String,
    at: i64,
}

/// One thing that was done.
#[derive(Clone, Debug)]
pub struct StoredStep {
    pub id: i64,
    pub step: CaseMove,
    pub rule: Option<Reason>,
    pub reason: String,
    pub by: PersonId,
    pub by_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
}

/// What was done, the first one first; by whom, under the account they have now.
pub async fn list_steps(conn: &mut Conn, id: ModerationId) -> Result<Vec<StoredStep>, DbError> {
    let rows = fetch_all!(
        conn,
        StepRow,
        "select a.moderation_act_id, a.step, a.rule, a.reason,
            coalesce(p.merged_into, p.person_id) as actor_id, a.actor_name, a.actor_standing, a.at
         from moderation_act a join person p on p.person_id = a.actor_id
         where a.moderation_id = $1 order by a.moderation_act_id",
        id.get(),
    )?;
    rows.into_iter()
        .map(|row| {
            let rule = row.rule.as_deref();
            Ok(StoredStep {
                id: row.moderation_act_id,
                step: code("moderation_act.step", &row.step)?,
                rule: rule
                    .map(|rule| code("moderation_act.rule", rule))
                    .transpose()?,
                reason: row.reason,
                by: PersonId::new(row.actor_id),
                by_name: row.actor_name,
                standing: serde_json::from_str(&row.actor_standing)?,
                at: Stamp(row.at),
            })
        })
        .collect()
}

/// The step that was taken by this form, where it was sent before.
pub async fn sent(
    conn: &mut Conn,
    id: ModerationId,
    once: &str,
) -> Result<Option<CaseMove>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select step from moderation_act where moderation_id = $1 and once_key = $2",
        id.get(),
        once,
    )?;
    row.map(|(step,)| code("moderation_act.step", &step))
        .transpose()
}

/// A step before it is written down.
#[derive(Clone, Copy, Debug)]
pub struct NewStepRow<'a> {
    pub step: CaseMove,
    pub rule: Option<Reason>,
    pub reason: &'a str,
    pub by: PersonId,
    pub name: &'a str,
    pub standing: Option<&'a Standing>,
    /// The step before; 0: none.
    pub replaces: i64,
    pub once: &'a str,
}

/// False where somebody else took a step at this moment, or it has moved on.
pub async fn take(
    tx: &mut Tx,
    id: ModerationId,
    (from, to): (CaseState, CaseState),
    new: &NewStepRow<'_>,
    now: Stamp,
) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into moderation_act (moderation_id, step, rule, reason, actor_id, actor_name,
            actor_standing, at, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing",
        id.get(),
        new.step.code(),
        new.rule.map(Reason::code),
        new.reason,
        new.by.get(),
        new.name,
        serde_json::to_string(&new.standing)?,
        now.0,
        new.replaces,
        new.once,
    )?;
    let moved = execute!(
        tx,
        "update moderation set state = $3 where moderation_id = $1 and state = $2",
        id.get(),
        from.code(),
        to.code(),
    )?;
    Ok(added > 0 && moved > 0)
}

/// Puts what stands there under seal.
pub async fn seal(
    tx: &mut Tx,
    id: ModerationId,
    (author, fields): (PersonId, &Fields),
    now: Stamp,
) -> Result<(), DbError> {
    execute!(
        tx,
        "insert into hidden_text (moderation_id, author_id, fields, sealed_at)
         values ($1, $2, $3, $4)",
        id.get(),
        author.get(),
        serde_json::to_string(fields)?,
        now.0,
    )?;
    Ok(())
}

/// Notes that it is back where it stood.
pub async fn unseal(tx: &mut Tx, id: ModerationId, now: Stamp) -> Result<(), DbError> {
    execute!(
        tx,
        "update hidden_text set opened_at = $2 where moderation_id = $1 and opened_at is null",
        id.get(),
        now.0,
    )?;
    Ok(())
}

#[derive(FromRow)]
struct MyRow {
    proposal_id: i64,
    comment_id: Option<i64>,
    state: String,
    kind: String,
    title: String,
    at: i64,
    reason: Option<String>,
}

/// A text that somebody reported.
#[derive(Clone, Debug)]
pub struct Mine {
    pub proposal: ProposalId,
    pub comment: Option<CommentId>,
    pub state: CaseState,
    pub kind: Kind,
    pub title: String,
    pub at: Stamp,
    /// Why it was settled so.
    pub reason: Option<String>,
}

impl TryFrom<MyRow> for Mine {
    type Error = DbError;

    fn try_from(row: MyRow) -> Result<Self, DbError> {
        Ok(Self {
            proposal: ProposalId::new(row.proposal_id),
            comment: row.comment_id.map(CommentId::new),
            state: code("moderation.state", &row.state)?,
            kind: code("proposal.kind", &row.kind)?,
            title: row.title,
            at: Stamp(row.at),
            reason: row.reason,
        })
    }
}

/// What somebody reported, the latest first; of a case that is out of sight nothing is told. What is said to the
/// author who asked that somebody looks again is said to nobody else.
pub async fn list_reported_by(conn: &mut Conn, person: PersonId) -> Result<Vec<Mine>, DbError> {
    let rows = fetch_all!(
        conn,
        MyRow,
        "select r.at, m.proposal_id, m.comment_id, m.state, p.kind, p.title,
             (select a.reason from moderation_act a
                where a.moderation_id = m.moderation_id and a.step <> 'uphold'
                order by a.moderation_act_id desc limit 1) as reason
         from text_report r join moderation m on m.moderation_id = r.moderation_id
         join proposal p on p.proposal_id = m.proposal_id
         where r.person_id = $1 and p.stage_group <> 'not_public'
         order by r.text_report_id desc limit $2",
        person.get(),
        MOST,
    )?;
    rows.into_iter().map(Mine::try_from).collect()
}

/// Forgets who reported what was settled before, and their words; how many did, and why, stays.
pub async fn forget_before(tx: &mut Tx, moment: Stamp) -> Result<u64, DbError> {
    execute!(
        tx,
        "update text_report set person_id = null, words = ''
         where (person_id is not null or words <> '')
         and exists (select 1 from moderation m where m.moderation_id = text_report.moderation_id
            and m.state <> 'open')
         and not exists (select 1 from moderation_act a
            where a.moderation_id = text_report.moderation_id and a.at > $1)
         and not exists (select 1 from appeal o where o.moderation_id = text_report.moderation_id
            and not exists (select 1 from moderation_act d
                where d.moderation_id = o.moderation_id and d.step in ('unhide', 'uphold')))",
        moment.0,
    )
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
