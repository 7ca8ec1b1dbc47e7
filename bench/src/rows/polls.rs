//! Who votes on what, and what they were told: no pair of person and proposal comes twice.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::bed::Bed;
use crate::Done;
use crate::load::request::cookie;
use crate::load::{Measured, Script};
use crate::plan::Plan;
use crate::voters::secret;

/// Of so many votes one is for the proposal everybody votes on.
const VIRAL: u64 = 4;
/// Nobody votes more often than this: the limit of one person is above it.
const EACH: u64 = 250;
/// The voters after those of the ballot have other things to do ([`super::live`], [`super::leaving`]).
pub const RESERVED: u64 = 2_000;
/// The goal for one viral proposal: votes a second, beside its pages.
pub const MIXED_VOTES: u64 = 100;

/// How long a round of votes and pages together is.
pub fn mixed_lasts(plan: &Plan) -> Duration {
    plan.round.max(Duration::from_secs(2))
}

/// The votes of such a round.
pub fn mixed_votes(plan: &Plan) -> u64 {
    (MIXED_VOTES as f64 * mixed_lasts(plan).as_secs_f64()).ceil() as u64
}

/// People kept apart for these rounds. Each votes once, and all of them on the viral proposal: what is voted
/// on elsewhere does not change the page that is read meanwhile.
pub fn fresh_voters(plan: &Plan) -> u64 {
    mixed_votes(plan) * u64::try_from(plan.rounds).unwrap_or(0)
}

/// Which person votes on what, by the number of the vote.
#[derive(Clone, Copy, Debug)]
pub struct Ballot {
    pub voters: u64,
    pub open: u64,
}

/// A vote: the place of the voter, and the place of the proposal among the open ones; none: the viral one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Vote {
    pub voter: u64,
    pub on: Option<u64>,
}

impl Ballot {
    /// How many votes there are.
    pub fn votes(self) -> u64 {
        self.voters * self.open.min(EACH)
    }

    pub fn vote(self, number: u64) -> Vote {
        let viral = number / VIRAL;
        if number.is_multiple_of(VIRAL) && viral < self.voters {
            return Vote {
                voter: viral,
                on: None,
            };
        }
        let voter = number % self.voters;
        Vote {
            voter,
            on: Some((number / self.voters + voter) % self.open.max(1)),
        }
    }
}

/// Writes the form of a vote.
type Form = Arc<dyn Fn(Vote, &mut Vec<u8>) + Send + Sync>;

/// Everything about voting on one bed.
pub struct Polls {
    pub ballot: Ballot,
    pub form: Form,
    pub first_voter: i64,
    /// The number of the next vote of the ballot.
    pub next: u64,
    /// Places of those who have not voted on the viral proposal yet.
    fresh: Range<u64>,
    pub acknowledged: Vec<Vote>,
    /// Votes that no answer came to: whether they count, nobody was told.
    unknown: Vec<Vote>,
}

impl Polls {
    pub fn of(bed: &Bed<'_>) -> Done<Self> {
        let voters = bed.world.voters();
        let all = u64::try_from(voters.end - voters.start)?;
        let ballot = Ballot {
            voters: all
                .checked_sub(RESERVED + fresh_voters(bed.plan))
                .ok_or("too few voters")?,
            open: u64::try_from(bed.addresses.open.len())?,
        };
        let cookies: Vec<String> = voters
            .clone()
            .map(|person| cookie(&secret(person)))
            .collect();
        let (addresses, asker) = (Arc::clone(&bed.addresses), Arc::clone(&bed.asker));
        let form: Form = Arc::new(move |Vote { voter, on }, into| {
            let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
            let path = match on {
                None => &addresses.viral,
                Some(on) => addresses.open.get(at(on)).unwrap_or(&addresses.viral),
            };
            let cookie = cookies.get(at(voter)).map_or("", String::as_str);
            asker.post(&format!("{path}/stod"), cookie, "", into);
        });
        Ok(Self {
            ballot,
            form,
            first_voter: voters.start,
            next: 0,
            fresh: ballot.voters + RESERVED..all,
            acknowledged: Vec::new(),
            unknown: Vec::new(),
        })
    }

    /// The votes of the ballot, by their numbers.
    pub fn script(&self) -> Script {
        let (ballot, form) = (self.ballot, Arc::clone(&self.form));
        Arc::new(move |number, into| form(ballot.vote(number), into))
    }

    /// The place of the first of so many who have not voted on the viral proposal, and now will.
    ///
    /// # Errors
    /// There are not so many.
    pub fn take_fresh(&mut self, count: u64) -> Done<u64> {
        let first = self.fresh.start;
        if self.fresh.end.saturating_sub(first) < count {
            return Err("everybody has voted on the viral proposal".into());
        }
        self.fresh.start += count;
        Ok(first)
    }

