//! Support: one for each person whatever happens at once, and the count always right.

use std::sync::Arc;

use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level};
use nara_domain::error::Denied;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{AnnounceWhen, Course, Ruleset, Stage, TransitionKind};
use nara_domain::support::SupportRefused;

use crate::common::{self, App, fields, idea};
use crate::on_both;

/// Proposals whose count is not the number of rows, or not the recount of the log.
const WRONG: &str = "select count(*) from proposal p where \
    p.support_count <> (select count(*) from support s where s.proposal_id = p.proposal_id) \
    or p.support_count <> (select count(*) from support_event e \
        where e.proposal_id = p.proposal_id and e.kind = 'given') \
      - (select count(*) from support_event e \
        where e.proposal_id = p.proposal_id and e.kind = 'withdrawn')";

async fn count(app: &App, id: ProposalId) -> i64 {
    app.proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap()
        .support
        .count
}

on_both!(
    two_hundred_parallel_supports_of_one_person_count_once,
    |app| {
        let people = app.residents(21).await;
        for (round, person) in people[1..].iter().enumerate() {
            let id = app
                .proposal(&people[0], &format!("Belysning {round}"))
                .await;
            let tasks: Vec<_> = (0..200)
                .map(|_| {
                    let (app, person) = (app.clone(), person.clone());
                    tokio::spawn(async move { app.proposals.support(&person, id, app.now).await })
                })
                .collect();
            for task in tasks {
                let view = task.await.unwrap().unwrap();
                assert_eq!((view.count, view.mine), (1, true));
            }
            assert_eq!(count(&app, id).await, 1, "round {round}");
            assert_eq!(app.number(WRONG).await, 0, "round {round}");
        }
        assert_eq!(app.number("select count(*) from support_event").await, 20);
    }
);

on_both!(fifty_people_at_once_are_fifty, |app| {
    let people = app.residents(51).await;
    let id = app.proposal(&people[50], "Belysning").await;
    let tasks: Vec<_> = people[..49]
        .iter()
        .cloned()
        .map(|person| {
            let app = app.clone();
            tokio::spawn(async move { app.proposals.support(&person, id, app.now).await })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap().unwrap().mine);
    }
    assert_eq!(count(&app, id).await, 49);
    assert_eq!(app.number(WRONG).await, 0);
});

