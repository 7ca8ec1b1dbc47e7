//! Texts that a moderator reads before everybody can, and much in a short time.
//!
//! What waits is in a table of its own that only this module reads: it becomes a comment when it is let through, by
//! the use case that writes comments (`docs/decisions/0047-what-waits-for-a-moderator.md`).

pub mod forms;
mod letters;
pub mod pace;
mod pace_store;
mod settle;
pub mod store;

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::moderation::api::Place;
use nara_app::moderation::holding::api::{
    HeldItem, HeldQueue, HeldStepView, HeldView, HoldingPort, MyHeld, NewHeldStep, NewOwnStep,
    PaceItem,
};
use nara_domain::actor::Actor;
use nara_domain::ids::{HeldId, PaceId, PersonId};
use nara_domain::moderation::{
    DeskText, HeldMonth, HeldMove, HeldState, REPORT_DAYS, appeal_until, held_months, log_from,
    look_by, may_settle, may_take_back,
};
use nara_domain::permissions::moderate;
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use self::store::{HeldStep, StoredHeld};
use super::reader_store::{self, Readers};
use super::readers::come_in;
use crate::db::{Conn, Db};
use crate::proposals::ProposalService;

#[derive(Clone, Debug)]
pub struct HoldingService {
    pub db: Db,
    pub site: Arc<Site>,
    pub proposals: Arc<ProposalService>,
}

pub(super) fn place_of(held: &StoredHeld) -> Place {
    Place {
        proposal: held.proposal,
        slug: slug(&held.title),
        title: held.title.clone(),
        kind: held.kind,
        comment: held.comment,
    }
}

fn item_of(held: &StoredHeld, me: PersonId, (seen, readers): (i64, &Readers)) -> HeldItem {
    let quote = held.fields.get("quote");
    HeldItem {
        id: held.id,
        place: place_of(held),
        author: held.author_name.clone(),
        text: held.text(),
        quote: quote.filter(|quote| !quote.trim().is_empty()).cloned(),
        reasons: held.reasons.clone(),
        state: held.state,
        at: held.at,
        seen,
        own: held.author == me,
        reader: readers.of(DeskText::Held(held.id), me),
    }
}

/// The step by which it was not let through.
fn declined(steps: &[HeldStep]) -> Option<&HeldStep> {
    steps.iter().find(|step| step.step == HeldMove::Decline)
}

fn step_view(step: HeldStep) -> HeldStepView {
    HeldStepView {
        step: step.step,
        rule: step.rule,
        reason: step.reason,
        by_name: step.by_name,
        standing: step.standing,
        at: step.at,
    }
}

fn mine(held: &StoredHeld, steps: &[HeldStep], now: Stamp) -> MyHeld {
    let first = declined(steps);
    let day = first.map(|step| step.at.day());
    let said = steps
        .iter()
        .rfind(|step| matches!(step.step, HeldMove::Release | HeldMove::Uphold));
    MyHeld {
        id: held.id,
        place: place_of(held),
        text: held.text(),
        reasons: held.reasons.clone(),
        state: held.state,
        at: held.at,
        look_by: look_by(held.at.day()),
        declined: first.and_then(|step| {
            let until = appeal_until(step.at.day());
            Some((step.rule?, step.reason.clone(), until))
        }),
        said: said
            .map(|step| step.reason.clone())
            .filter(|reason| !reason.is_empty()),
        may_ask: may_take_back(held.state, HeldMove::Ask, day, now.day()).is_ok(),
        words: held.words.clone(),
    }
}

impl HoldingService {
    /// One of this person's own.
    async fn mine(
        conn: &mut Conn,
        actor: &Actor,
        id: HeldId,
    ) -> Result<(StoredHeld, PersonId), AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let found = store::find(conn, id).await?;
        let found = found.filter(|held| held.author == me);
        Ok((found.ok_or(AppError::NotFound)?, me))
    }

    /// One that waits or did, for moderators.
    async fn held_view(&self, actor: &Actor, id: HeldId, now: Stamp) -> Result<HeldView, AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let held = store::find(&mut conn, id).await?;
        // What its author took back is read by nobody.
        let held = held.filter(|held| held.state != HeldState::TakenBack);
        let held = held.ok_or(AppError::NotFound)?;
        let steps = store::list_steps(&mut conn, id).await?;
        let by = declined(&steps).map(|step| step.by);
        let possible = HeldMove::ALL.iter().copied();
        let possible = possible
            .filter(|step| held.state.after(*step).is_some())
            .filter(|step| may_settle(actor, *step, held.author, by).is_ok())
            .collect();
        let seen = steps.last().map_or(0, |step| step.id);
        let readers = reader_store::list(&mut conn, now).await?;
        Ok(HeldView {
            item: item_of(&held, me, (seen, &readers)),
            steps: steps.into_iter().map(step_view).collect(),
            possible,
            declined_it: by == Some(me),
            words: held.words,
        })
    }

    /// Forgets what authors said who asked that somebody looks again, where that was settled long ago.
    ///
    /// # Errors
    /// The database's.
    pub async fn clean_up(&self, now: Stamp) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let before = now.plus_days(-REPORT_DAYS);
        if store::forget_before(&mut tx, before).await? > 0 {
            tx.commit().await?;
        }
        Ok(())
    }
}