    /// Remembers what came of votes of the ballot.
    pub fn note(&mut self, measured: &Measured) {
        let ballot = self.ballot;
        self.next = measured.next;
        self.remember(measured, |number| Some(ballot.vote(number)));
    }

    /// Remembers what came of votes; which, by the number of the request: none where it was no vote.
    pub fn remember(&mut self, measured: &Measured, vote: impl Fn(u64) -> Option<Vote>) {
        let done = measured.done.iter();
        self.acknowledged
            .extend(done.filter_map(|number| vote(*number)));
        let broken = measured.broken.iter();
        self.unknown
            .extend(broken.filter_map(|number| vote(*number)));
    }

    /// What was told beside what is in the tables, as pairs of proposal and person.
    pub fn beside(
        &self,
        mut there: HashSet<[i64; 2]>,
        pair: impl Fn(Vote) -> [i64; 2],
    ) -> Difference {
        let acknowledged = self.acknowledged.iter();
        let lost = acknowledged
            .filter(|vote| !there.remove(&pair(**vote)))
            .count();
        for vote in &self.unknown {
            there.remove(&pair(*vote));
        }
        Difference {
            lost,
            uncalled: there.len(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Acknowledged, and not there.
    pub lost: usize,
    /// There, although refused, or sent by nobody.
    pub uncalled: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_votes_twice_on_one_thing() {
        let ballot = Ballot {
            voters: 40,
            open: 7,
        };
        assert_eq!(ballot.votes(), 280);
        let all: HashSet<Vote> = (0..ballot.votes())
            .map(|number| ballot.vote(number))
            .collect();
        assert_eq!(all.len(), 280);
        let viral = all.iter().filter(|vote| vote.on.is_none()).count();
        assert_eq!(viral, 40);
        assert!(
            all.iter()
                .all(|vote| vote.voter < 40 && vote.on.is_none_or(|on| on < 7))
        );
    }

    #[test]
    fn one_person_stays_below_the_limit() {
        let ballot = Ballot {
            voters: 10,
            open: 300,
        };
        let mut count = [0_u64; 10];
        for number in 0..ballot.votes() {
            count[usize::try_from(ballot.vote(number).voter).unwrap()] += 1;
        }
        assert!(count.iter().all(|count| *count < 300), "{count:?}");
    }

    fn polls() -> Polls {
        Polls {
            ballot: Ballot {
                voters: 40,
                open: 7,
            },
            form: Arc::new(|_, _| ()),
            first_voter: 100,
            next: 0,
            fresh: 60..70,
            acknowledged: Vec::new(),
            unknown: Vec::new(),
        }
    }

    #[test]
    fn each_round_has_voters_of_its_own_and_there_are_enough() {
        for (plan, votes) in [(Plan::full(), 400), (Plan::quick(), 200)] {
            assert_eq!(mixed_votes(&plan), votes);
            assert_eq!(fresh_voters(&plan), 3 * votes);
        }
        let odd = Plan {
            round: Duration::from_millis(2_305),
            ..Plan::full()
        };
        assert_eq!(mixed_votes(&odd), 231);
        let mut polls = polls();
        assert_eq!(polls.take_fresh(4).unwrap(), 60);
        assert_eq!(polls.take_fresh(6).unwrap(), 64);
        assert!(polls.take_fresh(1).is_err());
    }

    #[test]
    fn what_was_told_is_compared_with_what_is_there() {
        let mut polls = polls();
        let voter = |number: u64| Vote {
            voter: number,
            on: None,
        };
        let measured = Measured {
            done: vec![0, 10, 20],
            broken: vec![30, 31, 40],
            next: 50,
            ..Measured::default()
        };
        polls.remember(&measured, |number| {
            number.is_multiple_of(10).then(|| voter(number / 10))
        });
        assert_eq!(polls.acknowledged, [0, 1, 2].map(voter));
        assert_eq!(polls.unknown, [3, 4].map(voter));
        assert_eq!(polls.next, 0);
        let pair = |vote: Vote| [9, i64::try_from(vote.voter).unwrap()];
        let beside = |people: &[i64]| {
            let difference = polls.beside(people.iter().map(|person| [9, *person]).collect(), pair);
            (difference.lost, difference.uncalled)
        };
        // What broke off may be there or not.
        assert_eq!(beside(&[0, 1, 2]), (0, 0));
        assert_eq!(beside(&[0, 1, 2, 4]), (0, 0));
        assert_eq!(beside(&[0, 2, 3]), (1, 0));
        assert_eq!(beside(&[0, 1, 2, 3, 7]), (0, 1));
        polls.note(&measured);
        assert_eq!((polls.next, polls.acknowledged.len()), (50, 6));
        assert_eq!(polls.acknowledged[3], polls.ballot.vote(0));
    }
}
