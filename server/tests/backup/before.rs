//! Before the tables change there is a backup of how they were, or they do not change.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nara_domain::backup::BEFORE_UPDATE_DAYS;
use nara_domain::schema::Age;
use nara_domain::time::Stamp;
use nara_server::backup::{self, BackupError, Passphrase, folder, verify};
use nara_server::db::{Db, Engine, known_schema};
use nara_server::entropy::SystemEntropy;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::common::Place;
use crate::older::as_it_was;
use crate::program::{Folder, Server, told};
use crate::scene::{SOMEBODY, noon, run};

/// A data folder of the release before, with somebody in it or nobody.
async fn of_before(somebody: bool) -> (Folder, i64) {
    let folder = Folder::new();
    let known = known_schema(Engine::Sqlite);
    let version = known[known.len() - 2].version;
    let db = Db::connect(&folder.database()).await.unwrap();
    db.migrate_to(version).await.unwrap();
    if somebody {
        run(&db, SOMEBODY).await;
    }
    db.close().await;
    (folder, version)
}

fn made(folder: &Folder) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder.path().join("backups")) else {
        return Vec::new();
    };
    entries.map(|entry| entry.unwrap().path()).collect()
}

async fn is_up_to_date(folder: &Folder) -> bool {
    let db = Db::connect(&folder.database()).await.unwrap();
    let there = db.schema().await.unwrap();
    db.close().await;
    there == known_schema(Engine::Sqlite)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_updates_makes_one_first() {
    let (folder, version) = of_before(true).await;
    drop(Server::start(&folder, &[]));
    let [backup] = &made(&folder)[..] else {
        panic!("{:?}", made(&folder));
    };
    assert_eq!(verify(backup, None).unwrap().head.version(), version);
    assert!(is_up_to_date(&folder).await);
    // Nothing changes any more, so nothing is made.
    drop(Server::start(&folder, &[]));
    assert_eq!(made(&folder).len(), 1);
}

// Of two steps the first changes the tables and the second fails, and is tried again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn that_of_before_an_update_stays_however_often_the_rest_is_tried() {
    let folder = Folder::new();
    let known = known_schema(Engine::Sqlite);
    let [first, half] = [3, 2].map(|from_the_end| known[known.len() - from_the_end].version);
    let db = Db::connect(&folder.database()).await.unwrap();
    db.migrate_to(first).await.unwrap();
    run(&db, SOMEBODY).await;
    let address = folder.database();
    let tried = async |now: Stamp| {
        let data = folder.path();
        let made = backup::before_migrating(&address, data, None, now, &SystemEntropy).await;
        made.unwrap().unwrap()
    };
    let version = |file: &Path| verify(file, None).unwrap().head.version();
    let whole = tried(noon()).await;
    assert_eq!(version(&whole), first);
    db.migrate_to(half).await.unwrap();
    let again = tried(noon().plus_minutes(1)).await;
    assert_eq!(version(&again), half);
    for _ in 0..5 {
        assert_eq!(tried(noon().plus_minutes(2)).await, again);
    }
    assert_eq!(made(&folder).len(), 2);
    // The release before was started meanwhile, and somebody voted: that is not in it.
    run(
        &db,
        "insert into sqlite_sequence (name, seq) values ('act', 1)",
    )
    .await;
    let voted = tried(noon().plus_minutes(3)).await;
    assert_ne!(voted, again);
    // Nor may what has no number be older than a while. Only the newest of each schema stays.
    let mut last = voted;
    for hours in 1..6 {
        let made = tried(noon().plus_hours(hours)).await;
        assert_ne!(made, last);
        last = made;
    }
    let mut there = made(&folder);
    there.sort();
    assert_eq!(there, [whole, last]);
    db.close().await;
}

/// What one of this moment is called.
fn called(made: Stamp, more: &str) -> String {
    format!("before-update-{}{more}.backup", folder::moment(made))
}

