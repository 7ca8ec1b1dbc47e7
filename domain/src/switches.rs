//! What can be switched off for a while: when something is abused, broken, or to wait until after an
//! election. Reading is never switched off.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{FieldError, FieldProblem};
use crate::fields::{FieldInput, FieldSpec, Reader, Values};
use crate::proposal::Kind;
use crate::time::{Date, Stamp};

coded_enum! {
    /// One thing people do that can be switched off by itself.
    pub enum Feature {
        /// Making an account.
        Registration = "registration",
        /// Handing in a proposal. Drafts can still be written.
        Proposals = "proposals",
        /// Handing in an idea.
        Ideas = "ideas",
        /// Writing in discussions.
        Comments = "comments",
        /// Asking the municipality something, and more about an answer.
        Questions = "questions",
        /// Giving support. Whoever regrets theirs may always take it back.
        Support = "support",
        /// Signing in with a code by mail.
        CodeSignIn = "code_sign_in",
        /// Everything programs change by the REST interface.
        ApiWriting = "api_writing",
    }
}

impl Feature {
    /// What handing in one of this kind is.
    pub const fn of_kind(kind: Kind) -> Self {
        match kind {
            // A problem is where a proposal begins.
            Kind::Proposal | Kind::Problem => Self::Proposals,
            Kind::Idea => Self::Ideas,
            Kind::Questions => Self::Questions,
        }
    }
}

/// Longest message about something that is switched off.
pub const MESSAGE_MAX: usize = 300;

const FIELDS: &[FieldSpec] = &[
    FieldSpec::optional("message", FieldInput::LongText).between(1, MESSAGE_MAX),
    FieldSpec::optional("until_date", FieldInput::Date),
    FieldSpec::optional("until_time", FieldInput::Text).between(1, 5),
];

/// That something is switched off, why, and until when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// What the municipality says about it to readers; may be empty.
    pub message: String,
    /// When it opens by itself; none: when somebody opens it.
    pub until: Option<Stamp>,
}

impl Pause {
    /// What was typed: `message`, `until_date` and `until_time`, which without a time is the
    /// beginning of the day.
    ///
    /// # Errors
    /// All problems, at their fields.
    pub fn read(typed: &Values, now: Stamp) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(FIELDS, typed);
        let message = reader.text("message").unwrap_or_default();
        let day = reader.date("until_date");
        let time = reader.text("until_time");
        let time = time.map(|text| {
            time_of_day(&text).unwrap_or_else(|| {
                reader.problem("until_time", FieldProblem::NotATime);
                (0, 0)
            })
        });
        let until = match (day, time) {
            (Some(day), time) => until(day, time.unwrap_or((0, 0))),
            (None, Some(_)) if !reader.has_problem("until_date") => {
                reader.problem("until_date", FieldProblem::Missing);
                None
            }
            (None, _) => None,
        };
        if until.is_some_and(|until| until <= now) {
            reader.problem("until_date", FieldProblem::DateInPast);
        }
        reader.finish(Some(Self { message, until }))
    }
}

fn until(day: Date, (hour, minute): (i8, i8)) -> Option<Stamp> {
    Stamp::at(day, hour, minute)
}

/// `8`, `08:00` and `8.00`.
fn time_of_day(text: &str) -> Option<(i8, i8)> {
    let (hour, minute) = match text.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None => (text, "0"),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let time = (hour.parse().ok()?, minute.parse().ok()?);
    (time.0 < 24 && time.1 < 60).then_some(time)
}

/// That something cannot be done now, as whoever wanted to is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// What.
    pub feature: Feature,
    /// The municipality's own words about it; may be empty.
    pub message: String,
    /// When it opens by itself, if that is known.
    pub until: Option<Stamp>,
}

/// What is switched off. Everything else is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Switches(BTreeMap<Feature, Pause>);

impl Switches {
    /// Switches something off.
    pub fn close(&mut self, feature: Feature, pause: Pause) {
        self.0.insert(feature, pause);
    }

    /// Whether people can do this now.
    pub fn is_open(&self, feature: Feature, now: Stamp) -> bool {
        match self.0.get(&feature) {
            None => true,
            Some(pause) => pause.until.is_some_and(|until| until <= now),
        }
    }

    /// Why not, where it is not open.
    pub fn closed(&self, feature: Feature, now: Stamp) -> Option<Closed> {
        if self.is_open(feature, now) {
            return None;
        }
        self.0.get(&feature).map(|pause| Closed {
            feature,
            message: pause.message.clone(),
            until: pause.until,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Values {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn noon() -> Stamp {
        Stamp::at(Date::new(2026, 3, 4).unwrap(), 12, 0).unwrap()
    }

    #[test]
    fn a_pause_ends_by_itself_at_its_moment() {
        let until = noon().plus_hours(1);
        for &feature in Feature::ALL {
            let mut switches = Switches::default();
            assert!(switches.is_open(feature, noon()));
            switches.close(
                feature,
                Pause {
                    message: String::new(),
                    until: Some(until),
                },
            );
            assert!(!switches.is_open(feature, Stamp(until.0 - 1)));
            assert!(switches.closed(feature, Stamp(until.0 - 1)).is_some());
            assert!(switches.is_open(feature, until));
            assert_eq!(switches.closed(feature, until), None);
            for &other in Feature::ALL.iter().filter(|other| **other != feature) {
                assert!(switches.is_open(other, noon()), "{other} goes on");
            }
            switches.close(feature, Pause::default());
            assert!(!switches.is_open(feature, noon().plus_days(10_000)));
        }
    }

    #[test]
    fn what_is_typed_is_read() {
        assert_eq!(Pause::read(&typed(&[]), noon()), Ok(Pause::default()));
        let read = |date, time| {
            Pause::read(
                &typed(&[("until_date", date), ("until_time", time)]),
                noon(),
            )
            .map(|pause| pause.until)
            .map_err(|errors| (errors[0].field.clone(), errors[0].problem.clone()))
        };
        let day = Date::new(2026, 3, 5).unwrap();
        assert_eq!(read("2026-03-05", ""), Ok(Stamp::at(day, 0, 0)));
        for time in ["8", "08:00", "8.00"] {
            assert_eq!(read("2026-03-05", time), Ok(Stamp::at(day, 8, 0)), "{time}");
        }
        for time in ["24:00", "8:5", "åtta", "8:60", "-1", "8:00:0"] {
            let field = "until_time".to_owned();
            assert!(
                read("2026-03-05", time).is_err_and(|(at, _)| at == field),
                "{time}"
            );
        }
        let past = ("until_date".to_owned(), FieldProblem::DateInPast);
        assert_eq!(read("2026-03-04", "12:00"), Err(past));
        let missing = ("until_date".to_owned(), FieldProblem::Missing);
        assert_eq!(read("", "8"), Err(missing));
        let none = ("until_date".to_owned(), FieldProblem::NotADate);
        assert_eq!(read("i morgon", "8"), Err(none));
    }
}
