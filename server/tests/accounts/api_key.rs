//! Keys for programs.

use axum::http::{Method, StatusCode};
use nara_server::auth::tokens::Purpose;
use serde_json::Value;

use crate::common::http::Page;
use crate::on_both;

async fn with_key(web: &crate::common::http::Web, key: &str) -> Page {
    let mut program = web.visitor();
    program.set_header("authorization", &format!("Bearer {key}"));
    program
        .json(Method::GET, "/api/v1/proposals", Value::Null)
        .await
}

on_both!(a_key_works_until_its_owner_signs_out_everywhere, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let key = web
        .state
        .accounts
        .make_api_key(&siv, web.now())
        .await
        .unwrap();
    let answer = with_key(&web, &key).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "no-store");
    // Not used for weeks: a program may sleep, unlike a forgotten browser.
    web.clock.advance_ms(30 * 24 * 3_600_000);
    assert_eq!(with_key(&web, &key).await.status, StatusCode::OK);
    web.state.accounts.sign_out_everywhere(&siv).await.unwrap();
    let refused = with_key(&web, &key).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.is_problem(), "{}", refused.text);
});

// A wrong key is no visitor: the program would not notice that its support was not counted.
on_both!(a_wrong_key_is_refused, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let key = web
        .state
        .accounts
        .make_api_key(&siv, web.now())
        .await
        .unwrap();
    let later = web.now().plus_days(1);
    let link = web
        .state
        .keys
        .sign(Purpose::Confirm, siv.person_id(), "x", "/", later)
        .unwrap();
    let orphan = web
        .state
        .keys
        .sign(Purpose::Api, siv.person_id(), "x", "", later)
        .unwrap();
    let changed = format!("{}A", &key[..key.len() - 1]);
    let secret = web.session_of(&siv).await;
    let tampered = format!("{}x{}", &key[..60], &key[61..]);
    let mut wrong = vec!["x", "a.b.c", &link, &orphan, &secret, &tampered];
    if changed != key && changed.ends_with('A') && !key.ends_with('B') {
        wrong.push(&changed);
    }
    for key in wrong {
        assert_eq!(
            with_key(&web, key).await.status,
            StatusCode::UNAUTHORIZED,
            "{key}"
        );
    }
    web.clock.advance_ms(91 * 24 * 3_600_000);
    assert_eq!(
        with_key(&web, &key).await.status,
        StatusCode::UNAUTHORIZED,
        "expired"
    );
});

on_both!(visitors_get_no_key, |app| {
    let web = app.web().await;
    let nobody = nara_domain::actor::Actor::Visitor;
    assert!(
        web.state
            .accounts
            .make_api_key(&nobody, web.now())
            .await
            .is_err()
    );
});
