//! Votes for and against: given, taken back, and taken along from what became part of another.

use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::error::Denied;
use nara_domain::ids::PersonId;
use nara_domain::proposal::{AnnounceWhen, Stage, Transition};
use nara_domain::support::{SupportRefused, may_oppose, may_support, may_withdraw};
use nara_domain::time::Stamp;

use super::Walker;
use super::model::Model;
use super::steps::actor_name;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    For,
    ForWithdrawn,
    Against,
    AgainstWithdrawn,
}

impl Model {
    /// What comes of a vote; the error where it is refused.
    pub fn vote(&self, actor: &Actor, vote: Vote, now: Stamp) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        let (public, counted) = (self.course().is_public(), self.rules.votes_against);
        let (supports, opposes) = (
            self.supporters.contains(&person),
            self.against.contains(&person),
        );
        let as_it_is = match vote {
            Vote::For => supports,
            Vote::ForWithdrawn => !supports,
            Vote::Against => counted && opposes,
            Vote::AgainstWithdrawn if !counted => return Err(AppError::NotFound),
            Vote::AgainstWithdrawn => !opposes,
        };
        match (public, as_it_is) {
            (false, _) => return Err(AppError::NotFound),
            (true, true) => return Ok(()),
            // What is part of another neither gets nor gives back any vote.
            _ if self.merged.is_some() => {
                return Err(AppError::SupportRefused(SupportRefused::Merged));
            }
            _ => {}
        }
        let course = self.course();
        let (what, today) = ((&course, Some(self.topic)), now.day());
        let ruled = match vote {
            Vote::For => may_support(what, &self.rules, actor, Some(self.proposer), today),
            Vote::Against => may_oppose(what, &self.rules, actor, Some(self.proposer), today),
            _ => may_withdraw(what, &self.rules, actor, today),
        };
        ruled.map_err(|refused| match refused {
            SupportRefused::SignIn => AppError::SignIn,
            SupportRefused::NotFound => AppError::NotFound,
            SupportRefused::Level(level) => AppError::Denied(Denied::Level(level)),
            SupportRefused::Role => AppError::Denied(Denied::Role),
            other => AppError::SupportRefused(other),
        })
    }

    /// Counts a vote that was not refused. One person, one vote: each takes the other's place, and the
    /// log has a line for either. Whether it was the one that takes the case to the council.
    pub fn count_vote(&mut self, person: PersonId, vote: Vote) -> bool {
        let (to, from) = match vote {
            Vote::For | Vote::ForWithdrawn => (&mut self.supporters, &mut self.against),
            _ => (&mut self.against, &mut self.supporters),
        };
        let given = matches!(vote, Vote::For | Vote::Against);
        let changed = match given {
            true => to.insert(person),
            false => to.remove(&person),
        };
        let also = given && changed && from.remove(&person);
        self.votes += i64::from(changed) + i64::from(also);
        let Stage::Collecting { threshold, .. } = &self.stage else {
            return false;
        };
        let at_once = self.rules.announce_when == AnnounceWhen::AtOnce;
        changed && vote == Vote::For && at_once && self.count() >= *threshold
    }
}

impl Walker {
    pub(super) async fn vote(&mut self) {
        let follows = self.chance.one_in(10);
        let (at, who, vote) = match follows.then(|| self.over_to_lead()).flatten() {
            Some((at, who)) => (at, who, Vote::For),
            None => {
                let vote = *self.chance.of(&[
                    Vote::For,
                    Vote::For,
                    Vote::For,
                    Vote::ForWithdrawn,
                    Vote::Against,
                    Vote::AgainstWithdrawn,
                ]);
                // Where votes lead somewhere, as often as anywhere.
                let collecting = |case: &Model| matches!(case.stage, Stage::Collecting { .. });
                let at = match self.chance.one_in(2) {
                    true => self.find(collecting).unwrap_or_else(|| self.pick()),
                    false => self.pick(),
                };
                (at, self.chance.below(self.people.len().min(12)), vote)
            }
        };
        let actor = self.people[who].clone();
        let (id, now) = (self.cases[at].id, self.now);
        let proposals = &self.app.proposals;
        let came = match vote {
            Vote::For => proposals.support(&actor, id, now).await,
            Vote::ForWithdrawn => proposals.withdraw_support(&actor, id, now).await,
            Vote::Against => proposals.oppose(&actor, id, now).await,
            Vote::AgainstWithdrawn => proposals.stop_opposing(&actor, id, now).await,
        };
        let expected = self.cases[at].vote(&actor, vote, now);
        let told = came.as_ref().map(|view| (view.count, view.mine));
        self.told(format!(
            "case {at}: {vote:?} by {}: {told:?}",
            actor_name(&actor)
        ));
        match (&came, &expected) {
            (Ok(view), Ok(())) => {
                self.taken += 1;
                let person = actor.person_id().unwrap();
                let before = self.cases[at].votes;
                let enough = self.cases[at].count_vote(person, vote);
                let case = &self.cases[at];
                let (mine, opposes) = (
                    case.supporters.contains(&person),
                    case.against.contains(&person),
                );
                let against = view.against.map(|against| (against.count, against.mine));
                let counted = case.rules.votes_against;
                let known = counted.then(|| (case.count_against(), opposes));
                if (view.count, view.mine, against) != (case.count(), mine, known) {
                    self.fail(&format!("I4: {view:?}, of {} {known:?}", case.count()));
                }
                match self.cases[at].votes - before {
                    2 => self.saw("vote changed"),
                    1 if vote == Vote::AgainstWithdrawn => self.saw("against taken back"),
                    1 if follows && vote == Vote::For => self.saw("supporter went to the lead"),
                    _ => {}
                }
                if enough {
                    let step = Transition::ReachThreshold;
                    let expected = self.cases[at].by_rule(&step, now);
                    return self.came(at, &Actor::System, expected, None).await;
                }
            }
            (Err(came), Err(expected)) if came == expected => self.refused += 1,
            _ => self.fail(&format!("{came:?}, expected {expected:?}")),
        }
        self.check(at, &actor, Vec::new()).await;
    }

    /// Somebody who supports what became part of another, and that one: nobody's support goes there by
    /// itself, so they give it there themselves.
    fn over_to_lead(&mut self) -> Option<(usize, usize)> {
        let part = self.find(|case| case.merged.is_some() && !case.supporters.is_empty())?;
        let (lead, _) = self.cases[part].merged?;
        let supporters: Vec<PersonId> = self.cases[part].supporters.iter().copied().collect();
        let person = *self.chance.of(&supporters);
        Some((self.at(lead), self.who(person)))
    }
}
