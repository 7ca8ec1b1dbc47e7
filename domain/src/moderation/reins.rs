//! A discussion that got out of hand is held in instead of hidden: it is locked, or one of its threads is, or
//! everybody writes at a slower pace. What stands there stays; everybody reads since when, until when and why.

use crate::actor::{Actor, Role};
use crate::error::{Denied, FieldProblem, NotNow};
use crate::ids::CommentId;
use crate::permissions::moderate;
use crate::time::{Date, Stamp};

use super::can_be_reported;

/// Minutes between two comments of one person, of which a moderator chooses.
pub const PACES: [i64; 3] = [5, 15, 60];
/// Longest a discussion is locked where a last day is given, in days.
pub const LOCK_DAYS: i64 = 365;
/// Longest it is slowed down: it is for an evening that boils over.
pub const SLOW_DAYS: i64 = 14;

coded_enum! {
    /// How a discussion is held in.
    pub enum Rein {
        /// Nobody writes.
        Lock = "lock",
        /// Everybody writes less often.
        Slow = "slow",
    }
}

coded_enum! {
    /// What a moderator does.
    pub enum ReinMove {
        /// Locks it.
        Lock = "lock",
        /// Opens it again.
        Unlock = "unlock",
        /// Slows it down.
        Slow = "slow",
        /// Lets everybody write as usual.
        Free = "free",
    }
}

impl ReinMove {
    /// Which of the two it is about.
    pub const fn rein(self) -> Rein {
        match self {
            Self::Lock | Self::Unlock => Rein::Lock,
            Self::Slow | Self::Free => Rein::Slow,
        }
    }

    /// Whether it holds in; else it lets go.
    pub const fn holds(self) -> bool {
        matches!(self, Self::Lock | Self::Slow)
    }

    /// Whether it can be done to one thread. One pace holds for a whole discussion: a person counts once.
    pub const fn is_for_threads(self) -> bool {
        matches!(self.rein(), Rein::Lock)
    }

    /// The longest it can last, in days; none where it only lets go.
    pub const fn days_max(self) -> Option<i64> {
        match self {
            Self::Lock => Some(LOCK_DAYS),
            Self::Slow => Some(SLOW_DAYS),
            Self::Unlock | Self::Free => None,
        }
    }
}

/// The last thing that was done with one of the reins, to a discussion or to a thread of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReinAct {
    pub id: i64,
    /// The first comment of a thread; none: the whole discussion.
    pub thread: Option<CommentId>,
    pub step: ReinMove,
    /// Everybody reads it.
    pub reason: String,
    /// The last day.
    pub until: Option<Date>,
    /// Between two comments of a person, where it slows down.
    pub minutes: Option<i64>,
    pub at: Stamp,
}

impl ReinAct {
    /// Whether it holds on this day. What has an end lets go by itself.
    pub fn holds(&self, today: Date) -> bool {
        self.step.holds() && self.until.is_none_or(|until| today <= until)
    }
}

/// That a discussion or a thread is held in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub since: Date,
    /// The last day; none: until somebody opens it.
    pub until: Option<Date>,
    pub reason: String,
}

impl Held {
    fn of(act: &ReinAct) -> Self {
        Self {
            since: act.at.day(),
            until: act.until,
            reason: act.reason.clone(),
        }
    }
}

/// How a discussion is held in on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reins {
    /// All of it is locked.
    pub whole: Option<Held>,
    /// Threads that are locked by themselves, by their first comment.
    pub threads: Vec<(CommentId, Held)>,
    /// Minutes between two comments of a person.
    pub slow: Option<(i64, Held)>,
}

impl Reins {
    /// From the last acts with each rein.
    pub fn of(acts: &[ReinAct], today: Date) -> Self {
        let mut reins = Self::default();
        for act in acts.iter().filter(|act| act.holds(today)) {
            match (act.step.rein(), act.thread, act.minutes) {
                (Rein::Lock, None, _) => reins.whole = Some(Held::of(act)),
                (Rein::Lock, Some(thread), _) => reins.threads.push((thread, Held::of(act))),
                (Rein::Slow, _, Some(minutes)) => reins.slow = Some((minutes, Held::of(act))),
                // A pace without minutes holds nobody in.
                (Rein::Slow, _, None) => {}
            }
        }
        reins
    }

