//! Walks the histories, all at once in the order of time: numbers of acts and events then tell the
//! order in which things happened, as they do everywhere else.

use std::collections::{BTreeMap, HashMap};

use nara_app::error::AppError;
use nara_app::proposals::api::{DraftFields, NewComment, Recorded};
use nara_domain::actor::Role;
use nara_domain::answer::ActKind;
use nara_domain::error::NotAllowedNow;
use nara_domain::fields::Values;
use nara_domain::ids::{CommentId, PersonId, ProposalId};
use nara_domain::proposal::{IdeaMoveKind, Ruleset, Transition, TransitionKind};
use nara_domain::time::Stamp;

use super::DemoError;
use super::days::Calendar;
use super::people::Settled;
use super::told::{Item, Rules, Step, Told, Value};
use crate::db::Tx;
use crate::live::{NewEvent, store as live_store};
use crate::outside::demo as outside;
use crate::proposals::demo as cases;
use crate::proposals::{By, Doing, Workroom};

/// What is to happen, and when.
struct Turn {
    at: Stamp,
    item: usize,
    /// `None`: it is handed in.
    step: Option<usize>,
}

/// An item on its way.
struct Walk {
    id: ProposalId,
    rules: std::sync::Arc<Ruleset>,
    comments: HashMap<String, CommentId>,
    /// How many have been taken from the people who support.
    supporters: usize,
}

pub async fn all(tx: &mut Tx, told: &Told, people: &Settled, now: Stamp) -> Result<(), DemoError> {
    let room = Workroom::silent();
    let rulesets = rulesets(tx, told, now).await?;
    let mut walks: HashMap<usize, Walk> = HashMap::new();
    for turn in turns(told, now) {
        let Some(item) = told.items.get(turn.item) else {
            continue;
        };
        let stage = Stage {
            room: &room,
            people,
            item,
            calendar: calendar(item, now),
        };
        let step = turn
            .step
            .and_then(|step| item.history.get(step).map(|told| (step, told)));
        let mut events = Vec::new();
        match step {
            None => {
                let ruleset = *rulesets
                    .get(&item.ruleset)
                    .ok_or_else(|| inconsistent(item))?;
                let walk = stage.hand_in(tx, ruleset, turn.at, &mut events).await;
                let walk = walk.map_err(|error| refused(item, "submit", error))?;
                walks.insert(turn.item, walk);
            }
            Some((place, step)) => {
                let walk = walks
                    .get_mut(&turn.item)
                    .ok_or_else(|| inconsistent(item))?;
                stage
                    .take(tx, walk, (place, step), turn.at, &mut events)
                    .await
                    .map_err(|error| refused(item, &step.what, error))?;
            }
        }
        live_store::append(tx, &events, turn.at).await?;
    }
    let mut cases = HashMap::new();
    for (place, walk) in &walks {
        if let Some(item) = told.items.get(*place) {
            cases.insert(item.number, walk.id);
        }
    }
    super::desk::deal(tx, &told.desk, &cases, people, now).await?;
    super::meetings::call(tx, &told.meetings, &cases, people, now).await
}

fn inconsistent(item: &Item) -> DemoError {
    DemoError::Inconsistent(format!("number {} out of order", item.number))
}

fn refused(item: &Item, step: &str, error: AppError) -> DemoError {
    DemoError::Refused {
        number: item.number,
        step: step.to_owned(),
        error,
    }
}

fn calendar(item: &Item, now: Stamp) -> Calendar {
    Calendar::new(now, item.exact_days)
}

