//! The discussion: comments, two levels of replies, and who agrees.

use nara_app::error::AppError;
use nara_app::proposals::api::{
    CommentView, Discussion, DiscussionPage, NewComment, Quote, RepliesTo,
};
use nara_domain::actor::Actor;
use nara_domain::dialogue::{CommentStance, may_agree, speaks_as, stance_of};
use nara_domain::error::{Denied, FieldError, FieldProblem};
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::moderation::limits::Doing;
use nara_domain::name::NAMELESS;
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::problem::stances_on;
use nara_domain::quote;
use nara_domain::session::is_staff;
use nara_domain::switches::Feature;
use nara_domain::text::CommentText;
use nara_domain::time::Stamp;

use super::record::{By, event, subject};
use super::{ProposalService, Workroom};
use crate::db::{Conn, Tx};
use crate::http::limits::Action as Limited;
use crate::live::{EventData, EventKind, NewEvent};
use crate::people::{seal, store as people};
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::comment::{self, NewCommentRow};
use crate::proposals::store::{agreement, thread};

impl Workroom {
    /// Writes a comment on a locked case.
    pub(crate) async fn add_comment(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        By { actor, once, now }: By<'_>,
        new: &NewComment,
        events: &mut Vec<NewEvent>,
    ) -> Result<CommentView, AppError> {
        let rules = self.rulesets.get(tx, case.ruleset_id).await?;
        can(actor, Action::Comment, &subject(case, &rules, None))?;
        let (Some(person), Some(author)) = (actor.person_id(), actor.name()) else {
            return Err(AppError::SignIn);
        };
        super::read_first::leads_to_nobody(actor, &[("text", &new.text)])?;
        let mut errors = Vec::new();
        let text = CommentText::parse(&new.text)
            .map_err(|error| errors.push(FieldError::new("text", error.into())))
            .ok();
        let stance = match new.stance.trim() {
            "" => Some(CommentStance::Neutral),
            code => CommentStance::from_code(code),
        };
        let stance = stance.filter(|stance| stances_on(case.kind).contains(stance));
        if stance.is_none() {
            errors.push(FieldError::new("stance", FieldProblem::NotAChoice));
        }
        let under = match new.parent {
            None => Ok(None),
            Some(target) => place_under(tx, case.id, target).await?,
        };
        if under.is_err() {
            errors.push(FieldError::new("parent", FieldProblem::NotAChoice));
        }
        let quote = quote_of(tx, case.id, new)
            .await?
            .map_err(|problem| errors.push(FieldError::new("quote", problem)))
            .ok()
            .flatten();
        let (Some(text), Some(stance), Ok(under), true) = (text, stance, under, errors.is_empty())
        else {
            return Err(AppError::Invalid(errors));
        };
        let (place, replies_to) = under.unzip();
        let replies_to = replies_to.flatten();
        let parent = place.map(|(parent, _)| parent);
        super::reins::may_write(tx, (case.id, parent), now).await?;
        let role = speaks_as(actor);
        let standing = role.and_then(|role| actor.standing(role));
        let stance = stance_of(stance, parent.is_some(), role);
        // In a duty one speaks under its name. Locked, as where a case is handed in.
        let known = match standing.is_none_or(|standing| !is_staff(standing.role)) {
            true => people::lock(tx, person).await?,
            false => None,
        };
        let hidden = known.filter(|known| known.protection.is_some());
        let author = match hidden {
            Some(_) => NAMELESS,
            None => author,
        };
        let row = NewCommentRow {
            proposal: case.id,
            parent: place,
            answers: replies_to.as_ref().map(|to| to.id),
            person,
            author,
            standing,
            stance,
            text: text.as_str(),
            at: now,
            once,
            quote: quote.as_ref().map(|quote| (quote.of, quote.words.as_str())),
        };
        let Some(id) = comment::insert(tx, &row).await? else {
            return Err(AppError::Conflict);
        };
        if let Some(known) = hidden {
            seal::new_comment(tx, (id, person), &known.own(), now).await?;
        }
        case.comment_count = case::count_comment(tx, case.id, now).await?;
        case.changed_at = now;
        if case.is_told() {
            events.push(NewEvent {
                data: EventData {
                    count: Some(case.comment_count),
                    comment_id: Some(id.get()),
                    ..EventData::default()
                },
                ..event(case, EventKind::Comment, None)
            });
        }
        Ok(CommentView {
            id,
            parent,
            thread: place.and_then(|(_, thread)| thread),
            mine: true,
            supports: 0,
            agreed: false,
            edited_at: None,
            answered: false,
            quote: quote.map(|quote| Quote {
                of: quote.of,
                name: quote.name,
                text: Some(quote.words),
            }),
            replies_to,
            author: author.to_owned(),
            standing: standing.cloned(),
            stance,
            text: text.into_string(),
            at: now,
            hidden: None,
        })
    }
}

