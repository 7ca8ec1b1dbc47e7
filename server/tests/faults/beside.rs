//! A program of before on the tables of a later one: started on them, and running while they change.
//!
//! The program under test is the one of before here; the later one is played by its steps and some more.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use nara_domain::schema::Age;
use nara_server::db::{Db, Engine, Turns};
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr};
use tokio::task::JoinSet;

use super::common::Place;
use super::common::wire::Wire;
use super::program::{Folder, Server, told};
use super::rights::{drop_roles, of_role};
use super::tally::Tally;
use super::voters::{Voter, begin_apart, settle_in, until_heard};

static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");

/// Number, name and text of a step.
type Later = (i64, &'static str, &'static str);

const ALL: i64 = i64::MAX;
const WIDER: Later = (
    90_001,
    "wider support",
    "alter table support add column wider text;
     alter table comment add column wider text;
     create table later_thing (later_thing_id bigint not null primary key)",
);
const LESS: Later = (90_002, "needs 90002 less", "drop table later_thing");

fn later(engine: Engine, more: &[Later]) -> Migrator {
    let ours = match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    let mut steps: Vec<Migration> = ours.iter().cloned().collect();
    steps.extend(more.iter().map(|(step, name, sql)| {
        let name = Cow::Borrowed(*name);
        Migration::new(
            *step,
            name,
            MigrationType::Simple,
            (*sql).into_sql_str(),
            false,
        )
    }));
    Migrator::with_migrations(steps)
}

/// A step that soon gives way, and tries so often.
fn turns(most: usize) -> Turns {
    Turns {
        patience: Duration::from_millis(50),
        pause: Duration::from_millis(20),
        most,
    }
}

async fn update(address: &str, engine: Engine, more: &[Later]) {
    let db = Db::connect(address).await.unwrap();
    let done = db.migrate_as(&later(engine, more), ALL, Turns::USUAL).await;
    done.unwrap();
    db.close().await;
}

