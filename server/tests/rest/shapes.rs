//! What programs are given, whole: a changed name here breaks somebody's program.

use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::proposal::IdeaMoveKind;
use serde_json::{Value, json};

use crate::common::{act, comment, fields, idea};
use crate::{is_problem, on_both, post};

#[track_caller]
fn is(value: &Value, expected: Value) {
    assert!(*value == expected, "{value:#}");
}

/// A proposal with an official answer to it, and a comment.
async fn told(app: &crate::common::App) {
    let siv = app.resident("Siv").await;
    let id = app
        .proposal_at(&siv, fields("Belysning vid sjön"), app.now)
        .await;
    let maja = app.official("Maja").await;
    let form = act(&[("text", "Vi mäter ljuset i oktober.")]);
    let later = app.now.plus_minutes(1);
    app.proposals
        .answer(&maja, id, ActKind::OfficialAnswer, form, later)
        .await
        .unwrap();
    app.proposals
        .comment(&siv, id, comment("Tack!"), later)
        .await
        .unwrap();
    app.proposals.support(&siv, id, later).await.unwrap();
}

on_both!(a_list, |app| {
    told(&app).await;
    let web = app.web().await;
    let list = web.visitor().get("/api/v1/proposals").await.json();
    is(
        &list,
        json!({
            "items": [
                {
                    "id": 1,
                    "kind": "proposal",
                    "title": "Belysning vid sjön",
                    "gist": "Belysning vid sjön. Det behövs för att alla ska kunna vara ute när det är mörkt.",
                    "topic": "trygghet",
                    "district": null,
                    "stage": "collecting",
                    "stage_group": "collecting",
                    "merged_into": null,
                    "support": {"count": 1, "threshold": 50},
                    "comment_count": 1,
                    "submitted_at": "2026-03-04T11:00:00Z",
                    "changed_at": "2026-03-04T11:01:00Z",
                    "answer_by": null,
                    "url": "http://127.0.0.1:3000/forslag/1/belysning-vid-sjon",
                },
            ],
            "total": 1,
            "next": null,
        }),
    );
});

on_both!(a_proposal, |app| {
    told(&app).await;
    let web = app.web().await;
    let proposal = web.visitor().get("/api/v1/proposals/1").await.json();
    is(
        &proposal,
        json!({
            "id": 1,
            "kind": "proposal",
            "title": "Belysning vid sjön",
            "body": "Belysning vid sjön. Det behövs för att alla ska kunna vara ute när det är mörkt.",
            "topic": "trygghet",
            "district": null,
            "proposer": "Siv",
            "stage": "collecting",
            "stage_group": "collecting",
            "merged_into": null,
            "parts": [],
            "course": {
                "closes": "2026-06-01",
                "code": "collecting",
                "kind": "proposal",
                "opened": "2026-03-04",
                "registration": {"diary_number": "KS/2026:1", "received_on": "2026-03-04"},
                "threshold": 50,
            },
            "diary_number": "KS/2026:1",
            "submitted_at": "2026-03-04T11:00:00Z",
            "changed_at": "2026-03-04T11:01:00Z",
            "answer_by": null,
            "support": {"count": 1, "mine": false, "open": true, "refused": null, "threshold": 50},
            "comment_count": 1,
            "documents": [],
            "acts": [
                {
                    "id": 1,
                    "kind": "transition",
                    "transition": "submit",
                    "stage": "submitted",
                    "actor": {
                        "name": "Siv",
                        "role": null,
                        "title": null,
                        "department": null,
                        "party": null,
                        "assignment": null,
                        "body": null,
                    },
                    "recorded_at": "2026-03-04T11:00:00Z",
                    "happened_on": "2026-03-04",
                    "fields": {},
                    "supersedes": null,
                    "superseded_by": null,
                },
                {
                    "id": 2,
                    "kind": "transition",
                    "transition": "register",
                    "stage": "registered",
                    "actor": {
                        "name": null,
                        "role": "system",
                        "title": null,
                        "department": null,
                        "party": null,
                        "assignment": null,
                        "body": null,
                    },
                    "recorded_at": "2026-03-04T11:00:00Z",
                    "happened_on": "2026-03-04",
                    "fields": {
                        "diary_number": "KS/2026:1",
                        "received_on": "2026-03-04",
                        "short_description": "Belysning vid sjön",
                    },
                    "supersedes": null,
                    "superseded_by": null,
                },
                {
                    "id": 3,
                    "kind": "transition",
                    "transition": "open_for_support",
                    "stage": "collecting",
                    "actor": {
                        "name": null,
                        "role": "system",
                        "title": null,
                        "department": null,
                        "party": null,
                        "assignment": null,
                        "body": null,
                    },
                    "recorded_at": "2026-03-04T11:00:00Z",
                    "happened_on": "2026-03-04",
                    "fields": {},
                    "supersedes": null,
                    "superseded_by": null,
                },
                {
                    "id": 4,
                    "kind": "official_answer",
                    "transition": null,
                    "stage": "collecting",
                    "actor": {
                        "name": "Maja",
                        "role": "official",
                        "title": "trafikingenjör",
                        "department": "Tekniska förvaltningen",
                        "party": null,
                        "assignment": null,
                        "body": null,
                    },
                    "recorded_at": "2026-03-04T11:01:00Z",
                    "happened_on": "2026-03-04",
                    "fields": {"text": "Vi mäter ljuset i oktober."},
                    "supersedes": null,
                    "superseded_by": null,
                },
            ],
            "url": "http://127.0.0.1:3000/forslag/1/belysning-vid-sjon",
        }),
    );
});

