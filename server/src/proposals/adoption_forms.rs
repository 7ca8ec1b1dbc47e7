//! The forms by which an idea becomes a proposal.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use nara_app::adoption::TURN;
use nara_app::adoption::api::NewAnswer;
use nara_app::error::AppError;
use nara_domain::adoption::AdoptionState;
use serde::Deserialize;

use super::sent::{Sent, address};
use crate::http::forms::{FormRequest, NoFields, see_other};
use crate::state::AppState;

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forslag/{id}/{slug}/ta-over", post(ask))
        .route(
            "/forslag/{id}/{slug}/gor-forslag",
            post(turn).get(back_to_problem),
        )
        .route(
            "/forslag/{id}/{slug}/ta-over/svar",
            post(answer).merge(get(back)),
        )
}

/// The page below the idea's own that all of them stand on.
const PAGE: &str = "ta-over";

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

async fn back_to_problem(
    FormRequest { context, .. }: FormRequest,
    Path((id, slug)): Path<(String, String)>,
) -> Response {
    let page = address(&id, &slug).map_or_else(|_| "/forslag".to_owned(), |(_, page)| page);
    see_other(&context, &page, None)
}

/// Whoever began a problem makes a proposal of it: on in the wizard, which has its words.
async fn turn(Sent { on, form }: Sent<NoFields>) -> Response {
    let begun = async {
        let NoFields {} = form?;
        let service = &on.state.adoption;
        service
            .begin_from_problem(on.actor(), on.id, on.now())
            .await
    }
    .await;
    match begun {
        Ok(draft) => see_other(&on.context, &format!("/forslag/nytt/{draft}"), None),
        Err(error) => on.end(TURN, Err(error)).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskForm {
    /// `ask`, `take_back`, `begin`.
    #[serde(default)]
    gor: String,
    #[serde(default)]
    why: String,
}

async fn ask(Sent { on, form }: Sent<AskForm>) -> Response {
    let (idea, now) = (on.page.clone(), on.now());
    let on = on.under(PAGE);
    let done = async {
        let AskForm { gor, why } = form?;
        let service = &on.state.adoption;
        match gor.as_str() {
            "ask" => {
                service.ask_for_idea(on.actor(), on.id, &why, now).await?;
                Ok((on.page.clone(), Some("adoption_asked")))
            }
            "take_back" => {
                service.take_question_back(on.actor(), on.id, now).await?;
                Ok((idea, Some("adoption_taken_back")))
            }
            "begin" => {
                let draft = service.begin_from_idea(on.actor(), on.id, now).await?;
                Ok((format!("/forslag/nytt/{draft}"), None))
            }
            _ => Err(AppError::Malformed),
        }
    }
    .await;
    match done {
        Ok((there, said)) => see_other(&on.context, &there, said),
        Err(error) => on.end("adopt", Err(error)).await,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerForm {
    #[serde(default)]
    request: String,
    /// `domain::merging::Answer`; missing where nothing was chosen.
    #[serde(default)]
    answer: String,
    #[serde(default)]
    word: String,
}

async fn answer(Sent { on, form }: Sent<AnswerForm>) -> Response {
    let on = on.under(PAGE);
    let done = async {
        let AnswerForm {
            request,
            answer,
            word,
        } = form?;
        let new = NewAnswer {
            request,
            answer,
            word,
        };
        let service = &on.state.adoption;
        let state = service
            .answer_question(on.actor(), on.id, new, on.now())
            .await?;
        let said = match state {
            AdoptionState::Agreed => "adoption_agreed",
            _ => "adoption_declined",
        };
        Ok((on.page.clone(), said))
    }
    .await;
    on.end("adopt_answer", done).await
}
