//! Keys for programs.

use axum::http::{Method, StatusCode};
use nara_domain::session::Way;
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
        .make_api_key(&siv, Way::Password, web.now())
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
        .make_api_key(&siv, Way::Password, web.now())
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
            .make_api_key(&nobody, Way::Password, web.now())
            .await
            .is_err()
    );
});

/// The number by which a key's session is found.
fn id_in(key: &str) -> String {
    use base64::Engine;
    let claims = key.split('.').nth(1).unwrap();
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(claims)
        .unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    claims["jti"].as_str().unwrap().to_owned()
}

// What a program's owner gave it is the interface, not the account.
on_both!(a_key_opens_no_page_and_no_form, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await;
    let key = web
        .state
        .accounts
        .make_api_key(&siv, Way::Password, web.now())
        .await
        .unwrap();
    let mut program = web.visitor();
    program.set_header("authorization", &format!("Bearer {key}"));
    for path in ["/konto", "/", "/forslag", "/forslag/nytt"] {
        assert_eq!(
            program.get(path).await.status,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
    for path in [
        "/konto/nyckel".to_owned(),
        "/konto/logga-ut-overallt".to_owned(),
        "/logga-ut".to_owned(),
        format!("/forslag/{id}/belysning/stod"),
        format!("/forslag/{id}/belysning/aterkalla"),
        "/fn/proposals/save".to_owned(),
    ] {
        let page = program.post_form(&path, &[]).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(app.number("select count(*) from session").await, 1);
    let support = format!("/api/v1/proposals/{id}/support");
    let given = program.json(Method::PUT, &support, Value::Null).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.text);

    // A key can be read; what stands in it is no cookie.
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &id_in(&key));
    assert_eq!(browser.get("/konto").await.status, StatusCode::SEE_OTHER);
});

on_both!(one_key_is_taken_back_without_the_others, |app| {
    let web = app.web().await;
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let accounts = &web.state.accounts;
    let mut keys = Vec::new();
    for _ in 0..nara_app::accounts::api::API_KEYS_MAX {
        keys.push(
            accounts
                .make_api_key(&siv, Way::Password, web.now())
                .await
                .unwrap(),
        );
    }
    let mut browser = web.signed_in(&siv).await;
    let page = browser.post_form("/konto/nyckel", &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("så många nycklar"), "{}", page.text);

    let name = nara_server::auth::session::fingerprint(&id_in(&keys[3]));
    let field = [("nyckel", name.as_str())];
    assert!(browser.get("/konto").await.text.contains(&name));
    // Another's key, and a browser, are no keys of one's own.
    let mut other = web.signed_in(&bo).await;
    let page = other.post_form("/konto/nyckel/ta-bort", &field).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let here = nara_server::auth::session::fingerprint(&browser.cookies["nara_session"]);
    for wrong in [here.as_str(), "", "\0", "x' or '1'='1"] {
        let page = browser
            .post_form("/konto/nyckel/ta-bort", &[("nyckel", wrong)])
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    assert_eq!(with_key(&web, &keys[3]).await.status, StatusCode::OK);

    let page = browser.post_form("/konto/nyckel/ta-bort", &field).await;
    assert_eq!(page.location(), "/konto");
    assert!(
        browser
            .get("/konto")
            .await
            .text
            .contains("Nyckeln är borttagen")
    );
    assert_eq!(
        with_key(&web, &keys[3]).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(with_key(&web, &keys[4]).await.status, StatusCode::OK);
    // And there is room for another.
    accounts
        .make_api_key(&siv, Way::Password, web.now())
        .await
        .unwrap();
});
