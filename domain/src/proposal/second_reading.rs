//! Steps that take two persons (T4): the first prepares what is to be recorded, another reads it
//! and confirms exactly that. Who changes a word has prepared something new, which somebody else
//! has to read: so nobody ever records alone what nobody else has seen.

use super::machine::MoveContext;
use super::transition::{Transition, TransitionKind};
use crate::error::NotAllowedNow;
use crate::fields::Values;
use crate::ids::PersonId;

/// What waits to be read by a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Which step.
    pub kind: TransitionKind,
    /// Its checked form, as [`Transition::to_fields`] has it.
    pub fields: Values,
    /// Who prepared it.
    pub by: PersonId,
}

/// What sending the form of such a step means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It is prepared, and somebody else has to read it.
    Prepare,
    /// It was read and is recorded.
    Confirm {
        /// Who had prepared it.
        prepared_by: PersonId,
    },
}

/// What it means that this person sends the form of this step. Other words than those prepared are
/// a new preparation, whoever sends them.
///
/// # Errors
/// [`NotAllowedNow::SecondReader`] where somebody sends unchanged what they prepared themselves.
pub fn second_reading(
    prepared: Option<&Prepared>,
    actor: PersonId,
    step: &Transition,
) -> Result<Reading, NotAllowedNow> {
    match prepared {
        Some(prepared) if prepared.kind != step.kind() || prepared.fields != step.to_fields() => {
            Ok(Reading::Prepare)
        }
        None => Ok(Reading::Prepare),
        Some(prepared) if prepared.by == actor => Err(NotAllowedNow::SecondReader),
        Some(prepared) => Ok(Reading::Confirm {
            prepared_by: prepared.by,
        }),
    }
}

/// Whether as many persons stand behind a step as it takes.
///
/// # Errors
/// [`NotAllowedNow::SecondReader`] where it takes two and there is one, or nobody.
pub(super) fn read_by_two(
    kind: TransitionKind,
    ctx: &MoveContext<'_>,
) -> Result<(), NotAllowedNow> {
    if !kind.needs_second_reader() {
        return Ok(());
    }
    match (ctx.prepared_by, ctx.actor) {
        (Some(prepared_by), Some(actor)) if prepared_by != actor => Ok(()),
        _ => Err(NotAllowedNow::SecondReader),
    }
}

/// Whether somebody may correct such a step. What stood was somebody's last word; the correction is
/// read by its writer, so it takes another person than that.
///
/// # Errors
/// [`NotAllowedNow::SecondReader`] where the same person recorded what is to be corrected.
pub fn may_correct(
    kind: TransitionKind,
    recorded_by: Option<PersonId>,
    corrector: Option<PersonId>,
) -> Result<(), NotAllowedNow> {
    if kind.needs_second_reader() && (corrector.is_none() || corrector == recorded_by) {
        return Err(NotAllowedNow::SecondReader);
    }
    Ok(())
}
