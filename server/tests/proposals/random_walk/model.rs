//! What should come of whatever somebody does to a case. Whether it may be done is asked of
//! `domain`, as the service does; what is kept, in which order and for whom, is told here a second
//! time and as simply as can be.

use std::collections::BTreeSet;
use std::sync::Arc;

use nara_app::error::AppError;
use nara_app::proposals::api::QUESTION;
use nara_domain::actor::Actor;
use nara_domain::answer::{
    ANSWERS, ActKind, Appeal, Delay, ElectedOpinion, Minutes, Note, OfficialAnswer, Question,
    QuestionAnswer,
};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotAllowedNow, NotNow};
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId, ProposalId};
use nara_domain::permissions::{Action, Case, Subject, can};
use nara_domain::proposal::{
    Course, Kind, MoveContext, Prepared, Reading, Ruleset, Stage, StageCode, Topic, Transition,
    TransitionKind as T, second_reading,
};
use nara_domain::time::Stamp;
use serde::Serialize;

use super::merging::Asked;
use super::record::Row;

pub const SUPPORT_COUNT: &str = "support_count";

/// A line that has to be in the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub kind: ActKind,
    pub step: Option<T>,
    /// Where the case is by then.
    pub stage: StageCode,
    /// `None`: by rule.
    pub actor: Option<PersonId>,
    pub at: Stamp,
    pub fields: Values,
    pub supersedes: Option<ActId>,
    pub prepared_by: Option<PersonId>,
}

/// A line with the key it was sent under, and how it was found in the record.
#[derive(Clone, Debug)]
pub struct Kept {
    pub id: ActId,
    pub line: Line,
    pub once: String,
    pub row: Row,
}

/// What waits for a second reader.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub step: Prepared,
    pub once: String,
    pub at: Stamp,
}

#[derive(Clone, Debug)]
pub enum Expected {
    /// One more line, and where the case is then.
    Line(Box<(Line, Stage, String)>),
    /// The same form as before: the line that it became then.
    Again(ActId),
    Prepared(Waiting),
    /// The same form as before, which waits.
    PreparedBefore,
    Refused(AppError),
    /// Refused as well, at a field or because a later step would not follow.
    RefusedSomehow,
}

impl Expected {
    pub fn refused(error: impl Into<AppError>) -> Self {
        Self::Refused(error.into())
    }
}

#[derive(Clone, Debug)]
pub struct Model {
    pub id: ProposalId,
    pub title: String,
    pub proposer: PersonId,
    pub submitted: Stamp,
    pub rules: Ruleset,
    pub topic: Topic,
    pub stage: Stage,
    pub diary: Option<String>,
    pub kept: Vec<Arc<Kept>>,
    pub supporters: BTreeSet<PersonId>,
    pub against: BTreeSet<PersonId>,
    /// Votes given and taken back, ever.
    pub votes: i64,
    pub prepared: Option<Waiting>,
    /// What it is part of, since when.
    pub merged: Option<(ProposalId, Stamp)>,
    /// Whether it becomes part of another: what both proposers are being asked.
    pub asked: Option<Asked>,
}

impl Model {
    pub fn course(&self) -> Course {
        Course::Proposal(self.stage.clone())
    }

    pub fn count(&self) -> i64 {
        i64::try_from(self.supporters.len()).unwrap()
    }

    pub fn count_against(&self) -> i64 {
        i64::try_from(self.against.len()).unwrap()
    }

    pub fn may(
        &self,
        actor: &Actor,
        action: Action,
        act_author: Option<PersonId>,
    ) -> Result<(), Denied> {
        let course = self.course();
        let case = Case {
            kind: Kind::Proposal,
            proposer: Some(self.proposer),
            course: &course,
            ruleset: &self.rules,
            topic: Some(self.topic),
            act_author,
            merged: self.merged.is_some(),
        };
        can(actor, action, &Subject::Case(case))
    }

