//! All SQL of the reminders: which days of which cases are near or have passed, and who is told.

use std::collections::BTreeSet;

use nara_domain::days::{CaseDay, missed};
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::time::{Date, Stamp};
use nara_domain::work::{REMIND_MONTHS_MAX, TURNS};

use super::store::{DAY, FROM, is_at, is_looked_after};
use crate::db::{Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all};

/// Those who keep the diary.
pub async fn list_secretaries(conn: &mut Conn, now: Stamp) -> Result<Vec<PersonId>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64,),
        "select distinct person_id from standing
         where role = 'secretary' and from_at <= $1 and (until_at is null or until_at > $1)
         order by person_id limit 50",
        now.0,
    )?;
    Ok(rows.into_iter().map(|(id,)| PersonId::new(id)).collect())
}

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
