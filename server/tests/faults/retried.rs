//! Votes that are sent again and again, because no answer came, and at the same moment to two servers on one
//! PostgreSQL: each is counted once.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use nara_server::db::{Db, Engine};
use nara_server::{fetch_all, fetch_one};
use tokio::task::JoinSet;

use super::common::Place;
use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server};
use super::tally::Tally;
use super::voters::{QUIET, Voter, settle_in, some_time, support_of};

/// How often each of them sends each vote and goes away without an answer, and how often waiting for it.
const UNHEARD: usize = 3;
const HEARD: usize = 4;

/// Sends it, and waits for an answer no longer than this; none: it was gone before.
async fn send(address: SocketAddr, key: &str, at: usize, patience: Duration) -> Option<u16> {
    let mut wire = Wire::connect(address).await.unwrap();
    let headers = [("authorization", key)];
    let path = support_of(at);
    let sent = wire.send("PUT", &path, &headers, "");
    let answer = tokio::time::timeout(patience, sent).await.ok()?;
    Some(answer.expect("no answer").status)
}

/// One person's votes on every proposal; the proposals for which they were told that their vote is there.
async fn votes(voter: Voter, servers: [SocketAddr; 2]) -> (Voter, BTreeSet<usize>, Vec<u16>) {
    let mut answered = BTreeSet::new();
    let mut others = Vec::new();
    for at in 0..QUIET {
        let mut sending = JoinSet::new();
        for n in 0..UNHEARD + HEARD {
            let (address, key) = (servers[n % servers.len()], voter.key().to_owned());
            let patience = match n < UNHEARD {
                true => some_time(1, 40),
                false => Duration::from_secs(30),
            };
            sending.spawn(async move { (n, send(address, &key, at, patience).await) });
        }
        for (n, status) in sending.join_all().await {
            match status {
                Some(200) => {
                    answered.insert(at);
                }
                None if n < UNHEARD => {}
                other => others.push(other.unwrap_or(0)),
            }
        }
    }
    (voter, answered, others)
}

/// Who is told to be lost, and whether anybody's vote is there more than once.
async fn judged(told: &[(i64, i64)], database: &str) -> Tally {
    let mut tally = Tally::default();
    let db = Db::open(database).await.unwrap();
    let sql = "select person_id, proposal_id from support";
    let rows = fetch_all!(db.read().await.unwrap(), (i64, i64), sql).unwrap();
    let there: BTreeSet<(i64, i64)> = rows.iter().copied().collect();
    for vote in told {
        if !there.contains(vote) {
            tally.lose(format!("{vote:?}"));
        }
    }
    tally.compare("rows", &rows.len(), &told.len());
    let given = "select count(*) from support_event where kind = 'given'";
    let (given,) = fetch_one!(db.read().await.unwrap(), (i64,), given).unwrap();
    tally.compare("given", &usize::try_from(given).unwrap(), &told.len());
    db.close().await;
    tally.count_again(database).await;
    tally
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vote_that_is_sent_again_and_again_is_counted_once() {
    let Some(place) = Place::make(Engine::Postgres).await else {
        return;
    };
    let folder = Folder::new();
    let people = so_many(10, 60, 400);
    let voters = settle_in(&place.address, &folder, people).await;
    let more = ["--database", place.address.as_str()];
    let one = Server::start(&folder, &more);
    // Also the key that the first one made when it started.
    let other = folder.copy();
    let two = Server::start(&other, &more);
    let servers = [one.address, two.address];
    let (mut told, mut others, mut voted) = (Vec::new(), Vec::new(), Vec::new());
    // Not so many at once that somebody would be told to come back later.
    for some in voters.chunks(10) {
        let voting: JoinSet<_> = some
            .iter()
            .map(|voter| votes(voter.clone(), servers))
            .collect();
        for (mut voter, answered, unlike) in voting.join_all().await {
            voter.certain = std::array::from_fn(|at| answered.contains(&at).then_some(true));
            let pairs = answered.iter().map(|at| (voter.person.get(), number(*at)));
            told.extend(pairs);
            others.extend(unlike);
            voted.push(voter);
        }
    }
    let mut tally = judged(&told, &place.address).await;
    // Both say so by now: to each of them, and to everybody.
    for address in servers {
        voted = tally.check_in(&place.address, voted, address).await;
    }
    let sent = people * QUIET * (UNHEARD + HEARD);
    Row {
        fault: "parallel and retried votes",
        runs: sent,
        acknowledged: told.len(),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "{} votes of {people} people, each sent {} times to two servers, and {UNHEARD} of those given up",
            told.len(),
            UNHEARD + HEARD
        ),
    }
    .write();
    tally.assert();
    assert!(others.is_empty(), "answered otherwise: {others:?}");
    assert_eq!(told.len(), people * QUIET);
    drop((one, two));
    place.remove().await;
}

fn number(at: usize) -> i64 {
    i64::try_from(at + 1).unwrap()
}
