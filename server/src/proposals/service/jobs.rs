//! What happens by itself when a day has passed.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::privacy::DRAFT_DAYS;
use nara_domain::proposal::{Course, Stage, Transition, TransitionKind};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::{By, move_context, move_proposal};
use crate::db::DbError;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::{adoption, comment_draft, draft};

impl ProposalService {
    /// Closes the time for support, and problems, where their last day has passed, asks those who wanted something whether
    /// it was done, ends suggestions that nobody answered in time, and forgets old drafts. Called every
    /// minute; doing it twice does nothing more. Answers with how many cases were moved, or, when
    /// everything has been tried, with the first thing that failed.
    pub async fn run_due(&self, now: Stamp) -> Result<usize, AppError> {
        let mut moved = 0;
        let mut failed = None;
        let mut last = 0;
        loop {
            let some = case::collecting_after(&mut self.db.read().await?, last).await?;
            let Some((end, _)) = some.last() else { break };
            last = end.get();
            for (id, case) in some {
                // One case that cannot be moved must not keep the others from it.
                match self.close_if_due(id, case, now).await {
                    Ok(done) => moved += usize::from(done),
                    Err(error) => {
                        tracing::error!(proposal.id = id.get(), %error, "deadline.failed");
                        failed = Some(error);
                    }
                }
            }
        }
        // What cannot be done keeps nothing behind it from being done.
        let forgotten = self.forget_drafts(now).await;
        let asked = self.ask_if_done(now).await;
        let ended = self.end_suggestions(now).await;
        let problems = self.end_problems(now).await;
        // Told when everything has been tried, so that whoever watches the jobs sees it.
        let closed = failed.map_or(Ok(()), Err);
        let all = closed.and(forgotten).and(asked).and(ended).and(problems);
        all.map(|()| moved)
    }

    async fn close_if_due(
        &self,
        id: ProposalId,
        case: Result<StoredCase, DbError>,
        now: Stamp,
    ) -> Result<bool, AppError> {
        match case?.course.as_proposal() {
            Some(Stage::Collecting { closes, .. }) if *closes < now.day() => {
                self.close_collecting(id, now).await
            }
            _ => Ok(false),
        }
    }

    async fn close_collecting(&self, id: ProposalId, now: Stamp) -> Result<bool, AppError> {
        let mut tx = self.db.begin().await?;
        let Some(mut case) = case::lock(&mut tx, id).await? else {
            return Ok(false);
        };
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        let system = &Actor::System;
        let Course::Proposal(stage) = &case.course else {
            return Ok(false);
        };
        let context = move_context(&case, &rules, system, now.day());
        // With enough support it goes on (rules that wait for the end), otherwise it ends here.
        // Neither where somebody else has moved it meanwhile.
        let step = if stage
            .ready_for(TransitionKind::ReachThreshold, &context)
            .is_ok()
        {
            Transition::ReachThreshold
        } else if stage
            .ready_for(TransitionKind::MissThreshold, &context)
            .is_ok()
        {
            Transition::MissThreshold
        } else {
            return Ok(false);
        };
        let once = step.kind().code();
        let mut events = Vec::new();
        let by = By::rule(once, now);
        move_proposal(
            &mut tx,
            &self.room,
            &mut case,
            &rules,
            by,
            &step,
            &mut events,
        )
        .await?;
        self.finish(tx, &events, now).await?;
        Ok(true)
    }

    async fn forget_drafts(&self, now: Stamp) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let before = now.plus_days(-DRAFT_DAYS);
        let drafts = draft::forget_before(&mut tx, before).await?;
        // Afterwards: what is being written is kept as long as its draft.
        let asked = adoption::forget_before(&mut tx, before).await?;
        let comments = comment_draft::forget_before(&mut tx, before).await?;
        if drafts + asked + comments > 0 {
            tx.commit().await?;
        }
        Ok(())
    }
}
