//! What a campaign's report takes from its ideas: their texts and their answers.

use std::collections::BTreeMap;

use nara_app::campaigns::api::ReportIdea;
use nara_app::error::AppError;
use nara_app::proposals::api::ActView;
use nara_domain::campaign::Parts;
use nara_domain::ids::{CampaignId, ProposalId};

use super::{parts_store, report_store};
use crate::db::Conn;
use crate::proposals::{as_everybody, store};

/// Those that everybody can read, as everybody may.
pub async fn ideas(conn: &mut Conn, campaign: CampaignId) -> Result<Vec<ReportIdea>, AppError> {
    let mut answers: BTreeMap<ProposalId, Vec<ActView>> = BTreeMap::new();
    for act in store::act::of_campaign(conn, campaign).await? {
        let idea = act.proposal;
        answers.entry(idea).or_default().push(as_everybody(act));
    }
    let texts = report_store::list_texts(conn, campaign).await?;
    let mut parts: BTreeMap<ProposalId, Parts> = parts_store::list_parts(conn, campaign)
        .await?
        .into_iter()
        .collect();
    let ideas = texts.into_iter().map(|(id, body)| ReportIdea {
        parts: parts.remove(&id),
        acts: answers.remove(&id).unwrap_or_default(),
        id,
        body,
    });
    Ok(ideas.collect())
}
