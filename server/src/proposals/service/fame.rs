//! Hall of Fame: agreeing to be shown, and who did.

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::fame::api::{FamePort, Famed};
use nara_domain::actor::Actor;
use nara_domain::fame::{may_agree, may_take_back};
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, can};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::subject;
use crate::db::Tx;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::fame;

/// For the proposal's page: whether its reader, who put it forward, is shown. `None`: not asked.
pub(super) fn asked(case: &StoredCase, reader: &Actor) -> Option<bool> {
    may_take_back(case.proposer, reader).ok()?;
    let asked = case.famed || may_agree(&case.course, case.proposer, reader).is_ok();
    asked.then_some(case.famed)
}

/// Agrees to be shown for a locked case, or takes it back.
pub async fn show_in_hall(
    tx: &mut Tx,
    case: &StoredCase,
    actor: &Actor,
    shown: bool,
    now: Stamp,
) -> Result<(), AppError> {
    match shown {
        true => {
            may_agree(&case.course, case.proposer, actor)?;
            fame::agree(tx, case.id, now).await?;
        }
        false => {
            may_take_back(case.proposer, actor)?;
            fame::take_back(tx, case.id).await?;
        }
    }
    Ok(())
}

#[async_trait]
impl FamePort for ProposalService {
    async fn hall(&self) -> Result<Vec<Famed>, AppError> {
        let mut conn = self.db.read().await?;
        Ok(fame::hall(&mut conn).await?)
    }

    async fn agree(
        &self,
        actor: &Actor,
        id: ProposalId,
        shown: bool,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        // Locked: a correction that it was never done and a yes do not pass each other.
        let case = case::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        can(actor, Action::ReadProposal, &subject(&case, &rules, None))?;
        show_in_hall(&mut tx, &case, actor, shown, now).await?;
        tx.commit().await?;
        Ok(())
    }
}
