//! Texts that somebody reports, and what is done about them. What people think stays; what breaks a rule
//! is hidden, with the rule and a reason, and can come back.

mod appeal;
mod desk;
mod held;
pub mod holding;
pub mod limits;
mod log;
pub mod pace;
mod reins;
mod restraint;
mod second;

pub use appeal::{APPEAL_DAYS, APPEAL_MAX, Appeal, Asked, appeal_of, appeal_until, may_appeal};
pub use desk::{CHOSEN, CHOSEN_MOST, DeskText, READ_MINUTES, TogetherMove, chosen};
pub use held::{HeldMove, HeldState, may_settle, may_take_back};
pub use log::{Entry, HeldMonth, LOG_MONTHS, Month, OfRule, held_months, log_from, months};
pub use reins::{
    Held, LOCK_DAYS, PACES, Rein, ReinAct, ReinMove, Reins, SLOW_DAYS, may_rein, rein_follows,
    rein_until,
};
pub use restraint::{
    RESTRAINT_DAYS, Restrained, RestraintKind, RestraintMove, Standing as RestraintStanding,
    may_restrain, may_settle_restraint, may_take_part, may_write,
};
pub use second::{About, Second, is_urgent, second_by};

use std::fmt;
use std::str::FromStr;

use crate::actor::{Actor, Role};
use crate::error::{Denied, NotNow};
use crate::permissions::{moderate, run_groups};
use crate::time::Date;
use crate::working_days::after_working_days;

/// Longest words of whoever reports, in characters.
pub const WORDS_MAX: usize = 500;
/// Longest reason of whoever settles it, in characters.
pub const REASON_MAX: usize = 1_000;
/// Who reported or asked that somebody looks again, and in which words, is forgotten so many days after it was
/// settled.
pub const REPORT_DAYS: i64 = 90;
/// Working days within which somebody reads what was reported.
pub const LOOK_DAYS: i64 = 1;

coded_enum! {
    /// What is wrong with a text, as whoever reports it says.
    pub enum Reason {
        /// It tells who a child or another private person is, or where they live.
        PersonalData = "personal_data",
        /// It insults somebody, or a whole group.
        Hate = "hate",
        /// It threatens somebody.
        Threat = "threat",
        /// It is a crime in another way, or somebody else's text or picture.
        Unlawful = "unlawful",
        /// It advertises, or has nothing to do with the place.
        Spam = "spam",
        /// Something else: the words say what.
        Other = "other",
    }
}

impl Reason {
    /// Whether a text is hidden by it. What fits under none of the rules stays.
    pub const fn is_rule(self) -> bool {
        !matches!(self, Self::Other)
    }

    /// The rules a text can be hidden by.
    pub fn rules() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|reason| reason.is_rule())
    }
}

coded_enum! {
    /// How far it has come.
    pub enum CaseState {
        /// Nobody has settled it.
        Open = "open",
        /// The text stays.
        Left = "left",
        /// The text is hidden.
        Hidden = "hidden",
        /// It was hidden and stands there again.
        Shown = "shown",
    }
}

coded_enum! {
    /// What is done about it.
    pub enum CaseMove {
        /// The text stays.
        Leave = "leave",
        /// The text is hidden.
        Hide = "hide",
        /// It stands there again.
        Unhide = "unhide",
        /// It stays hidden, after whoever wrote it asked that somebody looks again.
        Uphold = "uphold",
        /// Somebody thinks that a text of an elected should be hidden, and another one decides.
        Propose = "propose",
        /// A second one lets it stand that a text of an elected was hidden at once.
        Confirm = "confirm",
    }
}

impl CaseMove {
    /// Whether it says what becomes of an appeal.
    pub const fn answers_appeal(self) -> bool {
        matches!(self, Self::Unhide | Self::Uphold)
    }
}

impl CaseState {
    /// What a step makes of it; none where it does not follow. What has ended is not taken up again: the
    /// text can be reported anew.
    pub const fn after(self, step: CaseMove, about: &About) -> Option<Self> {
        match (self, step) {
            (Self::Open, CaseMove::Propose)
                if matches!(about.second, Second::Needed) && about.proposed.is_none() =>
            {
                Some(Self::Open)
            }
            (Self::Hidden, CaseMove::Confirm) if matches!(about.second, Second::By(_)) => {
                Some(Self::Hidden)
            }
            (Self::Open, CaseMove::Leave) => Some(Self::Left),
            (Self::Open, CaseMove::Hide) => Some(Self::Hidden),
            (Self::Hidden, CaseMove::Unhide) => Some(Self::Shown),
            (Self::Hidden, CaseMove::Uphold) if about.appeal_waits => Some(Self::Hidden),
            _ => None,
        }
    }
}

