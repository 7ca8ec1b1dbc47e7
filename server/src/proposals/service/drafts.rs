//! Proposals being written. Nothing is checked before the last step, so nothing typed is lost; only
//! what no form can send is refused.

use nara_app::error::AppError;
use nara_app::proposals::api::{Draft, DraftFields};
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;

use super::ProposalService;
use crate::entropy::token;
use crate::proposals::store::draft;

/// Bytes of all fields together: ten times what a valid proposal can have.
const MOST: usize = 100_000;

impl ProposalService {
    pub(super) async fn new_draft(
        &self,
        actor: &Actor,
        fields: DraftFields,
        now: Stamp,
    ) -> Result<Draft, AppError> {
        check_size(&fields)?;
        let id = token::<16>(self.entropy.as_ref())?;
        let mut tx = self.db.begin().await?;
        draft::insert(&mut tx, &id, actor.person_id(), &fields, now).await?;
        tx.commit().await?;
        Ok(Draft {
            id,
            fields,
            proposal: None,
            updated_at: Some(now),
        })
    }

    pub(super) async fn find_draft(&self, id: &str) -> Result<Draft, AppError> {
        draft::find(&mut self.db.read().await?, id)
            .await?
            .ok_or(AppError::NotFound)
    }

    pub(super) async fn keep_draft(
        &self,
        id: &str,
        fields: DraftFields,
        now: Stamp,
    ) -> Result<(), AppError> {
        check_size(&fields)?;
        let mut tx = self.db.begin().await?;
        let saved = draft::save(&mut tx, id, &fields, now).await?;
        tx.commit().await?;
        if saved {
            return Ok(());
        }
        // Handed in meanwhile, perhaps in another window: what was typed since is not lost
        // silently.
        match self.find_draft(id).await?.proposal {
            Some(_) => Err(AppError::Conflict),
            None => Err(AppError::NotFound),
        }
    }

    pub(super) async fn open_drafts(&self, actor: &Actor) -> Result<Vec<Draft>, AppError> {
        match actor.person_id() {
            Some(person) => Ok(draft::of_person(&mut self.db.read().await?, person).await?),
            None => Err(AppError::SignIn),
        }
    }

    pub(super) async fn hand_in_draft(
        &self,
        actor: &Actor,
        id: &str,
        now: Stamp,
    ) -> Result<ProposalId, AppError> {
        let draft = self.find_draft(id).await?;
        if !actor.is_signed_in() {
            return Err(AppError::SignIn);
        }
        match draft.proposal {
            Some(proposal) => Ok(proposal),
            None => {
                let once = format!("draft:{id}");
                self.hand_in(actor, &draft.fields, &once, Some(id), now)
                    .await
            }
        }
    }
}

fn check_size(fields: &DraftFields) -> Result<(), AppError> {
    let DraftFields {
        kind,
        title,
        body,
        topic,
        district,
    } = fields;
    let size = [kind, title, body, topic, district]
        .iter()
        .map(|text| text.len())
        .sum::<usize>();
    // PostgreSQL cannot store it, and no keyboard types it.
    let has_nul = [kind, title, body, topic, district]
        .iter()
        .any(|text| text.contains('\0'));
    match (size > MOST, has_nul) {
        (true, _) => Err(AppError::TooLarge),
        (_, true) => Err(AppError::Malformed),
        _ => Ok(()),
    }
}
