//! Who is told by letter of what happens to a proposal, and how somebody gets out of that.
//!
//! Whoever votes on a proposal is told, for or against it, and so is whoever follows it without voting.
//! Stopping the letters takes nothing else away: the vote stays, and counts.

use crate::actor::Actor;
use crate::error::{Denied, NotNow};
use crate::proposal::{Course, IdeaStage, ProblemStage};

/// What connects somebody with a proposal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ties {
    /// It is their own: they get letters of their own about it.
    pub proposer: bool,
    /// They support it.
    pub supports: bool,
    /// They vote against it.
    pub opposes: bool,
    /// They asked to be told.
    pub follows: bool,
    /// They want no letters about it.
    pub stopped: bool,
}

/// What a proposal's page offers somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// To follow it.
    Follow,
    /// To follow it no longer.
    Unfollow,
    /// They vote on it and get letters: to stop those.
    Stop,
    /// They vote on it and get no letters: to get them again.
    Resume,
    /// There is nothing to choose.
    Nothing,
}

impl Ties {
    /// Whether a letter to many about it goes to them.
    pub const fn told(self) -> bool {
        !self.proposer && !self.stopped && (self.votes() || self.follows)
    }

    /// Whether they vote on it, one way or the other.
    pub const fn votes(self) -> bool {
        self.supports || self.opposes
    }

    /// What the page offers. Out is always possible, in only while something can happen.
    pub fn offer(self, course: &Course, actor: &Actor) -> Offer {
        if !actor.is_signed_in() || self.proposer {
            return Offer::Nothing;
        }
        let open = may_follow(course, actor).is_ok();
        match (self.votes(), self.stopped) {
            (true, false) => Offer::Stop,
            (true, true) if open => Offer::Resume,
            (false, false) if self.follows => Offer::Unfollow,
            _ if open => Offer::Follow,
            _ => Offer::Nothing,
        }
    }
}

/// Whether this actor may ask to be told of what happens.
///
/// # Errors
/// Why not: signed out, not public, or nothing can happen any more.
pub fn may_follow(course: &Course, actor: &Actor) -> Result<(), Denied> {
    if !actor.is_signed_in() {
        return Err(Denied::SignIn);
    }
    if !course.is_public() {
        return Err(Denied::NotFound);
    }
    match is_over(course) {
        true => Err(Denied::NotNow(NotNow::Ended)),
        false => Ok(()),
    }
}

const fn is_over(course: &Course) -> bool {
    match course {
        Course::Proposal(stage) => stage.is_terminal(),
        Course::Idea(stage) => matches!(stage, IdeaStage::Done { .. }),
        Course::Problem(stage) => !matches!(stage, ProblemStage::Open { .. }),
        // Nobody is told of it.
        Course::Questions => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Level, Role, Standing};
    use crate::ids::PersonId;
    use crate::proposal::Stage;
    use crate::time::Date;

    fn day() -> Date {
        Date::new(2026, 3, 4).unwrap()
    }

    fn open() -> Course {
        Course::Idea(IdeaStage::published(day()))
    }

    fn over() -> Course {
        Course::Idea(IdeaStage::Done {
            verdict: crate::proposal::Verdict::YesNow,
            on: day(),
            actual_cost: 0,
        })
    }

    fn person() -> Actor {
        Actor::Person {
            id: PersonId::new(1),
            name: "Siv".to_owned(),
            level: Level::N1,
            standings: vec![Standing::of(Role::Official)],
            dormant: Vec::new(),
            restraint: None,
        }
    }

    fn all_ties() -> Vec<Ties> {
        (0..32)
            .map(|bits| Ties {
                proposer: bits & 1 > 0,
                supports: bits & 2 > 0,
                follows: bits & 4 > 0,
                stopped: bits & 8 > 0,
                opposes: bits & 16 > 0,
            })
            .collect()
    }

    #[test]
    fn whoever_is_told_can_get_out_and_nobody_else_is_offered_that() {
        for ties in all_ties() {
            for course in [open(), over()] {
                let offer = ties.offer(&course, &person());
                let out = matches!(offer, Offer::Unfollow | Offer::Stop);
                assert_eq!(out, ties.told(), "{ties:?} {offer:?}");
            }
        }
    }

    #[test]
    fn what_is_over_is_followed_by_nobody_new() {
        for ties in all_ties() {
            let offer = ties.offer(&over(), &person());
            assert!(
                !matches!(offer, Offer::Follow | Offer::Resume),
                "{ties:?} {offer:?}"
            );
        }
        assert_eq!(
            may_follow(&over(), &person()),
            Err(Denied::NotNow(NotNow::Ended))
        );
        assert_eq!(may_follow(&open(), &person()), Ok(()));
    }

    #[test]
    fn visitors_and_proposers_are_offered_nothing() {
        for ties in all_ties() {
            assert_eq!(ties.offer(&open(), &Actor::Visitor), Offer::Nothing);
            let own = Ties {
                proposer: true,
                ..ties
            };
            assert!(!own.told());
            assert_eq!(own.offer(&open(), &person()), Offer::Nothing);
        }
        assert_eq!(may_follow(&open(), &Actor::Visitor), Err(Denied::SignIn));
    }

    #[test]
    fn whoever_stopped_the_letters_of_what_they_vote_on_is_told_so() {
        for supports in [true, false] {
            let ties = Ties {
                supports,
                opposes: !supports,
                stopped: true,
                ..Ties::default()
            };
            assert_eq!(ties.offer(&open(), &person()), Offer::Resume);
            assert!(!ties.told());
        }
        // Somebody who stopped following is where everybody begins.
        let left = Ties {
            stopped: true,
            ..Ties::default()
        };
        assert_eq!(left.offer(&open(), &person()), Offer::Follow);
    }

    #[test]
    fn what_is_not_public_is_not_there_to_follow() {
        let unread = Course::Proposal(Stage::submitted(day()));
        assert_eq!(may_follow(&unread, &person()), Err(Denied::NotFound));
    }
}
