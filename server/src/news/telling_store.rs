//! SQL of who is told of what happened.

use std::collections::BTreeMap;

use nara_domain::answer::ActKind;
use nara_domain::ids::{
    ActId, CommentId, PersonId, ProposalId, QuestionActId, QuestionId, QuestionSetId,
};
use nara_domain::news::{Chosen, News, Pace};
use nara_domain::question::QuestionStepKind;
use nara_domain::time::{Date, Stamp};

use crate::db::{Bind, Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

/// How far everybody has been told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Cursor {
    /// All of this event and of those before it.
    pub seq: i64,
    /// Of the next one everybody up to this person.
    pub after_person: i64,
}

pub async fn cursor(conn: &mut Conn) -> Result<Cursor, DbError> {
    fetch_one!(
        conn,
        Cursor,
        "select seq, after_person from telling where telling_id = 1",
    )
}

/// False where another server went on meanwhile.
pub async fn go_on(tx: &mut Tx, from: Cursor, to: Cursor) -> Result<bool, DbError> {
    let moved = execute!(
        tx,
        "update telling set seq = $3, after_person = $4
         where telling_id = 1 and seq = $1 and after_person = $2",
        from.seq,
        from.after_person,
        to.seq,
        to.after_person,
    )?;
    Ok(moved == 1)
}

/// An act as far as it says who is told of it.
#[derive(Clone, Debug)]
pub struct ToldAct {
    pub kind: ActKind,
    pub step: Option<String>,
    pub corrects: bool,
    /// Whose account it is today.
    pub actor: Option<i64>,
    /// In a public duty.
    pub duty: bool,
    pub name: String,
    /// Of a decision.
    pub body: Option<String>,
}

#[derive(FromRow)]
struct ActRow {
    kind: String,
    transition: Option<String>,
    supersedes: Option<i64>,
    actor_id: Option<i64>,
    actor_role: String,
    actor_name: String,
    body: Option<String>,
}

pub async fn find_act(conn: &mut Conn, id: ActId) -> Result<Option<ToldAct>, DbError> {
    let found = fetch_optional!(
        conn,
        ActRow,
        "select a.kind, a.transition, a.supersedes, coalesce(p.merged_into, a.actor_id) as actor_id,
                a.actor_role, a.actor_name, a.body
         from act a left join person p on p.person_id = a.actor_id where a.act_id = $1",
        id.get(),
    )?;
    let Some(row) = found else { return Ok(None) };
    let unknown = || DbError::Inconsistent(format!("act.kind {}", row.kind));
    Ok(Some(ToldAct {
        kind: ActKind::from_code(&row.kind).ok_or_else(unknown)?,
        step: row.transition,
        corrects: row.supersedes.is_some(),
        actor: row.actor_id,
        duty: !matches!(row.actor_role.as_str(), "resident" | "youth" | "system"),
        name: row.actor_name,
        body: row.body,
    }))
}

/// What was done about a question, as far as it says who is told of it.
#[derive(Clone, Copy, Debug)]
pub struct ToldAnswer {
    pub step: QuestionStepKind,
    pub question: QuestionId,
    /// Whose account it is today.
    pub actor: i64,
}

/// None where it is about all of them.
pub async fn find_answer(
    conn: &mut Conn,
    id: QuestionActId,
) -> Result<Option<ToldAnswer>, DbError> {
    let found = fetch_optional!(
        conn,
        (String, Option<i64>, i64),
        "select a.step, a.question_id, coalesce(p.merged_into, a.actor_id)
         from question_act a join person p on p.person_id = a.actor_id
         where a.question_act_id = $1",
        id.get(),
    )?;
    let Some((step, Some(question), actor)) = found else {
        return Ok(None);
    };
    let unknown = || DbError::Inconsistent(format!("question_act.step {step}"));
    Ok(Some(ToldAnswer {
        step: QuestionStepKind::from_code(&step).ok_or_else(unknown)?,
        question: QuestionId::new(question),
        actor,
    }))
}

/// When the letter is due that collects what is done about questions within an hour; none: none waits.
pub async fn find_gathered(conn: &mut Conn, id: QuestionSetId) -> Result<Option<Stamp>, DbError> {
    let found = fetch_optional!(
        conn,
        (Option<i64>,),
        "select due_at from question_letter where question_set_id = $1",
        id.get(),
    )?;
    Ok(found.and_then(|(due,)| due).map(Stamp))
}

