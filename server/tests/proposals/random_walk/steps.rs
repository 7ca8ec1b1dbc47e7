//! What people do on the walk, each once, and what the model says should come of it.

use nara_app::error::AppError;
use nara_app::proposals::api::{NewAct, ProposalPort, QUESTION, Recorded};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::ActId;
use nara_domain::proposal::{Transition, TransitionKind as T, allowed_from};

use super::forms::{filled, spoilt};
use super::model::{Expected, Model};
use super::{Sent, Walker};

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

/// What ends a case before it is decided, and what nobody records.
const ENDS: [T; 5] = [
    T::Withdraw,
    T::Reroute,
    T::RejectFormally,
    T::ReachThreshold,
    T::MissThreshold,
];

impl Walker {
    pub(super) async fn let_time_pass(&mut self) {
        self.now = self.now.plus_days(self.chance.days(1, 8));
        if self.chance.one_in(4) {
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
        let lapsed = self.suggestions_lapse();
        for (at, step) in due {
            let expected = self.cases[at].by_rule(&step, self.now);
            self.came(at, &Actor::System, expected, None).await;
        }
        for at in lapsed {
            self.check(at, &Actor::System, Vec::new()).await;
        }
        self.taken += 1;
    }

    /// Somebody for something: as a rule one who may.
    pub(super) fn somebody(&mut self, may: impl Fn(&Actor) -> bool) -> usize {
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

    /// What follows, as a rule; what ends a case early is tried much less often than it could be, or
    /// none would come far.
    fn next_step(&mut self, case: &Model) -> T {
        let mut follow = allowed_from(case.stage.code());
        if follow.is_empty() || self.chance.one_in(8) {
            return *self.chance.of(T::ALL);
        }
        let goes_on = follow.iter().any(|kind| !ENDS.contains(kind));
        if goes_on && !self.chance.one_in(6) {
            follow.retain(|kind| !ENDS.contains(kind));
        }
        // Its time is short: the year has to be over, and the case still be prepared.
        let over = case.stage.answer_by(&case.rules);
        let over = over.is_some_and(|day| day < self.now.day());
        if over && follow.contains(&T::WriteOff) && self.chance.one_in(2) {
            return T::WriteOff;
        }
        // Left to chance alone, some of what comes late never comes: what came least is tried more.
        match follow.iter().min_by_key(|kind| self.times(kind.code())) {
            Some(least) if self.chance.one_in(3) => *least,
            _ => *self.chance.of(&follow),
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

    pub(super) async fn compare(
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
            Expected::Again(_) | Expected::PreparedBefore => self.saw("sent again"),
            Expected::Prepared(_) => self.saw("prepared"),
            _ => {}
        }
        match &expected {
            Expected::Refused(_) | Expected::RefusedSomehow => self.refused += 1,
            _ => self.taken += 1,
        }
        self.came(at, actor, expected, act).await;
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
                    self.saw("taken back unread");
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
pub fn once_of(actor: &Actor, once: &str) -> String {
    match actor.person_id() {
        Some(person) => format!("{person}:{once}"),
        None => once.to_owned(),
    }
}

pub fn actor_name(actor: &Actor) -> String {
    format!(
        "{} ({:?})",
        actor.name().unwrap_or("visitor"),
        actor.person_id()
    )
}
