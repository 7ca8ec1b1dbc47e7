//! The SQL of a campaign's report.

use nara_domain::ids::{CampaignId, ProposalId};

use crate::db::{Conn, DbError};
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
         where campaign_id = $1 and stage_group <> 'not_public' and hidden is null order by proposal_id",
        campaign.get(),
    )?;
    let texts = rows.into_iter();
    Ok(texts
        .map(|(id, body)| (ProposalId::new(id), body))
        .collect())
}
