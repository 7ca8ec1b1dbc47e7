//! What is measured, how long, and on how much data.

use std::time::Duration;

use crate::store::Engine;

/// The size at which everything is measured; the others tell how it grows.
const REFERENCE: u64 = 100_000;
/// What a quick run leaves out, unless it is asked for by name.
const MORE: [&str; 5] = [
    "list_hot_br",
    "detail_hot_br",
    "list_cold_br",
    "detail_cold_br",
    "leaving",
];

#[derive(Clone, Debug)]
pub struct Plan {
    pub quick: bool,
    /// Proposals, the smallest first.
    pub sizes: Vec<u64>,
    pub engines: Vec<Engine>,
    /// How often each thing is measured; what is told is the middle one.
    pub rounds: usize,
    pub round: Duration,
    pub warm_up: Duration,
    /// How long what a start begins may go on before it is measured all the same.
    pub settling: Duration,
    /// After that the run ends, and says that it is not all of it.
    pub at_most: Duration,
    /// People who vote while it is measured, each with a session.
    pub voters: u64,
    /// Pages open at the same time.
    pub streams: usize,
    /// People who leave, one a round, and how much each has written.
    pub leavers: u64,
    pub leaver_comments: u64,
    /// Only these rows; empty: all.
    pub only: Vec<String>,
}

impl Plan {
    pub fn full() -> Self {
        Self {
            quick: false,
            sizes: vec![1_000, 10_000, REFERENCE, 1_000_000],
            engines: Engine::ALL.to_vec(),
            rounds: 3,
            round: Duration::from_secs(4),
            warm_up: Duration::from_millis(1_500),
            settling: Duration::from_secs(20),
            at_most: Duration::from_secs(3 * 3_600),
            voters: 20_000,
            streams: 5_000,
            leavers: 3,
            leaver_comments: 10_000,
            only: Vec::new(),
        }
    }

    /// In less than five minutes, usually in three to four: smaller, shorter, noisier.
    pub fn quick() -> Self {
        Self {
            quick: true,
            sizes: vec![1_000, 10_000],
            round: Duration::from_millis(700),
            warm_up: Duration::from_millis(300),
            settling: Duration::from_secs(4),
            at_most: Duration::from_secs(285),
            voters: 5_000,
            leavers: 1,
            ..Self::full()
        }
    }

    /// Where everything is measured.
    pub fn reference(&self) -> u64 {
        let fits = self.sizes.iter().copied().filter(|size| *size <= REFERENCE);
        fits.max()
            .or(self.sizes.first().copied())
            .unwrap_or(REFERENCE)
    }

    /// The sizes in the order in which they are measured: first where everything is, so that a run that
    /// does not come to its end has said most.
    pub fn in_order(&self) -> Vec<u64> {
        let reference = self.reference();
        let others = self.sizes.iter().copied();
        let others = others.filter(|size| *size != reference);
        std::iter::once(reference).chain(others).collect()
    }

    pub fn wants(&self, row: &str) -> bool {
        match self.only.is_empty() {
            true => !self.quick || !MORE.contains(&row),
            false => self.only.iter().any(|one| one == row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_measured_at_the_largest_usual_size() {
        assert_eq!(Plan::full().reference(), 100_000);
        assert_eq!(Plan::quick().reference(), 10_000);
        let large = Plan {
            sizes: vec![1_000_000],
            ..Plan::full()
        };
        assert_eq!(large.reference(), 1_000_000);
        assert_eq!(large.in_order(), [1_000_000]);
        assert_eq!(Plan::quick().in_order(), [10_000, 1_000]);
        let all = [100_000, 1_000, 10_000, 1_000_000];
        assert_eq!(Plan::full().in_order(), all);
    }

    #[test]
    fn a_row_can_be_asked_for_alone() {
        let one = Plan {
            only: vec!["leaving".to_owned()],
            ..Plan::quick()
        };
        assert!(one.wants("leaving") && !one.wants("start_hot"));
        assert!(Plan::quick().wants("start_hot") && !Plan::quick().wants("leaving"));
        assert!(Plan::full().wants("leaving"));
    }
}
