//! Suggestions that two proposals become one, and the mark on the one that has.

use nara_domain::actor::Standing;
use nara_domain::coauthors::byline;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::merging::{Consents, Named, Outcome};
use nara_domain::time::{Date, Stamp};

use super::{coauthor, code};
use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        "select m.merge_suggestion_id, m.proposal_id, m.lead_id, m.reason, m.by_id, m.by_name, \
         m.by_standing, m.at, m.until_day, m.part_agrees, m.lead_agrees, m.outcome, m.ended_at \
         from merge_suggestion m "
    };
}

/// The latest, ended or not.
const LATEST: &str = concat!(
    columns!(),
    "where m.proposal_id = $1 order by m.merge_suggestion_id desc limit 1"
);
/// Whose day has passed, or where somebody who was asked can no longer answer.
const OVER: &str = "select m.proposal_id from merge_suggestion m \
    join proposal c on c.proposal_id = m.proposal_id join person p on p.person_id = c.proposer_id \
    join proposal l on l.proposal_id = m.lead_id join person q on q.person_id = l.proposer_id \
    where m.outcome is null and (m.until_day < $1 or p.erased_at is not null \
        or q.erased_at is not null) and m.proposal_id > $2 order by m.proposal_id limit 200";
const INSERT: &str = "insert into merge_suggestion (proposal_id, lead_id, reason, by_id, by_name, \
    by_standing, at, until_day, once_key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const BY_ONCE: &str = "select 1 from merge_suggestion where by_id = $1 and once_key = $2";
const ANSWER: &str = "update merge_suggestion set part_agrees = $2, lead_agrees = $3 \
    where merge_suggestion_id = $1 and outcome is null";
const END: &str = "update merge_suggestion set outcome = $2, ended_at = $3 \
    where merge_suggestion_id = $1 and outcome is null";
const MARK: &str = "update proposal set merged_into = $2 where proposal_id = $1";
const PARTS: &str = "select p.proposal_id, p.title, p.proposer_name, p.coauthors, p.proposer_id, \
    (select max(m.ended_at) from merge_suggestion m where m.proposal_id = p.proposal_id \
        and m.outcome = 'merged') as since \
    from proposal p where p.merged_into = $1 order by p.proposal_id";
/// Where it is suggested, now, that one of these becomes part of another.
const ASKED_OF: &str = "select m.proposal_id, p.title from merge_suggestion m \
    join proposal p on p.proposal_id = m.proposal_id \
    where m.outcome is null and (m.proposal_id = $1 or m.lead_id = $1) order by m.proposal_id";
const BY_DIARY: &str = "select proposal_id from proposal where diary_number = $1";
const BY_NUMBER: &str = "select proposal_id from proposal where proposal_id = $1";
/// Only who has an account can answer: not who has left, nor who is only known on paper.
const CAN_ANSWER: &str = "select 1 from person p where p.person_id = $1 and p.erased_at is null \
    and p.merged_into is null and (p.level <> 'k' or p.email is not null \
        or p.password_hash is not null \
        or exists (select 1 from person_identity i where i.person_id = p.person_id))";

#[derive(FromRow)]
struct SuggestionRow {
    merge_suggestion_id: i64,
    proposal_id: i64,
    lead_id: i64,
    reason: String,
    by_id: i64,
    by_name: String,
    by_standing: String,
    at: i64,
    until_day: String,
    part_agrees: Option<bool>,
    lead_agrees: Option<bool>,
    outcome: Option<String>,
    ended_at: Option<i64>,
}

/// That one becomes part of another, as somebody suggested it.
#[derive(Clone, Debug)]
pub struct StoredSuggestion {
    pub id: i64,
    pub part: ProposalId,
    pub lead: ProposalId,
    pub reason: String,
    pub by: PersonId,
    pub by_name: String,
    pub by_standing: Option<Standing>,
    pub at: Stamp,
    pub until: Date,
    pub said: Consents,
    pub ended: Option<(Outcome, Stamp)>,
}

impl TryFrom<SuggestionRow> for StoredSuggestion {
    type Error = DbError;

    fn try_from(row: SuggestionRow) -> Result<Self, DbError> {
        let outcome = row
            .outcome
            .map(|outcome| code("merge_suggestion.outcome", &outcome))
            .transpose()?;
        Ok(Self {
            id: row.merge_suggestion_id,
            part: ProposalId::new(row.proposal_id),
            lead: ProposalId::new(row.lead_id),
            reason: row.reason,
            by: PersonId::new(row.by_id),
            by_name: row.by_name,
            by_standing: serde_json::from_str(&row.by_standing)?,
            at: Stamp(row.at),
            until: code("merge_suggestion.until_day", &row.until_day)?,
            said: Consents {
                part: row.part_agrees,
                lead: row.lead_agrees,
            },
            ended: outcome.zip(row.ended_at.map(Stamp)),
        })
    }
}

