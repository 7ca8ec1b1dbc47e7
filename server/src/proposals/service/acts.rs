//! The officials' side: answers, opinions, steps of the case.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::proposals::api::{DIARY_NUMBER, NewAct, QUESTION, Recorded, SEEN_PREPARED};
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::answer::{
    ANSWERS, ActKind, Appeal, Delay, ElectedOpinion, Minutes, Note, OfficialAnswer, Question,
    QuestionAnswer,
};
use nara_domain::document::{Document, Removal};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotAllowedNow, NotNow};
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId, ProposalId};
use nara_domain::outside::{GuestAnswer, OutsideQuestion, Withdrawal};
use nara_domain::permissions::{Action, adds_for_own_body, can, names_own_body, of_own_body};
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{
    Course, IdeaMove, IdeaMoveKind, Reading, Ruleset, Transition, TransitionKind, allowed_from,
};
use nara_domain::time::Stamp;
use serde::Serialize;

use super::correct::first_version;
use super::meeting;
use super::officer::{self, Chosen};
use super::prepare::{is_as_seen, read_by};
use super::record::{
    By, Entry, Read, append, event, first_standing, move_idea, move_read, subject,
};
use super::{ProposalService, Workroom, days};
use crate::db::Tx;
use crate::live::{EventKind, NewEvent};
use crate::proposals::store::act;
use crate::proposals::store::case::{self, StoredCase};

/// What somebody may be doing to a locked case, with its moment and its form's key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doing<'a> {
    pub by: By<'a>,
    pub fields: &'a Values,
}

impl Workroom {
    /// Appends an answer, an opinion or a note.
    pub(crate) async fn add_answer(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        kind: ActKind,
        doing: Doing<'_>,
        events: &mut Vec<NewEvent>,
    ) -> Result<ActId, AppError> {
        self.add_read_answer(tx, case, kind, doing, None, events)
            .await
    }

    /// As [`Self::add_answer`], where somebody else has read the very same words.
    pub(super) async fn add_read_answer(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        kind: ActKind,
        doing: Doing<'_>,
        also_read_by: Option<PersonId>,
        events: &mut Vec<NewEvent>,
    ) -> Result<ActId, AppError> {
        let rules = self.rulesets.get(tx, case.ruleset_id).await?;
        adds_for_own_body(doing.by.actor, kind, &case.course)?;
        can(doing.by.actor, action(kind), &subject(case, &rules, None))?;
        // These come with a file, or take one away; or they come with a letter's link.
        if matches!(
            kind,
            ActKind::Document
                | ActKind::DocumentRemoval
                | ActKind::OutsideQuestion
                | ActKind::GuestAnswer
                | ActKind::OutsideWithdrawal
        ) {
            return Err(AppError::Malformed);
        }
        if kind == ActKind::Minutes {
            one_of_a_decision(tx, case).await?;
        }
        let mut given = doing.fields.clone();
        let question = match kind {
            ActKind::QuestionAnswer => Some(asked(tx, case, &mut given).await?),
            _ => None,
        };
        let mut fields = parse_answer(kind, &given)?;
        if let Some(question) = &question {
            fields.insert(ANSWERS.to_owned(), question.first.to_string());
        }
        let today = doing.by.now.day();
        kind.fits(&fields, &case.course, today, today)?;
        let doing = Doing {
            fields: &fields,
            ..doing
        };
        let id = self
            .add_checked(tx, case, kind, doing, also_read_by, events)
            .await?;
        if let Some(asker) = question.and_then(|question| question.asker) {
            self.letters
                .question_answered(tx, case, (asker, id), doing.by.now)
                .await?;
        }
        Ok(id)
    }

    /// Appends what has been permitted and checked, and tells everybody at once.
    pub(crate) async fn add_checked(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        kind: ActKind,
        Doing { by, fields }: Doing<'_>,
        also_read_by: Option<PersonId>,
        events: &mut Vec<NewEvent>,
    ) -> Result<ActId, AppError> {
        let entry = Entry {
            kind,
            step: None,
            actor: by.actor,
            // Who is asked answers for themselves, whatever duty they hold.
            standing: match kind == ActKind::QuestionAnswer
                && by.actor.person_id() == Some(case.proposer)
            {
                true => None,
                false => answering(by.actor, kind),
            },
            at: by.now,
            happened_on: by.now.day(),
            fields,
            supersedes: None,
            prepared_by: also_read_by,
            once: by.once,
        };
        let id = append(tx, case, &entry).await?;
        if days::moves_days(kind) {
            let rules = self.rulesets.get(tx, case.ruleset_id).await?;
            let days = days::of_case(tx, case, &rules).await?;
            case::set_days(tx, case.id, &days).await?;
        }
        if case.course.is_public() {
            case::touch(tx, case.id, by.now).await?;
            case.changed_at = by.now;
            events.push(event(case, EventKind::Act, Some(id)));
        }
        self.letters
            .after_answer(tx, case, (kind, fields), by.actor, by.now)
            .await?;
        Ok(id)
    }

