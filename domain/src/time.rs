//! Moments and days. A moment ([`Stamp`]) is stored as milliseconds; a deadline is a day
//! ([`Date`]) in Stockholm, because that is what a municipality's rules count in.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, civil};
use serde::{Deserialize, Serialize};

/// Compiled in: the browser has no time zone database and the server's may be missing.
static STOCKHOLM: TimeZone = jiff::tz::get!("Europe/Stockholm");

const MINUTE: i64 = 60_000;

/// A moment: milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(pub i64);

impl Stamp {
    /// So many minutes later (earlier when negative).
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(MINUTE)))
    }

    /// So many hours later.
    pub const fn plus_hours(self, hours: i64) -> Self {
        self.plus_minutes(hours.saturating_mul(60))
    }

    /// So many times 24 hours later. For calendar days use [`Date::add_days`].
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_hours(days.saturating_mul(24))
    }

    /// The day it is in Stockholm at this moment.
    pub fn day(self) -> Date {
        Date(self.local().date())
    }

    /// Wall-clock date and time in Stockholm. Moments outside years -9999–9999 are clamped.
    pub fn local(self) -> civil::DateTime {
        let instant = Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        });
        STOCKHOLM.to_datetime(instant)
    }

    /// The moment of this day in Stockholm at which clocks show this time; none where there is no
    /// such time of day. Where clocks are set, as people read it: the next hour for one that is
    /// skipped, the first of two.
    pub fn at(date: Date, hour: i8, minute: i8) -> Option<Self> {
        let time = civil::Time::new(hour, minute, 0, 0).ok()?;
        let moment = STOCKHOLM.to_ambiguous_timestamp(date.0.to_datetime(time));
        Some(Self(moment.compatible().ok()?.as_millisecond()))
    }

    /// The first moment of a day in Stockholm.
    pub fn from_date(date: Date) -> Self {
        let midnight = date.0.to_datetime(civil::Time::midnight());
        match STOCKHOLM.to_ambiguous_timestamp(midnight).compatible() {
            Ok(instant) => Self(instant.as_millisecond()),
            // Only the very first and last day of the calendar fall outside.
            Err(_) if date.0.year() < 0 => Self(Timestamp::MIN.as_millisecond()),
            Err(_) => Self(Timestamp::MAX.as_millisecond()),
        }
    }
}

/// A text that is not a day written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date written YYYY-MM-DD")]
pub struct NotADate;

/// A calendar day. Text, JSON and database form: `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(civil::Date);

impl Date {
    /// The day, if it exists in the calendar.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Strict ISO: four, two and two digits, an existing day, years 1900–2999.
    ///
    /// # Errors
    /// [`NotADate`] for everything else, also for week dates and for surrounding spaces.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let well_formed = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| match i {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !well_formed {
            return Err(NotADate);
        }
        let date: civil::Date = text.parse().map_err(|_| NotADate)?;
        if (1900..3000).contains(&date.year()) {
            Ok(Self(date))
        } else {
            Err(NotADate)
        }
    }

    /// The calendar type underneath, for formatting.
    pub const fn civil(self) -> civil::Date {
        self.0
    }

    /// The year, e.g. 2026.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// So many days later (earlier when negative).
    pub fn add_days(self, days: i64) -> Self {
        let days = days.clamp(-4_000_000, 4_000_000);
        Self(self.0.saturating_add(days.days()))
    }

    /// The same day of the month so many months later; the last day when that month is shorter.
    pub fn add_months(self, months: i64) -> Self {
        let months = months.clamp(-200_000, 200_000);
        Self(self.0.saturating_add(months.months()))
    }

    /// Days from this day to the other; negative when the other is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        self.0
            .until(other.0)
            .map_or(0, |span| i64::from(span.get_days()))
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Date {
    type Err = NotADate;
    fn from_str(s: &str) -> Result<Self, NotADate> {
        Self::parse(s)
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        Self::parse(&text)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}
