//! The forms of the account page.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_domain::session::Way;
use serde::Deserialize;

use crate::http::forms::{
    FormRequest, Typed, refuse, see_other, show_once, sign_in_first, without_session,
};
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/konto/logga-ut-overallt", post(sign_out_everywhere))
        .route("/konto/session/avsluta", post(end_session))
        .route("/konto/session/ovriga", post(end_other_sessions))
        .route("/konto/nyckel", post(make_key))
        .route("/konto/nyckel/ta-bort", post(revoke_key))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RevokeForm {
    #[serde(default)]
    nyckel: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndForm {
    #[serde(default)]
    session: String,
}

async fn end_session(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<EndForm>,
) -> Response {
    let done = async {
        let form = form?;
        let accounts = &state.accounts;
        accounts.end_session(&context.actor, &form.session).await?;
        Ok(form.session == context.session)
    }
    .await;
    match done {
        Ok(true) => without_session(&state, see_other(&context, "/", Some("signed_out"))),
        Ok(false) => see_other(&context, "/konto", Some("session_ended")),
        Err(AppError::SignIn) => sign_in_first(&context, "/konto"),
        Err(error) => refuse(&state, context, "/konto", "session", values, error).await,
    }
}

async fn end_other_sessions(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
) -> Response {
    let accounts = &state.accounts;
    match accounts
        .end_other_sessions(&context.actor, &context.session)
        .await
    {
        Ok(()) => see_other(&context, "/konto", Some("others_ended")),
        Err(AppError::SignIn) => sign_in_first(&context, "/konto"),
        Err(error) => {
            let values = Default::default();
            refuse(&state, context, "/konto", "session", values, error).await
        }
    }
}

async fn sign_out_everywhere(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
) -> Response {
    match state.accounts.sign_out_everywhere(&context.actor).await {
        Ok(()) => without_session(
            &state,
            see_other(&context, "/", Some("signed_out_everywhere")),
        ),
        Err(error) => {
            refuse(
                &state,
                context,
                "/konto",
                "everywhere",
                Default::default(),
                error,
            )
            .await
        }
    }
}

/// The key stands in this very response: a redirect would have to carry it in a cookie or an
/// address, where it would be kept.
async fn make_key(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
) -> Response {
    let made = async {
        // A key outlives the session and is in no list of browsers that people look through.
        context.proved_lately()?;
        let way = context.proof.map_or(Way::Password, |proof| proof.way);
        let accounts = &state.accounts;
        accounts
            .make_api_key(&context.actor, way, context.now)
            .await
    }
    .await;
    match made {
        Ok(key) => show_once(&state, context, ("/konto", ""), key).await,
        Err(error) => refuse(&state, context, "/konto", "key", Default::default(), error).await,
    }
}

async fn revoke_key(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<RevokeForm>,
) -> Response {
    let done = async {
        let form = form?;
        let key = form.nyckel.as_str();
        state.accounts.revoke_api_key(&context.actor, key).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/konto", Some("key_revoked")),
        Err(AppError::SignIn) => sign_in_first(&context, "/konto"),
        Err(error) => refuse(&state, context, "/konto", "key", values, error).await,
    }
}
