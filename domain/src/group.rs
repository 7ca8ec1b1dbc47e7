//! Young people who take part together: a group with a code on its door, members known by an alias,
//! and a supervisor who can help without knowing who anybody is.
//!
//! A group has a last day; with it end the code, the sessions and the right to write. What was
//! written stays, under the alias and the group's name.

mod alias;
mod code;
mod personal;
mod waiting;

pub use alias::{ALIAS_MAX, Alias, key_of, suggest};
pub use code::{EntryCode, LENGTH as CODE_LENGTH};
pub use personal::{check_texts, is_real_name};
pub use waiting::{REASON_MAX, WaitingMove, WaitingState};

use crate::actor::{Actor, Level, Role, Standing};
use crate::error::{Denied, FieldError, FieldProblem, NotNow};
use crate::text::{self, TextError};
use crate::time::{Date, Stamp};

/// Longest name of a group: it stands beside everything its members write, and alias and group
/// together are no longer than a name may be.
pub const NAME_MAX: usize = 34;
/// Youngest and oldest that a group is for.
pub const AGES: std::ops::RangeInclusive<i64> = 6..=25;
/// Most members of a group: two classes. A larger one is nobody's group, and one more code to print
/// costs nothing.
pub const MEMBERS_MAX: i64 = 60;
/// Longest life of a group: a school year and the summer after it.
pub const DAYS_MAX: i64 = 400;
/// What a group's end leaves of its members (who was in under which alias, what was never
/// published) is removed so long after it: time to ask, and to bring back who was removed by mistake.
pub const KEPT_DAYS: i64 = 90;
/// How long a code works that a supervisor makes to help somebody in again: a school day, and the
/// evening after it.
pub const HELP_HOURS: i64 = 24;
/// How long choosing an alias may take, from the right code on.
pub const DOOR_MINUTES: i64 = 20;

coded_enum! {
    /// How a member stands to the group.
    pub enum MemberState {
        /// Takes part.
        In = "in",
        /// May not take part for a while.
        Paused = "paused",
        /// Is out; what they wrote stays.
        Removed = "removed",
    }
}

coded_enum! {
    /// What a supervisor does about a member.
    pub enum MemberMove {
        /// For a while.
        Pause = "pause",
        /// For good, unless it was a mistake.
        Remove = "remove",
        /// Takes part again.
        BringBack = "bring_back",
    }
}

impl MemberMove {
    /// Whether it puts somebody out who could come in again by the group's code.
    pub const fn puts_out(self) -> bool {
        matches!(self, Self::Pause | Self::Remove)
    }
}

impl MemberState {
    /// What can be done about a member in this state.
    pub const fn moves(self) -> &'static [MemberMove] {
        match self {
            Self::In => &[MemberMove::Pause, MemberMove::Remove],
            Self::Paused => &[MemberMove::BringBack, MemberMove::Remove],
            Self::Removed => &[MemberMove::BringBack],
        }
    }

    /// The state after it; none where that cannot be done now.
    pub fn after(self, step: MemberMove) -> Option<Self> {
        self.moves().contains(&step).then_some(match step {
            MemberMove::Pause => Self::Paused,
            MemberMove::Remove => Self::Removed,
            MemberMove::BringBack => Self::In,
        })
    }

    /// What somebody in this state is told who types a code of their own; nothing where it lets in.
    pub const fn kept_out(self) -> Option<FieldProblem> {
        match self {
            Self::In => None,
            Self::Paused => Some(FieldProblem::MemberPaused),
            Self::Removed => Some(FieldProblem::MemberRemoved),
        }
    }

    /// Whether the member counts against the group's largest size.
    pub const fn takes_a_place(self) -> bool {
        matches!(self, Self::In | Self::Paused)
    }
}

/// A new group as its supervisor typed it.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewGroupText<'a> {
    /// Shown beside everything its members write.
    pub name: &'a str,
    /// The youngest it is for.
    pub age_from: &'a str,
    /// The oldest it is for.
    pub age_to: &'a str,
    /// ISO date.
    pub last_day: &'a str,
    /// Most members.
    pub max_members: &'a str,
}

/// A new group, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGroup {
    /// One line.
    pub name: String,
    /// The youngest it is for.
    pub age_from: i64,
    /// The oldest it is for.
    pub age_to: i64,
    /// The last day somebody can take part.
    pub last_day: Date,
    /// Most members.
    pub max_members: i64,
}

