//! The generic cell rate algorithm, as far as it is reckoned here. The database compares and writes with
//! these numbers, in one statement ([`super::store::count`]).
//!
//! Of each key one number is kept, its theoretical arrival time: when its whole limit is there again. One
//! more moves it on by a period; it is one too many where that would lead beyond what a burst allows.

use nara_domain::time::Stamp;

use super::Action;

/// Requests are told the time when they begin, and no two servers' clocks are quite the same. Shorter than
/// any period that is shared, so that nobody comes in by it who would not otherwise.
const UNEVEN_MS: i64 = 1_000;
/// By so much clocks that are right may differ at most. What lies further ahead than that and a burst was
/// written by one that was wrong, and keeps nobody out.
const WRONG_MS: i64 = 60_000;

/// How fast something may be done. In milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    burst: i64,
    period: i64,
}

impl Pace {
    pub fn of(action: Action) -> Self {
        let (burst, seconds) = action.quota();
        Self {
            burst: i64::from(burst),
            period: i64::from(seconds) * 1_000,
        }
    }

    /// By how much one more moves the arrival time.
    pub const fn period(self) -> i64 {
        self.period
    }

    /// The arrival time after the first one of a key.
    pub const fn first(self, now: Stamp) -> i64 {
        now.0 + self.period
    }

    /// The latest arrival time with which one more is let in.
    pub const fn latest(self, now: Stamp) -> i64 {
        self.full(now) + UNEVEN_MS
    }

    /// The latest arrival time that a clock which is right can have written.
    pub const fn furthest(self, now: Stamp) -> i64 {
        now.0 + self.burst * self.period + WRONG_MS
    }

    /// The latest that is written for anything servers count together.
    pub fn longest(now: Stamp) -> i64 {
        let shared = Action::ALL
            .iter()
            .filter(|action| action.shared_as().is_some());
        let furthest = shared.map(|action| Self::of(*action).furthest(now));
        furthest.max().unwrap_or(now.0)
    }

    /// How many seconds until one more is let in, at least one. Rounded up: who waits exactly this long
    /// is let in.
    pub fn wait(self, due: i64, now: Stamp) -> u32 {
        let wait = u64::try_from(due - self.full(now)).unwrap_or(0);
        u32::try_from(wait.div_ceil(1_000).max(1)).unwrap_or(u32::MAX)
    }

    /// The arrival time that leaves room for exactly one.
    const fn full(self, now: Stamp) -> i64 {
        now.0 + (self.burst - 1) * self.period
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Stamp = Stamp(1_800_000_000_000);

    #[test]
    fn the_numbers_of_some_limits() {
        // By how much later than now.
        for (action, period, latest, furthest) in [
            (Action::Letter, 600_000, 2_401_000, 3_060_000),
            (Action::SignInAccountFrom, 60_000, 541_000, 660_000),
            (Action::Door, 5_000, 2_996_000, 3_060_000),
            (Action::Confirm, 60_000, 1_141_000, 1_260_000),
        ] {
            let pace = Pace::of(action);
            assert_eq!(pace.period(), period, "{action:?}");
            assert_eq!(pace.first(NOW) - NOW.0, period, "{action:?}");
            assert_eq!(pace.latest(NOW) - NOW.0, latest, "{action:?}");
            assert_eq!(pace.furthest(NOW) - NOW.0, furthest, "{action:?}");
        }
    }

    #[test]
    fn how_long_to_wait() {
        let pace = Pace::of(Action::Letter);
        for (due, seconds) in [
            // All five of them at this moment.
            (3_000_000, 600),
            (2_999_999, 600),
            (2_999_000, 599),
            (2_401_001, 2),
            (2_401_000, 1),
            // None that would be refused, and what a clock that was wrong has written.
            (2_400_000, 1),
            (-1, 1),
            (i64::MAX - NOW.0, u32::MAX),
        ] {
            assert_eq!(pace.wait(NOW.0 + due, NOW), seconds, "{due}");
        }
    }

    /// At one moment as many come in as the burst says, and not one more.
    #[test]
    fn a_burst_is_a_burst() {
        let mut shared = 0;
        for action in Action::ALL.iter().filter(|one| one.shared_as().is_some()) {
            let (pace, (burst, _)) = (Pace::of(*action), action.quota());
            // As `count` goes on.
            let (mut due, mut came) = (pace.first(NOW), 1);
            while due <= pace.latest(NOW) {
                due += pace.period();
                came += 1;
            }
            assert_eq!(came, burst, "{action:?}");
            assert!(due <= pace.furthest(NOW), "{action:?}: no clock was wrong");
            assert!(pace.furthest(NOW) <= Pace::longest(NOW), "{action:?}");
            // The wait that is named is as long as it takes.
            let later = Stamp(NOW.0 + i64::from(pace.wait(due, NOW)) * 1_000);
            assert!(due <= pace.latest(later), "{action:?}");
            shared += 1;
        }
        assert_eq!(shared, 10);
    }

    #[test]
    fn no_two_are_called_the_same() {
        let mut names: Vec<_> = Action::ALL
            .iter()
            .filter_map(|one| one.shared_as())
            .collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
