//! Making a provider a way into an account one has, and proving again by it who one is.

use axum::http::StatusCode;
use nara_domain::actor::Actor;
use nara_domain::session::Way;
use serde_json::json;

use crate::common::App;
use crate::common::http::{Browser, Options, Web};
use crate::on_both;
use crate::provider::{OTHER_NUMBER, Provider, Says, chosen, come_back, leave, round};

const LINK: [(&str, &str); 1] = [("syfte", "link")];
const PROVE: [(&str, &str); 2] = [("syfte", "prove"), ("sedan", "/konto/uppgifter")];

async fn web(app: &App, provider: &Provider) -> Web {
    app.web_with(Options {
        providers: chosen(&[provider.settings("ett", json!({}))]),
        ..Options::default()
    })
    .await
}

async fn signed_in<'w>(web: &'w Web, actor: &Actor, way: Way) -> Browser<'w> {
    let mut browser = web.visitor();
    let secret = web.session_by(actor, way).await;
    browser.set_cookie("nara_session", &secret);
    browser
}

async fn flows(app: &App) -> i64 {
    app.number("select count(*) from provider_flow").await
}

on_both!(a_linked_provider_leads_to_the_account_one_had, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    let ida = app.resident("Ida Holm").await;
    let mut browser = signed_in(&web, &ida, Way::Password).await;
    assert!(browser.get("/konto").await.text.contains("Koppla Leg ett"));
    let back = round(&mut browser, &provider, ("ett", "alva"), &LINK).await;
    assert_eq!(back.location(), "/konto");
    let page = browser.get("/konto").await;
    assert!(
        page.text.contains("Nu är e-legitimationen kopplad"),
        "{}",
        page.text
    );
    let mut elsewhere = web.visitor();
    round(&mut elsewhere, &provider, ("ett", "alva"), &[]).await;
    assert!(elsewhere.get("/konto").await.text.contains("Ida Holm"));
    assert_eq!(app.number("select count(*) from person").await, 1);
});

on_both!(
    linking_wants_a_fresh_proof_an_account_and_no_sleeping_duty,
    |app| {
        let provider = Provider::start(app.now).await;
        let web = web(&app, &provider).await;
        let to = "/logga-in/e-legitimation/ett";
        let visitor = web.visitor().post_form(to, &LINK).await;
        assert_eq!(visitor.location(), "/logga-in?sedan=%2Fkonto");
        // Whoever got hold of an official's password would wake the duty by their own e-identification.
        let official = app.official("Maja").await;
        let mut browser = signed_in(&web, &official, Way::Password).await;
        assert!(!browser.get("/konto").await.text.contains("Koppla Leg ett"));
        let page = browser.post_form(to, &LINK).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.text.contains("Ditt uppdrag vilar"), "{}", page.text);
        let mut strong = signed_in(&web, &official, Way::Passkey).await;
        assert_eq!(strong.post_form(to, &LINK).await.status, StatusCode::OK);
        assert_eq!(flows(&app).await, 1);
        let ida = app.resident("Ida").await;
        let mut browser = signed_in(&web, &ida, Way::Password).await;
        web.clock.advance_ms(16 * 60_000);
        let page = browser.post_form(to, &LINK).await;
        assert_eq!(page.location(), "/konto/bekrafta?sedan=%2Fkonto");
        assert_eq!(flows(&app).await, 1);
    }
);

on_both!(the_answer_is_for_who_began_it, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    let (ida, bo) = (app.resident("Ida").await, app.resident("Bo").await);
    for fields in [LINK.as_slice(), PROVE.as_slice()] {
        let mut browser = signed_in(&web, &ida, Way::Password).await;
        let address = leave(&mut browser, "ett", fields).await;
        let answer = provider.log_in(&address, "alva");
        let other = web.session_by(&bo, Way::Password).await;
        browser.set_cookie("nara_session", &other);
        let page = come_back(&mut browser, "ett", &answer).await;
        assert_eq!(page.status, StatusCode::GONE, "{fields:?}");
        // Nor for who has signed out meanwhile.
        let mut browser = signed_in(&web, &ida, Way::Password).await;
        let address = leave(&mut browser, "ett", fields).await;
        let answer = provider.log_in(&address, "alva");
        browser.cookies.remove("nara_session");
        let page = come_back(&mut browser, "ett", &answer).await;
        assert!(
            page.location().starts_with("/logga-in?sedan="),
            "{fields:?}"
        );
    }
    assert_eq!(app.number("select count(*) from person_identity").await, 0);
});

on_both!(
    proving_again_is_by_the_same_person_who_was_looked_at_again,
    |app| {
        let provider = Provider::start(app.now).await;
        provider.knows("bo", OTHER_NUMBER, "Bo Ek");
        let web = web(&app, &provider).await;
        let mut browser = web.visitor();
        round(&mut browser, &provider, ("ett", "alva"), &[]).await;
        let proved = "select count(*) from session where proved_at > created_at";
        web.clock.advance_ms(30 * 60_000);
        provider.set_now(web.now());
        // The provider only remembers, or says nothing of when.
        let remembers: [fn(&mut crate::provider::Claims); 2] = [
            |claims| {
                let old = claims["iat"].as_i64().unwrap() - 1800;
                claims.insert("auth_time".to_owned(), json!(old));
            },
            |claims| {
                claims.remove("auth_time");
            },
        ];
        for claims in remembers {
            provider.says(Says {
                claims,
                ..Says::default()
            });
            let page = round(&mut browser, &provider, ("ett", "alva"), &PROVE).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
            assert_eq!(app.number(proved).await, 0);
        }
        provider.says(Says::default());
        let page = round(&mut browser, &provider, ("ett", "bo"), &PROVE).await;
        assert!(page.status.is_client_error(), "{}", page.status);
        assert_eq!(app.number(proved).await, 0, "somebody else");
        let page = round(&mut browser, &provider, ("ett", "alva"), &PROVE).await;
        assert_eq!(page.location(), "/konto/uppgifter");
        assert_eq!(app.number(proved).await, 1);
        assert_eq!(app.number("select count(*) from person").await, 1);
    }
);
