//! Appending to the record, and what follows from it: the moved course, its projection, the events.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::answer::ActKind;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::ids::{ActId, PersonId};
use nara_domain::merging;
use nara_domain::name::NAMELESS;
use nara_domain::permissions::{Case, Subject};
use nara_domain::proposal::officer::OFFICER_ID;
use nara_domain::proposal::{
    Course, IdeaMove, MoveContext, Ruleset, Stage, StageGroup, Transition, TransitionKind,
};
use nara_domain::search::search_text;
use nara_domain::time::{Date, Stamp};

use super::freeing::{close_parts, set_free};
use super::{Workroom, days};
use crate::campaigns;
use crate::db::Tx;
use crate::live::{EventData, EventKind, NewEvent};
use crate::people::seal;
use crate::proposals::store::act::{self, NewActRow};
use crate::proposals::store::case::{self, Projection, StoredCase};
use crate::proposals::store::prepared;

/// Kept with the acts that the number of supporters decides; not a field of their form.
pub const SUPPORT_COUNT: &str = "support_count";

/// Who does something, when, and under which key of a form.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    pub actor: &'a Actor,
    pub once: &'a str,
    pub now: Stamp,
}

impl<'a> By<'a> {
    /// Nära itself, by rule. Each step of a case is taken by rule at most once.
    pub const fn rule(once: &'a str, now: Stamp) -> Self {
        Self {
            actor: &Actor::System,
            once,
            now,
        }
    }
}

/// Something to be appended to a case's record.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub kind: ActKind,
    pub step: Option<&'a str>,
    pub actor: &'a Actor,
    pub standing: Option<&'a Standing>,
    pub at: Stamp,
    pub happened_on: Date,
    pub fields: &'a BTreeMap<String, String>,
    pub supersedes: Option<ActId>,
    /// Who prepared it, where the actor is its second reader.
    pub prepared_by: Option<PersonId>,
    pub once: &'a str,
}

/// The case as the rules see it.
pub fn subject<'a>(
    case: &'a StoredCase,
    rules: &'a Ruleset,
    act_author: Option<PersonId>,
) -> Subject<'a> {
    Subject::Case(Case {
        kind: case.kind,
        proposer: Some(case.proposer),
        course: &case.course,
        ruleset: rules,
        topic: Some(case.topic),
        act_author,
        merged: case.merged_into.is_some(),
    })
}

/// What a step needs to know.
pub fn move_context<'a>(
    case: &StoredCase,
    rules: &'a Ruleset,
    actor: &Actor,
    today: Date,
) -> MoveContext<'a> {
    MoveContext {
        today,
        actor: actor.person_id(),
        prepared_by: None,
        officer: None,
        proposer: Some(case.proposer),
        support_count: case.support_count,
        ruleset: rules,
        topic: Some(case.topic),
        window: case.window,
    }
}

/// Appends one line. The stage it is kept with is the one the case is in by then.
pub async fn append(tx: &mut Tx, case: &StoredCase, entry: &Entry<'_>) -> Result<ActId, AppError> {
    let new = NewActRow {
        proposal: case.id,
        kind: entry.kind,
        step: entry.step,
        stage: case.course.code(),
        actor: entry.actor.person_id(),
        actor_name: entry.actor.name().unwrap_or_default(),
        standing: entry.standing,
        at: entry.at,
        happened_on: entry.happened_on,
        fields: entry.fields,
        supersedes: entry.supersedes,
        prepared_by: entry.prepared_by,
        once: entry.once,
    };
    match act::insert(tx, &new).await {
        Ok(Some(id)) => Ok(id),
        // The case is locked and the key was looked for: somebody else's form had the same key.
        Ok(None) => Err(AppError::Conflict),
        // Two corrections of the same act.
        Err(error) if error.is_unique_violation() => Err(AppError::Conflict),
        Err(error) => Err(error.into()),
    }
}

/// Moves a proposal one step that takes one person, or nobody, and appends it.
pub async fn move_proposal(
    tx: &mut Tx,
    room: &Workroom,
    case: &mut StoredCase,
    rules: &Ruleset,
    by: By<'_>,
    step: &Transition,
    events: &mut Vec<NewEvent>,
) -> Result<ActId, AppError> {
    let step = Read {
        step,
        prepared_by: None,
        officer: None,
    };
    move_read(tx, room, case, rules, by, step, events).await
}

/// Told at the field of whoever typed the number.
pub fn number_taken() -> AppError {
    let problem = FieldError::new("diary_number", FieldProblem::NumberTaken);
    AppError::Invalid(vec![problem])
}

/// Keeps the counter from giving a number again that somebody gave by hand.
pub async fn number_given(
    tx: &mut Tx,
    rules: &Ruleset,
    number: &str,
    today: Date,
) -> Result<(), AppError> {
    if let Some((year, n)) = rules.read_diary_number(number) {
        let year = year.unwrap_or(today.year());
        case::raise_diary_counter(tx, i64::from(year), n).await?;
    }
    Ok(())
}

