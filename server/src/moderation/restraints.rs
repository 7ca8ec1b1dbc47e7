//! Keeping somebody from writing or taking part for some days, and looking at it again.

use nara_app::error::AppError;
use nara_app::i18n::Lang;
use nara_app::moderation::api::{
    NewRestraint, NewRestraintStep, RestrainPage, RestraintAct, RestraintItem, RestraintPage,
    RestraintView,
};
use nara_domain::actor::{Actor, Role};
use nara_domain::audit::Deed;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::{ModerationId, PersonId, RestraintId};
use nara_domain::moderation::{
    APPEAL_MAX, CaseMove, REASON_MAX, REPORT_DAYS, RESTRAINT_DAYS, RestraintKind, RestraintMove,
    may_restrain, may_settle_restraint,
};
use nara_domain::permissions::moderate;
use nara_domain::time::Stamp;
use serde_json::json;

use super::letters::{Restraint, restraint_letter};
use super::locked::Locked;
use super::reader_store::Readers;
use super::reading::items;
use super::reporting::{chosen, lines_of};
use super::restraint_store::{self, NewAct, StoredRestraint};
use super::{ModerationService, step_store, store};
use crate::accounts::store as accounts;
use crate::audit::{self, Line};
use crate::db::{Conn, Tx};
use crate::mail::store as outbox;

fn item_of(found: &StoredRestraint) -> RestraintItem {
    RestraintItem {
        id: found.id,
        name: found.name.clone(),
        kind: found.kind,
        standing: found.standing,
    }
}

fn view_of(found: &StoredRestraint) -> RestraintView {
    RestraintView {
        id: found.id,
        kind: found.kind,
        rule: found.rule,
        standing: found.standing,
        reason: found.reason.clone(),
        imposed_at: found.imposed_at,
        said: found.said.clone(),
    }
}

/// From what, for how many days, and why.
fn read(new: &NewRestraint) -> Result<(RestraintKind, i64, String), AppError> {
    let mut errors = Vec::new();
    let kind = chosen("kind", &new.kind, RestraintKind::from_code, &mut errors);
    let of_days = |typed: &str| {
        let days = typed.parse::<i64>().ok();
        days.filter(|days| RESTRAINT_DAYS.contains(days))
    };
    let days = chosen("days", &new.days, of_days, &mut errors);
    let reason = lines_of("reason", &new.reason, REASON_MAX, &mut errors);
    match (kind, days, reason) {
        (Some(kind), Some(days), Some(reason)) if errors.is_empty() => Ok((kind, days, reason)),
        _ => Err(AppError::Invalid(errors)),
    }
}

impl ModerationService {
    /// What somebody reads of themselves on their own page.
    pub(super) async fn restraints_of(
        conn: &mut Conn,
        me: PersonId,
        now: Stamp,
    ) -> Result<Vec<RestraintView>, AppError> {
        let since = now.plus_days(-REPORT_DAYS);
        let found = restraint_store::list_of(conn, me, (now.day(), since)).await?;
        Ok(found.iter().map(view_of).collect())
    }

    /// What moderators read in their list.
    pub(super) async fn restraints_going(
        conn: &mut Conn,
        now: Stamp,
    ) -> Result<Vec<RestraintItem>, AppError> {
        let found = restraint_store::list_going(conn, now.day()).await?;
        Ok(found.iter().map(item_of).collect())
    }

    pub(super) async fn restrain_view(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<RestrainPage, AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let found = store::find(&mut conn, me, id).await?;
        let case = found.ok_or(AppError::NotFound)?;
        let duties = accounts::list_roles_ahead(&mut conn, case.author, now).await?;
        let may = may_restrain(actor, case.author, case.state, duties.into_iter());
        let before = restraint_store::find_of_case(&mut conn, id).await?;
        // Who reads it does not matter there.
        let readers = Readers::default();
        let mut items = items(&mut conn, std::slice::from_ref(&case), (&readers, me)).await?;
        Ok(RestrainPage {
            item: items.pop().ok_or(AppError::Internal)?,
            may,
            before,
        })
    }

