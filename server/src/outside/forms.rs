//! The forms of both sides: of who asks, and of who answers by a letter's link.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::outside::{ASK_FORM, BACK_FORM, GUEST_FORM, WITHDRAW_FORM};
use nara_app::proposals::api::NewAct;
use nara_domain::ids::ProposalId;
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::state::AppState;

/// A form as typed: field name → text.
type Fields = BTreeMap<String, String>;

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}/{slug}/fraga-utomstaende", post(ask))
        .route(
            "/forslag/{id}/{slug}/fraga-utomstaende/{request}/publicera",
            post(publish),
        )
        .route(
            "/forslag/{id}/{slug}/fraga-utomstaende/{request}/skicka-tillbaka",
            post(send_back),
        )
        .route(
            "/forslag/{id}/{slug}/fraga-utomstaende/{request}/aterkalla",
            post(withdraw),
        )
        .route("/gastsvar", post(answer))
}

fn page_of(id: &str, slug: &str) -> String {
    format!(
        "/forslag/{}/{}/fraga-utomstaende",
        urlencoding::encode(id),
        urlencoding::encode(slug)
    )
}

fn request_of(id: &str, request: &str) -> Result<(ProposalId, i64), AppError> {
    let request = request.parse().map_err(|_| AppError::NotFound)?;
    Ok((id.parse()?, request))
}

fn new_act(form: Result<Fields, AppError>) -> Result<NewAct, AppError> {
    let mut fields = form?;
    let once = fields.remove("once").unwrap_or_default();
    Ok(NewAct { fields, once })
}

async fn ask(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<Fields>,
) -> Response {
    let page = page_of(&id, &slug);
    let done = async {
        let new = new_act(form)?;
        let (actor, lang, now) = (&context.actor, context.lang, context.now);
        state.outside.ask(actor, id.parse()?, new, lang, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("outside_asked")),
        Err(error) => refuse(&state, context, &page, ASK_FORM, values, error).await,
    }
}

/// Which answer was on the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    seen: i64,
}

async fn publish(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug, request)): Path<(String, String, String)>,
    Typed { values, form }: Typed<Published>,
) -> Response {
    let page = page_of(&id, &slug);
    let done = async {
        let Published { seen } = form?;
        let request = request_of(&id, &request)?;
        let (actor, now) = (&context.actor, context.now);
        state.outside.publish(actor, request, seen, now).await
    }
    .await;
    match done {
        Ok(()) => {
            let case = page.strip_suffix("/fraga-utomstaende");
            see_other(&context, case.unwrap_or(&page), Some("guest_published"))
        }
        Err(error) => refuse(&state, context, &page, "publish", values, error).await,
    }
}

async fn send_back(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug, request)): Path<(String, String, String)>,
    Typed { mut values, form }: Typed<Fields>,
) -> Response {
    let page = page_of(&id, &slug);
    let done = async {
        let mut fields = form?;
        let answer = fields.remove("seen").unwrap_or_default();
        let answer = answer.parse().map_err(|_| AppError::Malformed)?;
        let request = request_of(&id, &request)?;
        let (actor, lang, now) = (&context.actor, context.lang, context.now);
        state
            .outside
            .send_back(actor, request, (answer, &fields), lang, now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("guest_sent_back")),
        Err(error) => {
            values.insert("request".to_owned(), request);
            refuse(&state, context, &page, BACK_FORM, values, error).await
        }
    }
}

async fn withdraw(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug, request)): Path<(String, String, String)>,
    Typed { mut values, form }: Typed<Fields>,
) -> Response {
    let page = page_of(&id, &slug);
    let done = async {
        let new = new_act(form)?;
        let request = request_of(&id, &request)?;
        let (actor, lang, now) = (&context.actor, context.lang, context.now);
        state.outside.withdraw(actor, request, new, lang, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("outside_withdrawn")),
        Err(error) => {
            values.insert("request".to_owned(), request);
            refuse(&state, context, &page, WITHDRAW_FORM, values, error).await
        }
    }
}

/// What somebody outside answers, by the link their browser has opened.
async fn answer(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<Fields>,
) -> Response {
    let page = "/gastsvar";
    let done = async {
        let fields = form?;
        let (secret, network) = (&context.link.0, &context.network);
        state
            .outside
            .answer(secret, &fields, network, context.now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, page, Some("guest_answered")),
        Err(error) => refuse(&state, context, page, GUEST_FORM, values, error).await,
    }
}
