//! One proposal as use cases need it: the row with its course, locked while it is being changed.

use crate::db::FromRow;
use nara_domain::coauthors::byline;
use nara_domain::days::CaseDay;
use nara_domain::ids::{PersonId, ProposalId, QuestionSetId};
use nara_domain::moderation::Hidden;
use nara_domain::proposal::{Course, Kind, StageGroup, Topic, Window};
use nara_domain::time::{Date, Stamp};

use super::{coauthor, code, hidden};
use crate::db::{Conn, DbError, Engine, Statement, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "select p.proposal_id, p.kind, p.title, p.body, p.topic, p.district, p.proposer_id, \
         p.proposer_name, p.ruleset_id, p.diary_number, p.submitted_at, p.course, p.answer_by, \
         p.changed_at, p.support_count, p.against_count, p.comment_count, p.youth_group_id, \
         p.collecting_window, \
         p.merged_into, p.hidden, \
         exists (select 1 from proposal q where q.merged_into = p.proposal_id) as leads, \
         exists (select 1 from merge_suggestion m where m.outcome is null \
             and (m.proposal_id = p.proposal_id or m.lead_id = p.proposal_id)) as in_question, \
         exists (select 1 from adoption a where a.idea_id = p.proposal_id \
             or a.proposal_id = p.proposal_id) as in_adoption, \
         exists (select 1 from comment_answer f where f.proposal_id = p.proposal_id) as has_facts, \
         (select count(*) from idea_helper h where h.proposal_id = p.proposal_id) as helper_count, \
         p.coauthors, \
         p.famed_at is not null as famed, \
         p.question_set_id, \
         exists (select 1 from question_set s where s.question_set_id = p.question_set_id \
             and s.state in ('open', 'answered')) as asked_in_public "
    };
}

const FIND: &str = concat!(columns!(), "from proposal p where p.proposal_id = $1");
/// One statement: a page may cost few.
const SHOWN: &str = concat!(
    columns!(),
    ", (select e.seq from event_head e where e.event_head_id = 1) as live_seq, \
     exists (select 1 from rein_act r where r.proposal_id = p.proposal_id) as reined \
     from proposal p where p.proposal_id = $1"
);
/// SQLite's write transaction keeps everybody else out already; PostgreSQL locks the row. Not for
/// `update`, so that a comment's reference to the row need not wait. What is part of it is locked with
/// it, in the order of [`lock_many`]: some steps of the one that leads set its parts free.
const LOCK_POSTGRES: &str = concat!(
    columns!(),
    "from proposal p where p.proposal_id = $1 or p.merged_into = $1 \
     order by p.proposal_id for no key update"
);
const MANY: &str = concat!(columns!(), "from proposal p where p.proposal_id in (");
const DUE: &str = concat!(
    columns!(),
    "from proposal p \
     where p.stage = 'collecting' and p.merged_into is null and p.proposal_id > $1 \
     order by p.proposal_id limit 200"
);

const OPEN_PROBLEMS: &str = concat!(
    columns!(),
    "from proposal p \
     where p.stage = 'problem_open' and p.proposal_id > $1 order by p.proposal_id limit 200"
);

const INSERT: &str = "insert into proposal (kind, title, body, body_withheld, topic, district, \
    proposer_id, proposer_name, ruleset_id, diary_number, submitted_at, course, stage, \
    stage_group, answer_by, changed_at, support_count, comment_count, shuffle, search_text, \
    once_key, collecting_window, next_by, days) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10, $11, $12, $13, $14, $10, 0, 0, $15, \
    $16, $17, $18, $19, $20) \
    on conflict (proposer_id, once_key) do nothing returning proposal_id";