/// Somebody's words, as they stand there.
struct Quoted {
    of: CommentId,
    name: String,
    words: String,
}

/// What a comment quotes. The inner error: those words do not stand there.
async fn quote_of(
    conn: &mut Conn,
    proposal: ProposalId,
    new: &NewComment,
) -> Result<Result<Option<Quoted>, FieldProblem>, AppError> {
    let Some(of) = new.quoted.filter(|_| !new.quote.trim().is_empty()) else {
        return Ok(Ok(None));
    };
    let found = comment::find(conn, of, None).await?;
    let found = found.filter(|found| found.proposal == proposal && found.view.hidden.is_none());
    let Some(found) = found else {
        return Ok(Err(FieldProblem::NotInText));
    };
    let words = quote::quote_of(&found.view.text, &new.quote);
    Ok(words.map(|words| {
        Some(Quoted {
            of,
            name: found.view.author,
            words,
        })
    }))
}

/// Where a reply stands, as [`nara_domain::dialogue::Spot::reply`] says, and what it answers there.
type Under = ((CommentId, Option<CommentId>), Option<RepliesTo>);

/// Where a reply to this comment stands. The inner error: there is no such comment here.
async fn place_under(
    conn: &mut Conn,
    proposal: ProposalId,
    target: CommentId,
) -> Result<Result<Option<Under>, ()>, AppError> {
    Ok(match comment::find(conn, target, None).await? {
        Some(found) if found.proposal == proposal => {
            let shown = found.view.hidden.is_none();
            let answers = found.spot.answered().map(|id| RepliesTo {
                id,
                name: shown.then_some(found.view.author),
            });
            Ok(Some((found.spot.reply(), answers)))
        }
        _ => Err(()),
    })
}

/// One page of a discussion. What it costs does not depend on how long the discussion is.
pub(super) async fn page_of(
    conn: &mut Conn,
    (id, reader): thread::Read,
    page: DiscussionPage,
) -> Result<Discussion, AppError> {
    let sorted = match page {
        DiscussionPage::Balanced(number) => thread::balanced(conn, (id, reader), number).await?,
        DiscussionPage::Supported(number) => thread::supported(conn, (id, reader), number).await?,
        DiscussionPage::Newest => return newest(conn, (id, reader), None).await,
        DiscussionPage::Holding(comment) => {
            let place = thread::place(conn, id, comment).await?;
            return newest(conn, (id, reader), place).await;
        }
    };
    let (threads, sides, more) = sorted;
    Ok(Discussion {
        threads,
        sides,
        page,
        more,
        ..Discussion::default()
    })
}

/// In the order of time: the newest page, or the one that holds this place.
async fn newest(
    conn: &mut Conn,
    (id, reader): thread::Read,
    place: Option<thread::Place>,
) -> Result<Discussion, AppError> {
    // Its own page begins with it, so that whatever is written later moves nothing there. What is on
    // the newest page is shown with what came after it.
    let newer = place.and_then(|place| place.newer);
    let last = place.and_then(|place| newer.and(Some(place.thread)));
    let opened = place.and_then(|place| place.opened_at);
    let (threads, sides, older) = thread::newest(conn, (id, reader), last, opened).await?;
    Ok(Discussion {
        threads,
        sides,
        older,
        newer,
        ..Discussion::default()
    })
}

