//! The municipality's rules as they change, and what they receive.

use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::fields::Values;
use nara_domain::ids::ProposalId;
use nara_domain::permissions::{Action, Subject, can};
use nara_domain::proposal::{
    AnnounceWhen, ClockFrom, Kind, NotReceived, Own, Ruleset, Same, Season, Stage, StageCode,
    StageGroup, Topic, Transition, YearDay, may_submit,
};

use super::model::{Expected, Line, Model};
use super::steps::actor_name;
use super::{Walker, record};
use crate::common::fields;

fn season(from: &str, to: &str) -> Season {
    Season {
        from: YearDay::parse(from).unwrap(),
        to: YearDay::parse(to).unwrap(),
    }
}

impl Walker {
    /// Other rules from now on; what has been handed in keeps its own.
    pub(super) async fn change_rules(&mut self) {
        let usual = Ruleset {
            version: self.rules.version + 1,
            ..Ruleset::without_threshold(&self.app.site.municipality)
        };
        let needed = |threshold, days| Ruleset {
            threshold: Some(threshold),
            collecting_days: vec![days],
            exempt_topics: vec![Topic::Minority],
            ..usual.clone()
        };
        let mut rules = match self.chance.below(6) {
            0 => usual,
            1 => Ruleset {
                pre_review: true,
                answer_months: 2,
                ..usual
            },
            2 => needed(2, 30),
            3 => Ruleset {
                announce_when: AnnounceWhen::AtEnd,
                own_support: false,
                ..needed(2, 20)
            },
            // A part of the inhabitants, rounded up: 1.2 of them are two, and two are two.
            4 => Ruleset {
                threshold: None,
                threshold_permille: Some(2),
                population: Some(*self.chance.of(&[600, 1_000])),
                ..needed(2, 25)
            },
            _ => Ruleset {
                pre_review: true,
                support_until_decision: false,
                ..needed(3, 60)
            },
        };
        rules.votes_against = self.chance.one_in(2);
        if self.chance.one_in(5) {
            // Over New Year as well.
            rules.seasons = vec![season("08-15", "11-30"), season("12-20", "05-31")];
        }
        if self.chance.one_in(3) {
            rules.duplicate_months = Some(self.chance.days(1, 24));
        }
        if self.chance.one_in(8) {
            rules.max_per_person_year = Some(self.chance.days(3, 6));
        }
        if self.chance.one_in(3) {
            rules.clock_from = ClockFrom::Announced;
        }
        if self.chance.one_in(8) {
            rules.max_open_per_person = Some(self.chance.days(3, 6));
        }
        self.rules = rules;
        self.app.set_rules(self.rules.clone()).await;
    }

    pub(super) async fn submit(&mut self) {
        let who = match self.chance.one_in(5) {
            true => self.chance.below(self.people.len()),
            false => 1 + self.chance.below(6),
        };
        let actor = self.people[who].clone();
        // The same again, or something new: a number of one length is no other one's beginning.
        let again = match self.chance.below(8) {
            0 => self.find(|case| case.stage.is_decided()),
            1 => self.find(|case| case.course().is_public()),
            _ => None,
        };
        let title = match again {
            Some(at) => self.cases[at].title.clone(),
            None => format!("Bänk {:07}", self.step),
        };
        let mut typed = fields(&title);
        let topic = match self.chance.one_in(8) {
            true => Topic::Minority,
            false => Topic::Safety,
        };
        topic.code().clone_into(&mut typed.topic);
        let once = self.key();
        let came = self.app.proposals.submit(&actor, typed, &once, self.now);
        let came = came.await;
        let expected = self.received(&actor, &title);
        self.told(format!("submit by {}: {came:?}", actor_name(&actor)));
        let fits = match (&came, &expected) {
            (Ok(_), Ok(())) => true,
            // Of several that are the same, any.
            (
                Err(AppError::NotReceived(NotReceived::SameOpen { of })),
                Err(AppError::NotReceived(NotReceived::SameOpen { .. })),
            ) => self.same(&title).iter().any(|it| it.open && it.id == *of),
            (Err(came), Err(expected)) => came == expected,
            _ => false,
        };
        if !fits {
            self.fail(&format!("{came:?}, expected {expected:?}"));
        }
        let Ok(id) = came else {
            self.refused += 1;
            return;
        };
        self.taken += 1;
        self.handed_in(id, title, topic, &actor).await;
    }

    /// Whether the rules let somebody hand in: as who they are, and by what has been handed in before.
    fn received(&mut self, actor: &Actor, title: &str) -> Result<(), AppError> {
        let person = actor.person_id().ok_or(AppError::SignIn)?;
        can(
            actor,
            Action::Submit(Kind::Proposal),
            &Subject::Site(&self.rules),
        )?;
        let today = self.now.day();
        let own = self.cases.iter().filter(|case| case.proposer == person);
        let count = |some: &dyn Fn(&Model) -> bool| {
            i64::try_from(own.clone().filter(|case| some(case)).count()).unwrap()
        };
        let own = Own {
            open: count(&|case| {
                let waits = [
                    StageGroup::NotPublic,
                    StageGroup::Collecting,
                    StageGroup::AtMunicipality,
                ];
                // What is part of another waits for nothing of its own.
                case.merged.is_none() && waits.contains(&case.stage.group())
            }),
            this_year: count(&|case| case.submitted.day().year() == today.year()),
        };
        let ruled = may_submit(&self.rules, today, own, &self.same(title));
        ruled.map_err(|reason| {
            self.saw(reason.code());
            AppError::from(reason)
        })
    }

    /// Public ones of the same title.
    fn same(&self, title: &str) -> Vec<Same> {
        let cases = self.cases.iter();
        let same = cases.filter(|case| case.title == title && case.course().is_public());
        same.map(|case| Same::of(case.id, &case.stage)).collect()
    }

    /// What a proposal is when it has come in: by rule it is registered and opened, where nobody
    /// reads first.
    async fn handed_in(&mut self, id: ProposalId, title: String, topic: Topic, actor: &Actor) {
        let mut model = Model {
            id,
            title,
            proposer: actor.person_id().unwrap(),
            submitted: self.now,
            rules: self.rules.clone(),
            topic,
            stage: Stage::submitted(self.now.day()),
            diary: None,
            kept: Vec::new(),
            supporters: Default::default(),
            against: Default::default(),
            votes: 0,
            prepared: None,
            merged: None,
            asked: None,
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
                short_description: model.title.clone(),
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
                self.saw(step.kind().code());
                model.stage = next.1;
                came.push((next.0, next.2));
            }
            model.diary = Some(number);
        }
        if let Stage::Collecting { threshold, .. } = &model.stage
            && self.rules.threshold_permille.is_some()
        {
            assert_eq!(
                *threshold, 2,
                "two per mille of {:?}",
                self.rules.population
            );
            self.saw("a part of the inhabitants");
        }
        self.cases.push(model);
        self.check(self.cases.len() - 1, actor, came).await;
    }
}
