//! The days of a case, written beside it for the desk whenever something moves them.

use nara_app::error::AppError;
use nara_domain::actor::Body;
use nara_domain::answer::{ANSWERS, ActKind};
use nara_domain::days::{self, CaseDay, Facts, Said};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Course, Ruleset, Topic, TransitionKind};
use nara_domain::time::{Date, Stamp};

use super::ProposalService;
use super::correct::last_version;
use super::record::{answer_by, event, project};
use crate::campaigns;
use crate::db::Tx;
use crate::live::{self, EventKind};
use crate::meetings;
use crate::proposals::store::act::{self, StoredAct};
use crate::proposals::store::case::{self, Ahead, StoredCase};
use crate::proposals::store::ruleset::Rulesets;

/// Those of a locked case, read from where it is now and from its record.
pub(super) async fn of_case(
    tx: &mut Tx,
    case: &StoredCase,
    rules: &Ruleset,
) -> Result<Ahead, AppError> {
    // What is part of another is worked on there.
    if case.merged_into.is_some() {
        return Ok(Ahead::default());
    }
    let mut said = said(&act::of_proposal(tx, case.id).await?);
    if let Some((body, day)) = decided_at(&case.course) {
        // Entered once for all that the body took up.
        let posted = meetings::posted_on(tx, &body, day).await?;
        said.extend(posted.map(Said::Posted));
    }
    let facts = Facts {
        course: &case.course,
        submitted: case.submitted_at.day(),
        ruleset: rules,
        topic: case.topic,
        promised: answer_by(&case.course, rules),
        said: &said,
    };
    Ok(Ahead {
        days: days::days(facts),
        archive_from: days::archive_from(facts),
    })
}

/// The meeting that decided.
fn decided_at(course: &Course) -> Option<(Body, Date)> {
    let meeting = course.as_proposal()?.decision()?.meeting;
    Some((meeting.body, meeting.date))
}

/// Those of a case that has just come in: nothing has been said of it.
pub(super) fn of_new(
    course: &Course,
    (rules, topic): (&Ruleset, Topic),
    now: Stamp,
) -> Vec<CaseDay> {
    days::days(Facts {
        course,
        submitted: now.day(),
        ruleset: rules,
        topic,
        promised: answer_by(course, rules),
        said: &[],
    })
}

/// What is said beside the steps moves days as well.
pub(super) const fn moves_days(kind: ActKind) -> bool {
    matches!(
        kind,
        ActKind::Question
            | ActKind::QuestionAnswer
            | ActKind::Delay
            | ActKind::Minutes
            | ActKind::OfficialAnswer
            | ActKind::Appeal
    )
}

/// What a record says that moves days.
fn said(acts: &[StoredAct]) -> Vec<Said> {
    let first_versions = acts.iter().filter(|act| act.supersedes.is_none());
    first_versions
        .filter_map(|act| {
            let field = |name: &str| last_version(act, acts).fields.get(name);
            let day = |name: &str| field(name).and_then(|text| Date::parse(text).ok());
            match act.kind {
                ActKind::Delay => day("expected_decision").map(Said::Delay),
                ActKind::Question => day("answer_by").map(|by| Said::Asked(act.id, by)),
                ActKind::Minutes => day("posted_on").map(Said::Posted),
                ActKind::OfficialAnswer => Some(Said::Told(act.at.day())),
                ActKind::Appeal => Some(Said::Appealed(field("outcome").is_none())),
                ActKind::QuestionAnswer => {
                    let question = field(ANSWERS)?.parse().ok()?;
                    Some(Said::Answered(question))
                }
                ActKind::Transition => {
                    let step = act.step.as_deref().and_then(TransitionKind::from_code)?;
                    step.plans_anew().then_some(Said::PlansAnew)
                }
                _ => None,
            }
        })
        .collect()
}

/// Writes what these ideas are promised by their campaign now, and tells their open pages. An idea that
/// has its answer keeps it.
///
/// # Errors
/// The database's.
pub(crate) async fn promise_anew(
    tx: &mut Tx,
    ideas: &[ProposalId],
    now: Stamp,
) -> Result<(), AppError> {
    let rulesets = Rulesets::default();
    let mut events = Vec::new();
    for id in ideas {
        let Some(mut case) = case::lock(tx, *id).await? else {
            continue;
        };
        if promise(tx, &mut case).await? {
            let rules = rulesets.get(tx, case.ruleset_id).await?;
            project(tx, &mut case, &rules, now).await?;
            events.push(event(&case, EventKind::State, None));
        }
    }
    live::store::append(tx, &events, now).await?;
    Ok(())
}

/// Gives a locked case the promise of the campaign it belongs to. Whether it has another one by that.
async fn promise(tx: &mut Tx, case: &mut StoredCase) -> Result<bool, AppError> {
    let Course::Idea(stage) = &mut case.course else {
        return Ok(false);
    };
    let promised = campaigns::promise_to(tx, case.id).await?;
    Ok(promised.is_some_and(|promised| stage.set_promise(promised)))
}

impl ProposalService {
    /// Writes the days of the cases that came in before days were kept. Called at start and then every
    /// minute by every server; doing it twice does nothing more. How many were written.
    ///
    /// # Errors
    /// What kept one from it, when everything has been tried.
    pub async fn write_missing_days(&self) -> Result<usize, AppError> {
        let (mut written, mut failed, mut last) = (0, None, 0);
        loop {
            let found = case::list_without_days(&mut self.db.read().await?, last).await?;
            let Some(end) = found.last() else { break };
            last = end.get();
            for id in found {
                match self.write_days(id).await {
                    Ok(()) => written += 1,
                    Err(error) => {
                        tracing::error!(proposal.id = id.get(), %error, "days.write_failed");
                        failed = Some(error);
                    }
                }
            }
        }
        failed.map_or(Ok(written), Err)
    }

    async fn write_days(&self, id: ProposalId) -> Result<(), AppError> {
        let mut tx = self.db.begin().await?;
        if let Some(mut case) = case::lock(&mut tx, id).await? {
            let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
            if promise(&mut tx, &mut case).await? {
                // Nothing has happened now that anybody is to be told of.
                let before = case.changed_at;
                project(&mut tx, &mut case, &rules, before).await?;
            }
            let days = of_case(&mut tx, &case, &rules).await?;
            case::set_days(&mut tx, id, &days).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
