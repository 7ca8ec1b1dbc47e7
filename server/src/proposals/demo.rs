//! What the demo's builder may do to cases: the use cases' own steps, within one transaction.

use std::sync::Arc;

use nara_app::error::AppError;
use nara_app::merging::api::Answered;
use nara_app::proposals::api::{DraftFields, NewComment, Recorded};
use nara_domain::actor::Actor;
use nara_domain::adoption::AdoptionState;
use nara_domain::answer::ActKind;
use nara_domain::coauthors::{CoauthorState, Shared, may_answer};
use nara_domain::fields::Values;
use nara_domain::helping::may_help;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::merging::Answer;
use nara_domain::permissions::{Action, Subject, can, merge_cases};
use nara_domain::proposal::{IdeaMoveKind, Kind, Ruleset, Transition, TransitionKind};
use nara_domain::support::is_open;
use nara_domain::time::Stamp;

use super::service::{By, Doing, Submission, Workroom, move_proposal, wrote};
use super::store::case::{self, StoredCase};
use super::store::ruleset;
use super::store::support::{self, LogLine, Vote};
use super::store::{adoption, coauthor, helper};
use crate::db::{DbError, Tx};
use crate::live::{EventData, EventKind, NewEvent};

/// What an official does.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Step(TransitionKind),
    IdeaStep(IdeaMoveKind),
    Answer(ActKind),
}

/// Stores these as the newest rules.
pub async fn store_rules(tx: &mut Tx, rules: Ruleset, now: Stamp) -> Result<i64, DbError> {
    let added = ruleset::add(tx, rules, now).await?;
    added.ok_or_else(|| DbError::Inconsistent("two make the demo's rules".to_owned()))
}

async fn lock(tx: &mut Tx, id: ProposalId) -> Result<StoredCase, AppError> {
    case::lock(tx, id).await?.ok_or(AppError::NotFound)
}

pub async fn hand_in(
    tx: &mut Tx,
    room: &Workroom,
    By { actor, once, now }: By<'_>,
    fields: &DraftFields,
    place: (i64, i64),
    events: &mut Vec<NewEvent>,
) -> Result<(ProposalId, Arc<Ruleset>), AppError> {
    let rules = room.rulesets.get(tx, place.0).await?;
    let submission = Submission::parse(fields, &rules)?;
    can(
        actor,
        Action::Submit(submission.kind),
        &Subject::Site(&rules),
    )?;
    let created = room
        .create(tx, actor, &submission, place, once, now)
        .await?;
    let case = created.ok_or(AppError::Conflict)?;
    if case.kind == Kind::Idea {
        events.push(super::service::event(&case, EventKind::Proposal, None));
    }
    Ok((case.id, rules))
}

/// The proposer agrees to be shown for what was carried out.
pub async fn join_hall_of_fame(
    tx: &mut Tx,
    id: ProposalId,
    proposer: &Actor,
    at: Stamp,
) -> Result<(), AppError> {
    let case = lock(tx, id).await?;
    super::service::show_in_hall(tx, &case, proposer, true, at).await
}

/// Somebody in that duty suggests that the one becomes part of the other.
pub async fn suggest_merge(
    tx: &mut Tx,
    room: &Workroom,
    (part, lead): (ProposalId, ProposalId),
    by: By<'_>,
    reason: &str,
) -> Result<(), AppError> {
    merge_cases(by.actor)?;
    let asked = (reason, Vec::new());
    room.suggest_one(tx, (part, lead), by, asked).await
}

/// One of the two proposers wants it.
pub async fn agree_to_merge(
    tx: &mut Tx,
    room: &Workroom,
    part: ProposalId,
    (proposer, at): (&Actor, Stamp),
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    let said = (proposer, Answer::Yes.code());
    match room.answer_one(tx, part, said, at, events).await? {
        Some(Answered::Waiting | Answered::Merged) => Ok(()),
        Some(Answered::Declined) | None => Err(AppError::Conflict),
    }
}

/// Somebody wants to hand an idea in; where whoever wrote it agreed, with what it became and since when.
pub async fn adopt(
    tx: &mut Tx,
    (idea, asker): (ProposalId, &Actor),
    (why, asked): (&str, Stamp),
    became: Option<(ProposalId, Stamp)>,
) -> Result<(), AppError> {
    let person = asker.person_id().ok_or(AppError::SignIn)?;
    adoption::insert(tx, (idea, person), why, asked).await?;
    let Some((proposal, agreed)) = became else {
        return Ok(());
    };
    let all = adoption::of_idea(tx, idea).await?;
    let mine = all.iter().find(|request| request.asker == person);
    let id = mine.ok_or(AppError::NotFound)?.id;
    let step = (AdoptionState::Asked, AdoptionState::Agreed);
    let draft = format!("demo-{idea}");
    let done = adoption::answer(tx, id, step, "", agreed).await?
        && adoption::write_in(tx, id, &draft).await?
        && adoption::tie(tx, &draft, person, proposal).await?;
    match done {
        true => Ok(()),
        false => Err(AppError::Conflict),
    }
}