/// Nothing of what was asked stands in it: what is hidden there has nothing to hide here.
const OPEN_TALK: &str = "insert into proposal (kind, title, body, body_withheld, topic, proposer_id, \
    proposer_name, ruleset_id, submitted_at, course, stage, stage_group, changed_at, \
    support_count, comment_count, shuffle, search_text, once_key, days, question_set_id) \
    select 'questions', 'Frågor till kommunen, nr ' || s.question_set_id, '', true, 'oppenhet', \
    s.asker_id, '', (select max(r.ruleset_id) from ruleset r), $2, $3, 'questions', $4, $2, 0, 0, \
    0, '', 'questions:' || s.question_set_id, '[]', s.question_set_id \
    from question_set s where s.question_set_id = $1 and not exists \
    (select 1 from proposal p where p.question_set_id = s.question_set_id) on conflict do nothing";
const ASKED: &str = "select s.question_set_id, s.heading from proposal p \
    join question_set s on s.question_set_id = p.question_set_id \
    where p.proposal_id = $1 and s.state in ('open', 'answered')";
const TALK_OF: &str = "select p.proposal_id from proposal p \
    join question_set s on s.question_set_id = p.question_set_id \
    where p.question_set_id = $1 and s.state in ('open', 'answered')";
const BY_ONCE: &str = "select proposal_id from proposal where proposer_id = $1 and once_key = $2";
const PROJECT: &str = "update proposal set course = $1, stage = $2, stage_group = $3, \
    answer_by = $4, body_withheld = $5, search_text = $6, diary_number = $7, changed_at = $8, \
    report_by = $9, next_by = $10, days = $11, archive_from = $12 where proposal_id = $13";
const COURSE: &str = "update proposal set course = $1 where proposal_id = $2";
const SET_DAYS: &str = "update proposal set next_by = $1, days = $2, archive_from = $3 \
    where proposal_id = $4";
const FORGET_DAYS: &str = "update proposal set days = null where proposal_id = $1";
const WITHOUT_DAYS: &str = "select proposal_id from proposal where days is null \
    and proposal_id > $1 order by proposal_id limit 200";
const TOUCH: &str = "update proposal set changed_at = $1 where proposal_id = $2";
const COMMENTED: &str = "update proposal set comment_count = comment_count + 1, \
    changed_at = $1 where proposal_id = $2 returning comment_count";
/// Kept with it for good: who was in which group is forgotten some time after the group's end.
const OF_GROUP: &str = "update proposal set youth_group_id = \
    (select m.youth_group_id from member m where m.person_id = $2) where proposal_id = $1 \
    returning youth_group_id";
const OPEN_OF_PERSON: &str = "select count(*) from proposal where proposer_id = $1 \
    and kind = 'proposal' and stage_group in ('not_public', 'collecting', 'at_municipality')";
const SINCE_OF_PERSON: &str = "select count(*) from proposal where proposer_id = $1 \
    and kind = 'proposal' and submitted_at >= $2";
const LOCK_PERSON: &str = "select person_id from person where person_id = $1 for no key update";
const LOCK_OF_PERSON: &str = "select proposal_id from proposal where proposer_id = $1 \
    order by proposal_id for no key update";
const NEXT_DIARY_NUMBER: &str = "insert into diary_counter (year, last_number) values ($1, 1) \
    on conflict (year) do update set last_number = diary_counter.last_number + 1 \
    returning last_number";
const AT_LEAST_DIARY_NUMBER: &str = "insert into diary_counter (year, last_number) \
    values ($1, $2) on conflict (year) do update set last_number = case \
    when diary_counter.last_number < $2 then $2 else diary_counter.last_number end";
const DIARY_NUMBER_TAKEN: &str = "select proposal_id from proposal where diary_number = $1";

#[derive(FromRow)]
struct CaseRow {
    proposal_id: i64,
    kind: String,
    title: String,
    body: String,
    topic: String,
    district: Option<String>,
    proposer_id: i64,
    proposer_name: String,
    ruleset_id: i64,
    diary_number: Option<String>,
    submitted_at: i64,
    course: String,
    answer_by: Option<String>,
    changed_at: i64,
    support_count: i64,
    against_count: i64,
    comment_count: i64,
    youth_group_id: Option<i64>,
    collecting_window: Option<String>,
    merged_into: Option<i64>,
    hidden: Option<String>,
    leads: bool,
    in_question: bool,
    in_adoption: bool,
    has_facts: bool,
    helper_count: i64,
    coauthors: String,
    famed: bool,
    question_set_id: Option<i64>,
    asked_in_public: bool,
}

