//! The site's files, inside the binary.
//!
//! What the site build made (hashed names under `/pkg`, some files at the root) with its brotli and
//! gzip twins, made once at build time at the best level: nothing is compressed here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_app::context::Assets;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::state::AppState;

/// Names of `/pkg` files change with their contents.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Names at the root stay; asking again costs a 304.
const FOR_A_DAY: &str = "public, max-age=86400";

/// The embedded files. The binary embeds them and not this library, so that the library is compiled
/// while the site is built.
#[derive(Clone)]
pub struct SiteFiles {
    names: Arc<[Cow<'static, str>]>,
    get: fn(&str) -> Option<EmbeddedFile>,
}

impl std::fmt::Debug for SiteFiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SiteFiles").field("names", &self.names).finish_non_exhaustive()
    }
}

impl SiteFiles {
    pub fn of<Site: RustEmbed>() -> Self {
        Self { names: Site::iter().collect(), get: Site::get }
    }

    /// No site: pages come without style and islands.
    pub fn none() -> Self {
        Self { names: Arc::default(), get: |_| None }
    }

    /// The addresses of the built site's files. Empty where it was not built.
    pub fn addresses(&self) -> Assets {
        let names = (self.get)("assets.json")
            .and_then(|file| {
                serde_json::from_slice::<BTreeMap<String, String>>(&file.data).ok()
            })
            .unwrap_or_default();
        let of = |name: &str| names.get(name).cloned().unwrap_or_default();
        Assets { css: of("nara.css"), js: of("nara.js"), wasm: of("nara.wasm") }
    }
}

pub fn routes(files: &SiteFiles) -> Router<AppState> {
    let mut routes = Router::new().route("/pkg/{*file}", get(packed));
    // One route for each file at the root, so that nothing shadows a page by accident.
    for name in files.names.iter().filter(|name| !is_twin(name) && !name.contains('/')) {
        if name != "assets.json" {
            let name = name.clone();
            routes = routes.route(
                &format!("/{name}"),
                get(move |State(state): State<AppState>, headers: HeaderMap| {
                    std::future::ready(serve(&state.files, &name, &headers, FOR_A_DAY))
                }),
            );
        }
    }
    routes
}

async fn packed(
    State(state): State<AppState>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    serve(&state.files, &format!("pkg/{file}"), &headers, FOR_EVER)
}

/// The twins are no files of their own.
fn is_twin(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

fn serve(files: &SiteFiles, name: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let Some(plain) = (files.get)(name).filter(|_| !is_twin(name)) else {
        return (StatusCode::NOT_FOUND, "not found\n").into_response();
    };
    let tag = format!("\"{}\"", hex::encode(plain.metadata.sha256_hash()));
    let fresh = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/") == tag);
    let (body, encoding) = match best_twin(files, name, headers) {
        Some((data, encoding)) => (data, Some(encoding)),
        None => (plain.data, None),
    };
    let mut response = match fresh {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => match body {
            Cow::Borrowed(bytes) => bytes.into_response(),
            Cow::Owned(bytes) => bytes.into_response(),
        },
    };
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    // Text of ours is UTF-8; without saying so a browser may guess.
    let kind = match kind.type_() == mime_guess::mime::TEXT {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_string(),
    };
    let values: [(HeaderName, Option<&str>); 5] = [
        (header::CONTENT_TYPE, (!fresh).then_some(kind.as_str())),
        (header::CONTENT_ENCODING, encoding.filter(|_| !fresh)),
        (header::ETAG, Some(&tag)),
        (header::CACHE_CONTROL, Some(cache)),
        (header::VARY, Some("Accept-Encoding")),
    ];
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    for (name, value) in values {
        if let Some(Ok(value)) = value.map(HeaderValue::from_str) {
            headers.insert(name, value);
        }
    }
    response
}

fn best_twin(
    files: &SiteFiles,
    name: &str,
    headers: &HeaderMap,
) -> Option<(Cow<'static, [u8]>, &'static str)> {
    let accepted: Vec<String> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter(|coding| !refused(coding))
        .map(|coding| coding.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
        .collect();
    [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(coding, ending)| {
        accepted.iter().any(|accepted| accepted == coding).then_some(())?;
        Some(((files.get)(&format!("{name}.{ending}"))?.data, coding))
    })
}

/// `br;q=0` means: not this one.
fn refused(coding: &str) -> bool {
    coding
        .split(';')
        .skip(1)
        .filter_map(|parameter| parameter.trim().strip_prefix("q="))
        .any(|weight| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0))
}
