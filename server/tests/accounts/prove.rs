//! `/konto/bekrafta`: showing again, in a session that goes on, that it is oneself.

use nara_domain::actor::{Actor, Level};
use nara_domain::session::Way;

use crate::common::http::{Browser, Options, Web};
use crate::on_both;
use crate::people::{PASSWORD, person};

const PROVE: &str = "/konto/bekrafta";
const TAKE_OUT: &str = "/konto/uppgifter/hamta";
const SOON: i64 = 16 * 60_000;

async fn by_password<'w>(web: &'w Web, email: &str) -> Browser<'w> {
    let mut browser = web.visitor();
    let form = [("email", email), ("password", PASSWORD)];
    let page = browser.post_form("/logga-in", &form).await;
    assert_eq!(page.location(), "/");
    browser
}

async fn by_way<'w>(web: &'w Web, actor: &Actor, way: Way) -> Browser<'w> {
    let mut browser = web.visitor();
    let secret = web.session_by(actor, way).await;
    browser.set_cookie("nara_session", &secret);
    browser
}

/// The code in the newest letter.
fn code_in(letter: &str) -> String {
    let line = letter.lines().find(|line| line.contains(": "));
    let (_, code) = line.unwrap().split_once(": ").unwrap();
    assert_eq!(code.len(), 9, "{letter}");
    code.to_owned()
}

on_both!(a_password_proves_it_and_renews_the_sessions_secret, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    web.clock.advance_ms(SOON);
    let page = browser.post_form(TAKE_OUT, &[]).await;
    assert_eq!(
        page.location(),
        "/konto/bekrafta?sedan=%2Fkonto%2Fuppgifter"
    );
    let page = browser
        .get("/konto/bekrafta?sedan=%2Fkonto%2Fuppgifter")
        .await;
    assert_eq!(page.status, 200);
    assert!(
        page.text.contains("value=\"/konto/uppgifter\""),
        "{}",
        page.text
    );
    for (typed, words) in [("fel lösenord här", "inte ditt nuvarande"), ("", "Fyll i")] {
        let form = [("password", typed), ("sedan", "/konto/uppgifter")];
        let page = browser.post_form(PROVE, &form).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains(words) && page.text.contains("value=\"/konto/uppgifter\""));
        assert!(!page.text.contains("fel lösenord"));
    }
    let mut copied = browser.clone();
    let form = [("password", PASSWORD), ("sedan", "/konto/uppgifter")];
    let page = browser.post_form(PROVE, &form).await;
    assert_eq!(page.location(), "/konto/uppgifter");
    assert_eq!(browser.post_form(TAKE_OUT, &[]).await.status, 200);
    assert_eq!(
        copied.get("/konto").await.status,
        303,
        "the old secret is none"
    );
    assert_eq!(app.number("select count(*) from session").await, 1);
    assert_eq!(app.texts("select way from session").await, ["password"]);
    // It ends when it would have ended.
    let begun = app.number("select created_at from session").await;
    assert_eq!(begun, web.now().0 - SOON);
});

on_both!(nobody_is_led_to_another_site, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    for (next, there) in [
        ("//evil.example", "/konto"),
        ("https://evil.example", "/konto"),
        ("", "/konto"),
        ("/en/konto", "/en/konto"),
    ] {
        let form = [("password", PASSWORD), ("sedan", next)];
        assert_eq!(
            browser.post_form(PROVE, &form).await.location(),
            there,
            "{next}"
        );
    }
    let form = [("password", PASSWORD), ("sedan", "/konto/namn")];
    let page = browser.post_form("/en/konto/bekrafta", &form).await;
    assert_eq!(page.location(), "/en/konto/namn");
    let page = web.visitor().get(PROVE).await;
    assert_eq!(page.location(), "/logga-in?sedan=%2Fkonto%2Fbekrafta");
    let page = web.visitor().post_form(PROVE, &[("sedan", "/konto")]).await;
    assert!(page.status == 401 || page.status == 303, "{}", page.status);
});

on_both!(guessing_here_is_limited_as_signing_in_is, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    let mut last = 0;
    for _ in 0..12 {
        let page = browser
            .post_form(PROVE, &[("password", "gissar bara")])
            .await;
        last = page.status.as_u16();
    }
    assert_eq!(last, 429);
    let page = browser.post_form(PROVE, &[("password", PASSWORD)]).await;
    assert_eq!(page.status, 429, "also with the right one");
});

on_both!(a_code_proves_it_for_the_account_it_was_sent_to, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    person(&app, &web, "bo@example.se").await;
    let mut siv = by_password(&web, "siv@example.se").await;
    web.clock.advance_ms(SOON);
    let form = [("sedan", "/konto/uppgifter")];
    let page = siv.post_form("/konto/bekrafta/skicka-kod", &form).await;
    let there = "/konto/bekrafta/kod?sedan=%2Fkonto%2Fuppgifter";
    assert_eq!(page.location(), there);
    assert_eq!(siv.get(there).await.status, 200);
    let code = code_in(&web.letter_to("siv@example.se").await.unwrap());
    let page = siv
        .post_form("/konto/bekrafta/kod", &[("kod", "AAAA AAAA")])
        .await;
    assert_eq!(page.status, 422);
    let form = [("kod", code.as_str()), ("sedan", "/konto/uppgifter")];
    assert_eq!(
        siv.post_form("/konto/bekrafta/kod", &form).await.location(),
        "/konto/uppgifter"
    );
    assert_eq!(siv.post_form(TAKE_OUT, &[]).await.status, 200);
    assert_eq!(
        siv.post_form("/konto/bekrafta/kod", &form).await.status,
        422,
        "once"
    );

    // Bo's code, asked for in Siv's browser, is no proof that it is Siv.
    web.clock.advance_ms(SOON);
    let form = [("email", "bo@example.se")];
    siv.post_form("/logga-in/skicka-kod", &form).await;
    let code = code_in(&web.letter_to("bo@example.se").await.unwrap());
    let page = siv
        .post_form("/konto/bekrafta/kod", &[("kod", &code)])
        .await;
    assert_eq!(page.status, 422);
    assert!(siv.post_form(TAKE_OUT, &[]).await.status.is_redirection());
});