    pub(super) async fn impose(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewRestraint,
        now: Stamp,
    ) -> Result<RestraintId, AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let found = store::find(&mut tx, me, id).await?;
        let at = found.ok_or(AppError::NotFound)?.at;
        // As everybody does who settles something of a case: the text is not shown again at this moment.
        let _locked = Locked::of(&mut tx, at).await?;
        if let Some(before) = restraint_store::find_of_case(&mut tx, id).await? {
            return match restraint_store::sent(&mut tx, before, &once).await? {
                Some(_) => Ok(before),
                None => Err(AppError::Conflict),
            };
        }
        let case = store::find(&mut tx, me, id).await?;
        let case = case.ok_or(AppError::NotFound)?;
        let duties = accounts::list_roles_ahead(&mut tx, case.author, now).await?;
        may_restrain(actor, case.author, case.state, duties.into_iter())?;
        let (kind, days, reason) = read(&new)?;
        let steps = step_store::list_steps(&mut tx, id).await?;
        let hid = steps.iter().find(|step| step.step == CaseMove::Hide);
        let rule = hid.and_then(|step| step.rule).ok_or(AppError::Internal)?;
        // Today counts: what is said to last a day ends with tomorrow.
        let until = now.day().add_days(days);
        let added = restraint_store::insert(&mut tx, (id, case.author), (kind, rule, until));
        let restraint = added.await?.ok_or(AppError::Conflict)?;
        let act = NewAct {
            step: RestraintMove::Impose,
            reason: &reason,
            by: me,
            name: actor.name().unwrap_or_default(),
            standing: actor.standing(Role::Moderator),
            replaces: 0,
            once: &once,
        };
        self.done(&mut tx, (actor, restraint), &act, now).await?;
        tx.commit().await?;
        Ok(restraint)
    }

    /// Writes an act down, in the log, and in a letter to whom it concerns.
    async fn done(
        &self,
        tx: &mut Tx,
        (actor, id): (&Actor, RestraintId),
        act: &NewAct<'_>,
        now: Stamp,
    ) -> Result<(), AppError> {
        if !restraint_store::append(tx, id, act, now).await? {
            return Err(AppError::Conflict);
        }
        let found = restraint_store::find(tx, id).await?;
        let found = found.ok_or(AppError::Internal)?;
        let case = found.case.to_string();
        let number = id.to_string();
        let line = Line {
            deed: match act.step {
                RestraintMove::Impose => Deed::PersonRestrained,
                RestraintMove::Lift => Deed::RestraintLifted,
                RestraintMove::Uphold => Deed::RestraintUpheld,
            },
            subject_kind: "restraint",
            subject_id: &number,
            detail: json!({ "case": case }),
        };
        audit::record(tx, actor, Role::Moderator, &line, now).await?;
        let name = match act.step {
            RestraintMove::Impose => "restrained",
            RestraintMove::Lift => "restraint_lifted",
            RestraintMove::Uphold => "restraint_upheld",
        };
        let about = Restraint {
            id,
            kind: found.kind,
            rule: found.rule,
            until: found.standing.until,
            reason: act.reason,
        };
        for lang in Lang::ALL {
            let letter = restraint_letter(&self.site, lang, name, &found.name, about);
            outbox::insert_for_person(tx, found.person, lang, &letter, now).await?;
        }
        Ok(())
    }

    pub(super) async fn restraint_view(
        &self,
        actor: &Actor,
        id: RestraintId,
        now: Stamp,
    ) -> Result<RestraintPage, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let found = restraint_store::find(&mut conn, id).await?;
        // To everybody else there is no such page.
        let mine = |found: &StoredRestraint| found.person == me;
        let found = found.filter(|found| mine(found) || moderate(actor).is_ok());
        let found = found.ok_or(AppError::NotFound)?;
        let settles = !mine(&found) && may_settle_restraint(actor, found.imposed_by).is_ok();
        let steps = RestraintMove::ALL.iter().copied();
        let possible = steps.filter(|step| settles && found.standing.allows(*step, now.day()));
        let acts = restraint_store::list_acts(&mut conn, id).await?;
        Ok(RestraintPage {
            view: view_of(&found),
            mine: mine(&found),
            name: found.name.clone(),
            case: found.case,
            words: found.words.clone(),
            imposed_it: found.imposed_by == me,
            possible: possible.collect(),
            seen: found.seen,
            acts: acts
                .into_iter()
                .map(|act| RestraintAct {
                    step: act.step,
                    reason: act.reason,
                    by_name: act.by_name,
                    standing: act.standing,
                    at: act.at,
                })
                .collect(),
        })
    }

    /// Whom it concerns asks that somebody looks again.
    pub(super) async fn ask_about_restraint(
        &self,
        actor: &Actor,
        id: RestraintId,
        new: NewRestraintStep,
        now: Stamp,
    ) -> Result<(), AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let found = restraint_store::find(&mut tx, id).await?;
        let found = found.filter(|found| found.person == me);
        let found = found.ok_or(AppError::NotFound)?;
        if restraint_store::was_asked(&mut tx, id, &once).await? {
            return Ok(());
        }
        found.standing.may_appeal(now.day())?;
        let mut errors = Vec::new();
        let words = lines_of("words", &new.words, APPEAL_MAX, &mut errors);
        let words = words.ok_or(AppError::Invalid(errors))?;
        if !restraint_store::insert_appeal(&mut tx, (id, me), &words, &once, now).await? {
            return Err(AppError::Conflict);
        }
        tx.commit().await?;
        Ok(())
    }

    /// Another moderator says what becomes of it.
    pub(super) async fn settle_restraint(
        &self,
        actor: &Actor,
        id: RestraintId,
        new: NewRestraintStep,
        now: Stamp,
    ) -> Result<RestraintMove, AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let once = self.proposals.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let found = restraint_store::find(&mut tx, id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        if let Some(step) = restraint_store::sent(&mut tx, id, &once).await? {
            return Ok(step);
        }
        may_settle_restraint(actor, found.imposed_by)?;
        if found.person == me {
            return Err(AppError::NotFound);
        }
        let mut errors = Vec::new();
        let step = chosen("step", &new.step, RestraintMove::from_code, &mut errors);
        let reason = lines_of("reason", &new.reason, REASON_MAX, &mut errors);
        let (Some(step), Some(reason)) = (step, reason) else {
            return Err(AppError::Invalid(errors));
        };
        if step == RestraintMove::Impose {
            let wrong = FieldError::new("step", FieldProblem::NotAChoice);
            return Err(AppError::Invalid(vec![wrong]));
        }
        let stale = new.seen.trim() != found.seen.to_string();
        if stale || !found.standing.allows(step, now.day()) {
            return Err(AppError::Conflict);
        }
        let act = NewAct {
            step,
            reason: &reason,
            by: me,
            name: actor.name().unwrap_or_default(),
            standing: actor.standing(Role::Moderator),
            replaces: found.seen,
            once: &once,
        };
        self.done(&mut tx, (actor, id), &act, now).await?;
        tx.commit().await?;
        Ok(step)
    }
}
