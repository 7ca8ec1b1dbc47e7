//! A municipality's own rules as data. Every municipality decides its own, and a proposal keeps
//! the version it was submitted under.

use serde::{Deserialize, Serialize};

use super::season::Season;
use super::topic::{District, Topic};
use super::window::{self, Window};
use crate::actor::{Body, Level};
use crate::error::FieldProblem;
use crate::name::NameForm;
use crate::time::Date;
use crate::working_days::after_working_days;

pub use super::ruleset_check::RulesetError;

coded_enum! {
    /// When a proposal with enough supporters goes to the council.
    pub enum AnnounceWhen {
        /// As soon as the threshold is reached.
        AtOnce = "at_once",
        /// When the time for support is over.
        AtEnd = "at_end",
    }
}

coded_enum! {
    /// From when the time to decide runs.
    pub enum ClockFrom {
        /// From the day it came in.
        Received = "received",
        /// From the day it was announced in the council (T9, T11): the time for support is not part
        /// of it.
        Announced = "announced",
    }
}

/// As it was before a municipality could choose.
const fn from_receipt() -> ClockFrom {
    ClockFrom::Received
}

/// The rules a proposal lives under. Stored as JSON with the proposal; unknown keys are refused,
/// so that a misspelt rule is an error instead of no rule. What a later version of Nära has added is
/// read as "no such rule" where it is not named: proposals keep living under what was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruleset {
    /// Raised by one with every change.
    pub version: i64,
    /// Whose rules these are.
    pub municipality: String,
    /// Supporters needed before the council takes it up; none where every proposal is taken up, or
    /// where so many of a thousand inhabitants are needed.
    pub threshold: Option<i64>,
    /// Supporters needed of every thousand inhabitants, instead of a number.
    #[serde(default)]
    pub threshold_permille: Option<i64>,
    /// The inhabitants that are counted on; given exactly with [`Ruleset::threshold_permille`].
    #[serde(default)]
    pub population: Option<i64>,
    /// Days open for support, the first one counted. A proposer chooses where there are several,
    /// together with the months; there is at least one of either exactly when support is needed.
    #[serde(default, with = "window::numbers")]
    pub collecting_days: Vec<i64>,
    /// Months open for support.
    #[serde(default, with = "window::numbers")]
    pub collecting_months: Vec<i64>,
    /// When a proposal with enough supporters goes on.
    pub announce_when: AnnounceWhen,
    /// Subjects to which the threshold does not apply (national minorities).
    pub exempt_topics: Vec<Topic>,
    /// Whether somebody reads a proposal before it is published.
    pub pre_review: bool,
    /// Working days within which that is promised; only where somebody reads.
    #[serde(default)]
    pub pre_review_days: Option<i64>,
    /// The parts of a year in which proposals are received; empty where it is all of it.
    #[serde(default)]
    pub seasons: Vec<Season>,
    /// Months for which the same proposal is not received again after a decision. Where they are
    /// given, neither is one that waits for its decision already.
    #[serde(default)]
    pub duplicate_months: Option<i64>,
    /// Months to the decision, from the day that [`Ruleset::clock_from`] says.
    pub answer_months: i64,
    /// From when these months run.
    #[serde(default = "from_receipt")]
    pub clock_from: ClockFrom,
    /// Months of the year in which the council is told which proposals are not decided.
    #[serde(default = "usual_reports", with = "window::numbers")]
    pub report_months: Vec<i64>,
    /// Whether a proposer may speak at the meeting that decides.
    #[serde(default)]
    pub proposer_may_speak: bool,
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
    /// Whether people may vote against a proposal, too. Only support counts towards the threshold.
    #[serde(default)]
    pub votes_against: bool,
    /// Whether people may go on supporting after the threshold, up to the decision.
    pub support_until_decision: bool,
    /// Most undecided proposals of one person at a time.
    pub max_open_per_person: Option<i64>,
    /// Most proposals one person may hand in in a calendar year.
    #[serde(default)]
    pub max_per_person_year: Option<i64>,
    /// How a diary number looks: `{year}` and `{n}` are replaced.
    pub diary_pattern: String,
    /// Bodies offered in forms; others can be typed.
    pub bodies: Vec<Body>,
    /// Parts of the municipality a proposal can be about; empty where nobody is asked.
    pub districts: Vec<District>,
}

