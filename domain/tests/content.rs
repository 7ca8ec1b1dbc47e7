//! The written content obeys the rules: every history of the demo and every real decision of the
//! fixture is walked through the stage machine, by people who may do what they do.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test fails by panicking, as the tests do"
)]

use std::collections::BTreeMap;

use nara_domain::actor::{Actor, Body, Level, Role, Standing};
use nara_domain::answer::{
    ActKind, Appeal, Delay, ElectedOpinion, Minutes, Note, OfficialAnswer, Question, QuestionAnswer,
};
use nara_domain::dialogue::{CommentStance, stance_of};
use nara_domain::error::FieldError;
use nara_domain::fame::may_agree;
use nara_domain::fields::Values;
use nara_domain::ids::{PersonId, ProposalId};
use nara_domain::merging::{Side, can_be_part};
use nara_domain::outside::{Ask, GuestAnswer};
use nara_domain::permissions::{Action, Case, Subject, can};
use nara_domain::proposal::{
    Course, IdeaMove, IdeaMoveKind, IdeaStage, Kind, MoveContext, Ruleset, Stage, Topic,
    Transition, TransitionKind,
};
use nara_domain::time::Date;
use nara_domain::{support, text};
use serde_json::Value;

/// The day the told dates are true.
fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn read(path: &str) -> Value {
    let path = format!("{}/../server/{path}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn items(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn str_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} in {value}"))
}

