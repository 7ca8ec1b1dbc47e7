//! The parts stages and transitions share: registration, meeting, decision and its reasons.

use serde::{Deserialize, Serialize};

use super::clock::is_zero;
use super::stage_code::StageCode;
use crate::actor::Body;
use crate::time::Date;

/// Fewest characters in the reasons of a decision: a reason nobody understands is no answer.
pub const REASONS_MIN: usize = 200;

/// The entry in the municipality's diary. Every stage from registration on carries it, so a
/// proposal that collects support without a diary number cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// Diary number, e.g. `KS/2026:123`.
    pub diary_number: String,
    /// The day it came in.
    pub received_on: Date,
    /// Days the clock has stood still since then.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub waited: i64,
    /// The day it was announced in the council, once it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced_on: Option<Date>,
    /// The day of the last act since then that told its own ([`super::last_act`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acted_on: Option<Date>,
}

impl Registration {
    /// After having waited so many days more.
    #[must_use]
    pub fn waiting(self, days: i64) -> Self {
        let waited = self.waited.saturating_add(days);
        Self { waited, ..self }
    }
}

/// A body's meeting and the paragraph of its minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Which body met.
    pub body: Body,
    /// When.
    pub date: Date,
    /// Paragraph of the minutes without the sign: `58`.
    pub paragraph: String,
}

/// What a body decided. There is no decision without body, date and paragraph: where a source
/// does not state the paragraph, the case stays where it is and a note says what the source says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Body, date and paragraph.
    pub meeting: Meeting,
    /// The exact text of the decision.
    pub text: String,
    /// Why, in plain words.
    pub reasons: String,
    /// Reservations and vote figures, as in the minutes.
    pub dissent: Option<String>,
    /// Address of the minutes.
    pub minutes_url: Option<String>,
}

/// A decision as later stages refer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRef {
    /// Approved, partly approved, answered, declined or written off.
    pub outcome: StageCode,
    /// Body, date and paragraph.
    pub meeting: Meeting,
}

coded_enum! {
    /// Which requirement a proposal does not meet.
    pub enum RejectionCriterion {
        /// The proposer is not registered in the municipality.
        NotResident = "not_resident",
        /// The municipality may not decide this.
        OutsideCompetence = "outside_competence",
        /// It is about one person's case.
        IndividualMatter = "individual_matter",
        /// Unlawful or discriminating.
        Unlawful = "unlawful",
        /// More than one subject.
        SeveralSubjects = "several_subjects",
        /// The same was decided recently or is open.
        Duplicate = "duplicate",
        /// It cannot be understood.
        Unreadable = "unreadable",
        /// Completion was asked for and did not come.
        NotCompleted = "not_completed",
    }
}

coded_enum! {
    /// Why a body declined.
    pub enum DeclineReason {
        /// Cost.
        Cost = "cost",
        /// Not the municipality's to do.
        Competence = "competence",
        /// Safety or technique.
        Safety = "safety",
        /// Law.
        Law = "law",
        /// Other things come first.
        Priority = "priority",
        /// No need.
        NoNeed = "no_need",
        /// Something else, said in the reasons.
        Other = "other",
    }
}

coded_enum! {
    /// What "anses besvarat" means this time.
    pub enum SubReasonKind {
        /// It is done already.
        AlreadyDone = "already_done",
        /// Work is going on.
        UnderWay = "under_way",
        /// It is part of a plan.
        InOtherPlan = "in_other_plan",
        /// Somebody else has taken it over.
        HandedToOwner = "handed_to_owner",
        /// The body takes no position.
        NoPosition = "no_position",
    }
}

/// What "anses besvarat" means this time, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum SubReason {
    /// It is done already.
    AlreadyDone {
        /// Where to read of it.
        link: Option<String>,
        /// Where it is, in words. One of the two, since there has been this one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
    },
    /// Work is going on.
    UnderWay {
        /// Where to read of it.
        link: Option<String>,
        /// Where it goes on, in words; as for what is done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
        /// When it is expected to be done.
        expected: Option<Date>,
    },
    /// It is part of a plan.
    InOtherPlan {
        /// Which plan.
        plan: String,
        /// Which year.
        year: i64,
    },
    /// Somebody else has taken it over.
    HandedToOwner {
        /// Who.
        owner: String,
    },
    /// The body takes no position.
    NoPosition,
}

impl SubReason {
    /// Which of the five.
    pub const fn kind(&self) -> SubReasonKind {
        match self {
            Self::AlreadyDone { .. } => SubReasonKind::AlreadyDone,
            Self::UnderWay { .. } => SubReasonKind::UnderWay,
            Self::InOtherPlan { .. } => SubReasonKind::InOtherPlan,
            Self::HandedToOwner { .. } => SubReasonKind::HandedToOwner,
            Self::NoPosition => SubReasonKind::NoPosition,
        }
    }
}
