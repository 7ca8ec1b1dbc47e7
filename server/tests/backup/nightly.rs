//! The backup of every night: once, whoever serves; again where it came to nothing; and not for ever.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nara_app::proposals::api::ProposalPort;
use nara_domain::time::{Date, Stamp};
use nara_server::backup::{Effort, Maker, Night, Nightly, Passphrase, folder, run_store, verify};
use nara_server::clock::{Clock, ManualClock};
use nara_server::db::Db;
use nara_server::entropy::SystemEntropy;
use nara_server::metrics;
use tokio_util::sync::CancellationToken;

use crate::common::http::Web;
use crate::on_both;
use crate::program::{Folder, Server, nara};
use crate::scene::{hamlet, run};

/// A server's half of it.
fn maker(db: &Db, clock: &ManualClock, shelf: &Path) -> Maker {
    Maker {
        nightly: Nightly {
            folder: shelf.to_owned(),
            passphrase: None,
            effort: Effort::WEAK_FOR_TESTS,
        },
        db: db.clone(),
        clock: Arc::new(clock.clone()),
        entropy: Arc::new(SystemEntropy),
        stop: CancellationToken::new(),
    }
}

fn at(day: &str, hour: i8, minute: i8) -> Stamp {
    Stamp::at(Date::parse(day).unwrap(), hour, minute).unwrap()
}

fn files(shelf: &Path) -> Vec<PathBuf> {
    let there = folder::list(shelf).unwrap();
    there.into_iter().map(|(_, path)| path).collect()
}

on_both!(a_night_has_one_backup_however_many_servers, |app| {
    app.resident("Siv").await;
    let shelf = Folder::new();
    let clock = ManualClock::at(at("2026-03-04", 2, 59));
    let [one, other] = [(); 2].map(|()| maker(&app.db, &clock, shelf.path()));
    let round = async |now: Stamp| {
        clock.set(now);
        let (one, other) = tokio::join!(one.run_due(now), other.run_due(now));
        let made = [one.unwrap(), other.unwrap()];
        made.iter().filter(|night| **night == Night::Made).count()
    };
    // The night before had none: it is made up for.
    assert_eq!(round(at("2026-03-04", 2, 59)).await, 1);
    assert_eq!(round(at("2026-03-04", 2, 59)).await, 0);
    assert_eq!(round(at("2026-03-04", 3, 0)).await, 1);
    for later in [1, 30, 600] {
        let now = at("2026-03-04", 3, 0).plus_minutes(later);
        assert_eq!(round(now).await, 0, "{later} minutes later");
        assert_eq!(one.run_due(now).await.unwrap(), Night::Stands);
    }
    assert_eq!(round(at("2026-03-05", 3, 1)).await, 1);
    // Three were made, two of them on the fourth: they are of the last two days.
    let made = |made: [Stamp; 3]| made.map(|made| shelf.path().join(folder::name_of(made)));
    let [second, third] = [at("2026-03-04", 3, 0), at("2026-03-05", 3, 1)];
    let all = made([at("2026-03-04", 2, 59), second, third]);
    assert_eq!(files(shelf.path()), all);
    // Afterwards of a day the last one is kept.
    let last = at("2026-03-06", 3, 2);
    assert_eq!(round(last).await, 1);
    assert_eq!(files(shelf.path()), made([second, third, last]));
    for file in files(shelf.path()) {
        assert!(verify(&file, None).unwrap().recount.wrong().is_none());
    }
    let last = run_store::last_made(&mut app.db.read().await.unwrap()).await;
    let last = last.unwrap().unwrap();
    assert_eq!(last.night, "2026-03-06");
    assert!(last.problem.is_none() && last.bytes.unwrap() > 1_000);
});

