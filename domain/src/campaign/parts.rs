//! What makes an idea one that can be answered: the problem, the first step, and roughly what it costs.
//! What it is about stands in its text; these are worked out while ideas are chosen.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Role};
use crate::error::{Denied, FieldError};
use crate::fields::FieldInput::LongText;
use crate::fields::{FieldSpec, Reader, Values};
use crate::moderation::may_write;

/// The form in which they are written.
pub const PARTS_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("problem", LongText).between(1, 500),
    FieldSpec::required("first_step", LongText).between(1, 500),
    FieldSpec::required("rough_cost", LongText).between(1, 200),
];

/// The parts of an idea besides its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// What is wrong today.
    pub problem: String,
    /// What can be done first, by whom.
    pub first_step: String,
    /// Roughly what it costs, also where that is nothing or nobody knows.
    pub rough_cost: String,
}

impl Parts {
    /// Reads the form [`PARTS_FIELDS`].
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(PARTS_FIELDS, values);
        let (problem, first_step) = (r.text("problem"), r.text("first_step"));
        let rough_cost = r.text("rough_cost");
        let parts = (|| {
            Some(Self {
                problem: problem?,
                first_step: first_step?,
                rough_cost: rough_cost?,
            })
        })();
        r.finish(parts)
    }

    /// By the names of its form.
    pub fn texts(&self) -> [(&'static str, &str); 3] {
        [
            ("problem", &self.problem),
            ("first_step", &self.first_step),
            ("rough_cost", &self.rough_cost),
        ]
    }

    /// The same as its form has it: what is kept.
    pub fn to_fields(&self) -> Values {
        let texts = self.texts().into_iter();
        texts
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect()
    }
}

/// Whether somebody may write the parts of an idea. `runs`: they run its campaign; `wrote`: the idea is
/// theirs.
///
/// # Errors
/// Not signed in, or neither; kept from writing for now.
pub fn may_write_parts(actor: &Actor, runs: Result<(), Denied>, wrote: bool) -> Result<(), Denied> {
    match runs {
        Err(_) if wrote && actor.has(Role::Youth) => may_write(actor),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Level, Standing};
    use crate::error::{FieldProblem, NotNow};
    use crate::ids::PersonId;
    use crate::moderation::{Restrained, RestraintKind};
    use crate::time::Date;

    fn member(restraint: Option<RestraintKind>) -> Actor {
        Actor::Person {
            id: PersonId::new(1),
            name: "Glad Räv".to_owned(),
            level: Level::S,
            standings: vec![Standing::of(Role::Youth)],
            dormant: Vec::new(),
            restraint: restraint.map(|kind| Restrained {
                kind,
                until: Date::parse("2026-03-11").unwrap(),
            }),
        }
    }

    fn typed(problem: &str, first_step: &str, rough_cost: &str) -> Values {
        [
            ("problem", problem),
            ("first_step", first_step),
            ("rough_cost", rough_cost),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
    }

    #[test]
    fn all_three_are_needed_and_kept_as_they_are() {
        let parts = Parts::parse(&typed("Mörkt.", "Byt lampor.", "Vet inte.")).unwrap();
        assert_eq!(Parts::parse(&parts.to_fields()), Ok(parts));
        let problems = Parts::parse(&typed("", " ", "")).unwrap_err();
        let missing: Vec<_> = problems
            .iter()
            .map(|error| (error.field.as_str(), &error.problem))
            .collect();
        assert_eq!(
            missing,
            [
                ("problem", &FieldProblem::Missing),
                ("first_step", &FieldProblem::Missing),
                ("rough_cost", &FieldProblem::Missing),
            ]
        );
        assert!(Parts::parse(&typed(&"a".repeat(501), "b", "c")).is_err());
    }

    #[test]
    fn who_wrote_it_may_as_long_as_they_are_in_the_group() {
        let role = Err(Denied::Role);
        assert_eq!(
            may_write_parts(&Actor::Visitor, Err(Denied::SignIn), false),
            Err(Denied::SignIn)
        );
        assert_eq!(may_write_parts(&Actor::Visitor, role, true), role);
        assert_eq!(may_write_parts(&Actor::Visitor, Ok(()), false), Ok(()));
        let not_now = |why| Err(Denied::NotNow(why));
        for (restraint, expected) in [
            (None, Ok(())),
            (Some(RestraintKind::Mute), not_now(NotNow::Muted)),
            (Some(RestraintKind::Suspend), not_now(NotNow::Suspended)),
        ] {
            let member = member(restraint);
            assert_eq!(may_write_parts(&member, role, true), expected);
            assert_eq!(may_write_parts(&member, role, false), role);
        }
    }
}
