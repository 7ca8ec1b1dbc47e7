//! When the bodies meet. What they take up is told by the histories.

use std::collections::HashMap;

use nara_app::error::AppError;
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::meeting::mark_field;
use nara_domain::time::Stamp;

use super::DemoError;
use super::days::Calendar;
use super::people::Settled;
use super::told::{Meeting, Value};
use crate::db::Tx;
use crate::meetings::demo as meetings;
use crate::proposals::store::ruleset::Rulesets;

/// Who keeps the minutes of all of them.
const SECRETARY: &str = "sekreterare";

/// Enters the meetings; `cases` are found by their number in the data.
pub async fn call(
    tx: &mut Tx,
    told: &[Meeting],
    cases: &HashMap<i64, ProposalId>,
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    let calendar = Calendar::new(now, false);
    let rulesets = Rulesets::default();
    let secretary = people.actor(SECRETARY)?;
    for (place, one) in (0..).zip(told) {
        let refused = |step: &str| {
            let step = step.to_owned();
            move |error: AppError| DemoError::Refused {
                number: place,
                step,
                error,
            }
        };
        let fields = one.fields.iter().map(|(name, value)| {
            let value = match value {
                Value::Text(text) => text.clone(),
                Value::Day { days_before } => calendar.day(*days_before).to_string(),
                Value::Person { .. } => {
                    return Err(DemoError::Inconsistent("meetings.json".to_owned()));
                }
            };
            Ok((name.clone(), value))
        });
        let mut typed: Values = fields.collect::<Result<_, _>>()?;
        let once = format!("demo-meeting-{place}");
        let id = meetings::enter(tx, secretary, &typed, &once, now)
            .await
            .map_err(refused("meeting"))?;
        if one.marks.is_empty() {
            continue;
        }
        for (number, mark) in &one.marks {
            let case = number
                .parse()
                .ok()
                .and_then(|number: i64| cases.get(&number));
            let case = case.ok_or_else(|| DemoError::Inconsistent("meetings.json".to_owned()))?;
            typed.insert(mark_field(case), mark.clone());
        }
        meetings::change(tx, &rulesets, secretary, id, (&typed, 1), now)
            .await
            .map_err(refused("marks"))?;
    }
    Ok(())
}
