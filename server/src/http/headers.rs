//! The headers on every response, whatever it is: page, error, stream, file or panic.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::entropy;
use crate::state::AppState;

/// The nonce of this response: scripts without it do not run.
#[derive(Clone, Debug)]
pub struct ResponseNonce(pub String);

/// On a response that is a file of somebody's and no page of ours: nothing in it runs, is styled,
/// fetches or is framed.
#[derive(Clone, Copy, Debug)]
pub struct Lifeless;

const LIFELESS: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; sandbox";

/// The same for all responses. `same-origin` and not `no-referrer`: forms without JavaScript are
/// led back by the referrer in places, and no other site learns more from it.
const FIXED: [(HeaderName, &str); 8] = [
    (
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("x-permitted-cross-domain-policies"),
        "none",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), \
         fullscreen=(self), geolocation=(), gyroscope=(), hid=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), publickey-credentials-get=(self), \
         screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()",
    ),
];

/// Makes the nonce, and puts the headers on what comes back.
pub async fn secure(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    // Without randomness there is no nonce, and then no script runs: safe, and the pages work.
    let nonce = entropy::token::<16>(state.entropy.as_ref()).unwrap_or_default();
    request
        .extensions_mut()
        .insert(ResponseNonce(nonce.clone()));
    let mut response = next.run(request).await;
    let policy = match response.extensions().get::<Lifeless>() {
        Some(_) => LIFELESS.to_owned(),
        None => content_security_policy(&nonce),
    };
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn content_security_policy(nonce: &str) -> String {
    let script = match nonce.is_empty() {
        true => "'none'".to_owned(),
        false => format!("'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"),
    };
    format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'"
    )
}

/// Whether who asks has what carries this tag already.
pub fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag || known.trim() == "*")
}
