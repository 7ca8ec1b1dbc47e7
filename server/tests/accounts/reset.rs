//! A forgotten password: the letter with a link, and the page it leads to.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::session::Way;
use nara_server::auth::tokens::Purpose;
use nara_server::http::limits::Action;

use crate::common::http::{Browser, Options, Web, link_in, visit};
use crate::on_both;
use crate::people::{PASSWORD, person};

const NEW: &str = "en helt annan mening än förut";
const EMAIL: &str = "siv@example.se";

/// Asks on the page, and reads the link in the letter.
async fn asked(web: &Web, browser: &mut Browser<'_>, email: &str) -> String {
    let page = browser
        .post_form("/glomt-losenord", &[("email", email)])
        .await;
    assert_eq!(page.location(), "/glomt-losenord/klar");
    link_in(&web.letter_to(email).await.unwrap(), "/nytt-losenord/")
}

async fn sign_in(web: &Web, password: &str) -> Result<(), AppError> {
    let accounts = &web.state.accounts;
    accounts
        .sign_in(EMAIL, password, &visit(), web.now())
        .await
        .map(drop)
}

on_both!(a_letter_leads_to_a_new_password, |app| {
    let web = app.web().await;
    let id = person(&app, &web, EMAIL).await;
    let before = web
        .state
        .accounts
        .sign_in(EMAIL, PASSWORD, &visit(), web.now())
        .await
        .unwrap();
    let mut elsewhere = web.visitor();
    elsewhere.set_cookie("nara_session", &before.secret);
    let siv = nara_domain::actor::Actor::Person {
        id,
        name: "Siv".to_owned(),
        level: nara_domain::actor::Level::N1,
        standings: Vec::new(),
        dormant: Vec::new(),
        restraint: None,
    };
    let accounts = &web.state.accounts;
    let key = accounts
        .make_api_key(&siv, Way::Password, web.now())
        .await
        .unwrap();

    let mut browser = web.visitor();
    let page = browser.get("/logga-in").await;
    assert!(page.text.contains("href=\"/glomt-losenord\""));
    let link = asked(&web, &mut browser, EMAIL).await;
    assert!(browser.cookies.is_empty());
    // A mail scanner opens the link, and opens it again: nothing is used up.
    for _ in 0..2 {
        let page = web.visitor().open(&link).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("autocomplete=\"new-password\""));
        assert!(!page.text.contains(EMAIL) && !page.text.contains("Siv<"));
    }
    for (typed, said) in [
        ("", "Fyll i det här."),
        ("kort", "Skriv minst 15"),
        ("passwordpassword", "har läckt"),
        ("siv@example.se är jag", "bygger på ditt namn"),
    ] {
        let page = browser.answer(&link, &[("password", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(page.text.contains(said), "{}", page.text);
        assert!(page.text.contains("href=\"#new_password-password\""));
        assert!(typed.is_empty() || !page.text.contains(typed));
    }
    assert_eq!(elsewhere.get("/konto").await.status, 200, "nothing yet");

    let page = browser.answer(&link, &[("password", NEW)]).await;
    assert_eq!(page.location(), "/logga-in");
    let page = browser.get("/logga-in").await;
    assert!(page.text.contains("Ditt lösenord är ändrat."));
    assert_eq!(
        sign_in(&web, PASSWORD).await,
        Err(AppError::WrongCredentials)
    );
    // Whoever was signed in is so no more, and no key works.
    assert_eq!(elsewhere.get("/konto").await.status, 303);
    let mut program = web.visitor();
    program.set_header("authorization", &format!("Bearer {key}"));
    assert_eq!(program.get("/api/v1/proposals").await.status, 401);
    assert_eq!(sign_in(&web, NEW).await, Ok(()));
    let letter = web.letter_to(EMAIL).await.unwrap();
    assert!(letter.contains("är ändrat") && letter.contains("/glomt-losenord"));
    assert!(!letter.contains('['), "a word is missing: {letter}");

    for page in [
        browser.open(&link).await,
        browser.answer(&link, &[("password", NEW)]).await,
    ] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text.contains("Länken är redan använd"));
        assert!(page.text.contains("href=\"/glomt-losenord\""));
    }
});

on_both!(a_link_that_is_none_says_what_to_do, |app| {
    let web = app.web().await;
    let id = person(&app, &web, EMAIL).await;
    let mut browser = web.visitor();
    let link = asked(&web, &mut browser, EMAIL).await;
    let later = web.now().plus_hours(1);
    let keys = &web.state.keys;
    let sign = |purpose, person| keys.sign(purpose, person, "x", "", later).unwrap();
    // Ours, and for something else; for this, and never asked for; asked for, and tampered with.
    let token = link.trim_start_matches("/nytt-losenord/");
    for wrong in [
        sign(Purpose::Confirm, None),
        sign(Purpose::Api, Some(id)),
        sign(Purpose::Reset, Some(id)),
        format!("{}x{}", &token[..60], &token[61..]),
        "x".to_owned(),
        "a.b.c".to_owned(),
    ] {
        let path = format!("/nytt-losenord/{wrong}");
        for page in [
            browser.open(&path).await,
            browser.answer(&path, &[("password", NEW)]).await,
        ] {
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
            assert!(page.text.contains("Länken fungerar inte"));
        }
    }
    // It confirms no address either.
    let confirm = format!("/bekrafta/{token}");
    assert_eq!(browser.open(&confirm).await.status, StatusCode::NOT_FOUND);

    web.clock.advance_ms(600_000 - 1_000);
    assert_eq!(browser.open(&link).await.status, 200);
    web.clock.advance_ms(1_000);
    for page in [
        browser.open(&link).await,
        browser.answer(&link, &[("password", NEW)]).await,
    ] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text.contains("Länken är för gammal"));
    }
    assert_eq!(sign_in(&web, PASSWORD).await, Ok(()));
    web.state.sessions.clean_up(web.now()).await.unwrap();
    assert_eq!(app.number("select count(*) from way_in").await, 0);
});

