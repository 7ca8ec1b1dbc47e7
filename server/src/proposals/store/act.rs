//! The official record: appended, read, never changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::FromRow;
use nara_app::proposals::api::AnswersQuery;
use nara_domain::actor::{Body, Standing};
use nara_domain::answer::{ActKind, AnswerKind};
use nara_domain::ids::{ActId, CampaignId, PersonId, ProposalId};
use nara_domain::proposal::TransitionKind;
use nara_domain::proposal::officer::OFFICER_ID;
use nara_domain::time::{Date, Stamp};

use super::code;
use crate::db::{Conn, DbError, Statement, Tx};
use crate::{execute, fetch_all, fetch_optional};

macro_rules! columns {
    () => {
        // A proposer's own steps are shown under the name the proposal is shown under; the record
        // itself keeps the one they were taken in.
        "select a.act_id, a.proposal_id, a.kind, a.transition, a.stage, a.actor_id, \
         coalesce((select o.proposer_name from proposal o where o.proposal_id = a.proposal_id \
             and o.proposer_id = a.actor_id and a.actor_role in ('resident', 'youth')), \
             a.actor_name) as actor_name, a.actor_standing, a.at, a.happened_on, a.fields, \
         a.supersedes, a.prepared_by, \
         (select c.act_id from act c where c.supersedes = a.act_id) as superseded_by from act a "
    };
}

const OF_PROPOSAL: &str = concat!(columns!(), "where a.proposal_id = $1 order by a.act_id");
/// What ideas of a campaign that everybody can read were answered, corrections as they are now.
const OF_CAMPAIGN: &str = concat!(
    columns!(),
    "join proposal p on p.proposal_id = a.proposal_id \
     where p.campaign_id = $1 and p.stage_group <> 'not_public' and a.kind = 'idea_move' \
     and not exists (select 1 from act c where c.supersedes = a.act_id) order by a.act_id"
);
const INSERT: &str = "insert into act (proposal_id, kind, transition, stage, actor_id, \
    actor_role, actor_name, actor_standing, at, happened_on, fields, supersedes, once_key, \
    prepared_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
    on conflict (proposal_id, once_key) do nothing returning act_id";
const BY_ONCE: &str = "select act_id from act where proposal_id = $1 and once_key = $2";
/// What people were told: answers, opinions, verdicts and decisions, as they stand now. A corrected
/// one is left out here; its correction takes its place.
const ANSWERS: &str = concat!(
    columns!(),
    "join proposal p on p.proposal_id = a.proposal_id \
     where p.stage_group <> 'not_public' and (a.kind in ('official_answer', 'elected_opinion', \
     'guest_answer', 'idea_move') or a.transition in ('approve', 'partly_approve', 'deem_answered', 'decline', \
     'write_off', 'reject_formally')) \
     and not exists (select 1 from act c where c.supersedes = a.act_id) "
);

/// Of what was decided in public, corrections counted as they are now.
const DECIDING: &str = "select distinct a.body from act a \
    join proposal p on p.proposal_id = a.proposal_id \
    where a.body is not null and p.stage_group <> 'not_public' and a.transition in \
    ('approve', 'partly_approve', 'deem_answered', 'decline', 'write_off') \
    and not exists (select 1 from act c where c.supersedes = a.act_id) order by a.body";

/// The first one stays: a correction is told later than what it corrects.
const ANSWERED: &str = "update proposal set first_answered_at = $1 \
    where proposal_id = $2 and first_answered_at is null";

#[derive(FromRow)]
struct ActRow {
    act_id: i64,
    proposal_id: i64,
    kind: String,
    transition: Option<String>,
    stage: String,
    actor_id: Option<i64>,
    actor_name: String,
    actor_standing: String,
    at: i64,
    happened_on: String,
    fields: String,
    supersedes: Option<i64>,
    prepared_by: Option<i64>,
    superseded_by: Option<i64>,
}

