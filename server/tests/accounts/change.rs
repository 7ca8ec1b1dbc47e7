//! Changing one's own name, password and address.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_server::auth::tokens::Purpose;
use nara_server::http::limits::Action;

use crate::common::http::{Browser, Options, Web, link_in, visit};
use crate::on_both;
use crate::people::{PASSWORD, person};

const EMAIL: &str = "siv@example.se";
const OTHER: &str = "siv.berg@example.org";
const NEW: &str = "en helt annan mening än förut";

/// A browser that is signed in by password.
async fn signed_in<'w>(web: &'w Web, email: &str, password: &str) -> Browser<'w> {
    let mut browser = web.visitor();
    let form = [("email", email), ("password", password)];
    let page = browser.post_form("/logga-in", &form).await;
    assert_eq!(page.location(), "/");
    browser
}

on_both!(a_name_changes_from_now_on, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = signed_in(&web, EMAIL, PASSWORD).await;
    let page = browser.get("/konto/namn").await;
    assert!(page.text.contains("value=\"Siv\""), "what it is now");
    for (typed, said) in [
        ("", "Fyll i det här."),
        ("L", "Skriv minst 2"),
        (&"å".repeat(61), "högst 60"),
        ("\u{202e}viS", "ett tecken som inte syns"),
    ] {
        let page = browser
            .post_form("/konto/namn", &[("display_name", typed)])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(page.text.contains(said), "{}", page.text);
        assert!(page.text.contains(&format!("value=\"{typed}\"")));
    }
    let evil = "<script>alert(1)</script>";
    for name in ["Stig på Åsen", evil] {
        let page = browser
            .post_form("/konto/namn", &[("display_name", name)])
            .await;
        assert_eq!(page.location(), "/konto");
        assert_eq!(app.texts("select display_name from person").await, [name]);
    }
    let page = browser.get("/konto").await;
    assert!(page.text.contains("Ditt namn är ändrat."));
    assert!(!page.text.contains(evil) && page.text.contains("&lt;script"));
});

on_both!(a_password_changes_with_the_present_one, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = signed_in(&web, EMAIL, PASSWORD).await;
    let mut elsewhere = signed_in(&web, EMAIL, PASSWORD).await;
    let key = browser.post_form("/konto/nyckel", &[]).await;
    assert_eq!(key.status, 200);
    // A link to a new password lies in the post.
    let accounts = &web.state.accounts;
    let lang = nara_app::i18n::Lang::Sv;
    accounts
        .ask_reset(EMAIL, lang, &visit(), web.now())
        .await
        .unwrap();
    let reset = link_in(&web.letter_to(EMAIL).await.unwrap(), "/nytt-losenord/");
    for (present, new, wrong) in [
        ("", "", vec!["present", "password"]),
        ("fel", NEW, vec!["present"]),
        (PASSWORD, "kort", vec!["password"]),
        (PASSWORD, "siv@example.se är jag", vec!["password"]),
        ("fel", "kort", vec!["present", "password"]),
    ] {
        let form = [("present", present), ("password", new)];
        let page = browser.post_form("/konto/losenord", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["present", "password"] {
            let told = page
                .text
                .contains(&format!("id=\"change_password-{field}-fel\""));
            assert_eq!(told, wrong.contains(&field), "{present} {new} {field}");
        }
        for typed in [present, new] {
            assert!(typed.is_empty() || !page.text.contains(&format!("\"{typed}\"")));
        }
    }
    assert_eq!(elsewhere.get("/konto").await.status, 200, "nothing yet");

    let form = [("present", PASSWORD), ("password", NEW)];
    let page = browser.post_form("/konto/losenord", &form).await;
    assert_eq!(page.location(), "/konto");
    let page = browser.get("/konto").await;
    assert!(
        page.text.contains("Ditt lösenord är ändrat."),
        "this one goes on"
    );
    assert_eq!(elsewhere.get("/konto").await.status, 303);
    assert_eq!(
        app.number("select count(*) from session").await,
        1,
        "no key"
    );
    assert_eq!(web.visitor().open(&reset).await.status, 404);
    let letter = web.letter_to(EMAIL).await.unwrap();
    assert!(
        letter.contains("är ändrat") && !letter.contains('['),
        "{letter}"
    );
    let refused = accounts
        .sign_in(EMAIL, PASSWORD, &visit(), web.now())
        .await
        .unwrap_err();
    assert_eq!(refused, AppError::WrongCredentials);
    signed_in(&web, EMAIL, NEW).await;
});

