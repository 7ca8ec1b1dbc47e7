//! The SQL of a campaign's report.

use nara_domain::campaign::Parts;
use nara_domain::ids::{CampaignId, ProposalId};

use crate::db::{Conn, DbError, FromRow};
use crate::fetch_all;

/// The texts of its ideas that everybody can read.
pub async fn list_texts(
    conn: &mut Conn,
    campaign: CampaignId,
) -> Result<Vec<(ProposalId, String)>, DbError> {
    let rows = fetch_all!(
        conn,
        (i64, String),
        "select proposal_id, body from proposal
         where campaign_id = $1 and stage_group <> 'not_public' order by proposal_id",
        campaign.get(),
    )?;
    let texts = rows.into_iter();
    Ok(texts
        .map(|(id, body)| (ProposalId::new(id), body))
        .collect())
}

#[derive(FromRow)]
struct PartsRow {
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
        PartsRow,
        "select c.proposal_id, c.problem, c.first_step, c.rough_cost
         from campaign_idea_parts c join proposal p on p.proposal_id = c.proposal_id
         where p.campaign_id = $1 order by c.campaign_idea_parts_id",
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
