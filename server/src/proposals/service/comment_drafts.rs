//! Comments being written: kept for whoever writes them, and for nobody else.

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::proposals::api::NewComment;
use nara_app::proposals::comment_draft::{CommentDraft, CommentDraftPort};
use nara_domain::actor::Actor;
use nara_domain::dialogue::CommentStance;
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, can};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::subject;
use crate::http::limits::Action as Limited;
use crate::proposals::store::{case, comment, comment_draft};

/// Far above the longest comment, far below what would fill a disk.
const MOST: usize = 20_000;

#[async_trait]
impl CommentDraftPort for ProposalService {
    async fn find(&self, actor: &Actor, id: ProposalId) -> Result<Option<CommentDraft>, AppError> {
        match actor.person_id() {
            Some(person) => {
                let mut conn = self.db.read().await?;
                Ok(comment_draft::find(&mut conn, person, id).await?)
            }
            None => Ok(None),
        }
    }

    async fn keep(
        &self,
        actor: &Actor,
        id: ProposalId,
        typed: NewComment,
        now: Stamp,
    ) -> Result<bool, AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        self.limit(Limited::DraftSave, actor, now)?;
        check_size(&typed)?;
        let once = self.once(&typed.once)?;
        let mut tx = self.db.begin().await?;
        let case = case::find_talk(&mut tx, id)
            .await?
            .ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        can(actor, Action::ReadProposal, &subject(&case, &rules, None))?;
        can(actor, Action::Comment, &subject(&case, &rules, None))?;
        if comment_draft::is_sent(&mut tx, person, &once).await? {
            return Ok(false);
        }
        if typed.text.trim().is_empty() {
            comment_draft::throw_away(&mut tx, person, id).await?;
            tx.commit().await?;
            return Ok(true);
        }
        // What a link or a program made up stands nowhere: a draft is what a form of ours can send.
        let parent = match typed.parent {
            Some(parent) => comment::find(&mut tx, parent, None).await?,
            None => None,
        };
        let parent = parent.and_then(|found| (found.proposal == id).then_some(found.view.id));
        let stance = CommentStance::from_code(&typed.stance);
        let draft = CommentDraft {
            text: typed.text,
            stance: stance.map_or_else(String::new, |stance| stance.code().to_owned()),
            parent,
            at: now,
        };
        comment_draft::keep(&mut tx, (person, id), &draft, &once).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn throw_away(&self, actor: &Actor, id: ProposalId) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let mut tx = self.db.begin().await?;
        if comment_draft::throw_away(&mut tx, person, id).await? > 0 {
            tx.commit().await?;
        }
        Ok(())
    }
}

fn check_size(typed: &NewComment) -> Result<(), AppError> {
    // PostgreSQL cannot store it, and no keyboard types it.
    match (typed.text.len() > MOST, typed.text.contains('\0')) {
        (true, _) => Err(AppError::TooLarge),
        (_, true) => Err(AppError::Malformed),
        _ => Ok(()),
    }
}
