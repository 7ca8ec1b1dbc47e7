//! The log of public events: without gaps, in the order of the commits, for whoever comes back.

use std::time::Duration;

use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::proposal::TransitionKind as T;
use nara_server::live::{About, Event, EventKind};

use crate::common::{App, act, comment};
use crate::on_both;

async fn next(live: &mut nara_server::live::Subscription) -> Event {
    tokio::time::timeout(Duration::from_secs(5), live.recv())
        .await
        .unwrap()
        .unwrap()
}

on_both!(everything_public_is_told_within_a_second, |app| {
    let people = app.residents(2).await;
    let official = app.official("Maja").await;
    let mut live = app.proposals.hub().subscribe();
    let begun = std::time::Instant::now();
    let id = app.proposal(&people[0], "Belysning").await;
    let event = next(&mut live).await;
    assert_eq!(
        (event.seq, event.kind, event.proposal_id),
        (1, EventKind::Proposal, Some(id))
    );
    assert_eq!(event.data.stage.as_deref(), Some("collecting"));

    app.proposals
        .support(&people[1], id, app.now)
        .await
        .unwrap();
    let event = next(&mut live).await;
    assert_eq!(
        (event.seq, event.kind, event.data.count),
        (2, EventKind::Support, Some(1))
    );

    let said = app
        .proposals
        .comment(&people[1], id, comment("Bra"), app.now)
        .await
        .unwrap();
    let event = next(&mut live).await;
    assert_eq!((event.seq, event.kind), (3, EventKind::Comment));
    assert_eq!(event.data.comment_id, Some(said.id.get()));
    assert_eq!(event.data.count, Some(1));

    let form = act(&[("text", "Vi tittar på det.")]);
    let answer = app
        .proposals
        .answer(&official, id, ActKind::OfficialAnswer, form, app.now)
        .await
        .unwrap();
    let event = next(&mut live).await;
    assert_eq!((event.seq, event.kind), (4, EventKind::Act));
    assert_eq!(event.data.act_id, Some(answer.get()));

    app.record(&people[0], id, T::Withdraw, &[("confirmation", "yes")])
        .await;
    let event = next(&mut live).await;
    assert_eq!((event.seq, event.kind), (5, EventKind::State));
    assert_eq!(event.data.stage.as_deref(), Some("withdrawn"));
    assert!(
        begun.elapsed() < Duration::from_secs(4),
        "{:?}",
        begun.elapsed()
    );

    // Nothing new: nothing told.
    let _refused = app.proposals.support(&people[1], id, app.now).await;
    let silence = tokio::time::timeout(Duration::from_millis(200), live.recv()).await;
    assert!(silence.is_err(), "{silence:?}");
});

