//! The problem: what is wrong and whom it concerns, before anybody knows what to do about it. Others
//! tell how it concerns them; whoever began turns it into a proposal, or it ends when its time is up.

use serde::{Deserialize, Serialize};

use super::course::{Course, Kind};
use super::ruleset::Ruleset;
use crate::actor::Actor;
use crate::dialogue::CommentStance;
use crate::error::{Denied, NotNow};
use crate::ids::PersonId;
use crate::permissions::{Action, Subject, can};
use crate::time::Date;

/// For so many days others can add to a problem, and it can become a proposal. Said when it begins.
pub const OPEN_DAYS: i64 = 180;

coded_enum! {
    /// The code of a [`ProblemStage`].
    pub enum ProblemStageCode {
        /// Others tell how it concerns them.
        Open = "problem_open",
        /// It became a proposal.
        Turned = "problem_turned",
        /// Nobody made a proposal of it in time.
        Ended = "problem_ended",
    }
}

/// Where a problem is. JSON: tagged by `code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code")]
pub enum ProblemStage {
    /// Others tell how it concerns them.
    #[serde(rename = "problem_open")]
    Open {
        /// The day it was published.
        on: Date,
        /// The last day.
        until: Date,
    },
    /// It became a proposal.
    #[serde(rename = "problem_turned")]
    Turned {
        /// The day it was handed in.
        on: Date,
    },
    /// Nobody made a proposal of it in time.
    #[serde(rename = "problem_ended")]
    Ended {
        /// The day after the last one.
        on: Date,
    },
}

impl ProblemStage {
    /// Where a new problem begins.
    pub fn published(on: Date) -> Self {
        Self::Open {
            on,
            until: on.add_days(OPEN_DAYS),
        }
    }

    /// The stage without its data.
    pub const fn code(&self) -> ProblemStageCode {
        match self {
            Self::Open { .. } => ProblemStageCode::Open,
            Self::Turned { .. } => ProblemStageCode::Turned,
            Self::Ended { .. } => ProblemStageCode::Ended,
        }
    }

    /// The last day it is open; none where it is over.
    pub const fn until(&self) -> Option<Date> {
        match self {
            Self::Open { until, .. } => Some(*until),
            Self::Turned { .. } | Self::Ended { .. } => None,
        }
    }

    /// As it is on this day: ended where its last one has passed, whenever somebody looks.
    #[must_use]
    pub fn on_day(self, today: Date) -> Self {
        match self {
            Self::Open { until, .. } if until < today => Self::Ended {
                on: until.add_days(1),
            },
            as_it_is => as_it_is,
        }
    }

    /// Whether a proposal can be begun of it.
    ///
    /// # Errors
    /// It is over.
    pub fn can_turn(self, today: Date) -> Result<(), Denied> {
        match self.on_day(today) {
            Self::Open { .. } => Ok(()),
            Self::Turned { .. } | Self::Ended { .. } => Err(Denied::NotNow(NotNow::Ended)),
        }
    }

    /// It became a proposal: also where its time ran out while that was being written.
    #[must_use]
    pub const fn turned(self, today: Date) -> Self {
        match self {
            Self::Open { .. } | Self::Ended { .. } => Self::Turned { on: today },
            Self::Turned { .. } => self,
        }
    }
}

/// What one can say there. Nobody is for or against a problem: it is told how it looks from where one
/// stands, or asked.
pub const fn stances_on(kind: Kind) -> &'static [CommentStance] {
    match kind {
        Kind::Problem => &[CommentStance::Neutral, CommentStance::Question],
        // An answer can be agreed with or not: people are for and against there, too.
        Kind::Proposal | Kind::Idea | Kind::Questions => &[
            CommentStance::For,
            CommentStance::Against,
            CommentStance::Question,
            CommentStance::Neutral,
        ],
    }
}

/// Whether this person makes a proposal of it: whoever began, as what is handed in has their name.
///
/// # Errors
/// Why not; what is about the person first.
pub fn may_turn(
    actor: &Actor,
    rules: &Ruleset,
    (course, proposer): (&Course, PersonId),
    today: Date,
) -> Result<(), Denied> {
    let Course::Problem(stage) = course else {
        return Err(Denied::NotFound);
    };
    match actor.person_id() {
        None => return Err(Denied::SignIn),
        Some(person) if person != proposer => return Err(Denied::NotYours),
        Some(_) => {}
    }
    can(actor, Action::Submit(Kind::Proposal), &Subject::Site(rules))?;
    stage.can_turn(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_problem_is_open_to_its_last_day_and_no_longer() {
        let stage = ProblemStage::published(day("2026-03-02"));
        let last = day("2026-08-29");
        assert_eq!(stage.until(), Some(last));
        assert_eq!(stage.on_day(last), stage);
        assert_eq!(stage.can_turn(last), Ok(()));
        let after = last.add_days(1);
        let ended = ProblemStage::Ended { on: after };
        assert_eq!(stage.on_day(after), ended);
        // Looked at later, it ended when it did.
        assert_eq!(stage.on_day(after.add_days(30)), ended);
        let over = Err(Denied::NotNow(NotNow::Ended));
        assert_eq!((stage.can_turn(after), ended.can_turn(after)), (over, over));
        // Whoever was writing then hands it in.
        assert_eq!(ended.turned(after), ProblemStage::Turned { on: after });
    }

    #[test]
    fn it_becomes_one_proposal() {
        let stage = ProblemStage::published(day("2026-03-02"));
        let turned = stage.turned(day("2026-03-09"));
        assert_eq!(turned.until(), None);
        assert_eq!(turned.on_day(day("2027-01-01")), turned);
        assert_eq!(turned.turned(day("2026-03-10")), turned);
        let again = turned.can_turn(day("2026-03-10"));
        assert_eq!(again, Err(Denied::NotNow(NotNow::Ended)));
    }

    #[test]
    fn a_stage_reads_back_from_what_is_stored() {
        let open = ProblemStage::published(day("2026-03-02"));
        let turned = ProblemStage::Turned {
            on: day("2026-03-09"),
        };
        let ended = ProblemStage::Ended {
            on: day("2026-08-30"),
        };
        for stage in [open, turned, ended] {
            let course = Course::Problem(stage);
            let json = serde_json::to_value(&course).unwrap();
            assert_eq!(json["kind"], "problem");
            assert_eq!(json["code"], stage.code().as_str());
            assert_eq!(serde_json::from_value::<Course>(json).unwrap(), course);
        }
    }
}
