//! Two proposals become one course of action, and one of them goes on by itself again: suggested,
//! answered by both proposers, taken back, forgotten. Nobody's support moves by itself, so no count
//! changes in any of it.

use nara_app::error::AppError;
use nara_app::merging::api::{Answered, MergePort, NewFreedom, NewSuggestion};
use nara_domain::actor::Actor;
use nara_domain::answer::{ActKind, merge_fields};
use nara_domain::error::{Denied, FieldError, FieldProblem, NotNow};
use nara_domain::fields::Values;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::merging::{
    ANSWER_DAYS, NotMergeable, REASON_MAX, Side, lets_go, may_merge, sets_free,
};
use nara_domain::permissions::{Action, free_parts, merge_cases};
use nara_domain::proposal::TransitionKind as T;
use nara_domain::text;
use nara_domain::time::Date;

use super::Walker;
use super::model::{Line, Model};
use super::steps::{actor_name, once_of};

/// What both proposers are asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub lead: ProposalId,
    pub reason: String,
    pub by: Actor,
    pub until: Date,
    pub part_says: Option<bool>,
    pub lead_says: Option<bool>,
}

const OVER: AppError = AppError::Denied(Denied::NotNow(NotNow::MergeOver));

fn line(kind: &str, other: ProposalId, more: &[(&str, &str)]) -> Values {
    let mut fields = Values::from([(kind.to_owned(), other.to_string())]);
    for (name, value) in more {
        fields.insert((*name).to_owned(), (*value).to_owned());
    }
    fields
}

impl Model {
    /// Whether it is where one can become part of another.
    fn is_early(&self) -> bool {
        matches!(self.stage.code().code(), "registered" | "collecting") && self.merged.is_none()
    }

    /// Being part of another took so many days, which its own clock does not count.
    fn days_as_part(&self, today: Date) -> i64 {
        self.merged
            .map_or(0, |(_, since)| since.day().days_until(today))
    }
}

impl Walker {
    pub(super) async fn merge(&mut self) {
        match self.chance.below(12) {
            0..=1 => self.suggest().await,
            2..=8 => self.answer_merge().await,
            9 => self.take_back_merge().await,
            _ => self.set_free().await,
        }
    }

    fn has_parts(&self, lead: ProposalId) -> bool {
        let leads = |case: &Model| case.merged.is_some_and(|(of, _)| of == lead);
        self.cases.iter().any(leads)
    }

    fn may_merge(&self, part: &Model, lead: &Model) -> Result<(), NotMergeable> {
        let (of_part, of_lead) = (part.course(), lead.course());
        let side = |case: &Model, course| Side {
            id: case.id,
            course,
            merged_into: case.merged.map(|(lead, _)| lead),
            has_parts: self.has_parts(case.id),
        };
        may_merge(&side(part, &of_part), &side(lead, &of_lead))
    }

    /// A line of the record of one of the two.
    fn line_of(&self, at: usize, actor: Option<PersonId>, fields: Values) -> Line {
        Line {
            kind: ActKind::Merge,
            step: None,
            stage: self.cases[at].stage.code(),
            actor,
            at: self.now,
            fields,
            supersedes: None,
            prepared_by: None,
        }
    }

    async fn suggest(&mut self) {
        let early = |case: &Model| case.is_early() && case.asked.is_none();
        let part = match self.chance.one_in(6) {
            true => self.pick(),
            false => self.find(early).unwrap_or(0),
        };
        let lead = match self.chance.one_in(6) {
            true => self.pick(),
            false => self
                .find(|case| case.course().is_public() && !case.stage.is_decided())
                .unwrap_or(part),
        };
        let who = self.somebody(|actor| merge_cases(actor).is_ok());
        let actor = self.people[who].clone();
        let (case, other) = (&self.cases[part], &self.cases[lead]);
        let (typed, named) = match self.chance.below(14) {
            0 => (String::new(), None),
            1 => ("99999999".to_owned(), None),
            2..=4 => (
                format!("https://nara.example/forslag/{}/bank", other.id),
                Some(other),
            ),
            5..=7 => match &other.diary {
                Some(number) if !number.trim().is_empty() => (number.clone(), Some(other)),
                _ => (other.id.to_string(), Some(other)),
            },
            _ => (other.id.to_string(), Some(other)),
        };
        let reason = match self.chance.one_in(14) {
            true => " ".to_owned(),
            false => format!("Samma sak, av {} skäl.", self.step),
        };
        let expected = self.suggested(&actor, case, (&typed, named), &reason);
        let (id, other) = (case.id, other.id);
        let new = NewSuggestion {
            lead: typed.clone(),
            reason: reason.clone(),
            once: self.key(),
        };
        // The form sent once more asks once.
        let times = 1 + usize::from(self.chance.one_in(8));
        for _ in 0..times {
            let (new, now) = (new.clone(), self.now);
            let came = self.app.proposals.suggest(&actor, id, new, now).await;
            self.told(format!(
                "case {part}: part of {typed} as {} suggests: {came:?}",
                actor_name(&actor)
            ));
            if came != expected {
                self.fail(&format!("{came:?}, expected {expected:?}"));
            }
            match &came {
                Err(_) => self.refused += 1,
                Ok(()) => {
                    self.taken += 1;
                    self.saw("merge suggested");
                    self.cases[part].asked = Some(Asked {
                        lead: other,
                        reason: reason.clone(),
                        by: actor.clone(),
                        until: self.now.day().add_days(ANSWER_DAYS),
                        part_says: None,
                        lead_says: None,
                    });
                }
            }
        }
        self.check(part, &actor, Vec::new()).await;
    }

