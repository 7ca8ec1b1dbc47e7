//! Correcting the record: the wrong act stays as it was, a new one takes its place.
//!
//! Where a case stands is the result of its acts. So after a correction of a step the whole walk is
//! taken again with what is right; if a later step could then not have been taken, the correction
//! is refused instead of leaving a record that contradicts itself.

use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, NewAct};
use nara_domain::actor::{Actor, Body, Role};
use nara_domain::answer::{ANSWERS, ActKind, merge_fields};
use nara_domain::document::{FileKind, MEDIA_TYPE, NUMBER, OF_THE_FILE, missing};
use nara_domain::error::{FieldError, FieldProblem, NotAllowedNow};
use nara_domain::fields::{FieldInput, FieldSpec, Reader, Values};
use nara_domain::ids::{ActId, PersonId, ProposalId};
use nara_domain::meeting::SAME_BODY;
use nara_domain::permissions::{Action, can, names_own_body};
use nara_domain::proposal::officer::OFFICER_ID;
use nara_domain::proposal::second_reading::may_correct;
use nara_domain::proposal::{
    Course, Happened, IdeaMove, IdeaMoveKind, IdeaStage, Kind, MoveContext, ProblemStage, Ruleset,
    Stage, StageCode, Transition, TransitionKind,
};
use nara_domain::secretary::{self, Whose};
use nara_domain::text::BODY_MAX;
use nara_domain::time::{Date, Stamp};

