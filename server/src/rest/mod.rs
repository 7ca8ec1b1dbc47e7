//! The REST interface `/api/v1`: the same services as the pages, for programs.
//!
//! Answers are JSON, errors are `application/problem+json` with a stable `code` and, where a field
//! is at fault, its name. `/openapi.json` describes it from the types here. The session cookie or a
//! bearer key (made on `/konto`) says who asks.

mod body;
mod openapi;
mod problem;
mod proposals;
mod requests;
mod shapes;

use axum::Router;
use axum::routing::get;

pub use problem::Problem;

use crate::state::AppState;

/// Bodies of programs are as small as those of forms.
const MAX_BODY_BYTES: usize = 64 * 1024;

pub fn routes() -> Router<AppState> {
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
        .route("/openapi.json", get(openapi::document))
}
