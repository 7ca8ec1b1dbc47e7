//! An invitation stands by the word of who sent it.

use axum::http::StatusCode;
use nara_domain::actor::Role;
use nara_domain::session::PROOF_MINUTES;

use crate::common::http::{Web, link_in};
use crate::help::{administrator, id};
use crate::on_both;

const EMAIL: &str = "ny.moderator@example.se";
const INVITATION: [(&str, &str); 2] = [("email", EMAIL), ("role", "moderator")];
const ACCOUNT: [(&str, &str); 2] = [
    ("display_name", "Maja Lind"),
    ("password", "en mening bara jag kan"),
];
const PEOPLE: &str = "select count(*) from person where email like 'ny%'";

async fn letter(web: &Web) -> String {
    link_in(&web.letter_to(EMAIL).await.unwrap(), "/inbjudan/")
}

on_both!(an_invitation_ends_with_its_inviters_duty, |app| {
    let web = app.web().await;
    let anna = administrator(&app, "Anna Admin").await;
    let siv = administrator(&app, "Siv Berg").await;
    let page = web
        .signed_in(&anna)
        .await
        .post_form("/admin/inbjudningar/ny", &INVITATION)
        .await;
    assert_eq!(page.location(), "/admin/inbjudningar");
    let first = letter(&web).await;
    assert_eq!(web.visitor().open(&first).await.status, StatusCode::OK);
    let (port, now) = (&web.state.admin, web.now());
    port.end(&siv, id(&anna), Role::Administrator, now)
        .await
        .unwrap();

    let mut new = web.visitor();
    let page = new.open(&first).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    for said in ["Inbjudan gäller inte längre", "Be en annan systemansvarig"] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    assert!(!page.text.contains(EMAIL));
    let page = new.answer(&first, &ACCOUNT).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(app.number(PEOPLE).await, 0);

    // Whoever sends it again answers for it.
    let mut browser = web.signed_in(&siv).await;
    let page = browser.get("/admin/inbjudningar").await;
    let left = "Den som bjöd in är inte systemansvarig längre";
    assert!(page.text.contains(left), "{}", page.text);
    let number = app.number("select invitation_id from invitation").await;
    let again = format!("/admin/inbjudningar/{number}/skicka");
    let page = browser.post_form(&again, &[]).await;
    assert_eq!(page.location(), "/admin/inbjudningar");
    let page = browser.get("/admin/inbjudningar").await;
    assert!(!page.text.contains(left) && page.text.contains("Väntar på svar"));
    let second = letter(&web).await;
    let page = new.open(&second).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Siv Berg") && !page.text.contains("Anna Admin"));
    let page = new.answer(&second, &ACCOUNT).await;
    assert_eq!(page.location(), "/inbjudan");
    assert_eq!(app.number(PEOPLE).await, 1);
});

// As inviting does: whoever finds an administrator's browser open sends nothing.
on_both!(sending_again_wants_a_fresh_proof, |app| {
    let web = app.web().await;
    let anna = administrator(&app, "Anna Admin").await;
    let mut browser = web.signed_in(&anna).await;
    browser
        .post_form("/admin/inbjudningar/ny", &INVITATION)
        .await;
    let number = app.number("select invitation_id from invitation").await;
    web.clock.advance_ms(PROOF_MINUTES * 60_000);
    let again = format!("/admin/inbjudningar/{number}/skicka");
    let page = browser.post_form(&again, &[]).await;
    assert!(
        page.location().starts_with("/konto/bekrafta"),
        "{}",
        page.location()
    );
    assert_eq!(app.number("select count(*) from outbox").await, 1);
    // Taking it back gives nothing away.
    let withdraw = format!("/admin/inbjudningar/{number}/aterkalla");
    let page = browser.post_form(&withdraw, &[]).await;
    assert_eq!(page.location(), "/admin/inbjudningar");
});
