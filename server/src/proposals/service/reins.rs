//! Whether somebody who may write in a discussion can write there now: it may be locked, or slowed down.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::dialogue::speaks_as;
use nara_domain::error::Denied;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::moderation::Reins;
use nara_domain::time::Stamp;

use crate::db::{Conn, Tx};
use crate::proposals::store::rein;

/// Refuses what would stand in a locked discussion or thread. On a locked case: whoever locks the discussion locks
/// the case first, too.
pub(super) async fn may_write(
    tx: &mut Tx,
    (proposal, parent): (ProposalId, Option<CommentId>),
    now: Stamp,
) -> Result<(), AppError> {
    let acts = rein::list_last(tx, proposal).await?;
    let reins = Reins::of(&acts, now.day());
    let thread = match parent {
        Some(parent) if !reins.threads.is_empty() => rein::thread_of(tx, parent).await?,
        _ => None,
    };
    reins.may_write(thread)?;
    Ok(())
}

/// Whether somebody sends too soon after what they wrote there last. Asked before the next one is written, on a locked
/// case: whoever writes a second comment locks it first, too. What is let through for them has no pace.
pub(super) async fn may_send(
    conn: &mut Conn,
    proposal: ProposalId,
    actor: &Actor,
    now: Stamp,
) -> Result<Result<(), Denied>, AppError> {
    let acts = rein::list_last(conn, proposal).await?;
    let reins = Reins::of(&acts, now.day());
    let last = match (&reins.slow, actor.person_id()) {
        (Some(_), Some(person)) => rein::last_written(conn, proposal, person).await?,
        _ => None,
    };
    Ok(reins.may_send(speaks_as(actor), last, now))
}

/// Whether what stands there can be changed, or agreed with: not where it is locked. That everybody writes less often
/// keeps nobody from mending a letter.
pub(super) async fn is_open(
    tx: &mut Tx,
    (proposal, comment): (ProposalId, CommentId),
    now: Stamp,
) -> Result<(), AppError> {
    let acts = rein::list_last(tx, proposal).await?;
    let reins = Reins::of(&acts, now.day());
    let thread = rein::thread_of(tx, comment).await?;
    reins.may_write(thread)?;
    Ok(())
}
