//! The forms of signing in with a code by mail.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::post;
use nara_app::context::with_next;
use serde::Deserialize;

use super::forms::go_on;
use crate::http::cookies;
use crate::http::forms::{FormRequest, Typed, local_address, refuse, see_other};
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/logga-in/skicka-kod", post(ask))
        .route("/logga-in/kod", post(typed))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    sedan: String,
    /// The next page names it itself.
    #[serde(default, rename = "stod")]
    _stod: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeForm {
    #[serde(default)]
    kod: String,
    #[serde(default)]
    sedan: String,
    #[serde(default)]
    stod: String,
}

/// Which browser this is, if it asked for a code before.
fn browser<'a>(state: &AppState, headers: &'a HeaderMap) -> &'a str {
    cookies::read(headers, cookies::code_name(state.secure())).unwrap_or_default()
}

/// Known and unknown addresses are answered alike; only a known one gets a letter.
async fn ask(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    headers: HeaderMap,
    Typed { values, form }: Typed<AskForm>,
) -> Response {
    let done = async {
        let form = form?;
        let (lang, now) = (context.lang, context.now);
        let browser = browser(&state, &headers);
        let accounts = &state.accounts;
        let asked = accounts
            .ask_code(&form.email, browser, lang, &visit, now)
            .await?;
        Ok((asked, form.sedan))
    }
    .await;
    match done {
        Ok((asked, next)) => {
            let next = match next.is_empty() {
                true => "",
                false => local_address(&next),
            };
            let mut response = see_other(&context, &with_next("/logga-in/kod", next), None);
            let cookie =
                cookies::code(state.secure(), &asked.secret, asked.expires_at, context.now);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            response
        }
        Err(error) => refuse(&state, context, "/logga-in", "code", values, error).await,
    }
}

async fn typed(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    headers: HeaderMap,
    Typed { values, form }: Typed<CodeForm>,
) -> Response {
    let done = async {
        let form = form?;
        let browser = browser(&state, &headers);
        let accounts = &state.accounts;
        let session = accounts
            .sign_in_by_code(&form.kod, browser, &visit, context.now)
            .await?;
        Ok((session, form.sedan, form.stod))
    }
    .await;
    match done {
        Ok((session, next, named)) => {
            let mut response = go_on(&state, &context, session, (&next, &named), "signed_in").await;
            let used = cookies::no_code(state.secure());
            response.headers_mut().append(header::SET_COOKIE, used);
            response
        }
        Err(error) => {
            refuse(
                &state,
                context,
                "/logga-in/kod",
                "typed_code",
                values,
                error,
            )
            .await
        }
    }
}
