//! Who may support what, and until when.
//!
//! A proposal can be supported while it is public and undecided: during the time for support, and
//! after that up to the decision when the rules say so ([`Ruleset::support_until_decision`]; people
//! who come late should be told of the outcome too). Where no threshold applies, from registration
//! on. An idea can be supported while it waits for its answer. What has been given can be taken
//! back for exactly as long.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Level, Role};
use crate::error::{Denied, NotNow};
use crate::ids::{PersonId, ProposalId};
use crate::moderation::may_take_part;
use crate::proposal::{Course, IdeaStage, Ruleset, Stage, Topic};
use crate::time::Date;

/// Why support cannot be given or taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", content = "detail", rename_all = "snake_case")]
pub enum SupportRefused {
    /// Nobody is signed in.
    #[error("sign in first")]
    SignIn,
    /// Signed in, but we must know better who it is.
    #[error("needs level {0}")]
    Level(Level),
    /// Signed in, but not as somebody who lives here.
    #[error("not in this role")]
    Role,
    /// Kept from taking part for some days.
    #[error("suspended")]
    Suspended,
    /// The rules do not count a proposer's own support.
    #[error("own proposal")]
    OwnProposal,
    /// Not open yet.
    #[error("support has not opened")]
    NotOpen,
    /// The time for support is over.
    #[error("support is closed")]
    Closed,
    /// Decided or answered already.
    #[error("decided")]
    Decided,
    /// The case came to an end without a decision.
    #[error("ended")]
    Ended,
    /// It is a problem: others say how it concerns them instead.
    #[error("a problem")]
    Problem,
    /// It has become part of another one, which can be supported instead.
    #[error("part of another")]
    Merged,
    /// To this actor it does not exist.
    #[error("not found")]
    NotFound,
}

impl SupportRefused {
    /// Every code.
    pub const CODES: &'static [&'static str] = &[
        "sign_in",
        "level",
        "role",
        "suspended",
        "own_proposal",
        "not_open",
        "closed",
        "decided",
        "ended",
        "problem",
        "merged",
        "not_found",
    ];

    /// The stable word for this refusal.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Level(_) => "level",
            Self::Role => "role",
            Self::Suspended => "suspended",
            Self::OwnProposal => "own_proposal",
            Self::NotOpen => "not_open",
            Self::Closed => "closed",
            Self::Decided => "decided",
            Self::Ended => "ended",
            Self::Problem => "problem",
            Self::Merged => "merged",
            Self::NotFound => "not_found",
        }
    }
}

impl From<SupportRefused> for Denied {
    fn from(refused: SupportRefused) -> Self {
        match refused {
            SupportRefused::SignIn => Self::SignIn,
            SupportRefused::Level(level) => Self::Level(level),
            SupportRefused::Role | SupportRefused::OwnProposal => Self::Role,
            SupportRefused::Suspended => Self::NotNow(NotNow::Suspended),
            SupportRefused::NotOpen => Self::NotNow(NotNow::SupportNotOpen),
            SupportRefused::Closed => Self::NotNow(NotNow::SupportClosed),
            SupportRefused::Decided => Self::NotNow(NotNow::Decided),
            SupportRefused::Ended => Self::NotNow(NotNow::Ended),
            SupportRefused::Problem => Self::NotNow(NotNow::OtherKind),
            SupportRefused::Merged => Self::NotNow(NotNow::Merged),
            SupportRefused::NotFound => Self::NotFound,
        }
    }
}

/// What has become part of another proposal neither takes nor gives back any support: it stays as it
/// was. Asked before [`may_support`] and [`may_withdraw`].
///
/// # Errors
/// It is part of one.
pub const fn is_whole(merged_into: Option<ProposalId>) -> Result<(), SupportRefused> {
    match merged_into {
        Some(_) => Err(SupportRefused::Merged),
        None => Ok(()),
    }
}

