//! What becomes of two proposals that became one: who is told, how one goes on by itself, and what
//! happens to both at the same moment.

use std::time::Duration;

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::merging::api::{Answered, MergePort, NewFreedom};
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind as T;
use nara_server::db::{Engine, Tx};
use nara_server::{execute, fetch_all, fetch_one};

use super::merging::{OVER, merged_into, named, two};
use crate::common::act;
use crate::on_both;

on_both!(who_has_to_do_with_both_gets_one_letter, |app| {
    let web = app.web().await;
    let two = two(&app).await;
    let people = app.residents(3).await;
    for (place, person) in people.iter().enumerate() {
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "update person set email = $2, email_confirmed_at = 1 where person_id = $1",
            person.person_id().unwrap().get(),
            format!("stod{place}@example.se"),
        )
        .unwrap();
        tx.commit().await.unwrap();
    }
    // Supporters of both, one of whom wants no letters of the part; and the proposers of each other's.
    for (who, id) in [
        (&people[0], two.part),
        (&people[0], two.lead),
        (&people[1], two.part),
        (&people[1], two.lead),
        (&people[2], two.lead),
        (&two.siv, two.lead),
        (&two.leo, two.part),
    ] {
        app.proposals.support(who, id, app.now).await.unwrap();
    }
    let follow = &web.state.follow;
    follow
        .unfollow(&people[1], two.part, app.now)
        .await
        .unwrap();
    follow
        .follow(&two.moderator, two.lead, app.now)
        .await
        .unwrap();
    two.merge(&app).await;
    app.spread().await;
    let of = |start: &'static str| {
        let app = app.clone();
        async move {
            let rows = fetch_all!(
                app.db.read().await.unwrap(),
                (String,),
                "select p.display_name from outbox o join person p on p.email = o.to_address
                 where o.subject like $1 order by p.person_id",
                start,
            );
            let names: Vec<String> = rows.unwrap().into_iter().map(|(name,)| name).collect();
            names
        }
    };
    assert_eq!(
        of("Nu en del av ett annat förslag%").await,
        ["Siv", "Leo", "Invånare 0"]
    );
    assert_eq!(
        of("Ett annat förslag är nu en del%").await,
        ["Mona", "Invånare 1", "Invånare 2"]
    );
});

on_both!(
    the_parts_proposer_is_told_of_what_becomes_of_the_lead,
    |app| {
        let web = app.web().await;
        let told = "select count(*) from follow where stopped_at is null";
        for stopped in [false, true] {
            let two = two(&app).await;
            if stopped {
                let follow = &web.state.follow;
                follow.follow(&two.siv, two.lead, app.now).await.unwrap();
                follow.unfollow(&two.siv, two.lead, app.now).await.unwrap();
            }
            let before = app.number(told).await;
            two.merge(&app).await;
            assert_eq!(app.number(told).await - before, i64::from(!stopped));
            app.spread().await;
            let official = app.official("Maja").await;
            let text = crate::common::reasons();
            let answer = act(&[("text", text.as_str())]);
            let answered = app.proposals.answer(
                &official,
                two.lead,
                ActKind::OfficialAnswer,
                answer,
                app.now,
            );
            answered.await.unwrap();
            assert_eq!(app.spread().await, u64::from(!stopped));
        }
    }
);

