//! The REST interface over HTTP, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

mod comments;
mod keys;
mod list;
mod openapi;
mod problems;
mod questions;
mod shapes;
mod submit;
mod support;
#[path = "../proposals/walk.rs"]
#[allow(dead_code, reason = "this program uses its part")]
mod walk;

use axum::http::{Method, StatusCode};
use common::App;
use common::http::{Browser, Page};
use nara_domain::proposal::Ruleset;
use serde_json::{Value, json};

/// A proposal that is fine.
fn lights() -> Value {
    json!({
        "title": "Belysning vid sjön",
        "body": "Stigen runt sjön är mörk hela vintern.",
        "topic": "trygghet",
    })
}

/// `lights` with one field changed.
fn with(field: &str, value: Value) -> Value {
    let mut body = lights();
    body[field] = value;
    body
}

async fn post(browser: &mut Browser<'_>, path: &str, body: &Value) -> Page {
    browser.json(Method::POST, path, body.clone()).await
}

async fn put(browser: &mut Browser<'_>, path: &str) -> Page {
    browser.json(Method::PUT, path, Value::Null).await
}

async fn delete(browser: &mut Browser<'_>, path: &str) -> Page {
    browser.json(Method::DELETE, path, Value::Null).await
}

/// Checks everything that holds for problems, and these.
#[track_caller]
fn is_problem(page: &Page, status: u16, code: &str, field: Option<&str>) -> Value {
    assert_eq!(
        page.status,
        StatusCode::from_u16(status).unwrap(),
        "{}",
        page.text
    );
    assert!(
        page.is_problem(),
        "{} {}",
        page.header("content-type"),
        page.text
    );
    let problem = page.json();
    assert_eq!(problem["type"], "about:blank");
    assert_eq!(problem["status"], status);
    assert_eq!(problem["code"], code, "{problem}");
    assert_eq!(problem["field"].as_str(), field, "{problem}");
    for words in ["title", "detail"] {
        let words = problem[words].as_str().unwrap();
        assert!(!words.is_empty() && !words.contains("error-"), "{problem}");
    }
    for leaked in [
        "sqlx",
        "serde",
        "panick",
        "select ",
        "line 1 column",
        "/src/",
    ] {
        assert!(!page.text.contains(leaked), "{problem}");
    }
    problem
}

/// Every field at fault with its code.
fn faults(problem: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let errors = problem["errors"].as_array().unwrap();
    errors
        .iter()
        .map(|error| (text(&error["field"]), text(&error["code"])))
        .collect()
}

/// From now on somebody reads a proposal before it is public.
async fn with_pre_review(app: &App) {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
}
