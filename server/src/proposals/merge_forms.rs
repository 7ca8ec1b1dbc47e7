//! The forms by which two proposals become one.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use nara_app::error::AppError;
use nara_app::merging::api::{Answered, NewFreedom, NewSuggestion};
use nara_domain::ids::ProposalId;
use serde::Deserialize;

use crate::http::forms::{FormRequest, NoFields, Typed, refuse, see_other};
use crate::http::pages;
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}/{slug}/sla-ihop", post(suggest))
        .route(
            "/forslag/{id}/{slug}/sla-ihop/svar",
            post(answer).merge(get(back)),
        )
        .route(
            "/forslag/{id}/{slug}/sla-ihop/ta-tillbaka",
            post(take_back).merge(get(back)),
        )
        .route(
            "/forslag/{id}/{slug}/sla-ihop/fri",
            post(set_free).merge(get(back)),
        )
}

fn on(id: &str, slug: &str) -> Result<(ProposalId, String), AppError> {
    let id: ProposalId = id.parse()?;
    let page = format!("/forslag/{id}/{}/sla-ihop", urlencoding::encode(slug));
    Ok((id, page))
}

/// Reloading the address of a form that came back leads to its page.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
) -> Response {
    let page = on(&id, &slug).map_or_else(|_| "/forslag".to_owned(), |(_, page)| page);
    see_other(&context, &page, None)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SuggestForm {
    #[serde(default)]
    lead: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    once: String,
}

async fn suggest(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<SuggestForm>,
) -> Response {
    let (id, page) = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let done = async {
        let SuggestForm { lead, reason, once } = form?;
        let new = NewSuggestion { lead, reason, once };
        let (actor, now) = (&context.actor, context.now);
        state.merging.suggest(actor, id, new, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("merge_suggested")),
        Err(error) => refuse(&state, context, &page, "merge", values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerForm {
    /// `domain::merging::Answer`; missing where nothing was chosen.
    #[serde(default)]
    answer: String,
}

async fn answer(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<AnswerForm>,
) -> Response {
    let (id, page) = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let done = async {
        let AnswerForm { answer } = form?;
        let (actor, now) = (&context.actor, context.now);
        let answer = answer.trim();
        state.merging.answer_merge(actor, id, answer, now).await
    }
    .await;
    match done {
        Ok(answered) => {
            let said = match answered {
                Answered::Waiting => "merge_agreed",
                Answered::Merged => "merged",
                Answered::Declined => "merge_declined",
            };
            see_other(&context, &page, Some(said))
        }
        Err(error) => refuse(&state, context, &page, "merge_answer", values, error).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FreeForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    once: String,
}

async fn set_free(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<FreeForm>,
) -> Response {
    let (id, page) = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let done = async {
        let FreeForm { reason, once } = form?;
        let new = NewFreedom { reason, once };
        let (actor, now) = (&context.actor, context.now);
        state.merging.set_free(actor, id, new, now).await
    }
    .await;
    match done {
        Ok(()) => see_other(&context, &page, Some("merge_set_free")),
        Err(error) => refuse(&state, context, &page, "merge_free", values, error).await,
    }
}

async fn take_back(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
    Typed { values, form }: Typed<NoFields>,
) -> Response {
    let (id, page) = match on(&id, &slug) {
        Ok(on) => on,
        Err(error) => return pages::failure(&state, context, error).await,
    };
    let done = match form {
        Ok(NoFields {}) => {
            let (actor, now) = (&context.actor, context.now);
            state.merging.take_back_merge(actor, id, now).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => see_other(&context, &page, Some("merge_taken_back")),
        Err(error) => refuse(&state, context, &page, "merge_back", values, error).await,
    }
}
