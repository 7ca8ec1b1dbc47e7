//! PostgreSQL is stopped at once and started again while people vote, and the server goes on by itself.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::cluster::Cluster;
use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server};
use super::tally::Tally;
use super::voters::{acknowledged, begin, settle_in, some_time};

/// Votes are taken again within this after the database is there.
const BACK: Duration = Duration::from_secs(15);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_was_stopped_is_used_again() {
    let (cluster, folder) = (Cluster::start(), Folder::new());
    let address = cluster.address();
    let voters = settle_in(&address, &folder, 10).await;
    let server = Server::start(&folder, &["--database", &address]);
    let (heard, refused) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].refused));
    let voting = begin(voters, server.address);
    let runs = so_many(2, 6, 40);
    let mut longest = Duration::ZERO;
    for _ in 0..runs {
        let before = heard.load(Ordering::Relaxed);
        let begun = Instant::now();
        while heard.load(Ordering::Relaxed) < before + 20 {
            assert!(begun.elapsed() < Duration::from_secs(30), "no votes");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(some_time(0, 300)).await;
        let refused_before = refused.load(Ordering::Relaxed);
        cluster.stop_at_once();
        let mut wire = Wire::connect(server.address).await.unwrap();
        assert_eq!(wire.get("/livez", &[]).await.unwrap().status, 200);
        assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 503);
        // Kept in memory, or not to be had.
        let page = wire.get("/forslag", &[]).await.unwrap();
        assert!(matches!(page.status, 200 | 503), "{}", page.text);
        while refused.load(Ordering::Relaxed) == refused_before {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "nobody is refused"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let without = heard.load(Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(
            heard.load(Ordering::Relaxed),
            without,
            "votes without a database"
        );
        cluster.go_on();
        let there = Instant::now();
        while heard.load(Ordering::Relaxed) < without + 10 {
            assert!(there.elapsed() < BACK, "it does not come back");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        longest = longest.max(there.elapsed());
        assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 200);
    }
    server.kill();
    let voters = voting.join_all().await;
    let again = Server::start(&folder, &["--database", &address]);
    let mut tally = Tally::default();
    let voters = tally.check_in(&address, voters, again.address).await;
    Row {
        fault: "PostgreSQL stopped and started",
        runs,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "503 meanwhile, votes again after {longest:.1?} at most, same server process"
        ),
    }
    .write();
    tally.assert();
}