use super::ProposalService;
use super::acts::{answering, parse_answer};
use super::meeting;
use super::officer::{self, Chosen};
use super::record::{
    Entry, SUPPORT_COUNT, append, event, first_standing, happened_on, moved, number_given,
    number_taken, project, subject,
};
use crate::db::Tx;
use crate::live::{EventKind, NewEvent};
use crate::people::seal;
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
        let mut tx = self.db.begin().await?;
        let mut events = Vec::new();
        let correction = self
            .correct_in(&mut tx, (actor, now), id, wrong, new, &mut events)
            .await?;
        self.finish(tx, &events, now).await?;
        Ok(correction)
    }

    /// As [`Self::correct_act`], and nothing is committed.
    pub(super) async fn correct_in(
        &self,
        tx: &mut Tx,
        (actor, now): (&Actor, Stamp),
        id: ProposalId,
        wrong: ActId,
        new: NewAct,
        events: &mut Vec<NewEvent>,
    ) -> Result<ActId, AppError> {
        let once = self.once_of(actor, &new.once)?;
        let mut case = case::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
        can(actor, Action::ReadProposal, &subject(&case, &rules, None))?;
        if let Some(sent_before) = act::find_once(tx, id, &once).await? {
            return Ok(sent_before);
        }
        let acts = act::of_proposal_by_present_account(tx, id).await?;
        let wrong = acts
            .iter()
            .find(|act| act.id == wrong)
            .ok_or(AppError::NotFound)?;
        can(
            actor,
            Action::Correct(wrong.kind),
            &subject(&case, &rules, wrong.actor),
        )?;
        corrects_for_own_body(actor, wrong)?;
        if wrong.superseded_by.is_some() {
            return Err(AppError::Conflict);
        }
        if !is_correctable(wrong) || is_taken_down(wrong, &acts) {
            return Err(AppError::NotAllowedNow(NotAllowedNow::WrongStage {
                from: wrong.stage.clone(),
                transition: "correct".to_owned(),
            }));
        }
        let mut values = new.fields;
        let reason = read_reason(&mut values);
        let starts = wrong.step.as_deref() == Some(TransitionKind::StartPreparation.code());
        let chosen = match starts {
            true => officer::read(tx, &mut values, now).await?,
            false => Chosen::default(),
        };
        let question = match transition_kind(wrong) {
            Ok(kind) if values.get("body") != wrong.fields.get("body") => {
                let specs = kind.fields();
                meeting::unknown_body(tx, &self.room, &rules, specs, &mut values).await?
            }
            _ => None,
        };
        values.remove(SAME_BODY);
        let right = read_again(actor, (wrong, &acts), &case.course, values, now);
        let right = meeting::asking(question, chosen.with_errors(right));
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
        for name in [SUPPORT_COUNT, ANSWERS].iter().chain(&OF_THE_FILE) {
            if let Some(value) = wrong.fields.get(*name) {
                right.fields.insert((*name).to_owned(), value.clone());
            }
        }
        if let Some(kind) = wrong.fields.get(MEDIA_TYPE)
            && let Some(kind) = FileKind::from_code(kind)
            && let Some(missing) = missing(kind, &right.fields)
        {
            return Err(AppError::Invalid(vec![missing]));
        }
        let colleague = chosen.colleague.as_ref().map(|one| one.id.to_string());
        if let Some(officer) = colleague.or_else(|| same_officer(&wrong.fields, &right.fields)) {
            right.fields.insert(OFFICER_ID.to_owned(), officer);
        }
        let before = case.course.clone();
        let correction = Correction {
            wrong,
            right: &right.fields,
            corrector: actor.person_id(),
            now,
        };
        case.course = walk(&case, &acts, &rules, &correction)?;
        // Last: whoever may not is not asked to mend it.
        if says_the_same(&wrong.fields, &right.fields) {
            let problem = FieldError::new(CORRECTION_REASON, FieldProblem::NothingCorrected);
            return Err(AppError::Invalid(vec![problem]));
        }
        if let Some(registration) = case.course.as_proposal().and_then(Stage::registration) {
            let number = registration.diary_number.clone();
            if case::diary_number_taken(tx, &number, id).await? {
                return Err(number_taken());
            }
            number_given(tx, &rules, &number, now.day()).await?;
            case.diary_number = Some(number);
        }
        let noted = |fields: &Values| fields.get("sender_protected").is_some_and(|it| it == "yes");
        match (noted(&wrong.fields), noted(&right.fields)) {
            (false, true) => seal::one_case(tx, id, now).await?,
            (true, false) => seal::open_case(tx, id).await?,
            _ => {}
        }
        let why = reason.clone();
        right.fields.insert(CORRECTION_REASON.to_owned(), reason);
        let standing = match wrong.kind {
            ActKind::Transition | ActKind::IdeaMove => {
                first_standing(actor, &[Role::Secretary, Role::Official])
            }
            // As it was given: by the proposer, or entered for them.
            ActKind::QuestionAnswer if wrong.standing.is_none() => None,
            kind => answering(actor, kind),
        };
        let entry = Entry {
            kind: wrong.kind,
            step: wrong.step.as_deref(),
            actor,
            standing,
            at: now,
            happened_on: right.happened_on,
            fields: &right.fields,
            supersedes: Some(wrong.id),
            prepared_by: None,
            once: &once,
        };
        let correction = append(tx, &case, &entry).await?;
        project(tx, &mut case, &rules, now).await?;
        let told = if before != case.course {
            moved(&case, &before, correction)
        } else if case.course.is_public() {
            Some(event(&case, EventKind::Act, Some(correction)))
        } else {
            None
        };
        events.extend(told);
        let letters = &self.room.letters;
        // What the proposer was asked before anybody could read it, and what they answered, is not for
        // everybody; why it was corrected may be as personal.
        let step = wrong.step.as_deref().and_then(TransitionKind::from_code);
        let personal = wrong.kind == ActKind::QuestionAnswer
            || matches!(
                step,
                Some(TransitionKind::RequestCompletion | TransitionKind::Complete)
            );
        if !personal {
            letters.of_correction(tx, &case, &why, now).await?;
        }
        // Only where the correction names somebody else, who was handed the case since keeps it; and
        // only where the record still says so: a later round has an officer of its own.
        if !chosen.is_named_in(&wrong.fields) && chosen.is_of(&case.course) {
            self.room.give(tx, &case, (actor, &chosen), now).await?;
        }
        Ok(correction)
    }
}

/// Whether nothing of what a form says is corrected.
fn says_the_same(wrong: &Values, right: &Values) -> bool {
    let mut said = wrong.clone();
    said.remove(CORRECTION_REASON);
    said == *right
}

/// The account of the officer who stands there, where the name is left as it was: somebody who has another
/// duty by now is not in the list any more, and has still prepared the case.
fn same_officer(wrong: &Values, right: &Values) -> Option<String> {
    let same = wrong.get("officer") == right.get("officer");
    wrong.get(OFFICER_ID).filter(|_| same).cloned()
}

