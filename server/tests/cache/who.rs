//! Who is sent pages from memory, and who never is.

use axum::http::Method;

use crate::common::http::Browser;
use crate::{listening, on_both};

on_both!(whoever_shows_who_they_are_gets_their_own_page, |app| {
    let web = app.web().await;
    listening(&web).await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning på stigen").await;
    let addresses = [
        "/".to_owned(),
        "/om".to_owned(),
        format!("/forslag/{id}/belysning-pa-stigen"),
    ];
    let count = || web.state.pages.counts();
    for address in &addresses {
        let before = count();
        let mut signed = web.signed_in(&siv).await;
        let page = signed.get(address).await;
        assert!(page.text.contains("Siv"), "{address}");
        assert_eq!(page.header("cache-control"), "no-store");
        // A cookie that opens nothing, one of something else, and a key.
        let mut made_up = web.visitor();
        made_up.set_cookie("nara_session", "made-up");
        let mut other = web.visitor();
        other.set_cookie("consent", "yes");
        let mut program = web.visitor();
        program.set_header("authorization", "Basic eA==");
        let mut json = web.visitor();
        json.set_header("accept", "application/json");
        for browser in [&mut made_up, &mut other, &mut program, &mut json] {
            let page = browser.get(address).await;
            assert_eq!(page.status, 200, "{address}");
            assert!(!page.headers.contains_key("etag"), "{address}");
        }
        assert_eq!(count(), before, "{address}");
        // And none of it was kept for others.
        let page = web.visitor().get(address).await;
        assert!(!page.text.contains("/logga-ut"), "{address}");
        assert_eq!((count().made, count().sent), (before.made + 1, before.sent));
        assert_eq!(web.visitor().get(address).await.text, page.text);
        assert_eq!(count().sent, before.sent + 1);
        assert!(signed.get(address).await.text.contains("/logga-ut"));
    }
});

on_both!(what_is_told_once_is_told_to_one, |app| {
    let web = app.web().await;
    listening(&web).await;
    let mut told = web.visitor();
    told.set_cookie("nara_flash", "signed_out");
    let page = told.get("/").await;
    assert!(page.headers.contains_key("set-cookie"));
    assert_eq!(page.header("cache-control"), "no-store");
    let next = web.visitor().get("/").await;
    assert!(!next.headers.contains_key("set-cookie"));
    assert_ne!(next.text, page.text);
});

on_both!(only_pages_are_kept, |app| {
    let web = app.web().await;
    listening(&web).await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning på stigen").await;
    let own = format!("/forslag/{id}/belysning-pa-stigen");
    let untagged = async |browser: &mut Browser<'_>, address: &str| {
        for _ in 0..2 {
            let page = browser.get(address).await;
            assert!(!page.headers.contains_key("etag"), "{address}");
        }
    };
    for address in [
        "/forslag?q=stig",
        "/forslag?%71=stig",
        "/forslag?ordning=slump",
        "/fragor?q=stig",
        "/logga-in",
        "/registrera",
        "/forslag/nytt",
        "/fragor/ny",
        "/finns-inte",
        "/forslag/999999/x",
        &format!("/forslag/{id}/fel-namn"),
        &format!("/forslag/{id}"),
        &format!("{own}/anmal"),
        "/api/v1/proposals",
        "/livez",
        &format!("/om?x={}", "y".repeat(600)),
    ] {
        untagged(&mut web.visitor(), address).await;
    }
    assert_eq!(web.state.pages.counts().pages, 0);
    let error = web.visitor().get("/forslag/999999/x").await;
    assert_eq!(error.status, 404);
    let mut packing = web.visitor();
    packing.set_header("accept-encoding", "br");
    let error = packing.get("/forslag/999999/x").await;
    assert_eq!(
        (error.status.as_u16(), error.header("content-encoding")),
        (404, "br")
    );
    for method in [Method::POST, Method::DELETE] {
        let answer = web.visitor().send(method, "/om", None, Vec::new()).await;
        assert_eq!(answer.status, 405);
    }
    assert!(web.visitor().get(&own).await.headers.contains_key("etag"));
    assert!(
        web.visitor()
            .get("/om?utm_source=x")
            .await
            .headers
            .contains_key("etag")
    );
});

on_both!(a_minute_is_as_long_as_a_page_is_kept, |app| {
    let web = app.web().await;
    listening(&web).await;
    web.visitor().get("/forslag").await;
    let made = || web.state.pages.counts().made;
    assert_eq!(made(), 1);
    web.clock.advance_ms(59_999);
    web.visitor().get("/forslag").await;
    assert_eq!(made(), 1);
    web.clock.advance_ms(1);
    web.visitor().get("/forslag").await;
    assert_eq!(made(), 2);
    // A clock that was set back.
    web.clock.advance_ms(-3_600_000);
    web.visitor().get("/forslag").await;
    assert_eq!(made(), 3);
});
