//! A bug: a handler panics, and the writer of votes does. Whoever hit it is told so, and nobody else notices.

use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use nara_server::clock::{Clock, SystemClock};
use nara_server::db::Db;
use nara_server::execute;
use nara_server::router::router_with;
use tokio::net::TcpListener;

use super::common::App;
use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server};
use super::tally::{Tally, started_again};
use super::voters::{QUIET, acknowledged, begin, settle, until_heard};

/// So often one person asks for what panics: nobody is told to wait.
const EACH: usize = 100;

/// How often the program has said that its writer panicked, once that is so often as it has to be.
async fn panicked(server: &Server, at_least: usize) -> usize {
    let begun = Instant::now();
    loop {
        let log = server.log();
        let times = log.matches("support.panicked").count();
        if times >= at_least {
            return times;
        }
        let patience = Duration::from_secs(5);
        assert!(begun.elapsed() < patience, "{times} of {at_least}: {log}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Adds one to a count that is as large as it can be. Nothing else that may stand in a table makes the writer panic.
/// Sums are checked in a build that is not optimised; in another one there is no panic to be seen, and this fails.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vote_that_panics_takes_no_other_along() {
    let folder = Folder::new();
    let runs = so_many(10, 100, 1_000);
    let mut voters = settle(&folder, 20 + runs.div_ceil(EACH)).await;
    // They vote for nothing else, so that their own quota is there for this.
    let askers = voters.split_off(20);
    let db = Db::open(&folder.database()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    execute!(
        tx,
        "update proposal set support_count = $2 where proposal_id = $1",
        i64::try_from(QUIET).unwrap(),
        i64::MAX,
    )
    .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let server = Server::start(&folder, &[]);
    let (heard, refused) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].refused));
    let voting = begin(voters, server.address);
    let path = format!("/api/v1/proposals/{QUIET}/support");
    let mut wire = Wire::connect(server.address).await.unwrap();
    for run in 0..runs {
        let before = heard.load(Ordering::Relaxed);
        let headers = [("authorization", askers[run / EACH].key())];
        let answer = wire.send("PUT", &path, &headers, "").await.unwrap();
        assert_eq!(answer.status, 500, "{run}: {}", answer.text);
        until_heard(&heard, before + 1).await;
    }
    assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 200);
    // Where others were in the same batch it is two: theirs together, and the one vote's alone.
    let panics = panicked(&server, runs).await;
    assert_eq!(
        refused.load(Ordering::Relaxed),
        0,
        "somebody else was sent away"
    );
    server.kill();
    // What was broken by hand is mended by hand, or it would not be equal.
    let db = Db::open(&folder.database()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    execute!(
        tx,
        "update proposal set support_count = 0 where support_count = $1",
        i64::MAX
    )
    .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let (voters, tally) = started_again(voting, &folder).await;
    Row {
        fault: "panic in the writer",
        runs,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!("500 each time, {panics} panics; all others of the same batch were taken"),
    }
    .write();
    tally.assert();
}

/// What a router in a test signs with, where the program looks for its own.
pub fn the_routers_key(folder: &Folder) {
    let keys = folder.path().join("keys");
    std::fs::create_dir(&keys).unwrap();
    let mut options = std::fs::File::options();
    let file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(keys.join("signing.key"));
    file.unwrap().write_all(&[7; 32]).unwrap();
}

async fn panics() -> &'static str {
    panic!("a bug")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_panics_takes_no_other_along() {
    let folder = Folder::new();
    the_routers_key(&folder);
    let voters = settle(&folder, 20).await;
    // The router that the program serves, with a page that panics.
    let now = SystemClock.now();
    let app = App {
        now,
        ..App::open(&folder.database()).await
    };
    let web = app.web().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let routes = Router::new().route("/panik", get(panics));
    let service =
        router_with(web.state.clone(), routes).into_make_service_with_connect_info::<SocketAddr>();
    let stop = web.state.shutdown.clone().cancelled_owned();
    let serving = tokio::spawn(async move {
        axum::serve(listener, service)
            .with_graceful_shutdown(stop)
            .await
            .unwrap();
    });
    let (heard, stop) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].stop));
    let refused = Arc::clone(&voters[0].refused);
    let voting = begin(voters, address);
    let runs = so_many(20, 500, 5_000);
    let mut wire = Wire::connect(address).await.unwrap();
    for _ in 0..runs {
        let page = wire.get("/panik", &[]).await.unwrap();
        assert_eq!(page.status, 500);
        assert!(
            page.text.contains("Något gick fel hos oss"),
            "{}",
            page.text
        );
    }
    until_heard(&heard, 20).await;
    assert_eq!(
        refused.load(Ordering::Relaxed),
        0,
        "somebody else was sent away"
    );
    assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 200);
    stop.store(true, Ordering::Relaxed);
    let voters = voting.join_all().await;
    let panicked = web.state.panics.swap(0, Ordering::SeqCst);
    assert_eq!(usize::try_from(panicked), Ok(runs));
    let mut tally = Tally::default();
    let voters = tally.check(voters, address, &folder).await;
    drop(wire);
    web.state.shutdown.cancel();
    tokio::time::timeout(Duration::from_secs(20), serving)
        .await
        .unwrap()
        .unwrap();
    app.db.close().await;
    Row {
        fault: "panic in a handler",
        runs,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: "a whole page with the request's number each time; the connection went on".to_owned(),
    }
    .write();
    tally.assert();
}