/// Whether a secretary corrects what the body they write for has decided, or what they have entered
/// themselves. What has no body is the office's.
pub(super) fn corrects_for_own_body(actor: &Actor, wrong: &StoredAct) -> Result<(), NotAllowedNow> {
    let own = wrong.actor.is_some() && wrong.actor == actor.person_id();
    if own
        || !matches!(
            wrong.kind,
            ActKind::Transition | ActKind::Minutes | ActKind::Appeal
        )
    {
        return Ok(());
    }
    let body = wrong
        .fields
        .get("body")
        .and_then(|body| Body::parse(body).ok());
    let whose = match body {
        Some(body) => Whose::Bodies(vec![body]),
        None => Whose::Registry,
    };
    secretary::may(actor, &whose)
}

/// Whether somebody who may correct such an act may not correct this one: they prepared it, or
/// recorded it and it takes two. The walk of a correction that changes nothing tells.
pub(super) fn takes_another(
    case: &StoredCase,
    acts: &[StoredAct],
    rules: &Ruleset,
    wrong: &StoredAct,
    actor: &Actor,
) -> bool {
    let unchanged = Correction {
        wrong,
        right: &wrong.fields,
        corrector: actor.person_id(),
        now: wrong.at,
    };
    let walked = walk(case, acts, rules, &unchanged);
    matches!(
        walked,
        Err(AppError::NotAllowedNow(NotAllowedNow::SecondReader))
    )
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
        // What is gone is gone, for that reason.
        ActKind::DocumentRemoval => false,
        ActKind::Merge => false,
        // Nobody here changes what somebody outside has signed, or what they were asked.
        ActKind::OutsideQuestion | ActKind::GuestAnswer | ActKind::OutsideWithdrawal => false,
        _ => true,
    }
}

/// Whether it tells of a document that is not there any more.
pub(super) fn is_taken_down(act: &StoredAct, acts: &[StoredAct]) -> bool {
    act.kind == ActKind::Document
        && acts.iter().any(|other| {
            other.kind == ActKind::DocumentRemoval
                && other.fields.get(NUMBER) == act.fields.get(NUMBER)
        })
}

struct Right {
    fields: Values,
    happened_on: Date,
}

fn read_reason(values: &mut Values) -> Result<String, Vec<FieldError>> {
    let given: Values = values.remove_entry(CORRECTION_REASON).into_iter().collect();
    let mut reader = Reader::new(REASON, &given);
    let reason = reader.text(CORRECTION_REASON);
    reader.finish(reason)
}

/// Reads the corrected form by the rules of the original one. What has no day of its own keeps that
/// of the first entry.
fn read_again(
    actor: &Actor,
    (wrong, acts): (&StoredAct, &[StoredAct]),
    course: &Course,
    values: Values,
    now: Stamp,
) -> Result<Right, AppError> {
    let recorded = first_version(wrong, acts)?.at.day();
    match wrong.kind {
        ActKind::Transition => {
            let kind = transition_kind(wrong)?;
            let step = Transition::parse_at(stage_before(wrong, acts)?, kind, &values)?;
            let fields = step.to_fields();
            // Nobody puts a case on another body's agenda by a correction either.
            if fields.get("body") != wrong.fields.get("body") {
                names_own_body(actor, &step)?;
            }
            Ok(Right {
                fields,
                happened_on: happened_on(&step).unwrap_or(recorded),
            })
        }
        ActKind::IdeaMove => {
            let step = IdeaMove::parse(idea_kind(wrong)?, &values)?;
            let happened_on = match &step {
                IdeaMove::Done { on, .. } => *on,
                _ => recorded,
            };
            Ok(Right {
                fields: step.to_fields(),
                happened_on,
            })
        }
        kind => {
            let fields = parse_answer(kind, &values)?;
            let fits = kind.fits(&fields, course, recorded, now.day());
            if let Err(mut errors) = fits {
                errors.retain(|error| !is_as_before(error, &wrong.fields, &fields));
                if !errors.is_empty() {
                    return Err(errors.into());
                }
            }
            Ok(Right {
                fields,
                happened_on: recorded,
            })
        }
    }
}