impl ProposalService {
    pub(super) async fn write_comment(
        &self,
        actor: &Actor,
        id: ProposalId,
        new: NewComment,
        now: Stamp,
    ) -> Result<CommentView, AppError> {
        let once = self.once(&new.once)?;
        let mut tx = self.begin(now).await?;
        let mut case = case::lock_talk(&mut tx, id)
            .await?
            .ok_or(AppError::NotFound)?;
        if let Some(person) = actor.person_id()
            && let Some((of, sent_before)) = comment::find_once(&mut tx, person, &once).await?
        {
            return if of == id {
                Ok(sent_before)
            } else {
                Err(AppError::Conflict)
            };
        }
        Self::was_kept(&mut tx, actor, &once).await?;
        self.require_known(Feature::Comments, now)?;
        super::read_first::may_publish_at_once(&mut tx, actor, now).await?;
        let waits = self.waits(&mut tx, actor, &new.text, now).await?;
        let pace = super::reins::may_send(&mut tx, id, actor, now).await?;
        let mut events = Vec::new();
        let view = self
            .room
            .add_comment(
                &mut tx,
                &mut case,
                By {
                    actor,
                    once: &once,
                    now,
                },
                &new,
                &mut events,
            )
            .await?;
        pace?;
        self.newcomer(&mut tx, actor, Doing::Comments, now).await?;
        // Only what is right: what has to be mended costs nothing.
        self.limit(Limited::Comment, actor, now)?;
        if let Some(holding) = waits {
            drop(tx);
            let (text, why) = ((&new, &view), (&holding, once.as_str()));
            return self.keep(actor, id, text, why, now).await;
        }
        if case.stands_alone() {
            tx.touches(id);
        }
        self.finish(tx, &events, now).await?;
        Ok(view)
    }

    /// Says that somebody agrees with a comment, or takes it back. Answers with how many do.
    pub(super) async fn set_agreed(
        &self,
        actor: &Actor,
        (id, comment): (ProposalId, CommentId),
        agrees: bool,
        now: Stamp,
    ) -> Result<i64, AppError> {
        self.limit(Limited::Support, actor, now)?;
        let mut tx = self.begin(now).await?;
        let case = case::find_talk(&mut tx, id)
            .await?
            .ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        let subject = subject(&case, &rules, None);
        can(actor, Action::ReadProposal, &subject)?;
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        // Locked: no account that is being erased agrees meanwhile.
        people::lock(&mut tx, person).await?;
        let found = comment::find(&mut tx, comment, Some(person)).await?;
        let found = found.filter(|found| found.proposal == id);
        let found = found.ok_or(AppError::NotFound)?;
        let changed = match agrees {
            true => {
                self.require_known(Feature::Comments, now)?;
                may_agree(actor, &subject, found.author, found.view.hidden.is_some())?;
                super::reins::is_open(&mut tx, (id, comment), now).await?;
                let changed = agreement::insert(&mut tx, (comment, person), now).await?;
                self.newcomer(&mut tx, actor, Doing::Agreements, now)
                    .await?;
                changed
            }
            // What was said while it was possible is taken back at any time.
            false => agreement::delete(&mut tx, (comment, person)).await?,
        };
        match changed {
            Some(count) => {
                let told = NewEvent {
                    data: EventData {
                        count: Some(count),
                        comment_id: Some(comment.get()),
                        ..EventData::default()
                    },
                    ..event(&case, EventKind::Agree, None)
                };
                let told = (case.course.is_public() && case.is_told()).then_some(told);
                if case.stands_alone() {
                    tx.touches(id);
                }
                self.finish(tx, told.as_slice(), now).await?;
                Ok(count)
            }
            None => Ok(found.view.supports),
        }
    }
}

/// Whether this reader could agree with what somebody else wrote here.
pub(super) fn could_agree(actor: &Actor, subject: &Subject<'_>) -> Result<(), Denied> {
    may_agree(actor, subject, PersonId::new(0), false)
}
