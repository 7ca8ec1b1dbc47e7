//! Real decisions of real municipalities, from the proposal to the paragraph, as their own pages
//! state them (`server/tests/fixtures/README.md`): entered through the service, and read again on
//! the page of the proposal. What a source does not state is named in the fixture as assumed.

use std::collections::{BTreeMap, BTreeSet};

use nara_app::proposals::api::{AnswersQuery, DraftFields, ListQuery, NewAct, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::answer::{ActKind, AnswerKind};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Course, Ruleset, Stage, StageCode, StageGroup, Topic, TransitionKind};
use nara_domain::time::{Date, Stamp};
use serde::Deserialize;

use super::walk::Cast;
use crate::common::{App, http::Browser, list};
use crate::on_both;

#[derive(Deserialize)]
struct Case {
    /// Of `real-decisions.csv`, from 1.
    row: usize,
    title: String,
    body: String,
    topic: String,
    ruleset: String,
    submitted_on: Date,
    assumed: BTreeSet<String>,
    steps: Vec<Step>,
    expected: Expected,
}

#[derive(Deserialize)]
struct Step {
    on: Date,
    by: String,
    #[serde(rename = "do")]
    what: String,
    fields: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Expected {
    stage: StageCode,
    diary_number: String,
    /// Not where the source ends before a decision.
    #[serde(flatten)]
    decided: Option<Decided>,
}

#[derive(Deserialize)]
struct Decided {
    body: String,
    meeting_date: Date,
    paragraph: String,
}

/// What a source states; an empty cell is what it does not.
struct Source<'a> {
    title: &'a str,
    diary_number: &'a str,
    came: &'a str,
    body: &'a str,
    date: &'a str,
    paragraph: &'a str,
    outcome: &'a str,
    reason: &'a str,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../fixtures/real-decisions.json")).unwrap()
}

fn sources() -> Vec<Source<'static>> {
    let rows = include_str!("../fixtures/real-decisions.csv")
        .lines()
        .skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        let [
            _,
            title,
            diary_number,
            came,
            body,
            date,
            paragraph,
            outcome,
            reason,
            _,
        ] = cells[..]
        else {
            panic!("{row}");
        };
        Source {
            title,
            diary_number,
            came,
            body,
            date,
            paragraph,
            outcome,
            reason,
        }
    })
    .collect()
}

fn noon(day: Date) -> Stamp {
    Stamp::from_date(day).plus_hours(12)
}

/// `23 januari 2020`
fn in_words(day: Date) -> String {
    let months = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let month = months[usize::try_from(day.month()).unwrap() - 1];
    format!("{} {month} {}", day.day(), day.year())
}

impl Case {
    fn last(&self) -> &Step {
        self.steps.last().unwrap()
    }

    /// A cell is either what is entered, or empty and named as assumed. Nothing else is entered.
    fn keeps_to(&self, source: &Source<'_>) {
        let kept = |cell: &str, entered: &str, field: &str| {
            let assumed = self.assumed.contains(field);
            assert_eq!(cell.is_empty(), assumed, "{}: {field}", self.title);
            assert!(
                assumed || cell == entered,
                "{}: {cell} {entered}",
                self.title
            );
        };
        assert_eq!(self.title, source.title);
        let number = &self.expected.diary_number;
        kept(source.diary_number, number, "register.diary_number");
        let announced = self.steps.iter().find(|step| step.what == "announce");
        let announced = &announced.unwrap().fields["meeting_date"];
        // The source names the day it came in, or the one it was announced.
        if Date::parse(source.came).is_ok() && source.came == announced {
            assert!(!self.assumed.contains("announce.meeting_date"));
        } else {
            let day = Date::parse(source.came).map_or("", |_| source.came);
            kept(day, &self.submitted_on.to_string(), "received_on");
        }
        let stage = match source.outcome {
            "proposed_decline" => "proposal_ready",
            "" => "referred",
            outcome => outcome,
        };
        assert_eq!(self.expected.stage.code(), stage, "{}", self.title);
        if let Some(decided) = &self.expected.decided {
            let step = &self.last().what;
            let date = decided.meeting_date.to_string();
            kept(source.body, &decided.body, &format!("{step}.body"));
            kept(source.date, &date, &format!("{step}.meeting_date"));
            kept(
                source.paragraph,
                &decided.paragraph,
                &format!("{step}.paragraph"),
            );
        }
    }

