//! Whether a municipality's rules let somebody hand in a proposal today. Who may hand in at all is
//! [`crate::permissions::can`]'s to say, and what a proposal has to look like its fields'.

use serde::{Deserialize, Serialize};

use super::ruleset::Ruleset;
use super::season;
use super::stage::Stage;
use crate::ids::ProposalId;
use crate::time::Date;

/// What somebody has handed in before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Own {
    /// Proposals that are not decided yet.
    pub open: i64,
    /// Proposals handed in this calendar year, whatever became of them.
    pub this_year: i64,
}

/// A proposal that asks for the same in the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Same {
    /// Which one.
    pub id: ProposalId,
    /// Whether it waits for a decision.
    pub open: bool,
    /// The day it was decided.
    pub decided: Option<Date>,
}

impl Same {
    /// What a proposal's stage says of it.
    pub fn of(id: ProposalId, stage: &Stage) -> Self {
        let decided = stage.decision().map(|decision| decision.meeting.date);
        Self {
            id,
            open: stage.waits_for_decision()
                || matches!(stage, Stage::Registered { .. } | Stage::Collecting { .. }),
            decided,
        }
    }
}

/// Why a proposal cannot be handed in today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", content = "detail", rename_all = "snake_case")]
pub enum NotReceived {
    /// Proposals are received in a part of the year, and not now.
    #[error("proposals are received again from {opens}")]
    OutOfSeason {
        /// The first day they are received again.
        opens: Date,
    },
    /// As many as one person may hand in a year.
    #[error("{most} this year already, again from {again}")]
    EnoughThisYear {
        /// How many that is.
        most: i64,
        /// The first day of the next year.
        again: Date,
    },
    /// As many undecided ones as one person may have.
    #[error("too many undecided ones")]
    TooManyOpen,
    /// The same waits for a decision.
    #[error("the same is proposal {of}")]
    SameOpen {
        /// Which one.
        of: ProposalId,
    },
    /// The same was decided a short time ago.
    #[error("the same was decided as proposal {of}, again from {again}")]
    SameDecided {
        /// Which one.
        of: ProposalId,
        /// The first day it can be put forward again.
        again: Date,
    },
}

impl NotReceived {
    /// Every code.
    pub const CODES: &'static [&'static str] = &[
        "out_of_season",
        "enough_this_year",
        "too_many_open",
        "same_open",
        "same_decided",
    ];

    /// The stable word for this reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutOfSeason { .. } => "out_of_season",
            Self::EnoughThisYear { .. } => "enough_this_year",
            Self::TooManyOpen => "too_many_open",
            Self::SameOpen { .. } => "same_open",
            Self::SameDecided { .. } => "same_decided",
        }
    }

    /// The proposal that stands in the way.
    pub const fn other(&self) -> Option<ProposalId> {
        match self {
            Self::SameOpen { of } | Self::SameDecided { of, .. } => Some(*of),
            _ => None,
        }
    }
}

/// Whether somebody may hand in a proposal today. `same`: those that ask for the same, of which only
/// the rules' own bar is looked at.
///
/// # Errors
/// Why not: first what holds for everybody, then what the person could know, then the others'
/// proposals; of several the one that bars the longest.
pub fn may_submit(
    rules: &Ruleset,
    today: Date,
    own: Own,
    same: &[Same],
) -> Result<(), NotReceived> {
    if let Some(opens) = season::opens(&rules.seasons, today) {
        return Err(NotReceived::OutOfSeason { opens });
    }
    if let Some(most) = rules.max_per_person_year
        && own.this_year >= most
        && let Some(again) = Date::new(today.year().saturating_add(1), 1, 1)
    {
        return Err(NotReceived::EnoughThisYear { most, again });
    }
    if rules
        .max_open_per_person
        .is_some_and(|most| own.open >= most)
    {
        return Err(NotReceived::TooManyOpen);
    }
    let Some(months) = rules.duplicate_months else {
        return Ok(());
    };
    if let Some(Same { id, .. }) = same.iter().find(|one| one.open) {
        return Err(NotReceived::SameOpen { of: *id });
    }
    let barred = same.iter().filter_map(|one| {
        let again = one.decided?.add_months(months);
        (today < again).then_some((again, one.id))
    });
    match barred.max() {
        Some((again, of)) => Err(NotReceived::SameDecided { of, again }),
        None => Ok(()),
    }
}
