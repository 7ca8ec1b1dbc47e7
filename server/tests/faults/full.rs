//! A disk that is full is used again as soon as there is room; a start on one says so.

use std::cell::Cell;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server, Start};
use super::storage::{PEOPLE, failing, injected, status};
use super::tally::Tally;
use super::voters::{Voter, acknowledged, begin, clones, settle, until_heard};

/// Waits until something is so.
async fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "waited for: {what}"
        );
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Votes go on again within this after there is room.
const BACK: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_was_full_is_used_again() {
    let settled = Folder::new();
    let voters = settle(&settled, PEOPLE).await;
    let (mut runs, mut answered, mut tally) = (0, 0, Tally::default());
    // Each time it happens another connection is opened, whose thread is counted anew.
    for from in [20, 21, 22, 23, 300].into_iter().take(so_many(2, 5, 5)) {
        let folder = settled.copy();
        let record = folder.path().join("record");
        let how = failing("pwrite64", "ENOSPC", &from.to_string(), &record);
        let server = Server::start_as(&folder, how);
        let voters = clones(&voters);
        let (heard, refused) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].refused));
        let voting = begin(voters, server.address);
        let times = so_many(5, 10, 10);
        until("no room, and room again", || injected(&record) >= times).await;
        // By itself: votes are taken again, until the next one finds no room.
        until_heard(&heard, heard.load(Ordering::Relaxed) + 10).await;
        assert!(
            refused.load(Ordering::Relaxed) > 0,
            "nobody was told to come back later"
        );
        assert_eq!(status(&server, "/forslag/1/forslag-1").await, 200);
        assert_eq!(status(&server, "/readyz").await, 200);
        server.kill();
        let voters = voting.join_all().await;
        let again = Server::start(&folder, &[]);
        let voters = tally.check(voters, again.address, &folder).await;
        runs += times;
        answered += acknowledged(&voters);
    }
    let (seen, more) = match really_full(&settled, &voters, &mut tally).await {
        Some(more) => (
            "also on a file system of eight megabytes that was filled",
            more,
        ),
        None => ("not on a file system of its own: that needs root", 0),
    };
    Row {
        fault: "disk full and back",
        runs: runs + usize::from(more > 0),
        acknowledged: answered + more,
        lost: tally.lost(),
        recount: tally.recount(),
        seen: seen.to_owned(),
    }
    .write();
    tally.assert();
}

/// A file system of its own, as large as this; gone with its owner.
struct Mounted<'f>(&'f Folder);

impl<'f> Mounted<'f> {
    fn on(folder: &'f Folder) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=8m", "nara-faults"])
            .arg(folder.path());
        let done = mount.output().ok()?;
        done.status.success().then_some(Self(folder))
    }
}

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _left_behind = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// Until thirty are answered one after the other, and nobody is told to come back later meanwhile.
async fn votes_again(heard: &AtomicUsize, refused: &AtomicUsize) {
    let room = Instant::now();
    loop {
        let (answered, sent_away) = (
            heard.load(Ordering::Relaxed),
            refused.load(Ordering::Relaxed),
        );
        until("votes again", || {
            heard.load(Ordering::Relaxed) >= answered + 30
        })
        .await;
        if refused.load(Ordering::Relaxed) == sent_away {
            return;
        }
        assert!(room.elapsed() < BACK, "{:?}", room.elapsed());
    }
}

async fn really_full(settled: &Folder, voters: &[Voter], tally: &mut Tally) -> Option<usize> {
    let folder = Folder::new();
    let mounted = Mounted::on(&folder)?;
    folder.take(settled);
    let server = Server::start(&folder, &[]);
    let voters = clones(voters);
    let (heard, refused) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].refused));
    let voting = begin(voters, server.address);
    let filler = folder.path().join("filler");
    for _ in 0..so_many(2, 4, 6) {
        let before = refused.load(Ordering::Relaxed);
        fill(&filler, || refused.load(Ordering::Relaxed) > before + 20).await;
        assert_eq!(status(&server, "/forslag/1/forslag-1").await, 200);
        std::fs::remove_file(&filler).unwrap();
        votes_again(&heard, &refused).await;
        assert_eq!(status(&server, "/readyz").await, 200);
    }
    server.kill();
    let voters = voting.join_all().await;
    let again = Server::start(&folder, &[]);
    let voters = tally.check(voters, again.address, &folder).await;
    drop((again, mounted));
    Some(acknowledged(&voters))
}

/// Writes as much as there is room for, again and again, until something is so.
async fn fill(file: &Path, is_so: impl Fn() -> bool) {
    use std::io::Write;
    let mut filler = std::fs::File::options()
        .append(true)
        .create(true)
        .open(file)
        .unwrap();
    let begun = Instant::now();
    while !is_so() {
        for size in [65_536, 4_096] {
            while filler.write_all(&vec![0; size]).is_ok() {}
        }
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "the disk is not full"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// It ends at once, and says why.
fn finds_no_room(folder: &Folder, how: Start<'_>) {
    let Err(said) = Server::try_start(folder, how) else {
        panic!("there was room");
    };
    assert!(said.contains("exit status: 1"), "{said}");
    assert!(said.contains("nara: the database's disk is full"), "{said}");
    // What is on the disk is known: no reason to stop for good.
    assert!(!said.contains("storage.unknown_state"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_on_a_full_disk_says_so_and_the_next_finds_everything() {
    let folder = Folder::new();
    let mut voters = settle(&folder, PEOPLE).await;
    let mut server = Server::start(&folder, &[]);
    let record = folder.path().join("record");
    let (runs, mut tally) = (so_many(2, 20, 100), Tally::default());
    for _ in 0..runs {
        let heard = Arc::clone(&voters[0].heard);
        let before = heard.load(Ordering::Relaxed);
        let voting = begin(voters, server.address);
        until_heard(&heard, before + 50).await;
        // Killed: what was answered last stands in the log alone.
        server.kill();
        voters = voting.join_all().await;
        finds_no_room(&folder, failing("pwrite64", "ENOSPC", "1+", &record));
        assert!(injected(&record) > 0, "it asked for no room");
        server = Server::start(&folder, &[]);
        voters = tally.check(voters, server.address, &folder).await;
    }
    // Stopped: where a kill leaves the index of the log behind, its own room is used for it again.
    server.terminate();
    assert_eq!(server.wait().0, Some(0));
    assert!(!folder.path().join("nara.db-shm").exists());
    let acknowledged = acknowledged(&voters);
    let (seen, more) = match really_full_at_start(&folder, voters, &mut tally).await {
        true => (
            "also on a file system of eight megabytes that was filled",
            1,
        ),
        false => ("not on a file system of its own: that needs root", 0),
    };
    Row {
        fault: "start on a full disk",
        runs: runs + more,
        acknowledged,
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!("it ended with 1 and said why; {seen}"),
    }
    .write();
    tally.assert();
}

/// Whether it could be tried.
async fn really_full_at_start(settled: &Folder, voters: Vec<Voter>, tally: &mut Tally) -> bool {
    let folder = Folder::new();
    let Some(mounted) = Mounted::on(&folder) else {
        return false;
    };
    folder.take(settled);
    let filler = folder.path().join("filler");
    let filled = Cell::new(false);
    fill(&filler, || filled.replace(true)).await;
    finds_no_room(&folder, Start::default());
    std::fs::remove_file(&filler).unwrap();
    let again = Server::start(&folder, &[]);
    let voters = tally.check(voters, again.address, &folder).await;
    let mut wire = Wire::connect(again.address).await.unwrap();
    voters[0].clone().check_one_vote(&mut wire).await;
    drop((again, mounted));
    true
}
