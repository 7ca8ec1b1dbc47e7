//! Where a proposal is. Each stage carries what is known there and nothing else.

use serde::{Deserialize, Serialize};

use super::clock::{self, is_zero};
use super::decision::{
    Decision, DecisionRef, DeclineReason, Meeting, Registration, RejectionCriterion, SubReason,
};
use super::promise::{Promise, plan_by};
use super::ruleset::{ClockFrom, Ruleset};
use super::stage_code::{NextKind, StageCode, StageGroup};
use super::topic::Topic;
use crate::actor::Body;
use crate::ids::PersonId;
use crate::milestone::Milestone;
use crate::time::Date;
use crate::working_days::after_working_days;

/// Where a proposal is, with what is known there. JSON: tagged by `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "the names are those of the fields of the transitions"
)]
pub enum Stage {
    Submitted {
        received: Date,
        /// Days the clock has stood still.
        #[serde(default, skip_serializing_if = "is_zero")]
        waited: i64,
    },
    /// Goes back to registered when it has a registration, otherwise to submitted.
    NeedsCompletion {
        received: Date,
        registration: Option<Registration>,
        missing: String,
        answer_by: Date,
        /// Since when the clock stands still; none where it was asked before that was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Date>,
        /// Days it had stood still before.
        #[serde(default, skip_serializing_if = "is_zero")]
        waited: i64,
    },
    RejectedFormal {
        registration: Option<Registration>,
        criterion: RejectionCriterion,
        reasons: String,
        where_to_turn: String,
        text_public: bool,
        /// The council's decision, when it had already been announced there.
        council: Option<Meeting>,
    },
    Rerouted {
        registration: Option<Registration>,
        channel: String,
        reference: String,
    },
    Withdrawn {
        registration: Option<Registration>,
        on: Date,
        /// What nobody could read before is not published by taking it back.
        text_public: bool,
    },
    Registered {
        registration: Registration,
    },
    /// `closes` is the last day for support.
    Collecting {
        registration: Registration,
        opened: Date,
        closes: Date,
        threshold: i64,
    },
    ThresholdMissed {
        registration: Registration,
        on: Date,
        support_count: i64,
        threshold: i64,
    },
    Announced {
        registration: Registration,
        on: Date,
        /// The council's meeting; none while only the threshold has sent it there.
        council: Option<Meeting>,
        support_count: i64,
    },
    HandedOver {
        registration: Registration,
        council: Meeting,
        committee: Body,
    },
    Referred {
        registration: Registration,
        bodies: Vec<Body>,
        answer_by: Date,
        /// The body that sent it on after having had it on its agenda, and what it said.
        from: Option<Meeting>,
        statement: Option<String>,
    },
    /// `expected` is when a decision is expected; people are shown the month.
    InPreparation {
        registration: Registration,
        officer: String,
        /// Who was chosen for it, where they have an account: no second reader of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer_id: Option<PersonId>,
        department: String,
        expected: Date,
    },
    /// Costs are whole kronor, the operating cost per year.
    ProposalReady {
        registration: Registration,
        #[serde(skip_serializing_if = "Option::is_none")]
        prepared_by: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer_id: Option<PersonId>,
        proposed_decision: String,
        investment_cost: i64,
        operating_cost: i64,
    },
    Scheduled {
        registration: Registration,
        #[serde(skip_serializing_if = "Option::is_none")]
        prepared_by: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer_id: Option<PersonId>,
        body: Body,
        date: Date,
        agenda_url: Option<String>,
    },
    Tabled {
        registration: Registration,
        #[serde(skip_serializing_if = "Option::is_none")]
        prepared_by: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer_id: Option<PersonId>,
        body: Body,
        next_meeting: Date,
    },
    RemittedBack {
        registration: Registration,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer_id: Option<PersonId>,
        body: Body,
        question: String,
        new_date: Date,
    },
    Approved {
        registration: Registration,
        decision: Decision,
        /// None where it was decided before that was asked.
        budget_source: Option<String>,
        responsible: String,
        follow_up_date: Date,
    },
    PartlyApproved {
        registration: Registration,
        decision: Decision,
        parts: String,
        /// None where it was decided before that was asked.
        budget_source: Option<String>,
        responsible: String,
        follow_up_date: Date,
    },
    Answered {
        registration: Registration,
        decision: Decision,
        sub_reason: SubReason,
        responsible: Option<String>,
        follow_up_date: Option<Date>,
    },
    Declined {
        registration: Registration,
        decision: Decision,
        reason_code: DeclineReason,
        would_change: Option<String>,
    },
    WrittenOff {
        registration: Registration,
        decision: Decision,
    },
    Planned {
        registration: Registration,
        decision: DecisionRef,
        /// As the decision says, here and in what follows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        budget_source: Option<String>,
        owner: String,
        budget_year: i64,
        next_report: Date,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<Milestone>,
    },
    Implementing {
        registration: Registration,
        decision: DecisionRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        budget_source: Option<String>,
        owner: String,
        started_on: Date,
        next_report: Date,
        /// As planned.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        milestones: Vec<Milestone>,
    },
    /// `actual_cost` in whole kronor.
    Implemented {
        registration: Registration,
        decision: DecisionRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        budget_source: Option<String>,
        on: Date,
        actual_cost: i64,
    },
    Stopped {
        registration: Registration,
        decision: DecisionRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        budget_source: Option<String>,
        on: Date,
        reason: String,
        decided_by: String,
    },
    /// `ended_as` is the stage it was closed from.
    Closed {
        registration: Option<Registration>,
        ended_as: StageCode,
        decision: Option<DecisionRef>,
        /// What became of what was promised, where anything was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promise: Option<Promise>,
        text_public: bool,
        archive_id: String,
        on: Date,
    },
}

