//! Who may send a form: our own pages, and programs without a browser.

use axum::http::{Method, StatusCode};
use nara_domain::session::Way;
use serde_json::json;

use super::routes;
use crate::common::http::Options;
use crate::on_both;

/// Names and values.
type Headers = &'static [(&'static str, &'static str)];

/// What a browser says about where a request comes from, and whether it is let in.
const MATRIX: [(&str, Headers, bool); 19] = [
    ("a program with a cookie", &[], true),
    (
        "our own page, by its address only",
        &[("referer", "http://127.0.0.1:3000/logga-in")],
        true,
    ),
    (
        "another site, by its address only",
        &[("referer", "https://evil.example/127.0.0.1:3000/")],
        false,
    ),
    (
        "an address that begins like ours",
        &[("referer", "http://127.0.0.1:3000.evil.example/")],
        false,
    ),
    ("no address", &[("referer", "127.0.0.1:3000")], false),
    ("our own page", &[("sec-fetch-site", "same-origin")], true),
    ("typed by hand", &[("sec-fetch-site", "none")], true),
    (
        "our own page, full",
        &[
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://127.0.0.1:3000"),
        ],
        true,
    ),
    (
        "an old browser, our own page",
        &[("origin", "http://127.0.0.1:3000")],
        true,
    ),
    ("another site", &[("sec-fetch-site", "cross-site")], false),
    (
        "another host of our site",
        &[("sec-fetch-site", "same-site")],
        false,
    ),
    (
        "another site, full",
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        false,
    ),
    (
        "an old browser, another site",
        &[("origin", "https://evil.example")],
        false,
    ),
    ("a sandboxed frame", &[("origin", "null")], false),
    (
        "a host below ours",
        &[("origin", "http://evil.127.0.0.1:3000")],
        false,
    ),
    (
        "another port",
        &[("origin", "http://127.0.0.1:3001")],
        false,
    ),
    (
        "our name as a part of theirs",
        &[("origin", "http://127.0.0.1:3000.evil.example")],
        false,
    ),
    ("nonsense", &[("sec-fetch-site", "Same-Origin")], false),
    ("nonsense, alone", &[("origin", "x")], false),
];

on_both!(forms_from_elsewhere_are_refused, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    for (who, headers, let_in) in MATRIX {
        for path in ["/logga-ut", "/en/logga-ut", "/konto/logga-ut-overallt"] {
            let mut browser = web.signed_in(&siv).await;
            for (name, value) in headers {
                browser.set_header(name, value);
            }
            let page = browser.post_form(path, &[]).await;
            assert_eq!(
                page.status != StatusCode::FORBIDDEN,
                let_in,
                "{who} {path} {}",
                page.status
            );
            if !let_in {
                assert!(page.is_html(), "{who}");
                assert!(
                    browser.cookies.contains_key("nara_session"),
                    "{who} is still signed in"
                );
            }
        }
    }
    // The pages themselves can be linked to from anywhere.
    let mut linked = web.visitor();
    linked.set_header("sec-fetch-site", "cross-site");
    assert_eq!(linked.get("/om").await.status, StatusCode::OK);
});

on_both!(the_rest_interface_is_behind_the_same_wall, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning vid stigen").await;
    for (who, headers, let_in) in MATRIX {
        let mut browser = web.signed_in(&app.resident("Bo").await).await;
        for (name, value) in headers {
            browser.set_header(name, value);
        }
        let path = format!("/api/v1/proposals/{id}/support");
        let answer = browser.json(Method::PUT, &path, json!(null)).await;
        assert_eq!(
            answer.status == StatusCode::OK,
            let_in,
            "{who}: {}",
            answer.text
        );
        if !let_in {
            assert!(answer.is_problem(), "{who}");
            assert_eq!(answer.json()["code"], "cross_site");
        }
    }
    let let_in = i64::try_from(MATRIX.iter().filter(|(_, _, let_in)| *let_in).count()).unwrap();
    assert_eq!(app.number("select count(*) from support").await, let_in);
});

/// The one address that is open to everybody: a letter's link that stops letters (RFC 8058).
const STOP: &str = "/avsluta/{token}";

