//! All SQL of the reminders: which days of which cases are near or have passed, and who left cases behind.

use std::collections::BTreeSet;

use nara_domain::days::{CaseDay, missed};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::{Date, Stamp};
use nara_domain::work::{REMIND_MONTHS_MAX, TURNS};

use super::store::{DAY, FROM, is_at, is_looked_after};
use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all};

/// A case with a promised day.
#[derive(Clone, Debug)]
pub struct Promised {
    pub id: ProposalId,
    pub title: String,
    pub public: bool,
    pub received: Date,
    pub answer_by: Date,
    /// Who has it and still runs cases.
    pub holder: Option<PersonId>,
    /// Months left at the last reminder of this day; more than any where there was none.
    pub reminded: i64,
}

#[derive(FromRow)]
struct PromisedRow {
    proposal_id: i64,
    title: String,
    stage_group: String,
    submitted_at: i64,
    answer_by: String,
    holder_id: Option<i64>,
    in_duty: bool,
    reminded: i64,
}

/// Some of the cases whose promised day is near enough for a reminder, or past, after this number.
pub async fn list_promised(
    conn: &mut Conn,
    after: i64,
    now: Stamp,
) -> Result<Vec<Promised>, DbError> {
    let mut select = Statement::new(
        "select p.proposal_id, p.title, p.stage_group, p.submitted_at, p.answer_by, \
         a.person_id as holder_id, ",
    );
    is_looked_after(&mut select, now);
    select
        .sql(
            " as in_duty, coalesce((select min(r.months) from reminder r \
             where r.proposal_id = p.proposal_id and r.answer_by = p.answer_by), 1000) as reminded",
        )
        .sql(FROM)
        .sql("where p.answer_by is not null and p.answer_by <= ")
        .bind(now.day().add_months(REMIND_MONTHS_MAX).to_string())
        .sql(" and p.proposal_id > ")
        .bind(after)
        .sql(" and ");
    is_at(&mut select, TURNS.iter().map(|(stage, _)| *stage));
    select.sql(" order by p.proposal_id limit 200");
    let rows: Vec<PromisedRow> = conn.all(select).await?;
    rows.into_iter()
        .map(|row| {
            let wrong = |_| DbError::Inconsistent("proposal.answer_by".to_owned());
            Ok(Promised {
                id: ProposalId::new(row.proposal_id),
                title: row.title,
                public: row.stage_group != "not_public",
                received: Stamp(row.submitted_at).day(),
                answer_by: Date::parse(&row.answer_by).map_err(wrong)?,
                holder: row.holder_id.filter(|_| row.in_duty).map(PersonId::new),
                reminded: row.reminded,
            })
        })
        .collect()
}

/// False where it has gone out already.
pub async fn insert_reminder(
    tx: &mut Tx,
    case: &Promised,
    months: i64,
    now: Stamp,
) -> Result<bool, DbError> {
    let inserted = execute!(
        tx,
        "insert into reminder (proposal_id, answer_by, months, at) values ($1, $2, $3, $4)
         on conflict (proposal_id, answer_by, months) do nothing",
        case.id.get(),
        case.answer_by.to_string(),
        months,
        now.0,
    )?;
    Ok(inserted > 0)
}

/// A case with days that have passed and that nobody has been reminded of.
#[derive(Clone, Debug)]
pub struct Missed {
    pub id: ProposalId,
    pub title: String,
    pub public: bool,
    /// Who has it and still runs cases.
    pub holder: Option<PersonId>,
    pub days: Vec<CaseDay>,
}

#[derive(FromRow)]
struct MissedRow {
    proposal_id: i64,
    title: String,
    stage_group: String,
    days: String,
    holder_id: Option<i64>,
    in_duty: bool,
}

