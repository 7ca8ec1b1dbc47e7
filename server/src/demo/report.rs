//! What the demo's campaign adds to its report, after everything else it has told.

use std::collections::BTreeMap;

use nara_app::campaigns::api::SEEN;
use nara_domain::campaign::CampaignStepKind;
use nara_domain::time::Stamp;
use serde::Deserialize;

use super::DemoError;
use super::days::Calendar;
use super::people::Settled;
use crate::campaigns::demo;
use crate::db::Tx;

/// What is added, as it is told.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// The campaign's address.
    campaign: String,
    days_before: i64,
    by: String,
    fields: BTreeMap<String, String>,
}

/// Takes the step of its page.
pub async fn write(
    tx: &mut Tx,
    told: &Told,
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    let at = Calendar::new(now, false).moment(told.days_before, 0);
    let mut fields = told.fields.clone();
    fields.insert(SEEN.to_owned(), demo::seen(tx, &told.campaign).await?);
    let step = (told.campaign.as_str(), CampaignStepKind::Report);
    let sent = (&fields, "demo-report");
    let written = demo::record(tx, people.actor(&told.by)?, step, sent, at).await;
    written.map_err(|error| DemoError::Inconsistent(format!("report.json: {error:?}")))
}
