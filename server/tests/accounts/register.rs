//! Registering and the link in the letter.

use axum::http::StatusCode;
use nara_app::accounts::api::NewAccount;
use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_domain::error::FieldProblem;

use crate::common::http::{Web, link_in, visit};
use crate::on_both;

const PASSWORD: &str = "en mening bara jag kan";

/// What Siv types on the registration page; each test changes what it is about.
const SIV: NewAccount<'static> = NewAccount {
    display_name: "Siv",
    email: "siv@example.se",
    password: PASSWORD,
    lang: Lang::Sv,
    next: "/",
};

async fn register(web: &Web, new: NewAccount<'_>) -> Result<(), AppError> {
    let accounts = &web.state.accounts;
    accounts.register(&new, &visit(), web.now()).await
}

/// The confirmation link's token, out of the letter.
async fn token(web: &Web, email: &str) -> String {
    let letter = web.letter_to(email).await.unwrap();
    link_in(&letter, "/bekrafta/")
        .trim_start_matches("/bekrafta/")
        .to_owned()
}

on_both!(a_link_makes_the_account_once, |app| {
    let web = app.web().await;
    let accounts = &web.state.accounts;
    let now = web.now();
    register(
        &web,
        NewAccount {
            display_name: " Siv ",
            email: "Siv@Example.SE",
            next: "/forslag/3/x?gor=stod",
            ..SIV
        },
    )
    .await
    .unwrap();
    assert_eq!(
        app.number("select count(*) from person").await,
        0,
        "nobody before the link"
    );
    let token = token(&web, "siv@example.se").await;

    assert_eq!(
        accounts.check_link(&token, now).await.as_deref(),
        Ok("/forslag/3/x?gor=stod")
    );
    let (session, next) = accounts
        .confirm(&token, PASSWORD, &visit(), now)
        .await
        .unwrap();
    assert_eq!(next, "/forslag/3/x?gor=stod");
    assert_eq!(app.texts("select display_name from person").await, ["Siv"]);
    assert_eq!(
        app.texts("select email from person").await,
        ["siv@example.se"]
    );
    assert_eq!(app.texts("select level from person").await, ["n1"]);

    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &session.secret);
    assert_eq!(browser.get("/om").await.header("cache-control"), "no-store");

    // The second click, also of somebody else who got hold of the letter.
    assert_eq!(
        accounts.check_link(&token, now).await,
        Err(AppError::LinkUsed)
    );
    assert_eq!(
        accounts
            .confirm(&token, PASSWORD, &visit(), now)
            .await
            .unwrap_err(),
        AppError::LinkUsed
    );
    assert_eq!(app.number("select count(*) from person").await, 1);
    assert_eq!(app.number("select count(*) from session").await, 1);
});

on_both!(twenty_clicks_at_once_make_one_account, |app| {
    let web = app.web().await;
    let accounts = web.state.accounts.clone();
    let now = web.now();
    register(&web, SIV).await.unwrap();
    let token = token(&web, "siv@example.se").await;
    let mut clicks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (accounts, token) = (accounts.clone(), token.clone());
        clicks.spawn(async move {
            accounts
                .confirm(&token, PASSWORD, &visit(), now)
                .await
                .map(drop)
        });
    }
    let results = clicks.join_all().await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results
            .iter()
            .all(|result| matches!(result, Ok(()) | Err(AppError::LinkUsed)))
    );
    assert_eq!(app.number("select count(*) from person").await, 1);
});

on_both!(a_link_ends_after_a_day, |app| {
    let web = app.web().await;
    let accounts = &web.state.accounts;
    register(&web, SIV).await.unwrap();
    let token = token(&web, "siv@example.se").await;
    let almost = nara_domain::time::Stamp(web.now().plus_hours(24).0 - 1_000);
    assert!(accounts.check_link(&token, almost).await.is_ok());
    let late = web.now().plus_hours(24);
    assert_eq!(
        accounts.check_link(&token, late).await,
        Err(AppError::LinkExpired)
    );
    assert_eq!(
        accounts
            .confirm(&token, PASSWORD, &visit(), late)
            .await
            .unwrap_err(),
        AppError::LinkExpired
    );
    assert_eq!(app.number("select count(*) from person").await, 0);
});

