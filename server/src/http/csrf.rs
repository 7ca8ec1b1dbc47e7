//! Requests that change something must come from our own pages.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`); another site, another host
//! of the same site and a hidden origin (`null`) are refused. Programs send neither header and pass:
//! without a browser there are no cookies to abuse. No token in the forms, so pages stay cacheable
//! and forms work however long they stood open.

use axum::body::Body;
use axum::http::Response;
use axum::response::IntoResponse;
use nara_app::error::AppError;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::errors::Failure;

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
