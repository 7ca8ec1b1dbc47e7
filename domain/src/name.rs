//! Which name others see: the whole one, a part of it, an alias, or none.
//!
//! What people call themselves is kept apart from what is shown, and [`shown_name`] makes the one
//! from the other. Whoever shows no name, whoever must not be found and whoever took their account
//! away look the same: a word for one of them would tell of the others.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::error::{Denied, FieldError, FieldProblem, NotNow};
use crate::group::has_account;
use crate::privacy::may_erase;
use crate::text::{self, NAME_MAX};
use crate::time::Stamp;

/// What stands where no name is shown, whatever the reason.
pub const NAMELESS: &str = "En invånare";

/// How long protection goes on after somebody asked to end it: whoever got into the account of a
/// person who must not be found gets no name before that person has read the letter.
pub const WAITING_DAYS: i64 = 14;

coded_enum! {
    /// How much of a name others see, the most first.
    pub enum NameForm {
        /// Given name and family name.
        Full = "full",
        /// Given name.
        First = "first",
        /// Whatever the person chose to be called here.
        Alias = "alias",
        /// No name.
        Nameless = "nameless",
    }
}

impl Default for NameForm {
    /// Rules that say nothing of names ask for none.
    fn default() -> Self {
        Self::Nameless
    }
}

impl NameForm {
    /// Whether this shows as much as is asked for.
    pub fn meets(self, least: Self) -> bool {
        self <= least
    }
}

/// What somebody is called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub given: Option<String>,
    pub family: Option<String>,
    pub alias: Option<String>,
}

/// The same as typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct NameText<'a> {
    pub given: &'a str,
    pub family: &'a str,
    pub alias: &'a str,
}

/// Beginnings of words by which the municipality and its bodies are called.
const BODY_STARTS: [&str; 8] = [
    "kommun",
    "fullmäktige",
    "municipal",
    "moderator",
    "administratör",
    "administrator",
    "systemansvarig",
    "tjänsteperson",
];
/// Ends of such words.
const BODY_ENDS: [&str; 6] = [
    "nämnd",
    "nämnden",
    "förvaltning",
    "förvaltningen",
    "utskott",
    "utskottet",
];

/// Whether a name reads as the municipality's, one of its bodies' or its staff's. What stands under it
/// would be taken for an answer; their own are set by duties, beside a name. It keeps nobody out who
/// spells around it: that is what hiding a comment is for.
pub fn speaks_for_the_municipality(name: &str) -> bool {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| {
            let word = word.strip_suffix('s').unwrap_or(word);
            BODY_STARTS.iter().any(|start| word.starts_with(start))
                || BODY_ENDS.iter().any(|end| word.ends_with(end))
        })
}

/// The name somebody gives themselves.
///
/// # Errors
/// No line of text of its length, or [`FieldProblem::ReservedName`].
pub fn own_name(input: &str) -> Result<String, FieldProblem> {
    let name = text::display_name(input)?;
    match speaks_for_the_municipality(&name) {
        true => Err(FieldProblem::ReservedName),
        false => Ok(name),
    }
}

impl Names {
    /// What was typed, with everything the chosen form is made of.
    ///
    /// # Errors
    /// What is missing or wrong, by field.
    pub fn checked(typed: NameText<'_>, form: NameForm) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut take = |field: &str, input: &str, min: usize, needed: bool| {
            let problem = match (input.trim(), needed) {
                ("", false) => return None,
                ("", true) => FieldProblem::Missing,
                (input, _) => match text::line(input, min, NAME_MAX) {
                    Ok(name) if speaks_for_the_municipality(&name) => FieldProblem::ReservedName,
                    Ok(name) => return Some(name),
                    Err(error) => error.into(),
                },
            };
            wrong.push(FieldError::new(field, problem));
            None
        };
        let full = form == NameForm::Full;
        let names = Self {
            given: take(
                "given_name",
                typed.given,
                1,
                full || form == NameForm::First,
            ),
            family: take("family_name", typed.family, 1, full),
            alias: take(
                "display_name",
                typed.alias,
                text::NAME_MIN,
                form == NameForm::Alias,
            ),
        };
        if wrong.is_empty()
            && let Some(both) = names.shown(NameForm::Full)
            && let Err(error) = text::display_name(&both)
        {
            wrong.push(FieldError::new("family_name", error.into()));
        }
        match wrong.is_empty() {
            true => Ok(names),
            false => Err(wrong),
        }
    }

    /// The name in this form; none where what it is made of is not known.
    pub fn shown(&self, form: NameForm) -> Option<String> {
        match form {
            NameForm::Full => {
                let (given, family) = (self.given.as_deref()?, self.family.as_deref()?);
                Some(format!("{given} {family}"))
            }
            NameForm::First => self.given.clone(),
            NameForm::Alias => self.alias.clone(),
            NameForm::Nameless => Some(NAMELESS.to_owned()),
        }
    }

    /// Every form there is a name for, with that name; those that show less than `least` left out.
    pub fn choices(&self, least: NameForm) -> Vec<(NameForm, String)> {
        NameForm::ALL
            .iter()
            .filter(|form| form.meets(least))
            .filter_map(|form| Some((*form, self.shown(*form)?)))
            .collect()
    }
}

/// The name others see.
pub fn shown_name(names: &Names, form: NameForm, protected: bool) -> String {
    match protected {
        true => None,
        false => names.shown(form),
    }
    .unwrap_or_else(|| NAMELESS.to_owned())
}

coded_enum! {
    /// Who said that somebody must not be found.
    pub enum ProtectedBy {
        /// The person.
        Person = "self",
        /// The population register.
        Register = "register",
    }
}

