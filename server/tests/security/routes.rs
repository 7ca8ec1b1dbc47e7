//! Which addresses there are, asked of the router itself: a new one cannot be left out of the tests
//! that walk all of them.
//!
//! axum has no list of its routes but what it prints of itself for debugging, which names every
//! method of every path. A wrapper around `Router::route` would keep a list of its own, and miss
//! what is added past it (the pages and server functions, which Leptos adds). Should axum print
//! something else one day, [`nothing_is_missing`] fails.

use std::collections::BTreeSet;
use std::path::Path;

use axum::Router;

use crate::common::http::{Options, Web};
use crate::on_both;

/// `GET /forslag/{id}/{slug}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub pattern: String,
    pub method: String,
}

/// `HEAD` is answered wherever `GET` is.
const METHODS: [&str; 8] = [
    "get", "post", "put", "patch", "delete", "options", "trace", "connect",
];

impl Route {
    /// Whether sending it may change something.
    pub fn is_unsafe(&self) -> bool {
        !matches!(self.method.as_str(), "GET" | "OPTIONS" | "TRACE")
    }
}

/// Every route of a server.
pub fn of(web: &Web) -> BTreeSet<Route> {
    let router = nara_server::router::routed(web.state.clone(), Router::new());
    let printed = format!("{router:?}");
    let (own, _fallbacks) = printed.split_once(", fallback_router: ").unwrap();
    let (methods, paths) = own.split_once("node: Node { paths: {").unwrap();
    let pattern_of = |id: &str| {
        let (_, after) = paths.split_once(&format!("RouteId({id}): \"")).unwrap();
        after.split_once('"').unwrap().0.to_owned()
    };
    let mut routes = BTreeSet::new();
    for printed in methods.split("RouteId(").skip(1) {
        let (id, handlers) = printed.split_once("): ").unwrap();
        let pattern = pattern_of(id);
        assert!(
            handlers.starts_with("MethodRouter("),
            "{pattern} takes every method: {handlers}"
        );
        for method in METHODS {
            let (_, handler) = handlers.split_once(&format!(" {method}: ")).unwrap();
            if !handler.starts_with("None") {
                routes.insert(Route {
                    pattern: pattern.clone(),
                    method: method.to_uppercase(),
                });
            }
        }
    }
    routes
}

/// Addresses that stand as text in the server's source.
fn written(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            written(&path, found);
        } else {
            let source = std::fs::read_to_string(&path).unwrap();
            for (at, _) in source.match_indices(".route(") {
                let after = source[at + ".route(".len()..].trim_start();
                if let Some(address) = after.strip_prefix('"') {
                    found.insert(address.split_once('"').unwrap().0.to_owned());
                }
            }
        }
    }
}

on_both!(nothing_is_missing, |app| {
    let web = app.web_with(Options::default()).await;
    let patterns: BTreeSet<String> = of(&web).into_iter().map(|route| route.pattern).collect();
    let mut expected = BTreeSet::new();
    written(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut expected,
    );
    assert!(expected.len() > 30, "{expected:?}");
    for page in leptos_axum::generate_route_list(nara_app::App) {
        expected.insert(page.path().to_owned());
    }
    for (path, _) in leptos::server_fn::axum::server_fn_paths() {
        expected.insert(path.to_owned());
    }
    let missing: Vec<&String> = expected.difference(&patterns).collect();
    assert!(missing.is_empty(), "{missing:?} not in {patterns:#?}");
});
