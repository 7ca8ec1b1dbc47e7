//! Signing in with a code by mail.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::error::FieldProblem;
use nara_domain::mailed_code::TRIES;
use nara_server::http::limits::Action;

use crate::common::http::{Browser, Options, Web, visit};
use crate::on_both;
use crate::people::person;

const EMAIL: &str = "siv@example.se";

/// The code in a letter: two groups of four after the colon.
fn code_in(letter: &str) -> String {
    let line = letter.lines().find(|line| line.contains(": "));
    let (_, code) = line.unwrap().split_once(": ").unwrap();
    assert_eq!(code.len(), 9, "{letter}");
    code.to_owned()
}

/// Asks on the sign-in page, and reads the code in the letter.
async fn asked(web: &Web, browser: &mut Browser<'_>, email: &str) -> String {
    let page = browser
        .post_form("/logga-in/skicka-kod", &[("email", email)])
        .await;
    assert_eq!(page.location(), "/logga-in/kod");
    code_in(&web.letter_to(email).await.unwrap())
}

/// What is wrong with a code, through the port.
async fn refused(web: &Web, code: &str, browser: &str) -> FieldProblem {
    let accounts = &web.state.accounts;
    let refused = accounts
        .sign_in_by_code(code, browser, &visit(), web.now())
        .await
        .unwrap_err();
    refused.fields()[0].problem.clone()
}

/// Another code than this one.
fn other(code: &str) -> String {
    let first = if code.starts_with('X') { 'Y' } else { 'X' };
    format!("{first}{}", &code[1..])
}

on_both!(a_code_signs_in_the_browser_that_asked, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let author = app.resident("Åsbybo").await;
    let id = app.proposal(&author, "Belysning").await;
    let next = format!("/forslag/{id}/belysning?gor=stod");
    let mut browser = web.visitor();
    let sign_in = format!("/logga-in?sedan={}", urlencoding::encode(&next));
    let page = browser.get(&sign_in).await;
    assert!(page.text.contains("Få en kod på e-post"));
    let stod = id.to_string();
    let form = [
        ("email", " Siv@Example.SE"),
        ("sedan", next.as_str()),
        ("stod", stod.as_str()),
    ];
    let page = browser.post_form("/logga-in/skicka-kod", &form).await;
    let here = page.location().to_owned();
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("Max-Age=600"),
        "{cookie}"
    );
    let code = code_in(&web.letter_to(EMAIL).await.unwrap());
    // What is stored is no code, and no other browser can use it.
    let hash = app.texts("select code_hash from way_in").await.remove(0);
    assert_eq!(hash.len(), 64);
    let mut thief = web.visitor();
    let page = thief.post_form("/logga-in/kod", &[("kod", &code)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("i en annan webbläsare"));
    let stored = app.texts("select way_in_id from way_in").await.remove(0);
    thief.set_cookie("nara_code", &stored);
    let page = thief.post_form("/logga-in/kod", &[("kod", &code)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);

    let page = browser.get(&here).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("autocomplete=\"one-time-code\""));
    assert!(page.text.contains("räknas ditt stöd direkt"));
    let form = [
        ("kod", "fel"),
        ("sedan", next.as_str()),
        ("stod", stod.as_str()),
    ];
    let page = browser.post_form("/logga-in/kod", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Det är inte koden"), "{}", page.text);
    assert!(page.text.contains("value=\"fel\""), "what was typed stays");
    assert!(page.text.contains(&format!("value=\"{next}\"")));

    let typed = code.to_lowercase().replace(' ', " - ");
    let form = [
        ("kod", typed.as_str()),
        ("sedan", next.as_str()),
        ("stod", stod.as_str()),
    ];
    let page = browser.post_form("/logga-in/kod", &form).await;
    assert_eq!(page.location(), format!("/forslag/{id}/belysning"));
    assert!(!browser.cookies.contains_key("nara_code"));
    assert_eq!(app.number("select count(*) from support").await, 1);
    let page = browser.get("/konto").await;
    assert!(page.text.contains(EMAIL));
    assert_eq!(app.number("select count(*) from way_in").await, 0);
});

