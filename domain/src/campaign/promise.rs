//! What a campaign promises its ideas.

use super::stage::CampaignStage;
use super::step::CampaignStepKind;
use crate::proposal::IdeaPromise;

impl CampaignStage {
    /// What an idea of it is promised, `chosen` where it fills a slot. Until it is presented nobody knows
    /// which ideas are answered; from then on its day is theirs, and they have no other.
    pub const fn promise_to(&self, chosen: bool) -> IdeaPromise {
        match self {
            Self::Presented { answer_by, .. } if chosen => IdeaPromise::Campaign { by: *answer_by },
            // What was answered says so; what was not, nobody waits for any more.
            Self::Presented { .. }
            | Self::Answered { .. }
            | Self::FollowUp { .. }
            | Self::Closed { .. } => IdeaPromise::NotPromised,
            Self::Cancelled { .. } => IdeaPromise::CalledOff,
            Self::Draft
            | Self::Approved { .. }
            | Self::Recruiting { .. }
            | Self::Open { .. }
            | Self::Curate { .. }
            | Self::Voting { .. }
            | Self::Voted { .. } => IdeaPromise::Undecided,
        }
    }
}

impl CampaignStepKind {
    /// Whether it changes what ideas are promised.
    pub const fn promises_anew(self) -> bool {
        matches!(self, Self::Present | Self::Delay | Self::Cancel)
    }
}
