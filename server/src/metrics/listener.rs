//! `/metrics` on an address of its own: whoever reads pages is not meant to read this, and whoever
//! reads this needs no page.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;

use super::scrape;
use crate::state::AppState;

/// Not among the server's routes.
const PATH: &str = "/metrics";

pub fn router(state: AppState) -> Router {
    Router::new().route(PATH, get(measured)).with_state(state)
}

/// Runs until the server stops.
pub async fn serve(listener: TcpListener, state: AppState) {
    let stop = state.shutdown.clone().cancelled_owned();
    let serving = axum::serve(listener, router(state)).with_graceful_shutdown(stop);
    if let Err(error) = serving.await {
        tracing::error!(%error, "metrics.stopped");
    }
}

async fn measured(State(state): State<AppState>) -> Response {
    const HEADERS: [(HeaderName, HeaderValue); 3] = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ];
    match scrape(&state).await {
        Ok(text) => (HEADERS, text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
