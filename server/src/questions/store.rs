//! The SQL of what was asked. What nobody has read is left out here: nothing else reads these tables but what seals
//! and takes out the data of a person, and what names where a reported text stands. What is hidden is not in them.

use std::collections::BTreeMap;

use nara_app::questions::api::QuestionItem;
use nara_domain::ids::{PersonId, QuestionId, QuestionSetId};
use nara_domain::moderation::Hidden;
use nara_domain::question::{Asking, Number, NumberState, SetState, promised};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use crate::db::{Conn, DbError, Engine, FromRow, Statement, Tx};
use crate::proposals::store::case;
use crate::{execute, fetch_all, fetch_one, fetch_optional};

macro_rules! set_by_id {
    () => {
        "select question_set_id, asker_id, asker_name, organisation, heading, introduction, state, \
         asked_at, published_at, answer_by, hidden from question_set where question_set_id = $1"
    };
}

const FIND: &str = set_by_id!();
/// One step, follow-up or erasure at a time. SQLite's write transaction keeps everybody else out already.
const LOCK_POSTGRES: &str = concat!(set_by_id!(), " for no key update");

/// What a line of a list has. The first question is shown unless it broke a rule; follow-ups count by themselves.
macro_rules! items {
    () => {
        "select s.question_set_id, s.heading, s.asker_name, s.organisation, s.state, s.asked_at, \
         s.answer_by, \
         (select f.text from question f where f.question_set_id = s.question_set_id \
             and f.follow_up = 0 and f.state <> 'refused' order by f.number limit 1) as first, \
         (select count(*) from question a where a.question_set_id = s.question_set_id \
             and a.follow_up = 0 and a.state in ('waits', 'passed_on', 'partly', 'answered')) as numbers, \
         (select count(*) from question d where d.question_set_id = s.question_set_id \
             and d.follow_up = 0 and d.state = 'answered') as answered, \
         (select count(*) from question u where u.question_set_id = s.question_set_id \
             and u.follow_up > 0 and u.state in ('waits', 'passed_on', 'partly', 'answered')) \
             as follow_ups, \
         (select count(*) from question v where v.question_set_id = s.question_set_id \
             and v.follow_up > 0 and v.state = 'answered') as follow_ups_answered \
         from question_set s "
    };
}

/// Where the search puts its words.
pub(super) const ITEMS: &str = items!();
const LIST: &str = concat!(
    items!(),
    "where s.state = $1 and ($2 = 0 or s.question_set_id < $2) \
     order by s.question_set_id desc limit $3"
);
/// Of everybody, for whoever reads first: also where a follow-up waits.
const UNREAD: &str = concat!(
    items!(),
    "where s.state = 'reading' or (s.state in ('open', 'answered') and exists \
     (select 1 from question r where r.question_set_id = s.question_set_id and r.state = 'reading')) \
     order by s.question_set_id limit 200"
);
const OWN_UNREAD: &str = concat!(
    items!(),
    "where s.asker_id = $1 and s.state in ('reading', 'refused') \
     order by s.question_set_id desc limit 200"
);
/// Whole sets, and follow-ups to public ones.
const COUNT_UNREAD: &str = "select \
    (select count(*) from question_set where state = 'reading') \
    + (select count(*) from question q join question_set s on s.question_set_id = q.question_set_id \
        where q.state = 'reading' and s.state in ('open', 'answered'))";
const QUESTIONS: &str = "select q.question_id, q.number, q.follow_up, q.text, q.state, q.asked_at, \
    q.hidden, q.before_hidden, \
    (select count(*) from question_same m where m.question_id = q.question_id) as same, \
    (select count(*) from question_same m where m.question_id = q.question_id \
        and m.person_id = $2) as mine \
    from question q where q.question_set_id = $1 order by q.number, q.follow_up";
const INSERT_SET: &str = "insert into question_set (asker_id, asker_name, organisation, heading, \
    introduction, state, asked_at, once_key) values ($1, $2, $3, $4, $5, 'reading', $6, $7) \
    on conflict do nothing returning question_set_id";
