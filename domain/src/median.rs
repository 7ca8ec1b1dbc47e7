//! The one in the middle: what most people who wait can expect, whatever the longest wait was.

/// The middle one; between two of them, what is halfway, cut off to a whole number. None of nothing.
pub fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    let middle = all.len() / 2;
    match all.len() {
        0 => None,
        n if n % 2 == 1 => all.get(middle).copied(),
        _ => Some((all.get(middle - 1)? + all.get(middle)?) / 2),
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn it_is_the_middle_one() {
        for (all, expected) in [
            (vec![], None),
            (vec![30], Some(30)),
            (vec![2, 90, 30], Some(30)),
            (vec![4, 1], Some(2)),
            (vec![9, 1, 3, 6], Some(4)),
        ] {
            assert_eq!(median(all.clone()), expected, "{all:?}");
        }
    }
}
