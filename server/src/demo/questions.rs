//! Questions to the municipality: a newspaper's thirteen, and residents' own.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::questions::api::{CORRECTS, SEEN};
use nara_domain::fields::Values;
use nara_domain::ids::QuestionSetId;
use nara_domain::proposal::Ruleset;
use nara_domain::question::{Number, QUESTIONS, QuestionStepKind};
use nara_domain::time::Stamp;
use serde::Deserialize;

use super::DemoError;
use super::days::Calendar;
use super::people::Settled;
use crate::db::Tx;
use crate::questions::demo;

/// Questions as they are written in `server/demo`, with what was done about them.
#[derive(Debug, Deserialize)]
pub struct Told {
    by: String,
    days_before: i64,
    heading: String,
    introduction: Option<String>,
    organisation: Option<String>,
    questions: Vec<String>,
    #[serde(default)]
    history: Vec<Step>,
}

#[derive(Debug, Deserialize)]
struct Step {
    days_before: i64,
    by: String,
    #[serde(rename = "do")]
    what: What,
    /// None: all of them.
    number: Option<String>,
    #[serde(default)]
    fields: Values,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// The asker asks more: `text`.
    FollowUp,
    /// It is somebody's question, too.
    Same,
    #[serde(untagged)]
    Step(QuestionStepKind),
}

fn wrong(heading: &str, what: impl std::fmt::Debug) -> DemoError {
    DemoError::Inconsistent(format!("questions.json, {heading}: {what:?}"))
}

pub async fn tell(
    tx: &mut Tx,
    told: &[Told],
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    for (place, one) in (0_i64..).zip(told) {
        ask(tx, (place, one), people, now).await?;
    }
    Ok(())
}

async fn ask(
    tx: &mut Tx,
    (place, told): (i64, &Told),
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    let calendar = Calendar::new(now, false);
    let refused = |error: AppError| wrong(&told.heading, error);
    let around = [
        ("heading", Some(&told.heading)),
        ("introduction", told.introduction.as_ref()),
        ("organisation", told.organisation.as_ref()),
    ];
    let mut typed: Values = BTreeMap::new();
    for (name, text) in around {
        typed.extend(text.map(|text| (name.to_owned(), text.clone())));
    }
    for (name, text) in QUESTIONS.iter().zip(&told.questions) {
        typed.insert((*name).to_owned(), text.clone());
    }
    let asker = (people.actor(&told.by)?, Ruleset::bjorksjo().comment_level);
    let once = format!("demo-{place}");
    let sent = (&typed, once.as_str());
    let at = calendar.moment(told.days_before, 0);
    let (id, _) = demo::ask(tx, asker, sent, at).await.map_err(refused)?;
    for (nth, step) in (1_usize..).zip(&told.history) {
        let done = take(tx, (id, step), people, (nth, calendar)).await;
        done?.map_err(|error| wrong(&told.heading, (nth, error)))?;
    }
    Ok(())
}

async fn take(
    tx: &mut Tx,
    (id, step): (QuestionSetId, &Step),
    people: &Settled,
    (nth, calendar): (usize, Calendar),
) -> Result<Result<(), AppError>, DemoError> {
    let actor = people.actor(&step.by)?;
    let number = step.number.as_deref().map(str::parse::<Number>);
    let number = number
        .transpose()
        .map_err(|_| wrong("number", &step.number))?;
    let mut typed = Values::new();
    for (name, text) in &step.fields {
        typed.insert(name.clone(), calendar.fill(text)?);
    }
    let once = format!("demo-{nth}");
    let at = calendar.moment(step.days_before, nth);
    let level = Ruleset::bjorksjo().comment_level;
    Ok(match (step.what, number) {
        (What::FollowUp, Some(number)) => {
            let sent = (&typed, once.as_str());
            demo::follow_up(tx, actor, (id, number.question), sent, at).await
        }
        (What::Same, Some(number)) => {
            demo::say_same(tx, (actor, level), (id, number), true, at).await
        }
        (What::FollowUp | What::Same, None) => Err(AppError::NotFound),
        (What::Step(kind), number) => {
            let (seen, answer) = match demo::seen(tx, (id, number)).await {
                Ok(seen) => seen,
                Err(error) => return Ok(Err(error)),
            };
            typed.insert(SEEN.to_owned(), seen);
            if kind == QuestionStepKind::Correct {
                typed.insert(CORRECTS.to_owned(), answer);
            }
            let sent = (&typed, once.as_str());
            // Letters are not written for what happened long ago.
            demo::take(tx, actor, (id, number), kind, sent, (None, at)).await
        }
    })
}
