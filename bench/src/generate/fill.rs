//! People, rules, cases, records and votes, in the order their keys ask for.

use nara_domain::days::{CaseDay, missed};
use nara_domain::follow_up::{ASK_MONTHS, open_until};
use nara_domain::proposal::{Course, Kind, Stage};
use nara_domain::search::search_text;
use nara_domain::time::{Date, Stamp};
use nara_domain::work::reminder;

use super::outline::{Outline, What};
use super::words;
use super::world::{MUNICIPALITY, World, signed, standing};
use crate::Done;
use crate::numbers::Chance;
use crate::store::{Cell, Filler, Store};

/// Tables whose rows are numbered by PostgreSQL, and by which column.
pub const NUMBERED: [(&str, &str); 7] = [
    ("person", "person_id"),
    ("standing", "standing_id"),
    ("ruleset", "ruleset_id"),
    ("proposal", "proposal_id"),
    ("act", "act_id"),
    ("support_event", "support_event_id"),
    ("comment", "comment_id"),
];

/// Numbers of the random order, as the server draws them.
const CIRCLE: u64 = 1_000_000_000;

/// Everybody has been here for years: nothing that is new is measured as if it were usual.
const SINCE_DAYS: i64 = 5 * 365;

pub async fn people(store: &mut Store, world: &World) -> Done<()> {
    let since = world.now.plus_days(-SINCE_DAYS);
    let columns = &["person_id", "display_name", "level", "created_at"];
    let mut people = Filler::of("person", columns);
    for person in 1..world.leavers().end {
        let level = if standing(person).is_some() {
            "n2"
        } else {
            "n1"
        };
        let name = words::name(person);
        people
            .put(
                store,
                [person.into(), name.into(), level.into(), since.0.into()],
            )
            .await?;
    }
    people.finish(store).await?;
    let columns = &[
        "standing_id",
        "person_id",
        "role",
        "department",
        "title",
        "party",
        "assignment",
        "body",
        "from_at",
    ];
    let mut standings = Filler::of("standing", columns);
    for person in 1..world.residents().start {
        let Some(standing) = standing(person) else {
            continue;
        };
        let body = standing.body.as_ref().map(|body| body.as_str().to_owned());
        standings
            .put(
                store,
                [
                    person.into(),
                    person.into(),
                    standing.role.code().into(),
                    standing.department.into(),
                    standing.title.into(),
                    standing.party.into(),
                    standing.assignment.into(),
                    body.into(),
                    since.0.into(),
                ],
            )
            .await?;
    }
    standings.finish(store).await
}

pub async fn rules(store: &mut Store, world: &World) -> Done<()> {
    let columns = &[
        "ruleset_id",
        "municipality",
        "version",
        "rules",
        "created_at",
    ];
    let mut rulesets = Filler::of("ruleset", columns);
    for (id, rules) in (1..).zip(&world.rules) {
        rules.validate()?;
        let json = serde_json::to_string(rules)?;
        rulesets
            .put(
                store,
                [
                    Cell::Int(id),
                    MUNICIPALITY.into(),
                    rules.version.into(),
                    json.into(),
                    world.now.plus_days(-SINCE_DAYS).0.into(),
                ],
            )
            .await?;
    }
    rulesets.finish(store).await
}

const CASE: &[&str] = &[
    "proposal_id",
    "kind",
    "title",
    "body",
    "body_withheld",
    "topic",
    "district",
    "proposer_id",
    "proposer_name",
    "ruleset_id",
    "diary_number",
    "submitted_at",
    "course",
    "stage",
    "stage_group",
    "answer_by",
    "first_answered_at",
    "changed_at",
    "support_count",
    "comment_count",
    "shuffle",
    "search_text",
    "once_key",
    "report_by",
    "days",
    "next_by",
    "archive_from",
];

pub async fn cases(store: &mut Store, world: &World) -> Done<()> {
    let mut cases = Filler::of("proposal", CASE);
    let mut told = Told::default();
    let mut numbers = std::collections::BTreeMap::new();
    for index in 0..world.size.proposals {
        let one = Outline::of(world, index);
        let courses = one.courses(world)?;
        let course = courses.last().ok_or("a case without a record")?;
        let (days, archive_from) = one.ahead(world, course)?;
        told.note(world, &one, (course, days.as_slice()))?;
        let row = case(world, &one, course, (days.as_slice(), archive_from))?;
        cases.put(store, row).await?;
        if one.kind == Kind::Proposal {
            numbers.insert(one.submitted.day().year(), one.id());
        }
    }
    cases.finish(store).await?;
    told.write(store, world.now).await?;
    for (year, last) in numbers {
        store
            .run(&format!(
                "insert into diary_counter (year, last_number) values ({year}, {last})"
            ))
            .await?;
    }
    Ok(())
}

