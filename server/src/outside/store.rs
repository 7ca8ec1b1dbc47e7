//! Questions to bodies outside the municipality, and what came by their links.

use std::collections::BTreeMap;

use nara_app::outside::api::{ArrivedLine, ArrivedView, RequestView};
use nara_domain::actor::Standing;
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId, ProposalId};
use nara_domain::outside::{Facts, ORGANISATION, State};
use nara_domain::text::slug;
use nara_domain::time::{Date, Stamp};

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "select r.outside_request_id, r.proposal_id, r.act_id, r.asked_by, r.email, r.expires_at, \
         r.answered_at, r.returned_reason, r.withdrawn_at, q.fields as question, q.actor_name, \
         q.actor_standing, n.outside_answer_id, n.fields as answer, n.received_at, p.at as published_at \
         from outside_request r join act q on q.act_id = r.act_id \
         left join outside_answer n on n.outside_request_id = r.outside_request_id \
             and n.returned_at is null \
         left join act p on p.act_id = n.act_id "
    };
}

const OF_CASE: &str = concat!(
    columns!(),
    "where r.proposal_id = $1 order by r.outside_request_id desc"
);
const BY_ID: &str = concat!(
    columns!(),
    "where r.proposal_id = $1 and r.outside_request_id = $2"
);
const BY_LINK: &str = concat!(columns!(), "where r.link_hash = $1");
/// A letter sent before the newest one had this link.
const LINK_BEFORE: &str = "select outside_request_id from outside_answer where link_hash = $1";
const LAST_RETURNED: &str = "select fields from outside_answer where outside_request_id = $1 \
    and returned_at is not null order by outside_answer_id desc limit 1";
const INSERT: &str = "insert into outside_request (proposal_id, act_id, asked_by, email, link_hash, \
    sent_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)";
/// None where another answer came first, or nobody waits for one.
const TAKE: &str = "update outside_request set answered_at = $2 where link_hash = $1 \
    and answered_at is null and withdrawn_at is null and expires_at > $2 \
    returning outside_request_id";
const KEEP: &str = "insert into outside_answer (outside_request_id, link_hash, fields, received_at) \
    values ($1, $2, $3, $4)";
const WITHDRAW: &str = "update outside_request set withdrawn_at = $2, email = null \
    where outside_request_id = $1 and answered_at is null and withdrawn_at is null";
const RETURN: &str = "update outside_answer set returned_at = $2 where outside_answer_id = $1 \
    and returned_at is null and act_id is null";
const SEND_AGAIN: &str = "update outside_request set link_hash = $2, sent_at = $3, expires_at = $4, \
    returned_reason = $5, answered_at = null where outside_request_id = $1 \
    and withdrawn_at is null and answered_at is not null";
const PUBLISH: &str = "update outside_answer set act_id = $2 where outside_answer_id = $1 \
    and returned_at is null and act_id is null";
const FORGET: &str = "update outside_request set email = null where outside_request_id = $1";
/// Where nobody answered, and nobody withdrew it; or where the answer came too late to be published.
const FORGET_OLD: &str = "update outside_request set email = null where email is not null \
    and expires_at <= $1 and (answered_at is null or exists (select 1 from proposal o \
        where o.proposal_id = outside_request.proposal_id \
        and o.stage in ('rejected_formal', 'rerouted', 'withdrawn', 'closed')))";
/// The oldest first: it has waited longest. Nothing more can be done with those of a case that is over
/// or part of another.
const ARRIVED: &str = "select o.proposal_id, o.title, r.asked_by, q.actor_name, q.fields, \
    n.received_at from outside_answer n \
    join outside_request r on r.outside_request_id = n.outside_request_id \
    join act q on q.act_id = r.act_id join proposal o on o.proposal_id = r.proposal_id \
    where n.returned_at is null and n.act_id is null and o.merged_into is null \
    and o.stage not in ('rejected_formal', 'rerouted', 'withdrawn', 'closed') \
    and ($1 = 1 or o.stage_group <> 'not_public') order by n.received_at, n.outside_answer_id \
    limit $2";

