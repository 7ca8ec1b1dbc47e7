//! Duties held for a time: what a form needs, from when, until when, and which end soon.

use crate::actor::{DutyText, Role, Standing};
use crate::error::{FieldError, FieldProblem};
use crate::time::{Date, Stamp};

/// Duties that end within so many days are shown first: time enough for a council to elect, or a
/// manager to decide.
pub const SOON_DAYS: i64 = 60;

/// How long the link in an invitation's letter works: a week at work, with somebody away.
pub const INVITATION_DAYS: i64 = 7;

/// What somebody typed to give a duty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DutyForm<'a> {
    /// A role's code.
    pub role: &'a str,
    /// What is shown beside the name.
    pub text: DutyText<'a>,
    /// The first day as YYYY-MM-DD; none: from now on.
    pub first_day: Option<&'a str>,
    /// The last day as YYYY-MM-DD; none: until it is taken back.
    pub last_day: Option<&'a str>,
}

/// A duty that is to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The duty, with what is shown beside it.
    pub standing: Standing,
    /// The first day; none: from now on.
    pub first_day: Option<Date>,
    /// The last day; none: until it is taken back.
    pub last_day: Option<Date>,
}

impl Duty {
    /// Everything a duty has to have, from what was typed.
    ///
    /// # Errors
    /// All wrong fields at once.
    pub fn checked(typed: &DutyForm<'_>, today: Date) -> Result<Self, Vec<FieldError>> {
        let role = given_role(typed.role)
            .ok_or_else(|| vec![FieldError::new("role", FieldProblem::NotAChoice)])?;
        let standing = Standing::checked(role, typed.text);
        let first = typed.first_day.map(|day| day_to_come(day, today));
        let last = typed.last_day.map(|day| day_to_come(day, today));
        let last = match (&first, last) {
            (Some(Ok(first)), Some(Ok(last))) if last < *first => {
                Some(Err(FieldProblem::DateBeforeStart))
            }
            (_, last) => last,
        };
        let mut wrong = standing.as_ref().err().cloned().unwrap_or_default();
        for (field, day) in [("first_day", &first), ("last_day", &last)] {
            let problem = day.as_ref().and_then(|day| day.as_ref().err());
            wrong.extend(problem.map(|problem| FieldError::new(field, problem.clone())));
        }
        match (standing, first.transpose(), last.transpose()) {
            (Ok(standing), Ok(first_day), Ok(last_day)) => Ok(Self {
                standing,
                first_day,
                last_day,
            }),
            _ => Err(wrong),
        }
    }

    /// From when to when, for who is given it now.
    pub fn term(&self, now: Stamp) -> Term {
        let first = self.first_day.map(Stamp::from_date);
        Term {
            from: first.unwrap_or(now).max(now),
            until: self.last_day.map(end_of),
        }
    }
}

/// The duty of this code, if it is one that is given. A resident's is nobody's to give, and young
/// people come by groups.
pub fn given_role(code: &str) -> Option<Role> {
    Role::from_code(code).filter(|role| crate::session::is_staff(*role))
}

/// A day from today on, as typed.
///
/// # Errors
/// No day, or one that has passed.
pub fn day_to_come(day: &str, today: Date) -> Result<Date, FieldProblem> {
    match Date::parse(day.trim()) {
        Err(_) => Err(FieldProblem::NotADate),
        Ok(day) if day < today => Err(FieldProblem::DateInPast),
        Ok(day) => Ok(day),
    }
}

/// The moment after which a duty with this last day is over: when the next day begins.
pub fn end_of(last_day: Date) -> Stamp {
    Stamp::from_date(last_day.add_days(1))
}

/// From when to when a duty is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The first moment.
    pub from: Stamp,
    /// The first moment after it; none where no end is decided.
    pub until: Option<Stamp>,
}

/// Where a duty is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Over, or taken back before it began.
    Before,
    /// Held at this moment.
    Now,
    /// Not begun.
    ToCome,
}

impl Term {
    /// Where it is at this moment.
    pub fn when(self, now: Stamp) -> When {
        match self.until {
            Some(until) if until <= now || until <= self.from => When::Before,
            _ if self.from > now => When::ToCome,
            _ => When::Now,
        }
    }

    /// The last day it is held.
    pub fn last_day(self) -> Option<Date> {
        self.until
            .map(|until| Stamp(until.0.saturating_sub(1)).day())
    }

    /// Whether it is held now and its end is near.
    pub fn ends_soon(self, now: Stamp) -> bool {
        let soon = end_of(now.day().add_days(SOON_DAYS));
        self.when(now) == When::Now && self.until.is_some_and(|until| until <= soon)
    }
}

/// Whether somebody holds a duty at this and every later moment, of everybody's terms of it. The last
/// in the row has no end, and nobody ends before the next one has begun.
pub fn is_always_held(terms: &[Term], now: Stamp) -> bool {
    let mut held_to = now;
    loop {
        let mut next = held_to;
        for term in terms.iter().filter(|term| term.from <= held_to) {
            match term.until {
                None => return true,
                Some(until) => next = next.max(until),
            }
        }
        if next == held_to {
            return false;
        }
        held_to = next;
    }
}