#[derive(FromRow)]
struct ShownRow {
    #[sqlx(flatten)]
    case: CaseRow,
    live_seq: i64,
    reined: bool,
}

/// A case as its page begins with it.
#[derive(Debug)]
pub struct Shown {
    pub case: StoredCase,
    /// The last event of the same moment: whatever happens while the rest is read is told by the stream
    /// again.
    pub live_seq: i64,
    /// Whether its discussion was ever held in: nearly none was.
    pub reined: bool,
}

/// A proposal or idea with everything a rule asks for.
#[derive(Clone, Debug)]
pub struct StoredCase {
    pub id: ProposalId,
    pub kind: Kind,
    pub title: String,
    pub body: String,
    pub topic: Topic,
    pub district: Option<String>,
    pub proposer: PersonId,
    pub proposer_name: String,
    pub ruleset_id: i64,
    pub diary_number: Option<String>,
    pub submitted_at: Stamp,
    pub course: Course,
    pub answer_by: Option<Date>,
    pub changed_at: Stamp,
    pub support_count: i64,
    /// Votes against it; none where its rules do not count them.
    pub against_count: i64,
    pub comment_count: i64,
    /// Put forward by a member of a group of young people.
    pub of_group: bool,
    /// The time for support its proposer chose, where the rules let them.
    pub window: Option<Window>,
    /// What it has become part of.
    pub merged_into: Option<ProposalId>,
    /// By which rule its title and text are hidden. They are under seal then, and not here.
    pub hidden: Option<Hidden>,
    /// Whether others have become part of it.
    pub leads: bool,
    /// Whether two proposers are being asked whether it, or another one with it, becomes part of the
    /// other.
    pub in_question: bool,
    /// Whether somebody asked to hand this idea in, or it was an idea before.
    pub in_adoption: bool,
    /// A question of its discussion is marked as answered.
    pub has_facts: bool,
    /// How many want to help with it.
    pub helper_count: i64,
    /// Who stands on it with whoever wrote it.
    pub coauthors: Vec<String>,
    /// Whether who put it forward is shown in the Hall of Fame.
    pub famed: bool,
    /// Whose discussion it is: nobody put it forward, and only [`find_talk`] and [`lock_talk`] find it.
    pub asked: Option<QuestionSetId>,
    /// Whether everybody reads those questions.
    pub asked_in_public: bool,
}

impl StoredCase {
    /// Whether the streams have it: of questions only while everybody reads those.
    pub const fn is_told(&self) -> bool {
        self.asked.is_none() || self.asked_in_public
    }

    /// Whether votes and comments here change no other proposal's page: what is part of it shows its votes,
    /// what was made of a problem names those who wrote on it, and questions have a page of their own.
    pub const fn stands_alone(&self) -> bool {
        !self.leads && !self.in_adoption && self.asked.is_none()
    }

    /// Whose it is, as pages show it. What is said to the author alone names [`Self::proposer_name`].
    pub fn byline(&self) -> String {
        byline(&self.proposer_name, &self.coauthors)
    }
}

impl TryFrom<CaseRow> for StoredCase {
    type Error = DbError;

