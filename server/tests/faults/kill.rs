//! `kill -9` while fifty people vote: nothing that was answered is lost.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::program::{Folder, Server};
use super::voters::{begin, check, settle, some_time};

const PEOPLE: usize = 50;
const ROUNDS: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_is_there_after_a_kill() {
    let begun = Instant::now();
    let folder = Folder::new();
    let mut voters = settle(&folder, PEOPLE).await;
    let mut server = Server::start(&folder, &[]);
    for round in 1..=ROUNDS {
        let before: usize = voters.iter().map(|voter| voter.acknowledged).sum();
        let heard = std::sync::Arc::clone(&voters[0].heard);
        let voting = begin(voters, server.address);
        // A round in which nothing was answered shows nothing, and on a busy machine the first
        // answers take their time.
        let started = Instant::now();
        while heard.load(Ordering::Relaxed) < before + 20 {
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "the server answers nothing"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let after = some_time(0, 700);
        tokio::time::sleep(after).await;
        server.kill();
        voters = voting.join_all().await;
        let acknowledged: usize = voters.iter().map(|voter| voter.acknowledged).sum();
        assert!(acknowledged > before, "nothing was answered in {after:?}");
        let again = Instant::now();
        server = Server::start(&folder, &[]);
        let ready = again.elapsed();
        voters = check(voters, server.address, &folder).await;
        println!(
            "round {round}: killed after {after:?} with {} writes answered, ready again in {ready:?}",
            acknowledged - before
        );
    }
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(60), "{took:?}");
}