fn until_logged(server: &Server, word: &str) {
    let begun = Instant::now();
    while !server.log().contains(word) {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "{}",
            server.log()
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

async fn one_can_go_back(engine: Engine) {
    let Some(place) = Place::make(engine).await else {
        return;
    };
    let folder = Folder::new();
    let at = ["--database", place.address.as_str()];
    let say = |words: &[&str]| {
        let (status, said) = told(&[words, &at[..]].concat(), &folder, "");
        (status.success(), said)
    };
    update(&place.address, engine, &[WIDER]).await;
    let server = Server::start(&folder, &at);
    until_logged(&server, "tables.later");
    let mut wire = Wire::connect(server.address).await.unwrap();
    assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 200);
    assert_eq!(wire.get("/forslag", &[]).await.unwrap().status, 200);
    let (done, said) = say(&["admin", "list"]);
    assert!(done, "beside the server: {said}");
    drop(server);
    let (done, said) = say(&["migrate"]);
    assert!(
        done && said.contains("of a later version (schema 90001)"),
        "{said}"
    );
    let (_, said) = say(&["doctor"]);
    assert!(said.contains("schema 90001, of a later version"), "{said}");
    assert!(said.contains("recounted"), "{said}");

    update(&place.address, engine, &[WIDER, LESS]).await;
    for words in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["migrate"],
        &["admin", "list"],
    ] {
        let (done, said) = say(words);
        assert!(
            !done && said.contains("one that knows step 90002"),
            "{said}"
        );
        assert!(said.contains("restore the backup"), "{said}");
    }
    let (done, said) = say(&["doctor"]);
    assert!(!done && said.contains("step 90002"), "{said}");
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_can_go_back_on_sqlite() {
    one_can_go_back(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_can_go_back_on_postgres() {
    one_can_go_back(Engine::Postgres).await;
}

/// Until a step waits for the table of support, or does not any more.
async fn until_waiting(conn: &mut PgConnection, waiting: bool) {
    const WAITING: &str = "select count(*) from pg_locks where relation = 'support'::regclass \
        and mode = 'AccessExclusiveLock' and not granted and database = \
        (select oid from pg_database where datname = current_database())";
    let begun = Instant::now();
    loop {
        let waits: i64 = sqlx::query_scalar(WAITING)
            .fetch_one(&mut *conn)
            .await
            .unwrap();
        if (waits > 0) == waiting {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "waits: {waits}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Until twenty more votes have been answered, of everybody's.
async fn some_more(one: &Voter) {
    until_heard(&one.heard, one.heard.load(Ordering::Relaxed) + 20).await;
}

/// Those who vote, one of them given, stop after some more: nobody was sent away, and what was answered is there.
async fn nobody_noticed(
    voting: JoinSet<Voter>,
    one: &Voter,
    (database, server): (&str, SocketAddr),
) -> Vec<Voter> {
    some_more(one).await;
    one.stop.store(true, Ordering::Relaxed);
    let voters = voting.join_all().await;
    let refused = one.refused.load(Ordering::Relaxed);
    assert_eq!(refused, 0, "somebody was sent away");
    let mut tally = Tally::default();
    let voters = tally.check_in(database, voters, server).await;
    tally.assert();
    voters
}

/// Somebody who reads, and does not end: a backup, a forgotten psql.
async fn reader(address: &str) -> PgConnection {
    let mut conn = PgConnection::connect(address).await.unwrap();
    conn.execute("begin").await.unwrap();
    conn.execute("select count(*) from support").await.unwrap();
    conn
}

// Without turns everybody would stand behind the step, and the step behind whoever reads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_that_waits_lets_the_others_pass() {
    let Some(place) = Place::make(Engine::Postgres).await else {
        return;
    };
    let keys = Folder::new();
    let voters = settle_in(&place.address, &keys, 20).await;
    let server = Server::start(&keys, &["--database", &place.address]);
    let mut reader = reader(&place.address).await;
    let mut looking = PgConnection::connect(&place.address).await.unwrap();
    let address = place.address.clone();
    let step = tokio::spawn(async move { update(&address, Engine::Postgres, &[WIDER]).await });
    let one = voters[0].clone();
    let voting = begin_apart(voters, server.address);
    for _ in 0..2 {
        until_waiting(&mut looking, true).await;
        until_waiting(&mut looking, false).await;
        some_more(&one).await;
        let mut wire = Wire::connect(server.address).await.unwrap();
        let page = wire.get("/forslag/1/forslag-1", &[]).await.unwrap();
        assert_eq!(page.status, 200);
    }
    assert!(!step.is_finished(), "it did not wait");
    reader.execute("rollback").await.unwrap();
    let done = tokio::time::timeout(Duration::from_secs(60), step).await;
    done.expect("it never gets its turn").unwrap();
    looking.execute("select wider from support").await.unwrap();
    nobody_noticed(voting, &one, (place.address.as_str(), server.address)).await;
    drop(server);
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_gives_up_in_the_end_and_leaves_nothing_behind() {
    let Some(place) = Place::make(Engine::Postgres).await else {
        return;
    };
    let turns = turns(3);
    let steps = later(Engine::Postgres, &[WIDER]);
    let mut reader = reader(&place.address).await;
    let db = Db::open(&place.address).await.unwrap();
    let refused = db.migrate_as(&steps, ALL, turns).await.unwrap_err();
    assert!(
        matches!(refused, MigrateError::ExecuteMigration(_, 90_001)),
        "{refused}"
    );
    assert_eq!(db.age_of_tables().await.unwrap(), Age::Same);
    reader.execute("rollback").await.unwrap();
    // Nor does it keep others from trying.
    db.migrate_as(&steps, ALL, turns).await.unwrap();
    assert_eq!(db.age_of_tables().await.unwrap(), Age::Later(90_001));
    db.close().await;
    place.remove().await;
}

// Whoever comes second waits for the first, however long that takes; it is not counted as a try.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_that_bring_tables_up_to_date_do_it_once() {
    let Some(place) = Place::bare(Engine::Postgres).await else {
        return;
    };
    let turns = turns(1);
    let db = Db::connect(&place.address).await.unwrap();
    let (one, other) = tokio::join!(
        db.migrate_as(&POSTGRES, ALL, turns),
        db.migrate_as(&POSTGRES, ALL, turns),
    );
    one.unwrap();
    other.unwrap();
    assert_eq!(db.age_of_tables().await.unwrap(), Age::Same);
    db.close().await;
    place.remove().await;
}

/// What a later release may bring.
const STEPS: [Later; 5] = [
    (
        90_001,
        "wider support",
        "alter table support add column wider text;
         alter table support_event add column wider text",
    ),
    (
        90_002,
        "wider proposal",
        "alter table proposal add column wider bigint not null default 0;
         alter table comment add column wider text",
    ),
    (
        90_003,
        "later thing",
        "create table later_thing (
            later_thing_id bigint generated always as identity primary key,
            person_id bigint not null references person (person_id)
         );
         create index later_thing_by_person on later_thing (person_id)",
    ),
    (
        90_004,
        "faster",
        "alter table person add column wider text;
         create index support_wider on support (wider) where wider is not null",
    ),
    (
        90_005,
        "looked at",
        "alter table event add constraint event_seq check (seq > 0) not valid;
         alter table event validate constraint event_seq",
    ),
];

// As docs/operations.md has it: two roles, and the tables are changed while the server of before takes votes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn votes_go_on_while_the_tables_change() {
    let Some(place) = Place::bare(Engine::Postgres).await else {
        return;
    };
    let number = std::process::id();
    let [owner, app] = ["owner", "app"].map(|role| format!("nara_{role}_beside_{number}"));
    let renamed = |text: &str| {
        let text = text.replace("nara_owner", &owner).replace("nara_app", &app);
        AssertSqlSafe(text)
    };
    let roles = include_str!("../../../deploy/roles.sql");
    let rights = include_str!("../../../deploy/rights.sql");
    let mut root = PgConnection::connect(&place.address).await.unwrap();
    root.execute(renamed(roles)).await.unwrap();
    let [as_owner, as_app] = [&owner, &app].map(|role| of_role(&place.address, role));
    let keys = Folder::new();
    let voters = settle_in(&as_owner, &keys, 20).await;
    root.execute(renamed(rights)).await.unwrap();
    let server = Server::start(&keys, &["--database", &as_app]);
    let one = voters[0].clone();
    let voting = begin_apart(voters, server.address);
    for last in 1..=STEPS.len() {
        some_more(&one).await;
        update(&as_owner, Engine::Postgres, &STEPS[..last]).await;
        root.execute(renamed(rights)).await.unwrap();
    }
    let mut voters = nobody_noticed(voting, &one, (as_app.as_str(), server.address)).await;
    server.terminate();
    assert_eq!(server.wait().0, Some(0));

    // Started again it is a program of before, and may change none of them.
    let server = Server::start(&keys, &["--database", &as_app]);
    until_logged(&server, "tables.later");
    let mut wire = Wire::connect(server.address).await.unwrap();
    voters.remove(0).check_one_vote(&mut wire).await;
    drop(server);
    root.close().await.unwrap();
    place.remove().await;
    drop_roles([owner, app]).await;
}
