//! Very many at once: a proposal that everybody supports, streams that all come back, readers who do not
//! read, bodies that never end. Some are told to come back later; nothing answered is lost, and the server
//! does not grow.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

use super::common::wire::{Events, Wire};
use super::effort::{Row, so_many};
use super::memory::{forget_peak, peak};
use super::program::{Folder, Server};
use super::tally::Tally;
use super::voters::{acknowledged, begin, settle, some_time, until_heard, until_heard_within};

const MEGABYTE: usize = 1024 * 1024;

/// Reads pages until it is told to stop: how many came, and how many were told to come back later.
async fn read_pages(address: std::net::SocketAddr, stop: Arc<AtomicBool>) -> (usize, usize) {
    let (mut read, mut later) = (0, 0);
    let mut wire = Wire::connect(address).await.unwrap();
    while !stop.load(Ordering::Relaxed) {
        let page = wire.get("/forslag/1/forslag-1", &[]).await.unwrap();
        match page.status {
            200 => read += 1,
            503 => {
                assert_ne!(page.header("retry-after"), "", "when to come back is said");
                later += 1;
            }
            status => panic!("{status}: {}", page.text),
        }
    }
    (read, later)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_that_everybody_supports() {
    let folder = Folder::new();
    let people = so_many(100, 400, 2_000);
    let voters = settle(&folder, people).await;
    let server = Server::start(&folder, &[]);
    let (heard, stop) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].stop));
    let begun = Instant::now();
    let voting = begin(voters, server.address);
    let mut readers = JoinSet::new();
    for _ in 0..so_many(10, 50, 200) {
        readers.spawn(read_pages(server.address, Arc::clone(&stop)));
    }
    let wanted = so_many(500, 10_000, 200_000);
    // A minute for the first of them, and then fifty a second, on however busy a machine.
    let patience = Duration::from_secs(60 + u64::try_from(wanted / 50).unwrap());
    until_heard_within(&heard, wanted, patience).await;
    stop.store(true, Ordering::Relaxed);
    let (voters, readers) = (voting.join_all().await, readers.join_all().await);
    let took = begun.elapsed().as_secs_f64();
    let refused = voters[0].refused.load(Ordering::Relaxed);
    let read: usize = readers.iter().map(|(read, _)| read).sum();
    let later: usize = readers.iter().map(|(_, later)| later).sum();
    assert!(read > 0, "nobody reads anything");
    // What was answered in this second is there in the next.
    server.kill();
    let server = Server::start(&folder, &[]);
    let mut tally = Tally::default();
    let voters = tally.check(voters, server.address, &folder).await;
    let votes = acknowledged(&voters);
    Row {
        fault: "viral burst",
        runs: people,
        acknowledged: votes,
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "{:.0} votes/s and {:.0} pages/s in a build that is not optimised; told to come back later: \
             {refused} votes, {later} pages",
            count(votes) / took,
            count(read) / took,
        ),
    }
    .write();
    tally.assert();
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

/// Opens a stream as soon as it can be had. Where nobody listens it asks again sooner than any browser would;
/// where it is refused, after as long as a page of ours waits (app/src/proposals/live_island.rs).
async fn come_back(address: std::net::SocketAddr, last: i64) -> Events {
    let seen = last.to_string();
    let mut wait = 1_000;
    loop {
        let headers = [("last-event-id", seen.as_str())];
        let later = match Events::open(address, "/live", &headers).await {
            Ok(events) if events.status == 200 => return events,
            Ok(events) => {
                assert_eq!(events.status, 503);
                wait = (wait * 2).min(30_000);
                some_time(wait / 2, wait)
            }
            Err(_) => Duration::from_millis(100),
        };
        tokio::time::sleep(later).await;
    }
}

/// Lets this program, and the servers it starts from now on, have so many files open.
fn have_files(count: usize) {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let mut numbers = line.unwrap().split_whitespace();
    // What is no number is `unlimited`.
    let mut number = || numbers.next().unwrap().parse().unwrap_or(usize::MAX);
    let (now, most) = (number(), number());
    if now >= count {
        return;
    }
    assert!(most >= count, "{count} files are needed (ulimit -Hn)");
    let raised = Command::new("prlimit")
        .args(["--pid", &std::process::id().to_string()])
        .arg(format!("--nofile={count}:"))
        .status();
    assert!(raised.unwrap().success(), "prlimit, of util-linux");
}

