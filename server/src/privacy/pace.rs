//! How much of a long deed is done at a time, and how long it rests in between: whoever else is there hardly
//! notices that it goes on. The clock is the caller's.

use crate::db::Engine;
use std::time::Duration;

/// What a part should take, and how many times as long it rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Share {
    part: Duration,
    rests: u32,
}

impl Share {
    /// On SQLite whoever writes meanwhile waits for a part, so it is shorter than the commit they make themselves, and one
    /// in eight comes upon it. On PostgreSQL it takes of a core only, and the patience would end before the rows do.
    const fn on(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self {
                part: Duration::from_millis(2),
                rests: 7,
            },
            Engine::Postgres => Self {
                part: Duration::from_millis(5),
                rests: 3,
            },
        }
    }
}

/// A commit costs as much for one row as for fifty.
const FEWEST: usize = 50;
/// Where rows cost next to nothing: nobody waits for more of them than this, whatever was measured.
const MOST: usize = 500;
/// Whoever asked waits for an answer, and a request has ten seconds. After so long it goes on without resting.
const PATIENCE: Duration = Duration::from_secs(6);

/// Where a deed of many parts is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    share: Share,
    rows: usize,
    /// Waited for others, worked and rested.
    passed: Duration,
}

impl Pace {
    pub const fn begin(engine: Engine) -> Self {
        Self {
            share: Share::on(engine),
            rows: FEWEST,
            passed: Duration::ZERO,
        }
    }

    /// How many rows the next part has.
    pub const fn rows(self) -> usize {
        self.rows
    }

    /// After a part of `rows` that took so long, once it had `waited` for its turn: how it goes on, and how long it rests
    /// before that. While it waits nobody waits for it, but whoever asked does.
    pub fn after(self, rows: usize, waited: Duration, took: Duration) -> (Self, Duration) {
        let passed = self.passed.saturating_add(waited).saturating_add(took);
        let left = PATIENCE.saturating_sub(passed);
        let rest = took.saturating_mul(self.share.rests).min(left);
        let next = Self {
            share: self.share,
            rows: match left.is_zero() {
                true => MOST,
                // What was left of a list says little of the cost of many.
                false if rows < self.rows => self.rows,
                false => fitting(rows, took, self.share.part),
            },
            passed: passed.saturating_add(rest),
        };
        (next, rest)
    }
}

/// How many rows fit into a part, where so many took so long. Never more than twice as many: one part that was quick
/// by chance does not make the next one long.
fn fitting(rows: usize, took: Duration, part: Duration) -> usize {
    let each = took.as_nanos() / u128::try_from(rows).unwrap_or(u128::MAX).max(1);
    let fit = usize::try_from(part.as_nanos() / each.max(1)).unwrap_or(MOST);
    fit.min(rows.saturating_mul(2)).clamp(FEWEST, MOST)
}

#[cfg(test)]
mod tests {
    use super::{FEWEST, MOST, PATIENCE, Pace, Share};
    use crate::db::Engine;
    use std::time::Duration;

    const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

    const fn micros(micros: u64) -> Duration {
        Duration::from_micros(micros)
    }

    /// What a commit costs, and each row.
    const COSTS: [(Duration, Duration); 6] = [
        (micros(0), micros(1)),
        (micros(100), micros(50)),
        (micros(3_000), micros(4)),
        (micros(4_900), micros(10)),
        (micros(20_000), micros(20)),
        (micros(0), micros(2_000)),
    ];

    const AT_ONCE: Duration = Duration::ZERO;

    /// Rows, how long they took, and the rest after them, part by part; each `waited` for its turn.
    fn run_after(
        engine: Engine,
        waited: Duration,
        mut left: usize,
        (commit, row): (Duration, Duration),
    ) -> Vec<(usize, Duration, Duration)> {
        let (mut pace, mut parts) = (Pace::begin(engine), Vec::new());
        while left > 0 {
            let rows = pace.rows().min(left);
            let took = commit + row * u32::try_from(rows).unwrap();
            let (next, rest) = pace.after(rows, waited, took);
            parts.push((rows, took, rest));
            (pace, left) = (next, left - rows);
        }
        parts
    }

    fn run(
        engine: Engine,
        rows: usize,
        cost: (Duration, Duration),
    ) -> Vec<(usize, Duration, Duration)> {
        run_after(engine, AT_ONCE, rows, cost)
    }

