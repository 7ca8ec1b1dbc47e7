//! Votes: real forms, each by somebody else, on many proposals and on one that everybody votes on. Whatever
//! was acknowledged has to be in the tables at the end, also when the server was killed meanwhile.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::bed::Bed;
use crate::Done;
use crate::floors::commits::{self, Committed};
use crate::generate::check;
use crate::load::request::cookie;
use crate::load::{Load, Script};
use crate::numbers::{median, permille, rounded};
use crate::report::{Report, Round, Row};
use crate::store::Engine;
use crate::voters::secret;

/// People who vote at the same moment: a batch of the server cannot be larger.
const VOTERS: usize = 256;
/// Of so many votes one is for the proposal everybody votes on.
const VIRAL: u64 = 4;
/// Nobody votes more often than this: the limit of one person is above it.
const EACH: u64 = 250;
/// The goal for one viral proposal: votes and pages a second.
const MIXED_VOTES: u64 = 100;
const MIXED_PAGES: u64 = 1_000;
/// Enough for a thousand pages a second that take a tenth of a second.
const MIXED_CONNECTIONS: usize = 128;
/// The last ones of the voters have other things to do ([`super::live`], [`super::leaving`]).
pub const RESERVED: u64 = 2_000;

/// Which person votes on what, by the number of the vote: no pair comes twice.
#[derive(Clone, Copy, Debug)]
pub struct Ballot {
    pub voters: u64,
    pub open: u64,
}

/// A vote: the place of the voter, and the place of the proposal among the open ones; none: the viral one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Vote {
    pub voter: u64,
    pub on: Option<u64>,
}

impl Ballot {
    /// How many votes there are.
    pub fn votes(self) -> u64 {
        self.voters * self.open.min(EACH)
    }

    pub fn vote(self, number: u64) -> Vote {
        let viral = number / VIRAL;
        if number.is_multiple_of(VIRAL) && viral < self.voters {
            return Vote {
                voter: viral,
                on: None,
            };
        }
        let voter = number % self.voters;
        Vote {
            voter,
            on: Some((number / self.voters + voter) % self.open.max(1)),
        }
    }
}

/// Everything about voting on one bed.
pub struct Polls {
    pub ballot: Ballot,
    pub script: Script,
    pub first_voter: i64,
    next: u64,
    /// Numbers of the votes that were acknowledged.
    acknowledged: Vec<u64>,
}

impl Polls {
    pub fn of(bed: &Bed<'_>) -> Done<Self> {
        let voters = bed.world.voters();
        let ballot = Ballot {
            voters: u64::try_from(voters.end - voters.start)?
                .checked_sub(RESERVED)
                .ok_or("too few voters")?,
            open: u64::try_from(bed.addresses.open.len())?,
        };
        let cookies: Vec<String> = voters
            .clone()
            .map(|person| cookie(&secret(person)))
            .collect();
        let (addresses, asker) = (Arc::clone(&bed.addresses), Arc::clone(&bed.asker));
        let script: Script = Arc::new(move |number, into| {
            let Vote { voter, on } = ballot.vote(number);
            let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
            let path = match on {
                None => &addresses.viral,
                Some(on) => addresses.open.get(at(on)).unwrap_or(&addresses.viral),
            };
            let cookie = cookies.get(at(voter)).map_or("", String::as_str);
            asker.post(&format!("{path}/stod"), cookie, "", into);
        });
        Ok(Self {
            ballot,
            script,
            first_voter: voters.start,
            next: 0,
            acknowledged: Vec::new(),
        })
    }

    fn load(&self, bed: &Bed<'_>, lasts: Duration) -> Load {
        Load {
            connections: VOTERS,
            lasts,
            from: self.next,
            end: self.ballot.votes(),
            ..bed.readers(Arc::clone(&self.script))
        }
    }

