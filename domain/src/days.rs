//! The days of a case: what is awaited by when. The big clock is one of them; within its year others
//! are nearer, and each has a name.

use serde::{Deserialize, Serialize};

use crate::answer::last_day_to_appeal;
use crate::ids::ActId;
use crate::proposal::{Course, NextKind, Ruleset, Stage, Topic, TransitionKind, allowed_from};
use crate::time::Date;
use crate::work::waits_for;

coded_enum! {
    /// What is awaited by a day.
    pub enum DayKind {
        /// The decision on a proposal: the big clock.
        Decision = "decision",
        /// The answer to an idea: its big clock.
        Answer = "answer",
        /// The decision, by the day that was said when it was put off.
        PutOff = "put_off",
        /// The diary number.
        Registration = "registration",
        /// What the proposer completes.
        Completion = "completion",
        /// The proposer's answer to a question.
        Question = "question",
        /// What the bodies that were asked say.
        Statement = "statement",
        /// What it was sent back for.
        Remitted = "remitted",
        /// The proposal for decision.
        Proposal = "proposal",
        /// The meeting, and what it decided.
        Meeting = "meeting",
        /// The minutes of what was decided, on the notice board (T25).
        Minutes = "minutes",
        /// The plan for what was approved.
        Plan = "plan",
        /// The first account of what was approved, or of what was deemed answered.
        FollowUp = "follow_up",
        /// How it goes with what was planned.
        Report = "report",
    }
}

/// A day with what is awaited by it. JSON beside the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CaseDay {
    /// The last day it is in time.
    pub by: Date,
    /// What.
    pub what: DayKind,
}

/// What the record says that moves a case's days, in the order it was said; what has been corrected
/// stands in its place as it reads now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The decision is put off to this day.
    Delay(Date),
    /// A step that says anew when the matter is taken up.
    PlansAnew,
    /// The proposer is asked something, to be answered by this day.
    Asked(ActId, Date),
    /// That question has its answer.
    Answered(ActId),
    /// The minutes of the decision were posted on this day.
    Posted(Date),
    /// Somebody in the administration answered for everybody to read, on this day.
    Told(Date),
    /// The decision was appealed, and whether that is still open.
    Appealed(bool),
}

/// Days from a meeting until its minutes are on the notice board: fourteen to verify them and two to
/// post them (T25).
pub const MINUTES_DAYS: i64 = 16;
/// Days after that for which whoever has the case is still told of it by letter.
const MINUTES_TOLD_DAYS: i64 = 60;
/// Days before the day of a follow-up from which on an answer is that follow-up: whoever is ready early
/// need not wait for the day.
pub const FOLLOW_UP_EARLY_DAYS: i64 = 30;

/// The day a decision is planned for since the last delay, where no step has said another since.
pub fn planned_anew(said: &[Said]) -> Option<Date> {
    said.iter().fold(None, |planned, one| match one {
        Said::Delay(day) => Some(*day),
        Said::PlansAnew => None,
        Said::Asked(..)
        | Said::Answered(_)
        | Said::Posted(_)
        | Said::Told(_)
        | Said::Appealed(_) => planned,
    })
}

/// What a case's days follow from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Where it is.
    pub course: &'a Course,
    /// The day it was handed in.
    pub submitted: Date,
    /// Its rules.
    pub ruleset: &'a Ruleset,
    /// Its topic.
    pub topic: Topic,
    /// The day the big clock runs to, where it runs.
    pub promised: Option<Date>,
    /// What the record says.
    pub said: &'a [Said],
}

/// The days of a case that somebody at the desk looks after, the nearest first. Where the case is over,
/// only those that its decision leaves.
pub fn days(facts: Facts<'_>) -> Vec<CaseDay> {
    let mut days = match waits_for(facts.course) {
        Some(_) => awaited(facts),
        None => Vec::new(),
    };
    if let Some(stage) = facts.course.as_proposal() {
        days.extend(left_by_decision(stage, facts.said));
    }
    days.sort_unstable();
    days
}

/// What a decision leaves to be done, whether more is to come of it or not.
fn left_by_decision(stage: &Stage, said: &[Said]) -> Vec<CaseDay> {
    if matches!(stage, Stage::Closed { .. }) {
        return Vec::new();
    }
    let decision = stage.decision().filter(|_| posted(said).is_none());
    let minutes = decision.map(|decision| CaseDay {
        by: decision.meeting.date.add_days(MINUTES_DAYS),
        what: DayKind::Minutes,
    });
    let follow_up = follow_up_left(stage, said).map(|by| CaseDay {
        by,
        what: DayKind::FollowUp,
    });
    minutes.into_iter().chain(follow_up).collect()
}

/// When the minutes of the decision were posted.
fn posted(said: &[Said]) -> Option<Date> {
    said.iter().rev().find_map(|one| match one {
        Said::Posted(day) => Some(*day),
        _ => None,
    })
}

/// The day on which something that was deemed answered is told of again, until it has been.
fn follow_up_left(stage: &Stage, said: &[Said]) -> Option<Date> {
    let Stage::Answered {
        follow_up_date: Some(by),
        ..
    } = stage
    else {
        return None;
    };
    let from = by.add_days(-FOLLOW_UP_EARLY_DAYS);
    let told = said
        .iter()
        .any(|one| matches!(one, Said::Told(day) if *day >= from));
    (!told).then_some(*by)
}

