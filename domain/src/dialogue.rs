//! The discussion under a proposal: two levels of replies, nobody speaks for the municipality by
//! accident, and no side fills the page.

use crate::actor::{Actor, Role};
use crate::error::{Denied, NotNow};
use crate::ids::{CommentId, PersonId};
use crate::permissions::{Action, Subject, can};
use crate::time::Stamp;

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

/// Where a comment stands in its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The comment itself.
    pub id: CommentId,
    /// What it answers; none: it begins a thread.
    pub parent: Option<CommentId>,
    /// What begins its thread, where it answers a reply.
    pub thread: Option<CommentId>,
}

impl Spot {
    /// Where a reply to it stands: what it answers, and what begins the thread where that is a reply.
    /// A reply to the second level answers the same reply: deeper threads become two people's quarrel
    /// that nobody else can follow on a phone.
    pub const fn reply(self) -> (CommentId, Option<CommentId>) {
        match (self.parent, self.thread) {
            (None, _) => (self.id, None),
            (Some(parent), None) => (self.id, Some(parent)),
            (Some(parent), thread @ Some(_)) => (parent, thread),
        }
    }

    /// What a reply to it notes that it answers, where its place does not say: on the second level it may as well
    /// answer what stands beside it.
    pub const fn answered(self) -> Option<CommentId> {
        match self.parent {
            None => None,
            Some(_) => Some(self.id),
        }
    }

    /// How deep it stands: 0 begins a thread, 2 is the deepest.
    pub const fn depth(self) -> u8 {
        match (self.parent, self.thread) {
            (None, _) => 0,
            (Some(_), None) => 1,
            (Some(_), Some(_)) => 2,
        }
    }
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
        (CommentStance::For | CommentStance::Against, Some(role)) if serves_everybody(role) => {
            CommentStance::Neutral
        }
        (stance, _) => stance,
    }
}

/// Whether whoever speaks in this duty speaks for everybody, and so takes no side.
pub const fn serves_everybody(role: Role) -> bool {
    matches!(role, Role::Official | Role::Secretary | Role::Moderator)
}

/// Whether somebody can say that they agree with what `author` wrote. It is said without a name, but a
/// number that officials make larger is the municipality's opinion of what people think: who serves
/// everybody says it nowhere, not even as somebody who lives here.
///
/// # Errors
/// Who could not write here cannot agree either, but for who is only kept from writing for some days; nobody agrees
/// with themselves, nor with what is hidden.
pub fn may_agree(
    actor: &Actor,
    subject: &Subject<'_>,
    author: PersonId,
    hidden: bool,
) -> Result<(), Denied> {
    match can(actor, Action::Comment, subject) {
        // What counts as a voice stays.
        Ok(()) | Err(Denied::NotNow(NotNow::Muted)) => {}
        Err(denied) => return Err(denied),
    }
    if speaks_as(actor).is_some_and(serves_everybody) {
        return Err(Denied::Role);
    }
    if hidden {
        return Err(Denied::NotNow(NotNow::TextHidden));
    }
    match actor.person_id() == Some(author) {
        true => Err(Denied::NotNow(NotNow::OwnComment)),
        false => Ok(()),
    }
}

/// Both sides in turn, each in its own order: as long as both have something to say, neither is ahead by
/// more than one.
pub fn in_turn<T>(one: Vec<T>, other: Vec<T>) -> Vec<T> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.into_iter(), other.into_iter());
    loop {
        let (first, second) = (one.next(), other.next());
        if first.is_none() && second.is_none() {
            return all;
        }
        all.extend(first);
        all.extend(second);
    }
}

/// Minutes in which one's own words can be mended without a trace, as long as nobody has met them.
pub const MEND_MINUTES: i64 = 10;

/// A comment that somebody wants to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Whoever wants to, wrote it.
    pub mine: bool,
    /// The duty it was written in.
    pub role: Option<Role>,
    /// When it was written.
    pub at: Stamp,
    /// It is hidden.
    pub hidden: bool,
    /// Somebody has replied to it, agreed with it, quoted it or reported it.
    pub met: bool,
}

/// How a comment is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The words are replaced.
    Mend,
    /// Everybody can read what stood there before.
    Revise,
}

/// Whether somebody can change what is written.
///
/// # Errors
/// Not where one could not write either, not somebody else's words, and not under another badge than
/// they were said under.
pub fn may_change(actor: &Actor, subject: &Subject<'_>, written: &Written) -> Result<(), Denied> {
    can(actor, Action::Comment, subject)?;
    if !written.mine {
        return Err(Denied::NotYours);
    }
    if written.hidden {
        return Err(Denied::NotNow(NotNow::TextHidden));
    }
    match speaks_as(actor) == written.role {
        true => Ok(()),
        false => Err(Denied::NotNow(NotNow::OtherDuty)),
    }
}

/// What changing it now leaves. Whoever met the words must be able to show what they met; and what is said
/// for everybody is never unsaid.
pub fn change_of(written: &Written, now: Stamp) -> Change {
    let fresh = now <= written.at.plus_minutes(MEND_MINUTES);
    match fresh && !written.met && !written.role.is_some_and(serves_everybody) {
        true => Change::Mend,
        false => Change::Revise,
    }
}
