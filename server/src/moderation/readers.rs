//! Who reads a text: whoever opened it, for some minutes, until it is decided or somebody takes it over.

use nara_app::error::AppError;
use nara_app::moderation::api::Reader;
use nara_domain::actor::Actor;
use nara_domain::ids::{HeldId, ModerationId, PersonId};
use nara_domain::moderation::{DeskText, settler};
use nara_domain::permissions::moderate;
use nara_domain::time::Stamp;

use super::reader_store::{self, Readers};
use super::{HoldingService, ModerationService, holding, store};
use crate::db::{Db, DbError};

async fn noted(db: &Db, text: DeskText, me: PersonId, now: Stamp) -> Result<Readers, DbError> {
    let mut tx = db.begin().await?;
    reader_store::come_in(&mut tx, text, me, now).await?;
    let readers = reader_store::list(&mut tx, now).await?;
    tx.commit().await?;
    Ok(readers)
}

/// Notes that somebody has opened it, and says who reads it: they, or whoever came first. A page is shown without it
/// rather than not at all.
pub(super) async fn come_in(db: &Db, text: DeskText, me: PersonId, now: Stamp) -> Option<Reader> {
    match noted(db, text, me, now).await {
        Ok(readers) => readers.of(text, me),
        Err(error) => {
            tracing::warn!(%error, "moderation.reader_not_noted");
            None
        }
    }
}

async fn taken_over(db: &Db, text: DeskText, me: PersonId, now: Stamp) -> Result<(), AppError> {
    let mut tx = db.begin().await?;
    reader_store::free(&mut tx, text).await?;
    reader_store::come_in(&mut tx, text, me, now).await?;
    Ok(tx.commit().await?)
}

impl ModerationService {
    /// This person reads it from now on, whoever did.
    pub(super) async fn read_instead(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let found = store::find(&mut self.db.read().await?, me, id).await?;
        settler(actor, found.as_ref().is_some_and(|case| case.runs))?;
        found.ok_or(AppError::NotFound)?;
        taken_over(&self.db, DeskText::Reported(id), me, now).await
    }
}

impl HoldingService {
    /// The same with one that waits.
    pub(super) async fn read_instead(
        &self,
        actor: &Actor,
        id: HeldId,
        now: Stamp,
    ) -> Result<(), AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let found = holding::store::find(&mut self.db.read().await?, id).await?;
        found.ok_or(AppError::NotFound)?;
        taken_over(&self.db, DeskText::Held(id), me, now).await
    }
}
