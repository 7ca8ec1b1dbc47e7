//! Which account somebody comes to whom an identity provider vouches for, and what that makes of it.
//!
//! An account is known by three things: what the provider calls the person (the *subject*), the
//! national number, and the number the person had before. They may lead to one account, to none, or
//! to several; nothing else does. An e-mail address a provider tells is never one of them: anybody
//! can enter anybody's address there.

use crate::actor::{Level, Role, Standing};
use crate::ids::PersonId;
use crate::time::Stamp;

/// The account a provider's subject is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linked {
    /// The account.
    pub person: PersonId,
    /// Whether a national number is known of it.
    pub numbered: bool,
    /// Whether more than a password vouched for it ([`crate::session::vouches`]).
    pub vouched: bool,
}

/// Where what a provider says leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// By the subject.
    pub subject: Option<Linked>,
    /// Whether the provider tells a number at all.
    pub has_number: bool,
    /// By that number.
    pub number: Option<PersonId>,
    /// Whether more than a password vouched for the number when it came to its account.
    pub number_vouched: bool,
    /// By the number before it.
    pub previous: Option<PersonId>,
    /// Whether one of these came to its account with no more than a password
    /// ([`crate::session::vouches`]).
    pub unvouched: bool,
}

coded_enum! {
    /// Why an identity leads nowhere. Nothing is changed then.
    pub enum IdentityRefused {
        /// The provider tells another number than the account has, and not that one became the other.
        NumberDiffers = "number_differs",
        /// The account one is signed in to is another person's.
        AnotherPerson = "another_person",
        /// Who proved again who they are is not who is signed in.
        NotYou = "not_you",
        /// One of two accounts of the same person holds a duty, or is everybody's: people decide that.
        Duty = "duty",
    }
}

/// The account somebody signs in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Nobody known: a new one.
    Nobody,
    /// This one.
    One(PersonId),
    /// Several of one person, the oldest first: they become one.
    Several(PersonId, Vec<PersonId>),
}

impl Found {
    /// A number that is none of the account's would let whoever has a subject by mistake into it.
    fn number_differs_from(self, person: PersonId, numbered: bool) -> bool {
        let known = self.number == Some(person) || self.previous == Some(person);
        numbered && self.has_number && !known
    }

    /// All accounts, the oldest first, each once.
    fn people(self) -> Vec<PersonId> {
        let subject = self.subject.map(|linked| linked.person);
        let mut people: Vec<_> = [subject, self.number, self.previous]
            .into_iter()
            .flatten()
            .collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn subject_fits(self) -> Result<(), IdentityRefused> {
        match self.subject {
            Some(linked) if self.number_differs_from(linked.person, linked.numbered) => {
                Err(IdentityRefused::NumberDiffers)
            }
            _ => Ok(()),
        }
    }

    /// Who signs in.
    ///
    /// # Errors
    /// [`IdentityRefused::NumberDiffers`].
    pub fn signs_in(self) -> Result<Meant, IdentityRefused> {
        self.subject_fits()?;
        let mut people = self.people().into_iter();
        let Some(oldest) = people.next() else {
            return Ok(Meant::Nobody);
        };
        let others: Vec<_> = people.collect();
        Ok(match others.is_empty() {
            true => Meant::One(oldest),
            false => Meant::Several(oldest, others),
        })
    }

    /// Who links it to the account they are signed in to: the other accounts that are theirs too, and
    /// which become one with it if they say so.
    ///
    /// # Errors
    /// The account, or the subject, has another number.
    pub fn links_to(
        self,
        person: PersonId,
        numbered: bool,
    ) -> Result<Vec<PersonId>, IdentityRefused> {
        self.subject_fits()?;
        if self.number_differs_from(person, numbered) {
            return Err(IdentityRefused::AnotherPerson);
        }
        let others = self.people().into_iter();
        Ok(others.filter(|other| *other != person).collect())
    }

    /// Who proves again to be the one signed in.
    ///
    /// # Errors
    /// It is somebody else, or nobody known.
    pub fn proves(self, person: PersonId) -> Result<(), IdentityRefused> {
        self.subject_fits()?;
        match self.people().as_slice() {
            [only] if *only == person => Ok(()),
            _ => Err(IdentityRefused::NotYou),
        }
    }
}

/// What is known of a person besides an e-mail address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// A national number, told by an identity provider.
    pub numbered: bool,
    /// What the population register says; none where it was not, or could not be, asked.
    pub registered: Option<bool>,
    /// Has a duty in the municipality now.
    pub staff: bool,
    /// Is an elected representative now.
    pub elected: bool,
}

impl Known {
    /// The part of it that follows from the duties held now.
    pub fn of_duties(roles: &[Role]) -> Self {
        Self {
            staff: roles.iter().any(|role| crate::session::is_staff(*role)),
            elected: roles.contains(&Role::Elected),
            ..Self::default()
        }
    }
}

/// The level of who had `before`. Only a number makes somebody [`Level::N2`]: who can come back under
/// another subject could otherwise vote twice.
pub const fn level(before: Level, known: Known) -> Level {
    match (known, before) {
        (
            Known {
                registered: Some(true),
                ..
            },
            _,
        ) => Level::N3,
        (Known { elected: true, .. }, _) => Level::P,
        (Known { staff: true, .. }, _) => Level::T,
        // The contact centre has looked into the register itself.
        (
            Known {
                registered: None, ..
            },
            Level::K,
        ) => Level::K,
        (Known { numbered: true, .. }, _) => Level::N2,
        (_, Level::None) => Level::None,
        (_, Level::S) => Level::S,
        (_, _) => Level::N1,
    }
}

/// For how long the register's answer is believed: people move.
pub const REGISTER_DAYS: i64 = 30;

/// Whether an answer of then still counts.
pub const fn is_current(checked_at: Stamp, now: Stamp) -> bool {
    now.0 < checked_at.plus_days(REGISTER_DAYS).0
}

/// The level as it counts now: residence that was looked up too long ago does not.
pub fn level_now(stored: Level, checked_at: Option<Stamp>, now: Stamp) -> Level {
    match (stored, checked_at) {
        (Level::N3, Some(at)) if !is_current(at, now) => Level::N2,
        (level, _) => level,
    }
}

/// The duties a provider gave before and says no more, and those it says now and did not before.
pub fn changes(held: &[Standing], said: &[Standing]) -> (Vec<Standing>, Vec<Standing>) {
    let missing_in = |others: &[Standing], these: &[Standing]| -> Vec<Standing> {
        let mut missing: Vec<Standing> = Vec::new();
        for one in these {
            if !others.contains(one) && !missing.contains(one) {
                missing.push(one.clone());
            }
        }
        missing
    };
    (missing_in(said, held), missing_in(held, said))
}
