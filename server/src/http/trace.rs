//! A number for every request, and one log line without personal data: method, route pattern (not
//! the address, which may hold a link's secret), status and time.
//!
//! What is refused is said with its reason, whoever refused it – a permission, a limit, the wall
//! against other sites, a link that was used, a form nobody sends: every error of ours has a code, and
//! answers carry it ([`Refused`]). A session is named by the beginning of its hash: with the database
//! one can follow what somebody did who got in, and without it the log says nothing of anybody.
//!
//! A 503 that is meant (`MEANT`) is a refusal like those, and counted apart: who is woken for faults of
//! ours sleeps on while something is switched off.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::field::Empty;
use tracing::{Instrument, Span};

use super::health;
use super::pressure::Shed;
use crate::entropy;
use crate::metrics::labels;
use crate::state::AppState;

/// Whoever waits longer begins to wonder.
const SLOW: Duration = Duration::from_secs(1);

/// Codes of what is answered 503 on purpose. For whom there is no room is counted by lane ([`Shed`]).
const MEANT: [&str; 2] = ["closed", health::NOT_READY];

/// The request's number: in the log, in the `x-request-id` header and on error pages.
#[derive(Clone, Debug, Default)]
pub struct RequestId(pub String);

/// Why a request was not done, as [`nara_app::error::AppError::code`] says it: put into a response's
/// extensions by whatever answers with an error.
#[derive(Clone, Copy, Debug)]
pub struct Refused(pub &'static str);

/// As much of a session's fingerprint as the log says.
pub fn session_said(fingerprint: &str) -> &str {
    fingerprint.get(..8).unwrap_or_default()
}

/// Says in every further line of this request in which session it came.
pub fn came_in(fingerprint: &str) {
    Span::current().record("session", session_said(fingerprint));
}

pub async fn log(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let id = entropy::token::<9>(state.entropy.as_ref()).unwrap_or_default();
    request.extensions_mut().insert(RequestId(id.clone()));
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let method = labels::method(request.method());
    let span = tracing::info_span!("request", id = %id, method, route, session = Empty);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = started.elapsed();
    let http = state.metrics.http();
    http.answered(method, &route, response.status(), took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    let shed = response.extensions().get::<Shed>().is_some();
    let code = response.extensions().get::<Refused>();
    let code = code.map_or("", |Refused(code)| code);
    let meant = MEANT.contains(&code);
    if meant && !shed {
        http.declined();
    }
    if took > SLOW {
        span.in_scope(|| tracing::warn!(status, ms, "request.slow"));
    }
    span.in_scope(|| match status {
        // One line a second tells how many there were.
        _ if shed => tracing::debug!(status, code, ms, "request.shed"),
        500.. if !meant => tracing::warn!(status, code, ms, "request.failed"),
        400.. => tracing::info!(status, code, ms, "request.refused"),
        _ => tracing::debug!(status, ms, "request.done"),
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}
