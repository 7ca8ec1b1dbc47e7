//! Readers that are too slow, or were away for too long.

use std::time::Duration;

use axum::http::Method;
use http_body_util::BodyExt;
use nara_domain::ids::ProposalId;
use nara_server::live::{EventData, EventKind, NewEvent, store};

use crate::common::App;
use crate::common::wire::{Events, Served};
use crate::on_both;

/// Writes many events at once.
async fn happen(app: &App, proposal: i64, count: usize) {
    let event = NewEvent {
        kind: EventKind::Support,
        proposal_id: ProposalId::new(proposal),
        data: EventData {
            count: Some(1),
            ..EventData::default()
        },
    };
    let mut tx = app.db.begin().await.unwrap();
    store::append(&mut tx, &vec![event; count], app.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both!(after_a_long_absence_the_page_is_asked_for_anew, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Ett").await;
    app.proposal(&siv, "Två").await;
    happen(&app, 1, 700).await;
    happen(&app, 2, 3).await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let mut away = Events::open(served.address, "/live?from=2", &[])
        .await
        .unwrap();
    let told = away.take(1).await.remove(0);
    assert_eq!((told.name.as_str(), told.id), ("resync", 705));
    // Only what concerns the page counts: three are told one by one.
    let mut page = Events::open(served.address, "/live?proposal=2&from=2", &[])
        .await
        .unwrap();
    let told: Vec<_> = page.take(3).await.iter().map(|event| event.id).collect();
    assert_eq!(told, [703, 704, 705]);
    web.state
        .proposals
        .support(&siv, ProposalId::new(2), app.now)
        .await
        .unwrap();
    assert_eq!(away.take(1).await[0].id, 706);
    assert_eq!(page.take(1).await[0].id, 706);
    drop((away, page));
    served.stop().await;
});

/// Reads frames of a body until there are `count` events, as `id name`.
async fn frames(body: &mut axum::body::Body, count: usize) -> Vec<String> {
    let (mut text, mut told) = (String::new(), Vec::new());
    while told.len() < count {
        let frame = tokio::time::timeout(Duration::from_secs(20), body.frame()).await;
        let bytes = frame.unwrap().unwrap().unwrap().into_data().unwrap();
        text.push_str(std::str::from_utf8(&bytes).unwrap());
        while let Some((block, rest)) = text.split_once("\n\n") {
            let line = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
            if let (Some(id), Some(name)) = (line("id: "), line("event: ")) {
                told.push(format!("{id} {name}"));
            }
            text = rest.to_owned();
        }
    }
    told
}

// Not polled: what a full socket looks like from inside.
on_both!(
    a_reader_too_slow_is_told_so_and_misses_nothing_of_its_own,
    |app| {
        let siv = app.resident("Siv").await;
        app.proposal(&siv, "Ett").await;
        app.proposal(&siv, "Två").await;
        let web = app.web().await;
        let mut visitor = web.visitor();
        let mut whole = visitor
            .raw(Method::GET, "/live", None, Vec::new())
            .await
            .into_body();
        let path = "/live?proposal=2";
        let mut page = visitor
            .raw(Method::GET, path, None, Vec::new())
            .await
            .into_body();
        let mut live = web.state.live.subscribe();
        happen(&app, 1, 3_000).await;
        happen(&app, 2, 3).await;
        web.state.live.wake();
        // Until everything has gone past both of them.
        let mut last = 0;
        while last < 3_005 {
            match tokio::time::timeout(Duration::from_secs(20), live.recv())
                .await
                .unwrap()
            {
                Ok(event) => last = event.seq,
                Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!(frames(&mut whole, 1).await, ["3005 resync"]);
        assert_eq!(
            frames(&mut page, 4).await,
            ["2 resync", "3003 support", "3004 support", "3005 support"]
        );
        web.state
            .proposals
            .support(&siv, ProposalId::new(2), app.now)
            .await
            .unwrap();
        assert_eq!(frames(&mut whole, 1).await, ["3006 support"]);
        assert_eq!(frames(&mut page, 1).await, ["3006 support"]);
    }
);
