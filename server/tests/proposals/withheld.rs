//! What is public without being public whole.

use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::proposal::TransitionKind as T;

use crate::common::{act, reasons};
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
    app.try_record(&cast.secretary, id, T::RejectFormally, form)
        .await
        .unwrap();
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

on_both!(a_protected_sender_has_no_name, |app| {
    let rules = nara_domain::proposal::Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..nara_domain::proposal::Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
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
    assert_eq!(view.proposer_name, "");
    assert!(
        view.acts.iter().all(|act| act.actor_name != "Ekbackenbo"),
        "{:?}",
        view.acts
    );
    let view = app
        .proposals
        .get(&cast.secretary, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.proposer_name, "Ekbackenbo");
});
