//! Corrections: the old line stays, a new one takes its place, and the whole way is walked again.

use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, NewAct, ProposalPort, Recorded};
use nara_domain::actor::{Actor, Role};
use nara_domain::answer::{ANSWERS, ActKind, merge_fields};
use nara_domain::error::{FieldError, FieldProblem, NotAllowedNow};
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId};
use nara_domain::permissions::Action;
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::second_reading::may_correct;
use nara_domain::proposal::{MoveContext, Stage, StageCode, Transition, TransitionKind as T};
use nara_domain::time::Stamp;

use super::Walker;
use super::forms::{filled, spoilt};
use super::model::{Expected, Kept, Line, Model, SUPPORT_COUNT, number_taken, read};
use super::steps::{actor_name, once_of};

impl Model {
    /// The form of a line, and where the case was when it was filled in.
    pub fn form_of(&self, kept: &Kept) -> Option<(T, StageCode)> {
        let place = self.first(kept);
        let before = self.kept.iter().rev().find(|other| {
            let line = &other.line;
            other.id < place.id && line.kind == ActKind::Transition && line.supersedes.is_none()
        })?;
        Some((kept.line.step?, before.line.stage))
    }

    /// A correction, with its reason among the fields.
    pub fn correct(
        &self,
        actor: &Actor,
        wrong: ActId,
        (values, once): (&Values, &str),
        taken: impl Fn(&str) -> bool,
        now: Stamp,
    ) -> Expected {
        if let Err(denied) = self.may(actor, Action::ReadProposal, None) {
            return Expected::refused(denied);
        }
        if let Some(again) = self.sent_before(once) {
            return again;
        }
        let Some(wrong) = self.kept.iter().find(|kept| kept.id == wrong) else {
            return Expected::Refused(AppError::NotFound);
        };
        let line = &wrong.line;
        if let Err(denied) = self.may(actor, Action::Correct(line.kind), line.actor) {
            return Expected::refused(denied);
        }
        if self.last(wrong).id != wrong.id {
            return Expected::Refused(AppError::Conflict);
        }
        let of_steps = line.kind == ActKind::Transition;
        let has_form = line
            .step
            .is_some_and(|step| !step.fields().is_empty() && step != T::Withdraw);
        if of_steps && !has_form {
            return Expected::refused(NotAllowedNow::WrongStage {
                from: line.stage.code().to_owned(),
                transition: "correct".to_owned(),
            });
        }
        let mut values = values.clone();
        let reason = values.remove(CORRECTION_REASON).unwrap_or_default();
        let recorded = self.first(wrong).line.at.day();
        let right = match self.form_of(wrong).filter(|_| of_steps) {
            Some((step, from)) => {
                Transition::parse_at(from, step, &values).map(|it| it.to_fields())
            }
            None => read(line.kind, &values).and_then(|fields| {
                let fits = line.kind.fits(&fields, &self.course(), recorded, now.day());
                let mut errors = fits.err().unwrap_or_default();
                errors.retain(|error| !is_left(error, &line.fields, &fields));
                match errors.is_empty() {
                    true => Ok(fields),
                    false => Err(errors),
                }
            }),
        };
        let Some(mut right) = right.ok().filter(|_| !reason.trim().is_empty()) else {
            return Expected::RefusedSomehow;
        };
        if let Some(count) = line.fields.get(SUPPORT_COUNT) {
            right.insert(SUPPORT_COUNT.to_owned(), count.clone());
        }
        if let Some(question) = line.fields.get(ANSWERS) {
            right.insert(ANSWERS.to_owned(), question.clone());
        }
        let mut said = line.fields.clone();
        said.remove(CORRECTION_REASON);
        if said == right {
            return Expected::RefusedSomehow;
        }
        let Ok(stage) = self.walk_again(wrong, &right, actor.person_id(), now) else {
            return Expected::RefusedSomehow;
        };
        if stage
            .registration()
            .is_some_and(|entry| taken(&entry.diary_number))
        {
            return Expected::Refused(number_taken());
        }
        right.insert(CORRECTION_REASON.to_owned(), reason);
        let line = Line {
            kind: line.kind,
            step: line.step,
            stage: stage.code(),
            actor: actor.person_id(),
            at: now,
            fields: right,
            supersedes: Some(wrong.id),
            prepared_by: None,
        };
        Expected::Line(Box::new((line, stage, once.to_owned())))
    }

