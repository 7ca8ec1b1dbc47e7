//! The meeting a step names: chosen among those that are entered, or a body and a day that are typed. A
//! body that nobody knows is asked about once, whichever way it comes in.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::proposals::shown::named_body;
use nara_domain::actor::Body;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::{FieldInput, FieldSpec, Values};
use nara_domain::ids::MeetingId;
use nara_domain::meeting::{MEETING, SAME_BODY, is_to_come, takes_meeting};
use nara_domain::near::nearest;
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{Ruleset, Stage, TransitionKind};
use nara_domain::time::Date;

use super::Workroom;
use crate::db::Tx;
use crate::meetings::store;
use crate::proposals::store::ruleset;

/// Letters that a name may be away from the one that is meant.
const NEAR: usize = 3;
const BODY: &str = "body";

fn none_such() -> AppError {
    let problem = FieldError::new(MEETING, FieldProblem::NotAChoice);
    AppError::Invalid(vec![problem])
}

/// Puts body and day of the chosen meeting where they would have been typed.
pub async fn choose(
    tx: &mut Tx,
    stage: &Stage,
    kind: TransitionKind,
    fields: &mut Values,
    today: Date,
) -> Result<(), AppError> {
    if !takes_meeting(kind) {
        return Ok(());
    }
    let chosen = fields.remove(MEETING).unwrap_or_default();
    if chosen.trim().is_empty() {
        return Ok(());
    }
    let id: MeetingId = chosen.trim().parse().map_err(|_| none_such())?;
    let found = store::find(tx, id).await?;
    let meeting = found.ok_or_else(none_such)?.sitting;
    // Called off, or over, while the form was open; or of another body than the one that has the case.
    let other = match (kind, stage) {
        (TransitionKind::Table, Stage::Scheduled { body, .. }) => meeting.body != *body,
        _ => false,
    };
    if meeting.cancelled || other || (is_to_come(kind) && meeting.held_on < today) {
        return Err(none_such());
    }
    // A choice and something else that was typed: one of the two is not meant.
    let (body, day) = (meeting.body.to_string(), meeting.held_on.to_string());
    let typed = |name: &str| fields.get(name).map(|text| text.trim().to_owned());
    let other_body = typed(BODY)
        .filter(|typed| !typed.is_empty())
        .is_some_and(|typed| !Body::parse(&typed).is_ok_and(|typed| typed == meeting.body));
    let other_day = typed("meeting_date").is_some_and(|typed| !typed.is_empty() && typed != day);
    if other_body || other_day {
        let problem = FieldError::new(MEETING, FieldProblem::MeetingOrTyped);
        return Err(AppError::Invalid(vec![problem]));
    }
    let specs = fields_at(stage.code(), kind);
    let agenda = meeting.agenda_url.filter(|_| {
        let typed = fields.get("agenda_url");
        typed.is_none_or(|url| url.trim().is_empty())
    });
    let mut put = |name: &str, value: String| {
        if specs.iter().any(|spec| spec.name == name) {
            fields.insert(name.to_owned(), value);
        }
    };
    put(BODY, body);
    put("meeting_date", day);
    if let Some(agenda) = agenda {
        put("agenda_url", agenda);
    }
    Ok(())
}

/// What is asked before the body somebody typed is taken to be one; nothing where it is known, or was
/// asked about already.
pub async fn unknown_body(
    tx: &mut Tx,
    room: &Workroom,
    rules: &Ruleset,
    specs: &[FieldSpec],
    fields: &mut Values,
) -> Result<Option<FieldError>, AppError> {
    let is_body = |spec: &FieldSpec| spec.name == BODY && spec.input == FieldInput::Body;
    if !specs.iter().any(is_body) {
        return Ok(None);
    }
    let meant = fields.remove(SAME_BODY).unwrap_or_default();
    let typed = fields.get(BODY).map(|body| body.trim()).unwrap_or_default();
    // What is no body at all is said where the step is read.
    let Ok(body) = Body::parse(typed) else {
        return Ok(None);
    };
    if typed == meant.trim() || Body::KNOWN.contains(&body.as_str()) {
        return Ok(None);
    }
    let mut all = rules.bodies.clone();
    if let Some(latest) = ruleset::latest(tx, &rules.municipality).await? {
        all.extend(room.rulesets.get(tx, latest).await?.bodies.iter().cloned());
    }
    all.extend(store::list_bodies(tx).await?);
    let lower = body.as_str().to_lowercase();
    if let Some(known) = all.iter().find(|one| one.as_str().to_lowercase() == lower) {
        // As it is written elsewhere: two spellings would be two bodies.
        fields.insert(BODY.to_owned(), known.to_string());
        return Ok(None);
    }
    let problem = asked_about(&lower, &all);
    Ok(problem.map(|problem| FieldError::new(BODY, problem)))
}

/// What is asked of a name, in small letters, that is none of these.
fn asked_about(lower: &str, all: &[Body]) -> Option<FieldProblem> {
    let codes = Body::KNOWN.iter().copied();
    let names: Vec<String> = all
        .iter()
        .map(Body::as_str)
        .chain(codes)
        // A code is too short to be near anything.
        .map(|body| named_body(Lang::Sv, body))
        .filter(|name| name.chars().count() > NEAR * 2)
        .collect();
    let small: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let near = nearest(lower, small.iter().map(String::as_str), NEAR);
    let near = near.and_then(|near| small.iter().zip(&names).find(|(name, _)| *name == near));
    Some(match near {
        // Written out, it is the body of that name.
        Some((small, _)) if small == lower => return None,
        Some((_, name)) => FieldProblem::BodyNear { near: name.clone() },
        None => FieldProblem::UnknownBody,
    })
}

/// The question beside everything else that is wrong with the form.
pub fn asking<T>(question: Option<FieldError>, read: Result<T, AppError>) -> Result<T, AppError> {
    let Some(question) = question else {
        return read;
    };
    let mut errors = match read {
        Ok(_) => Vec::new(),
        Err(AppError::Invalid(errors)) => errors,
        Err(other) => return Err(other),
    };
    if !errors.iter().any(|error| error.field == question.field) {
        errors.push(question);
    }
    Err(AppError::Invalid(errors))
}
