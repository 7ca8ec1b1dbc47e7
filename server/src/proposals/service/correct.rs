//! Correcting the record: the wrong act stays as it was, a new one takes its place.
//!
//! Where a case stands is the result of its acts. So after a correction of a step the whole walk is
//! taken again with what is right; if a later step could then not have been taken, the correction
//! is refused instead of leaving a record that contradicts itself.

use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, NewAct};
use nara_domain::actor::{Actor, Role};
use nara_domain::answer::ActKind;
use nara_domain::error::{FieldError, FieldProblem, NotAllowedNow};
use nara_domain::fields::{FieldInput, FieldSpec, Reader, Values};
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::permissions::{Action, can};
use nara_domain::proposal::{
    Course, IdeaMove, IdeaMoveKind, IdeaStage, Kind, MoveContext, Ruleset, Stage, StageCode,
    Transition, TransitionKind,
};
use nara_domain::text::BODY_MAX;
use nara_domain::time::Stamp;

use super::ProposalService;
use super::acts::{answering, parse_answer};
use super::record::{
    Entry, SUPPORT_COUNT, append, event, first_standing, happened_on, project, subject,
};
use crate::live::EventKind;
use crate::proposals::store::act::{self, StoredAct};
use crate::proposals::store::case::{self, StoredCase};

const REASON: &[FieldSpec] =
    &[FieldSpec::required(CORRECTION_REASON, FieldInput::LongText).between(1, BODY_MAX)];

