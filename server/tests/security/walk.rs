//! Every address with every role: no fault of ours anywhere, and nothing done by who may not.

use axum::http::{Method, StatusCode};
use nara_domain::actor::{Actor, Level, Role, Standing};

use super::routes;
use crate::common::App;
use crate::common::http::{Browser, Options, Web};
use crate::on_both;

/// The addresses of all pages, from the router itself: a new page is walked without being listed.
fn pages() -> Vec<String> {
    leptos_axum::generate_route_list(nara_app::App)
        .iter()
        .map(|route| route.path().to_owned())
        .filter(|path| !path.contains('*'))
        .collect()
}

fn filled(path: &str, id: &str) -> String {
    path.replace("{id}", id)
        .replace("{slug}", "x")
        .replace("{token}", "a.b.c")
        .replace("{link}", "a.b.c")
        .replace("{key}", "1")
        .replace("{draft}", "unknown")
        .replace("{entered}", "1")
        .replace("{step}", "text")
        .replace("{act}", "1")
        .replace("{person}", id)
        .replace("{invitation}", id)
        .replace("{group}", id)
        .replace("{meeting}", id)
        .replace("{template}", id)
        .replace("{questions}", id)
        .replace("{held}", id)
        .replace("{pace}", id)
        .replace("{case}", id)
        .replace("{comment}", id)
        .replace("{notice}", id)
        .replace("{restraint}", id)
        .replace("{number}", "1")
        .replace("{deed}", "answer")
}

async fn roles<'w>(app: &App, web: &'w Web) -> Vec<(&'static str, Browser<'w>)> {
    let administrator = vec![Standing::of(Role::Administrator)];
    let people: [(&str, Actor); 6] = [
        ("resident", app.resident("Siv").await),
        ("youth", app.youth("Norrsken").await),
        ("official", app.official("Maja").await),
        ("secretary", app.secretary("Sven").await),
        ("elected", app.elected("Eva").await),
        (
            "administrator",
            app.person("Anna", Level::T, administrator).await,
        ),
    ];
    let mut roles = vec![("visitor", web.visitor())];
    for (name, actor) in &people {
        roles.push((name, web.signed_in(actor).await));
    }
    roles
}

/// How much there is of everything that can be written.
async fn contents(app: &App) -> Vec<i64> {
    let mut counts = Vec::new();
    for sql in [
        "select count(*) from proposal",
        "select count(*) from act",
        "select count(*) from support",
        "select count(*) from comment",
        "select count(*) from person",
        "select count(*) from standing",
    ] {
        counts.push(app.number(sql).await);
    }
    counts
}

on_both!(no_address_is_a_fault_for_anybody, |app| {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    let author = app.resident("Förslagsställaren").await;
    let id = app
        .proposal(&author, "Belysning vid stigen")
        .await
        .to_string();
    let mut roles = roles(&app, &web).await;
    let paths = pages();
    assert!(paths.len() > 10, "{paths:?}");
    for (role, browser) in &mut roles {
        for path in &paths {
            for id in [id.as_str(), "999999", "abc"] {
                for prefix in ["", "/en"] {
                    let path = format!("{prefix}{}", filled(path, id));
                    let page = browser.get(&path).await;
                    assert!(
                        page.status.as_u16() < 500,
                        "{role} GET {path}: {}",
                        page.status
                    );
                    let words = page.text.contains("[error") || page.text.contains("[flash");
                    assert!(!words, "{role} {path}: a word is missing");
                }
            }
        }
    }
});

on_both!(empty_forms_change_nothing_for_anybody, |app| {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    let author = app.resident("Förslagsställaren").await;
    let id = app
        .proposal(&author, "Belysning vid stigen")
        .await
        .to_string();
    // Giving and taking back support needs no fields: that is tested by itself.
    let paths: Vec<String> = routes::of(&web)
        .into_iter()
        .filter(|route| route.method == "POST" && !route.pattern.contains("/stod"))
        .map(|route| route.pattern)
        .collect();
    assert!(paths.len() > 20, "{paths:?}");
    for (role, mut browser) in roles(&app, &web).await {
        let before = contents(&app).await;
        for path in &paths {
            let mut as_role = browser.clone();
            let page = as_role
                .post_form(&filled(path, &id), &[("once", "walk")])
                .await;
            assert!(
                page.status.as_u16() < 500,
                "{role} POST {path}: {}",
                page.status
            );
        }
        browser = web.visitor();
        drop(browser);
        assert_eq!(contents(&app).await, before, "{role}");
    }
});

// Default deny: with every field given, only the role it is meant for gets through.
on_both!(acts_are_recorded_by_nobody_but_their_role, |app| {
    let web = app.web().await;
    let author = app.resident("Förslagsställaren").await;
    let id = app
        .proposal(&author, "Belysning vid stigen")
        .await
        .to_string();
    let text = crate::common::reasons();
    type Fields<'a> = &'a [(&'a str, &'a str)];
    let forms: [(&str, Fields<'_>, &str); 2] = [
        (
            "/forslag/{id}/{slug}/svara",
            &[("text", &text), ("once", "a")],
            "official",
        ),
        (
            "/forslag/{id}/{slug}/asikt",
            &[("text", &text), ("once", "b")],
            "elected",
        ),
    ];
    for (role, mut browser) in roles(&app, &web).await {
        for (path, fields, allowed) in forms {
            let before = app.number("select count(*) from act").await;
            let page = browser.post_form(&filled(path, &id), fields).await;
            let after = app.number("select count(*) from act").await;
            assert_eq!(
                after > before,
                role == allowed,
                "{role} {path} {}",
                page.text
            );
            if role == "visitor" {
                assert_eq!(page.status, 401, "what was written is kept: {}", page.text);
            } else if role != allowed {
                assert_eq!(
                    page.status,
                    StatusCode::FORBIDDEN,
                    "{role} {path} {:?} {}",
                    page.headers,
                    page.text
                );
            }
        }
    }
});

// The same through the REST interface: a visitor changes nothing.
on_both!(a_visitors_program_changes_nothing, |app| {
    let web = app.web().await;
    let author = app.resident("Förslagsställaren").await;
    let id = app.proposal(&author, "Belysning vid stigen").await;
    let before = contents(&app).await;
    for (method, path, body) in [
        (
            Method::POST,
            "/api/v1/proposals".to_owned(),
            serde_json::json!({ "title": "x" }),
        ),
        (
            Method::PUT,
            format!("/api/v1/proposals/{id}/support"),
            serde_json::json!(null),
        ),
        (
            Method::DELETE,
            format!("/api/v1/proposals/{id}/support"),
            serde_json::json!(null),
        ),
        (
            Method::POST,
            format!("/api/v1/proposals/{id}/comments"),
            serde_json::json!({ "text": "x" }),
        ),
    ] {
        let answer = web.visitor().json(method.clone(), &path, body).await;
        assert_eq!(
            answer.status,
            StatusCode::UNAUTHORIZED,
            "{method} {path} {}",
            answer.text
        );
        assert!(answer.is_problem());
    }
    assert_eq!(contents(&app).await, before);
});
