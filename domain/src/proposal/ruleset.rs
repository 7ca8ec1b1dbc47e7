//! A municipality's own rules as data. Every municipality decides its own, and a proposal keeps
//! the version it was submitted under.

use serde::{Deserialize, Serialize};

use super::topic::{District, Topic};
use crate::actor::{Body, Level};
use crate::name::NameForm;
use crate::text;
use crate::time::Date;

coded_enum! {
    /// When a proposal with enough supporters goes to the council.
    pub enum AnnounceWhen {
        /// As soon as the threshold is reached.
        AtOnce = "at_once",
        /// When the time for support is over.
        AtEnd = "at_end",
    }
}

/// The rules a proposal lives under. Stored as JSON with the proposal; unknown keys are refused,
/// so that a misspelt rule is an error instead of no rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruleset {
    /// Raised by one with every change.
    pub version: i64,
    /// Whose rules these are.
    pub municipality: String,
    /// Supporters needed before the council takes it up; none where every proposal is taken up.
    pub threshold: Option<i64>,
    /// Days open for support, the first one counted; given exactly when there is a threshold.
    pub collecting_days: Option<i64>,
    /// When a proposal with enough supporters goes on.
    pub announce_when: AnnounceWhen,
    /// Subjects to which the threshold does not apply (national minorities).
    pub exempt_topics: Vec<Topic>,
    /// Whether somebody reads a proposal before it is published.
    pub pre_review: bool,
    /// Months from receipt to the decision.
    pub answer_months: i64,
    /// Days the department has to answer an idea.
    pub idea_answer_days: i64,
    /// Days a proposer has to complete a proposal, when nothing else is said.
    pub completion_days: i64,
    /// Who may submit a proposal.
    pub submit_level: Level,
    /// Who may support a proposal.
    pub support_level: Level,
    /// Who may comment.
    pub comment_level: Level,
    /// Who may submit, support and comment an idea.
    pub idea_level: Level,
    /// How much of a proposer's name is shown at least beside a formal proposal, which some
    /// municipalities take up only under a full name. Ideas and posts are under any.
    #[serde(default)]
    pub proposal_name: NameForm,
    /// Whether a proposer's own support counts.
    pub own_support: bool,
    /// Whether people may go on supporting after the threshold, up to the decision.
    pub support_until_decision: bool,
    /// Most undecided proposals of one person at a time.
    pub max_open_per_person: Option<i64>,
    /// How a diary number looks: `{year}` and `{n}` are replaced.
    pub diary_pattern: String,
    /// Bodies offered in forms; others can be typed.
    pub bodies: Vec<Body>,
    /// Parts of the municipality a proposal can be about; empty where nobody is asked.
    pub districts: Vec<District>,
}

/// What is wrong with a ruleset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RulesetError {
    /// A threshold without days, or days without a threshold.
    #[error("threshold and collecting_days belong together")]
    ThresholdAndDays,
    /// A number that must be at least one.
    #[error("{0} must be at least 1")]
    NotPositive(&'static str),
    /// A number nobody means.
    #[error("{0} must be at most {1}")]
    TooLarge(&'static str, i64),
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
    /// The demo municipality: the usual rules, and its parts.
    pub fn bjorksjo() -> Self {
        Self {
            districts: District::bjorksjo(),
            ..Self::usual("Björksjö kommun")
        }
    }

    /// What holds until a municipality has said something else: 50 supporters in 90 days, taken up
    /// at once, no pre-review, and nobody is asked for a part of the municipality.
    pub fn usual(municipality: &str) -> Self {
        Self {
            threshold: Some(50),
            collecting_days: Some(90),
            exempt_topics: vec![Topic::Minority],
            ..Self::without_threshold(municipality)
        }
    }

    /// A municipality where every proposal goes to the council.
    pub fn without_threshold(municipality: &str) -> Self {
        Self {
            version: 1,
            municipality: municipality.to_owned(),
            threshold: None,
            collecting_days: None,
            announce_when: AnnounceWhen::AtOnce,
            exempt_topics: Vec::new(),
            pre_review: false,
            answer_months: 12,
            idea_answer_days: 60,
            completion_days: 21,
            submit_level: Level::N1,
            support_level: Level::N1,
            comment_level: Level::N1,
            idea_level: Level::S,
            proposal_name: NameForm::Nameless,
            own_support: true,
            support_until_decision: true,
            max_open_per_person: None,
            diary_pattern: "KS/{year}:{n}".to_owned(),
            bodies: ["KF", "KS", "KSAU", "TN", "SBN", "KFN", "UN", "SN"]
                .iter()
                .filter_map(|code| Body::parse(code).ok())
                .collect(),
            districts: Vec::new(),
        }
    }

    /// Checks what the types cannot.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn validate(&self) -> Result<(), RulesetError> {
        if self.threshold.is_some() != self.collecting_days.is_some() {
            return Err(RulesetError::ThresholdAndDays);
        }
        // Three years, ten years: far above every rule there is, and no day falls off the calendar.
        const DAYS: i64 = 1_096;
        const MONTHS: i64 = 120;
        const MANY: i64 = 1_000_000;
        for (name, value, most) in [
            ("version", self.version, i64::MAX),
            ("threshold", self.threshold.unwrap_or(1), MANY),
            ("collecting_days", self.collecting_days.unwrap_or(1), DAYS),
            ("answer_months", self.answer_months, MONTHS),
            ("idea_answer_days", self.idea_answer_days, DAYS),
            ("completion_days", self.completion_days, DAYS),
            (
                "max_open_per_person",
                self.max_open_per_person.unwrap_or(1),
                MANY,
            ),
        ] {
            if value < 1 {
                return Err(RulesetError::NotPositive(name));
            }
            if value > most {
                return Err(RulesetError::TooLarge(name, most));
            }
        }
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

    /// Supporters a proposal on this subject needs; none when no threshold applies to it.
    pub fn threshold_for(&self, topic: Option<Topic>) -> Option<i64> {
        match topic {
            Some(topic) if self.exempt_topics.contains(&topic) => None,
            _ => self.threshold,
        }
    }

    /// Last day for support when it opens on this day.
    pub fn closes(&self, opened: Date) -> Option<Date> {
        self.collecting_days
            .map(|days| opened.add_days(days.saturating_sub(1)))
    }

    /// The day by which a proposal received on this day is to be decided.
    pub fn answer_by(&self, received: Date) -> Date {
        received.add_months(self.answer_months)
    }

    /// The day by which an idea published on this day is to be answered.
    pub fn idea_answer_by(&self, published: Date) -> Date {
        published.add_days(self.idea_answer_days)
    }

    /// The n-th diary number of a year in this municipality.
    pub fn diary_number(&self, year: i16, n: i64) -> String {
        diary_number(&self.diary_pattern, year, n)
    }
}

/// Whether this is one line as it will be shown, of at most 80 characters.
fn is_line(text: &str, min: usize) -> bool {
    text::line(text, min, 80).is_ok_and(|line| line == text)
}

/// Fills a diary pattern: `KS/{year}:{n}` with 2026 and 123 is `KS/2026:123`.
pub fn diary_number(pattern: &str, year: i16, n: i64) -> String {
    pattern
        .replace("{year}", &year.to_string())
        .replace("{n}", &n.to_string())
}
