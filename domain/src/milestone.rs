//! What is to be done by when, as a plan says it: a day and a few words a line.

use serde::{Deserialize, Serialize};

use crate::error::FieldProblem;
use crate::text;
use crate::time::Date;

/// Most milestones in a plan: a longer list is the plan itself.
pub const MILESTONES_MAX: usize = 10;
/// Most of a line that is told to be wrong.
const QUOTED_MAX: usize = 80;

/// A step on the way. Text form: `2027-03-01 Upphandling klar`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Milestone {
    /// The day by which it is planned.
    pub on: Date,
    /// What is to be done by then.
    pub what: String,
}

impl Milestone {
    /// Whether its day has been. That says nothing about whether it was met: a report does.
    pub fn has_passed(&self, today: Date) -> bool {
        self.on < today
    }

    fn parse(line: &str) -> Option<Self> {
        let (day, what) = line.trim().split_once(char::is_whitespace)?;
        // People write `2027-03-01: …` and `2027-03-01 – …` as well.
        let on = Date::parse(day.trim_end_matches(':')).ok()?;
        let what = what.trim_start_matches(['-', '–', ':', ' ']);
        let what = text::line(what, 1, text::SHORT_MAX).ok()?;
        Some(Self { on, what })
    }
}

impl std::fmt::Display for Milestone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.on, self.what)
    }
}

/// Reads them, each on a line of its own; the earliest first, whatever order they are written in.
///
/// # Errors
/// The first line that is no milestone, as typed; one that stands twice; more than
/// [`MILESTONES_MAX`].
pub fn milestones(typed: &str) -> Result<Vec<Milestone>, FieldProblem> {
    let mut found: Vec<Milestone> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some(milestone) = Milestone::parse(line) else {
            let line = line.chars().take(QUOTED_MAX).collect();
            return Err(FieldProblem::NotMilestones { line });
        };
        if found.contains(&milestone) {
            return Err(FieldProblem::Twice);
        }
        if found.len() == MILESTONES_MAX {
            return Err(FieldProblem::TooMany {
                max: MILESTONES_MAX,
            });
        }
        found.push(milestone);
    }
    found.sort_by_key(|milestone| milestone.on);
    Ok(found)
}

/// The text they are read from again.
pub fn written(milestones: &[Milestone]) -> String {
    let lines: Vec<String> = milestones.iter().map(Milestone::to_string).collect();
    lines.join("\n")
}
