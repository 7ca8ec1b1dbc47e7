//! What members of a group write that is read before it is published. It is checked here as if it
//! were published now, kept by `groups`, and published here when it has been read.

use nara_app::error::AppError;
use nara_app::proposals::api::{DraftFields, NewComment};
use nara_domain::actor::{Actor, Role};
use nara_domain::error::{Denied, NotNow};
use nara_domain::group::check_texts;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::Kind;
use nara_domain::switches::Feature;
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::By;
use super::submit::Submission;
use crate::db::{Conn, Tx};
use crate::groups::store as groups;
use crate::http::limits::Action as Limited;
use crate::live::NewEvent;
use crate::people::store as people;
use crate::proposals::store::{case, draft};

/// Refuses to publish at once what the author's group reads first: whichever way it came.
pub(super) async fn may_publish_at_once(
    tx: &mut Tx,
    actor: &Actor,
    now: Stamp,
) -> Result<(), AppError> {
    let Some(person) = actor.person_id().filter(|_| actor.has(Role::Youth)) else {
        return Ok(());
    };
    // The group may have ended while the text was on its way: it is nobody's any more.
    if !groups::holds_place(tx, person, now).await? {
        return Err(AppError::SignIn);
    }
    match groups::reads_first(tx, person, now).await? {
        true => Err(AppError::Denied(Denied::NotNow(NotNow::ReadFirst))),
        false => Ok(()),
    }
}

/// Refuses words by which a young person, or somebody they write about, could be reached. Whoever reads
/// first can miss it, and many groups have nobody who does.
pub(super) fn leads_to_nobody(actor: &Actor, texts: &[(&str, &str)]) -> Result<(), AppError> {
    match actor.has(Role::Youth) {
        true => Ok(check_texts(texts)?),
        false => Ok(()),
    }
}

impl ProposalService {
    /// Whether this comment could stand there now. Written and not kept: the very checks that
    /// publishing makes.
    pub(crate) async fn check_comment(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: &NewComment,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.once("")?;
        let by = By {
            actor,
            once: &once,
            now,
        };
        let mut tx = self.begin(now).await?;
        let pace = super::reins::may_send(&mut tx, id, actor, now).await?;
        self.publish_comment(&mut tx, id, by, new).await?;
        pace?;
        drop(tx);
        self.limit(Limited::Comment, actor, now)
    }

    /// Whether this idea could be put forward now.
    pub(crate) async fn check_idea(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        fields: &DraftFields,
        now: Stamp,
    ) -> Result<(), AppError> {
        let (_, rules) = self.rules_now(conn).await?;
        let kind = Kind::from_code(fields.kind.trim()).unwrap_or(Kind::Proposal);
        self.require_known(Feature::of_kind(kind), now)?;
        can(actor, Action::Submit(kind), &Subject::Site(&rules))?;
        Submission::parse(fields, &rules)?.leads_to_nobody(actor)?;
        self.limit(Limited::Submit, actor, now)
    }

    /// A draft's text, for who keeps it from now on: the draft goes.
    pub(crate) async fn take_draft(&self, tx: &mut Tx, id: &str) -> Result<DraftFields, AppError> {
        let found = draft::lock(tx, super::draft_id(id)?).await?;
        let draft = found.ok_or(AppError::NotFound)?;
        if draft.proposal.is_some() {
            return Err(AppError::Conflict);
        }
        draft::delete(tx, id).await?;
        Ok(draft.fields)
    }

    /// Publishes a comment that waited to be read. It was sent before, so that no pace is asked; in what is locked by
    /// now it goes on waiting.
    pub(crate) async fn release_comment(
        &self,
        tx: &mut Tx,
        id: ProposalId,
        by: By<'_>,
        new: &NewComment,
    ) -> Result<(CommentId, Vec<NewEvent>), AppError> {
        let locked = [NotNow::DiscussionLocked, NotNow::ThreadLocked];
        let published = match self.publish_comment(tx, id, by, new).await {
            // What it quotes was changed or hidden meanwhile: its author says what they say without it.
            Err(AppError::Invalid(errors)) if errors.iter().all(|one| one.field == "quote") => {
                let bare = NewComment {
                    quoted: None,
                    quote: String::new(),
                    ..new.clone()
                };
                self.publish_comment(tx, id, by, &bare).await
            }
            published => published,
        };
        published.map_err(|error| match error {
            AppError::Denied(Denied::NotNow(why)) if locked.contains(&why) => {
                AppError::Denied(Denied::NotNow(NotNow::StillLocked))
            }
            // Nobody reads the questions it was written under for now: it goes on waiting.
            AppError::NotFound => AppError::Denied(Denied::NotNow(NotNow::QuestionElsewhere)),
            error => error,
        })
    }

    async fn publish_comment(
        &self,
        tx: &mut Tx,
        id: ProposalId,
        by: By<'_>,
        new: &NewComment,
    ) -> Result<(CommentId, Vec<NewEvent>), AppError> {
        let mut case = case::lock_talk(tx, id).await?.ok_or(AppError::NotFound)?;
        self.require_known(Feature::Comments, by.now)?;
        let mut events = Vec::new();
        let written = self
            .room
            .add_comment(tx, &mut case, by, new, &mut events)
            .await?;
        Ok((written.id, events))
    }

    pub(crate) async fn publish_idea(
        &self,
        tx: &mut Tx,
        By { actor, once, now }: By<'_>,
        fields: &DraftFields,
    ) -> Result<(ProposalId, Vec<NewEvent>), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let shuffle = super::list::draw(self.entropy.as_ref())?;
        // Locked, as where it is handed in: no name is copied while it goes under seal.
        let known = people::lock(tx, person).await?;
        let known = known.ok_or(AppError::NotFound)?;
        let (ruleset, rules) = self.rules_now(tx).await?;
        let submission = Submission::parse(fields, &rules)?;
        self.require_known(Feature::of_kind(submission.kind), now)?;
        can(
            actor,
            Action::Submit(submission.kind),
            &Subject::Site(&rules),
        )?;
        let place = ((ruleset, shuffle), rules.as_ref());
        let written = self
            .put(tx, (actor, &known), submission, place, (once, "", now))
            .await?;
        let (case, events) = written.ok_or(AppError::Conflict)?;
        Ok((case.id, events))
    }
}
