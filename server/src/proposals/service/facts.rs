//! An official says which answer a question of the discussion has.

use nara_app::error::AppError;
use nara_app::proposals::api::{AnsweredView, CommentView, NewAnswered};
use nara_domain::actor::{Actor, Role};
use nara_domain::dialogue::CommentStance;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::permissions::{Action, can};
use nara_domain::text::{ANSWER_MAX, lines, slug};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::subject;
use crate::db::Conn;
use crate::proposals::store::fact::{self, NewFact};
use crate::proposals::store::{case, comment, thread};

/// A question of this proposal's discussion, as everybody reads it.
async fn question(
    conn: &mut Conn,
    (id, question): (ProposalId, CommentId),
) -> Result<CommentView, AppError> {
    let found = comment::find(conn, question, None).await?;
    let found = found.filter(|found| found.proposal == id);
    let view = found.ok_or(AppError::NotFound)?.view;
    match (view.stance, view.hidden) {
        (CommentStance::Question, None) => Ok(view),
        (CommentStance::Question, Some(_)) => Err(Denied::NotNow(NotNow::TextHidden).into()),
        _ => Err(AppError::NotFound),
    }
}

/// What was typed: the reply that answers it, and words.
async fn read(
    conn: &mut Conn,
    (id, question): (ProposalId, CommentId),
    new: &NewAnswered,
) -> Result<(Option<CommentId>, String), AppError> {
    let mut errors = Vec::new();
    let reply = match new.reply.trim() {
        "" => None,
        typed => match typed.parse::<CommentId>() {
            Ok(reply) => Some(reply),
            Err(_) => return Err(AppError::Malformed),
        },
    };
    if let Some(reply) = reply {
        let found = comment::find(conn, reply, None).await?;
        let answers = found.is_some_and(|found| {
            let thread = found.spot.thread.or(found.spot.parent);
            found.proposal == id && thread == Some(question) && found.view.hidden.is_none()
        });
        if !answers {
            errors.push(FieldError::new("reply", FieldProblem::NotAChoice));
        }
    }
    let text = match (new.text.trim(), reply) {
        ("", Some(_)) => String::new(),
        (typed, _) => lines(typed, 1, ANSWER_MAX).unwrap_or_else(|problem| {
            errors.push(FieldError::new("text", problem.into()));
            String::new()
        }),
    };
    match errors.is_empty() {
        true => Ok((reply, text)),
        false => Err(AppError::Invalid(errors)),
    }
}

impl ProposalService {
    /// The form by which a question is marked as answered.
    pub(super) async fn answered_view(
        &self,
        actor: &Actor,
        about: (ProposalId, CommentId),
    ) -> Result<AnsweredView, AppError> {
        let mut conn = self.db.read().await?;
        let case = case::find(&mut conn, about.0).await?;
        let case = case.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut conn, case.ruleset_id).await?;
        let subject = subject(&case, &rules, None);
        can(actor, Action::ReadProposal, &subject)?;
        can(actor, Action::AnswerAsOfficial, &subject)?;
        let question = question(&mut conn, about).await?;
        let last = fact::last(&mut conn, about.1).await?;
        let (seen, reply, text) = last.unwrap_or_default();
        let place = thread::place(&mut conn, about.0, about.1).await?;
        let newer = place.and_then(|place| place.newer.and(Some(place.thread)));
        // From the first reply on, as many as a page shows of one thread.
        let all = thread::Opened {
            thread: about.1,
            from: (0, 0),
        };
        let (threads, ..) = thread::newest(&mut conn, (about.0, None), newer, Some(all)).await?;
        let thread = threads.into_iter().find(|one| one.comment.id == about.1);
        let mut replies = thread.map(|thread| thread.replies).unwrap_or_default();
        replies.retain(|reply| reply.hidden.is_none());
        Ok(AnsweredView {
            slug: slug(&case.title),
            title: case.title,
            question,
            replies,
            reply: reply.map(CommentId::new),
            text,
            seen,
        })
    }

    pub(super) async fn mark_as_answered(
        &self,
        actor: &Actor,
        about: (ProposalId, CommentId),
        new: NewAnswered,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.once(&new.once)?;
        let mut tx = self.db.begin().await?;
        // Locked: nobody hides the question or its answer at this moment.
        let case = case::lock(&mut tx, about.0).await?;
        let case = case.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        let subject = subject(&case, &rules, None);
        can(actor, Action::ReadProposal, &subject)?;
        can(actor, Action::AnswerAsOfficial, &subject)?;
        let (Some(person), Some(name)) = (actor.person_id(), actor.name()) else {
            return Err(AppError::SignIn);
        };
        let question = question(&mut tx, about).await?;
        if fact::was_sent(&mut tx, question.id, &once).await? {
            return Ok(());
        }
        let (reply, text) = read(&mut tx, about, &new).await?;
        let last = fact::last(&mut tx, question.id).await?;
        let replaces = last.map_or(0, |(id, ..)| id);
        if new.seen.trim() != replaces.to_string() {
            return Err(AppError::Conflict);
        }
        let new = NewFact {
            proposal: about.0,
            question: question.id,
            reply,
            text: &text,
            actor: person,
            name,
            standing: actor.standing(Role::Official),
            replaces,
            once: &once,
        };
        if !fact::insert(&mut tx, new, now).await? {
            return Err(AppError::Conflict);
        }
        tx.commit().await?;
        Ok(())
    }
}