    /// Hands it in and takes it along its way, each step by whoever takes it.
    async fn walk(&self, app: &App, cast: &Cast) -> ProposalId {
        assert_eq!(self.ruleset, "no_threshold_pre_review");
        let typed = DraftFields {
            kind: "proposal".to_owned(),
            title: self.title.clone(),
            body: self.body.clone(),
            topic: self.topic.clone(),
            ..DraftFields::default()
        };
        let id = app
            .proposal_at(&cast.proposer, typed, noon(self.submitted_on))
            .await;
        for step in &self.steps {
            let actor = if step.by == "official" {
                &cast.official
            } else {
                &cast.secretary
            };
            let new = NewAct {
                fields: step.fields.clone(),
                once: String::new(),
            };
            let now = noon(step.on);
            let done = match TransitionKind::from_code(&step.what) {
                Some(kind) => app
                    .proposals
                    .record(actor, id, kind, new, now)
                    .await
                    .map(drop),
                None => {
                    let kind = ActKind::from_code(&step.what).unwrap();
                    let answered = app.proposals.answer(actor, id, kind, new, now);
                    answered.await.map(drop)
                }
            };
            done.unwrap_or_else(|error| panic!("{}: {}: {error:?}", self.title, step.what));
        }
        id
    }

    /// What everybody reads on its page.
    async fn is_shown(&self, visitor: &mut Browser<'_>, id: ProposalId, source: &Source<'_>) {
        let led = visitor.get(&format!("/forslag/{id}")).await;
        let page = match led.status.is_redirection() {
            true => visitor.get(led.location()).await,
            false => led,
        };
        assert_eq!(page.status, 200, "{}", self.title);
        let text = page.text.replace('\u{a0}', " ");
        let has = |part: &str, words: &str| {
            assert!(part.contains(words), "{}: no {words} in {part}", self.title);
        };
        let head = between(&text, "<h1", "</header>");
        has(head, &format!(">{}</h1>", self.title));
        has(head, &self.expected.diary_number);
        has(head, &in_words(self.submitted_on));
        let state = between(&text, "class=\"state ", "</div>");
        let (name, done) = words_of(self.expected.stage);
        has(state, name);
        // Whatever is assumed is said in the record.
        has(&text, "satta för provets skull");
        let fields = &self.last().fields;
        let Some(decided) = &self.expected.decided else {
            return match self.expected.stage {
                StageCode::Referred => has(state, "Allmänna utskottet"),
                _ => {
                    let card = between(
                        &text,
                        "Förvaltningen: Förslag till beslut klart",
                        "</article>",
                    );
                    has(card, "10 000 000 kr");
                    has(card, &fields["proposed_decision"]);
                    has(card, source.reason.split(';').next_back().unwrap().trim());
                }
            };
        };
        let bodies = [
            ("KF", "Kommunfullmäktige"),
            ("KS", "Kommunstyrelsen"),
            ("TN", "Tekniska nämnden"),
            ("UN", "Utbildningsnämnden"),
            ("KFN", "Kultur- och fritidsnämnden"),
            ("OSN", "Omsorgs- och socialnämnden"),
        ];
        let body = bodies
            .iter()
            .find(|(code, _)| *code == decided.body)
            .unwrap()
            .1;
        let meeting = format!(
            "{body}, {}, § {}",
            in_words(decided.meeting_date),
            decided.paragraph
        );
        has(state, &meeting);
        let card = between(&text, &format!("Beslut: {done}"), "</article>");
        has(card, &meeting);
        has(card, &fields["decision_text"]);
        has(card, &fields["reasons"]);
        // The words of the source, whose first letter follows a colon here.
        let mut letters = source.reason.chars();
        letters.next();
        has(card, letters.as_str());
        if let Some(code) = fields.get("sub_reason") {
            has(card, &format!("{}.", in_code(code)));
        }
        if let Some(code) = fields.get("reason_code") {
            has(card, "Främsta skälet");
            has(card, in_code(code));
        }
        // The meeting it was decided at takes it up, with nothing entered about the meeting.
        let (body, day) = (&decided.body, decided.meeting_date);
        let meeting = visitor.get(&format!("/moten/{body}/{day}")).await;
        assert_eq!(meeting.status, 200, "{}", self.title);
        let text = meeting.text.replace('\u{a0}', " ");
        let item = between(&text, &format!(">{}</a>", self.title), "</li>");
        has(item, &format!("§ {}", decided.paragraph));
        has(item, done);
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start}"))
        .1;
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// A state by its name, and what a decision that leads there is called.
fn words_of(stage: StageCode) -> (&'static str, &'static str) {
    match stage {
        StageCode::Approved => ("Bifallet", "Bifallet"),
        StageCode::Answered => ("Anses besvarat", "Anses besvarat"),
        StageCode::Declined => ("Avslaget", "Avslaget"),
        StageCode::ProposalReady => ("Förslag till beslut klart", ""),
        StageCode::Referred => ("På remiss till nämnd", ""),
        other => panic!("{other}"),
    }
}

fn in_code(code: &str) -> &'static str {
    match code {
        "already_done" => "Det är redan gjort",
        "under_way" => "Det pågår",
        "in_other_plan" => "Det ingår i en annan plan",
        "no_position" => "Ingen ställning tas",
        "cost" => "Kostnaden",
        "safety" => "Säkerhet eller teknik",
        "priority" => "Annat går först",
        "no_need" => "Behovet finns inte",
        "other" => "Annat skäl",
        code => panic!("{code}"),
    }
}

