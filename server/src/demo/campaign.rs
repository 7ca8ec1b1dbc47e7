//! The demo's campaign: its steps are taken by the use cases of the pages, on the days the story tells,
//! over the ideas that the histories have told already.

use std::collections::{BTreeMap, HashMap};

use nara_app::campaigns::api::{ChoiceForm, SEEN};
use nara_domain::actor::Actor;
use nara_domain::campaign::CampaignStepKind;
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::Ruleset;
use nara_domain::time::Stamp;
use serde::Deserialize;

use super::DemoError;
use super::days::Calendar;
use super::people::Settled;
use crate::campaigns::demo;
use crate::db::Tx;

/// A campaign as it is told.
#[derive(Debug, Deserialize)]
pub struct Told {
    maker: String,
    supervisor: String,
    group: String,
    /// The numbers of the ideas of each set, in the order of their slots.
    sets: Vec<Vec<i64>>,
    /// What members voted for.
    ballots: Vec<Ballot>,
    /// What the elected say of ideas, the last of it on the day on which it is answered.
    said: Vec<Said>,
    /// What the group worked its ideas out to.
    parts: Vec<Parts>,
    /// Which of them have a picture.
    pictures: Vec<Picture>,
    steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
struct Ballot {
    by: String,
    ideas: Vec<i64>,
}

#[derive(Debug, Deserialize)]
struct Said {
    days_before: i64,
    by: String,
    idea: i64,
    fields: Values,
}

#[derive(Debug, Deserialize)]
struct Parts {
    idea: i64,
    fields: Values,
}

#[derive(Debug, Deserialize)]
struct Picture {
    idea: i64,
    file: String,
    fields: Values,
}

#[derive(Debug, Deserialize)]
struct Step {
    days_before: i64,
    by: String,
    #[serde(rename = "do")]
    what: CampaignStepKind,
    #[serde(default)]
    fields: BTreeMap<String, Field>,
}

/// Words, or a day by how long before it was.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Field {
    Words(String),
    DaysBefore(i64),
}

fn wrong(what: impl std::fmt::Display) -> DemoError {
    DemoError::Inconsistent(format!("campaign.json: {what}"))
}

fn filled(step: &Step, calendar: Calendar) -> Values {
    let fields = step.fields.iter().map(|(name, field)| {
        let value = match field {
            Field::Words(words) => words.clone(),
            Field::DaysBefore(days) => calendar.day(*days).to_string(),
        };
        (name.clone(), value)
    });
    fields.collect()
}

/// Runs it.
pub async fn run(
    tx: &mut Tx,
    told: &Told,
    cases: &HashMap<i64, ProposalId>,
    people: &Settled,
    now: Stamp,
) -> Result<(), DemoError> {
    let calendar = Calendar::new(now, false);
    let (maker, supervisor) = (people.actor(&told.maker)?, people.actor(&told.supervisor)?);
    let mut slug = String::new();
    for (place, step) in (0..).zip(&told.steps) {
        let at = calendar.moment(step.days_before, place);
        let mut fields = filled(step, calendar);
        let once = format!("demo-{place}");
        let done = match step.what {
            CampaignStepKind::Draft => demo::draft(tx, maker, &fields, &once, at)
                .await
                .map(|made| slug = made),
            CampaignStepKind::Open | CampaignStepKind::Curate | CampaignStepKind::Count => {
                demo::let_days_pass(tx, &slug, at).await
            }
            // The last one says whether they knew, and nothing is awaited any more.
            CampaignStepKind::Answered => {
                say(tx, told, (&slug, people), cases, calendar).await?;
                demo::is_answered(tx, &slug).await
            }
            kind => {
                let actor: &Actor = people.actor(&step.by)?;
                fields.insert(SEEN.to_owned(), demo::seen(tx, &slug).await?);
                demo::record(tx, actor, (&slug, kind), (&fields, &once), at).await
            }
        };
        done.map_err(|error| wrong(format!("{}: {error:?}", step.what)))?;
        match step.what {
            CampaignStepKind::Open => {
                take_ideas(tx, told, (&slug, supervisor), cases, at).await?;
            }
            CampaignStepKind::Curate => {
                choose(tx, told, (&slug, supervisor), cases, at).await?;
                work_out(tx, told, (&slug, supervisor), cases, at).await?;
                draw(tx, told, (&slug, supervisor), cases, at).await?;
            }
            CampaignStepKind::Vote => vote(tx, told, (&slug, people), cases, at).await?,
            _ => {}
        }
    }
    Ok(())
}

