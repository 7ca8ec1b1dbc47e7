//! Steps that take two persons: what the first one prepares waits here for the second.

use nara_app::error::AppError;
use nara_app::proposals::api::PreparedView;
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, can};
use nara_domain::proposal::{
    Course, Prepared, Reading, Ruleset, Transition, TransitionKind, second_reading,
};
use nara_domain::time::Stamp;

use super::acts::permit_step;
use super::record::{By, move_context, subject};
use super::{Letters, ProposalService};
use crate::audit;
use crate::db::{Conn, Tx};
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::prepared;

/// What it means that somebody sends the form of such a step on a locked case. What has to be
/// prepared is checked and kept.
pub(super) async fn read_by(
    tx: &mut Tx,
    letters: &Letters,
    (case, rules): (&StoredCase, &Ruleset),
    By { actor, once, now }: By<'_>,
    step: &Transition,
) -> Result<Reading, AppError> {
    let person = actor.person_id().ok_or(AppError::SignIn)?;
    let waiting = prepared::find(tx, case.id).await?;
    if let Some(waiting) = &waiting
        && waiting.step.by == person
        && waiting.once == once
    {
        // The same form, sent twice.
        return Ok(Reading::Prepare);
    }
    let reading = second_reading(waiting.as_ref().map(|waiting| &waiting.step), person, step)?;
    if reading == Reading::Prepare {
        let Course::Proposal(stage) = &case.course else {
            return Err(AppError::NotFound);
        };
        stage.could_take(step, &move_context(case, rules, actor, now.day()))?;
        let new = Prepared {
            kind: step.kind(),
            fields: step.to_fields(),
            by: person,
        };
        let before = waiting.as_ref().map(|waiting| waiting.step.by);
        // Later than what it takes the place of, so that the moment tells one from the other.
        let at = waiting.map_or(now, |waiting| {
            now.max(Stamp(waiting.at.0.saturating_add(1)))
        });
        prepared::put(tx, case.id, &new, once, at).await?;
        record(tx, actor, Deed::StepPrepared, case.id, step.kind(), now).await?;
        let told = (actor, step.kind(), before);
        letters.to_confirm(tx, (case, rules), told, now).await?;
    }
    Ok(reading)
}

/// Whether what waits is what somebody saw who now sends the form of such a step.
///
/// # Errors
/// [`AppError::Conflict`] where a colleague has prepared something meanwhile, or taken it back: their
/// words go to nobody unread. Before that, whatever forbids the step.
pub async fn is_as_seen(
    tx: &mut Tx,
    case: &StoredCase,
    rules: &Ruleset,
    By { actor, once, .. }: By<'_>,
    (kind, seen): (TransitionKind, &str),
) -> Result<(), AppError> {
    permit_step(actor, Action::Record(kind), kind.code(), case, rules)?;
    let seen = match seen.trim() {
        "" => None,
        seen => Some(Stamp(seen.parse().map_err(|_| AppError::Malformed)?)),
    };
    match prepared::find(tx, case.id).await? {
        // The same form, sent twice.
        Some(it) if Some(it.step.by) == actor.person_id() && it.once == once => Ok(()),
        waiting if waiting.as_ref().map(|waiting| waiting.at) == seen => Ok(()),
        _ => Err(AppError::Conflict),
    }
}

/// What is prepared is no act of the case until somebody else confirms it, and leaves no trace there
/// when it is taken back: the log has it.
async fn record(
    tx: &mut Tx,
    actor: &Actor,
    deed: Deed,
    case: ProposalId,
    step: TransitionKind,
    now: Stamp,
) -> Result<(), AppError> {
    let line = audit::Line {
        deed,
        subject_kind: "proposal",
        subject_id: &case.to_string(),
        detail: serde_json::json!({ "step": step.code() }),
    };
    audit::record(tx, actor, Role::Secretary, &line, now).await?;
    Ok(())
}

/// What waits, for those who may record it.
pub async fn prepared_view(
    conn: &mut Conn,
    case: &StoredCase,
    rules: &Ruleset,
    actor: &Actor,
) -> Result<Option<PreparedView>, AppError> {
    let subject = subject(case, rules, None);
    let may = |kind: TransitionKind| can(actor, Action::Record(kind), &subject).is_ok();
    let reads = TransitionKind::ALL
        .iter()
        .any(|kind| kind.needs_second_reader() && may(*kind));
    if !reads {
        return Ok(None);
    }
    let waiting = prepared::find(conn, case.id).await?;
    Ok(waiting
        .filter(|waiting| may(waiting.step.kind))
        .map(|waiting| PreparedView {
            step: waiting.step.kind,
            mine: actor.person_id() == Some(waiting.step.by),
            fields: waiting.step.fields,
            by_name: waiting.by_name,
            at: waiting.at,
        }))
}

impl ProposalService {
    /// Takes back what was prepared: whoever could confirm it can.
    pub(super) async fn discard_prepared(
        &self,
        actor: &Actor,
        id: ProposalId,
        (kind, seen): (TransitionKind, Stamp),
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let case = case::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        permit_step(actor, Action::Record(kind), kind.code(), &case, &rules)?;
        match prepared::find(&mut tx, id).await? {
            // Taken back already.
            None => return Ok(()),
            Some(waiting) if waiting.step.kind != kind || waiting.at != seen => {
                // A colleague's new words go to nobody unread.
                return Err(AppError::Conflict);
            }
            Some(_) => prepared::remove(&mut tx, id).await?,
        }
        record(&mut tx, actor, Deed::StepDiscarded, id, kind, now).await?;
        self.finish(tx, &[], now).await
    }
}
