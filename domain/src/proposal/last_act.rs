//! The day of what happened last, below which nothing that follows can have happened. Only days that
//! something itself tells count: minutes are entered some days later, and when they were entered says
//! nothing about when a body met.

use super::decision::Registration;
use super::stage::Stage;
use crate::time::Date;

/// Between which days something happened that is recorded now, or corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happened {
    /// The day of the last act before it; none where none told its own.
    pub since: Option<Date>,
    /// The day it became known.
    pub known: Date,
    /// Whether it is somebody's word of now, and not what was recorded before and is only taken again.
    pub is_new: bool,
}

impl Registration {
    /// After an act that told its own day. What came in that day needs no other.
    #[must_use]
    pub fn acted(self, day: Option<Date>) -> Self {
        let acted_on = self.acted_on.max(day);
        Self {
            acted_on: acted_on.filter(|day| *day > self.received_on),
            ..self
        }
    }
}

impl Stage {
    /// The day of what happened last, as far as that and what came before it told their own.
    pub fn last_act(&self) -> Option<Date> {
        let before = self
            .registration()
            .and_then(|registration| registration.acted_on);
        self.own_day().max(before)
    }

    /// The day on which it came to be here, where the stage knows that.
    fn own_day(&self) -> Option<Date> {
        match self {
            Self::RejectedFormal { council, .. } => council.as_ref().map(|meeting| meeting.date),
            Self::HandedOver { council, .. } => Some(council.date),
            Self::Referred { from, .. } => from.as_ref().map(|meeting| meeting.date),
            Self::Collecting { opened: on, .. }
            | Self::Withdrawn { on, .. }
            | Self::ThresholdMissed { on, .. }
            | Self::Announced { on, .. }
            | Self::Implementing { started_on: on, .. }
            | Self::Implemented { on, .. }
            | Self::Stopped { on, .. }
            | Self::Closed { on, .. } => Some(*on),
            Self::Approved { decision, .. }
            | Self::PartlyApproved { decision, .. }
            | Self::Answered { decision, .. }
            | Self::Declined { decision, .. }
            | Self::WrittenOff { decision, .. } => Some(decision.meeting.date),
            Self::Planned { decision, .. } => Some(decision.meeting.date),
            Self::Submitted { .. }
            | Self::NeedsCompletion { .. }
            | Self::Rerouted { .. }
            | Self::Registered { .. }
            | Self::InPreparation { .. }
            | Self::ProposalReady { .. }
            | Self::Scheduled { .. }
            | Self::Tabled { .. }
            | Self::RemittedBack { .. } => None,
        }
    }
}
