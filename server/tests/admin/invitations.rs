//! Inviting somebody, and taking on what one is invited to.

use axum::http::StatusCode;
use nara_app::admin::api::Reader;
use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::duty::INVITATION_DAYS;
use nara_domain::privacy;
use nara_server::admin::store;

use crate::common::App;
use crate::common::http::{Browser, Web, link_in, visit};
use crate::help::{administrator, desk, id, resident};
use crate::on_both;

const EMAIL: &str = "ny.tjansteperson@example.se";
const PASSWORD: &str = "en mening bara jag kan";

fn invitation(email: &str) -> Vec<(&str, &str)> {
    vec![
        ("email", email),
        ("role", "official"),
        ("department", "Tekniska förvaltningen"),
        ("title", "trafikingenjör"),
        ("last_day", "2026-12-31"),
    ]
}

/// Invites, and answers with the address of the letter's link.
async fn invite(web: &Web, browser: &mut Browser<'_>, email: &str) -> String {
    let page = browser
        .post_form("/admin/inbjudningar/ny", &invitation(email))
        .await;
    assert_eq!(page.location(), "/admin/inbjudningar");
    letter(web, email).await
}

async fn letter(web: &Web, email: &str) -> String {
    let letter = web.letter_to(email).await.unwrap();
    assert!(!letter.contains('['), "{letter}");
    link_in(&letter, "/inbjudan/")
}

async fn standings(app: &App) -> i64 {
    app.number("select count(*) from standing where role = 'official'")
        .await
}

