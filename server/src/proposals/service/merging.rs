//! Two proposals become one (T34): suggested by an official, answered by both proposers, done in the
//! moment the second one says yes ([`super::joining`]). Everybody who changes anything of it locks both proposals first, in
//! the order of their numbers.

use async_trait::async_trait;
use nara_app::error::AppError;
use nara_app::merging::api::{
    Answered, MergePort, MergeView, NewFreedom, NewSuggestion, SideView, SuggestionView,
};
use nara_app::proposals::api::{MergedView, PartView};
use nara_domain::actor::Actor;
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::ids::ProposalId;
use nara_domain::merging::{Outcome, REASON_MAX, can_be_part, named};
use nara_domain::permissions::{Action, can, merge_cases};
use nara_domain::text::{self, slug};
use nara_domain::time::Stamp;

use super::ProposalService;
use super::joining::{over, side};
use super::record::{By, subject};
use super::view::support_view;
use crate::db::Conn;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::item::threshold;
use crate::proposals::store::merging::{self as store, StoredSuggestion};
use crate::proposals::store::support;

/// Proposals alike that are offered to whoever suggests.
const ALIKE: i64 = 6;

impl ProposalService {
    pub(super) async fn side_view(
        &self,
        conn: &mut Conn,
        case: &StoredCase,
        actor: &Actor,
    ) -> Result<SideView, AppError> {
        let rules = self.room.rulesets.get(conn, case.ruleset_id).await?;
        let reads = can(actor, Action::ReadUnpublished, &subject(case, &rules, None));
        Ok(SideView {
            id: case.id,
            slug: slug(&case.title),
            title: case.title.clone(),
            proposer_name: case.byline(),
            support_count: case.support_count,
            threshold: threshold(case.kind, case.topic, &rules),
            body: ((reads.is_ok() && case.hidden.is_none()) || case.public_text().is_some())
                .then(|| case.body.clone()),
            course: case.course.clone(),
        })
    }

    async fn suggestion_view(
        &self,
        conn: &mut Conn,
        (found, part): (StoredSuggestion, &StoredCase),
        actor: &Actor,
        now: Stamp,
    ) -> Result<Option<SuggestionView>, AppError> {
        let lead = case::find(conn, found.lead).await?;
        let lead = lead.ok_or(AppError::Internal)?;
        let me = actor.person_id();
        let (of_part, of_lead) = (me == Some(part.proposer), me == Some(lead.proposer));
        if !of_part && !of_lead && merge_cases(actor).is_err() {
            return Ok(None);
        }
        let open = found.ended.is_none() && now.day() <= found.until;
        Ok(Some(SuggestionView {
            lead: self.side_view(conn, &lead, actor).await?,
            reason: found.reason,
            by_name: found.by_name,
            at: found.at,
            until: found.until,
            part_agrees: found.said.part,
            lead_agrees: found.said.lead,
            ended: found.ended,
            asked: open && (of_part || of_lead),
            mine: match (of_part, of_lead) {
                (true, _) => found.said.part,
                (false, true) => found.said.lead,
                (false, false) => None,
            },
            same_proposer: part.proposer == lead.proposer,
        }))
    }

    /// Ends what nobody answered in time, or cannot answer any more. Run by every server.
    pub(super) async fn end_suggestions(&self, now: Stamp) -> Result<(), AppError> {
        let mut last = 0;
        let mut failed = Ok(());
        loop {
            let some = store::over(&mut self.db.read().await?, now.day(), last).await?;
            let Some(end) = some.last() else {
                return failed;
            };
            last = end.get();
            for id in some {
                // One that cannot be ended must not keep the others from it.
                if let Err(error) = self.end_suggestion(id, now).await {
                    tracing::error!(proposal.id = id.get(), %error, "suggestion.failed");
                    failed = failed.and(Err(error));
                }
            }
        }
    }

    async fn end_suggestion(&self, id: ProposalId, now: Stamp) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        let (found, part, lead) = match self.room.lock_suggestion(&mut tx, id).await {
            // Somebody answered, or another server was here.
            Err(AppError::Denied(_)) => return Ok(()),
            locked => locked?,
        };
        self.room
            .end_one(&mut tx, &found, (&part, &lead), Outcome::Lapsed, now)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// What its page shows of what it is part of, and how the reader stands to that.
    pub(super) async fn merged_view(
        &self,
        conn: &mut Conn,
        case: &StoredCase,
        actor: &Actor,
        now: Stamp,
    ) -> Result<Option<MergedView>, AppError> {
        let Some(lead) = case.merged_into else {
            return Ok(None);
        };
        let lead = case::find(conn, lead).await?.ok_or(AppError::Internal)?;
        let rules = self.room.rulesets.get(conn, lead.ruleset_id).await?;
        // While it is being completed, only a few may read it.
        if can(actor, Action::ReadProposal, &subject(&lead, &rules, None)).is_err() {
            return Ok(Some(MergedView::default()));
        }
        let mine = match actor.person_id() {
            Some(person) => support::is_mine(conn, lead.id, person).await?,
            None => false,
        };
        Ok(Some(MergedView {
            support: Some(support_view(&lead, &rules, actor, (mine, false), now.day())),
            lead: Some((lead.id, slug(&lead.title), lead.title)),
        }))
    }

