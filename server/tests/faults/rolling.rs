//! Two servers on one PostgreSQL behind a balancer are restarted in turn, as for an update, while people vote
//! and read: not one request fails.

use std::io::{ErrorKind, Result};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use nara_server::db::{Db, Engine};
use nara_server::fetch_one;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::common::Place;
use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server};
use super::restart::read;
use super::tally::Tally;
use super::voters::{Voter, acknowledged, begin_apart, settle_in, until_heard};

/// How often the balancer asks each server whether it is ready.
const ASKS: Duration = Duration::from_millis(50);
/// How long a server goes on once it is asked to stop.
const DRAIN: &str = "1";
/// What a balancer says that has nobody to send to.
const NOBODY: &[u8] = b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// A server as a balancer knows it.
#[derive(Debug, Default)]
struct Behind {
    /// None while its process is away.
    address: Mutex<Option<SocketAddr>>,
    is_ready: AtomicBool,
    /// How often it has said that it is not.
    told_away: AtomicUsize,
    given: AtomicUsize,
}

/// A balancer as small as one can be. It sends each request to the next server whose `/readyz` says 200, and
/// nothing to another one. What went wrong it does not try again anywhere, not even a page that is only read:
/// so whatever a server does not answer is seen.
#[derive(Debug)]
struct Front {
    address: SocketAddr,
    servers: Arc<[Behind; 2]>,
}

impl Front {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let servers = Arc::<[Behind; 2]>::default();
        for n in 0..servers.len() {
            tokio::spawn(watch(Arc::clone(&servers), n));
        }
        let behind = Arc::clone(&servers);
        tokio::spawn(async move {
            let mut turn = 0;
            while let Ok((stream, _)) = listener.accept().await {
                turn += 1;
                tokio::spawn(pass_on(stream, Arc::clone(&behind), turn));
            }
        });
        Self { address, servers }
    }

    fn set(&self, n: usize, address: Option<SocketAddr>) {
        *self.servers[n].address.lock().unwrap() = address;
    }

    /// Until this one is sent people again.
    async fn until_ready(&self, n: usize) {
        let begun = Instant::now();
        while !self.servers[n].is_ready.load(Ordering::Relaxed) {
            let patience = Duration::from_secs(30);
            assert!(begun.elapsed() < patience, "server {n} is not ready");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    fn told_away(&self, n: usize) -> usize {
        self.servers[n].told_away.load(Ordering::Relaxed)
    }
}

async fn watch(servers: Arc<[Behind; 2]>, n: usize) {
    let server = &servers[n];
    loop {
        let address = *server.address.lock().unwrap();
        let status = match address {
            Some(address) => ready(address).await.unwrap_or(0),
            None => 0,
        };
        server.is_ready.store(status == 200, Ordering::Relaxed);
        server
            .told_away
            .fetch_add(usize::from(status == 503), Ordering::Relaxed);
        tokio::time::sleep(ASKS).await;
    }
}

async fn ready(address: SocketAddr) -> Result<u16> {
    let mut wire = Wire::connect(address).await?;
    let answer = wire.get("/readyz", &[("connection", "close")]).await?;
    Ok(answer.status)
}

/// One request and its answer. Where the server breaks off, so does this.
async fn pass_on(mut reader: TcpStream, servers: Arc<[Behind; 2]>, turn: usize) -> Result<()> {
    let question = question(&mut reader).await?;
    let in_turn = (0..servers.len()).map(|n| &servers[(turn + n) % servers.len()]);
    let mut to = None;
    for server in in_turn {
        let address = *server.address.lock().unwrap();
        if to.is_none() && address.is_some() && server.is_ready.load(Ordering::Relaxed) {
            server.given.fetch_add(1, Ordering::Relaxed);
            to = address;
        }
    }
    let Some(address) = to else {
        return reader.write_all(NOBODY).await;
    };
    let mut server = TcpStream::connect(address).await?;
    server.write_all(&question).await?;
    tokio::io::copy(&mut server, &mut reader).await?;
    reader.shutdown().await
}

/// A whole request, as the last one on its connection.
async fn question(reader: &mut TcpStream) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    while whole(&text).is_none_or(|length| text.len() < length) {
        if reader.read_buf(&mut text).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    }
    let first = text.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let (first, rest) = text.split_at(first);
    Ok([first, b"connection: close\r\n", rest].concat())
}

