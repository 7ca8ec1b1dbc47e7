//! Supporting through the page: with and without a session, twice, undone, closed.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;

use crate::on_both;

on_both!(support_is_given_and_taken_back_by_forms, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let path = format!("/forslag/{id}/lekplats");
    let mut browser = web.signed_in(&app.resident("Bo").await).await;
    let page = browser.get(&path).await;
    assert!(
        page.text.contains(&format!("action=\"{path}/stod\"")),
        "{}",
        page.text
    );
    for _ in 0..2 {
        let sent = browser.post_form(&format!("{path}/stod"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.location().split('?').next(), Some(path.as_str()));
    }
    assert_eq!(app.number("select support_count from proposal").await, 1);
    let page = browser.get(&path).await;
    assert!(page.text.contains("Du stöder förslaget"));
    browser.post_form(&format!("{path}/stod/angra"), &[]).await;
    browser.post_form(&format!("{path}/stod/angra"), &[]).await;
    assert_eq!(app.number("select support_count from proposal").await, 0);
});

on_both!(
    a_visitor_signs_in_first_and_the_support_is_done_on_return,
    |app| {
        let web = app.web().await;
        let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
        let path = format!("/forslag/{id}/lekplats");
        let mut visitor = web.visitor();
        let page = visitor.get(&path).await;
        let link = format!("/logga-in?sedan=%2Fforslag%2F{id}%2Flekplats%3Fgor%3Dstod");
        assert!(
            page.text.contains(&link),
            "the button leads to signing in: {}",
            page.text
        );
        let sent = visitor.post_form(&format!("{path}/stod"), &[]).await;
        assert_eq!(sent.location(), link, "so does the form");
        assert_eq!(app.number("select count(*) from support").await, 0);
    }
);

on_both!(what_cannot_be_supported_says_why_in_the_box, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let path = format!("/forslag/{id}/lekplats");
    // After the last day.
    web.clock.set(app.now.plus_days(200));
    let mut browser = web.visitor();
    let late = app.now.plus_days(200);
    let refused = app
        .proposals
        .get(&Actor::Visitor, id, late)
        .await
        .unwrap()
        .support
        .refused;
    assert!(refused.is_some());
    let page = browser.get(&path).await;
    assert!(!page.text.contains(&format!("{path}/stod\"")), "no button");
    let mut signed = web.signed_in(&app.resident("Bo").await).await;
    let sent = signed.post_form(&format!("{path}/stod"), &[]).await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    assert!(
        sent.is_html() && sent.text.contains(">Lekplats<"),
        "on the page itself"
    );
    assert!(sent.text.contains("role=\"alert\""));
    assert_eq!(app.number("select count(*) from support").await, 0);
});

on_both!(only_its_own_form_is_taken, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let mut browser = web.signed_in(&app.resident("Bo").await).await;
    let path = format!("/forslag/{id}/lekplats/stod");
    let sent = browser.post_form(&path, &[("person", "1")]).await;
    assert_eq!(sent.status, StatusCode::BAD_REQUEST);
    for unknown in [
        "/forslag/999/x/stod",
        "/forslag/abc/x/stod",
        "/forslag/0/x/stod",
    ] {
        assert_eq!(
            browser.post_form(unknown, &[]).await.status,
            StatusCode::NOT_FOUND,
            "{unknown}"
        );
    }
    assert_eq!(
        browser.get(&path).await.location(),
        format!("/forslag/{id}/lekplats")
    );
    assert_eq!(app.number("select count(*) from support").await, 0);
});

on_both!(an_island_gives_support_without_leaving_the_page, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let ask = |wanted: bool| serde_json::json!({"id": id.get(), "wanted": wanted, "lang": "sv"});
    let mut browser = web.signed_in(&app.resident("Bo").await).await;
    let post = axum::http::Method::POST;
    let done = browser
        .json(post.clone(), "/fn/proposals/support", ask(true))
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert_eq!(done.json(), serde_json::json!({"count": 1, "mine": true}));
    let done = browser
        .json(post.clone(), "/fn/proposals/support", ask(false))
        .await;
    assert_eq!(done.json(), serde_json::json!({"count": 0, "mine": false}));
    let refused = web
        .visitor()
        .json(post, "/fn/proposals/support", ask(true))
        .await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{}", refused.text);
    assert!(refused.text.contains("sign_in"), "{}", refused.text);
});