    /// What is part of it, and where the reader is asked something about it or can suggest.
    pub(super) async fn parts_view(
        &self,
        conn: &mut Conn,
        case: &StoredCase,
    ) -> Result<Vec<PartView>, AppError> {
        // Read with the case: most lead nothing.
        let parts = match case.leads {
            true => store::parts(conn, case.id).await?,
            false => Vec::new(),
        };
        let part = |part: store::StoredPart| PartView {
            id: part.id,
            slug: slug(&part.title),
            title: part.title,
            // Named once.
            proposer_name: (part.proposer != case.proposer).then_some(part.proposer_name),
        };
        Ok(parts.into_iter().map(part).collect())
    }
}

#[async_trait]
impl MergePort for ProposalService {
    async fn merge_page(
        &self,
        actor: &Actor,
        part: ProposalId,
        now: Stamp,
    ) -> Result<MergeView, AppError> {
        let (part, suggestion, part_view) = {
            let mut conn = self.db.read().await?;
            let part = self
                .permitted(&mut conn, actor, Action::ReadProposal, part)
                .await?;
            let suggestion = match store::latest(&mut conn, part.id).await? {
                Some(found) => {
                    let of = (found, &part);
                    self.suggestion_view(&mut conn, of, actor, now).await?
                }
                None => None,
            };
            let part_view = self.side_view(&mut conn, &part, actor).await?;
            (part, suggestion, part_view)
        };
        let duty = merge_cases(actor);
        if suggestion.is_none() {
            duty?;
        }
        let hindered = can_be_part(&side(&part)).err();
        let open = suggestion.as_ref().is_some_and(|it| it.ended.is_none());
        let offers = duty.is_ok() && hindered.is_none() && !open;
        let similar = match offers {
            true => self.similar_to(&part.title, ALIKE).await?,
            false => Vec::new(),
        };
        let free_of = self.free_of(&part, actor).await?;
        Ok(MergeView {
            free_of,
            similar: similar.into_iter().filter(|it| it.id != part.id).collect(),
            part: part_view,
            in_duty: duty.is_ok(),
            hindered,
            suggestion,
        })
    }

    async fn suggest(
        &self,
        actor: &Actor,
        part: ProposalId,
        new: NewSuggestion,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.once(&new.once)?;
        let mut tx = self.db.begin().await?;
        self.permitted(&mut tx, actor, Action::ReadProposal, part)
            .await?;
        merge_cases(actor)?;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        if store::is_sent(&mut tx, me, &once).await? {
            return Ok(());
        }
        let mut errors = Vec::new();
        let reason = text::lines(&new.reason, 1, REASON_MAX).unwrap_or_else(|problem| {
            errors.push(FieldError::new("reason", problem.into()));
            String::new()
        });
        let lead = match named(&new.lead) {
            None => Err(FieldProblem::Missing),
            Some(named) => store::find_named(&mut tx, &named)
                .await?
                .ok_or(FieldProblem::NoSuchProposal),
        };
        let lead = match lead {
            Ok(lead) => lead,
            Err(problem) => {
                errors.insert(0, FieldError::new("lead", problem));
                return Err(AppError::Invalid(errors));
            }
        };
        let by = By {
            actor,
            once: &once,
            now,
        };
        self.room
            .suggest_one(&mut tx, (part, lead), by, (&reason, errors))
            .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn answer_merge(
        &self,
        actor: &Actor,
        part: ProposalId,
        answer: &str,
        now: Stamp,
    ) -> Result<Answered, AppError> {
        let mut tx = self.db.begin().await?;
        self.permitted(&mut tx, actor, Action::ReadProposal, part)
            .await?;
        let mut events = Vec::new();
        let said = self
            .room
            .answer_one(&mut tx, part, (actor, answer), now, &mut events)
            .await?;
        self.finish(tx, &events, now).await?;
        match said {
            Some(answered) => Ok(answered),
            // What was possible when it was suggested no longer is.
            None => Err(over()),
        }
    }

    async fn set_free(
        &self,
        actor: &Actor,
        part: ProposalId,
        new: NewFreedom,
        now: Stamp,
    ) -> Result<(), AppError> {
        self.free(actor, part, new, now).await
    }

    async fn take_back_merge(
        &self,
        actor: &Actor,
        part: ProposalId,
        now: Stamp,
    ) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        self.permitted(&mut tx, actor, Action::ReadProposal, part)
            .await?;
        merge_cases(actor)?;
        let (found, part, lead) = self.room.lock_suggestion(&mut tx, part).await?;
        self.room
            .end_one(&mut tx, &found, (&part, &lead), Outcome::TakenBack, now)
            .await?;
        tx.commit().await?;
        Ok(())
    }
}

/// What a reader has to know before anything else of where it is suggested that this one, or another,
/// becomes part of the other: the pages where that is said.
pub(super) async fn asked_about(
    conn: &mut Conn,
    case: &StoredCase,
    actor: &Actor,
) -> Result<Vec<(ProposalId, String)>, AppError> {
    let concerned = actor.person_id() == Some(case.proposer) || merge_cases(actor).is_ok();
    if !case.in_question || !concerned {
        return Ok(Vec::new());
    }
    let asked = store::asked_of(conn, case.id).await?;
    Ok(asked
        .into_iter()
        .map(|(id, title)| (id, slug(&title)))
        .collect())
}
