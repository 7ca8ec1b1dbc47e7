//! Settling what was reported: one step, in one transaction.

use nara_app::error::AppError;
use nara_app::moderation::api::NewStep;
use nara_domain::actor::Actor;
use nara_domain::ids::ModerationId;
use nara_domain::moderation::{
    About, CaseMove, CaseState, DeskText, REASON_MAX, Reason, Settler, may_take, settler,
};
use nara_domain::time::Stamp;

use super::ModerationService;
use super::locked::Locked;
use super::reader_store;
use super::reading::about;
use super::reporting::{chosen, lines_of, rule_of};
use super::step_store::{self, NewStepRow};
use super::store::{self, StoredCase};
use crate::db::Tx;
use crate::live::{EventKind, NewEvent};
use crate::proposals::event;
use crate::questions;

/// A step as it can be taken, once the form is read.
struct Step {
    step: CaseMove,
    rule: Option<Reason>,
    reason: String,
}

fn step_of(new: &NewStep) -> Result<Step, AppError> {
    let mut errors = Vec::new();
    let step = chosen("step", &new.step, CaseMove::from_code, &mut errors);
    let rule = match step {
        Some(CaseMove::Hide | CaseMove::Propose) => chosen("rule", &new.rule, rule_of, &mut errors),
        _ => None,
    };
    let reason = lines_of("reason", &new.reason, REASON_MAX, &mut errors);
    match (step, reason) {
        (Some(step), Some(reason)) if errors.is_empty() => Ok(Step { step, rule, reason }),
        _ => Err(AppError::Invalid(errors)),
    }
}

/// What the step makes of it.
pub(super) fn follows(
    reported: &StoredCase,
    step: CaseMove,
    around: &About,
) -> Result<CaseState, AppError> {
    let to = reported.state.after(step, around);
    to.ok_or(AppError::Conflict)
}

/// Whoever has the page open is told that there is something to load again.
pub(super) fn told(locked: &Locked, step: CaseMove) -> Vec<NewEvent> {
    match (step, locked) {
        (CaseMove::Hide | CaseMove::Unhide, Locked::Case(case))
            if case.course.is_public() && case.is_told() =>
        {
            vec![event(case, EventKind::State, None)]
        }
        _ => Vec::new(),
    }
}

/// The same of questions; and the search finds what everybody reads from now on. Last in a transaction.
pub(super) async fn tell_asked(
    tx: &mut Tx,
    (locked, step): (&Locked, CaseMove),
    now: Stamp,
) -> Result<(), AppError> {
    if let (CaseMove::Hide | CaseMove::Unhide, Locked::Asked(set)) = (step, locked) {
        let before = (set.id, set.state.is_public());
        questions::changed(tx, before, None, now).await?;
    }
    Ok(())
}

impl ModerationService {
    pub(super) async fn take_step(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewStep,
        now: Stamp,
    ) -> Result<CaseMove, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let found = store::find(&mut tx, me, id).await?;
        let by = settler(actor, found.as_ref().is_some_and(|case| case.runs))?;
        let at = found.ok_or(AppError::NotFound)?.at;
        // Everybody who settles or reports something of a case locks it first.
        let locked = Locked::of(&mut tx, at).await?;
        let reported = store::find(&mut tx, me, id).await?;
        let reported = reported.ok_or(AppError::NotFound)?;
        if let Some(step) = step_store::sent(&mut tx, id, &once).await? {
            return Ok(step);
        }
        let Step { step, rule, reason } = step_of(&new)?;
        let steps = step_store::list_steps(&mut tx, id).await?;
        let before = steps.last().map_or(0, |step| step.id);
        if new.seen.trim() != before.to_string() {
            return Err(AppError::Conflict);
        }
        let around = about(&reported, &steps);
        let to = follows(&reported, step, &around)?;
        may_take((actor, by), (step, rule), &around)?;
        let row = NewStepRow {
            step,
            rule,
            reason: &reason,
            by: me,
            name: actor.name().unwrap_or_default(),
            standing: actor.standing(by.role()),
            replaces: before,
            once: &once,
        };
        let of = (&reported, &locked);
        self.record(&mut tx, of, (&row, to), (actor, by), now)
            .await?;
        reader_store::free(&mut tx, DeskText::Reported(id)).await?;
        match step {
            CaseMove::Hide => {
                let second = around.confirm_by(me, now.day());
                step_store::set_second(&mut tx, id, second).await?;
            }
            CaseMove::Confirm | CaseMove::Uphold | CaseMove::Unhide => {
                step_store::set_second(&mut tx, id, None).await?;
            }
            CaseMove::Leave | CaseMove::Propose => {}
        }
        tell_asked(&mut tx, (&locked, step), now).await?;
        self.proposals.finish(tx, &told(&locked, step), now).await?;
        Ok(step)
    }

    /// Writes a step down that may be taken, with all that follows from it.
    pub(super) async fn record(
        &self,
        tx: &mut Tx,
        (reported, locked): (&StoredCase, &Locked),
        (row, to): (&NewStepRow<'_>, CaseState),
        by: (&Actor, Settler),
        now: Stamp,
    ) -> Result<(), AppError> {
        let moves = (reported.state, to);
        if !step_store::take(tx, reported.id, moves, row, now).await? {
            return Err(AppError::Conflict);
        }
        self.follow_through(tx, (reported, locked), row.taken(), by, now)
            .await
    }
}
