//! A proposal's page: what it costs, what each reader gets.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_app::proposals::discussion::THREADS;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind as T;
use nara_server::db::{STATEMENTS, TEXTS};

use super::threads::{replies, threads};
use crate::common::http::Browser;
use crate::common::{act, comment, list};
use crate::on_both;

on_both!(a_page_needs_few_statements_whatever_it_shows, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let people = app.residents(12).await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    for person in &people {
        app.proposals.support(person, id, app.now).await.unwrap();
        app.proposals
            .comment(person, id, comment("Bra"), app.now)
            .await
            .unwrap();
    }
    for (most, cold) in [(6, true), (5, false)] {
        let fresh = crate::common::App::open(&app.address).await;
        let server = if cold { &fresh } else { &app };
        let count = Arc::new(AtomicU64::new(0));
        let view = STATEMENTS
            .scope(
                Arc::clone(&count),
                server.proposals.get(&people[0], id, app.now),
            )
            .await
            .unwrap();
        assert_eq!((view.discussion.shown(), view.support.mine), (12, true));
        let sent = count.load(Ordering::Relaxed);
        assert!(sent <= most && sent >= 4, "{sent}");
        fresh.db.close().await;
    }
    let count = Arc::new(AtomicU64::new(0));
    let query = list(20);
    let listing = app.proposals.list(&people[0], &query, "", app.now);
    STATEMENTS.scope(Arc::clone(&count), listing).await.unwrap();
    assert!(count.load(Ordering::Relaxed) <= 4);
});

