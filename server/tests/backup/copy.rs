//! `nara db copy`: from either database into either, compared row by row, or nothing at all.

use std::path::Path;
use std::process::Command;

use nara_domain::backup::OtherVersion;
use nara_server::backup::{self, BackupError, Compared, Copied, Copying};
use nara_server::db::{Db, Engine, known_schema};
use tokio_util::sync::CancellationToken;

use crate::command::names;
use crate::common::wire::Wire;
use crate::common::{App, Place};
use crate::older::{LATER, NOT_OURS, as_it_was};
use crate::program::{self, Folder, Server};
use crate::scene::{full_municipality, goes_on, guards, hamlet, loosen, nearly_full, run};

async fn copied_without(from: &str, to: &str, without: &[String]) -> Result<Copied, BackupError> {
    let stop = CancellationToken::new();
    let wanted = Copying {
        from,
        to,
        without,
        stop: &stop,
    };
    backup::copy(&wanted).await
}

async fn copied(from: &str, to: &str) -> Result<Copied, BackupError> {
    copied_without(from, to, &[]).await
}

async fn compared(from: &Db, to: &Db) -> Compared {
    let (mut from, mut to) = (from.snapshot().await.unwrap(), to.snapshot().await.unwrap());
    let stop = CancellationToken::new();
    let compared = backup::compare(&mut from, &mut to, &[], &stop).await;
    compared.unwrap()
}

/// Where a test copies to: a file of its own, or an empty database of PostgreSQL.
async fn nowhere(engine: Engine) -> Option<(Place, String)> {
    let place = Place::bare(engine).await?;
    let address = place.address.clone();
    Some((place, address))
}

/// The folder of an embedded database.
fn folder_of(address: &str) -> &Path {
    let file = Path::new(address.strip_prefix("sqlite:").unwrap());
    file.parent().unwrap()
}

