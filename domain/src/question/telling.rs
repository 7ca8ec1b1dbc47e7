//! Who is told of what was done about questions, and when: thirteen answers are not thirteen letters.

use super::step::QuestionStepKind;
use crate::time::Stamp;

/// What is done within so many minutes is told in one letter.
pub const GATHER_MINUTES: i64 = 60;

/// When a letter goes out of which this is the first thing.
pub const fn told_at(first: Stamp) -> Stamp {
    first.plus_minutes(GATHER_MINUTES)
}

impl QuestionStepKind {
    /// Whether whoever asked is told of it with what else was done within the hour. That questions are published
    /// is told at once, and what is hidden as of every text.
    pub const fn is_gathered(self) -> bool {
        matches!(
            self,
            Self::Delay | Self::PassOn | Self::Answer | Self::Correct | Self::Fact
        )
    }

    /// Whether those are told whose question it is, too, and those who follow it.
    pub const fn is_told_to_others(self) -> bool {
        matches!(self, Self::Answer | Self::Correct)
    }
}
