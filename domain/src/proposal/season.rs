//! The part of every year in which a municipality receives proposals, where it is not all of it.

use serde::{Deserialize, Serialize};

use crate::time::Date;

/// Not a day of every year written `MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day of every year written MM-DD")]
pub struct NotAYearDay;

/// A day of every year. JSON and text form: `MM-DD`. The 29th of February is in some years only: in
/// those it belongs to the 28th.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearDay {
    month: i8,
    day: i8,
}

impl YearDay {
    /// Strict: two digits, a hyphen, two digits, a day that every year has.
    ///
    /// # Errors
    /// [`NotAYearDay`] for everything else.
    pub fn parse(text: &str) -> Result<Self, NotAYearDay> {
        // In a year without a 29th of February.
        let date = Date::parse(&format!("2001-{text}")).map_err(|_| NotAYearDay)?;
        Ok(Self::of(date))
    }

    /// The one a day falls on.
    pub fn of(date: Date) -> Self {
        let (month, day) = (date.month(), date.day());
        let day = if (month, day) == (2, 29) { 28 } else { day };
        Self { month, day }
    }

    /// The day in this year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day)
    }
}

impl std::fmt::Display for YearDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl TryFrom<String> for YearDay {
    type Error = NotAYearDay;
    fn try_from(text: String) -> Result<Self, NotAYearDay> {
        Self::parse(&text)
    }
}

impl From<YearDay> for String {
    fn from(day: YearDay) -> Self {
        day.to_string()
    }
}

/// From one day of every year to another, both counted; over New Year where the second is earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// The first day.
    pub from: YearDay,
    /// The last one.
    pub to: YearDay,
}

impl Season {
    /// Whether proposals are received on this day.
    pub fn holds(self, day: Date) -> bool {
        let day = YearDay::of(day);
        match self.from <= self.to {
            true => self.from <= day && day <= self.to,
            false => self.from <= day || day <= self.to,
        }
    }

    /// The first day from this one on on which it begins.
    pub fn begins(self, today: Date) -> Option<Date> {
        let year = today.year();
        [year, year.saturating_add(1)]
            .into_iter()
            .filter_map(|year| self.from.in_year(year))
            .find(|day| *day >= today)
    }
}

/// Whether proposals are received on this day: in one of the seasons, or always where there are none.
pub fn is_open(seasons: &[Season], day: Date) -> bool {
    seasons.is_empty() || seasons.iter().any(|season| season.holds(day))
}

/// When proposals are received again, where they are not today.
pub fn opens(seasons: &[Season], today: Date) -> Option<Date> {
    match is_open(seasons, today) {
        true => None,
        false => seasons
            .iter()
            .filter_map(|season| season.begins(today))
            .min(),
    }
}