#[test]
fn nobody_goes_back_further_than_ninety_days() {
    let data = Folder::new();
    // There has been no update yet.
    assert_eq!(
        backup::forget_before_updates(data.path(), noon()).unwrap(),
        0
    );
    let backups = data.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    // To the second, as in a name.
    let last = noon().plus_days(-BEFORE_UPDATE_DAYS);
    let older = Stamp(last.0 - 1_000);
    let goes = [
        called(older, "-schema-80-0123abcd"),
        // As earlier releases called them.
        called(noon().plus_days(-400), ""),
        format!("{}.unfinished", called(older, "-schema-79-0123abcd")),
    ];
    let stays = [
        called(last, "-schema-80-0123abcd"),
        called(noon(), "-schema-81-0123abcd"),
        // By a clock that was ahead.
        called(noon().plus_days(400), "-schema-82-0123abcd"),
        folder::name_of(older),
        "before-update-notes.txt".to_owned(),
        "before-update-.backup".to_owned(),
    ];
    for name in goes.iter().chain(&stays) {
        std::fs::write(backups.join(name), "x").unwrap();
    }
    let forget = || backup::forget_before_updates(data.path(), noon()).unwrap();
    assert_eq!((forget(), forget()), (2, 0), "and what was left of one");
    for name in &goes {
        assert!(!backups.join(name).exists(), "{name}");
    }
    for name in &stays {
        assert!(backups.join(name).exists(), "{name}");
    }
}