    fn try_from(row: CaseRow) -> Result<Self, DbError> {
        Ok(StoredCase {
            id: ProposalId::new(row.proposal_id),
            kind: code("proposal.kind", &row.kind)?,
            title: row.title,
            body: row.body,
            topic: code("proposal.topic", &row.topic)?,
            district: row.district,
            proposer: PersonId::new(row.proposer_id),
            proposer_name: row.proposer_name,
            ruleset_id: row.ruleset_id,
            diary_number: row.diary_number,
            submitted_at: Stamp(row.submitted_at),
            course: serde_json::from_str(&row.course)?,
            answer_by: row
                .answer_by
                .map(|day| code("proposal.answer_by", &day))
                .transpose()?,
            changed_at: Stamp(row.changed_at),
            support_count: row.support_count,
            against_count: row.against_count,
            comment_count: row.comment_count,
            of_group: row.youth_group_id.is_some(),
            window: row
                .collecting_window
                .map(|window| code("proposal.collecting_window", &window))
                .transpose()?,
            merged_into: row.merged_into.map(ProposalId::new),
            hidden: hidden("proposal.hidden", row.hidden.as_deref())?,
            leads: row.leads,
            in_question: row.in_question,
            in_adoption: row.in_adoption,
            has_facts: row.has_facts,
            helper_count: row.helper_count,
            coauthors: coauthor::names(&row.coauthors)?,
            famed: row.famed,
            asked: row.question_set_id.map(QuestionSetId::new),
            asked_in_public: row.asked_in_public,
        })
    }
}

impl StoredCase {
    /// The text as everybody may read it.
    pub fn public_text(&self) -> Option<&str> {
        (self.course.text_is_public() && self.hidden.is_none()).then_some(self.body.as_str())
    }
}

/// A proposal before it has a number.
#[derive(Clone, Debug)]
pub struct NewCase<'a> {
    pub kind: Kind,
    pub title: &'a str,
    pub body: &'a str,
    pub topic: Topic,
    pub district: Option<&'a str>,
    pub proposer: PersonId,
    pub proposer_name: &'a str,
    pub ruleset_id: i64,
    pub course: &'a Course,
    pub answer_by: Option<Date>,
    pub days: &'a [CaseDay],
    pub shuffle: i64,
    pub search_text: &'a str,
    pub once: &'a str,
    pub window: Option<Window>,
    pub now: Stamp,
}

/// What is awaited of a case, kept beside it for the desk.
#[derive(Clone, Debug, Default)]
pub struct Ahead {
    /// The nearest first.
    pub days: Vec<CaseDay>,
    /// From when it can be archived, with nothing else left to do.
    pub archive_from: Option<Date>,
}

/// What lists, search and pages read of a course, kept beside it.
#[derive(Clone, Debug)]
pub struct Projection<'a> {
    pub course: &'a Course,
    pub group: StageGroup,
    pub answer_by: Option<Date>,
    pub report_by: Option<Date>,
    pub ahead: &'a Ahead,
    pub body_withheld: bool,
    pub search_text: &'a str,
    pub diary_number: Option<&'a str>,
    pub changed_at: Stamp,
}

/// Whether a row is what somebody put forward.
const fn is_put_forward(row: &CaseRow) -> bool {
    row.question_set_id.is_none()
}

/// Whether people can talk about it: also the discussion of questions, while everybody reads those.
const fn is_talked_about(row: &CaseRow) -> bool {
    is_put_forward(row) || row.asked_in_public
}

pub async fn find(conn: &mut Conn, id: ProposalId) -> Result<Option<StoredCase>, DbError> {
    found(
        fetch_optional!(conn, CaseRow, FIND, id.get())?,
        is_put_forward,
    )
}

/// As [`find`], for its page.
pub async fn find_shown(conn: &mut Conn, id: ProposalId) -> Result<Option<Shown>, DbError> {
    shown(
        fetch_optional!(conn, ShownRow, SHOWN, id.get())?,
        is_put_forward,
    )
}

/// As [`find_talk`], for the page that shows it.
pub async fn find_shown_talk(conn: &mut Conn, id: ProposalId) -> Result<Option<Shown>, DbError> {
    shown(
        fetch_optional!(conn, ShownRow, SHOWN, id.get())?,
        is_talked_about,
    )
}

