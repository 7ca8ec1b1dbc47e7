//! What the server counts and measures, for whoever watches it (`--metrics-listen`).
//!
//! Rooms count in a meter of their own ([`meters`], [`crate::db::meter`]), which the registry here
//! knows; what stands somewhere anyway, such as how many streams are open, is read off when somebody
//! asks. `docs/operations.md` says what each is for.

pub mod labels;
pub mod listener;
mod meters;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use nara_domain::time::Stamp;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

pub use self::meters::{HttpMeter, JobMeter, LaneMeter};
use crate::backup::run_store;
use crate::db::meter::Use;
use crate::db::{Db, DbError};
use crate::http::pressure::RoomName;
use crate::mail::store as outbox;
use crate::state::AppState;

type Seconds = Gauge<f64, AtomicU64>;

/// Whoever asks waits no longer for the database than this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Everything measured by this server. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Metrics(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    registry: Registry,
    http: HttpMeter,
    jobs: JobMeter,
    read_off: ReadOff,
}

/// What is read off when somebody asks.
#[derive(Debug, Default)]
struct ReadOff {
    places: Family<labels::Room, Gauge>,
    taken: Family<labels::Room, Gauge>,
    waiting: Family<labels::Room, Gauge>,
    level: Gauge,
    lag: Seconds,
    votes_waiting: Gauge,
    votes_room: Gauge,
    connections: Family<labels::Pool, Gauge>,
    idle: Family<labels::Pool, Gauge>,
    wal: Gauge,
    streams: Gauge,
    streams_room: Gauge,
    letters: Seconds,
    oldest_letter: Seconds,
    jobs: Family<labels::Job, Seconds>,
    last_backup: Family<labels::Alone, Seconds>,
    backup_differs: Family<labels::Alone, Gauge>,
    panics: Counter,
    kept_sent: Counter,
    kept_made: Counter,
    kept_pages: Gauge,
    kept_bytes: Gauge,
    broken: Gauge,
    answers: Gauge,
}

/// What is measured elsewhere.
#[derive(Debug)]
pub struct Parts<'a> {
    pub db: &'a Db,
    pub lanes: LaneMeter,
    /// Votes made durable by one commit.
    pub batches: Histogram,
}

impl Metrics {
    pub fn new(parts: Parts<'_>) -> Self {
        let mut registry = Registry::with_prefix("nara");
        let http = HttpMeter::default();
        let jobs = JobMeter::default();
        let read_off = ReadOff::default();
        register_http(&mut registry, &http, &read_off);
        register_pressure(&mut registry, &parts.lanes, &read_off);
        register_storage(&mut registry, &parts, &read_off);
        register_rest(&mut registry, &read_off);
        Self(Arc::new(Inner {
            registry,
            http,
            jobs,
            read_off,
        }))
    }

    pub fn http(&self) -> &HttpMeter {
        &self.0.http
    }

    pub fn jobs(&self) -> &JobMeter {
        &self.0.jobs
    }
}

fn register_http(registry: &mut Registry, http: &HttpMeter, read_off: &ReadOff) {
    registry.register(
        "http_requests",
        "Requests answered, by the route's pattern and the class of the status",
        http.answers.clone(),
    );
    registry.register(
        "http_declined",
        "Requests answered 503 on purpose: something is switched off, or the server is not ready",
        http.declined.clone(),
    );
    registry.register(
        "http_request_seconds",
        "How long it took until the answer began",
        http.seconds.clone(),
    );
    registry.register(
        "page_cache_hits",
        "Pages answered from memory",
        read_off.kept_sent.clone(),
    );
    registry.register(
        "page_cache_misses",
        "Pages made that could have been in memory",
        read_off.kept_made.clone(),
    );
    registry.register(
        "page_cache_pages",
        "Pages kept in memory",
        read_off.kept_pages.clone(),
    );
    registry.register(
        "page_cache_bytes",
        "Memory the kept pages take",
        read_off.kept_bytes.clone(),
    );
}

