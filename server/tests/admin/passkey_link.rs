//! A link to a passkey, made on somebody's page.

use axum::http::StatusCode;
use nara_domain::session::{PASSKEY_LINK_HOURS, Way};

use crate::common::authenticator::ORIGIN;
use crate::common::http::{Browser, Options};
use crate::help::{OFFICIAL, desk, page_of, resident};
use crate::on_both;

/// The local address in the page that was just shown.
fn link(page: &str) -> String {
    let start = page.find(&format!("{ORIGIN}/konto")).expect("a link") + ORIGIN.len();
    let rest = &page[start..];
    rest[..rest.find('"').unwrap()].to_owned()
}

on_both!(
    who_has_a_duty_is_given_a_link_that_works_once_for_them,
    |app| {
        let web = app
            .web_with(Options {
                public_url: ORIGIN,
                ..Options::default()
            })
            .await;
        let mut browser = desk(&app, &web).await;
        let siv = resident(&app, "Siv Berg", "siv@example.se").await;
        let make = format!("{}/passnyckel", page_of(&siv));
        // Nobody without a duty needs one, nor is it offered.
        let page = browser.get(&page_of(&siv)).await;
        assert!(!page.text.contains(&make));
        let page = browser.post_form(&make, &[]).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        let form = format!("{}/uppdrag", page_of(&siv));
        browser.post_form(&form, &OFFICIAL).await;
        let page = browser.get(&page_of(&siv)).await;
        assert!(page.text.contains(&make));

        let page = browser.post_form(&make, &[]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("cache-control"), "no-store");
        let to = link(&page.text);
        // It stands nowhere else.
        assert!(!browser.get(&page_of(&siv)).await.text.contains(&to));
        let kept = app.texts("select detail from audit").await;
        let token = to.rsplit('/').next().unwrap();
        assert!(kept.iter().all(|detail| !detail.contains(token)));
        let page = browser.get("/admin/logg").await;
        let line = "Anna Admin gjorde en länk för Siv Berg att lägga till en passnyckel med.";
        assert!(page.text.contains(line), "{}", page.text);

        // Whoever else finds it gets nowhere; hers does, though a password began the session.
        let olle = resident(&app, "Olle Olsson", "olle@example.se").await;
        let mut theirs: Browser = web.visitor();
        theirs.set_cookie("nara_session", &web.session_by(&olle, Way::Password).await);
        let page = theirs.get(&to).await;
        assert!(!page.text.contains("Skapa passnyckeln"), "{}", page.text);
        let mut hers: Browser = web.visitor();
        hers.set_cookie("nara_session", &web.session_by(&siv, Way::Password).await);
        let page = hers.get(&to).await;
        assert!(
            page.text
                .contains("Länken visar att kommunen vet att det är du"),
            "{}",
            page.text
        );
        web.clock.advance_ms(PASSKEY_LINK_HOURS * 3_600_000);
        let page = hers.get(&to).await;
        assert!(
            !page.text.contains("Länken visar att kommunen vet"),
            "{}",
            page.text
        );
    }
);

on_both!(
    a_link_takes_a_fresh_proof_and_a_duty_that_is_not_over,
    |app| {
        let web = app.web().await;
        let mut browser = desk(&app, &web).await;
        let siv = resident(&app, "Siv Berg", "siv@example.se").await;
        let form = format!("{}/uppdrag", page_of(&siv));
        browser.post_form(&form, &OFFICIAL).await;
        let make = format!("{}/passnyckel", page_of(&siv));
        assert_eq!(browser.post_form(&make, &[]).await.status, StatusCode::OK);
        let over = format!("{}/avsluta", page_of(&siv));
        browser.post_form(&over, &[("role", "official")]).await;
        let page = browser.post_form(&make, &[]).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        web.clock.advance_ms(16 * 60_000);
        let page = browser.post_form(&make, &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        assert!(page.location().starts_with("/konto/bekrafta?"));
        let made = "select count(*) from audit where deed = 'passkey_link_made'";
        assert_eq!(app.number(made).await, 1);
    }
);
