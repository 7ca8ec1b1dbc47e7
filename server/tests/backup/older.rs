//! Backups of other versions' tables: of before, they are brought up to date; of after, and where
//! something is missing, they are refused with what to do.

use nara_domain::backup::Misfit;
use nara_server::backup::{BackupError, Copying, Restoring, copy, restore};
use nara_server::db::{Db, Engine, known_schema};
use nara_server::{execute, fetch_one};
use tokio_util::sync::CancellationToken;

use crate::common::{App, Place};
use crate::effort::{Row, so_many};
use crate::program::Folder;
use crate::scene::{SOMEBODY, hamlet, made, restored, run};
use crate::tally::Tally;

/// A database as it was after this step, with somebody in it.
pub async fn as_it_was(engine: Engine, version: i64) -> Option<(Place, Db)> {
    let place = Place::bare(engine).await?;
    let db = Db::connect(&place.address).await.unwrap();
    db.migrate_to(version).await.unwrap();
    run(&db, SOMEBODY).await;
    Some((place, db))
}

async fn of_before(engine: Engine) {
    let all: Vec<i64> = known_schema(engine)
        .iter()
        .map(|step| step.version)
        .collect();
    // The first, some between, and the last but one; or every third; or all.
    let before = &all[..all.len() - 1];
    let versions: Vec<i64> = match so_many(0, 3, 1) {
        0 => vec![1, 20, 52, 65, before[before.len() - 1]],
        some => before.iter().copied().step_by(some).collect(),
    };
    let mut tally = Tally::default();
    for version in &versions {
        let version = *version;
        let Some((source, db)) = as_it_was(engine, version).await else {
            return;
        };
        let folder = Folder::new();
        let file = folder.path().join("one");
        let before = made(&db, &file, None).await.unwrap();
        assert_eq!(before.verified.head.version(), version);
        let place = Place::bare(engine).await.unwrap();
        let address = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.path().join("two.db").display()),
            Engine::Postgres => place.address.clone(),
        };
        let done = restored(&file, &address).await.unwrap();
        assert_eq!(Some(done.version), all.last().copied(), "from {version}");
        // Up to date, also by what a server says that starts on it.
        let app = App::open(&address).await;
        let siv = "select count(*) from person where display_name = 'Siv' and created_at = 7";
        match app.number(siv).await {
            0 => tally.lose(format!("the person in version {version}")),
            people => tally.compare("people", &people, &1),
        }
        app.db.close().await;
        tally.count_again(&address).await;
        db.close().await;
        source.remove().await;
        place.remove().await;
    }
    Row {
        fault: match engine {
            Engine::Sqlite => "too old a backup (SQLite)",
            Engine::Postgres => "too old a backup (PostgreSQL)",
        },
        runs: versions.len(),
        acknowledged: versions.len(),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: "brought up to date by the restore, with what was in it".to_owned(),
    }
    .write();
    tally.assert();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_of_before_is_brought_up_to_date_on_sqlite() {
    of_before(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_of_before_is_brought_up_to_date_on_postgres() {
    of_before(Engine::Postgres).await;
}

async fn refused(change: &'static str) -> BackupError {
    let place = Place::make(Engine::Sqlite).await.unwrap();
    let db = Db::open(&place.address).await.unwrap();
    run(&db, change).await;
    let folder = Folder::new();
    let file = folder.path().join("one");
    made(&db, &file, None).await.unwrap();
    let address = format!("sqlite:{}", folder.path().join("two.db").display());
    let refused = restored(&file, &address).await.unwrap_err();
    assert!(!folder.path().join("two.db").exists());
    db.close().await;
    place.remove().await;
    refused
}

pub const LATER: &str = "insert into _sqlx_migrations \
    (version, description, success, checksum, execution_time) \
    values (99999, 'of later', true, x'00', 0)";
const UNKNOWN: &str = "insert into _sqlx_migrations \
    (version, description, success, checksum, execution_time) \
    values (5, 'of somebody', true, x'00', 0)";
const GAP: &str = "delete from _sqlx_migrations where version = 27";
const CHANGED: &str = "update _sqlx_migrations set checksum = x'00' where version = 27";
pub const NOT_OURS: &str = "create table notes (notes_id bigint primary key, text text)";
const NO_KEY: &str = "create table list (text text)";
const NO_KIND: &str = "create table measured (measured_id bigint primary key, value real)";
const LESS: &str = "drop table merge_offer";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_of_another_version_is_refused_with_what_to_do() {
    for (change, misfit, word) in [
        (LATER, "Newer", "or a later one"),
        (UNKNOWN, "Unknown", "does not know"),
        (GAP, "Gap", "without step 27"),
        (CHANGED, "Changed", "release that made it"),
    ] {
        let said = refused(change).await;
        let words = said.to_string();
        assert!(words.contains(word), "{words}");
        let BackupError::Misfit(found) = said else {
            panic!("{words}");
        };
        assert!(format!("{found:?}").starts_with(misfit), "{found:?}");
        if let Misfit::Newer { backup, .. } = found {
            assert_eq!(backup, 99_999);
        }
    }
    let said = refused(NOT_OURS).await.to_string();
    assert!(said.contains("--without notes"), "{said}");
    let said = refused(LESS).await.to_string();
    assert!(said.contains("no table merge_offer"), "{said}");
}

// A table somebody else put into the database comes along, and can be left out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_none_of_ours_can_be_left_out() {
    let place = Place::make(Engine::Sqlite).await.unwrap();
    let db = Db::open(&place.address).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    execute!(tx, NOT_OURS).unwrap();
    execute!(tx, "insert into notes (notes_id, text) values (1, 'x')").unwrap();
    // What cannot be in a backup keeps nobody from making one.
    execute!(tx, NO_KEY).unwrap();
    execute!(tx, NO_KIND).unwrap();
    tx.commit().await.unwrap();
    let folder = Folder::new();
    let file = folder.path().join("one");
    let written = made(&db, &file, None).await.unwrap();
    assert_eq!(
        written.left_out,
        [
            "list has no primary key",
            "measured.value is of the type real"
        ]
    );
    let address = format!("sqlite:{}", folder.path().join("two.db").display());
    let wanted = Restoring {
        backup: &file,
        passphrase: None,
        folder: std::path::Path::new("/nowhere"),
        address: &address,
        without: &["notes".to_owned()],
    };
    let done = restore(&wanted).await.unwrap();
    // What was left out is not said to have been restored.
    assert_eq!(done.filled.rows() + 1, done.backup.manifest.rows());
    assert_eq!(done.filled.rows_of("notes"), 0);
    let copy = Db::open(&address).await.unwrap();
    let (there,) = fetch_one!(
        copy.read().await.unwrap(),
        (i64,),
        "select count(*) from sqlite_schema where name in ('notes', 'list', 'measured')"
    )
    .unwrap();
    assert_eq!(there, 0);
    for open in [db, copy] {
        open.close().await;
    }
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_table_of_ours_is_left_out() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    let file = folder.path().join("one");
    made(&db, &file, None).await.unwrap();
    let address = format!("sqlite:{}", folder.path().join("two.db").display());
    for name in ["support", "person", "backup_run"] {
        let without = ["notes".to_owned(), name.to_owned()];
        let wanted = Restoring {
            backup: &file,
            passphrase: None,
            folder: std::path::Path::new("/nowhere"),
            address: &address,
            without: &without,
        };
        let refused = restore(&wanted).await.unwrap_err();
        let said = refused.to_string();
        assert!(matches!(refused, BackupError::Unfit(_)), "{said}");
        let why = format!("its table {name} is one of Nära's own");
        assert!(said.contains(&why), "{said}");
        assert!(!folder.path().join("two.db").exists());

        let stop = CancellationToken::new();
        let wanted = Copying {
            from: &folder.database(),
            to: &address,
            without: &without,
            stop: &stop,
        };
        let refused = copy(&wanted).await.unwrap_err();
        let said = refused.to_string();
        assert!(matches!(refused, BackupError::Uncopied(_)), "{said}");
        assert!(said.contains(&why), "{said}");
        assert!(!folder.path().join("two.db").exists());
    }
    // Nothing left out: all of it was filled.
    let done = restored(&file, &address).await.unwrap();
    assert_eq!(done.filled, done.backup.manifest);
    db.close().await;
}