const SET_OF_ONCE: &str = "select question_set_id, heading from question_set \
    where asker_id = $1 and once_key = $2";
const INSERT_QUESTION: &str = "insert into question (question_set_id, asker_id, number, follow_up, text, \
    state, asked_at, once_key) select question_set_id, asker_id, $2, $3, $4, $5, $6, $7 \
    from question_set where question_set_id = $1";
const FOLLOW_UP_OF_ONCE: &str = "select question_id from question \
    where question_set_id = $1 and once_key = $2";
const MOVE_QUESTION: &str = "update question set state = $2 where question_id = $1";
const MOVE_SET: &str = "update question_set set state = $2, answer_by = $3, published_at = $4 \
    where question_set_id = $1";
const SAY_SAME: &str = "insert into question_same (question_id, person_id, at) values ($1, $2, $3) \
    on conflict do nothing";
const TAKE_BACK_SAME: &str = "delete from question_same where question_id = $1 and person_id = $2";

#[derive(FromRow)]
struct SetRow {
    question_set_id: i64,
    asker_id: i64,
    asker_name: String,
    organisation: Option<String>,
    heading: String,
    introduction: Option<String>,
    state: String,
    asked_at: i64,
    published_at: Option<i64>,
    answer_by: Option<String>,
    hidden: Option<String>,
}

/// Questions under one heading, as they are stored.
#[derive(Clone, Debug)]
pub struct StoredSet {
    pub id: QuestionSetId,
    pub asker: PersonId,
    pub asker_name: String,
    pub organisation: Option<String>,
    pub heading: String,
    pub introduction: Option<String>,
    pub state: SetState,
    pub asked_at: Stamp,
    pub published_at: Option<Stamp>,
    pub answer_by: Option<Date>,
    /// Where the heading is hidden: by which rule, and when.
    pub hidden: Option<Hidden>,
}

impl StoredSet {
    /// What everybody reads from now on has its own days; the others keep theirs.
    pub fn promise_anew(&mut self, now: Stamp) {
        if self.state == SetState::Open {
            self.answer_by = self.answer_by.max(Some(promised(now.day())));
        }
    }
}

fn hidden(text: Option<&str>) -> Result<Option<Hidden>, DbError> {
    text.map(|text| text.parse().map_err(|_| unknown("hidden", text)))
        .transpose()
}

pub(super) fn unknown(column: &str, code: &str) -> DbError {
    DbError::Inconsistent(format!("{column} {code}"))
}

fn day(text: Option<String>) -> Result<Option<Date>, DbError> {
    text.map(|text| Date::parse(&text).map_err(|_| unknown("question_set.answer_by", &text)))
        .transpose()
}

fn set_state(code: &str) -> Result<SetState, DbError> {
    SetState::from_code(code).ok_or_else(|| unknown("question_set.state", code))
}

fn number_state(code: &str) -> Result<NumberState, DbError> {
    NumberState::from_code(code).ok_or_else(|| unknown("question.state", code))
}

impl TryFrom<SetRow> for StoredSet {
    type Error = DbError;

    fn try_from(row: SetRow) -> Result<Self, DbError> {
        Ok(Self {
            id: QuestionSetId::new(row.question_set_id),
            asker: PersonId::new(row.asker_id),
            asker_name: row.asker_name,
            organisation: row.organisation,
            heading: row.heading,
            introduction: row.introduction,
            state: set_state(&row.state)?,
            asked_at: Stamp(row.asked_at),
            published_at: row.published_at.map(Stamp),
            answer_by: day(row.answer_by)?,
            hidden: hidden(row.hidden.as_deref())?,
        })
    }
}

pub async fn find(conn: &mut Conn, id: QuestionSetId) -> Result<Option<StoredSet>, DbError> {
    fetch_optional!(conn, SetRow, FIND, id.get())?
        .map(StoredSet::try_from)
        .transpose()
}