// Whoever finds an open browser gets no more tries at the password than at the door.
on_both!(trying_the_present_password_is_limited, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = signed_in(&web, EMAIL, PASSWORD).await;
    let (burst, _) = Action::Change.quota();
    let form = [("present", "fel"), ("password", NEW)];
    for _ in 0..burst {
        let page = browser.post_form("/konto/losenord", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let form = [("present", PASSWORD), ("password", NEW)];
    let page = browser.post_form("/konto/losenord", &form).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let form = [("email", OTHER), ("password", PASSWORD)];
    let page = browser.post_form("/konto/epost", &form).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text.contains(&format!("value=\"{OTHER}\"")));
});

/// Asks for another address, and reads the link in the letter there.
async fn asked(web: &Web, browser: &mut Browser<'_>, email: &str, password: &str) -> String {
    let form = [("email", email), ("password", password)];
    let page = browser.post_form("/konto/epost", &form).await;
    assert_eq!(page.location(), "/konto");
    link_in(&web.letter_to(email).await.unwrap(), "/ny-adress/")
}

on_both!(an_address_changes_when_it_is_confirmed, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    let mut browser = signed_in(&web, EMAIL, PASSWORD).await;
    for (email, password, wrong) in [
        ("", "", vec!["email", "password"]),
        ("ingen adress", PASSWORD, vec!["email"]),
        (OTHER, "fel", vec!["password"]),
        (" SIV@example.se", PASSWORD, vec!["email"]),
    ] {
        let form = [("email", email), ("password", password)];
        let page = browser.post_form("/konto/epost", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["email", "password"] {
            let told = page.text.contains(&format!("id=\"address-{field}-fel\""));
            assert_eq!(told, wrong.contains(&field), "{email} {field}");
        }
        assert!(page.text.contains(&format!("value=\"{email}\"")));
        assert!(!page.text.contains(PASSWORD));
    }
    assert_eq!(app.number("select count(*) from way_in").await, 0);
    let first = asked(&web, &mut browser, "slip@example.org", PASSWORD).await;
    let link = asked(&web, &mut browser, OTHER, PASSWORD).await;
    assert_eq!(app.texts("select email from person").await, [EMAIL]);
    // Only the newest counts.
    let page = browser.open(&first).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.answer(&first, &[]).await.status, 404);

    // Whoever else gets the letter, or finds the link, gets nowhere with it.
    let page = web.visitor().open(&link).await;
    assert!(page.location().starts_with("/logga-in?sedan="));
    let page = web.visitor().answer(&link, &[]).await;
    assert!(page.location().starts_with("/logga-in?sedan="));
    let mut bo = web.signed_in(&app.resident("Bo").await).await;
    assert_eq!(bo.open(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bo.answer(&link, &[]).await.status, StatusCode::NOT_FOUND);

    // A code for the old address is under way.
    let page = web
        .visitor()
        .post_form("/logga-in/skicka-kod", &[("email", EMAIL)])
        .await;
    assert!(page.status.is_redirection());
    let page = browser.open(&link).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains(OTHER));
    let page = browser.answer(&link, &[]).await;
    assert_eq!(page.location(), "/konto");
    let page = browser.get("/konto").await;
    assert!(page.text.contains("Din e-postadress är ändrad.") && page.text.contains(OTHER));
    assert_eq!(app.number("select count(*) from way_in").await, 0);
    let letter = web.letter_to(EMAIL).await.unwrap();
    assert!(letter.contains("en annan e-postadress"), "{letter}");
    assert!(!letter.contains(OTHER) && !letter.contains('['), "{letter}");
    signed_in(&web, OTHER, PASSWORD).await;

    for page in [browser.open(&link).await, browser.answer(&link, &[]).await] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text.contains("Länken är redan använd"));
    }
});

