//! What is held about a person, for how long, and what remains when they take their account away.

use crate::actor::{Actor, Role};
use crate::error::Denied;

/// What stands beside a person's words once they have taken their account away: what stands beside
/// those of everybody without a name.
pub const ERASED_NAME: &str = crate::name::NAMELESS;

/// What a letter's link leads to; links themselves work for hours.
pub const LINK_DAYS: i64 = 2;
/// An invitation is kept for so long after its letter: to answer who invited whom.
pub const INVITATION_DAYS: i64 = 30;
/// Letters are kept for so long after they were sent, to answer "I got no letter".
pub const LETTER_DAYS: i64 = 7;
/// What nobody has written on for so long is thrown away.
pub const DRAFT_DAYS: i64 = 90;

coded_enum! {
    /// What is held about people, as they would divide it themselves.
    pub enum Holding {
        /// Name, address, and how well we know who it is.
        Account = "account",
        /// By which identity providers one comes, and the national number as a keyed hash.
        Identity = "identity",
        /// Where one is signed in, and keys for programs.
        Session = "session",
        /// Passkeys: what their devices are recognised by.
        Passkey = "passkey",
        /// What a letter's link leads to, until it is used.
        Link = "link",
        /// Invitations to a duty, by letter.
        Invitation = "invitation",
        /// Letters sent to the person.
        Letter = "letter",
        /// What was begun and not handed in.
        Draft = "draft",
        /// Proposals and ideas.
        Proposal = "proposal",
        /// Posts in discussions.
        Comment = "comment",
        /// Questions to the municipality.
        Question = "question",
        /// Which proposals the person supports, and when that was given or taken back.
        Support = "support",
        /// Which proposals the person follows, and whose letters are stopped.
        Follow = "follow",
        /// What the person was told of.
        News = "news",
        /// What the person recorded on a case.
        Act = "act",
        /// Duties in the municipality.
        Duty = "duty",
        /// Texts the person reported.
        Report = "report",
        /// What the person said when they asked that somebody looks again at a hidden text of theirs.
        Appeal = "appeal",
        /// That the person is or was kept from writing or taking part.
        Restraint = "restraint",
        /// Being in a group under an alias, and what waits there to be read.
        Group = "group",
    }
}

/// For how long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Until the person takes the account away.
    WhileAccount,
    /// So many days after it was last used, or sent.
    Days(i64),
    /// So many days after the group's end.
    AfterGroup(i64),
    /// A public document: the municipality's plan and the archive law decide, not the person.
    Archive,
}

impl Holding {
    /// For how long; the cleaning jobs go by the same constants.
    pub const fn keep(self) -> Keep {
        match self {
            Self::Account | Self::Identity | Self::Passkey | Self::Follow => Keep::WhileAccount,
            Self::Session => Keep::Days(crate::session::LONGEST.absolute_hours / 24),
            Self::Link => Keep::Days(LINK_DAYS),
            Self::Invitation => Keep::Days(INVITATION_DAYS),
            Self::Letter => Keep::Days(LETTER_DAYS),
            Self::Draft => Keep::Days(DRAFT_DAYS),
            Self::News => Keep::Days(crate::news::NEWS_DAYS),
            Self::Report | Self::Appeal => Keep::Days(crate::moderation::REPORT_DAYS),
            Self::Group => Keep::AfterGroup(crate::group::KEPT_DAYS),
            Self::Proposal
            | Self::Comment
            | Self::Question
            | Self::Support
            | Self::Restraint
            | Self::Act
            | Self::Duty => Keep::Archive,
        }
    }
}

/// Whether this person may take their account away.
///
/// # Errors
/// [`Denied::Role`] to whoever holds a duty: an official's account is ended by the municipality,
/// which has to know who answers the cases from then on.
pub fn may_erase(actor: &Actor) -> Result<(), Denied> {
    let Actor::Person {
        standings, dormant, ..
    } = actor
    else {
        return Err(Denied::SignIn);
    };
    may_erase_with(standings.iter().chain(dormant).map(|held| held.role))
}

/// The same, by the roles somebody holds or will hold.
///
/// # Errors
/// As [`may_erase`].
pub fn may_erase_with(mut roles: impl Iterator<Item = Role>) -> Result<(), Denied> {
    match roles.any(crate::session::is_staff) {
        true => Err(Denied::Role),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Level, Role, Standing};
    use crate::ids::PersonId;

    fn person(standings: Vec<Standing>) -> Actor {
        Actor::Person {
            id: PersonId::new(1),
            name: "Siv".to_owned(),
            level: Level::N1,
            standings,
            dormant: Vec::new(),
            restraint: None,
        }
    }

    #[test]
    fn a_resident_may_erase_the_account_and_whoever_holds_a_duty_may_not() {
        assert_eq!(may_erase(&person(Vec::new())), Ok(()));
        for role in Role::ALL {
            let answer = may_erase(&person(vec![Standing::of(*role)]));
            let own = matches!(role, Role::Resident | Role::Youth);
            assert_eq!(answer.is_ok(), own, "{role}");
        }
        assert_eq!(may_erase(&Actor::Visitor), Err(Denied::SignIn));
        assert_eq!(may_erase(&Actor::System), Err(Denied::SignIn));
    }
}
