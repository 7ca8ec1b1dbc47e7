//! Letters to many: written apart from what they tell of, each once.

use std::time::{Duration, Instant};

use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::ids::ProposalId;
use nara_server::mail::mailing::write_all;

use crate::common::{App, act};
use crate::on_both;

const LETTERS: &str = "select count(*) from outbox where to_address like 'stod%'";
const ADDRESSES: &str =
    "select count(distinct to_address) from outbox where to_address like 'stod%'";

async fn supporters(app: &App, id: ProposalId, count: i64) {
    crate::common::supporters::supporters(&app.db, id, count, app.now).await;
}

async fn answered(app: &App) -> ProposalId {
    let by = app.resident("Boende").await;
    let official = app.official("Maja").await;
    let id = app.proposal(&by, "Belysning vid stigen").await;
    supporters(app, id, 5_000).await;
    let answer = act(&[("text", "Vi mäter i höst.")]);
    app.proposals
        .answer(&official, id, ActKind::OfficialAnswer, answer, app.now)
        .await
        .unwrap();
    id
}

on_both!(publishing_waits_for_no_letter, |app| {
    answered(&app).await;
    // One row a language, and the proposer's own letter.
    assert_eq!(app.number("select count(*) from mailing").await, 2);
    assert_eq!(app.number(LETTERS).await, 0);
    assert_eq!(app.spread().await, 5_000);
    assert_eq!(app.number(LETTERS).await, 5_000);
    assert_eq!(app.number(ADDRESSES).await, 5_000);
    let english = "select count(*) from outbox o join person p on p.email = o.to_address \
        where p.lang = 'en' and o.body like '%Hello%'";
    assert_eq!(app.number(english).await, 1_667);
    assert_eq!(app.number("select count(*) from mailing").await, 0);
    assert_eq!(app.spread().await, 0);
});

/// How often each of the two is answered; a median of so many hardly moves with what else the
/// machine does.
const ANSWERS: usize = 31;

// With five thousand supporters as fast as with none, measured by turns in one run.
on_both!(publishing_takes_as_long_as_with_nobody_to_tell, |app| {
    let by = app.resident("Boende").await;
    let official = app.official("Maja").await;
    let quiet = app.proposal(&by, "Bänk vid ån").await;
    let loud = app.proposal(&by, "Belysning vid stigen").await;
    supporters(&app, loud, 5_000).await;
    let mut took = [Vec::new(), Vec::new()];
    for _ in 0..ANSWERS {
        for (times, id) in took.iter_mut().zip([quiet, loud]) {
            let answer = act(&[("text", "Vi mäter i höst.")]);
            let begun = Instant::now();
            app.proposals
                .answer(&official, id, ActKind::OfficialAnswer, answer, app.now)
                .await
                .unwrap();
            times.push(begun.elapsed());
        }
    }
    let [quiet, loud] = took.map(|mut times: Vec<Duration>| {
        times.sort_unstable();
        times[ANSWERS / 2]
    });
    println!("median of {ANSWERS}: {quiet:?} with no supporter, {loud:?} with 5 000");
    assert!(loud <= quiet * 2, "{loud:?}, with no supporter {quiet:?}");
    // Both have their letters to write: two languages each time.
    let waiting = app.number("select count(*) from mailing").await;
    assert_eq!(usize::try_from(waiting).unwrap(), 2 * 2 * ANSWERS);
});

on_both!(broken_off_anywhere_nobody_gets_two_and_nobody_none, |app| {
    answered(&app).await;
    // Two servers at once, both of them killed again and again.
    for pause in 0..40 {
        let job =
            |db: nara_server::db::Db, now| tokio::spawn(async move { write_all(&db, now).await });
        let one = job(app.db.clone(), app.now);
        let other = job(app.db.clone(), app.now);
        tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
        one.abort();
        other.abort();
        let _ = (one.await, other.await);
    }
    app.spread().await;
    assert_eq!(app.number(LETTERS).await, 5_000);
    assert_eq!(app.number(ADDRESSES).await, 5_000);
});

on_both!(who_supports_later_is_told_of_what_comes_next, |app| {
    let by = app.resident("Boende").await;
    let official = app.official("Maja").await;
    let id = app.proposal(&by, "Belysning vid stigen").await;
    let answer = act(&[("text", "Vi mäter i höst.")]);
    let before = nara_domain::time::Stamp(app.now.0 - 1);
    app.proposals
        .answer(&official, id, ActKind::OfficialAnswer, answer, before)
        .await
        .unwrap();
    supporters(&app, id, 3).await;
    assert_eq!(app.spread().await, 0);
    assert_eq!(app.number(LETTERS).await, 0);
});
