//! Which of a secretary's steps are theirs: those of the body they write for.
//!
//! The council's secretary sits in the municipality's office and keeps the diary: they, and whoever
//! holds the duty without a body, record everything. A committee's secretary records what that
//! committee decides, puts on its agenda and minutes, and names the officer of what came to it.

use crate::actor::{Actor, Body, Role};
use crate::answer::ActKind;
use crate::error::NotAllowedNow;
use crate::proposal::{Course, Stage, Transition, TransitionKind};

/// Whose business something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The office's, which keeps the diary.
    Registry,
    /// That of one of these bodies.
    Bodies(Vec<Body>),
    /// That of whichever body the form names.
    Named,
}

/// The bodies a secretary is held to; none for who records everything, and for who is none.
pub fn held_to(actor: &Actor) -> Option<Vec<&Body>> {
    let Actor::Person { standings, .. } = actor else {
        return None;
    };
    let mut bodies = Vec::new();
    for duty in standings.iter().filter(|duty| duty.role == Role::Secretary) {
        match &duty.body {
            Some(body) if !body.is_council() => bodies.push(body),
            _ => return None,
        }
    }
    (!bodies.is_empty()).then_some(bodies)
}

/// Whose a step is, where the case is.
pub fn whose(stage: &Stage, kind: TransitionKind) -> Whose {
    use TransitionKind as T;
    let one = |body: &Body| Whose::Bodies(vec![body.clone()]);
    match (kind, stage) {
        (T::Announce | T::HandOver | T::WriteOff, _) => one(&Body::council()),
        (T::StartPreparation, Stage::HandedOver { committee, .. }) => one(committee),
        (T::StartPreparation, Stage::Referred { bodies, .. }) => Whose::Bodies(bodies.clone()),
        (T::StartPreparation, Stage::RemittedBack { body, .. })
        | (T::Schedule, Stage::Tabled { body, .. }) => one(body),
        (T::Schedule, _) => Whose::Named,
        (
            T::Table
            | T::RemitBack
            | T::Refer
            | T::Approve
            | T::PartlyApprove
            | T::DeemAnswered
            | T::Decline,
            Stage::Scheduled { body, .. },
        ) => one(body),
        (T::Stop, _) => decided_by(stage),
        _ => Whose::Registry,
    }
}

/// Whose it is to add this to the record.
pub fn whose_act(course: &Course, kind: ActKind) -> Whose {
    match (kind, course) {
        (ActKind::Minutes, Course::Proposal(stage)) => decided_by(stage),
        (ActKind::Appeal, _) => Whose::Registry,
        // What everybody adds who runs cases.
        _ => Whose::Named,
    }
}

fn decided_by(stage: &Stage) -> Whose {
    match stage.decision() {
        Some(decision) => Whose::Bodies(vec![decision.meeting.body]),
        None => Whose::Registry,
    }
}

/// Whether a secretary may, where nothing but this duty lets them.
///
/// # Errors
/// Another body's, or the office's.
pub fn may(actor: &Actor, whose: &Whose) -> Result<(), NotAllowedNow> {
    let Some(mine) = held_to(actor) else {
        return Ok(());
    };
    let of = match whose {
        Whose::Named => return Ok(()),
        Whose::Registry => None,
        Whose::Bodies(bodies) if bodies.iter().any(|body| mine.contains(&body)) => return Ok(()),
        Whose::Bodies(bodies) => bodies.first().cloned(),
    };
    Err(NotAllowedNow::OtherBody {
        mine: mine.into_iter().cloned().collect(),
        of,
    })
}

/// The same for one body.
///
/// # Errors
/// Another body's.
pub fn may_for(actor: &Actor, body: &Body) -> Result<(), NotAllowedNow> {
    may(actor, &Whose::Bodies(vec![body.clone()]))
}

/// The body that acts by a step, as its form says.
pub const fn named_in(step: &Transition) -> Option<&Body> {
    match step {
        Transition::Schedule { body, .. }
        | Transition::Announce { body, .. }
        | Transition::HandOver { body, .. } => Some(body),
        Transition::Refer { body, .. } => body.as_ref(),
        _ => match step.decision() {
            Some(decision) => Some(&decision.meeting.body),
            None => None,
        },
    }
}
