//! Whether it was done: asking those who wanted it, and taking down what they say.

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::proposals::api::{FollowUp, FollowUpPort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::follow_up::{ASK_MONTHS, REPLY_DAYS, Reply, open_until, question_due};
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, can};
use nara_domain::proposal::Stage;
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::subject;
use crate::db::Conn;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::{follow_up, support};

impl ProposalService {
    /// Asks wherever the day has come, each question once, whichever server does it.
    pub(super) async fn ask_if_done(&self, now: Stamp) -> Result<(), AppError> {
        let today = now.day();
        let most = ASK_MONTHS.into_iter().max().unwrap_or_default();
        let least = ASK_MONTHS.into_iter().min().unwrap_or_default();
        let decided = (
            today.add_months(-most).add_days(-REPLY_DAYS),
            today.add_months(-least),
        );
        let mut last = 0;
        let mut failed = Ok(());
        loop {
            let mut conn = self.db.read().await?;
            let some = follow_up::candidates(&mut conn, last, decided).await?;
            drop(conn);
            let Some(end) = some.last() else {
                return failed;
            };
            last = end.get();
            for id in some {
                // One that cannot be asked about must not keep the others from it.
                if let Err(error) = self.ask(id, now).await {
                    tracing::error!(proposal.id = id.get(), %error, "follow_up.failed");
                    failed = failed.and(Err(error));
                }
            }
        }
    }

    async fn ask(&self, id: ProposalId, now: Stamp) -> Result<(), AppError> {
        let today = now.day();
        let mut conn = self.db.read().await?;
        let case = case::find(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let asked = follow_up::asked(&mut conn, id).await?;
        drop(conn);
        let Some(months) = due(&case, now, &asked) else {
            return Ok(());
        };
        let mut tx = self.db.begin().await?;
        let until = open_until(today);
        if follow_up::ask(&mut tx, id, months, until, now).await? {
            let letters = &self.room.letters;
            letters.ask_if_done(&mut tx, &case, until, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// What its page shows of it; nothing where nothing was promised or nobody has been asked.
    pub(super) async fn follow_up_view(
        &self,
        conn: &mut Conn,
        case: &StoredCase,
        (reader, supports): (&Actor, bool),
        now: Stamp,
    ) -> Result<Option<FollowUp>, AppError> {
        if promised(case).is_none() {
            return Ok(None);
        }
        let person = reader.person_id();
        let mut found = follow_up::latest(conn, case.id, person).await?;
        if let Some(found) = &mut found {
            let wanted = supports || person == Some(case.proposer);
            found.may_reply = wanted && now.day() <= found.until;
        }
        Ok(found)
    }
}

/// The stage, where it or what came before it was a yes.
fn promised(case: &StoredCase) -> Option<&Stage> {
    let stage = case.course.as_proposal()?;
    stage.promise().map(|_| stage)
}

fn due(case: &StoredCase, now: Stamp, asked: &[i64]) -> Option<i64> {
    let decision = promised(case)?.decision()?;
    question_due(decision.meeting.date, now.day(), asked)
}

#[async_trait]
impl FollowUpPort for ProposalService {
    async fn reply(
        &self,
        actor: &Actor,
        id: ProposalId,
        reply: &str,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        // Locked, so that a correction of the decision and a reply to it do not pass each other.
        let case = case::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        can(actor, Action::ReadProposal, &subject(&case, &rules, None))?;
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let supports = support::is_mine(&mut tx, id, person).await?;
        let view = self.follow_up_view(&mut tx, &case, (actor, supports), now);
        let asked = view.await?.ok_or(AppError::NotFound)?;
        if !supports && person != case.proposer {
            return Err(Denied::NotYours.into());
        }
        if !asked.may_reply {
            return Err(Denied::NotNow(NotNow::RepliesClosed).into());
        }
        let reply = Reply::from_code(reply).ok_or_else(|| {
            let problem = match reply {
                "" => FieldProblem::Missing,
                _ => FieldProblem::NotAChoice,
            };
            AppError::Invalid(vec![FieldError::new("reply", problem)])
        })?;
        follow_up::say(&mut tx, (id, asked.months), person, reply, now).await?;
        tx.commit().await?;
        Ok(())
    }
}
