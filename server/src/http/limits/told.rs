//! The time as this server's limiters know it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use governor::clock::{Clock as GovernorClock, Reference};
use nara_domain::time::Stamp;

/// The limiters' clock is told the time with every question, so that tests can move it, and adds up
/// the steps forward. A machine clock that was wrong and is set back stops it for a moment at most:
/// what counts is how much time goes by, not which time it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Told(Arc<Mutex<Passed>>);

#[derive(Clone, Copy, Debug, Default)]
struct Passed {
    /// Milliseconds gone by since the first question.
    sum: u64,
    last: Option<i64>,
}

/// Requests are told the time when they begin and may ask in another order. No request takes longer,
/// so a step further back is a clock that was set.
const OUT_OF_ORDER_MS: i64 = 60_000;

impl Told {
    pub(super) fn tell(&self, now: Stamp) {
        let mut passed = self.passed();
        let step = now.0.saturating_sub(passed.last.unwrap_or(now.0));
        match u64::try_from(step) {
            Ok(forward) => passed.sum = passed.sum.saturating_add(forward),
            Err(_) if step > -OUT_OF_ORDER_MS => return,
            Err(_) => {}
        }
        passed.last = Some(now.0);
    }

    fn passed(&self) -> MutexGuard<'_, Passed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(Duration);

impl std::ops::Add<governor::nanos::Nanos> for Moment {
    type Output = Self;

    fn add(self, other: governor::nanos::Nanos) -> Self {
        Self(self.0.saturating_add(other.into()))
    }
}

impl Reference for Moment {
    fn duration_since(&self, earlier: Self) -> governor::nanos::Nanos {
        self.0.saturating_sub(earlier.0).into()
    }

    fn saturating_sub(&self, duration: governor::nanos::Nanos) -> Self {
        Self(self.0.checked_sub(duration.into()).unwrap_or(self.0))
    }
}

impl GovernorClock for Told {
    type Instant = Moment;

    fn now(&self) -> Moment {
        Moment(Duration::from_millis(self.passed().sum))
    }
}
