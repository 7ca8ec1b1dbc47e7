//! Those who want to help with an idea.

use std::collections::HashMap;

use nara_app::error::AppError;
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
    days_before: i64,
    /// Whether the name may be told.
    #[serde(default)]
    named: bool,
}

pub async fn tell(
    tx: &mut Tx,
    told: &[Told],
    numbers: &HashMap<i64, ProposalId>,
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    for one in told {
        let refused = |error| DemoError::Refused {
            number: one.idea,
            step: "helpers".to_owned(),
            error,
        };
        let idea = numbers.get(&one.idea).copied();
        let idea = idea.ok_or_else(|| refused(AppError::NotFound))?;
        let by = people.actor(&one.by)?;
        let at = now.plus_days(-one.days_before);
        let done = cases::help(tx, idea, by, (one.named, at)).await;
        done.map_err(refused)?;
    }
    Ok(())
}
