//! What everybody may know of hidden texts: how many, by which rule and in which month. Never which.

use std::collections::BTreeMap;

use crate::median::median;
use crate::time::Date;

use super::{CaseMove, HeldMove, Reason, ReinMove};

/// How many months are told of.
pub const LOG_MONTHS: i64 = 12;

/// One thing that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub step: CaseMove,
    /// By which rule the text is or was hidden; none where it was left.
    pub rule: Option<Reason>,
    pub on: Date,
    /// The day its author asked that somebody looks again, where this was the answer.
    pub asked: Option<Date>,
}

/// What was done in a month by one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfRule {
    pub rule: Reason,
    pub hidden: i64,
    /// Shown again, asked for or not.
    pub shown: i64,
    /// Shown again because its author asked.
    pub shown_on_appeal: i64,
    /// Looked at again, and left hidden.
    pub upheld: i64,
}

impl OfRule {
    const fn none(rule: Reason) -> Self {
        Self {
            rule,
            hidden: 0,
            shown: 0,
            shown_on_appeal: 0,
            upheld: 0,
        }
    }
}

/// What was done in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// In the order of the rules; only those by which something was done.
    pub rules: Vec<OfRule>,
    /// Reported, and left as it was.
    pub left: i64,
    /// Days from asking to the answer, the one in the middle; none where nobody was answered.
    pub days: Option<i64>,
    /// Discussions and threads that were locked.
    pub locked: i64,
    /// Discussions that were slowed down.
    pub slowed: i64,
    /// How often somebody was kept from writing or taking part.
    pub restrained: i64,
}

fn first_of(day: Date) -> Date {
    day.add_days(1 - i64::from(day.day()))
}

/// The first day that is told of.
pub fn log_from(today: Date) -> Date {
    first_of(today).add_months(1 - LOG_MONTHS)
}

/// Month by month, the latest first; a month in which nothing was done is left out.
pub fn months(entries: &[Entry], reins: &[(ReinMove, Date)], restrained: &[Date]) -> Vec<Month> {
    let mut by_month: BTreeMap<Date, Done> = BTreeMap::new();
    for entry in entries {
        let month = by_month.entry(first_of(entry.on)).or_default();
        month.entries.push(entry);
    }
    for (step, on) in reins.iter().filter(|(step, _)| step.holds()) {
        let month = by_month.entry(first_of(*on)).or_default();
        month.reins.push(*step);
    }
    for on in restrained {
        by_month.entry(first_of(*on)).or_default().restrained += 1;
    }
    let each = by_month.into_iter().rev();
    each.map(|(first, done)| month(first, &done)).collect()
}

/// Everything that was done in a month.
#[derive(Default)]
struct Done<'a> {
    entries: Vec<&'a Entry>,
    reins: Vec<ReinMove>,
    restrained: i64,
}

fn count<T>(of: impl Iterator<Item = T>, fits: impl Fn(&T) -> bool) -> i64 {
    i64::try_from(of.filter(fits).count()).unwrap_or(i64::MAX)
}

fn of_rule(rule: Reason, entries: &[&Entry]) -> OfRule {
    let count = |step: CaseMove, asked: bool| {
        count(entries.iter().copied(), |entry| {
            entry.rule == Some(rule) && entry.step == step && (entry.asked.is_some() || !asked)
        })
    };
    OfRule {
        rule,
        hidden: count(CaseMove::Hide, false),
        shown: count(CaseMove::Unhide, false),
        shown_on_appeal: count(CaseMove::Unhide, true),
        upheld: count(CaseMove::Uphold, false),
    }
}

fn month(first: Date, done: &Done<'_>) -> Month {
    let (entries, reins) = (done.entries.as_slice(), done.reins.as_slice());
    let days = entries
        .iter()
        .filter_map(|entry| Some(entry.asked?.days_until(entry.on)));
    Month {
        first,
        rules: Reason::rules()
            .map(|rule| of_rule(rule, entries))
            .filter(|of| *of != OfRule::none(of.rule))
            .collect(),
        left: count(entries.iter().copied(), |entry| {
            entry.step == CaseMove::Leave
        }),
        days: median(days.collect()),
        locked: count(reins.iter(), |step| **step == ReinMove::Lock),
        slowed: count(reins.iter(), |step| **step == ReinMove::Slow),
        restrained: done.restrained,
    }
}

