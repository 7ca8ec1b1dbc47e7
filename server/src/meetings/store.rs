//! All SQL of meetings; that of the cases they take up is in [`super::hearings`].

use nara_app::meetings::api::StoredMeeting;
use nara_domain::actor::Body;
use nara_domain::ids::{MeetingId, ProposalId};
use nara_domain::meeting::{Sitting, TimeOfDay};
use nara_domain::time::{Date, Stamp};

use crate::db::{Bind, Conn, DbError, FromRow, Statement, Tx};
use crate::{execute, fetch_all, fetch_optional};

const COLUMNS: &str = "select m.meeting_id, m.body, m.held_on, m.begins, m.ends, m.place, \
    m.cancelled, m.agenda_url, m.stream_url, m.minutes_url, m.verified_on, m.posted_on, m.version, \
    m.changed_at from meeting m ";
const BODIES: &str = "select distinct body from meeting";
const INSERT: &str = "insert into meeting (body, held_on, begins, ends, place, cancelled, \
    agenda_url, stream_url, minutes_url, verified_on, posted_on, version, changed_at, once_key) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13) \
    on conflict do nothing returning meeting_id";
const BY_ONCE: &str = "select meeting_id from meeting where once_key = $1";
const UPDATE: &str = "update meeting set body = $1, held_on = $2, begins = $3, ends = $4, \
    place = $5, cancelled = $6, agenda_url = $7, stream_url = $8, minutes_url = $9, \
    verified_on = $10, posted_on = $11, version = version + 1, changed_at = $12 \
    where meeting_id = $13 and version = $14";
const MARKS: &str = "select proposal_id, seconds from meeting_mark where meeting_id = $1 \
    order by proposal_id";
const CALLED_OFF: &str = "select cancelled from meeting where body = $1 and held_on = $2";
const NO_MARKS: &str = "delete from meeting_mark where meeting_id = $1";

#[derive(FromRow)]
struct MeetingRow {
    meeting_id: i64,
    body: String,
    held_on: String,
    begins: String,
    ends: Option<String>,
    place: Option<String>,
    cancelled: bool,
    agenda_url: Option<String>,
    stream_url: Option<String>,
    minutes_url: Option<String>,
    verified_on: Option<String>,
    posted_on: Option<String>,
    version: i64,
    changed_at: i64,
}

impl TryFrom<MeetingRow> for StoredMeeting {
    type Error = DbError;

    fn try_from(row: MeetingRow) -> Result<Self, DbError> {
        let wrong = |what: &str| DbError::Inconsistent(format!("meeting.{what}"));
        let day = |what: &'static str, text: &str| Date::parse(text).map_err(|_| wrong(what));
        let time = |what: &'static str, text: &str| TimeOfDay::parse(text).map_err(|_| wrong(what));
        let sitting = Sitting {
            body: Body::parse(&row.body).map_err(|_| wrong("body"))?,
            held_on: day("held_on", &row.held_on)?,
            begins: time("begins", &row.begins)?,
            ends: row.ends.map(|text| time("ends", &text)).transpose()?,
            place: row.place,
            cancelled: row.cancelled,
            agenda_url: row.agenda_url,
            stream_url: row.stream_url,
            minutes_url: row.minutes_url,
            verified_on: row
                .verified_on
                .map(|text| day("verified_on", &text))
                .transpose()?,
            posted_on: row
                .posted_on
                .map(|text| day("posted_on", &text))
                .transpose()?,
        };
        Ok(Self {
            id: MeetingId::new(row.meeting_id),
            sitting,
            version: row.version,
            changed_at: Stamp(row.changed_at),
        })
    }
}

async fn all(conn: &mut Conn, select: Statement) -> Result<Vec<StoredMeeting>, DbError> {
    let rows: Vec<MeetingRow> = conn.all(select).await?;
    rows.into_iter().map(StoredMeeting::try_from).collect()
}

pub async fn find(conn: &mut Conn, id: MeetingId) -> Result<Option<StoredMeeting>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select.sql("where m.meeting_id = ").bind(id.get());
    Ok(all(conn, select).await?.into_iter().next())
}

/// The meetings of a body on a day, the earliest first.
pub async fn list_of_day(
    conn: &mut Conn,
    body: &Body,
    day: Date,
) -> Result<Vec<StoredMeeting>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select
        .sql("where m.body = ")
        .bind(body.as_str())
        .sql(" and m.held_on = ")
        .bind(day.to_string())
        .sql(" order by m.begins, m.meeting_id");
    all(conn, select).await
}

fn of_body(select: &mut Statement, body: Option<&Body>) {
    if let Some(body) = body {
        select.sql(" and m.body = ").bind(body.as_str());
    }
}

/// From a day on, the earliest first.
pub async fn list_from(
    conn: &mut Conn,
    body: Option<&Body>,
    from: Date,
    limit: i64,
) -> Result<Vec<StoredMeeting>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select.sql("where m.held_on >= ").bind(from.to_string());
    of_body(&mut select, body);
    select
        .sql(" order by m.held_on, m.begins, m.meeting_id limit ")
        .bind(limit);
    all(conn, select).await
}