on_both!(what_is_no_link_of_ours_is_unknown, |app| {
    let web = app.web().await;
    let accounts = &web.state.accounts;
    let other = nara_server::auth::Keys::from_seed(&[9; 32]).unwrap();
    let purpose = nara_server::auth::tokens::Purpose::Confirm;
    let foreign = other
        .sign(purpose, None, "x", "/", web.now().plus_hours(1))
        .unwrap();
    // Signed by us, and nobody registered for it.
    let orphan = web
        .state
        .keys
        .sign(purpose, None, "x", "/", web.now().plus_hours(1))
        .unwrap();
    for token in ["", "x", "a.b.c", foreign.as_str(), orphan.as_str()] {
        let refused = accounts
            .confirm(token, PASSWORD, &visit(), web.now())
            .await
            .unwrap_err();
        assert_eq!(refused, AppError::LinkUnknown, "{token}");
    }
});

const EVIL: &str = "en mening bara anfallaren kan";

/// Registers and returns the token of the letter that came.
async fn asked(web: &Web, name: &str, password: &str) -> String {
    let new = NewAccount {
        display_name: name,
        password,
        ..SIV
    };
    register(web, new).await.unwrap();
    token(web, SIV.email).await
}

// Whoever registers somebody else's address neither blocks it nor leaves a password behind, whichever
// of the letters its owner opens.
on_both!(an_address_cannot_be_taken_in_advance, |app| {
    let web = app.web().await;
    let accounts = &web.state.accounts;
    let now = web.now();
    let older = asked(&web, "Evil", EVIL).await;
    let newest = asked(&web, "Siv", PASSWORD).await;
    assert_ne!(older, newest);
    for password in [PASSWORD, EVIL] {
        let refused = accounts.confirm(&older, password, &visit(), now).await;
        assert_eq!(refused.unwrap_err(), AppError::LinkUnknown);
    }
    assert_eq!(
        accounts.check_link(&older, now).await,
        Err(AppError::LinkUnknown)
    );
    let refused = accounts.confirm(&newest, EVIL, &visit(), now).await;
    assert_eq!(
        refused.unwrap_err().fields()[0].problem,
        FieldProblem::WrongPassword
    );
    accounts
        .confirm(&newest, PASSWORD, &visit(), now)
        .await
        .unwrap();
    assert_eq!(app.texts("select display_name from person").await, ["Siv"]);
    let wrong = accounts
        .sign_in("siv@example.se", EVIL, &visit(), now)
        .await
        .unwrap_err();
    assert_eq!(wrong, AppError::WrongCredentials);
    accounts
        .sign_in("siv@example.se", PASSWORD, &visit(), now)
        .await
        .unwrap();
    assert_eq!(app.number("select count(*) from registration").await, 0);
});