impl NewGroup {
    /// Checks everything at once.
    ///
    /// # Errors
    /// What has to be mended.
    pub fn parse(typed: NewGroupText<'_>, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut note = |field: &str, problem: FieldProblem| {
            wrong.push(FieldError::new(field, problem));
        };
        let name = match text::line(typed.name, 2, NAME_MAX) {
            // The comma stands between alias and group.
            Ok(name) if name.contains([',', '@']) => {
                note("name", FieldProblem::InvalidCharacter);
                None
            }
            Ok(name) => Some(name),
            Err(error) => {
                note("name", error.into());
                None
            }
        };
        let mut number = |field: &str, typed: &str, min: i64, max: i64| match typed.trim() {
            "" => {
                note(field, FieldProblem::Missing);
                None
            }
            typed => match typed.parse::<i64>() {
                Err(_) => {
                    note(field, FieldProblem::NotANumber);
                    None
                }
                Ok(n) if n < min || n > max => {
                    note(field, FieldProblem::OutOfRange { min, max });
                    None
                }
                Ok(n) => Some(n),
            },
        };
        let (youngest, oldest) = (*AGES.start(), *AGES.end());
        let age_from = number("age_from", typed.age_from, youngest, oldest);
        let age_to = number("age_to", typed.age_to, age_from.unwrap_or(youngest), oldest);
        let max_members = number("max_members", typed.max_members, 2, MEMBERS_MAX);
        let last_day = match Date::parse(typed.last_day.trim()) {
            _ if typed.last_day.trim().is_empty() => {
                note("last_day", FieldProblem::Missing);
                None
            }
            Err(_) => {
                note("last_day", FieldProblem::NotADate);
                None
            }
            Ok(day) if day < today => {
                note("last_day", FieldProblem::DateInPast);
                None
            }
            Ok(day) if day > today.add_days(DAYS_MAX) => {
                note("last_day", FieldProblem::DateTooFar);
                None
            }
            Ok(day) => Some(day),
        };
        match (name, age_from, age_to, last_day, max_members) {
            (Some(name), Some(age_from), Some(age_to), Some(last_day), Some(max_members))
                if wrong.is_empty() =>
            {
                Ok(Self {
                    name,
                    age_from,
                    age_to,
                    last_day,
                    max_members,
                })
            }
            _ => Err(wrong),
        }
    }

    /// The moment after the last day.
    pub fn ends_at(&self) -> Stamp {
        Stamp::from_date(self.last_day.add_days(1))
    }
}

/// Whether members can come in and take part.
pub fn is_open(ends_at: Stamp, ended_at: Option<Stamp>, now: Stamp) -> bool {
    ended_at.is_none() && now < ends_at
}

/// Whether somebody new can come in: while the group goes on and somebody in the duty runs it. Who is
/// in stays in; without anybody to ask, nobody is to begin.
pub const fn lets_in(open: bool, led: bool) -> bool {
    open && led
}

/// What whoever types a group's right code is told where it lets nobody new in: a wrong code never
/// comes so far. The last place is settled when it is taken; before that, a full group need not ask
/// for an alias.
pub const fn kept_out(open: bool, led: bool, members: i64, most: i64) -> Option<FieldProblem> {
    match (open, lets_in(open, led)) {
        (false, _) => Some(FieldProblem::GroupEnded),
        (true, false) => Some(FieldProblem::NoLeader),
        (true, true) if members >= most => Some(FieldProblem::GroupFull),
        (true, true) => None,
    }
}

/// Whether what members write waits to be read. Where nobody in the duty runs the group, always: what
/// stands there at once needs somebody who can put a stop to it.
pub const fn waits_to_be_read(reads_first: bool, led: bool) -> bool {
    reads_first || !led
}

/// Whether one of those who run a group can go: `others` of them stay, in the duty.
///
/// # Errors
/// [`NotNow::LastLeader`] where nobody would be left.
pub const fn may_go(others: i64) -> Result<(), Denied> {
    match others > 0 {
        true => Ok(()),
        false => Err(Denied::NotNow(NotNow::LastLeader)),
    }
}

/// How a member is shown beside what they write, everywhere: `Glad Räv, Norrskolan 9B`.
pub fn shown_as(alias: &Alias, group: &str) -> String {
    format!("{}, {group}", alias.as_str())
}

/// Whether a session still stands of somebody known only by a group: it ends with the last place in
/// one. A second wall behind the sessions that are ended when a member is paused: without it, one
/// begun in the same moment would go on, and an account without duties is taken for a resident's.
pub fn session_stands(level: Level, standings: &[Standing]) -> bool {
    level != Level::S
        || standings
            .iter()
            .any(|standing| standing.role == Role::Youth)
}

/// Whether this is somebody known only by a group's alias: no name of their own to change, no
/// password, no key for programs.
pub fn is_member(actor: &Actor) -> bool {
    actor.is_signed_in() && actor.level() == Level::S
}

/// Whether somebody has an account of their own to change: a name, an address, ways in.
///
/// # Errors
/// [`NotNow::OnlyAlias`] to members of a group: whoever knows who they are would know what they wrote
/// under an alias.
pub fn has_account(actor: &Actor) -> Result<(), Denied> {
    match is_member(actor) {
        true => Err(Denied::NotNow(NotNow::OnlyAlias)),
        false => Ok(()),
    }
}

/// A friendly reason for sending a text back.
///
/// # Errors
/// Empty, or too long.
pub fn reason(typed: &str) -> Result<String, TextError> {
    text::lines(typed, 1, REASON_MAX)
}