/// The beginning of an act's chain of corrections.
pub(super) fn first_version<'a>(
    wrong: &'a StoredAct,
    acts: &'a [StoredAct],
) -> Result<&'a StoredAct, AppError> {
    let mut place = wrong;
    while let Some(earlier) = place.supersedes {
        place = acts
            .iter()
            .find(|act| act.id == earlier)
            .ok_or(AppError::Internal)?;
    }
    Ok(place)
}

/// The stage a step was taken from: that of the last step before it. A step that has been corrected
/// stands where the first of its versions stood.
fn stage_before(wrong: &StoredAct, acts: &[StoredAct]) -> Result<StageCode, AppError> {
    let place = first_version(wrong, acts)?;
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

/// What takes the place of what, by whom, and when.
struct Correction<'a> {
    wrong: &'a StoredAct,
    right: &'a Values,
    corrector: Option<PersonId>,
    now: Stamp,
}

/// Takes the case's whole walk again, with the corrected act's fields in place of the wrong ones.
/// Every step is taken on the day it was first recorded, so that nothing moves that nobody
/// corrected; what it tells of may be as late as its last version. Of the days only those are held
/// against each other that the correction moves: what stood in another order before it stands.
fn walk(
    case: &StoredCase,
    acts: &[StoredAct],
    rules: &Ruleset,
    Correction {
        wrong,
        right,
        corrector,
        now,
    }: &Correction<'_>,
) -> Result<Course, AppError> {
    let mut course = match case.kind {
        Kind::Proposal => Course::Proposal(Stage::submitted(case.submitted_at.day())),
        Kind::Idea => Course::Idea(IdeaStage::published(case.submitted_at.day())),
        Kind::Problem => Course::Problem(ProblemStage::published(case.submitted_at.day())),
        Kind::Questions => Course::Questions,
    };
    // The day that no later step may lie before, where the correction brings a later one.
    let mut since = None;
    for act in acts
        .iter()
        .filter(|act| act.supersedes.is_none())
        .filter(|act| act.step.is_some() || act.kind == ActKind::Merge)
    {
        if act.kind == ActKind::Merge {
            course = course.resumed(days_as_part(act));
            continue;
        }
        let last = last_version(act, acts);
        let corrected = last.id == wrong.id;
        let mut fields = if corrected {
            (*right).clone()
        } else {
            last.fields.clone()
        };
        let recorded = act.at.day();
        let known = if corrected { *now } else { last.at }.day();
        let support_count = fields
            .remove(SUPPORT_COUNT)
            .and_then(|count| count.parse().ok())
            .unwrap_or(case.support_count);
        fields.remove(CORRECTION_REASON);
        let officer = fields.remove(OFFICER_ID).and_then(|id| id.parse().ok());
        course = match course {
            Course::Proposal(stage) => {
                let kind = transition_kind(act)?;
                let context = MoveContext {
                    today: recorded,
                    actor: act.actor,
                    prepared_by: act.prepared_by,
                    officer,
                    proposer: Some(case.proposer),
                    support_count,
                    ruleset: rules,
                    topic: Some(case.topic),
                    window: case.window,
                };
                // Before the form is read: whoever may not is not asked to mend it.
                if corrected {
                    // Whoever corrects a decision enters one: the second reader is asked for again.
                    let corrector = MoveContext {
                        actor: *corrector,
                        ..context
                    };
                    stage
                        .could_follow(kind, &corrector)
                        .and_then(|()| may_correct(kind, wrong.actor, corrector.actor))
                        .map_err(|error| refused(error, corrected))?;
                }
                let step = match corrected {
                    true => Transition::parse_at(stage.code(), kind, &fields),
                    false => Transition::parse_stored(stage.code(), kind, &fields),
                }?;
                let happened = match corrected {
                    true => Happened {
                        is_new: is_newly_wrong(&stage, &step, wrong, &context),
                        ..stage.happened(known)
                    },
                    false => Happened {
                        since,
                        known,
                        is_new: false,
                    },
                };
                let before = corrected.then(|| day_of_wrong(&stage, wrong, &context, known));
                let applied = stage
                    .take_again(&step, &context, happened)
                    .map_err(|error| refused(error, corrected))?;
                if let Some(before) = before {
                    since = applied.last_act().filter(|day| Some(*day) > before);
                }
                Course::Proposal(applied)
            }
            Course::Idea(stage) => {
                let step = IdeaMove::parse(idea_kind(act)?, &fields)?;
                let applied = match corrected {
                    true => match stage.clone().correct(&step, recorded, known) {
                        Err(error) if is_only_as_before(&error, wrong, right) => {
                            stage.take_again(&step, recorded, known)
                        }
                        taken => taken,
                    },
                    false => stage.take_again(&step, recorded, known),
                };
                Course::Idea(applied.map_err(|error| refused(error, corrected))?)
            }
            // It has no steps in the record.
            Course::Problem(_) | Course::Questions => return Err(AppError::Malformed),
        };
    }
    Ok(course)
}