/// What people have been asked and reminded of by now. Without it the server would make up for all of it when
/// it starts, each in a commit of its own, while it is measured. Kept until all cases are there, because rows
/// are filled in parts, and PostgreSQL takes none that names a case it does not know yet.
#[derive(Default)]
struct Told {
    /// The questions whether it was done: case, months, when, until when.
    asked: Vec<(i64, i64, Stamp, Date)>,
    /// Promised days: case, the day, how many months were left.
    promised: Vec<(i64, Date, i64)>,
    /// Other days that have passed.
    missed: Vec<(i64, CaseDay)>,
}

impl Told {
    fn note(
        &mut self,
        world: &World,
        one: &Outline,
        (course, days): (&Course, &[CaseDay]),
    ) -> Done<()> {
        let (id, today) = (one.id(), world.today);
        let asked = questions(world, course).into_iter();
        self.asked
            .extend(asked.map(|(months, at, until)| (id, months, at, until)));
        if let Some(by) = one.answer_by(world, course)?
            && let Some(months) = reminder(by, one.submitted.day(), today)
        {
            self.promised.push((id, by, months));
        }
        self.missed.extend(missed(days, today).map(|day| (id, day)));
        Ok(())
    }

    async fn write(self, store: &mut Store, now: Stamp) -> Done<()> {
        let columns = &["proposal_id", "months", "at", "until_day"];
        let mut asked = Filler::of("follow_up", columns);
        for (case, months, at, until) in self.asked {
            let until = until.to_string();
            let row = [case.into(), months.into(), at.0.into(), until.into()];
            asked.put(store, row).await?;
        }
        asked.finish(store).await?;
        let columns = &["proposal_id", "answer_by", "months", "at"];
        let mut promised = Filler::of("reminder", columns);
        for (case, by, months) in self.promised {
            let by = by.to_string();
            let row = [case.into(), by.into(), months.into(), now.0.into()];
            promised.put(store, row).await?;
        }
        promised.finish(store).await?;
        let columns = &["proposal_id", "what", "day", "at"];
        let mut missed = Filler::of("day_reminder", columns);
        for (case, day) in self.missed {
            let (what, by) = (day.what.code(), day.by.to_string());
            let row = [case.into(), what.into(), by.into(), now.0.into()];
            missed.put(store, row).await?;
        }
        missed.finish(store).await
    }
}

fn case(
    world: &World,
    one: &Outline,
    course: &Course,
    (days, archive_from): (&[CaseDay], Option<Date>),
) -> Done<[Cell; 27]> {
    let (title, body) = one.words();
    let stage = course.as_proposal();
    let rules = one.rules(world)?;
    let mut chance = Chance::of(17, one.index);
    let district = match chance.percent(70) {
        true => {
            let count = u64::try_from(rules.districts.len()).unwrap_or(0);
            let at = usize::try_from(chance.below(count)).unwrap_or(0);
            rules
                .districts
                .get(at)
                .map(|district| district.code.clone())
        }
        false => None,
    };
    let registered = one.kind == Kind::Proposal;
    let extra = match one.index == world.elsewhere() {
        true => world.size.leavers * world.size.leaver_comments,
        false => 0,
    };
    let proposer = one.proposer(world);
    Ok([
        one.id().into(),
        one.kind.code().into(),
        title.clone().into(),
        body.clone().into(),
        Cell::Flag(false),
        one.topic().code().into(),
        district.into(),
        proposer.into(),
        words::name(proposer).into(),
        signed(u64::try_from(one.rules)? + 1).into(),
        registered.then(|| one.diary_number(rules)).into(),
        one.submitted.0.into(),
        serde_json::to_string(course)?.into(),
        course.code().to_owned().into(),
        course.group().code().into(),
        one.answer_by(world, course)?
            .map(|day| day.to_string())
            .into(),
        first_answered(one).map(|at| at.0).into(),
        changed(world, one).0.into(),
        signed(one.votes).into(),
        signed(one.comments + extra).into(),
        signed(chance.below(CIRCLE)).into(),
        search_text(&format!("{title}\n{body}")).into(),
        format!("made:{}", one.index).into(),
        stage
            .and_then(Stage::report_by)
            .map(|day| day.to_string())
            .into(),
        serde_json::to_string(days)?.into(),
        days.first().map(|day| day.by.to_string()).into(),
        archive_from.map(|day| day.to_string()).into(),
    ])
}

