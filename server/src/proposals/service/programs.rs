//! The whole discussion, as programs read it.

use nara_app::error::AppError;
use nara_app::proposals::api::CommentPage;
use nara_domain::actor::Actor;
use nara_domain::ids::{CommentId, ProposalId, QuestionSetId};
use nara_domain::permissions::{Action, can};
use nara_domain::text::slug;

use super::ProposalService;
use super::cursor::CommentCursor;
use super::record::subject;
use crate::db::Conn;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::comment;

impl ProposalService {
    pub(super) async fn discussion(
        &self,
        actor: &Actor,
        id: ProposalId,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<CommentPage, AppError> {
        let mut conn = self.db.read().await?;
        let case = case::find(&mut conn, id).await?;
        self.discussion_of(&mut conn, case, actor, (cursor, limit))
            .await
    }

    /// With the words of the questions' address.
    pub(super) async fn discussion_under(
        &self,
        actor: &Actor,
        set: QuestionSetId,
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<(String, CommentPage), AppError> {
        let mut conn = self.db.read().await?;
        let id = case::find_talk_of(&mut conn, set).await?;
        let id = id.ok_or(AppError::NotFound)?;
        let asked = case::find_asked(&mut conn, id).await?;
        let (_, heading) = asked.ok_or(AppError::NotFound)?;
        let case = case::find_talk(&mut conn, id).await?;
        let page = self.discussion_of(&mut conn, case, actor, (cursor, limit));
        Ok((slug(&heading), page.await?))
    }

    async fn discussion_of(
        &self,
        conn: &mut Conn,
        case: Option<StoredCase>,
        actor: &Actor,
        (cursor, limit): (Option<&str>, i64),
    ) -> Result<CommentPage, AppError> {
        let after = cursor.map(CommentCursor::decode).transpose()?;
        let case = case.ok_or(AppError::NotFound)?;
        let id = case.id;
        let rules = self.room.rulesets.get(conn, case.ruleset_id).await?;
        let subject = subject(&case, &rules, None);
        can(actor, Action::ReadProposal, &subject)?;
        if case.course.is_taken_back_unread()
            && can(actor, Action::ReadUnpublished, &subject).is_err()
        {
            return Ok(CommentPage::default());
        }
        let after = after.map(|CommentCursor { after }| CommentId::new(after));
        let mut items = comment::following(conn, (id, actor.person_id()), after, limit + 1).await?;
        let shown = usize::try_from(limit).unwrap_or(usize::MAX);
        let goes_on = items.len() > shown;
        items.truncate(shown);
        let next = match items.last() {
            Some(last) if goes_on => Some(CommentCursor::new(last.id).encode()?),
            _ => None,
        };
        Ok(CommentPage { items, next })
    }
}
