//! Somebody with very many comments takes their account away, the server is killed in the middle of it, and
//! everybody else goes on voting.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use nara_domain::actor::Level;
use nara_domain::ids::PersonId;
use nara_domain::privacy::ERASED_NAME;
use nara_domain::session::Way;
use nara_server::accounts::store::{self, NewPerson, SessionKind, SessionRow};
use nara_server::auth::session;
use nara_server::clock::{Clock, SystemClock};
use nara_server::db::Db;
use nara_server::entropy::{self, SystemEntropy};
use nara_server::{execute, fetch_one};
use sqlx::Connection;
use tokio::task::JoinHandle;

use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server};
use super::start::form;
use super::tally::Tally;
use super::voters::{QUIET, acknowledged, begin, settle, some_time, until_heard};

/// Somebody who has written so much, and their browser.
async fn writer(db: &Db, email: &str, name: &str, comments: usize) -> (PersonId, String) {
    let now = SystemClock.now();
    let mut tx = db.begin().await.unwrap();
    let new = NewPerson {
        email: Some(email),
        display_name: name,
        password_hash: None,
        level: Level::N1,
    };
    let person = store::insert_person(&mut tx, &new, now).await.unwrap();
    let secret = entropy::token::<32>(&SystemEntropy).unwrap();
    let row = SessionRow {
        fingerprint: &session::fingerprint(&secret),
        person,
        kind: SessionKind::Browser,
        way: Way::Password,
        created_at: now,
        expires_at: session::ends(now),
        user_agent: "",
    };
    store::insert_session(&mut tx, &row).await.unwrap();
    execute!(
        tx,
        "insert into comment (proposal_id, person_id, author_name, author_role, author_standing, \
             stance, text, at, once_key) \
         with recursive n (i) as \
             (select cast(1 as bigint) union all select i + 1 from n where i < $3) \
         select $1, $2, $4, 'resident', 'null', 'neutral', 'Inlägg ' || cast(i as text), $5, \
             $4 || cast(i as text) from n",
        i64::try_from(QUIET).unwrap(),
        person.get(),
        i64::try_from(comments).unwrap(),
        name,
        now.0,
    )
    .unwrap();
    execute!(
        tx,
        "update proposal set comment_count = comment_count + $2 where proposal_id = $1",
        i64::try_from(QUIET).unwrap(),
        i64::try_from(comments).unwrap(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    (person, format!("nara_session={secret}"))
}

async fn erase(address: std::net::SocketAddr, cookie: &str) -> Option<u16> {
    let mut wire = Wire::connect(address).await.ok()?;
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let headers = [kind, ("cookie", cookie)];
    let sent = wire
        .send("POST", "/konto/ta-bort", &headers, "confirmation=yes")
        .await;
    Some(sent.ok()?.status)
}

/// How many of somebody's comments have no name any more.
async fn nameless(folder: &Folder, person: PersonId) -> usize {
    let mut conn = folder.look().await;
    let sql = "select count(*) from comment where person_id = $1 and author_name = $2";
    let count = sqlx::query_scalar::<sqlx::Sqlite, i64>(sql)
        .bind(person.get())
        .bind(ERASED_NAME)
        .fetch_one(&mut conn)
        .await
        .unwrap();
    conn.close().await.unwrap();
    usize::try_from(count).unwrap()
}

/// Until a part of it is done, or all of it.
async fn until_begun(folder: &Folder, person: PersonId, erasing: &JoinHandle<Option<u16>>) {
    while nameless(folder, person).await == 0 && !erasing.is_finished() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_leaves_is_gone_however_often_the_server_dies() {
    let folder = Folder::new();
    let mut voters = settle(&folder, 10).await;
    let comments = so_many(2_000, 10_000, 10_000);
    let runs = so_many(2, 8, 40);
    let (mut midway, mut unanswered) = (0, 0);
    let (mut slowest, mut tally) = (Duration::ZERO, Tally::default());
    for n in 0..runs {
        let (email, name) = (format!("bo{n}@example.org"), format!("Bo {n}"));
        let db = Db::open(&folder.database()).await.unwrap();
        let (person, cookie) = writer(&db, &email, &name, comments).await;
        db.close().await;
        let server = Server::start(&folder, &[]);
        let heard = Arc::clone(&voters[0].heard);
        let voting = begin(voters, server.address);
        until_heard(&heard, heard.load(Ordering::Relaxed) + 5).await;
        let (address, theirs) = (server.address, cookie.clone());
        let erasing = tokio::spawn(async move { erase(address, &theirs).await });
        // At any moment, and each other time in the middle of it, however quick the machine is.
        match n % 2 {
            0 => until_begun(&folder, person, &erasing).await,
            _ => tokio::time::sleep(some_time(5, 400)).await,
        }
        server.kill();
        unanswered += usize::from(erasing.await.unwrap().is_none());
        voters = voting.join_all().await;

        // They ask again, while everybody votes, and are gone.
        let server = Server::start(&folder, &[]);
        midway += usize::from((1..comments).contains(&nameless(&folder, person).await));
        voters = tally.check(voters, server.address, &folder).await;
        let voting = begin(voters, server.address);
        let begun = Instant::now();
        let status = erase(server.address, &cookie).await;
        slowest = slowest.max(begun.elapsed());
        assert_eq!(status, Some(303));
        until_heard(&heard, heard.load(Ordering::Relaxed) + 20).await;
        server.kill();
        voters = voting.join_all().await;
        let db = Db::open(&folder.database()).await.unwrap();
        let left = fetch_one!(
            db.read().await.unwrap(),
            (i64, i64, i64),
            "select (select count(*) from person where person_id = $1 and erased_at is not null), \
                 (select count(*) from comment where person_id = $1 and author_name = $2), \
                 (select count(*) from sealed_name where person_id = $1 and comment_id is not null)",
            person.get(),
            ERASED_NAME,
        );
        let all = i64::try_from(comments).unwrap();
        assert_eq!(left.unwrap(), (1, all, all), "{name}");
        db.close().await;
    }
    let server = Server::start(&folder, &[]);
    let voters = tally.check(voters, server.address, &folder).await;
    // Where nothing of it is left, whoever was asked says so.
    let mut wire = Wire::connect(server.address).await.unwrap();
    let fields = [("email", "bo0@example.org"), ("password", "x")];
    assert_eq!(form(&mut wire, "/logga-in", "", &fields).await.status, 401);
    Row {
        fault: "mass erasure",
        runs,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "{comments} comments each; {midway} killed in the middle of it, {unanswered} before the \
             answer; {slowest:.1?} at most under load"
        ),
    }
    .write();
    tally.assert();
    assert!(midway > 0, "never killed in the middle of it");
}
