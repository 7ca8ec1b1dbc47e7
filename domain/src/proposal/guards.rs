//! What cannot be true of a step that is recorded or corrected now, beyond the order of days
//! ([`super::checks`]). What was recorded before a guard was there stands: the walk of a correction
//! takes it again unasked.

use super::decision::{RejectionCriterion, SubReason};
use super::machine::MoveContext;
use super::stage::Stage;
use super::transition::Transition;
use crate::error::{FieldError, FieldProblem};
use crate::time::Date;

/// Days after a meeting for which it can still be put on the agenda here. By then its minutes are to
/// be verified, and what it did is entered as what it did: decided, tabled or remitted.
pub const AGENDA_LATE_DAYS: i64 = 14;
/// Days a proposer can be given to complete or to answer: half a year, as a body outside has.
pub const ANSWER_DAYS_MAX: i64 = crate::outside::AHEAD_DAYS_MAX;
/// Months ahead to a meeting, or to when something is due back from somebody else: within the time a
/// case has.
pub const MEETING_MONTHS_MAX: i64 = 12;
/// Months ahead to a decision that is expected, or expected anew. More than the time a case has: of the
/// real ones in the fixtures one took two years and seven months. A day that nobody can wait for would
/// only hide that the clock runs.
pub const DECISION_MONTHS_MAX: i64 = 36;
/// Months to the next report: what was promised is told of at least once a year.
pub const REPORT_MONTHS_MAX: i64 = 12;
/// Months from a decision to when it is followed up.
pub const FOLLOW_UP_MONTHS_MAX: i64 = 24;
/// The last year a budget can be of, as its form has it.
pub(super) const BUDGET_YEAR_MAX: i64 = 2100;

/// Everything that stands against it, each at its field.
pub(super) fn against(stage: &Stage, step: &Transition, ctx: &MoveContext<'_>) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut report = |field: &str, problem: Option<FieldProblem>| {
        errors.extend(problem.map(|problem| FieldError::new(field, problem)));
    };
    for (field, given, (earliest, problem)) in followed_up(stage, step, ctx.today) {
        report(field, (given < earliest).then_some(problem));
    }
    for (field, given, latest) in ahead(step, ctx.today) {
        report(field, too_far(given, latest));
    }
    match step {
        Transition::Register { diary_number, .. } => {
            report("diary_number", no_number(diary_number, ctx));
        }
        Transition::Schedule { meeting_date, .. } => {
            report("meeting_date", too_long_ago(*meeting_date, ctx.today));
        }
        Transition::Table { meeting_date } => {
            report("meeting_date", too_long_ago(*meeting_date, ctx.today));
            if let Stage::Scheduled { date, .. } = stage {
                let problem = FieldProblem::DateNotAfterMeeting { day: *date };
                report(
                    "meeting_date",
                    Some(problem).filter(|_| meeting_date <= date),
                );
            }
        }
        Transition::Plan { budget_year, .. } => {
            let decided = stage.decision().map(|decision| decision.meeting.date);
            let first = i64::from(decided.unwrap_or(ctx.today).year());
            report("budget_year", before_year(*budget_year, first));
        }
        Transition::RejectFormally { criterion, .. } => {
            report("criterion", still_time(stage, *criterion, ctx.today));
        }
        _ => {}
    }
    if let (Stage::Scheduled { body, date, .. }, Some(decision)) = (stage, step.decision()) {
        let meeting = &decision.meeting;
        let other = FieldProblem::NotOnItsAgenda {
            body: body.as_str().to_owned(),
        };
        report("body", Some(other).filter(|_| meeting.body != *body));
        // A meeting can be moved to a later day; a new agenda is entered for an earlier one.
        let early = FieldProblem::DateBeforeAgenda { day: *date };
        report("meeting_date", Some(early).filter(|_| meeting.date < *date));
    }
    errors
}

/// A day in a form that is too far ahead of the last one it can be.
pub(crate) fn too_far(given: Date, latest: Date) -> Option<FieldProblem> {
    (given > latest).then_some(FieldProblem::TooFarAhead { latest })
}

/// Number shown as an example.
const EXAMPLE: i64 = 123;

/// A number by another pattern is one: a case can come from another register, such as a committee's own
/// or the one before this, and keeps the number it has there. None has a number without a digit.
fn no_number(typed: &str, ctx: &MoveContext<'_>) -> Option<FieldProblem> {
    let is_one = typed.chars().any(|letter| letter.is_ascii_digit());
    let example = || ctx.ruleset.diary_number(ctx.today.year(), EXAMPLE);
    (!is_one).then(|| FieldProblem::NotADiaryNumber { example: example() })
}