/// The first day on which nothing is left to do with a case but to archive it (T32): it is over, its
/// decision can be appealed no more, and whoever was to be told or asked again has been. None while
/// something of that is still to come by no known day.
pub fn archive_from(facts: Facts<'_>) -> Option<Date> {
    let stage = facts.course.as_proposal()?;
    if !allowed_from(stage.code()).contains(&TransitionKind::Close) {
        return None;
    }
    let appealed = facts.said.iter().rev().find_map(|one| match one {
        Said::Appealed(is_open) => Some(*is_open),
        _ => None,
    });
    if appealed == Some(true) || follow_up_left(stage, facts.said).is_some() {
        return None;
    }
    let over = stage.last_act().unwrap_or(facts.submitted);
    let final_from = match (stage.decision(), stage) {
        (Some(_), _) => last_day_to_appeal(posted(facts.said)?).add_days(1),
        // Nothing here says when the council's minutes were posted.
        (
            None,
            Stage::RejectedFormal {
                council: Some(meeting),
                ..
            },
        ) => last_day_to_appeal(meeting.date.add_days(MINUTES_DAYS)).add_days(1),
        (None, _) => over,
    };
    let day = over.max(final_from);
    Some(stage.archived_from().map_or(day, |asked| day.max(asked)))
}

/// What is awaited of a case that is not over.
fn awaited(facts: Facts<'_>) -> Vec<CaseDay> {
    let Facts { course, said, .. } = facts;
    let mut days = Vec::new();
    let mut add = |what, by: Option<Date>| days.extend(by.map(|by| CaseDay { by, what }));
    let stage = course.as_proposal();
    let clock = match stage {
        Some(_) => DayKind::Decision,
        None => DayKind::Answer,
    };
    add(clock, facts.promised);
    let put_off = match course.is_decided() {
        true => None,
        false => planned_anew(said),
    };
    add(DayKind::PutOff, put_off);
    let next = course.next_step(facts.submitted, facts.ruleset, Some(facts.topic));
    if let Some((what, next)) = next.and_then(|next| Some((named(next.what)?, next))) {
        add(
            what,
            next.by
                .filter(|_| put_off.is_none() || !is_planned(next.what)),
        );
    }
    let report = match stage {
        Some(Stage::Approved { .. } | Stage::PartlyApproved { .. }) => DayKind::FollowUp,
        _ => DayKind::Report,
    };
    add(report, stage.and_then(Stage::report_by));
    if !course.is_decided() {
        add(DayKind::Question, first_unanswered(said));
    }
    days
}

/// Whether it lies on the way to a decision: then it is moved where that is put off.
pub const fn is_planned(what: NextKind) -> bool {
    matches!(
        what,
        NextKind::Preparation
            | NextKind::Remitted
            | NextKind::ProposalForDecision
            | NextKind::Agenda
            | NextKind::Meeting
    )
}

/// What the next step is called among the days. None where nobody at the desk does anything by that
/// day, or where it is the big clock's or the report's.
const fn named(what: NextKind) -> Option<DayKind> {
    match what {
        NextKind::Registration => Some(DayKind::Registration),
        NextKind::Completion => Some(DayKind::Completion),
        NextKind::Statement => Some(DayKind::Statement),
        NextKind::ProposalForDecision => Some(DayKind::Proposal),
        NextKind::Meeting => Some(DayKind::Meeting),
        NextKind::Plan => Some(DayKind::Plan),
        NextKind::Remitted => Some(DayKind::Remitted),
        NextKind::Preparation
        | NextKind::Handling
        | NextKind::Agenda
        | NextKind::Answer
        | NextKind::FollowUp
        | NextKind::Report
        | NextKind::Implementation
        | NextKind::OpenForSupport
        | NextKind::SupportCloses
        | NextKind::Announcement
        | NextKind::Archive => None,
    }
}

/// The nearest day of a question that has no answer. Where the day has passed, and somebody in the
/// administration has told since how the case goes on, nobody waits for it any more.
fn first_unanswered(said: &[Said]) -> Option<Date> {
    let open = said.iter().filter_map(|one| match one {
        Said::Asked(question, by) => {
            let goes_on = |one: &Said| match one {
                Said::Answered(answered) => answered == question,
                Said::Told(day) => day > by,
                _ => false,
            };
            (!said.iter().any(goes_on)).then_some(*by)
        }
        _ => None,
    });
    open.min()
}

/// What the desk shows of them: each that has passed, and the nearest that is still to come.
pub fn shown(days: &[CaseDay], today: Date) -> Vec<CaseDay> {
    let missed = days.iter().filter(|day| day.by < today);
    let coming = days.iter().find(|day| day.by >= today);
    missed.chain(coming).copied().collect()
}

/// Those that have passed and of which whoever has the case is told, each once. The big clock has
/// reminders of its own, some of them ahead ([`crate::work::reminder`]).
pub fn missed(days: &[CaseDay], today: Date) -> impl Iterator<Item = CaseDay> {
    let inner = move |day: &&CaseDay| match day.what {
        DayKind::Decision | DayKind::Answer => false,
        // Decisions of before minutes were kept here lie in their pile; nobody gets a letter for each.
        DayKind::Minutes => day.by >= today.add_days(-MINUTES_TOLD_DAYS),
        _ => true,
    };
    days.iter()
        .filter(move |day| day.by < today)
        .filter(inner)
        .copied()
}
