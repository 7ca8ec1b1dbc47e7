//! A number for every request, and one log line without personal data: method, route pattern (not
//! the address, which may hold a link's secret), status and time.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::entropy;
use crate::state::AppState;

/// The request's number: in the log, in the `x-request-id` header and on error pages.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

pub async fn log(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let id = entropy::token::<9>(state.entropy.as_ref()).unwrap_or_default();
    request.extensions_mut().insert(RequestId(id.clone()));
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", id = %id, method = %request.method(), route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    span.in_scope(|| match status {
        500.. => tracing::warn!(status, ms, "request.failed"),
        _ => tracing::debug!(status, ms, "request.done"),
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}
