//! A disk that fails: after a sync that did not work nothing more is acknowledged.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server, Start};
use super::tally::Tally;
use super::voters::{Voter, begin, clones, settle};

pub const PEOPLE: usize = 4;

/// The program with a call that fails in each of its threads at certain numbers; what it is told is
/// recorded in the file.
pub fn failing<'a>(call: &str, error: &str, when: &str, record: &Path) -> Start<'a> {
    let inject = format!("inject={call}:error={error}:when={when}");
    let trace = format!("trace={call}");
    let record = record.display().to_string();
    let words = [
        "strace",
        "-D",
        "-f",
        "-qq",
        "-y",
        "-o",
        &record,
        "-e",
        "signal=none",
        "-e",
        &trace,
        "-e",
        &inject,
    ];
    Start {
        under: words.map(str::to_owned).to_vec(),
        ..Start::default()
    }
}

pub fn injected(record: &Path) -> usize {
    let text = std::fs::read_to_string(record).unwrap_or_default();
    text.matches("(INJECTED)").count()
}

/// Whether all that failed was to sync the folder. SQLite asks for that when it makes its log, and does not
/// mind; the server has asked itself before.
fn only_of_folder(record: &Path, folder: &Path) -> bool {
    let text = std::fs::read_to_string(record).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let of_folder = format!("<{}>", folder.display());
    let failed = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.contains("(INJECTED)"));
    let is_of_folder = |(n, line): (usize, &&str)| {
        let thread = line.split(' ').next().unwrap();
        // Where it returned later, the file stands where it began.
        let begun = lines[..=n]
            .iter()
            .rev()
            .find(|line| line.split(' ').next() == Some(thread) && !line.contains("resumed>"));
        begun.is_some_and(|line| line.contains(&of_folder))
    };
    let of_folder: Vec<bool> = failed.map(is_of_folder).collect();
    !of_folder.contains(&false)
}

pub async fn status(server: &Server, path: &str) -> u16 {
    let mut wire = Wire::connect(server.address).await.unwrap();
    wire.get(path, &[]).await.unwrap().status
}

/// What one failed call led to.
struct Failed {
    at_start: bool,
    of_folder: bool,
    acknowledged: usize,
}

/// Lets one call fail while people vote; `None`: it was never made so often.
async fn fails_once(
    (settled, voters): (&Folder, &[Voter]),
    (call, when): (&str, usize),
    tally: &mut Tally,
) -> Option<Failed> {
    let folder = settled.copy();
    let record = folder.path().join("record");
    let how = failing(call, "EIO", &when.to_string(), &record);
    let voters = clones(voters);
    let what = format!("{call} {when}");
    let server = match Server::try_start(&folder, how) {
        Ok(server) => server,
        Err(said) => {
            // It does not begin on a disk that does not work, says so, and nothing was answered.
            assert!(injected(&record) > 0, "{what}: {said}");
            assert!(said.contains("exit status: 1: "), "{what}: {said}");
            let again = Server::start(&folder, &[]);
            tally.check(voters, again.address, &folder).await;
            return Some(Failed {
                at_start: true,
                of_folder: false,
                acknowledged: 0,
            });
        }
    };
    let heard = Arc::clone(&voters[0].heard);
    let voting = begin(voters, server.address);
    let begun = Instant::now();
    let mut failed = None;
    while status(&server, "/readyz").await == 200 {
        let is_over = |failed: Instant| failed.elapsed() > Duration::from_secs(2);
        if failed.is_some_and(is_over) || begun.elapsed() > Duration::from_secs(30) {
            break;
        }
        if failed.is_none() && injected(&record) > 0 {
            failed = Some(Instant::now());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    if injected(&record) == 0 {
        server.kill();
        voting.join_all().await;
        return None;
    }
    let of_folder = goes_on(&server, &heard, (record.as_path(), &folder), &what).await;
    if !of_folder {
        nothing_more(&server, &heard, &what).await;
    }
    let acknowledged = heard.load(Ordering::Relaxed);
    server.kill();
    let voters = voting.join_all().await;
    let again = Server::start(&folder, &[]);
    let voters = tally.check(voters, again.address, &folder).await;
    let mut wire = Wire::connect(again.address).await.unwrap();
    assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 200);
    voters[0].clone().check_one_vote(&mut wire).await;
    Some(Failed {
        at_start: false,
        of_folder,
        acknowledged,
    })
}

/// Whether all that failed was to sync the folder. Its names are known to be on the disk since the start, so the
/// server is none the worse for it: it says that it is well and takes votes. That those are there is looked at later.
async fn goes_on(
    server: &Server,
    heard: &AtomicUsize,
    (record, folder): (&Path, &Folder),
    what: &str,
) -> bool {
    if !only_of_folder(record, folder.path()) {
        return false;
    }
    let (before, begun) = (heard.load(Ordering::Relaxed), Instant::now());
    let mut answered = false;
    while !answered && begun.elapsed() < Duration::from_secs(5) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        answered = heard.load(Ordering::Relaxed) > before;
    }
    let (ready, log) = (status(server, "/readyz").await, server.log());
    // The same call of another thread may have failed meanwhile, and that is another matter.
    if !only_of_folder(record, folder.path()) {
        while status(server, "/readyz").await == 200 && begun.elapsed() < Duration::from_secs(10) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        return false;
    }
    assert!(answered, "{what}: nobody's vote is taken: {log}");
    assert_eq!(ready, 200, "{what}: {log}");
    assert!(!log.contains("storage.unknown_state"), "{what}: {log}");
    for path in ["/", "/forslag/1/forslag-1", "/api/v1/proposals/1/support"] {
        assert_eq!(status(server, path).await, 200, "{what}");
    }
    true
}

