//! Somebody whose text broke a rule is kept from writing, or from taking part, for some days. There is always a
//! rule, a reason, an end, and somebody else who looks again.

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Role};
use crate::error::{Denied, NotNow};
use crate::ids::PersonId;
use crate::permissions::moderate;
use crate::session::is_staff;
use crate::time::{Date, Stamp};

use super::CaseState;

/// For how many days, of which a moderator chooses.
pub const RESTRAINT_DAYS: [i64; 4] = [1, 7, 30, 90];

coded_enum! {
    /// From what somebody is kept.
    pub enum RestraintKind {
        /// Writing what others read: comments, ideas, questions. What counts as a voice stays, and so does the
        /// right to put forward a formal proposal.
        Mute = "mute",
        /// Everything that others read or that is counted.
        Suspend = "suspend",
    }
}

coded_enum! {
    /// What is done about it.
    pub enum RestraintMove {
        /// Keeps somebody from it.
        Impose = "impose",
        /// Ends it before its last day.
        Lift = "lift",
        /// Lets it stand, as they asked that somebody looks again.
        Uphold = "uphold",
    }
}

/// What somebody is kept from now, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restrained {
    /// From what.
    pub kind: RestraintKind,
    /// The last day.
    pub until: Date,
}

impl Restrained {
    /// What holds on this day of the last days to which somebody is kept from writing and from everything: the
    /// stronger one first.
    pub fn of(muted: Option<Date>, suspended: Option<Date>, today: Date) -> Option<Self> {
        let held = |kind, until: Option<Date>| {
            let until = until.filter(|until| *until >= today)?;
            Some(Self { kind, until })
        };
        held(RestraintKind::Suspend, suspended).or_else(|| held(RestraintKind::Mute, muted))
    }
}

/// Whether somebody may write what others read.
///
/// # Errors
/// Kept from it for now.
pub fn may_write(actor: &Actor) -> Result<(), Denied> {
    match actor.restraint().map(|held| held.kind) {
        None => Ok(()),
        Some(RestraintKind::Mute) => Err(Denied::NotNow(NotNow::Muted)),
        Some(RestraintKind::Suspend) => Err(Denied::NotNow(NotNow::Suspended)),
    }
}

/// Whether somebody may do what others read or what is counted.
///
/// # Errors
/// Kept from it for now.
pub fn may_take_part(actor: &Actor) -> Result<(), Denied> {
    match actor.restraint().map(|held| held.kind) {
        Some(RestraintKind::Suspend) => Err(Denied::NotNow(NotNow::Suspended)),
        None | Some(RestraintKind::Mute) => Ok(()),
    }
}

/// Whether a moderator may keep the author of a text from something. `duties`: those the author holds, or will.
///
/// # Errors
/// Not a moderator; it is themselves; the text is not hidden; or the author speaks for the public: whom people
/// have elected and whom the municipality has employed is not silenced by one person, and by no moderator here.
pub fn may_restrain(
    actor: &Actor,
    author: PersonId,
    state: CaseState,
    mut duties: impl Iterator<Item = Role>,
) -> Result<(), Denied> {
    moderate(actor)?;
    if actor.person_id() == Some(author) {
        return Err(Denied::NotYours);
    }
    if duties.any(is_staff) {
        return Err(Denied::NotNow(NotNow::SpeaksForOthers));
    }
    match state {
        CaseState::Hidden => Ok(()),
        CaseState::Open | CaseState::Left | CaseState::Shown => {
            Err(Denied::NotNow(NotNow::NothingHidden))
        }
    }
}

/// Whether a moderator may say what becomes of it. `imposed`: who began it.
///
/// # Errors
/// Not a moderator, or somebody else has to.
pub fn may_settle_restraint(actor: &Actor, imposed: PersonId) -> Result<(), Denied> {
    moderate(actor)?;
    match actor.person_id() == Some(imposed) {
        true => Err(Denied::NotNow(NotNow::NeedsAnother)),
        false => Ok(()),
    }
}

/// How it stands with what keeps somebody from something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The last day.
    pub until: Date,
    /// Ended before that.
    pub lifted: bool,
    /// When they asked that somebody looks again.
    pub asked: Option<Stamp>,
    /// Somebody has, and let it stand.
    pub upheld: bool,
}

impl Standing {
    /// Whether it holds on this day.
    pub fn holds(&self, today: Date) -> bool {
        !self.lifted && today <= self.until
    }

    /// Whether somebody has to look again: also when it is over meanwhile, for it stands in the record.
    pub const fn appeal_waits(&self) -> bool {
        self.asked.is_some() && !self.upheld && !self.lifted
    }

    /// Whether a step follows. What is over is not lifted, unless somebody asked.
    pub fn allows(&self, step: RestraintMove, today: Date) -> bool {
        match step {
            RestraintMove::Impose => false,
            RestraintMove::Lift => self.holds(today) || self.appeal_waits(),
            RestraintMove::Uphold => self.appeal_waits(),
        }
    }

