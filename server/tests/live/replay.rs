//! Coming back: what was missed is told, once and in order.

use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;

use crate::common::App;
use crate::common::wire::{Events, Sent, Served};
use crate::on_both;

/// Two proposals (events 1 and 2), supported in turn (3 to 12): odd ones are of the first.
async fn twelve_events(app: &App) -> Vec<Actor> {
    let people = app.residents(5).await;
    let one = app.proposal(&people[0], "Ett").await;
    let two = app.proposal(&people[0], "Två").await;
    for person in &people {
        app.proposals.support(person, one, app.now).await.unwrap();
        app.proposals.support(person, two, app.now).await.unwrap();
    }
    people
}

fn ids(events: &[Sent]) -> Vec<i64> {
    events.iter().map(|event| event.id).collect()
}

on_both!(exactly_what_was_missed, |app| {
    let people = twelve_events(&app).await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    for (path, last_seen, missed) in [
        ("/live", Some("0"), (1..=12).collect::<Vec<_>>()),
        ("/live", Some("7"), (8..=12).collect()),
        ("/live", Some("12"), vec![]),
        ("/live?from=10", None, vec![11, 12]),
        ("/live?from=12", None, vec![]),
        // What the browser saw counts more than what the page began with.
        ("/live?from=2", Some("11"), vec![12]),
        ("/live?proposal=1&from=2", None, vec![3, 5, 7, 9, 11]),
        ("/live?proposal=2", Some("8"), vec![10, 12]),
        ("/live?proposal=999&from=0", None, vec![]),
        // Nothing said, or nothing a browser of ours says: from now on.
        ("/live", None, vec![]),
        ("/live", Some("x"), vec![]),
        ("/live", Some("-3"), vec![]),
    ] {
        let seen: Vec<_> = last_seen
            .map(|seen| ("last-event-id", seen))
            .into_iter()
            .collect();
        let mut events = Events::open(served.address, path, &seen).await.unwrap();
        assert_eq!(events.status, 200, "{path}");
        let told = events.take(missed.len()).await;
        assert_eq!(ids(&told), missed, "{path} {last_seen:?}");
        assert!(
            events
                .is_silent_for(std::time::Duration::from_millis(30))
                .await,
            "{path}"
        );
    }
    // And then goes on with what happens.
    let mut events = Events::open(served.address, "/live?from=10", &[])
        .await
        .unwrap();
    let two = ProposalId::new(2);
    web.state
        .proposals
        .withdraw_support(&people[0], two, app.now)
        .await
        .unwrap();
    assert_eq!(ids(&events.take(3).await), [11, 12, 13]);
    drop(events);
    served.stop().await;
});

on_both!(
    nothing_is_lost_or_told_twice_while_it_goes_on_happening,
    |app| {
        let people = app.residents(2).await;
        let id = app.proposal(&people[0], "Belysning").await;
        let web = app.web().await;
        let served = Served::of(&web.state).await;
        let (proposals, now, person) = (web.state.proposals.clone(), app.now, people[1].clone());
        let happening = tokio::spawn(async move {
            for _ in 0..60 {
                proposals.support(&person, id, now).await.unwrap();
                proposals.withdraw_support(&person, id, now).await.unwrap();
            }
        });
        // Breaks off and comes back again and again.
        let (mut seen, mut last) = (Vec::new(), 0);
        while last < 121 {
            let seen_last = last.to_string();
            let headers = [("last-event-id", seen_last.as_str())];
            let mut events = Events::open(served.address, "/live", &headers)
                .await
                .unwrap();
            for _ in 0..7.min(121 - last) {
                let told = events.take(1).await.remove(0);
                assert_ne!(told.name, "resync");
                last = told.id;
                seen.push(told.id);
            }
        }
        happening.await.unwrap();
        assert_eq!(seen, (1..=121).collect::<Vec<_>>());
        served.stop().await;
    }
);

on_both!(a_restarted_server_knows_what_was_missed, |app| {
    let people = twelve_events(&app).await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let mut events = Events::open(served.address, "/live?from=9", &[])
        .await
        .unwrap();
    assert_eq!(ids(&events.take(2).await), [10, 11]);
    drop(events);
    served.stop().await;
    app.proposals
        .withdraw_support(&people[0], ProposalId::new(1), app.now)
        .await
        .unwrap();
    let again = app.web().await;
    let served = Served::of(&again.state).await;
    let headers = [("last-event-id", "11")];
    let mut events = Events::open(served.address, "/live", &headers)
        .await
        .unwrap();
    assert_eq!(ids(&events.take(2).await), [12, 13]);
    drop(events);
    served.stop().await;
});

// The database was restored from a backup: numbers that a page knows have not been given out yet.
on_both!(a_number_from_the_future_asks_for_the_page_anew, |app| {
    let people = twelve_events(&app).await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let one = ProposalId::new(1);
    for (head, path, seen) in [
        (12, "/live", "500"),
        (14, "/live?proposal=1", "9223372036854775807"),
    ] {
        let headers = [("last-event-id", seen)];
        let mut events = Events::open(served.address, path, &headers).await.unwrap();
        let told = events.take(1).await.remove(0);
        assert_eq!((told.name.as_str(), told.id), ("resync", head));
        // From there it goes on as usual.
        web.state
            .proposals
            .withdraw_support(&people[1], one, app.now)
            .await
            .unwrap();
        web.state
            .proposals
            .support(&people[1], one, app.now)
            .await
            .unwrap();
        assert_eq!(ids(&events.take(2).await), [head + 1, head + 2]);
    }
    served.stop().await;
});
