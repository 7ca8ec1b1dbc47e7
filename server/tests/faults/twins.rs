//! Two servers on one PostgreSQL: a person votes once, both know at once, and one of them may die.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use nara_server::db::{Db, Engine};
use nara_server::fetch_one;
use tokio::task::JoinSet;

use super::common::Place;
use super::common::wire::{Events, Wire};
use super::effort::{Row, so_many};
use super::program::{Folder, Server};
use super::tally::Tally;
use super::voters::{Voter, acknowledged, begin, settle_in, until_heard};

/// A committed change is on other screens within this.
const FRESH: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_are_one_to_whoever_votes() {
    let Some(place) = Place::make(Engine::Postgres).await else {
        return;
    };
    let keys = Folder::new();
    let voters = settle_in(&place.address, &keys, so_many(2, 10, 50) + 10).await;
    let more = ["--database", place.address.as_str()];
    let one = Server::start(&keys, &more);
    // Also the key that the first one made when it started.
    let two_folder = keys.copy();
    let two = Server::start(&two_folder, &more);

    let rounds = so_many(2, 10, 50);
    for (round, voter) in (1..).zip(voters.iter().take(rounds)) {
        one_vote_of_many(voter.key(), &one, &two, &place.address, round).await;
    }
    let late = fresh(voters[rounds].key(), &one, &two, so_many(10, 100, 250)).await;
    let (voters, told) = one_dies(voters, one, &two).await;
    let mut tally = Tally::default();
    let voters = tally.check_in(&place.address, voters, two.address).await;
    Row {
        fault: "two servers",
        runs: rounds,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "200 parallel votes were one; told on the other within {late:.0?}; one was killed, and a \
             stream went on at the other: {told} events without a gap"
        ),
    }
    .write();
    tally.assert();
    drop(two);
    place.remove().await;
}

const CLICKED: &str = "/api/v1/proposals/2/support";

/// Two hundred clicks at the same moment, on both. Taken back then, so that the next is the first again.
async fn one_vote_of_many(key: &str, one: &Server, two: &Server, database: &str, round: i64) {
    let mut clicks = JoinSet::new();
    for n in 0..200 {
        let address = if n % 2 == 0 { one.address } else { two.address };
        let key = key.to_owned();
        clicks.spawn(async move {
            let mut wire = Wire::connect(address).await.unwrap();
            let headers = [("authorization", key.as_str())];
            let answer = wire.send("PUT", CLICKED, &headers, "").await.unwrap();
            (answer.status, answer.json()["count"].as_i64())
        });
    }
    let answers: BTreeSet<_> = clicks.join_all().await.into_iter().collect();
    assert_eq!(answers, [(200, Some(1))].into());
    let db = Db::open(database).await.unwrap();
    let rows = "select (select count(*) from support where proposal_id = 2), \
        (select count(*) from support_event where proposal_id = 2 and kind = 'given')";
    let counted = fetch_one!(db.read().await.unwrap(), (i64, i64), rows).unwrap();
    assert_eq!(counted, (1, round));
    db.close().await;
    let mut wire = Wire::connect(two.address).await.unwrap();
    let headers = [("authorization", key)];
    let answer = wire.send("DELETE", CLICKED, &headers, "").await.unwrap();
    assert_eq!(
        (answer.status, answer.json()["count"].as_i64()),
        (200, Some(0))
    );
}

/// How late the other server tells at most.
async fn fresh(key: &str, one: &Server, two: &Server, times: usize) -> Duration {
    let mut events = Events::open(two.address, "/live?proposal=3", &[])
        .await
        .unwrap();
    let mut wire = Wire::connect(one.address).await.unwrap();
    let mut latest = Duration::ZERO;
    for n in 0..times {
        let method = if n % 2 == 0 { "PUT" } else { "DELETE" };
        let headers = [("authorization", key)];
        let path = "/api/v1/proposals/3/support";
        let answer = wire.send(method, path, &headers, "").await.unwrap();
        let committed = Instant::now();
        assert_eq!(answer.status, 200);
        let told = events.take(1).await.remove(0);
        assert_eq!(told.data["count"], answer.json()["count"]);
        latest = latest.max(committed.elapsed());
    }
    assert!(latest <= FRESH, "{latest:?}");
    latest
}

/// Everybody votes on both; one is killed; a stream of it goes on at the other, and how many events it was
/// told.
async fn one_dies(mut voters: Vec<Voter>, one: Server, two: &Server) -> (Vec<Voter>, usize) {
    let from_the_start = [("last-event-id", "0")];
    let mut events = Events::open(one.address, "/live", &from_the_start)
        .await
        .unwrap();
    let (heard, stop) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].stop));
    let others = voters.split_off(voters.len() / 2);
    let (at_one, at_two) = (begin(voters, one.address), begin(others, two.address));
    until_heard(&heard, 100).await;
    let mut told: Vec<i64> = events.take(20).await.iter().map(|event| event.id).collect();
    one.kill();
    // What was still on its way is read; then it breaks off.
    while let Ok(Some(event)) = events.next().await {
        told.push(event.id);
    }
    let moved = begin(at_one.join_all().await, two.address);
    until_heard(&heard, heard.load(Ordering::Relaxed) + 100).await;
    let last = told[told.len() - 1].to_string();
    let seen = [("last-event-id", last.as_str())];
    let mut events = Events::open(two.address, "/live", &seen).await.unwrap();
    told.extend(events.take(50).await.iter().map(|event| event.id));
    let all: Vec<i64> = (1..).take(told.len()).collect();
    assert_eq!(told, all, "a gap, or told twice");
    stop.store(true, Ordering::Relaxed);
    let mut voters = moved.join_all().await;
    voters.extend(at_two.join_all().await);
    (voters, told.len())
}
