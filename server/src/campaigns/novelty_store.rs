//! The SQL of what the elected say of ideas: whether they were new.

use std::collections::BTreeSet;

use nara_app::campaigns::api::IdeaSaid;
use nara_domain::actor::Standing;
use nara_domain::campaign::{CampaignStage, Plan, Said};
use nara_domain::fields::Values;
use nara_domain::ids::{CampaignId, CampaignNoveltyId, PersonId, ProposalId};
use nara_domain::time::Stamp;

use crate::db::{Conn, DbError, FromRow, Tx};
use crate::{execute, fetch_all, fetch_optional};

#[derive(FromRow)]
struct SaidRow {
    campaign_novelty_id: i64,
    proposal_id: i64,
    who: i64,
    person_name: String,
    person_standing: String,
    at: i64,
    fields: String,
}

/// All that was said of the ideas of a campaign, the earliest first, those that no longer hold with it. Of two
/// accounts that became one, what was said last holds. `idea`: only of this one. `reader`: whose own are marked.
pub async fn list(
    conn: &mut Conn,
    campaign: CampaignId,
    idea: Option<ProposalId>,
    reader: Option<PersonId>,
) -> Result<Vec<IdeaSaid>, DbError> {
    let rows = fetch_all!(
        conn,
        SaidRow,
        "select n.campaign_novelty_id, n.proposal_id, coalesce(p.merged_into, p.person_id) as who,
            n.person_name, n.person_standing, n.at, n.fields
         from campaign_novelty n join person p on p.person_id = n.person_id
         where n.campaign_id = $1 and ($2 = 0 or n.proposal_id = $2)
         order by n.campaign_novelty_id",
        campaign.get(),
        idea.map_or(0, ProposalId::get),
    )?;
    let mut later: BTreeSet<(i64, i64)> = BTreeSet::new();
    let mut said = Vec::with_capacity(rows.len());
    for row in rows.into_iter().rev() {
        let whose = (row.proposal_id, row.who);
        let replaced = !later.insert(whose);
        said.push(IdeaSaid {
            mine: reader.is_some_and(|reader| reader.get() == row.who),
            replaced,
            ..read(row)?
        });
    }
    said.reverse();
    Ok(said)
}

fn read(row: SaidRow) -> Result<IdeaSaid, DbError> {
    let fields: Values = serde_json::from_str(&row.fields)?;
    let said = Said::parse(&fields)
        .map_err(|_| DbError::Inconsistent(format!("campaign_novelty.fields {}", row.fields)))?;
    let standing: Standing = serde_json::from_str(&row.person_standing)?;
    Ok(IdeaSaid {
        id: CampaignNoveltyId::new(row.campaign_novelty_id),
        idea: ProposalId::new(row.proposal_id),
        by: row.person_name,
        standing,
        at: Stamp(row.at),
        said,
        mine: false,
        replaced: false,
    })
}

/// Whether a form was sent before.
pub async fn was_sent(conn: &mut Conn, campaign: CampaignId, once: &str) -> Result<bool, DbError> {
    let row = fetch_optional!(
        conn,
        (i64,),
        "select campaign_novelty_id from campaign_novelty where campaign_id = $1 and once_key = $2",
        campaign.get(),
        once,
    )?;
    Ok(row.is_some())
}

/// What somebody says, before it is written down.
#[derive(Debug)]
pub struct NewSaid<'a> {
    pub campaign: CampaignId,
    pub idea: ProposalId,
    pub person: PersonId,
    pub name: &'a str,
    pub standing: &'a Standing,
    pub said: &'a Said,
    /// What the same person said before.
    pub replaces: Option<CampaignNoveltyId>,
    pub once: &'a str,
}

/// False where the same person said something else at this moment.
pub async fn insert(tx: &mut Tx, new: &NewSaid<'_>, now: Stamp) -> Result<bool, DbError> {
    let added = execute!(
        tx,
        "insert into campaign_novelty (campaign_id, proposal_id, person_id, person_name,
            person_standing, at, fields, replaces, once_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        new.campaign.get(),
        new.idea.get(),
        new.person.get(),
        new.name,
        serde_json::to_string(new.standing)?,
        now.0,
        serde_json::to_string(&new.said.to_fields())?,
        new.replaces.map_or(0, CampaignNoveltyId::get),
        new.once,
    )?;
    Ok(added > 0)
}

#[derive(FromRow)]
struct OfIdeaRow {
    campaign_id: i64,
    slug: String,
    plan: String,
    course: String,
    campaign_set: Option<i64>,
    slot: Option<i64>,
}

/// The campaign of an idea as its page shows it.
#[derive(Debug)]
pub struct OfIdea {
    pub campaign: CampaignId,
    pub slug: String,
    pub plan: Plan,
    pub stage: CampaignStage,
    pub set: i64,
    pub slot: Option<i64>,
}

/// The campaign an idea belongs to, unless it is a draft.
pub async fn of_idea(conn: &mut Conn, idea: ProposalId) -> Result<Option<OfIdea>, DbError> {
    let row = fetch_optional!(
        conn,
        OfIdeaRow,
        "select c.campaign_id, c.slug, c.plan, c.course, p.campaign_set, w.slot
         from proposal p join campaign c on c.campaign_id = p.campaign_id
         left join campaign_choice w on w.proposal_id = p.proposal_id
         where p.proposal_id = $1 and c.stage <> 'draft'",
        idea.get(),
    )?;
    row.map(|row| {
        Ok(OfIdea {
            campaign: CampaignId::new(row.campaign_id),
            slug: row.slug,
            plan: serde_json::from_str(&row.plan)?,
            stage: serde_json::from_str(&row.course)?,
            set: row.campaign_set.unwrap_or_default(),
            slot: row.slot,
        })
    })
    .transpose()
}
