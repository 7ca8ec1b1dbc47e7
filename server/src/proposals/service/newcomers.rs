//! How much a new account can do in an hour and in a day.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::moderation::limits::{Doing, Limits, within};
use nara_domain::time::Stamp;

use super::ProposalService;
use crate::db::Tx;
use crate::moderation::newcomer_store as store;
use crate::people::store as people;

/// No limit looks further back.
const HOURS: i64 = 24;

impl ProposalService {
    /// Refuses what this transaction has written where a new account has done as much as it can for now. Asked after it
    /// is written and before it is committed: what was sent before, or has to be mended, counts once or not at all.
    /// What is in force was read before the transaction began: [`Self::begin`].
    pub(crate) async fn newcomer(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        doing: Doing,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (Some(settings), Some(person)) = (&self.settings, actor.person_id()) else {
            return Ok(());
        };
        let limits: Limits = settings.last_known().holding.limits;
        let known = limits.most(doing).known();
        if known == 0 {
            return Ok(());
        }
        let account = store::account(tx, person).await?;
        if !account.is_some_and(|account| limits.counts(actor, account, now)) {
            return Ok(());
        }
        // One after the other: what somebody sends from two windows at this moment is counted, too.
        people::lock(tx, person).await?;
        let since = now.plus_hours(-HOURS);
        let times = store::times(tx, person, doing, (since, known)).await?;
        within(&limits, doing, &times, now).map_err(|reached| {
            tracing::info!(limit = doing.code(), "newcomer.limit_reached");
            AppError::NewAccount(reached)
        })
    }
}