/// A step with who prepared it for the one who records it.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    pub step: &'a Transition,
    pub prepared_by: Option<PersonId>,
    /// The colleague who was chosen as its officer.
    pub officer: Option<PersonId>,
}

/// As [`move_proposal`], also for a step that two persons have read.
pub async fn move_read(
    tx: &mut Tx,
    room: &Workroom,
    case: &mut StoredCase,
    rules: &Ruleset,
    By { actor, once, now }: By<'_>,
    Read {
        step,
        prepared_by,
        officer,
    }: Read<'_>,
    events: &mut Vec<NewEvent>,
) -> Result<ActId, AppError> {
    let Course::Proposal(stage) = case.course.clone() else {
        return Err(other_kind(case, step.kind().code()));
    };
    // Also for what is done by rule, which no permission is asked for.
    if case.merged_into.is_some() {
        return Err(Denied::NotNow(NotNow::Merged).into());
    }
    let before = case.course.clone();
    let context = MoveContext {
        prepared_by,
        officer,
        ..move_context(case, rules, actor, now.day())
    };
    let next = stage.apply(step, &context)?;
    case.course = Course::Proposal(next);
    let mut fields = step.to_fields();
    // What took it to the council, or did not, is the number at that moment; a correction has to
    // find it again.
    if matches!(
        step,
        Transition::ReachThreshold | Transition::Announce { .. } | Transition::MissThreshold
    ) {
        fields.insert(SUPPORT_COUNT.to_owned(), case.support_count.to_string());
    }
    if let Some(officer) = officer {
        fields.insert(OFFICER_ID.to_owned(), officer.to_string());
    }
    if let Transition::Register {
        diary_number,
        sender_protected,
        ..
    } = step
    {
        if *sender_protected {
            seal::one_case(tx, case.id, now).await?;
            NAMELESS.clone_into(&mut case.proposer_name);
            case.district = None;
        }
        if case::diary_number_taken(tx, diary_number, case.id).await? {
            return Err(number_taken());
        }
        number_given(tx, rules, diary_number, now.day()).await?;
        case.diary_number = Some(diary_number.clone());
    }
    let entry = Entry {
        kind: ActKind::Transition,
        step: Some(step.kind().code()),
        actor,
        standing: standing_for(actor, step.kind()),
        at: now,
        happened_on: happened_on(step).unwrap_or_else(|| now.day()),
        fields: &fields,
        supersedes: None,
        prepared_by,
        once,
    };
    let id = append(tx, case, &entry).await?;
    // Whatever was prepared was prepared for where the case was.
    prepared::remove(tx, case.id).await?;
    project(tx, case, rules, now).await?;
    events.extend(moved(case, &before, id));
    room.letters
        .after_step(tx, case, (step, rules), now)
        .await?;
    if merging::sets_free(&case.course) {
        set_free(tx, room, case.id, now, events).await?;
    } else if matches!(step, Transition::Close { .. }) {
        close_parts(tx, room, case.id, By { actor, once, now }, events).await?;
    }
    Ok(id)
}

/// Gives an idea its verdict, or marks it done, and appends that.
pub async fn move_idea(
    tx: &mut Tx,
    room: &Workroom,
    case: &mut StoredCase,
    rules: &Ruleset,
    By { actor, once, now }: By<'_>,
    step: &IdeaMove,
    events: &mut Vec<NewEvent>,
) -> Result<ActId, AppError> {
    let Course::Idea(stage) = case.course.clone() else {
        return Err(other_kind(case, step.kind().code()));
    };
    case.course = Course::Idea(stage.apply(step, now.day())?);
    let happened_on = match step {
        IdeaMove::Done { on, .. } => *on,
        _ => now.day(),
    };
    let fields = step.to_fields();
    let entry = Entry {
        kind: ActKind::IdeaMove,
        step: Some(step.kind().code()),
        actor,
        standing: first_standing(actor, &[Role::Official, Role::Secretary]),
        at: now,
        happened_on,
        fields: &fields,
        supersedes: None,
        prepared_by: None,
        once,
    };
    let id = append(tx, case, &entry).await?;
    project(tx, case, rules, now).await?;
    events.push(event(case, EventKind::State, Some(id)));
    room.letters
        .after_idea_move(tx, case, step, actor, now)
        .await?;
    campaigns::after_answer(tx, case.id, now).await?;
    Ok(id)
}