impl ProposalService {
    pub(super) async fn correct_act(
        &self,
        actor: &Actor,
        id: ProposalId,
        wrong: ActId,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError> {
        let once = self.once_of(actor, &new.once)?;
        let mut tx = self.db.begin().await?;
        let mut case = case::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(&mut tx, case.ruleset_id).await?;
        can(actor, Action::ReadProposal, &subject(&case, &rules, None))?;
        if let Some(sent_before) = act::find_once(&mut tx, id, &once).await? {
            return Ok(sent_before);
        }
        let acts = act::of_proposal(&mut tx, id).await?;
        let wrong = acts
            .iter()
            .find(|act| act.id == wrong)
            .ok_or(AppError::NotFound)?;
        can(
            actor,
            Action::Correct(wrong.kind),
            &subject(&case, &rules, wrong.actor),
        )?;
        if wrong.superseded_by.is_some() {
            return Err(AppError::Conflict);
        }
        if !is_correctable(wrong) {
            return Err(AppError::NotAllowedNow(NotAllowedNow::WrongStage {
                from: wrong.stage.clone(),
                transition: "correct".to_owned(),
            }));
        }
        let mut values = new.fields;
        let reason = read_reason(&mut values);
        let right = read_again(wrong, &acts, values);
        let (reason, mut right) = match (reason, right) {
            (Ok(reason), Ok(right)) => (reason, right),
            (reason, right) => {
                let mut errors = reason.err().unwrap_or_default();
                match right {
                    Err(AppError::Invalid(more)) => errors.extend(more),
                    Err(other) => return Err(other),
                    Ok(_) => {}
                }
                return Err(AppError::Invalid(errors));
            }
        };
        if let Some(count) = wrong.fields.get(SUPPORT_COUNT) {
            right.fields.insert(SUPPORT_COUNT.to_owned(), count.clone());
        }
        let before = case.course.clone();
        case.course = walk(&case, &acts, &rules, (wrong, &right.fields, now))?;
        if let Some(registration) = case.course.as_proposal().and_then(Stage::registration) {
            let number = registration.diary_number.clone();
            if case::diary_number_taken(&mut tx, &number, id).await? {
                return Err(AppError::Conflict);
            }
            case.diary_number = Some(number);
        }
        right.fields.insert(CORRECTION_REASON.to_owned(), reason);
        let standing = match wrong.kind {
            ActKind::Transition | ActKind::IdeaMove => {
                first_standing(actor, &[Role::Secretary, Role::Official])
            }
            kind => answering(actor, kind),
        };
        let entry = Entry {
            kind: wrong.kind,
            step: wrong.step.as_deref(),
            actor,
            standing,
            at: now,
            happened_on: right.happened_on.unwrap_or(wrong.happened_on),
            fields: &right.fields,
            supersedes: Some(wrong.id),
            once: &once,
        };
        let correction = append(&mut tx, &case, &entry).await?;
        project(&mut tx, &mut case, &rules, now).await?;
        let mut events = Vec::new();
        if case.course.is_public() {
            let kind = if before == case.course {
                EventKind::Act
            } else {
                EventKind::State
            };
            events.push(event(&case, kind, Some(correction)));
        }
        self.finish(tx, &events, now).await?;
        Ok(correction)
    }
}

/// Whether there is anything in it that could be wrong. What the system did by rule is right as it
/// is, apart from the entry in the diary.
pub(super) fn is_correctable(act: &StoredAct) -> bool {
    match act.kind {
        ActKind::Transition => act
            .step
            .as_deref()
            .and_then(TransitionKind::from_code)
            .is_some_and(|kind| !kind.fields().is_empty() && kind != TransitionKind::Withdraw),
        ActKind::Correction => false,
        _ => true,
    }
}

struct Right {
    fields: Values,
    happened_on: Option<nara_domain::time::Date>,
}

fn read_reason(values: &mut Values) -> Result<String, Vec<FieldError>> {
    let given: Values = values.remove_entry(CORRECTION_REASON).into_iter().collect();
    let mut reader = Reader::new(REASON, &given);
    let reason = reader.text(CORRECTION_REASON);
    reader.finish(reason)
}

/// Reads the corrected form by the rules of the original one.
fn read_again(wrong: &StoredAct, acts: &[StoredAct], values: Values) -> Result<Right, AppError> {
    match wrong.kind {
        ActKind::Transition => {
            let kind = transition_kind(wrong)?;
            let step = Transition::parse_at(stage_before(wrong, acts)?, kind, &values)?;
            Ok(Right {
                fields: step.to_fields(),
                happened_on: happened_on(&step),
            })
        }
        ActKind::IdeaMove => {
            let step = IdeaMove::parse(idea_kind(wrong)?, &values)?;
            let happened_on = match &step {
                IdeaMove::Done { on, .. } => Some(*on),
                _ => None,
            };
            Ok(Right {
                fields: step.to_fields(),
                happened_on,
            })
        }
        kind => Ok(Right {
            fields: parse_answer(kind, &values)?,
            happened_on: None,
        }),
    }
}

/// The stage a step was taken from: that of the last step before it. A step that has been corrected
/// stands where the first of its versions stood.
fn stage_before(wrong: &StoredAct, acts: &[StoredAct]) -> Result<StageCode, AppError> {
    let mut place = wrong;
    while let Some(earlier) = place.supersedes {
        place = acts
            .iter()
            .find(|act| act.id == earlier)
            .ok_or(AppError::Internal)?;
    }
    acts.iter()
        .rev()
        .filter(|act| act.id < place.id && act.kind == ActKind::Transition)
        .find(|act| act.supersedes.is_none())
        .and_then(|act| StageCode::from_code(&act.stage))
        .ok_or(AppError::Internal)
}

fn transition_kind(act: &StoredAct) -> Result<TransitionKind, AppError> {
    act.step
        .as_deref()
        .and_then(TransitionKind::from_code)
        .ok_or(AppError::Internal)
}

fn idea_kind(act: &StoredAct) -> Result<IdeaMoveKind, AppError> {
    act.step
        .as_deref()
        .and_then(IdeaMoveKind::from_code)
        .ok_or(AppError::Internal)
}

/// Takes the case's whole walk again, with the corrected act's fields in place of the wrong ones.
fn walk(
    case: &StoredCase,
    acts: &[StoredAct],
    rules: &Ruleset,
    (wrong, right, now): (&StoredAct, &Values, Stamp),
) -> Result<Course, AppError> {
    let mut course = match case.kind {
        Kind::Proposal => Course::Proposal(Stage::submitted(case.submitted_at.day())),
        Kind::Idea => Course::Idea(IdeaStage::published(case.submitted_at.day())),
    };
    for act in acts
        .iter()
        .filter(|act| act.supersedes.is_none() && act.step.is_some())
    {
        let last = last_version(act, acts);
        let corrected = last.id == wrong.id;
        let mut fields = if corrected {
            right.clone()
        } else {
            last.fields.clone()
        };
        let support_count = fields
            .remove(SUPPORT_COUNT)
            .and_then(|count| count.parse().ok())
            .unwrap_or(case.support_count);
        fields.remove(CORRECTION_REASON);
        course = match course {
            Course::Proposal(stage) => {
                let step = Transition::parse_at(stage.code(), transition_kind(act)?, &fields)?;
                let context = MoveContext {
                    // A corrected date may lie after the day of the wrong entry, not after today.
                    today: if corrected && has_fields(&step) {
                        now.day()
                    } else {
                        act.at.day()
                    },
                    actor: act.actor,
                    proposer: Some(case.proposer),
                    support_count,
                    ruleset: rules,
                    topic: Some(case.topic),
                };
                let applied = stage.apply(&step, &context);
                Course::Proposal(applied.map_err(|error| refused(error, corrected))?)
            }
            Course::Idea(stage) => {
                let step = IdeaMove::parse(idea_kind(act)?, &fields)?;
                let applied = stage.apply(&step, act.at.day());
                Course::Idea(applied.map_err(|error| refused(error, corrected))?)
            }
        };
    }
    Ok(course)
}

fn has_fields(step: &Transition) -> bool {
    !step.kind().fields().is_empty()
}

/// At its field where the corrected form is to blame; otherwise as a later step that would no
/// longer follow.
fn refused(error: NotAllowedNow, corrected: bool) -> AppError {
    match error {
        NotAllowedNow::Fields { errors } if corrected => AppError::Invalid(errors),
        NotAllowedNow::Fields { mut errors } => {
            // The form that was sent has no such field: it is the reason that cannot stand.
            errors.truncate(1);
            let problem = errors
                .pop()
                .map_or(FieldProblem::UnknownField, |error| error.problem);
            AppError::Invalid(vec![FieldError::new(CORRECTION_REASON, problem)])
        }
        other => AppError::NotAllowedNow(other),
    }
}

/// The end of an act's chain of corrections.
fn last_version<'a>(act: &'a StoredAct, acts: &'a [StoredAct]) -> &'a StoredAct {
    let mut last = act;
    while let Some(next) = acts.iter().find(|other| other.supersedes == Some(last.id)) {
        last = next;
    }
    last
}
