//! Whoever wrote a hidden text asks that somebody else looks again: once, within some weeks.

use crate::error::{Denied, NotNow};
use crate::time::{Date, Stamp};
use crate::working_days::is_working_day;

use super::{CaseMove, CaseState};

/// Longest words of whoever asks, in characters.
pub const APPEAL_MAX: usize = 1_000;
/// Days within which somebody can ask: as many as the law gives for an appeal against a decision.
pub const APPEAL_DAYS: i64 = 21;

/// The last day on which one can ask that somebody looks again at what was hidden on this one. A time that
/// ends when nobody works goes on to the next working day.
pub fn appeal_until(hidden: Date) -> Date {
    let mut day = hidden.add_days(APPEAL_DAYS);
    while !is_working_day(day) {
        day = day.add_days(1);
    }
    day
}

/// What has happened so far to a text that was hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub state: CaseState,
    /// The day it was hidden on.
    pub hidden: Date,
    /// When its author asked that somebody looks again.
    pub asked: Option<Stamp>,
    /// The last thing somebody else has said of it since.
    pub said: Option<CaseMove>,
}

/// How it stands with looking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appeal {
    /// It can be asked for.
    Possible { until: Date },
    /// Nobody asked, and the time is over.
    Over { until: Date },
    /// Somebody looks again.
    Waits { since: Stamp },
    /// It stays hidden.
    Upheld,
    /// The text is shown again, asked for or not.
    Shown,
}

/// How it stands on this day.
pub fn appeal_of(so_far: Asked, today: Date) -> Appeal {
    let until = appeal_until(so_far.hidden);
    match (so_far.state, so_far.said, so_far.asked) {
        (CaseState::Shown, _, _) => Appeal::Shown,
        (_, Some(CaseMove::Uphold), _) => Appeal::Upheld,
        (_, _, Some(since)) => Appeal::Waits { since },
        (_, _, None) if today > until => Appeal::Over { until },
        (_, _, None) => Appeal::Possible { until },
    }
}

/// Whether whoever wrote it can ask now. That it is theirs is known by then: to everybody else there is no
/// such page.
///
/// # Errors
/// Asked before, too late, or shown again.
pub fn may_appeal(appeal: Appeal) -> Result<(), Denied> {
    match appeal {
        Appeal::Possible { .. } => Ok(()),
        Appeal::Over { .. } => Err(Denied::NotNow(NotNow::AppealOver)),
        Appeal::Waits { .. } | Appeal::Upheld => Err(Denied::NotNow(NotNow::AppealedBefore)),
        Appeal::Shown => Err(Denied::NotNow(NotNow::TextShown)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: &str) -> Date {
        Date::parse(day).unwrap()
    }

    #[test]
    fn there_are_three_weeks_and_no_time_ends_on_a_holiday() {
        for (hidden, until) in [
            ("2026-03-04", "2026-03-25"),
            // A Saturday, a Sunday.
            ("2026-03-07", "2026-03-30"),
            ("2026-03-08", "2026-03-30"),
            // Good Friday to Easter Monday.
            ("2026-03-13", "2026-04-07"),
            // Christmas Eve.
            ("2026-12-03", "2026-12-28"),
        ] {
            assert_eq!(appeal_until(on(hidden)), on(until), "{hidden}");
        }
    }

    #[test]
    fn it_is_asked_for_once_in_time_and_while_it_is_hidden() {
        let hidden = on("2026-03-04");
        let until = on("2026-03-25");
        let since = Stamp::from_date(on("2026-03-05"));
        let so_far = |state, asked, said| Asked {
            state,
            hidden,
            asked,
            said,
        };
        let (dark, shown) = (CaseState::Hidden, CaseState::Shown);
        let (up, un) = (Some(CaseMove::Uphold), Some(CaseMove::Unhide));
        let not_now = |why| Err(Denied::NotNow(why));
        let table = [
            (
                so_far(dark, None, None),
                "2026-03-04",
                Appeal::Possible { until },
                Ok(()),
            ),
            (
                so_far(dark, None, None),
                "2026-03-25",
                Appeal::Possible { until },
                Ok(()),
            ),
            (
                so_far(dark, None, None),
                "2026-03-26",
                Appeal::Over { until },
                not_now(NotNow::AppealOver),
            ),
            // Asked in time and read late.
            (
                so_far(dark, Some(since), None),
                "2026-05-01",
                Appeal::Waits { since },
                not_now(NotNow::AppealedBefore),
            ),
            (
                so_far(dark, Some(since), up),
                "2026-03-06",
                Appeal::Upheld,
                not_now(NotNow::AppealedBefore),
            ),
            (
                so_far(shown, Some(since), un),
                "2026-03-06",
                Appeal::Shown,
                not_now(NotNow::TextShown),
            ),
            (
                so_far(shown, None, un),
                "2026-03-06",
                Appeal::Shown,
                not_now(NotNow::TextShown),
            ),
        ];
        for (so_far, today, expected, may) in table {
            let appeal = appeal_of(so_far, on(today));
            assert_eq!(appeal, expected, "{so_far:?} {today}");
            assert_eq!(may_appeal(appeal), may, "{so_far:?} {today}");
        }
    }
}