/// The rules of three times: everything goes to the council; somebody reads first; as it is now.
async fn rulesets(tx: &mut Tx, told: &Told, now: Stamp) -> Result<HashMap<Rules, i64>, DemoError> {
    let municipality = &told.municipality.name;
    let standard = Ruleset {
        municipality: municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    let by_time = [
        (
            Rules::NoThreshold,
            Ruleset {
                districts: standard.districts.clone(),
                ..Ruleset::without_threshold(municipality)
            },
        ),
        (
            Rules::PreReview,
            Ruleset {
                pre_review: true,
                ..standard.clone()
            },
        ),
        (Rules::Standard, standard),
    ];
    let mut ids = HashMap::new();
    for (which, rules) in by_time {
        ids.insert(which, cases::store_rules(tx, rules, now).await?);
    }
    Ok(ids)
}

/// Everything that happens, in order.
fn turns(told: &Told, now: Stamp) -> Vec<Turn> {
    let mut turns = Vec::new();
    for (place, item) in told.items.iter().enumerate() {
        let calendar = calendar(item, now);
        turns.push(Turn {
            at: calendar.moment(item.days_before, 0),
            item: place,
            step: None,
        });
        // What a thing of a day comes after: several things of one day keep their order.
        let mut of_day: HashMap<i64, usize> = HashMap::from([(item.days_before, 1)]);
        let mut not_before = Stamp(0);
        for (n, step) in item.history.iter().enumerate() {
            let at = match (step.days_before, step.to_days_before) {
                (Some(day), _) => {
                    let nth = of_day.entry(day).or_default();
                    *nth += 1;
                    calendar.moment(day, *nth - 1).max(not_before)
                }
                // A group of votes is written when its last one was given.
                (None, Some(to)) => calendar.between(0, to, 1, 1),
                (None, None) => calendar.moment(item.days_before, 1),
            };
            // The threshold is reached by the vote before it.
            if step.what == "reach_threshold" {
                let votes = calendar.between(0, step.days_before.unwrap_or(0), 1, 1);
                turns.push(Turn {
                    at: votes.max(at),
                    item: place,
                    step: Some(n),
                });
                not_before = votes;
                continue;
            }
            if step.days_before.is_some() {
                not_before = at;
            }
            turns.push(Turn {
                at,
                item: place,
                step: Some(n),
            });
        }
    }
    turns.sort_by_key(|turn| (turn.at, turn.item, turn.step));
    turns
}

/// Where a step of an item is taken.
struct Stage<'a> {
    room: &'a Workroom,
    people: &'a Settled,
    item: &'a Item,
    calendar: Calendar,
}