/// Somebody wants to help with an idea.
pub async fn help(
    tx: &mut Tx,
    idea: ProposalId,
    by: &Actor,
    (named, at): (bool, Stamp),
) -> Result<(), AppError> {
    let person = by.person_id().ok_or(AppError::SignIn)?;
    let case = lock(tx, idea).await?;
    let wrote = wrote(tx, &case, Some(person)).await?;
    may_help(by, (&case.course, case.merged_into.is_some()), wrote)?;
    helper::help(tx, (idea, person), named, at).await?;
    Ok(())
}

/// Members of the author's group are asked to stand on an idea, and say yes.
pub async fn share(
    tx: &mut Tx,
    idea: ProposalId,
    members: &[&Actor],
    (at, now): (Stamp, Stamp),
) -> Result<(), AppError> {
    let case = lock(tx, idea).await?;
    for member in members {
        let person = member.person_id().ok_or(AppError::SignIn)?;
        let (author, ..) = adoption::author(tx, idea, Some(case.proposer), now).await?;
        let shared = Shared {
            course: &case.course,
            merged: case.merged_into.is_some(),
            hidden: case.hidden.is_some(),
            author: (case.proposer, author),
            runs_group: false,
        };
        let people = coauthor::of_idea(tx, idea).await?;
        let seat = coauthor::free_seat(&people).ok_or(AppError::Conflict)?;
        coauthor::ask(tx, (idea, person), seat, at).await?;
        may_answer(&shared, Some(CoauthorState::Asked), true)?;
        let name = member.name().unwrap_or_default();
        coauthor::agree(tx, (idea, person), name, at).await?;
    }
    Ok(())
}

/// Registers with the number that is told.
pub async fn register(
    tx: &mut Tx,
    room: &Workroom,
    id: ProposalId,
    fields: &Values,
    at: Stamp,
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    let mut case = lock(tx, id).await?;
    let rules = room.rulesets.get(tx, case.ruleset_id).await?;
    let step = Transition::parse(TransitionKind::Register, fields)?;
    let by = By::rule("register", at);
    move_proposal(tx, room, &mut case, &rules, by, &step, events).await?;
    Ok(())
}

/// A step the system takes by rule.
pub async fn by_itself(
    tx: &mut Tx,
    room: &Workroom,
    id: ProposalId,
    step: &Transition,
    at: Stamp,
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    let mut case = lock(tx, id).await?;
    let rules = room.rulesets.get(tx, case.ruleset_id).await?;
    let by = By::rule(step.kind().code(), at);
    move_proposal(tx, room, &mut case, &rules, by, step, events).await?;
    Ok(())
}

pub async fn act(
    tx: &mut Tx,
    room: &Workroom,
    id: ProposalId,
    act: Act,
    doing: Doing<'_>,
    events: &mut Vec<NewEvent>,
) -> Result<Recorded, AppError> {
    let mut case = lock(tx, id).await?;
    Ok(match act {
        Act::Step(kind) => room.add_step(tx, &mut case, kind, doing, events).await?,
        Act::IdeaStep(kind) => {
            let done = room.add_idea_step(tx, &mut case, kind, doing, events);
            Recorded::Act(done.await?)
        }
        Act::Answer(kind) => {
            Recorded::Act(room.add_answer(tx, &mut case, kind, doing, events).await?)
        }
    })
}

/// Also in the discussion of questions.
pub async fn comment(
    tx: &mut Tx,
    room: &Workroom,
    id: ProposalId,
    by: By<'_>,
    new: &NewComment,
    events: &mut Vec<NewEvent>,
) -> Result<CommentId, AppError> {
    let case = case::lock_talk(tx, id).await?;
    let mut case = case.ok_or(AppError::NotFound)?;
    Ok(room.add_comment(tx, &mut case, by, new, events).await?.id)
}

/// Votes of people who may vote, at moments when the proposal was open.
pub async fn support(
    tx: &mut Tx,
    id: ProposalId,
    rules: &Ruleset,
    votes: &[(i64, Stamp)],
    events: &mut Vec<NewEvent>,
) -> Result<(), AppError> {
    let case = lock(tx, id).await?;
    for day in votes.iter().map(|(_, at)| at.day()) {
        is_open(&case.course, rules, Some(case.topic), Some(day))
            .map_err(AppError::SupportRefused)?;
    }
    let proposal = id.get();
    let rows: Vec<_> = votes
        .iter()
        .map(|(person, at)| ((proposal, *person), *at))
        .collect();
    let count = i64::try_from(support::insert(tx, &rows).await?).unwrap_or(0);
    if usize::try_from(count) != Ok(votes.len()) {
        return Err(AppError::Conflict);
    }
    let line = |(person, at): &(i64, Stamp)| LogLine {
        proposal,
        person: *person,
        vote: Vote::For,
        at: *at,
    };
    support::append_log(tx, &votes.iter().map(line).collect::<Vec<_>>()).await?;
    support::add_to_count(tx, proposal, count).await?;
    events.push(NewEvent {
        kind: EventKind::Support,
        proposal_id: id,
        data: EventData {
            count: Some(case.support_count + count),
            ..EventData::default()
        },
    });
    Ok(())
}