on_both!(what_came_to_nothing_is_said_and_tried_again, |app| {
    let shelf = Folder::new();
    let missing = shelf.path().join("not-mounted");
    let begun = at("2026-03-04", 3, 0);
    let clock = ManualClock::at(begun);
    let maker = maker(&app.db, &clock, &missing);
    let failed = maker.run_due(begun).await.unwrap_err().to_string();
    assert!(failed.contains("not-mounted"), "{failed}");
    let run = async || {
        let night = Date::parse("2026-03-04").unwrap();
        let found = run_store::find(&mut app.db.read().await.unwrap(), night).await;
        found.unwrap().unwrap()
    };
    let problem = run().await.problem.unwrap();
    assert!(problem.contains("not-mounted"), "{problem}");
    // It is there again; nobody has looked yet.
    std::fs::create_dir(&missing).unwrap();
    let made = async |now: Stamp| maker.run_due(now).await.unwrap();
    assert_eq!(made(begun.plus_minutes(59)).await, Night::Waits);
    assert_eq!(made(begun.plus_minutes(60)).await, Night::Made);
    assert!(run().await.problem.is_none());
    assert_eq!(files(&missing).len(), 1);
    assert_eq!(made(begun.plus_minutes(180)).await, Night::Stands);

    // Of a server that was killed meanwhile nothing is heard.
    let night = Date::parse("2026-03-05").unwrap();
    let begun = at("2026-03-05", 3, 0);
    let mut tx = app.db.begin().await.unwrap();
    let long_ago = begun.plus_days(-1);
    assert!(
        run_store::claim(&mut tx, night, begun, (long_ago, long_ago))
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert_eq!(made(begun.plus_hours(11)).await, Night::Waits);
    assert_eq!(made(begun.plus_hours(12)).await, Night::Made);
});

on_both!(old_ones_go_when_a_new_one_is_there, |app| {
    app.resident("Siv").await;
    let shelf = Folder::new();
    let notes = shelf.path().join("notes.txt");
    std::fs::write(&notes, "x").unwrap();
    let first = at("2026-02-01", 3, 0);
    let clock = ManualClock::at(first);
    let maker = maker(&app.db, &clock, shelf.path());
    for night in 0..32 {
        // By the calendar: the clocks are set in between.
        let day = first.day().add_days(night);
        let now = Stamp::at(day, 3, 0).unwrap();
        clock.set(now);
        assert_eq!(maker.run_due(now).await.unwrap(), Night::Made, "{day}");
        let there = files(shelf.path());
        assert!(there.len() <= 23);
    }
    // Seven days to the fourth of March, two Sundays before them; of months nothing more.
    let left = folder::list(shelf.path()).unwrap();
    let days: Vec<String> = left
        .iter()
        .map(|(made, _)| made.day().to_string())
        .collect();
    assert_eq!(
        days,
        [
            "2026-02-15",
            "2026-02-22",
            "2026-02-26",
            "2026-02-27",
            "2026-02-28",
            "2026-03-01",
            "2026-03-02",
            "2026-03-03",
            "2026-03-04"
        ]
    );
    assert!(notes.exists());
    // A night that comes to nothing takes nothing away.
    clock.set(at("2026-03-05", 3, 0));
    maker.stop.cancel();
    assert!(maker.run_due(clock.now()).await.is_err());
    assert_eq!(files(shelf.path()).len(), 9);
    let unfinished = std::fs::read_dir(shelf.path()).unwrap().count();
    assert_eq!(unfinished, 10, "nothing half is left");
});

// A server on a folder that was not mounted makes one of an empty database: nothing goes for that.
on_both!(nothing_goes_for_one_that_is_worth_nothing, |app| {
    let shelf = Folder::new();
    let clock = ManualClock::at(at("2026-03-04", 3, 0));
    let maker = maker(&app.db, &clock, shelf.path());
    // Of two of a day long ago the first one goes wherever any does.
    let first = at("2026-02-01", 3, 0);
    let [goes, stays] = [first, first.plus_hours(1)];
    let [goes, stays] = [goes, stays].map(|made| shelf.path().join(folder::name_of(made)));
    let all_stay_in = async |day: &'static str| {
        for file in [&goes, &stays] {
            std::fs::write(file, "x").unwrap();
        }
        let now = at(day, 3, 0);
        clock.set(now);
        assert_eq!(maker.run_due(now).await.unwrap(), Night::Made, "{day}");
        assert!(stays.exists());
        assert!(shelf.path().join(folder::name_of(now)).exists());
        goes.exists()
    };
    assert!(all_stay_in("2026-03-04").await, "nobody is in it");
    // What was left of one goes all the same.
    let left = shelf.path().join("nara-20260201T020000Z.backup.unfinished");
    std::fs::write(&left, "x").unwrap();
    assert!(all_stay_in("2026-03-05").await, "nor is anybody now");
    assert!(!left.exists());
    let siv = app.resident("Siv").await;
    assert!(!all_stay_in("2026-03-06").await);
    app.proposal(&siv, "Belysning vid stigen").await;
    assert!(!all_stay_in("2026-03-07").await);
});

/// What is measured of whether the last one adds up.
async fn differs(web: &Web) -> Option<String> {
    let text = metrics::scrape(&web.state).await.unwrap();
    let mut lines = text.lines();
    let said = lines.find_map(|line| line.strip_prefix("nara_backup_counts_differ "));
    said.map(str::to_owned)
}

