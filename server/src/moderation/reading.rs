//! What was reported, as those read it who settle it, and as those it concerns read it on their own pages.

use nara_app::error::AppError;
use nara_app::moderation::api::{CaseItem, CaseView, MyReport, Own, Queue, ReportView, StepView};
use nara_domain::actor::{Actor, Role};
use nara_domain::ids::{GroupId, ModerationId, PersonId};
use nara_domain::moderation::{
    About, CaseMove, CaseState, DeskText, Reason, Second, Settler, look_by, may_take, settler,
};
use nara_domain::permissions::moderate;
use nara_domain::time::Stamp;

use super::reader_store::{self, Readers};
use super::readers::come_in;
use super::step_store::StoredStep;
use super::store::StoredCase;
use super::text_at::in_words;
use super::{
    ModerationService, appeal_store, danger_store, report_store, restraint_store, step_store, store,
};
use crate::db::Conn;

fn item_of(
    case: &StoredCase,
    reasons: &[(ModerationId, Reason, i64)],
    (readers, me): (&Readers, PersonId),
) -> CaseItem {
    let of = reasons.iter().filter(|(id, ..)| *id == case.id);
    CaseItem {
        id: case.id,
        place: case.at.spot(&case.title),
        author: case.author_name.clone(),
        state: case.state,
        opened_at: case.opened_at,
        reasons: of.map(|(_, reason, count)| (*reason, *count)).collect(),
        reports: case.reports,
        appealed_at: case.appealed_at,
        proposed: case.proposed && case.state == CaseState::Open,
        second_by: case.second_by,
        danger_at: case.danger_at,
        reader: readers.of(DeskText::Reported(case.id), me),
    }
}

pub(super) async fn items(
    conn: &mut Conn,
    cases: &[StoredCase],
    readers: (&Readers, PersonId),
) -> Result<Vec<CaseItem>, AppError> {
    let reasons = store::list_reasons(conn, cases).await?;
    let items = cases.iter().map(|case| item_of(case, &reasons, readers));
    Ok(items.collect())
}

/// The steps that follow from where it is, and that this reader may take.
fn possible(case: &StoredCase, (actor, by): (&Actor, Settler), about: &About) -> Vec<CaseMove> {
    let steps = CaseMove::ALL.iter().copied();
    steps
        .filter(|step| case.state.after(*step, about).is_some())
        .filter(|step| may_take((actor, by), (*step, None), about).is_ok())
        .collect()
}

