//! An idea becomes a proposal: a resident hands it in in their own name, where whoever wrote it agrees.
//! The idea keeps its own life.

use crate::actor::Actor;
use crate::error::{Denied, NotNow};
use crate::ids::PersonId;
use crate::merging::Answer;
use crate::permissions::{Action, Subject, can, run_groups};
use crate::proposal::{Kind, Ruleset};

/// Longest words of whoever asks, and of whoever answers, in characters.
pub const WORDS_MAX: usize = 600;

coded_enum! {
    /// What became of somebody's wish to hand in an idea.
    pub enum AdoptionState {
        /// Nobody has answered.
        Asked = "asked",
        /// They may write it.
        Agreed = "agreed",
        /// They may not.
        Declined = "declined",
    }
}

impl AdoptionState {
    /// What an answer makes of it. A yes can be taken back until it is handed in.
    ///
    /// # Errors
    /// It is over.
    pub const fn after(self, answer: Answer, handed_in: bool) -> Result<Self, Denied> {
        match (self, answer, handed_in) {
            (Self::Asked, Answer::Yes, _) => Ok(Self::Agreed),
            (Self::Asked, Answer::No, _) | (Self::Agreed, Answer::No, false) => Ok(Self::Declined),
            _ => Err(Denied::NotNow(NotNow::AdoptionOver)),
        }
    }
}

/// Who says yes or no for an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answerer {
    /// Whoever wrote it.
    Author,
    /// Those who run the author's group.
    Supervisor,
    /// Nobody can any more.
    Nobody,
}

/// How an idea's author stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// Somebody with an account of their own.
    Resident,
    /// Somebody whose account is gone, or who never had one.
    Gone,
    /// A member of a group of young people.
    Member {
        /// Whether they can come in now.
        is_in: bool,
        /// Whether what the group writes is read before it is published. So is what strangers write to
        /// its members.
        reads_first: bool,
    },
}

impl Author {
    /// Who answers.
    pub const fn answerer(self) -> Answerer {
        match self {
            Self::Resident
            | Self::Member {
                is_in: true,
                reads_first: false,
            } => Answerer::Author,
            Self::Gone => Answerer::Nobody,
            Self::Member { .. } => Answerer::Supervisor,
        }
    }
}

/// An idea, as far as asking for it goes.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// What it is.
    pub kind: Kind,
    /// It has become part of another one.
    pub merged: bool,
    /// Whose it is.
    pub author: PersonId,
    /// Who answers.
    pub answerer: Answerer,
    /// Somebody has a yes already.
    pub taken: bool,
}

/// Whether this person may ask to hand the idea in. Whoever asks hands it in: the rules of a proposal
/// hold already.
///
/// # Errors
/// Why not; what is about the person first.
pub fn may_ask(
    actor: &Actor,
    rules: &Ruleset,
    idea: &Wanted,
    before: Option<AdoptionState>,
) -> Result<(), Denied> {
    if idea.kind != Kind::Idea {
        return Err(Denied::NotFound);
    }
    can(actor, Action::Submit(Kind::Proposal), &Subject::Site(rules))?;
    let why_not = if actor.person_id() == Some(idea.author) {
        Some(NotNow::OwnIdea)
    } else if before == Some(AdoptionState::Declined) {
        Some(NotNow::AdoptionDeclined)
    } else if idea.merged {
        Some(NotNow::Merged)
    } else if idea.taken && before != Some(AdoptionState::Agreed) {
        Some(NotNow::IdeaTaken)
    } else if idea.answerer == Answerer::Nobody {
        Some(NotNow::NobodyAnswers)
    } else {
        None
    };
    why_not.map_or(Ok(()), |why| Err(Denied::NotNow(why)))
}

/// Whether this person says yes or no to what `asker` asks. Nobody does to themselves.
///
/// # Errors
/// Somebody else does.
pub fn may_answer(
    actor: &Actor,
    (author, answerer): (PersonId, Answerer),
    runs_group: bool,
    asker: Option<PersonId>,
) -> Result<(), Denied> {
    let me = actor.person_id().ok_or(Denied::SignIn)?;
    if asker == Some(me) {
        return Err(Denied::NotYours);
    }
    match answerer {
        Answerer::Author if me == author => Ok(()),
        Answerer::Supervisor if runs_group => run_groups(actor),
        _ => Err(Denied::NotYours),
    }
}
