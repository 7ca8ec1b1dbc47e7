//! What an elected wrote is hidden by two: one moderator suggests it and another decides. Threats and personal data
//! are hidden at once by one, and shown again where no other one has confirmed it in time: that one text is not hidden
//! so again. Whom people have elected answers to them, not to one employee.

use crate::error::{Denied, NotNow};
use crate::ids::PersonId;
use crate::time::Date;
use crate::working_days::after_working_days;

use super::Reason;

/// Working days within which another one confirms what was hidden at once.
const CONFIRM_DAYS: i64 = 1;

/// Whether a second moderator is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Second {
    /// One is enough, or two have decided.
    No,
    /// An elected wrote it.
    Needed,
    /// It was hidden at once: another one confirms it by this day.
    By(Date),
}

/// What a step depends on, besides how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Who wrote the text.
    pub author: PersonId,
    /// Who hid it.
    pub hid: Option<PersonId>,
    /// Who suggested to hide it.
    pub proposed: Option<PersonId>,
    /// Whether another one is needed.
    pub second: Second,
    /// Its author asked that somebody looks again, and nobody has.
    pub appeal_waits: bool,
    /// The same text was hidden at once before, and nobody confirmed it in time.
    pub lapsed: bool,
}

/// Whether a text is hidden at once by this rule, whoever wrote it: each hour does harm.
pub const fn is_urgent(rule: Reason) -> bool {
    matches!(rule, Reason::Threat | Reason::PersonalData)
}

/// The last day on which another one confirms what was hidden on this one.
pub fn second_by(hidden: Date) -> Date {
    after_working_days(hidden, CONFIRM_DAYS)
}

/// Whether somebody may hide it. `rule` is none where nobody has chosen one yet.
pub(super) fn may_hide(me: PersonId, rule: Option<Reason>, about: &About) -> Result<(), Denied> {
    let suggested = about.proposed.is_some_and(|by| by != me);
    let alone = rule.is_none_or(is_urgent) && !about.lapsed;
    match about.second {
        Second::Needed if !suggested && !alone => Err(Denied::NotNow(NotNow::NeedsSecond)),
        Second::No | Second::Needed | Second::By(_) => Ok(()),
    }
}

impl About {
    /// By which day another one has to confirm that this one hides it by this rule; none where two have decided.
    pub fn confirm_by(&self, me: PersonId, on: Date) -> Option<Date> {
        let suggested = self.proposed.is_some_and(|by| by != me);
        (self.second == Second::Needed && !suggested).then(|| second_by(on))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CaseMove, CaseState};
    use super::*;

    fn about(proposed: Option<i64>, second: Second) -> About {
        About {
            author: PersonId::new(9),
            hid: None,
            proposed: proposed.map(PersonId::new),
            second,
            appeal_waits: false,
            lapsed: false,
        }
    }

    #[test]
    fn of_an_elected_one_suggests_and_another_decides() {
        let me = PersonId::new(1);
        let today = Date::parse("2026-03-06").unwrap();
        let monday = Date::parse("2026-03-09").unwrap();
        let two = Err(Denied::NotNow(NotNow::NeedsSecond));
        for rule in Reason::rules() {
            let hide = |about: &About| may_hide(me, Some(rule), about);
            let alone = match is_urgent(rule) {
                true => Ok(()),
                false => two,
            };
            for proposed in [None, Some(1)] {
                let of = about(proposed, Second::Needed);
                assert_eq!(hide(&of), alone, "{rule}");
                assert_eq!(of.confirm_by(me, today), Some(monday));
            }
            let suggested = about(Some(2), Second::Needed);
            assert_eq!(hide(&suggested), Ok(()), "{rule}");
            assert_eq!(suggested.confirm_by(me, today), None);
            let anybodys = about(None, Second::No);
            assert_eq!(hide(&anybodys), Ok(()), "{rule}");
            assert_eq!(anybodys.confirm_by(me, today), None);
        }
        // Before a rule is chosen it is not refused.
        assert_eq!(may_hide(me, None, &about(None, Second::Needed)), Ok(()));
    }

    #[test]
    fn what_nobody_confirmed_is_not_hidden_by_one_again() {
        let me = PersonId::new(1);
        let two = Err(Denied::NotNow(NotNow::NeedsSecond));
        let of = |proposed, second| About {
            lapsed: true,
            ..about(proposed, second)
        };
        let rules = Reason::rules().map(Some);
        for rule in rules.chain([None]) {
            for (proposed, second, expected) in [
                (None, Second::Needed, two),
                (Some(1), Second::Needed, two),
                (Some(2), Second::Needed, Ok(())),
                (None, Second::No, Ok(())),
            ] {
                let may = may_hide(me, rule, &of(proposed, second));
                assert_eq!(may, expected, "{rule:?} {proposed:?} {second:?}");
            }
        }
    }

    #[test]
    fn it_is_suggested_once_and_confirmed_while_that_waits() {
        let day = Date::parse("2026-03-09").unwrap();
        let after = |state: CaseState, step, of: &About| state.after(step, of);
        let needed = about(None, Second::Needed);
        let (open, hidden) = (CaseState::Open, CaseState::Hidden);
        assert_eq!(after(open, CaseMove::Propose, &needed), Some(open));
        let before = about(Some(1), Second::Needed);
        assert_eq!(after(open, CaseMove::Propose, &before), None);
        let anybodys = about(None, Second::No);
        assert_eq!(after(open, CaseMove::Propose, &anybodys), None);
        let waits = about(None, Second::By(day));
        assert_eq!(after(hidden, CaseMove::Confirm, &waits), Some(hidden));
        assert_eq!(after(hidden, CaseMove::Confirm, &anybodys), None);
        assert_eq!(after(open, CaseMove::Confirm, &waits), None);
    }
}