/// One line of the record.
#[derive(Clone, Debug)]
pub struct StoredAct {
    pub id: ActId,
    pub proposal: ProposalId,
    pub kind: ActKind,
    /// `domain::proposal::TransitionKind`, or `IdeaMoveKind` for an idea's.
    pub step: Option<String>,
    pub stage: String,
    pub actor: Option<PersonId>,
    pub actor_name: String,
    pub standing: Option<Standing>,
    pub at: Stamp,
    pub happened_on: Date,
    pub fields: BTreeMap<String, String>,
    pub supersedes: Option<ActId>,
    /// Who prepared what another person confirmed.
    pub prepared_by: Option<PersonId>,
    pub superseded_by: Option<ActId>,
}

impl TryFrom<ActRow> for StoredAct {
    type Error = DbError;

    fn try_from(row: ActRow) -> Result<Self, DbError> {
        Ok(StoredAct {
            id: ActId::new(row.act_id),
            proposal: ProposalId::new(row.proposal_id),
            kind: code("act.kind", &row.kind)?,
            step: row.transition,
            stage: row.stage,
            actor: row.actor_id.map(PersonId::new),
            actor_name: row.actor_name,
            standing: serde_json::from_str(&row.actor_standing)?,
            at: Stamp(row.at),
            happened_on: code("act.happened_on", &row.happened_on)?,
            fields: serde_json::from_str(&row.fields)?,
            supersedes: row.supersedes.map(ActId::new),
            prepared_by: row.prepared_by.map(PersonId::new),
            superseded_by: row.superseded_by.map(ActId::new),
        })
    }
}

/// An act before it is in the record.
#[derive(Clone, Debug)]
pub struct NewActRow<'a> {
    pub proposal: ProposalId,
    pub kind: ActKind,
    pub step: Option<&'a str>,
    pub stage: &'a str,
    pub actor: Option<PersonId>,
    pub actor_name: &'a str,
    pub standing: Option<&'a Standing>,
    pub at: Stamp,
    pub happened_on: Date,
    pub fields: &'a BTreeMap<String, String>,
    pub supersedes: Option<ActId>,
    pub prepared_by: Option<PersonId>,
    pub once: &'a str,
}

/// `None`: this form was sent before.
pub async fn insert(tx: &mut Tx, new: &NewActRow<'_>) -> Result<Option<ActId>, DbError> {
    let role = match (new.standing, new.actor) {
        (Some(standing), _) => standing.role.code(),
        (None, Some(_)) => "resident",
        (None, None) => "system",
    };
    let row = fetch_optional!(
        tx,
        (i64,),
        INSERT,
        new.proposal.get(),
        new.kind.code(),
        new.step,
        new.stage,
        new.actor.map(PersonId::get),
        role,
        new.actor_name,
        serde_json::to_string(&new.standing)?,
        new.at.0,
        new.happened_on.to_string(),
        serde_json::to_string(new.fields)?,
        new.supersedes.map(ActId::get),
        new.once,
        new.prepared_by.map(PersonId::get),
    )?;
    if row.is_some() && is_answer(new) {
        let _rows = execute!(tx, ANSWERED, new.at.0, new.proposal.get())?;
    }
    Ok(row.map(|(id,)| ActId::new(id)))
}

/// Whether it tells people what becomes of it: the department's answer or a decision.
fn is_answer(new: &NewActRow<'_>) -> bool {
    match new.kind {
        ActKind::OfficialAnswer | ActKind::IdeaMove => true,
        ActKind::Transition => matches!(
            new.step.and_then(TransitionKind::from_code),
            Some(
                TransitionKind::Approve
                    | TransitionKind::PartlyApprove
                    | TransitionKind::DeemAnswered
                    | TransitionKind::Decline
                    | TransitionKind::WriteOff
                    | TransitionKind::RejectFormally
            )
        ),
        _ => false,
    }
}

pub async fn find_once(
    conn: &mut Conn,
    proposal: ProposalId,
    once: &str,
) -> Result<Option<ActId>, DbError> {
    let row = fetch_optional!(conn, (i64,), BY_ONCE, proposal.get(), once)?;
    Ok(row.map(|(id,)| ActId::new(id)))
}

/// The whole record of a proposal, oldest first.
pub async fn of_proposal(conn: &mut Conn, id: ProposalId) -> Result<Vec<StoredAct>, DbError> {
    let rows = fetch_all!(conn, ActRow, OF_PROPOSAL, id.get())?;
    rows.into_iter().map(StoredAct::try_from).collect()
}

