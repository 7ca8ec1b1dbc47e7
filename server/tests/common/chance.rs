//! Chance that can be had again: the same seed, the same walk.

#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn draw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33
    }

    /// A number from 0, below this one.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.draw()).unwrap() % end
    }

    pub fn days(&mut self, from: i64, to: i64) -> i64 {
        let wide = usize::try_from(to - from + 1).unwrap();
        from + i64::try_from(self.below(wide)).unwrap()
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
