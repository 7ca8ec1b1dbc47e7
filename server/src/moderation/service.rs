//! The port's implementation: each method loads, asks the rule, writes, and commits.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::moderation::api::{
    AppealView, CaseItem, CaseView, ModerationPort, MyReport, NewAppeal, NewReport, NewStep, Own,
    Place, Queue, ReportPageView, ReportView, StepView,
};
use nara_domain::actor::{Actor, Role};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::{CommentId, GroupId, ModerationId, PersonId, ProposalId};
use nara_domain::moderation::{
    CaseMove, Hidden, Month, REASON_MAX, REPORT_DAYS, Reason, Settler, WORDS_MAX, can_be_reported,
    look_by, may_take, settler,
};
use nara_domain::permissions::{Action, can, moderate};
use nara_domain::text::{self, slug};
use nara_domain::time::Stamp;

use super::appeal_store;
use super::steps::Taken;
use super::store::{self, Mine, NewStepRow, StoredCase, StoredStep};
use crate::db::{Conn, Db};
use crate::http::limits::{Action as Limited, Limits};
use crate::live::EventKind;
use crate::proposals::store::case::{self, StoredCase as Proposal};
use crate::proposals::store::comment;
use crate::proposals::{ProposalService, event, subject};

#[derive(Clone, Debug)]
pub struct ModerationService {
    pub db: Db,
    pub site: Arc<Site>,
    pub limits: Limits,
    pub proposals: Arc<ProposalService>,
}

/// One of the choices; a problem at the field where it is none.
fn chosen<T>(
    field: &str,
    typed: &str,
    of: impl Fn(&str) -> Option<T>,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    let found = of(typed.trim());
    if found.is_none() {
        let problem = match typed.trim() {
            "" => FieldProblem::Missing,
            _ => FieldProblem::NotAChoice,
        };
        errors.push(FieldError::new(field, problem));
    }
    found
}

/// A step as it can be taken, once the form is read.
struct Step {
    step: CaseMove,
    rule: Option<Reason>,
    reason: String,
}

fn step_of(new: &NewStep) -> Result<Step, AppError> {
    let mut errors = Vec::new();
    let step = chosen("step", &new.step, CaseMove::from_code, &mut errors);
    let is_rule = |code: &str| Reason::from_code(code).filter(|rule| rule.is_rule());
    let rule = match step {
        Some(CaseMove::Hide) => chosen("rule", &new.rule, is_rule, &mut errors),
        _ => None,
    };
    let reason = text::lines(&new.reason, 1, REASON_MAX)
        .map_err(|problem| errors.push(FieldError::new("reason", problem.into())))
        .ok();
    match (step, reason) {
        (Some(step), Some(reason)) if errors.is_empty() => Ok(Step { step, rule, reason }),
        _ => Err(AppError::Invalid(errors)),
    }
}

fn place_of(case: &StoredCase) -> Place {
    Place {
        proposal: case.proposal,
        slug: slug(&case.title),
        title: case.title.clone(),
        kind: case.kind,
        comment: case.comment,
    }
}

/// What was typed in a report.
fn read_report(new: &NewReport) -> Result<(Reason, String), AppError> {
    let mut errors = Vec::new();
    let reason = chosen("reason", &new.reason, Reason::from_code, &mut errors);
    let words = match new.words.trim() {
        "" => String::new(),
        typed => text::lines(typed, 1, WORDS_MAX).unwrap_or_else(|problem| {
            errors.push(FieldError::new("words", problem.into()));
            String::new()
        }),
    };
    match reason.filter(|_| errors.is_empty()) {
        Some(reason) => Ok((reason, words)),
        None => Err(AppError::Invalid(errors)),
    }
}

fn place_of_mine(mine: &Mine) -> Place {
    Place {
        proposal: mine.proposal,
        slug: slug(&mine.title),
        title: mine.title.clone(),
        kind: mine.kind,
        comment: mine.comment,
    }
}

fn item_of(case: &StoredCase, reasons: &[(ModerationId, Reason, i64)]) -> CaseItem {
    let of = reasons.iter().filter(|(id, ..)| *id == case.id);
    CaseItem {
        id: case.id,
        place: place_of(case),
        author: case.author_name.clone(),
        state: case.state,
        opened_at: case.opened_at,
        reasons: of.map(|(_, reason, count)| (*reason, *count)).collect(),
        reports: case.reports,
        appealed_at: case.appealed_at,
    }
}

async fn items(conn: &mut Conn, cases: &[StoredCase]) -> Result<Vec<CaseItem>, AppError> {
    let reasons = store::list_reasons(conn, cases).await?;
    Ok(cases.iter().map(|case| item_of(case, &reasons)).collect())
}

