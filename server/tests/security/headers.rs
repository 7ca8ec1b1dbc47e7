//! The security headers are on every response. That they are there is asserted by the test browser
//! for each response of every test; here is what they say, and on which kinds of response.

use std::sync::atomic::Ordering;

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use nara_server::http::assets::SiteFiles;

use crate::common::http::Options;
use crate::on_both;

#[derive(rust_embed::RustEmbed)]
#[folder = "tests/security/site"]
struct Site;

on_both!(on_every_kind_of_response, |app| {
    let files = SiteFiles::of::<Site>();
    let web = app
        .web_with(Options {
            files,
            ..Options::default()
        })
        .await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    for (path, status) in [
        ("/om", 200),
        ("/en/om", 200),
        ("/nowhere", 404),
        ("/forslag/999999/x/svara", 404),
        ("/konto", 200),
        ("/api/v1/proposals", 200),
        ("/api/v1/proposals/999999", 404),
        ("/openapi.json", 200),
        ("/livez", 200),
        ("/readyz", 200),
        ("/robots.txt", 200),
        ("/pkg/nara.0000000000.css", 200),
        ("/pkg/nowhere.css", 404),
    ] {
        assert_eq!(browser.get(path).await.status.as_u16(), status, "{path}");
    }
    for (method, path, kind, body, status) in [
        (Method::POST, "/om", None, "", 405),
        (Method::OPTIONS, "/om", None, "", 405),
        (Method::HEAD, "/om", None, "", 200),
        (
            Method::POST,
            "/logga-in",
            Some("text/plain"),
            "email=a",
            415,
        ),
        (
            Method::POST,
            "/logga-in",
            Some("application/x-www-form-urlencoded"),
            "x=1",
            400,
        ),
        (Method::POST, "/logga-ut", None, "", 303),
    ] {
        let page = browser
            .send(method.clone(), path, kind, body.as_bytes().to_vec())
            .await;
        assert_eq!(
            page.status.as_u16(),
            status,
            "{method} {path}: {}",
            page.text
        );
    }
    let stream = web
        .visitor()
        .raw(Method::GET, "/live", None, Vec::new())
        .await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert!(stream.headers().get("content-encoding").is_none());
    let mut stranger = web.visitor();
    stranger.set_header("sec-fetch-site", "cross-site");
    assert_eq!(
        stranger.post_form("/logga-in", &[]).await.status,
        StatusCode::FORBIDDEN
    );
});

on_both!(the_policy_says_what_may_run, |app| {
    let web = app.web().await;
    // What is the same for everybody, and what is made for one reader.
    for address in ["/om", "/logga-in"] {
        let page = web.visitor().get(address).await;
        let policy = page.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "'strict-dynamic'",
            "'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "manifest-src 'self'",
        ] {
            assert!(policy.contains(part), "{part} not in {policy}");
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        assert!(!page.text.contains(" style=\""), "inline style is blocked");
    }
    let page = web.visitor().get("/logga-in").await;
    let policy = page.header("content-security-policy");
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    assert_eq!(nonce.len(), 22, "128 bits");
    // Every script of the page carries this response's nonce, and the next response has another.
    for script in page.text.split("<script").skip(1) {
        assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{script}");
    }
    let next = web.visitor().get("/logga-in").await;
    assert!(!next.header("content-security-policy").contains(nonce));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
    assert!(
        page.header("strict-transport-security")
            .contains("max-age=63072000")
    );
    assert!(page.header("permissions-policy").contains("geolocation=()"));
});

on_both!(what_may_be_kept_and_by_whom, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let visitors = web.visitor().get("/om").await;
    assert_eq!(visitors.header("cache-control"), "private, no-cache");
    let sivs = web.signed_in(&siv).await.get("/om").await;
    assert_eq!(sivs.header("cache-control"), "no-store");
    assert!(
        sivs.headers
            .get_all("vary")
            .iter()
            .any(|value| value == "Cookie")
    );
});

async fn panics() -> &'static str {
    panic!("the secret of somebody");
}

on_both!(a_panic_is_a_page_and_tells_nothing, |app| {
    let more = Router::new().route("/panik", get(panics));
    let web = app
        .web_with(Options {
            more,
            ..Options::default()
        })
        .await;
    let page = web.visitor().get("/panik").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        page.is_html() && page.text.contains("<h1>"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("secret"), "{}", page.text);
    assert_eq!(page.header("cache-control"), "no-store");
    let id = page.header("x-request-id");
    assert!(id.len() == 12 && page.text.contains(id), "{}", page.text);
    assert_eq!(web.state.panics.swap(0, Ordering::SeqCst), 1);
    // The server goes on.
    assert_eq!(web.visitor().get("/om").await.status, StatusCode::OK);
});

on_both!(pages_are_compressed_and_streams_are_not, |app| {
    let web = app.web().await;
    for (accepted, coding) in [("br, gzip", "br"), ("gzip", "gzip"), ("identity", "")] {
        let mut browser = web.visitor();
        browser.set_header("accept-encoding", accepted);
        assert_eq!(browser.get("/om").await.header("content-encoding"), coding);
        let stream = browser.raw(Method::GET, "/live", None, Vec::new()).await;
        assert!(stream.headers().get("content-encoding").is_none());
    }
});

// What a broken or absent database means for whoever watches.
on_both!(readiness_follows_the_database, |app| {
    let web = app.web().await;
    assert_eq!(web.visitor().get("/readyz").await.status, StatusCode::OK);
    web.state.shutdown.cancel();
    assert_eq!(
        web.visitor().get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    app.db.close().await;
    assert_eq!(web.visitor().get("/livez").await.status, StatusCode::OK);
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", "x");
    let page = browser.get("/konto").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    let seconds: u32 = page.header("retry-after").parse().unwrap();
    assert!((5..=10).contains(&seconds), "not all at once: {seconds}");
    for word in ["sqlx", "sqlite", "postgres", "pool", "select "] {
        assert!(
            !page.text.to_lowercase().contains(word),
            "{word} in {}",
            page.text
        );
    }
});

on_both!(a_panic_is_a_problem_for_programs, |app| {
    let more = Router::new().route("/api/v1/panik", get(panics));
    let web = app
        .web_with(Options {
            more,
            ..Options::default()
        })
        .await;
    let answer = web.visitor().get("/api/v1/panik").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.is_problem(), "{}", answer.text);
    assert_eq!(answer.json()["code"], "internal");
    assert!(!answer.text.contains("secret"));
    assert_eq!(web.state.panics.swap(0, Ordering::SeqCst), 1);
});

// Where the database is down, what needs none can still be read.
on_both!(pages_that_tell_nothing_of_cases_ask_no_database, |app| {
    let web = app.web().await;
    web.state.db.close().await;
    for path in [
        "/om",
        "/sa-fungerar-det",
        "/integritet",
        "/tillganglighet",
        "/logga-in",
        "/registrera",
    ] {
        assert_eq!(
            web.visitor().get(path).await.status,
            StatusCode::OK,
            "{path}"
        );
    }
    assert_eq!(
        web.visitor().get("/nej").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        web.visitor().get("/forslag").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
});
