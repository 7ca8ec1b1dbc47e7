//! Proposals being written. Nothing is checked before the last step, so nothing typed is lost; only
//! what no form can send is refused.

use nara_app::error::AppError;
use nara_app::proposals::api::{Draft, DraftChange, DraftFields};
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;

use super::ProposalService;
use super::submit::Typed;
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

    /// Reads and writes within one transaction: two windows, or the form and what keeps it while
    /// somebody types, each change only their own fields.
    pub(super) async fn merge_draft(
        &self,
        id: &str,
        change: DraftChange,
        now: Stamp,
    ) -> Result<Draft, AppError> {
        let mut tx = self.db.begin().await?;
        let mut draft = draft::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        if draft.proposal.is_some() {
            // Handed in meanwhile, perhaps in another window: what was typed since is not lost
            // silently.
            return Err(AppError::Conflict);
        }
        change.apply(&mut draft.fields);
        check_size(&draft.fields)?;
        draft::save(&mut tx, id, &draft.fields, now).await?;
        tx.commit().await?;
        draft.updated_at = Some(now);
        Ok(draft)
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
                let typed = Typed::Draft(id.to_owned());
                self.hand_in(actor, typed, now).await
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
        window,
        name_form,
        set,
        accepted,
    } = fields;
    let all = [
        kind, title, body, topic, district, window, name_form, set, accepted,
    ];
    let size = all.iter().map(|text| text.len()).sum::<usize>();
    // PostgreSQL cannot store it, and no keyboard types it.
    let has_nul = all.iter().any(|text| text.contains('\0'));
    match (size > MOST, has_nul) {
        (true, _) => Err(AppError::TooLarge),
        (_, true) => Err(AppError::Malformed),
        _ => Ok(()),
    }
}
