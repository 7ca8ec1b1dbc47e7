//! Votes: real forms, each by somebody else, on many proposals and on one that everybody votes on. Whatever
//! was acknowledged has to be in the tables at the end, also when the server was killed meanwhile.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::bed::Bed;
use super::polls::{MIXED_VOTES, Polls, Vote, mixed_lasts, mixed_votes};
use crate::Done;
use crate::floors::commits::{self, Committed};
use crate::generate::check;
use crate::load::{Load, Measured, Script};
use crate::numbers::{median, permille, rounded};
use crate::report::{Report, Round, Row};
use crate::store::Engine;

/// People who vote at the same moment: a batch of the server cannot be larger.
const VOTERS: usize = 256;
/// Pages of the viral proposal a second, beside the votes on it.
const MIXED_PAGES: u64 = 1_000;
/// Enough for a thousand pages a second that take a tenth of a second.
const MIXED_CONNECTIONS: usize = 128;

/// Votes of the ballot from where it stands.
fn of_ballot(bed: &Bed<'_>, polls: &Polls, lasts: Duration) -> Load {
    Load {
        connections: VOTERS,
        lasts,
        from: polls.next,
        end: polls.ballot.votes(),
        ..bed.readers(polls.script())
    }
}

/// One of those that were not done.
fn say_why(measured: &Measured) {
    if let Some(why) = &measured.example {
        eprintln!("    vote: {why}");
    }
}

/// Votes alone beside commits of the same disk, and with pages of the viral proposal.
pub async fn all(bed: &mut Bed<'_>, polls: &mut Polls, report: &mut Report) -> Done<()> {
    if bed.plan.wants("vote_durable") {
        alone(bed, polls, report).await?;
    }
    if bed.plan.wants("vote_with_reading") {
        let row = with_reading(bed, polls, report).await?;
        super::told(&row);
        report.rows.push(row);
    }
    if bed.plan.wants("vote_durable") {
        killed(bed, polls, report).await?;
    }
    verify(bed, polls, report).await
}

async fn alone(bed: &Bed<'_>, polls: &mut Polls, report: &mut Report) -> Done<()> {
    let warm = bed.round(&of_ballot(bed, polls, bed.plan.warm_up)).await?;
    say_why(&warm.measured);
    polls.note(&warm.measured);
    let (mut rounds, mut singles, mut batches) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..bed.plan.rounds {
        let round = bed.round(&of_ballot(bed, polls, bed.plan.round)).await?;
        say_why(&round.measured);
        polls.note(&round.measured);
        rounds.push(round);
        let lasts = bed.plan.round / 2;
        match bed.engine {
            Engine::Sqlite => {
                let folder = &bed.place.data;
                singles.push(commits::sqlite(folder, 1, lasts).await?);
                let rows = u64::try_from(VOTERS).unwrap_or(1);
                batches.push(commits::sqlite(folder, rows, lasts).await?);
            }
            Engine::Postgres => {
                let (server, _) = bed.place.database.rsplit_once('/').unwrap_or_default();
                let spare = format!("{server}/postgres");
                singles.push(commits::postgres(&spare, 16, lasts).await?);
            }
        }
    }
    let mut row = Row::of(bed.of("vote_durable"), &rounds, &[]);
    row.floor_ratio = beside(&rounds, &singles);
    super::told(&row);
    report.rows.push(row);
    for (name, floor) in [
        ("floor_single_commits", singles),
        ("floor_batch_commits", batches),
    ] {
        if let Some(row) = floor_row(bed, name, &floor, &rounds) {
            super::told(&row);
            report.rows.push(row);
        }
    }
    Ok(())
}

/// How the votes of each round stand beside the commits after it.
fn beside(rounds: &[Round], floor: &[Committed]) -> Option<f64> {
    let pairs = rounds.iter().zip(floor);
    let ratios: Vec<f64> = pairs
        .map(|(round, floor)| round.measured.per_second() / floor.per_second())
        .collect();
    (!ratios.is_empty()).then(|| rounded(median(ratios)))
}

/// The floor as a row of its own; its ratio is how much of it the votes came to.
fn floor_row(bed: &Bed<'_>, name: &str, floor: &[Committed], rounds: &[Round]) -> Option<Row> {
    let ratio = beside(rounds, floor)?;
    let millis = |part| {
        let of = |floor: &Committed| {
            let mut times = floor.times.clone();
            times.sort_unstable();
            f64::from(permille(&times, part)) / 1_000.0
        };
        rounded(median(floor.iter().map(of).collect()))
    };
    let (name, engine, size) = bed.of(name);
    Some(Row {
        name: name.to_owned(),
        engine: engine.to_owned(),
        size,
        rps: rounded(median(floor.iter().map(Committed::per_second).collect())),
        p50_ms: millis(500),
        p95_ms: millis(950),
        p99_ms: millis(990),
        floor_ratio: Some(ratio),
        ..Row::default()
    })
}

