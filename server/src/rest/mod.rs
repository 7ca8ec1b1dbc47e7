//! The REST interface `/api/v1`: the same services as the pages, for programs.
//!
//! Answers are JSON, errors are `application/problem+json` with a stable `code` and, where a field
//! is at fault, its name. `/openapi.json` describes it from the types here. The session cookie or a
//! bearer key (made on `/konto`) says who asks.

mod body;
mod openapi;
mod problem;
mod proposals;
mod questions;
mod requests;
mod shapes;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_domain::switches::Feature;

pub use problem::Problem;

use crate::http::errors::Failure;
use crate::state::AppState;

/// Bodies of programs are as small as those of forms.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// Programs go on reading when they may not write.
async fn may_write(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if !request.method().is_safe()
        && let Err(error) = state
            .settings
            .require(Feature::ApiWriting, state.clock.now())
            .await
    {
        return Failure(error).into_response();
    }
    next.run(request).await
}

pub fn routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route(
            "/api/v1/proposals",
            get(proposals::list).post(proposals::submit),
        )
        .route("/api/v1/proposals/{id}", get(proposals::show))
        .route(
            "/api/v1/proposals/{id}/support",
            get(proposals::support_of)
                .put(proposals::support)
                .delete(proposals::withdraw_support),
        )
        .route(
            "/api/v1/proposals/{id}/comments",
            get(proposals::comments).post(proposals::comment),
        )
        .route("/api/v1/questions", get(questions::list))
        .route("/api/v1/questions/{questions}", get(questions::show))
        .route(
            "/api/v1/questions/{questions}/comments",
            get(questions::comments),
        )
        .route_layer(from_fn_with_state(state.clone(), may_write))
        .route("/openapi.json", get(openapi::document))
}