/// These acts, in any order.
pub async fn by_id(conn: &mut Conn, ids: &[i64]) -> Result<Vec<StoredAct>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = Statement::new(concat!(columns!(), "where a.act_id in ("));
    select.list(ids.iter().copied()).sql(")");
    let rows: Vec<ActRow> = conn.all(select).await?;
    rows.into_iter().map(StoredAct::try_from).collect()
}

/// What the ideas of a campaign were answered, the earliest first.
pub async fn of_campaign(conn: &mut Conn, id: CampaignId) -> Result<Vec<StoredAct>, DbError> {
    let rows = fetch_all!(conn, ActRow, OF_CAMPAIGN, id.get())?;
    rows.into_iter().map(StoredAct::try_from).collect()
}

/// The whole record of a proposal, where an account has become part of another, by the one it is now: the record is
/// append-only and keeps the number it was done under, and who did something is the same person.
pub async fn of_proposal_by_present_account(
    conn: &mut Conn,
    id: ProposalId,
) -> Result<Vec<StoredAct>, DbError> {
    let mut acts = of_proposal(conn, id).await?;
    let officer = |act: &StoredAct| act.fields.get(OFFICER_ID).and_then(|id| id.parse().ok());
    let people: BTreeSet<i64> = acts
        .iter()
        .flat_map(|act| [act.actor, act.prepared_by, officer(act)])
        .flatten()
        .map(PersonId::get)
        .collect();
    if people.is_empty() {
        return Ok(acts);
    }
    let mut select = Statement::new(
        "select person_id, merged_into from person where merged_into is not null and person_id in (",
    );
    select.list(people).sql(")");
    let rows: Vec<(i64, i64)> = conn.all(select).await?;
    let now: BTreeMap<i64, i64> = rows.into_iter().collect();
    for act in &mut acts {
        let officer = officer(act);
        for person in [&mut act.actor, &mut act.prepared_by] {
            if let Some(id) = person
                && let Some(to) = now.get(&id.get())
            {
                *id = PersonId::new(*to);
            }
        }
        if let Some(to) = officer.and_then(|id| now.get(&id.get())) {
            act.fields.insert(OFFICER_ID.to_owned(), to.to_string());
        }
    }
    Ok(acts)
}

/// The bodies that decided something.
pub async fn deciding_bodies(conn: &mut Conn) -> Result<Vec<Body>, DbError> {
    let rows = fetch_all!(conn, (String,), DECIDING)?;
    rows.into_iter()
        .map(|(body,)| code("act.body", &body))
        .collect()
}

/// What people were told, newest first.
pub async fn answers(
    conn: &mut Conn,
    query: &AnswersQuery,
    limit: i64,
) -> Result<Vec<StoredAct>, DbError> {
    let mut select = Statement::new(ANSWERS);
    match query.kind {
        Some(AnswerKind::Official) => {
            select.sql(
                " and (a.kind in ('official_answer', 'idea_move') \
                 or a.transition = 'reject_formally')",
            );
        }
        Some(AnswerKind::Elected) => {
            select.sql(" and a.kind = 'elected_opinion'");
        }
        Some(AnswerKind::Guest) => {
            select.sql(" and a.kind = 'guest_answer'");
        }
        Some(AnswerKind::Decision) => {
            select.sql(" and a.kind = 'transition' and a.transition <> 'reject_formally'");
        }
        None => {}
    }
    if let Some(body) = &query.body {
        select
            .sql(" and a.kind = 'transition' and a.body = ")
            .bind(body.as_str());
    }
    if let Some(name) = &query.by {
        // A resident's name is theirs, and is not looked up.
        select
            .sql(" and a.actor_role not in ('resident', 'youth', 'system') and a.actor_name = ")
            .bind(name.as_str());
    }
    if let Some(before) = query.before {
        select.sql(" and a.act_id < ").bind(before.get());
    }
    select.sql(" order by a.act_id desc limit ").bind(limit);
    let rows: Vec<ActRow> = conn.all(select).await?;
    rows.into_iter().map(StoredAct::try_from).collect()
}
