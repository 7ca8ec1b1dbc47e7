//! The forms of the pages about one's own data.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use nara_app::context::prove_address;
use nara_app::error::AppError;
use nara_app::privacy::api::PrivacyPort;
use nara_app::t;
use nara_domain::error::{FieldError, FieldProblem};
use serde::Deserialize;

use crate::http::forms::{FormRequest, Typed, refuse, see_other, sign_in_first, without_session};
use crate::state::AppState;

/// The pages themselves are GET routes of `app`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/konto/uppgifter/hamta", post(take_out))
        .route("/konto/ta-bort", post(erase))
}

async fn take_out(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
) -> Response {
    let taken = state
        .privacy
        .export(&context.actor, context.proof, context.lang, context.now)
        .await;
    match taken {
        Ok(bytes) => {
            let name = t!(
                context.lang,
                "takeout-name",
                date = context.today().to_string()
            );
            let mut response = (StatusCode::OK, bytes).into_response();
            let headers = response.headers_mut();
            let zip = HeaderValue::from_static("application/zip");
            headers.insert(header::CONTENT_TYPE, zip);
            let store = HeaderValue::from_static("no-store");
            headers.insert(header::CACHE_CONTROL, store);
            let disposition = format!("attachment; filename=\"{name}\"");
            if let Ok(disposition) = HeaderValue::from_str(&disposition) {
                headers.insert(header::CONTENT_DISPOSITION, disposition);
            }
            response
        }
        Err(AppError::SignIn) => sign_in_first(&context, "/konto/uppgifter"),
        Err(error) => {
            let page = "/konto/uppgifter";
            refuse(&state, context, page, "export", Default::default(), error).await
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EraseForm {
    /// `yes` from a box that has to be ticked: it cannot be undone.
    #[serde(default)]
    confirmation: String,
}

async fn erase(
    State(state): State<AppState>,
    FormRequest { context, .. }: FormRequest,
    Typed { values, form }: Typed<EraseForm>,
) -> Response {
    let done = match form {
        Err(error) => Err(error),
        Ok(form) if form.confirmation != "yes" && context.actor.is_signed_in() => {
            let missing = FieldError::new("confirmation", FieldProblem::NotTicked);
            Err(AppError::Invalid(vec![missing]))
        }
        Ok(_) => {
            state
                .privacy
                .erase(&context.actor, context.proof, context.lang, context.now)
                .await
        }
    };
    match done {
        Ok(()) => without_session(&state, see_other(&context, "/", Some("account_erased"))),
        Err(AppError::SignIn) => sign_in_first(&context, "/konto/ta-bort"),
        // The box is ticked again: it is the last word before what cannot be undone.
        Err(AppError::ProveAgain) => see_other(&context, &prove_address("/konto/ta-bort"), None),
        Err(error) => refuse(&state, context, "/konto/ta-bort", "erase", values, error).await,
    }
}
