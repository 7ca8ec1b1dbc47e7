//! Votes against, where a municipality counts them: one person, one vote, whatever happens at once;
//! only support leads on.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::error::Denied;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Ruleset, TransitionKind as T};
use nara_domain::support::SupportRefused;

use crate::common::{App, act, idea};
use crate::on_both;

/// Counts that are not the rows, or not the recount of the log, and people with both votes.
const WRONG: &str = "select (select count(*) from proposal p where \
    p.support_count <> (select count(*) from support s where s.proposal_id = p.proposal_id) \
    or p.against_count <> (select count(*) from opposition o where o.proposal_id = p.proposal_id) \
    or p.support_count <> (select count(*) from support_event e \
        where e.proposal_id = p.proposal_id and e.kind = 'given') \
      - (select count(*) from support_event e \
        where e.proposal_id = p.proposal_id and e.kind = 'withdrawn') \
    or p.against_count <> (select count(*) from support_event e \
        where e.proposal_id = p.proposal_id and e.kind = 'against') \
      - (select count(*) from support_event e \
        where e.proposal_id = p.proposal_id and e.kind = 'against_withdrawn')) \
    + (select count(*) from support s join opposition o \
        on o.proposal_id = s.proposal_id and o.person_id = s.person_id)";

async fn counted(app: &App) {
    let rules = Ruleset {
        version: 2,
        votes_against: true,
        threshold: Some(3),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
}

/// How many are for it and against it.
async fn votes(app: &App, id: ProposalId) -> (i64, i64) {
    let view = app.proposals.get(&Actor::Visitor, id, app.now).await;
    let support = view.unwrap().support;
    (support.count, support.against.unwrap().count)
}

on_both!(a_vote_takes_the_place_of_the_other, |app| {
    counted(&app).await;
    let people = app.residents(3).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let (p, bo) = (&app.proposals, &people[1]);
    // Twice is as once; each takes the other's place.
    for _ in 0..2 {
        let view = p.oppose(bo, id, app.now).await.unwrap();
        assert_eq!((view.count, view.mine), (0, false));
        let against = view.against.unwrap();
        assert_eq!((against.count, against.mine), (1, true));
    }
    for _ in 0..2 {
        let view = p.support(bo, id, app.now).await.unwrap();
        assert_eq!((view.count, view.mine), (1, true));
        let against = view.against.unwrap();
        assert_eq!((against.count, against.mine), (0, false));
    }
    p.oppose(bo, id, app.now).await.unwrap();
    assert_eq!(votes(&app, id).await, (0, 1));
    for _ in 0..2 {
        p.stop_opposing(bo, id, app.now).await.unwrap();
    }
    // Taking back what was not given changes nothing.
    p.support(&people[2], id, app.now).await.unwrap();
    p.stop_opposing(&people[2], id, app.now).await.unwrap();
    assert_eq!(votes(&app, id).await, (1, 0));
    assert_eq!(app.number(WRONG).await, 0);
    let own = p.oppose(&people[0], id, app.now).await;
    let refused = AppError::SupportRefused(SupportRefused::OwnProposal);
    assert_eq!(own, Err(refused));
    let nobody = p.oppose(&Actor::Visitor, id, app.now).await;
    assert_eq!(nobody, Err(AppError::SignIn));
    let official = app.official("Maja").await;
    let staff = p.oppose(&official, id, app.now).await;
    assert_eq!(staff, Err(AppError::Denied(Denied::Role)));
});

on_both!(for_and_against_at_once_is_one_vote, |app| {
    counted(&app).await;
    let people = app.residents(5).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let tasks: Vec<_> = (0..120)
        .map(|n| {
            let (app, person) = (app.clone(), people[1 + n % 2].clone());
            tokio::spawn(async move {
                match n % 3 {
                    0 => app.proposals.support(&person, id, app.now).await,
                    1 => app.proposals.oppose(&person, id, app.now).await,
                    _ => app.proposals.stop_opposing(&person, id, app.now).await,
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(app.number(WRONG).await, 0);
    let (count, against) = votes(&app, id).await;
    assert!(count + against <= 2, "{count} {against}");
});

on_both!(
    what_is_out_of_sight_is_not_there_for_who_is_against_it,
    |app| {
        let rules = Ruleset {
            version: 2,
            votes_against: true,
            ..Ruleset::without_threshold("Björksjö kommun")
        };
        app.set_rules(rules).await;
        let people = app.residents(3).await;
        let id = app.proposal(&people[0], "Belysning").await;
        let (p, now) = (&app.proposals, app.now);
        p.oppose(&people[1], id, now).await.unwrap();
        p.support(&people[2], id, now).await.unwrap();
        let secretary = app.secretary("Gun").await;
        let missing = act(&[("missing", "Skriv vilken stig det gäller.")]);
        let asked = p.record(&secretary, id, T::RequestCompletion, missing, now);
        asked.await.unwrap();
        for person in &people[1..] {
            for came in [
                p.oppose(person, id, now).await,
                p.stop_opposing(person, id, now).await,
                p.support(person, id, now).await,
                p.withdraw_support(person, id, now).await,
            ] {
                assert_eq!(came.err(), Some(AppError::NotFound));
            }
        }
        assert_eq!(app.number(WRONG).await, 0);
    }
);

on_both!(only_support_leads_on_and_a_decision_ends_both, |app| {
    counted(&app).await;
    let people = app.residents(9).await;
    let id = app.proposal(&people[0], "Belysning").await;
    for person in &people[1..6] {
        app.proposals.oppose(person, id, app.now).await.unwrap();
    }
    let course = async || {
        let view = app.proposals.get(&Actor::Visitor, id, app.now).await;
        view.unwrap().course.code()
    };
    assert_eq!(course().await, "collecting");
    for person in &people[6..9] {
        app.proposals.support(person, id, app.now).await.unwrap();
    }
    assert_eq!(course().await, "announced");
    assert_eq!(votes(&app, id).await, (3, 5));
    // A proposal of before lives under its own rules, and nobody votes against an idea.
    app.set_rules(Ruleset {
        version: 3,
        ..Ruleset::bjorksjo()
    })
    .await;
    let other = app.proposal(&people[0], "Bänk").await;
    let youth = app.youth("Norrsken").await;
    let idea = app.proposal_at(&youth, idea("Läxhjälp"), app.now).await;
    for id in [other, idea] {
        for asked in [
            app.proposals.oppose(&people[1], id, app.now).await,
            app.proposals.stop_opposing(&people[1], id, app.now).await,
        ] {
            assert_eq!(asked, Err(AppError::NotFound));
        }
    }
    assert_eq!(app.number(WRONG).await, 0);
});

on_both!(who_voted_against_is_told_and_leaves_no_vote, |app| {
    counted(&app).await;
    let people = app.residents(2).await;
    let id = app.proposal(&people[0], "Belysning").await;
    app.proposals.oppose(&people[1], id, app.now).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(
        tx,
        "update person set email = 'bo@example.se', email_confirmed_at = 1 where person_id = $1",
        people[1].person_id().unwrap().get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let official = app.official("Maja").await;
    let answer = act(&[("text", "Vi mäter i höst.")]);
    let kind = ActKind::OfficialAnswer;
    let done = app
        .proposals
        .answer(&official, id, kind, answer, app.now.plus_minutes(1));
    done.await.unwrap();
    app.spread().await;
    let letters = "select count(*) from outbox where to_address = 'bo@example.se'";
    assert_eq!(app.number(letters).await, 1);

    let web = app.web().await;
    let mut browser = web.signed_in(&people[1]).await;
    let left = browser
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(votes(&app, id).await, (0, 0));
    assert_eq!(app.number(WRONG).await, 0);
});

on_both!(the_page_takes_both_votes, |app| {
    counted(&app).await;
    let web = app.web().await;
    let people = app.residents(2).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let page = format!("/forslag/{id}/belysning");
    let mut bo = web.signed_in(&people[1]).await;
    let before = bo.get(&page).await.text;
    assert!(
        before.contains("/stod\"") && before.contains("/emot\""),
        "{before}"
    );
    assert!(before.contains("röster emot"));
    for (to, shown) in [
        ("emot", "Du har röstat emot"),
        ("stod", "Du stöder förslaget"),
        ("emot", "/emot/angra"),
        ("emot/angra", "/emot\""),
    ] {
        let sent = bo.post_form(&format!("{page}/{to}"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{to}");
        let after = bo.get(&page).await.text;
        assert!(after.contains(shown), "{to}: {after}");
        assert_eq!(app.number(WRONG).await, 0, "{to}");
    }
    // Whoever put it forward is not offered a vote against it, and visitors sign in first.
    let own = web.signed_in(&people[0]).await.get(&page).await.text;
    assert!(!own.contains("/emot\""));
    let visitor = web.visitor().get(&page).await.text;
    assert!(!visitor.contains("/emot\"") && visitor.contains("data-against"));
});