fn shown(
    row: Option<ShownRow>,
    wanted: impl Fn(&CaseRow) -> bool,
) -> Result<Option<Shown>, DbError> {
    let Some(row) = row.filter(|row| wanted(&row.case)) else {
        return Ok(None);
    };
    Ok(Some(Shown {
        live_seq: row.live_seq,
        reined: row.reined,
        case: row.case.try_into()?,
    }))
}

/// As [`find`], for whatever is done in a discussion: also in one of questions.
pub async fn find_talk(conn: &mut Conn, id: ProposalId) -> Result<Option<StoredCase>, DbError> {
    found(
        fetch_optional!(conn, CaseRow, FIND, id.get())?,
        is_talked_about,
    )
}

/// As [`find`], for what was said in any discussion, also of questions that nobody reads any more.
pub async fn find_any(conn: &mut Conn, id: ProposalId) -> Result<Option<StoredCase>, DbError> {
    found(fetch_optional!(conn, CaseRow, FIND, id.get())?, |_| true)
}

fn found(
    row: Option<CaseRow>,
    wanted: impl Fn(&CaseRow) -> bool,
) -> Result<Option<StoredCase>, DbError> {
    row.filter(wanted).map(StoredCase::try_from).transpose()
}

/// Reads it and keeps everybody else from changing it, and what is part of it, until the transaction
/// ends.
pub async fn lock(tx: &mut Tx, id: ProposalId) -> Result<Option<StoredCase>, DbError> {
    found(lock_row(tx, id).await?, is_put_forward)
}

/// As [`find_talk`], locked.
pub async fn lock_talk(tx: &mut Tx, id: ProposalId) -> Result<Option<StoredCase>, DbError> {
    found(lock_row(tx, id).await?, is_talked_about)
}

/// As [`find_any`], locked.
pub async fn lock_any(tx: &mut Tx, id: ProposalId) -> Result<Option<StoredCase>, DbError> {
    found(lock_row(tx, id).await?, |_| true)
}

async fn lock_row(tx: &mut Tx, id: ProposalId) -> Result<Option<CaseRow>, DbError> {
    let rows = match tx.engine() {
        Engine::Sqlite => fetch_all!(tx, CaseRow, FIND, id.get())?,
        Engine::Postgres => fetch_all!(tx, CaseRow, LOCK_POSTGRES, id.get())?,
    };
    let mut rows = rows.into_iter();
    Ok(rows.find(|row| row.proposal_id == id.get()))
}

/// Whose discussion this is, with their heading, where it is one of questions that everybody reads.
pub async fn find_asked(
    conn: &mut Conn,
    id: ProposalId,
) -> Result<Option<(QuestionSetId, String)>, DbError> {
    let row = fetch_optional!(conn, (i64, String), ASKED, id.get())?;
    Ok(row.map(|(id, heading)| (QuestionSetId::new(id), heading)))
}

/// As [`find_asked`], of a case that was found: of what somebody put forward nothing is asked.
pub async fn asked_of(
    conn: &mut Conn,
    case: &StoredCase,
) -> Result<Option<(QuestionSetId, String)>, DbError> {
    match case.asked {
        Some(_) => find_asked(conn, case.id).await,
        None => Ok(None),
    }
}

/// The discussion of questions that everybody reads.
pub async fn find_talk_of(
    conn: &mut Conn,
    set: QuestionSetId,
) -> Result<Option<ProposalId>, DbError> {
    let row = fetch_optional!(conn, (i64,), TALK_OF, set.get())?;
    Ok(row.map(|(id,)| ProposalId::new(id)))
}

/// Opens the discussion of questions; once.
pub async fn open_talk(tx: &mut Tx, set: QuestionSetId, now: Stamp) -> Result<(), DbError> {
    let course = serde_json::to_string(&Course::Questions)?;
    let group = Course::Questions.group().code();
    let _rows = execute!(tx, OPEN_TALK, set.get(), now.0, course, group)?;
    Ok(())
}