/// April and October, as most municipalities have it.
fn usual_reports() -> Vec<i64> {
    vec![4, 10]
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
            collecting_days: vec![90],
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
            threshold_permille: None,
            population: None,
            collecting_days: Vec::new(),
            collecting_months: Vec::new(),
            announce_when: AnnounceWhen::AtOnce,
            exempt_topics: Vec::new(),
            pre_review: false,
            pre_review_days: None,
            seasons: Vec::new(),
            duplicate_months: None,
            answer_months: 12,
            clock_from: ClockFrom::Received,
            report_months: usual_reports(),
            proposer_may_speak: false,
            idea_answer_days: 60,
            completion_days: 21,
            submit_level: Level::N1,
            support_level: Level::N1,
            comment_level: Level::N1,
            idea_level: Level::S,
            proposal_name: NameForm::Nameless,
            own_support: true,
            votes_against: false,
            support_until_decision: true,
            max_open_per_person: None,
            max_per_person_year: None,
            diary_pattern: "KS/{year}:{n}".to_owned(),
            bodies: ["KF", "KS", "KSAU", "TN", "SBN", "KFN", "UN", "SN"]
                .iter()
                .filter_map(|code| Body::parse(code).ok())
                .collect(),
            districts: Vec::new(),
        }
    }

    /// Supporters a proposal on this subject needs; none when no threshold applies to it.
    pub fn threshold_for(&self, topic: Option<Topic>) -> Option<i64> {
        match topic {
            Some(topic) if self.exempt_topics.contains(&topic) => None,
            _ => self.needed(),
        }
    }

    /// Supporters a proposal needs, whatever it is about. Of a part of the inhabitants as many as
    /// make it whole: one per mille of 76 770 is 77.
    pub fn needed(&self) -> Option<i64> {
        let part = || {
            let (permille, population) = self.threshold_permille.zip(self.population)?;
            let thousandths = permille.checked_mul(population)?;
            Some(thousandths.saturating_add(999) / 1_000)
        };
        self.threshold.or_else(part)
    }

    /// The times for support there are, as they are offered.
    pub fn windows(&self) -> Vec<Window> {
        let days = self.collecting_days.iter().copied().map(Window::Days);
        let months = self.collecting_months.iter().copied().map(Window::Months);
        days.chain(months).collect()
    }

    /// The times for support a proposer chooses from: none where no support is needed, or where one
    /// time holds for all.
    pub fn choices(&self, topic: Option<Topic>) -> Vec<Window> {
        let windows = self.windows();
        match self.threshold_for(topic).is_some() && windows.len() > 1 {
            true => windows,
            false => Vec::new(),
        }
    }

    /// The time for support a proposer typed, where there is a choice.
    ///
    /// # Errors
    /// Nothing chosen, or something that is not offered.
    pub fn choose(
        &self,
        topic: Option<Topic>,
        typed: &str,
    ) -> Result<Option<Window>, FieldProblem> {
        let choices = self.choices(topic);
        match (choices.is_empty(), typed.trim()) {
            (true, _) => Ok(None),
            (false, "") => Err(FieldProblem::Missing),
            (false, code) => code
                .parse()
                .ok()
                .filter(|window| choices.contains(window))
                .map(Some)
                .ok_or(FieldProblem::NotAChoice),
        }
    }

    /// Last day for support when it opens on this day: by the time that was chosen, or the first
    /// one there is.
    pub fn closes(&self, opened: Date, chosen: Option<Window>) -> Option<Date> {
        let windows = self.windows();
        let chosen = chosen.filter(|window| windows.contains(window));
        let window = chosen.or_else(|| windows.first().copied())?;
        Some(window.closes(opened))
    }

    /// The day by which somebody has read what was handed in on this day, where that is promised.
    pub fn read_by(&self, handed_in: Date) -> Option<Date> {
        let days = self.pre_review_days.filter(|_| self.pre_review)?;
        Some(after_working_days(handed_in, days))
    }

    /// The day by which a proposal is to be decided whose time began on this day.
    pub fn answer_by(&self, began: Date) -> Date {
        began.add_months(self.answer_months)
    }

    /// The day by which an idea published on this day is to be answered.
    pub fn idea_answer_by(&self, published: Date) -> Date {
        published.add_days(self.idea_answer_days)
    }

    /// The n-th diary number of a year in this municipality.
    pub fn diary_number(&self, year: i16, n: i64) -> String {
        diary_number(&self.diary_pattern, year, n)
    }

    /// The n of a number that follows the pattern, and its year where the pattern has one. Nothing
    /// of a number from somewhere else, nor of one no diary comes to: it would be a slip of the hand.
    pub fn read_diary_number(&self, number: &str) -> Option<(Option<i16>, i64)> {
        let (mut pattern, mut rest) = (self.diary_pattern.as_str(), number.trim());
        let (mut year, mut nth) = (None, None);
        while let Some(letter) = pattern.chars().next() {
            let digits = |most: usize| {
                let digit = |c: &char| c.is_ascii_digit();
                rest.chars().take_while(digit).take(most).count()
            };
            let taken;
            if let Some(after) = pattern.strip_prefix("{year}") {
                (pattern, taken) = (after, digits(4));
                year = Some(rest.get(..taken)?.parse().ok()?);
            } else if let Some(after) = pattern.strip_prefix("{n}") {
                (pattern, taken) = (after, digits(7));
                nth = Some(rest.get(..taken)?.parse().ok()?);
            } else {
                rest.strip_prefix(letter)?;
                taken = letter.len_utf8();
                pattern = pattern.get(taken..)?;
            }
            rest = rest.get(taken..)?;
        }
        let nth = nth.filter(|_| rest.is_empty())?;
        Some((year, nth))
    }
}

/// Fills a diary pattern: `KS/{year}:{n}` with 2026 and 123 is `KS/2026:123`.
pub fn diary_number(pattern: &str, year: i16, n: i64) -> String {
    pattern
        .replace("{year}", &year.to_string())
        .replace("{n}", &n.to_string())
}