    /// That this thread is locked by itself.
    pub fn thread(&self, id: CommentId) -> Option<&Held> {
        let found = self.threads.iter().find(|(thread, _)| *thread == id);
        found.map(|(_, held)| held)
    }

    /// When somebody may write next who wrote last at this moment; none: now. What the municipality says is
    /// held up by no pace: people wait for its answers.
    pub fn next_at(&self, last: Option<Stamp>, role: Option<Role>, now: Stamp) -> Option<Stamp> {
        if !can_be_reported(role) {
            return None;
        }
        let (minutes, _) = self.slow.as_ref()?;
        last.map(|last| last.plus_minutes(*minutes))
            .filter(|next| *next > now)
    }

    /// Whether anything can be written in the discussion, or in a thread of it. `thread`: the one that is replied in.
    ///
    /// # Errors
    /// It is locked.
    pub fn may_write(&self, thread: Option<CommentId>) -> Result<(), Denied> {
        if self.whole.is_some() {
            return Err(Denied::NotNow(NotNow::DiscussionLocked));
        }
        match thread.is_some_and(|id| self.thread(id).is_some()) {
            true => Err(Denied::NotNow(NotNow::ThreadLocked)),
            false => Ok(()),
        }
    }

    /// Whether somebody who may write in the discussion can send something now. `role`: the duty they speak in;
    /// `last`: when they wrote there last. The pace is about sending: what waited for somebody to read it was sent
    /// before.
    ///
    /// # Errors
    /// It is too soon.
    pub fn may_send(
        &self,
        role: Option<Role>,
        last: Option<Stamp>,
        now: Stamp,
    ) -> Result<(), Denied> {
        match self.next_at(last, role, now) {
            Some(_) => Err(Denied::NotNow(NotNow::TooSoon)),
            None => Ok(()),
        }
    }
}

/// Whether the step follows what was done last with the same rein.
pub fn rein_follows(step: ReinMove, last: Option<&ReinAct>, today: Date) -> bool {
    let holds = last.is_some_and(|act| act.holds(today));
    step.holds() != holds
}

/// Who holds a discussion in, and lets it go.
///
/// # Errors
/// Not a moderator.
pub fn may_rein(actor: &Actor) -> Result<(), Denied> {
    moderate(actor)
}