    pub fn context(&self, actor: Option<PersonId>, now: Stamp) -> MoveContext<'_> {
        MoveContext {
            today: now.day(),
            actor,
            prepared_by: None,
            officer: None,
            proposer: Some(self.proposer),
            support_count: self.count(),
            ruleset: &self.rules,
            topic: Some(self.topic),
            window: None,
        }
    }

    fn wrong_stage(&self, step: T) -> Expected {
        Expected::refused(NotAllowedNow::WrongStage {
            from: self.stage.code().code().to_owned(),
            transition: step.code().to_owned(),
        })
    }

    pub fn sent_before(&self, once: &str) -> Option<Expected> {
        let kept = self.kept.iter().find(|kept| kept.once == once)?;
        Some(Expected::Again(kept.id))
    }

    fn permit(&self, actor: &Actor, step: T) -> Option<Expected> {
        match self.may(actor, Action::Record(step), None) {
            Ok(()) => None,
            Err(Denied::NotNow(why)) if why != NotNow::Merged => Some(self.wrong_stage(step)),
            Err(denied) => Some(Expected::refused(denied)),
        }
    }

    pub fn can_record(&self, actor: &Actor, step: T) -> bool {
        self.permit(actor, step).is_none()
    }

    pub fn can_answer(&self, actor: &Actor, kind: ActKind) -> bool {
        self.may(actor, action(kind), None).is_ok()
    }

    /// A step with its form. `taken`: whether another case has this diary number.
    pub fn record(
        &self,
        actor: &Actor,
        step: T,
        (values, once): (&Values, &str),
        taken: impl Fn(&str) -> bool,
        now: Stamp,
    ) -> Expected {
        if let Some(again) = self.sent_before(once) {
            return again;
        }
        if let Some(refused) = self.permit(actor, step) {
            return refused;
        }
        let person = actor.person_id().expect("a visitor records nothing");
        let step = match Transition::parse_at(self.stage.code(), step, values) {
            Ok(step) => step,
            Err(errors) => return Expected::refused(errors),
        };
        let mut context = self.context(Some(person), now);
        if step.kind().needs_second_reader() {
            let waiting = self.prepared.as_ref();
            if waiting.is_some_and(|it| it.step.by == person && it.once == once) {
                return Expected::PreparedBefore;
            }
            match second_reading(waiting.map(|it| &it.step), person, &step) {
                Err(error) => return Expected::refused(at_fields(error)),
                Ok(Reading::Confirm { prepared_by }) => context.prepared_by = Some(prepared_by),
                Ok(Reading::Prepare) => {
                    return match self.stage.could_take(&step, &context) {
                        Err(error) => Expected::refused(at_fields(error)),
                        Ok(()) => Expected::Prepared(Waiting {
                            step: Prepared {
                                kind: step.kind(),
                                fields: step.to_fields(),
                                by: person,
                            },
                            once: once.to_owned(),
                            at: now,
                        }),
                    };
                }
            }
        }
        let next = match self.stage.clone().apply(&step, &context) {
            Ok(next) => next,
            Err(error) => return Expected::refused(at_fields(error)),
        };
        if let Transition::Register { diary_number, .. } = &step
            && taken(diary_number)
        {
            return Expected::Refused(number_taken());
        }
        self.moved(&step, next, (context.actor, context.prepared_by), once, now)
    }

    /// The line of a step that is taken.
    pub fn moved(
        &self,
        step: &Transition,
        next: Stage,
        (actor, prepared_by): (Option<PersonId>, Option<PersonId>),
        once: &str,
        now: Stamp,
    ) -> Expected {
        let mut fields = step.to_fields();
        if matches!(
            step.kind(),
            T::ReachThreshold | T::Announce | T::MissThreshold
        ) {
            fields.insert(SUPPORT_COUNT.to_owned(), self.count().to_string());
        }
        let line = Line {
            kind: ActKind::Transition,
            step: Some(step.kind()),
            stage: next.code(),
            actor,
            at: now,
            fields,
            supersedes: None,
            prepared_by,
        };
        Expected::Line(Box::new((line, next, once.to_owned())))
    }

    /// An answer, an opinion, a note.
    pub fn answer(
        &self,
        actor: &Actor,
        kind: ActKind,
        (values, once): (&Values, &str),
        now: Stamp,
    ) -> Expected {
        if let Some(again) = self.sent_before(once) {
            return again;
        }
        if let Err(denied) = self.may(actor, action(kind), None) {
            return Expected::refused(denied);
        }
        // One of each decision.
        if kind == ActKind::Minutes && self.kept.iter().any(|kept| kept.line.kind == kind) {
            return Expected::refused(NotAllowedNow::MinutesRecorded);
        }
        let today = now.day();
        let mut values = values.clone();
        let question = match kind {
            ActKind::QuestionAnswer => match self.asked(&mut values) {
                Ok(question) => Some(question),
                Err(refused) => return Expected::Refused(refused),
            },
            _ => None,
        };
        let read = read(kind, &values).and_then(|mut fields| {
            let question = question.map(|question| (ANSWERS.to_owned(), question));
            fields.extend(question);
            kind.fits(&fields, &self.course(), today, today)?;
            Ok(fields)
        });
        match read {
            Err(errors) => Expected::refused(errors),
            Ok(fields) => {
                let line = Line {
                    kind,
                    step: None,
                    stage: self.stage.code(),
                    actor: actor.person_id(),
                    at: now,
                    fields,
                    supersedes: None,
                    prepared_by: None,
                };
                Expected::Line(Box::new((line, self.stage.clone(), once.to_owned())))
            }
        }
    }

    /// The question that a form answers, by the first line of it.
    fn asked(&self, values: &mut Values) -> Result<String, AppError> {
        let named = values.remove(QUESTION).ok_or(AppError::Malformed)?;
        let question = self
            .kept
            .iter()
            .find(|kept| kept.line.kind == ActKind::Question && kept.id.to_string() == named);
        let first = self
            .first(question.ok_or(AppError::NotFound)?)
            .id
            .to_string();
        match self
            .kept
            .iter()
            .any(|kept| kept.line.fields.get(ANSWERS) == Some(&first))
        {
            true => Err(AppError::Conflict),
            false => Ok(first),
        }
    }

    /// What the passing of time does to it.
    pub fn due(&self, now: Stamp) -> Option<Transition> {
        match &self.stage {
            Stage::Collecting { closes, .. } if *closes < now.day() && self.merged.is_none() => {}
            _ => return None,
        }
        let context = self.context(None, now);
        [Transition::ReachThreshold, Transition::MissThreshold]
            .into_iter()
            .find(|step| self.stage.ready_for(step.kind(), &context).is_ok())
    }

    /// A step that is taken by rule.
    pub fn by_rule(&self, step: &Transition, now: Stamp) -> Expected {
        let next = self.stage.clone().apply(step, &self.context(None, now));
        self.moved(step, next.unwrap(), (None, None), step.kind().code(), now)
    }

    /// Taking back what was prepared; `Ok(false)`: there was nothing.
    pub fn discard(&self, actor: &Actor, step: T, seen: Stamp) -> Result<bool, AppError> {
        match (self.permit(actor, step), &self.prepared) {
            (Some(Expected::Refused(error)), _) => Err(error),
            (Some(other), _) => panic!("{other:?}"),
            (None, None) => Ok(false),
            (None, Some(it)) if it.step.kind != step || it.at != seen => Err(AppError::Conflict),
            (None, Some(_)) => Ok(true),
        }
    }

    pub fn kept(&self, id: ActId) -> &Kept {
        self.kept.iter().find(|kept| kept.id == id).unwrap()
    }

    pub fn first<'a>(&'a self, mut kept: &'a Kept) -> &'a Kept {
        while let Some(earlier) = kept.line.supersedes {
            kept = self.kept(earlier);
        }
        kept
    }

    pub fn last<'a>(&'a self, mut kept: &'a Kept) -> &'a Kept {
        while let Some(next) = self
            .kept
            .iter()
            .find(|other| other.line.supersedes == Some(kept.id))
        {
            kept = next;
        }
        kept
    }
}