/// Who wrote a comment.
pub async fn find_author(conn: &mut Conn, id: CommentId) -> Result<Option<i64>, DbError> {
    let found = fetch_optional!(
        conn,
        (i64,),
        "select person_id from comment where comment_id = $1",
        id.get(),
    )?;
    Ok(found.map(|(author,)| author))
}

/// Who wrote what a comment stands below, and what it answers there. Not whose text is hidden, nor who is kept from
/// answering on this day.
pub async fn list_addressed(
    conn: &mut Conn,
    id: CommentId,
    today: Date,
) -> Result<Vec<i64>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select t.person_id from comment c
         join comment t on t.comment_id in (c.parent_id, c.answers_id)
         where c.comment_id = $1 and t.hidden is null and not exists (
             select 1 from restraint r join moderation m on m.moderation_id = r.moderation_id
             where r.person_id = t.person_id and r.state = 'on' and r.until_day >= $2
                 and m.state = 'hidden')
         order by t.person_id",
        id.get(),
        today.to_string(),
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Whose proposal it is, its topic and its part of the municipality.
pub async fn find_case(
    conn: &mut Conn,
    id: ProposalId,
) -> Result<Option<(i64, String, Option<String>)>, DbError> {
    fetch_optional!(
        conn,
        (i64, String, Option<String>),
        "select proposer_id, topic, district from proposal where proposal_id = $1",
        id.get(),
    )
}

/// Whom to look for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Those who vote on the case or follow it.
    pub many: bool,
    pub topic: Option<String>,
    pub district: Option<String>,
    pub body: Option<String>,
    pub name: Option<String>,
}

/// Who is tied to a case or to what happened in it, by the number of the account, from one on: each tie a row.
/// Of each tie at most `limit`, the first ones, so that whoever is missing comes after the last one given.
pub async fn tied(
    conn: &mut Conn,
    (proposal, wanted): (ProposalId, &Wanted),
    (after, at): (i64, Stamp),
    limit: i64,
) -> Result<Vec<(i64, String)>, DbError> {
    fetch_all!(
        conn,
        (i64, String),
        "select u.person_id, u.tie from (
             select proposer_id as person_id, 'own' as tie from proposal
                 where proposal_id = $1 and proposer_id > $2
             union all
             select s.person_id, 'votes' from (select person_id from support
                 where proposal_id = $1 and person_id > $2 and at <= $3 and $5
                 order by person_id limit $4) s
             union all
             select o.person_id, 'votes' from (select person_id from opposition
                 where proposal_id = $1 and person_id > $2 and at <= $3 and $5
                 order by person_id limit $4) o
             union all
             select f.person_id, 'follows' from (select person_id from follow
                 where proposal_id = $1 and person_id > $2 and at <= $3 and stopped_at is null
                     and $5
                 order by person_id limit $4) f
             union all
             select w.person_id, 'watches' from (select person_id from watch
                 where kind = 'topic' and key = $6 and person_id > $2 and at <= $3
                 order by person_id limit $4) w
             union all
             select w.person_id, 'watches' from (select person_id from watch
                 where kind = 'district' and key = $7 and person_id > $2 and at <= $3
                 order by person_id limit $4) w
             union all
             select w.person_id, 'watches' from (select person_id from watch
                 where kind = 'body' and key = $8 and person_id > $2 and at <= $3
                 order by person_id limit $4) w
             union all
             select w.person_id, 'watches' from (select person_id from watch
                 where kind = 'person' and key = $9 and person_id > $2 and at <= $3
                 order by person_id limit $4) w) u
         order by u.person_id",
        proposal.get(),
        after,
        at.0,
        limit,
        wanted.many,
        wanted.topic.clone(),
        wanted.district.clone(),
        wanted.body.clone(),
        wanted.name.clone(),
    )
}

/// As [`tied`], to questions: whoever asked, those whose question it is, too, and those who follow them. The first
/// two have letters of their own about it, and so it is as theirs.
pub async fn tied_to_questions(
    conn: &mut Conn,
    (set, question): (QuestionSetId, QuestionId),
    (after, at): (i64, Stamp),
    limit: i64,
) -> Result<Vec<(i64, String)>, DbError> {
    fetch_all!(
        conn,
        (i64, String),
        "select u.person_id, u.tie from (
             select asker_id as person_id, 'own' as tie from question_set
                 where question_set_id = $1 and asker_id > $2
             union all
             select m.person_id, 'own' from (select person_id from question_same
                 where question_id = $5 and person_id > $2 and stopped_at is null
                 order by person_id limit $4) m
             union all
             select w.person_id, 'watches' from (select person_id from watch
                 where kind = 'question' and key = $6 and person_id > $2 and at <= $3
                 order by person_id limit $4) w) u
         order by u.person_id",
        set.get(),
        after,
        at.0,
        limit,
        question.get(),
        set.to_string(),
    )
}