/// The group comes in, and its ideas into their sets.
async fn take_ideas(
    tx: &mut Tx,
    told: &Told,
    (slug, supervisor): (&str, &Actor),
    cases: &HashMap<i64, ProposalId>,
    at: Stamp,
) -> Result<(), DemoError> {
    demo::bring_group(tx, supervisor, (slug, &told.group), at)
        .await
        .map_err(|error| wrong(format!("group: {error:?}")))?;
    for (set, ideas) in (1..).zip(&told.sets) {
        for number in ideas {
            let idea = *cases.get(number).ok_or_else(|| wrong(number))?;
            demo::take_idea(tx, idea, set, at)
                .await
                .map_err(|error| wrong(format!("{number}: {error:?}")))?;
        }
    }
    Ok(())
}

/// The elected say whether they knew of ideas.
async fn say(
    tx: &mut Tx,
    told: &Told,
    (slug, people): (&str, &Settled),
    cases: &HashMap<i64, ProposalId>,
    calendar: Calendar,
) -> Result<(), DemoError> {
    for (place, said) in (0..).zip(&told.said) {
        let idea = *cases.get(&said.idea).ok_or_else(|| wrong(said.idea))?;
        let by = people.actor(&said.by)?;
        let (once, at) = (
            format!("said-{place}"),
            calendar.moment(said.days_before, place),
        );
        demo::say(tx, by, (slug, idea), (&said.fields, &once), at)
            .await
            .map_err(|error| wrong(format!("{} of {}: {error:?}", said.by, said.idea)))?;
    }
    Ok(())
}

/// Members put their ballots into the box.
async fn vote(
    tx: &mut Tx,
    told: &Told,
    (slug, people): (&str, &Settled),
    cases: &HashMap<i64, ProposalId>,
    at: Stamp,
) -> Result<(), DemoError> {
    for ballot in &told.ballots {
        let ideas = ballot.ideas.iter().map(|number| cases.get(number).copied());
        let ideas: Option<Vec<_>> = ideas.collect();
        let ideas = ideas.ok_or_else(|| wrong("no idea"))?;
        let by = people.actor(&ballot.by)?;
        let cast = demo::cast(tx, by, (slug, &ideas), &Ruleset::bjorksjo(), at).await;
        match cast {
            Ok(true) => {}
            other => return Err(wrong(format!("{}: {other:?}", ballot.by))),
        }
    }
    Ok(())
}

/// Each idea with its problem, first step and rough cost.
async fn work_out(
    tx: &mut Tx,
    told: &Told,
    (slug, supervisor): (&str, &Actor),
    cases: &HashMap<i64, ProposalId>,
    at: Stamp,
) -> Result<(), DemoError> {
    for parts in &told.parts {
        let idea = *cases.get(&parts.idea).ok_or_else(|| wrong(parts.idea))?;
        let once = format!("parts-{}", parts.idea);
        demo::write_parts(tx, supervisor, (slug, idea), (&parts.fields, &once), at)
            .await
            .map_err(|error| wrong(format!("parts of {}: {error:?}", parts.idea)))?;
    }
    Ok(())
}

/// What somebody drew, put there by who leads the group.
async fn draw(
    tx: &mut Tx,
    told: &Told,
    (slug, supervisor): (&str, &Actor),
    cases: &HashMap<i64, ProposalId>,
    at: Stamp,
) -> Result<(), DemoError> {
    for picture in &told.pictures {
        let idea = *cases
            .get(&picture.idea)
            .ok_or_else(|| wrong(picture.idea))?;
        let file = match picture.file.as_str() {
            "lunchlotteriet.png" => include_bytes!("../../demo/lunchlotteriet.png").to_vec(),
            other => return Err(wrong(other)),
        };
        let once = format!("picture-{}", picture.idea);
        let sent = (&picture.fields, file, once.as_str());
        demo::put_picture(tx, supervisor, (slug, idea), sent, at)
            .await
            .map_err(|error| wrong(format!("picture of {}: {error:?}", picture.idea)))?;
    }
    Ok(())
}

/// Each idea into its slot.
async fn choose(
    tx: &mut Tx,
    told: &Told,
    (slug, supervisor): (&str, &Actor),
    cases: &HashMap<i64, ProposalId>,
    at: Stamp,
) -> Result<(), DemoError> {
    for (slot, number) in (1..).zip(told.sets.iter().flatten()) {
        let idea = *cases.get(number).ok_or_else(|| wrong(number))?;
        let form = ChoiceForm {
            slot: i64::to_string(&slot),
            reason: String::new(),
        };
        demo::put(tx, supervisor, (slug, idea), &form, at)
            .await
            .map_err(|error| wrong(format!("{number}: {error:?}")))?;
    }
    Ok(())
}