    fn suggested(
        &self,
        actor: &Actor,
        part: &Model,
        (typed, lead): (&str, Option<&Model>),
        reason: &str,
    ) -> Result<(), AppError> {
        part.may(actor, Action::ReadProposal, None)?;
        merge_cases(actor)?;
        actor.person_id().ok_or(AppError::SignIn)?;
        let problem = match lead {
            None if typed.is_empty() => Some(FieldProblem::Missing),
            Some(lead) if lead.may(actor, Action::ReadProposal, None).is_ok() => {
                let ruled = self.may_merge(part, lead).err();
                ruled.map(|why| FieldProblem::NotMergeable { why })
            }
            _ => Some(FieldProblem::NoSuchProposal),
        };
        let at = |field: &str, problem| FieldError::new(field, problem);
        let mut errors: Vec<FieldError> = problem
            .into_iter()
            .map(|problem| at("lead", problem))
            .collect();
        if let Err(problem) = text::lines(reason, 1, REASON_MAX) {
            errors.push(at("reason", problem.into()));
        }
        if errors.is_empty() && part.asked.is_some() {
            let why = NotMergeable::AskedAlready;
            errors.push(at("lead", FieldProblem::NotMergeable { why }));
        }
        match errors.is_empty() {
            true => Ok(()),
            false => Err(AppError::Invalid(errors)),
        }
    }

    async fn answer_merge(&mut self) {
        let part = match self.chance.one_in(8) {
            true => self.pick(),
            false => match self.find(|case| case.asked.is_some()) {
                Some(part) => part,
                None => return self.suggest().await,
            },
        };
        let asked = self.cases[part].asked.clone();
        let lead = asked.as_ref().map(|asked| self.at(asked.lead));
        // Mostly by who has not said anything yet.
        let says = asked.as_ref();
        let says = says.map_or((None, None), |asked| (asked.part_says, asked.lead_says));
        let places = [(Some(part), says.0), (lead, says.1)].into_iter();
        let open = places.filter(|(_, said)| said.is_none());
        let proposers = open.filter_map(|(at, _)| Some(self.cases[at?].proposer));
        let proposers: Vec<PersonId> = proposers.collect();
        let who = self.somebody(|actor| {
            let person = actor.person_id();
            person.is_some_and(|person| proposers.contains(&person))
        });
        let actor = self.people[who].clone();
        let answer = *self
            .chance
            .of(&["yes", "yes", "yes", "yes", "yes", "yes", "no", "", "kanske"]);
        let expected = self.answered(&actor, part, answer);
        let (id, now) = (self.cases[part].id, self.now);
        let came = self.app.proposals.answer_merge(&actor, id, answer, now);
        let came = came.await;
        self.told(format!(
            "case {part}: {} says {answer} to {asked:?}: {came:?}",
            actor_name(&actor)
        ));
        if came != expected.0 {
            self.fail(&format!("{came:?}, expected {expected:?}"));
        }
        match &came {
            Ok(_) => self.taken += 1,
            Err(_) => self.refused += 1,
        }
        self.cases[part].asked = expected.1;
        let (Some(asked), Some(lead)) = (asked, lead) else {
            return self.check(part, &actor, Vec::new()).await;
        };
        match came {
            Ok(Answered::Merged) => self.merged(part, lead, &asked).await,
            Ok(Answered::Declined) => self.saw("merge refused"),
            Err(ref error) if *error == OVER && self.cases[part].asked.is_none() => {
                self.saw("merge no longer possible");
            }
            _ => {}
        }
        if came != Ok(Answered::Merged) {
            self.check(part, &actor, Vec::new()).await;
            self.check(lead, &actor, Vec::new()).await;
        }
    }