    /// Records a step of a proposal, or prepares it where it takes a second person to read it.
    pub(crate) async fn add_step(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        kind: TransitionKind,
        doing: Doing<'_>,
        events: &mut Vec<NewEvent>,
    ) -> Result<Recorded, AppError> {
        let rules = self.rulesets.get(tx, case.ruleset_id).await?;
        permit_step(
            doing.by.actor,
            Action::Record(kind),
            kind.code(),
            case,
            &rules,
        )?;
        let Course::Proposal(stage) = &case.course else {
            return Err(AppError::NotFound);
        };
        let mut given = doing.fields.clone();
        if kind == TransitionKind::Register {
            let number = given.entry(DIARY_NUMBER.to_owned()).or_default();
            if number.trim().is_empty() {
                let year = doing.by.now.day().year();
                *number = self.next_number(tx, case, &rules, year).await?;
            }
        }
        let chosen = match kind {
            TransitionKind::StartPreparation => officer::read(tx, &mut given, doing.by.now).await?,
            _ => Chosen::default(),
        };
        meeting::choose(tx, stage, kind, &mut given, doing.by.now.day()).await?;
        let specs = fields_at(stage.code(), kind);
        let question = meeting::unknown_body(tx, self, &rules, specs, &mut given).await?;
        let step = Transition::parse_at(stage.code(), kind, &given).map_err(AppError::from);
        let step = meeting::asking(question, chosen.with_errors(step))?;
        names_own_body(doing.by.actor, &step)?;
        let prepared_by = match kind.needs_second_reader() {
            false => None,
            true => match read_by(tx, &self.letters, (case, &rules), doing.by, &step).await {
                Ok(Reading::Prepare) => return Ok(Recorded::Prepared),
                Ok(Reading::Confirm { prepared_by }) => Some(prepared_by),
                Err(error) => return Err(at_fields(error)),
            },
        };
        let read = Read {
            step: &step,
            prepared_by,
            officer: chosen.colleague.as_ref().map(|colleague| colleague.id),
        };
        let moved = move_read(tx, self, case, &rules, doing.by, read, events).await;
        let act = moved.map_err(at_fields)?;
        self.give(tx, case, (doing.by.actor, &chosen), doing.by.now)
            .await?;
        Ok(Recorded::Act(act))
    }

    /// Records a verdict on an idea, or that it is done.
    pub(crate) async fn add_idea_step(
        &self,
        tx: &mut Tx,
        case: &mut StoredCase,
        kind: IdeaMoveKind,
        doing: Doing<'_>,
        events: &mut Vec<NewEvent>,
    ) -> Result<ActId, AppError> {
        let rules = self.rulesets.get(tx, case.ruleset_id).await?;
        permit_step(
            doing.by.actor,
            Action::RecordIdea(kind),
            kind.code(),
            case,
            &rules,
        )?;
        let step = IdeaMove::parse(kind, doing.fields)?;
        let moved = move_idea(tx, self, case, &rules, doing.by, &step, events).await;
        moved.map_err(at_fields)
    }
}

/// A case is decided once, and its decision has one set of minutes: others would say another last day
/// to appeal it. The locked case settles who was first.
async fn one_of_a_decision(tx: &mut Tx, case: &StoredCase) -> Result<(), AppError> {
    let acts = act::of_proposal(tx, case.id).await?;
    match acts.iter().any(|act| act.kind == ActKind::Minutes) {
        true => Err(NotAllowedNow::MinutesRecorded.into()),
        false => Ok(()),
    }
}

/// A question as it is answered.
struct Asked {
    /// The beginning of its chain of corrections.
    first: ActId,
    asker: Option<PersonId>,
}

