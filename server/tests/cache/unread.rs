//! What is in force while it cannot be read: nobody waits for the database longer than one try takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures::future::join_all;
use nara_domain::moderation::holding::HoldingRules;
use nara_domain::theme::{Color, Theme};
use nara_domain::time::Stamp;
use nara_server::clock::{Clock, ManualClock};
use nara_server::db::STATEMENTS;
use nara_server::settings::{Settings, store};
use tokio::task::JoinSet;

use crate::common::App;
use crate::{all_taken, on_both, until};

/// A try is given up after this.
const TRY: Duration = Duration::from_secs(2);
/// Beside other tests a task may be late.
const LATE: Duration = Duration::from_millis(1_500);

/// Goes on from a moment, as the machine's does.
#[derive(Clone, Copy, Debug)]
struct Going(Stamp, Instant);

impl Clock for Going {
    fn now(&self) -> Stamp {
        let passed = i64::try_from(self.1.elapsed().as_millis()).unwrap();
        Stamp(self.0.0 + passed)
    }
}

async fn settings(app: &App, clock: impl Clock + 'static) -> Settings {
    let usual = HoldingRules::none();
    Settings::start(app.db.clone(), usual, Arc::new(clock))
        .await
        .unwrap()
}

on_both!(whoever_asks_waits_for_one_try_at_most, |app| {
    let clock = Going(app.now, Instant::now());
    let settings = settings(&app, clock).await;
    // In the second of the last one what was read before is over.
    let taken = all_taken(&app).await;
    let mut asking = JoinSet::new();
    for _ in 0..30 {
        let settings = settings.clone();
        asking.spawn(async move {
            let begun = Instant::now();
            settings.in_force(clock.now()).await;
            begun.elapsed()
        });
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    let waited = asking.join_all().await;
    let longest = waited.iter().max().unwrap();
    assert!(*longest < TRY + LATE, "{waited:?}");
    let at_once = waited.iter().filter(|time| **time < TRY / 10);
    assert!(at_once.count() >= 3, "a second after a try: {waited:?}");
    assert_eq!(settings.sure(), None);
    drop(taken);
});

// Also where they came at very different times, by a clock that was set.
on_both!(whoever_waited_for_a_try_takes_what_came_of_it, |app| {
    let settings = settings(&app, ManualClock::at(app.now)).await;
    let taken = all_taken(&app).await;
    let begun = Instant::now();
    let minutes = (1..=5).map(|n| settings.in_force(app.now.plus_minutes(n)));
    join_all(minutes).await;
    assert!(begun.elapsed() < TRY + LATE, "{:?}", begun.elapsed());
    drop(taken);
});

on_both!(what_was_set_during_a_try_is_read_after_it, |app| {
    app.db.hear_others();
    let changes = app.db.changes();
    until("nobody listens", || changes.hears()).await;
    let elsewhere = App::open(&app.address).await;
    let settings = settings(&app, ManualClock::at(app.now)).await;
    let taken = all_taken(&app).await;
    let later = app.now.plus_minutes(1);
    let ask = || {
        let settings = settings.clone();
        tokio::spawn(async move { settings.in_force(later).await.theme })
    };
    let first = ask();
    tokio::time::sleep(TRY / 10).await;
    let theme = Theme::new(Color::parse("#005595").unwrap()).unwrap();
    let value = serde_json::to_string(&theme).unwrap();
    let before = changes.settings();
    let mut tx = elsewhere.db.begin().await.unwrap();
    assert!(store::add(&mut tx, "theme", &value, app.now).await.unwrap());
    tx.commit().await.unwrap();
    until("nothing is heard", || changes.settings() > before).await;
    let second = ask();
    assert_eq!(first.await.unwrap(), None, "it could not be read");
    drop(taken);
    assert_eq!(second.await.unwrap(), Some(theme));
    elsewhere.db.close().await;
});

on_both!(whoever_came_earlier_takes_what_was_read_since, |app| {
    let clock = ManualClock::at(app.now);
    let settings = settings(&app, clock.clone()).await;
    clock.advance_ms(5_000);
    let (came, now) = (app.now, clock.now());
    let count = Arc::new(AtomicU64::new(0));
    let asked = async {
        for at in [now, came, now] {
            settings.in_force(at).await;
        }
    };
    STATEMENTS.scope(Arc::clone(&count), asked).await;
    assert_eq!(count.swap(0, Ordering::SeqCst), 1);
    // But not for as long as a clock that was set back is behind.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    let asked = settings.in_force(came);
    STATEMENTS.scope(Arc::clone(&count), asked).await;
    assert_eq!(count.load(Ordering::SeqCst), 1);
});

on_both!(waiting_to_read_is_seen_at_once, |app| {
    let taken = all_taken(&app).await;
    let meter = app.db.meter();
    let ms = Duration::from_millis;
    // Whoever waited in vain for the last one went away.
    meter.look();
    assert!(meter.worst_wait() >= ms(900), "{:?}", meter.worst_wait());
    let db = app.db.clone();
    let waiting = tokio::spawn(async move { db.read().await.map(drop) });
    tokio::time::sleep(ms(600)).await;
    for _ in 0..2 {
        meter.look();
        assert!(meter.worst_wait() >= ms(500), "{:?}", meter.worst_wait());
    }
    drop(taken);
    waiting.await.unwrap().unwrap();
});