/// Those of these who are there today, and whether a letter reaches them. Whose group is over is told nothing.
pub async fn list_present(conn: &mut Conn, people: &[i64]) -> Result<BTreeMap<i64, bool>, DbError> {
    let mut select = Statement::new(
        "select person_id, case when email is not null and letters_stopped_at is null
             then email_confirmed_at end
         from person p where erased_at is null and merged_into is null
             and (level <> 's' or exists (select 1 from standing t
                 where t.person_id = p.person_id and t.role = 'youth')) and person_id in (",
    );
    select.list(people.iter().copied()).sql(")");
    let rows: Vec<(i64, Option<i64>)> = conn.all(select).await?;
    let rows = rows.into_iter();
    Ok(rows.map(|(id, reached)| (id, reached.is_some())).collect())
}

/// Those of these who want no letters about a case.
pub async fn list_stopped(
    conn: &mut Conn,
    proposal: ProposalId,
    people: &[i64],
) -> Result<Vec<i64>, DbError> {
    let mut select = Statement::new("select person_id from follow where proposal_id = ");
    select
        .bind(proposal.get())
        .sql(" and stopped_at is not null and person_id in (")
        .list(people.iter().copied())
        .sql(")");
    let rows: Vec<(i64,)> = conn.all(select).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

#[derive(FromRow)]
struct PaceRow {
    person_id: i64,
    news: String,
    pace: String,
    was: Option<String>,
    since: i64,
}

/// What these have chosen.
pub async fn list_paces(
    conn: &mut Conn,
    people: &[i64],
) -> Result<BTreeMap<(i64, News), Chosen>, DbError> {
    let mut select =
        Statement::new("select person_id, news, pace, was, since from pace where person_id in (");
    select.list(people.iter().copied()).sql(")");
    let rows: Vec<PaceRow> = conn.all(select).await?;
    let mut paces = BTreeMap::new();
    for row in rows {
        let unknown = |code: &str| DbError::Inconsistent(format!("pace {code}"));
        let news = News::from_code(&row.news).ok_or_else(|| unknown(&row.news))?;
        let pace = Pace::from_code(&row.pace).ok_or_else(|| unknown(&row.pace))?;
        let chosen = Chosen {
            pace,
            was: row.was.as_deref().and_then(Pace::from_code),
            since: Stamp(row.since),
        };
        paces.insert((row.person_id, news), chosen);
    }
    Ok(paces)
}

/// That somebody is told.
#[derive(Clone, Copy, Debug)]
pub struct NewNotice {
    pub person: PersonId,
    pub news: News,
    pub due: Option<Stamp>,
}

/// To what something happened.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    Case(ProposalId),
    Asked(QuestionSetId),
}

/// What they are told of: the kind of it and its number, to what it happened, and when.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub what: &'static str,
    pub what_id: i64,
    pub place: Place,
    pub at: Stamp,
}

/// Whoever was told of it already is not told again.
pub async fn insert(
    tx: &mut Tx,
    source: Source,
    people: &[NewNotice],
    now: Stamp,
) -> Result<u64, DbError> {
    if people.is_empty() {
        return Ok(0);
    }
    let (proposal, asked) = match source.place {
        Place::Case(id) => (Some(id.get()), None),
        Place::Asked(id) => (None, Some(id.get())),
    };
    let rows = people.iter().map(|told| {
        [
            Bind::Int(told.person.get()),
            Bind::from(told.news.code()),
            Bind::OptInt(proposal),
            Bind::OptInt(asked),
            Bind::from(source.what),
            Bind::Int(source.what_id),
            Bind::Int(source.at.0),
            Bind::Int(now.0),
            Bind::OptInt(told.due.map(|due| due.0)),
        ]
    });
    let mut insert = Statement::new(
        "insert into notice
             (person_id, news, proposal_id, question_set_id, what, what_id, at, created_at, due_at)
         values ",
    );
    insert
        .rows(rows)
        .sql(" on conflict (person_id, what, what_id) do nothing");
    tx.run(insert).await
}
