//! Changing one's own words in a discussion, and what stood there before.

use nara_app::error::AppError;
use nara_app::proposals::api::{ChangeView, NewWords, VersionsView};
use nara_domain::actor::{Actor, Role};
use nara_domain::dialogue::{Change, Written, change_of, may_change};
use nara_domain::error::FieldError;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::permissions::{Action, can};
use nara_domain::switches::Feature;
use nara_domain::text::{CommentText, slug};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::subject;
use crate::db::{Conn, DbError};
use crate::http::limits::Action as Limited;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::comment::{self, Found};
use crate::proposals::store::revision::{self, Stored};

/// A comment that is changed, and what the rule asks about it.
struct Changing {
    found: Found,
    stored: Stored,
    written: Written,
}

async fn changing(
    conn: &mut Conn,
    actor: &Actor,
    (id, comment): (ProposalId, CommentId),
) -> Result<Changing, AppError> {
    let found = comment::find(conn, comment, actor.person_id()).await?;
    let found = found.filter(|found| found.proposal == id);
    let found = found.ok_or(AppError::NotFound)?;
    let stored = revision::find(conn, comment).await?;
    let stored = stored.ok_or(AppError::NotFound)?;
    let written = Written {
        mine: found.view.mine,
        role: spoken_as(&stored.author_role)?,
        at: found.view.at,
        hidden: found.view.hidden.is_some(),
        met: revision::is_met(conn, comment).await?,
    };
    Ok(Changing {
        found,
        stored,
        written,
    })
}

/// What is talked about, as pages call it.
async fn named(conn: &mut Conn, case: &StoredCase) -> Result<String, DbError> {
    let asked = case::asked_of(conn, case).await?;
    Ok(asked.map_or_else(|| case.title.clone(), |(_, heading)| heading))
}

/// The duty a comment was written in: as [`nara_domain::dialogue::speaks_as`] tells it.
fn spoken_as(code: &str) -> Result<Option<Role>, DbError> {
    let role: Role = crate::proposals::store::code("comment.author_role", code)?;
    Ok(match role {
        Role::Resident | Role::Youth => None,
        role => Some(role),
    })
}

impl ProposalService {
    /// The form by which somebody changes what they wrote.
    pub(super) async fn changing_view(
        &self,
        actor: &Actor,
        about: (ProposalId, CommentId),
        now: Stamp,
    ) -> Result<ChangeView, AppError> {
        let mut conn = self.db.read().await?;
        let case = self.readable(&mut conn, actor, about.0).await?;
        let rules = self.room.rulesets.get(&mut conn, case.ruleset_id).await?;
        if !actor.is_signed_in() {
            return Err(AppError::SignIn);
        }
        let changing = changing(&mut conn, actor, about).await?;
        may_change(actor, &subject(&case, &rules, None), &changing.written)?;
        Ok(ChangeView {
            slug: slug(&case.title),
            title: named(&mut conn, &case).await?,
            asked: case.asked,
            text: changing.stored.text,
            version: changing.stored.version,
            mends: change_of(&changing.written, now) == Change::Mend,
        })
    }

    /// What this reader may read of; what was taken back unread is not here.
    async fn readable(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        id: ProposalId,
    ) -> Result<StoredCase, AppError> {
        let case = case::find_talk(conn, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(conn, case.ruleset_id).await?;
        let subject = subject(&case, &rules, None);
        can(actor, Action::ReadProposal, &subject)?;
        let unread = case.course.is_taken_back_unread();
        match unread && can(actor, Action::ReadUnpublished, &subject).is_err() {
            true => Err(AppError::NotFound),
            false => Ok(case),
        }
    }

    /// Puts other words in place of one's own.
    pub(super) async fn change_comment(
        &self,
        actor: &Actor,
        about: (ProposalId, CommentId),
        new: NewWords,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.once(&new.once)?;
        let mut tx = self.begin(now).await?;
        // Locked: nobody replies to it or hides it at this moment.
        let case = case::lock_talk(&mut tx, about.0).await?;
        let case = case.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        let subject = subject(&case, &rules, None);
        can(actor, Action::ReadProposal, &subject)?;
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let changing = changing(&mut tx, actor, about).await?;
        if changing.stored.edit_key.as_deref() == Some(once.as_str()) {
            return Ok(());
        }
        self.require_known(Feature::Comments, now)?;
        may_change(actor, &subject, &changing.written)?;
        super::reins::is_open(&mut tx, about, now).await?;
        super::read_first::may_publish_at_once(&mut tx, actor, now).await?;
        super::read_first::leads_to_nobody(actor, &[("text", &new.text)])?;
        let text = CommentText::parse(&new.text)
            .map_err(|error| AppError::Invalid(vec![FieldError::new("text", error.into())]))?;
        let seen = changing.stored.version;
        if new.seen.trim() != seen.to_string() {
            return Err(AppError::Conflict);
        }
        if text.as_str() == changing.stored.text {
            return Ok(());
        }
        self.may_stand(&mut tx, actor, (text.as_str(), about.1), now)
            .await?;
        let told = match change_of(&changing.written, now) {
            Change::Mend => None,
            Change::Revise => {
                let whose = (changing.found.view.id, person);
                revision::keep(&mut tx, whose, &changing.stored, now).await?;
                Some(now)
            }
        };
        let put = (text.as_str(), once.as_str());
        if !revision::change(&mut tx, (about.1, seen), put, told).await? {
            return Err(AppError::Conflict);
        }
        self.limit(Limited::Comment, actor, now)?;
        tx.commit().await?;
        Ok(())
    }

    /// What stood there before.
    pub(super) async fn versions_view(
        &self,
        actor: &Actor,
        (id, comment): (ProposalId, CommentId),
    ) -> Result<VersionsView, AppError> {
        let mut conn = self.db.read().await?;
        let case = self.readable(&mut conn, actor, id).await?;
        let found = comment::find(&mut conn, comment, actor.person_id()).await?;
        let found = found.filter(|found| found.proposal == id);
        let found = found.ok_or(AppError::NotFound)?;
        // Under seal with the comment: nothing is here.
        let versions = match found.view.hidden {
            Some(_) => Vec::new(),
            None => revision::list(&mut conn, comment).await?,
        };
        Ok(VersionsView {
            slug: slug(&case.title),
            title: named(&mut conn, &case).await?,
            asked: case.asked,
            comment: found.view,
            versions,
        })
    }
}