on_both!(who_has_no_account_makes_one_and_takes_on_the_duty, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let page = browser.get("/admin/inbjudningar").await;
    assert!(page.text.contains("Ingen är inbjuden"));
    let link = invite(&web, &mut browser, EMAIL).await;
    let page = browser.get("/admin/inbjudningar").await;
    assert!(page.text.contains("Inbjudan är skickad."));
    assert!(page.text.contains(EMAIL) && page.text.contains("Väntar på svar"));

    let mut new = web.visitor();
    let page = new.open(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in [
        EMAIL,
        "Tjänsteperson",
        "trafikingenjör",
        "31\u{a0}december\u{a0}2026",
        "Anna Admin",
    ] {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    let short = [("display_name", "Maja Lind"), ("password", "kort")];
    let page = new.answer(&link, &short).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("value=\"Maja Lind\"") && !page.text.contains("\"kort\""));
    assert!(page.text.contains("id=\"accept-password-fel\""));
    let form = [("display_name", "Maja Lind"), ("password", PASSWORD)];
    let page = new.answer(&link, &form).await;
    assert_eq!(page.location(), "/inbjudan");
    // Signed in; what comes next, because the duty sleeps.
    let page = new.open(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Du har uppdraget tjänsteperson"));
    assert!(page.text.contains("/konto/passnycklar"), "{}", page.text);
    let page = new.get("/konto").await;
    assert!(page.text.contains("Ditt uppdrag vilar"), "{}", page.text);
    assert_eq!(
        new.get("/forslag/1/x/svara").await.status,
        StatusCode::NOT_FOUND
    );
    // A way of its own, from now on.
    let here = visit();
    let accounts = &web.state.accounts;
    let signed = accounts.sign_in(EMAIL, PASSWORD, &here, web.now()).await;
    assert!(signed.is_ok());
    assert_eq!(
        app.texts("select level from person where email like 'ny%'")
            .await,
        ["n1"]
    );
    // With a strong way in, the duty is awake.
    let maja = app.number("select accepted_by from invitation").await;
    let maja = nara_domain::ids::PersonId::new(maja);
    let actor = Actor::Person {
        id: maja,
        name: "Maja Lind".to_owned(),
        level: nara_domain::actor::Level::N1,
        standings: Vec::new(),
        dormant: Vec::new(),
        restraint: None,
    };
    let mut strong = web.signed_in(&actor).await;
    assert!(
        strong
            .open(&link)
            .await
            .text
            .contains("Klart. Du kan börja.")
    );
    // Nobody else gets anything out of the link.
    for other in [&mut web.visitor(), &mut browser] {
        let page = other.open(&link).await;
        assert_eq!(page.status, StatusCode::GONE);
        assert!(!page.text.contains(EMAIL));
    }
    let page = browser.get("/admin/inbjudningar").await;
    assert!(page.text.contains("Mottagen") && page.text.contains("Maja Lind"));
    let lines = app.texts("select deed || ' ' || actor_name || ' ' || actor_role || ' ' || subject_kind from audit order by audit_id").await;
    assert_eq!(
        lines,
        [
            "invited Anna Admin administrator invitation",
            "invitation_accepted Maja Lind official invitation"
        ]
    );
    assert_eq!(
        app.number("select count(*) from audit where detail like '%@%' or subject_id like '%@%'")
            .await,
        0,
        "a line is never removed, so it holds no address"
    );
});

on_both!(who_has_an_account_signs_in_and_accepts, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let siv = resident(&app, "Siv Berg", EMAIL).await;
    let link = invite(&web, &mut browser, EMAIL).await;
    // Signed out: led to sign in, and back.
    let mut visitor = web.visitor();
    let page = visitor.open(&link).await;
    assert!(page.text.contains("Du har redan ett konto"));
    assert!(
        page.text.contains("/logga-in?sedan=%2Finbjudan\""),
        "{}",
        page.text
    );
    let form = [("display_name", "En annan"), ("password", PASSWORD)];
    let page = visitor.answer(&link, &form).await;
    assert!(page.location().starts_with("/logga-in?sedan="));
    assert_eq!(standings(&app).await, 0);
    // As somebody else: told so.
    let bo = resident(&app, "Bo", "bo@example.se").await;
    let mut wrong = web.signed_in(&bo).await;
    let page = wrong.open(&link).await;
    assert!(page.text.contains("Du är inloggad med en annan adress"));
    assert_eq!(wrong.answer(&link, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(standings(&app).await, 0);
    let mut hers = web.signed_in(&siv).await;
    let page = hers.open(&link).await;
    assert!(page.text.contains("Ta emot uppdraget"));
    assert_eq!(hers.answer(&link, &[]).await.location(), "/inbjudan");
    assert!(hers.get("/konto").await.text.contains("trafikingenjör"));
    // Twice: it is hers already.
    let page = hers.answer(&link, &[]).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert_eq!(standings(&app).await, 1);
    assert_eq!(
        app.texts("select display_name from person where email like 'ny%'")
            .await,
        ["Siv Berg"]
    );
});

// What the inviter sees is the same whether the address has an account.
on_both!(the_inviter_learns_nothing_of_accounts, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    resident(&app, "Siv Berg", "siv@example.se").await;
    let mut seen = Vec::new();
    for email in ["siv@example.se", "vem@example.se"] {
        let page = browser
            .post_form("/admin/inbjudningar/ny", &invitation(email))
            .await;
        let list = browser.get("/admin/inbjudningar").await;
        let log = browser.get("/admin/logg").await;
        let line = |text: &str| {
            let at = text.find(email).unwrap();
            let from = text[..at].rfind("<li").unwrap();
            let to = at + text[at..].find("</li>").unwrap();
            text[from..to]
                .replace(email, "…")
                .chars()
                .filter(|c| !c.is_ascii_digit())
                .collect::<String>()
        };
        let letter = web.letter_to(email).await.unwrap();
        let link = link_in(&letter, "/inbjudan/");
        seen.push((
            page.status,
            line(&list.text),
            line(&log.text),
            letter.replace(&link, "…"),
        ));
    }
    assert_eq!(seen[0], seen[1]);
});

on_both!(an_address_is_invited_to_a_duty_once_at_a_time, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    invite(&web, &mut browser, EMAIL).await;
    let page = browser
        .post_form("/admin/inbjudningar/ny", &invitation(EMAIL))
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("har redan en inbjudan"), "{}", page.text);
    // Another duty is another invitation.
    let other = [("email", EMAIL), ("role", "moderator")];
    assert_eq!(
        browser
            .post_form("/admin/inbjudningar/ny", &other)
            .await
            .status,
        303
    );
    // Everything wrong at once.
    let wrong = [("email", "ingen adress"), ("role", "elected")];
    let page = browser.post_form("/admin/inbjudningar/ny", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["email", "party", "assignment"] {
        assert!(
            page.text
                .contains(&format!("id=\"invitation-{field}-fel\"")),
            "{field}"
        );
    }
    assert!(page.text.contains("value=\"ingen adress\""));
    assert_eq!(app.number("select count(*) from invitation").await, 2);
    assert_eq!(app.number("select count(*) from outbox").await, 2);
});