/// Before a day, the latest first; from the one after `after` on.
pub async fn list_before(
    conn: &mut Conn,
    body: Option<&Body>,
    today: Date,
    after: Option<&StoredMeeting>,
    limit: i64,
) -> Result<Vec<StoredMeeting>, DbError> {
    let mut select = Statement::new(COLUMNS);
    select.sql("where m.held_on < ").bind(today.to_string());
    if let Some(after) = after {
        select
            .sql(" and (m.held_on, m.meeting_id) < (")
            .bind(after.sitting.held_on.to_string())
            .sql(", ")
            .bind(after.id.get())
            .sql(")");
    }
    of_body(&mut select, body);
    select
        .sql(" order by m.held_on desc, m.meeting_id desc limit ")
        .bind(limit);
    all(conn, select).await
}

/// Whether every meeting of a body on a day was called off.
pub async fn is_called_off(conn: &mut Conn, body: &Body, day: Date) -> Result<bool, DbError> {
    let rows = fetch_all!(conn, (bool,), CALLED_OFF, body.as_str(), day.to_string())?;
    Ok(!rows.is_empty() && rows.iter().all(|(cancelled,)| *cancelled))
}

/// Bodies that have meetings, the council first.
pub async fn list_bodies(conn: &mut Conn) -> Result<Vec<Body>, DbError> {
    let rows = fetch_all!(conn, (String,), BODIES)?;
    let mut bodies: Vec<Body> = rows
        .into_iter()
        .map(|(name,)| Body::parse(&name))
        .collect::<Result<_, _>>()
        .map_err(|_| DbError::Inconsistent("meeting.body".to_owned()))?;
    bodies.sort_by_key(|body| {
        let place = Body::KNOWN.iter().position(|known| *known == body.as_str());
        (place.unwrap_or(usize::MAX), body.clone())
    });
    Ok(bodies)
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// `None`: the body meets at that moment already, or the form was sent before.
pub async fn insert(
    tx: &mut Tx,
    sitting: &Sitting,
    once: &str,
    now: Stamp,
) -> Result<Option<MeetingId>, DbError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        INSERT,
        sitting.body.as_str(),
        sitting.held_on.to_string(),
        sitting.begins.to_string(),
        sitting.ends.map(|time| time.to_string()),
        sitting.place.clone(),
        sitting.cancelled,
        sitting.agenda_url.clone(),
        sitting.stream_url.clone(),
        sitting.minutes_url.clone(),
        day(sitting.verified_on),
        day(sitting.posted_on),
        now.0,
        once,
    )?;
    Ok(row.map(|(id,)| MeetingId::new(id)))
}

pub async fn find_once(conn: &mut Conn, once: &str) -> Result<Option<MeetingId>, DbError> {
    let row = fetch_optional!(conn, (i64,), BY_ONCE, once)?;
    Ok(row.map(|(id,)| MeetingId::new(id)))
}

/// False: somebody else has changed it since `version`.
pub async fn update(
    tx: &mut Tx,
    id: MeetingId,
    (sitting, version): (&Sitting, i64),
    now: Stamp,
) -> Result<bool, DbError> {
    let rows = execute!(
        tx,
        UPDATE,
        sitting.body.as_str(),
        sitting.held_on.to_string(),
        sitting.begins.to_string(),
        sitting.ends.map(|time| time.to_string()),
        sitting.place.clone(),
        sitting.cancelled,
        sitting.agenda_url.clone(),
        sitting.stream_url.clone(),
        sitting.minutes_url.clone(),
        day(sitting.verified_on),
        day(sitting.posted_on),
        now.0,
        id.get(),
        version,
    )?;
    Ok(rows == 1)
}

/// Where in the film which proposal is taken up, in seconds.
pub async fn list_marks(conn: &mut Conn, id: MeetingId) -> Result<Vec<(ProposalId, i64)>, DbError> {
    let rows = fetch_all!(conn, (i64, i64), MARKS, id.get())?;
    let mark = |(proposal, seconds)| (ProposalId::new(proposal), seconds);
    Ok(rows.into_iter().map(mark).collect())
}

/// These instead of those there were.
pub async fn replace_marks(
    tx: &mut Tx,
    id: MeetingId,
    marks: &[(ProposalId, i64)],
) -> Result<(), DbError> {
    let _gone = execute!(tx, NO_MARKS, id.get())?;
    if marks.is_empty() {
        return Ok(());
    }
    let mut insert =
        Statement::new("insert into meeting_mark (meeting_id, proposal_id, seconds) values ");
    insert.rows(marks.iter().map(|(proposal, seconds)| {
        [
            Bind::from(id.get()),
            Bind::from(proposal.get()),
            Bind::from(*seconds),
        ]
    }));
    let _rows = tx.run(insert).await?;
    Ok(())
}
