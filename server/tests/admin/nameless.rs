//! Those who show no name: given no duty where none may be shown, and not to be leafed through.

use axum::http::StatusCode;
use nara_app::people::api::PeoplePort;
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::name::NAMELESS;
use nara_server::accounts::store::insert_standing;
use nara_server::execute;

use crate::common::App;
use crate::common::http::{Web, link_in};
use crate::help::{OFFICIAL, desk, id, page_of, resident};
use crate::on_both;

const EMAIL: &str = "siv@example.se";
const WHY: &str = "Ett uppdrag har man under sitt namn, och det här kontot visar inget.";

/// Somebody who must not be found.
async fn hidden(app: &App, web: &Web) -> Actor {
    let siv = resident(app, "Siv Berg", EMAIL).await;
    let people = &web.state.people;
    people.protect(&siv, web.now()).await.unwrap();
    siv
}

async fn hold(app: &App, web: &Web, actor: &Actor, role: Role) {
    let mut tx = app.db.begin().await.unwrap();
    insert_standing(&mut tx, id(actor), &Standing::of(role), web.now(), None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both!(who_must_not_be_found_takes_on_no_duty, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let siv = hidden(&app, &web).await;
    let form = [("email", EMAIL), ("role", "moderator")];
    let page = browser.post_form("/admin/inbjudningar/ny", &form).await;
    assert_eq!(page.location(), "/admin/inbjudningar", "nobody is told");
    let letter = web.letter_to(EMAIL).await.unwrap();
    let link = link_in(&letter, "/inbjudan/");
    let mut hers = web.signed_in(&siv).await;
    let page = hers.answer(&link, &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains(WHY), "{}", page.text);
    let duties = "select count(*) from standing where role = 'moderator'";
    assert_eq!(app.number(duties).await, 0);
    let open = "select count(*) from invitation where accepted_at is null";
    assert_eq!(app.number(open).await, 1);

    // Nor another one to somebody who has one from somewhere.
    hold(&app, &web, &siv, Role::Secretary).await;
    let give = format!("{}/uppdrag", page_of(&siv));
    let page = browser.post_form(&give, &OFFICIAL).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains(WHY), "{}", page.text);
    let given = "select count(*) from audit where deed = 'duty_given'";
    assert_eq!(app.number(given).await, 0);
});

// The page that asks for protection was open when the duty was given.
on_both!(a_duty_and_protection_are_never_had_together, |app| {
    let web = app.web().await;
    let siv = resident(&app, "Siv Berg", EMAIL).await;
    hold(&app, &web, &siv, Role::Secretary).await;
    let people = &web.state.people;
    assert!(people.protect(&siv, web.now()).await.is_err());
    let protected = "select count(*) from person where protected_at is not null";
    assert_eq!(app.number(protected).await, 0);
});

// By number, as by name: whoever shows no name and has no duty is not there.
on_both!(nobody_without_a_name_is_leafed_through, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let siv = hidden(&app, &web).await;
    let olle = resident(&app, NAMELESS, "olle@example.se").await;
    for who in [&siv, &olle] {
        let page = browser.get(&page_of(who)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        for (form, fields) in [
            ("uppdrag", OFFICIAL.as_slice()),
            ("avsluta", &[("role", "official")]),
            ("passnyckel", &[]),
            ("logga-ut", &[]),
        ] {
            let to = format!("{}/{form}", page_of(who));
            let page = browser.post_form(&to, fields).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{form}");
            assert!(!page.text.contains("@example.se"), "{form}");
        }
        let page = browser.get(&format!("{}/uppdrag", page_of(who))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(app.number("select count(*) from audit").await, 0);
    // By the whole address they are found, and what can be done is said.
    let page = browser.get("/admin/personer?q=olle@example.se").await;
    assert!(page.text.contains("<span>olle@example.se"));
    assert!(page.text.contains("Visar inget namn."), "{}", page.text);
    assert!(!page.text.contains(&format!("href=\"{}\"", page_of(&olle))));
    // With a duty they answer for what they do.
    hold(&app, &web, &olle, Role::Secretary).await;
    let page = browser.get(&page_of(&olle)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("olle@example.se"));
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update standing set until_at = from_at where person_id = $1",
        id(&olle).get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let page = browser.get(&page_of(&olle)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "and not for ever");
    let page = browser.get("/admin/personer?q=olle@example.se").await;
    assert!(!page.text.contains(&format!("href=\"{}\"", page_of(&olle))));
    // Also one that only begins.
    let mut tx = app.db.begin().await.unwrap();
    let begins = web.now().plus_days(3);
    insert_standing(
        &mut tx,
        id(&olle),
        &Standing::of(Role::Moderator),
        begins,
        None,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let page = browser.get(&page_of(&olle)).await;
    assert_eq!(page.status, StatusCode::OK);
    let page = browser.get("/admin/personer?q=olle@example.se").await;
    assert!(page.text.contains(&format!("href=\"{}\"", page_of(&olle))));
});