// What woke the duty proves it; a password typed at an open desk does not.
on_both!(who_acts_in_a_duty_is_asked_for_what_woke_it, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let mut browser = by_way(&web, &maja, Way::Passkey).await;
    let hash = nara_server::auth::Passwords::weak_for_tests(&nara_server::entropy::SystemEntropy)
        .unwrap()
        .hash(PASSWORD, &nara_server::entropy::SystemEntropy)
        .await
        .unwrap();
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(tx, "update person set password_hash = $1", hash).unwrap();
    tx.commit().await.unwrap();
    assert_eq!(browser.post_form(TAKE_OUT, &[]).await.status, 200);
    web.clock.advance_ms(SOON);
    let page = browser.get(PROVE).await;
    assert!(!page.text.contains("name=\"password\""), "{}", page.text);
    let page = browser.post_form(PROVE, &[("password", PASSWORD)]).await;
    assert!(page.status.is_redirection());
    assert_eq!(
        app.texts("select way from session").await,
        ["passkey"],
        "not weaker by it"
    );
    assert!(
        browser
            .post_form(TAKE_OUT, &[])
            .await
            .location()
            .starts_with(PROVE)
    );
    assert!(
        browser
            .post_form("/konto/nyckel", &[])
            .await
            .location()
            .starts_with(PROVE)
    );
});

on_both!(a_key_for_programs_wants_a_proof, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    web.clock.advance_ms(SOON);
    let page = browser.post_form("/konto/nyckel", &[]).await;
    assert_eq!(page.location(), "/konto/bekrafta?sedan=%2Fkonto");
    browser.post_form(PROVE, &[("password", PASSWORD)]).await;
    assert_eq!(browser.post_form("/konto/nyckel", &[]).await.status, 200);
});

on_both!(the_demos_people_have_a_button, |app| {
    let demo = Options {
        demo: true,
        ..Options::default()
    };
    let web = app.web_with(demo).await;
    let shared = person(&app, &web, "handlaggare@bjorksjo.example").await;
    let own = person(&app, &web, "siv@example.se").await;
    let actor = |id| Actor::Person {
        id,
        name: "Siv".to_owned(),
        level: Level::N1,
        standings: Vec::new(),
        dormant: Vec::new(),
        restraint: None,
    };
    let mut browser = by_way(&web, &actor(shared), Way::Demo).await;
    web.clock.advance_ms(SOON);
    let page = browser.get(PROVE).await;
    assert!(page.text.contains("/konto/bekrafta/demo") && !page.text.contains("name=\"password\""));
    let form = [("sedan", "/konto/uppgifter")];
    let page = browser.post_form("/konto/bekrafta/demo", &form).await;
    assert_eq!(page.location(), "/konto/uppgifter");
    assert_eq!(browser.post_form(TAKE_OUT, &[]).await.status, 200);
    // Of nobody else, and nowhere else.
    let mut other = by_way(&web, &actor(own), Way::Password).await;
    assert_eq!(
        other.post_form("/konto/bekrafta/demo", &form).await.status,
        404
    );
    let real = app.web().await;
    let mut there = by_way(&real, &actor(shared), Way::Demo).await;
    assert_eq!(
        there.post_form("/konto/bekrafta/demo", &form).await.status,
        404
    );
});

// A sign-in form sent with a session ends that session, whoever's it was.
on_both!(signing_in_ends_the_session_the_browser_had, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    let mut before = browser.clone();
    let form = [("email", "siv@example.se"), ("password", "fel")];
    assert_eq!(browser.post_form("/logga-in", &form).await.status, 401);
    assert_eq!(
        before.get("/konto").await.status,
        200,
        "a failed one ends nothing"
    );
    let form = [("email", "siv@example.se"), ("password", PASSWORD)];
    assert_eq!(browser.post_form("/logga-in", &form).await.location(), "/");
    assert_eq!(before.get("/konto").await.status, 303);
    assert_eq!(browser.get("/konto").await.status, 200);
    assert_eq!(app.number("select count(*) from session").await, 1);
});

on_both!(signing_out_empties_what_the_browser_keeps, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    for path in ["/logga-ut", "/konto/logga-ut-overallt"] {
        let mut browser = web.signed_in(&siv).await;
        assert_eq!(browser.get("/konto").await.header("clear-site-data"), "");
        let page = browser.post_form(path, &[]).await;
        assert_eq!(page.header("clear-site-data"), "\"storage\"", "{path}");
    }
});