/// What is awaited next and, when known, by which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What.
    pub what: NextKind,
    /// By which day.
    pub by: Option<Date>,
}

impl Stage {
    /// The stage without its data.
    pub const fn code(&self) -> StageCode {
        match self {
            Self::Submitted { .. } => StageCode::Submitted,
            Self::NeedsCompletion { .. } => StageCode::NeedsCompletion,
            Self::RejectedFormal { .. } => StageCode::RejectedFormal,
            Self::Rerouted { .. } => StageCode::Rerouted,
            Self::Withdrawn { .. } => StageCode::Withdrawn,
            Self::Registered { .. } => StageCode::Registered,
            Self::Collecting { .. } => StageCode::Collecting,
            Self::ThresholdMissed { .. } => StageCode::ThresholdMissed,
            Self::Announced { .. } => StageCode::Announced,
            Self::HandedOver { .. } => StageCode::HandedOver,
            Self::Referred { .. } => StageCode::Referred,
            Self::InPreparation { .. } => StageCode::InPreparation,
            Self::ProposalReady { .. } => StageCode::ProposalReady,
            Self::Scheduled { .. } => StageCode::Scheduled,
            Self::Tabled { .. } => StageCode::Tabled,
            Self::RemittedBack { .. } => StageCode::RemittedBack,
            Self::Approved { .. } => StageCode::Approved,
            Self::PartlyApproved { .. } => StageCode::PartlyApproved,
            Self::Answered { .. } => StageCode::Answered,
            Self::Declined { .. } => StageCode::Declined,
            Self::WrittenOff { .. } => StageCode::WrittenOff,
            Self::Planned { .. } => StageCode::Planned,
            Self::Implementing { .. } => StageCode::Implementing,
            Self::Implemented { .. } => StageCode::Implemented,
            Self::Stopped { .. } => StageCode::Stopped,
            Self::Closed { .. } => StageCode::Closed,
        }
    }

    /// Whether everybody may see that it exists, its title and its state.
    pub const fn is_public(&self) -> bool {
        self.code().is_public()
    }

    /// Whether nothing but the archive can follow.
    pub const fn is_terminal(&self) -> bool {
        self.code().is_terminal()
    }

    /// Whether a body has decided on the substance.
    pub const fn is_decided(&self) -> bool {
        match self {
            Self::Closed { decision, .. } => decision.is_some(),
            _ => self.code().is_decided(),
        }
    }

    /// Where it belongs in a list.
    pub const fn group(&self) -> StageGroup {
        self.code().group()
    }

    /// Whether the proposal's own text may be shown. A rejected one's may be withheld (it can be
    /// about a person), a rerouted one is shown by its title only, and one that was taken back is
    /// shown as far as it was before.
    pub const fn text_is_public(&self) -> bool {
        match self {
            Self::RejectedFormal { text_public, .. }
            | Self::Withdrawn { text_public, .. }
            | Self::Closed { text_public, .. } => *text_public,
            Self::Rerouted { .. } => false,
            _ => self.is_public(),
        }
    }

