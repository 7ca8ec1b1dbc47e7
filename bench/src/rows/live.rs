//! Streams: how long until a vote is on five thousand open pages, and what such a page holds of memory.

use std::time::{Duration, Instant};

use super::bed::Bed;
use super::polls::{Polls, RESERVED};
use crate::Done;
use crate::load::Measured;
use crate::load::request::cookie;
use crate::load::streams::Streams;
use crate::load::wire;
use crate::processes;
use crate::report::{Report, Round, Row};
use crate::voters::secret;

/// After that it is not told any more.
const IN_TIME: Duration = Duration::from_secs(10);
/// Votes that are told in one round.
const TOLD: u64 = 3;

pub async fn fan_out(bed: &mut Bed<'_>, polls: &Polls, report: &mut Report) -> Done<()> {
    // With nothing left in memory from what was measured before.
    bed.restart().await?;
    let at = (bed.engine.code(), bed.size);
    let server = bed.nara()?.pid();
    let before = processes::memory(server).unwrap_or_default();
    let path = format!("/live?proposal={}", bed.addresses.viral_id);
    let request = bed.asker.getting(&path, "");
    let mut streams = Streams::open(bed.place.listen, &request, bed.plan.streams).await?;
    bed.settle().await?;
    let held = processes::memory(server)
        .unwrap_or_default()
        .saturating_sub(before);
    let count = streams.count().max(1);
    report.fact("streams", at, count as f64, "streams");
    report.fact("streams_refused", at, streams.refused as f64, "times");
    report.fact(
        "memory_per_stream",
        at,
        held as f64 / count as f64 / 1_000.0,
        "kB",
    );
    let mut rounds = Vec::new();
    for number in 0..u64::try_from(bed.plan.rounds).unwrap_or(1) {
        rounds.push(round(bed, polls, &mut streams, number * TOLD).await?);
    }
    drop(streams);
    let row = Row::of(bed.of("live_fanout"), &rounds, &[]);
    super::told(&row);
    report.rows.push(row);
    Ok(())
}

/// Votes one after the other, each told to everybody before the next: times from when the form was sent.
async fn round(bed: &Bed<'_>, polls: &Polls, streams: &mut Streams, first: u64) -> Done<Round> {
    let meter = bed.meter()?;
    let (cpu, client) = (meter.read(), processes::client());
    let mut measured = Measured::default();
    for number in first..first + TOLD {
        // Those who vote here have not voted before.
        let place = polls.ballot.voters + number % (RESERVED / 2);
        let person = polls.first_voter + i64::try_from(place)?;
        let mut request = Vec::new();
        let form = format!("{}/stod", bed.addresses.viral);
        bed.asker
            .post(&form, &cookie(&secret(person)), "", &mut request);
        let begun = Instant::now();
        let (voted, times) = tokio::join!(
            wire::once(bed.place.listen, &request),
            streams.told_since(begun, IN_TIME)
        );
        if voted?.0 != 303 {
            return Err("a vote that was to be told was refused".into());
        }
        measured.lasted += begun.elapsed();
        let missing = streams.count().saturating_sub(times.len());
        measured.wrong += u64::try_from(missing).unwrap_or(0);
        measured.read.extend(times);
    }
    Ok(Round {
        measured,
        cpu: meter.read().saturating_sub(cpu),
        client: processes::client().saturating_sub(client),
    })
}
