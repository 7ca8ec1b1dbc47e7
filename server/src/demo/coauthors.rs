//! Members of a group who stand on an idea together.

use std::collections::HashMap;

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;
use serde::Deserialize;

use super::DemoError;
use super::people::Settled;
use crate::db::Tx;
use crate::proposals::demo as cases;

/// As it is written in `server/demo`.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// The item's number.
    idea: i64,
    /// The keys of those who said yes.
    members: Vec<String>,
    days_before: i64,
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
            step: "coauthors".to_owned(),
            error,
        };
        let idea = numbers.get(&one.idea).copied();
        let idea = idea.ok_or_else(|| refused(AppError::NotFound))?;
        let members: Result<Vec<&Actor>, DemoError> =
            one.members.iter().map(|key| people.actor(key)).collect();
        let at = now.plus_days(-one.days_before);
        let done = cases::share(tx, idea, &members?, (at, now)).await;
        done.map_err(refused)?;
    }
    Ok(())
}