/// Whether anybody can support this now, whoever it is. `topic` decides whether a threshold, and
/// with it a time for support that has to open first, applies at all.
///
/// # Errors
/// Why not. `today` may be left out when only the stage matters; then the last day for support
/// is not looked at.
pub fn is_open(
    course: &Course,
    ruleset: &Ruleset,
    topic: Option<Topic>,
    today: Option<Date>,
) -> Result<(), SupportRefused> {
    let stage = match course {
        Course::Idea(IdeaStage::Published { .. }) => return Ok(()),
        Course::Idea(_) => return Err(SupportRefused::Decided),
        Course::Problem(_) => return Err(SupportRefused::Problem),
        Course::Questions => return Err(SupportRefused::NotFound),
        Course::Proposal(stage) => stage,
    };
    match stage {
        Stage::Submitted { .. } | Stage::NeedsCompletion { .. } => Err(SupportRefused::NotFound),
        Stage::Registered { .. } if ruleset.threshold_for(topic).is_some() => {
            Err(SupportRefused::NotOpen)
        }
        Stage::Collecting { opened, closes, .. } => match today {
            Some(today) if today < *opened => Err(SupportRefused::NotOpen),
            Some(today) if today > *closes => Err(SupportRefused::Closed),
            _ => Ok(()),
        },
        _ if stage.is_decided() => Err(SupportRefused::Decided),
        Stage::ThresholdMissed { .. } => Err(SupportRefused::Closed),
        Stage::RejectedFormal { .. }
        | Stage::Rerouted { .. }
        | Stage::Withdrawn { .. }
        | Stage::Closed { .. } => Err(SupportRefused::Ended),
        _ if ruleset.support_until_decision => Ok(()),
        _ => Err(SupportRefused::Closed),
    }
}

/// Whether this actor may support this now. Giving support twice is no error: it counts once.
///
/// # Errors
/// Why not. What can be mended by the reader (sign in) is said before what cannot.
pub fn may_support(
    (course, topic): (&Course, Option<Topic>),
    ruleset: &Ruleset,
    actor: &Actor,
    proposer: Option<PersonId>,
    today: Date,
) -> Result<(), SupportRefused> {
    is_open(course, ruleset, topic, Some(today))?;
    who_may(course, ruleset, actor)?;
    if !ruleset.own_support && proposer.is_some() && actor.person_id() == proposer {
        return Err(SupportRefused::OwnProposal);
    }
    Ok(())
}

/// Whether this actor may vote against this now: where the rules count such votes, under the rules of
/// support. Who put it forward takes it back instead. Whoever supports it stops doing so with that:
/// one person, one vote.
///
/// # Errors
/// Why not.
pub fn may_oppose(
    (course, topic): (&Course, Option<Topic>),
    ruleset: &Ruleset,
    actor: &Actor,
    proposer: Option<PersonId>,
    today: Date,
) -> Result<(), SupportRefused> {
    if !counts_against(course, ruleset) {
        return Err(SupportRefused::NotFound);
    }
    is_open(course, ruleset, topic, Some(today))?;
    who_may(course, ruleset, actor)?;
    if proposer.is_some() && actor.person_id() == proposer {
        return Err(SupportRefused::OwnProposal);
    }
    Ok(())
}

/// Whether votes against this are counted, as the rules it lives under have it. Nobody votes against
/// an idea.
pub const fn counts_against(course: &Course, ruleset: &Ruleset) -> bool {
    matches!(course, Course::Proposal(_)) && ruleset.votes_against
}

/// Whether this actor may take support back now. A level that was enough once is not asked for
/// again: nobody is held to a support.
///
/// # Errors
/// Why not.
pub fn may_withdraw(
    (course, topic): (&Course, Option<Topic>),
    ruleset: &Ruleset,
    actor: &Actor,
    today: Date,
) -> Result<(), SupportRefused> {
    is_open(course, ruleset, topic, Some(today))?;
    if actor.is_signed_in() {
        Ok(())
    } else {
        Err(SupportRefused::SignIn)
    }
}

/// The part of the rule that is about the person.
pub(crate) fn who_may(
    course: &Course,
    ruleset: &Ruleset,
    actor: &Actor,
) -> Result<(), SupportRefused> {
    if !actor.is_signed_in() {
        return Err(SupportRefused::SignIn);
    }
    if !actor.has(Role::Resident) && !actor.has(Role::Youth) {
        return Err(SupportRefused::Role);
    }
    may_take_part(actor).map_err(|_| SupportRefused::Suspended)?;
    let required = match course {
        Course::Proposal(_) => ruleset.support_level,
        Course::Idea(_) | Course::Problem(_) | Course::Questions => ruleset.idea_level,
    };
    if actor.level().satisfies(required) {
        Ok(())
    } else {
        Err(SupportRefused::Level(required))
    }
}
