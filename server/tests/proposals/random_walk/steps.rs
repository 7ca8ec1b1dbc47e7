//! What people do on the walk, each once, and what the model says should come of it.

use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, NewAct, ProposalPort, QUESTION, Recorded};
use nara_domain::actor::{Actor, Role};
use nara_domain::answer::ActKind;
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{
    Kind, Stage, StageCode, Topic, Transition, TransitionKind as T, allowed_from,
};

use super::forms::{filled, spoilt};
use super::model::{Expected, Line, Model};
use super::{Sent, Walker, record};
use crate::common::fields;

const NOTES: [ActKind; 8] = [
    ActKind::QuestionAnswer,
    ActKind::OfficialAnswer,
    ActKind::ElectedOpinion,
    ActKind::Question,
    ActKind::Delay,
    ActKind::Minutes,
    ActKind::Appeal,
    ActKind::Note,
];

impl Walker {
    pub(super) async fn submit(&mut self) {
        let who = match self.chance.one_in(5) {
            true => self.chance.below(self.people.len()),
            false => 1 + self.chance.below(6),
        };
        let actor = self.people[who].clone();
        let mut typed = fields(&format!("Bänk {}", self.step));
        let topic = match self.chance.one_in(8) {
            true => Topic::Minority,
            false => Topic::Safety,
        };
        topic.code().clone_into(&mut typed.topic);
        let once = self.key();
        let came = self.app.proposals.submit(&actor, typed, &once, self.now);
        let came = came.await;
        let site = Subject::Site(&self.rules);
        let expected = match can(&actor, Action::Submit(Kind::Proposal), &site) {
            Ok(()) if actor.is_signed_in() => Ok(()),
            Ok(()) => Err(AppError::SignIn),
            Err(denied) => Err(AppError::from(denied)),
        };
        self.told(format!("submit by {}: {came:?}", actor_name(&actor)));
        let id = match (came, expected) {
            (Ok(id), Ok(())) => id,
            (Err(came), Err(expected)) if came == expected => {
                self.refused += 1;
                return;
            }
            (came, expected) => self.fail(&format!("{came:?}, expected {expected:?}")),
        };
        self.taken += 1;
        self.handed_in(id, topic, &actor).await;
    }

    /// What a proposal is when it has come in: by rule it is registered and opened, where nobody
    /// reads first.
    async fn handed_in(&mut self, id: ProposalId, topic: Topic, actor: &Actor) {
        let mut model = Model {
            id,
            proposer: actor.person_id().unwrap(),
            submitted: self.now,
            rules: self.rules.clone(),
            topic,
            stage: Stage::submitted(self.now.day()),
            diary: None,
            kept: Vec::new(),
            supporters: Default::default(),
            votes: 0,
            prepared: None,
        };
        let line = Line {
            kind: ActKind::Transition,
            step: None,
            stage: StageCode::Submitted,
            actor: Some(model.proposer),
            at: self.now,
            fields: Values::new(),
            supersedes: None,
            prepared_by: None,
        };
        let mut came = vec![(line, "submitted".to_owned())];
        if !self.rules.pre_review {
            // The number is the next one; only the record knows it.
            let rows = record::rows(&self.app, &model).await;
            let number = record::line(&rows[1]).fields["diary_number"].clone();
            let register = Transition::Register {
                diary_number: number.clone(),
                received_on: self.now.day(),
                short_description: format!("Bänk {}", self.step),
                sender_protected: false,
            };
            let mut steps = vec![register];
            if self.rules.threshold_for(Some(topic)).is_some() {
                steps.push(Transition::OpenForSupport);
            }
            for step in steps {
                let Expected::Line(next) = model.by_rule(&step, self.now) else {
                    unreachable!()
                };
                model.stage = next.1;
                came.push((next.0, next.2));
            }
            model.diary = Some(number);
        }
        self.cases.push(model);
        self.check(self.cases.len() - 1, actor, came).await;
    }

    pub(super) async fn let_time_pass(&mut self) {
        self.now = self.now.plus_days(self.chance.days(1, 14));
        if self.chance.one_in(6) {
            self.change_rules().await;
        }
        let moved = self.app.proposals.run_due(self.now).await;
        self.told(format!("time passes: {moved:?}"));
        let due: Vec<(usize, Transition)> = self
            .cases
            .iter()
            .enumerate()
            .filter_map(|(at, case)| Some((at, case.due(self.now)?)))
            .collect();
        if moved != Ok(due.len()) {
            self.fail(&format!("{moved:?} moved, expected {due:?}"));
        }
        for (at, step) in due {
            let expected = self.cases[at].by_rule(&step, self.now);
            self.came(at, &Actor::System, expected, None).await;
        }
        self.taken += 1;
    }

