//! What guards against guessing, and against letters to strangers, is counted once for all servers of a
//! database.

use std::time::Duration;

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_domain::time::Stamp;
use nara_server::db::{Db, Engine};
use nara_server::fetch_one;
use nara_server::http::limits::{self, Action, Pace, store};
use nara_server::jobs::clean;
use tokio::task::JoinSet;

use crate::common::{self, App};
use crate::on_both;

const ROWS: &str = "select count(*) from rate_limit";
const KEYS: &str = "select key_hash from rate_limit order by key_hash";

/// How long somebody is to wait.
fn told(answer: Result<(), AppError>) -> u32 {
    match answer {
        Err(AppError::TooMany { retry_after }) => retry_after,
        other => panic!("{other:?}"),
    }
}

/// Counts so many of them past what is in memory. How long the last one has to wait.
async fn counted(db: &Db, action: Action, key: &str, times: u32, now: Stamp) -> Option<u32> {
    let mut wait = None;
    for _ in 0..times {
        let mut tx = db.begin().await.unwrap();
        let of = (action.shared_as().unwrap(), key);
        let asked = store::count(&mut tx, of, Pace::of(action), now).await;
        wait = asked.unwrap();
        tx.commit().await.unwrap();
    }
    wait
}

on_both!(one_server_counts_as_its_memory_does, |app| {
    let web = app.web().await;
    let (limits, now) = (&web.state.limits, web.now());
    let several = app.db.engine() == Engine::Postgres;
    let mut rows = 0;
    for action in [
        Action::SignInAccountFrom,
        Action::Confirm,
        Action::Change,
        Action::Letter,
        Action::Invite,
    ] {
        let (burst, seconds) = action.quota();
        for n in 0..burst {
            let asked = limits.guard(action, "siv@example.se", now).await;
            assert_eq!(asked, Ok(()), "{action:?} {n}");
        }
        let wait = told(limits.guard(action, "siv@example.se", now).await);
        assert_eq!(wait, seconds, "{action:?}");
        let other = limits.guard(action, "203.0.113.0/24", now).await;
        assert_eq!(other, Ok(()), "{action:?}: other keys go on");
        rows += 2;
    }
    assert_eq!(app.number(ROWS).await, if several { rows } else { 0 });
    for key in app.texts(KEYS).await {
        let hash = key.len() == 64 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(hash, "{key}");
    }
    // After the wait that was named one more comes in, and only one.
    let (_, seconds) = Action::Letter.quota();
    let later = Stamp(now.0 + i64::from(seconds) * 1_000);
    let again = async |now| limits.guard(Action::Letter, "siv@example.se", now).await;
    assert_eq!(again(later).await, Ok(()));
    assert_eq!(told(again(later).await), seconds);
    // What is cheap is counted by this server alone.
    for &action in Action::ALL {
        if action.shared_as().is_none() {
            assert_eq!(limits.check(action, "1", now), Ok(()), "{action:?}");
            assert_eq!(limits.guard(action, "1", now).await, Ok(()), "{action:?}");
        }
    }
    assert_eq!(app.number(ROWS).await, if several { rows } else { 0 });
});

