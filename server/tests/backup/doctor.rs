//! `nara doctor` finds what is wrong and says so in words; `nara config` says what holds.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;

use nara_server::db::{Db, Engine, known_schema};
use nara_server::execute;

use crate::common::Place;
use crate::program::{Folder, Server, nara, told};
use crate::scene::hamlet;

/// Of each look, how it is and what it says; and whether all is well.
fn examined(folder: &Folder, more: &[&str]) -> (bool, BTreeMap<String, (String, String)>) {
    let output = nara(&[&["doctor", "--json"], more].concat(), folder)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let found: Vec<BTreeMap<String, String>> = serde_json::from_str(&said).expect(&said);
    let found = found.into_iter().map(|finding| {
        let of = |name: &str| finding[name].clone();
        (of("about"), (of("state"), of("says")))
    });
    let found: BTreeMap<_, _> = found.collect();
    let wrong = found.values().any(|(state, _)| state == "wrong");
    assert_eq!(output.status.code(), Some(i32::from(wrong)), "{found:?}");
    (output.status.success(), found)
}

/// A folder that was served, as an operator would have it.
async fn settled() -> Folder {
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    let private = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(folder.path(), private).unwrap();
    drop(Server::start(&folder, &[]));
    folder
}

async fn change(folder: &Folder, sql: &'static str) {
    let db = Db::connect(&folder.database()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    execute!(tx, sql).unwrap();
    tx.commit().await.unwrap();
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_served_folder_is_well_also_while_it_is_served() {
    let folder = settled().await;
    let _server = Server::start(&folder, &[]);
    let (well, found) = examined(&folder, &["--public-url", "https://nara.example.se"]);
    assert!(well, "{found:?}");
    for about in [
        "database",
        "durability",
        "write-ahead log",
        "file",
        "references",
        "tables",
        "votes",
        "clock",
        "letters",
        "signing key",
        "key of national numbers",
        "public address",
        "data folder",
        "room for data",
    ] {
        assert_eq!(found[about].0, "well", "{about}: {}", found[about].1);
    }
    // Not broken, and worth knowing.
    for about in ["backup files", "mail server"] {
        assert_eq!(found[about].0, "note", "{about}: {}", found[about].1);
    }
    let (status, said) = told(&["doctor"], &folder, "");
    assert!(status.success(), "{said}");
    assert!(said.contains("well   votes: recounted"), "{said}");
    assert!(said.contains("note   backup files"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_found() {
    let folder = settled().await;
    let wrong = |about: &str, word: &str, more: &[&str]| {
        let (well, found) = examined(&folder, more);
        assert!(!well);
        let (state, says) = &found[about];
        assert_eq!(state, "wrong", "{about}: {says}");
        assert!(says.contains(word), "{about}: {says}");
        // One thing is wrong, and is not taken for another.
        let others: Vec<_> = found
            .iter()
            .filter(|(_, (state, _))| state == "wrong")
            .collect();
        assert_eq!(others.len(), 1, "{others:?}");
    };
    change(&folder, "update proposal set support_count = 5").await;
    wrong("votes", "do not add up", &[]);
    change(&folder, "update proposal set support_count = 4").await;

    change(
        &folder,
        "insert into audit (at, actor_name, actor_role, deed, subject_kind, subject_id, detail) \
         values (32503680000000, '', 'system', 'x', '', '', '{}')",
    )
    .await;
    wrong("clock", "behind the last thing", &[]);
    change(&folder, "drop trigger audit_no_delete").await;
    change(&folder, "delete from audit where at > 4000000000000").await;

    change(
        &folder,
        "insert into outbox (to_address, subject, body, created_at, next_attempt_at, attempts) \
         values ('siv@example.se', '', '', 7, 7, 3)",
    )
    .await;
    wrong("letters", "/admin/post says why", &[]);
    change(&folder, "delete from outbox").await;

    let keys = folder.path().join("keys");
    let key = keys.join("signing.key");
    let set = |mode| {
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o644);
    wrong("signing key", "others than its owner", &[]);
    set(0o600);
    let (number, away) = (keys.join("identity.key"), keys.join("away"));
    std::fs::rename(&number, &away).unwrap();
    wrong("key of national numbers", "is not there", &[]);
    std::fs::write(&number, [3; 32]).unwrap();
    std::fs::set_permissions(&number, std::fs::Permissions::from_mode(0o600)).unwrap();
    wrong("key of national numbers", "not the one", &[]);
    std::fs::rename(&away, &number).unwrap();

    let nobody = ["--smtp-url", "smtp://nara:hemligt@127.0.0.1:1"];
    wrong("mail server", "smtp://…@127.0.0.1:1", &nobody);
    wrong(
        "public address",
        "https",
        &["--public-url", "http://nara.example.se"],
    );
    let (well, found) = examined(&folder, &[]);
    assert!(well, "{found:?}");

    // Nobody has made the one of last night.
    let shelf = Folder::new();
    let on = ["--backup-folder", shelf.path().to_str().unwrap()];
    let (well, found) = examined(&folder, &on);
    assert!(!well);
    for about in ["backup files", "last backup"] {
        assert_eq!(found[about].0, "wrong", "{about}: {}", found[about].1);
    }
    // Once a server has, all is well.
    let server = Server::start(&folder, &on);
    let begun = std::time::Instant::now();
    while !examined(&folder, &on).0 {
        assert!(begun.elapsed().as_secs() < 60, "none was made");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    drop(server);
    change(
        &folder,
        "update backup_run set ended_at = null, problem = 'no room'",
    )
    .await;
    let (well, found) = examined(&folder, &on);
    assert!(
        !well && found["last backup"].1.contains("no room"),
        "{found:?}"
    );
    // A server that was killed meanwhile says nothing: since when it is being made tells.
    change(
        &folder,
        "update backup_run set problem = null, begun_at = 0",
    )
    .await;
    let (_, found) = examined(&folder, &on);
    let (state, says) = &found["last backup"];
    assert_eq!(state, "note", "{says}");
    assert!(says.contains("since 1970-01-01 01:00"), "{says}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_looked_at_is_said() {
    let nothing = Folder::new();
    let (well, found) = examined(&nothing, &[]);
    assert!(
        !well && found["database"].1.contains("there is none"),
        "{found:?}"
    );
    assert!(!nothing.path().join("nara.db").exists(), "and none is made");

    // Tables of before are no fault; what is asked of those of today is left out.
    let before = Folder::new();
    let known = known_schema(Engine::Sqlite);
    let db = Db::connect(&before.database()).await.unwrap();
    db.migrate_to(known[0].version).await.unwrap();
    db.close().await;
    let (_, found) = examined(&before, &[]);
    assert_eq!(found["tables"].0, "note", "{}", found["tables"].1);
    assert!(!found.contains_key("votes"));
    let db = Db::connect(&before.database()).await.unwrap();
    assert_eq!(db.schema().await.unwrap().len(), 1, "it changed nothing");
    db.close().await;

    let damaged = settled().await;
    let file = damaged.path().join("nara.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let length = bytes.len();
    // The first page stays: it would be no database at all.
    for byte in &mut bytes[length / 2..length / 2 + 20_000] {
        *byte ^= 0x55;
    }
    std::fs::write(&file, bytes).unwrap();
    let (well, found) = examined(&damaged, &[]);
    assert!(!well, "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_postgres_is_examined_too() {
    let Some(place) = Place::make(Engine::Postgres).await else {
        return;
    };
    let folder = Folder::new();
    let at = ["--database", &place.address];
    drop(Server::start(&folder, &at));
    let (_, found) = examined(&folder, &at);
    assert!(found["database"].1.starts_with("PostgreSQL"), "{found:?}");
    assert_eq!(found["votes"].0, "well", "{}", found["votes"].1);
    // A server for tests does not sync.
    let (state, says) = &found["durability"];
    assert!(state == "well" || says.contains("is off"), "{says}");
    assert!(!found.contains_key("write-ahead log"));
    place.remove().await;
}

#[test]
fn settings_are_shown_with_where_they_come_from() {
    let folder = Folder::new();
    let file = folder.path().join("nara.conf");
    std::fs::write(
        &file,
        "# Who we are.\nmunicipality = Storstads kommun\nplace = Filstad\nlisten = 127.0.0.1:4000\n\
         smtp-url = smtps://nara:hemligt@mail.example.se\n",
    )
    .unwrap();
    let path = file.to_str().unwrap();
    let mut command = nara(
        &["config", "--place", "Flaggstad", "--config", path],
        &folder,
    );
    command.env("NARA_LISTEN", "127.0.0.1:5000");
    command.env("NARA_DATABASE", "postgres://nara:hemligt@127.0.0.1/nara");
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    for line in [
        "municipality = Storstads kommun    # file",
        "place = Flaggstad    # flag",
        "listen = 127.0.0.1:5000    # variable",
        "smtp-url = smtps://…@mail.example.se    # file",
        "database = postgres://…@127.0.0.1/nara    # variable",
        "log-format = text    # built in",
        "public-url = (not set)    # built in",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert!(!said.contains("hemligt"), "{said}");
    let (status, said) = told(&["config", "--json"], &folder, "");
    assert!(status.success(), "{said}");
    let settings: Vec<serde_json::Value> = serde_json::from_str(said.trim()).unwrap();
    assert!(
        settings
            .iter()
            .any(|setting| setting["name"] == "data" && setting["from"] == "flag")
    );

    // What the file says of the data counts for every command.
    let elsewhere = Folder::new();
    std::fs::write(&file, format!("data = {}\n", elsewhere.path().display())).unwrap();
    let list = std::process::Command::new(env!("CARGO_BIN_EXE_nara"))
        .args(["admin", "list", "--config", path])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(list.status.success());
    assert!(elsewhere.path().join("nara.db").exists());

    std::fs::write(&file, "municipalty = Storstads kommun\n").unwrap();
    let (status, said) = told(&["config", "--config", path], &folder, "");
    assert!(!status.success(), "{said}");
    assert!(
        said.contains("line 1: `municipalty` is no setting; did you mean `municipality`?"),
        "{said}"
    );
    let (status, said) = told(&["config", "--config", "/nowhere/nara.conf"], &folder, "");
    assert!(
        !status.success() && said.contains("cannot read /nowhere/nara.conf"),
        "{said}"
    );
}
