//! From "so many days before" to days and words.

use nara_app::i18n::{Lang, date_long, day_month};
use nara_domain::time::{Date, Stamp};

use super::DemoError;

/// One item's calendar.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    base: Date,
    now: Stamp,
}

/// Minutes after midnight when the first thing of a day happens, and between one and the next.
const MORNING: i64 = 9 * 60;
const APART: i64 = 13;

impl Calendar {
    /// Council meetings are on weekdays, so days are counted from the latest Sunday; an item whose
    /// last day for support is told counts from today.
    pub fn new(now: Stamp, exact: bool) -> Self {
        let today = now.day();
        let since_sunday = i64::from(today.civil().weekday().to_sunday_zero_offset());
        let base = if exact {
            today
        } else {
            today.add_days(-since_sunday)
        };
        Self { base, now }
    }

    pub fn day(&self, days_before: i64) -> Date {
        self.base.add_days(-days_before)
    }

    /// When the nth thing of a day happens; never in the future.
    pub fn moment(&self, days_before: i64, nth: usize) -> Stamp {
        let minutes = MORNING + APART * i64::try_from(nth).unwrap_or(0);
        self.not_later(Stamp::from_date(self.day(days_before)).plus_minutes(minutes))
    }

    /// So far through the time from one morning to another evening.
    pub fn between(&self, from: i64, to: i64, nth: usize, of: usize) -> Stamp {
        let (nth, of) = (
            i64::try_from(nth).unwrap_or(0),
            i64::try_from(of).unwrap_or(1).max(1),
        );
        // From ten in the morning, so that a proposal opened that morning is open.
        let start = Stamp::from_date(self.day(from)).plus_hours(10);
        let end = Stamp::from_date(self.day(to)).plus_hours(20);
        self.not_later(Stamp(start.0 + (end.0 - start.0) * nth / of))
    }

    fn not_later(&self, moment: Stamp) -> Stamp {
        moment.min(self.now)
    }

    /// Puts dates in place of `{{date 12}}`, `{{iso 12}}`, `{{day 12}}`, `{{month 12}}` and
    /// `{{year 12}}`.
    pub fn fill(&self, text: &str) -> Result<String, DemoError> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let (token, after) = after.split_once("}}").ok_or_else(|| unreadable(text))?;
            filled.push_str(&self.token(token).ok_or_else(|| unreadable(token))?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn token(&self, token: &str) -> Option<String> {
        let (form, days) = token.trim().split_once(' ')?;
        let day = self.day(days.trim().parse().ok()?);
        let long = date_long(Lang::Sv, day);
        match form {
            "iso" => Some(day.to_string()),
            "date" => Some(long),
            "day" => Some(day_month(Lang::Sv, day)),
            "month" => long.split_once('\u{a0}').map(|(_, month)| month.to_owned()),
            "year" => Some(day.year().to_string()),
            _ => None,
        }
    }
}

fn unreadable(text: &str) -> DemoError {
    DemoError::Inconsistent(format!("unreadable date in {text:?}"))
}

#[cfg(test)]
mod tests {
    use super::Calendar;
    use nara_domain::time::{Date, Stamp};

    fn noon(year: i16, month: i8, day: i8) -> Stamp {
        Stamp::from_date(Date::new(year, month, day).unwrap()).plus_hours(12)
    }

    #[test]
    fn days_count_from_the_latest_sunday() {
        // 22 November 2026 is a Sunday.
        for day in 22..=28 {
            let calendar = Calendar::new(noon(2026, 11, day), false);
            assert_eq!(calendar.day(0).to_string(), "2026-11-22");
            assert_eq!(calendar.day(-23).to_string(), "2026-12-15");
        }
        assert_eq!(
            Calendar::new(noon(2026, 11, 25), true).day(1).to_string(),
            "2026-11-24"
        );
    }

    #[test]
    fn tokens_become_dates() {
        let calendar = Calendar::new(noon(2026, 11, 22), false);
        let filled =
            calendar.fill("den {{date 0}}, {{iso 1}}, {{day 1}}, {{month 2}} {{year 300}}!");
        assert_eq!(
            filled.unwrap(),
            "den 22\u{a0}november\u{a0}2026, 2026-11-21, 21\u{a0}november, november\u{a0}2026 2026!"
        );
        assert!(calendar.fill("{{date").is_err());
        assert!(calendar.fill("{{datum 3}}").is_err());
    }

    #[test]
    fn nothing_happens_in_the_future() {
        let now = noon(2026, 11, 22);
        let calendar = Calendar::new(now, false);
        assert!(calendar.moment(0, 90) <= now);
        assert!(calendar.between(1, 0, 10, 10) <= now);
    }
}
