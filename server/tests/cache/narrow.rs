//! What is written about one proposal makes its page anew and leaves others' in memory, and what stands on
//! no page leaves all of them. Looked at on a database full of everything: cases that are part of others,
//! problems that became proposals, ideas of campaigns, questions that are talked about.

use std::sync::Arc;
use std::time::Duration;

use nara_app::accounts::api::Visit;
use nara_app::proposals::api::{CommentView, NewComment, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::proposal::Ruleset;
use nara_server::db::Of;
use nara_server::jobs;
use nara_server::state::{AppState, Shared};

use crate::common::http::{Browser, Web, visit};
use crate::common::{App, comment, fields};
use crate::{full, kept, on_both};

/// Reads every page; each is compared with what would be made now.
async fn read(web: &Web, addresses: &[String]) -> usize {
    made_anew(web, addresses).await.len()
}

async fn made_anew<'a>(web: &Web, addresses: &'a [String]) -> Vec<&'a str> {
    let mut anew = Vec::new();
    for address in addresses {
        let before = web.state.pages.counts().made;
        let page = web.visitor().get(address).await;
        assert!(page.headers.contains_key("etag"), "{address}");
        if web.state.pages.counts().made > before {
            anew.push(address.as_str());
        }
    }
    anew
}

async fn ids(app: &App, sql: &'static str) -> Vec<ProposalId> {
    let mut conn = app.db.read().await.unwrap();
    let rows = nara_server::fetch_all!(conn, (i64,), sql).unwrap();
    rows.into_iter().map(|(id,)| ProposalId::new(id)).collect()
}

async fn say(
    app: &App,
    by: &Actor,
    on: ProposalId,
    under: Option<CommentId>,
) -> Option<CommentView> {
    let new = NewComment {
        parent: under,
        stance: String::new(),
        ..comment("Det här skulle göra det lättare för många av oss som bor här.")
    };
    app.proposals.comment(by, on, new, app.now).await.ok()
}

/// What can be done about a proposal is narrowed to it, all of it or some.
const FOR: &[&str] = &["support", "back"];
const AGAINST: &[&str] = &["oppose", "no more"];
const TALK: &[&str] = &["comment", "reply", "agree", "agree no more"];

/// Each of those, done to this one by somebody who lives there; what the rules allowed.
async fn deeds(app: &App, web: &Web, on: ProposalId, addresses: &[String]) -> Vec<&'static str> {
    let (siv, maja) = (app.resident("Siv").await, app.resident("Maja").await);
    let port = &app.proposals;
    let mut taken = Vec::new();
    let mut did = async |what: &'static str, done: bool| {
        if done {
            taken.push(what);
            let made = read(web, addresses).await;
            println!("{on} {what}: {made} made");
            assert!(made > 0, "{on} {what}: nobody sees it");
        }
        done
    };
    // Whoever did not vote takes nothing back, and is told that this is so.
    if did("support", port.support(&siv, on, app.now).await.is_ok()).await {
        let back = port.withdraw_support(&siv, on, app.now).await;
        did("back", back.is_ok()).await;
    }
    if did("oppose", port.oppose(&siv, on, app.now).await.is_ok()).await {
        let back = port.stop_opposing(&siv, on, app.now).await;
        did("no more", back.is_ok()).await;
    }
    let said = say(app, &siv, on, None).await;
    did("comment", said.is_some()).await;
    if let Some(said) = said {
        did("reply", say(app, &maja, on, Some(said.id)).await.is_some()).await;
        for (what, agrees) in [("agree", true), ("agree no more", false)] {
            let agreed = port.agree_with(&maja, (on, said.id), agrees, app.now).await;
            did(what, agreed.is_ok()).await;
        }
    }
    taken
}

/// What the demo does not tell: votes against what is not decided, and an idea of the campaign that has no
/// answer. It is kept for later.
async fn open_up(app: &App) {
    app.set_rules(Ruleset {
        version: 99,
        votes_against: true,
        ..Ruleset::bjorksjo()
    })
    .await;
    let mut tx = app.db.begin().await.unwrap();
    for sql in [
        "update proposal set ruleset_id = (select max(ruleset_id) from ruleset) \
         where kind = 'proposal' and stage_group in ('collecting', 'at_municipality')",
        "update proposal set campaign_set = 1, campaign_id = (select min(campaign_id) from campaign) \
         where kind = 'idea' and stage = 'published' and campaign_id is null",
        "insert into campaign_choice (proposal_id, campaign_id, reason, person_id, at) \
         select proposal_id, campaign_id, 'Till nästa gång.', proposer_id, submitted_at from proposal \
         where campaign_id is not null and stage = 'published'",
    ] {
        assert!(nara_server::execute!(tx, sql).unwrap() > 0, "{sql}");
    }
    tx.commit().await.unwrap();
}

