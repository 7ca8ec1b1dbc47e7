//! `kill -9` in the midst of a restore: what is there afterwards is nobody's database. On SQLite the next
//! restore takes it away, on PostgreSQL it says that something is there.

use std::collections::BTreeMap;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use nara_server::db::{Db, Engine};
use nara_server::fetch_one;

use crate::command::names;
use crate::common::Place;
use crate::effort::{Row, so_many};
use crate::program::{Folder, nara, nara_under, told};
use crate::scene::{hamlet, made};
use crate::tally::Tally;
use crate::voters::some_time;

/// Of a hamlet.
const VOTES: i64 = 4;

/// A backup of a few votes, and the folder it lies in.
async fn backup() -> (Folder, String) {
    let (folder, shelf) = (Folder::new(), Folder::new());
    let db = hamlet(&folder).await;
    let file = shelf.path().join("one");
    made(&db, &file, None).await.unwrap();
    db.close().await;
    let file = file.to_str().unwrap().to_owned();
    (shelf, file)
}

async fn number(address: &str, sql: &'static str) -> i64 {
    let db = Db::connect(address).await.unwrap();
    let (number,) = fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap();
    db.close().await;
    number
}

async fn votes(address: &str) -> i64 {
    number(address, "select count(*) from support").await
}

/// What a whole restore has to have brought.
async fn look(tally: &mut Tally, address: &str) {
    for missing in votes(address).await..VOTES {
        tally.lose(format!("vote {missing} of {VOTES}"));
    }
    tally.count_again(address).await;
}

/// Records what a program writes, or kills it at one of its writes.
fn strace(record: &Path, inject: Option<String>) -> Vec<String> {
    let record = record.display().to_string();
    let words = ["strace", "-D", "-f", "-qq", "-o", &record];
    let more = ["-e", "trace=pwrite64"];
    let words = words.into_iter().chain(more).map(str::to_owned);
    let inject = inject.into_iter();
    let inject = inject.flat_map(|inject| ["-e".to_owned(), inject]);
    words.chain(inject).collect()
}

/// How many writes the thread made that made most: writes are counted by the thread.
fn writes(record: &str) -> usize {
    let mut of = BTreeMap::<&str, usize>::new();
    for line in record.lines().filter(|line| line.contains("pwrite64(")) {
        let thread = line.split_whitespace().next().unwrap();
        *of.entry(thread).or_default() += 1;
    }
    of.into_values().max().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_restore_left_on_sqlite_is_taken_away() {
    let (shelf, file) = backup().await;
    let (record, whole) = (shelf.path().join("record"), Folder::new());
    let restore = ["restore", file.as_str()];
    let ended = nara_under(&strace(&record, None), &restore, &whole).output();
    let ended = ended.unwrap();
    assert!(ended.status.success(), "{ended:?}");
    // The recorder ends a moment after it.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let writes = writes(&std::fs::read_to_string(&record).unwrap());
    let (mut killed, mut tally) = (0, Tally::default());
    let runs = so_many(6, 60, 600);
    for run in 0..runs {
        let folder = Folder::new();
        let at = 1 + (run * writes / runs + run) % writes;
        let inject = format!("inject=pwrite64:signal=KILL:when={at}");
        let ended = nara_under(&strace(&record, Some(inject)), &restore, &folder).output();
        let status = ended.unwrap().status;
        if status.success() {
            continue;
        }
        assert_eq!(status.signal(), Some(9), "{status}");
        killed += 1;
        // A server that is started now begins with an empty database, and not with half of one.
        let left = names(folder.path());
        let is_known = |name: &String| name == "nara.lock" || name.starts_with("nara.db.restoring");
        assert!(left.iter().all(is_known), "{left:?}");
        assert!(!folder.path().join("nara.db").exists());
        let (status, said) = told(&restore, &folder, "");
        assert!(status.success(), "killed at write {at}: {said}");
        assert!(said.contains("they add up"), "{said}");
        assert_eq!(names(folder.path()), ["nara.db", "nara.lock"]);
        look(&mut tally, &folder.database()).await;
    }
    assert!(killed >= runs / 2, "{killed} of {runs}");
    Row {
        fault: "restore killed (SQLite)",
        runs: killed,
        acknowledged: killed * usize::try_from(VOTES).unwrap(),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!("at any of {writes} writes; no database is there, and the next one makes it"),
    }
    .write();
    tally.assert();
}

/// Begins to restore into an empty database, and returns when the first of its tables is there.
async fn begun(file: &str, address: &str, folder: &Folder) -> Child {
    let restore = ["restore", file, "--database", address];
    let mut command = nara(&restore, folder);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let db = Db::connect(address).await.unwrap();
    let (begun, mut tables) = (Instant::now(), 0);
    while tables == 0 {
        assert!(
            child.try_wait().unwrap().is_none(),
            "it ended without tables"
        );
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it does not begin"
        );
        tokio::time::sleep(Duration::from_millis(1)).await;
        let sql = "select count(*) from pg_class where relkind = 'r' \
                   and relnamespace = current_schema()::text::regnamespace";
        (tables,) = fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap();
    }
    db.close().await;
    child
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_restore_left_on_postgres_is_refused() {
    let Some(whole) = Place::bare(Engine::Postgres).await else {
        return;
    };
    let (_shelf, file) = backup().await;
    let folder = Folder::new();
    let mut child = begun(&file, &whole.address, &folder).await;
    let from = Instant::now();
    assert!(child.wait().unwrap().success());
    let most = u64::try_from(from.elapsed().as_millis()).unwrap().max(20);
    let (mut killed, mut tally) = (0, Tally::default());
    look(&mut tally, &whole.address).await;
    whole.remove().await;
    let runs = so_many(4, 40, 400);
    for _ in 0..runs {
        let place = Place::bare(Engine::Postgres).await.unwrap();
        let mut child = begun(&file, &place.address, &folder).await;
        tokio::time::sleep(some_time(0, most)).await;
        let was_at_it = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        killed += usize::from(was_at_it);
        let restore = ["restore", file.as_str(), "--database", &place.address];
        let (status, said) = told(&restore, &folder, "");
        assert!(!status.success(), "{said}");
        assert!(said.contains("the database is not empty"), "{said}");
        assert!(said.contains("Take a place that holds nothing"), "{said}");
        // Its rows come all at once.
        let is_there = "select count(*) from pg_class where relname = 'support' \
                        and relnamespace = current_schema()::text::regnamespace";
        if number(&place.address, is_there).await > 0 {
            let votes = votes(&place.address).await;
            let all = [0, VOTES].contains(&votes);
            tally.compare("all votes or none", &(votes, all), &(votes, true));
        }
        place.remove().await;
    }
    assert!(killed > 0, "always too late");
    Row {
        fault: "restore killed (PostgreSQL)",
        runs: killed,
        acknowledged: killed * usize::try_from(VOTES).unwrap(),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: "at any moment; the next one into the same database is refused".to_owned(),
    }
    .write();
    tally.assert();
}