/// How long a request is, once its head is there.
fn whole(text: &[u8]) -> Option<usize> {
    let head = text.windows(4).position(|part| part == b"\r\n\r\n")? + 4;
    let lines = String::from_utf8_lossy(&text[..head]);
    let length = lines
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    Some(head + length.map_or(0, |length| length.parse().unwrap()))
}

/// A server, and the folder it is started on again.
struct Program {
    folder: Folder,
    server: Option<Server>,
}

impl Program {
    fn start(&mut self, database: &str) -> SocketAddr {
        let more = ["--database", database, "--drain-seconds", DRAIN];
        let server = Server::start(&self.folder, &more);
        let address = server.address;
        self.server = Some(server);
        address
    }

    /// Asks it to stop, and waits until it has.
    async fn stop(&mut self) {
        let server = self.server.take().unwrap();
        server.terminate();
        let ended = tokio::task::spawn_blocking(|| server.wait()).await.unwrap();
        assert_eq!(ended.0, Some(0));
    }
}

/// Those who were answered each time, and how many were not.
async fn ended<T: 'static>(mut tasks: JoinSet<T>) -> (Vec<T>, usize) {
    let (mut well, mut failed) = (Vec::new(), 0);
    while let Some(task) = tasks.join_next().await {
        match task {
            Ok(task) => well.push(task),
            Err(_) => failed += 1,
        }
    }
    (well, failed)
}

/// What was answered is there, and nothing more: a comment that was sent twice would be.
async fn judged(voters: Vec<Voter>, database: &str, address: SocketAddr) -> (Vec<Voter>, Tally) {
    let mut tally = Tally::default();
    let voters = tally.check_in(database, voters, address).await;
    let said: usize = voters.iter().map(|voter| voter.said.len()).sum();
    let db = Db::open(database).await.unwrap();
    let sql = "select count(*) from comment";
    let (there,) = fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap();
    db.close().await;
    tally.compare("comments", &usize::try_from(there).unwrap(), &said);
    (voters, tally)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_are_restarted_in_turn_and_nobody_notices() {
    let Some(place) = Place::make(Engine::Postgres).await else {
        return;
    };
    let folder = Folder::new();
    let voters = settle_in(&place.address, &folder, so_many(5, 20, 20)).await;
    let front = Front::open().await;
    let server = None;
    let mut one = Program { folder, server };
    front.set(0, Some(one.start(&place.address)));
    // Also the key that the first one made when it started.
    let (folder, server) = (one.folder.copy(), None);
    let mut two = Program { folder, server };
    front.set(1, Some(two.start(&place.address)));
    let mut programs = [one, two];
    for n in 0..programs.len() {
        front.until_ready(n).await;
    }

    let (heard, stop) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].stop));
    let refused = Arc::clone(&voters[0].refused);
    let voting = begin_apart(voters, front.address);
    let pages = Arc::<AtomicUsize>::default();
    let read = |_| read(front.address, Arc::clone(&stop), Arc::clone(&pages));
    let reading: JoinSet<_> = (0..3).map(read).collect();
    let rounds = so_many(1, 10, 100);
    let mut unannounced = 0;
    for _ in 0..rounds {
        for (n, program) in programs.iter_mut().enumerate() {
            until_heard(&heard, heard.load(Ordering::Relaxed) + 20).await;
            let told = front.told_away(n);
            program.stop().await;
            front.set(n, None);
            unannounced += usize::from(front.told_away(n) == told);
            front.set(n, Some(program.start(&place.address)));
            front.until_ready(n).await;
        }
    }
    until_heard(&heard, heard.load(Ordering::Relaxed) + 20).await;
    stop.store(true, Ordering::Relaxed);
    let (voters, votes_failed) = ended(voting).await;
    let (longest, pages_failed) = ended(reading).await;
    let failed = votes_failed + pages_failed + refused.load(Ordering::Relaxed);
    let server = programs[0].server.as_ref().unwrap();
    let (voters, tally) = judged(voters, &place.address, server.address).await;
    let given = front
        .servers
        .each_ref()
        .map(|server| server.given.load(Ordering::Relaxed));
    Row {
        fault: "rolling restart",
        runs: rounds * programs.len(),
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "{failed} of {} requests to two servers failed, none tried twice; a page took {:.1?} at most",
            given.iter().sum::<usize>(),
            longest.into_iter().max().unwrap_or_default()
        ),
    }
    .write();
    tally.assert();
    assert_eq!(failed, 0, "somebody was not answered");
    assert_eq!(unannounced, 0, "one was gone before it said so");
    assert!(given.iter().all(|given| *given > 0), "{given:?}");
    drop(programs);
    place.remove().await;
}
