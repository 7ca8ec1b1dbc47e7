//! The steps: a moderator lets a text through or not, its author takes it back or asks that somebody looks again.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::moderation::api::Place;
use nara_app::moderation::holding::api::{NewHeldStep, NewOwnStep};
use nara_app::proposals::api::NewComment;
use nara_app::proposals::discussion::address_of;
use nara_app::proposals::shown::path_of;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::HeldId;
use nara_domain::moderation::{
    APPEAL_MAX, DeskText, HeldMove, HeldState, REASON_MAX, Reason, appeal_until, may_settle,
    may_take_back,
};
use nara_domain::permissions::moderate;
use nara_domain::time::Stamp;
use serde_json::json;

use super::super::reader_store;
use super::super::reporting::{chosen, lines_of, rule_of};
use super::letters::{About, letter};
use super::store::{self, NewHeldStep as NewRow, StoredHeld};
use super::{HoldingService, declined, place_of};
use crate::audit::{self, Line};
use crate::db::Tx;
use crate::live::NewEvent;
use crate::mail::store as outbox;
use crate::proposals::By;
use crate::proposals::store::case;

/// A moderator's step, once the form is read.
struct Step {
    step: HeldMove,
    rule: Option<Reason>,
    reason: String,
}

/// `state`: what waits is let through without a word, what somebody did not let through is not.
fn read(new: &NewHeldStep, state: HeldState) -> Result<Step, AppError> {
    let mut errors = Vec::new();
    let moderators = |code: &str| HeldMove::from_code(code).filter(|step| !step.is_authors());
    let step = chosen("step", &new.step, moderators, &mut errors);
    let rule = match step {
        Some(HeldMove::Decline) => chosen("rule", &new.rule, rule_of, &mut errors),
        _ => None,
    };
    let silent = step == Some(HeldMove::Release) && state == HeldState::Waiting;
    let reason = match new.reason.trim() {
        "" if silent => Some(String::new()),
        typed => lines_of("reason", typed, REASON_MAX, &mut errors),
    };
    match (step, reason) {
        (Some(step), Some(reason)) if errors.is_empty() => Ok(Step { step, rule, reason }),
        _ => Err(AppError::Invalid(errors)),
    }
}

/// What was written, as it is written now.
fn comment_of(held: &StoredHeld) -> Result<NewComment, AppError> {
    let field = |name: &str| held.fields.get(name).cloned().unwrap_or_default();
    let parent = match field("parent").as_str() {
        "" => None,
        parent => Some(parent.parse()?),
    };
    let quoted = match field("quoted").as_str() {
        "" => None,
        quoted => Some(quoted.parse()?),
    };
    Ok(NewComment {
        text: field("text"),
        stance: field("stance"),
        parent,
        quoted,
        quote: field("quote"),
        ..NewComment::default()
    })
}

/// Where it is to stand, or stands.
fn path_to(place: &Place) -> String {
    let path = path_of(place.proposal, &place.slug);
    match place.comment {
        None => path,
        Some(id) => address_of(&path, id),
    }
}

