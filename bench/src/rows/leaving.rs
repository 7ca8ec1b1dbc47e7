//! How long everybody else waits while somebody who wrote ten thousand comments takes their account away.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::bed::Bed;
use super::polls::{Polls, RESERVED};
use crate::Done;
use crate::generate::now;
use crate::load::request::cookie;
use crate::load::{Load, Script, wire};
use crate::numbers::{median, permille, rounded};
use crate::report::{Report, Round, Row};
use crate::voters::{self, secret};

/// What everybody else does: so much a second, one of ten a vote.
const PACE: f64 = 200.0;
const OF_TEN: u64 = 10;
const CONNECTIONS: usize = 32;

pub async fn row(bed: &mut Bed<'_>, polls: &Polls, report: &mut Report) -> Done<()> {
    // Whoever leaves has to have shown a moment ago who they are.
    let mut store = bed.store().await?;
    voters::sign_in(&mut store, bed.world.leavers(), now()).await?;
    store.close().await?;
    let script = others(bed, polls);
    let (mut rounds, mut alone, mut took) = (Vec::new(), Vec::new(), Vec::new());
    let mut from = 0;
    for person in bed.world.leavers() {
        let quiet = Load {
            connections: CONNECTIONS,
            pace: Some(PACE),
            lasts: bed.plan.round.max(Duration::from_secs(2)),
            from,
            ..bed.readers(Arc::clone(&script))
        };
        let before = bed.round(&quiet).await?;
        let meanwhile = Load {
            lasts: Duration::from_secs(60),
            from: before.measured.next,
            stop: Arc::default(),
            ..quiet
        };
        alone.push(before);
        let leaves = async {
            let begun = Instant::now();
            let mut request = Vec::new();
            let cookie = cookie(&secret(person));
            bed.asker
                .post("/konto/ta-bort", &cookie, "confirmation=yes", &mut request);
            let answer = wire::once(bed.place.listen, &request).await;
            let took = begun.elapsed();
            meanwhile.stop.store(true, Ordering::Relaxed);
            (answer, took)
        };
        let (round, (answer, lasted)) = tokio::join!(bed.round(&meanwhile), leaves);
        let (status, ..) = answer?;
        if status != 303 {
            return Err(format!("leaving was answered {status}").into());
        }
        let round = round?;
        from = round.measured.next;
        rounds.push(round);
        took.push(lasted.as_secs_f64() * 1_000.0);
    }
    gone(bed).await?;
    let mut row = Row::of(bed.of("leaving"), &rounds, &[]);
    let slowest = |rounds: &[Round]| {
        let of = |round: &Round| f64::from(permille(&round.measured.times(), 990)) / 1_000.0;
        median(rounds.iter().map(of).collect())
    };
    // How it was before, beside how it is meanwhile: 1 is as if nobody left.
    let usual = slowest(&alone);
    row.floor_ratio = Some(rounded(usual / slowest(&rounds).max(1e-3)));
    let at = (bed.engine.code(), bed.size);
    report.fact("leaving_usual_p99", at, usual, "ms");
    report.fact("leaving_took", at, median(took), "ms");
    super::told(&row);
    report.rows.push(row);
    Ok(())
}

/// Nine read a proposal, one votes.
fn others(bed: &Bed<'_>, polls: &Polls) -> Script {
    let (addresses, asker) = (Arc::clone(&bed.addresses), Arc::clone(&bed.asker));
    let (first, voters) = (polls.first_voter, polls.ballot.voters + RESERVED / 2);
    Arc::new(move |number, into| {
        if !number.is_multiple_of(OF_TEN) {
            return asker.get(&addresses.detail_cold(number), "", into);
        }
        let turn = number / OF_TEN;
        // The second half of those who are kept for this and for the streams.
        let place = voters + turn % (RESERVED / 2);
        let person = i64::try_from(place).map_or(0, |place| first + place);
        let count = u64::try_from(addresses.open.len()).unwrap_or(0).max(1);
        let on = (turn / (RESERVED / 2) + turn) % count;
        let on = usize::try_from(on)
            .ok()
            .and_then(|on| addresses.open.get(on));
        let path = on.unwrap_or(&addresses.viral);
        asker.post(&format!("{path}/stod"), &cookie(&secret(person)), "", into);
    })
}

/// Nobody's name stands beside what they wrote any more.
async fn gone(bed: &Bed<'_>) -> Done<()> {
    let mut store = bed.store().await?;
    let leavers = bed.world.leavers();
    let named = store
        .number(&format!(
            "select count(*) from comment c where c.person_id >= {} and c.person_id < {} \
             and not exists (select 1 from sealed_name s where s.comment_id = c.comment_id)",
            leavers.start, leavers.end
        ))
        .await?;
    store.close().await?;
    match named {
        0 => Ok(()),
        count => Err(format!("{count} comments still have the name of somebody who left").into()),
    }
}
