//! Two proposals become one, within one transaction: what is suggested, what is said to it, and what
//! follows in the moment the second one says yes. The port ([`super::merging`]) begins and commits; so
//! does the demo's builder.

use nara_app::error::AppError;
use nara_app::merging::api::Answered;
use nara_domain::actor::{Actor, Level, Role};
use nara_domain::answer::merge_fields;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::ProposalId;
use nara_domain::merging::{
    Answer, Consents, NotMergeable, Outcome, Side, answer_until, may_merge,
};
use nara_domain::permissions::{Action, can};
use nara_domain::time::Stamp;

use super::Workroom;
use super::record::{By, first_standing, subject};
use crate::campaigns::store as campaigns;
use crate::db::{Conn, Tx};
use crate::follow::store as follow;
use crate::live::NewEvent;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::merging::{self as store, StoredSuggestion};
use crate::proposals::store::prepared;

pub(super) const fn over() -> AppError {
    AppError::Denied(Denied::NotNow(NotNow::MergeOver))
}

fn at_lead(why: NotMergeable) -> AppError {
    let problem = FieldProblem::NotMergeable { why };
    AppError::Invalid(vec![FieldError::new("lead", problem)])
}

pub(super) fn side(case: &StoredCase) -> Side<'_> {
    Side {
        id: case.id,
        course: &case.course,
        merged_into: case.merged_into,
        has_parts: case.leads,
    }
}

/// The rule with all it asks for; both are locked, or only looked at.
async fn check(
    conn: &mut Conn,
    part: &StoredCase,
    lead: &StoredCase,
) -> Result<Result<(), NotMergeable>, AppError> {
    if let Err(why) = may_merge(&side(part), &side(lead)) {
        return Ok(Err(why));
    }
    if campaigns::is_chosen(conn, part.id).await? {
        return Ok(Err(NotMergeable::InSlot));
    }
    for proposer in [part.proposer, lead.proposer] {
        if !store::can_answer(conn, proposer).await? {
            return Ok(Err(NotMergeable::ProposerGone));
        }
    }
    Ok(Ok(()))
}

