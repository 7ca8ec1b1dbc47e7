//! What one moderator hid of an elected and nobody confirmed is shown again, and one alone does not hide it anew.

use axum::http::StatusCode;
use nara_app::moderation::api::ModerationPort;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::moderation::CaseState;
use nara_server::execute;
use nara_server::jobs::clean;

use crate::appeals::{WORDS, ask};
use crate::common::http::{Browser, Page, Web};
use crate::common::{App, comment, idea as idea_fields};
use crate::reported::{latest, moderator, report};
use crate::{hidden, on_both};

const STATES: &str = "select state from moderation order by moderation_id";

/// What an elected says about an idea: the idea's address, and the number of the comment.
async fn said(app: &App, eva: &Actor) -> (String, String) {
    let siv = app.resident("Siv").await;
    let made = app
        .proposals
        .submit(&siv, idea_fields("Bänkar"), "", app.now);
    let id = made.await.unwrap();
    let said = app.proposals.comment(eva, id, comment("Nej."), app.now);
    let said = said.await.unwrap().id.to_string();
    (format!("/forslag/{id}/x"), said)
}

async fn take(browser: &mut Browser<'_>, case: &str, step: &str, reason: &str) -> Page {
    let seen = hidden(&browser.get(case).await, "seen");
    let form = [
        ("step", step),
        ("rule", "threat"),
        ("reason", reason),
        ("seen", seen.as_str()),
    ];
    browser.post_form(case, &form).await
}

/// Reported and hidden at once by one; the address of its case.
async fn hidden_at_once(
    (app, web): (&App, &Web),
    text: &(String, String),
    (reporter, moa): (&Actor, &Actor),
) -> String {
    let mut reporter = web.signed_in(reporter).await;
    let page = report(&mut reporter, &text.0, &text.1, "threat").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let case = latest(app).await;
    let mut moa = web.signed_in(moa).await;
    let page = take(&mut moa, &case, "hide", "Det är ett hot.").await;
    assert_eq!(page.location(), case, "{}", page.text);
    case
}

/// How it went with what somebody reported, the latest first, and why.
async fn told(web: &Web, who: &Actor) -> Vec<(CaseState, Option<String>)> {
    let own = web.state.moderation.own(who, web.now()).await.unwrap();
    let each = own.reports.into_iter();
    each.map(|one| (one.state, one.reason)).collect()
}

on_both!(what_nobody_confirmed_takes_two_from_then_on, |app| {
    let web = app.web().await;
    let (eva, anna) = (app.elected("Eva").await, app.resident("Anna").await);
    let (moa, mio) = (moderator(&app, "Moa").await, moderator(&app, "Mio").await);
    let text = said(&app, &eva).await;
    let first = hidden_at_once((&app, &web), &text, (&anna, &moa)).await;
    let appeal = first.replace("/moderera/", "/omprovning/");
    let page = ask(&mut web.signed_in(&eva).await, &appeal, WORDS).await;
    assert_eq!(page.location(), appeal, "{}", page.text);
    web.clock.set(web.now().plus_days(2));
    clean(web.state.clone()).await.unwrap();
    assert_eq!(app.texts(STATES).await, ["shown"]);
    // Why it was hidden is no answer to whoever reported it any more.
    assert_eq!(told(&web, &anna).await, [(CaseState::Shown, None)]);

    // Reported anew: neither the same one nor another one hides it alone, also not as a threat.
    let mut reporter = web.signed_in(&anna).await;
    let page = report(&mut reporter, &text.0, &text.1, "threat").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let second = latest(&app).await;
    assert_ne!(second, first);
    for who in [&moa, &mio] {
        let mut alone = web.signed_in(who).await;
        let page = alone.get(&second).await;
        let again = page.text.contains("Texten doldes genast en gång");
        assert!(again, "{}", page.text);
        let page = take(&mut alone, &second, "hide", "Det är ett hot.").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    }
    let why = "Jag menar att det är ett hot.";
    let page = take(&mut web.signed_in(&moa).await, &second, "propose", why).await;
    assert_eq!(page.location(), second, "{}", page.text);
    // What moderators say to each other is not said to whoever reported it.
    let shown = (CaseState::Shown, None);
    let open = (CaseState::Open, None);
    assert_eq!(told(&web, &anna).await, [open, shown]);
    let page = take(&mut web.signed_in(&mio).await, &second, "hide", "Ett hot.").await;
    assert_eq!(page.location(), second, "{}", page.text);
    assert_eq!(app.texts(STATES).await, ["shown", "hidden"]);
    let waits = "select count(*) from moderation where second_by is not null";
    assert_eq!(app.number(waits).await, 0, "two have decided");
    let mine = told(&web, &anna).await;
    assert_eq!(mine[0], (CaseState::Hidden, Some("Ett hot.".to_owned())));
});

on_both!(one_that_cannot_be_shown_keeps_no_other_hidden, |app| {
    let web = app.web().await;
    let eva = app.elected("Eva").await;
    let text = said(&app, &eva).await;
    // Hidden, and nothing is under seal: that cannot be.
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into moderation (proposal_id, state, opened_at, second_by) \
         select min(proposal_id), 'hidden', $1, '2026-03-03' from proposal",
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
    let (anna, moa) = (app.resident("Anna").await, moderator(&app, "Moa").await);
    hidden_at_once((&app, &web), &text, (&anna, &moa)).await;
    web.clock.set(web.now().plus_days(2));
    let lapsed = web.state.moderation.lapse(web.now()).await;
    assert!(lapsed.is_err());
    assert_eq!(app.texts(STATES).await, ["hidden", "shown"]);
    // Somebody is told of it, however often it runs.
    assert!(clean(web.state.clone()).await.is_err());
    let lapses = "select count(*) from hiding_lapse";
    assert_eq!(app.number(lapses).await, 1);
});
