//! Two accounts of one person become one: what was written and supported under both.

use std::collections::{BTreeMap, BTreeSet};

use nara_app::error::AppError;
use nara_domain::ids::PersonId;
use nara_domain::time::Stamp;

use super::super::store::{absorb, case, support};
use super::ProposalService;
use crate::db::Tx;
use crate::live::{EventData, EventKind, NewEvent};
use support::LogLine;

impl ProposalService {
    /// Everything of `other` becomes `person`'s, in the caller's transaction, which has locked both
    /// accounts. No proposal counts the person twice afterwards, one that was counted to its end
    /// neither; the log says when which line ended.
    ///
    /// Locks as the writer of support does: people first, then proposals in the order of their
    /// numbers. Answers with what open pages are to be told: it is appended last, because everybody
    /// waits for its numbers.
    pub(crate) async fn absorb(
        &self,
        tx: &mut Tx,
        person: PersonId,
        other: PersonId,
        now: Stamp,
    ) -> Result<Vec<NewEvent>, AppError> {
        let theirs: BTreeMap<i64, i64> = absorb::list_supported(tx, other)
            .await?
            .into_iter()
            .collect();
        let proposed = absorb::list_proposed(tx, other).await?;
        let ids: BTreeSet<i64> = theirs.keys().copied().chain(proposed).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let cases = case::lock_many(tx, &ids).await?;
        let pairs: Vec<_> = ids.iter().map(|id| (*id, person.get())).collect();
        let mine = support::existing(tx, &pairs).await?;
        let (mut log, mut added, mut events) = (Vec::new(), Vec::new(), Vec::new());
        for case in cases {
            let id = case.id.get();
            let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
            let own = [person, other].contains(&case.proposer) && !rules.own_support;
            let (here, there) = (mine.contains(&(id, person.get())), theirs.get(&id));
            let stays = (here || there.is_some()) && !own;
            let mut line = |person: PersonId, given| {
                log.push(LogLine {
                    proposal: id,
                    person: person.get(),
                    given,
                    at: now,
                });
            };
            if there.is_some() {
                support::delete(tx, (id, other.get())).await?;
                line(other, false);
            }
            if here && !stays {
                support::delete(tx, (id, person.get())).await?;
                line(person, false);
            }
            if let (false, true, Some(at)) = (here, stays, there) {
                added.push(((id, person.get()), Stamp(*at)));
                line(person, true);
            }
            let change = i64::from(stays) - i64::from(here) - i64::from(there.is_some());
            if change != 0 {
                support::add_to_count(tx, id, change).await?;
                events.push(NewEvent {
                    kind: EventKind::Support,
                    proposal_id: case.id,
                    data: EventData {
                        count: Some(case.support_count + change),
                        ..EventData::default()
                    },
                });
            }
        }
        let inserted = support::insert(tx, &added).await?;
        if usize::try_from(inserted) != Ok(added.len()) {
            return Err(AppError::Conflict);
        }
        support::append_log(tx, &log).await?;
        absorb::move_writings(tx, other, person).await?;
        Ok(events)
    }

    /// For the jobs: what came in under an account at the very moment it became part of another.
    pub async fn finish_merges(&self, now: Stamp) -> Result<usize, AppError> {
        let left = absorb::list_left_behind(&mut self.db.read().await?).await?;
        for (other, person) in &left {
            let mut tx = self.db.begin().await?;
            absorb::lock_people(&mut tx, &[*other, *person]).await?;
            let (person, other) = (PersonId::new(*person), PersonId::new(*other));
            let events = self.absorb(&mut tx, person, other, now).await?;
            self.finish(tx, &events, now).await?;
        }
        Ok(left.len())
    }
}
