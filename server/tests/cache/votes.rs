//! Whoever was answered is shown what they did, and so is everybody who asks after that.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use nara_app::proposals::api::ProposalPort;

use crate::common::comment;
use crate::{listening, on_both};

fn shown(page: &str) -> i64 {
    let (_, rest) = page.split_once("data-count=").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let digits: String = rest
        .split('<')
        .next()
        .unwrap()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap()
}

on_both!(an_answered_vote_is_on_the_page, |app| {
    let web = Arc::new(app.web().await);
    listening(&web).await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning på stigen").await;
    let address = Arc::new(format!("/forslag/{id}/belysning-pa-stigen"));
    let before = shown(&web.visitor().get(&address).await.text);
    // The highest count that anybody was answered with so far.
    let answered = Arc::new(AtomicI64::new(before));
    let voters = app.residents(200).await;
    let mut tasks = tokio::task::JoinSet::new();
    for voter in voters {
        let (app, web) = (app.clone(), Arc::clone(&web));
        let (address, answered) = (Arc::clone(&address), Arc::clone(&answered));
        tasks.spawn(async move {
            let mine = app
                .proposals
                .support(&voter, id, app.now)
                .await
                .unwrap()
                .count;
            answered.fetch_max(mine, Ordering::SeqCst);
            for _ in 0..3 {
                let least = answered.load(Ordering::SeqCst);
                let page = web.visitor().get(&address).await;
                let count = shown(&page.text);
                assert!(
                    count >= least && count >= mine,
                    "{count}, {least} were answered"
                );
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    assert_eq!(shown(&web.visitor().get(&address).await.text), before + 200);
    let counts = web.state.pages.counts();
    assert!(counts.made < 600, "{counts:?}: some were sent from memory");
});

on_both!(what_is_said_is_read, |app| {
    let web = app.web().await;
    listening(&web).await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning på stigen").await;
    let address = format!("/forslag/{id}/belysning-pa-stigen");
    for n in 0..20 {
        web.visitor().get(&address).await;
        let text = format!("Det är mörkt där sedan {n} år, och ingen lagar det.");
        let said = app
            .proposals
            .comment(&siv, id, comment(&text), app.now)
            .await;
        said.unwrap();
        assert!(
            web.visitor().get(&address).await.text.contains(&text),
            "{n}"
        );
    }
});