/// A month of what waited to be read before everybody could, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldMonth {
    /// Its first day.
    pub first: Date,
    pub released: i64,
    pub declined: i64,
}

/// The same of what waited: month by month, the latest first; other steps make no month.
pub fn held_months(done: &[(HeldMove, Date)]) -> Vec<HeldMonth> {
    let mut by_month: BTreeMap<Date, (i64, i64)> = BTreeMap::new();
    for (step, on) in done {
        let (released, declined) = match step {
            HeldMove::Release => (1, 0),
            HeldMove::Decline => (0, 1),
            _ => continue,
        };
        let month = by_month.entry(first_of(*on)).or_default();
        month.0 += released;
        month.1 += declined;
    }
    let each = by_month.into_iter().rev();
    each.map(|(first, (released, declined))| HeldMonth {
        first,
        released,
        declined,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: &str) -> Date {
        Date::parse(day).unwrap()
    }

    fn entry(step: CaseMove, rule: Option<Reason>, day: &str, asked: Option<&str>) -> Entry {
        Entry {
            step,
            rule,
            on: on(day),
            asked: asked.map(on),
        }
    }

    #[test]
    fn a_year_is_told_of_with_this_month() {
        assert_eq!(log_from(on("2026-03-04")), on("2025-04-01"));
        assert_eq!(log_from(on("2026-12-31")), on("2026-01-01"));
    }

    #[test]
    fn nothing_done_is_no_month() {
        assert_eq!(months(&[], &[], &[]), []);
    }

    #[test]
    fn what_waited_is_counted_and_other_steps_make_no_month() {
        let done = [
            (HeldMove::Decline, on("2026-01-31")),
            (HeldMove::Release, on("2026-02-01")),
            (HeldMove::Release, on("2026-02-28")),
            (HeldMove::Ask, on("2026-03-01")),
            (HeldMove::Uphold, on("2026-03-02")),
        ];
        let month = |first, released, declined| HeldMonth {
            first: on(first),
            released,
            declined,
        };
        let (january, february) = (month("2026-01-01", 0, 1), month("2026-02-01", 2, 0));
        assert_eq!(held_months(&done), [february, january]);
    }

    #[test]
    fn it_is_counted_by_month_and_rule() {
        let (hate, threat) = (Some(Reason::Hate), Some(Reason::Threat));
        let all = [
            entry(CaseMove::Hide, threat, "2026-01-31", None),
            entry(CaseMove::Leave, None, "2026-02-01", None),
            entry(CaseMove::Hide, hate, "2026-02-01", None),
            entry(CaseMove::Hide, hate, "2026-02-28", None),
            // Hidden in January, asked for then, and answered in February.
            entry(CaseMove::Uphold, threat, "2026-02-03", Some("2026-01-31")),
            entry(CaseMove::Unhide, hate, "2026-02-20", Some("2026-02-10")),
            // By somebody who saw it, without being asked.
            entry(CaseMove::Unhide, hate, "2026-02-21", None),
        ];
        let january = Month {
            first: on("2026-01-01"),
            rules: vec![OfRule {
                hidden: 1,
                ..OfRule::none(Reason::Threat)
            }],
            left: 0,
            days: None,
            locked: 0,
            slowed: 0,
            restrained: 1,
        };
        let february = Month {
            first: on("2026-02-01"),
            rules: vec![
                OfRule {
                    rule: Reason::Hate,
                    hidden: 2,
                    shown: 2,
                    shown_on_appeal: 1,
                    upheld: 0,
                },
                OfRule {
                    upheld: 1,
                    ..OfRule::none(Reason::Threat)
                },
            ],
            left: 1,
            days: Some(6),
            locked: 2,
            slowed: 1,
            restrained: 0,
        };
        let reins = [
            (ReinMove::Lock, on("2026-02-02")),
            (ReinMove::Unlock, on("2026-02-03")),
            (ReinMove::Slow, on("2026-02-03")),
            (ReinMove::Lock, on("2026-02-28")),
            (ReinMove::Free, on("2026-02-28")),
        ];
        let restrained = [on("2026-01-31")];
        assert_eq!(months(&all, &reins, &restrained), [february, january]);
        // A month in which something was only locked is one, too.
        let only = months(&[], &[(ReinMove::Lock, on("2026-05-02"))], &[]);
        let only: Vec<_> = only.iter().map(|one| (one.first, one.locked)).collect();
        assert_eq!(only, [(on("2026-05-01"), 1)]);
    }
}