on_both!(a_link_to_an_address_ends_after_a_day, |app| {
    let web = app.web().await;
    let id = person(&app, &web, EMAIL).await;
    let mut browser = signed_in(&web, EMAIL, PASSWORD).await;
    let link = asked(&web, &mut browser, OTHER, PASSWORD).await;
    let later = web.now().plus_hours(24);
    let keys = &web.state.keys;
    for purpose in [Purpose::Reset, Purpose::Confirm, Purpose::Address] {
        let token = keys.sign(purpose, Some(id), "x", "", later).unwrap();
        let page = browser.open(&format!("/ny-adress/{token}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{purpose:?}");
    }
    web.clock.advance_ms(24 * 3_600_000 - 1_000);
    assert_eq!(browser.open(&link).await.status, 200);
    web.clock.advance_ms(1_000);
    for page in [browser.open(&link).await, browser.answer(&link, &[]).await] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.text.contains("Länken är för gammal"));
        assert!(page.text.contains("href=\"/konto/epost\""));
    }
});

// The page says the same; only the reader of the address learns that it has an account.
on_both!(
    an_address_that_is_taken_is_told_to_its_reader_alone,
    |app| {
        let web = app.web().await;
        person(&app, &web, EMAIL).await;
        person(&app, &web, OTHER).await;
        let mut browser = signed_in(&web, EMAIL, PASSWORD).await;
        let form = [("email", OTHER), ("password", PASSWORD)];
        let page = browser.post_form("/konto/epost", &form).await;
        assert_eq!(page.location(), "/konto");
        let letter = web.letter_to(OTHER).await.unwrap();
        assert!(
            letter.contains("redan ett konto") && !letter.contains("/ny-adress/"),
            "{letter}"
        );
    }
);

on_both!(two_who_want_one_address_are_settled_by_its_key, |app| {
    let web = app.web().await;
    for email in [EMAIL, "bo@example.se"] {
        person(&app, &web, email).await;
    }
    let mut siv = signed_in(&web, EMAIL, PASSWORD).await;
    let mut bo = signed_in(&web, "bo@example.se", PASSWORD).await;
    let hers = asked(&web, &mut siv, OTHER, PASSWORD).await;
    web.clock.advance_ms(1_000);
    let his = asked(&web, &mut bo, OTHER, PASSWORD).await;
    let (a, b) = tokio::join!(siv.answer(&hers, &[]), bo.answer(&his, &[]));
    let mut answers = [a.status.as_u16(), b.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    let taken = "select count(*) from person where email = 'siv.berg@example.org'";
    assert_eq!(app.number(taken).await, 1);
    let lost = if a.status == 409 { a } else { b };
    assert!(
        lost.text.contains("Det ändrades under tiden"),
        "{}",
        lost.text
    );
});

// They are everybody's: whoever tries the demo next finds them as they were.
on_both!(the_demos_people_stay_who_they_are, |app| {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    let shared = "invanare@bjorksjo.example";
    person(&app, &web, shared).await;
    let mut browser = web.visitor();
    let page = browser
        .post_form("/demo/logga-in", &[("konto", "invanare")])
        .await;
    assert_eq!(page.location(), "/");
    for (path, form) in [
        ("/konto/namn", [("display_name", "Kungen")].as_slice()),
        (
            "/konto/losenord",
            &[("present", PASSWORD), ("password", NEW)],
        ),
        ("/konto/epost", &[("email", OTHER), ("password", PASSWORD)]),
    ] {
        let page = browser.post_form(path, form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(
            page.text.contains("delas av alla som provar demot"),
            "{path}"
        );
    }
    assert_eq!(app.texts("select display_name from person").await, ["Siv"]);
});

on_both!(nobody_changes_an_account_without_being_signed_in, |app| {
    let web = app.web().await;
    person(&app, &web, EMAIL).await;
    for path in ["/konto/namn", "/konto/losenord", "/konto/epost"] {
        let page = web.visitor().get(path).await;
        assert!(page.location().starts_with("/logga-in?sedan="), "{path}");
        let page = web.visitor().post_form(path, &[]).await;
        assert!(page.location().starts_with("/logga-in?sedan="), "{path}");
    }
    // Somebody whose account was made without a password is told how to get one.
    let mut bo = web.signed_in(&app.resident("Bo").await).await;
    for path in ["/konto/losenord", "/konto/epost"] {
        let page = bo.get(path).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("inget lösenord än"), "{path}");
    }
});
