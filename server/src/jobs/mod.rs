//! What happens without anybody asking: letters go out, deadlines pass, what has run out is removed.
//!
//! Every job is a loop of its own that survives its errors and ends when the server stops. Jobs are
//! idempotent and claim their work in the database, so several servers can run them.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use nara_app::error::AppError;
use nara_domain::news::NEWS_DAYS;
use nara_domain::privacy::{INVITATION_DAYS, LETTER_DAYS};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::admin;
use crate::backup::{self, Maker, Night, Nightly};
use crate::follow::store as follow;
use crate::http::limits;
use crate::mail::Post;
use crate::mail::mailing;
use crate::mail::post::ROUND;
use crate::mail::store as outbox;
use crate::metrics::JobMeter;
use crate::proposals::ProposalService;
use crate::proposals::store::tally;
use crate::questions::{search, telling};
use crate::state::AppState;

const LETTERS: Duration = Duration::from_secs(2);
const NEWS: Duration = Duration::from_secs(10);
const DEADLINES: Duration = Duration::from_secs(60);
const CLEANING: Duration = Duration::from_secs(3_600);
/// How often it is asked whether the night's backup is due.
const BACKUPS: Duration = Duration::from_secs(60);

/// Starts all jobs. They end with `state.shutdown`.
pub fn start(state: &AppState, proposals: Arc<ProposalService>, post: Post) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    let never = Arc::new(Notify::new());
    let wanted = Arc::clone(&state.letters_wanted);
    let asked = state.clone();
    let run = Run {
        stop: state.shutdown.clone(),
        meter: state.metrics.jobs().clone(),
    };
    jobs.spawn(every("letters", LETTERS, wanted, run.clone(), move || {
        carry_letters(asked.clone(), post.clone())
    }));
    let due = state.clone();
    let work = Arc::clone(&state.reminders);
    let campaigns = Arc::clone(&state.campaign_days);
    let bell = Arc::clone(&never);
    jobs.spawn(every(
        "deadlines",
        DEADLINES,
        bell,
        run.clone(),
        move || {
            let (proposals, now) = (Arc::clone(&proposals), due.clock.now());
            let work = Arc::clone(&work);
            let campaigns = Arc::clone(&campaigns);
            let due = due.clone();
            async move {
                // A case that cannot be moved keeps nobody from being reminded.
                let moved = proposals.run_due(now).await;
                let published = proposals.publish_due(now).await;
                let dated = proposals.write_missing_days().await;
                let opened = campaigns.run_due(now).await;
                let reminded = campaigns.remind(&due.site, now).await;
                let by = telling::Writer {
                    site: &due.site,
                    keys: &due.keys,
                };
                let told = telling::write_due(&due.db, by, now).await;
                let found = search::index_missing(&due.db).await;
                let watched = due.holding.watch(now).await;
                work.remind(now).await?;
                published?;
                dated?;
                opened?;
                reminded?;
                told?;
                found?;
                watched?;
                moved.map(drop)
            }
        },
    ));
    let telling = state.clone();
    let bell = Arc::clone(&never);
    jobs.spawn(every("news", NEWS, bell, run.clone(), move || {
        let state = telling.clone();
        async move { state.news.run_due(state.clock.now()).await.map(drop) }
    }));
    let cleaned = state.clone();
    jobs.spawn(every("cleaning", CLEANING, never, run, move || {
        clean(cleaned.clone())
    }));
    jobs
}

/// Makes the backup of every night.
pub fn back_up(jobs: &mut JoinSet<()>, state: &AppState, nightly: Nightly) {
    let maker = Maker {
        nightly,
        db: state.db.clone(),
        clock: Arc::clone(&state.clock),
        entropy: Arc::clone(&state.entropy),
        stop: state.shutdown.clone(),
    };
    let run = Run {
        stop: state.shutdown.clone(),
        meter: state.metrics.jobs().clone(),
    };
    let never = Arc::new(Notify::new());
    jobs.spawn(every("backup", BACKUPS, never, run, move || {
        let maker = maker.clone();
        async move { maker.run_due(maker.clock.now()).await }
    }));
}

/// Takes away the backups of before updates that are too old, of this server's own data folder.
pub fn forget_before_updates(jobs: &mut JoinSet<()>, state: &AppState, data: PathBuf) {
    let clock = Arc::clone(&state.clock);
    let run = Run {
        stop: state.shutdown.clone(),
        meter: state.metrics.jobs().clone(),
    };
    let never = Arc::new(Notify::new());
    jobs.spawn(every("copies", CLEANING, never, run, move || {
        let (data, now) = (data.clone(), clock.now());
        async move { backup::forget_before_updates(&data, now).map(drop) }
    }));
}

/// Writes and sends the letters that are due, as many as one round may take. What is asked for
/// meanwhile, such as a code, is written between the others and goes next.
pub async fn carry_letters(state: AppState, post: Post) -> Result<(), AppError> {
    let mut round = post.round();
    let mut failed = Ok(());
    for _ in 0..ROUND {
        // What is asked for and cannot be written now holds up no other letter.
        let written = state.accounts.write_letters(state.clock.now()).await;
        let spread = mailing::write_all(&state.db, state.clock.now()).await;
        failed = failed
            .and(written.map(drop))
            .and(spread.map(drop).map_err(AppError::from));
        let more = round.send_some().await.map_err(AppError::from)?.more();
        if !more || state.shutdown.is_cancelled() {
            break;
        }
    }
    failed
}

