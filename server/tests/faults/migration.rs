//! The program is killed while it changes the tables, and started again.

use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use nara_server::db::{Db, Engine, known_schema};
use nara_server::{execute, fetch_all, fetch_one};

use super::common::Place;
use super::effort::{Row, so_many};
use super::program::{Folder, nara, nara_under, told};
use super::tally::Tally;
use super::voters::some_time;

/// What a database is made of, in words.
async fn tables(address: &str) -> Vec<String> {
    let db = Db::connect(address).await.unwrap();
    let sql = match db.engine() {
        Engine::Sqlite => {
            "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_schema order by 1"
        }
        Engine::Postgres => {
            "select table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable \
             from information_schema.columns where table_schema = 'public' \
             union all select indexdef from pg_indexes where schemaname = 'public' \
             union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint \
                 where connamespace = 'public'::regnamespace \
             union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1"
        }
    };
    let rows = fetch_all!(db.read().await.unwrap(), (String,), sql).unwrap();
    let mut words: Vec<String> = rows.into_iter().map(|(text,)| text).collect();
    let steps = db.schema().await.unwrap();
    words.extend(steps.iter().map(|step| format!("{step:?}")));
    if db.engine() == Engine::Sqlite {
        let check = "pragma integrity_check";
        words.push(
            fetch_one!(db.read().await.unwrap(), (String,), check)
                .unwrap()
                .0,
        );
    }
    db.close().await;
    words
}

/// A database of an older version with somebody in it.
async fn older(address: &str, version: i64) {
    let db = Db::connect(address).await.unwrap();
    db.migrate_to(version).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    execute!(
        tx,
        "insert into person (email, display_name, level, created_at) \
         values ('siv@example.org', 'Siv', 'n1', 1)"
    )
    .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
}

/// What became of a database whose change was killed and then ended. `from`: with somebody in it.
async fn look(tally: &mut Tally, address: &str, from: Option<i64>, right: &[String]) {
    let is = tables(address).await;
    let more = is.iter().filter(|line| !right.contains(line));
    let less = right.iter().filter(|line| !is.contains(line));
    let others: Vec<&String> = more.chain(less).collect();
    let should = (right.len(), Vec::new());
    tally.compare(&format!("from {from:?}"), &(is.len(), others), &should);
    let db = Db::open(address).await.unwrap();
    let sql =
        "select count(*) from person where email = 'siv@example.org' and display_name = 'Siv'";
    let (people,) = fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap();
    db.close().await;
    match (people, from) {
        (0, Some(version)) => tally.lose(format!("the person in version {version}")),
        (people, from) => tally.compare("people", &people, &i64::from(from.is_some())),
    }
    tally.count_again(address).await;
}

/// Which version the run of this number begins with: none, or an older one.
fn version(run: usize, engine: Engine) -> Option<i64> {
    let known: Vec<i64> = known_schema(engine)
        .iter()
        .map(|step| step.version)
        .collect();
    // The first tables have not all been there.
    let later = &known[known.len() / 3..known.len() - 1];
    run.is_multiple_of(2).then(|| later[run / 2 % later.len()])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_killed_at_any_write() {
    let whole = Folder::new();
    let record = whole.path().join("record");
    let strace = |inject: Option<String>| {
        let record = record.display().to_string();
        let mut words = [
            "strace",
            "-D",
            "-f",
            "-qq",
            "-o",
            &record,
            "-e",
            "trace=pwrite64",
        ]
        .map(str::to_owned)
        .to_vec();
        words.extend(
            inject
                .into_iter()
                .flat_map(|inject| ["-e".to_owned(), inject]),
        );
        words
    };
    let migrate = nara_under(&strace(None), &["migrate"], &whole)
        .output()
        .unwrap();
    assert!(migrate.status.success(), "{migrate:?}");
    // The recorder ends a moment after it.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let writes = std::fs::read_to_string(&record)
        .unwrap()
        .matches("pwrite64")
        .count();
    let (right, runs) = (tables(&whole.database()).await, so_many(6, 60, 1_000));
    let (mut killed, mut there, mut tally) = (0, 0, Tally::default());
    for run in 0..runs {
        let folder = Folder::new();
        let from = version(run, Engine::Sqlite);
        if let Some(version) = from {
            there += 1;
            older(&folder.database(), version).await;
        }
        let at = 1 + (run * writes / runs + run) % writes;
        let inject = format!("inject=pwrite64:signal=KILL:when={at}");
        let ended = nara_under(&strace(Some(inject)), &["migrate"], &folder)
            .output()
            .unwrap();
        // From an older version it is less to write, and may have been done.
        assert!(
            ended.status.success() || ended.status.signal() == Some(9),
            "{ended:?}"
        );
        killed += usize::from(!ended.status.success());
        let (status, said) = told(&["migrate"], &folder, "");
        assert!(status.success(), "killed at write {at}: {said}");
        look(&mut tally, &folder.database(), from, &right).await;
    }
    assert!(killed >= runs / 2, "{killed} of {runs}");
    Row {
        fault: "migration killed (SQLite)",
        runs: killed,
        acknowledged: there,
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!("at any of {writes} writes, from nothing and from older versions; the next start ended it"),
    }
    .write();
    tally.assert();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_killed_at_any_moment() {
    let Some(whole) = Place::make(Engine::Postgres).await else {
        return;
    };
    let folder = Folder::new();
    let right = tables(&whole.address).await;
    let (mut killed, mut there, mut tally) = (0, 0, Tally::default());
    // As long as it takes from nothing, here and now: whoever is killed later than that was done.
    let bare = Place::bare(Engine::Postgres).await.unwrap();
    let begun = Instant::now();
    let (status, said) = told(&["migrate", "--database", &bare.address], &folder, "");
    assert!(status.success(), "{said}");
    let whole_ms = u64::try_from(begun.elapsed().as_millis()).unwrap();
    bare.remove().await;
    let runs = so_many(4, 40, 400);
    for run in 0..runs {
        let place = Place::bare(Engine::Postgres).await.unwrap();
        let from = version(run, Engine::Postgres);
        if let Some(version) = from {
            there += 1;
            older(&place.address, version).await;
        }
        let migrate = ["migrate", "--database", place.address.as_str()];
        let mut command = nara(&migrate, &folder);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        tokio::time::sleep(some_time(10, whole_ms.max(20))).await;
        killed += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let (status, said) = told(&migrate, &folder, "");
        assert!(status.success(), "{said}");
        look(&mut tally, &place.address, from, &right).await;
        place.remove().await;
    }
    whole.remove().await;
    assert!(killed > 0, "always too late");
    Row {
        fault: "migration killed (PostgreSQL)",
        runs: killed,
        acknowledged: there,
        lost: tally.lost(),
        recount: tally.recount(),
        seen: "at any moment, from nothing and from older versions; the next start ended it"
            .to_owned(),
    }
    .write();
    tally.assert();
}
