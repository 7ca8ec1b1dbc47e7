//! Ideas that somebody wanted to hand in as proposals.

use std::collections::HashMap;

use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;
use serde::Deserialize;

use super::DemoError;
use super::people::Settled;
use crate::db::Tx;
use crate::proposals::demo as cases;

/// A wish, as it is written in `server/demo`.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// The item's number.
    idea: i64,
    by: String,
    why: String,
    days_before: i64,
    /// Where whoever wrote it agreed.
    agreed_days_before: Option<i64>,
    /// The number of the item it became.
    proposal: Option<i64>,
}

pub async fn tell(
    tx: &mut Tx,
    told: &[Told],
    numbers: &HashMap<i64, ProposalId>,
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    for one in told {
        let wrong = |what: String| DemoError::Refused {
            number: one.idea,
            step: format!("adoption: {what}"),
            error: nara_app::error::AppError::Internal,
        };
        let number = |number: i64| {
            let found = numbers.get(&number).copied();
            found.ok_or_else(|| wrong(format!("no number {number}")))
        };
        let asker = people.actor(&one.by)?;
        let (idea, asked) = (number(one.idea)?, now.plus_days(-one.days_before));
        let became = match (one.agreed_days_before, one.proposal) {
            (Some(days), Some(proposal)) => Some((number(proposal)?, now.plus_days(-days))),
            _ => None,
        };
        let done = cases::adopt(tx, (idea, asker), (&one.why, asked), became).await;
        done.map_err(|error| wrong(error.to_string()))?;
    }
    Ok(())
}
