//! How much a new account can do in an hour and in a day.
//!
//! Generous: whoever comes to say what they think does not meet it. A vote is not counted here: it is never refused for
//! it, and much in a short time is shown to a moderator instead ([`super::pace`]).

use serde::{Deserialize, Serialize};

use super::holding::NEW_DAYS;
use crate::actor::{Actor, Level, Role};
use crate::fields::{FieldInput, FieldSpec, Reader, Values};
use crate::proposal::Kind;
use crate::time::Stamp;

coded_enum! {
    /// What is counted.
    pub enum Doing {
        /// Comments and replies, those that wait among them.
        Comments = "comments",
        /// Proposals and ideas.
        Proposals = "proposals",
        /// Problems.
        Problems = "problems",
        /// Questions to the municipality; several sent together are one.
        Questions = "questions",
        /// Texts reported.
        Reports = "reports",
        /// Agreeing with a comment, and saying that one has the same question.
        Agreements = "agreements",
    }
}

impl Doing {
    /// Handing in one of this kind.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Proposal | Kind::Idea => Self::Proposals,
            Kind::Problem => Self::Problems,
            Kind::Questions => Self::Questions,
        }
    }
}

/// How often at most; none: as often as one likes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Most {
    pub hour: Option<i64>,
    pub day: Option<i64>,
}

impl Most {
    const fn of(hour: Option<i64>, day: Option<i64>) -> Self {
        Self { hour, day }
    }

    /// How many of the latest have to be known to say whether there is room.
    pub fn known(self) -> i64 {
        self.hour.max(self.day).map_or(0, |most| most.max(1) + 1)
    }
}

/// What a municipality has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// An account is new for so many days; 0: none is.
    pub days: i64,
    pub comments: Most,
    pub proposals: Most,
    pub problems: Most,
    pub questions: Most,
    pub reports: Most,
    pub agreements: Most,
}

impl Default for Limits {
    /// Where a municipality has set nothing.
    fn default() -> Self {
        Self {
            days: NEW_DAYS,
            comments: Most::of(Some(10), Some(40)),
            proposals: Most::of(None, Some(2)),
            problems: Most::of(None, Some(3)),
            questions: Most::of(None, Some(2)),
            reports: Most::of(Some(10), Some(20)),
            agreements: Most::of(Some(60), Some(200)),
        }
    }
}

/// An account can be new for so many days at most.
pub const LIMIT_DAYS_MAX: usize = 90;
/// No limit is higher.
pub const LIMIT_MAX: usize = 500;

/// The field of one limit.
pub(super) const fn at_most(name: &'static str) -> FieldSpec {
    FieldSpec::optional(name, FieldInput::Integer).between(1, LIMIT_MAX)
}

/// The field of the days.
pub const DAYS_FIELD: &str = "limit_days";
/// Names of the form's fields: of each, by the hour and by the day.
pub const LIMIT_NAMES: &[(Doing, &str, &str)] = &[
    (Doing::Comments, "comments_hour", "comments_day"),
    (Doing::Proposals, "proposals_hour", "proposals_day"),
    (Doing::Problems, "problems_hour", "problems_day"),
    (Doing::Questions, "questions_hour", "questions_day"),
    (Doing::Reports, "reports_hour", "reports_day"),
    (Doing::Agreements, "agreements_hour", "agreements_day"),
];

impl Limits {
    /// None for anybody.
    pub const fn none() -> Self {
        const ANY: Most = Most::of(None, None);
        Self {
            days: 0,
            comments: ANY,
            proposals: ANY,
            problems: ANY,
            questions: ANY,
            reports: ANY,
            agreements: ANY,
        }
    }

    /// How often this can be done by a new account.
    pub const fn most(&self, doing: Doing) -> Most {
        match doing {
            Doing::Comments => self.comments,
            Doing::Proposals => self.proposals,
            Doing::Problems => self.problems,
            Doing::Questions => self.questions,
            Doing::Reports => self.reports,
            Doing::Agreements => self.agreements,
        }
    }

    fn most_mut(&mut self, doing: Doing) -> &mut Most {
        match doing {
            Doing::Comments => &mut self.comments,
            Doing::Proposals => &mut self.proposals,
            Doing::Problems => &mut self.problems,
            Doing::Questions => &mut self.questions,
            Doing::Reports => &mut self.reports,
            Doing::Agreements => &mut self.agreements,
        }
    }

    /// What was typed; none where something of it is wrong, which the reader knows then.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut limits = Self::none();
        let days = reader.integer(DAYS_FIELD);
        for (doing, hour, day) in LIMIT_NAMES {
            *limits.most_mut(*doing) = Most {
                hour: reader.integer(hour),
                day: reader.integer(day),
            };
        }
        days.map(|days| Self { days, ..limits })
    }

    /// The same, as the form shows it.
    pub(super) fn typed(&self) -> Values {
        let shown = |most: Option<i64>| most.map(|most| most.to_string()).unwrap_or_default();
        let mut typed = Values::from([(DAYS_FIELD.to_owned(), self.days.to_string())]);
        for (doing, hour, day) in LIMIT_NAMES {
            let most = self.most(*doing);
            typed.insert((*hour).to_owned(), shown(most.hour));
            typed.insert((*day).to_owned(), shown(most.day));
        }
        typed
    }

    /// Whether somebody whose account was made then is counted. Whoever has shown an e-identification is one person, a
    /// group's members have a leader who reads what they write, and whoever holds a duty answers for it.
    pub fn counts(&self, who: &Actor, (created, level): (Stamp, Level), now: Stamp) -> bool {
        let Actor::Person {
            standings, dormant, ..
        } = who
        else {
            return false;
        };
        let mut held = standings.iter().chain(dormant);
        let only_resident = held.all(|held| held.role == Role::Resident);
        let known = level.satisfies(Level::N2) || matches!(level, Level::S);
        only_resident && !known && now < created.plus_days(self.days)
    }
}

/// That a new account has done something as often as it can for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    pub doing: Doing,
    /// When it can go on; a whole minute, as it is told.
    pub until: Stamp,
}

const MINUTE_MS: i64 = 60_000;

/// The whole minute at which there is room within so many hours, where there is none now.
fn free_at(times: &[Stamp], most: Option<i64>, hours: i64, now: Stamp) -> Option<Stamp> {
    let most = usize::try_from(most?.max(1)).unwrap_or(usize::MAX);
    let since = now.plus_hours(-hours);
    // This one is the newest. Before the next, of those within the time, the `most`th newest has to be out of it.
    let stands_in_the_way = times.iter().filter(|at| **at > since).nth(most)?;
    // A clock that was set back keeps nobody for longer.
    let free = (*stands_in_the_way).min(now).plus_hours(hours).0;
    let minutes = free.div_euclid(MINUTE_MS) + i64::from(free.rem_euclid(MINUTE_MS) > 0);
    Some(Stamp(minutes.saturating_mul(MINUTE_MS)))
}

/// Whether what a new account just did is within its limits. `times`: when it did such things lately, this one among
/// them, in any order; as many of the latest as [`Most::known`] says are enough.
///
/// # Errors
/// When it can be done again.
pub fn within(limits: &Limits, doing: Doing, times: &[Stamp], now: Stamp) -> Result<(), Reached> {
    let most = limits.most(doing);
    let mut times = times.to_vec();
    times.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
    let hour = free_at(&times, most.hour, 1, now);
    match hour.max(free_at(&times, most.day, 24, now)) {
        Some(until) => Err(Reached { doing, until }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