on_both!(two_servers_on_one_database_count_right, |app| {
    let other = App::open(&app.address).await;
    let people = app.residents(41).await;
    let id = app.proposal(&people[40], "Belysning").await;
    let mut tasks = Vec::new();
    for person in &people[..40] {
        for server in [&app, &other, &app] {
            let (server, person) = (server.clone(), person.clone());
            tasks.push(tokio::spawn(async move {
                server.proposals.support(&person, id, server.now).await
            }));
        }
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(count(&app, id).await, 40);
    assert_eq!(app.number(WRONG).await, 0);
    assert_eq!(app.number("select max(seq) - count(*) from event").await, 0);
    other.db.close().await;
});

on_both!(giving_and_taking_back_are_idempotent, |app| {
    let people = app.residents(2).await;
    let id = app.proposal(&people[0], "Belysning").await;
    for _ in 0..3 {
        let view = app
            .proposals
            .support(&people[1], id, app.now)
            .await
            .unwrap();
        assert_eq!((view.count, view.mine, view.open), (1, true, true));
        assert_eq!(view.threshold, Some(50));
    }
    for _ in 0..3 {
        let view = app
            .proposals
            .withdraw_support(&people[1], id, app.now)
            .await
            .unwrap();
        assert_eq!((view.count, view.mine), (0, false));
    }
    let view = app
        .proposals
        .support(&people[1], id, app.now)
        .await
        .unwrap();
    assert_eq!((view.count, view.mine), (1, true));
    assert_eq!(app.number("select count(*) from support_event").await, 3);
    assert_eq!(app.number(WRONG).await, 0);
});

on_both!(
    the_vote_that_reaches_the_threshold_sends_it_to_the_council,
    |app| {
        let people = app.residents(60).await;
        let id = app.proposal(&people[0], "Belysning").await;
        for person in &people[1..50] {
            app.proposals.support(person, id, app.now).await.unwrap();
        }
        let view = app
            .proposals
            .get(&Actor::Visitor, id, app.now)
            .await
            .unwrap();
        assert_eq!(view.course.code(), "collecting");
        assert_eq!(
            app.number("select count(*) from outbox").await,
            0,
            "nobody has an address"
        );

        let with_address = app.resident("Med adress").await;
        let last = app
            .proposals
            .support(&with_address, id, app.now)
            .await
            .unwrap();
        assert_eq!(last.count, 50);
        assert!(last.open, "people may go on supporting up to the decision");
        let view = app
            .proposals
            .get(&Actor::Visitor, id, app.now)
            .await
            .unwrap();
        let Course::Proposal(Stage::Announced {
            council: None,
            support_count: 50,
            ..
        }) = view.course
        else {
            panic!("{:?}", view.course);
        };
        let act = view.acts.last().unwrap();
        assert_eq!(act.transition, Some(TransitionKind::ReachThreshold));
        assert_eq!(
            act.fields.get("support_count").map(String::as_str),
            Some("50")
        );
        assert_eq!((act.actor_name.as_str(), act.standing.as_ref()), ("", None));
        assert!(view.answer_by.is_some());
        // Told once, to the one whose address is known, with the vote already in.
        app.spread().await;
        assert_eq!(app.number("select count(*) from outbox").await, 1);
        let letter = app.texts("select body from outbox").await;
        assert!(
            letter[0].contains("Belysning") && letter[0].contains("/forslag/"),
            "{letter:?}"
        );

        // Later votes count and move nothing.
        app.proposals
            .support(&people[55], id, app.now)
            .await
            .unwrap();
        assert_eq!(count(&app, id).await, 51);
        let reached = "select count(*) from act where transition = 'reach_threshold'";
        assert_eq!(app.number(reached).await, 1);
        assert_eq!(app.number(WRONG).await, 0);
    }
);

on_both!(sixty_at_once_reach_the_threshold_once, |app| {
    let people = app.residents(61).await;
    let id = app.proposal(&people[60], "Belysning").await;
    let tasks: Vec<_> = people[..60]
        .iter()
        .cloned()
        .map(|person| {
            let app = app.clone();
            tokio::spawn(async move { app.proposals.support(&person, id, app.now).await })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap().unwrap().mine);
    }
    assert_eq!(count(&app, id).await, 60);
    let reached = "select count(*) from act where transition = 'reach_threshold'";
    assert_eq!(app.number(reached).await, 1);
    assert_eq!(app.number(WRONG).await, 0);
});

on_both!(rules_that_wait_for_the_end_wait, |app| {
    let rules = Ruleset {
        version: 2,
        threshold: Some(2),
        announce_when: AnnounceWhen::AtEnd,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let people = app.residents(3).await;
    let id = app.proposal(&people[0], "Belysning").await;
    for person in &people {
        app.proposals.support(person, id, app.now).await.unwrap();
    }
    let stage = |view: nara_app::proposals::api::ProposalView| view.course.code().to_owned();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(stage(view), "collecting");
    assert_eq!(
        app.proposals.run_due(app.now.plus_days(89)).await.unwrap(),
        0,
        "the last day"
    );
    assert_eq!(
        app.proposals.run_due(app.now.plus_days(90)).await.unwrap(),
        1
    );
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(stage(view), "announced");
});

on_both!(the_time_for_support_ends_by_itself_once, |app| {
    let people = app.residents(3).await;
    let proposer = app.resident("Med adress").await;
    let id = app.proposal(&proposer, "Belysning").await;
    app.proposals
        .support(&people[0], id, app.now)
        .await
        .unwrap();
    let later = app.now.plus_days(90);
    let late = app.proposals.support(&people[1], id, later).await;
    assert_eq!(late, Err(AppError::SupportRefused(SupportRefused::Closed)));
    for _ in 0..2 {
        let (one, two) = tokio::join!(app.proposals.run_due(later), app.proposals.run_due(later));
        assert!(one.unwrap() + two.unwrap() <= 1);
    }
    let view = app.proposals.get(&people[0], id, later).await.unwrap();
    assert_eq!(view.course.code(), "threshold_missed");
    assert_eq!(
        (view.support.open, view.support.mine, view.support.count),
        (false, true, 1)
    );
    assert_eq!(view.support.refused.as_deref(), Some("closed"));
    let closed = "select count(*) from act where transition = 'miss_threshold'";
    assert_eq!(app.number(closed).await, 1);
    // One receipt and one letter about the end.
    app.spread().await;
    assert_eq!(app.number("select count(*) from outbox").await, 2);
    // What was given stays given: asking for it again is no error, taking it back is too late.
    assert!(
        app.proposals
            .support(&people[0], id, later)
            .await
            .unwrap()
            .mine
    );
    let back = app.proposals.withdraw_support(&people[0], id, later).await;
    assert_eq!(back, Err(AppError::SupportRefused(SupportRefused::Closed)));
});

on_both!(who_may_not_is_told_why_and_takes_nobody_along, |app| {
    let people = app.residents(20).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let unknown = ProposalId::new(999_999);
    let official = app.official("Maja").await;
    let unconfirmed = app.person("Ny", Level::None, Vec::new()).await;
    let mut tasks = Vec::new();
    for person in people {
        let app = app.clone();
        let (official, unconfirmed) = (official.clone(), unconfirmed.clone());
        tasks.push(tokio::spawn(async move {
            let proposals = Arc::new(app.proposals);
            let (good, role, level, missing) = tokio::join!(
                proposals.support(&person, id, app.now),
                proposals.support(&official, id, app.now),
                proposals.support(&unconfirmed, id, app.now),
                proposals.support(&person, unknown, app.now),
            );
            assert!(good.unwrap().mine);
            assert_eq!(role, Err(AppError::Denied(Denied::Role)));
            assert_eq!(level, Err(AppError::Denied(Denied::Level(Level::N1))));
            assert_eq!(missing, Err(AppError::NotFound));
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let visitor = app.proposals.support(&Actor::Visitor, id, app.now).await;
    assert_eq!(visitor, Err(AppError::SignIn));
    assert_eq!(count(&app, id).await, 20);
    assert_eq!(app.number(WRONG).await, 0);
});

on_both!(a_young_person_supports_an_idea_but_not_a_proposal, |app| {
    let resident = app.resident("Ekbackenbo").await;
    let youth = app.youth("Norrsken").await;
    let thought = app
        .proposal_at(&youth, idea("Läxhjälp på biblioteket"), app.now)
        .await;
    let proposal = app
        .proposal_at(&resident, fields("Belysning"), app.now)
        .await;
    let view = app
        .proposals
        .support(&youth, thought, app.now)
        .await
        .unwrap();
    assert_eq!((view.count, view.threshold), (1, None));
    let refused = app.proposals.support(&youth, proposal, app.now).await;
    assert_eq!(refused, Err(AppError::Denied(Denied::Level(Level::N1))));
});

on_both!(an_asker_who_goes_away_leaves_a_whole_vote_or_none, |app| {
    let people = app.residents(41).await;
    let id = app.proposal(&people[40], "Belysning").await;
    for person in &people[..40] {
        let patience = std::time::Duration::from_micros(300);
        let _gone =
            tokio::time::timeout(patience, app.proposals.support(person, id, app.now)).await;
    }
    // Whatever was queued is written before this one.
    app.proposals
        .support(&people[40], id, app.now)
        .await
        .unwrap();
    assert_eq!(app.number(WRONG).await, 0);
    assert!(count(&app, id).await >= 1);
});

/// A restarted server has every vote that was answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_keeps_what_was_answered() {
    for engine in [
        nara_server::db::Engine::Sqlite,
        nara_server::db::Engine::Postgres,
    ] {
        let Some(place) = common::Place::make(engine).await else {
            continue;
        };
        let app = App::open(&place.address).await;
        let people = app.residents(30).await;
        let id = app.proposal(&people[0], "Belysning").await;
        for person in &people {
            app.proposals.support(person, id, app.now).await.unwrap();
        }
        app.db.close().await;
        let again = App::open(&place.address).await;
        assert_eq!(count(&again, id).await, 30);
        assert_eq!(again.number(WRONG).await, 0);
        again.db.close().await;
        place.remove().await;
    }
}