impl HoldingService {
    pub(super) async fn take_step(
        &self,
        actor: &Actor,
        id: HeldId,
        new: &NewHeldStep,
        now: Stamp,
    ) -> Result<HeldMove, AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.proposals.begin(now).await?;
        let mut held = self.locked(&mut tx, id).await?;
        if let Some(step) = store::sent(&mut tx, id, &once).await? {
            return Ok(step);
        }
        let steps = store::list_steps(&mut tx, id).await?;
        let before = steps.last().map_or(0, |step| step.id);
        // First: what the form lacks depends on how far the text has come.
        if new.seen.trim() != before.to_string() {
            return Err(AppError::Conflict);
        }
        let Step { step, rule, reason } = read(new, held.state)?;
        may_settle(
            actor,
            step,
            held.author,
            declined(&steps).map(|step| step.by),
        )?;
        let to = held.state.after(step).ok_or(AppError::Conflict)?;
        let row = NewRow {
            step,
            rule,
            reason: &reason,
            by: me,
            name: actor.name().unwrap_or_default(),
            standing: actor.standing(Role::Moderator),
            replaces: before,
            once: &once,
        };
        if !store::take(&mut tx, id, (held.state, to), &row, now).await? {
            return Err(AppError::Conflict);
        }
        reader_store::free(&mut tx, DeskText::Held(id)).await?;
        let events = match step {
            HeldMove::Release => self.release(&mut tx, &mut held, now).await?,
            _ => Vec::new(),
        };
        Self::note(&mut tx, actor, (id, step), now).await?;
        self.tell(&mut tx, &held, (step, rule, &reason), now)
            .await?;
        self.proposals.finish(tx, &events, now).await?;
        Ok(step)
    }

    /// The text, and its case locked: everybody who settles something of a case does that first.
    async fn locked(&self, tx: &mut Tx, id: HeldId) -> Result<StoredHeld, AppError> {
        let found = store::find(tx, id).await?.ok_or(AppError::NotFound)?;
        let case = case::lock_any(tx, found.proposal).await?;
        case.ok_or(AppError::Internal)?;
        let held = store::find(tx, id).await?;
        let held = held.filter(|held| held.state != HeldState::TakenBack);
        held.ok_or(AppError::NotFound)
    }

    /// Writes it where it was to stand, as if it were sent now: nobody could read it before, and whoever reads on from
    /// where they were must find it. The rules of today are asked.
    async fn release(
        &self,
        tx: &mut Tx,
        held: &mut StoredHeld,
        now: Stamp,
    ) -> Result<Vec<NewEvent>, AppError> {
        let author = store::author_of(tx, held.author, now).await?;
        let author = author.ok_or(Denied::NotNow(NotNow::HeldOver))?;
        let by = By {
            actor: &author,
            once: &held.once,
            now,
        };
        let new = comment_of(held)?;
        let (comment, events) = self
            .proposals
            .release_comment(tx, held.proposal, by, &new)
            .await?;
        store::mark_released(tx, held.id, comment).await?;
        held.comment = Some(comment);
        Ok(events)
    }

    async fn note(
        tx: &mut Tx,
        actor: &Actor,
        (id, step): (HeldId, HeldMove),
        now: Stamp,
    ) -> Result<(), AppError> {
        let id = id.to_string();
        let line = Line {
            deed: match step {
                HeldMove::Release => Deed::HeldReleased,
                HeldMove::Decline => Deed::HeldDeclined,
                _ => Deed::HeldUpheld,
            },
            subject_kind: "held_text",
            subject_id: &id,
            detail: json!({ "case": id }),
        };
        Ok(audit::record(tx, actor, Role::Moderator, &line, now).await?)
    }

    /// Tells whoever wrote it.
    async fn tell(
        &self,
        tx: &mut Tx,
        held: &StoredHeld,
        (step, rule, reason): (HeldMove, Option<Reason>, &str),
        now: Stamp,
    ) -> Result<(), AppError> {
        let name = match step {
            HeldMove::Release => "held_released",
            HeldMove::Decline => "held_declined",
            _ => "held_upheld",
        };
        let about = About {
            id: held.id,
            path: &path_to(&place_of(held)),
            rule,
            reason,
            until: rule.map(|_| appeal_until(now.day())),
        };
        for lang in Lang::ALL {
            let letter = letter(&self.site, lang, name, &held.author_name, about);
            outbox::insert_for_person(tx, held.author, lang, &letter, now).await?;
        }
        Ok(())
    }

    pub(super) async fn take_own_step(
        &self,
        actor: &Actor,
        id: HeldId,
        new: &NewOwnStep,
        now: Stamp,
    ) -> Result<HeldMove, AppError> {
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let (found, me) = Self::mine(&mut tx, actor, id).await?;
        case::lock_any(&mut tx, found.proposal)
            .await?
            .ok_or(AppError::Internal)?;
        let (held, _) = Self::mine(&mut tx, actor, id).await?;
        if let Some(step) = store::sent(&mut tx, id, &once).await? {
            return Ok(step);
        }
        let step = HeldMove::from_code(new.step.trim()).filter(|step| step.is_authors());
        let step = step.ok_or(AppError::Malformed)?;
        let steps = store::list_steps(&mut tx, id).await?;
        let day = declined(&steps).map(|step| step.at.day());
        may_take_back(held.state, step, day, now.day())?;
        if step == HeldMove::Ask {
            let mut errors = Vec::new();
            let words = lines_of("words", &new.words, APPEAL_MAX, &mut errors);
            let words = words.ok_or(AppError::Invalid(errors))?;
            store::keep_words(&mut tx, id, &words).await?;
        }
        let to = held.state.after(step).ok_or(AppError::Conflict)?;
        // Without the name: it stands at the text, and goes with the account.
        let row = NewRow {
            step,
            rule: None,
            reason: "",
            by: me,
            name: "",
            standing: None,
            replaces: steps.last().map_or(0, |step| step.id),
            once: &once,
        };
        if !store::take(&mut tx, id, (held.state, to), &row, now).await? {
            return Err(AppError::Conflict);
        }
        tx.commit().await?;
        Ok(step)
    }
}
