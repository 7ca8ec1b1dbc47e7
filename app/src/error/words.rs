//! What an error says to the reader: what happened and what to do now.

use nara_domain::actor::Body;
use nara_domain::error::{Denied, FieldProblem, NotAllowedNow};
use nara_domain::group::DAYS_MAX;
use nara_domain::moderation::limits::{Doing, Reached};
use nara_domain::proposal::NotReceived;
use nara_domain::switches::Closed;
use nara_domain::template::Placeholder;
use nara_domain::time::Stamp;

use super::AppError;
use crate::i18n::{Lang, date_long, listed, number, time_of_day};
use crate::proposals::shown::body_in_text;
use crate::t;

/// One or two sentences; the reason where there is a particular one.
pub fn help(lang: Lang, error: &AppError) -> String {
    match error {
        AppError::Denied(denied) => denied_text(lang, *denied),
        AppError::NotAllowedNow(reason) => not_allowed(lang, reason),
        AppError::Closed(closed) => closed_text(lang, closed),
        AppError::NotReceived(reason) => not_received(lang, reason),
        AppError::SupportRefused(refused) => {
            t!(lang, &format!("refused-{}", refused.code())).into_owned()
        }
        AppError::Identity(refused) => {
            t!(lang, &format!("identity_refused-{}", refused.code())).into_owned()
        }
        AppError::TooMany { retry_after } => {
            let minutes = i64::from(retry_after.div_ceil(60).max(1));
            t!(lang, "error-too_many-help", minutes = minutes).into_owned()
        }
        AppError::NewAccount(reached) => new_account(lang, *reached),
        other => t!(lang, &format!("error-{}-help", other.code())).into_owned(),
    }
}

/// What a new account has done enough of for now, when it can go on, and that nothing is lost.
fn new_account(lang: Lang, Reached { doing, until }: Reached) -> String {
    let what = t!(lang, &format!("new_account-{}", doing.code()));
    let (day, time) = (date_long(lang, until.day()), time_of_day(lang, until));
    let help = t!(
        lang,
        "error-new_account-help",
        what = what,
        day = day,
        time = time
    );
    match doing {
        Doing::Agreements => help.into_owned(),
        _ => format!("{help} {}", t!(lang, "new_account-kept")),
    }
}

/// Errors that programs are told in words of their own (`api-<code>-title` and `-help`): nobody there
/// can load a page again or look at a marked field.
pub const FOR_PROGRAMS: [&str; 17] = [
    "not_found",
    "gone",
    "sign_in",
    "invalid",
    "conflict",
    "too_many",
    "new_account",
    "malformed",
    "unknown_parameter",
    "method_not_allowed",
    "too_slow",
    "too_large",
    "unsupported_media_type",
    "cross_site",
    "unavailable",
    "busy",
    "internal",
];

/// What happened and what to do now, as a program's author reads it.
pub fn for_programs(lang: Lang, error: &AppError) -> (String, String) {
    let code = error.code();
    if FOR_PROGRAMS.contains(&code) {
        return (
            t!(lang, &format!("api-{code}-title")).into_owned(),
            t!(lang, &format!("api-{code}-help")).into_owned(),
        );
    }
    let title = t!(lang, &format!("error-{code}-title")).into_owned();
    (title, help(lang, error))
}

/// What is switched off, the municipality's own words about it, and until when.
fn closed_text(lang: Lang, closed: &Closed) -> String {
    let what = t!(lang, &format!("closed-{}", closed.feature.code()));
    let end = closed_until(lang, closed.until);
    match closed.message.is_empty() {
        true => format!("{what} {end}"),
        false => format!("{what} {} {end}", closed.message),
    }
}

/// When it opens, or that nobody knows yet.
pub fn closed_until(lang: Lang, until: Option<Stamp>) -> String {
    match until {
        Some(at) => {
            let (day, time) = (date_long(lang, at.day()), time_of_day(lang, at));
            t!(lang, "closed-until", day = day, time = time)
        }
        None => t!(lang, "closed-until-unknown"),
    }
    .into_owned()
}

fn denied_text(lang: Lang, denied: Denied) -> String {
    match denied {
        Denied::Level(level) => {
            let level = t!(lang, &format!("level-{}", level.code()));
            t!(lang, "denied-level", level = level).into_owned()
        }
        Denied::NotNow(reason) => t!(lang, &format!("not_now-{}", reason.code())).into_owned(),
        other => t!(lang, &format!("denied-{}", other.code())).into_owned(),
    }
}

