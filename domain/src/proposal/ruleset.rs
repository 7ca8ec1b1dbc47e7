//! A municipality's own rules as data. Every municipality decides its own, and a proposal keeps
//! the version it was submitted under.

use serde::{Deserialize, Serialize};

use super::topic::Topic;
use crate::actor::{Body, Level};
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
}

/// What is wrong with a ruleset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RulesetError {
    /// A threshold without days, or days without a threshold.
    #[error("threshold and collecting_days belong together")]
    ThresholdAndDays,
    /// A number that must be at least one.
    #[error("{0} must be at least 1")]
    NotPositive(&'static str),
    /// The pattern gives every proposal the same number.
    #[error("diary_pattern must contain {{n}}")]
    DiaryPattern,
}

impl Ruleset {
    /// The demo municipality: 50 supporters in 90 days, taken up at once, no pre-review.
    pub fn bjorksjo() -> Self {
        Self {
            threshold: Some(50),
            collecting_days: Some(90),
            exempt_topics: vec![Topic::Minority],
            ..Self::without_threshold("Björksjö kommun")
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
            own_support: true,
            support_until_decision: true,
            max_open_per_person: None,
            diary_pattern: "KS/{year}:{n}".to_owned(),
            bodies: ["KF", "KS", "KSAU", "TN", "SBN", "KFN", "UN", "SN"]
                .iter()
                .filter_map(|code| Body::parse(code).ok())
                .collect(),
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
        for (name, value) in [
            ("version", self.version),
            ("threshold", self.threshold.unwrap_or(1)),
            ("collecting_days", self.collecting_days.unwrap_or(1)),
            ("answer_months", self.answer_months),
            ("idea_answer_days", self.idea_answer_days),
            ("completion_days", self.completion_days),
            ("max_open_per_person", self.max_open_per_person.unwrap_or(1)),
        ] {
            if value < 1 {
                return Err(RulesetError::NotPositive(name));
            }
        }
        if self.diary_pattern.contains("{n}") {
            Ok(())
        } else {
            Err(RulesetError::DiaryPattern)
        }
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

/// Fills a diary pattern: `KS/{year}:{n}` with 2026 and 123 is `KS/2026:123`.
pub fn diary_number(pattern: &str, year: i16, n: i64) -> String {
    pattern
        .replace("{year}", &year.to_string())
        .replace("{n}", &n.to_string())
}
