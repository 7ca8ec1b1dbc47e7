//! The demo municipality: every history walks through the stage machine, and quickly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;

use nara_app::proposals::api::{ProposalItem, ProposalPort};
use nara_app::statistics::api::StatisticsPort;
use nara_domain::actor::Actor;
use nara_domain::document::BELONGS_TO;
use nara_domain::proposal::{StageCode, StageGroup};

use common::{App, list};

/// What a proposal can come to, each at least once.
async fn ends(app: &App, items: &[ProposalItem]) {
    for stage in [
        StageCode::Withdrawn,
        StageCode::WrittenOff,
        StageCode::Stopped,
        StageCode::Closed,
    ] {
        let there = |item: &ProposalItem| item.course.code() == stage.code();
        assert!(items.iter().any(there), "{stage}");
    }
    let named = |title: &str| items.iter().find(|item| item.title == title).unwrap().id;
    let seen = async |title: &str| {
        let got = app.proposals.get(&Actor::Visitor, named(title), app.now);
        got.await.unwrap()
    };
    let lead = seen("Grillplats vid Sjöparken").await;
    let part = seen("Vindskydd med eldstad vid badbryggan").await;
    assert_eq!(part.merged.unwrap().lead.unwrap().0, lead.id);
    assert_eq!(lead.parts.len(), 1);

    let idea = seen("Läxcafé på fem språk").await;
    let built = seen("Språkcafé på torget två kvällar i veckan").await;
    assert_eq!(idea.adoption.linked.unwrap().id, built.id);
    assert_eq!(built.adoption.linked.unwrap().name, idea.proposer_name);

    let shared = seen("Läxcafé på fem språk").await;
    assert_eq!(shared.proposer_name.matches(" & ").count(), 1);
    assert_eq!(
        shared.proposer_name.matches(", ").count(),
        2,
        "{}",
        shared.proposer_name
    );
    let wanted = seen("Nattöppet på fritidsgården").await;
    assert_eq!(wanted.helpers.count, 4);
    assert!(wanted.helpers.names.is_none(), "a visitor is told no name");

    let coming = "select count(*) from proposal where stage = 'scheduled'";
    assert_eq!(app.number(coming).await, 2);
    let typed = "select count(*) from act where transition = 'start_preparation' and fields like '%officer%' \
        and proposal_id not in (select proposal_id from assignment where person_id is not null)";
    assert_eq!(app.number(typed).await, 0, "every officer has an account");

    let done = seen("Hundrastgård i Åsbyn").await;
    let shown = done
        .acts
        .iter()
        .filter(|act| act.fields.contains_key(BELONGS_TO));
    assert_eq!(shown.count(), 1);
    let promises = app.proposals.promises().await.unwrap();
    let with_photo = promises.kept.iter().filter(|item| item.photo.is_some());
    assert_eq!(with_photo.count(), 1);
}

/// A newspaper's thirteen questions in every state, and one that nobody has read.
async fn asked(app: &App) {
    let thirteen = "select count(*) from question where follow_up = 0 and question_set_id = 1";
    assert_eq!(app.number(thirteen).await, 13);
    for state in ["waits", "passed_on", "partly", "answered"] {
        let states = "select distinct state from question where question_set_id = 1";
        assert!(
            app.texts(states).await.iter().any(|one| one == state),
            "{state}"
        );
    }
    let sets = "select state from question_set order by question_set_id";
    assert_eq!(
        app.texts(sets).await,
        ["open", "answered", "answered", "reading"]
    );
    let same = "select count(*) from question_same";
    assert!(app.number(same).await >= 10);
    let said = "select c.stance from comment c join proposal p on p.proposal_id = c.proposal_id \
        where p.question_set_id = 1 order by c.comment_id";
    assert_eq!(app.texts(said).await, ["against", "for", "neutral"]);
    let replies = "select count(*) from comment c join proposal p on p.proposal_id = c.proposal_id \
        where p.question_set_id = 1 and c.parent_id is not null";
    assert_eq!(app.number(replies).await, 1);
}

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
    // Forty and seven more; one waits for its author and is not public.
    assert_eq!(page.total, 46);
    assert_eq!(page.items.len(), 46);
    ends(&app, &page.items).await;
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
    asked(&app).await;
    let gaps = "select max(seq) - count(*) from event";
    assert_eq!(app.number(gaps).await, 0);

    let start = app.proposals.start(&Actor::Visitor, app.now).await.unwrap();
    assert!(start.outcomes.len() >= 4, "{}", start.outcomes.len());
    assert!(!start.latest_answers.is_empty() && !start.newest.is_empty());
    assert!(start.median_answer_days.is_some());
});
