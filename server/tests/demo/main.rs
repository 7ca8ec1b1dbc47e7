//! The demo municipality: every history walks through the stage machine, and quickly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::proposal::StageGroup;

use common::list;

on_both!(every_history_is_walked, |app| {
    let begun = std::time::Instant::now();
    assert!(
        nara_server::demo::build(
            &app.db,
            &nara_server::auth::Keys::from_seed(&[7; 32]).unwrap(),
            app.now
        )
        .await
        .unwrap()
    );
    let took = begun.elapsed();
    eprintln!("demo built in {took:?}");
    // The demo runs on the embedded database; a busy machine has ten times what it needs.
    if app.db.engine() == nara_server::db::Engine::Sqlite {
        assert!(took.as_secs_f64() < 5.0, "{took:?}");
    }
    assert!(
        !nara_server::demo::build(
            &app.db,
            &nara_server::auth::Keys::from_seed(&[7; 32]).unwrap(),
            app.now
        )
        .await
        .unwrap(),
        "built once"
    );

    let page = app
        .proposals
        .list(&Actor::Visitor, &list(100), "", app.now)
        .await
        .unwrap();
    // One of forty waits for its author and is not public.
    assert_eq!(page.total, 39);
    assert_eq!(page.items.len(), 39);
    for group in [
        StageGroup::Collecting,
        StageGroup::AtMunicipality,
        StageGroup::Decided,
        StageGroup::Done,
        StageGroup::Ended,
    ] {
        assert!(
            page.by_group.iter().any(|(g, n)| *g == group && *n > 0),
            "{group}"
        );
    }
    for item in &page.items {
        let view = app
            .proposals
            .get(&Actor::Visitor, item.id, app.now)
            .await
            .unwrap();
        assert_eq!(view.support.count, item.support_count, "{}", item.title);
        assert!(!view.acts.is_empty(), "{}", item.title);
        assert!(!view.title.contains("{{"));
        for act in &view.acts {
            assert!(act.at <= app.now);
            assert!(
                !act.fields.values().any(|text| text.contains("{{")),
                "{}",
                item.title
            );
        }
        assert_eq!(view.discussion.older, None, "{}", item.title);
        let said = view.discussion.shown();
        assert_eq!(view.comment_count, i64::try_from(said).unwrap());
        for thread in &view.discussion.threads {
            for comment in thread.replies.iter().chain([&thread.comment]) {
                assert!(comment.at <= app.now);
            }
        }
    }
    let unlike = "select count(*) from proposal p where support_count <> \
        (select count(*) from support s where s.proposal_id = p.proposal_id) or support_count <> \
        (select count(*) from support_event e where e.proposal_id = p.proposal_id)";
    assert_eq!(app.number(unlike).await, 0);
    assert_eq!(
        app.number("select count(*) from outbox").await,
        0,
        "no letters about the past"
    );
    let gaps = "select max(seq) - count(*) from event";
    assert_eq!(app.number(gaps).await, 0);

    let start = app.proposals.start(&Actor::Visitor, app.now).await.unwrap();
    assert!(start.outcomes.len() >= 4, "{}", start.outcomes.len());
    assert!(!start.latest_answers.is_empty() && !start.newest.is_empty());
    assert!(start.median_answer_days.is_some());
});
