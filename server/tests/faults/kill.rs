//! `kill -9` while people vote: nothing that was answered is lost.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::effort::{Row, so_many};
use super::program::{Folder, Server};
use super::tally::Tally;
use super::voters::{acknowledged, begin, settle, some_time, until_heard};

const PEOPLE: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_is_there_after_a_kill() {
    let begun = Instant::now();
    let folder = Folder::new();
    let mut voters = settle(&folder, PEOPLE).await;
    let mut server = Server::start(&folder, &[]);
    let rounds = so_many(6, 100, 1_000);
    // A few long rounds, and many short ones.
    let (least_answers, longest) = (so_many(20, 1, 1), so_many(700, 300, 300));
    let (mut longest_start, mut tally) = (Duration::ZERO, Tally::default());
    for round in 1..=rounds {
        let before = acknowledged(&voters);
        let heard = Arc::clone(&voters[0].heard);
        let voting = begin(voters, server.address);
        // A round in which nothing was answered shows nothing, and on a busy machine the first
        // answers take their time.
        until_heard(&heard, before + least_answers).await;
        let after = some_time(0, u64::try_from(longest).unwrap());
        tokio::time::sleep(after).await;
        server.kill();
        voters = voting.join_all().await;
        let answered = acknowledged(&voters) - before;
        assert!(answered > 0, "nothing was answered in {after:?}");
        let again = Instant::now();
        server = Server::start(&folder, &[]);
        let ready = again.elapsed();
        longest_start = longest_start.max(ready);
        voters = tally.check(voters, server.address, &folder).await;
        println!(
            "round {round}: killed after {after:?} with {answered} writes answered, ready again in {ready:?}"
        );
    }
    let took = begun.elapsed();
    Row {
        fault: "kill -9",
        runs: rounds,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "ready again in {longest_start:.1?} at most, {:.0} s in all",
            took.as_secs_f64()
        ),
    }
    .write();
    tally.assert();
    let patience = Duration::from_secs(u64::try_from(so_many(60, 900, 9_000)).unwrap());
    assert!(took < patience, "{took:?}");
}