/// What stands above those of these that everybody reads.
pub async fn list_headings(
    conn: &mut Conn,
    ids: &[QuestionSetId],
) -> Result<BTreeMap<QuestionSetId, String>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut select = Statement::new(
        "select question_set_id, heading from question_set \
         where state in ('open', 'answered') and question_set_id in (",
    );
    select.list(ids.iter().map(|id| id.get())).sql(")");
    let rows: Vec<(i64, String)> = conn.all(select).await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(id, heading)| (QuestionSetId::new(id), heading))
        .collect())
}

/// Locked until the transaction ends.
pub async fn lock(tx: &mut Tx, id: QuestionSetId) -> Result<Option<StoredSet>, DbError> {
    let row = match tx.engine() {
        Engine::Sqlite => fetch_optional!(tx, SetRow, FIND, id.get())?,
        Engine::Postgres => fetch_optional!(tx, SetRow, LOCK_POSTGRES, id.get())?,
    };
    row.map(StoredSet::try_from).transpose()
}

#[derive(FromRow)]
pub(super) struct ItemRow {
    question_set_id: i64,
    heading: String,
    asker_name: String,
    organisation: Option<String>,
    state: String,
    asked_at: i64,
    answer_by: Option<String>,
    first: Option<String>,
    numbers: i64,
    answered: i64,
    follow_ups: i64,
    follow_ups_answered: i64,
}

pub(super) fn items(rows: Vec<ItemRow>) -> Result<Vec<QuestionItem>, DbError> {
    rows.into_iter()
        .map(|row| {
            Ok(QuestionItem {
                id: QuestionSetId::new(row.question_set_id),
                slug: slug(&row.heading),
                heading: row.heading,
                first: row.first.unwrap_or_default(),
                asker: row.asker_name,
                organisation: row.organisation,
                state: set_state(&row.state)?,
                asked_at: Stamp(row.asked_at),
                answer_by: day(row.answer_by)?,
                numbers: row.numbers,
                answered: row.answered,
                follow_ups: row.follow_ups,
                follow_ups_answered: row.follow_ups_answered,
            })
        })
        .collect()
}

/// Those of one state, the newest first.
pub async fn list(
    conn: &mut Conn,
    state: SetState,
    after: Option<QuestionSetId>,
    limit: i64,
) -> Result<Vec<QuestionItem>, DbError> {
    let after = after.map_or(0, QuestionSetId::get);
    items(fetch_all!(conn, ItemRow, LIST, state.code(), after, limit)?)
}

/// What waits to be read, the oldest first.
pub async fn list_unread(conn: &mut Conn) -> Result<Vec<QuestionItem>, DbError> {
    items(fetch_all!(conn, ItemRow, UNREAD)?)
}

/// Somebody's own that nobody else reads.
pub async fn list_own_unread(
    conn: &mut Conn,
    asker: PersonId,
) -> Result<Vec<QuestionItem>, DbError> {
    items(fetch_all!(conn, ItemRow, OWN_UNREAD, asker.get())?)
}

pub async fn count_unread(conn: &mut Conn) -> Result<i64, DbError> {
    let (count,) = fetch_one!(conn, (i64,), COUNT_UNREAD)?;
    Ok(count)
}

#[derive(FromRow)]
struct QuestionRow {
    question_id: i64,
    number: i64,
    follow_up: i64,
    text: String,
    state: String,
    asked_at: i64,
    hidden: Option<String>,
    before_hidden: Option<String>,
    same: i64,
    mine: i64,
}

/// One question, as it is stored.
#[derive(Clone, Debug)]
pub struct StoredQuestion {
    pub id: QuestionId,
    pub number: Number,
    pub text: String,
    pub state: NumberState,
    pub asked_at: Stamp,
    /// By which rule it is hidden, and since when.
    pub hidden: Option<Hidden>,
    /// What it was before.
    pub before_hidden: Option<NumberState>,
    pub same: i64,
    /// Whether it is the reader's, too.
    pub mine: bool,
}

