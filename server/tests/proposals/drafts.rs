//! Drafts: nothing typed is lost, and one becomes one proposal.

use std::collections::BTreeSet;

use nara_app::error::AppError;
use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::actor::Actor;

use crate::common::fields;
use crate::on_both;

on_both!(a_draft_becomes_one_proposal, |app| {
    let proposer = app.resident("Ekbackenbo").await;
    let typed = fields("Belysning");
    let draft = app
        .proposals
        .create_draft(&Actor::Visitor, typed.clone(), app.now)
        .await
        .unwrap();
    assert!(draft.id.len() >= 22, "unguessable");
    let half = DraftFields {
        title: "x".repeat(500),
        ..DraftFields::default()
    };
    app.proposals
        .save_draft(&draft.id, half.clone(), app.now)
        .await
        .unwrap();
    let found = app.proposals.get_draft(&draft.id).await.unwrap();
    assert_eq!(found.fields, half, "nothing typed is lost, however wrong");
    app.proposals
        .save_draft(&draft.id, typed, app.now)
        .await
        .unwrap();

    let visitor = app
        .proposals
        .submit_draft(&Actor::Visitor, &draft.id, app.now)
        .await;
    assert_eq!(visitor, Err(AppError::SignIn));
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (app, proposer, id) = (app.clone(), proposer.clone(), draft.id.clone());
            tokio::spawn(async move {
                app.proposals
                    .submit_draft(&proposer, &id, app.now)
                    .await
                    .unwrap()
            })
        })
        .collect();
    let mut ids = BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap());
    }
    assert_eq!(ids.len(), 1);
    let id = *ids.first().unwrap();
    // Another person with the address gets the same one.
    let other = app.resident("Åsbybo").await;
    assert_eq!(
        app.proposals.submit_draft(&other, &draft.id, app.now).await,
        Ok(id)
    );
    assert_eq!(app.number("select count(*) from proposal").await, 1);
    let after = app
        .proposals
        .save_draft(&draft.id, fields("Sent"), app.now)
        .await;
    assert_eq!(after, Err(AppError::Conflict));
    assert_eq!(
        app.proposals.get_draft(&draft.id).await.unwrap().proposal,
        Some(id)
    );
    assert_eq!(
        app.proposals.get_draft("finns-inte").await.unwrap_err(),
        AppError::NotFound
    );
});

on_both!(two_people_handing_in_one_draft_make_one_proposal, |app| {
    let people = app.residents(8).await;
    let draft = app
        .proposals
        .create_draft(&Actor::Visitor, fields("Belysning"), app.now)
        .await
        .unwrap();
    let tasks: Vec<_> = people
        .into_iter()
        .map(|person| {
            let (app, id) = (app.clone(), draft.id.clone());
            tokio::spawn(async move { app.proposals.submit_draft(&person, &id, app.now).await })
        })
        .collect();
    let mut ids = BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap().unwrap());
    }
    assert_eq!(ids.len(), 1);
    assert_eq!(app.number("select count(*) from proposal").await, 1);
    assert_eq!(app.number("select last_number from diary_counter").await, 1);
});

on_both!(
    drafts_of_a_person_are_listed_until_they_are_handed_in,
    |app| {
        let proposer = app.resident("Ekbackenbo").await;
        let one = app
            .proposals
            .create_draft(&proposer, fields("Ett"), app.now)
            .await
            .unwrap();
        let later = app.now.plus_minutes(5);
        let two = app
            .proposals
            .create_draft(&proposer, fields("Två"), later)
            .await
            .unwrap();
        let ids = |drafts: Vec<nara_app::proposals::api::Draft>| {
            drafts.into_iter().map(|draft| draft.id).collect::<Vec<_>>()
        };
        let drafts = app.proposals.drafts_of(&proposer).await.unwrap();
        assert_eq!(ids(drafts), [two.id.clone(), one.id.clone()]);
        app.proposals
            .submit_draft(&proposer, &two.id, later)
            .await
            .unwrap();
        assert_eq!(
            ids(app.proposals.drafts_of(&proposer).await.unwrap()),
            [one.id.as_str()]
        );
        // Forgotten when nobody has touched it for three months; what was handed in is kept.
        app.proposals.run_due(app.now.plus_days(91)).await.unwrap();
        assert!(app.proposals.drafts_of(&proposer).await.unwrap().is_empty());
        assert!(app.proposals.get_draft(&two.id).await.is_ok());
        assert_eq!(
            app.proposals.drafts_of(&Actor::Visitor).await.map(ids),
            Err(AppError::SignIn)
        );
    }
);
