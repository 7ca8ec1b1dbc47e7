//! What is next and by which day, after all that has been said of it: a delay moves what was
//! planned before.

use nara_domain::answer::ActKind;
use nara_domain::ids::ActId;
use nara_domain::proposal::{NextKind, NextStep, TransitionKind};
use nara_domain::time::Date;

use super::state::is_quiet;
use crate::proposals::api::{ActView, ProposalView};

/// The day a decision is planned for since the last delay, where no step has said another since.
pub fn planned_anew(case: &ProposalView) -> Option<Date> {
    if case.course.is_decided() || is_quiet(&case.course) {
        return None;
    }
    let (said, delay) = case
        .acts
        .iter()
        .filter(|act| act.kind == ActKind::Delay && act.superseded_by.is_none())
        .map(|act| (first_version(case, act), act))
        .max_by_key(|(said, _)| *said)?;
    let said_since = case.acts.iter().any(|act| {
        act.id > said
            && act.supersedes.is_none()
            && act.transition.is_some_and(TransitionKind::plans_anew)
    });
    if said_since {
        return None;
    }
    Date::parse(delay.fields.get("expected_decision")?).ok()
}

/// A correction stands where the first version of its act stood.
fn first_version(case: &ProposalView, act: &ActView) -> ActId {
    let mut first = act;
    while let Some(earlier) = first
        .supersedes
        .and_then(|id| case.acts.iter().find(|act| act.id == id))
    {
        first = earlier;
    }
    first.id
}

/// The next step, with its day where that still holds: one that has passed is no next step, nor is
/// one on the way to a decision that has been put off since.
pub fn next_step(case: &ProposalView, today: Date) -> Option<NextStep> {
    // What is next is next for the one it is part of.
    if case.merged.is_some() {
        return None;
    }
    let mut step =
        case.course
            .next_step(case.submitted_at.day(), &case.ruleset, Some(case.topic))?;
    let put_off = matches!(
        step.what,
        NextKind::Preparation
            | NextKind::ProposalForDecision
            | NextKind::Agenda
            | NextKind::Meeting
    ) && planned_anew(case).is_some();
    step.by = step.by.filter(|day| *day >= today && !put_off);
    Some(step)
}
