//! What happens by itself when a day has passed.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Course, Transition, TransitionKind};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::{By, move_context, move_proposal};
use crate::proposals::store::{case, draft};

/// Days an untouched draft is kept.
const DRAFT_DAYS: i64 = 90;

impl ProposalService {
    /// Closes the time for support where its last day has passed and forgets old drafts. Called
    /// every minute; doing it twice does nothing more. Answers with how many cases were moved.
    pub async fn run_due(&self, now: Stamp) -> Result<usize, AppError> {
        let mut moved = 0;
        let mut last = 0;
        loop {
            let some = case::collecting_after(&mut self.db.read().await?, last).await?;
            let Some(end) = some.last() else { break };
            last = end.id.get();
            for case in some {
                let closes = match case.course.as_proposal() {
                    Some(nara_domain::proposal::Stage::Collecting { closes, .. }) => *closes,
                    _ => continue,
                };
                if closes < now.day() && self.close_collecting(case.id, now).await? {
                    moved += 1;
                }
            }
        }
        self.forget_drafts(now).await?;
        Ok(moved)
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
        if draft::forget_before(&mut tx, now.plus_days(-DRAFT_DAYS)).await? > 0 {
            tx.commit().await?;
        }
        Ok(())
    }
}