    /// The entry in the diary, from registration on.
    pub const fn registration(&self) -> Option<&Registration> {
        match self {
            Self::Submitted { .. } => None,
            Self::NeedsCompletion { registration, .. }
            | Self::RejectedFormal { registration, .. }
            | Self::Rerouted { registration, .. }
            | Self::Withdrawn { registration, .. }
            | Self::Closed { registration, .. } => registration.as_ref(),
            Self::Registered { registration }
            | Self::Collecting { registration, .. }
            | Self::ThresholdMissed { registration, .. }
            | Self::Announced { registration, .. }
            | Self::HandedOver { registration, .. }
            | Self::Referred { registration, .. }
            | Self::InPreparation { registration, .. }
            | Self::ProposalReady { registration, .. }
            | Self::Scheduled { registration, .. }
            | Self::Tabled { registration, .. }
            | Self::RemittedBack { registration, .. }
            | Self::Approved { registration, .. }
            | Self::PartlyApproved { registration, .. }
            | Self::Answered { registration, .. }
            | Self::Declined { registration, .. }
            | Self::WrittenOff { registration, .. }
            | Self::Planned { registration, .. }
            | Self::Implementing { registration, .. }
            | Self::Implemented { registration, .. }
            | Self::Stopped { registration, .. } => Some(registration),
        }
    }

    /// The day it came in, where the stage knows it.
    pub fn received(&self) -> Option<Date> {
        match self {
            Self::Submitted { received, .. } | Self::NeedsCompletion { received, .. } => {
                Some(*received)
            }
            _ => self.registration().map(|r| r.received_on),
        }
    }

    /// Days for which the clock has stood still.
    pub fn waited(&self) -> i64 {
        match self {
            Self::Submitted { waited, .. } | Self::NeedsCompletion { waited, .. } => *waited,
            _ => self.registration().map_or(0, |r| r.waited),
        }
    }

    /// Since when the clock stands still, where it does.
    pub const fn stands_still_since(&self) -> Option<Date> {
        match self {
            Self::NeedsCompletion { since, .. } => *since,
            _ => None,
        }
    }

    /// The day by which it is to be decided, as far as the clock has run; none before it runs.
    pub fn answer_by(&self, ruleset: &Ruleset) -> Option<Date> {
        match ruleset.clock_from {
            ClockFrom::Received => {
                let received = self.received()?;
                Some(clock::moved(ruleset.answer_by(received), self.waited()))
            }
            // Whatever was waited for, was so before.
            ClockFrom::Announced => {
                let announced = self.registration()?.announced_on?;
                Some(ruleset.answer_by(announced))
            }
        }
    }

    /// The decision on the substance, once there is one.
    pub fn decision(&self) -> Option<DecisionRef> {
        match self {
            Self::Approved { decision, .. }
            | Self::PartlyApproved { decision, .. }
            | Self::Answered { decision, .. }
            | Self::Declined { decision, .. }
            | Self::WrittenOff { decision, .. } => Some(DecisionRef {
                outcome: self.code(),
                meeting: decision.meeting.clone(),
            }),
            Self::Planned { decision, .. }
            | Self::Implementing { decision, .. }
            | Self::Implemented { decision, .. }
            | Self::Stopped { decision, .. } => Some(decision.clone()),
            Self::Closed { decision, .. } => decision.clone(),
            _ => None,
        }
    }

    /// The accounts of those who prepare the decision: the officer's, where one was chosen, and that of
    /// who wrote the memorandum. Neither is a second reader of it.
    pub fn preparers_mut(&mut self) -> Vec<&mut Option<PersonId>> {
        match self {
            Self::InPreparation { officer_id, .. } | Self::RemittedBack { officer_id, .. } => {
                vec![officer_id]
            }
            Self::ProposalReady {
                prepared_by,
                officer_id,
                ..
            }
            | Self::Scheduled {
                prepared_by,
                officer_id,
                ..
            }
            | Self::Tabled {
                prepared_by,
                officer_id,
                ..
            } => vec![officer_id, prepared_by],
            _ => Vec::new(),
        }
    }

    /// The account of the officer who was chosen, as long as the record says who prepares it.
    pub const fn officer_id(&self) -> Option<PersonId> {
        match self {
            Self::InPreparation { officer_id, .. }
            | Self::ProposalReady { officer_id, .. }
            | Self::Scheduled { officer_id, .. }
            | Self::Tabled { officer_id, .. }
            | Self::RemittedBack { officer_id, .. } => *officer_id,
            _ => None,
        }
    }

