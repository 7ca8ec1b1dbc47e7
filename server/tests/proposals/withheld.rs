//! What is public without being public whole.

use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::name::NAMELESS;
use nara_domain::proposal::{Ruleset, TransitionKind as T};
use nara_server::live::{About, EventKind};

use crate::common::{App, act, fields, reasons};
use crate::on_both;

on_both!(a_withheld_text_is_shown_to_nobody_it_is_not_for, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Grannens garage").await;
    let form = act(&[
        ("criterion", "individual_matter"),
        ("reasons", &reasons()),
        ("where_to_turn", "Bygglovsenheten."),
        ("publish_text", "no"),
    ]);
    app.reject(&cast, id, form).await;
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!((view.course.code(), view.body), ("rejected_formal", None));
    for actor in [&cast.proposer, &cast.secretary] {
        assert!(
            app.proposals
                .get(actor, id, app.now)
                .await
                .unwrap()
                .body
                .is_some()
        );
    }
    // Neither in the list's gist nor by search; by its title it is found.
    let mut query = crate::common::list(20);
    let page = app
        .proposals
        .list(&Actor::Visitor, &query, "", app.now)
        .await
        .unwrap();
    assert_eq!(page.items[0].gist, "");
    query.text = "mörkt".to_owned();
    let page = app
        .proposals
        .list(&Actor::Visitor, &query, "", app.now)
        .await
        .unwrap();
    assert_eq!((page.total, page.items.len()), (0, 0));
    query.text = "garage".to_owned();
    let page = app
        .proposals
        .list(&Actor::Visitor, &query, "", app.now)
        .await
        .unwrap();
    assert_eq!(page.total, 1);
    assert!(
        app.proposals
            .similar("ute när det är mörkt", 5, "", app.now)
            .await
            .unwrap()
            .is_empty()
    );
});

async fn with_first_reader(app: &App) {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
}

const ENTRY: [(&str, &str); 3] = [
    ("diary_number", "KS/2026:1"),
    ("received_on", "2026-03-04"),
    ("short_description", "Garage"),
];
const YES: [(&str, &str); 1] = [("confirmation", "yes")];

on_both!(
    what_nobody_had_read_is_not_published_by_taking_it_back,
    |app| {
        with_first_reader(&app).await;
        let cast = app.cast().await;
        let mut ids = Vec::new();
        for title in ["Garage ett", "Garage två", "Garage tre"] {
            ids.push(app.proposal(&cast.proposer, title).await);
        }
        let missing = [("missing", "Ta bort grannens namn.")];
        app.record(&cast.secretary, ids[1], T::RequestCompletion, &missing)
            .await;
        // The third could be read, until somebody saw what was in it.
        app.record(&cast.secretary, ids[2], T::Register, &ENTRY)
            .await;
        app.record(&cast.secretary, ids[2], T::RequestCompletion, &missing)
            .await;
        let head = app.proposals.hub().head().await.unwrap();
        for id in &ids {
            app.record(&cast.proposer, *id, T::Withdraw, &YES).await;
            let view = app
                .proposals
                .get(&Actor::Visitor, *id, app.now)
                .await
                .unwrap();
            assert_eq!((view.course.code(), view.body), ("withdrawn", None));
            assert_eq!(view.proposer_name, NAMELESS);
            assert!(view.acts.iter().all(|act| act.actor_name != "Ekbackenbo"));
            let view = app.proposals.get(&cast.secretary, *id, app.now).await;
            assert!(view.unwrap().body.is_some());
            let view = app.proposals.get(&cast.proposer, *id, app.now).await;
            assert!(view.unwrap().body.is_some());
        }
        let told = app
            .proposals
            .hub()
            .since(head, About::Everything)
            .await
            .unwrap();
        let told: Vec<EventKind> = told.iter().map(|event| event.kind).collect();
        assert_eq!(told, [EventKind::State; 3], "nothing new to read");
        let mut query = crate::common::list(20);
        query.text = "mörkt".to_owned();
        let page = app
            .proposals
            .list(&Actor::Visitor, &query, "", app.now)
            .await
            .unwrap();
        assert_eq!((page.total, page.items.len()), (0, 0));
        query.text = "garage".to_owned();
        let page = app
            .proposals
            .list(&Actor::Visitor, &query, "", app.now)
            .await
            .unwrap();
        assert!(page.items.iter().all(|item| item.gist.is_empty()));
        // The archive keeps it as it was.
        let close = [("archive_id", "A1"), ("archived_on", "2026-03-04")];
        app.record(&cast.secretary, ids[0], T::Close, &close).await;
        let view = app
            .proposals
            .get(&Actor::Visitor, ids[0], app.now)
            .await
            .unwrap();
        assert_eq!((view.body, view.proposer_name.as_str()), (None, NAMELESS));
    }
);

on_both!(what_is_taken_out_of_sight_is_told, |app| {
    with_first_reader(&app).await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Grannens garage").await;
    app.record(&cast.secretary, id, T::Register, &ENTRY).await;
    let head = app.proposals.hub().head().await.unwrap();
    let missing = [("missing", "Ta bort grannens namn.")];
    app.record(&cast.secretary, id, T::RequestCompletion, &missing)
        .await;
    let told = app
        .proposals
        .hub()
        .since(head, About::Everything)
        .await
        .unwrap();
    assert_eq!(told.len(), 1, "whoever has it open must be told");
    assert_eq!(
        (told[0].kind, told[0].proposal_id),
        (EventKind::State, Some(id))
    );
    assert_eq!(told[0].data.stage, None, "why is nobody's business");
    assert_eq!(told[0].data.act_id, None);
});

on_both!(a_protected_sender_has_no_name, |app| {
    with_first_reader(&app).await;
    let cast = app.cast().await;
    let typed = DraftFields {
        district: "sjoparken".to_owned(),
        ..fields("Belysning")
    };
    let id = app.proposal_at(&cast.proposer, typed, app.now).await;
    let form = [
        ("diary_number", "KS/2026:1"),
        ("received_on", "2026-03-04"),
        ("short_description", "Belysning"),
        ("sender_protected", "yes"),
    ];
    app.record(&cast.secretary, id, T::Register, &form).await;
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(
        (view.proposer_name.as_str(), view.district),
        (NAMELESS, None)
    );
    assert!(
        view.acts
            .iter()
            .all(|act| act.actor_name != "Ekbackenbo"
                && !act.fields.contains_key("sender_protected")),
        "{:?}",
        view.acts
    );
    assert!(!view.sender_protected, "nobody else's business");
    let view = app
        .proposals
        .get(&cast.secretary, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.proposer_name, NAMELESS, "the registrar has the paper");
    assert!(view.sender_protected);

    // It was a mistake.
    let registered = view
        .acts
        .iter()
        .find(|act| act.transition == Some(T::Register));
    let mut right = form.to_vec();
    right[3] = ("sender_protected", "no");
    right.push(("correction_reason", "Avsändaren är inte skyddad."));
    app.proposals
        .correct(
            &cast.secretary,
            id,
            registered.unwrap().id,
            act(&right),
            app.now,
        )
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.proposer_name, "Ekbackenbo");
    assert_eq!(view.district.as_deref(), Some("sjoparken"));
});