/// A suggestion before it has a number.
#[derive(Clone, Copy, Debug)]
pub struct NewSuggestion<'a> {
    pub part: ProposalId,
    pub lead: ProposalId,
    pub reason: &'a str,
    pub by: PersonId,
    pub by_name: &'a str,
    pub by_standing: Option<&'a Standing>,
    pub at: Stamp,
    pub until: Date,
    pub once: &'a str,
}

/// What is part of another.
#[derive(Clone, Debug)]
pub struct StoredPart {
    pub id: ProposalId,
    pub title: String,
    pub proposer_name: String,
    pub proposer: PersonId,
    /// Since when.
    pub since: Option<Stamp>,
}

/// The latest suggestion that this one becomes part of another.
pub async fn latest(
    conn: &mut Conn,
    part: ProposalId,
) -> Result<Option<StoredSuggestion>, DbError> {
    fetch_optional!(conn, SuggestionRow, LATEST, part.get())?
        .map(StoredSuggestion::try_from)
        .transpose()
}

/// Some of those that are over, after one.
pub async fn over(conn: &mut Conn, today: Date, after: i64) -> Result<Vec<ProposalId>, DbError> {
    let rows = fetch_all!(conn, (i64,), OVER, today.to_string(), after)?;
    Ok(rows.into_iter().map(|(id,)| ProposalId::new(id)).collect())
}

/// Whether this form was sent before.
pub async fn is_sent(conn: &mut Conn, by: PersonId, once: &str) -> Result<bool, DbError> {
    Ok(fetch_optional!(conn, Found, BY_ONCE, by.get(), once)?.is_some())
}

#[derive(FromRow)]
struct Found {}

pub async fn insert(tx: &mut Tx, new: &NewSuggestion<'_>) -> Result<u64, DbError> {
    execute!(
        tx,
        INSERT,
        new.part.get(),
        new.lead.get(),
        new.reason,
        new.by.get(),
        new.by_name,
        serde_json::to_string(&new.by_standing)?,
        new.at.0,
        new.until.to_string(),
        new.once,
    )
}

/// Writes down what both say; false where it has ended.
pub async fn answer(tx: &mut Tx, id: i64, said: Consents) -> Result<bool, DbError> {
    Ok(execute!(tx, ANSWER, id, said.part, said.lead)? > 0)
}

/// False where it has ended already.
pub async fn end(tx: &mut Tx, id: i64, outcome: Outcome, now: Stamp) -> Result<bool, DbError> {
    Ok(execute!(tx, END, id, outcome.code(), now.0)? > 0)
}

/// Makes it part of another, or whole again. The database refuses a chain.
pub async fn mark(tx: &mut Tx, part: ProposalId, lead: Option<ProposalId>) -> Result<u64, DbError> {
    execute!(tx, MARK, part.get(), lead.map(ProposalId::get))
}

/// What is part of this one.
pub async fn parts(conn: &mut Conn, lead: ProposalId) -> Result<Vec<StoredPart>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, String, String, String, i64, Option<i64>),
        PARTS,
        lead.get()
    )?;
    let part =
        |(id, title, name, coauthors, proposer, since): (_, _, String, String, _, Option<i64>)| {
            Ok(StoredPart {
                id: ProposalId::new(id),
                title,
                proposer_name: byline(&name, &coauthor::names(&coauthors)?),
                proposer: PersonId::new(proposer),
                since: since.map(Stamp),
            })
        };
    rows.into_iter().map(part).collect()
}

/// The proposals about which somebody is asked now whether they become part of another, where this
/// one is one of the two.
pub async fn asked_of(
    conn: &mut Conn,
    id: ProposalId,
) -> Result<Vec<(ProposalId, String)>, DbError> {
    let rows = fetch_all!(conn, (i64, String), ASKED_OF, id.get())?;
    Ok(rows
        .into_iter()
        .map(|(id, title)| (ProposalId::new(id), title))
        .collect())
}

/// The proposal somebody named, whether it may be read or not.
pub async fn find_named(conn: &mut Conn, named: &Named) -> Result<Option<ProposalId>, DbError> {
    let row = match named {
        Named::Number(id) => fetch_optional!(conn, (i64,), BY_NUMBER, id.get())?,
        Named::Diary(number) => fetch_optional!(conn, (i64,), BY_DIARY, number.as_str())?,
    };
    Ok(row.map(|(id,)| ProposalId::new(id)))
}

/// Whether this person can answer anything here.
pub async fn can_answer(conn: &mut Conn, person: PersonId) -> Result<bool, DbError> {
    Ok(fetch_optional!(conn, Found, CAN_ANSWER, person.get())?.is_some())
}