on_both!(what_happens_to_one_shows_wherever_it_stands, |app| {
    let web = full(&app).await;
    open_up(&app).await;
    let addresses: Vec<String> = kept(&web)
        .await
        .into_iter()
        .filter(|address| !address.contains('?') && !address.starts_with("/en"))
        .collect();
    println!("{} pages", addresses.len());
    read(&web, &addresses).await;
    let anew = made_anew(&web, &addresses).await;
    assert!(anew.is_empty(), "all of them are kept, but {anew:?}");
    for (what, sql, allowed) in [
        (
            "leads others",
            "select merged_into from proposal where merged_into is not null order by 1 limit 1",
            [FOR, AGAINST, TALK].concat(),
        ),
        (
            // Everything is said and done where the other one is.
            "is part of another",
            "select proposal_id from proposal where merged_into is not null order by 1 limit 1",
            Vec::new(),
        ),
        (
            // It has its answer: people talk about that.
            "was built on",
            "select idea_id from adoption where proposal_id is not null order by 1 limit 1",
            TALK.to_vec(),
        ),
        (
            "builds on another",
            "select proposal_id from adoption where proposal_id is not null order by 1 limit 1",
            [FOR, AGAINST, TALK].concat(),
        ),
        (
            // Nobody votes against an idea.
            "idea of a campaign",
            "select proposal_id from proposal where campaign_id is not null \
             and stage_group = 'collecting' order by 1 limit 1",
            [FOR, TALK].concat(),
        ),
        (
            "collects support",
            "select proposal_id from proposal where stage = 'collecting' \
             and merged_into is null order by 1 limit 1",
            [FOR, AGAINST, TALK].concat(),
        ),
        (
            "discussion of questions",
            "select proposal_id from proposal where kind = 'questions' order by 1 limit 1",
            TALK.to_vec(),
        ),
    ] {
        let found = ids(&app, sql).await;
        let Some(on) = found.first() else {
            panic!("nothing {what}");
        };
        let taken = deeds(&app, &web, *on, &addresses).await;
        assert_eq!(taken, allowed, "{what}");
    }
});

on_both!(a_vote_leaves_the_pages_of_others_in_memory, |app| {
    let web = app.web().await;
    crate::listening(&web).await;
    let siv = app.resident("Siv").await;
    let one = app.proposal(&siv, "Belysning på stigen").await;
    let other = app.proposal(&siv, "Lekplats vid torget").await;
    let addresses = [
        format!("/forslag/{one}/belysning-pa-stigen"),
        format!("/forslag/{other}/lekplats-vid-torget"),
        "/forslag".to_owned(),
    ];
    read(&web, &addresses).await;
    for n in 0..5 {
        let voter = app.resident(&format!("Invånare {n}")).await;
        // Their account was made by hand, which may be anything.
        read(&web, &addresses).await;
        app.proposals.support(&voter, one, app.now).await.unwrap();
        assert_eq!(
            read(&web, &addresses[1..2]).await,
            0,
            "the other one's page"
        );
        assert_eq!(read(&web, &addresses).await, 2, "its own and the list");
        let said = say(&app, &voter, one, None).await.unwrap();
        assert_eq!(read(&web, &addresses).await, 2);
        app.proposals
            .agree_with(&siv, (one, said.id), true, app.now)
            .await
            .unwrap();
        assert_eq!(read(&web, &addresses).await, 2);
        // What nobody has to be told is nothing that changed.
        app.proposals.support(&voter, one, app.now).await.unwrap();
        assert_eq!(read(&web, &addresses).await, 0);
    }
});

on_both!(what_stands_on_no_page_leaves_them_in_memory, |app| {
    let web = app.web().await;
    crate::listening(&web).await;
    let siv = app.resident("Siv").await;
    let one = app.proposal(&siv, "Belysning på stigen").await;
    let addresses = [
        format!("/forslag/{one}/belysning-pa-stigen"),
        "/".to_owned(),
    ];
    let mut browser: Browser<'_> = web.signed_in(&siv).await;
    read(&web, &addresses).await;
    let seen = || web.state.db.changes().seen(Of::Anything);
    let before = seen();
    let visit: Visit = visit();
    let draft = app
        .proposals
        .create_draft(&siv, fields("Ett utkast"), &visit.network, app.now)
        .await
        .unwrap();
    browser.get(&format!("/forslag/nytt/{}", draft.id)).await;
    assert_eq!(seen(), before, "a draft");
    let letters = web.post(std::env::temp_dir().join("nara_test_kept_letters"));
    jobs::carry_letters(web.state.clone(), letters.clone())
        .await
        .unwrap();
    assert_eq!(seen(), before, "letters");
    // An hour later the session is noted to be in use.
    web.clock.advance_ms(2 * 3_600_000);
    browser.get("/konto").await;
    assert_eq!(seen(), before, "a session in use");
    jobs::clean(web.state.clone()).await.unwrap();
    assert_eq!(seen(), before, "cleaning");
    // Once everything there is to do is done, the jobs change nothing.
    for round in 0..2 {
        let before = seen();
        let stop = web.state.shutdown.child_token();
        let state = AppState::from(Shared {
            shutdown: stop.clone(),
            ..Shared::clone(&web.state)
        });
        let mut jobs = jobs::start(&state, Arc::new(app.proposals.clone()), letters.clone());
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        stop.cancel();
        while jobs.join_next().await.is_some() {}
        assert!(round == 0 || seen() == before, "jobs that find nothing");
    }
});