/// Everything that one answer asks of the database, from whose session it is to the page's last line; and the
/// page.
async fn asked_for(browser: &mut Browser<'_>, address: &str) -> (Vec<String>, String) {
    let texts = Arc::new(Mutex::new(Vec::new()));
    let answer = async {
        // As it is sent, and only once.
        let answer = browser.raw(Method::GET, address, None, Vec::new()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{address}");
        answer.into_body().collect().await.unwrap().to_bytes()
    };
    let page = TEXTS.scope(Arc::clone(&texts), answer).await;
    let texts = texts.lock().unwrap().clone();
    (texts, String::from_utf8_lossy(&page).into_owned())
}

on_both!(a_whole_answer_needs_few_statements, |app| {
    app.without_threshold().await;
    let web = app.web().await;
    // From then on it is known what others commit, and pages are kept.
    while !web.state.db.changes().hears() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let cast = app.cast().await;
    let living_here = vec![Standing::of(Role::Resident)];
    let proved = app.person("Eva", Level::N3, living_here).await;
    let follows = app.resident("Bo").await;
    let today = app.now.day().to_string();
    let mut cases = Vec::new();
    for (title, slug, count) in [
        ("Belysning", "belysning", 12),
        ("Dagordning", "dagordning", THREADS + 10),
    ] {
        let id = app.proposal(&cast.proposer, title).await;
        if title == "Dagordning" {
            app.reach_agenda(&cast, id).await;
        } else {
            let meeting = [
                ("body", "KF"),
                ("meeting_date", today.as_str()),
                ("paragraph", "12"),
            ];
            app.record(&cast.secretary, id, T::Announce, &meeting).await;
        }
        let said = threads(&app, &cast.proposer, id, count).await;
        let last = *said.last().unwrap();
        replies(&app, &cast.proposer, id, last, 3).await;
        for person in [&proved, &follows] {
            app.proposals.support(person, id, app.now).await.unwrap();
        }
        let follow = web.state.follow.follow(&follows, id, app.now);
        follow.await.unwrap();
        cases.push((format!("/forslag/{id}/{slug}"), last));
    }
    // Made for the first time by this server, and kept for whoever is nobody in particular.
    for (address, last) in &cases {
        let (texts, page) = asked_for(&mut web.visitor(), address).await;
        assert!(texts.len() <= 8, "{address}: {texts:#?}");
        assert!(page.contains(&format!("id=\"inlagg-{last}\"")), "{page}");
    }
    let kept = web.state.pages.counts();
    assert_eq!((kept.made, kept.sent), (2, 0));

    for person in [&follows, &proved] {
        let mut browser = web.signed_in(person).await;
        for ((address, last), is_due) in cases.iter().zip([true, false]) {
            // What is in force is read again once a second, by whoever comes first.
            if is_due {
                web.clock.advance_ms(1_500);
            }
            let (texts, page) = asked_for(&mut browser, address).await;
            assert!(texts.len() <= 8, "{address}: {texts:#?}");
            // Each of them was heard, wherever in the server it was asked.
            for part in [
                "from session s",
                "from notice n",
                "from proposal p",
                "from act a",
                "c.parent_id is null",
                "coalesce(c.thread_id, c.parent_id)",
                "left join follow f",
            ] {
                let said = texts.iter().filter(|sql| sql.contains(part));
                assert!(said.count() > 0, "{part}: {texts:#?}");
            }
            let read = texts.iter().any(|sql| sql.contains("from setting s"));
            assert!(read || !is_due, "{texts:#?}");
            assert!(page.contains(&format!("id=\"inlagg-{last}\"")), "{page}");
            // For this reader, and not as it is kept.
            assert!(page.contains("/folj/sluta\""), "{page}");
            assert_eq!(web.state.pages.counts(), kept);
        }
    }
});

on_both!(each_reader_gets_the_buttons_the_rules_give, |app| {
    let cast = app.cast().await;
    let other = app.resident("Åsbybo").await;
    let elected = app.elected("Ledamot (X)").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let of = |actor: Actor| {
        let app = app.clone();
        async move { app.proposals.get(&actor, id, app.now).await.unwrap() }
    };
    let visitor = of(Actor::Visitor).await;
    assert!(
        visitor.support.open && !visitor.support.mine,
        "shown, and leads to signing in"
    );
    assert!(visitor.possible.comment_after_sign_in && !visitor.possible.comment);
    assert!(visitor.possible.transitions.is_empty() && !visitor.mine);
    let resident = of(other).await;
    assert!(resident.support.open && resident.possible.comment);
    assert!(!resident.possible.withdraw && !resident.possible.official_answer);
    let proposer = of(cast.proposer.clone()).await;
    assert!(proposer.mine && proposer.possible.withdraw);
    let official = of(cast.official.clone()).await;
    assert!(official.possible.official_answer && !official.possible.opinion);
    assert!(!official.support.open);
    assert_eq!(official.support.refused.as_deref(), Some("role"));
    let elected = of(elected).await;
    assert!(elected.possible.opinion && !elected.possible.official_answer);
    let secretary = of(cast.secretary.clone()).await;
    assert!(
        secretary.possible.transitions.is_empty(),
        "{:?}",
        secretary.possible.transitions
    );
    assert!(!visitor.possible.verdict && !official.possible.verdict);
});

on_both!(there_is_nothing_at_a_number_nobody_has, |app| {
    let cast = app.cast().await;
    for id in [0, -1, 1, i64::MAX] {
        let seen = app
            .proposals
            .get(&cast.secretary, ProposalId::new(id), app.now)
            .await;
        assert_eq!(seen.map(|view| view.title), Err(AppError::NotFound));
        let form = act(&[]);
        let id = ProposalId::new(id);
        let step = app
            .try_record(&cast.secretary, id, T::Announce, form.clone())
            .await;
        assert_eq!(step, Err(AppError::NotFound));
        let said = app
            .proposals
            .comment(&cast.proposer, id, comment("x"), app.now)
            .await;
        assert_eq!(said.map(|view| view.id), Err(AppError::NotFound));
        let supported = app.proposals.support(&cast.proposer, id, app.now).await;
        assert_eq!(supported, Err(AppError::NotFound));
    }
});

on_both!(an_empty_municipality_has_a_start_page, |app| {
    let start = app.proposals.start(&Actor::Visitor, app.now).await.unwrap();
    assert_eq!((start.proposals_total, start.median_answer_days), (0, None));
    assert!(start.outcomes.is_empty() && start.latest_answers.is_empty());
    let page = app
        .proposals
        .list(&Actor::Visitor, &list(20), "", app.now)
        .await
        .unwrap();
    assert_eq!((page.total, page.items.len(), page.next), (0, 0, None));
});

on_both!(what_was_promised_and_not_kept_weighs_like_what_was, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let late = app.proposal(&cast.proposer, "Sent").await;
    app.reach_agenda(&cast, late).await;
    let in_time = app
        .proposals
        .start(&Actor::Visitor, app.now.plus_days(360))
        .await
        .unwrap();
    assert!(in_time.outcomes.is_empty());
    let overdue = app
        .proposals
        .start(&Actor::Visitor, app.now.plus_days(370))
        .await
        .unwrap();
    assert_eq!(overdue.outcomes.len(), 1);
    assert_eq!(overdue.outcomes[0].id, late);
});
