//! The language is in the address.

use axum::http::StatusCode;

use crate::on_both;

on_both!(every_page_exists_in_both_languages, |app| {
    let web = app.web().await;
    for path in ["/om", "/logga-in", "/registrera", "/svar", "/nowhere"] {
        let swedish = web.visitor().get(path).await;
        let english = web.visitor().get(&format!("/en{path}")).await;
        assert_eq!(swedish.status, english.status, "{path}");
        assert!(swedish.text.contains("<html lang=\"sv\""), "{path}");
        assert!(english.text.contains("<html lang=\"en\""), "{path}");
        assert_ne!(swedish.text, english.text);
        for page in [&swedish, &english] {
            assert!(!page.text.contains("href=\"/en/en"), "{path}");
        }
    }
});

on_both!(forms_and_refusals_stay_in_their_language, |app| {
    let web = app.web().await;
    let page = web
        .visitor()
        .post_form("/en/logga-in", &[("email", "a"), ("password", "b")])
        .await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("<html lang=\"en\""), "{}", page.text);
    let siv = app.resident("Siv").await;
    let out = web
        .signed_in(&siv)
        .await
        .post_form("/en/logga-ut", &[])
        .await;
    assert_eq!(out.location(), "/en");
    let problem = web.visitor().get("/en/api/v1/proposals/999999").await;
    let swedish = web.visitor().get("/api/v1/proposals/999999").await;
    assert_ne!(problem.json()["title"], swedish.json()["title"]);
});

on_both!(only_a_whole_word_is_a_prefix, |app| {
    let web = app.web().await;
    assert_eq!(
        web.visitor().get("/english/om").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        web.visitor().get("/en/en/om").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        web.visitor().get("/sv/om").await.status,
        StatusCode::NOT_FOUND
    );
});

on_both!(a_slash_too_many_leads_to_the_page, |app| {
    let web = app.web().await;
    for (path, there) in [
        ("/forslag/", "/forslag"),
        ("/en/forslag/?ordning=stod", "/en/forslag?ordning=stod"),
        ("/forslag/4//", "/forslag/4"),
    ] {
        let page = web.visitor().get(path).await;
        assert_eq!(page.status, 308, "{path}");
        assert_eq!(page.location(), there);
    }
    for path in ["//evil.example/", "/api/v1/proposals/", "/pkg/", "/fn/"] {
        assert_eq!(web.visitor().get(path).await.status, 404, "{path}");
    }
});
