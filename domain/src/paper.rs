//! What staff enter for somebody who came in, called or wrote on paper.

use crate::actor::{Actor, Level};
use crate::error::{FieldError, FieldProblem};
use crate::ids::PersonId;
use crate::name::Names;
use crate::text::{self, NAME_MAX, SHORT_MAX};

coded_enum! {
    /// How it reached the municipality.
    pub enum Channel {
        /// On paper.
        Paper = "paper",
        /// At the contact centre.
        Visit = "visit",
        /// By telephone.
        Phone = "phone",
    }
}

coded_enum! {
    /// What was entered.
    pub enum Entered {
        /// A proposal or an idea.
        Proposal = "proposal",
        /// Support for one that there is.
        Support = "support",
    }
}

/// The field of a case's first act that says how it came in.
pub const CHANNEL: &str = "channel";

/// As typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct PaperText<'a> {
    pub given: &'a str,
    pub family: &'a str,
    pub channel: &'a str,
    pub reference: &'a str,
}

/// Whose it is, how it came, and where what it rests on is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub names: Names,
    pub channel: Channel,
    /// Number in the diary, or of the binder.
    pub reference: String,
}

impl Paper {
    /// What was typed, all of which is needed.
    ///
    /// # Errors
    /// What is missing or wrong, by field.
    pub fn checked(typed: PaperText<'_>) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut line = |field: &str, input: &str, max: usize| match text::line(input, 1, max) {
            Ok(line) => line,
            Err(error) => {
                wrong.push(FieldError::new(field, error.into()));
                String::new()
            }
        };
        // Both together are one name.
        let given = line("given_name", typed.given, NAME_MAX / 2);
        let family = line("family_name", typed.family, NAME_MAX / 2 - 1);
        let reference = line("reference", typed.reference, SHORT_MAX);
        let channel = match typed.channel.trim() {
            "" => Err(FieldProblem::Missing),
            code => Channel::from_code(code).ok_or(FieldProblem::NotAChoice),
        };
        match channel {
            Ok(channel) if wrong.is_empty() => Ok(Self {
                names: Names {
                    given: Some(given),
                    family: Some(family),
                    alias: None,
                },
                channel,
                reference,
            }),
            Ok(_) => Err(wrong),
            Err(problem) => {
                wrong.push(FieldError::new("channel", problem));
                Err(wrong)
            }
        }
    }
}

/// Somebody who was seen at the desk, as who acts: a resident without an account. Nobody who has
/// one is ever made of it.
pub fn person(id: PersonId, name: String) -> Actor {
    Actor::Person {
        id,
        name,
        level: Level::K,
        standings: Vec::new(),
        dormant: Vec::new(),
        restraint: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Role;

    #[test]
    fn everything_is_asked_for_at_once() {
        let wrong = Paper::checked(PaperText::default()).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            fields,
            ["given_name", "family_name", "reference", "channel"]
        );
        let typed = PaperText {
            given: " Siv ",
            family: "Ek",
            channel: "visit",
            reference: "Pärm 3, nr 12",
        };
        let paper = Paper::checked(typed).unwrap();
        assert_eq!(paper.names.given.as_deref(), Some("Siv"));
        assert_eq!(paper.channel, Channel::Visit);
        let carrier = PaperText {
            channel: "pigeon",
            ..typed
        };
        assert_eq!(
            Paper::checked(carrier).unwrap_err(),
            [FieldError::new("channel", FieldProblem::NotAChoice)]
        );
    }

    #[test]
    fn whoever_was_seen_is_a_resident_as_well_known_as_by_the_register() {
        let actor = person(PersonId::new(7), "Siv Ek".to_owned());
        assert!(actor.has(Role::Resident));
        for level in [Level::N1, Level::N2, Level::N3, Level::K] {
            assert!(actor.level().satisfies(level), "{level}");
        }
        assert!(!actor.level().satisfies(Level::T));
    }
}
