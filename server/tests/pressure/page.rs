//! What is said to whoever there is no room for.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use nara_domain::theme::{Color, Theme};
use nara_server::http::assets::SiteFiles;
use nara_server::http::pressure::rooms::Bounds;
use nara_server::settings::store;

use super::holding::{Still, room};
use crate::common::http::{Options, Page};
use crate::on_both;

const FULL: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

#[derive(rust_embed::RustEmbed)]
#[folder = "tests/security/site"]
struct Site;

fn after(page: &Page) -> u32 {
    page.header("retry-after").parse().unwrap()
}

on_both!(it_is_whole_small_and_in_the_readers_language, |app| {
    let bounds = Bounds {
        pages: room(0),
        ..Bounds::usual()
    };
    let options = Options {
        files: SiteFiles::of::<Site>(),
        ..Still::new().options(bounds)
    };
    let web = app.web_with(options).await;
    let mut browser = web.visitor();
    browser.set_header("accept-encoding", "br, gzip");
    for (path, lang, title, start) in [
        ("/om", "sv", "Det är många här just nu", "href=\"/\""),
        (
            "/en/om",
            "en",
            "Many people are here just now",
            "href=\"/en\"",
        ),
        // Also what is not there: to know that would cost a page.
        (
            "/en/nowhere",
            "en",
            "Many people are here just now",
            "href=\"/en\"",
        ),
    ] {
        // The security headers are looked at by the browser, as of every response.
        let page = browser.get(path).await;
        assert_eq!(page.status, FULL, "{path}");
        assert!(page.is_html(), "{path}");
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("content-encoding"), "", "packing is work");
        assert_eq!(page.header("set-cookie"), "");
        assert!((5..=10).contains(&after(&page)), "{}", after(&page));
        assert_eq!(page.header("x-request-id").len(), 12);
        assert!(page.text.contains(&format!("<html lang=\"{lang}\">")));
        assert!(page.text.contains(&format!("<h1>{title}</h1>")));
        assert!(page.text.contains(start), "{}", page.text);
        assert!(page.text.contains("/pkg/nara.0000000000.css"), "our look");
        assert!(page.text.contains("Björksjö kommun"));
        for never in ["<script", ".wasm", ".js\"", " style=", "<form"] {
            assert!(!page.text.contains(never), "{never} in {}", page.text);
        }
        assert!(page.text.len() < 3_000, "{}", page.text.len());
    }
    let problem = web.visitor().get("/api/v1/proposals").await;
    assert_eq!((problem.status, problem.is_problem()), (FULL, true));
    assert_eq!(problem.json()["code"], "busy");
    assert!((5..=10).contains(&after(&problem)));
});

on_both!(nobody_comes_back_at_the_same_moment, |app| {
    let bounds = Bounds {
        pages: room(0),
        ..Bounds::usual()
    };
    let web = app.web_with(Still::new().options(bounds)).await;
    let mut told = BTreeSet::new();
    for _ in 0..60 {
        told.insert(after(&web.visitor().get("/om").await));
    }
    assert!(told.iter().all(|seconds| (5..=10).contains(seconds)));
    assert!(told.len() > 2, "{told:?}");
});

on_both!(
    it_has_the_municipalitys_colour_without_asking_for_it,
    |app| {
        let bounds = Bounds {
            pages: room(0),
            ..Bounds::usual()
        };
        let web = app.web_with(Still::new().options(bounds)).await;
        assert!(!web.visitor().get("/om").await.text.contains("tema.css"));
        let theme = Theme::new(Color::parse("#005595").unwrap()).unwrap();
        let text = serde_json::to_string(&theme).unwrap();
        let mut tx = app.db.begin().await.unwrap();
        let stored = store::add(&mut tx, "theme", &text, app.now).await;
        assert!(stored.unwrap());
        tx.commit().await.unwrap();
        web.clock.advance_ms(60_000);
        // A vote's request asks for what is in force, as all that have a place do.
        web.visitor().post_form("/forslag/1/x/stod", &[]).await;
        let page = web.visitor().get("/om").await;
        assert!(page.text.contains("/tema.css?farg=005595"), "{}", page.text);
        // With the database away, the page is the same.
        app.db.close().await;
        let without = web.visitor().get("/om").await;
        assert_eq!((without.status, without.text), (FULL, page.text));
    }
);
