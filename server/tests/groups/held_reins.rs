//! What waits for a moderator in a discussion that is locked, or slowed down, meanwhile.

use axum::http::StatusCode;
use nara_app::moderation::api::{ModerationPort, NewRein};
use nara_domain::actor::Actor;
use nara_domain::ids::{CommentId, ProposalId};

use crate::common::App;
use crate::common::http::Web;
use crate::holding::{idea, settle, usual, write};
use crate::on_both;
use crate::reported::moderator;

const YES: (&str, &str, &str) = ("release", "", "");

pub async fn rein(
    web: &Web,
    moa: &Actor,
    of: (ProposalId, Option<CommentId>),
    (step, seen): (&str, i64),
) {
    let minutes = if step == "slow" { "60" } else { "" };
    let until = if step == "slow" { "2026-03-05" } else { "" };
    let new = NewRein {
        step: step.to_owned(),
        reason: "Tonen.".to_owned(),
        until: until.to_owned(),
        minutes: minutes.to_owned(),
        seen: seen.to_string(),
        once: format!("{step}{seen}of{}", of.1.map_or(0, CommentId::get)),
    };
    let done = web.state.moderation.rein(moa, of, new, web.now());
    done.await.unwrap();
}

async fn comments(app: &App) -> i64 {
    app.number("select count(*) from comment").await
}

on_both!(what_waited_goes_on_waiting_where_it_is_locked, |app| {
    let web = app.web_with(usual()).await;
    let moa = moderator(&app, "Moa").await;
    let (id, case) = idea(&app, &app.resident("Maja").await).await;
    let mut author = web.signed_in(&app.resident("Siv").await).await;
    let page = write(&mut author, &case, "Barnen vill gunga.", "a").await;
    assert_eq!(page.location(), "/vantar/1", "{}", page.text);
    rein(&web, &moa, (id, None), ("lock", 0)).await;
    let mut desk = web.signed_in(&moa).await;
    let page = settle(&mut desk, "/moderera/vantar/1", YES).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    assert!(
        page.text
            .contains("Diskussionen eller tråden är låst. Texten väntar kvar"),
        "{}",
        page.text
    );
    // Nothing of it was done: no step, no letter, no comment.
    assert_eq!(comments(&app).await, 0);
    assert_eq!(app.number("select count(*) from held_act").await, 0);
    let letters = app
        .texts("select body from outbox where subject = 'Ditt inlägg är publicerat'")
        .await;
    assert!(letters.is_empty(), "{letters:?}");
    let states = app.texts("select state from held_text").await;
    assert_eq!(states, ["waiting"]);
    // Whoever writes there now is told that it is locked, and nothing more waits.
    let page = write(&mut author, &case, "Till.", "b").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    assert_eq!(app.number("select count(*) from held_text").await, 1);
    let last = app.number("select max(rein_act_id) from rein_act").await;
    rein(&web, &moa, (id, None), ("unlock", last)).await;
    let page = settle(&mut desk, "/moderera/vantar/1", YES).await;
    assert_eq!(page.location(), "/moderera", "{}", page.text);
    assert_eq!(comments(&app).await, 1);
});

on_both!(what_waited_is_let_through_at_any_pace, |app| {
    let web = app.web_with(usual()).await;
    let moa = moderator(&app, "Moa").await;
    let (id, case) = idea(&app, &app.resident("Maja").await).await;
    let mut author = web.signed_in(&app.resident("Siv").await).await;
    for (text, once, own) in [
        ("Barnen vill gunga.", "a", "/vantar/1"),
        ("Och klättra.", "b", "/vantar/2"),
    ] {
        let page = write(&mut author, &case, text, once).await;
        assert_eq!(page.location(), own, "{}", page.text);
    }
    rein(&web, &moa, (id, None), ("slow", 0)).await;
    let mut desk = web.signed_in(&moa).await;
    for held in ["/moderera/vantar/1", "/moderera/vantar/2"] {
        let page = settle(&mut desk, held, YES).await;
        assert_eq!(page.location(), "/moderera", "{held}: {}", page.text);
    }
    assert_eq!(comments(&app).await, 2);
    // The pace is about sending: the next one is too soon, and does not wait for a moderator instead.
    let page = write(&mut author, &case, "Ring 070-123 45 67.", "c").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    assert!(page.text.contains("lite mer sällan"), "{}", page.text);
    assert_eq!(app.number("select count(*) from held_text").await, 2);
});