// The attacker's letter alone is no account either: its reader does not know the password.
on_both!(a_link_needs_the_password_that_was_chosen, |app| {
    let web = app.web().await;
    let accounts = &web.state.accounts;
    let now = web.now();
    let token = asked(&web, "Evil", EVIL).await;
    let link = format!("/bekrafta/{token}");
    let mut siv = web.visitor();
    let page = siv.open(&link).await;
    assert!(page.text.contains("Lösenordet du valde"));
    for known in ["Evil", "siv@example.se"] {
        assert!(!page.text.contains(known), "{known}");
    }
    for (typed, said) in [
        ("", "Fyll i det här."),
        (PASSWORD, "Det är inte lösenordet som valdes"),
    ] {
        let page = siv.answer(&link, &[("password", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(said), "{}", page.text);
        assert!(page.text.contains("href=\"#confirm-password\""));
        assert!(typed.is_empty() || !page.text.contains(typed));
    }
    assert_eq!(app.number("select count(*) from person").await, 0);
    assert_eq!(app.number("select count(*) from used_link").await, 0);
    // Guessing is limited by the link, wherever it comes from.
    let (burst, _) = nara_server::http::limits::Action::Confirm.quota();
    let mut last = None;
    for n in 0..burst {
        let from = nara_app::accounts::api::Visit {
            network: format!("10.{n}.0.0/24"),
            ..visit()
        };
        last = accounts.confirm(&token, PASSWORD, &from, now).await.err();
    }
    assert!(
        matches!(last, Some(AppError::TooMany { .. })),
        "one was tried on the page: {last:?}"
    );
    let page = siv.answer(&link, &[("password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        page.text.contains("confirm-password"),
        "the form is still there"
    );
});

// The answer, the writes and the number of letters are the same whether there is an account.
on_both!(known_and_unknown_addresses_are_answered_alike, |app| {
    let web = app.web().await;
    let accounts = &web.state.accounts;
    let now = web.now();
    register(&web, SIV).await.unwrap();
    let token = token(&web, "siv@example.se").await;
    accounts
        .confirm(&token, PASSWORD, &visit(), now)
        .await
        .unwrap();
    let counts = async || {
        (
            app.number("select count(*) from outbox").await,
            app.number("select count(*) from registration").await,
            app.number("select count(*) from person").await,
        )
    };
    let before = counts().await;
    let other = "en helt annan mening än förut";
    let known = register(
        &web,
        NewAccount {
            display_name: "X",
            password: other,
            ..SIV
        },
    )
    .await;
    let between = counts().await;
    let unknown = register(
        &web,
        NewAccount {
            display_name: "Xy",
            email: "bo@example.se",
            password: other,
            ..SIV
        },
    )
    .await;
    let after = counts().await;
    // A name of one letter is refused, before anybody is looked up.
    assert!(known.is_err());
    assert_eq!(before, between);
    let known = register(
        &web,
        NewAccount {
            display_name: "Xy",
            password: other,
            ..SIV
        },
    )
    .await;
    let last = counts().await;
    assert_eq!(known, unknown);
    assert_eq!((after.0 - between.0, after.1 - between.1), (1, 1));
    assert_eq!(
        (last.0 - after.0, last.1 - after.1, last.2),
        (1, 1, before.2)
    );
    // The letter of who has an account holds no link that makes one.
    let letter = web.letter_to("siv@example.se").await.unwrap();
    assert!(
        !letter.contains("/bekrafta/") && letter.contains("/logga-in"),
        "{letter}"
    );
    // And the password stays the old one.
    assert!(
        accounts
            .sign_in("siv@example.se", other, &visit(), now)
            .await
            .is_err()
    );
});

on_both!(every_wrong_field_is_named_at_once, |app| {
    let web = app.web().await;
    let refused = register(
        &web,
        NewAccount {
            display_name: "\u{202e}",
            email: "siv",
            password: "kort",
            ..SIV
        },
    )
    .await
    .unwrap_err();
    let AppError::Invalid(fields) = refused else {
        panic!("{refused:?}")
    };
    let named: Vec<_> = fields
        .iter()
        .map(|f| (f.field.as_str(), f.problem.code()))
        .collect();
    assert_eq!(
        named,
        [
            ("display_name", "invalid_character"),
            ("email", "not_an_email"),
            ("password", "too_short"),
        ]
    );
    for (password, problem) in [
        ("passwordpassword", FieldProblem::Leaked),
        ("siv@example.se och mer", FieldProblem::OwnWords),
        ("Björksjö kommun", FieldProblem::OwnWords),
        ("sommarsommarsommar", FieldProblem::TooCommon),
    ] {
        let refused = register(&web, NewAccount { password, ..SIV })
            .await
            .unwrap_err();
        assert_eq!(refused.fields()[0].problem, problem);
    }
    assert_eq!(app.number("select count(*) from outbox").await, 0);
});

on_both!(letters_come_in_the_readers_language, |app| {
    let web = app.web().await;
    for (lang, address, link) in [
        (Lang::Sv, "sv@example.se", "/bekrafta/"),
        (Lang::En, "en@example.se", "/en/bekrafta/"),
    ] {
        register(
            &web,
            NewAccount {
                email: address,
                lang,
                ..SIV
            },
        )
        .await
        .unwrap();
        let letter = web.letter_to(address).await.unwrap();
        assert!(
            letter.contains(&format!("http://127.0.0.1:3000{link}")),
            "{letter}"
        );
        assert!(!letter.contains('['), "a word is missing: {letter}");
    }
});

// Nobody's post box is filled by somebody else's clicking.
on_both!(letters_to_one_address_are_limited, |app| {
    let web = app.web().await;
    let (burst, _) = nara_server::http::limits::Action::Letter.quota();
    let mut last = Ok(());
    for _ in 0..=burst {
        last = register(&web, SIV).await;
    }
    assert!(matches!(last, Err(AppError::TooMany { .. })));
    assert_eq!(
        app.number("select count(*) from outbox").await,
        i64::from(burst)
    );
    assert_eq!(
        last.unwrap_err().status(),
        StatusCode::TOO_MANY_REQUESTS.as_u16()
    );
});
