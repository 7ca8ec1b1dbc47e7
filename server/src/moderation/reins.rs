//! Holding a discussion in: locking it or a thread of it, slowing it down, and letting it go.

use nara_app::error::AppError;
use nara_app::moderation::api::{NewRein, Place, ReinPage, ReinStep, Talk};
use nara_app::moderation::reins_path;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::dialogue::speaks_as;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::moderation::{
    PACES, REASON_MAX, Rein, ReinAct, ReinMove, Reins, may_rein, rein_follows, rein_until,
};
use nara_domain::text::{self, slug};
use nara_domain::time::{Date, Stamp};
use serde_json::json;

use super::ModerationService;
use crate::audit::{self, Line};
use crate::db::Conn;
use crate::live::EventKind;
use crate::proposals::event;
use crate::proposals::store::case::{self, StoredCase as Proposal};
use crate::proposals::store::{comment, rein};

/// A step as it can be taken, once the form is read.
struct Typed {
    reason: String,
    until: Option<Date>,
    minutes: Option<i64>,
}

fn read(step: ReinMove, new: &NewRein, today: Date) -> Result<Typed, AppError> {
    let mut errors = Vec::new();
    let mut wrong =
        |field: &str, problem: FieldProblem| errors.push(FieldError::new(field, problem));
    let minutes = match (step, new.minutes.trim()) {
        (ReinMove::Slow, "") => {
            wrong("minutes", FieldProblem::Missing);
            None
        }
        (ReinMove::Slow, typed) => {
            let minutes = typed.parse::<i64>().ok();
            let minutes = minutes.filter(|minutes| PACES.contains(minutes));
            if minutes.is_none() {
                wrong("minutes", FieldProblem::NotAChoice);
            }
            minutes
        }
        _ => None,
    };
    let until = match new.until.trim() {
        "" => Ok(None),
        typed => Date::parse(typed)
            .map(Some)
            .map_err(|_| FieldProblem::NotADate),
    };
    let until = until.and_then(|day| rein_until(step, day, today));
    let until = until.unwrap_or_else(|problem| {
        wrong("until", problem);
        None
    });
    let reason = text::lines(&new.reason, 1, REASON_MAX).unwrap_or_else(|problem| {
        wrong("reason", problem.into());
        String::new()
    });
    match errors.is_empty() {
        true => Ok(Typed {
            reason,
            until,
            minutes,
        }),
        false => Err(AppError::Invalid(errors)),
    }
}

/// What was done last with a rein, to the whole discussion or to one thread.
fn last(acts: &[ReinAct], thread: Option<CommentId>, with: Rein) -> Option<&ReinAct> {
    let mut of = acts.iter().rev();
    of.find(|act| act.thread == thread && act.step.rein() == with)
}

const fn deed(step: ReinMove) -> Deed {
    match step {
        ReinMove::Lock => Deed::DiscussionLocked,
        ReinMove::Unlock => Deed::DiscussionUnlocked,
        ReinMove::Slow => Deed::DiscussionSlowed,
        ReinMove::Free => Deed::DiscussionFreed,
    }
}

/// The first comment of the thread that a comment of this proposal stands in, with who wrote it, and what.
async fn thread(
    conn: &mut Conn,
    case: &Proposal,
    asked: Option<CommentId>,
) -> Result<Option<(CommentId, String, String)>, AppError> {
    let Some(asked) = asked else { return Ok(None) };
    let first = rein::thread_of(conn, asked).await?;
    let first = first.ok_or(AppError::NotFound)?;
    let found = comment::find(conn, first, None).await?;
    let found = found.filter(|found| found.proposal == case.id);
    let found = found.ok_or(AppError::NotFound)?.view;
    Ok(Some((first, found.author, found.text)))
}

/// A discussion that everybody reads.
fn public(case: Option<Proposal>) -> Result<Proposal, AppError> {
    case.filter(|case| case.course.is_public())
        .ok_or(AppError::NotFound)
}

