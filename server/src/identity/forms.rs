//! The form that makes two accounts of one person one.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use nara_app::error::AppError;
use nara_app::identity::MERGE_PAGE;
use nara_domain::error::{FieldError, FieldProblem};
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other, sign_in_first};
use crate::state::AppState;

/// The page itself is a GET route of `app`.
pub fn routes() -> Router<AppState> {
    Router::new().route(MERGE_PAGE, post(merge))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MergeForm {
    /// `yes` from a box that has to be ticked: it cannot be undone.
    #[serde(default)]
    confirmation: String,
}

async fn merge(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<MergeForm>,
) -> Response {
    let (actor, session) = (&context.actor, &context.session);
    let done = match form {
        Err(error) => Err(error),
        Ok(form) if form.confirmation != "yes" && actor.is_signed_in() => {
            let missing = FieldError::new("confirmation", FieldProblem::NotTicked);
            Err(AppError::Invalid(vec![missing]))
        }
        Ok(_) => {
            state
                .identity
                .merge_offered(actor, session, context.lang, context.now)
                .await
        }
    };
    match done {
        Ok(()) => see_other(&context, "/konto", Some("accounts_merged")),
        Err(AppError::SignIn) => sign_in_first(&context, MERGE_PAGE),
        Err(error) => refuse(&state, context, MERGE_PAGE, "merge", values, error).await,
    }
}