#[derive(FromRow)]
struct RequestRow {
    outside_request_id: i64,
    proposal_id: i64,
    act_id: i64,
    asked_by: i64,
    email: Option<String>,
    expires_at: i64,
    answered_at: Option<i64>,
    returned_reason: Option<String>,
    withdrawn_at: Option<i64>,
    question: String,
    actor_name: String,
    actor_standing: String,
    outside_answer_id: Option<i64>,
    answer: Option<String>,
    received_at: Option<i64>,
    published_at: Option<i64>,
}

/// A question, and the answer to it that was not sent back.
#[derive(Clone, Debug)]
pub struct StoredRequest {
    pub id: i64,
    pub proposal: ProposalId,
    pub act: ActId,
    pub asker: PersonId,
    pub email: Option<String>,
    pub organisation: String,
    pub question: String,
    pub answer_by: Date,
    /// Who asked, as they were then.
    pub by: String,
    pub standing: Option<Standing>,
    pub facts: Facts,
    pub returned: Option<String>,
    pub answer: Option<StoredAnswer>,
}

#[derive(Clone, Debug)]
pub struct StoredAnswer {
    pub id: i64,
    pub fields: Values,
    pub at: Stamp,
}

impl TryFrom<RequestRow> for StoredRequest {
    type Error = DbError;

    fn try_from(row: RequestRow) -> Result<Self, DbError> {
        let mut question: BTreeMap<String, String> = serde_json::from_str(&row.question)?;
        let mut field = |name: &str| question.remove(name).unwrap_or_default();
        let answer_by = field("answer_by");
        let unknown = |_| DbError::Inconsistent(format!("act {} answer_by", row.act_id));
        let answer = match (row.outside_answer_id, row.answer, row.received_at) {
            (Some(id), Some(fields), Some(at)) => Some(StoredAnswer {
                id,
                fields: serde_json::from_str(&fields)?,
                at: Stamp(at),
            }),
            _ => None,
        };
        Ok(Self {
            id: row.outside_request_id,
            proposal: ProposalId::new(row.proposal_id),
            act: ActId::new(row.act_id),
            asker: PersonId::new(row.asked_by),
            email: row.email,
            organisation: field(ORGANISATION),
            question: field("text"),
            answer_by: Date::parse(&answer_by).map_err(unknown)?,
            by: row.actor_name,
            standing: serde_json::from_str(&row.actor_standing)?,
            facts: Facts {
                expires_at: Stamp(row.expires_at),
                answered_at: row.answered_at.map(Stamp),
                published_at: row.published_at.map(Stamp),
                withdrawn_at: row.withdrawn_at.map(Stamp),
            },
            returned: row.returned_reason,
            answer,
        })
    }
}

impl StoredRequest {
    pub fn state(&self, now: Stamp) -> State {
        State::of(self.facts, now)
    }

    /// As those who may answer see it.
    pub fn view(self, now: Stamp) -> RequestView {
        let state = self.state(now);
        let arrived = self.answer.filter(|_| matches!(state, State::Arrived(_)));
        RequestView {
            id: self.id,
            act: self.act,
            organisation: self.organisation,
            question: self.question,
            answer_by: self.answer_by,
            email: self.email,
            by_name: self.by,
            state,
            arrived: arrived.map(|answer| ArrivedView {
                id: answer.id,
                at: answer.at,
                fields: answer.fields,
            }),
            returned: self.returned,
        }
    }
}

/// The newest first.
pub async fn of_case(conn: &mut Conn, id: ProposalId) -> Result<Vec<StoredRequest>, DbError> {
    let rows = fetch_all!(conn, RequestRow, OF_CASE, id.get())?;
    rows.into_iter().map(StoredRequest::try_from).collect()
}

pub async fn find(
    conn: &mut Conn,
    (case, id): (ProposalId, i64),
) -> Result<Option<StoredRequest>, DbError> {
    fetch_optional!(conn, RequestRow, BY_ID, case.get(), id)?
        .map(StoredRequest::try_from)
        .transpose()
}

/// The question whose newest letter has this link.
pub async fn find_by_link(conn: &mut Conn, link: &str) -> Result<Option<StoredRequest>, DbError> {
    fetch_optional!(conn, RequestRow, BY_LINK, link)?
        .map(StoredRequest::try_from)
        .transpose()
}