on_both!(the_comments, |app| {
    told(&app).await;
    let web = app.web().await;
    let comments = web
        .visitor()
        .get("/api/v1/proposals/1/comments")
        .await
        .json();
    is(
        &comments,
        json!({
            "items": [
                {
                    "id": 1,
                    "parent": null,
                    "author": {
                        "name": "Siv",
                        "role": null,
                        "title": null,
                        "department": null,
                        "party": null,
                        "assignment": null,
                        "body": null,
                    },
                    "stance": "for",
                    "text": "Tack!",
                    "at": "2026-03-04T11:01:00Z",
                    "url": "http://127.0.0.1:3000/forslag/1?inlagg=till-1#inlagg-1",
                },
            ],
            "next": null,
        }),
    );
});

on_both!(a_problem, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let body = json!({"title": "a".repeat(90), "body": "Mörkt", "topic": "rymden"});
    let refused = post(
        &mut web.signed_in(&siv).await,
        "/en/api/v1/proposals",
        &body,
    )
    .await;
    let problem = is_problem(&refused, 422, "invalid", Some("title"));
    is(
        &problem,
        json!({
            "type": "about:blank",
            "title": "Something needs changing",
            "status": 422,
            "code": "invalid",
            "detail": "What stands in errors has to be changed. Nothing was saved.",
            "field": "title",
            "errors": [
                {
                    "field": "title",
                    "code": "too_long",
                    "detail": "The text is 90 characters. Shorten it to 80 at most.",
                },
                {
                    "field": "topic",
                    "code": "not_a_choice",
                    "detail": "Choose one of the options.",
                },
            ],
        }),
    );
});

// What the rules do by themselves has nobody's name.
on_both!(the_system_is_nobody, |app| {
    let people = app.residents(51).await;
    let id = app.proposal(&people[0], "Belysning").await;
    for person in &people[1..] {
        app.proposals.support(person, id, app.now).await.unwrap();
    }
    let web = app.web().await;
    let proposal = web.visitor().get("/api/v1/proposals/1").await.json();
    let by = |act: &Value| (act["transition"].clone(), act["actor"]["role"].clone());
    let acts: Vec<_> = proposal["acts"]
        .as_array()
        .unwrap()
        .iter()
        .map(by)
        .collect();
    let system = json!("system");
    assert_eq!(
        acts,
        [
            (json!("submit"), Value::Null),
            (json!("register"), system.clone()),
            (json!("open_for_support"), system.clone()),
            (json!("reach_threshold"), system),
        ]
    );
    let last = proposal["acts"][3].clone();
    assert_eq!(last["actor"]["name"], Value::Null);
    assert_eq!(last["fields"]["support_count"], "50");
    assert_eq!(
        (&proposal["stage"], &proposal["stage_group"]),
        (&json!("announced"), &json!("at_municipality"))
    );
});

on_both!(an_answer_to_an_idea_is_a_step, |app| {
    let youth = app.youth("Norrsken").await;
    let maja = app.official("Maja").await;
    let id = app
        .proposal_at(&youth, idea("Läxhjälp på biblioteket"), app.now)
        .await;
    let form = act(&[
        ("link", "https://example.se/laxhjalp"),
        ("contact", "biblioteket@example.se"),
        ("why_unknown", "Vi har inte berättat om det på skolorna."),
    ]);
    let code = IdeaMoveKind::Exists.code();
    app.proposals
        .idea_step(&maja, id, code, form, app.now)
        .await
        .unwrap();
    let web = app.web().await;
    let proposal = web.visitor().get("/api/v1/proposals/1").await.json();
    assert_eq!(proposal["acts"][0]["transition"], "submit");
    assert_eq!(proposal["acts"][1]["kind"], "idea_move");
    assert_eq!(proposal["acts"][1]["transition"], code);
    assert_eq!(proposal["acts"][1]["actor"]["name"], "Maja");
});

on_both!(no_account_has_its_number_in_a_proposal, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let web = app.web().await;
    let page = web.visitor().get("/api/v1/proposals/1").await;
    assert!(!page.text.contains("prepared_by"), "{}", page.text);
    assert_eq!(page.json()["course"]["code"], "scheduled");
});
