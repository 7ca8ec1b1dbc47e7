//! The forms of the desk.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::work::api::NewNote;
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other};
use crate::state::AppState;

/// All addresses that the desk's forms post to; the pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(super::several_forms::routes())
        .merge(super::template_forms::routes())
        .route("/forslag/{id}/{slug}/tilldela", post(assign).get(back))
        .route("/forslag/{id}/{slug}/anteckning", post(note).get(back))
}

fn inside(id: &str, slug: &str) -> String {
    format!(
        "/forslag/{}/{}/internt",
        urlencoding::encode(id),
        urlencoding::encode(slug)
    )
}

/// Reloading the address of a form that came back leads to its page.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
) -> Response {
    see_other(&context, &inside(&id, &slug), None)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AssignForm {
    #[serde(default)]
    to: String,
    #[serde(default)]
    version: String,
    /// `arbete`: sent from the piles, and leads back there.
    #[serde(default)]
    back: String,
}

async fn assign(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<AssignForm>,
) -> Response {
    let from_piles = form.as_ref().is_ok_and(|form| form.back == "arbete");
    let page = match from_piles {
        true => "/arbete".to_owned(),
        false => inside(&id, &slug),
    };
    let done = async {
        let form = form?;
        let version = form.version.parse().map_err(|_| AppError::Malformed)?;
        let (actor, now) = (&context.actor, context.now);
        state
            .work
            .assign(actor, id.parse()?, (&form.to, version), now)
            .await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("case_assigned")),
        Err(error) => refuse(&state, context, &page, "assign", values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteForm {
    #[serde(default)]
    text: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    once: String,
}

async fn note(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<NoteForm>,
) -> Response {
    let page = inside(&id, &slug);
    let done = async {
        let form = form?;
        let new = NewNote {
            text: form.text,
            to: form.to,
            once: form.once,
        };
        let (actor, now) = (&context.actor, context.now);
        state.work.note(actor, id.parse()?, new, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("note_written")),
        Err(error) => refuse(&state, context, &page, "note", values, error).await,
    }
}