on_both!(a_link_ends_and_another_takes_its_place, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let first = invite(&web, &mut browser, EMAIL).await;
    let number = app.number("select invitation_id from invitation").await;
    web.clock.advance_ms(INVITATION_DAYS * 24 * 3_600_000);
    let page = web.visitor().open(&first).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.text.contains("Be den som bjöd in dig"));
    let form = [("display_name", "Maja Lind"), ("password", PASSWORD)];
    assert_eq!(
        web.visitor().answer(&first, &form).await.status,
        StatusCode::GONE
    );
    let mut browser = desk(&app, &web).await;
    assert!(
        browser
            .get("/admin/inbjudningar")
            .await
            .text
            .contains("Gick ut")
    );
    let again = format!("/admin/inbjudningar/{number}/skicka");
    assert_eq!(
        browser.post_form(&again, &[]).await.location(),
        "/admin/inbjudningar"
    );
    let second = letter(&web, EMAIL).await;
    assert_ne!(first, second);
    assert_eq!(web.visitor().open(&second).await.status, StatusCode::OK);
    // Sent once more: the one before leads nowhere, and does not tell whose it was.
    assert_eq!(browser.post_form(&again, &[]).await.status, 303);
    let page = web.visitor().open(&second).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.text.contains(EMAIL));
    let third = letter(&web, EMAIL).await;
    // Withdrawn: no letter leads anywhere.
    let withdraw = format!("/admin/inbjudningar/{number}/aterkalla");
    assert_eq!(
        browser.post_form(&withdraw, &[]).await.location(),
        "/admin/inbjudningar"
    );
    assert!(
        browser
            .get("/admin/inbjudningar")
            .await
            .text
            .contains("Tillbakatagen")
    );
    for link in [&first, &second, &third] {
        assert!(web.visitor().open(link).await.status.is_client_error());
        assert!(
            web.visitor()
                .answer(link, &form)
                .await
                .status
                .is_client_error()
        );
    }
    for deed in [&again, &withdraw] {
        assert_eq!(
            browser.post_form(deed, &[]).await.status,
            StatusCode::CONFLICT,
            "{deed}"
        );
    }
    for deed in [
        "/admin/inbjudningar/999/skicka",
        "/admin/inbjudningar/x/aterkalla",
    ] {
        assert_eq!(
            browser.post_form(deed, &[]).await.status,
            StatusCode::NOT_FOUND,
            "{deed}"
        );
    }
    assert_eq!(standings(&app).await, 0);
    // The same duty can be offered again.
    invite(&web, &mut browser, EMAIL).await;
});

// A duty that would be over before it began.
on_both!(an_invitation_ends_with_its_duty, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let form = [
        ("email", EMAIL),
        ("role", "moderator"),
        ("last_day", "2026-03-05"),
    ];
    assert_eq!(
        browser
            .post_form("/admin/inbjudningar/ny", &form)
            .await
            .status,
        303
    );
    let link = letter(&web, EMAIL).await;
    web.clock.advance_ms(35 * 3_600_000);
    assert_eq!(
        web.visitor().open(&link).await.status,
        StatusCode::OK,
        "eleven in the evening"
    );
    web.clock.advance_ms(3_600_000);
    assert_eq!(web.visitor().open(&link).await.status, StatusCode::GONE);
});

