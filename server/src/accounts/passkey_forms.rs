//! The forms of passkeys. The browser's part asks `…/borja` for what the device has to sign, and then
//! sends the page's form with the answer in it.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_app::proof::api::{Answered, Begun};
use serde::Deserialize;
use serde_json::{Value, json};

use super::forms::go_on;
use crate::http::cookies;
use crate::http::errors::Failure;
use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::state::AppState;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/logga-in/passnyckel/borja", post(begin_use))
        .route("/logga-in/passnyckel", post(sign_in))
        .route("/konto/passnycklar/borja", post(begin_adding))
        .route("/konto/passnycklar/ny", post(add))
        .route("/konto/passnycklar/ny/{link}", post(add_by_link))
        .route("/konto/passnycklar/{key}", post(rename))
        .route("/konto/passnycklar/{key}/ta-bort", post(remove))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BeginForm {
    /// The link that vouches for it, if there is one.
    #[serde(default)]
    lank: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignInForm {
    /// What the device said, as JSON; the browser's part puts it there.
    #[serde(default)]
    svar: String,
    #[serde(default)]
    sedan: String,
    #[serde(default)]
    stod: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    svar: String,
    #[serde(default, rename = "lank")]
    _lank: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NameForm {
    #[serde(default)]
    name: String,
}

/// The answer, and which browser it comes from.
pub(super) fn answered<'a>(
    state: &AppState,
    headers: &'a HeaderMap,
    answer: &'a str,
) -> Answered<'a> {
    let browser = cookies::read(headers, cookies::passkey_name(state.secure()));
    Answered {
        browser: browser.unwrap_or_default(),
        answer,
    }
}

/// What was asked is answered, rightly or not.
pub(super) fn without_ceremony(state: &AppState, mut response: Response) -> Response {
    let cookie = cookies::no_passkey(state.secure());
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// For the browser's part: what the device is to sign.
fn begun(state: &AppState, context: &PageContext, begun: &Begun) -> Response {
    let Ok(options) = serde_json::from_str::<Value>(&begun.options) else {
        return Failure(AppError::Internal).into_response();
    };
    let mut response = Json(json!({ "publicKey": options })).into_response();
    let cookie = cookies::passkey(state.secure(), &begun.secret, begun.expires_at, context.now);
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookie);
    let store = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, store);
    response
}

/// Takes nothing: whose passkey it will be is found out by its use.
async fn begin_use(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
) -> Response {
    match state.proofs.begin_use(&visit, context.now).await {
        Ok(asked) => begun(&state, &context, &asked),
        Err(error) => Failure(error).into_response(),
    }
}

async fn sign_in(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    headers: HeaderMap,
    Typed { mut values, form }: Typed<SignInForm>,
) -> Response {
    values.remove("svar");
    let done = async {
        let form = form?;
        let answered = answered(&state, &headers, &form.svar);
        let session = state
            .proofs
            .sign_in_by_passkey(answered, &visit, context.now)
            .await?;
        Ok::<_, AppError>((session, form.sedan, form.stod))
    }
    .await;
    let response = match done {
        Ok((session, next, named)) => {
            go_on(&state, &context, session, (&next, &named), "signed_in").await
        }
        Err(error) => refuse(&state, context, "/logga-in", "passkey", values, error).await,
    };
    without_ceremony(&state, response)
}

async fn begin_adding(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { form, .. }: Typed<BeginForm>,
) -> Response {
    let asked = async {
        let link = form?.lank;
        state
            .proofs
            .begin_adding(&context.actor, context.proof, &link, context.now)
            .await
    }
    .await;
    match asked {
        Ok(asked) => begun(&state, &context, &asked),
        Err(error) => Failure(error).into_response(),
    }
}

async fn add(
    State(state): State<AppState>,
    request: FormRequest,
    headers: HeaderMap,
    typed: Typed<AddForm>,
) -> Response {
    keep(&state, request, &headers, typed, "/konto/passnycklar/ny").await
}

async fn add_by_link(
    State(state): State<AppState>,
    request: FormRequest,
    Path(link): Path<String>,
    headers: HeaderMap,
    typed: Typed<AddForm>,
) -> Response {
    let page = format!("/konto/passnycklar/ny/{}", urlencoding::encode(&link));
    keep(&state, request, &headers, typed, &page).await
}

async fn keep(
    state: &AppState,
    FormRequest { context, visit }: FormRequest,
    headers: &HeaderMap,
    Typed { mut values, form }: Typed<AddForm>,
    page: &str,
) -> Response {
    values.remove("svar");
    values.remove("lank");
    let done = async {
        let form = form?;
        context.proved_lately()?;
        let answered = answered(state, headers, &form.svar);
        let (actor, lang, now) = (&context.actor, context.lang, context.now);
        state
            .proofs
            .add_passkey(actor, answered, &form.name, lang, &visit, now)
            .await
    }
    .await;
    let response = match done {
        Ok(()) => see_other(&context, "/konto/passnycklar", Some("passkey_added")),
        Err(error) => refuse(state, context, page, "add_passkey", values, error).await,
    };
    without_ceremony(state, response)
}

async fn rename(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path(id): Path<String>,
    Typed { values, form }: Typed<NameForm>,
) -> Response {
    let done = async {
        let (form, id) = (form?, number(&id)?);
        let proofs = &state.proofs;
        proofs.rename_passkey(&context.actor, id, &form.name).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/konto/passnycklar", Some("passkey_renamed")),
        Err(error) => {
            refuse(
                &state,
                context,
                &page_of(&id),
                "name_passkey",
                values,
                error,
            )
            .await
        }
    }
}

async fn remove(
    State(state): State<AppState>,
    FormRequest { context, visit }: FormRequest,
    Path(id): Path<String>,
) -> Response {
    let done = async {
        let id = number(&id)?;
        let (actor, proof) = (&context.actor, context.proof);
        state
            .proofs
            .remove_passkey(actor, id, proof, context.lang, &visit, context.now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, "/konto/passnycklar", Some("passkey_removed")),
        Err(error) => {
            let (page, values) = (page_of(&id), Default::default());
            refuse(&state, context, &page, "remove_passkey", values, error).await
        }
    }
}

/// What is no number is none of the reader's passkeys.
fn number(id: &str) -> Result<i64, AppError> {
    id.parse().map_err(|_| AppError::NotFound)
}

fn page_of(id: &str) -> String {
    format!("/konto/passnycklar/{}", urlencoding::encode(id))
}
