//! A page that is not there is made once, however many ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures::future::join_all;
use nara_app::proposals::api::ProposalPort;
use nara_server::db::STATEMENTS;
use nara_server::http::page_cache::Counts;

use crate::common::http::Options;
use crate::{listening, on_both};

on_both!(a_hundred_who_ask_at_once_cost_one_page, |app| {
    let web = app.web().await;
    listening(&web).await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning på stigen").await;
    let address = format!("/forslag/{id}/belysning-pa-stigen");
    let count = Arc::new(AtomicU64::new(0));
    // What is in force, and the rules, are read for all pages together.
    let other = app.proposal(&siv, "Bänkar vid ån").await;
    let other = format!("/forslag/{other}/bankar-vid-an");
    assert_eq!(web.visitor().get(&other).await.status, 200);
    let mut first = web.visitor();
    let one = first.get(&address);
    STATEMENTS.scope(Arc::clone(&count), one).await;
    let for_one = count.swap(0, Ordering::SeqCst);
    assert!(for_one > 0);

    let maja = app.resident("Maja").await;
    app.proposals.support(&maja, id, app.now).await.unwrap();
    let before = web.state.pages.counts();
    let mut visitors: Vec<_> = (0..100).map(|_| web.visitor()).collect();
    let all = join_all(visitors.iter_mut().map(|visitor| visitor.get(&address)));
    let pages = STATEMENTS.scope(Arc::clone(&count), all).await;
    assert_eq!(web.state.pages.counts().made, before.made + 1);
    assert_eq!(count.load(Ordering::SeqCst), for_one);
    for page in &pages {
        assert_eq!(page.status, 200);
        assert_eq!(page.text, pages[0].text);
    }
});

on_both!(whoever_asked_first_may_go_away, |app| {
    let web = app.web().await;
    listening(&web).await;
    let address = "/forslag";
    for _ in 0..20 {
        app.set_rules(nara_domain::proposal::Ruleset {
            version: app.number("select max(version) from ruleset").await + 1,
            ..nara_domain::proposal::Ruleset::bjorksjo()
        })
        .await;
        let made = web.state.pages.counts().made;
        let mut first = web.visitor();
        let gone = tokio::time::timeout(Duration::ZERO, first.get(address));
        let mut second = web.visitor();
        let (gone, page) = futures::join!(gone, second.get(address));
        assert_eq!(page.status, 200);
        assert!(gone.is_err() || gone.unwrap().status == 200);
        assert!(web.state.pages.counts().made <= made + 2);
    }
});

// What cannot be shared is not waited for in a row.
on_both!(a_page_that_is_not_there_holds_up_nobody, |app| {
    let web = app.web().await;
    listening(&web).await;
    let mut visitors: Vec<_> = (0..50).map(|_| web.visitor()).collect();
    let all = join_all(
        visitors
            .iter_mut()
            .map(|visitor| visitor.get("/forslag/99999/x")),
    );
    for page in all.await {
        assert_eq!(page.status, 404);
    }
    assert_eq!(web.state.pages.counts().pages, 0);
});

on_both!(where_nothing_is_kept_pages_are_as_ever, |app| {
    let options = Options {
        page_memory: 0,
        ..Options::default()
    };
    let web = app.web_with(options).await;
    listening(&web).await;
    for _ in 0..2 {
        let page = web.visitor().get("/om").await;
        assert_eq!(page.status, 200);
        assert!(!page.headers.contains_key("etag"));
    }
    assert_eq!(web.state.pages.counts(), Counts::default());
});
