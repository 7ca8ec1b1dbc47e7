//! Whatever goes wrong reaches the reader as a page in the site's look, and a program as
//! problem+json: the handlers' own errors as well as those of the framework (an unknown address,
//! a wrong method, a body that is too large).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use nara_app::context::PageContext;
use nara_app::error::AppError;
use nara_domain::time::Stamp;

use super::pages;
use super::trace::Refused;
use crate::rest::Problem;
use crate::state::AppState;

/// An error as a handler's answer. It has a status and no body: [`dress`] makes it a page or a
/// problem, whichever the request asks for, in its language.
#[derive(Clone, Debug)]
pub struct Failure(pub AppError);

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        retry_after(response.headers_mut(), &self.0);
        response.extensions_mut().insert(Refused(self.0.code()));
        response.extensions_mut().insert(self);
        response
    }
}

pub fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Says when to come back, where that is known.
pub fn retry_after(headers: &mut HeaderMap, error: &AppError) {
    match error {
        AppError::TooMany { retry_after } => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
        }
        AppError::NewAccount(reached) => {
            if let Some(value) = http_date(reached.until) {
                headers.insert(header::RETRY_AFTER, value);
            }
        }
        AppError::Unavailable => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        AppError::Closed(closed) => {
            if let Some(value) = closed.until.and_then(http_date) {
                headers.insert(header::RETRY_AFTER, value);
            }
        }
        // Who was refused once is likely to be refused at once.
        AppError::Busy => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        }
        _ => {}
    }
}

/// `Fri, 27 Nov 2026 08:00:00 GMT`, as RFC 9110 has it.
fn http_date(at: Stamp) -> Option<HeaderValue> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?;
    let text = at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::from_str(&text).ok()
}

/// Gives errors without a body of ours their page or problem. What is already a page, a problem or
/// JSON is left as it is.
pub async fn dress(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let context = request
        .extensions()
        .get::<PageContext>()
        .cloned()
        .unwrap_or_default();
    let program = is_program(request.uri().path(), request.headers());
    let response = next.run(request).await;
    match error_of(&response) {
        Some(error) => respond(&state, context, program, error, response.headers()).await,
        None => response,
    }
}

/// The error's page or problem. Headers that belong to the error (`Allow`, `Retry-After`,
/// `Set-Cookie`) are taken over from `former`.
pub async fn respond(
    state: &AppState,
    context: PageContext,
    program: bool,
    error: AppError,
    former: &HeaderMap,
) -> Response {
    let mut response = match program {
        true => Problem::response(&error, context.lang),
        false => pages::failure(state, context, error.clone()).await,
    };
    let headers = response.headers_mut();
    retry_after(headers, &error);
    for name in [
        header::ALLOW,
        header::RETRY_AFTER,
        header::SET_COOKIE,
        header::WWW_AUTHENTICATE,
    ] {
        for value in former.get_all(&name) {
            if name == header::SET_COOKIE {
                headers.append(name.clone(), value.clone());
            } else {
                headers.insert(name.clone(), value.clone());
            }
        }
    }
    response.extensions_mut().insert(Refused(error.code()));
    response
}

/// Whether a program asks and not a reader.
pub fn is_program(path: &str, headers: &HeaderMap) -> bool {
    if ["/api/", "/fn/", "/live", "/openapi.json"]
        .iter()
        .any(|start| path.starts_with(start))
    {
        return true;
    }
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("json") && !accept.contains("text/html"))
}

fn error_of(response: &Response) -> Option<AppError> {
    if let Some(Failure(error)) = response.extensions().get::<Failure>() {
        return Some(error.clone());
    }
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return None;
    }
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    // The framework explains itself in plain text, and to developers; everything else is ours.
    if kind.is_some_and(|kind| !kind.starts_with("text/plain")) {
        return None;
    }
    Some(match status {
        StatusCode::UNAUTHORIZED => AppError::SignIn,
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::MethodNotAllowed,
        StatusCode::REQUEST_TIMEOUT => AppError::TooSlow,
        StatusCode::CONFLICT => AppError::Conflict,
        StatusCode::GONE => AppError::Gone,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => AppError::UnsupportedMediaType,
        StatusCode::TOO_MANY_REQUESTS => AppError::TooMany { retry_after: 60 },
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => AppError::Unavailable,
        status if status.is_client_error() => AppError::Malformed,
        _ => AppError::Internal,
    })
}