// Twenty clicks, one account, one duty, one line.
on_both!(an_invitation_is_accepted_once, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let link = invite(&web, &mut browser, EMAIL).await;
    let token = link.trim_start_matches("/inbjudan/").to_owned();
    let clicks = (0..20).map(|n| {
        let invitations = std::sync::Arc::clone(&web.state.invitations);
        let (token, now) = (token.clone(), web.now());
        tokio::spawn(async move {
            let name = format!("Maja {n}");
            let account = (name.as_str(), PASSWORD);
            invitations
                .accept(&Actor::Visitor, &token, account, &visit(), now)
                .await
        })
    });
    let mut sessions = 0;
    for click in clicks.collect::<Vec<_>>() {
        match click.await.unwrap() {
            Ok(session) => sessions += i64::from(session.is_some()),
            Err(AppError::SignIn | AppError::LinkUsed) => {}
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(sessions, 1);
    assert_eq!(standings(&app).await, 1);
    assert_eq!(
        app.number("select count(*) from person where email like 'ny%'")
            .await,
        1
    );
    assert_eq!(
        app.number("select count(*) from audit where deed = 'invitation_accepted'")
            .await,
        1
    );
});

// Accepting and withdrawing at the same moment: one of them, and never both.
on_both!(accepting_and_withdrawing_never_both_happen, |app| {
    let web = app.web().await;
    let anna = administrator(&app, "Anna").await;
    let mut browser = web.signed_in(&anna).await;
    for round in 0..8 {
        let email = format!("ny{round}@example.se");
        let siv = resident(&app, "Siv", &email).await;
        let link = invite(&web, &mut browser, &email).await;
        let token = link.trim_start_matches("/inbjudan/");
        let number = app
            .number("select max(invitation_id) from invitation")
            .await;
        let (here, now) = (visit(), web.now());
        let (accepted, withdrawn) = tokio::join!(
            web.state
                .invitations
                .accept(&siv, token, ("", ""), &here, now),
            web.state.admin.withdraw(&anna, number, now),
        );
        assert_ne!(accepted.is_ok(), withdrawn.is_ok(), "round {round}");
        let hers = web.state.admin.person(&anna, id(&siv), now).await.unwrap();
        assert_eq!(
            hers.duties.len(),
            usize::from(accepted.is_ok()),
            "round {round}"
        );
    }
});

on_both!(a_link_is_for_this_and_for_whom_it_was_sent_to, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let link = invite(&web, &mut browser, EMAIL).await;
    let token = link.trim_start_matches("/inbjudan/");
    // It confirms no address, and chooses no password.
    for other in ["/bekrafta/", "/nytt-losenord/"] {
        assert_eq!(
            web.visitor().open(&format!("{other}{token}")).await.status,
            StatusCode::NOT_FOUND
        );
    }
    for wrong in ["x", "a.b.c", &token[..token.len() - 4]] {
        let page = web.visitor().open(&format!("/inbjudan/{wrong}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let seen = web
        .state
        .invitations
        .invited(&Actor::Visitor, token, web.now())
        .await;
    assert_eq!(seen.unwrap().reader, Reader::MakesAccount);
    // The table alone is no way in: a link is signed.
    let stored = app.texts("select link_id from invitation").await.remove(0);
    let page = web.visitor().open(&format!("/inbjudan/{stored}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
});

on_both!(addresses_are_kept_for_a_month, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    invite(&web, &mut browser, EMAIL).await;
    let removed = async |days: i64| {
        let at = web.now().plus_days(days - privacy::INVITATION_DAYS);
        let mut tx = app.db.begin().await.unwrap();
        let removed = store::delete_old(&mut tx, at).await.unwrap();
        tx.commit().await.unwrap();
        removed
    };
    assert_eq!(removed(privacy::INVITATION_DAYS - 1).await, 0);
    assert_eq!(removed(privacy::INVITATION_DAYS).await, 1);
    let page = browser.get("/admin/logg").await;
    assert!(
        page.text
            .contains("Anna Admin bjöd in någon till uppdraget tjänsteperson."),
        "{}",
        page.text
    );
});
