//! Helping with an idea: saying so, and who learns of it.

use crate::actor::{Actor, Role};
use crate::adoption::Author;
use crate::error::{Denied, NotNow};
use crate::group::is_member;
use crate::ids::PersonId;
use crate::moderation::may_take_part;
use crate::proposal::{Course, IdeaStage};

/// Whether this person can say that they want to help. `wrote`: the idea is theirs, alone or with others.
///
/// # Errors
/// Why not; what is about the person first.
pub fn may_help(
    actor: &Actor,
    (course, merged): (&Course, bool),
    wrote: bool,
) -> Result<(), Denied> {
    let Course::Idea(stage) = course else {
        return Err(Denied::NotFound);
    };
    if !actor.is_signed_in() {
        return Err(Denied::SignIn);
    }
    if !actor.has(Role::Resident) && !is_member(actor) {
        return Err(Denied::Role);
    }
    may_take_part(actor)?;
    if wrote {
        return Err(Denied::NotNow(NotNow::OwnIdea));
    }
    match (merged, stage) {
        (true, _) => Err(Denied::NotNow(NotNow::Merged)),
        (false, IdeaStage::Done { .. }) => Err(Denied::NotNow(NotNow::Ended)),
        (false, IdeaStage::Published { .. } | IdeaStage::Answered { .. }) => Ok(()),
    }
}

/// Whose names somebody sees of those who want to help; how many they are everybody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Nobody's.
    Nobody,
    /// Those of residents who agreed to it.
    Residents,
    /// These, and the aliases of members of groups.
    All,
}

/// What this reader sees. An adult who wrote an idea is not shown which young people want to help:
/// somebody who runs a group does that with them.
pub fn listed(reader: &Actor, author: (PersonId, Author), runs_group: bool) -> Listed {
    match author {
        (_, Author::Member { .. }) if runs_group && reader.has(Role::Supervisor) => Listed::All,
        (id, Author::Resident) if reader.person_id() == Some(id) => Listed::Residents,
        _ => Listed::Nobody,
    }
}