/// The steps that follow from where it is, and that this reader may take.
fn possible(
    case: &StoredCase,
    (actor, by): (&Actor, Settler),
    hid: Option<PersonId>,
) -> Vec<CaseMove> {
    let steps = CaseMove::ALL.iter().copied();
    let appealed = case.appealed_at.is_some();
    steps
        .filter(|step| case.state.after(*step, appealed).is_some())
        .filter(|step| may_take((actor, by), *step, case.author, hid).is_ok())
        .collect()
}

/// Who hid the text, under the account they have now.
fn who_hid(steps: &[StoredStep]) -> Option<PersonId> {
    let hid = steps.iter().find(|step| step.step == CaseMove::Hide);
    hid.map(|step| step.by)
}

fn step_view(step: StoredStep) -> StepView {
    StepView {
        step: step.step,
        rule: step.rule,
        reason: step.reason,
        by_name: step.by_name,
        standing: step.standing,
        at: step.at,
    }
}

impl ModerationService {
    /// What everybody can read and report, with its text.
    async fn readable(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        case: &Proposal,
        comment: Option<CommentId>,
    ) -> Result<(String, String, Option<Hidden>), AppError> {
        let rules = self
            .proposals
            .room()
            .rulesets()
            .get(conn, case.ruleset_id)
            .await?;
        can(actor, Action::ReadProposal, &subject(case, &rules, None))?;
        // What nobody else reads is reported to nobody.
        if !case.course.is_public() {
            return Err(AppError::NotFound);
        }
        let Some(id) = comment else {
            let text = format!(
                "{}\n\n{}",
                case.title,
                case.public_text().unwrap_or_default()
            );
            let name = case.proposer_name.clone();
            return match case.course.text_is_public() {
                true => Ok((text.trim().to_owned(), name, case.hidden)),
                false => Err(AppError::NotFound),
            };
        };
        let found = comment::find(conn, id).await?;
        let found = found.filter(|(of, _)| *of == case.id);
        let (_, found) = found.ok_or(AppError::NotFound)?;
        match can_be_reported(found.standing.as_ref().map(|standing| standing.role)) {
            true => Ok((found.text, found.author, found.hidden)),
            false => Err(AppError::NotFound),
        }
    }

    fn limit(&self, actor: &Actor, network: &str, now: Stamp) -> Result<(), AppError> {
        match actor.person_id() {
            // The demo's accounts are everybody's: strangers would use up each other's.
            Some(_) if self.site.demo => Ok(()),
            Some(person) => self.limits.check(Limited::Report, &person.to_string(), now),
            None => self.limits.check(Limited::ReportNetwork, network, now),
        }
    }

    /// Forgets who reported, and who asked that somebody looks again, where that was settled long ago.
    ///
    /// # Errors
    /// The database's.
    pub async fn clean_up(&self, now: Stamp) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let before = now.plus_days(-REPORT_DAYS);
        let reports = store::forget_before(&mut tx, before).await?;
        if reports + appeal_store::forget_before(&mut tx, before).await? > 0 {
            tx.commit().await?;
        }
        Ok(())
    }
}

#[async_trait]
impl ModerationPort for ModerationService {
    async fn report_page(
        &self,
        actor: &Actor,
        (id, comment): (ProposalId, Option<CommentId>),
        _now: Stamp,
    ) -> Result<ReportPageView, AppError> {
        let mut conn = self.db.read().await?;
        let case = case::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let (text, author, hidden) = self.readable(&mut conn, actor, &case, comment).await?;
        let reported = match (
            store::find_open(&mut conn, id, comment).await?,
            actor.person_id(),
        ) {
            (Some(open), Some(me)) => store::has_reported(&mut conn, open, me).await?,
            _ => false,
        };
        Ok(ReportPageView {
            place: Place {
                proposal: id,
                slug: slug(&case.title),
                title: case.title,
                kind: case.kind,
                comment,
            },
            text,
            author,
            reported,
            hidden,
        })
    }

