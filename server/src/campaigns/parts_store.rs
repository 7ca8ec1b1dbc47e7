//! The SQL of the parts of ideas: problem, first step, rough cost.

use nara_domain::campaign::Parts;
use nara_domain::ids::{CampaignId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

#[derive(FromRow)]
struct PartsRow {
    campaign_idea_parts_id: i64,
    problem: String,
    first_step: String,
    rough_cost: String,
    person_id: i64,
    at: i64,
}

/// What holds of an idea.
#[derive(Debug)]
pub struct StoredParts {
    pub id: i64,
    pub parts: Parts,
    pub by: PersonId,
    pub at: Stamp,
}

/// What holds.
pub async fn find(conn: &mut Conn, idea: ProposalId) -> Result<Option<StoredParts>, DbError> {
    let row = fetch_optional!(
        conn,
        PartsRow,
        "select c.campaign_idea_parts_id, c.problem, c.first_step, c.rough_cost, c.person_id, c.at
         from campaign_idea_parts c join proposal p on p.proposal_id = c.proposal_id
         where c.proposal_id = $1 and p.hidden is null
         order by c.campaign_idea_parts_id desc limit 1",
        idea.get(),
    )?;
    Ok(row.map(|row| {
        let parts = Parts {
            problem: row.problem,
            first_step: row.first_step,
            rough_cost: row.rough_cost,
        };
        StoredParts {
            id: row.campaign_idea_parts_id,
            parts,
            by: PersonId::new(row.person_id),
            at: Stamp(row.at),
        }
    }))
}

/// Whether a form was sent before.
pub async fn was_sent(conn: &mut Conn, idea: ProposalId, once: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select campaign_idea_parts_id from campaign_idea_parts
         where proposal_id = $1 and once_key = $2",
        idea.get(),
        once,
    )?;
    Ok(row.is_some())
}

/// The idea's title, where it is one of this campaign that everybody can read.
pub async fn title_of(
    conn: &mut Conn,
    campaign: CampaignId,
    idea: ProposalId,
) -> Result<Option<String>, DbError> {
    let row = fetch_optional!(
        conn,
        (String,),
        "select title from proposal
         where proposal_id = $1 and campaign_id = $2 and stage_group <> 'not_public'
           and hidden is null",
        idea.get(),
        campaign.get(),
    )?;
    Ok(row.map(|(title,)| title))
}

/// The title of an idea of this campaign, and whether it is hidden; then the title says only that.
pub async fn heading_of(
    conn: &mut Conn,
    campaign: CampaignId,
    idea: ProposalId,
) -> Result<Option<(String, bool)>, DbError> {
    let row = fetch_optional!(
        conn,
        (String, Option<String>),
        "select title, hidden from proposal
         where proposal_id = $1 and campaign_id = $2 and stage_group <> 'not_public'",
        idea.get(),
        campaign.get(),
    )?;
    Ok(row.map(|(title, hidden)| (title, hidden.is_some())))
}

/// Parts before they are written down.
#[derive(Debug)]
pub struct NewParts<'a> {
    pub idea: ProposalId,
    pub person: PersonId,
    pub name: &'a str,
    pub parts: &'a Parts,
    /// What stood there before; 0: nothing.
    pub replaces: i64,
    pub once: &'a str,
}

/// False where somebody else wrote at this moment.
pub async fn insert(tx: &mut Tx, new: &NewParts<'_>, now: Stamp) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into campaign_idea_parts (proposal_id, person_id, person_name, problem, first_step,
            rough_cost, at, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        new.idea.get(),
        new.person.get(),
        new.name,
        new.parts.problem.as_str(),
        new.parts.first_step.as_str(),
        new.parts.rough_cost.as_str(),
        now.0,
        new.replaces,
        new.once,
    )?;
    Ok(added > 0)
}

#[derive(FromRow)]
struct OfCampaignRow {
    proposal_id: i64,
    problem: String,
    first_step: String,
    rough_cost: String,
}

/// What its ideas were worked out to, the earliest first: of one idea the last holds.
pub async fn list_parts(
    conn: &mut Conn,
    campaign: CampaignId,
) -> Result<Vec<(ProposalId, Parts)>, DbError> {
    let rows = fetch_all!(
        conn,
        OfCampaignRow,
        "select c.proposal_id, c.problem, c.first_step, c.rough_cost
         from campaign_idea_parts c join proposal p on p.proposal_id = c.proposal_id
         where p.campaign_id = $1 and p.hidden is null order by c.campaign_idea_parts_id",
        campaign.get(),
    )?;
    let each = rows.into_iter().map(|row| {
        let parts = Parts {
            problem: row.problem,
            first_step: row.first_step,
            rough_cost: row.rough_cost,
        };
        (ProposalId::new(row.proposal_id), parts)
    });
    Ok(each.collect())
}
