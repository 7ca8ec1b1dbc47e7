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
use super::told::{Item, Photo, Rules, Step, Told, Value};
use super::turns::{calendar, turns};
use crate::db::Tx;
use crate::documents::demo::{self as documents, Picture};
use crate::live::{NewEvent, store as live_store};
use crate::outside::demo as outside;
use crate::proposals::demo as cases;
use crate::proposals::{By, Doing, Workroom};

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
        let step = turn
            .step
            .and_then(|step| item.history.get(step).map(|told| (step, told)));
        let stage = Stage {
            room: &room,
            people,
            item,
            calendar: calendar(item, now),
            lead: step.and_then(|(_, step)| lead(told, &walks, step.lead?)),
        };
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
    super::campaign::run(tx, &told.campaign, &cases, people, now).await?;
    super::report::write(tx, &told.report, people, now).await?;
    super::adoptions::tell(tx, &told.adoptions, &cases, people, now).await?;
    super::coauthors::tell(tx, &told.coauthors, &cases, people, now).await?;
    super::helpers::tell(tx, &told.helpers, &cases, people, now).await?;
    super::questions::tell(tx, &told.questions, (&room, people), now).await?;
    super::meetings::call(tx, &told.meetings, &cases, people, now).await
}

/// The case of the item that would lead.
fn lead(told: &Told, walks: &HashMap<usize, Walk>, number: i64) -> Option<ProposalId> {
    let place = told.items.iter().position(|item| item.number == number)?;
    walks.get(&place).map(|walk| walk.id)
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

/// The rules of four times: everything goes to the council; somebody reads first; whoever put it forward
/// may speak where it is decided; as it is now.
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
        (
            Rules::MaySpeak,
            Ruleset {
                proposer_may_speak: true,
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

/// Where a step of an item is taken.
struct Stage<'a> {
    room: &'a Workroom,
    people: &'a Settled,
    item: &'a Item,
    calendar: Calendar,
    /// Where it is suggested that it becomes part of another: that one.
    lead: Option<ProposalId>,
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
                ..NewComment::default()
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
        match step.what.as_str() {
            "join_hall_of_fame" => return cases::join_hall_of_fame(tx, walk.id, actor, at).await,
            "suggest_merge" => {
                let lead = self.lead.ok_or(AppError::NotFound)?;
                let reason = step.text.as_deref().unwrap_or_default();
                return cases::suggest_merge(tx, self.room, (walk.id, lead), by, reason).await;
            }
            "agree_to_merge" => {
                return cases::agree_to_merge(tx, self.room, walk.id, (actor, at), events).await;
            }
            _ => {}
        }
        let what = which(&step.what)?;
        if let (Some(photo), cases::Act::Step(kind)) = (&step.photo, what) {
            let doing = Doing {
                by,
                fields: &fields,
            };
            let picture = picture(photo)?;
            return documents::step(tx, self.room, (walk.id, kind), doing, picture, events).await;
        }
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
                Value::Person { person } => {
                    let actor = self.people.actor(person).map_err(internal)?;
                    actor.person_id().ok_or(AppError::NotFound)?.to_string()
                }
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

/// The demo's pictures, by the name of their file in `server/demo`.
fn picture(photo: &Photo) -> Result<Picture<'_>, AppError> {
    let bytes: &[u8] = match photo.file.as_str() {
        "hundrastgard.png" => include_bytes!("../../demo/hundrastgard.png"),
        _ => return Err(AppError::NotFound),
    };
    Ok(Picture {
        name: &photo.file,
        bytes,
        text: &photo.text,
        by: &photo.by,
    })
}

fn internal(error: DemoError) -> AppError {
    tracing::error!(%error, "demo.inconsistent");
    AppError::Internal
}
