//! The forms of a member's own page.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_domain::ids::WaitingId;
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other, show_once};
use crate::state::AppState;

const PAGE: &str = "/grupp/mitt";

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/grupp/mitt/kod", post(new_code).get(back))
        .route("/grupp/mitt/text", post(text).get(back))
}

/// Reloading the address of a form that came back leads to its page.
async fn back(FormRequest { context, .. }: FormRequest) -> Response {
    see_other(&context, PAGE, None)
}

async fn new_code(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
) -> Response {
    match state.groups.new_own_code(&context.actor, context.now).await {
        Ok(code) => show_once(&state, context, (PAGE, ""), code).await,
        Err(error) => refuse(&state, context, PAGE, "own_code", BTreeMap::new(), error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextForm {
    /// Which one.
    #[serde(default)]
    id: String,
    /// `send` or `take_back`.
    #[serde(default)]
    gor: String,
    title: Option<String>,
    body: Option<String>,
    text: Option<String>,
}

async fn text(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<TextForm>,
) -> Response {
    let done = async {
        let form = form?;
        let id = form.id.parse::<WaitingId>()?;
        let (actor, now) = (&context.actor, context.now);
        match form.gor.as_str() {
            "send" => {
                let typed = [
                    ("title", form.title),
                    ("body", form.body),
                    ("text", form.text),
                ];
                let fields = typed
                    .into_iter()
                    .filter_map(|(name, text)| Some((name.to_owned(), text?)))
                    .collect();
                state.groups.send_again(actor, id, fields, now).await?;
                Ok("text_sent")
            }
            "take_back" => {
                state.groups.take_back(actor, id, now).await?;
                Ok("text_taken_back")
            }
            _ => Err(AppError::Malformed),
        }
    }
    .await;
    match done {
        Ok(flash) => see_other(&context, PAGE, Some(flash)),
        Err(error) => refuse(&state, context, PAGE, "text", values, error).await,
    }
}