on_both!(twenty_clicks_at_once_set_one_password, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = web.visitor();
    let link = asked(&web, &mut browser, EMAIL).await;
    let token = link.trim_start_matches("/nytt-losenord/").to_owned();
    let mut clicks = tokio::task::JoinSet::new();
    for n in 0..20 {
        let (accounts, token, now) = (web.state.accounts.clone(), token.clone(), web.now());
        clicks.spawn(async move {
            let password = format!("{NEW} {n}");
            let done = accounts
                .reset_password(&token, &password, Lang::Sv, &visit(), now)
                .await;
            (done, password)
        });
    }
    let results = clicks.join_all().await;
    let won: Vec<_> = results.iter().filter(|(done, _)| done.is_ok()).collect();
    assert_eq!(won.len(), 1);
    for (done, _) in &results {
        assert!(matches!(done, Ok(()) | Err(AppError::LinkUsed)), "{done:?}");
    }
    assert_eq!(sign_in(&web, &won[0].1).await, Ok(()));
    let changed = "select count(*) from outbox where subject = 'Ditt lösenord är ändrat'";
    assert_eq!(app.number(changed).await, 1);
});

// Two letters, and the older one lies about: using one ends both.
on_both!(a_new_password_ends_every_other_link, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = web.visitor();
    let first = asked(&web, &mut browser, EMAIL).await;
    web.clock.advance_ms(1_000);
    let second = asked(&web, &mut browser, EMAIL).await;
    assert_ne!(first, second);
    // Whoever keeps asking does not take away the link the owner is about to follow.
    let page = browser.answer(&first, &[("password", NEW)]).await;
    assert_eq!(page.location(), "/logga-in");
    let other = [("password", "en tredje mening som är lång")];
    let page = browser.answer(&second, &other).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(sign_in(&web, NEW).await, Ok(()));
});

// Same answer, same rows, and only the owner of an account gets a letter.
on_both!(known_and_unknown_addresses_ask_alike, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut answers = Vec::new();
    for email in [EMAIL, "bo@example.se"] {
        let mut browser = web.visitor();
        let page = browser
            .post_form("/glomt-losenord", &[("email", email)])
            .await;
        assert!(browser.cookies.is_empty());
        let next = browser.get(page.location()).await;
        let main = &next.text[next.text.find("<main").unwrap()..];
        let main = main[..main.find("</main>").unwrap()].to_owned();
        answers.push((page.status, page.location().to_owned(), main));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(app.number("select count(*) from outbox").await, 0);
    assert_eq!(app.number("select count(*) from way_in").await, 2);
    assert!(web.letter_to("bo@example.se").await.is_none());
    assert!(web.letter_to(EMAIL).await.is_some());
    // Written once, also when two servers look at the same time.
    let accounts = &web.state.accounts;
    assert_eq!(accounts.write_letters(web.now()).await, Ok(0));
    assert_eq!(app.number("select count(*) from outbox").await, 1);

    for (email, said) in [("", "Fyll i det här."), ("siv", "ingen e-postadress")] {
        let page = web
            .visitor()
            .post_form("/glomt-losenord", &[("email", email)])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(said) && page.text.contains("forgotten-email-fel"));
        assert!(page.text.contains(&format!("value=\"{email}\"")));
    }
});

on_both!(asking_is_limited_by_address_and_by_network, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let accounts = &web.state.accounts;
    for email in [EMAIL, "bo@example.se"] {
        let (burst, _) = Action::Letter.quota();
        for _ in 0..burst {
            accounts
                .ask_reset(email, Lang::Sv, &visit(), web.now())
                .await
                .unwrap();
        }
        let page = web
            .visitor()
            .post_form("/glomt-losenord", &[("email", email)])
            .await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{email}");
        assert!(page.headers.contains_key("retry-after"));
    }
    let (burst, _) = Action::LetterNetwork.quota();
    let school = nara_app::accounts::api::Visit {
        network: "192.0.2.0/24".to_owned(),
        ..visit()
    };
    let mut last = Ok(());
    for n in 0..=burst {
        let email = format!("{n}@example.se");
        last = accounts
            .ask_reset(&email, Lang::Sv, &school, web.now())
            .await;
    }
    assert!(matches!(last, Err(AppError::TooMany { .. })), "{last:?}");
});

on_both!(the_letter_is_in_the_language_of_the_page, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = web.visitor();
    let page = browser
        .post_form("/en/glomt-losenord", &[("email", EMAIL)])
        .await;
    assert_eq!(page.location(), "/en/glomt-losenord/klar");
    let letter = web.letter_to(EMAIL).await.unwrap();
    assert!(letter.contains("Hello Siv!"), "{letter}");
    let link = link_in(&letter, "/en/nytt-losenord/");
    let page = browser.open(&link).await;
    assert!(page.text.contains("Choose a new password"));
    let page = browser.answer(&link, &[("password", NEW)]).await;
    assert_eq!(page.location(), "/en/logga-in");
    let letter = web.letter_to(EMAIL).await.unwrap();
    assert!(letter.contains("has been changed"), "{letter}");
});

// They are everybody's: nobody takes one for themselves.
on_both!(the_demos_people_keep_having_no_password, |app| {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    let shared = "invanare@bjorksjo.example";
    person(&app, &web, shared).await;
    let accounts = &web.state.accounts;
    accounts
        .ask_reset(shared, Lang::Sv, &visit(), web.now())
        .await
        .unwrap();
    assert!(web.letter_to(shared).await.is_none());
});