    pub(super) async fn vote(&mut self) {
        let at = self.pick();
        let who = self.chance.below(self.people.len().min(12));
        let (actor, give) = (self.people[who].clone(), !self.chance.one_in(3));
        let (id, now) = (self.cases[at].id, self.now);
        let came = match give {
            true => self.app.proposals.support(&actor, id, now).await,
            false => self.app.proposals.withdraw_support(&actor, id, now).await,
        };
        let expected = self.cases[at].vote(&actor, give, now);
        let told = came.as_ref().map(|view| (view.count, view.mine));
        self.told(format!(
            "case {at}: vote {give} by {}: {told:?}",
            actor_name(&actor)
        ));
        match (&came, &expected) {
            (Ok(view), Ok(())) => {
                self.taken += 1;
                let person = actor.person_id().unwrap();
                let enough = self.cases[at].count_vote(person, give);
                if (view.count, view.mine) != (self.cases[at].count(), give) {
                    self.fail(&format!("I4: {view:?}, of {}", self.cases[at].count()));
                }
                if enough {
                    let step = Transition::ReachThreshold;
                    let expected = self.cases[at].by_rule(&step, now);
                    return self.came(at, &Actor::System, expected, None).await;
                }
            }
            (Err(came), Err(expected)) if came == expected => self.refused += 1,
            _ => self.fail(&format!("{came:?}, expected {expected:?}")),
        }
        self.check(at, &actor, Vec::new()).await;
    }

    /// Somebody for something: as a rule one who may.
    fn somebody(&mut self, may: impl Fn(&Actor) -> bool) -> usize {
        let able: Vec<usize> = (0..self.people.len())
            .filter(|who| may(&self.people[*who]))
            .collect();
        match able.is_empty() || self.chance.one_in(5) {
            true => self.chance.below(self.people.len()),
            false => *self.chance.of(&able),
        }
    }

    pub(super) async fn answer(&mut self) {
        let at = self.pick();
        let kind = *self.chance.of(&NOTES);
        let case = self.cases[at].clone();
        let who = self.somebody(|actor| case.can_answer(actor, kind));
        let known = self.known(at, T::Plan);
        let mut values = filled(kind.fields(), &known, &mut self.chance);
        if self.chance.one_in(8) {
            values = spoilt(values, &known, &mut self.chance);
        }
        if kind == ActKind::QuestionAnswer {
            let asked = case
                .kept
                .iter()
                .filter(|kept| kept.line.kind == ActKind::Question);
            let asked: Vec<ActId> = asked.map(|kept| kept.id).collect();
            let question = match asked.is_empty() {
                true => ActId::new(i64::MAX),
                false => *self.chance.of(&asked),
            };
            values.insert(QUESTION.to_owned(), question.to_string());
        }
        let (actor, key) = (self.people[who].clone(), self.key());
        let expected = case.answer(&actor, kind, (&values, &once_of(&actor, &key)), self.now);
        let new = NewAct {
            fields: values.clone(),
            once: key,
        };
        let came = self
            .app
            .proposals
            .answer(&actor, case.id, kind, new, self.now);
        let came = came.await.map(Recorded::Act);
        self.told(format!(
            "case {at}: {kind} by {} {values:?}: {came:?}",
            actor_name(&actor)
        ));
        self.compare(at, &actor, came, expected).await;
    }

    pub(super) async fn record(&mut self) {
        let at = self.pick();
        let case = self.cases[at].clone();
        let kind = self.next_step(&case);
        // What waits to be read is read.
        let waits = case.prepared.as_ref().filter(|_| self.chance.one_in(2));
        let (kind, values) = match waits {
            Some(waiting) => (waiting.step.kind, waiting.step.fields.clone()),
            None => (kind, self.form(at, kind)),
        };
        let who = self.somebody(|actor| case.can_record(actor, kind));
        // An empty number is taken from the counter, which the model does not keep.
        let mut values = values;
        if kind == T::Register {
            let number = values.entry("diary_number".to_owned()).or_default();
            if number.trim().is_empty() {
                *number = format!("Walk {}", self.step);
            }
        }
        let once = self.key();
        let sent = Sent {
            at,
            who,
            step: kind,
            values,
            once,
        };
        self.send(sent.clone()).await;
        self.sent = Some(sent);
    }