/// Nineteen in twenty are back within this after a restart.
const BACK: Duration = Duration::from_secs(20);
/// Bytes of memory that one stream may take.
const A_STREAM: usize = 20_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_stream_comes_back_at_once() {
    // Fewer in `make test`, where so many would hold up the other tests.
    let streams = so_many(200, 5_000, 5_000);
    // Each is one here and one there.
    have_files(streams + 500);
    let folder = Folder::new();
    let voters = settle(&folder, 5).await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = port.local_addr().unwrap();
    drop(port);
    let more = ["--listen", &listen.to_string()];
    let server = Server::start(&folder, &more);
    // What every server needs sooner or later it has by then.
    let first = streams / 5;
    let (mut open, mut before) = (Vec::new(), 0);
    for n in 0..streams {
        if n == first {
            before = server.memory();
        }
        open.push(come_back(server.address, 0).await);
    }
    let each = server.memory().saturating_sub(before) / (streams - first);
    let voting = begin(voters, server.address);
    let mut listening = JoinSet::new();
    let counted = Arc::<AtomicUsize>::default();
    for mut events in open {
        let (counted, address) = (Arc::clone(&counted), server.address);
        listening.spawn(async move {
            let mut last = 0;
            while let Ok(Some(event)) = events.next().await {
                // After `resync` the page is asked for anew.
                assert!(
                    event.id == last + 1 || event.name == "resync",
                    "{last}: {event:?}"
                );
                last = event.id;
            }
            drop(events);
            let mut events = come_back(address, last).await;
            counted.fetch_add(1, Ordering::Relaxed);
            let event = events.take(1).await.remove(0);
            assert!(
                event.id == last + 1 || event.name == "resync",
                "{last}: {event:?}"
            );
        });
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    server.kill();
    let voters = voting.join_all().await;
    let restarted = Instant::now();
    let server = Server::start(&folder, &more);
    while counted.load(Ordering::Relaxed) < streams * 19 / 20 {
        assert!(
            restarted.elapsed() < BACK,
            "{counted:?} of {streams} are back"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let back = restarted.elapsed();
    // Something happens, so that also who had seen everything hears something.
    let mut tally = Tally::default();
    let voters = tally.check(voters, server.address, &folder).await;
    let mut wire = Wire::connect(server.address).await.unwrap();
    voters[0].clone().check_one_vote(&mut wire).await;
    listening.join_all().await;
    Row {
        fault: "stream storm",
        runs: streams,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "19 of 20 back {back:.1?} after a kill, none missed an event; {} kB a stream in a build that \
             is not optimised",
            each / 1_000
        ),
    }
    .write();
    tally.assert();
    // Beside fewer, what the server does otherwise weighs more than they do.
    if streams >= 500 {
        assert!(each <= A_STREAM, "{each} bytes a stream");
    }
}

/// A connection that takes next to nothing at a time.
async fn narrow(address: std::net::SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(2_048).unwrap();
    socket.connect(address).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_does_not_read_holds_nothing() {
    let folder = Folder::new();
    let voters = settle(&folder, 20).await;
    let server = Server::start(&folder, &[]);
    let (heard, stop) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].stop));
    let voting = begin(voters, server.address);
    until_heard(&heard, 100).await;
    let before = server.memory();
    // Streams, and pages asked for again and again, of which a byte is read now and then.
    let mut slow = Vec::new();
    let readers = so_many(50, 300, 2_000);
    for n in 0..readers {
        let mut connection = narrow(server.address).await;
        let path = if n % 2 == 0 {
            "/live"
        } else {
            "/forslag/1/forslag-1"
        };
        let question = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", server.address);
        let questions = question.repeat(if n % 2 == 0 { 1 } else { 50 });
        connection.write_all(questions.as_bytes()).await.unwrap();
        slow.push(connection);
    }
    let mut stream = Events::open(server.address, "/live", &[]).await.unwrap();
    let open = server.files();
    let begun = Instant::now();
    let patience = Duration::from_secs(u64::try_from(so_many(8, 60, 180)).unwrap());
    let (mut latest, mut told) = (Duration::ZERO, 0);
    while begun.elapsed() < patience {
        // One byte of each a second.
        for connection in &mut slow {
            let mut byte = [0];
            let read = connection.read(&mut byte);
            let _nothing_there = tokio::time::timeout(Duration::ZERO, read).await;
        }
        for _ in 0..20 {
            let waited = Instant::now();
            stream.take(1).await;
            latest = latest.max(waited.elapsed());
            told += 1;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    let (grown, gone) = (
        server.memory().saturating_sub(before),
        open - server.files().min(open),
    );
    stop.store(true, Ordering::Relaxed);
    let voters = voting.join_all().await;
    let mut tally = Tally::default();
    let voters = tally.check(voters, server.address, &folder).await;
    Row {
        fault: "slow readers",
        runs: readers,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "{} kB more memory for each, {gone} dropped within {patience:.0?}; others were told {told} times, \
             after {latest:.0?} at most",
            grown / readers / 1_000
        ),
    }
    .write();
    tally.assert();
    assert!(
        grown < readers * 200_000,
        "{grown} bytes for {readers} readers"
    );
    assert!(latest < Duration::from_secs(5), "{latest:?}");
    // Longer than anybody's patience. Streams that fit into what the system keeps are not stalled.
    if patience > Duration::from_secs(45) {
        assert!(gone >= readers / 3, "{gone} of {readers} dropped");
    }
}

/// Sends a body without end, or one that says it is large, until it is answered; the status.
async fn pour(address: std::net::SocketAddr, head: &str, chunked: bool) -> u16 {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let (mut reading, mut writing) = stream.split();
    let length = match chunked {
        true => "transfer-encoding: chunked".to_owned(),
        false => format!("content-length: {}", 500 * MEGABYTE),
    };
    let head = format!("{head}host: {address}\r\n{length}\r\n\r\n");
    writing.write_all(head.as_bytes()).await.unwrap();
    let pouring = async {
        let mut chunk = vec![b'a'; 65_536];
        if chunked {
            chunk = [b"10000\r\n".as_slice(), &chunk, b"\r\n"].concat();
        }
        // Ends when the server does not want any more.
        while writing.write_all(&chunk).await.is_ok() {}
        std::future::pending::<()>().await;
    };
    let mut answer = [0; 12];
    tokio::select! {
        () = pouring => 0,
        read = reading.read_exact(&mut answer) => match read {
            Ok(_) => std::str::from_utf8(&answer[9..]).unwrap().parse().unwrap(),
            // It closed the connection, and the answer was lost with what was still coming.
            Err(_) => 0,
        },
    }
}

/// Kilobytes that bodies may take at once. Twelve of one network that do not say how large they are are read
/// at the same time, two megabytes of each; the rest is for smaller ones, and for what else a server does.
const BODIES: u64 = 100 * 1_024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_without_end_are_not_kept() {
    let folder = Folder::new();
    let voters = settle(&folder, 10).await;
    let server = Server::start(&folder, &[]);
    let key = voters[0].key().to_owned();
    let (heard, stop) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].stop));
    let voting = begin(voters, server.address);
    until_heard(&heard, 50).await;
    forget_peak(&server);
    let before = peak(&server);
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    let heads = [
        format!("POST /logga-in HTTP/1.1\r\n{form}"),
        format!("POST /forslag/1/forslag-1/inlagg HTTP/1.1\r\n{form}"),
        format!(
            "POST /api/v1/proposals HTTP/1.1\r\ncontent-type: application/json\r\nauthorization: {key}\r\n"
        ),
        format!(
            "POST /forslag/1/forslag-1/handlingar HTTP/1.1\r\n\
             content-type: multipart/form-data; boundary=x\r\nauthorization: {key}\r\n"
        ),
    ];
    let mut pouring = JoinSet::new();
    let runs = so_many(8, 64, 512);
    for n in 0..runs {
        let (head, address) = (heads[n % heads.len()].clone(), server.address);
        let chunked = n / heads.len() % 2 == 0;
        pouring.spawn(async move {
            (
                n,
                tokio::time::timeout(Duration::from_secs(30), pour(address, &head, chunked)).await,
            )
        });
    }
    let mut refused = 0;
    while let Some(ended) = pouring.join_next().await {
        let (n, status) = ended.unwrap();
        let status =
            status.unwrap_or_else(|_| panic!("{} was taken for ever", heads[n % heads.len()]));
        assert!(
            matches!(status, 0 | 303 | 400..=499),
            "{} {status}",
            heads[n % heads.len()]
        );
        refused += usize::from(status == 413);
    }
    let grown = peak(&server).saturating_sub(before);
    assert!(refused > 0, "nobody was told that it is too large");
    stop.store(true, Ordering::Relaxed);
    let voters = voting.join_all().await;
    let mut tally = Tally::default();
    let voters = tally.check(voters, server.address, &folder).await;
    Row {
        fault: "huge bodies",
        runs,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "{refused} told 413; {} MB more memory at most",
            grown / 1_024
        ),
    }
    .write();
    tally.assert();
    assert!(grown < BODIES, "{grown} kB");
}