/// What stands where a hidden text stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Hidden {
    /// By which rule.
    pub rule: Reason,
    /// On which day.
    pub on: Date,
}

/// As it is stored: `hate 2026-03-04`.
impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.rule, self.on)
    }
}

/// No hidden text's rule and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a rule and a day")]
pub struct NotHidden;

impl FromStr for Hidden {
    type Err = NotHidden;

    fn from_str(text: &str) -> Result<Self, NotHidden> {
        let (rule, on) = text.split_once(' ').ok_or(NotHidden)?;
        let rule = Reason::from_code(rule).filter(|rule| rule.is_rule());
        Ok(Self {
            rule: rule.ok_or(NotHidden)?,
            on: Date::parse(on).map_err(|_| NotHidden)?,
        })
    }
}

/// The day by which somebody reads what was reported on this one.
pub fn look_by(reported: Date) -> Date {
    after_working_days(reported, LOOK_DAYS)
}

/// Whether somebody can say that it is a threat, or that somebody is in danger: while it waits, and while it is hidden.
pub const fn may_raise(state: CaseState) -> bool {
    matches!(state, CaseState::Open | CaseState::Hidden)
}

/// Whether what was written under this duty can be reported. What an official says is the municipality's
/// own word, which is corrected and never hidden.
pub fn can_be_reported(spoken_as: Option<Role>) -> bool {
    !matches!(
        spoken_as,
        Some(Role::Official | Role::Secretary | Role::Moderator | Role::Administrator)
    )
}

/// In what capacity somebody settles it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settler {
    /// Whoever moderates.
    Moderator,
    /// Whoever runs the group the author is a member of.
    Supervisor,
}

impl Settler {
    /// The duty that stands in the log.
    pub const fn role(self) -> Role {
        match self {
            Self::Moderator => Role::Moderator,
            Self::Supervisor => Role::Supervisor,
        }
    }

    /// Whether they may read what is under seal.
    pub const fn reads_sealed(self) -> bool {
        matches!(self, Self::Moderator)
    }
}

/// Who reads what was reported, and settles it.
///
/// # Errors
/// Neither a moderator, nor somebody who runs the author's group.
pub fn settler(actor: &Actor, runs_authors_group: bool) -> Result<Settler, Denied> {
    match moderate(actor) {
        Ok(()) => Ok(Settler::Moderator),
        Err(_) if runs_authors_group && run_groups(actor).is_ok() => Ok(Settler::Supervisor),
        Err(denied) => Err(denied),
    }
}