/// Nothing is acknowledged from now on, and reading goes on.
async fn nothing_more(server: &Server, heard: &AtomicUsize, what: &str) {
    let log = server.log();
    assert_eq!(status(server, "/readyz").await, 503, "{what}: {log}");
    assert!(log.contains("storage.unknown_state"), "{what}: {log}");
    // Answers that were on their way.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let acknowledged = heard.load(Ordering::Relaxed);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(
        heard.load(Ordering::Relaxed),
        acknowledged,
        "{what}: goes on writing"
    );
    for path in ["/", "/forslag/1/forslag-1", "/api/v1/proposals/1/support"] {
        assert_eq!(status(server, path).await, 200, "{what}: reading goes on");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_acknowledged_after_a_sync_that_failed() {
    let settled = Folder::new();
    let voters = settle(&settled, PEOPLE).await;
    let (mut runs, mut at_start, mut of_folder, mut acknowledged) = (0, 0, 0, 0);
    let mut tally = Tally::default();
    // A checkpoint is made after so many commits: also its syncs fail.
    let last = so_many(68, 80, 150);
    let some = |n: &usize| {
        n.is_multiple_of(so_many(32, 1, 1)) || *n < so_many(3, 80, 150) || *n > last - 3
    };
    let syncs: Vec<usize> = (1..=last).filter(some).collect();
    // The first ones make the index of the log, at the start; those of votes come later.
    let writes: Vec<usize> = match so_many(0, 40, 300) {
        0 => vec![1, 60],
        last => (1..=last).collect(),
    };
    // Which of the two a database asks for is how it was built.
    for (call, whens) in [("fsync,fdatasync", syncs), ("pwrite64", writes)] {
        for when in whens {
            let failed = fails_once((&settled, voters.as_slice()), (call, when), &mut tally).await;
            let failed = failed.unwrap_or_else(|| panic!("{call} {when} never came"));
            runs += 1;
            at_start += usize::from(failed.at_start);
            of_folder += usize::from(failed.of_folder);
            acknowledged += failed.acknowledged;
        }
    }
    Row {
        fault: "EIO on a sync or a write",
        runs,
        acknowledged,
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "nothing acknowledged afterwards, reading went on; {at_start} at the start, {of_folder} of the \
             folder once it was synced, after which votes went on"
        ),
    }
    .write();
    tally.assert();
    assert!(
        at_start + of_folder < runs / 2,
        "{at_start} and {of_folder} of {runs}"
    );
}
