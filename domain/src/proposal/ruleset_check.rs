//! Whether rules can work: what the types of a ruleset cannot say.

use super::ruleset::Ruleset;
use super::topic::{District, Topic};
use super::window::Window;
use crate::text;

/// Ten years: far above every rule there is, and no day falls off the calendar.
pub(super) const MONTHS_MAX: i64 = 120;
/// A number of people or proposals.
pub(super) const MANY: i64 = 1_000_000;
/// More than live in the country.
pub(super) const POPULATION_MAX: i64 = 20_000_000;
/// Working days somebody may take to read.
pub(super) const READING_DAYS_MAX: i64 = 60;
/// Times for support to choose from, and parts of a year: nobody reads more.
pub(super) const CHOICES_MAX: usize = 12;

/// What is wrong with a ruleset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesetError {
    /// A threshold without a time for support, or the other way round.
    #[error("threshold and collecting_days or collecting_months belong together")]
    ThresholdAndDays,
    /// A number of supporters, and a part of the inhabitants.
    #[error("threshold and threshold_permille exclude each other")]
    TwoThresholds,
    /// A part of nobody, or inhabitants of whom no part is asked for.
    #[error("threshold_permille and population belong together")]
    PermilleAndPopulation,
    /// A promise of something that is not done.
    #[error("pre_review_days needs pre_review")]
    ReadingDays,
    /// A number that must be at least one.
    #[error("{0} must be at least 1")]
    NotPositive(&'static str),
    /// A number nobody means.
    #[error("{0} must be at most {1}")]
    TooLarge(&'static str, i64),
    /// The same twice in a list.
    #[error("{0} has something twice")]
    Twice(&'static str),
    /// A longer list than anybody reads.
    #[error("{0} must have at most {1} entries")]
    TooMany(&'static str, usize),
    /// The pattern gives every proposal the same number.
    #[error("diary_pattern must contain {{n}} and be one line of at most 80 characters")]
    DiaryPattern,
    /// It stands in the foot of every page and in every letter.
    #[error("municipality must be a name of 2 to 80 characters")]
    Municipality,
    /// It stands in addresses.
    #[error("the district code `{0}` must be 1 to 40 small letters a-z, digits and hyphens")]
    DistrictCode(String),
    #[error("the district `{0}` needs a name of 1 to 80 characters")]
    DistrictName(String),
    #[error("there are two districts `{0}`")]
    DistrictTwice(String),
}

impl Ruleset {
    /// Checks what the types cannot.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn validate(&self) -> Result<(), RulesetError> {
        self.validate_numbers()?;
        self.validate_lists()?;
        self.validate_together()?;
        if !is_line(&self.municipality, 2) {
            return Err(RulesetError::Municipality);
        }
        self.validate_districts()?;
        if self.diary_pattern.contains("{n}") && is_line(&self.diary_pattern, 3) {
            Ok(())
        } else {
            Err(RulesetError::DiaryPattern)
        }
    }

    fn validate_numbers(&self) -> Result<(), RulesetError> {
        let days = Window::DAYS_MAX;
        let given = |number: Option<i64>| number.unwrap_or(1);
        for (name, value, most) in [
            ("version", self.version, i64::MAX),
            ("threshold", given(self.threshold), MANY),
            ("threshold_permille", given(self.threshold_permille), 1_000),
            ("population", given(self.population), POPULATION_MAX),
            ("answer_months", self.answer_months, MONTHS_MAX),
            ("idea_answer_days", self.idea_answer_days, days),
            ("completion_days", self.completion_days, days),
            (
                "pre_review_days",
                given(self.pre_review_days),
                READING_DAYS_MAX,
            ),
            ("duplicate_months", given(self.duplicate_months), MONTHS_MAX),
            ("max_open_per_person", given(self.max_open_per_person), MANY),
            ("max_per_person_year", given(self.max_per_person_year), MANY),
        ] {
            in_range(name, value, most)?;
        }
        Ok(())
    }

    fn validate_lists(&self) -> Result<(), RulesetError> {
        for (name, numbers, most) in [
            ("collecting_days", &self.collecting_days, Window::DAYS_MAX),
            (
                "collecting_months",
                &self.collecting_months,
                Window::MONTHS_MAX,
            ),
            ("report_months", &self.report_months, 12),
        ] {
            each_once(name, numbers, CHOICES_MAX)?;
            for number in numbers {
                in_range(name, *number, most)?;
            }
        }
        each_once("seasons", &self.seasons, CHOICES_MAX)?;
        each_once("exempt_topics", &self.exempt_topics, Topic::ALL.len())
    }

    /// What stands or falls together.
    fn validate_together(&self) -> Result<(), RulesetError> {
        if self.threshold_permille.is_some() != self.population.is_some() {
            return Err(RulesetError::PermilleAndPopulation);
        }
        if self.threshold.is_some() && self.threshold_permille.is_some() {
            return Err(RulesetError::TwoThresholds);
        }
        if self.needed().is_some() == self.windows().is_empty() {
            return Err(RulesetError::ThresholdAndDays);
        }
        if self.pre_review_days.is_some() && !self.pre_review {
            return Err(RulesetError::ReadingDays);
        }
        Ok(())
    }

    fn validate_districts(&self) -> Result<(), RulesetError> {
        for (place, District { code, name }) in self.districts.iter().enumerate() {
            if !District::is_code(code) {
                return Err(RulesetError::DistrictCode(code.clone()));
            }
            if !is_line(name, 1) {
                return Err(RulesetError::DistrictName(code.clone()));
            }
            let before = self.districts.iter().take(place);
            if before
                .into_iter()
                .any(|one| one.code == *code || one.name == *name)
            {
                return Err(RulesetError::DistrictTwice(code.clone()));
            }
        }
        Ok(())
    }
}

fn in_range(name: &'static str, value: i64, most: i64) -> Result<(), RulesetError> {
    if value < 1 {
        Err(RulesetError::NotPositive(name))
    } else if value > most {
        Err(RulesetError::TooLarge(name, most))
    } else {
        Ok(())
    }
}

fn each_once<T: PartialEq>(
    name: &'static str,
    list: &[T],
    most: usize,
) -> Result<(), RulesetError> {
    if list.len() > most {
        return Err(RulesetError::TooMany(name, most));
    }
    let twice = |(place, one): (usize, &T)| list.iter().take(place).any(|other| other == one);
    match list.iter().enumerate().any(twice) {
        true => Err(RulesetError::Twice(name)),
        false => Ok(()),
    }
}

/// Whether this is one line as it will be shown, of at most 80 characters.
fn is_line(text: &str, min: usize) -> bool {
    text::line(text, min, 80).is_ok_and(|line| line == text)
}