/// Whether this person may take the step. `rule`: by which the text is to be hidden, where that is known.
///
/// # Errors
/// It is their own text, somebody else has to look at it, or it is for a moderator.
pub fn may_take(
    (actor, settler): (&Actor, Settler),
    (step, rule): (CaseMove, Option<Reason>),
    about: &About,
) -> Result<(), Denied> {
    let me = actor.person_id().ok_or(Denied::SignIn)?;
    if me == about.author {
        return Err(Denied::NotYours);
    }
    let another = Err(Denied::NotNow(NotNow::NeedsAnother));
    match (step, settler) {
        (CaseMove::Hide, _) => second::may_hide(me, rule, about),
        // Whoever runs a group is too close to say that its member did nothing wrong.
        (_, Settler::Supervisor) => Err(Denied::Role),
        (CaseMove::Leave | CaseMove::Propose, Settler::Moderator) => Ok(()),
        (CaseMove::Unhide | CaseMove::Uphold | CaseMove::Confirm, Settler::Moderator)
            if about.hid == Some(me) =>
        {
            another
        }
        (CaseMove::Unhide | CaseMove::Uphold | CaseMove::Confirm, Settler::Moderator) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Level, Standing};
    use crate::ids::PersonId;

    fn person(id: i64, role: Role) -> Actor {
        Actor::Person {
            id: PersonId::new(id),
            name: "Moa".to_owned(),
            level: Level::T,
            standings: vec![Standing::of(role)],
            dormant: Vec::new(),
            restraint: None,
        }
    }

    fn about(appeal_waits: bool) -> About {
        About {
            author: PersonId::new(2),
            hid: None,
            proposed: None,
            second: Second::No,
            appeal_waits,
            lapsed: false,
        }
    }

    #[test]
    fn a_text_stays_or_is_hidden_and_can_come_back() {
        let allowed = [
            (CaseState::Open, CaseMove::Leave, CaseState::Left),
            (CaseState::Open, CaseMove::Hide, CaseState::Hidden),
            (CaseState::Hidden, CaseMove::Unhide, CaseState::Shown),
        ];
        let upheld = (CaseState::Hidden, CaseMove::Uphold, CaseState::Hidden);
        for state in CaseState::ALL {
            for step in CaseMove::ALL {
                let to = |(from, by, to): &(CaseState, CaseMove, CaseState)| {
                    (from == state && by == step).then_some(*to)
                };
                let expected = allowed.iter().find_map(to);
                assert_eq!(
                    state.after(*step, &about(false)),
                    expected,
                    "{state} {step}"
                );
                // Only where somebody asked.
                let expected = expected.or_else(|| to(&upheld));
                assert_eq!(state.after(*step, &about(true)), expected, "{state} {step}");
            }
        }
    }

    #[test]
    fn every_rule_with_a_day_reads_back_and_nothing_else_does() {
        let on = Date::parse("2026-03-04").unwrap();
        for rule in Reason::rules() {
            let hidden = Hidden { rule, on };
            assert_eq!(hidden.to_string().parse(), Ok(hidden));
        }
        for text in ["", "hate", "hate 2026", "other 2026-03-04", "x 2026-03-04"] {
            assert_eq!(text.parse::<Hidden>(), Err(NotHidden), "{text}");
        }
    }

    #[test]
    fn somebody_looks_on_the_next_working_day() {
        let on = |day| Date::parse(day).unwrap();
        assert_eq!(look_by(on("2026-03-04")), on("2026-03-05"));
        // Over a weekend.
        assert_eq!(look_by(on("2026-03-06")), on("2026-03-09"));
    }

    #[test]
    fn what_the_municipality_says_is_not_reported() {
        for role in Role::ALL {
            let own = matches!(
                role,
                Role::Resident | Role::Youth | Role::Supervisor | Role::Elected
            );
            assert_eq!(can_be_reported(Some(*role)), own, "{role}");
        }
        assert!(can_be_reported(None));
    }

    #[test]
    fn moderators_settle_and_supervisors_only_what_their_members_wrote() {
        for role in Role::ALL {
            let (theirs, others) = (
                settler(&person(1, *role), true),
                settler(&person(1, *role), false),
            );
            match role {
                Role::Moderator => assert_eq!((theirs, others), (Ok(Settler::Moderator), theirs)),
                Role::Supervisor => {
                    assert_eq!(theirs, Ok(Settler::Supervisor));
                    assert_eq!(others, Err(Denied::Role));
                }
                _ => assert_eq!((theirs, others), (Err(Denied::Role), Err(Denied::Role))),
            }
        }
        assert_eq!(settler(&Actor::Visitor, true), Err(Denied::SignIn));
    }

    #[test]
    fn a_threat_is_said_while_somebody_can_do_something_about_it() {
        let said = CaseState::ALL.iter().filter(|state| may_raise(**state));
        let said: Vec<CaseState> = said.copied().collect();
        assert_eq!(said, [CaseState::Open, CaseState::Hidden]);
    }

    #[test]
    fn nobody_settles_their_own_and_another_one_shows_it_again() {
        let moderator = person(1, Role::Moderator);
        let (me, other) = (PersonId::new(1), PersonId::new(2));
        let by = (&moderator, Settler::Moderator);
        let of = |author, hid| About {
            author,
            hid,
            ..about(false)
        };
        let rule = Some(Reason::Hate);
        for step in CaseMove::ALL {
            let own = may_take(by, (*step, rule), &of(me, None));
            assert_eq!(own, Err(Denied::NotYours));
            let others = may_take(by, (*step, rule), &of(other, Some(other)));
            assert_eq!(others, Ok(()), "{step}");
            let again = match step.answers_appeal() || *step == CaseMove::Confirm {
                true => Err(Denied::NotNow(NotNow::NeedsAnother)),
                false => Ok(()),
            };
            let hid = may_take(by, (*step, rule), &of(other, Some(me)));
            assert_eq!(hid, again, "{step}");
        }
        let leader = person(3, Role::Supervisor);
        let by = (&leader, Settler::Supervisor);
        for step in CaseMove::ALL {
            let expected = match step {
                CaseMove::Hide => Ok(()),
                _ => Err(Denied::Role),
            };
            assert_eq!(may_take(by, (*step, rule), &of(other, None)), expected);
        }
    }
}