/// Some of the cases of which something was to be there before today, after this number; with the last
/// number looked at, none where there is no further one.
pub async fn list_missed(
    conn: &mut Conn,
    after: i64,
    now: Stamp,
) -> Result<(Vec<Missed>, Option<i64>), DbError> {
    let today = now.day();
    let mut select = Statement::new(
        "select p.proposal_id, p.title, p.stage_group, p.days, a.person_id as holder_id, ",
    );
    is_looked_after(&mut select, now);
    select
        .sql(" as in_duty")
        .sql(FROM)
        .sql("where p.days is not null and ")
        .sql(DAY)
        .sql(" < ")
        .bind(today.to_string())
        .sql(" and p.proposal_id > ")
        .bind(after)
        .sql(" order by p.proposal_id limit 200");
    let rows: Vec<MissedRow> = conn.all(select).await?;
    let Some(end) = rows.last().map(|row| row.proposal_id) else {
        return Ok((Vec::new(), None));
    };
    let told = fetch_all!(
        conn,
        (i64, String, String),
        "select proposal_id, what, day from day_reminder
         where proposal_id > $1 and proposal_id <= $2",
        after,
        end,
    )?;
    let told: BTreeSet<(i64, String, String)> = told.into_iter().collect();
    let mut cases = Vec::new();
    for row in rows {
        let days: Vec<CaseDay> = serde_json::from_str(&row.days)?;
        let id = row.proposal_id;
        let is_told =
            |day: &CaseDay| told.contains(&(id, day.what.to_string(), day.by.to_string()));
        let days: Vec<CaseDay> = missed(&days, today).filter(|day| !is_told(day)).collect();
        if !days.is_empty() {
            cases.push(Missed {
                id: ProposalId::new(id),
                title: row.title,
                public: row.stage_group != "not_public",
                holder: row.holder_id.filter(|_| row.in_duty).map(PersonId::new),
                days,
            });
        }
    }
    Ok((cases, Some(end)))
}

/// False where it has gone out already.
pub async fn insert_day_reminder(
    tx: &mut Tx,
    (id, day): (ProposalId, CaseDay),
    now: Stamp,
) -> Result<bool, DbError> {
    let inserted = execute!(
        tx,
        "insert into day_reminder (proposal_id, what, day, at) values ($1, $2, $3, $4)
         on conflict (proposal_id, what, day) do nothing",
        id.get(),
        day.what.code(),
        day.by.to_string(),
        now.0,
    )?;
    Ok(inserted > 0)
}

/// Cases on the desk whose holder runs cases no more, and of which nobody was told since that ended; a
/// condition on `a`.
fn is_left(select: &mut Statement, now: Stamp) {
    select.sql("not ");
    is_looked_after(select, now);
    select
        .sql(
            " and coalesce(a.left_told_at, 0) < (select max(e.until_at) from standing e \
             where e.person_id = a.person_id and e.role in ('official', 'secretary') \
             and e.until_at <= ",
        )
        .bind(now.0)
        .sql(
            ") and exists (select 1 from proposal p where p.proposal_id = a.proposal_id \
             and p.merged_into is null and ",
        );
    is_at(select, TURNS.iter().map(|(stage, _)| *stage));
    select.sql(")");
}

/// Some of those who left cases behind, with their names.
pub async fn list_left(conn: &mut Conn, now: Stamp) -> Result<Vec<(PersonId, String)>, DbError> {
    let mut select = Statement::new(
        "select distinct h.person_id, h.display_name from assignment a \
         join person h on h.person_id = a.person_id where ",
    );
    is_left(&mut select, now);
    select.sql(" order by h.person_id limit 100");
    let rows: Vec<(i64, String)> = conn.all(select).await?;
    let left = rows.into_iter().map(|(id, name)| (PersonId::new(id), name));
    Ok(left.collect())
}

/// Marks the cases somebody left behind as told; how many there were.
pub async fn mark_left(tx: &mut Tx, person: PersonId, now: Stamp) -> Result<usize, DbError> {
    let mut update = Statement::new("update assignment as a set left_told_at = ");
    update
        .bind(now.0)
        .sql(" where a.person_id = ")
        .bind(person.get())
        .sql(" and ");
    is_left(&mut update, now);
    update.sql(" returning proposal_id");
    let rows: Vec<(i64,)> = tx.all(update).await?;
    Ok(rows.len())
}

/// As if everybody had been reminded of every day that has passed.
pub async fn insert_past_reminders(tx: &mut Tx, now: Stamp) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        "insert into reminder (proposal_id, answer_by, months, at)
         select proposal_id, answer_by, 0, $1 from proposal where answer_by < $2",
        now.0,
        now.day().to_string(),
    )?;
    let mut last = 0;
    loop {
        let (cases, end) = list_missed(tx, last, now).await?;
        let Some(end) = end else { return Ok(()) };
        last = end;
        for case in cases {
            for day in case.days {
                insert_day_reminder(tx, (case.id, day), now).await?;
            }
        }
    }
}
