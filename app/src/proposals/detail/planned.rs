//! What is next and by which day, after all that has been said of it: a delay moves what was
//! planned before.

use nara_domain::answer::ActKind;
use nara_domain::days::{self, Said};
use nara_domain::proposal::{NextStep, TransitionKind};
use nara_domain::time::Date;

use super::state::is_quiet;
use crate::proposals::api::{ActView, ProposalView};

/// The day a decision is planned for since the last delay, where no step has said another since.
pub fn planned_anew(case: &ProposalView) -> Option<Date> {
    if case.course.is_decided() || is_quiet(&case.course) {
        return None;
    }
    let first_versions = case.acts.iter().filter(|act| act.supersedes.is_none());
    let said: Vec<Said> = first_versions
        .filter_map(|act| match act.kind {
            ActKind::Delay => {
                let day = last_version(case, act).fields.get("expected_decision")?;
                Date::parse(day).ok().map(Said::Delay)
            }
            _ if act.transition.is_some_and(TransitionKind::plans_anew) => Some(Said::PlansAnew),
            _ => None,
        })
        .collect();
    days::planned_anew(&said)
}

/// An act as it reads now.
fn last_version<'a>(case: &'a ProposalView, act: &'a ActView) -> &'a ActView {
    let mut last = act;
    while let Some(later) = last
        .superseded_by
        .and_then(|id| case.acts.iter().find(|act| act.id == id))
    {
        last = later;
    }
    last
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
    let put_off = days::is_planned(step.what) && planned_anew(case).is_some();
    step.by = step.by.filter(|day| *day >= today && !put_off);
    Some(step)
}
