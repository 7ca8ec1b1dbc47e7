//! Live updates: the gapless log of what happened in public, and the hub that passes it on.
//!
//! A use case appends its events in its own transaction ([`store::append`]) and calls
//! [`Hub::wake`] after the commit. One task reads the log from where it stopped and broadcasts, so
//! streams get every event once, in the order of the commits, also when a commit's caller went away
//! before it could say so, or another process wrote it. Rejected: broadcasting from the use case
//! itself. Two commits could then overtake each other on the way, and a stream that was told of the
//! later one first would never ask for the earlier.

mod hub;
mod seats;
pub mod store;
pub mod stream;

use nara_domain::ids::{CampaignId, ProposalId, QuestionSetId};
use nara_domain::time::Stamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use hub::{Hub, Subscription};
pub use seats::{Seat, Seats, StreamLimits};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Support was given or taken back: `count`.
    Support,
    /// Somebody commented: `comment_id`, `count`.
    Comment,
    /// Somebody agrees with a comment, or no longer: `comment_id`, `count`.
    Agree,
    /// Something was added to the record that does not move the case: `act_id`.
    Act,
    /// The case moved: `act_id`, `stage`.
    State,
    /// A proposal became public: `stage`.
    Proposal,
    /// Something about a campaign changed: a step, a choice, who takes part, what was said of an idea.
    Campaign,
    /// Somebody voted in a campaign. How many there are stands on its page.
    Ballot,
    /// Something about questions to the municipality, or about their discussion, changed: `act_id`, where something
    /// was answered or done.
    Question,
}

impl EventKind {
    pub const fn code(self) -> &'static str {
        match self {
            EventKind::Support => "support",
            EventKind::Comment => "comment",
            EventKind::Agree => "agree",
            EventKind::Act => "act",
            EventKind::State => "state",
            EventKind::Proposal => "proposal",
            EventKind::Campaign => "campaign",
            EventKind::Ballot => "ballot",
            EventKind::Question => "question",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::Support,
            Self::Comment,
            Self::Agree,
            Self::Act,
            Self::State,
            Self::Proposal,
            Self::Campaign,
            Self::Ballot,
            Self::Question,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }
}

/// Ids and counts, never a text: whoever is told asks for the page and gets what they may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EventData {
    /// How many support it, have commented, or agree with the comment, from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// How many vote against it from now on, where that is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<i64>,
    /// The new entry of the record, or what was said or done about questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act_id: Option<i64>,
    /// The new comment, or the one it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment_id: Option<i64>,
    /// The stage it is in now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
}

/// Whose events a stream is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Everything,
    Proposal(ProposalId),
    /// It and its ideas.
    Campaign(CampaignId),
    /// Those under one heading, and their discussion.
    Questions(QuestionSetId),
}

impl About {
    pub fn wants(self, event: &Event) -> bool {
        match self {
            About::Everything => true,
            About::Proposal(id) => event.proposal_id == Some(id),
            About::Campaign(id) => event.campaign_id == Some(id),
            About::Questions(id) => event.question_set_id == Some(id),
        }
    }
}

/// An event that has not got its number yet.
#[derive(Clone, Debug)]
pub struct NewEvent {
    pub kind: EventKind,
    pub proposal_id: ProposalId,
    pub data: EventData,
}

/// One line of the log; `seq` is the id of the server-sent event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub seq: i64,
    pub kind: EventKind,
    /// None where it happened to a campaign, to questions, or in their discussion.
    pub proposal_id: Option<ProposalId>,
    /// Also where it happened to one of its ideas.
    pub campaign_id: Option<CampaignId>,
    /// Where it happened to questions to the municipality, or in their discussion.
    pub question_set_id: Option<QuestionSetId>,
    pub data: EventData,
    pub at: Stamp,
}
