//! Chance that can be repeated, what is skewed, and what stands in the middle.

/// splitmix64: the same seed makes the same data on every machine.
#[derive(Clone, Debug)]
pub struct Chance(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

const fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

impl Chance {
    /// The draws that belong to one thing: they do not depend on what was drawn for others.
    pub const fn of(seed: u64, thing: u64) -> Self {
        Self(mixed(mixed(seed).wrapping_add(thing.wrapping_mul(STEP))))
    }

    pub const fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// From 0 up to but not including `end`; 0 where there is nothing to choose.
    pub fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.draw()) * u128::from(end);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// Both ends included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least + 1).unwrap_or(1);
        least + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// True as often as this, of a hundred.
    pub fn percent(&mut self, part: u64) -> bool {
        self.below(100) < part
    }

    /// One of these; the list is not empty.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let count = u64::try_from(list.len()).unwrap_or(0);
        let at = usize::try_from(self.below(count)).unwrap_or(0);
        list.get(at).copied().unwrap_or_default()
    }
}

/// `0..count` in another order, each once.
#[derive(Clone, Copy, Debug)]
pub struct Scatter {
    count: u64,
    step: u64,
}

impl Scatter {
    pub fn over(count: u64) -> Self {
        let count = count.max(1);
        let mut step = (count / 5 * 3).max(1) | 1;
        while gcd(step, count) != 1 {
            step += 2;
        }
        Self { count, step }
    }

    pub fn at(self, place: u64) -> u64 {
        let moved = u128::from(place) * u128::from(self.step) + u128::from(self.count / 3);
        u64::try_from(moved % u128::from(self.count)).unwrap_or(0)
    }
}

const fn gcd(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// How `total` is shared among so many things, the largest part first, when a few are viral and most are
/// quiet: the n-th gets what falls with the `power` of n, nobody more than `most`.
pub fn shares(things: u64, total: u64, most: u64, power: f64) -> Vec<u64> {
    let weights: Vec<f64> = (1..=things).map(|n| (n as f64).powf(-power)).collect();
    let share = |weight: f64, scale: f64| ((weight * scale) as u64).min(most);
    let sum = |scale: f64| -> u64 { weights.iter().map(|weight| share(*weight, scale)).sum() };
    let (mut low, mut high) = (0.0, total as f64 + 1.0);
    // What is cut off at the top and by rounding goes to the others, as far as they can take it.
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        match sum(middle) > total {
            true => high = middle,
            false => low = middle,
        }
    }
    weights.iter().map(|weight| share(*weight, low)).collect()
}

/// The middle one, or between the two in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let at = |place: usize| values.get(place).copied().unwrap_or_default();
    match values.len() {
        0 => 0.0,
        count if count % 2 == 1 => at(half),
        _ => f64::midpoint(at(half - 1), at(half)),
    }
}

/// Of a sorted list the value that so many of a thousand are not above.
pub fn permille(sorted: &[u32], part: usize) -> u32 {
    let count = sorted.len();
    let place = (count * part).div_ceil(1_000).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

/// Three digits after the point are more than any of this is exact to.
pub fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::world::SKEW;

    #[test]
    fn chance_can_be_repeated_and_is_fair_enough() {
        let draw = |thing| Chance::of(1, thing).below(1_000);
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let mut chance = Chance::of(2, 0);
        let mut seen = [0_u32; 10];
        for _ in 0..10_000 {
            seen[usize::try_from(chance.below(10)).unwrap()] += 1;
        }
        assert!(
            seen.iter().all(|count| (850..1_150).contains(count)),
            "{seen:?}"
        );
        assert!((0..1_000).all(|_| (3..=5).contains(&chance.between(3, 5))));
        assert_eq!(chance.pick::<u8>(&[]), 0);
    }

    #[test]
    fn a_scatter_has_each_once() {
        for count in [1, 2, 10, 42, 1_000, 99_991] {
            let scatter = Scatter::over(count);
            let mut all: Vec<u64> = (0..count).map(|place| scatter.at(place)).collect();
            all.sort_unstable();
            assert!(all.into_iter().eq(0..count), "{count}");
        }
    }

    #[test]
    fn shares_fall_are_bounded_and_add_up() {
        for (things, total, most) in [
            (1_000, 50_000, 1_600),
            (100_000, 5_000_000, 40_000),
            (1_000_000, 5_000_000, 40_000),
        ] {
            let shares = shares(things, total, most, SKEW);
            assert!(shares.is_sorted_by(|one, next| one >= next));
            assert!(shares.iter().all(|share| *share <= most));
            let sum: u64 = shares.iter().sum();
            assert!(sum <= total && sum > total / 100 * 99, "{sum} of {total}");
            // A few are viral, most are quiet.
            let half = shares[shares.len() / 2];
            assert!(shares[0] > 100 * half.max(1), "{} and {half}", shares[0]);
            let fifth: u64 = shares[..shares.len() / 5].iter().sum();
            assert!(fifth > sum / 4 * 3, "{fifth} of {sum}");
        }
    }

    #[test]
    fn the_middle_and_the_slowest_hundredth() {
        assert_eq!(median(vec![]), 0.0);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
        let sorted: Vec<u32> = (1..=1_000).collect();
        assert_eq!(permille(&sorted, 500), 500);
        assert_eq!(permille(&sorted, 990), 990);
        assert_eq!(permille(&sorted, 1_000), 1_000);
        assert_eq!(permille(&[7], 990), 7);
        assert_eq!(permille(&[], 990), 0);
    }
}
