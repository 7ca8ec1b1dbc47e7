//! At which meetings a proposal is taken up, and what came of it there, told by its record. Nobody
//! enters this a second time: a step names its body and day, and that is the agenda.

use super::transition::TransitionKind;
use crate::actor::Body;
use crate::fields::Values;
use crate::time::Date;

use TransitionKind as T;

/// A line of the record that may name a meeting, as it stands now: corrected lines in the place of
/// what they correct.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    /// A step, with its fields.
    Step(TransitionKind, &'a Values),
    /// The minutes of the latest decision.
    Minutes(&'a Values),
}

/// What came of it at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is recorded yet.
    Awaited,
    /// This step was taken.
    Step(TransitionKind),
    /// It was taken up at another meeting instead.
    Elsewhere(Body, Date),
}

/// A proposal at a meeting of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// Which body.
    pub body: Body,
    /// Which day.
    pub day: Date,
    /// Paragraph of the minutes, without the sign.
    pub paragraph: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
    /// Where the agenda is, where the step that put it there says so.
    pub agenda_url: Option<String>,
    /// What the record says of the minutes of the decision taken there.
    pub minutes_url: Option<String>,
    /// When they were verified.
    pub verified_on: Option<Date>,
    /// When they were posted.
    pub posted_on: Option<Date>,
}

impl Appearance {
    fn at(body: Body, day: Date) -> Self {
        Self {
            body,
            day,
            paragraph: None,
            outcome: Outcome::Awaited,
            agenda_url: None,
            minutes_url: None,
            verified_on: None,
            posted_on: None,
        }
    }

    fn is_at(&self, body: &Body, day: Date) -> bool {
        self.body == *body && self.day == day
    }
}

/// Every meeting the record names, in its order, each once.
pub fn appearances<'a>(record: impl IntoIterator<Item = Entry<'a>>) -> Vec<Appearance> {
    let mut walk = Walk::default();
    for entry in record {
        match entry {
            Entry::Step(kind, fields) => walk.step(kind, fields),
            Entry::Minutes(fields) => walk.minutes(fields),
        }
    }
    walk.all
}

fn text(fields: &Values, name: &str) -> Option<String> {
    fields.get(name).filter(|text| !text.is_empty()).cloned()
}

fn day(fields: &Values, name: &str) -> Option<Date> {
    fields.get(name).and_then(|text| Date::parse(text).ok())
}

fn meeting(fields: &Values) -> Option<(Body, Date)> {
    let body = Body::parse(fields.get("body")?).ok()?;
    Some((body, day(fields, "meeting_date")?))
}

#[derive(Default)]
struct Walk {
    all: Vec<Appearance>,
    /// It is on the agenda of the last of them.
    waits: bool,
    announced: bool,
}

impl Walk {
    fn waiting(&mut self) -> Option<&mut Appearance> {
        match self.waits {
            true => self.all.last_mut(),
            false => None,
        }
    }

    fn step(&mut self, kind: TransitionKind, fields: &Values) {
        match kind {
            T::Schedule => {
                if let Some((body, day)) = meeting(fields) {
                    self.put_on(body, day);
                    if let Some(appearance) = self.all.last_mut() {
                        appearance.agenda_url = text(fields, "agenda_url");
                    }
                }
            }
            // The body puts it off to a later meeting of its own.
            T::Table => {
                let body = self.waiting().map(|now| {
                    now.outcome = Outcome::Step(kind);
                    now.body.clone()
                });
                if let Some((body, day)) = body.zip(day(fields, "meeting_date")) {
                    self.waits = false;
                    self.put_on(body, day);
                }
            }
            T::Announce
            | T::HandOver
            | T::Refer
            | T::Approve
            | T::PartlyApprove
            | T::DeemAnswered
            | T::Decline
            | T::WriteOff => self.taken_up(kind, meeting(fields), fields),
            // Once the council has heard of it, only the council turns it away.
            T::RejectFormally => {
                let council = day(fields, "meeting_date").map(|day| (Body::council(), day));
                self.taken_up(kind, council.filter(|_| self.announced), fields);
            }
            T::RemitBack | T::Withdraw => self.taken_up(kind, None, fields),
            _ => {}
        }
        self.announced |= kind == T::Announce;
    }

    fn put_on(&mut self, body: Body, day: Date) {
        match self.waiting() {
            Some(now) if now.is_at(&body, day) => return,
            Some(now) => now.outcome = Outcome::Elsewhere(body.clone(), day),
            None => {}
        }
        self.all.push(Appearance::at(body, day));
        self.waits = true;
    }

    /// Something came of it: at the meeting it waited for, or at the one that is named.
    fn taken_up(&mut self, kind: TransitionKind, named: Option<(Body, Date)>, fields: &Values) {
        let Some((body, day)) = named else {
            if let Some(now) = self.waiting() {
                now.outcome = Outcome::Step(kind);
            }
            self.waits = false;
            return;
        };
        let there = self.all.last().is_some_and(|last| last.is_at(&body, day));
        if !there {
            self.put_on(body, day);
        }
        self.waits = false;
        if let Some(now) = self.all.last_mut() {
            now.outcome = Outcome::Step(kind);
            now.paragraph = text(fields, "paragraph");
            now.minutes_url = text(fields, "minutes_url");
        }
    }

    fn minutes(&mut self, fields: &Values) {
        let decided = |one: &&mut Appearance| match one.outcome {
            Outcome::Step(kind) => kind.is_decision(),
            _ => false,
        };
        if let Some(last) = self.all.iter_mut().rev().find(decided) {
            last.minutes_url = text(fields, "minutes_url").or(last.minutes_url.take());
            last.verified_on = day(fields, "verified_on");
            last.posted_on = day(fields, "posted_on");
        }
    }
}
