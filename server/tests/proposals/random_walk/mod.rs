//! A walk by chance through everything that can happen to proposals: anybody tries anything, often
//! what is theirs, sometimes what is not, with forms that are filled in rightly, wrongly or not at
//! all, once or twice; something is prepared, read by a second person, corrected, supported, taken
//! back; two become one; and time passes under rules that change. The service on a real database has to answer as a small model does, and
//! after each step the record and the counts have to be whole ([`record`]), and now and then the pages
//! that are kept for everybody what they would be if they were made then ([`pages`]).
//!
//! `make test` walks a part of the way, `make walk` all of it: 100 000 steps on each database.
//! `NARA_WALK_STEPS` says how many, shared by the seeds.

mod corrections;
mod coverage;
mod forms;
mod merging;
mod model;
mod pages;
mod record;
mod rules;
mod steps;
mod votes;

use std::collections::VecDeque;

use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::answer::ActKind;
use nara_domain::fields::Values;
use nara_domain::ids::{ActId, PersonId, ProposalId};
use nara_domain::proposal::required::fields_at;
use nara_domain::proposal::{Course, Ruleset, Stage, StageCode, TransitionKind as T};
use nara_domain::time::Stamp;

use self::coverage::Seen;
use self::forms::{Known, filled, spoilt};
use self::model::{Expected, Line, Model};
use crate::common::chance::Chance;
use crate::common::http::Web;
use crate::common::{App, MISCOUNTED};
use crate::on_both;

const SEEDS: usize = 4;
/// How many cases are worked on at a time.
const OPEN: usize = 40;
/// The record is looked at as a whole as often as this.
const WHOLE: usize = 2_500;

fn steps() -> usize {
    let asked = std::env::var("NARA_WALK_STEPS").ok();
    let all: usize = asked.map_or(6_000, |steps| steps.parse().expect("a number of steps"));
    all / SEEDS
}

/// Somebody's form, to be sent again.
#[derive(Clone)]
struct Sent {
    at: usize,
    who: usize,
    step: T,
    values: Values,
    once: String,
}

/// Whether the municipality prepares it, or carries out what was decided.
fn is_far(stage: StageCode) -> bool {
    matches!(
        stage,
        StageCode::HandedOver
            | StageCode::Referred
            | StageCode::InPreparation
            | StageCode::ProposalReady
            | StageCode::Scheduled
            | StageCode::Tabled
            | StageCode::RemittedBack
            | StageCode::Approved
            | StageCode::PartlyApproved
            | StageCode::Answered
            | StageCode::Planned
            | StageCode::Implementing
            | StageCode::Stopped
    )
}

struct Walker {
    app: App,
    /// Whose pages everybody reads.
    web: Web,
    seed: u64,
    chance: Chance,
    now: Stamp,
    people: Vec<Actor>,
    rules: Ruleset,
    cases: Vec<Model>,
    sent: Option<Sent>,
    /// Steps that were taken, and those that were refused.
    taken: usize,
    refused: usize,
    step: usize,
    seen: Seen,
    told: VecDeque<String>,
}

impl Walker {
    async fn begin(app: App, seed: u64) -> Self {
        let duty = |role: Role| vec![Standing::of(role)];
        let mut people = vec![Actor::Visitor];
        for n in 0..6 {
            people.push(app.resident(&format!("Invånare {n}")).await);
        }
        people.push(app.youth("Norrsken").await);
        for name in ["Maja", "Olle"] {
            people.push(app.official(name).await);
        }
        for name in ["Nämndsekreterare", "Registrator"] {
            people.push(app.secretary(name).await);
        }
        people.push(app.elected("Ledamot").await);
        for role in [Role::Moderator, Role::Administrator, Role::Supervisor] {
            people.push(app.person(role.code(), Level::T, duty(role)).await);
        }
        let both = [duty(Role::Official), duty(Role::Secretary)].concat();
        people.push(app.person("Båda", Level::T, both).await);
        let mut asleep = app.secretary("Sover").await;
        if let Actor::Person {
            standings, dormant, ..
        } = &mut asleep
        {
            std::mem::swap(standings, dormant);
        }
        people.push(asleep);
        let rules = Ruleset::bjorksjo();
        let web = app.web().await;
        let mut walker = Self {
            web,
            seed,
            chance: Chance::new(seed),
            now: app.now,
            people,
            rules,
            cases: Vec::new(),
            sent: None,
            taken: 0,
            refused: 0,
            step: 0,
            seen: Seen::new(),
            told: VecDeque::new(),
            app,
        };
        walker.change_rules().await;
        walker
    }

    fn told(&mut self, what: String) {
        if self.told.len() == 30 {
            self.told.pop_front();
        }
        self.told.push_back(format!("{}: {what}", self.step));
    }

    /// Something is not as it should be.
    fn fail(&self, what: &str) -> ! {
        let told: Vec<&str> = self.told.iter().map(String::as_str).collect();
        panic!(
            "seed {}, step {}: {what}\n{}",
            self.seed,
            self.step,
            told.join("\n")
        );
    }

