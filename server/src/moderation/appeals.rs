//! Whoever wrote a hidden text asks that somebody else looks again; and what everybody may know of all that.

use nara_app::error::AppError;
use nara_app::moderation::api::{AppealView, MyHidden, NewAppeal};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, FieldError, NotNow};
use nara_domain::ids::{ModerationId, PersonId};
use nara_domain::moderation::{
    APPEAL_MAX, Asked, Hidden, Month, REPORT_DAYS, appeal_of, log_from, may_appeal, months,
};
use nara_domain::text;
use nara_domain::time::Stamp;

use super::ModerationService;
use super::appeal_store::{self, HiddenOf};
use super::locked::Locked;
use super::restraint_store;
use super::text_at::in_words;
use crate::db::Conn;
use crate::proposals::store::rein;

fn mine(found: &HiddenOf, now: Stamp) -> MyHidden {
    let so_far = Asked {
        state: found.state,
        hidden: found.hidden_at.day(),
        asked: found.asked_at,
        said: found.said.as_ref().map(|(step, _)| *step),
    };
    MyHidden {
        id: found.id,
        place: found.at.spot(&found.title),
        hidden: Hidden {
            rule: found.rule,
            on: found.hidden_at.day(),
        },
        second_by: found.second_by,
        reason: found.reason.clone(),
        appeal: appeal_of(so_far, now.day()),
        said: found.said.clone().map(|(_, reason)| reason),
    }
}

impl ModerationService {
    /// What somebody reads of their own texts: as long as who reported them is remembered once they are shown
    /// again.
    pub(super) async fn hidden_of(
        conn: &mut Conn,
        me: PersonId,
        now: Stamp,
    ) -> Result<Vec<MyHidden>, AppError> {
        let since = now.plus_days(-REPORT_DAYS);
        let found = appeal_store::list_hidden_of(conn, me, since).await?;
        Ok(found.iter().map(|found| mine(found, now)).collect())
    }

    pub(super) async fn appeal_view(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<AppealView, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let found = appeal_store::find_hidden_of(&mut conn, me, id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        Ok(AppealView {
            mine: mine(&found, now),
            text: in_words(found.at, &found.fields),
            words: found.words,
        })
    }

    pub(super) async fn ask_again(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewAppeal,
        now: Stamp,
    ) -> Result<(), AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let found = appeal_store::find_hidden_of(&mut tx, me, id).await?;
        let at = found.ok_or(AppError::NotFound)?.at;
        // As everybody does who settles something of a case: nobody shows it again at this moment.
        Locked::of(&mut tx, at).await?;
        if appeal_store::was_sent(&mut tx, id, &once).await? {
            return Ok(());
        }
        let found = appeal_store::find_hidden_of(&mut tx, me, id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        may_appeal(mine(&found, now).appeal)?;
        let words = text::lines(&new.words, 1, APPEAL_MAX)
            .map_err(|problem| AppError::Invalid(vec![FieldError::new("words", problem.into())]))?;
        if !appeal_store::insert(&mut tx, (id, me), &words, &once, now).await? {
            return Err(Denied::NotNow(NotNow::AppealedBefore).into());
        }
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn counted(&self, now: Stamp) -> Result<Vec<Month>, AppError> {
        let since = Stamp::from_date(log_from(now.day()));
        let mut conn = self.db.read().await?;
        let entries = appeal_store::list_entries(&mut conn, since).await?;
        let reins = rein::list_since(&mut conn, since).await?;
        let restrained = restraint_store::list_since(&mut conn, since).await?;
        Ok(months(&entries, &reins, &restrained))
    }
}
