//! Identities. Newtypes, so that a person's number can never be passed where a proposal's belongs.

use serde::{Deserialize, Serialize};

/// A text that is not an identity: not digits, zero, negative or too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a number that comes from the database.
            pub const fn new(value: i64) -> Self {
                Self(value)
            }

            /// The number as it is stored.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self::new(value)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            /// Accepts only plain decimal digits: an address has one spelling, so `+7` and `007`
            /// are no ids.
            fn from_str(s: &str) -> Result<Self, NotAnId> {
                if s.starts_with('0') || !s.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(NotAnId);
                }
                match s.parse::<i64>() {
                    Ok(value) if value > 0 => Ok(Self(value)),
                    _ => Err(NotAnId),
                }
            }
        }
    };
}

id!(
    /// A medborgarförslag or an idea; the number in its public address.
    ProposalId
);
id!(
    /// A person with an account.
    PersonId
);
id!(
    /// One appended official act: a transition, an answer, a correction.
    ActId
);
id!(
    /// One comment in the discussion.
    CommentId
);
id!(
    /// An idea campaign.
    CampaignId
);
id!(
    /// One line of a campaign's record.
    CampaignActId
);
id!(
    /// What an elected says of an idea of a campaign.
    CampaignNoveltyId
);
id!(
    /// A picture of an idea of a campaign.
    CampaignPictureId
);
id!(
    /// Position in the gapless event log; also the id of a live event.
    EventSeq
);
id!(
    /// A group of young people.
    GroupId
);
id!(
    /// A place in a group; says nothing about whose it is.
    MemberId
);
id!(
    /// A meeting of a body; the number in its public address.
    MeetingId
);
id!(
    /// A text that is read before everybody can.
    WaitingId
);
id!(
    /// That somebody wants to hand in an idea as a proposal.
    AdoptionId
);
id!(
    /// A text that was reported.
    ModerationId
);
id!(
    /// A text that a moderator reads before everybody can.
    HeldId
);
id!(
    /// That much happened at a proposal in a short time.
    PaceId
);
id!(
    /// That somebody is kept from writing or taking part for some days.
    RestraintId
);
id!(
    /// Questions under one heading; the number in their public address.
    QuestionSetId
);
id!(
    /// One question of them, or a follow-up to one.
    QuestionId
);
id!(
    /// One line of what was done about questions.
    QuestionActId
);