    /// A case, more often one that is still worked on, and often one of those few that have come far:
    /// left to chance alone, hardly any gets to what comes last.
    fn pick(&mut self) -> usize {
        let found = match self.chance.below(12) {
            0 => None,
            1 => self.find(|case| case.stage.code() != StageCode::Closed),
            2 => {
                let lead = self.find(|case| case.merged.is_some());
                let lead = lead.and_then(|part| self.cases[part].merged);
                lead.map(|(lead, _)| self.at(lead))
            }
            3..=6 => self.find(|case| is_far(case.stage.code())),
            _ => self.find(|case| !case.stage.is_terminal()),
        };
        match found {
            Some(at) => at,
            None if self.chance.one_in(4) => self.chance.below(self.cases.len()),
            None => {
                let alive = self.find(|case| !case.stage.is_terminal());
                alive.unwrap_or_else(|| self.chance.below(self.cases.len()))
            }
        }
    }

    /// One of the latest cases of some sort.
    fn find(&mut self, fits: impl Fn(&Model) -> bool) -> Option<usize> {
        let cases = self.cases.iter().enumerate().rev();
        let some = cases.filter(|(_, case)| fits(case)).take(OPEN);
        let some: Vec<usize> = some.map(|(at, _)| at).collect();
        match some.is_empty() {
            true => None,
            false => Some(*self.chance.of(&some)),
        }
    }

    fn at(&self, id: ProposalId) -> usize {
        let place = self.cases.iter().position(|case| case.id == id);
        place.unwrap()
    }

    fn who(&self, person: PersonId) -> usize {
        let mut people = self.people.iter();
        people
            .position(|actor| actor.person_id() == Some(person))
            .unwrap()
    }

    fn key(&mut self) -> String {
        format!("{}-{}", self.seed, self.step)
    }

