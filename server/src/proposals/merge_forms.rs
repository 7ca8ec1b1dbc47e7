//! The forms by which two proposals become one.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use nara_app::merging::api::{Answered, NewFreedom, NewSuggestion};
use serde::Deserialize;

use super::sent::{Sent, address};
use crate::http::forms::{FormRequest, NoFields, see_other};
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

/// The page below the proposal's own that all of them stand on.
const PAGE: &str = "sla-ihop";

/// Reloading the address of a form that came back leads to its page.
async fn back(
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
) -> Response {
    let page = match address(&id, &slug) {
        Ok((_, page)) => format!("{page}/{PAGE}"),
        Err(_) => "/forslag".to_owned(),
    };
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

async fn suggest(Sent { on, form }: Sent<SuggestForm>) -> Response {
    let on = on.under(PAGE);
    let done = async {
        let SuggestForm { lead, reason, once } = form?;
        let new = NewSuggestion { lead, reason, once };
        let service = &on.state.merging;
        service.suggest(on.actor(), on.id, new, on.now()).await?;
        Ok((on.page.clone(), "merge_suggested"))
    }
    .await;
    on.end("merge", done).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerForm {
    /// `domain::merging::Answer`; missing where nothing was chosen.
    #[serde(default)]
    answer: String,
}

async fn answer(Sent { on, form }: Sent<AnswerForm>) -> Response {
    let on = on.under(PAGE);
    let done = async {
        let answer = form?.answer;
        let service = &on.state.merging;
        let answered = service
            .answer_merge(on.actor(), on.id, answer.trim(), on.now())
            .await?;
        let said = match answered {
            Answered::Waiting => "merge_agreed",
            Answered::Merged => "merged",
            Answered::Declined => "merge_declined",
        };
        Ok((on.page.clone(), said))
    }
    .await;
    on.end("merge_answer", done).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FreeForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    once: String,
}

async fn set_free(Sent { on, form }: Sent<FreeForm>) -> Response {
    let on = on.under(PAGE);
    let done = async {
        let FreeForm { reason, once } = form?;
        let new = NewFreedom { reason, once };
        let service = &on.state.merging;
        service.set_free(on.actor(), on.id, new, on.now()).await?;
        Ok((on.page.clone(), "merge_set_free"))
    }
    .await;
    on.end("merge_free", done).await
}

async fn take_back(Sent { on, form }: Sent<NoFields>) -> Response {
    let on = on.under(PAGE);
    let done = async {
        let NoFields {} = form?;
        let service = &on.state.merging;
        service.take_back_merge(on.actor(), on.id, on.now()).await?;
        Ok((on.page.clone(), "merge_taken_back"))
    }
    .await;
    on.end("merge_back", done).await
}