// To a clock that is months ahead all of them are old.
#[test]
fn the_newest_stays_however_old_it_is() {
    let data = Folder::new();
    let backups = data.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    let [first, second, last] = [(-9, "79"), (-1, "80"), (0, "81")].map(|(days, schema)| {
        let made = noon().plus_days(days);
        backups.join(called(made, &format!("-schema-{schema}-0123abcd")))
    });
    for file in [&first, &second, &last] {
        std::fs::write(file, "x").unwrap();
    }
    let ahead = noon().plus_days(200);
    let forget = || backup::forget_before_updates(data.path(), ahead).unwrap();
    assert_eq!((forget(), forget()), (2, 0));
    assert!(!first.exists() && !second.exists() && last.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_forgets_those_that_are_too_old() {
    let data = Folder::new();
    let backups = data.path().join("backups");
    std::fs::create_dir(&backups).unwrap();
    let [old, newest] = ["20200304T120000Z", "20200305T120000Z"].map(|made| {
        let file = backups.join(format!("before-update-{made}.backup"));
        std::fs::write(&file, "x").unwrap();
        file
    });
    let _server = Server::start(&data, &[]);
    let begun = Instant::now();
    while old.exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it stays");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(newest.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn so_does_a_command() {
    let (folder, _) = of_before(true).await;
    let (status, said) = told(&["admin", "list"], &folder, "");
    assert!(status.success(), "{said}");
    assert!(said.contains("holds everything as it was before"), "{said}");
    assert_eq!(made(&folder).len(), 1);
    assert!(is_up_to_date(&folder).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_uses_is_not_kept() {
    let (folder, _) = of_before(false).await;
    drop(Server::start(&folder, &[]));
    assert!(made(&folder).is_empty());
    assert!(is_up_to_date(&folder).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_one_nothing_changes_unless_it_is_meant() {
    let (folder, _) = of_before(true).await;
    // There is no room for it.
    std::fs::write(folder.path().join("backups"), "x").unwrap();
    let (status, said) = told(&["serve", "--listen", "127.0.0.1:0"], &folder, "");
    assert!(!status.success(), "{said}");
    assert!(said.contains("Nothing was changed"), "{said}");
    assert!(said.contains("--without-backup"), "{said}");
    assert!(!is_up_to_date(&folder).await);
    let (status, said) = told(&["migrate", "--without-backup"], &folder, "");
    assert!(status.success(), "{said}");
    assert!(is_up_to_date(&folder).await);
}

/// A database of PostgreSQL as the release before left it, with somebody in it.
async fn elsewhere() -> Option<(Place, i64)> {
    let known = known_schema(Engine::Postgres);
    let version = known[known.len() - 2].version;
    let (place, db) = as_it_was(Engine::Postgres, version).await?;
    db.close().await;
    Some((place, version))
}

async fn age(place: &Place) -> Age {
    let db = Db::connect(&place.address).await.unwrap();
    let age = db.age_of_tables().await.unwrap();
    db.close().await;
    age
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_on_postgres_makes_one_first() {
    let Some((place, version)) = elsewhere().await else {
        return;
    };
    let folder = Folder::new();
    let at = ["--database", place.address.as_str()];
    let server = Server::start(&folder, &at);
    let [backup] = &made(&folder)[..] else {
        panic!("{:?}", made(&folder));
    };
    let head = verify(backup, None).unwrap().head;
    assert_eq!((head.engine, head.version()), (Engine::Postgres, version));
    assert_eq!(age(&place).await, Age::Same);
    drop(server);
    drop(Server::start(&folder, &at));
    assert_eq!(made(&folder).len(), 1);
    place.remove().await;
}

// Beside the keys of national numbers lies nothing that everybody can read whose hashes they are of.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_postgres_it_is_locked_where_backups_are() {
    const WORDS: &str = "en lång mening som ingen gissar";
    let shelf = Folder::new();
    let words = shelf.path().join("words");
    std::fs::write(&words, WORDS).unwrap();
    let words = words.to_str().unwrap();
    let is_locked = |folder: &Folder| {
        let [backup] = &made(folder)[..] else {
            panic!("{:?}", made(folder));
        };
        let open = verify(backup, None);
        let passphrase = Passphrase::new(WORDS);
        match open {
            Err(BackupError::Locked) => {
                verify(backup, Some(&passphrase)).unwrap();
                true
            }
            open => {
                open.unwrap();
                false
            }
        }
    };
    let lock = ["--backup-passphrase-file", words];
    // Beside the database itself a lock would keep nobody out, and an operator from what is in it.
    let (embedded, _) = of_before(true).await;
    drop(Server::start(&embedded, &lock));
    assert!(!is_locked(&embedded));

    let Some((place, _)) = elsewhere().await else {
        return;
    };
    let data = Folder::new();
    let at = ["--database", place.address.as_str()];
    drop(Server::start(&data, &[at, lock].concat()));
    assert!(is_locked(&data));
    place.remove().await;

    // So does a command in a server's folder; and what it cannot lock it does not make.
    let (place, _) = elsewhere().await.unwrap();
    let data = Folder::new();
    std::fs::create_dir(data.path().join("keys")).unwrap();
    let migrate = ["migrate", "--database", place.address.as_str()];
    let locked_with = |file| {
        let args = [&migrate[..], &["--passphrase-file", file]].concat();
        told(&args, &data, "")
    };
    let (status, said) = locked_with("/nowhere/words");
    assert!(!status.success(), "{said}");
    assert!(
        said.contains("/nowhere/words") && said.contains("Nothing was changed"),
        "{said}"
    );
    assert!(matches!(age(&place).await, Age::Earlier(_)));
    let (status, said) = locked_with(words);
    assert!(status.success(), "{said}");
    assert!(is_locked(&data));
    assert_eq!(age(&place).await, Age::Same);
    place.remove().await;
}

// Whoever changes the tables from some other folder does not find everything about everybody in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_servers_folder_gets_one_from_postgres() {
    for (keys, flag, count) in [
        (false, None, 0),
        (true, None, 1),
        (true, Some("--without-backup"), 0),
    ] {
        let Some((place, _)) = elsewhere().await else {
            return;
        };
        let folder = Folder::new();
        if keys {
            std::fs::create_dir(folder.path().join("keys")).unwrap();
        }
        let mut args = vec!["migrate", "--database", place.address.as_str()];
        args.extend(flag);
        let (status, said) = told(&args, &folder, "");
        assert!(status.success(), "{said}");
        assert_eq!(made(&folder).len(), count, "{keys} {flag:?}");
        let holds = "holds everything as it was before";
        assert_eq!(said.contains(holds), count == 1, "{said}");
        assert_eq!(age(&place).await, Age::Same);
        place.remove().await;
    }
}

// It is refused anyway, and is tried again and again by whoever keeps it running.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_that_may_change_no_tables_makes_none() {
    let Some((place, _)) = elsewhere().await else {
        return;
    };
    let role = format!("nara_app_before_{}", std::process::id());
    let mut root = PgConnection::connect(&place.address).await.unwrap();
    let create = format!(
        "revoke all on schema public from public; create role {role} login; \
         grant usage on schema public to {role}; grant select on all tables in schema public to {role}"
    );
    root.execute(AssertSqlSafe(create)).await.unwrap();
    let (scheme, rest) = place.address.split_once("://").unwrap();
    let (_, there) = rest.rsplit_once('@').unwrap_or(("", rest));
    let address = format!("{scheme}://{role}@{there}");
    let folder = Folder::new();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--database", &address];
    let (status, said) = told(&serve, &folder, "");
    assert!(!status.success(), "{said}");
    assert!(said.contains("may not change them"), "{said}");
    assert!(folder.path().join("keys").is_dir());
    assert!(made(&folder).is_empty());
    assert_eq!(age(&place).await, Age::Earlier(1));
    root.close().await.unwrap();
    let cluster = std::env::var("NARA_TEST_POSTGRES").unwrap();
    place.remove().await;
    let mut root = PgConnection::connect(&cluster).await.unwrap();
    let drop = AssertSqlSafe(format!("drop role {role}"));
    root.execute(drop).await.unwrap();
}
