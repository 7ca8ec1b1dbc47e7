//! What follows from every change of what everybody reads: the search finds it, and open pages are told.

use nara_domain::ids::{QuestionActId, QuestionSetId};
use nara_domain::time::Stamp;

use super::search;
use crate::db::{DbError, Tx};
use crate::live;

/// Last in a transaction. `public`: whether everybody read them before. Of what nobody else reads nothing is told.
/// `act`: what was said or done; whoever commits wakes the hub.
pub async fn changed(
    tx: &mut Tx,
    (id, public): (QuestionSetId, bool),
    act: Option<QuestionActId>,
    now: Stamp,
) -> Result<(), DbError> {
    let public_now = search::index(tx, id).await?;
    if public || public_now {
        live::store::append_to_questions(tx, (id, act), now).await?;
    }
    Ok(())
}
