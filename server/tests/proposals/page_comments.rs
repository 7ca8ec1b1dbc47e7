//! Writing in the discussion through the page.

use axum::http::StatusCode;

use crate::common::comment;
use crate::on_both;
use nara_app::proposals::api::ProposalPort;

on_both!(an_argument_stands_on_its_side_and_a_reply_under_it, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let path = format!("/forslag/{id}/lekplats");
    let mut browser = web.signed_in(&app.resident("Bo").await).await;
    let fields = [
        ("text", "Barnen har långt."),
        ("stance", "for"),
        ("once", "a"),
    ];
    let sent = browser.post_form(&format!("{path}/inlagg"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert!(sent.location().starts_with(&path) && sent.location().contains("#inlagg-"));
    // The same form sent twice is one comment.
    browser.post_form(&format!("{path}/inlagg"), &fields).await;
    assert_eq!(app.number("select count(*) from comment").await, 1);
    let first = app.number("select max(comment_id) from comment").await;
    let page = browser.get(&format!("{path}?svara={first}")).await;
    assert!(
        page.text
            .contains(&format!("name=\"parent\" value=\"{first}\"")),
        "{}",
        page.text
    );
    let parent = first.to_string();
    let reply = [
        ("text", "Hur långt?"),
        ("parent", parent.as_str()),
        ("once", "b"),
    ];
    browser.post_form(&format!("{path}/inlagg"), &reply).await;
    let page = browser.get(&path).await;
    let side = page.text.split("debate__side--for").nth(1).unwrap();
    let side = side.split("debate__side--against").next().unwrap();
    assert!(
        side.contains("Barnen har långt.") && side.contains("Hur långt?"),
        "{side}"
    );
});

on_both!(what_is_wrong_with_a_comment_is_said_at_the_field, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let path = format!("/forslag/{id}/lekplats/inlagg");
    let mut browser = web.signed_in(&app.resident("Bo").await).await;
    let long = "ord ".repeat(600);
    for text in ["", " \u{200b} ", long.as_str(), "a\u{0}b"] {
        let fields = [("text", text), ("stance", "against"), ("once", "a")];
        let page = browser.post_form(&path, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{text:?}");
        assert!(page.text.contains("href=\"#comment-text\""), "{text:?}");
        assert!(
            page.text.contains("value=\"against\" checked"),
            "{text:?}: the choice is kept"
        );
        assert!(
            page.text.contains("name=\"once\" value=\"a\""),
            "{text:?}: so is the key"
        );
    }
    let page = browser
        .post_form(&path, &[("text", &long), ("stance", "against")])
        .await;
    assert!(
        page.text.contains(long.trim_end()),
        "everything typed is kept"
    );
    let page = browser
        .post_form(&path, &[("text", "Hej"), ("stance", "kanske")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = browser
        .post_form(&path, &[("text", "Hej"), ("parent", "x"), ("once", "b")])
        .await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    let page = browser
        .post_form(&path, &[("text", "Hej"), ("stance", "for"), ("admin", "1")])
        .await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.number("select count(*) from comment").await, 0);
});

on_both!(a_text_survives_a_session_that_ended, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let path = format!("/forslag/{id}/lekplats");
    let mut visitor = web.visitor();
    let page = visitor.get(&path).await;
    assert!(
        !page.text.contains("name=\"text\""),
        "a visitor is asked to sign in"
    );
    assert!(
        page.text
            .contains(&format!("/logga-in?sedan=%2Fforslag%2F{id}%2Flekplats"))
    );
    let fields = [
        ("text", "Skrivet länge och väl"),
        ("stance", "for"),
        ("once", "a"),
    ];
    let page = visitor.post_form(&format!("{path}/inlagg"), &fields).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("Skrivet länge och väl"));
    assert_eq!(app.number("select count(*) from comment").await, 0);
});

on_both!(what_people_write_is_text_and_nothing_else, |app| {
    let web = app.web().await;
    let by = app.resident("<b>Siv</b>").await;
    let id = app.proposal(&by, "<img src=x onerror=alert(1)>").await;
    let evil = "</textarea><script>alert(1)</script>\" onfocus=\"x";
    app.proposals
        .comment(&by, id, comment(evil), app.now)
        .await
        .unwrap();
    let mut browser = web.signed_in(&by).await;
    let page = browser
        .get(&format!("/forslag/{id}/img-src-x-onerror-alert-1"))
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.header("location"));
    for unwanted in ["<img src=x", "<script>alert(1)", "<b>Siv</b>"] {
        let at = page.text.find(unwanted);
        let around = at.map(|at| {
            page.text[at.saturating_sub(200)..]
                .chars()
                .take(400)
                .collect()
        });
        assert_eq!(around, None::<String>, "{unwanted}");
    }
    let page = browser
        .get(&format!(
            "/forslag?q={}",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E"
        ))
        .await;
    assert!(!page.text.contains("<script>alert(1)"));
    let fields = [("text", ""), ("stance", evil), ("once", evil)];
    let page = browser
        .post_form(&format!("/forslag/{id}/x/inlagg"), &fields)
        .await;
    assert!(!page.text.contains("<script>alert(1)"));
});
