//! A body's meeting: when and where, its papers, and the film of it. What is taken up there is not
//! among these facts: that is in the record of each case ([`crate::proposal::agenda`]).

use serde::{Deserialize, Serialize};

use crate::actor::Body;
use crate::error::{FieldError, FieldProblem};
use crate::fields::FieldInput::{Body as BodyInput, Choice, Date as DateInput, Text, Url};
use crate::fields::{FieldSpec, Reader, Values, YesNo};
use crate::proposal::TransitionKind;
use crate::time::{Date, Stamp};

/// Longest name of a place.
const PLACE_MAX: usize = 120;
/// Longest way of typing a time: `18.00`.
const TIME_MAX: usize = 8;
/// Longest film, in minutes, where a mark is typed without hours.
const MARK_MINUTES_MAX: i64 = 999;
const MARK_HOURS_MAX: i64 = 23;

/// The form, in its order.
pub const FIELDS: &[FieldSpec] = &[
    FieldSpec::required("body", BodyInput),
    FieldSpec::required("held_on", DateInput),
    FieldSpec::required("begins", Text).between(1, TIME_MAX),
    FieldSpec::optional("ends", Text).between(1, TIME_MAX),
    FieldSpec::optional("place", Text).between(1, PLACE_MAX),
    FieldSpec::optional("cancelled", Choice(YesNo::CODES)),
    FieldSpec::optional("agenda_url", Url),
    FieldSpec::optional("stream_url", Url),
    FieldSpec::optional("minutes_url", Url),
    FieldSpec::optional("verified_on", DateInput),
    FieldSpec::optional("posted_on", DateInput),
];

/// The field in which a meeting is chosen whose agenda a case is put on; its number.
pub const MEETING: &str = "meeting";
/// The body somebody typed and was asked about: sent again, it is meant.
pub const SAME_BODY: &str = "same_body";

/// Whether a step's form names a body's meeting, which can then be chosen among those that are entered.
pub const fn takes_meeting(kind: TransitionKind) -> bool {
    matches!(
        kind,
        TransitionKind::Announce
            | TransitionKind::HandOver
            | TransitionKind::Refer
            | TransitionKind::Schedule
            | TransitionKind::Table
    ) || kind.is_decision()
}

/// Whether the meeting of such a step is to come; of the others it has been.
pub const fn is_to_come(kind: TransitionKind) -> bool {
    matches!(kind, TransitionKind::Schedule | TransitionKind::Table)
}

/// What stands before the number of a proposal in the name of the field for its mark.
const MARK_FIELD: &str = "mark_";

/// A time of day on the clock on the wall. Text, JSON and database form: `18:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay {
    hour: i8,
    minute: i8,
}

impl TimeOfDay {
    /// `18:00`, `18.00`, `9:30` or `18`.
    ///
    /// # Errors
    /// [`FieldProblem::NotATime`].
    pub fn parse(text: &str) -> Result<Self, FieldProblem> {
        let text = text.trim();
        let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
        let number = |digits: &str| match digits.bytes().all(|b| b.is_ascii_digit()) {
            true => digits.parse::<i8>().ok(),
            false => None,
        };
        match (number(hour), number(minute)) {
            (Some(h), Some(m)) if h < 24 && m < 60 && hour.len() < 3 && minute.len() == 2 => {
                Ok(Self { hour: h, minute: m })
            }
            _ => Err(FieldProblem::NotATime),
        }
    }

