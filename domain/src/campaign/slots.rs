//! The slots of a campaign: which ideas were chosen, and which were kept for later with a reason.

use super::plan::Plan;
use super::stage::CampaignStage;
use crate::error::{FieldProblem, NotAllowedNow};

/// Longest reason for keeping an idea for later.
pub const KEPT_MAX: usize = 300;

/// What was chosen about an idea.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// It fills this slot, numbered through all sets from 1.
    Slot(i64),
    /// It is kept for later, for this reason.
    Kept(String),
}

/// How far a set is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// How many ideas were chosen.
    pub chosen: i64,
    /// How many are asked for.
    pub quota: i64,
}

/// How far each set is filled, in the order of the plan, by the slots that are taken.
pub fn filled(plan: &Plan, taken: &[i64]) -> Vec<Filled> {
    (1_i64..)
        .zip(&plan.sets)
        .map(|(number, set)| {
            let slots = plan.slots_of(number);
            let chosen = taken.iter().filter(|slot| slots.contains(slot)).count();
            Filled {
                chosen: i64::try_from(chosen).unwrap_or(i64::MAX),
                quota: set.quota,
            }
        })
        .collect()
}

/// Whether an idea of this set can be chosen so now.
///
/// # Errors
/// Not while the group chooses, or a slot of another set.
pub fn choice_allowed(
    plan: &Plan,
    stage: &CampaignStage,
    set: i64,
    chosen: &Chosen,
) -> Result<(), NotAllowedNow> {
    if !stage.is_choosing() {
        return Err(NotAllowedNow::NotChoosing);
    }
    match chosen {
        Chosen::Slot(slot) if !plan.slots_of(set).contains(slot) => {
            let field = crate::error::FieldError::new("slot", FieldProblem::NotAChoice);
            Err(NotAllowedNow::Fields {
                errors: vec![field],
            })
        }
        Chosen::Slot(_) | Chosen::Kept(_) => Ok(()),
    }
}
