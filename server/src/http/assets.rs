//! The site's files, inside the binary.
//!
//! What the site build made (hashed names under `/pkg`, some files at the root) with its brotli and
//! gzip twins, made once at build time at the best level: nothing is compressed here.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Component, Path as FilePath, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use nara_app::context::Assets;
use rust_embed::{EmbeddedFile, RustEmbed, utils};

use crate::state::AppState;

/// Names of `/pkg` files change with their contents.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Names at the root stay; asking again costs a 304.
const FOR_A_DAY: &str = "public, max-age=86400";

/// Finds an embedded file by its name.
type Get = dyn Fn(&str) -> Option<EmbeddedFile> + Send + Sync;

/// The embedded files. The binary embeds them and not this library, so that the library is compiled
/// while the site is built.
#[derive(Clone)]
pub struct SiteFiles {
    names: Arc<[Cow<'static, str>]>,
    get: Arc<Get>,
}

impl std::fmt::Debug for SiteFiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SiteFiles")
            .field("names", &self.names)
            .finish_non_exhaustive()
    }
}

impl SiteFiles {
    /// The files inside the program. `cargo leptos watch` names a folder instead, in which it
    /// changes them while the server runs.
    pub fn of<Site: RustEmbed + 'static>() -> Self {
        match std::env::var_os("LEPTOS_SITE_ROOT") {
            Some(folder) => Self::in_folder(PathBuf::from(folder)),
            None => Self {
                names: Site::iter().collect(),
                get: Arc::new(Site::get),
            },
        }
    }

    fn in_folder(folder: PathBuf) -> Self {
        let entries = std::fs::read_dir(&folder).into_iter().flatten();
        let names = entries
            .filter_map(|entry| Some(Cow::Owned(entry.ok()?.file_name().into_string().ok()?)))
            .collect();
        let get = move |name: &str| {
            let mut parts = FilePath::new(name).components();
            let inside = parts.all(|part| matches!(part, Component::Normal(_)));
            inside
                .then(|| utils::read_file_from_fs(&folder.join(name)).ok())
                .flatten()
        };
        Self {
            names,
            get: Arc::new(get),
        }
    }

    /// No site: pages come without style and islands.
    pub fn none() -> Self {
        Self {
            names: Arc::default(),
            get: Arc::new(|_| None),
        }
    }

    /// The addresses of the built site's files: hashed ones as xtask makes them, plain ones as
    /// cargo-leptos does. Empty where it was not built.
    pub fn addresses(&self) -> Assets {
        let names = (self.get)("assets.json")
            .and_then(|file| serde_json::from_slice::<BTreeMap<String, String>>(&file.data).ok())
            .unwrap_or_default();
        let there = |address: &String| (self.get)(address.trim_start_matches('/')).is_some();
        let of = |name: &str| {
            let hashed = names.get(name).cloned();
            hashed
                .into_iter()
                .chain([format!("/pkg/{name}")])
                .find(there)
                .unwrap_or_default()
        };
        Assets {
            css: of("nara.css"),
            js: of("nara.js"),
            wasm: of("nara.wasm"),
        }
    }
}

pub fn routes(files: &SiteFiles) -> Router<AppState> {
    let mut routes = Router::new().route("/pkg/{*file}", get(packed));
    // One route for each file at the root, so that nothing shadows a page by accident.
    for name in files
        .names
        .iter()
        .filter(|name| !is_twin(name) && !name.contains('/'))
    {
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
    // cargo-leptos puts no hash into them.
    let hashed = file.split('.').count() > 2;
    let cache = if hashed { FOR_EVER } else { "no-cache" };
    serve(&state.files, &format!("pkg/{file}"), &headers, cache)
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
        .map(|coding| {
            coding
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase()
        })
        .collect();
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .find_map(|(coding, ending)| {
            accepted
                .iter()
                .any(|accepted| accepted == coding)
                .then_some(())?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_hands_out_what_lies_in_it_and_nothing_else() {
        let files = SiteFiles::in_folder(PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        assert!((files.get)("Cargo.toml").is_some());
        assert!((files.get)("src/main.rs").is_some());
        for outside in [
            "../Cargo.toml",
            "src/../../Cargo.toml",
            "/etc/passwd",
            "src",
            "",
        ] {
            assert!((files.get)(outside).is_none(), "{outside}");
        }
        assert_eq!(files.addresses().css, "", "what was not built is not named");
    }

    #[test]
    fn the_smallest_accepted_twin_is_sent() {
        let file = || utils::read_file_from_fs(FilePath::new("Cargo.toml")).ok();
        let get = move |name: &str| name.starts_with("pkg/nara.css").then(file).flatten();
        let files = SiteFiles {
            names: Arc::default(),
            get: Arc::new(get),
        };
        assert_eq!(
            files.addresses().css,
            "/pkg/nara.css",
            "as cargo-leptos names it"
        );
        let encoding = |accepted: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            let response = serve(&files, "pkg/nara.css", &headers, FOR_EVER);
            response.headers().get(header::CONTENT_ENCODING).cloned()
        };
        assert_eq!(encoding("gzip, deflate, br, zstd").unwrap(), "br");
        assert_eq!(encoding("gzip, br;q=0").unwrap(), "gzip");
        assert_eq!(encoding("identity"), None);
        let twin = serve(&files, "pkg/nara.css.br", &HeaderMap::new(), FOR_EVER);
        assert_eq!(twin.status(), StatusCode::NOT_FOUND);
    }
}