on_both!(a_code_ends_by_time_by_tries_and_by_use, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let accounts = &web.state.accounts;
    let mut browser = web.visitor();
    let code = asked(&web, &mut browser, EMAIL).await;
    let secret = browser.cookies["nara_code"].clone();
    for n in 1..=TRIES {
        // What cannot be a code costs no try.
        assert_eq!(
            refused(&web, "K7QD", &secret).await,
            FieldProblem::WrongCode
        );
        assert_eq!(refused(&web, " ", &secret).await, FieldProblem::Missing);
        let expected = match n == TRIES {
            true => FieldProblem::CodeOver,
            false => FieldProblem::WrongCode,
        };
        assert_eq!(refused(&web, &other(&code), &secret).await, expected, "{n}");
    }
    assert_eq!(refused(&web, &code, &secret).await, FieldProblem::CodeOver);

    let code = asked(&web, &mut browser, EMAIL).await;
    let secret = browser.cookies["nara_code"].clone();
    web.clock.advance_ms(10 * 60_000 - 1);
    assert_eq!(
        refused(&web, &other(&code), &secret).await,
        FieldProblem::WrongCode
    );
    web.clock.advance_ms(1);
    assert_eq!(refused(&web, &code, &secret).await, FieldProblem::CodeOver);

    let code = asked(&web, &mut browser, EMAIL).await;
    let secret = browser.cookies["nara_code"].clone();
    accounts
        .sign_in_by_code(&code, &secret, &visit(), web.now())
        .await
        .unwrap();
    assert_eq!(refused(&web, &code, &secret).await, FieldProblem::CodeOver);
    for nobody in ["", "x", "' or '1'='1"] {
        assert_eq!(refused(&web, &code, nobody).await, FieldProblem::CodeOver);
    }
    assert_eq!(app.number("select count(*) from session").await, 1);
});

on_both!(a_new_code_ends_the_one_asked_for_before, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = web.visitor();
    let first = asked(&web, &mut browser, EMAIL).await;
    let old = browser.cookies["nara_code"].clone();
    // Somebody else who asks for this address takes nothing away.
    let mut stranger = web.visitor();
    asked(&web, &mut stranger, EMAIL).await;
    assert_eq!(
        refused(&web, &other(&first), &old).await,
        FieldProblem::WrongCode
    );

    web.clock.advance_ms(1_000);
    let second = asked(&web, &mut browser, EMAIL).await;
    assert_ne!(old, browser.cookies["nara_code"]);
    assert_eq!(refused(&web, &first, &old).await, FieldProblem::CodeOver);
    assert_eq!(refused(&web, &second, &old).await, FieldProblem::CodeOver);
    let page = browser
        .post_form("/logga-in/kod", &[("kod", &second)])
        .await;
    assert_eq!(page.location(), "/");
});

// Each try is counted, however many come at the same moment.
on_both!(tries_at_the_same_moment_are_counted_one_by_one, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = web.visitor();
    let code = asked(&web, &mut browser, EMAIL).await;
    let secret = browser.cookies["nara_code"].clone();
    let tries = (0..12).map(|_| {
        let (accounts, now) = (web.state.accounts.clone(), web.now());
        let (wrong, secret) = (other(&code), secret.clone());
        tokio::spawn(async move {
            accounts
                .sign_in_by_code(&wrong, &secret, &visit(), now)
                .await
                .unwrap_err()
        })
    });
    let mut wrong = 0;
    for refused in futures::future::join_all(tries).await {
        match &refused.unwrap().fields()[0].problem {
            FieldProblem::WrongCode => wrong += 1,
            problem => assert_eq!(*problem, FieldProblem::CodeOver),
        }
    }
    assert_eq!(wrong, TRIES - 1, "the fifth says that it was the last");
    assert_eq!(refused(&web, &code, &secret).await, FieldProblem::CodeOver);
});

