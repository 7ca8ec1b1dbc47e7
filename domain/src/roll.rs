//! When a roll of who lives in the municipality becomes the one that counts.
//!
//! It counts at once and for everybody: whoever is not in it loses what residents may do. A file of
//! something else, last month's movers, or half of the right one must not do that unnoticed.

/// What was read of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Read {
    /// Lines with something in them, without the header.
    pub lines: u64,
    /// Lines with no valid national number.
    pub refused: u64,
    /// The place in the file of the first of them.
    pub first_refused: Option<u64>,
    /// Different numbers.
    pub stored: u64,
}

/// Why the roll before stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RollProblem {
    /// Nobody is in it. Nothing makes such a roll count.
    #[error("there is no valid number in the file")]
    Empty,
    /// So many lines have no valid number that it may be a file of something else.
    #[error("{refused} of {lines} lines have no valid number, the first is line {first}")]
    ManyWrong {
        /// Lines with no valid number.
        refused: u64,
        /// All lines.
        lines: u64,
        /// The place of the first of them.
        first: u64,
    },
    /// So many fewer than in the one before that part of it may be missing.
    #[error("there are {stored} people in it, {before} in the one before")]
    MuchShorter {
        /// People in the new one.
        stored: u64,
        /// People in the one that counts.
        before: u64,
    },
}

/// So few wrong lines raise no doubt in the shortest file.
const WRONG_MIN: u64 = 10;
/// One in so many lines may be wrong.
const WRONG_PART: u64 = 20;
/// So few people fewer raise no doubt: some municipalities are small.
const FEWER_MIN: u64 = 100;
/// One in so many people may be gone: ten times more than move away from any municipality in a year.
const FEWER_PART: u64 = 5;

/// Whether a roll may take the place of the one before, which had so many people. `sure`: whoever loads
/// it was told of the doubt, and wants it all the same.
///
/// # Errors
/// [`RollProblem`].
pub const fn check(read: &Read, before: u64, sure: bool) -> Result<(), RollProblem> {
    let Read {
        lines,
        refused,
        stored,
        ..
    } = *read;
    if stored == 0 {
        return Err(RollProblem::Empty);
    }
    if sure {
        return Ok(());
    }
    if refused > WRONG_MIN && refused > lines / WRONG_PART {
        let first = match read.first_refused {
            Some(first) => first,
            None => 1,
        };
        return Err(RollProblem::ManyWrong {
            refused,
            lines,
            first,
        });
    }
    let fewer = before.saturating_sub(stored);
    if fewer > FEWER_MIN && fewer > before / FEWER_PART {
        return Err(RollProblem::MuchShorter { stored, before });
    }
    Ok(())
}