    /// This time of this day in Stockholm.
    pub fn on(self, day: Date) -> Stamp {
        // Every hour and minute made above exists on the clock.
        Stamp::at(day, self.hour, self.minute).unwrap_or_else(|| Stamp::from_date(day))
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = FieldProblem;
    fn try_from(text: String) -> Result<Self, FieldProblem> {
        Self::parse(&text)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

/// A meeting of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Which body meets.
    pub body: Body,
    /// The day.
    pub held_on: Date,
    /// When it begins.
    pub begins: TimeOfDay,
    /// When it ends, as planned.
    pub ends: Option<TimeOfDay>,
    /// Where.
    pub place: Option<String>,
    /// It was called and does not take place.
    pub cancelled: bool,
    /// Where its agenda is.
    pub agenda_url: Option<String>,
    /// Where it can be watched, then or afterwards.
    pub stream_url: Option<String>,
    /// Where its minutes are.
    pub minutes_url: Option<String>,
    /// When the minutes were verified (justerade).
    pub verified_on: Option<Date>,
    /// When that was posted on the notice board (anslaget).
    pub posted_on: Option<Date>,
}

impl Sitting {
    /// Reads a form on this day. A meeting that has been held can be entered as well: the minutes
    /// come last.
    ///
    /// # Errors
    /// Every problem at once.
    pub fn parse(values: &Values, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut r = Reader::new(FIELDS, values);
        let (body, held_on) = (r.body("body"), r.date("held_on"));
        let (begins, ends) = (time(&mut r, "begins"), time(&mut r, "ends"));
        let place = r.text("place");
        let cancelled = r.yes("cancelled").unwrap_or(false);
        let agenda_url = https(&mut r, "agenda_url");
        let stream_url = https(&mut r, "stream_url");
        let minutes_url = https(&mut r, "minutes_url");
        let (verified_on, posted_on) = (r.date("verified_on"), r.date("posted_on"));
        if ends
            .zip(begins)
            .is_some_and(|(ends, begins)| ends <= begins)
        {
            r.problem("ends", FieldProblem::TimeBeforeStart);
        }
        let held = held_on.is_none_or(|day| day <= today);
        if minutes_url.is_some() && !held {
            r.problem("minutes_url", FieldProblem::NotHeldYet);
        }
        if let Some(day) = verified_on {
            if held_on.is_some_and(|held| day < held) {
                r.problem("verified_on", FieldProblem::DateBeforeMeeting);
            } else if day > today {
                r.problem("verified_on", FieldProblem::DateInFuture);
            }
        }
        if let Some(day) = posted_on {
            if verified_on.is_some_and(|verified| day < verified) {
                r.problem("posted_on", FieldProblem::DateBeforeVerified);
            } else if day > today {
                r.problem("posted_on", FieldProblem::DateInFuture);
            }
            // What is posted is that they are verified.
            if verified_on.is_none() && !r.has_problem("verified_on") {
                r.problem("verified_on", FieldProblem::Missing);
            }
        }
        let sitting = body
            .zip(held_on)
            .zip(begins)
            .map(|((body, held_on), begins)| Self {
                body,
                held_on,
                begins,
                ends,
                place,
                cancelled,
                agenda_url,
                stream_url,
                minutes_url,
                verified_on,
                posted_on,
            });
        r.finish(sitting)
    }

    /// The same as its form has it.
    pub fn values(&self) -> Values {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let cancelled = if self.cancelled {
            YesNo::Yes
        } else {
            YesNo::No
        };
        let all = [
            ("body", Some(self.body.to_string())),
            ("held_on", Some(self.held_on.to_string())),
            ("begins", Some(self.begins.to_string())),
            ("ends", self.ends.map(|time| time.to_string())),
            ("place", self.place.clone()),
            ("cancelled", Some(cancelled.code().to_owned())),
            ("agenda_url", self.agenda_url.clone()),
            ("stream_url", self.stream_url.clone()),
            ("minutes_url", self.minutes_url.clone()),
            ("verified_on", day(self.verified_on)),
            ("posted_on", day(self.posted_on)),
        ];
        all.into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }

    /// The moment it begins.
    pub fn begins_at(&self) -> Stamp {
        self.begins.on(self.held_on)
    }

    /// The moment it is planned to end.
    pub fn ends_at(&self) -> Option<Stamp> {
        self.ends.map(|time| time.on(self.held_on))
    }
}

fn time(r: &mut Reader<'_>, field: &str) -> Option<TimeOfDay> {
    let typed = r.text(field)?;
    match TimeOfDay::parse(&typed) {
        Ok(time) => Some(time),
        Err(problem) => {
            r.problem(field, problem);
            None
        }
    }
}

/// An address nobody on the way can change: what people are led to stands under the
/// municipality's name.
fn https(r: &mut Reader<'_>, field: &str) -> Option<String> {
    let typed = r.url(field)?;
    if typed.starts_with("https://") {
        return Some(typed);
    }
    r.problem(field, FieldProblem::NotHttps);
    None
}

/// The field for the mark of this proposal.
pub fn mark_field(proposal: impl std::fmt::Display) -> String {
    format!("{MARK_FIELD}{proposal}")
}

/// The proposal whose mark is in this field.
pub fn marked(field: &str) -> Option<&str> {
    field.strip_prefix(MARK_FIELD)
}

/// Where in a film something begins, in seconds, from `1:02:03` or `62:03`.
///
/// # Errors
/// [`FieldProblem::NotAMark`].
pub fn mark(typed: &str) -> Result<i64, FieldProblem> {
    let mut parts = Vec::new();
    for (place, part) in typed.trim().split([':', '.']).enumerate() {
        let digits = part.bytes().all(|b| b.is_ascii_digit());
        let length = if place == 0 { 1..=3 } else { 2..=2 };
        match part.parse::<i64>() {
            Ok(number) if digits && length.contains(&part.len()) => parts.push(number),
            _ => return Err(FieldProblem::NotAMark),
        }
    }
    match parts.as_slice() {
        [hours, minutes, seconds] if *hours <= MARK_HOURS_MAX && *minutes < 60 && *seconds < 60 => {
            Ok(hours * 3600 + minutes * 60 + seconds)
        }
        [minutes, seconds] if *minutes <= MARK_MINUTES_MAX && *seconds < 60 => {
            Ok(minutes * 60 + seconds)
        }
        _ => Err(FieldProblem::NotAMark),
    }
}

/// `1:02:03`, `2:03`.
pub fn mark_text(seconds: i64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{rest:02}"),
        _ => format!("{hours}:{minutes:02}:{rest:02}"),
    }
}

/// The address of a film at a mark. YouTube reads `?t=`; everybody else who does reads `#t=`, which is
/// how the web names a part of a film (Media Fragments). An address that uses its end for something
/// else, or that is not https, stays as it is.
pub fn at_mark(url: &str, seconds: i64) -> String {
    let Some(rest) = url.strip_prefix("https://") else {
        return url.to_owned();
    };
    let (page, fragment) = url.split_once('#').unwrap_or((url, ""));
    if !(fragment.is_empty() || fragment.starts_with("t=")) {
        return url.to_owned();
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host
        .strip_prefix("www.")
        .or(host.strip_prefix("m."))
        .unwrap_or(host);
    if !matches!(host, "youtube.com" | "youtu.be") {
        return format!("{page}#t={seconds}");
    }
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let mark = format!("t={seconds}");
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("t=") && !pair.starts_with("start="));
    let pairs: Vec<&str> = kept.chain([mark.as_str()]).collect();
    format!("{path}?{}", pairs.join("&"))
}
