//! How long a proposal is open for support: so many days, or so many months.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::codes::UnknownCode;
use crate::time::Date;

/// A time for support. In the database, in a form and in JSON: `90d` or `3m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Window {
    /// Days, the first one counted.
    Days(i64),
    /// Months, to the same day of the last one.
    Months(i64),
}

impl Window {
    /// The longest there is: above every rule known, so that no day falls off the calendar.
    pub const DAYS_MAX: i64 = 1_096;
    /// As [`Window::DAYS_MAX`], in months.
    pub const MONTHS_MAX: i64 = 36;

    /// Last day for support when it opens on this day. Days count the first one; months end, as time
    /// in the law does, on the day of the same number, or the last one of a month that is shorter.
    pub fn closes(self, opened: Date) -> Date {
        match self {
            Self::Days(days) => opened.add_days(days.saturating_sub(1)),
            Self::Months(months) => opened.add_months(months),
        }
    }

    /// Whether anybody can mean it.
    pub fn is_possible(self) -> bool {
        match self {
            Self::Days(days) => (1..=Self::DAYS_MAX).contains(&days),
            Self::Months(months) => (1..=Self::MONTHS_MAX).contains(&months),
        }
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Days(days) => write!(f, "{days}d"),
            Self::Months(months) => write!(f, "{months}m"),
        }
    }
}

impl std::str::FromStr for Window {
    type Err = UnknownCode;

    /// Exactly as it is written: no sign, no leading zero, nothing else.
    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        let days = code
            .strip_suffix('d')
            .map(str::parse)
            .map(|n| n.map(Self::Days));
        let months = code
            .strip_suffix('m')
            .map(str::parse)
            .map(|n| n.map(Self::Months));
        days.or(months)
            .and_then(Result::ok)
            .filter(|window| window.is_possible() && window.to_string() == code)
            .ok_or_else(|| UnknownCode {
                expected: "Window",
                found: code.chars().take(80).collect(),
            })
    }
}

impl Serialize for Window {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

/// Numbers in a ruleset's JSON: none as `null`, one alone, several as a list. Rules stored before a
/// proposer could choose have a number or `null`.
pub(super) mod numbers {
    use super::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Deserialize)]
    #[serde(
        untagged,
        expecting = "a whole number, a list of whole numbers or null"
    )]
    enum Written {
        None,
        One(i64),
        Several(Vec<i64>),
    }

    pub fn serialize<S: Serializer>(numbers: &[i64], serializer: S) -> Result<S::Ok, S::Error> {
        match numbers {
            [] => serializer.serialize_none(),
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i64>, D::Error> {
        Ok(match Written::deserialize(deserializer)? {
            Written::None => Vec::new(),
            Written::One(number) => vec![number],
            Written::Several(numbers) => numbers,
        })
    }
}