/// The last day somebody chose, with what is wrong with it.
///
/// # Errors
/// Past, too far ahead, or missing where a pace needs one.
pub fn rein_until(
    step: ReinMove,
    typed: Option<Date>,
    today: Date,
) -> Result<Option<Date>, FieldProblem> {
    let Some(max) = step.days_max() else {
        return Ok(None);
    };
    let latest = today.add_days(max);
    match typed {
        None if step == ReinMove::Slow => Err(FieldProblem::Missing),
        None => Ok(None),
        Some(day) if day < today => Err(FieldProblem::DateInPast),
        Some(day) if day > latest => Err(FieldProblem::TooFarAhead { latest }),
        Some(day) => Ok(Some(day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: &str) -> Date {
        Date::parse(day).unwrap()
    }

    fn act(step: ReinMove, thread: Option<i64>, until: Option<&str>) -> ReinAct {
        ReinAct {
            id: 1,
            thread: thread.map(CommentId::new),
            step,
            reason: "Tonen.".to_owned(),
            until: until.map(on),
            minutes: (step == ReinMove::Slow).then_some(15),
            at: Stamp::from_date(on("2026-03-04")),
        }
    }

    const LOCKED: Denied = Denied::NotNow(NotNow::DiscussionLocked);
    const THREAD: Denied = Denied::NotNow(NotNow::ThreadLocked);
    const SOON: Denied = Denied::NotNow(NotNow::TooSoon);

    #[test]
    fn what_is_locked_is_locked_for_everybody_and_to_the_end_of_its_last_day() {
        let acts = [act(ReinMove::Lock, None, Some("2026-03-06"))];
        let now = Stamp::at(on("2026-03-06"), 23, 59).unwrap();
        let reins = Reins::of(&acts, now.day());
        assert_eq!(reins.may_write(None), Err(LOCKED));
        assert_eq!(reins.may_write(Some(CommentId::new(1))), Err(LOCKED));
        assert_eq!(reins.whole.unwrap().since, on("2026-03-04"));
        let next = Reins::of(&acts, on("2026-03-07"));
        assert_eq!(next, Reins::default());
        // Without a last day it stays locked until somebody opens it.
        let acts = [act(ReinMove::Lock, None, None)];
        assert!(Reins::of(&acts, on("2030-01-01")).whole.is_some());
        let acts = [act(ReinMove::Unlock, None, None)];
        assert_eq!(Reins::of(&acts, on("2026-03-04")), Reins::default());
    }

    #[test]
    fn a_locked_thread_locks_no_other() {
        let acts = [act(ReinMove::Lock, Some(7), None)];
        let reins = Reins::of(&acts, on("2026-03-05"));
        let under = |id| reins.may_write(Some(CommentId::new(id)));
        assert_eq!(under(7), Err(THREAD));
        assert_eq!(under(8), Ok(()));
        assert_eq!(reins.may_write(None), Ok(()));
    }

    #[test]
    fn at_a_slower_pace_one_waits_and_the_municipality_does_not() {
        let acts = [act(ReinMove::Slow, None, Some("2026-03-05"))];
        let now = Stamp::at(on("2026-03-05"), 12, 0).unwrap();
        let reins = Reins::of(&acts, now.day());
        let wrote = |minutes: i64| Some(now.plus_minutes(-minutes));
        let may = |role, last| reins.may_send(role, last, now);
        assert_eq!(reins.may_write(None), Ok(()));
        assert_eq!(may(None, None), Ok(()));
        assert_eq!(may(None, wrote(14)), Err(SOON));
        assert_eq!(may(Some(Role::Elected), wrote(14)), Err(SOON));
        assert_eq!(may(Some(Role::Official), wrote(14)), Ok(()));
        assert_eq!(may(None, wrote(15)), Ok(()));
        let next = reins.next_at(wrote(5), None, now);
        assert_eq!(next, Some(now.plus_minutes(10)));
        let later = Reins::of(&acts, on("2026-03-06"));
        assert_eq!(later.may_send(None, wrote(1), now), Ok(()));
    }

    #[test]
    fn a_rein_is_taken_and_let_go_in_turn() {
        let today = on("2026-03-05");
        let last = |step, until| Some(act(step, None, until));
        let table = [
            (None, ReinMove::Lock, true),
            (None, ReinMove::Unlock, false),
            (last(ReinMove::Lock, None), ReinMove::Lock, false),
            (last(ReinMove::Lock, None), ReinMove::Unlock, true),
            (last(ReinMove::Unlock, None), ReinMove::Lock, true),
            // It has let go by itself.
            (
                last(ReinMove::Lock, Some("2026-03-04")),
                ReinMove::Lock,
                true,
            ),
            (
                last(ReinMove::Lock, Some("2026-03-04")),
                ReinMove::Unlock,
                false,
            ),
            (
                last(ReinMove::Slow, Some("2026-03-05")),
                ReinMove::Free,
                true,
            ),
        ];
        for (last, step, follows) in table {
            let found = rein_follows(step, last.as_ref(), today);
            assert_eq!(found, follows, "{step} after {last:?}");
        }
    }

    #[test]
    fn a_pace_has_an_end_and_nothing_lasts_for_ever_by_mistake() {
        let today = on("2026-03-05");
        let until = |step, day: Option<&str>| rein_until(step, day.map(on), today);
        assert_eq!(until(ReinMove::Lock, None), Ok(None));
        assert_eq!(until(ReinMove::Slow, None), Err(FieldProblem::Missing));
        for step in [ReinMove::Lock, ReinMove::Slow] {
            assert_eq!(until(step, Some("2026-03-05")), Ok(Some(today)));
            assert_eq!(
                until(step, Some("2026-03-04")),
                Err(FieldProblem::DateInPast)
            );
            let latest = today.add_days(step.days_max().unwrap());
            assert_eq!(rein_until(step, Some(latest), today), Ok(Some(latest)));
            let beyond = rein_until(step, Some(latest.add_days(1)), today);
            assert_eq!(beyond, Err(FieldProblem::TooFarAhead { latest }));
        }
        assert_eq!(until(ReinMove::Unlock, Some("2020-01-01")), Ok(None));
    }
}
