//! What is kept of whoever asked: taken out, taken away, and when two accounts become one.

use axum::http::StatusCode;
use nara_domain::name::NAMELESS;
use nara_server::identity::merge_store;

use crate::{ask, moderator, on_both, published};

on_both!(an_account_that_goes_leaves_its_questions, |app| {
    let web = app.web().await;
    let siv = app.resident("Zqxsiv").await;
    let mut asker = web.signed_in(&siv).await;
    let mut olle = web.signed_in(&app.resident("Olle").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let about = ("Om ån", ["Är den djup?"].as_slice());
    let theirs = published(&app, &mut olle, &mut reader, about).await;
    asker
        .post_form(&format!("{theirs}/1/samma"), &[("deed", "yes")])
        .await;
    let unread = ask(&mut asker, "Om taket", &["Läcker det?"]).await;
    let page = asker
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let page = web.visitor().get(&set).await;
    assert!(page.text.contains("Varför?") && !page.text.contains("Zqxsiv"));
    assert_eq!(app.number("select count(*) from question_same").await, 0);
    // What nobody had read is read by nobody.
    assert!(!reader.get("/fragor").await.text.contains("Om taket"));
    assert_eq!(
        web.visitor().get(&unread).await.status,
        StatusCode::NOT_FOUND
    );
    let sealed = app.texts("select name from sealed_name").await;
    assert_eq!(sealed, ["Zqxsiv", "Zqxsiv"]);
    let names = "select distinct asker_name from question_set where heading <> 'Om ån'";
    assert_eq!(app.texts(names).await, [NAMELESS]);
});

on_both!(what_one_takes_out_has_the_words, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    ask(&mut asker, "Om bron", &["Varför?", "När?"]).await;
    let page = asker.get("/konto/uppgifter").await;
    let of = page.text.split("id=\"uppgift-question\"").nth(1).unwrap();
    let of = &of[..of.find("</section>").unwrap()];
    assert!(of.contains("3 uppgifter"), "{of}");
});

on_both!(room_for_a_discussion_is_no_proposal_of_theirs, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?"].as_slice());
    published(&app, &mut asker, &mut reader, about).await;
    assert_eq!(app.number("select count(*) from proposal").await, 1);
    let page = asker.get("/konto/uppgifter").await;
    let of = page.text.split("id=\"uppgift-proposal\"").nth(1).unwrap();
    let of = &of[..of.find("</section>").unwrap()];
    assert!(of.contains("ingenting"), "{of}");
});

on_both!(
    of_two_accounts_that_become_one_one_has_the_question,
    |app| {
        let web = app.web().await;
        let (siv, other) = (app.resident("Siv").await, app.resident("Siv").await);
        let mut asker = web.signed_in(&app.resident("Olle").await).await;
        let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
        let about = ("Om bron", ["Varför?"].as_slice());
        let set = published(&app, &mut asker, &mut reader, about).await;
        for actor in [&siv, &other] {
            let mut browser = web.signed_in(actor).await;
            browser
                .post_form(&format!("{set}/1/samma"), &[("deed", "yes")])
                .await;
            ask(&mut browser, "Om taket", &["Läcker det?"]).await;
        }
        let number = |actor: &nara_domain::actor::Actor| actor.person_id().unwrap();
        let mut tx = app.db.begin().await.unwrap();
        merge_store::move_belongings(&mut tx, number(&other), number(&siv))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(app.number("select count(*) from question_same").await, 1);
        let mine = "select max(number) from (select count(*) as number from question_set \
        where heading = 'Om taket' group by asker_id) each";
        assert_eq!(app.number(mine).await, 2);
    }
);
