//! The discussion under a proposal: one level of replies.

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

/// How deep replies go: a comment (0) and the replies to it (1). Deeper threads become two
/// people's quarrel that nobody else can follow on a phone.
pub const MAX_DEPTH: u8 = 1;

/// The comment a reply belongs under: replying to a reply answers the same comment.
pub fn reply_under(target: CommentId, target_parent: Option<CommentId>) -> CommentId {
    target_parent.unwrap_or(target)
}

/// The stance a comment is stored with: only a comment on the proposal itself takes sides.
pub const fn stance_of(stance: CommentStance, is_reply: bool) -> CommentStance {
    if is_reply {
        CommentStance::Neutral
    } else {
        stance
    }
}
