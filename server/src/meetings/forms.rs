//! The forms of meetings, and their calendars.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use nara_app::error::AppError;
use nara_app::meetings::FORM;
use nara_app::proposals::shown::with_body_codes;
use nara_domain::actor::Body;
use nara_domain::fields::Values;
use nara_domain::ids::MeetingId;
use nara_domain::meeting::FIELDS;
use nara_domain::permissions::enter_meetings;

use super::ics;
use crate::http::errors::Failure;
use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::state::AppState;

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/moten/ny", post(enter))
        .route("/moten/{meeting}/andra", post(change))
        .route("/moten.ics", get(all))
        .route("/moten/organ/{file}", get(of_body))
}

async fn enter(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let mut typed: Values = values.clone();
    let once = typed.remove("once").unwrap_or_default();
    let done = async {
        form?;
        enter_meetings(&context.actor)?;
        with_body_codes(FIELDS, &mut typed);
        if once.is_empty() {
            return Err(AppError::Malformed);
        }
        let (actor, now) = (&context.actor, context.now);
        state
            .meetings
            .enter_meeting(actor, &typed, &once, now)
            .await
    }
    .await;
    match done {
        Ok(id) => see_other(&context, &page_of(&state, id).await, Some("meeting_saved")),
        Err(error) => refuse(&state, context, "/moten/ny", FORM, values, error).await,
    }
}

async fn change(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<BTreeMap<String, String>>,
) -> Response {
    let page = format!("/moten/{}/andra", urlencoding::encode(&id));
    let mut typed: Values = values.clone();
    let seen = typed.remove("seen").unwrap_or_default();
    let done = async {
        form?;
        enter_meetings(&context.actor)?;
        with_body_codes(FIELDS, &mut typed);
        let id: MeetingId = id.parse()?;
        let version = seen.parse().map_err(|_| AppError::Malformed)?;
        let (actor, now) = (&context.actor, context.now);
        let changed = (&typed, version);
        state
            .meetings
            .change_meeting(actor, id, changed, now)
            .await?;
        Ok(id)
    }
    .await;
    match done {
        Ok(id) => see_other(&context, &page_of(&state, id).await, Some("meeting_saved")),
        Err(error) => refuse(&state, context, &page, FORM, values, error).await,
    }
}

/// The meeting's address; the list where it cannot be read just now.
async fn page_of(state: &AppState, id: MeetingId) -> String {
    match state.meetings.meeting(id).await {
        Ok(view) => nara_app::meetings::path_of(id, &view.body, view.day),
        Err(_) => "/moten".to_owned(),
    }
}

async fn all(state: State<AppState>, request: FormRequest) -> Response {
    calendar(state, request, None).await
}

async fn of_body(
    state: State<AppState>,
    request: FormRequest,
    Path(file): Path<String>,
) -> Response {
    let body = file.strip_suffix(".ics").map(Body::parse);
    match body {
        Some(Ok(body)) => calendar(state, request, Some(body)).await,
        _ => Failure(AppError::NotFound).into_response(),
    }
}

async fn calendar(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    body: Option<Body>,
) -> Response {
    let entries = state.meetings.calendar(body.as_ref(), context.now).await;
    let entries = match entries {
        Ok(entries) => entries,
        Err(error) => return Failure(error).into_response(),
    };
    let text = ics::calendar(&state.site, context.lang, body.as_ref(), &entries);
    let mut response = text.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    // Programs ask by the hour; whoever moves a meeting waits no longer than this.
    let kept = HeaderValue::from_static("public, max-age=900");
    headers.insert(header::CACHE_CONTROL, kept);
    response
}
