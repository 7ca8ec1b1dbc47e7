//! The port's implementation. What each method does stands where its work is: reporting, reading, settling,
//! appeals.

use std::sync::Arc;

use async_trait::async_trait;
use nara_app::context::Site;
use nara_app::error::AppError;
use nara_app::moderation::api::{
    AppealView, CaseItem, CaseView, ModerationPort, NewAppeal, NewRein, NewReport, NewRestraint,
    NewRestraintStep, NewStep, Own, Queue, ReinPage, ReportPageView, RestrainPage, RestraintPage,
    Talk, TextRef,
};
use nara_domain::actor::Actor;
use nara_domain::ids::{CommentId, GroupId, ModerationId, ProposalId, RestraintId};
use nara_domain::moderation::{CaseMove, Month, REPORT_DAYS, ReinMove, RestraintMove};
use nara_domain::time::Stamp;

use super::{appeal_store, reader_store, report_store, restraint_store};
use crate::db::Db;
use crate::http::limits::Limits;
use crate::proposals::ProposalService;
use crate::settings::Settings;

#[derive(Clone, Debug)]
pub struct ModerationService {
    pub db: Db,
    pub site: Arc<Site>,
    pub limits: Limits,
    pub proposals: Arc<ProposalService>,
    /// Who is written to when a text is a threat.
    pub settings: Settings,
}

impl ModerationService {
    /// Forgets who reported, and who asked that somebody looks again, where that was settled long ago; and who read
    /// a text.
    ///
    /// # Errors
    /// The database's.
    pub async fn clean_up(&self, now: Stamp) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let before = now.plus_days(-REPORT_DAYS);
        let reports = report_store::forget_before(&mut tx, before).await?;
        let appeals = appeal_store::forget_before(&mut tx, before).await?;
        let others = restraint_store::forget_before(&mut tx, before).await?;
        let readers = reader_store::forget_before(&mut tx, now).await?;
        if reports + appeals + others + readers > 0 {
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
        text: TextRef,
        _now: Stamp,
    ) -> Result<ReportPageView, AppError> {
        self.report_view(actor, text).await
    }

    async fn report(
        &self,
        actor: &Actor,
        network: &str,
        text: TextRef,
        new: NewReport,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.take_report(actor, network, text, new, now).await
    }

    async fn queue(&self, actor: &Actor, now: Stamp) -> Result<Queue, AppError> {
        self.waiting(actor, now).await
    }

    async fn of_group(
        &self,
        actor: &Actor,
        group: GroupId,
        now: Stamp,
    ) -> Result<Vec<CaseItem>, AppError> {
        self.reported_in(actor, group, now).await
    }

    async fn reported(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<CaseView, AppError> {
        self.opened(actor, id, now).await
    }

    async fn picked(
        &self,
        actor: &Actor,
        ids: &[ModerationId],
        now: Stamp,
    ) -> Result<Vec<CaseView>, AppError> {
        self.case_views(actor, ids, now).await
    }

    async fn take_over(&self, actor: &Actor, id: ModerationId, now: Stamp) -> Result<(), AppError> {
        self.read_instead(actor, id, now).await
    }

    async fn raise_danger(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.raise(actor, id, now).await
    }

    async fn settle(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewStep,
        now: Stamp,
    ) -> Result<CaseMove, AppError> {
        self.take_step(actor, id, new, now).await
    }

    async fn own(&self, actor: &Actor, now: Stamp) -> Result<Own, AppError> {
        self.own_view(actor, now).await
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

    async fn restrain_page(
        &self,
        actor: &Actor,
        id: ModerationId,
        now: Stamp,
    ) -> Result<RestrainPage, AppError> {
        self.restrain_view(actor, id, now).await
    }

    async fn restrain(
        &self,
        actor: &Actor,
        id: ModerationId,
        new: NewRestraint,
        now: Stamp,
    ) -> Result<RestraintId, AppError> {
        self.impose(actor, id, new, now).await
    }

    async fn restraint(
        &self,
        actor: &Actor,
        id: RestraintId,
        now: Stamp,
    ) -> Result<RestraintPage, AppError> {
        self.restraint_view(actor, id, now).await
    }

    async fn appeal_restraint(
        &self,
        actor: &Actor,
        id: RestraintId,
        new: NewRestraintStep,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.ask_about_restraint(actor, id, new, now).await
    }

    async fn step_restraint(
        &self,
        actor: &Actor,
        id: RestraintId,
        new: NewRestraintStep,
        now: Stamp,
    ) -> Result<RestraintMove, AppError> {
        self.settle_restraint(actor, id, new, now).await
    }

    async fn talk(&self, actor: &Actor, id: ProposalId, now: Stamp) -> Result<Talk, AppError> {
        self.talk_of(actor, id, now).await
    }

    async fn rein_page(
        &self,
        actor: &Actor,
        of: (ProposalId, Option<CommentId>),
        now: Stamp,
    ) -> Result<ReinPage, AppError> {
        self.rein_view(actor, of, now).await
    }

    async fn rein(
        &self,
        actor: &Actor,
        of: (ProposalId, Option<CommentId>),
        new: NewRein,
        now: Stamp,
    ) -> Result<(ReinMove, String), AppError> {
        self.take_rein(actor, of, new, now).await
    }

    async fn log(&self, now: Stamp) -> Result<Vec<Month>, AppError> {
        self.counted(now).await
    }
}
