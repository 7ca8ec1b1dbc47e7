//! The server is restarted again and again while people vote and read: with a socket that stays open, as
//! systemd hands one on, not one request fails.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server, Start};
use super::tally::Tally;
use super::voters::{acknowledged, begin_apart, settle, until_heard};

/// As the service manager does it: the socket is the third file of whoever is started.
const HANDED_ON: &str = "export LISTEN_PID=$$ LISTEN_FDS=1; exec 3<&0 0</dev/null; exec \"$@\"";

fn start(folder: &Folder, socket: &TcpListener) -> Server {
    let under = ["sh", "-c", HANDED_ON, "sh"].map(str::to_owned).to_vec();
    let stdin = Some(socket.try_clone().unwrap().into());
    Server::start_as(
        folder,
        Start {
            under,
            stdin,
            ..Start::default()
        },
    )
}

/// Reads a page on a connection of its own, again and again: how often, and the longest it took.
pub async fn read(address: SocketAddr, stop: Arc<AtomicBool>, read: Arc<AtomicUsize>) -> Duration {
    let mut longest = Duration::ZERO;
    while !stop.load(Ordering::Relaxed) {
        let asked = Instant::now();
        let mut wire = Wire::connect(address).await.expect("refused");
        let page = wire
            .get("/forslag/1/forslag-1", &[("connection", "close")])
            .await;
        let page = page.expect("no answer");
        assert_eq!(page.status, 200, "{}", page.text);
        longest = longest.max(asked.elapsed());
        read.fetch_add(1, Ordering::Relaxed);
    }
    longest
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_refused_while_it_is_restarted() {
    let folder = Folder::new();
    let voters = settle(&folder, 5).await;
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let mut server = start(&folder, &socket);
    assert_eq!(server.address, address);
    let (heard, stop) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].stop));
    let refused = Arc::clone(&voters[0].refused);
    // On a connection of their own for each vote: what a connection that is kept does when it ends is
    // its owner's business.
    let voting = begin_apart(voters, address);
    let pages = Arc::<AtomicUsize>::default();
    let mut reading = JoinSet::new();
    for _ in 0..5 {
        reading.spawn(read(address, Arc::clone(&stop), Arc::clone(&pages)));
    }
    let runs = so_many(3, 30, 300);
    for _ in 0..runs {
        until_heard(&heard, heard.load(Ordering::Relaxed) + 20).await;
        server.terminate();
        let ended = tokio::task::spawn_blocking(|| server.wait()).await.unwrap();
        assert_eq!(ended.0, Some(0));
        server = start(&folder, &socket);
    }
    until_heard(&heard, heard.load(Ordering::Relaxed) + 20).await;
    stop.store(true, Ordering::Relaxed);
    let voters = voting.join_all().await;
    let longest = reading.join_all().await.into_iter().max().unwrap();
    assert_eq!(refused.load(Ordering::Relaxed), 0, "somebody was sent away");
    let mut tally = Tally::default();
    let voters = tally.check(voters, server.address, &folder).await;
    let votes = acknowledged(&voters);
    Row {
        fault: "restart under load",
        runs,
        acknowledged: votes,
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "0 of {} requests failed; the longest took {longest:.1?}",
            pages.load(Ordering::Relaxed) + votes
        ),
    }
    .write();
    tally.assert();
}
