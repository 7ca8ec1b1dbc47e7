//! For whoever watches the server: is the process there, and can it work?

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::trace::Refused;
use crate::state::AppState;

/// Why a server that is not ready refuses; what is the matter stands in its answer.
pub const NOT_READY: &str = "not_ready";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/livez", get(alive))
        .route("/readyz", get(ready))
}

async fn alive() -> Response {
    plain(StatusCode::OK, "ok\n")
}

/// 503 while stopping (so that a balancer sends nobody here), when the database does not answer,
/// when votes are not taken, and after an error that leaves its state unknown.
async fn ready(State(state): State<AppState>) -> Response {
    if state.draining.is_cancelled() || state.shutdown.is_cancelled() {
        return not_ready("stopping\n");
    }
    if state.db.is_broken() {
        return not_ready("storage state unknown, writing stopped\n");
    }
    if !state.proposals.is_working() {
        return not_ready("nobody writes support down\n");
    }
    match state.db.answers().await {
        Ok(()) => plain(StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "health.database");
            not_ready("database does not answer\n")
        }
    }
}

/// That it says so is no fault: whoever watches asks on, and what is wrong is told in other ways.
fn not_ready(text: &'static str) -> Response {
    let mut response = plain(StatusCode::SERVICE_UNAVAILABLE, text);
    response.extensions_mut().insert(Refused(NOT_READY));
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = (status, text).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
