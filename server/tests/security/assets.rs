//! The embedded files.

use axum::http::StatusCode;
use nara_server::http::assets::SiteFiles;

use crate::common::http::Options;
use crate::on_both;

#[derive(rust_embed::RustEmbed)]
#[folder = "tests/security/site"]
struct Site;

const CSS: &str = "/pkg/nara.0000000000.css";

on_both!(files_are_served_for_ever_and_in_their_best_form, |app| {
    let files = SiteFiles::of::<Site>();
    let web = app
        .web_with(Options {
            files,
            ..Options::default()
        })
        .await;
    assert_eq!(web.state.site.assets.css, CSS);
    let plain = web.visitor().get(CSS).await;
    assert_eq!(plain.text, "body { color: red }\n");
    assert_eq!(plain.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        plain.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(plain.header("content-encoding"), "");
    for (accepted, coding) in [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0", ""),
    ] {
        let mut browser = web.visitor();
        browser.set_header("accept-encoding", accepted);
        assert_eq!(
            browser.get(CSS).await.header("content-encoding"),
            coding,
            "{accepted}"
        );
    }
    let mut again = web.visitor();
    again.set_header("if-none-match", plain.header("etag"));
    let same = again.get(CSS).await;
    assert_eq!(
        (same.status, same.text.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
});

on_both!(only_what_was_built_is_served, |app| {
    let files = SiteFiles::of::<Site>();
    let web = app
        .web_with(Options {
            files,
            ..Options::default()
        })
        .await;
    assert_eq!(
        web.visitor()
            .get("/favicon.svg")
            .await
            .header("content-type"),
        "image/svg+xml"
    );
    for path in [
        "/assets.json",
        "/pkg/nara.0000000000.css.br",
        "/pkg/nara.0000000000.css.gz",
        "/pkg/",
        "/pkg/../assets.json",
        "/pkg/..%2fassets.json",
        "/pkg/%2e%2e/assets.json",
        "/pkg//etc/passwd",
    ] {
        assert_eq!(
            web.visitor().get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
});

on_both!(files_cost_no_session, |app| {
    let files = SiteFiles::of::<Site>();
    let web = app
        .web_with(Options {
            files,
            ..Options::default()
        })
        .await;
    app.db.close().await;
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", "x");
    assert_eq!(browser.get(CSS).await.status, StatusCode::OK);
});

on_both!(pages_name_the_hashed_files, |app| {
    let files = SiteFiles::of::<Site>();
    let web = app
        .web_with(Options {
            files,
            ..Options::default()
        })
        .await;
    let page = web.visitor().get("/om").await;
    assert!(
        page.text.contains(&format!("href=\"{CSS}\"")),
        "{}",
        page.text
    );
    assert!(page.text.contains("/pkg/nara.0000000000.wasm"));
});
