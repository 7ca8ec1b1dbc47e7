//! Questions put to the municipality: several under one heading, each with its number, kept word for word.
//! Somebody reads them before everybody can; each number has its own answer, and a day it is promised by.

mod state;
mod step;
mod telling;

pub use state::{Extent, NumberState, SetState, follows};
pub use step::{FACT_MAX, QuestionStep, QuestionStepKind};
pub use telling::{GATHER_MINUTES, told_at};

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Level, Role};
use crate::error::{Denied, FieldError, FieldProblem, NotNow};
use crate::fields::FieldInput::{LongText, Text};
use crate::fields::{FieldSpec, Reader, Values};
use crate::ids::{NotAnId, PersonId};
use crate::moderation::{may_take_part, may_write};
use crate::permissions::{answer_for_department, moderate};
use crate::text;
use crate::time::Date;
use crate::working_days::after_working_days;

/// Most questions under one heading: a newspaper's thirteen, and some.
pub const QUESTIONS_MAX: usize = 20;
/// Longest question, in characters.
pub const QUESTION_MAX: usize = 1_000;
/// Most follow-up questions to one number. Whoever has more asks anew, where others find it.
pub const FOLLOW_UPS_MAX: usize = 5;
/// Working days within which an answer is promised, from the day on which everybody can read the questions.
pub const ANSWER_WORKING_DAYS: i64 = 10;

/// The fields of a form's questions, in their order.
pub const QUESTIONS: [&str; QUESTIONS_MAX] = [
    "question_1",
    "question_2",
    "question_3",
    "question_4",
    "question_5",
    "question_6",
    "question_7",
    "question_8",
    "question_9",
    "question_10",
    "question_11",
    "question_12",
    "question_13",
    "question_14",
    "question_15",
    "question_16",
    "question_17",
    "question_18",
    "question_19",
    "question_20",
];

/// What stands above and below the questions in the form that asks them.
pub const AROUND: &[FieldSpec] = &[
    FieldSpec::required("heading", Text).between(5, text::SHORT_MAX),
    FieldSpec::optional("introduction", LongText).between(1, text::BODY_MAX),
    FieldSpec::optional("organisation", Text).between(2, text::SHORT_MAX),
];

/// The form of a follow-up question.
pub const FOLLOW_UP: &[FieldSpec] =
    &[FieldSpec::required("text", LongText).between(1, QUESTION_MAX)];

/// The form that asks: what stands around the questions, and room for all of them.
fn asking_fields() -> Vec<FieldSpec> {
    let questions = QUESTIONS.iter();
    let questions =
        questions.map(|name| FieldSpec::optional(name, LongText).between(1, QUESTION_MAX));
    AROUND.iter().copied().chain(questions).collect()
}

/// Questions as they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// What they are about.
    pub heading: String,
    /// What stands before them.
    pub introduction: Option<String>,
    /// For whom the asker asks.
    pub organisation: Option<String>,
    /// At least one; the first is number 1. Fields left empty have no number.
    pub questions: Vec<String>,
}

impl Asking {
    /// Reads the form.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values) -> Result<Self, Vec<FieldError>> {
        let specs = asking_fields();
        let mut r = Reader::new(&specs, values);
        let (heading, introduction) = (r.text("heading"), r.text("introduction"));
        let organisation = r.text("organisation");
        let questions: Vec<String> = QUESTIONS.iter().filter_map(|name| r.text(name)).collect();
        let wrong = QUESTIONS.iter().any(|name| r.has_problem(name));
        if questions.is_empty() && !wrong {
            r.problem("question_1", FieldProblem::Missing);
        }
        let asking = heading.map(|heading| Self {
            heading,
            introduction,
            organisation,
            questions,
        });
        r.finish(asking)
    }
}

/// Reads the form of a follow-up question.
///
/// # Errors
/// Every problem at once.
pub fn follow_up_text(values: &Values) -> Result<String, Vec<FieldError>> {
    let mut r = Reader::new(FOLLOW_UP, values);
    let text = r.text("text");
    r.finish(text)
}

/// Which question: `3`, or the first follow-up to it, `3-1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Number {
    /// From 1.
    pub question: i64,
    /// From 1; 0: the question itself.
    pub follow_up: i64,
}

impl Number {
    /// A question, not a follow-up to one.
    pub const fn of(question: i64) -> Self {
        Self {
            question,
            follow_up: 0,
        }
    }