fn not_allowed(lang: Lang, reason: &NotAllowedNow) -> String {
    let id = format!("not_allowed-{}", reason.code());
    match reason {
        NotAllowedNow::ThresholdNotReached { count, threshold } => {
            t!(lang, &id, count = *count, threshold = *threshold)
        }
        NotAllowedNow::ThresholdReached { threshold } => t!(lang, &id, threshold = *threshold),
        NotAllowedNow::StillOpen { closes } => t!(lang, &id, closes = date_long(lang, *closes)),
        NotAllowedNow::TooEarly { from } | NotAllowedNow::AskedFirst { from } => {
            t!(lang, &id, from = date_long(lang, *from))
        }
        NotAllowedNow::TooFewToVote { chosen, least } => {
            t!(lang, &id, chosen = *chosen, least = *least)
        }
        NotAllowedNow::IdeasLeft { count }
        | NotAllowedNow::IdeasUnanswered { count }
        | NotAllowedNow::IdeasUnsaid { count } => t!(lang, &id, count = *count),
        NotAllowedNow::OtherBody { mine, of } => {
            let named = |body: &Body| body_in_text(lang, body.as_str());
            let mine: Vec<String> = mine.iter().map(named).collect();
            let mine = listed(lang, &mine);
            match of {
                Some(of) => t!(lang, &id, mine = mine, of = named(of)),
                None => t!(lang, "not_allowed-other_body-office", mine = mine),
            }
        }
        _ => t!(lang, &id),
    }
    .into_owned()
}

/// Why nothing can be handed in now, and when it can.
fn not_received(lang: Lang, reason: &NotReceived) -> String {
    let id = format!("not_received-{}", reason.code());
    match reason {
        NotReceived::OutOfSeason { opens } => t!(lang, &id, day = date_long(lang, *opens)),
        NotReceived::EnoughThisYear { most, again } => {
            t!(lang, &id, most = *most, day = date_long(lang, *again))
        }
        NotReceived::SameOpen { of } => t!(lang, &id, number = of.to_string()),
        NotReceived::SameDecided { of, again } => {
            let day = date_long(lang, *again);
            t!(lang, &id, number = of.to_string(), day = day)
        }
        NotReceived::TooManyOpen => t!(lang, "not_now-too_many_open"),
    }
    .into_owned()
}

/// What is wrong with a field and how to mend it.
pub fn field_problem(lang: Lang, problem: &FieldProblem) -> String {
    let id = format!("problem-{}", problem.code());
    let count = |n: &usize| i64::try_from(*n).unwrap_or(i64::MAX);
    match problem {
        FieldProblem::TooLong { max, actual } => {
            t!(lang, &id, max = count(max), actual = count(actual))
        }
        FieldProblem::TooShort { min, actual } => {
            t!(lang, &id, min = count(min), actual = count(actual))
        }
        FieldProblem::ManyWrongLines {
            refused,
            lines,
            first,
        } => {
            let whole = |n: &u64| i64::try_from(*n).unwrap_or(i64::MAX);
            t!(
                lang,
                &id,
                // Which form the words have is chosen by the number, not by how it is written.
                refused = number(lang, whole(refused)),
                of = whole(lines),
                lines = number(lang, whole(lines)),
                first = number(lang, whole(first))
            )
        }
        FieldProblem::FarFewer { stored, before } => {
            let whole = |n: &u64| i64::try_from(*n).unwrap_or(i64::MAX);
            t!(
                lang,
                &id,
                count = whole(stored),
                stored = number(lang, whole(stored)),
                before = number(lang, whole(before))
            )
        }
        FieldProblem::NotMergeable { why } => t!(lang, &format!("{id}-{why}")),
        FieldProblem::WouldWait { why } => {
            let because = t!(lang, &format!("my_held-because-{why}")).into_owned();
            t!(lang, &id, because = because)
        }
        FieldProblem::DateTooFar => t!(lang, &id, max = DAYS_MAX),
        FieldProblem::NotDistricts { line }
        | FieldProblem::NotSeasons { line }
        | FieldProblem::NotMilestones { line }
        | FieldProblem::NotSets { line } => t!(lang, &id, line = line.clone()),
        FieldProblem::DateBeforeLastAct { day }
        | FieldProblem::DateBeforeAgenda { day }
        | FieldProblem::DateNotAfterMeeting { day }
        | FieldProblem::StillTime { day } => t!(lang, &id, day = date_long(lang, *day)),
        FieldProblem::TooFarAhead { latest } => t!(lang, &id, day = date_long(lang, *latest)),
        FieldProblem::NotOnItsAgenda { body } => {
            t!(lang, &id, body = body_in_text(lang, body))
        }
        FieldProblem::NotADiaryNumber { example } => t!(lang, &id, example = example.clone()),
        FieldProblem::AgendaTooOld { max } => t!(lang, &id, max = *max),
        FieldProblem::TooMany { max }
        | FieldProblem::TooManyAsked { max }
        | FieldProblem::TooManyDocuments { max } => {
            t!(lang, &id, max = count(max))
        }
        FieldProblem::FileTooLarge { max } => t!(lang, &id, max = count(&(max / 1_048_576))),
        FieldProblem::BodyNear { near } => t!(lang, &id, near = near.clone()),
        FieldProblem::UnknownPlaceholder { name } => {
            let known: Vec<String> = Placeholder::CODES
                .iter()
                .map(|code| format!("{{{code}}}"))
                .collect();
            t!(lang, &id, name = name.clone(), known = listed(lang, &known))
        }
        FieldProblem::OutOfRange { min, max } => {
            // Four digits are read without a space, and a year is never written with one.
            let written = |n: i64| match n.abs() < 10_000 {
                true => n.to_string(),
                false => number(lang, n),
            };
            t!(lang, &id, min = written(*min), max = written(*max))
        }
        _ => t!(lang, &id),
    }
    .into_owned()
}
