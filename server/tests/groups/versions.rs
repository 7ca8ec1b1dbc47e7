//! With a hidden comment goes what stood there before, and what others quote of it; and all of it comes back.

use axum::http::StatusCode;
use nara_app::proposals::api::{NewComment, NewWords, ProposalPort};

use super::reported::{hide, latest, moderator, report, unhide};
use crate::common::{comment, idea as idea_fields};
use crate::{hidden, on_both};

const MARK: &str = "zqxhemligt";

on_both!(earlier_words_and_quotes_are_hidden_with_a_comment, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let made = app
        .proposals
        .submit(&siv, idea_fields("Pingisbord"), "", app.now);
    let id = made.await.unwrap();
    let path = format!("/forslag/{id}/pingisbord");
    let said = app
        .proposals
        .comment(&anna, id, comment(&format!("Hon bor på {MARK}.")), app.now);
    let bad = said.await.unwrap().id;
    let quoting = NewComment {
        quoted: Some(bad),
        quote: MARK.to_owned(),
        ..comment("Där?")
    };
    let quoting = app
        .proposals
        .comment(&siv, id, quoting, app.now)
        .await
        .unwrap()
        .id;
    // Changed since: what stands there now says nothing.
    let new = NewWords {
        text: "Hon bor långt bort.".to_owned(),
        seen: "1".to_owned(),
        once: String::new(),
    };
    app.proposals
        .change(&anna, (id, bad), new, app.now)
        .await
        .unwrap();
    let versions = format!("{path}/inlagg/{bad}/versioner");
    let addresses = [
        path.clone(),
        format!("{path}?inlagg=till-{bad}"),
        format!("{path}?inlagg=till-{quoting}"),
        format!("{path}?citera={bad}"),
        format!("{path}?sortera=balanserat"),
        versions.clone(),
        format!("/en{versions}"),
        format!("/api/v1/proposals/{id}/comments"),
        format!("/forslag/{id}/handelser.atom"),
        "/forslag".to_owned(),
    ];
    let mut visitor = web.visitor();
    assert!(visitor.get(&versions).await.text.contains(MARK));
    assert!(visitor.get(&path).await.text.contains(MARK), "in the quote");
    report(&mut visitor, &path, &bad.to_string(), "personal_data").await;
    let case = latest(&app).await;
    let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
    let page = hide(&mut desk, &case).await;
    assert_eq!(page.location(), case, "{}", page.text);
    for address in &addresses {
        for browser in [&mut visitor, &mut desk] {
            let page = browser.get(address).await;
            assert!(!page.text.contains(MARK), "{address}: {}", page.text);
        }
    }
    let left = "select (select count(*) from comment_revision where text like '%zqxhemligt%') \
        + (select count(*) from comment where text like '%zqxhemligt%' \
        or quoted_text like '%zqxhemligt%')";
    assert_eq!(app.number(left).await, 0);
    let page = visitor.get(&path).await;
    assert!(page.text.contains("Där?"), "who quoted it says the rest");
    assert!(page.text.contains("Citatet är borta"), "{}", page.text);
    // Its author reads it where they ask that somebody looks again, and changes nothing meanwhile.
    let mut author = web.signed_in(&anna).await;
    let form = author.get(&format!("{path}/inlagg/{bad}/andra")).await;
    assert_eq!(form.status, StatusCode::FORBIDDEN, "{}", form.text);

    // Hidden twice and shown twice, nothing is lost.
    report(&mut visitor, &path, &quoting.to_string(), "spam").await;
    let other = latest(&app).await;
    hide(&mut desk, &other).await;
    let mut second = web.signed_in(&moderator(&app, "Mats").await).await;
    for case in [&case, &other] {
        let seen = hidden(&second.get(case).await, "seen");
        let page = unhide(&mut second, case, &seen).await;
        assert_eq!(page.location(), *case, "{}", page.text);
    }
    assert!(visitor.get(&versions).await.text.contains(MARK));
    let page = visitor.get(&path).await;
    let quote = page.text.split("<blockquote").nth(1).unwrap();
    assert!(quote.split("</blockquote>").next().unwrap().contains(MARK));
    assert_eq!(app.number(left).await, 2);
});
