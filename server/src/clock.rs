//! The only place that reads the machine's time. Everything else is told what time it is.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use nara_domain::time::Stamp;

pub trait Clock: Send + Sync + Debug {
    fn now(&self) -> Stamp;
}

#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place the lint points to"
    )]
    fn now(&self) -> Stamp {
        Stamp(jiff::Timestamp::now().as_millisecond())
    }
}

/// The machine's time, so many days on: what days do can be tried out in the demo.
#[derive(Clone, Copy, Debug)]
pub struct DaysAhead(pub i64);

impl Clock for DaysAhead {
    fn now(&self) -> Stamp {
        SystemClock.now().plus_days(self.0)
    }
}

/// A clock that stands still until it is moved: for tests and for building demo data.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    pub fn at(now: Stamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    pub fn set(&self, now: Stamp) {
        self.0.store(now.0, Ordering::SeqCst);
    }

    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Stamp {
        Stamp(self.0.load(Ordering::SeqCst))
    }
}
