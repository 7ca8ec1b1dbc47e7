//! A service answer that is written and not yet published: it waits for a colleague who reads it, or
//! for its moment. Unlike a formal rejection ([`crate::proposal::second_reading`]) nobody has to have it
//! read: whoever may answer may publish alone, and may ask somebody to look first.

use crate::error::{Denied, FieldError, FieldProblem, NotNow};
use crate::fields::Values;
use crate::ids::{ActId, PersonId};
use crate::meeting::TimeOfDay;
use crate::proposal::guards::too_far;
use crate::time::{Date, Stamp};

/// Furthest day an answer can be set to be published on, from today. Whoever set it forgets, and facts
/// grow old.
pub const AHEAD_DAYS_MAX: i64 = 60;
/// The form's field for the day.
pub const PUBLISH_DAY: &str = "publish_day";
/// The form's field for the time of that day.
pub const PUBLISH_TIME: &str = "publish_time";

coded_enum! {
    /// What the button says that a form of an answer was sent by.
    pub enum AnswerDeed {
        /// Show it as residents will see it; nothing is kept.
        Look = "look",
        /// Publish it now.
        Publish = "publish",
        /// Keep it until a colleague has read it.
        Wait = "wait",
        /// Publish it at a set time.
        Time = "time",
        /// Read and given back to whoever prepared it.
        HandBack = "hand_back",
        /// Throw away what waits.
        Discard = "discard",
    }
}

coded_enum! {
    /// Why an answer was not published when its moment came.
    pub enum Stopped {
        /// The case is over.
        Ended = "ended",
        /// The case is out of everybody's sight.
        Hidden = "hidden",
        /// Whoever prepared it no longer answers for the municipality.
        Duty = "duty",
        /// The account of whoever prepared it is gone.
        Account = "account",
        /// Somebody else has answered since, and whoever prepared this has not seen it.
        Answered = "answered",
        /// What was written is no longer a whole answer.
        Fields = "fields",
    }
}

impl Stopped {
    /// What a refusal at the set moment is called.
    pub const fn of(denied: &Denied) -> Self {
        match denied {
            Denied::NotFound => Self::Hidden,
            Denied::NotNow(NotNow::NotPublic) => Self::Hidden,
            Denied::NotNow(_) => Self::Ended,
            Denied::SignIn
            | Denied::Level(_)
            | Denied::Role
            | Denied::Dormant
            | Denied::NotYours => Self::Duty,
        }
    }
}

/// What waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The checked form.
    pub fields: Values,
    /// Who prepared it, and in whose name it is published.
    pub by: PersonId,
    /// The colleague who has read these very words.
    pub read_by: Option<PersonId>,
    /// When it is published; none while it waits for somebody.
    pub publish_at: Option<Stamp>,
}

impl Waiting {
    /// Who besides `publisher` has read exactly what is published. Two stand behind it only where not a
    /// word was changed since; a colleague who gave it back may have changed it after whoever prepared
    /// it, so of those two only the latter publishes what both have read.
    pub fn also_read_by(&self, publisher: PersonId, fields: &Values) -> Option<PersonId> {
        if self.fields != *fields {
            return None;
        }
        match self.read_by {
            None => Some(self.by).filter(|by| *by != publisher),
            read_by => read_by.filter(|by| *by != publisher),
        }
    }
}

/// Whom to ask to read what somebody keeps for a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readers {
    /// They were asked, and have not read it yet: nobody is asked twice because a word was changed.
    Asked,
    /// The first of these who may read it; where none of them may, whoever shares the writer's department.
    FirstOf(Vec<PersonId>),
}

/// Who is asked to read what `writer` keeps for a colleague in place of what waited `before`: whoever read
/// it last, whoever prepared it, and then whoever has the case.
pub fn readers(writer: PersonId, before: Option<&Waiting>, holder: Option<PersonId>) -> Readers {
    let waits_still = |before: &Waiting| {
        before.by == writer && before.read_by.is_none() && before.publish_at.is_none()
    };
    if before.is_some_and(waits_still) {
        return Readers::Asked;
    }
    let known = before.and_then(|before| before.read_by).into_iter();
    let known = known.chain(before.map(|before| before.by)).chain(holder);
    Readers::FirstOf(known.filter(|person| *person != writer).collect())
}

/// What stood on the case when somebody opened the form: sent along, so that nobody's words are
/// replaced or published over unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// The latest service answer.
    pub answer: Option<ActId>,
    /// The moment of what waits.
    pub waiting: Option<Stamp>,
}

impl std::fmt::Display for Seen {
    /// `12-1772622000000`; a part is left out where there is nothing.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(answer) = self.answer {
            write!(f, "{answer}")?;
        }
        f.write_str("-")?;
        match self.waiting {
            Some(at) => write!(f, "{}", at.0),
            None => Ok(()),
        }
    }
}

/// A text that no form of ours sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not what a form of an answer saw")]
pub struct NotSeen;

impl std::str::FromStr for Seen {
    type Err = NotSeen;

    fn from_str(text: &str) -> Result<Self, NotSeen> {
        let (answer, at) = text.trim().split_once('-').ok_or(NotSeen)?;
        let answer = match answer {
            "" => None,
            answer => Some(answer.parse().map_err(|_| NotSeen)?),
        };
        let waiting = match at {
            "" => None,
            at => Some(Stamp(at.parse().map_err(|_| NotSeen)?)),
        };
        Ok(Self { answer, waiting })
    }
}

/// The moment an answer is to be published at, as typed: a day and a time on clocks in Sweden. A time
/// that is skipped when clocks are set forward is the one an hour later; of an hour that comes twice it
/// is the first.
///
/// # Errors
/// Both fields' problems at once: missing, no day or time, past, or too far ahead.
pub fn publish_at(day: &str, time: &str, now: Stamp) -> Result<Stamp, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, problem| errors.push(FieldError::new(field, problem));
    let today = now.day();
    let day = match day.trim() {
        "" => Err(FieldProblem::Missing),
        typed => Date::parse(typed).map_err(|_| FieldProblem::NotADate),
    };
    let day = match day {
        Ok(day) if day < today => Err(FieldProblem::DateInPast),
        Ok(day) => match too_far(day, today.add_days(AHEAD_DAYS_MAX)) {
            Some(problem) => Err(problem),
            None => Ok(day),
        },
        Err(problem) => Err(problem),
    };
    let time = match time.trim() {
        "" => Err(FieldProblem::Missing),
        typed => TimeOfDay::parse(typed),
    };
    match (day, time) {
        (Ok(day), Ok(time)) => {
            let at = time.on(day);
            if at > now {
                return Ok(at);
            }
            wrong(PUBLISH_TIME, FieldProblem::TimeInPast);
        }
        (day, time) => {
            for (field, problem) in [(PUBLISH_DAY, day.err()), (PUBLISH_TIME, time.err())] {
                if let Some(problem) = problem {
                    wrong(field, problem);
                }
            }
        }
    }
    Err(errors)
}