    /// Each engine with each cost.
    fn each() -> impl Iterator<Item = (Engine, (Duration, Duration))> {
        let costs = |engine| COSTS.into_iter().map(move |cost| (engine, cost));
        BOTH.into_iter().flat_map(costs)
    }

    #[test]
    fn a_part_takes_as_long_as_it_should() {
        for (engine, cost @ (commit, row)) in each() {
            let (mut passed, share) = (Duration::ZERO, Share::on(engine));
            for (rows, took, rest) in run(engine, 10_000, cost) {
                let fewest = commit + row * u32::try_from(FEWEST).unwrap();
                assert!(rows <= MOST);
                // What cannot be done in time is at least done in small parts.
                if passed + took < PATIENCE {
                    let longest = share.part.max(fewest);
                    assert!(
                        took <= longest,
                        "{engine:?} {cost:?}: {rows} rows, {took:?}"
                    );
                    assert!(rest <= took * share.rests);
                }
                passed += took + rest;
            }
        }
    }

    #[test]
    fn of_the_time_it_has_its_share() {
        for (engine, cost) in each() {
            let parts = 1 + Share::on(engine).rests;
            let (mut worked, mut passed) = (Duration::ZERO, Duration::ZERO);
            for (_, took, rest) in run(engine, 10_000, cost) {
                if passed + took * parts > PATIENCE {
                    break;
                }
                worked += took;
                passed += took + rest;
            }
            assert!(!worked.is_zero(), "{engine:?} {cost:?}");
            assert_eq!(worked * parts, passed, "{engine:?} {cost:?}");
        }
    }

    #[test]
    fn whoever_waits_for_it_is_answered() {
        // Rows that take two milliseconds each take twenty seconds however they are parted.
        let costs = each().filter(|(_, (_, row))| *row < micros(1_000));
        for (engine, cost @ (commit, row)) in costs {
            // Where many write, each part waits for its turn.
            for waited in [AT_ONCE, micros(20_000), micros(100_000)] {
                let rows = 10_000;
                let parts = run_after(engine, waited, rows, cost);
                let passed: Duration = parts
                    .iter()
                    .map(|(_, took, rest)| waited + *took + *rest)
                    .sum();
                // As if nothing had been done yet when the patience ends.
                let parts = u32::try_from(rows / MOST).unwrap() + 1;
                let part = waited + commit + row * u32::try_from(MOST).unwrap();
                assert!(passed <= PATIENCE + part * parts, "{cost:?}: {passed:?}");
                assert!(passed < Duration::from_secs(9), "{cost:?}: {passed:?}");
            }
        }
    }

    #[test]
    fn it_follows_what_it_costs() {
        for engine in BOTH {
            let (mut pace, cheap) = (Pace::begin(engine), micros(500));
            for rows in [50, 100, 200, 400, 500] {
                assert_eq!(pace.rows(), rows);
                pace = pace.after(rows, AT_ONCE, cheap).0;
            }
            assert_eq!(pace.rows(), MOST);
            // Ten times as slow as it should be, and then as before.
            let Share { part, rests } = Share::on(engine);
            let (slow, rest) = pace.after(MOST, AT_ONCE, part * 10);
            assert_eq!((slow.rows(), rest), (FEWEST, part * 10 * rests));
            assert_eq!(slow.after(FEWEST, AT_ONCE, cheap).0.rows(), FEWEST * 2);
        }
    }

    #[test]
    fn whatever_is_measured_it_goes_on() {
        let part = Share::on(Engine::Postgres).part;
        let times = [Duration::ZERO, micros(1), part, PATIENCE, Duration::MAX];
        for (engine, first) in BOTH.iter().flat_map(|e| times.map(|first| (*e, first))) {
            for second in times {
                for rows in [0, 1, FEWEST, MOST, usize::MAX] {
                    let (pace, rest) = Pace::begin(engine).after(rows, second, first);
                    let (next, again) = pace.after(rows, first, second);
                    assert!((FEWEST..=MOST).contains(&pace.rows()));
                    assert!((FEWEST..=MOST).contains(&next.rows()));
                    assert!(rest + again <= PATIENCE);
                }
            }
        }
    }
}
