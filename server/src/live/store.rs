//! All SQL of the event log.

use crate::db::FromRow;
use nara_domain::ids::{CampaignId, ProposalId, QuestionActId, QuestionSetId};
use nara_domain::time::Stamp;

use super::{Event, EventData, EventKind, NewEvent};
use crate::db::{Bind, Conn, DbError, Statement, Tx};
use crate::{execute, fetch_all, fetch_one};

/// Takes the numbers. The row is locked until the commit, so the log has no gaps and a later number
/// is never seen before an earlier one. Taken last in a transaction: everybody waits for it.
const TAKE: &str = "update event_head set seq = seq + $1 where event_head_id = 1 returning seq";
const HEAD: &str = "select seq from event_head where event_head_id = 1";
/// What is said under questions names the questions, never the row that is their discussion, and is told only while
/// everybody reads them.
const SINCE: &str = "select e.seq, e.kind, \
    case when p.question_set_id is null then e.proposal_id end as proposal_id, \
    coalesce(e.campaign_id, p.campaign_id) as campaign_id, \
    coalesce(e.question_set_id, p.question_set_id) as question_set_id, \
    e.data, e.at from event e left join proposal p on p.proposal_id = e.proposal_id \
    left join question_set s on s.question_set_id = p.question_set_id \
    where e.seq > $1 and (p.question_set_id is null or s.state in ('open', 'answered')) \
    order by e.seq limit $2";
const SINCE_OF_PROPOSAL: &str = "select e.seq, e.kind, e.proposal_id, p.campaign_id, e.question_set_id, \
    e.data, e.at from event e join proposal p on p.proposal_id = e.proposal_id \
    where e.proposal_id = $1 and e.seq > $2 and p.question_set_id is null \
    order by e.seq limit $3";

/// At most so many rows in one statement; SQLite allows 32 766 values.
const ROWS: usize = 1_000;

#[derive(FromRow)]
struct EventRow {
    seq: i64,
    kind: String,
    proposal_id: Option<i64>,
    campaign_id: Option<i64>,
    question_set_id: Option<i64>,
    data: String,
    at: i64,
}

impl TryFrom<EventRow> for Event {
    type Error = DbError;

    fn try_from(row: EventRow) -> Result<Self, DbError> {
        Ok(Event {
            seq: row.seq,
            kind: EventKind::from_code(&row.kind)
                .ok_or_else(|| DbError::Inconsistent(format!("event kind {}", row.kind)))?,
            proposal_id: row.proposal_id.map(ProposalId::new),
            campaign_id: row.campaign_id.map(CampaignId::new),
            question_set_id: row.question_set_id.map(QuestionSetId::new),
            data: serde_json::from_str(&row.data)?,
            at: Stamp(row.at),
        })
    }
}

/// Appends events in the order given.
pub async fn append(tx: &mut Tx, events: &[NewEvent], at: Stamp) -> Result<(), DbError> {
    let Ok(count) = i64::try_from(events.len()) else {
        return Ok(());
    };
    if count == 0 {
        return Ok(());
    }
    let (last,): (i64,) = fetch_one!(tx, (i64,), TAKE, count)?;
    let mut rows = Vec::with_capacity(events.len());
    for (seq, event) in (last - count + 1..).zip(events) {
        rows.push([
            Bind::Int(seq),
            Bind::from(event.kind.code()),
            Bind::Int(event.proposal_id.get()),
            Bind::Text(serde_json::to_string(&event.data)?),
            Bind::Int(at.0),
        ]);
    }
    for chunk in rows.chunks(ROWS) {
        let mut insert =
            Statement::new("insert into event (seq, kind, proposal_id, data, at) values ");
        insert.rows(chunk.iter().cloned());
        tx.run(insert).await?;
    }
    Ok(())
}

/// Appends what happened to a campaign itself. Last in a transaction, as [`append`].
pub async fn append_to_campaign(
    tx: &mut Tx,
    campaign: CampaignId,
    kind: EventKind,
    at: Stamp,
) -> Result<(), DbError> {
    let (seq,): (i64,) = fetch_one!(tx, (i64,), TAKE, 1_i64)?;
    execute!(
        tx,
        "insert into event (seq, kind, campaign_id, data, at) values ($1, $2, $3, '{}', $4)",
        seq,
        kind.code(),
        campaign.get(),
        at.0,
    )?;
    Ok(())
}

/// Appends what happened to questions; `act`: what was said or done about them. Last in a transaction, as
/// [`append`].
pub async fn append_to_questions(
    tx: &mut Tx,
    (questions, act): (QuestionSetId, Option<QuestionActId>),
    at: Stamp,
) -> Result<(), DbError> {
    let data = EventData {
        act_id: act.map(QuestionActId::get),
        ..EventData::default()
    };
    let (seq,): (i64,) = fetch_one!(tx, (i64,), TAKE, 1_i64)?;
    execute!(
        tx,
        "insert into event (seq, kind, question_set_id, data, at) values ($1, $2, $3, $4, $5)",
        seq,
        EventKind::Question.code(),
        questions.get(),
        serde_json::to_string(&data)?,
        at.0,
    )?;
    Ok(())
}

/// The number of the last event.
pub async fn head(conn: &mut Conn) -> Result<i64, DbError> {
    Ok(fetch_one!(conn, (i64,), HEAD)?.0)
}

/// What came after `seq`, of one proposal or of all, oldest first.
pub async fn since(
    conn: &mut Conn,
    seq: i64,
    proposal: Option<ProposalId>,
    limit: i64,
) -> Result<Vec<Event>, DbError> {
    let rows = match proposal {
        None => fetch_all!(conn, EventRow, SINCE, seq, limit)?,
        Some(id) => fetch_all!(conn, EventRow, SINCE_OF_PROPOSAL, id.get(), seq, limit)?,
    };
    rows.into_iter().map(Event::try_from).collect()
}
