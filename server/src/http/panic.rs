//! What is answered when a handler panicked: a finished page, because whatever renders pages may be
//! what panicked.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::middleware::Next;
use nara_app::error::AppError;
use nara_app::i18n::Lang;

use super::errors;
use super::trace::{Refused, RequestId};
use crate::rest::Problem;

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
<meta name=\"color-scheme\" content=\"light dark\"><title>Något gick fel – Nära</title></head>\
<body><main><h1>Något gick fel hos oss</h1>\
<p>Felet är noterat. Det du skrev finns kvar om du går tillbaka i webbläsaren.</p>\
<p><a href=\"/\">Till startsidan</a></p>\
<div lang=\"en\"><h2>Something went wrong on our side</h2>\
<p>The fault has been recorded. What you wrote is still there if you go back in your browser.</p>\
<p><a href=\"/en\">To the start page</a></p></div><p>Id: ";
const REST: &str = "</p></main></body></html>\n";

/// Marks the answer, so that [`finish`] knows it.
#[derive(Clone, Copy, Debug)]
struct Panicked;

/// The page gets the request's number, by which the log line is found; a program gets a problem
/// instead. Outside of what catches panics, because that no longer knows the request.
pub async fn finish(request: Request, next: Next) -> axum::response::Response {
    let program = errors::is_program(request.uri().path(), request.headers());
    let lang = request.extensions().get::<Lang>().copied();
    let id = request.extensions().get::<RequestId>().cloned();
    let mut response = next.run(request).await;
    if response.extensions().get::<Panicked>().is_none() {
        return response;
    }
    if program {
        return Problem::response(&AppError::Internal, lang.unwrap_or_default());
    }
    let RequestId(id) = id.unwrap_or_default();
    *response.body_mut() = axum::body::Body::from(format!("{PAGE}{id}{REST}"));
    response
}

/// For [`tower_http::catch_panic::CatchPanicLayer::custom`]; `count` tells tests how many there were.
/// The payload stays out of the log: a panic message may hold what somebody wrote. The place is
/// logged by the panic hook.
pub fn answer(
    count: Arc<AtomicU64>,
) -> impl Fn(Box<dyn Any + Send + 'static>) -> Response<Body> + Clone {
    move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        let mut response = Response::new(Body::empty());
        response
            .extensions_mut()
            .insert(Refused(AppError::Internal.code()));
        response.extensions_mut().insert(Panicked);
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
