//! The forms at a group's door.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::groups::api::Entered;
use nara_domain::group::DOOR_MINUTES;
use serde::Deserialize;

use crate::accounts::letter_links::{Leads, done as done_with, keep};
use crate::http::forms::{FormRequest, Typed, refuse, see_other, show_once, with_session};
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/grupp", post(code))
        .route("/grupp/in", post(join))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    #[serde(default)]
    kod: String,
}

async fn code(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { values, form }: Typed<CodeForm>,
) -> Response {
    let done = async {
        let form = form?;
        state.groups.enter(&form.kod, &visit, context.now).await
    }
    .await;
    match done {
        Ok(Entered::Door(ticket)) => {
            let on = see_other(&context, Leads::Door.page(), None);
            let until = context.now.plus_minutes(DOOR_MINUTES);
            keep(&state, on, (Leads::Door, &ticket), until, context.now)
        }
        Ok(Entered::In(session)) => {
            let response = see_other(&context, "/grupp/mitt", Some("group_back"));
            with_session(&state, response, &session)
        }
        Err(error) => refuse(&state, context, "/grupp", "door", values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JoinForm {
    #[serde(default)]
    alias: String,
}

/// The member's own code stands in this very response, which is their own page.
async fn join(
    State(state): State<AppState>,
    FormRequest { mut context, visit }: FormRequest,
    Typed { values, form }: Typed<JoinForm>,
) -> Response {
    let now = context.now;
    let done = async {
        let form = form?;
        let groups = &state.groups;
        let joined = groups
            .join(&context.link.0, &form.alias, &visit, now)
            .await?;
        // Whoever has just come in is shown as signed in.
        let fingerprint = crate::auth::session::fingerprint(&joined.session.secret);
        let kind = crate::accounts::store::SessionKind::Browser;
        let signed = state.sessions.find(&fingerprint, kind, now).await?;
        Ok((joined, signed.ok_or(AppError::SignIn)?))
    }
    .await;
    match done {
        Ok((joined, signed)) => {
            context.actor = signed.actor;
            context.session = signed.session;
            context.proof = Some(signed.proof);
            let page = ("/grupp/mitt", "ny");
            let response = show_once(&state, context, page, joined.own_code).await;
            let response = with_session(&state, response, &joined.session);
            done_with(&state, response, Leads::Door)
        }
        Err(error) => refuse(&state, context, Leads::Door.page(), "join", values, error).await,
    }
}
