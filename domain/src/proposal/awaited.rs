//! Which answer an idea is promised: by the rules, or by the campaign it belongs to.

use serde::{Deserialize, Serialize};

use super::idea::IdeaStage;
use super::ruleset::Ruleset;
use crate::time::Date;

/// Which answer an idea is promised. JSON: tagged by `code`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum IdeaPromise {
    /// Within the days that the rules give the department.
    #[default]
    Rules,
    /// Its campaign has named no day yet, and not chosen which ideas it answers.
    Undecided,
    /// Its campaign answers it.
    Campaign {
        /// By this day.
        by: Date,
    },
    /// Its campaign went on without it.
    NotPromised,
    /// Its campaign was called off.
    CalledOff,
}

impl IdeaPromise {
    /// Whether it is that of the rules, which is not written down.
    pub(super) const fn is_of_rules(&self) -> bool {
        matches!(self, Self::Rules)
    }
}

impl IdeaStage {
    /// The day an answer is promised by; none where none is promised, or it has come.
    pub fn answer_by(&self, ruleset: &Ruleset) -> Option<Date> {
        let Self::Published { on, promise } = self else {
            return None;
        };
        match promise {
            IdeaPromise::Rules => Some(ruleset.idea_answer_by(*on)),
            IdeaPromise::Campaign { by } => Some(*by),
            IdeaPromise::Undecided | IdeaPromise::NotPromised | IdeaPromise::CalledOff => None,
        }
    }

    /// What is promised, until it is answered.
    pub const fn promise(&self) -> Option<IdeaPromise> {
        match self {
            Self::Published { promise, .. } => Some(*promise),
            Self::Answered { .. } | Self::Done { .. } => None,
        }
    }

    /// With another promise; an answer that has come stands. Whether anything changes by it.
    pub fn set_promise(&mut self, new: IdeaPromise) -> bool {
        match self {
            Self::Published { promise, .. } if *promise != new => {
                *promise = new;
                true
            }
            _ => false,
        }
    }
}
