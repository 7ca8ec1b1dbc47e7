//! A case is put on an agenda: of a meeting that was chosen, or of a body and a day that were typed.

use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::meetings::api::MeetingsQuery;
use nara_app::proposals::shown::named_body;
use nara_domain::actor::Body;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::fields::Values;
use nara_domain::ids::MeetingId;
use nara_domain::meeting::{MEETING, SAME_BODY};
use nara_domain::near::nearest;

use crate::state::AppState;

/// Letters that a name may be away from the one that is meant.
const NEAR: usize = 3;

fn wrong(field: &str, problem: FieldProblem) -> AppError {
    AppError::Invalid(vec![FieldError::new(field, problem)])
}

/// Puts body and day of the chosen meeting where they would have been typed; asks about a typed body
/// that nobody knows, once.
pub async fn fill(
    state: &AppState,
    context: &PageContext,
    fields: &mut Values,
) -> Result<(), AppError> {
    let meant = fields.remove(SAME_BODY).unwrap_or_default();
    let chosen = fields.remove(MEETING).unwrap_or_default();
    if !chosen.trim().is_empty() {
        return choose(state, context, fields, chosen.trim()).await;
    }
    let typed = fields.get("body").map(|body| body.trim().to_owned());
    let Some(typed) = typed.filter(|body| !body.is_empty() && *body != meant.trim()) else {
        return Ok(());
    };
    match Body::parse(&typed) {
        Ok(body) => known(state, context, &body).await,
        // Said where the step is read, with everything else that is wrong.
        Err(_) => Ok(()),
    }
}

async fn choose(
    state: &AppState,
    context: &PageContext,
    fields: &mut Values,
    chosen: &str,
) -> Result<(), AppError> {
    let none = || wrong(MEETING, FieldProblem::NotAChoice);
    let id: MeetingId = chosen.parse().map_err(|_| none())?;
    let meeting = match state.meetings.meeting(id).await {
        Ok(view) => view.entered.ok_or_else(none)?.sitting,
        Err(AppError::NotFound) => return Err(none()),
        Err(other) => return Err(other),
    };
    // Called off, or over, while the form was open.
    if meeting.cancelled || meeting.held_on < context.now.day() {
        return Err(none());
    }
    fields.insert("body".to_owned(), meeting.body.to_string());
    fields.insert("meeting_date".to_owned(), meeting.held_on.to_string());
    let agenda = fields.entry("agenda_url".to_owned()).or_default();
    if agenda.trim().is_empty() {
        *agenda = meeting.agenda_url.unwrap_or_default();
    }
    Ok(())
}

/// A code, a body of the settings, or one that has met or will.
async fn known(state: &AppState, context: &PageContext, body: &Body) -> Result<(), AppError> {
    if Body::KNOWN.contains(&body.as_str()) {
        return Ok(());
    }
    let mut all = state.proposals.rules().await?.bodies.clone();
    let query = MeetingsQuery::default();
    let met = state.meetings.meetings(&query, context.now).await?;
    all.extend(met.bodies);
    let lower = body.as_str().to_lowercase();
    if all.iter().any(|one| one.as_str().to_lowercase() == lower) {
        return Ok(());
    }
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
    let near = nearest(&lower, small.iter().map(String::as_str), NEAR);
    let near = near.and_then(|near| small.iter().zip(&names).find(|(name, _)| *name == near));
    Err(wrong(
        "body",
        match near {
            Some((_, name)) => FieldProblem::BodyNear { near: name.clone() },
            None => FieldProblem::UnknownBody,
        },
    ))
}
