//! The officials' desk: which cases lie on it, whom each of them waits for, and how near its day is.

use crate::error::FieldProblem;
use crate::fields::Values;
use crate::ids::ProposalId;
use crate::proposal::{Course, IdeaStageCode, StageCode};
use crate::text::{self, TextError};
use crate::time::Date;

coded_enum! {
    /// Whose turn it is in a case.
    pub enum WaitsFor {
        /// The municipality's: somebody has to do something.
        Us = "us",
        /// The proposer's, who completes it.
        Proposer = "proposer",
        /// The supporters': the time for support runs.
        Supporters = "supporters",
        /// A body's, which has it on its agenda or was asked for its opinion.
        Body = "body",
    }
}

coded_enum! {
    /// A pile on the desk. A case can lie in several.
    pub enum Pile {
        /// The reader's own.
        Mine = "mina",
        /// Nobody's, and the municipality's turn.
        Unassigned = "lediga",
        /// Somebody else's turn.
        Waiting = "vantar",
        /// The day lies within the coming week.
        Week = "veckan",
        /// The day has passed.
        Overdue = "forsenade",
        /// Everything that is not over.
        All = "alla",
        /// Over, with nothing left to do but to archive it.
        Archive = "arkivera",
    }
}

/// Days ahead that count as this week.
pub const WEEK_DAYS: i64 = 7;
/// Longest note between colleagues, in characters.
pub const NOTE_MAX: usize = 5_000;

/// Every stage with somebody's turn in it. Where there is none, the case is over and lies on no desk.
pub const TURNS: &[(&str, WaitsFor)] = &[
    (StageCode::Submitted.code(), WaitsFor::Us),
    (StageCode::NeedsCompletion.code(), WaitsFor::Proposer),
    (StageCode::Registered.code(), WaitsFor::Us),
    (StageCode::Collecting.code(), WaitsFor::Supporters),
    (StageCode::Announced.code(), WaitsFor::Us),
    (StageCode::HandedOver.code(), WaitsFor::Us),
    (StageCode::Referred.code(), WaitsFor::Body),
    (StageCode::InPreparation.code(), WaitsFor::Us),
    (StageCode::ProposalReady.code(), WaitsFor::Us),
    (StageCode::Scheduled.code(), WaitsFor::Body),
    (StageCode::Tabled.code(), WaitsFor::Body),
    (StageCode::RemittedBack.code(), WaitsFor::Us),
    (StageCode::Approved.code(), WaitsFor::Us),
    (StageCode::PartlyApproved.code(), WaitsFor::Us),
    (StageCode::Planned.code(), WaitsFor::Us),
    (StageCode::Implementing.code(), WaitsFor::Us),
    (IdeaStageCode::Published.code(), WaitsFor::Us),
];

/// The codes of the stages in which it is this one's turn.
pub fn stages_of(turn: WaitsFor) -> impl Iterator<Item = &'static str> {
    TURNS
        .iter()
        .filter(move |(_, of)| *of == turn)
        .map(|(code, _)| *code)
}

/// Whose turn it is; none where the case is over.
pub fn waits_for(course: &Course) -> Option<WaitsFor> {
    let code = course.code();
    TURNS
        .iter()
        .find(|(stage, _)| *stage == code)
        .map(|(_, turn)| *turn)
}

/// How far a promised day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Passed by so many days.
    Overdue(i64),
    /// So many days ahead, none today; within the week.
    Soon(i64),
    /// Further ahead.
    Later,
}

/// How far `day` is from today.
pub fn due(day: Date, today: Date) -> Due {
    match today.days_until(day) {
        past if past < 0 => Due::Overdue(past.saturating_neg()),
        soon if soon <= WEEK_DAYS => Due::Soon(soon),
        _ => Due::Later,
    }
}

/// What somebody writes to colleagues about a case.
///
/// # Errors
/// Empty, too long, or with characters nobody sees.
pub fn note(typed: &str) -> Result<String, TextError> {
    text::lines(typed, 1, NOTE_MAX)
}

/// Months before the promised day at which whoever has the case is reminded; at none left, the day has
/// passed.
pub const REMIND_MONTHS: [i64; 4] = [0, 1, 3, 6];
/// The earliest of them.
pub const REMIND_MONTHS_MAX: i64 = 6;

/// The latest reminder whose day has come: how many months are left. None before the first one; one
/// that would come with the case itself is left out, where the promise is shorter than that.
pub fn reminder(answer_by: Date, received: Date, today: Date) -> Option<i64> {
    REMIND_MONTHS.into_iter().find(|months| {
        let day = match months {
            0 => answer_by.add_days(1),
            months => answer_by.add_months(months.saturating_neg()),
        };
        received < day && day <= today
    })
}

/// Most cases that one form does something with.
pub const SEVERAL_MAX: usize = 50;
/// What stands before the number of a case in the name of its box to tick.
const CASE_FIELD: &str = "fall_";
/// What stands before it in the name of the field for its paragraph.
const PARAGRAPH_FIELD: &str = "paragraph_";
/// Where a form says that no box, or too many, are ticked.
pub const SEVERAL: &str = "fall";

/// The name of a case's box to tick; its value is the version of who has it.
pub fn case_field(id: ProposalId) -> String {
    format!("{CASE_FIELD}{id}")
}

/// The name of the field for a case's paragraph in the minutes.
pub fn paragraph_field(id: ProposalId) -> String {
    format!("{PARAGRAPH_FIELD}{id}")
}

/// The cases whose boxes are ticked, with what each was sent with, in the order of their numbers.
///
/// # Errors
/// None ticked, or more than [`SEVERAL_MAX`]; a name or version that no form of ours sends.
pub fn ticked(values: &Values) -> Result<Vec<(ProposalId, i64)>, FieldProblem> {
    let mut cases = Vec::new();
    for (name, value) in values {
        let Some(id) = name.strip_prefix(CASE_FIELD) else {
            continue;
        };
        let id = id.parse().map_err(|_| FieldProblem::UnknownField)?;
        let version = value.parse().map_err(|_| FieldProblem::UnknownField)?;
        cases.push((id, version));
    }
    cases.sort_unstable();
    match cases.len() {
        0 => Err(FieldProblem::NoneTicked),
        count if count > SEVERAL_MAX => Err(FieldProblem::TooMany { max: SEVERAL_MAX }),
        _ => Ok(cases),
    }
}