/// What the streams are told of a step. A proposal is new when there is something to read; one that
/// is out of everybody's sight again only tells those who have it open to look.
pub fn moved(case: &StoredCase, before: &Course, act: ActId) -> Option<NewEvent> {
    match (before.is_public(), case.course.is_public()) {
        (false, true) if case.course.text_is_public() => {
            Some(event(case, EventKind::Proposal, Some(act)))
        }
        (_, true) => Some(event(case, EventKind::State, Some(act))),
        (true, false) => Some(NewEvent {
            kind: EventKind::State,
            proposal_id: case.id,
            data: EventData::default(),
        }),
        (false, false) => None,
    }
}

/// A step of the one kind on a case of the other.
fn other_kind(case: &StoredCase, step: &str) -> AppError {
    AppError::NotAllowedNow(nara_domain::error::NotAllowedNow::WrongStage {
        from: case.course.code().to_owned(),
        transition: step.to_owned(),
    })
}

/// Writes what lists and search read of the course.
pub async fn project(
    tx: &mut Tx,
    case: &mut StoredCase,
    rules: &Ruleset,
    now: Stamp,
) -> Result<(), AppError> {
    // The clock of what is part of another is that one's.
    let is_part = case.merged_into.is_some();
    case.answer_by = answer_by(&case.course, rules).filter(|_| !is_part);
    if case.course.is_public() {
        case.changed_at = now;
    }
    let withheld = is_withheld(&case.course) || case.hidden.is_some();
    let ahead = days::of_case(tx, case, rules).await?;
    let projection = Projection {
        course: &case.course,
        group: merging::group(&case.course, is_part),
        answer_by: case.answer_by,
        report_by: case.course.as_proposal().and_then(Stage::report_by),
        ahead: &ahead,
        body_withheld: withheld,
        search_text: &searched(&case.title, &case.body, withheld),
        diary_number: case.diary_number.as_deref(),
        changed_at: case.changed_at,
    };
    match case::project(tx, case.id, &projection).await {
        // The one thing that is unique in it: somebody else has given the number at the same moment.
        Err(error) if error.is_unique_violation() => Err(number_taken()),
        other => Ok(other?),
    }
}

/// Whether it is public without its text.
pub fn is_withheld(course: &Course) -> bool {
    course.is_public() && !course.text_is_public()
}

/// What it is found by: a withheld text must not be found either.
pub fn searched(title: &str, body: &str, withheld: bool) -> String {
    if withheld {
        search_text(title)
    } else {
        search_text(&format!("{title}\n{body}"))
    }
}

/// The day an answer is promised by; `None` where none is.
pub fn answer_by(course: &Course, rules: &Ruleset) -> Option<Date> {
    match course {
        Course::Idea(stage) => stage.answer_by(rules),
        Course::Proposal(stage) if stage.group() == StageGroup::AtMunicipality => {
            stage.answer_by(rules)
        }
        _ => None,
    }
}

/// What the streams are told.
pub fn event(case: &StoredCase, kind: EventKind, act: Option<ActId>) -> NewEvent {
    // The discussion of questions has no stage: something on their page has changed.
    let kind = match (kind, case.asked) {
        (EventKind::State, Some(_)) => EventKind::Question,
        (kind, _) => kind,
    };
    NewEvent {
        kind,
        proposal_id: case.id,
        data: EventData {
            act_id: act.map(ActId::get),
            stage: matches!(kind, EventKind::State | EventKind::Proposal)
                .then(|| case.course.code().to_owned()),
            ..EventData::default()
        },
    }
}

/// The duty somebody records a step in.
pub(super) fn standing_for(actor: &Actor, kind: TransitionKind) -> Option<&Standing> {
    use TransitionKind as T;
    match kind {
        T::Withdraw | T::Complete => None,
        T::PresentProposal
        | T::Plan
        | T::StartImplementing
        | T::ReportProgress
        | T::MarkImplemented => first_standing(actor, &[Role::Official, Role::Secretary]),
        _ => first_standing(actor, &[Role::Secretary, Role::Official, Role::Moderator]),
    }
}

/// The first of these duties that the actor holds.
pub fn first_standing<'a>(actor: &'a Actor, roles: &[Role]) -> Option<&'a Standing> {
    roles.iter().find_map(|role| actor.standing(*role))
}

/// The day a step happened, where its form tells.
pub fn happened_on(step: &Transition) -> Option<Date> {
    match step {
        Transition::Register { received_on, .. } => Some(*received_on),
        Transition::Announce { meeting_date, .. } | Transition::HandOver { meeting_date, .. } => {
            Some(*meeting_date)
        }
        Transition::Refer { meeting_date, .. }
        | Transition::RejectFormally { meeting_date, .. }
        | Transition::Stop { meeting_date, .. } => *meeting_date,
        Transition::StartImplementing { started_on, .. } => Some(*started_on),
        Transition::MarkImplemented { on, .. } => Some(*on),
        Transition::Close { archived_on, .. } => Some(*archived_on),
        _ => step.decision().map(|decision| decision.meeting.date),
    }
}