fn register_pressure(registry: &mut Registry, lanes: &LaneMeter, read_off: &ReadOff) {
    registry.register(
        "room_places",
        "Requests that may be worked on at once",
        read_off.places.clone(),
    );
    registry.register(
        "room_taken",
        "Requests being worked on",
        read_off.taken.clone(),
    );
    registry.register(
        "room_waiting",
        "Requests waiting for a place",
        read_off.waiting.clone(),
    );
    registry.register(
        "room_wait_seconds",
        "How long a request waited for a place",
        lanes.waits.clone(),
    );
    registry.register(
        "shed",
        "Requests turned away for want of room",
        lanes.turned_away.clone(),
    );
    registry.register(
        "pressure_level",
        "0 calm, 1 no extras, 2 pages are turned away, 3 forms are turned away",
        read_off.level.clone(),
    );
    registry.register(
        "runtime_lag_seconds",
        "How late the runtime wakes what asked to be woken",
        read_off.lag.clone(),
    );
    registry.register(
        "streams_open",
        "Pages that are told live what happens",
        read_off.streams.clone(),
    );
    registry.register(
        "streams_room",
        "How many of them there may be",
        read_off.streams_room.clone(),
    );
}

fn register_storage(registry: &mut Registry, parts: &Parts<'_>, read_off: &ReadOff) {
    let meter = parts.db.meter();
    registry.register(
        "support_queue",
        "Votes waiting to be written down",
        read_off.votes_waiting.clone(),
    );
    registry.register(
        "support_queue_room",
        "How many of them there may be",
        read_off.votes_room.clone(),
    );
    registry.register(
        "support_batch",
        "Votes written down by one commit",
        parts.batches.clone(),
    );
    registry.register(
        "commit_seconds",
        "From the wish to make something durable until it is on the disk",
        meter.commits.clone(),
    );
    registry.register(
        "read_wait_seconds",
        "How long a connection to read by was waited for",
        meter.waits(Use::Read).clone(),
    );
    registry.register(
        "write_wait_seconds",
        "How long the turn to write was waited for",
        meter.waits(Use::Write).clone(),
    );
    registry.register(
        "connections_open",
        "Connections to the database",
        read_off.connections.clone(),
    );
    registry.register(
        "connections_idle",
        "Those that nobody uses",
        read_off.idle.clone(),
    );
    registry.register(
        "wal_bytes",
        "Room the file of SQLite's log takes, up to 67 MB of it kept; 0 with PostgreSQL",
        read_off.wal.clone(),
    );
    registry.register(
        "storage_broken",
        "1 after an error that leaves the storage's state unknown: nothing is written any more",
        read_off.broken.clone(),
    );
    registry.register(
        "database_answers",
        "Whether the database answered when this was asked",
        read_off.answers.clone(),
    );
}

fn register_rest(registry: &mut Registry, read_off: &ReadOff) {
    registry.register(
        "outbox_letters",
        "Letters whose time has come and that have not gone out",
        read_off.letters.clone(),
    );
    registry.register(
        "outbox_oldest_seconds",
        "How long the oldest of them has waited",
        read_off.oldest_letter.clone(),
    );
    registry.register(
        "job_last_success_age_seconds",
        "How long ago a job last did what it is there for",
        read_off.jobs.clone(),
    );
    registry.register(
        "backup_age_seconds",
        "How long ago the newest backup of a night was made; not there before the first one",
        read_off.last_backup.clone(),
    );
    registry.register(
        "backup_counts_differ",
        "1 if what the newest backup of a night holds does not add up; not there before the first one",
        read_off.backup_differs.clone(),
    );
    registry.register(
        "panics",
        "Panics of handlers, each answered with an error page",
        read_off.panics.clone(),
    );
}