/// One round of it: what has been kept for as long as it may be is removed. Run by every server, and
/// as often as anybody likes.
pub async fn clean(state: AppState) -> Result<(), AppError> {
    let now = state.clock.now();
    state.limits.forget_idle(now);
    // Where counts cannot be forgotten, what is kept about people is all the same.
    let forgotten = limits::clean_up(&state.db, now).await;
    let removed = state.sessions.clean_up(now).await?;
    tracing::debug!(removed, "cleaning.done");
    state.privacy.finish_erasures(now).await?;
    state.people.finish_protections(now).await?;
    state.identity.clean_up(now).await?;
    state.groups.clean_up(now).await?;
    state.moderation.clean_up(now).await?;
    // Where a text cannot be shown again the rest is cleaned all the same.
    let lapsed = state.moderation.lapse(now).await;
    state.holding.clean_up(now).await?;
    let mut tx = state.db.begin().await?;
    admin::store::delete_old(&mut tx, now.plus_days(-INVITATION_DAYS)).await?;
    crate::outside::store::forget_old(&mut tx, now.plus_days(-INVITATION_DAYS)).await?;
    if !state.site.demo {
        outbox::delete_old(&mut tx, now.plus_days(-LETTER_DAYS)).await?;
    }
    crate::news::store::delete_old(&mut tx, now.plus_days(-NEWS_DAYS)).await?;
    // No letter of before waits any longer.
    follow::delete_left(&mut tx, now.plus_days(-LETTER_DAYS)).await?;
    tally::draw_together(&mut tx).await?;
    tx.commit().await?;
    forgotten?;
    lapsed
}

/// What came of one run of a job that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Round {
    /// What it is there for is done.
    Done,
    /// It is not, and this was not the moment to do it: whoever watches sees how long that has been so.
    Waits,
}

impl From<()> for Round {
    fn from((): ()) -> Self {
        Self::Done
    }
}

impl From<Night> for Round {
    fn from(night: Night) -> Self {
        match night {
            Night::Made | Night::Stands => Self::Done,
            Night::Waits => Self::Waits,
        }
    }
}

/// What every job runs under.
#[derive(Clone, Debug)]
struct Run {
    stop: CancellationToken,
    meter: JobMeter,
}

/// Runs `work` now, then every `period` and when the bell rings, whatever comes of it.
async fn every<F, T, E>(
    name: &'static str,
    period: Duration,
    bell: Arc<Notify>,
    Run { stop, meter }: Run,
    work: impl Fn() -> F + Send + 'static,
) where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Round> + Send + 'static,
    E: std::fmt::Display + Send + 'static,
{
    meter.began(name);
    while !stop.is_cancelled() {
        // In a task of its own: a panic ends this run and not the job.
        match tokio::spawn(work()).await {
            Ok(Ok(round)) => {
                let round: Round = round.into();
                if round == Round::Done {
                    meter.succeeded(name);
                }
            }
            Ok(Err(error)) => tracing::error!(job = name, %error, "job.failed"),
            Err(_) => tracing::error!(job = name, "job.panicked"),
        }
        tokio::select! {
            () = tokio::time::sleep(period) => {}
            () = bell.notified() => {}
            () = stop.cancelled() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Instant;

    #[tokio::test]
    async fn a_job_survives_errors_and_panics_and_stops() {
        let stop = CancellationToken::new();
        let runs = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&runs);
        let job = tokio::spawn(every(
            "test",
            Duration::from_millis(1),
            Arc::new(Notify::new()),
            Run {
                stop: stop.clone(),
                meter: JobMeter::default(),
            },
            move || {
                let run = counted.fetch_add(1, Ordering::SeqCst);
                async move {
                    match run {
                        0 => Err("no"),
                        1 => panic!("a bug"),
                        _ => Ok(()),
                    }
                }
            },
        ));
        // Real time: a paused clock needs tokio's `test-util`, which would compile everything that
        // depends on tokio once more for the tests.
        while runs.load(Ordering::SeqCst) < 4 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        stop.cancel();
        job.await.unwrap();
    }

    /// How long ago a job whose runs all come to this last succeeded, between two looks at how long ago its
    /// first run began.
    async fn age(round: Round) -> [Duration; 3] {
        let (stop, meter) = (CancellationToken::new(), JobMeter::default());
        let runs = Arc::new(AtomicU32::new(0));
        let first = Arc::new(OnceLock::<Instant>::new());
        let (counted, begun) = (Arc::clone(&runs), Arc::clone(&first));
        let job = tokio::spawn(every(
            "test",
            Duration::from_millis(1),
            Arc::new(Notify::new()),
            Run {
                stop: stop.clone(),
                meter: meter.clone(),
            },
            move || {
                let _first = begun.get_or_init(Instant::now);
                counted.fetch_add(1, Ordering::SeqCst);
                async move { Ok::<_, AppError>(round) }
            },
        ));
        while runs.load(Ordering::SeqCst) < 6 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        stop.cancel();
        job.await.unwrap();
        let first = first.get().unwrap();
        let before = first.elapsed();
        let age = meter.ages().first().map(|(_, age)| *age).unwrap();
        [before, age, first.elapsed()]
    }

    #[tokio::test]
    async fn what_waits_has_not_succeeded() {
        // Counted from one of its later runs.
        let [_, since, after] = age(Round::Done).await;
        assert!(since < after, "{since:?} {after:?}");
        // Counted from before its first.
        let [before, since, _] = age(Round::Waits).await;
        assert!(since >= before, "{since:?} {before:?}");
    }
}