    /// What is said to an answer, and what is asked then.
    fn answered(
        &self,
        actor: &Actor,
        part: usize,
        answer: &str,
    ) -> (Result<Answered, AppError>, Option<Asked>) {
        let case = &self.cases[part];
        let before = case.asked.clone();
        if let Err(denied) = case.may(actor, Action::ReadProposal, None) {
            return (Err(denied.into()), before);
        }
        let Some(person) = actor.person_id() else {
            return (Err(AppError::SignIn), before);
        };
        let Some(mut asked) = before.clone() else {
            return (Err(OVER), None);
        };
        let lead = &self.cases[self.at(asked.lead)];
        let (of_part, of_lead) = (case.proposer == person, lead.proposer == person);
        if !of_part && !of_lead {
            return (Err(Denied::NotYours.into()), before);
        }
        if asked.until < self.now.day() {
            return (Err(OVER), before);
        }
        let says = match answer {
            "yes" => true,
            "no" => false,
            "" => return (Err(at_answer(FieldProblem::Missing)), before),
            _ => return (Err(at_answer(FieldProblem::NotAChoice)), before),
        };
        if of_part {
            asked.part_says = Some(says);
        }
        if of_lead {
            asked.lead_says = Some(says);
        }
        match (asked.part_says, asked.lead_says) {
            (Some(false), _) | (_, Some(false)) => (Ok(Answered::Declined), None),
            (Some(true), Some(true)) => match self.may_merge(case, lead) {
                Ok(()) => (Ok(Answered::Merged), None),
                Err(_) => (Err(OVER), None),
            },
            _ => (Ok(Answered::Waiting), Some(asked)),
        }
    }

    /// Both want it: it stands in both records, by whoever suggested it. No count has changed.
    async fn merged(&mut self, part: usize, lead: usize, asked: &Asked) {
        self.saw("merged");
        let by = asked.by.person_id();
        let (of_part, of_lead) = (self.cases[part].id, self.cases[lead].id);
        self.cases[part].merged = Some((of_lead, self.now));
        self.cases[part].prepared = None;
        let why = [(merge_fields::REASON, asked.reason.as_str())];
        for (at, kind, other) in [
            (part, merge_fields::LEAD, of_lead),
            (lead, merge_fields::PART, of_part),
        ] {
            let line = self.line_of(at, by, line(kind, other, &why));
            let once = format!("merged at step {}", self.step);
            self.check(at, &asked.by, vec![(line, once)]).await;
        }
    }

    async fn take_back_merge(&mut self) {
        let asked = |case: &Model| case.asked.is_some();
        let part = self.find(asked).unwrap_or(0);
        let who = self.somebody(|actor| merge_cases(actor).is_ok());
        let actor = self.people[who].clone();
        let case = &self.cases[part];
        let expected = match case.may(&actor, Action::ReadProposal, None) {
            Err(denied) => Err(denied.into()),
            Ok(()) => match (merge_cases(&actor), &case.asked) {
                (Err(denied), _) => Err(denied.into()),
                (Ok(()), None) => Err(OVER),
                (Ok(()), Some(_)) => Ok(()),
            },
        };
        let id = case.id;
        let came = self.app.proposals.take_back_merge(&actor, id, self.now);
        let came = came.await;
        self.told(format!(
            "case {part}: suggestion taken back by {}: {came:?}",
            actor_name(&actor)
        ));
        if came != expected {
            self.fail(&format!("{came:?}, expected {expected:?}"));
        }
        match came {
            Err(_) => self.refused += 1,
            Ok(()) => {
                self.taken += 1;
                self.saw("suggestion taken back");
                self.cases[part].asked = None;
            }
        }
        self.check(part, &actor, Vec::new()).await;
    }