    fn taken_by(&self, at: usize) -> impl Fn(&str) -> bool + '_ {
        move |number| {
            let others = self.cases.iter().enumerate().filter(|(n, _)| *n != at);
            others
                .filter_map(|(_, case)| case.diary.as_deref())
                .any(|other| other == number)
        }
    }

    fn known(&mut self, at: usize, kind: T) -> Known {
        let number = match self.chance.one_in(12) {
            true => self.cases[at.saturating_sub(1)].diary.clone(),
            false => None,
        };
        let number = number.unwrap_or_else(|| format!("D{}/{}", self.seed, self.step));
        let case = &self.cases[at];
        let received = case.stage.received().unwrap_or(case.submitted.day());
        Known {
            received,
            since: case.stage.last_act().unwrap_or(received),
            today: self.now.day(),
            number,
            council: matches!(kind, T::Announce | T::HandOver | T::WriteOff)
                && !self.chance.one_in(12),
            agenda: match &case.stage {
                Stage::Scheduled { body, date, .. } => Some((body.as_str().to_owned(), *date)),
                _ => None,
            },
        }
    }

    fn form(&mut self, at: usize, kind: T) -> Values {
        let known = self.known(at, kind);
        let specs = fields_at(self.cases[at].stage.code(), kind);
        let values = filled(specs, &known, &mut self.chance);
        match self.chance.one_in(8) {
            true => spoilt(values, &known, &mut self.chance),
            false => values,
        }
    }

    /// One step of the walk.
    async fn walk(&mut self) {
        self.now = Stamp(self.now.0 + self.chance.days(1, 600_000));
        let alive = |case: &&Model| !case.stage.is_terminal() && case.merged.is_none();
        let few = self.cases.iter().rev().filter(alive).take(14).count() < 14;
        match self.chance.below(100) {
            // Where nothing is received now, something is later.
            _ if self.cases.is_empty() && self.chance.one_in(3) => self.let_time_pass().await,
            _ if self.cases.is_empty() => self.submit().await,
            0..=2 => self.submit().await,
            3..=5 => self.let_time_pass().await,
            90..=99 if few => self.submit().await,
            6..=24 => self.vote().await,
            25..=33 => self.answer().await,
            34..=40 => self.correct().await,
            41..=43 => self.discard().await,
            44..=46 => self.send_again().await,
            47..=52 => self.merge().await,
            _ => self.record().await,
        }
    }

    async fn check(&mut self, at: usize, actor: &Actor, came: Vec<(Line, String)>) {
        for (line, _) in &came {
            self.saw(line.kind.code());
            match (line.step, line.supersedes) {
                (Some(step), None) => self.saw(step.code()),
                (_, Some(_)) => self.saw("corrected"),
                _ => {}
            }
        }
        let wrong = record::check(&self.app, &mut self.cases[at], actor, came).await;
        if let Err(wrong) = wrong {
            self.fail(&format!("case {at}: {wrong}"));
        }
        self.read_pages(at).await;
    }

    /// Takes what came of a step into the model, and looks at the record.
    async fn came(&mut self, at: usize, actor: &Actor, expected: Expected, act: Option<ActId>) {
        let case = &mut self.cases[at];
        let mut came = Vec::new();
        let mut step = None;
        match expected {
            Expected::Line(new) => {
                let (line, stage, once) = *new;
                let moved = line.step.filter(|_| line.supersedes.is_none());
                step = moved.map(|step| (step, once.clone()));
                if line.kind == ActKind::Transition && line.supersedes.is_none() {
                    case.prepared = None;
                }
                if let Some(entry) = stage.registration() {
                    case.diary = Some(entry.diary_number.clone());
                }
                case.stage = stage;
                came.push((line, once));
            }
            Expected::Prepared(waiting) => case.prepared = Some(waiting),
            _ => {}
        }
        self.check(at, actor, came).await;
        if let Some(act) = act
            && self.cases[at].kept.last().map(|kept| kept.id) != Some(act)
        {
            self.fail(&format!("{act} is not the last act of case {at}"));
        }
        if let Some((step, once)) = step {
            self.parts_follow(at, step, actor, &once).await;
        }
    }

    /// Every case, and what only shows in all of them together.
    async fn look_at_all(&mut self) {
        for at in 0..self.cases.len() {
            self.check(at, &Actor::System, Vec::new()).await;
        }
        if let Err(wrong) = record::check_voters(&self.app, &self.cases).await {
            self.fail(&wrong);
        }
        let acts: usize = self.cases.iter().map(|case| case.kept.len()).sum();
        let there = self.app.number("select count(*) from act").await;
        if usize::try_from(there) != Ok(acts) {
            self.fail(&format!("I6: {there} acts, {acts} were answered"));
        }
        let gaps = "select (select seq from event_head) - (select count(*) from event)";
        assert_eq!(self.app.number(gaps).await, 0);
        let miscounted = self.app.number(MISCOUNTED).await;
        if miscounted != 0 {
            self.fail(&format!(
                "the tally of proposals is wrong about {miscounted} kinds"
            ));
        }
    }

    /// What everybody is shown of a case.
    async fn look_at_page(&mut self) {
        let at = self.pick();
        let case = self.cases[at].clone();
        let view = self.app.proposals.get(&Actor::Visitor, case.id, self.now);
        match view.await {
            Err(AppError::NotFound) if !case.course().is_public() => {}
            Ok(view) if case.course().is_public() => {
                let against = view.support.against.map(|against| against.count);
                let known = case.rules.votes_against.then(|| case.count_against());
                if (view.support.count, against) != (case.count(), known) {
                    self.fail(&format!("I4: the page of case {at}: {:?}", view.support));
                }
                let lead = |part: &Model| part.merged.map(|(lead, _)| lead);
                let parts = self.cases.iter().filter(|part| lead(part) == Some(case.id));
                let parts: Vec<ProposalId> = parts.map(|part| part.id).collect();
                if view.parts.iter().map(|part| part.id).ne(parts)
                    || view.merged.is_some() != case.merged.is_some()
                {
                    self.fail(&format!("the page of case {at}: {:?}", view.parts));
                }
                if view.course != Course::Proposal(case.stage) {
                    self.fail(&format!("the page of case {at}: {:?}", view.course));
                }
            }
            other => self.fail(&format!("the page of case {at}: {other:?}")),
        }
    }
}

async fn walk(app: App, seed: u64) {
    let steps = steps();
    println!("seed {seed}, {steps} steps");
    let begun = std::time::Instant::now();
    let mut walker = Walker::begin(app, seed).await;
    for step in 1..=steps {
        walker.step = step;
        walker.walk().await;
        if step % 50 == 0 {
            walker.look_at_page().await;
        }
        if step % WHOLE == 0 {
            walker.look_at_all().await;
        }
    }
    walker.look_at_all().await;
    // A walk that gets nowhere, or that nothing is refused on, shows nothing.
    let (taken, refused) = (walker.taken, walker.refused);
    let decided = walker.cases.iter().filter(|case| case.stage.is_decided());
    let (decided, never) = (decided.count(), walker.never());
    println!(
        "seed {seed}: {steps} steps in {:?}: {taken} taken, {refused} refused, {} cases, {decided} \
         decided, {:?}; never {never:?}",
        begun.elapsed(),
        walker.cases.len(),
        walker.seen,
    );
    assert!(
        taken * 5 > steps && refused * 5 > steps,
        "{taken}, {refused}"
    );
    if steps >= 20_000 {
        assert!(never.is_empty(), "never {never:?}");
    }
}

on_both!(by_chance_1, |app| {
    walk(app, 1).await;
});

on_both!(by_chance_2, |app| {
    walk(app, 20_261).await;
});

on_both!(by_chance_3, |app| {
    walk(app, 777).await;
});

on_both!(by_chance_4, |app| {
    walk(app, 47_113).await;
});
