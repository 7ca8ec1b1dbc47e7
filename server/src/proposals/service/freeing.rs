//! What is part of another goes on by itself again, or is archived with it.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::merging::api::{NewFreedom, SideView};
use nara_domain::actor::{Actor, Role};
use nara_domain::answer::{ActKind, merge_fields};
use nara_domain::error::{Denied, FieldError, NotNow};
use nara_domain::ids::ProposalId;
use nara_domain::merging::{REASON_MAX, lets_go};
use nara_domain::permissions::{Action, free_parts};
use nara_domain::text;
use nara_domain::time::Stamp;

use super::record::{By, Entry, append, event, first_standing, project};
use super::{ProposalService, Workroom};
use crate::db::Tx;
use crate::live::{EventKind, NewEvent};
use crate::proposals::store::act;
use crate::proposals::store::case::{self, StoredCase};
use crate::proposals::store::merging as store;

impl Workroom {
    /// Takes the mark away and lets it go on; why, where somebody did it.
    async fn free_one(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        (lead, since): (ProposalId, Option<Stamp>),
        (by, reason): (By<'_>, Option<&str>),
        events: &mut Vec<NewEvent>,
    ) -> Result<(), AppError> {
        store::mark(tx, case.id, None).await?;
        case.merged_into = None;
        let since = since.unwrap_or(by.now);
        let days = since.day().days_until(by.now.day());
        case.course = case.course.clone().resumed(days);
        let mut fields = vec![
            (merge_fields::FREE_OF.to_owned(), lead.to_string()),
            (merge_fields::DAYS.to_owned(), days.to_string()),
        ];
        if let Some(reason) = reason {
            fields.push((merge_fields::REASON.to_owned(), reason.to_owned()));
        }
        self.note_merge(tx, case, by, fields, events).await?;
        self.letters.set_free(tx, case, reason, by.now).await
    }

    /// Appends it to the record of one of the two, and tells.
    pub(super) async fn note_merge(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        By { actor, once, now }: By<'_>,
        fields: impl IntoIterator<Item = (String, String)>,
        events: &mut Vec<NewEvent>,
    ) -> Result<(), AppError> {
        let rules = self.rulesets.get(tx, case.ruleset_id).await?;
        let entry = Entry {
            kind: ActKind::Merge,
            step: None,
            actor,
            standing: first_standing(actor, &[Role::Secretary, Role::Moderator]),
            at: now,
            happened_on: now.day(),
            fields: &BTreeMap::from_iter(fields),
            supersedes: None,
            prepared_by: None,
            once,
        };
        let act = append(tx, case, &entry).await?;
        project(tx, case, &rules, now).await?;
        if case.course.is_public() {
            events.push(event(case, EventKind::State, Some(act)));
        }
        Ok(())
    }
}

/// What is part of this one goes on by itself, from where it was. The parts are locked already, with the
/// one that leads.
pub(super) async fn set_free(
    tx: &mut Tx,
    room: &Workroom,
    lead: ProposalId,
    now: Stamp,
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    for part in store::parts(tx, lead).await? {
        let mut case = case::lock(tx, part.id).await?.ok_or(AppError::Internal)?;
        let once = format!("free:{lead}:{}", now.0);
        let by = By::rule(&once, now);
        let of = (lead, part.since);
        room.free_one(tx, &mut case, of, (by, None), events).await?;
    }
    Ok(())
}

/// What is part of this one is archived with it: its record says so.
pub(super) async fn close_parts(
    tx: &mut Tx,
    room: &Workroom,
    lead: ProposalId,
    by: By<'_>,
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    for part in store::parts(tx, lead).await? {
        let mut case = case::lock(tx, part.id).await?.ok_or(AppError::Internal)?;
        let fields = [(merge_fields::CLOSED_WITH.to_owned(), lead.to_string())];
        room.note_merge(tx, &mut case, by, fields, events).await?;
    }
    Ok(())
}

impl ProposalService {
    /// What it is part of, where the reader may set it free from that.
    pub(super) async fn free_of(
        &self,
        part: &StoredCase,
        actor: &Actor,
    ) -> Result<Option<SideView>, AppError> {
        let Some(lead) = part.merged_into.filter(|_| free_parts(actor).is_ok()) else {
            return Ok(None);
        };
        let mut conn = self.db.read().await?;
        let lead = case::find(&mut conn, lead).await?;
        let lead = lead.ok_or(AppError::Internal)?;
        match lets_go(&lead.course) {
            true => Ok(Some(self.side_view(&mut conn, &lead, actor).await?)),
            false => Ok(None),
        }
    }

    /// As the port's method.
    pub(super) async fn free(
        &self,
        actor: &Actor,
        part: ProposalId,
        new: NewFreedom,
        now: Stamp,
    ) -> Result<(), AppError> {
        let once = self.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let before = self
            .permitted(&mut tx, actor, Action::ReadProposal, part)
            .await?;
        free_parts(actor)?;
        if act::find_once(&mut tx, part, &once).await?.is_some() {
            return Ok(());
        }
        let reason = text::lines(&new.reason, 1, REASON_MAX).map_err(|problem| {
            AppError::Invalid(vec![FieldError::new("reason", problem.into())])
        })?;
        let whole = AppError::Denied(Denied::NotNow(NotNow::OtherStage));
        let Some(lead) = before.merged_into else {
            return Err(whole);
        };
        let mut cases = case::lock_many(&mut tx, &[part.get(), lead.get()]).await?;
        // The same form at the same moment may have been first.
        if act::find_once(&mut tx, part, &once).await?.is_some() {
            return Ok(());
        }
        let mut take = |id| {
            let place = cases.iter().position(|case| case.id == id);
            place.map(|place| cases.swap_remove(place))
        };
        let (Some(mut part), Some(mut lead)) = (take(part), take(lead)) else {
            return Err(AppError::Internal);
        };
        if part.merged_into != Some(lead.id) {
            return Err(AppError::Conflict);
        }
        if !lets_go(&lead.course) {
            return Err(Denied::NotNow(NotNow::Ended).into());
        }
        let parts = store::parts(&mut tx, lead.id).await?;
        let since = parts.iter().find(|one| one.id == part.id);
        let of = (lead.id, since.and_then(|one| one.since));
        let by = By {
            actor,
            once: &once,
            now,
        };
        let mut events = Vec::new();
        let why = (by, Some(reason.as_str()));
        self.room
            .free_one(&mut tx, &mut part, of, why, &mut events)
            .await?;
        let fields = [
            (merge_fields::LET_GO.to_owned(), part.id.to_string()),
            (merge_fields::REASON.to_owned(), reason.clone()),
        ];
        self.room
            .note_merge(&mut tx, &mut lead, by, fields, &mut events)
            .await?;
        self.finish(tx, &events, now).await
    }
}