/// With every table filled, through `middle` and back into an engine of the first.
async fn there_and_back(first: Engine, middle: Engine) {
    let Some((source, db, gone)) = full_municipality(first).await else {
        return;
    };
    let Some((middle, between)) = nowhere(middle).await else {
        source.remove().await;
        return;
    };
    let (last, address) = nowhere(first).await.unwrap();
    let there = copied(&source.address, &between).await.unwrap();
    let back = copied(&between, &address).await.unwrap();
    for copied in [&there, &back] {
        assert!(copied.compared.differences().is_empty());
        assert!(copied.wrong.is_none(), "{}", copied.wrong);
        assert!(copied.left_out.is_empty());
        let newest = known_schema(first).last().map(|step| step.version);
        assert_eq!(Some(copied.version), newest);
    }
    let (old, new) = (&there.compared.from, &back.compared.to);
    assert_eq!(old.tables, new.tables, "row by row");
    assert_eq!(old.uploads, new.uploads);
    assert!(old.rows() > 1_000 && old.uploads.count >= 2);
    assert!(back.compared.votes > 100);
    nearly_full(old);
    if first == Engine::Sqlite {
        assert_eq!(names(folder_of(&address)), ["nara.db"]);
    }

    let copy = Db::open(&address).await.unwrap();
    assert!(compared(&db, &copy).await.differences().is_empty());
    assert_eq!(guards(&db).await, guards(&copy).await);
    goes_on(&copy, gone).await;
    // The municipality goes on.
    let app = App::open(&address).await;
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Efter flytten").await;
    for open in [db, copy, app.db] {
        open.close().await;
    }
    for place in [source, middle, last] {
        place.remove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_sqlite_to_postgres_and_back() {
    there_and_back(Engine::Sqlite, Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_postgres_to_postgres_and_on() {
    there_and_back(Engine::Postgres, Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_sqlite_to_sqlite_and_on() {
    there_and_back(Engine::Sqlite, Engine::Sqlite).await;
}

// A row that is not the same, and one too many, are found, and nothing else is.
async fn a_change_is_found(engine: Engine) {
    let Some((place, to)) = nowhere(engine).await else {
        return;
    };
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    let done = copied(&folder.database(), &to).await.unwrap();
    assert!(done.compared.differences().is_empty());
    let copy = Db::connect(&to).await.unwrap();
    for (change, said) in [
        (
            "update person set display_name = 'Annan' \
             where person_id = (select min(person_id) from person)",
            &["person: "][..],
        ),
        (
            "insert into used_link (link_id, purpose, used_at) values ('x', 'x', 7)",
            &["person: ", "used_link: "],
        ),
        // A blank more is another text.
        (
            "update proposal set title = title || ' ' \
             where proposal_id = (select min(proposal_id) from proposal)",
            &["person: ", "proposal: ", "used_link: "],
        ),
    ] {
        run(&copy, change).await;
        let found = compared(&db, &copy).await.differences();
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), said.len(), "{found:?}");
        for (found, said) in found.iter().zip(said) {
            assert!(found.starts_with(said), "{found}");
        }
    }
    run(&copy, "delete from used_link").await;
    let found = compared(&db, &copy).await.differences();
    let of: Vec<&str> = found.iter().map(|each| each.table.as_str()).collect();
    assert_eq!(of, ["person", "proposal"]);
    for open in [db, copy] {
        open.close().await;
    }
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_is_found_on_sqlite() {
    a_change_is_found(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_is_found_on_postgres() {
    a_change_is_found(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_holds_something_is_left_alone() {
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    let shelf = Folder::new();
    let to = format!("sqlite:{}", shelf.path().join("nara.db").display());
    // A database, or half of one that is gone: its log would be taken for the new one's.
    for name in ["nara.db", "nara.db-wal"] {
        let there = shelf.path().join(name);
        std::fs::write(&there, "something").unwrap();
        let refused = copied(&folder.database(), &to).await.unwrap_err();
        assert!(matches!(refused, BackupError::Exists(_)), "{refused}");
        assert_eq!(std::fs::read(&there).unwrap(), b"something");
        assert_eq!(names(shelf.path()), [name]);
        std::fs::remove_file(there).unwrap();
    }
    // Onto itself.
    let refused = copied(&folder.database(), &folder.database()).await;
    assert!(matches!(refused.unwrap_err(), BackupError::Exists(_)));
    // From nothing, which is not made.
    let refused = copied(&to, &format!("{to}.copy")).await.unwrap_err();
    assert!(matches!(refused, BackupError::NoDatabase(_)), "{refused}");
    assert!(names(shelf.path()).is_empty());

    let Some(place) = Place::make(Engine::Postgres).await else {
        return;
    };
    let app = App::open(&place.address).await;
    app.resident("Siv").await;
    let people = "select count(*) from person";
    let before = app.number(people).await;
    let refused = copied(&folder.database(), &place.address).await;
    let refused = refused.unwrap_err();
    assert!(matches!(refused, BackupError::NotEmpty { .. }), "{refused}");
    assert_eq!(app.number(people).await, before);
    let schema = app.db.schema().await.unwrap();
    assert_eq!(schema, known_schema(Engine::Postgres));
    app.db.close().await;
    place.remove().await;
}

async fn another_version_is_refused(engine: Engine) {
    let known = known_schema(engine);
    let [.., before, program] = &known[..] else {
        panic!("{known:?}");
    };
    let Some((source, db)) = as_it_was(engine, before.version).await else {
        return;
    };
    let (place, to) = nowhere(Engine::Sqlite).await.unwrap();
    let refused = copied(&source.address, &to).await.unwrap_err();
    let BackupError::OtherVersion(found) = refused else {
        panic!("{refused}");
    };
    let earlier = OtherVersion::Earlier {
        database: before.version,
        program: program.version,
    };
    assert_eq!(found, earlier);
    // As it was, and nothing was begun.
    assert_eq!(db.schema().await.unwrap().last(), Some(before));
    assert!(names(folder_of(&to)).is_empty());
    db.migrate().await.unwrap();
    copied(&source.address, &to).await.unwrap();
    db.close().await;
    place.remove().await;
    source.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_version_is_refused_on_sqlite() {
    another_version_is_refused(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_version_is_refused_on_postgres() {
    another_version_is_refused(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn so_are_a_later_one_and_none() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    run(&db, LATER).await;
    let (place, to) = nowhere(Engine::Sqlite).await.unwrap();
    let refused = copied(&folder.database(), &to).await.unwrap_err();
    let later = matches!(
        refused,
        BackupError::OtherVersion(OtherVersion::Later {
            database: 99_999,
            ..
        })
    );
    assert!(later, "{refused}");
    db.close().await;
    // A database of nobody.
    let bare = Folder::new();
    Db::connect(&bare.database()).await.unwrap().close().await;
    let refused = copied(&bare.database(), &to).await.unwrap_err();
    let nothing = BackupError::OtherVersion(OtherVersion::Nothing).to_string();
    assert_eq!(refused.to_string(), nothing);
    assert!(names(folder_of(&to)).is_empty());
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_none_of_ours_can_be_left_out() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    run(&db, NOT_OURS).await;
    run(&db, "create table list (text text)").await;
    let (place, to) = nowhere(Engine::Sqlite).await.unwrap();
    let refused = copied(&folder.database(), &to).await.unwrap_err();
    let said = refused.to_string();
    assert!(said.contains("cannot be copied"), "{said}");
    assert!(said.contains("--without notes"), "{said}");
    let without = ["notes".to_owned()];
    let done = copied_without(&folder.database(), &to, &without).await;
    assert_eq!(done.unwrap().left_out, ["list has no primary key"]);
    db.close().await;
    place.remove().await;
}

// What comes to nothing leaves nothing: here, a row that leads nowhere, and somebody who stops it.
async fn nothing_is_left(engine: Engine) {
    let Some((place, to)) = nowhere(engine).await else {
        return;
    };
    let (good, loose) = (Folder::new(), Folder::new());
    hamlet(&good).await.close().await;
    loose.take(&good);
    loosen(&loose).await;
    let refused = copied(&loose.database(), &to).await.unwrap_err();
    let said = refused.to_string();
    assert!(said.contains("lead to rows that are not there"), "{said}");
    assert!(said.contains("cannot be copied"), "{said}");

    let stop = CancellationToken::new();
    stop.cancel();
    let wanted = Copying {
        from: &good.database(),
        to: &to,
        without: &[],
        stop: &stop,
    };
    let stopped = backup::copy(&wanted).await.unwrap_err();
    assert!(matches!(stopped, BackupError::Stopped), "{stopped}");
    if engine == Engine::Sqlite {
        assert!(names(folder_of(&to)).is_empty());
    }
    // As empty as it was, or this would be refused.
    let done = copied(&good.database(), &to).await.unwrap();
    assert!(done.compared.differences().is_empty());
    assert_eq!(done.compared.votes, 4);
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_left_on_sqlite() {
    nothing_is_left(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_left_on_postgres() {
    nothing_is_left(Engine::Postgres).await;
}

/// What the command said, and whether it was done.
fn said(args: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nara"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NARA_")) {
        command.env_remove(name);
    }
    let output = command.args(["db", "copy"]).args(args).output().unwrap();
    let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.success(), told)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn moved_on_the_command_line() {
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    let (tried, new) = (Folder::new(), Folder::new());
    let server = Server::start(&folder, &[]);
    // While a server runs, what it writes would be lost.
    let (done, told) = said(&[&folder.database(), &new.database()]);
    assert!(!done && told.contains("a server is running"), "{told}");
    assert!(told.contains("--beside-server"), "{told}");
    assert!(names(new.path()).is_empty());
    // To try it out is another matter.
    let (done, told) = said(&["--beside-server", &folder.database(), &tried.database()]);
    assert!(done, "{told}");
    assert!(told.contains("since then is not in the copy"), "{told}");
    assert_eq!(names(tried.path()), ["nara.db", "nara.lock"]);

    // Killed: some of it stands in the log alone.
    server.kill();
    let (done, told) = said(&[&folder.database(), &new.database()]);
    assert!(done, "{told}");
    assert!(
        told.contains("read again on both sides, and the same"),
        "{told}"
    );
    assert!(told.contains("4 votes recounted: they add up"), "{told}");
    assert!(told.contains("identity.key"), "{told}");
    // A line for each table: rows, hash, name.
    let line = told
        .lines()
        .find(|line| line.ends_with("  support"))
        .unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!((words[0], words[1].len(), words.len()), ("4", 64, 3));

    std::fs::create_dir(new.path().join("keys")).unwrap();
    for key in ["signing.key", "identity.key"] {
        let [from, to] = [&folder, &new].map(|of| of.path().join("keys").join(key));
        std::fs::copy(from, to).unwrap();
    }
    let server = Server::start(&new, &[]);
    let mut wire = Wire::connect(server.address).await.unwrap();
    let support = wire.get("/api/v1/proposals/1/support", &[]).await.unwrap();
    assert_eq!(support.json()["count"], 4);
    // The place is taken now.
    let (done, told) = said(&["--beside-server", &folder.database(), &new.database()]);
    assert!(!done && told.contains("a server is running"), "{told}");
    drop(server);
    let (done, told) = said(&[&folder.database(), &new.database()]);
    assert!(!done && told.contains("nara.db is there already"), "{told}");
}

// The copy knows where the database is, and nothing of where its server has its keys.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_is_found_whose_database_is_not_among_its_data() {
    let (disk, new) = (Folder::new(), Folder::new());
    hamlet(&disk).await.close().await;
    let address = disk.database();
    let on = ["--database", address.as_str()];
    let data = Folder::new();
    let server = Server::start(&data, &on);
    let (done, told) = said(&[&address, &new.database()]);
    assert!(!done && told.contains("a server is running"), "{told}");
    assert!(names(new.path()).is_empty());
    // Nor is there a second server on it, whatever its data; a command works beside it.
    let another = Folder::new();
    let (status, told) = program::told(
        &[&["serve", "--listen", "127.0.0.1:0"][..], &on].concat(),
        &another,
        "",
    );
    assert!(
        !status.success() && told.contains("another nara is running"),
        "{told}"
    );
    let list = [&["admin", "list"][..], &on].concat();
    let (status, told) = program::told(&list, &another, "");
    assert!(status.success(), "{told}");
    drop(server);
    let (done, told) = said(&[&address, &new.database()]);
    assert!(done, "{told}");
    assert_eq!(names(new.path()), ["nara.db", "nara.lock"]);
}

#[test]
fn an_address_of_neither_is_refused_without_its_password() {
    let folder = Folder::new();
    let (done, told) = said(&["mysql://siv:hemligt@localhost/nara", &folder.database()]);
    assert!(!done && told.contains("sqlite: or postgres://"), "{told}");
    assert!(!told.contains("hemligt"), "{told}");
}