on_both!(a_secretary_sets_one_free_as_its_proposer_asks, |app| {
    let web = app.web().await;
    let two = two(&app).await;
    two.merge(&app).await;
    let (gun, page_of) = (
        app.secretary("Gun").await,
        format!("/forslag/{}/lampor-langs-stigen", two.part),
    );
    let form_of = format!("{page_of}/sla-ihop");
    let to = format!("{form_of}/fri");
    let why = [("reason", "Siv vill ha sitt eget beslut."), ("once", "a")];
    for who in [&two.moderator, &two.siv] {
        let mut browser = web.signed_in(who).await;
        let page = browser.get(&page_of).await;
        assert!(!page.text.contains("Låt gå vidare för sig"));
        let page = browser.post_form(&to, &why).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    let mut browser = web.signed_in(&gun).await;
    let page = browser.get(&page_of).await;
    assert!(page.text.contains("Låt gå vidare för sig"), "{}", page.text);
    let page = browser.get(&form_of).await;
    assert!(page.text.contains(&to), "{}", page.text);
    let page = browser.post_form(&to, &[("reason", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        let page = browser.post_form(&to, &why).await;
        assert_eq!(page.location(), form_of, "{}", page.text);
    }
    assert_eq!(merged_into(&app, two.part).await, None);
    let lines = "select fields from act where kind = 'merge' and fields like '%Siv vill ha%'
        order by proposal_id";
    let lines = app.texts(lines).await;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains(&format!("\"free_of\":\"{}\"", two.lead)));
    assert!(lines[1].contains(&format!("\"let_go\":\"{}\"", two.part)));
    let letters = "select body from outbox where subject like 'Går vidare för sig igen%'";
    let letters = app.texts(letters).await;
    assert_eq!(letters.len(), 1, "its proposer has one");
    assert!(letters[0].contains("Siv vill ha sitt eget beslut."));
    let lead = format!("/forslag/{}/belysning-vid-stigen", two.lead);
    for (path, said) in [
        (&page_of, "Går vidare för sig igen"),
        (&lead, "Ett förslag som var en del av det här går vidare"),
    ] {
        let page = web.visitor().get(path).await;
        assert!(page.text.contains(said), "{}", page.text);
    }
    let ada = app.resident("Ada").await;
    app.proposals
        .support(&ada, two.part, app.now)
        .await
        .unwrap();
    // There is nothing to set free any more.
    let again = [("reason", "Igen."), ("once", "b")];
    let page = browser.post_form(&to, &again).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
});

on_both!(a_part_is_closed_with_its_lead, |app| {
    let two = two(&app).await;
    two.merge(&app).await;
    let gun = app.secretary("Gun").await;
    // It had no decision: as where the time for support has passed.
    let late = app.now.plus_days(200);
    app.proposals.run_due(late).await.unwrap();
    let archived = act(&[
        ("archive_id", "A 2026:7"),
        ("archived_on", &late.day().to_string()),
    ]);
    app.proposals
        .record(&gun, two.lead, T::Close, archived, late)
        .await
        .unwrap();
    let closed = "select cast(proposal_id as text) from act where fields like '%closed_with%'";
    assert_eq!(app.texts(closed).await, [two.part.to_string()]);
    assert_eq!(merged_into(&app, two.part).await, Some(two.lead.get()));
    let page = app
        .proposals
        .merge_page(&gun, two.part, late)
        .await
        .unwrap();
    assert!(page.free_of.is_none());
    let new = NewFreedom {
        reason: "För sent.".to_owned(),
        once: String::new(),
    };
    let refused = app.proposals.set_free(&gun, two.part, new, late).await;
    assert_eq!(refused, Err(Denied::NotNow(NotNow::Ended).into()));
});

on_both!(of_a_chain_one_answer_comes_too_late, |app| {
    let two = two(&app).await;
    let tyra = app.resident("Tyra").await;
    let third = app.proposal(&tyra, "Ljus på stigen").await;
    two.suggest(&app).await;
    app.proposals
        .suggest(&two.moderator, two.lead, named(third), app.now)
        .await
        .unwrap();
    let say = |who: &Actor, part: ProposalId| {
        let (app, who) = (app.clone(), who.clone());
        tokio::spawn(async move {
            let said = app.proposals.answer_merge(&who, part, "yes", app.now);
            said.await
        })
    };
    for (who, part) in [(&two.siv, two.part), (&tyra, two.lead)] {
        let said = say(who, part).await.unwrap();
        assert_eq!(said, Ok(Answered::Waiting));
    }
    // The one in the middle is kept until both wait for it.
    let mut held = app.db.begin().await.unwrap();
    if app.db.engine() == Engine::Postgres {
        lock(&mut held, two.lead).await;
    }
    let answers = [say(&two.leo, two.part), say(&two.leo, two.lead)];
    tokio::time::sleep(Duration::from_millis(300)).await;
    drop(held);
    let mut merged = 0;
    for answer in answers {
        match answer.await.unwrap() {
            Ok(Answered::Merged) => merged += 1,
            Err(error) => assert!(error == OVER || error == AppError::Conflict, "{error:?}"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(merged, 1);
    let marks = "select count(*) from proposal where merged_into is not null";
    assert_eq!(app.number(marks).await, 1);
});

async fn lock(tx: &mut Tx, id: ProposalId) {
    let row = "select title from proposal where proposal_id = $1 for no key update";
    let _row = fetch_one!(tx, (String,), row, id.get()).unwrap();
}

// As where many votes are written at once, which lock in the order of numbers.
on_both!(a_lead_is_taken_back_while_others_lock_both, |app| {
    if app.db.engine() != Engine::Postgres {
        return;
    }
    let two = two(&app).await;
    two.merge(&app).await;
    assert!(two.part < two.lead);
    let mut votes = app.db.begin().await.unwrap();
    lock(&mut votes, two.part).await;
    let back = {
        let (app, leo, lead) = (app.clone(), two.leo.clone(), two.lead);
        tokio::spawn(async move {
            let gone = act(&[("confirmation", "yes")]);
            let done = app.proposals.record(&leo, lead, T::Withdraw, gone, app.now);
            done.await.map(drop)
        })
    };
    tokio::time::sleep(Duration::from_millis(300)).await;
    lock(&mut votes, two.lead).await;
    votes.commit().await.unwrap();
    assert_eq!(back.await.unwrap(), Ok(()));
    assert_eq!(merged_into(&app, two.part).await, None);
});

on_both!(what_fails_before_it_keeps_no_suggestion_open, |app| {
    let two = two(&app).await;
    two.suggest(&app).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "alter table draft rename to draft_elsewhere").unwrap();
    tx.commit().await.unwrap();
    let late = app.now.plus_days(22);
    assert!(app.proposals.run_due(late).await.is_err());
    let outcomes = "select coalesce(outcome, 'open') from merge_suggestion";
    assert_eq!(app.texts(outcomes).await, ["lapsed"]);
});
