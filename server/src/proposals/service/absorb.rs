//! Two accounts of one person become one: what was written and supported under both.

use std::collections::{BTreeMap, BTreeSet};

use nara_app::error::AppError;
use nara_domain::ids::PersonId;
use nara_domain::support::counts_against;
use nara_domain::time::Stamp;

use super::super::store::{absorb, case, opposition, support};
use super::ProposalService;
use crate::db::Tx;
use crate::live::{EventData, EventKind, NewEvent};
use support::{LogLine, Vote};

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
        let opposed: BTreeMap<i64, i64> = opposition::of_person(tx, other)
            .await?
            .into_iter()
            .collect();
        let proposed = absorb::list_proposed(tx, other).await?;
        let voted = theirs.keys().chain(opposed.keys()).copied();
        // Whoever prepares a decision is no second reader of it, whichever account they use.
        let preparing = absorb::list_preparing(tx, other).await?;
        let ids: BTreeSet<i64> = voted.chain(proposed).chain(preparing).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let cases = case::lock_many(tx, &ids).await?;
        let pairs: Vec<_> = ids.iter().map(|id| (*id, person.get())).collect();
        let mine = support::existing(tx, &pairs).await?;
        let (mut log, mut added, mut events) = (Vec::new(), Vec::new(), Vec::new());
        for mut case in cases {
            let id = case.id.get();
            if case.course.absorb(other, person) {
                case::keep_course(tx, case.id, &case.course).await?;
            }
            let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
            let is_own = [person, other].contains(&case.proposer);
            let own = is_own && !rules.own_support;
            let (here, there) = (mine.contains(&(id, person.get())), theirs.get(&id));
            // One person, one vote: what this account said last is what the person says.
            let opposes = opposition::is_mine(tx, (id, person.get())).await?;
            let stays = (here || there.is_some() && !opposes) && !own;
            let mut line = |person: PersonId, vote| {
                log.push(LogLine {
                    proposal: id,
                    person: person.get(),
                    vote,
                    at: now,
                });
            };
            if there.is_some() {
                support::delete(tx, (id, other.get())).await?;
                line(other, Vote::ForWithdrawn);
            }
            if here && !stays {
                support::delete(tx, (id, person.get())).await?;
                line(person, Vote::ForWithdrawn);
            }
            if let (false, true, Some(at)) = (here, stays, there) {
                added.push(((id, person.get()), Stamp(*at)));
                line(person, Vote::For);
            }
            let mut against = case.against_count;
            if let Some(at) = opposed.get(&id) {
                opposition::delete(tx, (id, other.get())).await?;
                line(other, Vote::AgainstWithdrawn);
                against -= 1;
                if !here && !opposes && !is_own {
                    opposition::insert(tx, (id, person.get()), Stamp(*at)).await?;
                    line(person, Vote::Against);
                    against += 1;
                }
            }
            if opposes && is_own {
                opposition::delete(tx, (id, person.get())).await?;
                line(person, Vote::AgainstWithdrawn);
                against -= 1;
            }
            let change = i64::from(stays) - i64::from(here) - i64::from(there.is_some());
            if change != 0 || against != case.against_count {
                support::add_to_count(tx, id, change).await?;
                let counts = counts_against(&case.course, &rules);
                events.push(NewEvent {
                    kind: EventKind::Support,
                    proposal_id: case.id,
                    data: EventData {
                        count: Some(case.support_count + change),
                        against: counts.then_some(against),
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