impl ModerationService {
    /// How a discussion is held in, for whoever reads it.
    pub(super) async fn talk_of(
        &self,
        actor: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<Talk, AppError> {
        let mut conn = self.db.read().await?;
        let reins = Reins::of(&rein::list_last(&mut conn, id).await?, now.day());
        let last = match (&reins.slow, actor.person_id()) {
            (Some(_), Some(person)) => rein::last_written(&mut conn, id, person).await?,
            _ => None,
        };
        Ok(Talk {
            next_at: reins.next_at(last, speaks_as(actor), now),
            reins,
        })
    }

    pub(super) async fn rein_view(
        &self,
        actor: &Actor,
        (id, asked): (ProposalId, Option<CommentId>),
        now: Stamp,
    ) -> Result<ReinPage, AppError> {
        may_rein(actor)?;
        let mut conn = self.db.read().await?;
        let case = public(case::find_talk(&mut conn, id).await?)?;
        let thread = thread(&mut conn, &case, asked).await?;
        let of = thread.as_ref().map(|(id, ..)| *id);
        let acts = rein::list_last(&mut conn, id).await?;
        let reins = Reins::of(&acts, now.day());
        let seen = |with| last(&acts, of, with).map_or(0, |act| act.id);
        let steps = rein::list_all(&mut conn, id, of).await?;
        let asked = case::asked_of(&mut conn, &case).await?;
        Ok(ReinPage {
            place: Place {
                proposal: id,
                slug: slug(&case.title),
                title: case.title,
                kind: case.kind,
                comment: of,
            },
            asked,
            first: thread.map(|(_, author, text)| (author, text)),
            locked: match of {
                None => reins.whole,
                Some(id) => reins.thread(id).cloned(),
            },
            slow: reins.slow.filter(|_| of.is_none()),
            seen_lock: seen(Rein::Lock),
            seen_slow: seen(Rein::Slow),
            steps: steps
                .into_iter()
                .map(|stored| ReinStep {
                    act: stored.act,
                    by_name: stored.by_name,
                    standing: stored.standing,
                })
                .collect(),
        })
    }

    pub(super) async fn take_rein(
        &self,
        actor: &Actor,
        (id, asked): (ProposalId, Option<CommentId>),
        new: NewRein,
        now: Stamp,
    ) -> Result<(ReinMove, String), AppError> {
        may_rein(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        // Whoever writes a comment locks the case first, too: it comes in before this, or not at all.
        let case = public(case::lock_talk(&mut tx, id).await?)?;
        let thread = thread(&mut tx, &case, asked).await?.map(|(id, ..)| id);
        let page = reins_path(id, &slug(&case.title), thread);
        if let Some(step) = rein::sent(&mut tx, id, &once).await? {
            return Ok((step, page));
        }
        let step = ReinMove::from_code(new.step.trim());
        let step = step.filter(|step| thread.is_none() || step.is_for_threads());
        let step = step.ok_or(AppError::Malformed)?;
        let typed = read(step, &new, now.day())?;
        let acts = rein::list_last(&mut tx, id).await?;
        let before = last(&acts, thread, step.rein());
        let replaces = before.map_or(0, |act| act.id);
        if new.seen.trim() != replaces.to_string() || !rein_follows(step, before, now.day()) {
            return Err(AppError::Conflict);
        }
        let row = rein::NewRein {
            proposal: id,
            thread,
            step,
            reason: &typed.reason,
            until: typed.until,
            minutes: typed.minutes,
            by: me,
            name: actor.name().unwrap_or_default(),
            standing: actor.standing(Role::Moderator),
            replaces,
            once: &once,
        };
        if !rein::insert(&mut tx, &row, now).await? {
            return Err(AppError::Conflict);
        }
        let number = id.to_string();
        let line = Line {
            deed: deed(step),
            subject_kind: "proposal",
            subject_id: &number,
            detail: json!({ "proposal": number }),
        };
        audit::record(&mut tx, actor, Role::Moderator, &line, now).await?;
        // Whoever has the page open is told that there is something to load again.
        let told = case.is_told();
        let events = told.then(|| event(&case, EventKind::State, None));
        self.proposals.finish(tx, events.as_slice(), now).await?;
        Ok((step, page))
    }
}
