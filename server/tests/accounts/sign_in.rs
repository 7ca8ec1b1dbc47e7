//! Signing in with e-mail and password, and as the demo's people.

use nara_app::accounts::api::DEMO_ACCOUNTS;
use nara_app::error::AppError;
use nara_server::accounts::store;
use nara_server::http::limits::Action;

use crate::common::http::{Options, visit};
use crate::on_both;
use crate::people::{PASSWORD, person};

on_both!(the_right_password_signs_in, |app| {
    let web = app.web().await;
    let id = person(&app, &web, "siv@example.se").await;
    let accounts = &web.state.accounts;
    let session = accounts
        .sign_in(" SIV@example.se", PASSWORD, &visit(), web.now())
        .await
        .unwrap();
    assert_eq!(session.expires_at, web.now().plus_days(90));
    // Neither the secret nor anything it could be computed from is stored.
    let stored = app.texts("select session_hash from session").await;
    assert_eq!(
        stored,
        [nara_server::auth::session::fingerprint(&session.secret)]
    );
    let signed = web
        .state
        .sessions
        .find(&stored[0], store::SessionKind::Browser, web.now())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(signed.actor.person_id(), Some(id));
    assert_eq!(session.secret.len(), 43, "256 bits");
});

on_both!(every_wrong_try_gets_the_same_answer, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let accounts = &web.state.accounts;
    let long = "x".repeat(100_000);
    for (email, password) in [
        ("siv@example.se", "fel"),
        ("siv@example.se", ""),
        ("siv@example.se", "en mening bara jag kan "),
        ("siv@example.se", long.as_str()),
        ("bo@example.se", PASSWORD),
        ("", PASSWORD),
        ("inte en adress", PASSWORD),
        ("siv@example.se' or '1'='1", PASSWORD),
    ] {
        let refused = accounts
            .sign_in(email, password, &visit(), web.now())
            .await
            .unwrap_err();
        assert_eq!(refused, AppError::WrongCredentials, "{email}");
    }
    assert_eq!(app.number("select count(*) from session").await, 0);
});

on_both!(guessing_is_stopped_without_locking_the_owner_out, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let accounts = &web.state.accounts;
    let (burst, _) = Action::SignInAccountFrom.quota();
    for _ in 0..burst {
        let refused = accounts
            .sign_in("siv@example.se", "fel", &visit(), web.now())
            .await;
        assert_eq!(refused.unwrap_err(), AppError::WrongCredentials);
    }
    // Even the right password has to wait now, from there …
    let waits = accounts
        .sign_in("siv@example.se", PASSWORD, &visit(), web.now())
        .await;
    let Err(AppError::TooMany { retry_after }) = waits else {
        panic!("{waits:?}")
    };
    // … and not from home.
    let home = nara_app::accounts::api::Visit {
        network: "192.0.2.0/24".to_owned(),
        ..visit()
    };
    accounts
        .sign_in("siv@example.se", PASSWORD, &home, web.now())
        .await
        .unwrap();
    let later = nara_domain::time::Stamp(web.now().0 + i64::from(retry_after) * 1000);
    accounts
        .sign_in("siv@example.se", PASSWORD, &visit(), later)
        .await
        .unwrap();
    // An address without an account is limited just the same: the limit tells nothing either.
    for _ in 0..burst {
        let _wrong = accounts
            .sign_in("bo@example.se", "fel", &home, web.now())
            .await;
    }
    let waits = accounts
        .sign_in("bo@example.se", "fel", &home, web.now())
        .await;
    assert!(matches!(waits, Err(AppError::TooMany { .. })), "{waits:?}");
});

on_both!(the_demos_people_sign_in_without_a_password, |app| {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    nara_server::demo::build(
        &app.db,
        &nara_server::auth::Keys::from_seed(&[7; 32]).unwrap(),
        app.now,
    )
    .await
    .unwrap();
    for account in DEMO_ACCOUNTS {
        let session = web
            .state
            .accounts
            .demo_sign_in(account, &visit(), web.now())
            .await
            .unwrap();
        let hash = nara_server::auth::session::fingerprint(&session.secret);
        assert!(
            web.state
                .sessions
                .find(&hash, store::SessionKind::Browser, web.now())
                .await
                .unwrap()
                .is_some(),
            "{account}"
        );
    }
    for nobody in [
        "",
        "nobody",
        "handlaggare_trafik",
        "invanare@bjorksjo.example",
    ] {
        let refused = web
            .state
            .accounts
            .demo_sign_in(nobody, &visit(), web.now())
            .await;
        assert_eq!(refused.unwrap_err(), AppError::NotFound);
    }
});

on_both!(a_real_municipality_has_no_demo_doors, |app| {
    let web = app.web().await;
    nara_server::demo::build(
        &app.db,
        &nara_server::auth::Keys::from_seed(&[7; 32]).unwrap(),
        app.now,
    )
    .await
    .unwrap();
    for account in DEMO_ACCOUNTS {
        let refused = web
            .state
            .accounts
            .demo_sign_in(account, &visit(), web.now())
            .await;
        assert_eq!(refused.unwrap_err(), AppError::NotFound);
    }
    assert_eq!(
        web.state.accounts.demo_mail().await.unwrap_err(),
        AppError::NotFound
    );
});
