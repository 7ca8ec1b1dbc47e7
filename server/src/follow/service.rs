//! The use cases: follow, stop, begin again; signed in, or by a letter's link.

use std::sync::Arc;

use nara_app::error::AppError;
use nara_app::follow::api::{FollowPort, Followed, LettersView, StopView};
use nara_domain::actor::Actor;
use nara_domain::follow::may_follow;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::text::slug;
use nara_domain::time::Stamp;

use super::store;
use crate::auth::Keys;
use crate::db::{Db, Tx};
use crate::http::limits::Action;
use crate::mail::COLLECTED;
use crate::news::{collects_nothing, stop_collecting};
use crate::proposals::ProposalService;
use crate::proposals::store::{absorb, case};

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct FollowService {
    pub db: Db,
    pub keys: Keys,
    pub proposals: Arc<ProposalService>,
}

impl FollowService {
    /// The person, kept from leaving until the transaction ends.
    async fn begin(&self, actor: &Actor, now: Stamp) -> Result<(Tx, PersonId), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        self.proposals.limit(Action::Follow, actor, now)?;
        let mut tx = self.db.begin().await?;
        match absorb::who_left(&mut tx, &[person.get()]).await? {
            left if left.is_empty() => Ok((tx, person)),
            _ => Err(AppError::SignIn),
        }
    }
}

#[async_trait::async_trait]
impl FollowPort for FollowService {
    async fn follow(&self, actor: &Actor, id: ProposalId, now: Stamp) -> Result<(), AppError> {
        let (mut tx, person) = self.begin(actor, now).await?;
        let case = case::find(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        may_follow(&case.course, actor)?;
        store::follow(&mut tx, person, id, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn unfollow(&self, actor: &Actor, id: ProposalId, now: Stamp) -> Result<(), AppError> {
        let (mut tx, person) = self.begin(actor, now).await?;
        let case = case::find(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let ties = store::find_ties(&mut tx, id, person).await?.ties;
        if ties.votes() || ties.follows {
            store::stop(&mut tx, person, id, now).await?;
        } else if !case.course.is_public() {
            return Err(AppError::NotFound);
        }
        tx.commit().await?;
        Ok(())
    }

    async fn letters(
        &self,
        actor: &Actor,
        before: Option<ProposalId>,
        limit: i64,
    ) -> Result<LettersView, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let before = before.map_or(i64::MAX, ProposalId::get);
        let rows = store::list(&mut conn, person, before, limit.clamp(1, 100)).await?;
        let ids: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
        let mut items = self.proposals.public_items(&mut conn, &ids).await?;
        let mut followed = Vec::new();
        for (id, stopped) in rows {
            let at = items.iter().position(|item| item.id.get() == id);
            if let Some(at) = at {
                let item = items.swap_remove(at);
                followed.push(Followed { item, stopped });
            }
        }
        // About no proposal: only what holds for all.
        let of_all = store::find_ties(&mut conn, ProposalId::new(0), person).await?;
        Ok(LettersView {
            address: of_all.address,
            all_stopped: of_all.all_stopped,
            followed,
        })
    }

    async fn set_all(&self, actor: &Actor, on: bool, now: Stamp) -> Result<(), AppError> {
        let (mut tx, person) = self.begin(actor, now).await?;
        match on {
            true => store::resume_all(&mut tx, person).await?,
            false => store::stop_all(&mut tx, person, now).await?,
        };
        tx.commit().await?;
        Ok(())
    }

    async fn find_stop(&self, token: &str) -> Result<StopView, AppError> {
        let (person, proposal) = self.keys.read_stop(token).ok_or(AppError::LinkUnknown)?;
        let mut conn = self.db.read().await?;
        let person = store::find_living(&mut conn, person.get()).await?;
        let person = person.ok_or(AppError::LinkUnknown)?;
        let stored = store::find_ties(&mut conn, proposal, person).await?;
        if proposal == COLLECTED {
            return Ok(StopView {
                proposal: None,
                slug: None,
                title: None,
                supports: false,
                opposes: false,
                stopped: collects_nothing(&mut conn, person).await?,
                all_stopped: stored.all_stopped,
            });
        }
        let title = store::find_title(&mut conn, proposal).await?;
        let title = title.ok_or(AppError::LinkUnknown)?;
        Ok(StopView {
            proposal: Some(proposal),
            slug: title.as_deref().map(slug),
            title,
            supports: stored.ties.supports,
            opposes: stored.ties.opposes,
            stopped: stored.ties.stopped,
            all_stopped: stored.all_stopped,
        })
    }

    async fn stop(&self, token: &str, all: bool, now: Stamp) -> Result<(), AppError> {
        let (person, proposal) = self.keys.read_stop(token).ok_or(AppError::LinkUnknown)?;
        let mut tx = self.db.begin().await?;
        let person = store::find_living(&mut tx, person.get()).await?;
        let person = person.ok_or(AppError::LinkUnknown)?;
        if proposal != COLLECTED && store::find_title(&mut tx, proposal).await?.is_none() {
            return Err(AppError::LinkUnknown);
        }
        if !absorb::who_left(&mut tx, &[person.get()]).await?.is_empty() {
            // At this very moment. Trying again finds who it is now.
            return Err(AppError::Conflict);
        }
        match (all, proposal == COLLECTED) {
            (true, _) => {
                store::stop_all(&mut tx, person, now).await?;
            }
            (false, true) => stop_collecting(&mut tx, person, now).await?,
            (false, false) => {
                store::stop(&mut tx, person, proposal, now).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }
}
