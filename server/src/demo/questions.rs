//! Questions to the municipality: a newspaper's thirteen, and residents' own.

use std::collections::{BTreeMap, HashMap};

use nara_app::error::AppError;
use nara_app::proposals::api::NewComment;
use nara_app::questions::api::{CORRECTS, SEEN};
use nara_domain::fields::Values;
use nara_domain::ids::{CommentId, QuestionSetId};
use nara_domain::proposal::Ruleset;
use nara_domain::question::{Number, QUESTIONS, QuestionStepKind};
use nara_domain::time::Stamp;
use serde::Deserialize;

use super::DemoError;
use super::days::Calendar;
use super::people::Settled;
use crate::db::Tx;
use crate::live::store as live_store;
use crate::proposals::demo as cases;
use crate::proposals::{By, Workroom};
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
    /// Of what is said below the questions: by what others reply to it, and what it replies to.
    #[serde(rename = "ref")]
    reference: Option<String>,
    reply_to: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// The asker asks more: `text`.
    FollowUp,
    /// It is somebody's question, too.
    Same,
    /// Somebody says something below them: `stance`, `text`.
    Comment,
    #[serde(untagged)]
    Step(QuestionStepKind),
}

/// Where they are asked and answered.
struct Stage<'a> {
    room: &'a Workroom,
    people: &'a Settled,
    calendar: Calendar,
    said: HashMap<String, CommentId>,
}

fn wrong(heading: &str, what: impl std::fmt::Debug) -> DemoError {
    DemoError::Inconsistent(format!("questions.json, {heading}: {what:?}"))
}

pub async fn tell(
    tx: &mut Tx,
    told: &[Told],
    (room, people): (&Workroom, &Settled),
    now: Stamp,
) -> Result<(), DemoError> {
    for (place, one) in (0_i64..).zip(told) {
        let mut stage = Stage {
            room,
            people,
            calendar: Calendar::new(now, false),
            said: HashMap::new(),
        };
        ask(tx, &mut stage, (place, one)).await?;
    }
    Ok(())
}

async fn ask(
    tx: &mut Tx,
    stage: &mut Stage<'_>,
    (place, told): (i64, &Told),
) -> Result<(), DemoError> {
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
    let asker = (
        stage.people.actor(&told.by)?,
        Ruleset::bjorksjo().comment_level,
    );
    let once = format!("demo-{place}");
    let sent = (&typed, once.as_str());
    let at = stage.calendar.moment(told.days_before, 0);
    let (id, _) = demo::ask(tx, asker, sent, at).await.map_err(refused)?;
    for (nth, step) in (1_usize..).zip(&told.history) {
        let done = take(tx, stage, (id, step), nth).await;
        done?.map_err(|error| wrong(&told.heading, (nth, error)))?;
    }
    Ok(())
}

async fn take(
    tx: &mut Tx,
    stage: &mut Stage<'_>,
    (id, step): (QuestionSetId, &Step),
    nth: usize,
) -> Result<Result<(), AppError>, DemoError> {
    let (actor, calendar) = (stage.people.actor(&step.by)?, stage.calendar);
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
        (What::Comment, _) => {
            let once = format!("demo:questions:{id}:{nth}");
            let by = By {
                actor,
                once: &once,
                now: at,
            };
            comment(tx, stage, (id, step), &typed, by).await
        }
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

async fn comment(
    tx: &mut Tx,
    stage: &mut Stage<'_>,
    (id, step): (QuestionSetId, &Step),
    typed: &Values,
    by: By<'_>,
) -> Result<(), AppError> {
    let talk = demo::talk(tx, id).await?;
    let field = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let parent = step.reply_to.as_ref().map(|to| stage.said.get(to).copied());
    let new = NewComment {
        text: field("text"),
        stance: field("stance"),
        parent: parent
            .map(|parent| parent.ok_or(AppError::NotFound))
            .transpose()?,
        once: by.once.to_owned(),
        ..NewComment::default()
    };
    let mut events = Vec::new();
    let comment = cases::comment(tx, stage.room, talk, by, &new, &mut events).await?;
    live_store::append(tx, &events, by.now).await?;
    let reference = step.reference.clone();
    stage.said.extend(reference.map(|name| (name, comment)));
    Ok(())
}
