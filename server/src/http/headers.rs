//! The headers on every response, whatever it is: page, error, stream, file or panic.
//!
//! What runs on a page is allowed by the nonce of its response. A page that is the same for everybody
//! ([`super::page_cache`]) has none: its one script is allowed by its hash.

use std::sync::LazyLock;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use nara_app::layout::ISLANDS_SCRIPT;
use sha2::{Digest, Sha256};

use super::page_cache;
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

/// The policy of pages that are the same for everybody.
static FOR_EVERYBODY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(ISLANDS_SCRIPT));
    policy_header(&format!("'sha256-{hash}'"))
});

/// Makes the nonce, and puts the headers on what comes back.
pub async fn secure(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let nonce = match page_cache::kept(&request) {
        Some(kept) => {
            request.extensions_mut().insert(kept);
            None
        }
        None => {
            // Without randomness there is no nonce, and then no script runs: safe, and the pages work.
            let nonce = entropy::token::<16>(state.entropy.as_ref()).unwrap_or_default();
            request
                .extensions_mut()
                .insert(ResponseNonce(nonce.clone()));
            Some(nonce)
        }
    };
    let mut response = next.run(request).await;
    let lifeless = response.extensions().get::<Lifeless>().is_some();
    let policy = match nonce {
        _ if lifeless => HeaderValue::from_static(LIFELESS),
        None => FOR_EVERYBODY.clone(),
        Some(nonce) if nonce.is_empty() => policy_header(""),
        Some(nonce) => policy_header(&format!("'nonce-{nonce}'")),
    };
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// `allowed`: by what a script is known that may run.
fn policy_header(allowed: &str) -> HeaderValue {
    // What was made of letters, digits and quotes is always a header.
    HeaderValue::from_str(&content_security_policy(allowed))
        .unwrap_or(HeaderValue::from_static(LIFELESS))
}

fn content_security_policy(allowed: &str) -> String {
    let script = match allowed.is_empty() {
        true => "'none'".to_owned(),
        false => format!("{allowed} 'strict-dynamic' 'wasm-unsafe-eval'"),
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