impl Workroom {
    /// Asks both proposers, where nothing stands against it; `errors` is what is wrong with the rest of
    /// the form.
    pub(in crate::proposals) async fn suggest_one(
        &self,
        tx: &mut Tx,
        (part, lead): (ProposalId, ProposalId),
        by: By<'_>,
        (reason, mut errors): (&str, Vec<FieldError>),
    ) -> Result<(), AppError> {
        let By { actor, once, now } = by;
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let ids = [part.get(), lead.get()];
        let cases = case::lock_many(tx, &ids).await?;
        let of = |id| cases.iter().find(|case| case.id == id);
        let (Some(part), Some(lead)) = (of(part), of(lead)) else {
            return Err(AppError::NotFound);
        };
        let rules = self.rulesets.get(tx, lead.ruleset_id).await?;
        // What this reader may not know of is not told apart from what is not there.
        let reads = can(actor, Action::ReadProposal, &subject(lead, &rules, None));
        let problem = match (reads, check(tx, part, lead).await?) {
            (Err(_), _) => Some(FieldProblem::NoSuchProposal),
            (Ok(()), Err(why)) => Some(FieldProblem::NotMergeable { why }),
            (Ok(()), Ok(())) => None,
        };
        if let Some(problem) = problem {
            errors.insert(0, FieldError::new("lead", problem));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let latest = store::latest(tx, part.id).await?;
        if latest.is_some_and(|it| it.ended.is_none()) {
            return Err(at_lead(NotMergeable::AskedAlready));
        }
        let until = answer_until(now.day());
        let row = store::NewSuggestion {
            part: part.id,
            lead: lead.id,
            reason,
            by: me,
            by_name: actor.name().unwrap_or_default(),
            by_standing: first_standing(actor, &[Role::Secretary, Role::Moderator]),
            at: now,
            until,
            once,
        };
        match store::insert(tx, &row).await {
            Err(error) if error.is_unique_violation() => return Err(AppError::Conflict),
            other => other?,
        };
        let letters = &self.letters;
        letters
            .ask_to_merge(tx, (part, lead), (&row, until), now)
            .await?;
        Ok(())
    }

    /// Takes down what one of the two says. None where both want it and it is no longer possible; that,
    /// too, is written.
    pub(in crate::proposals) async fn answer_one(
        &self,
        tx: &mut Tx,
        part: ProposalId,
        (actor, answer): (&Actor, &str),
        now: Stamp,
        events: &mut Vec<NewEvent>,
    ) -> Result<Option<Answered>, AppError> {
        let me = actor.person_id().ok_or(AppError::SignIn)?;
        let (found, mut part, mut lead) = self.lock_suggestion(tx, part).await?;
        let (of_part, of_lead) = (part.proposer == me, lead.proposer == me);
        if !of_part && !of_lead {
            return Err(Denied::NotYours.into());
        }
        if found.until < now.day() {
            return Err(over());
        }
        let answer = Answer::from_code(answer).ok_or_else(|| {
            let problem = match answer {
                "" => FieldProblem::Missing,
                _ => FieldProblem::NotAChoice,
            };
            AppError::Invalid(vec![FieldError::new("answer", problem)])
        })?;
        let yes = Some(answer == Answer::Yes);
        let said = Consents {
            part: if of_part { yes } else { found.said.part },
            lead: if of_lead { yes } else { found.said.lead },
        };
        if !store::answer(tx, found.id, said).await? {
            return Err(over());
        }
        match said.settled() {
            None => Ok(Some(Answered::Waiting)),
            Some(Answer::No) => {
                let both = (&part, &lead);
                self.end_one(tx, &found, both, Outcome::Declined, now)
                    .await?;
                Ok(Some(Answered::Declined))
            }
            Some(Answer::Yes) if check(tx, &part, &lead).await?.is_err() => {
                let both = (&part, &lead);
                self.end_one(tx, &found, both, Outcome::Lapsed, now).await?;
                Ok(None)
            }
            Some(Answer::Yes) => {
                let both = (&mut part, &mut lead);
                events.extend(self.join(tx, &found, both, now).await?);
                Ok(Some(Answered::Merged))
            }
        }
    }

    /// The two and their open suggestion, locked.
    pub(super) async fn lock_suggestion(
        &self,
        tx: &mut Tx,
        part: ProposalId,
    ) -> Result<(StoredSuggestion, StoredCase, StoredCase), AppError> {
        let found = store::latest(tx, part).await?;
        let before = found.filter(|found| found.ended.is_none()).ok_or(over())?;
        let ids = [part.get(), before.lead.get()];
        case::lock_many(tx, &ids).await?;
        // Once more, as whoever held one of them may have made it part of another.
        let mut cases = case::lock_many(tx, &ids).await?;
        let mut take = |id| {
            let place = cases.iter().position(|case| case.id == id);
            place.map(|place| cases.swap_remove(place))
        };
        let (of_part, of_lead) = (take(part), take(before.lead));
        // As it stands now that nobody else changes it.
        let found = store::latest(tx, part).await?;
        let found = found.filter(|found| found.ended.is_none() && found.id == before.id);
        match (found, of_part, of_lead) {
            (Some(found), Some(part), Some(lead)) => Ok((found, part, lead)),
            _ => Err(over()),
        }
    }

    pub(super) async fn end_one(
        &self,
        tx: &mut Tx,
        found: &StoredSuggestion,
        (part, lead): (&StoredCase, &StoredCase),
        outcome: Outcome,
        now: Stamp,
    ) -> Result<(), AppError> {
        if store::end(tx, found.id, outcome, now).await? {
            let letters = &self.letters;
            letters
                .merge_over(tx, (part, lead), (found.by, outcome), now)
                .await?;
        }
        Ok(())
    }

    /// Makes the one part of the other, by what both have said.
    async fn join(
        &self,
        tx: &mut Tx,
        found: &StoredSuggestion,
        (part, lead): (&mut StoredCase, &mut StoredCase),
        now: Stamp,
    ) -> Result<Vec<NewEvent>, AppError> {
        if !store::end(tx, found.id, Outcome::Merged, now).await? {
            return Err(over());
        }
        match store::mark(tx, part.id, Some(lead.id)).await {
            Err(error) if error.is_race() || error.is_refused_by_trigger() => {
                return Err(AppError::Conflict);
            }
            other => other?,
        };
        part.merged_into = Some(lead.id);
        if part.proposer != lead.proposer {
            // What they asked for goes on there.
            follow::follow_unless_stopped(tx, part.proposer, lead.id, now).await?;
        }
        // Whoever suggested it stands for it; it is done now that both agree.
        let by = Actor::Person {
            id: found.by,
            name: found.by_name.clone(),
            level: Level::T,
            standings: found.by_standing.clone().into_iter().collect(),
            dormant: Vec::new(),
            restraint: None,
        };
        let once = format!("merge:{}", found.id);
        let by = By {
            actor: &by,
            once: &once,
            now,
        };
        let mut events = Vec::new();
        for (case, field, other) in [
            (&mut *part, merge_fields::LEAD, lead.id),
            (&mut *lead, merge_fields::PART, found.part),
        ] {
            let fields = [
                (field.to_owned(), other.to_string()),
                (merge_fields::REASON.to_owned(), found.reason.clone()),
            ];
            self.note_merge(tx, case, by, fields, &mut events).await?;
        }
        prepared::remove(tx, part.id).await?;
        self.letters.merged(tx, (part, lead), found, now).await?;
        Ok(events)
    }
}
