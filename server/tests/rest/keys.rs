//! Who asks: keys of programs, cookies of browsers, and requests that other sites make a browser
//! send.

use nara_domain::session::Way;
use nara_server::auth::tokens::Purpose;
use serde_json::Value;

use crate::common::http::{Browser, Web};
use crate::{delete, is_problem, lights, on_both, post, put};

const PATH: &str = "/api/v1/proposals/1/support";

fn holding<'w>(web: &'w Web, key: &str) -> Browser<'w> {
    let mut program = web.visitor();
    program.set_header("authorization", &format!("Bearer {key}"));
    program
}

on_both!(a_key_does_what_its_owner_may, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let web = app.web().await;
    let key = web
        .state
        .accounts
        .make_api_key(&siv, Way::Password, web.now())
        .await
        .unwrap();
    let mut program = holding(&web, &key);
    let made = post(&mut program, "/api/v1/proposals", &lights()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.json()["proposer"], "Siv");
    assert_eq!(put(&mut program, PATH).await.json()["mine"], true);
    let comment = serde_json::json!({"text": "Från ett program"});
    let said = post(&mut program, "/api/v1/proposals/1/comments", &comment).await;
    assert_eq!(said.json()["author"]["name"], "Siv");
    // The key says who it is, whatever cookie comes along.
    let mut both = web.signed_in(&bo).await;
    both.set_header("authorization", &format!("bearer {key}"));
    assert_eq!(both.get(PATH).await.json()["mine"], true);
    assert_eq!(delete(&mut both, PATH).await.json()["count"], 0);
});

// A program must notice that its support was not counted.
on_both!(a_key_that_is_none_counts_for_nothing, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let now = web.now();
    let key = web
        .state
        .accounts
        .make_api_key(&siv, Way::Password, now)
        .await
        .unwrap();
    let dot = key.find('.').unwrap();
    let changed = match &key[dot + 5..dot + 6] {
        "x" => "y",
        _ => "x",
    };
    let tampered = format!("{}{changed}{}", &key[..dot + 5], &key[dot + 6..]);
    let link = web.state.keys.sign(
        Purpose::Confirm,
        siv.person_id(),
        "x",
        "/",
        now.plus_days(1),
    );
    let invented = web
        .state
        .keys
        .sign(Purpose::Api, siv.person_id(), "x", "", now.plus_days(1));
    for wrong in [
        "",
        "x",
        "null",
        &tampered,
        &link.unwrap(),
        &invented.unwrap(),
    ] {
        let mut program = holding(&web, wrong);
        for answer in [
            put(&mut program, PATH).await,
            program.get("/api/v1/proposals").await,
        ] {
            is_problem(&answer, 401, "sign_in", None);
            assert_eq!(answer.header("www-authenticate"), "Bearer", "{wrong}");
        }
    }
    let mut program = holding(&web, &key);
    assert_eq!(put(&mut program, PATH).await.status, 200);
    assert_eq!(delete(&mut program, PATH).await.status, 200);
    web.state.accounts.sign_out_everywhere(&siv).await.unwrap();
    is_problem(&put(&mut program, PATH).await, 401, "sign_in", None);
    let key = web
        .state
        .accounts
        .make_api_key(&siv, Way::Password, now)
        .await
        .unwrap();
    web.clock.advance_ms(91 * 24 * 3_600_000);
    is_problem(
        &put(&mut holding(&web, &key), PATH).await,
        401,
        "sign_in",
        None,
    );
    assert_eq!(app.number("select count(*) from support").await, 0);
});

on_both!(another_scheme_is_a_visitors, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let mut program = web.visitor();
    program.set_header("authorization", "Basic c2l2OmhlbWxpZ3Q=");
    assert_eq!(program.get(PATH).await.json()["mine"], false);
    is_problem(&put(&mut program, PATH).await, 401, "sign_in", None);
});

on_both!(other_sites_do_nothing_with_a_cookie, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "http://127.0.0.1:3001"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let mut browser = web.signed_in(&siv).await;
        browser.set_header(name, value);
        for answer in [
            put(&mut browser, PATH).await,
            delete(&mut browser, PATH).await,
            post(&mut browser, "/api/v1/proposals", &lights()).await,
            browser
                .json(
                    axum::http::Method::PUT,
                    "/en/api/v1/proposals/1/support",
                    Value::Null,
                )
                .await,
        ] {
            is_problem(&answer, 403, "cross_site", None);
        }
        // Nor is anything told to other sites: no answer says that they may read it.
        let read = browser.get("/api/v1/proposals").await;
        assert_eq!(read.status, 200);
        assert!(!read.headers.contains_key("access-control-allow-origin"));
    }
    assert_eq!(app.number("select count(*) from support").await, 0);
    assert_eq!(app.number("select count(*) from proposal").await, 1);
    for (name, value) in [
        ("origin", "http://127.0.0.1:3000"),
        ("sec-fetch-site", "same-origin"),
    ] {
        let mut browser = web.signed_in(&siv).await;
        browser.set_header(name, value);
        assert_eq!(put(&mut browser, PATH).await.status, 200, "{value}");
    }
});