    async fn set_free(&mut self) {
        let part = match self.chance.one_in(6) {
            true => self.pick(),
            false => match self.find(|case| case.merged.is_some()) {
                Some(part) => part,
                None => return self.suggest().await,
            },
        };
        let who = self.somebody(|actor| free_parts(actor).is_ok());
        let actor = self.people[who].clone();
        let reason = match self.chance.one_in(8) {
            true => String::new(),
            false => "Vill ha sitt eget beslut.".to_owned(),
        };
        let expected = self.freed(&actor, part, &reason);
        let key = self.key();
        let (id, now) = (self.cases[part].id, self.now);
        let times = 1 + usize::from(expected.is_ok() && self.chance.one_in(4));
        for _ in 0..times {
            let new = NewFreedom {
                reason: reason.clone(),
                once: key.clone(),
            };
            let came = self.app.proposals.set_free(&actor, id, new, now).await;
            self.told(format!(
                "case {part}: set free by {}: {came:?}",
                actor_name(&actor)
            ));
            if came != expected {
                self.fail(&format!("{came:?}, expected {expected:?}"));
            }
        }
        let (Ok(()), Some((of, _))) = (&expected, self.cases[part].merged) else {
            self.refused += 1;
            return self.check(part, &actor, Vec::new()).await;
        };
        self.taken += 1;
        self.saw("set free");
        let (by, once, lead) = (actor.person_id(), once_of(&actor, &key), self.at(of));
        let why = (merge_fields::REASON, reason.as_str());
        let fields = self.go_on(part, of, Some(why));
        let of_part = self.line_of(part, by, fields);
        let of_lead = self.line_of(lead, by, line(merge_fields::LET_GO, id, &[why]));
        self.check(part, &actor, vec![(of_part, once.clone())])
            .await;
        self.check(lead, &actor, vec![(of_lead, once)]).await;
    }

    fn freed(&self, actor: &Actor, part: usize, reason: &str) -> Result<(), AppError> {
        let case = &self.cases[part];
        case.may(actor, Action::ReadProposal, None)?;
        free_parts(actor)?;
        if let Err(problem) = text::lines(reason, 1, REASON_MAX) {
            let error = FieldError::new("reason", problem.into());
            return Err(AppError::Invalid(vec![error]));
        }
        let (lead, _) = case
            .merged
            .ok_or(AppError::Denied(Denied::NotNow(NotNow::OtherStage)))?;
        match lets_go(&self.cases[self.at(lead)].course()) {
            true => Ok(()),
            false => Err(Denied::NotNow(NotNow::Ended).into()),
        }
    }

    /// It goes on by itself, with the time it had left; what its record says of that.
    fn go_on(&mut self, part: usize, of: ProposalId, why: Option<(&str, &str)>) -> Values {
        let days = self.cases[part].days_as_part(self.now.day());
        let case = &mut self.cases[part];
        case.stage = case.stage.clone().resumed(days);
        case.merged = None;
        let days = days.to_string();
        let mut more = vec![(merge_fields::DAYS, days.as_str())];
        more.extend(why);
        line(merge_fields::FREE_OF, of, &more)
    }

    /// What a step of the one that leads does to what is part of it.
    pub(super) async fn parts_follow(&mut self, lead: usize, step: T, actor: &Actor, once: &str) {
        let of = self.cases[lead].id;
        let parts = self.cases.iter().enumerate();
        let parts = parts.filter(|(_, case)| case.merged.is_some_and(|(lead, _)| lead == of));
        let parts: Vec<usize> = parts.map(|(at, _)| at).collect();
        for part in parts {
            if sets_free(&self.cases[lead].course()) {
                self.saw("freed by rule");
                let fields = self.go_on(part, of, None);
                let line = self.line_of(part, None, fields);
                let once = format!("free:{of}:{}", self.now.0);
                self.check(part, &Actor::System, vec![(line, once)]).await;
            } else if step == T::Close {
                self.saw("closed with its lead");
                let fields = line(merge_fields::CLOSED_WITH, of, &[]);
                let line = self.line_of(part, actor.person_id(), fields);
                self.check(part, actor, vec![(line, once.to_owned())]).await;
            }
        }
    }

    /// Nobody answered these in time.
    pub(super) fn suggestions_lapse(&mut self) -> Vec<usize> {
        let today = self.now.day();
        let over = |asked: &Asked| asked.until < today;
        let cases = self.cases.iter().enumerate();
        let lapsed = cases.filter(|(_, case)| case.asked.as_ref().is_some_and(over));
        let lapsed: Vec<usize> = lapsed.map(|(at, _)| at).collect();
        for at in &lapsed {
            self.saw("suggestion lapsed");
            self.cases[*at].asked = None;
        }
        lapsed
    }
}

fn at_answer(problem: FieldProblem) -> AppError {
    AppError::Invalid(vec![FieldError::new("answer", problem)])
}
