//! The machine's clock jumps by a day, there and back, while people vote.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use nara_domain::time::Stamp;
use nara_server::clock::{Clock, SystemClock};
use sqlx::Connection;

use super::common::wire::{Events, Wire};
use super::effort::{Row, so_many};
use super::program::{Folder, Server, Start};
use super::start::{PASSWORD, form};
use super::tally::started_again;
use super::voters::{acknowledged, begin, settle_at};

/// The library that tells a program another time (Debian's package `faketime`).
fn library() -> PathBuf {
    let places = ["/usr/lib", "/usr/lib64"];
    let families = places
        .into_iter()
        .flat_map(|place| std::fs::read_dir(place).into_iter().flatten());
    families
        .map(|entry| entry.unwrap().path())
        .chain(places.map(PathBuf::from))
        .map(|folder| folder.join("faketime/libfaketimeMT.so.1"))
        .find(|file| file.exists())
        .expect("libfaketime is not here: `make test` installs it, or apt install faketime")
}

fn set(clock: &Path, jump: &str) {
    // Read at every question: never half written.
    let new = clock.with_extension("new");
    std::fs::write(&new, jump).unwrap();
    std::fs::rename(new, clock).unwrap();
}

/// Milliseconds that the server's clock may be away from where it was put, on however busy a machine.
const NEARLY: u64 = 5 * 60 * 1_000;

/// What the server's clock said when somebody registered. The `date` of an answer does not tell: it is kept
/// for the next ones, and stays where it was when the clock goes back.
async fn registered_at(folder: &Folder, mail: &str) -> Stamp {
    let mut conn = folder.look().await;
    let sql = "select created_at from registration where email = $1";
    let at = sqlx::query_scalar::<sqlx::Sqlite, i64>(sql)
        .bind(mail)
        .fetch_one(&mut conn)
        .await
        .unwrap();
    conn.close().await.unwrap();
    Stamp(at)
}

fn letters(folder: &Folder) -> usize {
    let files = std::fs::read_dir(folder.path().join("mail"));
    files.into_iter().flatten().count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_jumps_stops_nothing() {
    let folder = Folder::new();
    // Their proposals were open yesterday, too.
    let some_days_ago = SystemClock.now().plus_days(-7);
    let voters = settle_at(some_days_ago, &folder.database(), &folder, 10).await;
    let clock = folder.path().join("clock");
    set(&clock, "+0d");
    let env = vec![
        ("LD_PRELOAD", library().display().to_string()),
        ("FAKETIME_TIMESTAMP_FILE", clock.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        // What waits goes by another clock, which no one sets.
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
    ];
    let server = Server::start_as(
        &folder,
        Start {
            env,
            ..Start::default()
        },
    );
    let (heard, refused) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].refused));
    let voting = begin(voters, server.address);
    let jumps = [0_i64, 1, -1, 0, -1, 1, 0];
    let runs = so_many(4, 7, 42);
    let mut last = 0;
    for (n, days) in jumps.into_iter().cycle().take(runs).enumerate() {
        let jump = format!("{days:+}d");
        set(&clock, &jump);
        let (before, began) = (heard.load(Ordering::Relaxed), Instant::now());
        while heard.load(Ordering::Relaxed) < before + 50 {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "{jump}: no votes any more"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        // What is live goes on where it was.
        let seen = last.to_string();
        let mut events = Events::open(server.address, "/live", &[("last-event-id", &seen)])
            .await
            .unwrap();
        let told = events.take(1).await.remove(0);
        assert!(told.id > last, "{jump}: {told:?}");
        last = told.id;
        // And so do letters: somebody registers and is written to.
        let mut wire = Wire::connect(server.address).await.unwrap();
        let mail = format!("siv{n}@example.org");
        let fields = [
            ("display_name", "Siv"),
            ("email", &mail),
            ("password", PASSWORD),
        ];
        let letters_before = letters(&folder);
        let registered = form(&mut wire, "/registrera", "", &fields).await;
        assert_eq!(registered.status, 303, "{jump}: {}", registered.text);
        // It did jump: a server that never heard of another time goes on as well.
        let said = registered_at(&folder, &mail).await;
        let away = said.0.abs_diff(SystemClock.now().plus_days(days).0);
        assert!(away < NEARLY, "{jump}: the server is {away} ms away");
        let began = Instant::now();
        while letters(&folder) == letters_before {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "{jump}: no letter"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 200);
    }
    assert_eq!(refused.load(Ordering::Relaxed), 0, "somebody was sent away");
    server.kill();
    let (voters, tally) = started_again(voting, &folder).await;
    Row {
        fault: "clock one day on and back",
        runs,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen: "its clock was another each time; votes, streams and letters went on".to_owned(),
    }
    .write();
    tally.assert();
}