/// Takes the question out of the form that answers it. The index on the record settles who was
/// first; this says so before.
async fn asked(tx: &mut Tx, case: &StoredCase, given: &mut Values) -> Result<Asked, AppError> {
    let named = given.remove(QUESTION).ok_or(AppError::Malformed)?;
    let named: ActId = named.parse()?;
    let acts = act::of_proposal(tx, case.id).await?;
    let question = acts
        .iter()
        .find(|act| act.id == named && act.kind == ActKind::Question)
        .ok_or(AppError::NotFound)?;
    let first = first_version(question, &acts)?;
    let number = first.id.to_string();
    let is_answered = acts
        .iter()
        .any(|act| act.kind == ActKind::QuestionAnswer && act.fields.get(ANSWERS) == Some(&number));
    match is_answered {
        true => Err(AppError::Conflict),
        false => Ok(Asked {
            first: first.id,
            asker: question.actor,
        }),
    }
}

/// Whether the actor may record this step. Who may, but at another stage, is told where the case
/// is: somebody else may just have moved it.
pub(super) fn permit_step(
    actor: &Actor,
    action: Action,
    step: &str,
    case: &StoredCase,
    rules: &Ruleset,
) -> Result<(), AppError> {
    if let (Action::Record(kind), Course::Proposal(stage)) = (action, &case.course)
        && allowed_from(stage.code()).contains(&kind)
    {
        of_own_body(actor, kind, stage)?;
    }
    match can(actor, action, &subject(case, rules, None)) {
        Err(denied @ Denied::NotNow(NotNow::Merged)) => Err(denied.into()),
        Err(Denied::NotNow(_)) => Err(AppError::NotAllowedNow(NotAllowedNow::WrongStage {
            from: case.course.code().to_owned(),
            transition: step.to_owned(),
        })),
        other => Ok(other?),
    }
}

/// What does not fit the case is said at its field, as what is missing is.
fn at_fields(error: AppError) -> AppError {
    match error {
        AppError::NotAllowedNow(NotAllowedNow::Fields { errors }) => AppError::Invalid(errors),
        other => other,
    }
}

/// What appending this kind is called among the permissions.
fn action(kind: ActKind) -> Action {
    match kind {
        ActKind::OfficialAnswer => Action::AnswerAsOfficial,
        ActKind::ElectedOpinion => Action::StateOpinion,
        ActKind::Question => Action::AskProposer,
        other => Action::Append(other),
    }
}

/// The duty an answer is given in.
pub(super) fn answering(actor: &Actor, kind: ActKind) -> Option<&Standing> {
    match kind {
        ActKind::ElectedOpinion => first_standing(actor, &[Role::Elected]),
        ActKind::OfficialAnswer
        | ActKind::Question
        | ActKind::OutsideQuestion
        | ActKind::GuestAnswer
        | ActKind::OutsideWithdrawal => first_standing(actor, &[Role::Official]),
        _ => first_standing(actor, &[Role::Secretary, Role::Official]),
    }
}

/// Checks the form of an answer; what is stored is what was read from it.
pub(super) fn parse_answer(kind: ActKind, values: &Values) -> Result<Values, AppError> {
    match kind {
        ActKind::OfficialAnswer => stored(&OfficialAnswer::parse(values)?),
        ActKind::ElectedOpinion => stored(&ElectedOpinion::parse(values)?),
        ActKind::Question => stored(&Question::parse(values)?),
        ActKind::QuestionAnswer => stored(&QuestionAnswer::parse(values)?),
        ActKind::Delay => stored(&Delay::parse(values)?),
        ActKind::Minutes => stored(&Minutes::parse(values)?),
        ActKind::Note => stored(&Note::parse(values)?),
        ActKind::Appeal => stored(&Appeal::parse(values)?),
        ActKind::Document => stored(&Document::parse(values)?),
        ActKind::DocumentRemoval => stored(&Removal::parse(values)?),
        ActKind::OutsideQuestion => stored(&OutsideQuestion::parse(values)?),
        ActKind::GuestAnswer => stored(&GuestAnswer::parse(values)?),
        ActKind::OutsideWithdrawal => stored(&Withdrawal::parse(values)?),
        ActKind::Transition | ActKind::IdeaMove | ActKind::Merge => Err(AppError::Malformed),
    }
}

/// A checked form as it is kept: field name → text, without the fields that were left empty.
pub(crate) fn stored(checked: &impl Serialize) -> Result<Values, AppError> {
    let value = serde_json::to_value(checked).map_err(|_| AppError::Internal)?;
    let mut fields = BTreeMap::new();
    if let serde_json::Value::Object(object) = value {
        for (name, value) in object {
            match value {
                serde_json::Value::Null => {}
                serde_json::Value::String(text) => drop(fields.insert(name, text)),
                other => drop(fields.insert(name, other.to_string())),
            }
        }
    }
    Ok(fields)
}