    fn note(&mut self, round: &Round) {
        self.next = round.measured.next;
        self.acknowledged.extend(&round.measured.done);
        if let Some(why) = &round.measured.example {
            eprintln!("    vote: {why}");
        }
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
    let warm = bed.round(&polls.load(bed, bed.plan.warm_up)).await?;
    polls.note(&warm);
    let (mut rounds, mut singles, mut batches) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..bed.plan.rounds {
        let round = bed.round(&polls.load(bed, bed.plan.round)).await?;
        polls.note(&round);
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

/// A hundred votes and a thousand pages a second of one proposal, at their own pace: whoever has to wait is
/// counted as waiting.
async fn with_reading(bed: &Bed<'_>, polls: &mut Polls, report: &mut Report) -> Done<Row> {
    let every = MIXED_PAGES / MIXED_VOTES + 1;
    let page = bed.asker.getting(&bed.addresses.viral, "");
    let mut rounds = Vec::new();
    for _ in 0..bed.plan.rounds {
        let (votes, page, first) = (Arc::clone(&polls.script), page.clone(), polls.next);
        let script: Script = Arc::new(move |number, into| match number.is_multiple_of(every) {
            true => votes(first + number / every, into),
            false => into.extend_from_slice(&page),
        });
        let load = Load {
            connections: MIXED_CONNECTIONS,
            pace: Some((MIXED_PAGES + MIXED_VOTES) as f64),
            lasts: bed.plan.round.max(Duration::from_secs(2)),
            script,
            ..bed.readers(Arc::clone(&polls.script))
        };
        let mut round = bed.round(&load).await?;
        for number in &mut round.measured.done {
            *number = first + *number / every;
        }
        round.measured.next = first + round.measured.next / every + 1;
        polls.note(&round);
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
    let load = polls.load(bed, Duration::from_secs(30));
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
    let measured = measured?;
    // Those that were under way are not counted as wrong: nobody was told that they are done.
    polls.next = measured.next;
    polls.acknowledged.extend(&measured.done);
    bed.start().await?;
    let ready = bed.nara()?.ready_after.as_secs_f64() * 1_000.0;
    let at = (bed.engine.code(), bed.size);
    report.fact("ready_after_kill", at, ready, "ms");
    let votes = bed
        .store()
        .await?
        .number("select count(*) from support")
        .await?;
    report.fact("votes_then", at, votes as f64, "votes");
    bed.settle().await
}

/// Every vote that was answered with success is there, and all counts are right.
async fn verify(bed: &Bed<'_>, polls: &Polls, report: &mut Report) -> Done<()> {
    let mut store = bed.store().await?;
    let first = polls.first_voter;
    let voters = i64::try_from(polls.ballot.voters)?;
    let there: HashSet<[i64; 2]> = store
        .numbers(&format!(
            "select proposal_id, person_id from support where person_id >= {first} \
             and person_id < {}",
            first + voters
        ))
        .await?
        .into_iter()
        .collect();
    let number_of = |path: &str| -> Option<i64> { path.split('/').nth(2)?.parse().ok() };
    let lost = polls.acknowledged.iter().filter(|number| {
        let Vote { voter, on } = polls.ballot.vote(**number);
        let on = match on {
            None => Some(bed.addresses.viral_id),
            Some(on) => usize::try_from(on)
                .ok()
                .and_then(|on| bed.addresses.open.get(on))
                .and_then(|path| number_of(path)),
        };
        let voter = i64::try_from(voter).map_or(-1, |voter| first + voter);
        !there.contains(&[on.unwrap_or(-1), voter])
    });
    let lost = lost.count();
    let at = (bed.engine.code(), bed.size);
    report.fact(
        "votes_acknowledged",
        at,
        polls.acknowledged.len() as f64,
        "votes",
    );
    report.fact("votes_lost", at, lost as f64, "votes");
    if lost > 0 {
        return Err(format!("{lost} votes that were acknowledged are not there").into());
    }
    check::recount(&mut store).await?;
    store.close().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_votes_twice_on_one_thing() {
        let ballot = Ballot {
            voters: 40,
            open: 7,
        };
        assert_eq!(ballot.votes(), 280);
        let all: HashSet<Vote> = (0..ballot.votes())
            .map(|number| ballot.vote(number))
            .collect();
        assert_eq!(all.len(), 280);
        let viral = all.iter().filter(|vote| vote.on.is_none()).count();
        assert_eq!(viral, 40);
        assert!(
            all.iter()
                .all(|vote| vote.voter < 40 && vote.on.is_none_or(|on| on < 7))
        );
    }

    #[test]
    fn one_person_stays_below_the_limit() {
        let ballot = Ballot {
            voters: 10,
            open: 300,
        };
        let mut count = [0_u64; 10];
        for number in 0..ballot.votes() {
            count[usize::try_from(ballot.vote(number).voter).unwrap()] += 1;
        }
        assert!(count.iter().all(|count| *count < 300), "{count:?}");
    }
}
