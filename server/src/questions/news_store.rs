//! The SQL of what is new: answers everybody reads, and what waits for one.

use nara_app::questions::api::{QuestionAct, QuestionNews, QuestionWaits};
use nara_domain::ids::{QuestionActId, QuestionSetId};
use nara_domain::question::Number;
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use super::store::unknown;
use crate::db::{Conn, DbError, FromRow, Statement};
use crate::{fetch_all, fetch_one};

/// Answers that everybody reads.
macro_rules! answers {
    () => {
        "select s.question_set_id, s.heading, q.number, q.follow_up, q.text, \
         a.question_act_id, a.step, a.actor_name, a.actor_standing, a.at, a.fields, a.corrects, \
         (select count(*) from question_act c where c.question_set_id = a.question_set_id \
             and c.corrects = a.question_act_id) as corrections \
         from question_act a join question q on q.question_id = a.question_id \
         join question_set s on s.question_set_id = q.question_set_id \
         where a.step in ('answer', 'correct') and s.state in ('open', 'answered') \
         and q.state in ('waits', 'passed_on', 'partly', 'answered')"
    };
}

const ANSWERS: &str = answers!();
const NEWS: &str = concat!(
    answers!(),
    " order by a.at desc, a.question_act_id desc limit $1"
);
const WAITS: &str = "select \
    (select count(*) from question q join question_set s on s.question_set_id = q.question_set_id \
        where s.state = 'open' and q.state in ('waits', 'passed_on', 'partly')) as numbers, \
    (select count(*) from question_set where state = 'open' and answer_by < $1) as late, \
    (select min(answer_by) from question_set where state = 'open') as next";

#[derive(FromRow)]
struct NewsRow {
    question_set_id: i64,
    heading: String,
    number: i64,
    follow_up: i64,
    text: String,
    question_act_id: i64,
    step: String,
    actor_name: String,
    actor_standing: String,
    at: i64,
    fields: String,
    corrects: Option<i64>,
    corrections: i64,
}

/// The latest answers, as they read now: what was corrected since is told once.
pub async fn latest(conn: &mut Conn, limit: i64) -> Result<Vec<QuestionNews>, DbError> {
    let rows = fetch_all!(conn, NewsRow, NEWS, limit)?;
    let rows = rows.into_iter().filter(|row| row.corrections == 0);
    rows.map(QuestionNews::try_from).collect()
}

/// These, in any order, and whether something stands in their place by now. Not what is hidden.
pub async fn by_id(conn: &mut Conn, ids: &[i64]) -> Result<Vec<(QuestionNews, bool)>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new(ANSWERS);
    select
        .sql(" and a.question_act_id in (")
        .list(ids.iter().copied())
        .sql(")");
    let rows: Vec<NewsRow> = conn.all(select).await?;
    rows.into_iter()
        .map(|row| {
            let corrected = row.corrections > 0;
            Ok((QuestionNews::try_from(row)?, corrected))
        })
        .collect()
}

impl TryFrom<NewsRow> for QuestionNews {
    type Error = DbError;

    fn try_from(row: NewsRow) -> Result<Self, DbError> {
        Ok(Self {
            id: QuestionSetId::new(row.question_set_id),
            slug: slug(&row.heading),
            heading: row.heading,
            number: Number {
                question: row.number,
                follow_up: row.follow_up,
            },
            question: row.text,
            act: QuestionAct {
                id: QuestionActId::new(row.question_act_id),
                step: row
                    .step
                    .parse()
                    .map_err(|_| unknown("question_act.step", &row.step))?,
                by: row.actor_name,
                standing: serde_json::from_str(&row.actor_standing)?,
                at: Stamp(row.at),
                fields: serde_json::from_str(&row.fields)?,
                corrects: row.corrects.map(QuestionActId::new),
            },
        })
    }
}

#[derive(FromRow)]
struct WaitsRow {
    numbers: i64,
    late: i64,
    next: Option<String>,
}

/// What waits for an answer on this day.
pub async fn waits(conn: &mut Conn, today: Date) -> Result<QuestionWaits, DbError> {
    let row = fetch_one!(conn, WaitsRow, WAITS, today.to_string())?;
    let next = row
        .next
        .map(|day| Date::parse(&day).map_err(|_| unknown("question_set.answer_by", &day)));
    Ok(QuestionWaits {
        numbers: row.numbers,
        late: row.late,
        next: next.transpose()?,
    })
}
