//! The forms at a group's door.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::groups::api::Entered;
use serde::Deserialize;

use super::forms::show_once;
use crate::http::forms::{FormRequest, Typed, refuse, see_other, with_session};
use crate::http::pages;
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/grupp", post(code))
        .route("/grupp/in/{token}", post(join))
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
        Ok(Entered::Door(ticket)) => see_other(&context, &format!("/grupp/in/{ticket}"), None),
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
    Path(ticket): Path<String>,
    Typed { values, form }: Typed<JoinForm>,
) -> Response {
    let now = context.now;
    let done = async {
        let form = form?;
        let groups = &state.groups;
        let joined = groups.join(&ticket, &form.alias, &visit, now).await?;
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
            with_session(&state, response, &joined.session)
        }
        // A ticket that was used leads no further than its page, which says so.
        Err(AppError::LinkUsed) => {
            context.path = "/grupp/in/-".to_owned();
            context.query = String::new();
            pages::render(&state, context, StatusCode::GONE).await
        }
        Err(error) => {
            let page = format!("/grupp/in/{}", urlencoding::encode(&ticket));
            refuse(&state, context, &page, "join", values, error).await
        }
    }
}
