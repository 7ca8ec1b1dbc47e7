//! What a campaign asks for: the commission, the question, whom it is for, how much they decide, and
//! how many ideas of which set.

use serde::{Deserialize, Serialize};

use crate::error::{FieldError, FieldProblem};
use crate::fields::FieldInput::{Choice, Integer, LongText, Text};
use crate::fields::{FieldSpec, Reader, Values};
use crate::text;

/// Most sets of a campaign.
pub const SETS_MAX: usize = 5;
/// Most ideas of a set.
pub const QUOTA_MAX: i64 = 20;
/// Longest name of a set.
const SET_NAME_MAX: usize = 40;
/// Most of a line that is told to be wrong.
const QUOTED_MAX: usize = 80;
/// Youngest and oldest a campaign is for: those a group can be for.
pub const AGES: std::ops::RangeInclusive<i64> = crate::group::AGES;
/// What stands behind a set whose ideas are to be new to the elected.
const NEW_TO_THEM: char = '*';

coded_enum! {
    /// How much those who take part decide: the steps of the ladder of participation
    /// (delaktighetstrappan).
    pub enum InfluenceLevel {
        /// They are told.
        Information = "information",
        /// They are asked what they think.
        Consultation = "consultation",
        /// They talk with those who decide.
        Dialogue = "dialogue",
        /// They work out what is decided on.
        Influence = "influence",
        /// They decide themselves.
        CoDecision = "co_decision",
    }
}

/// The form of a plan, in its order. `sets`: a line each, `I skolan: 5`; one that ends in `*` holds
/// ideas that the elected are to say whether they knew of.
pub const PLAN_FIELDS: &[FieldSpec] = &[
    FieldSpec::required("title", Text).between(4, text::TITLE_MAX),
    FieldSpec::required("question", LongText).between(10, 300),
    FieldSpec::required("commission", LongText).between(20, text::BODY_MAX),
    FieldSpec::required("age_from", Integer).between(*AGES.start() as usize, *AGES.end() as usize),
    FieldSpec::required("age_to", Integer).between(*AGES.start() as usize, *AGES.end() as usize),
    FieldSpec::required("sets", LongText).between(1, 500),
    FieldSpec::required("influence", Choice(InfluenceLevel::CODES)),
    FieldSpec::required("can_influence", LongText).between(1, 1_000),
    FieldSpec::required("cannot_influence", LongText).between(1, 1_000),
];

/// Some of the ideas that are asked for. Text form: `I skolan: 5`, `Nytt för politikerna: 5 *`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdeaSet {
    /// As everybody reads it.
    pub name: String,
    /// How many of them are chosen.
    pub quota: i64,
    /// Whether the elected say if they knew of each.
    pub new_to_them: bool,
}

impl IdeaSet {
    fn parse(line: &str) -> Option<Self> {
        let (line, new_to_them) = match line.trim().strip_suffix(NEW_TO_THEM) {
            Some(rest) => (rest.trim(), true),
            None => (line.trim(), false),
        };
        let (name, quota) = line.rsplit_once(':')?;
        let name = text::line(name, 2, SET_NAME_MAX).ok()?;
        let quota = quota.trim().parse().ok()?;
        (1..=QUOTA_MAX).contains(&quota).then_some(Self {
            name,
            quota,
            new_to_them,
        })
    }
}

impl std::fmt::Display for IdeaSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.quota)?;
        match self.new_to_them {
            true => write!(f, " {NEW_TO_THEM}"),
            false => Ok(()),
        }
    }
}

/// Reads them, each on a line of its own.
fn sets(typed: &str) -> Result<Vec<IdeaSet>, FieldProblem> {
    let mut found: Vec<IdeaSet> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some(set) = IdeaSet::parse(line) else {
            let line = line.chars().take(QUOTED_MAX).collect();
            return Err(FieldProblem::NotSets { line });
        };
        let same = |other: &IdeaSet| other.name.to_lowercase() == set.name.to_lowercase();
        if found.iter().any(same) {
            return Err(FieldProblem::Twice);
        }
        if found.len() == SETS_MAX {
            return Err(FieldProblem::TooMany { max: SETS_MAX });
        }
        found.push(set);
    }
    match found.is_empty() {
        true => Err(FieldProblem::Missing),
        false => Ok(found),
    }
}

/// What a campaign asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its name: "Framtidslådan".
    pub title: String,
    /// What those who take part are asked.
    pub question: String,
    /// The commission: who asks, why, and what becomes of it.
    pub commission: String,
    /// The youngest it is for.
    pub age_from: i64,
    /// The oldest it is for.
    pub age_to: i64,
    /// At least one; slots are numbered through all of them, from 1.
    pub sets: Vec<IdeaSet>,
    /// How much those who take part decide.
    pub influence: InfluenceLevel,
    /// What can be influenced.
    pub can_influence: String,
    /// What cannot.
    pub cannot_influence: String,
}

impl Plan {
    /// Reads the form [`PLAN_FIELDS`].
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(PLAN_FIELDS, values);
        let (title, question) = (r.text("title"), r.text("question"));
        let commission = r.text("commission");
        let (age_from, age_to) = (r.integer("age_from"), r.integer("age_to"));
        if let (Some(from), Some(to)) = (age_from, age_to)
            && to < from
        {
            let max = *AGES.end();
            r.problem("age_to", FieldProblem::OutOfRange { min: from, max });
        }
        let sets = r.text("sets").map(|typed| sets(&typed));
        let sets = match sets {
            Some(Err(problem)) => {
                r.problem("sets", problem);
                None
            }
            Some(Ok(sets)) => Some(sets),
            None => None,
        };
        let influence = r.choice("influence");
        let (can, cannot) = (r.text("can_influence"), r.text("cannot_influence"));
        let plan = (|| {
            Some(Self {
                title: title?,
                question: question?,
                commission: commission?,
                age_from: age_from?,
                age_to: age_to?,
                sets: sets?,
                influence: influence?,
                can_influence: can?,
                cannot_influence: cannot?,
            })
        })();
        r.finish(plan)
    }

    /// The same as its form has it.
    pub fn values(&self) -> Values {
        let sets: Vec<String> = self.sets.iter().map(ToString::to_string).collect();
        [
            ("title", self.title.clone()),
            ("question", self.question.clone()),
            ("commission", self.commission.clone()),
            ("age_from", self.age_from.to_string()),
            ("age_to", self.age_to.to_string()),
            ("sets", sets.join("\n")),
            ("influence", self.influence.code().to_owned()),
            ("can_influence", self.can_influence.clone()),
            ("cannot_influence", self.cannot_influence.clone()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }

    /// How many ideas are chosen in all.
    pub fn slots(&self) -> i64 {
        self.sets.iter().map(|set| set.quota).sum()
    }

    /// The set of this number, from 1.
    pub fn set(&self, number: i64) -> Option<&IdeaSet> {
        let place = usize::try_from(number.checked_sub(1)?).ok()?;
        self.sets.get(place)
    }

    /// The numbers of the slots of the set of this number.
    pub fn slots_of(&self, number: i64) -> std::ops::RangeInclusive<i64> {
        let before = usize::try_from(number.saturating_sub(1)).unwrap_or(0);
        let before: i64 = self.sets.iter().take(before).map(|set| set.quota).sum();
        let quota = self.set(number).map_or(0, |set| set.quota);
        before + 1..=before + quota
    }
}
