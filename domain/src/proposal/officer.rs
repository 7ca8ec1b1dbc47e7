//! Who is named as a case's officer (T14): a colleague with an account, chosen from the list, or
//! somebody without one, by name. Names are no accounts: a typed one never becomes somebody's case.

use crate::error::{FieldError, FieldProblem};
use crate::ids::PersonId;
use crate::text::SHORT_MAX;

/// The field that names a colleague by number, beside `officer` with the name as everybody reads
/// it. Kept with the act, shown to colleagues only.
pub const OFFICER_ID: &str = "officer_id";
/// The field with who had the case when the form was made, by the version of that.
pub const HELD_VERSION: &str = "held_version";

/// Which of the two was given: the colleague's number, or none where a name was typed, or neither.
///
/// # Errors
/// [`FieldProblem::ColleagueOrName`] where it was both, [`FieldProblem::NotAChoice`] for what is no
/// number of anybody.
pub fn named(chosen: &str, typed: &str) -> Result<Option<PersonId>, FieldError> {
    let wrong = |field, problem| Err(FieldError::new(field, problem));
    match (chosen.trim(), typed.trim()) {
        ("", _) => Ok(None),
        (chosen, "") => match chosen.parse() {
            Ok(colleague) => Ok(Some(colleague)),
            Err(_) => wrong(OFFICER_ID, FieldProblem::NotAChoice),
        },
        _ => wrong("officer", FieldProblem::ColleagueOrName),
    }
}

/// As everybody reads it: with the title, so that people know whom to ask.
pub fn shown(name: &str, title: Option<&str>) -> String {
    let full = match title.map(str::trim).filter(|title| !title.is_empty()) {
        Some(title) => format!("{name}, {title}"),
        None => name.to_owned(),
    };
    match full.chars().count() > SHORT_MAX {
        true => name.to_owned(),
        false => full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleague_or_a_name_and_not_both() {
        let both = Err(FieldError::new("officer", FieldProblem::ColleagueOrName));
        let none = Err(FieldError::new(OFFICER_ID, FieldProblem::NotAChoice));
        for (chosen, typed, expected) in [
            ("7", "", Ok(Some(PersonId::new(7)))),
            (" 7 ", "  ", Ok(Some(PersonId::new(7)))),
            ("", "Maja Berg, konsult", Ok(None)),
            ("", "", Ok(None)),
            ("7", "Maja Berg", both),
            ("0", "", none.clone()),
            ("Maja", "", none),
        ] {
            assert_eq!(named(chosen, typed), expected, "{chosen:?} {typed:?}");
        }
    }

    #[test]
    fn the_title_stands_with_the_name_where_there_is_room() {
        for (title, expected) in [
            (Some("landskapsingenjör"), "Maja, landskapsingenjör"),
            (Some("  "), "Maja"),
            (None, "Maja"),
        ] {
            assert_eq!(shown("Maja", title), expected);
        }
        assert_eq!(shown("Maja", Some(&"x".repeat(SHORT_MAX))), "Maja");
    }
}