/// That somebody's name and places are shown nowhere (*skyddade personuppgifter*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protection {
    pub since: Stamp,
    pub by: ProtectedBy,
    /// When it ends, where that was asked for.
    pub ends_at: Option<Stamp>,
}

impl Protection {
    /// Whether the person may ask for its end.
    ///
    /// # Errors
    /// [`Denied::NotYours`] where the register says it: only the register can say otherwise.
    pub const fn may_end(&self) -> Result<(), Denied> {
        match self.by {
            ProtectedBy::Person => Ok(()),
            ProtectedBy::Register => Err(Denied::NotYours),
        }
    }
}

/// Whether somebody may hide who they are in this way.
///
/// # Errors
/// [`Denied::Role`] to whoever holds a duty: an official answers under a name. The municipality
/// has to find another way for an employee who must not be found.
pub fn may_protect(actor: &Actor) -> Result<(), Denied> {
    has_account(actor)?;
    may_erase(actor)
}

/// Whether somebody may be given a duty: the other side of [`may_protect`].
///
/// # Errors
/// [`NotNow::NoName`] where no name may be shown. It says nothing of the reason, because whoever
/// gives the duty reads it too.
pub fn may_hold_duty(protection: Option<&Protection>) -> Result<(), Denied> {
    match protection {
        Some(_) => Err(Denied::NotNow(NotNow::NoName)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Level, Role, Standing};
    use crate::ids::PersonId;

    fn siv() -> Names {
        Names {
            given: Some("Siv".to_owned()),
            family: Some("Ek".to_owned()),
            alias: Some("Ekbackenbo".to_owned()),
        }
    }

    #[test]
    fn a_name_is_shown_in_the_form_that_was_chosen() {
        let names = siv();
        for (form, shown) in [
            (NameForm::Full, "Siv Ek"),
            (NameForm::First, "Siv"),
            (NameForm::Alias, "Ekbackenbo"),
            (NameForm::Nameless, NAMELESS),
        ] {
            assert_eq!(shown_name(&names, form, false), shown);
            // Protection leaves nothing of it, and nothing that another account has not.
            assert_eq!(shown_name(&names, form, true), NAMELESS);
        }
    }

    #[test]
    fn what_is_not_known_is_no_choice_and_shows_no_part() {
        let nobody = Names::default();
        assert_eq!(
            nobody.choices(NameForm::Nameless),
            [(NameForm::Nameless, NAMELESS.to_owned())]
        );
        let given = Names {
            given: Some("Siv".to_owned()),
            ..Names::default()
        };
        assert_eq!(given.shown(NameForm::Full), None, "no half of a name");
        assert_eq!(shown_name(&given, NameForm::Full, false), NAMELESS);
        for form in NameForm::ALL {
            assert!(shown_name(&nobody, *form, false) == NAMELESS);
        }
    }

    #[test]
    fn rules_can_ask_for_more_of_a_name() {
        let forms = |least| -> Vec<NameForm> {
            let choices = siv().choices(least);
            choices.into_iter().map(|(form, _)| form).collect()
        };
        assert_eq!(forms(NameForm::Full), [NameForm::Full]);
        assert_eq!(forms(NameForm::First), [NameForm::Full, NameForm::First]);
        assert_eq!(forms(NameForm::Nameless), NameForm::ALL);
        assert!(NameForm::Full.meets(NameForm::Alias));
        assert!(!NameForm::Nameless.meets(NameForm::Alias));
    }

    #[test]
    fn what_a_form_is_made_of_is_asked_for() {
        let fields = |typed, form| -> Vec<String> {
            let wrong = Names::checked(typed, form).err().unwrap_or_default();
            wrong.into_iter().map(|error| error.field).collect()
        };
        let empty = NameText::default();
        assert_eq!(fields(empty, NameForm::Full), ["given_name", "family_name"]);
        assert_eq!(fields(empty, NameForm::First), ["given_name"]);
        assert_eq!(fields(empty, NameForm::Alias), ["display_name"]);
        assert!(fields(empty, NameForm::Nameless).is_empty());
        let long = "å".repeat(40);
        let both = NameText {
            given: &long,
            family: &long,
            alias: "",
        };
        assert_eq!(fields(both, NameForm::First), ["family_name"]);
        let letter = NameText {
            alias: "S",
            ..empty
        };
        assert_eq!(fields(letter, NameForm::Nameless), ["display_name"]);
    }

    #[test]
    fn what_the_register_says_only_the_register_ends() {
        let by = |by| Protection {
            since: Stamp(0),
            by,
            ends_at: None,
        };
        assert_eq!(by(ProtectedBy::Person).may_end(), Ok(()));
        assert_eq!(by(ProtectedBy::Register).may_end(), Err(Denied::NotYours));
    }

    #[test]
    fn who_speaks_for_the_municipality_has_a_name() {
        for role in Role::ALL {
            let actor = Actor::Person {
                id: PersonId::new(1),
                name: "Siv".to_owned(),
                level: Level::N1,
                standings: vec![Standing::of(*role)],
                dormant: Vec::new(),
                restraint: None,
            };
            let resident = matches!(role, Role::Resident | Role::Youth);
            assert_eq!(may_protect(&actor).is_ok(), resident, "{role}");
        }
        // The other way round, whoever said that the name must not be shown.
        assert_eq!(may_hold_duty(None), Ok(()));
        for by in ProtectedBy::ALL {
            let protection = Protection {
                since: Stamp(0),
                by: *by,
                ends_at: Some(Stamp(1)),
            };
            let refused = Err(Denied::NotNow(NotNow::NoName));
            assert_eq!(may_hold_duty(Some(&protection)), refused);
        }
    }
}
