//! The numbers beside a list's filters come from lines that the database adds to a tally: whatever happens to
//! proposals, and whoever does it, they say what counting them would.

use nara_app::proposals::api::{ListQuery, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::proposal::{StageGroup, Topic};
use nara_server::execute;

use super::list::village;
use crate::common::{App, MISCOUNTED};
use crate::on_both;

const LINES: &str = "select count(*) from proposal_tally";

async fn run(app: &App, sql: &'static str) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, sql).unwrap();
    tx.commit().await.unwrap();
}

async fn page(app: &App) -> (i64, Vec<(StageGroup, i64)>, Vec<(Topic, i64)>) {
    let query = ListQuery {
        limit: 100,
        ..ListQuery::default()
    };
    let listed = app.proposals.list(&Actor::Visitor, &query, "", app.now);
    let page = listed.await.unwrap();
    assert_eq!(i64::try_from(page.items.len()), Ok(page.total));
    (page.total, page.by_group, page.by_topic)
}

on_both!(it_says_what_counting_would, |app| {
    village(&app).await;
    assert_eq!(app.number(MISCOUNTED).await, 0);
    assert!(app.number(LINES).await > 31);
    page(&app).await;
    // What is written by hand, one or many, to another district and back to none.
    for sql in [
        "update proposal set district = 'asbyn' where district = 'ekbacken'",
        "update proposal set district = null where proposal_id % 2 = 0",
        "update proposal set topic = 'lek', district = 'ekbacken' where proposal_id % 3 = 0",
        "update proposal set stage_group = stage_group, topic = topic",
        "update proposal set support_count = support_count + 1",
    ] {
        run(&app, sql).await;
        assert_eq!(app.number(MISCOUNTED).await, 0, "{sql}");
    }
    let lines = app.number(LINES).await;
    let part = "update proposal set merged_into = (select max(proposal_id) from proposal) \
        where proposal_id = (select min(proposal_id) from proposal)";
    run(&app, part).await;
    assert_eq!(app.number(MISCOUNTED).await, 0);
    assert_eq!(app.number(LINES).await, lines + 2);
    run(&app, "update proposal set merged_into = null").await;
    assert_eq!(app.number(MISCOUNTED).await, 0);
    // A vote adds no line.
    run(
        &app,
        "update proposal set support_count = support_count - 1",
    )
    .await;
    assert_eq!(app.number(LINES).await, lines + 4);
    page(&app).await;
});

on_both!(what_is_undone_leaves_nothing, |app| {
    village(&app).await;
    let before = app.number(LINES).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "update proposal set topic = 'lek'").unwrap();
    drop(tx);
    assert_eq!(app.number(LINES).await, before);
    assert_eq!(app.number(MISCOUNTED).await, 0);
});

on_both!(lines_that_say_the_same_are_drawn_together, |app| {
    village(&app).await;
    let web = app.web().await;
    let before = page(&app).await;
    // Few lines more than needed cost nobody anything.
    let few = app.number(LINES).await;
    nara_server::jobs::clean(web.state.clone()).await.unwrap();
    assert_eq!(app.number(LINES).await, few);
    // To and fro, until there are many.
    for _ in 0..10 {
        run(
            &app,
            "update proposal set district = district || 'x' where district <> ''",
        )
        .await;
        run(&app, "update proposal set district = substr(district, 1, length(district) - 1) where district <> ''").await;
    }
    assert!(app.number(LINES).await > few + 400);
    // Proposals move on while it is done.
    let meanwhile = {
        let app = app.clone();
        tokio::spawn(async move {
            for _ in 0..10 {
                run(
                    &app,
                    "update proposal set topic = 'lek' where topic = 'bad'",
                )
                .await;
                run(
                    &app,
                    "update proposal set topic = 'bad' where topic = 'lek' and proposal_id % 4 = 3",
                )
                .await;
            }
        })
    };
    for _ in 0..5 {
        nara_server::jobs::clean(web.state.clone()).await.unwrap();
        assert_eq!(app.number(MISCOUNTED).await, 0);
    }
    meanwhile.await.unwrap();
    assert_eq!(app.number(MISCOUNTED).await, 0);
    let after = page(&app).await;
    assert_eq!(after.0, before.0);
    assert_eq!(after.1, before.1);
    nara_server::jobs::clean(web.state.clone()).await.unwrap();
    let kinds = "select count(*) from (select distinct stage_group, topic, kind, coalesce(district, ''), \
        merged_into is not null from proposal) x";
    assert!(app.number(LINES).await <= 2 * app.number(kinds).await + 200);
});