async fn two_servers_are_one_to_whoever_guesses(app: App) {
    let elsewhere = App::open(&app.address).await;
    let (one, two) = (app.web().await, elsewhere.web().await);
    let (mut here, mut there) = (one.visitor(), two.visitor());
    there.peer = here.peer;
    let form = [("email", "siv@example.se"), ("password", "fel")];
    let (burst, _) = Action::SignInAccountFrom.quota();
    for n in 0..burst {
        let browser = if n % 2 == 0 { &mut here } else { &mut there };
        let page = browser.post_form("/logga-in", &form).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{n}");
    }
    let mut waits = Vec::new();
    for browser in [&mut here, &mut there] {
        let page = browser.post_form("/logga-in", &form).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.is_html() && page.text.contains("<h1"), "{}", page.text);
        assert!(page.text.contains("siv@example.se"), "what was typed stays");
        waits.push(page.header("retry-after").parse::<i64>().unwrap());
    }
    assert!(waits[0] > 0 && waits[0] == waits[1], "{waits:?}");
    // Nobody else is kept out by it.
    let other = [("email", "bo@example.se"), ("password", "fel")];
    let page = there.post_form("/logga-in", &other).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    // After the wait one more, on either of them.
    for web in [&one, &two] {
        web.clock.advance_ms(waits[0] * 1_000);
    }
    let page = there.post_form("/logga-in", &form).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    let page = here.post_form("/logga-in", &form).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    // And letters: as many to an address as one server sends.
    let (burst, _) = Action::Letter.quota();
    for n in 0..=burst {
        let browser = if n % 2 == 0 { &mut here } else { &mut there };
        let page = browser.post_form("/glomt-losenord", &form[..1]).await;
        let refused = page.status == StatusCode::TOO_MANY_REQUESTS;
        assert_eq!(refused, n == burst, "{n}: {}", page.status);
    }
    elsewhere.db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_are_one_on_postgres() {
    common::run(Engine::Postgres, two_servers_are_one_to_whoever_guesses).await;
}

on_both!(of_those_who_ask_at_once_a_burst_comes_in, |app| {
    let elsewhere = App::open(&app.address).await;
    let (action, now) = (Action::Confirm, app.now);
    let (burst, _) = action.quota();
    let mut asked = JoinSet::new();
    for n in 0..3 * burst {
        let db = if n % 2 == 0 { &app.db } else { &elsewhere.db }.clone();
        asked.spawn(async move { counted(&db, action, "x", 1, now).await });
    }
    let waits = asked.join_all().await;
    let came = waits.iter().filter(|wait| wait.is_none()).count();
    assert_eq!(came, burst as usize, "{waits:?}");
    elsewhere.db.close().await;
});

on_both!(what_is_let_in_and_when, |app| {
    let (db, letter) = (&app.db, Action::Letter);
    let now = app.now;
    let at = |ms: i64| Stamp(now.0 + ms);
    let (burst, seconds) = letter.quota();
    assert_eq!(counted(db, letter, "a", burst, now).await, None);
    assert_eq!(counted(db, letter, "a", 1, now).await, Some(seconds));
    // Refused, nothing is used: the same moment says the same again.
    assert_eq!(counted(db, letter, "a", 9, now).await, Some(seconds));
    let half = at(i64::from(seconds) * 500);
    assert_eq!(counted(db, letter, "a", 1, half).await, Some(seconds / 2));
    let later = at(i64::from(seconds) * 1_000);
    assert_eq!(counted(db, letter, "a", 1, later).await, None);
    assert_eq!(counted(db, letter, "a", 1, later).await, Some(seconds));
    // Asked in another order than begun: less than a second changes nothing, and no time is gained.
    assert_eq!(counted(db, letter, "b", burst - 1, now).await, None);
    assert_eq!(counted(db, letter, "b", 1, at(-900)).await, None);
    assert!(counted(db, letter, "b", 1, at(-900)).await.is_some());
    assert_eq!(counted(db, letter, "c", burst - 1, now).await, None);
    assert!(counted(db, letter, "c", 1, at(-2_000)).await.is_some());
    // Whoever was counted by a clock that was a day ahead is not kept out by it.
    let ahead = now.plus_days(1);
    assert_eq!(counted(db, letter, "d", burst, ahead).await, None);
    assert!(counted(db, letter, "d", 1, ahead).await.is_some());
    assert_eq!(counted(db, letter, "d", burst, now).await, None);
    assert_eq!(counted(db, letter, "d", 1, now).await, Some(seconds));
    // One that has waited long has its burst again, and not more.
    let long = now.plus_days(30);
    assert_eq!(counted(db, letter, "a", burst, long).await, None);
    assert_eq!(counted(db, letter, "a", 1, long).await, Some(seconds));
});

