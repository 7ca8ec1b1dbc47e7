//! What the rooms of the server count in. All are cheap to clone, and what is counted is shared.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;

use super::labels;
use crate::http::pressure::RoomName;
use crate::http::pressure::rule::{Lane, Who};

/// How long each took, told apart by `L`.
pub type Times<L> = Family<L, Histogram, fn() -> Histogram>;

fn times<L: Clone + std::hash::Hash + Eq>() -> Times<L> {
    Family::new_with_constructor(|| {
        Histogram::new([
            0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
        ])
    })
}

/// Answers, by what was asked.
#[derive(Clone, Debug)]
pub struct HttpMeter {
    pub(super) answers: Family<labels::Answer, Counter>,
    /// Of them those that said no on purpose with the status of a fault.
    pub(super) declined: Counter,
    pub(super) seconds: Times<labels::Route>,
}

impl Default for HttpMeter {
    fn default() -> Self {
        Self {
            answers: Family::default(),
            declined: Counter::default(),
            seconds: times(),
        }
    }
}

impl HttpMeter {
    pub fn answered(&self, method: &'static str, route: &str, status: StatusCode, took: Duration) {
        let answer = labels::Answer {
            method,
            route: route.to_owned(),
            class: labels::class(status),
        };
        self.answers.get_or_create(&answer).inc();
        let route = labels::Route {
            method,
            route: answer.route,
        };
        let seconds = self.seconds.get_or_create(&route);
        seconds.observe(took.as_secs_f64());
    }

    pub fn declined(&self) {
        self.declined.inc();
    }
}

/// Who waited for a place, and who was turned away.
#[derive(Clone, Debug)]
pub struct LaneMeter {
    pub(super) turned_away: Family<labels::TurnedAway, Counter>,
    pub(super) waits: Times<labels::Room>,
    by_lane: Arc<[AtomicU64; Lane::ALL.len()]>,
}

impl Default for LaneMeter {
    fn default() -> Self {
        let meter = Self {
            turned_away: Family::default(),
            waits: times(),
            by_lane: Arc::default(),
        };
        // There from the start: what has not happened is none, not unknown.
        for lane in Lane::ALL {
            for who in [
                None,
                Some(Who::Visitor),
                Some(Who::Resident),
                Some(Who::Staff),
            ] {
                drop(meter.turned_away.get_or_create(&turned_away(lane, who)));
            }
        }
        for room in RoomName::ALL {
            drop(
                meter
                    .waits
                    .get_or_create(&labels::Room { room: room.code() }),
            );
        }
        meter
    }
}

fn turned_away(lane: Lane, who: Option<Who>) -> labels::TurnedAway {
    labels::TurnedAway {
        lane: lane.code(),
        who: who.map_or("unknown", Who::code),
    }
}

impl LaneMeter {
    pub fn waited(&self, room: RoomName, time: Duration) {
        let room = labels::Room { room: room.code() };
        self.waits.get_or_create(&room).observe(time.as_secs_f64());
    }

    /// `who`, where that was known by then.
    pub fn turned_away(&self, lane: Lane, who: Option<Who>) {
        self.turned_away
            .get_or_create(&turned_away(lane, who))
            .inc();
        if let Some(count) = self.count(lane) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// All of a lane, since the start.
    pub fn turned_away_from(&self, lane: Lane) -> u64 {
        self.count(lane)
            .map_or(0, |count| count.load(Ordering::Relaxed))
    }

    fn count(&self, lane: Lane) -> Option<&AtomicU64> {
        let at = Lane::ALL.iter().position(|other| *other == lane)?;
        self.by_lane.get(at)
    }
}

/// When each job last did what it is there for.
#[derive(Clone, Debug, Default)]
pub struct JobMeter(Arc<Mutex<BTreeMap<&'static str, Instant>>>);

impl JobMeter {
    /// From now on it is expected to succeed now and then.
    pub fn began(&self, job: &'static str) {
        self.known().entry(job).or_insert_with(Instant::now);
    }

    pub fn succeeded(&self, job: &'static str) {
        self.known().insert(job, Instant::now());
    }

    /// How long ago each last succeeded, or began where it never has.
    pub(crate) fn ages(&self) -> Vec<(&'static str, Duration)> {
        let known = self.known();
        let ages = known.iter().map(|(job, at)| (*job, at.elapsed()));
        ages.collect()
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<&'static str, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