    /// Whether they may ask that somebody looks again: once, as long as it holds.
    ///
    /// # Errors
    /// Asked before, or it is over.
    pub fn may_appeal(&self, today: Date) -> Result<(), Denied> {
        match (self.asked, self.holds(today)) {
            (Some(_), _) => Err(Denied::NotNow(NotNow::AppealedBefore)),
            (None, false) => Err(Denied::NotNow(NotNow::RestraintOver)),
            (None, true) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{self, Level};

    fn on(day: &str) -> Date {
        Date::parse(day).unwrap()
    }

    fn person(id: i64, role: Role, restraint: Option<RestraintKind>) -> Actor {
        Actor::Person {
            id: PersonId::new(id),
            name: "Moa".to_owned(),
            level: Level::T,
            standings: vec![actor::Standing::of(role)],
            dormant: Vec::new(),
            restraint: restraint.map(|kind| Restrained {
                kind,
                until: on("2026-03-11"),
            }),
        }
    }

    #[test]
    fn the_stronger_one_holds_and_each_to_the_end_of_its_last_day() {
        let (early, late) = (on("2026-03-05"), on("2026-03-09"));
        let kind = |muted, suspended, today: &str| {
            Restrained::of(muted, suspended, on(today)).map(|held| (held.kind, held.until))
        };
        let (mute, suspend) = (RestraintKind::Mute, RestraintKind::Suspend);
        let table = [
            (None, None, "2026-03-04", None),
            (Some(early), None, "2026-03-05", Some((mute, early))),
            (Some(early), None, "2026-03-06", None),
            (
                Some(late),
                Some(early),
                "2026-03-05",
                Some((suspend, early)),
            ),
            (Some(late), Some(early), "2026-03-06", Some((mute, late))),
            (Some(early), Some(late), "2026-03-09", Some((suspend, late))),
        ];
        for (muted, suspended, today, expected) in table {
            assert_eq!(kind(muted, suspended, today), expected, "{today}");
        }
    }

    #[test]
    fn who_is_muted_takes_part_and_who_is_suspended_does_not() {
        let not_now = |why| Err(Denied::NotNow(why));
        let of = |kind| person(1, Role::Resident, kind);
        let table = [
            (None, Ok(()), Ok(())),
            (Some(RestraintKind::Mute), not_now(NotNow::Muted), Ok(())),
            (
                Some(RestraintKind::Suspend),
                not_now(NotNow::Suspended),
                not_now(NotNow::Suspended),
            ),
        ];
        for (kind, write, take_part) in table {
            assert_eq!(may_write(&of(kind)), write, "{kind:?}");
            assert_eq!(may_take_part(&of(kind)), take_part, "{kind:?}");
        }
        assert_eq!(may_write(&Actor::Visitor), Ok(()));
    }

    #[test]
    fn only_who_wrote_what_is_hidden_and_speaks_for_nobody_else() {
        let author = PersonId::new(2);
        for role in Role::ALL {
            let who = person(1, *role, None);
            let may = may_restrain(&who, author, CaseState::Hidden, std::iter::empty());
            let expected = match role {
                Role::Moderator => Ok(()),
                _ => Err(Denied::Role),
            };
            assert_eq!(may, expected, "{role}");
        }
        let moa = person(1, Role::Moderator, None);
        for duty in Role::ALL {
            let may = may_restrain(&moa, author, CaseState::Hidden, [*duty].into_iter());
            let expected = match duty {
                Role::Resident | Role::Youth => Ok(()),
                _ => Err(Denied::NotNow(NotNow::SpeaksForOthers)),
            };
            assert_eq!(may, expected, "{duty}");
        }
        for state in CaseState::ALL {
            let may = may_restrain(&moa, author, *state, std::iter::empty());
            assert_eq!(may.is_ok(), *state == CaseState::Hidden, "{state}");
        }
        let own = may_restrain(
            &moa,
            PersonId::new(1),
            CaseState::Hidden,
            std::iter::empty(),
        );
        assert_eq!(own, Err(Denied::NotYours));
        // A duty is a way to speak for others that nobody here takes.
        let elected = person(3, Role::Elected, Some(RestraintKind::Suspend));
        assert_eq!(may_take_part(&elected), Ok(()));
    }

    #[test]
    fn somebody_else_looks_again_once() {
        let (moa, mio) = (
            person(1, Role::Moderator, None),
            person(2, Role::Moderator, None),
        );
        let another = Err(Denied::NotNow(NotNow::NeedsAnother));
        assert_eq!(may_settle_restraint(&moa, PersonId::new(1)), another);
        assert_eq!(may_settle_restraint(&mio, PersonId::new(1)), Ok(()));
        let (today, after) = (on("2026-03-05"), on("2026-03-06"));
        let standing = |asked: bool, upheld, lifted| Standing {
            until: today,
            lifted,
            asked: asked.then(|| Stamp::from_date(today)),
            upheld,
        };
        let fresh = standing(false, false, false);
        assert_eq!(fresh.may_appeal(today), Ok(()));
        let over = Err(Denied::NotNow(NotNow::RestraintOver));
        assert_eq!(fresh.may_appeal(after), over);
        assert_eq!(standing(false, false, true).may_appeal(today), over);
        let before = Err(Denied::NotNow(NotNow::AppealedBefore));
        assert_eq!(standing(true, true, false).may_appeal(today), before);
        let allows = |of: Standing, day| {
            let steps = RestraintMove::ALL.iter().copied();
            steps
                .filter(|step| of.allows(*step, day))
                .collect::<Vec<_>>()
        };
        let (lift, uphold) = (RestraintMove::Lift, RestraintMove::Uphold);
        assert_eq!(allows(fresh, today), [lift]);
        assert_eq!(allows(fresh, after), Vec::<RestraintMove>::new());
        // What is asked is answered, also when it is over.
        assert_eq!(allows(standing(true, false, false), after), [lift, uphold]);
        assert_eq!(allows(standing(true, true, false), today), [lift]);
        assert_eq!(
            allows(standing(true, false, true), today),
            Vec::<RestraintMove>::new()
        );
    }
}
