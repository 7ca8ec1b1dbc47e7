//! The forms by which somebody signed in proves again who they are.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::post;
use nara_app::accounts::api::NewSession;
use nara_app::context::{PageContext, with_next};
use nara_app::error::AppError;
use serde::Deserialize;

use super::passkey_forms::{answered, without_ceremony};
use crate::http::cookies;
use crate::http::forms::{
    FormRequest, Typed, local_address, redirect, refuse, see_other, with_session,
};
use crate::state::AppState;

const PAGE: &str = "/konto/bekrafta";
const CODE: &str = "/konto/bekrafta/kod";

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route(PAGE, post(by_password))
        .route("/konto/bekrafta/skicka-kod", post(ask))
        .route(CODE, post(by_code))
        .route("/konto/bekrafta/demo", post(as_demo))
        .route("/konto/bekrafta/passnyckel", post(by_passkey))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasswordForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    sedan: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NextForm {
    #[serde(default)]
    sedan: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    #[serde(default)]
    kod: String,
    #[serde(default)]
    sedan: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PasskeyForm {
    #[serde(default)]
    svar: String,
    #[serde(default)]
    sedan: String,
}

/// Back to what asked for the proof, with the session's new secret.
fn back(state: &AppState, context: &PageContext, session: &NewSession, next: &str) -> Response {
    let next = match local_address(next) {
        // Nothing asked: it was opened by itself.
        "/" => "/konto",
        next => next,
    };
    // A page's own address has its language already.
    let address = match next.starts_with("/en/") || next == "/en" {
        true => next.to_owned(),
        false => context.href(next),
    };
    with_session(state, redirect(context, &address, Some("proved")), session)
}

async fn by_password(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { mut values, form }: Typed<PasswordForm>,
) -> Response {
    values.remove("password");
    let done = async {
        let form = form?;
        let proofs = &state.proofs;
        let session = proofs
            .prove_by_password(&context.actor, &form.password, &visit, context.now)
            .await?;
        Ok::<_, AppError>((session, form.sedan))
    }
    .await;
    match done {
        Ok((session, next)) => back(&state, &context, &session, &next),
        Err(error) => refuse(&state, context, PAGE, "prove", values, error).await,
    }
}

async fn ask(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    headers: HeaderMap,
    Typed { values, form }: Typed<NextForm>,
) -> Response {
    let done = async {
        let form = form?;
        let browser = cookies::read(&headers, cookies::code_name(state.secure()));
        let browser = browser.unwrap_or_default();
        let (lang, now) = (context.lang, context.now);
        let asked = state
            .proofs
            .ask_proof_code(&context.actor, browser, lang, &visit, now)
            .await?;
        Ok::<_, AppError>((asked, form.sedan))
    }
    .await;
    match done {
        Ok((asked, next)) => {
            let mut response = see_other(&context, &with_next(CODE, local_address(&next)), None);
            let secure = state.secure();
            let cookie = cookies::code(secure, &asked.secret, asked.expires_at, context.now);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            response
        }
        Err(error) => refuse(&state, context, PAGE, "prove", values, error).await,
    }
}

async fn by_code(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    headers: HeaderMap,
    Typed { values, form }: Typed<CodeForm>,
) -> Response {
    let done = async {
        let form = form?;
        let browser = cookies::read(&headers, cookies::code_name(state.secure()));
        let browser = browser.unwrap_or_default();
        let session = state
            .proofs
            .prove_by_code(&context.actor, &form.kod, browser, &visit, context.now)
            .await?;
        Ok::<_, AppError>((session, form.sedan))
    }
    .await;
    match done {
        Ok((session, next)) => {
            let mut response = back(&state, &context, &session, &next);
            let used = cookies::no_code(state.secure());
            response.headers_mut().append(header::SET_COOKIE, used);
            response
        }
        Err(error) => refuse(&state, context, CODE, "typed_code", values, error).await,
    }
}

/// Demo mode only.
async fn as_demo(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Typed { values, form }: Typed<NextForm>,
) -> Response {
    let done = async {
        let form = form?;
        let proofs = &state.proofs;
        let session = proofs
            .prove_as_demo(&context.actor, &visit, context.now)
            .await?;
        Ok::<_, AppError>((session, form.sedan))
    }
    .await;
    match done {
        Ok((session, next)) => back(&state, &context, &session, &next),
        Err(error) => refuse(&state, context, PAGE, "prove", values, error).await,
    }
}

async fn by_passkey(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    headers: HeaderMap,
    Typed { mut values, form }: Typed<PasskeyForm>,
) -> Response {
    values.remove("svar");
    let done = async {
        let form = form?;
        let answered = answered(&state, &headers, &form.svar);
        let session = state
            .proofs
            .prove_by_passkey(&context.actor, answered, &visit, context.now)
            .await?;
        Ok::<_, AppError>((session, form.sedan))
    }
    .await;
    let response = match done {
        Ok((session, next)) => back(&state, &context, &session, &next),
        Err(error) => refuse(&state, context, PAGE, "passkey", values, error).await,
    };
    without_ceremony(&state, response)
}
