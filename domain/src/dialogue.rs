//! The discussion under a proposal: one level of replies, and nobody speaks for the municipality
//! by accident.

use crate::actor::{Actor, Role};
use crate::ids::CommentId;

coded_enum! {
    /// How a comment stands to the proposal. Chosen by its author, never guessed.
    pub enum CommentStance {
        /// An argument for.
        For = "for",
        /// An argument against.
        Against = "against",
        /// A question.
        Question = "question",
        /// None of them.
        Neutral = "neutral",
    }
}

/// Duties whose badge stands beside a comment, the one shown first when somebody holds several.
const BADGES: &[Role] = &[
    Role::Official,
    Role::Secretary,
    Role::Elected,
    Role::Moderator,
    Role::Supervisor,
];

/// The comment a reply belongs under: replying to a reply answers the same comment. Deeper threads
/// become two people's quarrel that nobody else can follow on a phone.
pub fn reply_under(target: CommentId, target_parent: Option<CommentId>) -> CommentId {
    target_parent.unwrap_or(target)
}

/// The duty whose badge stands beside what this person writes in a discussion; none for residents
/// and the young. Whoever holds a duty always shows it: an account cannot take the badge off.
pub fn speaks_as(actor: &Actor) -> Option<Role> {
    BADGES.iter().copied().find(|role| actor.has(*role))
}

/// The stance a comment is stored with. Replies answer a person and take no side; officials,
/// secretaries and moderators have none to take.
pub const fn stance_of(
    stance: CommentStance,
    is_reply: bool,
    speaks_as: Option<Role>,
) -> CommentStance {
    match (stance, speaks_as) {
        _ if is_reply => CommentStance::Neutral,
        (
            CommentStance::For | CommentStance::Against,
            Some(Role::Official | Role::Secretary | Role::Moderator),
        ) => CommentStance::Neutral,
        (stance, _) => stance,
    }
}
