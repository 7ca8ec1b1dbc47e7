//! "Jag vill hjälpa till" on an idea: who can say it, and who learns of it.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;

use crate::common::idea as idea_fields;
use crate::{group, idea, join, on_both, supervisor};

const YES: &[(&str, &str)] = &[("deed", "yes")];
const NO: &[(&str, &str)] = &[("deed", "no")];

on_both!(who_helps_is_counted_and_named_to_the_leader_alone, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "yes").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
    // Read first, and published by the leader.
    idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    let text = app
        .number("select max(waiting_text_id) from waiting_text")
        .await;
    let read = app
        .number("select max(youth_group_id) from youth_group")
        .await;
    let form = [("text", text.to_string()), ("gor", "publish".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    leader
        .post_form(&format!("/grupper/{read}/lasa"), &form)
        .await;
    let id = app.number("select max(proposal_id) from proposal").await;
    let idea = format!("/forslag/{id}/pingisbord");
    let action = format!("{idea}/hjalpa-till");

    let (anna, olle) = (
        app.resident("Anna Ek").await,
        app.resident("Olle Ask").await,
    );
    let (mut anna, mut olle) = (web.signed_in(&anna).await, web.signed_in(&olle).await);
    let named = [("deed", "yes"), ("name", "yes")];
    let page = anna.post_form(&action, &named).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    // Twice is once; no text is written, so nobody has to read it first.
    for _ in 0..2 {
        olle.post_form(&action, YES).await;
        hare.post_form(&action, YES).await;
    }
    assert_eq!(app.number("select count(*) from idea_helper").await, 3);
    let page = web.visitor().get(&idea).await;
    assert!(page.text.contains("3 vill hjälpa till"), "{}", page.text);
    let names = ["Anna Ek", "Olle Ask", "Snabb Hare"];
    for browser in [&mut web.visitor(), &mut fox, &mut olle] {
        let page = browser.get(&idea).await;
        let main = page.text.split("<main").nth(1).unwrap();
        for name in names.iter().filter(|name| **name != "Olle Ask") {
            assert!(!main.contains(name), "{name}");
        }
    }
    let page = leader.get(&idea).await;
    let main = page.text.split("<main").nth(1).unwrap();
    assert!(
        main.contains("Anna Ek") && main.contains("Snabb Hare"),
        "{main}"
    );
    assert!(!main.contains("Olle Ask") && main.contains("En till, som inte visar sitt namn"));
    // Somebody else's supervisor is told as much as everybody.
    let eva = supervisor(&app, "Eva").await;
    let page = web.signed_in(&eva).await.get(&idea).await;
    assert!(page.text.contains("3 vill hjälpa till") && !page.text.contains("Anna Ek"));

    // The author does not help themselves, nor does who has no say here.
    assert_eq!(
        fox.post_form(&action, YES).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        leader.post_form(&action, YES).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        anna.post_form(&action, &[]).await.status,
        StatusCode::BAD_REQUEST
    );
    // Taken back, and said again without the name.
    olle.post_form(&action, NO).await;
    olle.post_form(&action, NO).await;
    anna.post_form(&action, YES).await;
    assert_eq!(app.number("select count(*) from idea_helper").await, 2);
    assert!(!leader.get(&idea).await.text.contains("Anna Ek"));
});

on_both!(
    a_grown_up_author_is_not_told_which_young_people_help,
    |app| {
        let web = app.web().await;
        let siv = app.resident("Siv").await;
        let submit = app
            .proposals
            .submit(&siv, idea_fields("Pingisbord"), "", app.now);
        let id = submit.await.unwrap();
        let idea = format!("/forslag/{id}/pingisbord");
        let action = format!("{idea}/hjalpa-till");
        let tove = supervisor(&app, "Tove").await;
        let mut leader = web.signed_in(&tove).await;
        let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
        let (mut fox, _) = join(&web, &code, "Glad Räv").await;
        let anna = app.resident("Anna Ek").await;
        let mut browser = web.signed_in(&anna).await;
        fox.post_form(&action, YES).await;
        browser
            .post_form(&action, &[("deed", "yes"), ("name", "yes")])
            .await;
        let page = web.signed_in(&siv).await.get(&idea).await;
        assert!(page.text.contains("2 vill hjälpa till") && page.text.contains("Anna Ek"));
        assert!(!page.text.contains("Glad Räv"));
        // Whoever takes the account away helps no longer.
        browser
            .post_form("/konto/ta-bort", &[("confirmation", "yes")])
            .await;
        assert_eq!(app.number("select count(*) from idea_helper").await, 1);
    }
);