impl Stage<'_> {
    async fn hand_in(
        &self,
        tx: &mut Tx,
        ruleset: i64,
        at: Stamp,
        events: &mut Vec<NewEvent>,
    ) -> Result<Walk, AppError> {
        let item = self.item;
        let actor = self.people.actor(&item.proposer).map_err(internal)?;
        let fields = DraftFields {
            kind: item.kind.code().to_owned(),
            title: item.title.clone(),
            body: self.calendar.fill(&item.body).map_err(internal)?,
            topic: item.topic.clone(),
            district: item.district.clone().unwrap_or_default(),
            ..DraftFields::default()
        };
        // Spread over the circle by the golden ratio, the same every time.
        let shuffle = (item.number * 618_033_989).rem_euclid(1_000_000_000);
        let once = format!("demo:{}", item.number);
        let (id, rules) = cases::hand_in(
            tx,
            self.room,
            By {
                actor,
                once: &once,
                now: at,
            },
            &fields,
            (ruleset, shuffle),
            events,
        )
        .await?;
        Ok(Walk {
            id,
            rules,
            comments: HashMap::new(),
            supporters: 0,
        })
    }

    async fn take(
        &self,
        tx: &mut Tx,
        walk: &mut Walk,
        (place, step): (usize, &Step),
        at: Stamp,
        events: &mut Vec<NewEvent>,
    ) -> Result<(), AppError> {
        let once = format!("demo:{}:{place}", self.item.number);
        if step.what == "support" {
            return self.support(tx, walk, step, events).await;
        }
        let fields = self.fields(step)?;
        if step.automatic {
            return self.automatic(tx, walk, step, &fields, at, events).await;
        }
        let who = step.by.as_deref().unwrap_or_default();
        let actor = self.people.actor(who).map_err(internal)?;
        let by = By {
            actor,
            once: &once,
            now: at,
        };
        if step.what == "comment" {
            let text = step.text.as_deref().unwrap_or_default();
            let comment = NewComment {
                text: self.calendar.fill(text).map_err(internal)?,
                stance: step.stance.clone().unwrap_or_default(),
                parent: step
                    .reply_to
                    .as_ref()
                    .and_then(|to| walk.comments.get(to))
                    .copied(),
                once: once.clone(),
            };
            let id = cases::comment(tx, self.room, walk.id, by, &comment, events).await?;
            if let Some(reference) = &step.reference {
                walk.comments.insert(reference.clone(), id);
            }
            return Ok(());
        }
        match ActKind::from_code(&step.what) {
            Some(ActKind::OutsideQuestion) => {
                return outside::ask(tx, self.room, walk.id, by, &fields, events).await;
            }
            Some(ActKind::GuestAnswer) => {
                let who = (actor, at);
                return outside::answer(tx, self.room, walk.id, who, &fields, events).await;
            }
            _ => {}
        }
        if step.what == "join_hall_of_fame" {
            return cases::join_hall_of_fame(tx, walk.id, actor, at).await;
        }
        let what = which(&step.what)?;
        if let Some(colleague) = step.prepared_by.as_deref() {
            let prepares = By {
                actor: self.people.actor(colleague).map_err(internal)?,
                once: &format!("{once}:prepared"),
                now: at,
            };
            self.act(tx, walk, (what, &fields, prepares), events)
                .await?;
        }
        match self.act(tx, walk, (what, &fields, by), events).await? {
            Recorded::Act(_) => Ok(()),
            // Told of one person where it takes two.
            Recorded::Prepared => Err(NotAllowedNow::SecondReader.into()),
        }
    }

    async fn act(
        &self,
        tx: &mut Tx,
        walk: &Walk,
        (what, fields, by): (cases::Act, &Values, By<'_>),
        events: &mut Vec<NewEvent>,
    ) -> Result<Recorded, AppError> {
        let doing = Doing { by, fields };
        cases::act(tx, self.room, walk.id, what, doing, events).await
    }

    /// What the service does by itself, at the time and with the number that are told.
    async fn automatic(
        &self,
        tx: &mut Tx,
        walk: &Walk,
        step: &Step,
        fields: &Values,
        at: Stamp,
        events: &mut Vec<NewEvent>,
    ) -> Result<(), AppError> {
        let transition = match TransitionKind::from_code(&step.what) {
            Some(TransitionKind::Register) => {
                return cases::register(tx, self.room, walk.id, fields, at, events).await;
            }
            Some(TransitionKind::OpenForSupport) => Transition::OpenForSupport,
            Some(TransitionKind::ReachThreshold) => Transition::ReachThreshold,
            Some(TransitionKind::MissThreshold) => Transition::MissThreshold,
            _ => return Err(AppError::Malformed),
        };
        cases::by_itself(tx, self.room, walk.id, &transition, at, events).await
    }

    /// Many votes with few statements.
    async fn support(
        &self,
        tx: &mut Tx,
        walk: &mut Walk,
        step: &Step,
        events: &mut Vec<NewEvent>,
    ) -> Result<(), AppError> {
        let (Some(count), Some(from), Some(to)) =
            (step.count, step.from_days_before, step.to_days_before)
        else {
            return Err(AppError::Malformed);
        };
        let mut people = if walk.supporters == 0 {
            self.named_supporters()?
        } else {
            Vec::new()
        };
        people.truncate(count);
        let all = &self.people.supporters;
        // Not the same first ones everywhere.
        let start = usize::try_from(self.item.number).unwrap_or(0) * 37 + walk.supporters;
        let missing = count - people.len();
        people.extend(
            all.iter()
                .cycle()
                .skip(start % all.len().max(1))
                .take(missing),
        );
        let votes: Vec<(i64, Stamp)> = people
            .into_iter()
            .enumerate()
            .map(|(n, person)| (person, self.calendar.between(from, to, n + 1, count)))
            .collect();
        walk.supporters += missing;
        cases::support(tx, walk.id, &walk.rules, &votes, events).await
    }

    /// Whoever put it forward or spoke for it, where it has gone to the council. What is still open
    /// is left for visitors of the demo to try.
    fn named_supporters(&self) -> Result<Vec<i64>, AppError> {
        let item = self.item;
        if !item
            .history
            .iter()
            .any(|step| step.what == "reach_threshold")
        {
            return Ok(Vec::new());
        }
        let spoke_for = item
            .history
            .iter()
            .filter(|step| step.stance.as_deref() == Some("for"))
            .filter_map(|step| step.by.as_deref());
        let mut named = Vec::new();
        for key in std::iter::once(item.proposer.as_str()).chain(spoke_for) {
            let actor = self.people.actor(key).map_err(internal)?;
            let Some(person) = actor.person_id().map(PersonId::get) else {
                continue;
            };
            if actor.has(Role::Resident) && !named.contains(&person) {
                named.push(person);
            }
        }
        Ok(named)
    }

    fn fields(&self, step: &Step) -> Result<Values, AppError> {
        let mut fields = BTreeMap::new();
        for (name, value) in &step.fields {
            let text = match value {
                Value::Text(text) => self.calendar.fill(text).map_err(internal)?,
                Value::Day { days_before } => self.calendar.day(*days_before).to_string(),
            };
            fields.insert(name.clone(), text);
        }
        Ok(fields)
    }
}

/// What an official does, by its name in the data.
fn which(what: &str) -> Result<cases::Act, AppError> {
    if let Some(kind) = TransitionKind::from_code(what) {
        return Ok(cases::Act::Step(kind));
    }
    if let Some(kind) = IdeaMoveKind::from_code(what) {
        return Ok(cases::Act::IdeaStep(kind));
    }
    ActKind::from_code(what)
        .map(cases::Act::Answer)
        .ok_or(AppError::Malformed)
}

fn internal(error: DemoError) -> AppError {
    tracing::error!(%error, "demo.inconsistent");
    AppError::Internal
}
