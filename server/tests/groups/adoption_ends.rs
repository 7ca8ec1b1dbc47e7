//! Ideas that become proposals: at the same moment, with time, and with accounts.

use axum::http::StatusCode;
use nara_app::adoption::api::NewAnswer;
use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::adoption::AdoptionState;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::ProposalId;

use crate::common::idea as idea_fields;
use crate::on_both;

const OVER: AppError = AppError::Denied(Denied::NotNow(NotNow::AdoptionOver));
const TAKEN: AppError = AppError::Denied(Denied::NotNow(NotNow::IdeaTaken));

on_both!(one_yes_at_a_time_and_it_can_be_taken_back, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    app.proposals
        .submit(&siv, idea_fields("Pingisbord"), "", app.now)
        .await
        .unwrap();
    let id = app.number("select max(proposal_id) from proposal").await;
    let (id, idea) = (ProposalId::new(id), format!("/forslag/{id}/pingisbord"));
    let port = &web.state.adoption;
    let mut askers = Vec::new();
    for n in 0..4 {
        let who = app.resident(&format!("Grannen {n}")).await;
        port.ask_for_idea(&who, id, "", app.now).await.unwrap();
        askers.push(who);
    }
    let view = port.adopt_page(&siv, id, app.now).await.unwrap();
    let answer = |request: String, answer: &str| {
        let new = NewAnswer {
            request,
            answer: answer.to_owned(),
            word: String::new(),
        };
        port.answer_question(&siv, id, new, app.now)
    };
    let all = view
        .requests
        .iter()
        .map(|one| answer(one.id.to_string(), "yes"));
    let said = futures::future::join_all(all).await;
    let yes = said
        .iter()
        .filter(|said| **said == Ok(AdoptionState::Agreed));
    assert_eq!(yes.count(), 1, "{said:?}");
    assert!(
        said.iter()
            .filter(|said| said.is_err())
            .all(|said| *said == Err(TAKEN))
    );
    let chosen = said.iter().position(Result::is_ok).unwrap();
    let request = view.requests[chosen].id.to_string();
    let asker = &askers[chosen];
    // Handed in and taken back at the same moment: one of the two holds.
    let draft = port.begin_from_idea(asker, id, app.now).await.unwrap();
    let (handed, declined) = tokio::join!(
        app.proposals.submit_draft(asker, &draft, app.now),
        answer(request.clone(), "no"),
    );
    match handed {
        Ok(_) => assert_eq!(declined, Err(OVER)),
        Err(error) => {
            assert_eq!((error, declined), (OVER, Ok(AdoptionState::Declined)));
            assert_eq!(app.number("select count(*) from proposal").await, 1);
            // Somebody else can have it now.
            let other = (chosen + 1) % 4;
            let said = answer(view.requests[other].id.to_string(), "yes").await;
            assert_eq!(said, Ok(AdoptionState::Agreed));
        }
    }
    assert!(
        app.number("select count(*) from adoption where state = 'agreed'")
            .await
            <= 1
    );
    // Whoever takes a question back can ask again.
    let waits = askers.iter().zip(&view.requests).position(|(_, one)| {
        one.id.to_string() != request && one.id != view.requests[(chosen + 1) % 4].id
    });
    let last = &askers[waits.unwrap()];
    port.take_question_back(last, id, app.now).await.unwrap();
    assert_eq!(port.take_question_back(last, id, app.now).await, Err(OVER));
    let page = web.signed_in(last).await.get(&idea).await;
    assert_eq!(page.status, 200);
});

on_both!(questions_go_with_time_and_with_accounts, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let submit = app
        .proposals
        .submit(&siv, idea_fields("Pingisbord"), "", app.now);
    let id = submit.await.unwrap();
    let port = &web.state.adoption;
    let (anna, olle) = (app.resident("Anna").await, app.resident("Olle").await);
    for who in [&anna, &olle] {
        port.ask_for_idea(who, id, "Därför.", app.now)
            .await
            .unwrap();
    }
    let count = "select count(*) from adoption";
    let mut leaving = web.signed_in(&olle).await;
    let ticked = [("confirmation", "yes")];
    let page = leaving.post_form("/konto/ta-bort", &ticked).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert_eq!(app.number(count).await, 1);
    // What is written on stays; what nobody answers does not.
    let view = port.adopt_page(&siv, id, app.now).await.unwrap();
    assert_eq!(view.requests.len(), 1);
    let later = app.now.plus_days(80);
    let new = NewAnswer {
        request: view.requests[0].id.to_string(),
        answer: "yes".to_owned(),
        word: String::new(),
    };
    port.answer_question(&siv, id, new, later).await.unwrap();
    let draft = port.begin_from_idea(&anna, id, later).await.unwrap();
    app.proposals.run_due(app.now.plus_days(169)).await.unwrap();
    assert!(app.proposals.get_draft(&draft).await.is_ok());
    assert_eq!(app.number(count).await, 1);
    app.proposals.run_due(app.now.plus_days(171)).await.unwrap();
    assert_eq!(app.number(count).await, 0);
    assert_eq!(app.number("select count(*) from draft").await, 0);
});

on_both!(nobody_is_asked_who_is_not_there, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let submit = app
        .proposals
        .submit(&siv, idea_fields("Pingisbord"), "", app.now);
    let id = submit.await.unwrap();
    let mut leaving = web.signed_in(&siv).await;
    leaving
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    let port = &web.state.adoption;
    let asked = port.ask_for_idea(&anna, id, "", app.now).await;
    assert_eq!(
        asked,
        Err(AppError::Denied(Denied::NotNow(NotNow::NobodyAnswers)))
    );
    // Nor for what is no idea, nor by whoever has no account.
    let proposal = app.proposal(&anna, "Belysning").await;
    let olle = app.resident("Olle").await;
    let asked = port.ask_for_idea(&olle, proposal, "", app.now).await;
    assert_eq!(asked, Err(AppError::NotFound));
});