/// As [`lock`] for several, always in the order of their numbers, so that two who lock some of the
/// same never wait for each other.
pub async fn lock_many(tx: &mut Tx, ids: &[i64]) -> Result<Vec<StoredCase>, DbError> {
    // PostgreSQL takes no empty list.
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new(MANY);
    select
        .list(ids.iter().copied())
        .sql(") order by p.proposal_id");
    if tx.engine() == Engine::Postgres {
        select.sql(" for no key update");
    }
    let rows: Vec<CaseRow> = tx.all(select).await?;
    rows.into_iter().map(StoredCase::try_from).collect()
}

/// Proposals collecting support, a part at a time. Each is read for itself: one that cannot be must
/// not hide the others.
pub async fn collecting_after(
    conn: &mut Conn,
    id: i64,
) -> Result<Vec<(ProposalId, Result<StoredCase, DbError>)>, DbError> {
    Ok(each(fetch_all!(conn, CaseRow, DUE, id)?))
}

/// The same of problems that are open.
pub async fn open_problems_after(
    conn: &mut Conn,
    id: i64,
) -> Result<Vec<(ProposalId, Result<StoredCase, DbError>)>, DbError> {
    Ok(each(fetch_all!(conn, CaseRow, OPEN_PROBLEMS, id)?))
}

fn each(rows: Vec<CaseRow>) -> Vec<(ProposalId, Result<StoredCase, DbError>)> {
    rows.into_iter()
        .map(|row| {
            let id = ProposalId::new(row.proposal_id);
            (id, StoredCase::try_from(row))
        })
        .collect()
}

/// `None`: this person has handed in this form before.
pub async fn insert(tx: &mut Tx, new: &NewCase<'_>) -> Result<Option<ProposalId>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        INSERT,
        new.kind.code(),
        new.title,
        new.body,
        !new.course.text_is_public() && new.course.is_public(),
        new.topic.code(),
        new.district,
        new.proposer.get(),
        new.proposer_name,
        new.ruleset_id,
        new.now.0,
        serde_json::to_string(new.course)?,
        new.course.code(),
        new.course.group().code(),
        new.answer_by.map(|day| day.to_string()),
        new.shuffle,
        new.search_text,
        new.once,
        new.window.map(|window| window.to_string()),
        nearest(new.days),
        serde_json::to_string(new.days)?,
    )?;
    Ok(row.map(|(id,)| ProposalId::new(id)))
}

/// Whether it is of a group, which it is from now on if its proposer is a member.
pub async fn mark_group(tx: &mut Tx, id: ProposalId, proposer: PersonId) -> Result<bool, DbError> {
    let row = fetch_optional!(tx, (Option<i64>,), OF_GROUP, id.get(), proposer.get())?;
    Ok(row.is_some_and(|(group,)| group.is_some()))
}

pub async fn find_once(
    conn: &mut Conn,
    proposer: PersonId,
    once: &str,
) -> Result<Option<ProposalId>, DbError> {
    let row = fetch_optional!(conn, (i64,), BY_ONCE, proposer.get(), once)?;
    Ok(row.map(|(id,)| ProposalId::new(id)))
}

pub async fn project(
    tx: &mut Tx,
    id: ProposalId,
    projection: &Projection<'_>,
) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        PROJECT,
        serde_json::to_string(projection.course)?,
        projection.course.code(),
        projection.group.code(),
        projection.answer_by.map(|day| day.to_string()),
        projection.body_withheld,
        projection.search_text,
        projection.diary_number,
        projection.changed_at.0,
        projection.report_by.map(|day| day.to_string()),
        nearest(&projection.ahead.days),
        serde_json::to_string(&projection.ahead.days)?,
        projection.ahead.archive_from.map(|day| day.to_string()),
        id.get(),
    )?;
    Ok(())
}

/// Keeps who prepares it under another account; nothing that anybody sees changes by it.
pub async fn keep_course(tx: &mut Tx, id: ProposalId, course: &Course) -> Result<(), DbError> {
    let _rows = execute!(tx, COURSE, serde_json::to_string(course)?, id.get())?;
    Ok(())
}