    /// Whether it follows up another.
    pub const fn is_follow_up(self) -> bool {
        self.follow_up > 0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.follow_up {
            0 => write!(f, "{}", self.question),
            follow_up => write!(f, "{}-{follow_up}", self.question),
        }
    }
}

impl FromStr for Number {
    type Err = NotAnId;

    /// One spelling: no zeros in front, no `3-0`.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let number = |text: &str| match text.parse::<i64>() {
            Ok(value) if (1..=999).contains(&value) && value.to_string() == text => Ok(value),
            _ => Err(NotAnId),
        };
        match text.split_once('-') {
            None => Ok(Self::of(number(text)?)),
            Some((question, follow_up)) => Ok(Self {
                question: number(question)?,
                follow_up: number(follow_up)?,
            }),
        }
    }
}

/// The day an answer is promised by to what everybody reads from this day on.
pub fn promised(published: Date) -> Date {
    after_working_days(published, ANSWER_WORKING_DAYS)
}

/// Whether somebody may ask. Members of groups cannot: what they write is read by who leads their group, and
/// nobody there would know of it.
///
/// # Errors
/// Not signed in, no resident, or not known well enough.
pub fn may_ask(actor: &Actor, level: Level) -> Result<(), Denied> {
    known(actor, level)?;
    may_write(actor)
}

/// A resident, known well enough.
fn known(actor: &Actor, level: Level) -> Result<(), Denied> {
    match actor {
        Actor::Visitor => Err(Denied::SignIn),
        _ if !actor.has(Role::Resident) => Err(match actor.dormant().is_empty() {
            true => Denied::Role,
            false => Denied::Dormant,
        }),
        _ if !actor.level().satisfies(level) => Err(Denied::Level(level)),
        _ => Ok(()),
    }
}

/// Whether somebody may take a step about the questions of this asker: those who read texts before everybody
/// can, or those who answer for the administration. Nobody reads or answers their own.
///
/// # Errors
/// Not in the duty, or it is their own.
pub fn may_take(actor: &Actor, step: QuestionStepKind, asker: PersonId) -> Result<(), Denied> {
    use QuestionStepKind as K;
    match step {
        K::Publish | K::Refuse => moderate(actor)?,
        K::Take | K::Delay | K::PassOn | K::Answer | K::Correct | K::Fact => {
            answer_for_department(actor)?;
        }
    }
    match actor.person_id() == Some(asker) {
        true => Err(Denied::NotNow(NotNow::OwnQuestion)),
        false => Ok(()),
    }
}

/// Whether questions are found by this reader.
pub fn reads(actor: &Actor, set: SetState, asker: PersonId) -> bool {
    set.is_public() || actor.person_id() == Some(asker) || moderate(actor).is_ok()
}

/// Whether the asker may ask more about a number: once it and what followed it up is answered. `before`: the
/// follow-ups to it.
///
/// # Errors
/// Somebody else's, not answered yet, or as many as can be.
pub fn may_follow_up(
    actor: &Actor,
    asker: PersonId,
    (set, number): (SetState, NumberState),
    before: &[NumberState],
) -> Result<(), Denied> {
    if !actor.is_signed_in() {
        return Err(Denied::SignIn);
    }
    if actor.person_id() != Some(asker) {
        return Err(Denied::NotYours);
    }
    may_write(actor)?;
    let settled =
        |state: NumberState| matches!(state, NumberState::Answered | NumberState::Refused);
    let open = set.is_public()
        && number == NumberState::Answered
        && before.iter().all(|state| settled(*state))
        && before.len() < FOLLOW_UPS_MAX;
    match open {
        true => Ok(()),
        false => Err(Denied::NotNow(NotNow::QuestionElsewhere)),
    }
}

/// Whether somebody may say that it is their question, too: while its answer is awaited.
///
/// # Errors
/// Not signed in, in a duty, not known well enough, their own, or it is answered.
pub fn may_say_same(
    actor: &Actor,
    (asker, level): (PersonId, Level),
    (set, number): (SetState, NumberState),
) -> Result<(), Denied> {
    match actor {
        Actor::Visitor => return Err(Denied::SignIn),
        _ if actor.has(Role::Youth) => {}
        _ => known(actor, level)?,
    }
    may_take_part(actor)?;
    if actor.person_id() == Some(asker) {
        return Err(Denied::NotNow(NotNow::OwnQuestion));
    }
    match set.is_public() && number.is_awaited() {
        true => Ok(()),
        false => Err(Denied::NotNow(NotNow::QuestionElsewhere)),
    }
}