    /// Where the case had come to, had this form been the right one from the start.
    fn walk_again(
        &self,
        wrong: &Kept,
        right: &Values,
        corrector: Option<PersonId>,
        now: Stamp,
    ) -> Result<Stage, String> {
        let mut stage = Stage::submitted(self.submitted.day());
        // Not every stage knows the day of the act before it: the corrected one's holds for all that
        // came after.
        let mut corrected_day = None;
        for first in &self.kept {
            if first.line.kind == ActKind::Merge {
                // The days it was part of another do not count.
                let days = first.line.fields.get(merge_fields::DAYS);
                stage = stage.resumed(days.map_or(0, |days| days.parse().unwrap()));
                continue;
            }
            let (Some(kind), None) = (first.line.step, first.line.supersedes) else {
                continue;
            };
            let last = self.last(first);
            let corrected = last.id == wrong.id;
            let given = if corrected { right } else { &last.line.fields };
            let count = given.get(SUPPORT_COUNT);
            let step = stored(&stage, kind, given)?;
            let context = MoveContext {
                today: first.line.at.day(),
                prepared_by: first.line.prepared_by,
                support_count: count.map_or(self.count(), |count| count.parse().unwrap()),
                ..self.context(first.line.actor, now)
            };
            if corrected {
                let by = MoveContext {
                    actor: corrector,
                    ..context
                };
                stage
                    .could_follow(kind, &by)
                    .and_then(|()| may_correct(kind, wrong.line.actor, corrector))
                    .map_err(|error| error.to_string())?;
            }
            let known = if corrected { now } else { last.line.at }.day();
            // Here nothing ever stood in another order: every day is held against the one before.
            let mut happened = stage.happened(known);
            happened.since = happened.since.max(corrected_day);
            // What an earlier step's correction made untrue may be left as it is.
            happened.is_new = corrected && {
                let old = stored(&stage, kind, &wrong.line.fields)?;
                let stood = stage.guarded(&old, &context);
                let mut errors = stage.guarded(&step, &context);
                errors.retain(|error| {
                    right.get(&error.field) != wrong.line.fields.get(&error.field)
                        || !stood.iter().any(|one| one.is_like(error))
                });
                !errors.is_empty()
            };
            stage = stage
                .take_again(&step, &context, happened)
                .map_err(|error| error.to_string())?;
            if corrected {
                corrected_day = stage.last_act();
            }
        }
        Ok(stage)
    }
}

/// A step as its line has it.
fn stored(stage: &Stage, kind: T, fields: &Values) -> Result<Transition, String> {
    let mut fields = fields.clone();
    fields.remove(CORRECTION_REASON);
    fields.remove(SUPPORT_COUNT);
    Transition::parse_at(stage.code(), kind, &fields).map_err(|errors| format!("{errors:?}"))
}

/// Whether what stands against an answer's correction is a bound, at a field that is left as it was.
fn is_left(error: &FieldError, wrong: &Values, right: &Values) -> bool {
    use FieldProblem as P;
    let of_a_bound = matches!(
        error.problem,
        P::TooFarAhead { .. }
            | P::OutOfRange { .. }
            | P::DateBeforeReceived
            | P::DateNotAfterMeeting { .. }
    );
    of_a_bound && wrong.get(&error.field) == right.get(&error.field)
}

impl Walker {
    pub(super) async fn correct(&mut self) {
        let at = self.pick();
        let case = self.cases[at].clone();
        let kept = self.chance.of(&case.kept).clone();
        let known = self.known(at, kept.line.step.unwrap_or(T::Plan));
        let mut values = match case.form_of(&kept) {
            Some((step, from)) if kept.line.kind == ActKind::Transition => {
                filled(fields_at(from, step), &known, &mut self.chance)
            }
            _ => filled(kept.line.kind.fields(), &known, &mut self.chance),
        };
        // Mostly a word here and there; the rest stays as it was.
        for (name, value) in &kept.line.fields {
            if !self.chance.one_in(3) && values.contains_key(name) {
                values.insert(name.clone(), value.clone());
            }
        }
        if self.chance.one_in(10) {
            values = spoilt(values, &known, &mut self.chance);
        }
        if !self.chance.one_in(10) {
            values.insert(CORRECTION_REASON.to_owned(), "Fel dag.".to_owned());
        }
        let who = match kept.line.actor.filter(|_| self.chance.one_in(2)) {
            Some(by) => self
                .people
                .iter()
                .position(|actor| actor.person_id() == Some(by))
                .unwrap(),
            None => self.somebody(|actor| actor.has(Role::Secretary)),
        };
        let act = match self.chance.one_in(30) {
            true => ActId::new(i64::MAX),
            false => kept.id,
        };
        let (actor, key) = (self.people[who].clone(), self.key());
        let expected = case.correct(
            &actor,
            act,
            (&values, &once_of(&actor, &key)),
            self.taken_by(at),
            self.now,
        );
        let new = NewAct {
            fields: values.clone(),
            once: key,
        };
        let came = self
            .app
            .proposals
            .correct(&actor, case.id, act, new, self.now);
        let came = came.await.map(Recorded::Act);
        self.told(format!(
            "case {at}: {act} corrected by {} {values:?}: {came:?}",
            actor_name(&actor)
        ));
        self.compare(at, &actor, came, expected).await;
    }
}
