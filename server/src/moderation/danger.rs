//! A threat, or somebody in danger: the case goes first, and whoever is on duty is written to.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::audit::Deed;
use nara_domain::ids::ModerationId;
use nara_domain::moderation::{may_raise, settler};
use nara_domain::time::Stamp;
use serde_json::json;

use super::danger_store::{self, NewDanger};
use super::letters::{Danger, danger_letter};
use super::locked::{Locked, short_path};
use super::{ModerationService, store};
use crate::audit::{self, Line};
use crate::mail::store as outbox;

impl ModerationService {
    /// Once for a text, however many press it: the first one tells.
    pub(super) async fn raise(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let duty = self.settings.in_force(now).await.duty.clone();
        let mut tx = self.db.begin().await?;
        let found = store::find(&mut tx, me, id).await?;
        let by = settler(actor, found.as_ref().is_some_and(|case| case.runs))?;
        let at = found.ok_or(AppError::NotFound)?.at;
        // As everybody does who settles something of a case: nobody does at this moment.
        let _locked = Locked::of(&mut tx, at).await?;
        let reported = store::find(&mut tx, me, id).await?;
        let reported = reported.ok_or(AppError::NotFound)?;
        if reported.danger_at.is_none() && !may_raise(reported.state) {
            return Err(AppError::Conflict);
        }
        let name = actor.name().unwrap_or_default();
        let row = NewDanger {
            by: me,
            name,
            standing: actor.standing(by.role()),
            told_to: duty.as_deref(),
        };
        if !danger_store::insert(&mut tx, id, &row, now).await? {
            return Ok(());
        }
        if let Some(address) = &duty {
            let about = Danger {
                id,
                path: &short_path(reported.at),
                by: name,
                at: now,
            };
            let letter = danger_letter(&self.site, about);
            outbox::insert(&mut tx, address, &letter, now).await?;
        }
        let number = id.to_string();
        let line = Line {
            deed: Deed::DangerRaised,
            subject_kind: "moderation",
            subject_id: &number,
            detail: json!({ "case": number, "told": duty.is_some() }),
        };
        audit::record(&mut tx, actor, by.role(), &line, now).await?;
        Ok(tx.commit().await?)
    }
}
