//! Requests that change something must come from our own pages.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`); another site, another host
//! of the same site and a hidden origin (`null`) are refused. A request that says neither comes from
//! a program, or from a browser too old to be trusted with it: with our cookie it passes only if its
//! `Referer` is ours, and never with the `Referer` of another site. Programs hold a key and no cookie,
//! so there is nothing to abuse. No token in the forms, so pages stay cacheable and forms work however
//! long they stood open.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, Response, header};
use axum::middleware::Next;
use axum::response::IntoResponse;
use nara_app::error::AppError;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::cookies;
use super::errors::Failure;
use crate::state::AppState;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

type Refusal = fn(ProtectionError) -> Response<Body>;

pub fn layer(public_url: &str) -> CsrfLayer<Refusal> {
    let layer = CsrfLayer::new();
    // Behind a proxy that rewrites `Host`, the public address is what browsers know us by.
    let layer = match layer.clone().add_trusted_origin(public_url) {
        Ok(trusting) => trusting,
        Err(error) => {
            tracing::warn!(%error, "the public address is no origin; only `Host` is compared");
            layer
        }
    };
    layer.with_rejection_response(refuse as Refusal)
}

fn refuse(reason: ProtectionError) -> Response<Body> {
    tracing::info!(%reason, "csrf.refused");
    Failure(AppError::CrossSite).into_response()
}

/// Refuses what [`layer`] cannot judge, because nothing says where it comes from, and our cookie or
/// another site's address is in it.
pub async fn silent(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> axum::response::Response {
    match is_suspect(&state, &request) {
        true => {
            tracing::info!(reason = "nothing says where it comes from", "csrf.refused");
            Failure(AppError::CrossSite).into_response()
        }
        false => next.run(request).await,
    }
}

fn is_suspect(state: &AppState, request: &Request) -> bool {
    let headers = request.headers();
    let judged = headers.contains_key(SEC_FETCH_SITE) || headers.contains_key(header::ORIGIN);
    if judged || request.method().is_safe() {
        return false;
    }
    match headers.get(header::REFERER) {
        Some(referer) => !referer
            .to_str()
            .is_ok_and(|referer| is_ours(state, request, referer)),
        None => cookies::read(headers, cookies::session_name(state.secure())).is_some(),
    }
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
