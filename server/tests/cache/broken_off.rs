//! PostgreSQL ends a commit whose connection broke off, after pages have been made of what was there before.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use nara_server::db::Engine;
use nara_server::execute;
use sqlx::{Connection, Executor, PgConnection};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::common::App;
use crate::listening;

/// A change of a proposal takes so long to be committed, as on a slow disk.
const SLOW: &str = "create function nara_test_slow() returns trigger language plpgsql \
        as 'begin perform pg_sleep(5); return null; end'; \
    create constraint trigger nara_test_slow after update on proposal \
        deferrable initially deferred for each row execute function nara_test_slow()";

/// The same database by a way that is cut behind the next commit, once that was asked for.
async fn through(address: &str, cut: &Arc<AtomicBool>) -> String {
    let (scheme, rest) = address.split_once("://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let (user, host) = match host.rsplit_once('@') {
        Some((user, host)) => (format!("{user}@"), host),
        None => (String::new(), host),
    };
    let to = match host.contains(':') {
        true => host.to_owned(),
        false => format!("{host}:5432"),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let here = listener.local_addr().unwrap();
    let cut = Arc::clone(cut);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            tokio::spawn(carry(client, to.clone(), Arc::clone(&cut)));
        }
    });
    let more = if path.contains('?') { '&' } else { '?' };
    // What is sent is looked into.
    format!("{scheme}://{user}{here}/{path}{more}sslmode=disable")
}

async fn carry(client: TcpStream, to: String, cut: Arc<AtomicBool>) {
    let server = TcpStream::connect(to).await.unwrap();
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let there = async move {
        let mut bytes = vec![0; 16_384];
        while let Ok(count @ 1..) = from_client.read(&mut bytes).await {
            let sent = &bytes[..count];
            if to_server.write_all(sent).await.is_err() {
                return;
            }
            let commits = sent.windows(6).any(|word| word == b"COMMIT");
            if commits && cut.swap(false, Ordering::SeqCst) {
                // By then it is at work.
                return tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    };
    let back = async move {
        let _until_it_ends = tokio::io::copy(&mut from_server, &mut to_client).await;
    };
    tokio::select! {
        () = there => {}
        () = back => {}
    }
}

async fn ended_later(app: App) {
    let cut = Arc::new(AtomicBool::new(false));
    let behind = App::open(&through(&app.address, &cut).await).await;
    let web = behind.web().await;
    listening(&web).await;
    let siv = behind.resident("Siv").await;
    let id = behind.proposal(&siv, "Belysning på stigen").await;
    let mut conn = PgConnection::connect(&app.address).await.unwrap();
    conn.execute(SLOW).await.unwrap();
    conn.close().await.unwrap();
    let address = format!("/forslag/{id}/belysning-pa-stigen");
    let name = "Maja Nilsson";
    assert!(!web.visitor().get(&address).await.text.contains(name));

    let mut tx = behind.db.begin().await.unwrap();
    let changed = execute!(
        tx,
        "update proposal set proposer_name = $2 where proposal_id = $1",
        id.get(),
        name,
    );
    assert_eq!(changed.unwrap(), 1);
    cut.store(true, Ordering::SeqCst);
    assert!(tx.commit().await.is_err(), "nobody answered");
    let pages = web.state.pages.counts();
    let before = web.visitor().get(&address).await;
    assert!(!before.text.contains(name), "not yet: {}", before.text);
    assert!(web.state.pages.counts().made > pages.made);
    let begun = Instant::now();
    while !web.visitor().get(&address).await.text.contains(name) {
        assert!(begun.elapsed() < Duration::from_secs(15), "as it was");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    println!("seen after {:?}", begun.elapsed());
    behind.db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_committed_unheard_is_on_the_next_page_postgres() {
    crate::common::run(Engine::Postgres, ended_later).await;
}