    /// What follows, as a rule; what ends a case is tried less often than it could be.
    fn next_step(&mut self, case: &Model) -> T {
        let follow = allowed_from(case.stage.code());
        if follow.is_empty() || self.chance.one_in(5) {
            return *self.chance.of(T::ALL);
        }
        // Its time is short: the year has to be over, and the case still be prepared.
        let over = case.rules.answer_by(case.submitted.day()) < self.now.day();
        if over && follow.contains(&T::WriteOff) && self.chance.one_in(3) {
            return T::WriteOff;
        }
        let next = *self.chance.of(&follow);
        match next {
            T::Withdraw | T::Reroute if !self.chance.one_in(6) => *self.chance.of(&follow),
            next => next,
        }
    }

    async fn send(&mut self, sent: Sent) {
        let Sent {
            at,
            who,
            step,
            values,
            once,
        } = sent;
        let (actor, case) = (self.people[who].clone(), self.cases[at].clone());
        let expected = case.record(
            &actor,
            step,
            (&values, &once_of(&actor, &once)),
            self.taken_by(at),
            self.now,
        );
        let new = NewAct {
            fields: values.clone(),
            once,
        };
        let came = self
            .app
            .proposals
            .record(&actor, case.id, step, new, self.now)
            .await;
        self.told(format!(
            "case {at} ({}): {step} by {} {values:?}: {came:?}",
            case.stage.code(),
            actor_name(&actor)
        ));
        self.compare(at, &actor, came, expected).await;
    }

    /// The form that was sent last, once more: by the same person, or with the same key by another.
    pub(super) async fn send_again(&mut self) {
        let Some(mut sent) = self.sent.clone() else {
            return;
        };
        if self.chance.one_in(4) {
            sent.who = self.chance.below(self.people.len());
        }
        self.send(sent).await;
    }

    async fn compare(
        &mut self,
        at: usize,
        actor: &Actor,
        came: Result<Recorded, AppError>,
        expected: Expected,
    ) {
        let fits = match (&came, &expected) {
            (Ok(Recorded::Act(_)), Expected::Line(_)) => true,
            (Ok(Recorded::Act(act)), Expected::Again(before)) => act == before,
            (Ok(Recorded::Prepared), Expected::Prepared(_) | Expected::PreparedBefore) => true,
            (Err(came), Expected::Refused(expected)) => came == expected,
            (Err(AppError::Invalid(_) | AppError::NotAllowedNow(_)), Expected::RefusedSomehow) => {
                true
            }
            _ => false,
        };
        if !fits {
            self.fail(&format!("case {at}: {came:?}, expected {expected:?}"));
        }
        let act = match (came, &expected) {
            (Ok(Recorded::Act(act)), Expected::Line(_)) => Some(act),
            _ => None,
        };
        match &expected {
            Expected::Refused(_) | Expected::RefusedSomehow => self.refused += 1,
            _ => self.taken += 1,
        }
        self.came(at, actor, expected, act).await;
    }

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

    pub(super) async fn discard(&mut self) {
        let waiting = |(at, case): (usize, &Model)| case.prepared.is_some().then_some(at);
        let waiting: Vec<usize> = self.cases.iter().enumerate().filter_map(waiting).collect();
        let at = match waiting.is_empty() || self.chance.one_in(3) {
            true => self.pick(),
            false => *self.chance.of(&waiting),
        };
        let case = self.cases[at].clone();
        let step = T::RejectFormally;
        let who = self.somebody(|actor| case.can_record(actor, step));
        let actor = self.people[who].clone();
        let seen = match (&case.prepared, self.chance.one_in(3)) {
            (Some(waiting), false) => waiting.at,
            _ => self.now,
        };
        let expected = case.discard(&actor, step, seen);
        let came = self
            .app
            .proposals
            .discard(&actor, case.id, step, seen, self.now)
            .await;
        self.told(format!(
            "case {at}: discarded by {}: {came:?}",
            actor_name(&actor)
        ));
        match (&came, &expected) {
            (Ok(()), Ok(removed)) => {
                self.taken += 1;
                if *removed {
                    self.cases[at].prepared = None;
                }
            }
            (Err(came), Err(expected)) if came == expected => self.refused += 1,
            _ => self.fail(&format!("{came:?}, expected {expected:?}")),
        }
        self.check(at, &actor, Vec::new()).await;
    }
}

/// The key a form is kept under: somebody's own.
fn once_of(actor: &Actor, once: &str) -> String {
    match actor.person_id() {
        Some(person) => format!("{person}:{once}"),
        None => once.to_owned(),
    }
}

fn actor_name(actor: &Actor) -> String {
    format!(
        "{} ({:?})",
        actor.name().unwrap_or("visitor"),
        actor.person_id()
    )
}
