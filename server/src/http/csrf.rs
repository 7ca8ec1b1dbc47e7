//! Requests that change something must come from our own pages.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`); another site, another host
//! of the same site and a hidden origin (`null`) are refused. A request that says neither comes from a
//! program, with a key or with a cookie it was given, or from a browser older than the wall: that one
//! sends a `Referer`, which has to be ours, and keeps the cookie (`SameSite=Lax`) from what another
//! site sends. No token in the forms, so pages stay cacheable and forms work however long they stood
//! open.
//!
//! One address is open to everybody: where a letter's link stops letters
//! ([`crate::follow::forms::is_one_click`]). Mail programs post to it from wherever they run, and what
//! it does is decided by the proof in the address alone.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, Response, header};
use axum::middleware::Next;
use axum::response::IntoResponse;
use nara_app::error::AppError;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::errors::Failure;
use crate::follow::forms::is_one_click;
use crate::state::AppState;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

type Refusal = fn(ProtectionError) -> Response<Body>;

pub fn layer(public_url: &str) -> CsrfLayer<Refusal> {
    let layer = CsrfLayer::new();
    // Behind a proxy that rewrites `Host`, the public address is what browsers know us by.
    let layer = match layer.clone().add_trusted_origin(public_url) {
        Ok(trusting) => trusting,
        Err(error) => {
            // Only `Host` is compared then.
            tracing::warn!(%error, "csrf.public_url_no_origin");
            layer
        }
    };
    layer
        .with_insecure_bypass(|method, address| is_one_click(method, address.path()))
        .with_rejection_response(refuse as Refusal)
}

fn refuse(reason: ProtectionError) -> Response<Body> {
    tracing::info!(%reason, "csrf.refused");
    Failure(AppError::CrossSite).into_response()
}

/// Refuses what [`layer`] cannot judge and that comes from another site's address.
pub async fn referred(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> axum::response::Response {
    match is_from_elsewhere(&state, &request) {
        true => {
            tracing::info!(reason = "referred by another site", "csrf.refused");
            Failure(AppError::CrossSite).into_response()
        }
        false => next.run(request).await,
    }
}

fn is_from_elsewhere(state: &AppState, request: &Request) -> bool {
    let headers = request.headers();
    let judged = headers.contains_key(SEC_FETCH_SITE) || headers.contains_key(header::ORIGIN);
    let open = is_one_click(request.method(), request.uri().path());
    if judged || open || request.method().is_safe() {
        return false;
    }
    headers.get(header::REFERER).is_some_and(|referer| {
        let referer = referer.to_str();
        !referer.is_ok_and(|referer| is_ours(state, request, referer))
    })
}

/// Whether an address is on this host, by its public name or by the one that was asked.
fn is_ours(state: &AppState, request: &Request, address: &str) -> bool {
    let asked = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or(request.uri().authority().map(|host| host.as_str()));
    let host = host_of(address);
    host.is_some() && (host == host_of(&state.site.public_url) || host == asked)
}

/// `127.0.0.1:3000` of `http://127.0.0.1:3000/om`.
fn host_of(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    rest.split(['/', '?', '#'])
        .next()
        .filter(|host| !host.is_empty())
}
