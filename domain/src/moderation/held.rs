//! What becomes of a text that waits: it is let through or not, its author can take it back, and can ask once that
//! somebody else looks again.

use super::appeal::appeal_until;
use crate::actor::Actor;
use crate::error::{Denied, NotNow};
use crate::ids::PersonId;
use crate::permissions::moderate;
use crate::time::Date;

coded_enum! {
    /// How far it has come.
    pub enum HeldState {
        /// Nobody has read it.
        Waiting = "waiting",
        /// It stands where it was written.
        Released = "released",
        /// It was not let through.
        Declined = "declined",
        /// Its author has asked that somebody looks again.
        Asked = "asked",
        /// Somebody has looked again, and it was not let through.
        Upheld = "upheld",
        /// Its author has taken it back.
        TakenBack = "taken_back",
    }
}

coded_enum! {
    /// What is done about it.
    pub enum HeldMove {
        /// A moderator lets it through.
        Release = "release",
        /// A moderator does not.
        Decline = "decline",
        /// Another one does not, either.
        Uphold = "uphold",
        /// Its author takes it back.
        TakeBack = "take_back",
        /// Its author asks that somebody looks again.
        Ask = "ask",
    }
}

impl HeldMove {
    /// Whether it is its author's own step.
    pub const fn is_authors(self) -> bool {
        matches!(self, Self::TakeBack | Self::Ask)
    }
}

impl HeldState {
    /// What a step makes of it; none where it does not follow. What was not let through can be found wrong by
    /// somebody else also without being asked.
    pub const fn after(self, step: HeldMove) -> Option<Self> {
        match (self, step) {
            (Self::Waiting, HeldMove::Release) => Some(Self::Released),
            (Self::Waiting, HeldMove::Decline) => Some(Self::Declined),
            (Self::Waiting, HeldMove::TakeBack) => Some(Self::TakenBack),
            (Self::Declined, HeldMove::Ask) => Some(Self::Asked),
            (Self::Declined | Self::Asked | Self::Upheld, HeldMove::Release) => {
                Some(Self::Released)
            }
            (Self::Asked, HeldMove::Uphold) => Some(Self::Upheld),
            _ => None,
        }
    }

    /// Whether a moderator has something to do.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Waiting | Self::Asked)
    }
}

/// Whether this person may settle it. `declined`: who did not let it through, where somebody has.
///
/// # Errors
/// No moderator, their own text, or somebody else has to look at it.
pub fn may_settle(
    actor: &Actor,
    step: HeldMove,
    author: PersonId,
    declined: Option<PersonId>,
) -> Result<(), Denied> {
    moderate(actor)?;
    let me = actor.person_id().ok_or(Denied::SignIn)?;
    if me == author {
        return Err(Denied::NotYours);
    }
    match step {
        HeldMove::Release | HeldMove::Uphold if declined == Some(me) => {
            Err(Denied::NotNow(NotNow::NeedsAnother))
        }
        HeldMove::Release | HeldMove::Uphold | HeldMove::Decline => Ok(()),
        HeldMove::TakeBack | HeldMove::Ask => Err(Denied::NotYours),
    }
}

/// Whether its author may take this step of theirs today. `declined`: the day it was not let through.
///
/// # Errors
/// It is settled, asked before, or too late.
pub fn may_take_back(
    state: HeldState,
    step: HeldMove,
    declined: Option<Date>,
    today: Date,
) -> Result<(), Denied> {
    let refused = match (step, state) {
        (HeldMove::Ask, HeldState::Declined) => {
            let over = declined.is_none_or(|day| today > appeal_until(day));
            over.then_some(NotNow::AppealOver)
        }
        (HeldMove::Ask, HeldState::Asked | HeldState::Upheld) => Some(NotNow::AppealedBefore),
        (HeldMove::TakeBack, HeldState::Waiting) => None,
        _ => Some(NotNow::HeldOver),
    };
    match refused {
        None => Ok(()),
        Some(reason) => Err(Denied::NotNow(reason)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Level, Role, Standing};

    #[test]
    fn a_text_that_waits_ends_once_and_is_looked_at_twice_at_most() {
        use HeldMove as M;
        use HeldState as S;
        let allowed = [
            (S::Waiting, M::Release, S::Released),
            (S::Waiting, M::Decline, S::Declined),
            (S::Waiting, M::TakeBack, S::TakenBack),
            (S::Declined, M::Ask, S::Asked),
            (S::Declined, M::Release, S::Released),
            (S::Asked, M::Release, S::Released),
            (S::Asked, M::Uphold, S::Upheld),
            (S::Upheld, M::Release, S::Released),
        ];
        for state in S::ALL {
            for step in M::ALL {
                let found = allowed
                    .iter()
                    .find(|(from, by, _)| from == state && by == step);
                assert_eq!(
                    state.after(*step),
                    found.map(|(.., to)| *to),
                    "{state} {step}"
                );
            }
        }
    }

    #[test]
    fn moderators_settle_what_is_not_theirs_and_another_one_looks_again() {
        let person = |id, role| Actor::Person {
            id: PersonId::new(id),
            name: "Moa".to_owned(),
            level: Level::T,
            standings: vec![Standing::of(role)],
            dormant: Vec::new(),
            restraint: None,
        };
        let (me, other) = (PersonId::new(1), PersonId::new(2));
        let moa = person(1, Role::Moderator);
        for step in HeldMove::ALL {
            for role in Role::ALL.iter().filter(|role| **role != Role::Moderator) {
                assert_eq!(
                    may_settle(&person(1, *role), *step, other, None),
                    Err(Denied::Role)
                );
            }
            assert_eq!(
                may_settle(&Actor::Visitor, *step, other, None),
                Err(Denied::SignIn)
            );
            assert_eq!(
                may_settle(&moa, *step, me, None),
                Err(Denied::NotYours),
                "{step}"
            );
            let fresh = may_settle(&moa, *step, other, None);
            assert_eq!(fresh.is_ok(), !step.is_authors(), "{step}");
            assert_eq!(may_settle(&moa, *step, other, Some(other)), fresh, "{step}");
            let again = may_settle(&moa, *step, other, Some(me));
            match step {
                HeldMove::Release | HeldMove::Uphold => {
                    assert_eq!(again, Err(Denied::NotNow(NotNow::NeedsAnother)), "{step}");
                }
                _ => assert_eq!(again, fresh, "{step}"),
            }
        }
    }

    #[test]
    fn an_author_takes_back_what_waits_and_asks_once_in_time() {
        let on = |day| Date::parse(day).unwrap();
        let (declined, last) = (on("2026-03-04"), on("2026-03-25"));
        for state in HeldState::ALL {
            let back = may_take_back(*state, HeldMove::TakeBack, None, last);
            assert_eq!(back.is_ok(), *state == HeldState::Waiting, "{state}");
            let ask = may_take_back(*state, HeldMove::Ask, Some(declined), last);
            assert_eq!(ask.is_ok(), *state == HeldState::Declined, "{state}");
            for step in [HeldMove::TakeBack, HeldMove::Ask] {
                if may_take_back(*state, step, Some(declined), last).is_ok() {
                    assert!(state.after(step).is_some(), "{state} {step}");
                }
            }
        }
        let late = may_take_back(
            HeldState::Declined,
            HeldMove::Ask,
            Some(declined),
            last.add_days(1),
        );
        assert_eq!(late, Err(Denied::NotNow(NotNow::AppealOver)));
        let again = may_take_back(HeldState::Upheld, HeldMove::Ask, Some(declined), declined);
        assert_eq!(again, Err(Denied::NotNow(NotNow::AppealedBefore)));
    }
}