#[async_trait]
impl HoldingPort for HoldingService {
    async fn queue(&self, actor: &Actor, now: Stamp) -> Result<HeldQueue, AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let waiting = store::list_waiting(&mut conn).await?;
        let readers = reader_store::list(&mut conn, now).await?;
        let ids: Vec<_> = waiting.iter().map(|held| held.id).collect();
        let steps = store::list_steps_of(&mut conn, &ids).await?;
        let items = waiting.iter().map(|held| {
            let last = steps.get(&held.id).and_then(|steps| steps.last());
            item_of(held, me, (last.map_or(0, |step| step.id), &readers))
        });
        Ok(HeldQueue {
            items: items.collect(),
            count: store::count_waiting(&mut conn).await?,
            paces: pace_store::list_open(&mut conn).await?,
        })
    }

    async fn held(&self, actor: &Actor, id: HeldId, now: Stamp) -> Result<HeldView, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut view = self.held_view(actor, id, now).await?;
        if !view.possible.is_empty() {
            view.item.reader = come_in(&self.db, DeskText::Held(id), me, now).await;
        }
        Ok(view)
    }

    async fn picked(
        &self,
        actor: &Actor,
        ids: &[HeldId],
        now: Stamp,
    ) -> Result<Vec<HeldView>, AppError> {
        moderate(actor)?;
        let mut views = Vec::with_capacity(ids.len());
        for id in ids {
            match self.held_view(actor, *id, now).await {
                Ok(view) => views.push(view),
                Err(AppError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(views)
    }

    async fn take_over(&self, actor: &Actor, id: HeldId, now: Stamp) -> Result<(), AppError> {
        self.read_instead(actor, id, now).await
    }

    async fn settle(
        &self,
        actor: &Actor,
        id: HeldId,
        new: NewHeldStep,
        now: Stamp,
    ) -> Result<HeldMove, AppError> {
        self.take_step(actor, id, &new, now).await
    }

    async fn own(&self, actor: &Actor, now: Stamp) -> Result<Vec<MyHeld>, AppError> {
        let Some(me) = actor.person_id() else {
            return Ok(Vec::new());
        };
        let mut conn = self.db.read().await?;
        let since = now.plus_days(-REPORT_DAYS);
        let found = store::list_of(&mut conn, me, since).await?;
        let ids: Vec<_> = found.iter().map(|held| held.id).collect();
        let steps = store::list_steps_of(&mut conn, &ids).await?;
        let of = |held: &StoredHeld| steps.get(&held.id).map(Vec::as_slice).unwrap_or_default();
        Ok(found.iter().map(|held| mine(held, of(held), now)).collect())
    }

    async fn own_page(&self, actor: &Actor, id: HeldId, now: Stamp) -> Result<MyHeld, AppError> {
        let mut conn = self.db.read().await?;
        let (held, _) = Self::mine(&mut conn, actor, id).await?;
        let steps = store::list_steps(&mut conn, id).await?;
        Ok(mine(&held, &steps, now))
    }

    async fn own_step(
        &self,
        actor: &Actor,
        id: HeldId,
        new: NewOwnStep,
        now: Stamp,
    ) -> Result<HeldMove, AppError> {
        self.take_own_step(actor, id, &new, now).await
    }

    async fn newest(&self, actor: &Actor) -> Result<HeldId, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let newest = store::newest_of(&mut conn, me).await?;
        newest.ok_or(AppError::NotFound)
    }

    async fn pace(&self, actor: &Actor, id: PaceId) -> Result<PaceItem, AppError> {
        moderate(actor)?;
        let mut conn = self.db.read().await?;
        let found = pace_store::find(&mut conn, id).await?;
        found.ok_or(AppError::NotFound)
    }

    async fn look(
        &self,
        actor: &Actor,
        id: PaceId,
        note: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.looked(actor, id, note, now).await
    }

    async fn log(&self, now: Stamp) -> Result<Vec<HeldMonth>, AppError> {
        let since = Stamp::from_date(log_from(now.day()));
        let mut conn = self.db.read().await?;
        let done = store::list_done(&mut conn, since).await?;
        Ok(held_months(&done))
    }
}