    async fn report(
        &self,
        actor: &Actor,
        network: &str,
        (id, comment): (ProposalId, Option<CommentId>),
        new: NewReport,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.proposals.once_of(actor, &new.once)?;
        // Whoever is not signed in holds up nobody's writing with a form that says nothing.
        let (reason, words) = read_report(&new)?;
        self.limit(actor, network, now)?;
        let mut tx = self.db.begin().await?;
        // Locked: nobody hides it at this moment.
        let case = case::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let (_, _, hidden) = self.readable(&mut tx, actor, &case, comment).await?;
        if hidden.is_some() {
            return Err(Denied::NotNow(NotNow::TextHidden).into());
        }
        let open = store::open(&mut tx, id, comment, now).await?;
        let by = (open, actor.person_id());
        // Sent twice, or by the same person again: it is reported.
        let _new = store::insert_report(&mut tx, by, (reason, &words), &once, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn queue(&self, actor: &Actor) -> Result<Queue, AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let appealed = store::list_appealed(&mut conn, me).await?;
        let open = store::list_open(&mut conn, me).await?;
        let hidden = store::list_hidden(&mut conn, me).await?;
        Ok(Queue {
            appealed: items(&mut conn, &appealed).await?,
            open: items(&mut conn, &open).await?,
            hidden: items(&mut conn, &hidden).await?,
        })
    }

    async fn of_group(&self, actor: &Actor, group: GroupId) -> Result<Vec<CaseItem>, AppError> {
        let Some(me) = actor.person_id().filter(|_| actor.has(Role::Supervisor)) else {
            return Ok(Vec::new());
        };
        let mut conn = self.db.read().await?;
        let cases = store::list_of_group(&mut conn, me, group).await?;
        items(&mut conn, &cases).await
    }

    async fn reported(&self, actor: &Actor, id: ModerationId) -> Result<CaseView, AppError> {
        let mut conn = self.db.read().await?;
        // What there is, is told to nobody who could not settle anything.
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let found = store::find(&mut conn, me, id).await?;
        let by = settler(actor, found.as_ref().is_some_and(|case| case.runs))?;
        let case = found.ok_or(AppError::NotFound)?;
        let steps = store::list_steps(&mut conn, id).await?;
        let texts = match &case.sealed {
            None => Some(&case.standing),
            Some(sealed) => by.reads_sealed().then_some(sealed),
        };
        let text = texts.map(|fields| {
            let field = |name: &str| fields.get(name).cloned();
            match case.comment {
                Some(_) => (None, field("text").unwrap_or_default()),
                None => (field("title"), field("body").unwrap_or_default()),
            }
        });
        let reports = store::list_reports(&mut conn, id).await?;
        let reasons = store::list_reasons(&mut conn, std::slice::from_ref(&case)).await?;
        // It may be about whoever runs the group.
        let appeal = match by {
            Settler::Moderator => appeal_store::find(&mut conn, id).await?,
            Settler::Supervisor => None,
        };
        let hid = who_hid(&steps);
        Ok(CaseView {
            item: item_of(&case, &reasons),
            text,
            appeal,
            reports: reports
                .into_iter()
                .map(|(reason, words, at)| ReportView { reason, words, at })
                .collect(),
            possible: possible(&case, (actor, by), hid),
            hid_it: hid == Some(me),
            seen: steps.last().map_or(0, |step| step.id),
            steps: steps.into_iter().map(step_view).collect(),
        })
    }

    async fn settle(
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
        let proposal = found.ok_or(AppError::NotFound)?.proposal;
        // Everybody who settles or reports something of a case locks it first.
        let case = case::lock(&mut tx, proposal).await?;
        let case = case.ok_or(AppError::Internal)?;
        let reported = store::find(&mut tx, me, id).await?;
        let reported = reported.ok_or(AppError::NotFound)?;
        if let Some(step) = store::sent(&mut tx, id, &once).await? {
            return Ok(step);
        }
        let Step { step, rule, reason } = step_of(&new)?;
        let steps = store::list_steps(&mut tx, id).await?;
        let before = steps.last().map_or(0, |step| step.id);
        if new.seen.trim() != before.to_string() {
            return Err(AppError::Conflict);
        }
        let to = reported.state.after(step, reported.appealed_at.is_some());
        let to = to.ok_or(AppError::Conflict)?;
        may_take((actor, by), step, reported.author, who_hid(&steps))?;
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
        let moves = (reported.state, to);
        if !store::take(&mut tx, id, moves, &row, now).await? {
            return Err(AppError::Conflict);
        }
        let taken = Taken {
            step,
            rule,
            reason: &reason,
        };
        self.follow_through(&mut tx, (&reported, &case), taken, (actor, by), now)
            .await?;
        // Whoever has the page open is told that there is something to load again.
        let events = match (step, case.course.is_public()) {
            (CaseMove::Leave | CaseMove::Uphold, _) | (_, false) => Vec::new(),
            _ => vec![event(&case, EventKind::State, None)],
        };
        self.proposals.finish(tx, &events, now).await?;
        Ok(step)
    }

    async fn own(&self, actor: &Actor, now: Stamp) -> Result<Own, AppError> {
        let Some(me) = actor.person_id() else {
            return Ok(Own::default());
        };
        let mut conn = self.db.read().await?;
        let reports = store::list_reported_by(&mut conn, me).await?;
        let reports = reports.iter().map(|mine| MyReport {
            place: place_of_mine(mine),
            at: mine.at,
            look_by: look_by(mine.at.day()),
            state: mine.state,
            reason: mine.reason.clone(),
        });
        Ok(Own {
            reports: reports.collect(),
            hidden: Self::hidden_of(&mut conn, me, now).await?,
        })
    }

    async fn appeal_page(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<AppealView, AppError> {
        self.appeal_view(actor, id, now).await
    }

    async fn appeal(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewAppeal,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.ask_again(actor, id, new, now).await
    }

    async fn log(&self, now: Stamp) -> Result<Vec<Month>, AppError> {
        self.counted(now).await
    }
}