/// Money of a year that was over when it was promised.
pub(super) fn before_year(given: i64, first: i64) -> Option<FieldProblem> {
    (given < first).then_some(FieldProblem::OutOfRange {
        min: first,
        max: BUDGET_YEAR_MAX,
    })
}

/// The days that are to come, each with the last it can be.
fn ahead(step: &Transition, today: Date) -> Vec<(&'static str, Date, Date)> {
    let within = |months: i64| today.add_months(months);
    let followed_up = |day: Option<Date>| {
        let decided = step.decision().map(|decision| decision.meeting.date);
        let latest = decided.unwrap_or(today).add_months(FOLLOW_UP_MONTHS_MAX);
        let day = day.map(|day| ("follow_up_date", day, latest));
        day.into_iter().collect()
    };
    match step {
        Transition::RequestCompletion {
            answer_by: Some(day),
            ..
        } => vec![("answer_by", *day, today.add_days(ANSWER_DAYS_MAX))],
        Transition::Refer { answer_by, .. } => {
            vec![("answer_by", *answer_by, within(MEETING_MONTHS_MAX))]
        }
        Transition::StartPreparation {
            expected_decision, ..
        } => vec![(
            "expected_decision",
            *expected_decision,
            within(DECISION_MONTHS_MAX),
        )],
        Transition::Schedule { meeting_date, .. } | Transition::Table { meeting_date } => {
            vec![("meeting_date", *meeting_date, within(MEETING_MONTHS_MAX))]
        }
        Transition::RemitBack { new_date, .. } => {
            vec![("new_date", *new_date, within(MEETING_MONTHS_MAX))]
        }
        Transition::Approve { follow_up_date, .. }
        | Transition::PartlyApprove { follow_up_date, .. } => followed_up(Some(*follow_up_date)),
        Transition::DeemAnswered { follow_up_date, .. } => followed_up(*follow_up_date),
        Transition::Plan { next_report, .. } | Transition::ReportProgress { next_report, .. } => {
            vec![("next_report", *next_report, within(REPORT_MONTHS_MAX))]
        }
        _ => Vec::new(),
    }
}

/// A day in a form, with the earliest it can be and what is said of an earlier one.
type Day = (&'static str, Date, (Date, FieldProblem));

/// The days of what is to follow.
fn followed_up(stage: &Stage, step: &Transition, today: Date) -> Vec<Day> {
    let decided = step.decision().map(|decision| decision.meeting.date);
    let decided = (decided.unwrap_or(today), FieldProblem::DateBeforeDecision);
    // These have no day of their own but the one they are recorded on.
    let recorded = (today, FieldProblem::DateInPast);
    match step {
        Transition::Approve { follow_up_date, .. }
        | Transition::PartlyApprove { follow_up_date, .. } => {
            vec![("follow_up_date", *follow_up_date, decided)]
        }
        Transition::DeemAnswered {
            sub_reason,
            follow_up_date,
            ..
        } => {
            let expected = match sub_reason {
                SubReason::UnderWay { expected, .. } => *expected,
                _ => None,
            };
            let days = [
                ("expected_done", expected),
                ("follow_up_date", *follow_up_date),
            ];
            let given = days
                .into_iter()
                .filter_map(|(field, day)| Some((field, day?)));
            given
                .map(|(field, day)| (field, day, decided.clone()))
                .collect()
        }
        Transition::RemitBack { new_date, .. } => {
            let held = match stage {
                Stage::Scheduled { date, .. } => *date,
                _ => return Vec::new(),
            };
            vec![(
                "new_date",
                *new_date,
                (held, FieldProblem::DateBeforeMeeting),
            )]
        }
        Transition::StartPreparation {
            expected_decision, ..
        } => vec![("expected_decision", *expected_decision, recorded)],
        Transition::Plan { next_report, .. } => vec![("next_report", *next_report, recorded)],
        _ => Vec::new(),
    }
}

fn too_long_ago(meeting: Date, today: Date) -> Option<FieldProblem> {
    (meeting < today.add_days(-AGENDA_LATE_DAYS)).then_some(FieldProblem::AgendaTooOld {
        max: AGENDA_LATE_DAYS,
    })
}

/// Who was asked to complete has until that day, the day itself included.
fn still_time(stage: &Stage, criterion: RejectionCriterion, today: Date) -> Option<FieldProblem> {
    match stage {
        Stage::NeedsCompletion { answer_by, .. }
            if criterion == RejectionCriterion::NotCompleted && today <= *answer_by =>
        {
            Some(FieldProblem::StillTime { day: *answer_by })
        }
        _ => None,
    }
}
