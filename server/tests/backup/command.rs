//! The commands, as an operator types them.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use nara_server::backup::{BackupError, Passphrase, verify};
use nara_server::db::Engine;

use crate::common::Place;
use crate::common::wire::Wire;
use crate::program::{Folder, Server, nara, told};
use crate::scene::{hamlet, loosen, run};

/// What a command said, and whether it was done.
fn said(args: &[&str], folder: &Folder) -> (bool, String) {
    let (status, said) = told(args, folder, "");
    (status.success(), said)
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn made_read_and_restored_on_the_command_line() {
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    // The first start makes the keys.
    drop(Server::start(&folder, &[]));
    let shelf = Folder::new();
    let keys = shelf.path().join("keys");
    let words = shelf.path().join("words");
    std::fs::write(&words, "en lång mening som ingen gissar\n").unwrap();
    let lock = ["--passphrase-file", text(&words)];
    let backup = ["backup", "--to", text(shelf.path()), "--keys", text(&keys)];
    let (done, told) = said(&[&backup[..], &lock].concat(), &folder);
    assert!(done, "{told}");
    assert!(told.contains("read again and whole"), "{told}");
    assert!(told.contains("signing.key, identity.key"), "{told}");
    let made = names(shelf.path());
    assert_eq!(made.len(), 3, "{made:?}");
    let name = made.iter().find(|name| name.ends_with(".backup")).unwrap();
    let file: PathBuf = shelf.path().join(name);
    for private in [&file, &keys] {
        let mode = std::fs::metadata(private).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{private:?}");
    }

    let verify = Command::new(env!("CARGO_BIN_EXE_nara"))
        .args(["verify", text(&file)])
        .args(lock)
        .output()
        .unwrap();
    let told = String::from_utf8(verify.stdout).unwrap();
    assert!(verify.status.success(), "{told}");
    assert!(told.contains("4 votes recounted: they add up"), "{told}");
    let locked = Command::new(env!("CARGO_BIN_EXE_nara"))
        .args(["verify", text(&file)])
        .output()
        .unwrap();
    assert_eq!(locked.status.code(), Some(1));
    let told = String::from_utf8(locked.stderr).unwrap();
    assert!(told.contains("--passphrase-file"), "{told}");
    // Nor is one that is not locked taken for one that is.
    let open = shelf.path().join("open");
    let (done, told) = said(&["backup", "--to", text(&open)], &folder);
    assert!(done, "{told}");
    let nowhere = Folder::new();
    let (done, told) = said(&[&["restore", text(&open)][..], &lock].concat(), &nowhere);
    assert!(!done && told.contains("is not locked"), "{told}");
    assert!(names(nowhere.path()).iter().all(|name| name == "nara.lock"));

    let new = Folder::new();
    let restore = ["restore", text(&file), "--keys", text(&keys)];
    let (done, told) = said(&[&restore[..], &lock].concat(), &new);
    assert!(done, "{told}");
    assert!(told.contains("compared each with the backup"), "{told}");
    assert!(told.contains("they add up"), "{told}");
    assert_eq!(names(new.path()), ["keys", "nara.db", "nara.lock"]);
    for private in ["nara.db", "nara.lock"] {
        let there = std::fs::metadata(new.path().join(private)).unwrap();
        assert_eq!(there.permissions().mode() & 0o777, 0o600, "{private}");
    }
    for key in ["signing.key", "identity.key"] {
        let key = Path::new("keys").join(key);
        let [old, new] = [&folder, &new].map(|of| std::fs::read(of.path().join(&key)).unwrap());
        assert_eq!(old, new);
    }
    let server = Server::start(&new, &[]);
    let mut wire = Wire::connect(server.address).await.unwrap();
    let support = wire.get("/api/v1/proposals/1/support", &[]).await.unwrap();
    assert_eq!(support.json()["count"], 4);

    // A place that holds something is left alone.
    let (done, told) = said(&[&restore[..], &lock].concat(), &new);
    assert!(!done && told.contains("nara.db is there already"), "{told}");
    let with_notes = Folder::new();
    std::fs::write(with_notes.path().join("notes.txt"), "x").unwrap();
    let (done, told) = said(&[&restore[..2], &lock].concat(), &with_notes);
    assert!(!done && told.contains("notes.txt is there"), "{told}");
    assert_eq!(names(with_notes.path()), ["notes.txt"]);
}

// Who locks every night by the file of settings does not make one by hand that everybody can read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_file_of_settings_locks_what_is_made_by_hand() {
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    let shelf = Folder::new();
    let path = |name: &str| shelf.path().join(name);
    let (words, others, settings) = (path("words"), path("others"), path("nara.conf"));
    std::fs::write(&words, "en lång mening som ingen gissar\n").unwrap();
    std::fs::write(&others, "en annan\n").unwrap();
    let line = format!("backup-passphrase-file = {}\n", text(&words));
    std::fs::write(&settings, line).unwrap();
    let config = ["--config", text(&settings)];
    let file = path("one");
    let backup = ["backup", "--to", text(&file)];
    let (done, told) = said(&[&backup[..], &config].concat(), &folder);
    assert!(done, "{told}");
    let open = verify(&file, None).unwrap_err();
    assert!(matches!(open, BackupError::Locked), "{open}");
    let passphrase = Passphrase::new("en lång mening som ingen gissar");
    verify(&file, Some(&passphrase)).unwrap();

    let read = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nara"));
        command.env_remove("NARA_BACKUP_PASSPHRASE_FILE");
        let output = command
            .args(["verify", text(&file)])
            .args(config)
            .args(more);
        let output = output.output().unwrap();
        let told = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(told).unwrap())
    };
    let (done, told) = read(&[]);
    assert!(done && told.contains("they add up"), "{told}");
    // A flag is nearer.
    let (done, told) = read(&["--passphrase-file", text(&others)]);
    assert!(!done && told.contains("not the passphrase"), "{told}");
    let new = Folder::new();
    let restore = ["restore", text(&file)];
    let (done, told) = said(&[&restore[..], &config].concat(), &new);
    assert!(done, "{told}");
    assert!(said(&["admin", "list"], &new).0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_written_over_a_backup() {
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    let shelf = Folder::new();
    let file = shelf.path().join("one");
    let backup = ["backup", "--to", text(&file)];
    let (done, told) = said(&backup, &folder);
    assert!(done, "{told}");
    let before = std::fs::read(&file).unwrap();
    let (done, told) = said(&backup, &folder);
    assert!(!done && told.contains("there already"), "{told}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    // Nor over what would be the file of keys, and that is seen before a backup is made.
    let other = shelf.path().join("other");
    let (done, told) = said(
        &["backup", "--to", text(&other), "--keys", text(&file)],
        &folder,
    );
    assert!(!done && told.contains("there already"), "{told}");
    assert_eq!(names(shelf.path()), ["one"]);
    // Where there is no database, none is made.
    let empty = Folder::new();
    let (done, told) = said(&["backup", "--to", text(&shelf.path().join("two"))], &empty);
    assert!(!done && told.contains("there is no database"), "{told}");
    assert!(names(empty.path()).is_empty());
    let nowhere = shelf.path().join("no").join("folder");
    let (done, told) = said(&["backup", "--to", text(&nowhere)], &folder);
    assert!(!done && told.contains("folder"), "{told}");
}

/// Whoever keeps the folder full enough leaves no room: files may not grow beyond this.
fn cramped(folder: &Folder, to: &Path, before: &str) -> std::process::Output {
    let command = nara(&["backup", "--to", text(to)], folder);
    let program = command.get_program().to_str().unwrap().to_owned();
    let args = command
        .get_args()
        .map(|arg| arg.to_str().unwrap().to_owned());
    let mut shell = Command::new("bash");
    shell.arg("-c").arg(format!("{before} exec \"$0\" \"$@\""));
    shell.arg(program).args(args);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NARA_")) {
        shell.env_remove(name);
    }
    shell.output().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_there_is_no_backup_and_it_is_said() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    // What nobody can compress, so that the backup is larger than what SQLite itself needs.
    run(
        &db,
        "insert into outbox (to_address, subject, body, created_at, next_attempt_at, attempts) \
         values ('siv@example.se', '', hex(randomblob(200000)), 7, 7, 0)",
    )
    .await;
    db.close().await;
    let shelf = Folder::new();
    let file = shelf.path().join("one");
    // 64 blocks of 1 024 bytes: room for the index of SQLite's log, which has 32 of them, and without which
    // no database can be opened at all. Writing on is an error.
    let output = cramped(&folder, &file, "trap '' XFSZ; ulimit -f 64;");
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("one.unfinished: File too large"), "{told}");
    assert!(names(shelf.path()).is_empty(), "{:?}", names(shelf.path()));
    // Writing on is the end of the program: what is left has no backup's name.
    let output = cramped(&folder, &file, "ulimit -f 64;");
    assert_eq!(output.status.code(), None, "killed");
    assert_eq!(names(shelf.path()), ["one.unfinished"]);
    // And the next one is made over it.
    let (done, told) = said(&["backup", "--to", text(&file)], &folder);
    assert!(done, "{told}");
    assert_eq!(names(shelf.path()), ["one"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn votes_that_do_not_add_up_are_told() {
    let folder = Folder::new();
    let db = hamlet(&folder).await;
    run(&db, "update proposal set support_count = support_count + 1").await;
    db.close().await;
    let shelf = Folder::new();
    let file = shelf.path().join("one");
    let (done, told) = said(&["backup", "--to", text(&file)], &folder);
    assert!(done, "it is made all the same: {told}");
    let verify = Command::new(env!("CARGO_BIN_EXE_nara"))
        .args(["verify", text(&file)])
        .output()
        .unwrap();
    let told = String::from_utf8(verify.stderr).unwrap();
    assert_eq!(verify.status.code(), Some(1));
    assert!(told.contains("1 proposals show another number"), "{told}");
    let new = Folder::new();
    let (done, told) = said(&["restore", text(&file)], &new);
    assert!(
        done && told.contains("as in the backup, not all adds up"),
        "{told}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_holds_something_is_left_alone() {
    let Some(place) = Place::make(Engine::Postgres).await else {
        return;
    };
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    let shelf = Folder::new();
    let file = shelf.path().join("one");
    assert!(said(&["backup", "--to", text(&file)], &folder).0);
    let restore = ["restore", text(&file), "--database", &place.address];
    let new = Folder::new();
    let (done, told) = said(&restore, &new);
    assert!(
        !done && told.contains("the database is not empty"),
        "{told}"
    );

    assert!(names(new.path()).iter().all(|name| name == "nara.lock"));
    place.remove().await;
}

// What comes to nothing leaves nothing: here, a row that leads nowhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_comes_to_nothing_leaves_nothing() {
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    let shelf = Folder::new();
    let (good, loose) = (shelf.path().join("good"), shelf.path().join("loose"));
    assert!(said(&["backup", "--to", text(&good)], &folder).0);
    loosen(&folder).await;
    assert!(said(&["backup", "--to", text(&loose)], &folder).0);

    let new = Folder::new();
    let (done, told) = said(&["restore", text(&loose)], &new);
    assert!(
        !done && told.contains("lead to rows that are not there"),
        "{told}"
    );
    assert_eq!(names(new.path()), ["nara.lock"]);
    assert!(said(&["restore", text(&good)], &new).0);

    let Some(bare) = Place::bare(Engine::Postgres).await else {
        return;
    };
    let into = |file| {
        let args = ["restore", file, "--database", bare.address.as_str()];
        said(&args, &Folder::new())
    };
    let (done, told) = into(text(&loose));
    assert!(
        !done && told.contains("lead to rows that are not there"),
        "{told}"
    );
    // As empty as it was, or this would be refused.
    let (done, told) = into(text(&good));
    assert!(done, "{told}");
    bare.remove().await;
}