#[test]
fn what_is_entered_is_stated_or_named_as_assumed() {
    let (cases, sources) = (cases(), sources());
    assert!(cases.len() >= 25, "{}", cases.len());
    let rows: BTreeSet<usize> = cases.iter().map(|case| case.row).collect();
    assert_eq!(rows.len(), cases.len(), "each row once");
    for case in &cases {
        case.keeps_to(&sources[case.row - 1]);
    }
    // Of these the source states all there is to a decision.
    let whole = |case: &&Case| {
        let source = &sources[case.row - 1];
        [
            source.diary_number,
            source.body,
            source.date,
            source.paragraph,
        ]
        .iter()
        .all(|cell| !cell.is_empty())
    };
    assert_eq!(cases.iter().filter(whole).count(), 18);
}

on_both!(real_decisions_end_as_they_did_and_are_shown_so, |app| {
    let (cases, sources) = (cases(), sources());
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        ..Ruleset::without_threshold(&app.site.municipality)
    };
    app.set_rules(rules).await;
    let cast = app.cast().await;
    let web = app.web().await;
    let mut visitor = web.visitor();
    for case in &cases {
        let id = case.walk(&app, &cast).await;
        let view = app
            .proposals
            .get(&Actor::Visitor, id, app.now)
            .await
            .unwrap();
        let expected = &case.expected;
        assert_eq!(view.course.code(), expected.stage.code(), "{}", case.title);
        assert_eq!(
            view.diary_number.as_deref(),
            Some(expected.diary_number.as_str())
        );
        let Course::Proposal(stage) = &view.course else {
            panic!()
        };
        let meeting = Stage::decision(stage).map(|decision| decision.meeting);
        assert_eq!(meeting.is_some(), expected.decided.is_some());
        if let Some((decided, meeting)) = expected.decided.as_ref().zip(meeting) {
            assert_eq!(meeting.body.as_str(), decided.body);
            assert_eq!(meeting.date, decided.meeting_date);
            assert_eq!(meeting.paragraph, decided.paragraph);
            let decision = view.acts.last().unwrap();
            assert_eq!(decision.happened_on, decided.meeting_date);
            assert_eq!(decision.fields["paragraph"], decided.paragraph);
        }
        case.is_shown(&mut visitor, id, &sources[case.row - 1])
            .await;
    }
    // And the list's filters know them.
    let decided: Vec<&Case> = cases
        .iter()
        .filter(|case| case.expected.decided.is_some())
        .collect();
    let query = ListQuery {
        group: Some(StageGroup::Decided),
        ..list(100)
    };
    let page = app
        .proposals
        .list(&Actor::Visitor, &query, "", app.now)
        .await
        .unwrap();
    assert_eq!(page.total, i64::try_from(decided.len()).unwrap());
    for topic in Topic::ALL {
        let of_topic = decided
            .iter()
            .filter(|case| case.topic == topic.code())
            .count();
        let told = page
            .by_topic
            .iter()
            .find(|(t, _)| t == topic)
            .map_or(0, |(_, n)| *n);
        assert_eq!(told, i64::try_from(of_topic).unwrap(), "{topic}");
    }
    for case in &cases {
        let query = ListQuery {
            text: format!("{} ", case.title),
            ..list(100)
        };
        let page = app
            .proposals
            .list(&Actor::Visitor, &query, "", app.now)
            .await
            .unwrap();
        assert!(
            page.items.iter().any(|item| item.title == case.title),
            "{}",
            case.title
        );
    }
    let feed = app
        .proposals
        .answers(&AnswersQuery::default(), 100)
        .await
        .unwrap();
    assert_eq!(feed.len(), decided.len());
    // Each body's own list has what it decided, and nothing else.
    let mut listed = 0;
    for body in app.proposals.deciding_bodies().await.unwrap() {
        let of_body = AnswersQuery {
            kind: Some(AnswerKind::Decision),
            body: Some(body.clone()),
            ..AnswersQuery::default()
        };
        let found = app.proposals.answers(&of_body, 100).await.unwrap();
        let expected = decided.iter().filter(|case| {
            let decided = case.expected.decided.as_ref();
            decided.is_some_and(|decided| decided.body == body.as_str())
        });
        assert_eq!(found.len(), expected.count(), "{body}");
        assert!(!found.is_empty(), "{body}");
        listed += found.len();
    }
    assert_eq!(listed, decided.len());
});