/// Whether an answer came by this link, whatever became of it.
pub async fn was_used(conn: &mut Conn, link: &str) -> Result<bool, DbError> {
    Ok(fetch_optional!(conn, (i64,), LINK_BEFORE, link)?.is_some())
}

/// The answer that was sent back last.
pub async fn last_returned(conn: &mut Conn, request: i64) -> Result<Option<Values>, DbError> {
    let row = fetch_optional!(conn, (String,), LAST_RETURNED, request)?;
    row.map(|(fields,)| Ok(serde_json::from_str(&fields)?))
        .transpose()
}

#[derive(Clone, Copy, Debug)]
pub struct NewRequest<'a> {
    pub proposal: ProposalId,
    pub act: ActId,
    pub by: PersonId,
    pub email: &'a str,
    pub link: &'a str,
    pub expires_at: Stamp,
}

pub async fn insert(tx: &mut Tx, new: &NewRequest<'_>, now: Stamp) -> Result<(), DbError> {
    let _rows = execute!(
        tx,
        INSERT,
        new.proposal.get(),
        new.act.get(),
        new.by.get(),
        new.email,
        new.link,
        now.0,
        new.expires_at.0,
    )?;
    Ok(())
}

/// Keeps what came by a link. False where somebody was faster: another answer, a withdrawal, or another
/// letter with another link.
pub async fn keep(tx: &mut Tx, link: &str, fields: &Values, now: Stamp) -> Result<bool, DbError> {
    let Some((request,)) = fetch_optional!(tx, (i64,), TAKE, link, now.0)? else {
        return Ok(false);
    };
    let fields = serde_json::to_string(fields)?;
    let _rows = execute!(tx, KEEP, request, link, fields, now.0)?;
    Ok(true)
}

/// False where it was answered or withdrawn.
pub async fn withdraw(tx: &mut Tx, request: i64, now: Stamp) -> Result<bool, DbError> {
    Ok(execute!(tx, WITHDRAW, request, now.0)? == 1)
}

/// False where the answer was published or sent back.
pub async fn send_back(
    tx: &mut Tx,
    (request, answer): (i64, i64),
    (link, reason): (&str, &str),
    expires_at: Stamp,
    now: Stamp,
) -> Result<bool, DbError> {
    if execute!(tx, RETURN, answer, now.0)? != 1 {
        return Ok(false);
    }
    let again = execute!(tx, SEND_AGAIN, request, link, now.0, expires_at.0, reason)?;
    Ok(again == 1)
}

/// False where the answer was published or sent back. Nothing more is sent to whoever gave it.
pub async fn publish(
    tx: &mut Tx,
    (request, answer): (i64, i64),
    act: ActId,
) -> Result<bool, DbError> {
    let published = execute!(tx, PUBLISH, answer, act.get())? == 1;
    let _rows = execute!(tx, FORGET, request)?;
    Ok(published)
}

/// Removes the addresses of questions whose links died before this moment without an answer.
pub async fn forget_old(tx: &mut Tx, before: Stamp) -> Result<u64, DbError> {
    execute!(tx, FORGET_OLD, before.0)
}

#[derive(FromRow)]
struct ArrivedRow {
    proposal_id: i64,
    title: String,
    asked_by: i64,
    actor_name: String,
    fields: String,
    received_at: i64,
}

/// What has come and is neither published nor sent back.
pub async fn arrived(
    conn: &mut Conn,
    reader: PersonId,
    reads_all: bool,
    limit: i64,
) -> Result<Vec<ArrivedLine>, DbError> {
    let all = i64::from(reads_all);
    let rows = fetch_all!(conn, ArrivedRow, ARRIVED, all, limit)?;
    rows.into_iter()
        .map(|row| {
            let mut fields: Values = serde_json::from_str(&row.fields)?;
            Ok(ArrivedLine {
                id: ProposalId::new(row.proposal_id),
                slug: slug(&row.title),
                title: row.title,
                organisation: fields.remove(ORGANISATION).unwrap_or_default(),
                at: Stamp(row.received_at),
                mine: row.asked_by == reader.get(),
                by_name: row.actor_name,
            })
        })
        .collect()
}
