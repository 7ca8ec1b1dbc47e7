//! Whether somebody who may write in a discussion can write there now: it may be locked, or slowed down.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::dialogue::speaks_as;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::moderation::Reins;
use nara_domain::time::Stamp;

use crate::db::Tx;
use crate::proposals::store::rein;

/// On a locked case: whoever locks the discussion locks the case first, too, and so does whoever writes a second
/// comment.
pub(super) async fn may_write(
    tx: &mut Tx,
    (proposal, parent): (ProposalId, Option<CommentId>),
    actor: &Actor,
    now: Stamp,
) -> Result<(), AppError> {
    let acts = rein::list_last(tx, proposal).await?;
    let reins = Reins::of(&acts, now.day());
    let thread = match parent {
        Some(parent) if !reins.threads.is_empty() => rein::thread_of(tx, parent).await?,
        _ => None,
    };
    let last = match (&reins.slow, actor.person_id()) {
        (Some(_), Some(person)) => rein::last_written(tx, proposal, person).await?,
        _ => None,
    };
    reins.may_write(thread, speaks_as(actor), last, now)?;
    Ok(())
}