// Its proof is in the address, so it does not matter who sends it; and it does one thing.
on_both!(a_letters_link_stops_letters_wherever_it_is_pressed, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let person = siv.person_id().unwrap();
    let written = "select (select count(*) from event) + (select count(*) from session) \
        + (select count(*) from draft) + (select count(*) from outbox) \
        + (select count(*) from support)";
    for (who, headers, _) in MATRIX {
        let author = app.resident("Boende").await;
        let id = app.proposal(&author, &format!("Belysning, {who}")).await;
        let link = format!("/avsluta/{}", web.state.keys.stop_token(person, id));
        // Somebody else is signed in at the browser.
        let mut browser = web.signed_in(&author).await;
        for (name, value) in headers {
            browser.set_header(name, value);
        }
        let before = app.number(written).await;
        let page = browser
            .post_form(&link, &[("List-Unsubscribe", "One-Click")])
            .await;
        assert_eq!(page.status, StatusCode::OK, "{who}: {}", page.text);
        assert_eq!(page.text, "OK\n", "{who}");
        assert_eq!(app.number(written).await, before, "{who}");
        for behind in [
            "/konto/aviseringar",
            &format!("/forslag/{id}/x/folj"),
            "/avsluta/",
            "/avsluta",
        ] {
            let page = browser.post_form(behind, &[("gor", "sluta")]).await;
            let wall = page.status == StatusCode::FORBIDDEN;
            let let_in = MATRIX.iter().any(|(other, _, in_)| *other == who && *in_);
            assert_eq!(wall, !let_in, "{who} {behind} {}", page.status);
        }
    }
    let theirs = i64::try_from(MATRIX.len()).unwrap();
    let stopped = "select count(*) from follow where stopped_at is not null";
    assert_eq!(app.number(stopped).await, theirs);
    let others = "select count(distinct person_id) from follow where stopped_at is not null";
    assert_eq!(app.number(others).await, 1);
});

// Whatever is added to the router is behind the wall.
on_both!(every_route_that_changes_something_refuses_them, |app| {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await.to_string();
    let routes = routes::of(&web);
    let paths = routes
        .iter()
        .filter(|route| route.is_unsafe() && route.pattern != STOP)
        .map(|route| {
            let path = route
                .pattern
                .replace("{id}", &id)
                .replace("{slug}", "belysning");
            (
                route.method.parse::<Method>().unwrap(),
                path.replace(['{', '}'], ""),
            )
        });
    let paths: Vec<(Method, String)> = paths.collect();
    assert!(paths.len() > 25, "{paths:?}");
    let written = "select (select count(*) from event) + (select count(*) from session) \
        + (select count(*) from draft) + (select count(*) from outbox)";
    let signed = web.signed_in(&siv).await;
    let before = app.number(written).await;
    for (who, headers, _) in MATRIX.iter().filter(|(_, _, let_in)| !let_in) {
        for (method, path) in &paths {
            for mut browser in [signed.clone(), web.visitor()] {
                for (name, value) in *headers {
                    browser.set_header(name, value);
                }
                let kind = Some("application/x-www-form-urlencoded");
                let answer = browser.send(method.clone(), path, kind, Vec::new()).await;
                assert_eq!(
                    answer.status,
                    StatusCode::FORBIDDEN,
                    "{who} {method} {path}"
                );
            }
        }
    }
    assert_eq!(app.number(written).await, before);
    // The positive control: the wall, and not the route, refused.
    let mut ours = signed.clone();
    assert_eq!(
        ours.post_form("/konto/nyckel", &[]).await.status,
        StatusCode::OK
    );
});

on_both!(a_program_says_nothing_and_is_let_in, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await;
    let key = web
        .state
        .accounts
        .make_api_key(&siv, Way::Password, web.now())
        .await;
    let mut program = web.visitor();
    program.set_header("authorization", &format!("Bearer {}", key.unwrap()));
    let path = format!("/api/v1/proposals/{id}/support");
    let answer = program.json(Method::PUT, &path, json!(null)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    program.set_header("referer", "https://evil.example/");
    let answer = program.json(Method::PUT, &path, json!(null)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
});

// The trick that needs no permission: a form with text/plain that happens to be JSON.
on_both!(other_content_types_are_not_guessed, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let body = br#"{"title":"Belysning","body":"Mer ljus i parken","topic":"trygghet"}"#;
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] {
        let mut browser = web.signed_in(&siv).await;
        let answer = browser
            .send(Method::POST, "/api/v1/proposals", Some(kind), body.to_vec())
            .await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
    assert_eq!(app.number("select count(*) from proposal").await, 0);
});

// Reading never changes anything, whatever the address promises.
on_both!(nothing_is_done_by_following_a_link, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    for path in [
        "/logga-ut",
        "/konto/logga-ut-overallt",
        "/konto/session/avsluta",
        "/konto/session/ovriga",
        "/konto/nyckel",
        "/konto/bekrafta/demo",
        "/konto/passnycklar/1/ta-bort",
        "/logga-in/passnyckel/borja",
        "/demo/logga-in?konto=admin",
    ] {
        let page = browser.get(path).await;
        assert!(page.status.is_client_error(), "{path} {}", page.status);
    }
    assert_eq!(app.number("select count(*) from session").await, 1);
});