/// The day the desk is read in the order of.
fn nearest(days: &[CaseDay]) -> Option<String> {
    days.first().map(|day| day.by.to_string())
}

/// Something was said that moves its days and nothing else.
pub async fn set_days(tx: &mut Tx, id: ProposalId, ahead: &Ahead) -> Result<(), DbError> {
    let json = serde_json::to_string(&ahead.days)?;
    let archive_from = ahead.archive_from.map(|day| day.to_string());
    let nearest = nearest(&ahead.days);
    let _rows = execute!(tx, SET_DAYS, nearest, json, archive_from, id.get())?;
    Ok(())
}

/// Something they follow from has changed beside these cases: they are written anew. The cases are
/// locked in the order of [`lock_many`].
pub async fn forget_days(tx: &mut Tx, ids: &[i64]) -> Result<(), DbError> {
    for case in lock_many(tx, ids).await? {
        let _rows = execute!(tx, FORGET_DAYS, case.id.get())?;
    }
    Ok(())
}

/// Some of those whose days have never been written, after this number.
pub async fn list_without_days(conn: &mut Conn, after: i64) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(conn, (i64,), WITHOUT_DAYS, after)?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// Something public happened that did not move the case.
pub async fn touch(tx: &mut Tx, id: ProposalId, now: Stamp) -> Result<(), DbError> {
    let _rows = execute!(tx, TOUCH, now.0, id.get())?;
    Ok(())
}

/// Counts a comment in and answers with the new count.
pub async fn count_comment(tx: &mut Tx, id: ProposalId, now: Stamp) -> Result<i64, DbError> {
    let row = fetch_optional!(tx, (i64,), COMMENTED, now.0, id.get())?;
    row.map(|(count,)| count)
        .ok_or(DbError::Driver(sqlx::Error::RowNotFound))
}

/// How many undecided proposals somebody has. Locks the person, so that two forms sent at a time
/// cannot both be the last one allowed.
pub async fn count_open_of(tx: &mut Tx, person: PersonId) -> Result<i64, DbError> {
    if tx.engine() == Engine::Postgres {
        let _row = fetch_optional!(tx, (i64,), LOCK_PERSON, person.get())?;
    }
    let row = fetch_optional!(tx, (i64,), OPEN_OF_PERSON, person.get())?;
    Ok(row.map_or(0, |(count,)| count))
}

/// How many proposals somebody has handed in since a moment, whatever became of them. Asked after
/// [`count_open_of`], under its lock.
pub async fn count_since_of(tx: &mut Tx, person: PersonId, since: Stamp) -> Result<i64, DbError> {
    let row = fetch_optional!(tx, (i64,), SINCE_OF_PERSON, person.get(), since.0)?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Locks everything somebody has handed in, in the order of [`lock_many`].
pub async fn lock_of_person(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        let _rows = fetch_all!(tx, (i64,), LOCK_OF_PERSON, person.get())?;
    }
    Ok(())
}

/// The next diary number of a year. The counter is locked until the commit: no gaps.
pub async fn next_diary_number(tx: &mut Tx, year: i64) -> Result<i64, DbError> {
    let row = fetch_optional!(tx, (i64,), NEXT_DIARY_NUMBER, year)?;
    row.map(|(number,)| number)
        .ok_or(DbError::Driver(sqlx::Error::RowNotFound))
}

/// Keeps the counter from giving a number that was given by hand.
pub async fn raise_diary_counter(tx: &mut Tx, year: i64, number: i64) -> Result<(), DbError> {
    let _rows = execute!(tx, AT_LEAST_DIARY_NUMBER, year, number)?;
    Ok(())
}

/// Whether another proposal has this number.
pub async fn diary_number_taken(
    conn: &mut Conn,
    number: &str,
    by_other_than: ProposalId,
) -> Result<bool, DbError> {
    let row = fetch_optional!(conn, (i64,), DIARY_NUMBER_TAKEN, number)?;
    Ok(row.is_some_and(|(id,)| id != by_other_than.get()))
}