on_both!(what_is_not_done_is_not_counted, |app| {
    let web = app.web().await;
    let (limits, now) = (&web.state.limits, web.now());
    let mut tx = app.db.begin().await.unwrap();
    let guarded = limits.guard_within(&mut tx, Action::Invite, "1", now).await;
    assert_eq!(guarded, Ok(()));
    drop(tx);
    assert_eq!(app.number(ROWS).await, 0);
    let mut tx = app.db.begin().await.unwrap();
    let guarded = limits.guard_within(&mut tx, Action::Invite, "1", now).await;
    assert_eq!(guarded, Ok(()));
    tx.commit().await.unwrap();
    let several = app.db.engine() == Engine::Postgres;
    assert_eq!(app.number(ROWS).await, i64::from(several));
});

on_both!(without_a_database_each_server_decides, |app| {
    let web = app.web().await;
    let (limits, now) = (&web.state.limits, web.now());
    app.db.close().await;
    let (burst, seconds) = Action::Letter.quota();
    for n in 0..burst {
        let asked = limits.guard(Action::Letter, "siv@example.se", now).await;
        assert_eq!(asked, Ok(()), "{n}");
    }
    let refused = limits.guard(Action::Letter, "siv@example.se", now).await;
    assert_eq!(told(refused), seconds);
});

on_both!(what_is_over_is_forgotten_and_the_rest_stays, |app| {
    let web = app.web().await;
    let (letter, now) = (Action::Letter, web.now());
    let (burst, seconds) = letter.quota();
    let ms = i64::from(seconds) * 1_000;
    counted(&app.db, letter, "all of it", burst, now).await;
    counted(&app.db, letter, "one", 1, now).await;
    // By a clock that was wrong.
    counted(&app.db, letter, "tomorrow", 1, now.plus_days(1)).await;
    for (advanced, left) in [
        (0, &["all of it", "one"][..]),
        (ms - 1, &["all of it", "one"]),
        (1, &["all of it"]),
        (ms * i64::from(burst - 1) - 1, &["all of it"]),
        (1, &[]),
    ] {
        web.clock.advance_ms(advanced);
        clean(web.state.clone()).await.unwrap();
        assert_eq!(app.texts(KEYS).await, left, "{}", web.now().0 - now.0);
        if web.now() == now {
            // What stays is what it was.
            let wait = counted(&app.db, letter, "all of it", 1, now).await;
            assert_eq!(wait, Some(seconds));
            let sql = "select due_at from rate_limit where key_hash = 'one'";
            let row = fetch_one!(app.db.read().await.unwrap(), (i64,), sql);
            assert_eq!(row.unwrap().0, now.0 + ms);
        }
    }
});

async fn cleaning_and_counting_wait_for_nobody_long(app: App) {
    let web = app.web().await;
    let (limiter, letter, now) = (&web.state.limits, Action::Letter, web.now());
    let (key, over) = ("siv@example.se", now.plus_days(30));
    counted(&app.db, letter, "another", 1, now).await;
    assert_eq!(limiter.guard(letter, key, now).await, Ok(()));
    // Somebody counts in a transaction that takes its time.
    let mut tx = app.db.begin().await.unwrap();
    let held = limiter.guard_within(&mut tx, letter, key, now).await;
    assert_eq!(held, Ok(()));
    let cleaned = limits::clean_up(&app.db, over);
    let cleaned = tokio::time::timeout(Duration::from_secs(20), cleaned).await;
    assert_eq!(cleaned.unwrap().unwrap(), 1, "the one nobody counts");
    // Nobody is kept out, nor does the database go on waiting when nobody wants to know any more.
    assert_eq!(limiter.guard(letter, key, now).await, Ok(()));
    let waiting = "select count(*) from pg_stat_activity \
         where datname = current_database() and wait_event_type = 'Lock'";
    let mut rounds = 0;
    while app.number(waiting).await > 0 {
        rounds += 1;
        assert!(rounds < 100, "it waits still");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tx.commit().await.unwrap();
    assert_eq!(limits::clean_up(&app.db, over).await.unwrap(), 1);
    assert_eq!(app.number(ROWS).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cleaning_and_counting_wait_for_nobody_long_on_postgres() {
    common::run(Engine::Postgres, cleaning_and_counting_wait_for_nobody_long).await;
}
