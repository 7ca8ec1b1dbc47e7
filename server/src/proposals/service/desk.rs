//! What desks ask of cases: handing in and supporting for somebody, within the transaction that writes
//! down what it rests on, and the case itself for whoever runs it.

use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, can};
use nara_domain::proposal::Kind;
use nara_domain::time::Stamp;

use super::ProposalService;
use super::record::subject;
use super::submit::Submission;
use crate::db::{Conn, Tx};
use crate::live::NewEvent;
use crate::people::store as people;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::support::Writer;

impl ProposalService {
    /// The case, where this actor may do this with it.
    pub(crate) async fn permitted(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        action: Action,
        id: ProposalId,
    ) -> Result<StoredCase, AppError> {
        let case = case::find(conn, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(conn, case.ruleset_id).await?;
        can(actor, action, &subject(&case, &rules, None))?;
        Ok(case)
    }

    /// The idea, locked until the transaction ends, for somebody who may read it.
    pub(super) async fn lock_idea(
        &self,
        tx: &mut Tx,
        actor: &Actor,
        id: ProposalId,
    ) -> Result<StoredCase, AppError> {
        let case = case::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
        can(actor, Action::ReadProposal, &subject(&case, &rules, None))?;
        match case.kind {
            Kind::Idea => Ok(case),
            Kind::Proposal | Kind::Problem | Kind::Questions => Err(AppError::NotFound),
        }
    }

    /// As everybody hands in, for a person who has nothing else here.
    pub(crate) async fn hand_in_for(
        &self,
        tx: &mut Tx,
        person: &Actor,
        submission: Submission,
        now: Stamp,
    ) -> Result<(ProposalId, Vec<NewEvent>), AppError> {
        let id = person.person_id().ok_or(AppError::Internal)?;
        let known = people::lock(tx, id).await?.ok_or(AppError::Internal)?;
        let shuffle = super::list::draw(self.entropy.as_ref())?;
        let (ruleset_id, rules) = self.rules_now(tx).await?;
        let place = (ruleset_id, shuffle);
        let handed_in = self
            .put(
                tx,
                (person, &known),
                submission,
                (place, rules.as_ref()),
                ("desk", "", now),
            )
            .await?;
        let (case, events) = handed_in.ok_or(AppError::Conflict)?;
        Ok((case.id, events))
    }

    /// As everybody supports.
    pub(crate) async fn support_for(
        &self,
        tx: &mut Tx,
        person: &Actor,
        id: ProposalId,
        now: Stamp,
    ) -> Result<Vec<NewEvent>, AppError> {
        let writer = Writer::of(self.db.clone(), self.hub.clone(), self.room.clone());
        writer.give_within(tx, person, id, now).await
    }

    pub(crate) async fn finish_entered(
        &self,
        tx: Tx,
        events: &[NewEvent],
        now: Stamp,
    ) -> Result<(), AppError> {
        self.finish(tx, events, now).await
    }
}