on_both!(the_same_code_at_the_same_moment_signs_in_once, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = web.visitor();
    let code = asked(&web, &mut browser, EMAIL).await;
    let secret = browser.cookies["nara_code"].clone();
    let tries = (0..4).map(|_| {
        let (accounts, now) = (web.state.accounts.clone(), web.now());
        let (code, secret) = (code.clone(), secret.clone());
        tokio::spawn(async move {
            accounts
                .sign_in_by_code(&code, &secret, &visit(), now)
                .await
        })
    });
    let results = futures::future::join_all(tries).await;
    let won = results.iter().filter(|done| done.as_ref().unwrap().is_ok());
    assert_eq!(won.count(), 1);
    assert_eq!(app.number("select count(*) from session").await, 1);
});

on_both!(known_and_unknown_addresses_ask_for_codes_alike, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut answers = Vec::new();
    for email in [EMAIL, "bo@example.se"] {
        let mut browser = web.visitor();
        let page = browser
            .post_form("/logga-in/skicka-kod", &[("email", email)])
            .await;
        let location = page.location().to_owned();
        let next = browser.get(&location).await;
        web.state.accounts.write_letters(web.now()).await.unwrap();
        let wrong = browser
            .post_form("/logga-in/kod", &[("kod", "K7QD 3MXP")])
            .await;
        let main = |text: &str| {
            let from = &text[text.find("<main").unwrap()..];
            from[..from.find("</main>").unwrap()].to_owned()
        };
        let secret_length = browser.cookies["nara_code"].len();
        answers.push((
            (page.status, location, secret_length),
            (main(&next.text), wrong.status, main(&wrong.text)),
        ));
    }
    assert_eq!(answers[0], answers[1]);
    // Both have a hash to be compared with; a letter came to one.
    let hashes = "select count(*) from way_in where code_hash is not null and tries = 1";
    assert_eq!(app.number(hashes).await, 2);
    assert_eq!(app.number("select count(*) from outbox").await, 1);

    let page = web
        .visitor()
        .post_form(
            "/logga-in/skicka-kod",
            &[("email", "siv"), ("sedan", "/konto")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("code-email-fel") && page.text.contains("value=\"siv\""));
    assert!(
        page.text.contains("value=\"/konto\""),
        "still known where to"
    );
    assert!(!page.headers.contains_key("set-cookie"));
});

on_both!(asking_for_codes_is_limited_and_leads_nowhere_else, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    let form = [("email", EMAIL), ("sedan", "//evil.example")];
    let page = browser.post_form("/logga-in/skicka-kod", &form).await;
    assert_eq!(page.location(), "/logga-in/kod?sedan=%2F");
    let (burst, _) = Action::Letter.quota();
    let mut last = Ok(());
    for _ in 0..burst {
        let accounts = &web.state.accounts;
        last = accounts
            .ask_code(EMAIL, "", Lang::Sv, &visit(), web.now())
            .await
            .map(drop);
    }
    assert!(matches!(last, Err(AppError::TooMany { .. })), "{last:?}");
});

on_both!(the_code_comes_in_english_too_and_bound_to_https, |app| {
    let web = app
        .web_with(Options {
            public_url: "https://nara.example.se",
            ..Options::default()
        })
        .await;
    person(&app, &web, EMAIL).await;
    let mut browser = web.visitor();
    let form = [("email", EMAIL), ("sedan", "/en/konto")];
    let page = browser.post_form("/en/logga-in/skicka-kod", &form).await;
    assert_eq!(page.location(), "/en/logga-in/kod?sedan=%2Fen%2Fkonto");
    assert!(browser.cookies.contains_key("__Host-nara_code"));
    let letter = web.letter_to(EMAIL).await.unwrap();
    assert!(
        letter.contains("Your code: ") && !letter.contains('['),
        "{letter}"
    );
    let code = code_in(&letter);
    let form = [("kod", code.as_str()), ("sedan", "/en/konto")];
    let page = browser.post_form("/en/logga-in/kod", &form).await;
    assert_eq!(page.location(), "/en/konto");
    assert!(browser.cookies.contains_key("__Host-nara_session"));
});