fn at_fields(error: NotAllowedNow) -> AppError {
    match error {
        NotAllowedNow::Fields { errors } => AppError::Invalid(errors),
        other => AppError::NotAllowedNow(other),
    }
}

fn action(kind: ActKind) -> Action {
    match kind {
        ActKind::OfficialAnswer => Action::AnswerAsOfficial,
        ActKind::ElectedOpinion => Action::StateOpinion,
        ActKind::Question => Action::AskProposer,
        other => Action::Append(other),
    }
}

pub fn number_taken() -> AppError {
    let problem = FieldError::new("diary_number", FieldProblem::NumberTaken);
    AppError::Invalid(vec![problem])
}

pub fn read(kind: ActKind, values: &Values) -> Result<Values, Vec<FieldError>> {
    Ok(match kind {
        ActKind::OfficialAnswer => texts(&OfficialAnswer::parse(values)?),
        ActKind::ElectedOpinion => texts(&ElectedOpinion::parse(values)?),
        ActKind::Question => texts(&Question::parse(values)?),
        ActKind::QuestionAnswer => texts(&QuestionAnswer::parse(values)?),
        ActKind::Delay => texts(&Delay::parse(values)?),
        ActKind::Minutes => texts(&Minutes::parse(values)?),
        ActKind::Note => texts(&Note::parse(values)?),
        ActKind::Appeal => texts(&Appeal::parse(values)?),
        other => panic!("{other} has forms of its own"),
    })
}

/// As it is kept: text by name, without what was left empty.
fn texts(read: &impl Serialize) -> Values {
    let serde_json::Value::Object(object) = serde_json::to_value(read).unwrap() else {
        panic!("no form");
    };
    object
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| match value {
            serde_json::Value::String(text) => (name, text),
            other => (name, other.to_string()),
        })
        .collect()
}
