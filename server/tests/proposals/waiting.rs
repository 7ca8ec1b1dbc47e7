//! `/handlaggning`: what is not public is found by those who have to read it, and by nobody else.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::error::Denied;
use nara_domain::proposal::{Ruleset, TransitionKind};

use crate::common::act;
use crate::on_both;

on_both!(what_waits_is_found_by_who_reads_it_first, |app| {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        ..Ruleset::bjorksjo()
    };
    let siv = app.resident("Siv").await;
    let public = app.proposal(&siv, "Publicerad").await;
    app.set_rules(rules).await;
    let first = app.proposal(&siv, "Lekplats vid torget").await;
    let mut all = vec![first];
    for n in 0..24 {
        all.push(app.proposal(&siv, &format!("Förslag {n}")).await);
    }
    let secretary = app.secretary("Registrator").await;
    let moderator = vec![Standing::of(Role::Moderator)];
    let moderator = app.person("Moderator", Level::T, moderator).await;
    let ask = act(&[("missing", "Var ska den stå?"), ("answer_by", "2026-04-01")]);
    let asked = app
        .proposals
        .record(
            &secretary,
            first,
            TransitionKind::RequestCompletion,
            ask,
            app.now,
        )
        .await;
    asked.unwrap();

    for reader in [&secretary, &moderator] {
        let page = app.proposals.waiting(reader, None, 20).await.unwrap();
        let mut ids: Vec<_> = page.into_iter().map(|line| line.item.id).collect();
        let rest = app.proposals.waiting(reader, ids.last().copied(), 20).await;
        ids.extend(rest.unwrap().into_iter().map(|line| line.item.id));
        assert_eq!(ids, all, "the longest first, {public} is not among them");
    }
    for (actor, refused) in [
        (&Actor::Visitor, AppError::SignIn),
        (&siv, AppError::Denied(Denied::Role)),
        (
            &app.official("Ingenjör").await,
            AppError::Denied(Denied::Role),
        ),
    ] {
        let waiting = app.proposals.waiting(actor, None, 20).await;
        assert_eq!(waiting.unwrap_err(), refused);
    }

    let web = app.web().await;
    let mut browser = web.signed_in(&secretary).await;
    let start = browser.get("/").await;
    assert!(start.text.contains("href=\"/handlaggning\""), "in the menu");
    let page = browser.get("/handlaggning").await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in ["Lekplats vid torget", "Förslag 18", "/handlaggning?efter="] {
        assert!(page.text.contains(shown), "{shown}");
    }
    assert!(!page.text.contains("Publicerad") && !page.text.contains("Förslag 19"));
    let next = format!("/handlaggning?efter={}", all[19]);
    let next = browser.get(&next).await;
    assert!(next.text.contains("Förslag 19") && next.text.contains("Förslag 23"));
    let english = browser.get("/en/handlaggning").await;
    assert!(english.text.contains("Waiting to be read"));
    assert_eq!(
        browser.get("/handlaggning?efter=x").await.status,
        StatusCode::NOT_FOUND
    );

    let mut other = web.signed_in(&siv).await;
    assert!(!other.get("/").await.text.contains("/handlaggning"));
    let refused = other.get("/handlaggning").await;
    assert!(!refused.text.contains("Lekplats"));
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let visitor = web.visitor().get("/handlaggning").await;
    assert!(!visitor.text.contains("Lekplats"));
});

on_both!(where_nothing_waits_the_page_says_so, |app| {
    let secretary = app.secretary("Registrator").await;
    let page = app.web().await;
    let page = page.signed_in(&secretary).await.get("/handlaggning").await;
    assert!(page.text.contains("Ingenting väntar"), "{}", page.text);
});