/// A hundred votes a second on one proposal and a thousand of its page, at their own pace: whoever has to
/// wait is counted as waiting.
async fn with_reading(bed: &Bed<'_>, polls: &mut Polls, report: &mut Report) -> Done<Row> {
    let every = MIXED_PAGES / MIXED_VOTES + 1;
    let votes = mixed_votes(bed.plan);
    let page = bed.asker.getting(&bed.addresses.viral, "");
    let mut rounds = Vec::new();
    for _ in 0..bed.plan.rounds {
        let first = polls.take_fresh(votes)?;
        let vote = move |number: u64| {
            number.is_multiple_of(every).then_some(Vote {
                voter: first + number / every,
                on: None,
            })
        };
        let (form, page) = (Arc::clone(&polls.form), page.clone());
        let script: Script = Arc::new(move |number, into| match vote(number) {
            Some(vote) => form(vote, into),
            None => into.extend_from_slice(&page),
        });
        let load = Load {
            connections: MIXED_CONNECTIONS,
            pace: Some((MIXED_PAGES + MIXED_VOTES) as f64),
            lasts: mixed_lasts(bed.plan),
            end: votes * every,
            ..bed.readers(script)
        };
        let round = bed.round(&load).await?;
        say_why(&round.measured);
        polls.remember(&round.measured, vote);
        rounds.push(round);
    }
    let at = (bed.engine.code(), bed.size);
    for (name, which) in [("mixed_votes_p99", true), ("mixed_pages_p99", false)] {
        let of = |round: &Round| {
            let measured = &round.measured;
            let mut times = if which {
                &measured.wrote
            } else {
                &measured.read
            }
            .clone();
            times.sort_unstable();
            f64::from(permille(&times, 990)) / 1_000.0
        };
        report.fact(name, at, median(rounds.iter().map(of).collect()), "ms");
    }
    Ok(Row::of(bed.of("vote_with_reading"), &rounds, &[]))
}

/// Pulls the plug in the middle of it, and starts again.
async fn killed(bed: &mut Bed<'_>, polls: &mut Polls, report: &mut Report) -> Done<()> {
    let load = of_ballot(bed, polls, Duration::from_secs(30));
    let stop = Arc::clone(&load.stop);
    let nara = bed.take()?;
    let cut = async {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let killed = nara.kill();
        stop.store(true, Ordering::Relaxed);
        killed
    };
    let (measured, killed) = tokio::join!(crate::load::run(&load), cut);
    killed?;
    // Those that were under way are not counted as wrong: nobody was told that they are done.
    polls.note(&measured?);
    bed.start().await?;
    let nara = bed.nara()?;
    let millis = |time: Duration| time.as_secs_f64() * 1_000.0;
    let at = (bed.engine.code(), bed.size);
    report.fact("ready_after_kill", at, millis(nara.ready_after), "ms");
    report.fact("ready_after_kill_cpu", at, millis(nara.ready_cpu), "ms");
    let votes = bed
        .store()
        .await?
        .number("select count(*) from support")
        .await?;
    report.fact("votes_then", at, votes as f64, "votes");
    bed.settle().await
}

/// Every vote that was answered with success is there, none that was refused, and all counts are right.
async fn verify(bed: &Bed<'_>, polls: &Polls, report: &mut Report) -> Done<()> {
    let mut store = bed.store().await?;
    let voters = bed.world.voters();
    let there: HashSet<[i64; 2]> = store
        .numbers(&format!(
            "select proposal_id, person_id from support where person_id >= {} and person_id < {}",
            voters.start, voters.end
        ))
        .await?
        .into_iter()
        .collect();
    let number_of = |path: &str| -> Option<i64> { path.split('/').nth(2)?.parse().ok() };
    let difference = polls.beside(there, |Vote { voter, on }| {
        let on = match on {
            None => Some(bed.addresses.viral_id),
            Some(on) => usize::try_from(on)
                .ok()
                .and_then(|on| bed.addresses.open.get(on))
                .and_then(|path| number_of(path)),
        };
        let voter = i64::try_from(voter).map_or(-1, |voter| polls.first_voter + voter);
        [on.unwrap_or(-1), voter]
    });
    let at = (bed.engine.code(), bed.size);
    let lost = difference.lost;
    for (name, count) in [
        ("votes_acknowledged", polls.acknowledged.len()),
        ("votes_lost", lost),
        ("votes_refused_yet_counted", difference.uncalled),
    ] {
        report.fact(name, at, count as f64, "votes");
    }
    if lost > 0 {
        return Err(format!("{lost} votes that were acknowledged are not there").into());
    }
    check::recount(&mut store).await?;
    store.close().await
}