/// What the next step depends on.
pub(super) fn about(case: &StoredCase, steps: &[StoredStep]) -> About {
    let by = |kind: CaseMove| steps.iter().find(|step| step.step == kind);
    About {
        author: case.author,
        hid: who_hid(steps),
        proposed: by(CaseMove::Propose).map(|step| step.by),
        second: match (case.state, case.second_by) {
            (CaseState::Open, _) if case.elected => Second::Needed,
            (CaseState::Hidden, Some(by)) => Second::By(by),
            _ => Second::No,
        },
        appeal_waits: case.appealed_at.is_some(),
        lapsed: case.lapses > 0,
    }
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
    pub(super) async fn waiting(&self, actor: &Actor, now: Stamp) -> Result<Queue, AppError> {
        moderate(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut conn = self.db.read().await?;
        let appealed = store::list_appealed(&mut conn, me).await?;
        let open = store::list_open(&mut conn, me).await?;
        let hidden = store::list_hidden(&mut conn, me).await?;
        let readers = reader_store::list(&mut conn, now).await?;
        let by = (&readers, me);
        let open = items(&mut conn, &open, by).await?;
        let (urgent, open) = open.into_iter().partition(|item| item.danger_at.is_some());
        Ok(Queue {
            urgent,
            appealed: items(&mut conn, &appealed, by).await?,
            open,
            hidden: items(&mut conn, &hidden, by).await?,
            restraints: Self::restraints_going(&mut conn, now).await?,
        })
    }

    pub(super) async fn reported_in(
        &self,
        actor: &Actor,
        group: GroupId,
        now: Stamp,
    ) -> Result<Vec<CaseItem>, AppError> {
        let Some(me) = actor.person_id().filter(|_| actor.has(Role::Supervisor)) else {
            return Ok(Vec::new());
        };
        let mut conn = self.db.read().await?;
        let cases = store::list_of_group(&mut conn, me, group).await?;
        let readers = reader_store::list(&mut conn, now).await?;
        items(&mut conn, &cases, (&readers, me)).await
    }

    /// Its page. Whoever can do something with it is said to read it.
    pub(super) async fn opened(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<CaseView, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let mut view = self.case_view(actor, id, now).await?;
        // Whoever has suggested to hide it waits for somebody else.
        if !view.possible.is_empty() && !view.proposed_it {
            let text = DeskText::Reported(id);
            view.item.reader = come_in(&self.db, text, me, now).await;
        }
        Ok(view)
    }

    /// Several at once, without saying that anybody reads them; what is not there any more is left out.
    pub(super) async fn case_views(
        &self,
        actor: &Actor,
        ids: &[ModerationId],
        now: Stamp,
    ) -> Result<Vec<CaseView>, AppError> {
        moderate(actor)?;
        let mut views = Vec::with_capacity(ids.len());
        for id in ids {
            match self.case_view(actor, *id, now).await {
                Ok(view) => views.push(view),
                Err(AppError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(views)
    }

    async fn case_view(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<CaseView, AppError> {
        let mut conn = self.db.read().await?;
        // What there is, is told to nobody who could not settle anything.
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let found = store::find(&mut conn, me, id).await?;
        let by = settler(actor, found.as_ref().is_some_and(|case| case.runs))?;
        let case = found.ok_or(AppError::NotFound)?;
        let steps = step_store::list_steps(&mut conn, id).await?;
        let texts = match &case.sealed {
            None => Some(&case.standing),
            Some(sealed) => by.reads_sealed().then_some(sealed),
        };
        let text = texts.map(|fields| in_words(case.at, fields));
        let reports = report_store::list_reports(&mut conn, id).await?;
        let reasons = store::list_reasons(&mut conn, std::slice::from_ref(&case)).await?;
        // It may be about whoever runs the group.
        let appeal = match by {
            Settler::Moderator => appeal_store::find(&mut conn, id).await?,
            Settler::Supervisor => None,
        };
        let around = about(&case, &steps);
        let readers = reader_store::list(&mut conn, now).await?;
        Ok(CaseView {
            item: item_of(&case, &reasons, (&readers, me)),
            danger: danger_store::find(&mut conn, id).await?,
            text,
            appeal,
            reports: reports
                .into_iter()
                .map(|(reason, words, at)| ReportView { reason, words, at })
                .collect(),
            possible: possible(&case, (actor, by), &around),
            hid_it: around.hid == Some(me),
            lapsed: step_store::lapsed_at(&mut conn, id).await?,
            second: around.second,
            lapsed_before: around.lapsed,
            proposed_it: around.proposed == Some(me),
            restraint: restraint_store::find_of_case(&mut conn, id).await?,
            seen: steps.last().map_or(0, |step| step.id),
            steps: steps.into_iter().map(step_view).collect(),
        })
    }

    pub(super) async fn own_view(&self, actor: &Actor, now: Stamp) -> Result<Own, AppError> {
        let Some(me) = actor.person_id() else {
            return Ok(Own::default());
        };
        let mut conn = self.db.read().await?;
        let reports = report_store::list_reported_by(&mut conn, me).await?;
        let reports = reports.iter().map(|mine| MyReport {
            place: mine.text.spot(&mine.title),
            at: mine.at,
            look_by: look_by(mine.at.day()),
            state: mine.state,
            reason: mine.reason.clone(),
        });
        Ok(Own {
            reports: reports.collect(),
            hidden: Self::hidden_of(&mut conn, me, now).await?,
            restraints: Self::restraints_of(&mut conn, me, now).await?,
        })
    }
}