// Nobody knows for how long the votes do not add up: the disk is not to fill meanwhile, nor what did to be gone.
on_both!(the_last_one_that_adds_up_stays, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning vid stigen").await;
    app.proposals.support(&siv, id, app.now).await.unwrap();
    let web = app.web().await;
    let shelf = Folder::new();
    let clock = ManualClock::at(at("2026-02-04", 2, 59));
    let maker = maker(&app.db, &clock, shelf.path());
    let made = async |now: Stamp| {
        clock.set(now);
        assert_eq!(maker.run_due(now).await.unwrap(), Night::Made);
        shelf.path().join(folder::name_of(now))
    };
    assert_eq!(differs(&web).await, None);
    // Made up for in the same hour, it is not the last one of its day: by itself it would not stay.
    let good = made(at("2026-02-04", 2, 59)).await;
    assert_eq!(differs(&web).await.as_deref(), Some("0"));
    run(
        &app.db,
        "update proposal set support_count = support_count + 1",
    )
    .await;
    let first = at("2026-02-04", 3, 0);
    let left = shelf.path().join("nara-20260201T020000Z.backup.unfinished");
    std::fs::write(&left, "x").unwrap();
    for night in 0..13 {
        let made = made(first.plus_days(night)).await;
        assert!(made.exists() && good.exists(), "{night}");
        assert_eq!(differs(&web).await.as_deref(), Some("1"), "{night}");
    }
    assert!(!left.exists());
    // Seven days to the sixteenth of February, the Sunday before them, and the one that adds up.
    let there = files(shelf.path());
    assert_eq!((there.len(), &there[0]), (7 + 1 + 1, &good));
    let last = run_store::last_made(&mut app.db.read().await.unwrap()).await;
    let last = last.unwrap().unwrap();
    let wrong = last.wrong.unwrap();
    assert!(wrong.contains("1 proposals show another number"), "{wrong}");
    assert!(last.problem.is_none(), "it came to something");
    // However long ago that was, it is known which one it is.
    let forget = async || {
        let mut tx = app.db.begin().await.unwrap();
        run_store::forget_old(&mut tx, at("2030-01-01", 3, 0))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let good = run_store::list_good(&mut app.db.read().await.unwrap()).await;
        good.unwrap()
    };
    assert_eq!(forget().await, [at("2026-02-04", 2, 59)]);

    run(
        &app.db,
        "update proposal set support_count = support_count - 1",
    )
    .await;
    let mended = made(first.plus_days(13)).await;
    assert_eq!(differs(&web).await.as_deref(), Some("0"));
    assert!(mended.exists() && !good.exists());
    assert_eq!(files(shelf.path()).len(), 7 + 1);
    assert_eq!(forget().await, [first.plus_days(13)]);
});

// What the demo invented would take the place of a municipality's that has the same settings.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_makes_none() {
    let (folder, shelf) = (Folder::new(), Folder::new());
    let on = shelf.path().to_str().unwrap();
    let args = ["demo", "--listen", "127.0.0.1:0", "--backup-folder", on];
    let mut command = nara(&args, &folder);
    let mut demo = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(demo.stdout.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    // Whoever makes them writes the night down as the first thing of all.
    tokio::time::sleep(Duration::from_secs(3)).await;
    demo.kill().unwrap();
    demo.wait().unwrap();
    assert!(line.starts_with("Nära: http://"), "{line}");
    let db = Db::connect(&folder.database()).await.unwrap();
    let tried = run_store::last_tried(&mut db.read().await.unwrap()).await;
    db.close().await;
    let tried = tried.unwrap();
    assert!(tried.is_none(), "{tried:?}");
    assert!(files(shelf.path()).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_makes_it_by_itself() {
    let folder = Folder::new();
    hamlet(&folder).await.close().await;
    let shelf = Folder::new();
    let words = shelf.path().join("words");
    std::fs::write(&words, "en lång mening som ingen gissar\n").unwrap();
    let [on, lock] = [shelf.path(), &words].map(|path| path.to_str().unwrap());
    let server = Server::start(
        &folder,
        &["--backup-folder", on, "--backup-passphrase-file", lock],
    );
    let begun = Instant::now();
    while files(shelf.path()).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "none was made");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let passphrase = Passphrase::new("en lång mening som ingen gissar");
    let made = verify(&files(shelf.path())[0], Some(&passphrase)).unwrap();
    assert_eq!(made.recount.votes(), 4);
    server.terminate();
    assert_eq!(server.wait().0, Some(0));
}
