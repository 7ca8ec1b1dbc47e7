//! Drafts: nothing typed is lost, and one becomes one proposal.

use std::collections::BTreeSet;

use nara_app::error::AppError;
use nara_app::proposals::api::{Draft, DraftChange, DraftFields, ProposalPort};
use nara_domain::actor::Actor;
use nara_server::http::limits::{Action, Limits};

use crate::common::{App, fields, list};
use crate::on_both;

async fn change(app: &App, draft: &str, field: &str, value: &str) -> Result<Draft, AppError> {
    let change = DraftChange::of(field, value.to_owned())?;
    app.proposals.change_draft(draft, change, "", app.now).await
}

on_both!(a_draft_becomes_one_proposal, |app| {
    let proposer = app.resident("Ekbackenbo").await;
    let typed = fields("Belysning");
    let draft = app
        .proposals
        .create_draft(&Actor::Visitor, typed.clone(), "", app.now)
        .await
        .unwrap();
    assert!(draft.id.len() >= 22, "unguessable");
    let wrong = "x".repeat(500);
    change(&app, &draft.id, "title", &wrong).await.unwrap();
    let found = app.proposals.get_draft(&draft.id).await.unwrap();
    assert_eq!(
        found.fields.title, wrong,
        "nothing typed is lost, however wrong"
    );
    assert_eq!(found.fields.body, typed.body, "the others stay as they are");
    change(&app, &draft.id, "title", &typed.title)
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
    let after = change(&app, &draft.id, "title", "Sent").await;
    assert_eq!(after.unwrap_err(), AppError::Conflict);
    let handed_in = app.proposals.get_draft(&draft.id).await.unwrap();
    assert_eq!(handed_in.proposal, Some(id));
    assert_eq!(
        handed_in.fields,
        DraftFields::default(),
        "no second copy of the text stays behind"
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
        .create_draft(&Actor::Visitor, fields("Belysning"), "", app.now)
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
            .create_draft(&proposer, fields("Ett"), "", app.now)
            .await
            .unwrap();
        let later = app.now.plus_minutes(5);
        let two = app
            .proposals
            .create_draft(&proposer, fields("Två"), "", later)
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
        // Until it is forgotten, the one that was handed in leads to its proposal.
        app.proposals.run_due(app.now.plus_days(89)).await.unwrap();
        assert!(app.proposals.get_draft(&one.id).await.is_ok());
        let handed_in = app.proposals.get_draft(&two.id).await.unwrap();
        assert!(handed_in.proposal.is_some());
        // Both are forgotten when nobody has touched them for three months.
        app.proposals.run_due(app.now.plus_days(91)).await.unwrap();
        assert!(app.proposals.drafts_of(&proposer).await.unwrap().is_empty());
        for id in [&one.id, &two.id] {
            assert!(app.proposals.get_draft(id).await.is_err());
        }
        assert_eq!(
            app.proposals.drafts_of(&Actor::Visitor).await.map(ids),
            Err(AppError::SignIn)
        );
    }
);

on_both!(windows_that_save_at_the_same_time_lose_nothing, |app| {
    let draft = app
        .proposals
        .create_draft(&Actor::Visitor, DraftFields::default(), "", app.now)
        .await
        .unwrap();
    for round in 0..10 {
        let saving: Vec<_> = DraftFields::NAMES
            .into_iter()
            .map(|name| {
                let (app, id) = (app.clone(), draft.id.clone());
                let value = format!("{name} {round}");
                tokio::spawn(async move { change(&app, &id, name, &value).await.unwrap() })
            })
            .collect();
        for saved in saving {
            saved.await.unwrap();
        }
        let DraftFields {
            kind,
            title,
            body,
            topic,
            district,
            window,
            name_form,
            set,
            accepted,
        } = app.proposals.get_draft(&draft.id).await.unwrap().fields;
        let typed = [kind, title, body, topic, district, window, name_form, set];
        let wanted: Vec<String> = DraftFields::NAMES
            .iter()
            .filter(|name| **name != "accepted")
            .map(|name| format!("{name} {round}"))
            .collect();
        assert_eq!(typed.as_slice(), wanted);
        // Whatever changes after it takes it back.
        let last = format!("accepted {round}");
        assert!(accepted.is_empty() || accepted == last, "{accepted}");
    }
});

on_both!(what_was_saved_before_handing_in_is_handed_in, |app| {
    let proposer = app.resident("Ekbackenbo").await;
    for round in 0..10 {
        let draft = app
            .proposals
            .create_draft(&proposer, fields("Belysning"), "", app.now)
            .await
            .unwrap();
        let title = format!("Belysning vid Ekbacken {round}");
        let saving = change(&app, &draft.id, "title", &title);
        let sending = app.proposals.submit_draft(&proposer, &draft.id, app.now);
        let (saved, sent) = tokio::join!(saving, sending);
        let view = app.proposals.get(&proposer, sent.unwrap(), app.now).await;
        // Either it was in time and counts, or whoever typed it is told.
        match saved {
            Ok(_) => assert_eq!(view.unwrap().title, title),
            Err(error) => assert_eq!(error, AppError::Conflict),
        }
    }
});

on_both!(writing_and_searching_are_limited_by_network, |app| {
    let limited = app.proposals.clone().limited_by(Limits::default());
    let (now, here, there) = (app.now, "203.0.113.0/24", "198.51.100.0/24");
    let refused = |error| matches!(error, AppError::TooMany { retry_after: 1.. });
    let mut id = String::new();
    for _ in 0..Action::Draft.quota().0 {
        let made = limited.create_draft(&Actor::Visitor, fields("Ett"), here, now);
        id = made.await.unwrap().id;
    }
    let more = limited.create_draft(&Actor::Visitor, fields("Ett"), here, now);
    assert!(refused(more.await.unwrap_err()));
    let elsewhere = limited.create_draft(&Actor::Visitor, fields("Ett"), there, now);
    assert!(elsewhere.await.is_ok());

    let typed = || DraftChange::of("title", "Två".to_owned()).unwrap();
    let mut answer = Ok(());
    for _ in 0..=Action::DraftSave.quota().0 {
        // A draft nobody has costs no sync of the disk here, and counts all the same.
        answer = limited
            .change_draft("finns-inte", typed(), here, now)
            .await
            .map(drop);
    }
    assert!(refused(answer.unwrap_err()));
    assert!(limited.change_draft(&id, typed(), here, now).await.is_err());
    assert!(limited.change_draft(&id, typed(), there, now).await.is_ok());

    let words = nara_app::proposals::api::ListQuery {
        text: "och".to_owned(),
        ..list(1)
    };
    for n in 0..Action::Search.quota().0 {
        match n % 2 {
            0 => drop(limited.similar("och", 3, here, now).await.unwrap()),
            _ => drop(
                limited
                    .list(&Actor::Visitor, &words, here, now)
                    .await
                    .unwrap(),
            ),
        }
    }
    let similar = limited.similar("och", 3, here, now).await;
    assert!(refused(similar.unwrap_err()));
    let found = limited.list(&Actor::Visitor, &words, here, now).await;
    assert!(refused(found.unwrap_err()));
    // Looking without words is no search.
    let looked = limited.list(&Actor::Visitor, &list(1), here, now).await;
    assert!(looked.is_ok());
});