/// Everything, as OpenMetrics text.
///
/// # Errors
/// None that can happen: writing into memory.
pub async fn scrape(state: &AppState) -> Result<String, std::fmt::Error> {
    let Inner {
        registry,
        jobs,
        read_off,
        ..
    } = state.metrics.0.as_ref();
    read_off.rooms(state);
    read_off.storage(state).await;
    for (task, age) in jobs.ages() {
        let job = read_off.jobs.get_or_create(&labels::Job { task });
        job.set(age.as_secs_f64());
    }
    let mut text = String::new();
    encode(&mut text, registry)?;
    Ok(text)
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How long ago something was. What is from the future was written by another clock: just now.
fn seconds(from: Stamp, now: Stamp) -> f64 {
    let age = now.0.saturating_sub(from.0).max(0);
    Duration::from_millis(age.unsigned_abs()).as_secs_f64()
}

impl ReadOff {
    fn rooms(&self, state: &AppState) {
        for room in RoomName::ALL {
            let fill = state.pressure.fill(room);
            let room = labels::Room { room: room.code() };
            let rooms = [
                (&self.places, fill.places),
                (&self.taken, fill.taken),
                (&self.waiting, fill.waiting),
            ];
            for (family, count) in rooms {
                family.get_or_create(&room).set(whole(count));
            }
        }
        self.level.set(state.pressure.level() as i64);
        self.lag.set(state.pressure.lag().as_secs_f64());
        let (waiting, may_wait) = state.votes.waiting();
        self.votes_waiting.set(whole(waiting));
        self.votes_room.set(whole(may_wait));
        self.streams.set(whole(state.seats.open()));
        self.streams_room.set(whole(state.seats.limits().total));
        let kept = state.pages.counts();
        self.kept_sent.inner().store(kept.sent, Ordering::Relaxed);
        self.kept_made.inner().store(kept.made, Ordering::Relaxed);
        self.kept_pages.set(whole(kept.pages));
        let bytes = i64::try_from(kept.bytes).unwrap_or(i64::MAX);
        self.kept_bytes.set(bytes);
        let panics = state.panics.load(Ordering::Relaxed);
        self.panics.inner().store(panics, Ordering::Relaxed);
    }

    async fn storage(&self, state: &AppState) {
        for of in Use::ALL {
            let connections = state.db.connections(of);
            let of = labels::Pool { r#use: of.code() };
            let open = self.connections.get_or_create(&of);
            open.set(i64::from(connections.open));
            let idle = self.idle.get_or_create(&of);
            idle.set(i64::from(connections.idle));
        }
        let wal = state.db.wal_bytes().await.unwrap_or_default();
        self.wal.set(i64::try_from(wal).unwrap_or(i64::MAX));
        self.broken.set(i64::from(state.db.is_broken()));
        let asked = async {
            self.outbox(state).await?;
            self.backup(state).await
        };
        let asked = tokio::time::timeout(PATIENCE, asked).await;
        let answers = matches!(asked, Ok(Ok(())));
        self.answers.set(i64::from(answers));
        if !answers {
            // Neither none nor as before: nobody knows.
            self.letters.set(f64::NAN);
            self.oldest_letter.set(f64::NAN);
        }
    }

    async fn outbox(&self, state: &AppState) -> Result<(), DbError> {
        let now = state.clock.now();
        let late = outbox::count_late(&mut state.db.read().await?, now).await?;
        let letters = u32::try_from(late.letters).unwrap_or(u32::MAX);
        self.letters.set(f64::from(letters));
        let age = late.oldest_at.map_or(0.0, |at| seconds(at, now));
        self.oldest_letter.set(age);
        Ok(())
    }

    /// Whichever server made it: it stands in the database, so that a server that was to make them and no
    /// longer is tells of it, too. While the database does not answer, what was known last goes on being said.
    async fn backup(&self, state: &AppState) -> Result<(), DbError> {
        let now = state.clock.now();
        let made = run_store::last_made(&mut state.db.read().await?).await?;
        match made.and_then(|run| Some((run.ended_at?, run.wrong.is_some()))) {
            Some((ended_at, differs)) => {
                let last = self.last_backup.get_or_create(&[]);
                last.set(seconds(Stamp(ended_at), now));
                let counts = self.backup_differs.get_or_create(&[]);
                counts.set(i64::from(differs));
            }
            None => {
                self.last_backup.clear();
                self.backup_differs.clear();
            }
        }
        Ok(())
    }
}