on_both!(whoever_comes_back_gets_what_was_missed, |app| {
    let people = app.residents(6).await;
    let one = app.proposal(&people[0], "Ett").await;
    let two = app.proposal(&people[0], "Två").await;
    for person in &people {
        app.proposals.support(person, one, app.now).await.unwrap();
        app.proposals.support(person, two, app.now).await.unwrap();
    }
    let hub = app.proposals.hub();
    let head = hub.head().await.unwrap();
    assert_eq!(head, 14);
    let seqs = |events: Vec<Event>| {
        events
            .into_iter()
            .map(|event| event.seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        seqs(hub.since(0, About::Everything).await.unwrap()),
        (1..=14).collect::<Vec<_>>()
    );
    assert_eq!(
        seqs(hub.since(12, About::Everything).await.unwrap()),
        [13, 14]
    );
    assert!(hub.since(14, About::Everything).await.unwrap().is_empty());
    let of_two = hub.since(0, About::Proposal(two)).await.unwrap();
    assert_eq!(of_two.len(), 7);
    assert!(of_two.iter().all(|event| event.proposal_id == Some(two)));
    let view = app.proposals.get(&people[0], two, app.now).await.unwrap();
    assert_eq!(view.live_seq, head);

    // After a restart the numbers go on.
    let again = App::open(&app.address).await;
    let mut live = again.proposals.hub().subscribe();
    again
        .proposals
        .withdraw_support(&people[0], one, app.now)
        .await
        .unwrap();
    let event = next(&mut live).await;
    assert_eq!((event.seq, event.data.count), (15, Some(5)));
    // Another process wrote it; this one notices by itself.
    let noticed = async {
        let mut live = app.proposals.hub().subscribe();
        again
            .proposals
            .support(&people[0], one, app.now)
            .await
            .unwrap();
        // Perhaps the one before as well: it was not this process's either.
        loop {
            let event = next(&mut live).await;
            if event.seq != 15 {
                break event.seq;
            }
        }
    };
    assert_eq!(noticed.await, 16);
    again.db.close().await;
});

on_both!(
    under_load_the_log_has_no_gaps_and_streams_get_it_in_order,
    |app| {
        let people = app.residents(40).await;
        let mut live = app.proposals.hub().subscribe();
        let shared = app.proposal(&people[0], "Delat").await;
        let tasks: Vec<_> = people
            .into_iter()
            .enumerate()
            .map(|(n, person)| {
                let app = app.clone();
                tokio::spawn(async move {
                    let own = app.proposal(&person, &format!("Eget {n}")).await;
                    app.proposals
                        .support(&person, shared, app.now)
                        .await
                        .unwrap();
                    app.proposals
                        .comment(&person, own, comment("Bra"), app.now)
                        .await
                        .unwrap();
                    app.proposals.support(&person, own, app.now).await.unwrap();
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let head = app.proposals.hub().head().await.unwrap();
        let mut seen = Vec::new();
        while seen.last() != Some(&head) {
            seen.push(next(&mut live).await.seq);
        }
        assert_eq!(seen, (1..=head).collect::<Vec<_>>());
        assert_eq!(app.number("select max(seq) - count(*) from event").await, 0);
    }
);

on_both!(
    a_request_whose_client_went_away_is_whole_or_nothing,
    |app| {
        let people = app.residents(30).await;
        let cast = app.cast().await;
        let id = app.proposal(&cast.proposer, "Belysning").await;
        for (n, person) in people.iter().enumerate() {
            let patience = Duration::from_micros(u64::try_from(n * 90).unwrap());
            let form = act(&[("text", "Svar.")]);
            let (new, answer) = (comment("Bra"), ActKind::OfficialAnswer);
            let _gone = tokio::time::timeout(patience, async {
                app.proposal(person, &format!("Nytt {n}")).await;
            })
            .await;
            let commenting = app.proposals.comment(person, id, new, app.now);
            let _gone = tokio::time::timeout(patience, commenting).await;
            let answering = app
                .proposals
                .answer(&cast.official, id, answer, form, app.now);
            let _gone = tokio::time::timeout(patience, answering).await;
        }
        // Waits for whatever is still being rolled back.
        app.proposals
            .comment(&people[0], id, comment("Sist"), app.now)
            .await
            .unwrap();
        let half = "select count(*) from proposal p where p.stage <> 'collecting' \
        or not exists (select 1 from event e where e.proposal_id = p.proposal_id \
        and e.kind = 'proposal') \
        or 3 > (select count(*) from act a where a.proposal_id = p.proposal_id)";
        assert_eq!(app.number(half).await, 0);
        let uncounted = "select count(*) from proposal p where p.comment_count <> \
        (select count(*) from comment c where c.proposal_id = p.proposal_id)";
        assert_eq!(app.number(uncounted).await, 0);
        let untold = "select (select count(*) from comment) - \
        (select count(*) from event where kind = 'comment')";
        assert_eq!(app.number(untold).await, 0);
        let untold = "select (select count(*) from act where kind = 'official_answer') - \
        (select count(*) from event where kind = 'act')";
        assert_eq!(app.number(untold).await, 0);
        assert_eq!(app.number("select max(seq) - count(*) from event").await, 0);
        let numbers = "select (select last_number from diary_counter) - \
        (select count(*) from proposal where diary_number is not null)";
        assert_eq!(app.number(numbers).await, 0);
    }
);
