//! Hall of Fame: those whose proposals were carried out and who agreed to be shown. Consent is theirs
//! alone, and is taken back whenever they like.

use crate::actor::Actor;
use crate::error::{Denied, NotNow};
use crate::ids::PersonId;
use crate::proposal::{Course, Promise, Stage};

/// Whether this actor may agree to be shown for this, or take it back.
///
/// # Errors
/// Why not: it is somebody else's, or it has not been carried out.
pub fn may_agree(course: &Course, proposer: PersonId, actor: &Actor) -> Result<(), Denied> {
    let person = actor.person_id().ok_or(Denied::SignIn)?;
    if person != proposer {
        return Err(Denied::NotYours);
    }
    match course.as_proposal().and_then(Stage::promise) {
        Some(Promise::Kept { .. }) => Ok(()),
        _ => Err(Denied::NotNow(NotNow::NotDone)),
    }
}

/// Whether this actor may take back that they agreed: also when the case is in the archive.
///
/// # Errors
/// Why not.
pub fn may_take_back(proposer: PersonId, actor: &Actor) -> Result<(), Denied> {
    match actor.person_id() {
        None => Err(Denied::SignIn),
        Some(person) if person == proposer => Ok(()),
        Some(_) => Err(Denied::NotYours),
    }
}