/// When people were first told what becomes of it.
fn first_answered(one: &Outline) -> Option<Stamp> {
    let answers = [What::Answer, What::Decide, What::Verdict];
    let first = one.steps.iter().find(|step| answers.contains(&step.what));
    first.map(|step| step.at)
}

/// The last thing everybody could see.
fn changed(world: &World, one: &Outline) -> Stamp {
    let step = one.steps.last().map_or(one.submitted, |step| step.at);
    let said = one.comment_times(world).last().copied();
    said.map_or(step, |said| said.max(step))
}

/// The questions whether it was done that have been asked by now.
fn questions(world: &World, course: &Course) -> Vec<(i64, Stamp, Date)> {
    let decided = course
        .as_proposal()
        .filter(|stage| stage.promise().is_some())
        .and_then(Stage::decision)
        .map(|decision| decision.meeting.date);
    let asked = decided
        .into_iter()
        .flat_map(|day| ASK_MONTHS.map(|months| (months, day.add_months(months))));
    asked
        .filter(|(_, day)| *day <= world.today)
        .map(|(months, day)| (months, Stamp::from_date(day), open_until(day)))
        .collect()
}

const ACT: &[&str] = &[
    "act_id",
    "proposal_id",
    "kind",
    "transition",
    "stage",
    "actor_id",
    "actor_role",
    "actor_name",
    "actor_standing",
    "at",
    "happened_on",
    "fields",
    "once_key",
];

/// The record of all cases in the order in which it was written: the latest answers have the highest
/// numbers.
pub async fn acts(store: &mut Store, world: &World) -> Done<()> {
    let mut order: Vec<(i64, u32, u8)> = Vec::new();
    for index in 0..world.size.proposals {
        let one = Outline::of(world, index);
        for (number, step) in (0_u8..).zip(&one.steps) {
            order.push((step.at.0, u32::try_from(index)?, number));
        }
    }
    order.sort_unstable();
    let mut acts = Filler::of("act", ACT);
    for (id, (_, index, number)) in (1..).zip(order) {
        let one = Outline::of(world, u64::from(index));
        acts.put(store, act(world, &one, (id, usize::from(number)))?)
            .await?;
    }
    acts.finish(store).await
}

fn act(world: &World, one: &Outline, (id, number): (i64, usize)) -> Done<[Cell; 13]> {
    let step = *one.steps.get(number).ok_or("no such step")?;
    let act = one.act(world, step)?;
    let standing = act.actor.and_then(standing);
    let role = match (&standing, act.actor) {
        (Some(standing), _) => standing.role.code(),
        (None, Some(_)) => "resident",
        (None, None) => "system",
    };
    Ok([
        id.into(),
        one.id().into(),
        act.kind.code().into(),
        act.step.into(),
        one.stage_after(number).into(),
        act.actor.into(),
        role.into(),
        act.actor.map(words::name).unwrap_or_default().into(),
        serde_json::to_string(&standing)?.into(),
        step.at.0.into(),
        act.happened_on.to_string().into(),
        serde_json::to_string(&act.fields)?.into(),
        format!("made:{number}").into(),
    ])
}

/// Rows, log and counts of support.
pub async fn votes(store: &mut Store, world: &World) -> Done<()> {
    let mut order: Vec<(i64, u32, u32)> = Vec::new();
    let mut rows = Filler::of("support", &["proposal_id", "person_id", "at"]);
    for index in 0..world.size.proposals {
        let one = Outline::of(world, index);
        for (person, at) in one.supporters(world) {
            rows.put(store, [one.id().into(), person.into(), at.0.into()])
                .await?;
            order.push((at.0, u32::try_from(one.id())?, u32::try_from(person)?));
        }
    }
    rows.finish(store).await?;
    order.sort_unstable();
    let columns = &["support_event_id", "proposal_id", "person_id", "kind", "at"];
    let mut log = Filler::of("support_event", columns);
    for (id, (at, case, person)) in (1_i64..).zip(order) {
        let (case, person) = (i64::from(case), i64::from(person));
        log.put(
            store,
            [
                id.into(),
                case.into(),
                person.into(),
                "given".into(),
                at.into(),
            ],
        )
        .await?;
    }
    log.finish(store).await
}