/// Fills the `{{date N}}` tokens of a text.
fn told(text: &str) -> String {
    // What is proven of a text is that it fits. Which day it will be told is not known, so it is the
    // longest name; the domain knows no others.
    let month = "september";
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (token, after) = after.split_once("}}").unwrap();
        let (form, days) = token.split_once(' ').unwrap();
        let day = today().add_days(-days.parse::<i64>().unwrap());
        out.push_str(before);
        out.push_str(&match form {
            "date" => format!("{} {month} {}", day.day(), day.year()),
            "day" => format!("{} {month}", day.day()),
            "month" => format!("{month} {}", day.year()),
            "year" => day.year().to_string(),
            "iso" => day.to_string(),
            other => panic!("unknown token {other}"),
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The fields of a step, days counted and tokens filled.
fn values(step: &Value) -> Values {
    let Some(fields) = step["fields"].as_object() else {
        return Values::new();
    };
    fields
        .iter()
        .map(|(name, value)| {
            let typed = match value {
                Value::String(text) => told(text),
                // Chosen among the colleagues, and read by everybody as a name.
                chosen if chosen["person"].is_string() => {
                    return ("officer".to_owned(), str_of(chosen, "person").to_owned());
                }
                other => today()
                    .add_days(-other["days_before"].as_i64().unwrap())
                    .to_string(),
            };
            (name.clone(), typed)
        })
        .collect()
}

fn people() -> BTreeMap<String, Actor> {
    let file = read("demo/people.json");
    let groups = ["accounts", "staff_and_elected", "residents", "young"];
    let mut people = BTreeMap::new();
    for (number, person) in groups
        .iter()
        .flat_map(|group| items(&file[*group]))
        .enumerate()
    {
        let standings: Vec<Standing> = items(&person["roles"])
            .iter()
            .map(|role| {
                let text = |key: &str| role[key].as_str().map(str::to_owned);
                Standing {
                    department: text("department"),
                    title: text("title"),
                    party: text("party"),
                    assignment: text("assignment"),
                    body: role["body"].as_str().map(|body| Body::parse(body).unwrap()),
                    ..Standing::of(str_of(role, "role").parse().unwrap())
                }
            })
            .collect();
        let level = match standings[0].role {
            Role::Youth => Level::S,
            Role::Resident => Level::N1,
            Role::Elected => Level::P,
            _ => Level::T,
        };
        let id = PersonId::new(i64::try_from(number).unwrap() + 1);
        let name = str_of(person, "display_name").to_owned();
        let actor = Actor::Person {
            id,
            name,
            level,
            standings,
            dormant: Vec::new(),
            restraint: None,
        };
        assert!(
            people
                .insert(str_of(person, "key").to_owned(), actor)
                .is_none(),
            "{person}"
        );
    }
    people.insert("system".to_owned(), Actor::System);
    people
}

fn ruleset(name: &str) -> Ruleset {
    match name {
        "standard" => Ruleset::bjorksjo(),
        "pre_review" => Ruleset {
            pre_review: true,
            ..Ruleset::bjorksjo()
        },
        "may_speak" => Ruleset {
            proposer_may_speak: true,
            ..Ruleset::bjorksjo()
        },
        "no_threshold" => Ruleset::without_threshold("Björksjö kommun"),
        "no_threshold_pre_review" => Ruleset {
            pre_review: true,
            ..Ruleset::without_threshold("Mjölby")
        },
        other => panic!("unknown ruleset {other}"),
    }
}

/// One history, replayed.
struct Walk<'a> {
    what: String,
    course: Course,
    ruleset: Ruleset,
    topic: Topic,
    proposer: Option<PersonId>,
    support: i64,
    people: &'a BTreeMap<String, Actor>,
}

impl Walk<'_> {
    fn allowed(&self, actor: &Actor, action: Action) {
        let case = Case {
            kind: self.course.kind(),
            proposer: self.proposer,
            course: &self.course,
            ruleset: &self.ruleset,
            topic: None,
            act_author: None,
            merged: false,
        };
        can(actor, action, &Subject::Case(case))
            .unwrap_or_else(|why| panic!("{}: {action:?} by {actor:?}: {why}", self.what));
    }

    fn read<T>(&self, code: &str, read: Result<T, Vec<FieldError>>) -> T {
        read.unwrap_or_else(|errors| panic!("{}: {code}: {errors:?}", self.what))
    }

    fn take(&mut self, today: Date, step: &Value) {
        let (code, by) = (str_of(step, "do"), str_of(step, "by"));
        let actor = &self
            .people
            .get(by)
            .unwrap_or_else(|| panic!("{}: who is {by}", self.what));
        let values = values(step);
        if let Ok(kind) = code.parse::<ActKind>() {
            self.allowed(actor, Action::Append(kind));
            let read = match kind {
                ActKind::OfficialAnswer => OfficialAnswer::parse(&values).map(drop),
                ActKind::ElectedOpinion => ElectedOpinion::parse(&values).map(drop),
                ActKind::Question => Question::parse(&values).map(drop),
                ActKind::QuestionAnswer => QuestionAnswer::parse(&values).map(drop),
                ActKind::Delay => Delay::parse(&values).map(drop),
                ActKind::Minutes => Minutes::parse(&values).map(drop),
                ActKind::Appeal => Appeal::parse(&values).map(drop),
                ActKind::Note => Note::parse(&values).map(drop),
                ActKind::OutsideQuestion => Ask::parse(&values, today).map(drop),
                ActKind::GuestAnswer => GuestAnswer::parse(&values).map(drop),
                other => panic!("{}: {other:?} is not told as an act", self.what),
            };
            return self.read(code, read);
        }
        self.course = match self.course.clone() {
            Course::Idea(stage) => {
                let kind: IdeaMoveKind = code.parse().unwrap();
                self.allowed(actor, Action::RecordIdea(kind));
                let step = self.read(code, IdeaMove::parse(kind, &values));
                Course::Idea(
                    stage
                        .apply(&step, today)
                        .unwrap_or_else(|why| panic!("{}: {code}: {why:?}", self.what)),
                )
            }
            Course::Problem(_) | Course::Questions => panic!("{}: it has no steps", self.what),
            Course::Proposal(stage) => {
                let kind: TransitionKind = code.parse().unwrap();
                self.allowed(actor, Action::Record(kind));
                let prepared_by = step["prepared_by"]
                    .as_str()
                    .and_then(|key| self.people.get(key));
                if let Some(colleague) = prepared_by {
                    self.allowed(colleague, Action::Record(kind));
                }
                let step = self.read(code, Transition::parse_at(stage.code(), kind, &values));
                let context = MoveContext {
                    today,
                    actor: actor.person_id(),
                    prepared_by: prepared_by.and_then(Actor::person_id),
                    officer: None,
                    proposer: self.proposer,
                    support_count: self.support,
                    ruleset: &self.ruleset,
                    topic: Some(self.topic),
                    window: None,
                };
                Course::Proposal(
                    stage
                        .apply(&step, &context)
                        .unwrap_or_else(|why| panic!("{}: {code} on {today}: {why:?}", self.what)),
                )
            }
        };
    }

    fn comment(&self, step: &Value, known: &[&str]) {
        let actor = &self.people[str_of(step, "by")];
        self.allowed(actor, Action::Comment);
        let stance: CommentStance = str_of(step, "stance").parse().unwrap();
        let reply = step["reply_to"].as_str();
        let stored = stance_of(
            stance,
            reply.is_some(),
            nara_domain::dialogue::speaks_as(actor),
        );
        assert_eq!(stance, stored, "{}: {step}", self.what);
        assert!(
            reply.is_none_or(|to| known.contains(&to)),
            "{}: {step}",
            self.what
        );
        text::lines(&told(str_of(step, "text")), 1, text::COMMENT_MAX).unwrap();
    }
}

/// Replays one item of `proposals.json` and returns its stage and support.
fn replay(item: &Value, people: &BTreeMap<String, Actor>) -> (Course, i64) {
    let submitted = today().add_days(-item["days_before"].as_i64().unwrap());
    let kind: Kind = str_of(item, "kind").parse().unwrap();
    let title = text::line(str_of(item, "title"), 1, text::TITLE_MAX).unwrap();
    text::lines(str_of(item, "body"), 1, text::BODY_MAX).unwrap();
    let rules = ruleset(item["ruleset"].as_str().unwrap_or("standard"));
    let proposer = &people[str_of(item, "proposer")];
    can(proposer, Action::Submit(kind), &Subject::Site(&rules)).unwrap();
    let mut walk = Walk {
        what: format!("{} {title}", item["number"]),
        course: match kind {
            Kind::Proposal => Course::Proposal(Stage::submitted(submitted)),
            Kind::Idea => Course::Idea(IdeaStage::published(submitted)),
            Kind::Problem | Kind::Questions => panic!("{title}: the demo has none"),
        },
        topic: str_of(item, "topic").parse().unwrap(),
        proposer: proposer.person_id(),
        ruleset: rules,
        support: 0,
        people,
    };
    let (mut day, mut known) = (submitted, Vec::new());
    let mut last_support = submitted;
    for step in items(&item["history"]) {
        let days = step["days_before"]
            .as_i64()
            .or(step["from_days_before"].as_i64())
            .unwrap();
        let on = today().add_days(-days);
        assert!(on >= day, "{}: {step} is told out of order", walk.what);
        day = on;
        match str_of(step, "do") {
            "support" => {
                support::is_open(&walk.course, &walk.ruleset, Some(walk.topic), Some(on))
                    .unwrap_or_else(|why| panic!("{}: {step}: {why:?}", walk.what));
                walk.support += step["count"].as_i64().unwrap();
                let until = step["to_days_before"].as_i64().unwrap();
                last_support = last_support.max(today().add_days(-until));
            }
            "join_hall_of_fame" => {
                let who = |key: &str| &walk.people[key];
                let proposer = who(str_of(item, "proposer")).person_id().unwrap();
                may_agree(&walk.course, proposer, who(str_of(step, "by")))
                    .unwrap_or_else(|why| panic!("{}: {step}: {why}", walk.what));
            }
            // Between two cases: this one has to be where that can still be done.
            "suggest_merge" | "agree_to_merge" => {
                let side = Side {
                    id: ProposalId::new(1),
                    merged_into: None,
                    has_parts: false,
                    course: &walk.course,
                };
                can_be_part(&side).unwrap_or_else(|why| panic!("{}: {step}: {why:?}", walk.what));
            }
            "comment" => {
                walk.comment(step, &known);
                known.extend(step["ref"].as_str());
            }
            _ => {
                walk.take(on, step);
                if walk.course.is_decided() {
                    assert!(last_support < on, "{}: support after the end", walk.what);
                }
            }
        }
    }
    (walk.course, walk.support)
}

#[test]
fn every_history_of_the_demo_ends_where_it_is_told_to() {
    const ENDS: [(&str, i64); 47] = [
        ("implementing", 214),
        ("in_preparation", 167),
        ("implemented", 98),
        ("answered", 131),
        ("declined", 56),
        ("collecting", 37),
        ("announced", 88),
        ("partly_approved", 342),
        ("planned", 61),
        ("referred", 119),
        ("implemented", 204),
        ("in_preparation", 401),
        ("needs_completion", 0),
        ("declined", 73),
        ("rerouted", 0),
        ("planned", 156),
        ("approved", 0),
        ("in_preparation", 92),
        ("rejected_formal", 0),
        ("rejected_formal", 0),
        ("threshold_missed", 31),
        ("remitted_back", 48),
        ("idea_answered", 47),
        ("done", 38),
        ("idea_answered", 29),
        ("idea_answered", 71),
        ("done", 83),
        ("idea_answered", 64),
        ("idea_answered", 92),
        ("idea_answered", 41),
        ("idea_answered", 78),
        ("done", 55),
        ("done", 59),
        ("idea_answered", 44),
        ("idea_answered", 61),
        ("done", 52),
        ("idea_answered", 69),
        ("idea_answered", 57),
        ("published", 63),
        ("idea_answered", 73),
        ("scheduled", 74),
        // It became part of the one before: where it was then.
        ("collecting", 12),
        ("scheduled", 67),
        ("withdrawn", 9),
        ("written_off", 50),
        ("stopped", 91),
        ("closed", 50),
    ];
    let people = people();
    let file = read("demo/proposals.json");
    assert_eq!(items(&file).len(), ENDS.len());
    for (item, (stage, support)) in items(&file).iter().zip(ENDS) {
        let (course, supported) = replay(item, &people);
        assert_eq!(
            (course.code(), supported),
            (stage, support),
            "{}",
            item["number"]
        );
        if item["number"] == 20 {
            assert!(!course.text_is_public(), "it is about a neighbour");
        }
    }
}

#[test]
fn told_meetings_are_on_working_days() {
    let file = read("demo/proposals.json");
    for item in items(&file) {
        for step in items(&item["history"]) {
            let Some(days) = step["fields"]["meeting_date"]["days_before"].as_i64() else {
                continue;
            };
            // 22 November 2026 is a Sunday.
            let weekday = (-days).rem_euclid(7);
            assert!((1..=5).contains(&weekday), "{}: {step}", item["number"]);
        }
    }
}

#[test]
fn real_decisions_walk_to_what_was_decided() {
    let mut people = people();
    people.insert("secretary".to_owned(), people["sekreterare"].clone());
    people.insert("official".to_owned(), people["handlaggare"].clone());
    let file = read("tests/fixtures/real-decisions.json");
    assert!(items(&file).len() >= 25);
    for row in items(&file) {
        let submitted = Date::parse(str_of(row, "submitted_on")).unwrap();
        let mut walk = Walk {
            what: str_of(row, "title").to_owned(),
            course: Course::Proposal(Stage::submitted(submitted)),
            topic: str_of(row, "topic").parse().unwrap(),
            proposer: people["invanare"].person_id(),
            ruleset: ruleset(str_of(row, "ruleset")),
            support: 0,
            people: &people,
        };
        for step in items(&row["steps"]) {
            walk.take(Date::parse(str_of(step, "on")).unwrap(), step);
        }
        let expected = &row["expected"];
        assert_eq!(walk.course.code(), str_of(expected, "stage"));
        let decision = walk.course.as_proposal().and_then(Stage::decision);
        let Some(decision) = decision else {
            // Where the source ends before a decision, none is expected.
            assert!(expected["paragraph"].is_null(), "{}", walk.what);
            continue;
        };
        assert_eq!(decision.meeting.body.as_str(), str_of(expected, "body"));
        assert_eq!(
            decision.meeting.date.to_string(),
            str_of(expected, "meeting_date")
        );
        assert_eq!(decision.meeting.paragraph, str_of(expected, "paragraph"));
    }
}
