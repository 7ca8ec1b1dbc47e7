//! Real decisions of a real municipality, from the proposal to the paragraph, as its own page states
//! them (`server/tests/fixtures/README.md`).

use std::collections::BTreeMap;

use nara_app::proposals::api::{DraftFields, ListQuery, NewAct, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::proposal::{Course, Ruleset, StageGroup, Topic, TransitionKind};
use nara_domain::time::{Date, Stamp};
use serde::Deserialize;

use crate::common::list;
use crate::on_both;

#[derive(Deserialize)]
struct Case {
    title: String,
    body: String,
    topic: String,
    ruleset: String,
    submitted_on: Date,
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
    stage: String,
    diary_number: String,
    body: String,
    meeting_date: Date,
    paragraph: String,
}

fn noon(day: Date) -> Stamp {
    Stamp::from_date(day).plus_hours(12)
}

on_both!(real_decisions_end_as_they_did, |app| {
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../fixtures/real-decisions.json")).unwrap();
    assert!(cases.len() >= 10, "{}", cases.len());
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        ..Ruleset::without_threshold(&app.site.municipality)
    };
    app.set_rules(rules).await;
    let cast = app.cast().await;
    for case in &cases {
        assert_eq!(case.ruleset, "no_threshold_pre_review");
        let typed = DraftFields {
            kind: "proposal".to_owned(),
            title: case.title.clone(),
            body: case.body.clone(),
            topic: case.topic.clone(),
            ..DraftFields::default()
        };
        let id = app
            .proposal_at(&cast.proposer, typed, noon(case.submitted_on))
            .await;
        for step in &case.steps {
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
            done.unwrap_or_else(|error| panic!("{}: {}: {error:?}", case.title, step.what));
        }
        let view = app
            .proposals
            .get(&Actor::Visitor, id, app.now)
            .await
            .unwrap();
        assert_eq!(view.course.code(), case.expected.stage, "{}", case.title);
        assert_eq!(
            view.diary_number.as_deref(),
            Some(case.expected.diary_number.as_str())
        );
        let Course::Proposal(stage) = &view.course else {
            panic!()
        };
        let meeting = stage.decision().unwrap().meeting;
        assert_eq!(meeting.body.as_str(), case.expected.body);
        assert_eq!(meeting.date, case.expected.meeting_date);
        assert_eq!(meeting.paragraph, case.expected.paragraph);
        let decision = view.acts.last().unwrap();
        assert_eq!(decision.happened_on, case.expected.meeting_date);
        assert_eq!(decision.fields["paragraph"], case.expected.paragraph);
    }
    // And the list's filters know them.
    let count = i64::try_from(cases.len()).unwrap();
    let decided = ListQuery {
        group: Some(StageGroup::Decided),
        ..list(100)
    };
    let page = app
        .proposals
        .list(&Actor::Visitor, &decided, "", app.now)
        .await
        .unwrap();
    assert_eq!(page.total, count);
    for topic in Topic::ALL {
        let of_topic = cases
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
    let feed = app.proposals.answers(None, 100).await.unwrap();
    assert_eq!(feed.len(), cases.len());
});