/// Whether everything that stands against a correction is how far ahead a day is that it leaves as it
/// was: that was recorded before there was a limit, and is not what is corrected.
fn is_only_as_before(error: &NotAllowedNow, wrong: &StoredAct, right: &Values) -> bool {
    let errors = error.field_errors();
    !errors.is_empty()
        && errors
            .iter()
            .all(|error| is_as_before(error, &wrong.fields, right))
}

fn is_as_before(error: &FieldError, wrong: &Values, right: &Values) -> bool {
    let of_a_limit = matches!(
        error.problem,
        FieldProblem::TooFarAhead { .. }
            | FieldProblem::OutOfRange { .. }
            | FieldProblem::DateBeforeReceived
            | FieldProblem::DateNotAfterMeeting { .. }
            | FieldProblem::NotADiaryNumber { .. }
    );
    of_a_limit && wrong.get(&error.field) == right.get(&error.field)
}

/// What the last act's day was with the form that turned out to be wrong.
fn day_of_wrong(
    stage: &Stage,
    wrong: &StoredAct,
    context: &MoveContext<'_>,
    known: Date,
) -> Option<Date> {
    let step = step_of_wrong(stage, wrong)?;
    let in_any_order = Happened {
        since: None,
        known,
        is_new: false,
    };
    let taken = stage.clone().take_again(&step, context, in_any_order);
    taken.ok()?.last_act()
}

/// The step as it stood before the correction.
fn step_of_wrong(stage: &Stage, wrong: &StoredAct) -> Option<Transition> {
    let mut fields = wrong.fields.clone();
    let beside = [SUPPORT_COUNT, CORRECTION_REASON, OFFICER_ID];
    fields.retain(|name, _| !beside.contains(&name.as_str()));
    let kind = transition_kind(wrong).ok()?;
    Transition::parse_stored(stage.code(), kind, &fields).ok()
}

/// Whether the corrected form says something that cannot be true, beyond what it leaves as it was and
/// what was no truer there: that was recorded before its guard was there, or before an earlier step was
/// corrected, and keeps nobody from mending something else.
fn is_newly_wrong(
    stage: &Stage,
    right: &Transition,
    wrong: &StoredAct,
    context: &MoveContext<'_>,
) -> bool {
    let errors = stage.guarded(right, context);
    let Some(wrong) = step_of_wrong(stage, wrong) else {
        return !errors.is_empty();
    };
    let (before, after) = (wrong.to_fields(), right.to_fields());
    let stood = stage.guarded(&wrong, context);
    errors.iter().any(|error| {
        let is_left = before.get(&error.field) == after.get(&error.field);
        let is_known = stood.iter().any(|one| one.is_like(error));
        !(is_left && is_known)
    })
}

/// For how many days it was part of another, where this is the act by which it no longer is.
fn days_as_part(act: &StoredAct) -> i64 {
    let days = act.fields.get(merge_fields::DAYS);
    days.and_then(|days| days.parse().ok()).unwrap_or_default()
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
pub(super) fn last_version<'a>(act: &'a StoredAct, acts: &'a [StoredAct]) -> &'a StoredAct {
    let mut last = act;
    while let Some(next) = acts.iter().find(|other| other.supersedes == Some(last.id)) {
        last = next;
    }
    last
}