    /// Whether this person prepares the decision, or did.
    pub fn is_prepared_by(&self, person: Option<PersonId>) -> bool {
        let wrote = match self {
            Self::ProposalReady { prepared_by, .. }
            | Self::Scheduled { prepared_by, .. }
            | Self::Tabled { prepared_by, .. } => *prepared_by,
            _ => None,
        };
        person.is_some() && (person == wrote || person == self.officer_id())
    }

    /// Whether it is raised and waits for a decision, which can be late (T26).
    pub const fn waits_for_decision(&self) -> bool {
        matches!(
            self,
            Self::Announced { .. }
                | Self::HandedOver { .. }
                | Self::Referred { .. }
                | Self::InPreparation { .. }
                | Self::ProposalReady { .. }
                | Self::Scheduled { .. }
                | Self::Tabled { .. }
                | Self::RemittedBack { .. }
        )
    }

    /// As it goes on after having been part of another proposal for so many days: what was left of the
    /// time for support, and of the time to decide, is left of it now.
    #[must_use]
    pub fn resumed(self, days: i64) -> Self {
        match self {
            Self::Registered { registration } => Self::Registered {
                registration: registration.waiting(days),
            },
            Self::Collecting {
                registration,
                opened,
                closes,
                threshold,
            } => Self::Collecting {
                registration: registration.waiting(days),
                opened,
                closes: closes.add_days(days),
                threshold,
            },
            other => other,
        }
    }

    /// What is awaited next; none when nothing is. The time to decide runs as the rules say, from
    /// the day in the diary, for which `submitted` stands in before there is one, or from the
    /// announcement.
    pub fn next_step(
        &self,
        submitted: Date,
        ruleset: &Ruleset,
        topic: Option<Topic>,
    ) -> Option<NextStep> {
        let decide_by = match ruleset.clock_from {
            ClockFrom::Announced => self.answer_by(ruleset),
            ClockFrom::Received => {
                let received = self.received().unwrap_or(submitted);
                Some(clock::moved(ruleset.answer_by(received), self.waited()))
            }
        };
        let (what, by) = match self {
            // As promised where somebody reads first. Else the same day or the next working day.
            Self::Submitted { received, waited } => {
                let by = ruleset.read_by(*received);
                let by = by.unwrap_or_else(|| after_working_days(*received, 1));
                (NextKind::Registration, Some(clock::moved(by, *waited)))
            }
            Self::NeedsCompletion { answer_by, .. } => (NextKind::Completion, Some(*answer_by)),
            Self::Registered { .. } if ruleset.threshold_for(topic).is_some() => {
                (NextKind::OpenForSupport, None)
            }
            Self::Registered { .. } => (NextKind::Announcement, None),
            Self::Collecting { closes, .. } => (NextKind::SupportCloses, Some(*closes)),
            Self::Announced { .. } => (NextKind::Handling, decide_by),
            Self::HandedOver { .. } => (NextKind::Preparation, decide_by),
            Self::Referred { answer_by, .. } => (NextKind::Statement, Some(*answer_by)),
            Self::InPreparation { expected, .. } => {
                (NextKind::ProposalForDecision, Some(*expected))
            }
            Self::ProposalReady { .. } => (NextKind::Agenda, decide_by),
            Self::Scheduled { date, .. } => (NextKind::Meeting, Some(*date)),
            Self::Tabled { next_meeting, .. } => (NextKind::Meeting, Some(*next_meeting)),
            Self::RemittedBack { new_date, .. } => (NextKind::Remitted, Some(*new_date)),
            Self::Approved { decision, .. } | Self::PartlyApproved { decision, .. } => {
                (NextKind::Plan, Some(plan_by(decision)))
            }
            Self::Answered {
                follow_up_date: Some(date),
                ..
            } => (NextKind::FollowUp, Some(*date)),
            Self::Planned { next_report, .. } => (NextKind::Report, Some(*next_report)),
            Self::Implementing { next_report, .. } => {
                (NextKind::Implementation, Some(*next_report))
            }
            Self::Answered { .. }
            | Self::RejectedFormal { .. }
            | Self::Rerouted { .. }
            | Self::Withdrawn { .. }
            | Self::ThresholdMissed { .. }
            | Self::Declined { .. }
            | Self::WrittenOff { .. }
            | Self::Implemented { .. }
            | Self::Stopped { .. } => (NextKind::Archive, None),
            Self::Closed { .. } => return None,
        };
        Some(NextStep { what, by })
    }
}