/// In their order, each with its follow-ups after it.
pub async fn questions(
    conn: &mut Conn,
    id: QuestionSetId,
    reader: Option<PersonId>,
) -> Result<Vec<StoredQuestion>, DbError> {
    let reader = reader.map_or(0, PersonId::get);
    let rows = fetch_all!(conn, QuestionRow, QUESTIONS, id.get(), reader)?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredQuestion {
                id: QuestionId::new(row.question_id),
                number: Number {
                    question: row.number,
                    follow_up: row.follow_up,
                },
                text: row.text,
                state: number_state(&row.state)?,
                asked_at: Stamp(row.asked_at),
                hidden: hidden(row.hidden.as_deref())?,
                before_hidden: row.before_hidden.as_deref().map(number_state).transpose()?,
                same: row.same,
                mine: row.mine > 0,
            })
        })
        .collect()
}

/// Whoever asks, under which name.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    pub person: PersonId,
    pub name: &'a str,
    /// None where no name is shown either.
    pub organisation: Option<&'a str>,
}

/// None where the form was sent before.
pub async fn insert(
    tx: &mut Tx,
    by: Asker<'_>,
    (asking, once): (&Asking, &str),
    now: Stamp,
) -> Result<Option<QuestionSetId>, DbError> {
    let made = fetch_optional!(
        tx,
        (i64,),
        INSERT_SET,
        by.person.get(),
        by.name,
        by.organisation,
        asking.heading.as_str(),
        asking.introduction.as_deref(),
        now.0,
        once,
    )?;
    let Some((id,)) = made else { return Ok(None) };
    let id = QuestionSetId::new(id);
    for (number, text) in (1..).zip(&asking.questions) {
        let about = (id, Number::of(number));
        let key = number.to_string();
        insert_question(tx, about, (text, NumberState::Waits), &key, now).await?;
    }
    Ok(Some(id))
}

/// The questions a form made when it was sent before, and their heading.
pub async fn find_once(
    conn: &mut Conn,
    asker: PersonId,
    once: &str,
) -> Result<Option<(QuestionSetId, String)>, DbError> {
    let row = fetch_optional!(conn, (i64, String), SET_OF_ONCE, asker.get(), once)?;
    Ok(row.map(|(id, heading)| (QuestionSetId::new(id), heading)))
}

pub async fn insert_question(
    tx: &mut Tx,
    (id, number): (QuestionSetId, Number),
    (text, state): (&str, NumberState),
    once: &str,
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(
        tx,
        INSERT_QUESTION,
        id.get(),
        number.question,
        number.follow_up,
        text,
        state.code(),
        now.0,
        once,
    )
}

/// Whether the form of a follow-up was sent before.
pub async fn follow_up_was_sent(
    conn: &mut Conn,
    id: QuestionSetId,
    once: &str,
) -> Result<bool, DbError> {
    Ok(fetch_optional!(conn, (i64,), FOLLOW_UP_OF_ONCE, id.get(), once)?.is_some())
}

pub async fn move_question(
    tx: &mut Tx,
    id: QuestionId,
    state: NumberState,
) -> Result<u64, DbError> {
    execute!(tx, MOVE_QUESTION, id.get(), state.code())
}

/// Writes what the steps made of it. What everybody reads can be talked about.
pub async fn move_set(tx: &mut Tx, set: &StoredSet) -> Result<u64, DbError> {
    if let Some(at) = set.published_at.filter(|_| set.state.is_public()) {
        case::open_talk(tx, set.id, at).await?;
    }
    execute!(
        tx,
        MOVE_SET,
        set.id.get(),
        set.state.code(),
        set.answer_by.map(|day| day.to_string()),
        set.published_at.map(|at| at.0),
    )
}

/// Twice is as once.
pub async fn say_same(
    tx: &mut Tx,
    (id, person): (QuestionId, PersonId),
    now: Stamp,
) -> Result<u64, DbError> {
    execute!(tx, SAY_SAME, id.get(), person.get(), now.0)
}

pub async fn take_back_same(
    tx: &mut Tx,
    (id, person): (QuestionId, PersonId),
) -> Result<u64, DbError> {
    execute!(tx, TAKE_BACK_SAME, id.get(), person.get())
}