impl ProposalService {
    pub(super) async fn write_answer(
        &self,
        actor: &Actor,
        id: ProposalId,
        kind: ActKind,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError> {
        let mut tx = self.db.begin().await?;
        let mut events = Vec::new();
        let act = self
            .answer_in(&mut tx, (actor, now), id, kind, new, &mut events)
            .await?;
        self.finish(tx, &events, now).await?;
        Ok(act)
    }

    /// As [`Self::write_answer`], and nothing is committed.
    pub(super) async fn answer_in(
        &self,
        tx: &mut Tx,
        (actor, now): (&Actor, Stamp),
        id: ProposalId,
        kind: ActKind,
        new: NewAct,
        events: &mut Vec<NewEvent>,
    ) -> Result<ActId, AppError> {
        let once = self.once_of(actor, &new.once)?;
        let mut case = case::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        if let Some(sent_before) = act::find_once(tx, id, &once).await? {
            return Ok(sent_before);
        }
        let doing = Doing {
            by: By {
                actor,
                once: &once,
                now,
            },
            fields: &new.fields,
        };
        self.room
            .add_answer(tx, &mut case, kind, doing, events)
            .await
    }

    pub(super) async fn record_step(
        &self,
        actor: &Actor,
        id: ProposalId,
        kind: TransitionKind,
        new: NewAct,
        now: Stamp,
    ) -> Result<Recorded, AppError> {
        let mut tx = self.db.begin().await?;
        let mut events = Vec::new();
        let recorded = self
            .step_in(&mut tx, (actor, now), id, kind, new, &mut events)
            .await?;
        self.finish(tx, &events, now).await?;
        Ok(recorded)
    }

    /// As [`Self::record_step`], and nothing is committed.
    pub(super) async fn step_in(
        &self,
        tx: &mut Tx,
        (actor, now): (&Actor, Stamp),
        id: ProposalId,
        kind: TransitionKind,
        new: NewAct,
        events: &mut Vec<NewEvent>,
    ) -> Result<Recorded, AppError> {
        let once = self.once_of(actor, &new.once)?;
        let mut fields = new.fields;
        let seen = match kind.needs_second_reader() {
            true => fields.remove(SEEN_PREPARED),
            false => None,
        };
        let mut case = case::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        if let Some(sent_before) = act::find_once(tx, id, &once).await? {
            return Ok(Recorded::Act(sent_before));
        }
        let by = By {
            actor,
            once: &once,
            now,
        };
        if let Some(seen) = seen {
            let rules = self.room.rulesets.get(tx, case.ruleset_id).await?;
            is_as_seen(tx, &case, &rules, by, (kind, &seen)).await?;
        }
        let doing = Doing {
            by,
            fields: &fields,
        };
        self.room.add_step(tx, &mut case, kind, doing, events).await
    }

    pub(super) async fn record_idea_step(
        &self,
        actor: &Actor,
        id: ProposalId,
        step: &str,
        new: NewAct,
        now: Stamp,
    ) -> Result<ActId, AppError> {
        // A form that lets choose among the verdicts names the one in a field.
        let mut new = new;
        let named = if step == "verdict" {
            new.fields.remove("verdict")
        } else {
            None
        };
        let step = named.unwrap_or_else(|| step.to_owned());
        let kind = IdeaMoveKind::from_code(step.trim()).ok_or_else(|| {
            AppError::Invalid(vec![FieldError::new("verdict", FieldProblem::NotAChoice)])
        })?;
        let mut tx = self.db.begin().await?;
        let mut events = Vec::new();
        let act = self
            .idea_step_in(&mut tx, (actor, now), id, kind, new, &mut events)
            .await?;
        self.finish(tx, &events, now).await?;
        Ok(act)
    }

    /// As [`Self::record_idea_step`], and nothing is committed.
    pub(super) async fn idea_step_in(
        &self,
        tx: &mut Tx,
        (actor, now): (&Actor, Stamp),
        id: ProposalId,
        kind: IdeaMoveKind,
        new: NewAct,
        events: &mut Vec<NewEvent>,
    ) -> Result<ActId, AppError> {
        let once = self.once_of(actor, &new.once)?;
        let mut case = case::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        if let Some(sent_before) = act::find_once(tx, id, &once).await? {
            return Ok(sent_before);
        }
        let doing = Doing {
            by: By {
                actor,
                once: &once,
                now,
            },
            fields: &new.fields,
        };
        self.room
            .add_idea_step(tx, &mut case, kind, doing, events)
            .await
    }
}
