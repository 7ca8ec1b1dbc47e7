//! `/openapi.json` says what is so: every address, method and status, and the shape of every answer.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{HeaderValue, Method};
use nara_app::proposals::api::ProposalPort;
use nara_domain::moderation::holding::HoldingRules;
use nara_domain::proposal::{Ruleset, TransitionKind};
use nara_server::http::limits::Action;
use serde_json::{Value, json};

use crate::common::http::{Browser, Options, Page, Web};
use crate::common::{act, comment};
use crate::{lights, on_both, with};

async fn description(web: &Web) -> Value {
    let page = web.visitor().get("/openapi.json").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "application/json");
    page.json()
}

/// Every operation: method and path.
fn operations(description: &Value) -> BTreeSet<(String, String)> {
    let paths = description["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(|method| (method.to_uppercase(), path.clone()))
        })
        .collect()
}

/// The addresses in the table of routes, as it is written.
fn routed() -> BTreeSet<String> {
    let source = include_str!("../../src/rest/mod.rs");
    let quoted = source
        .split(".route(")
        .skip(1)
        .filter_map(|rest| rest.split('"').nth(1));
    quoted
        .filter(|path| *path != "/openapi.json")
        .map(str::to_owned)
        .collect()
}

on_both!(it_lists_the_routed_addresses_and_no_other, |app| {
    let web = app.web().await;
    let description = description(&web).await;
    let mut listed: BTreeSet<String> = operations(&description)
        .into_iter()
        .map(|(_, path)| path)
        .collect();
    assert!(listed.remove("/live"), "the stream belongs to it");
    assert_eq!(listed, routed());
    assert!(listed.len() >= 4);
});

on_both!(it_lists_the_routed_methods_and_no_other, |app| {
    let web = app.web().await;
    let mut methods = BTreeMap::<String, BTreeSet<String>>::new();
    for (method, path) in operations(&description(&web).await) {
        methods
            .entry(path)
            .or_insert_with(|| ["HEAD".to_owned()].into())
            .insert(method);
    }
    for (path, methods) in methods {
        let path = path.replace("{id}", "1");
        let refused = web.visitor().json(Method::PATCH, &path, Value::Null).await;
        assert_eq!(refused.status, 405, "{path}");
        let allowed: BTreeSet<String> = refused
            .header("allow")
            .split(',')
            .map(|name| name.trim().to_owned())
            .collect();
        assert_eq!(allowed, methods, "{path}");
    }
});

/// What is asked, and the status it has to be answered with.
struct Example<'w> {
    who: Browser<'w>,
    method: Method,
    path: &'static str,
    at: &'static str,
    body: Option<Vec<u8>>,
    status: u16,
}

/// Makes examples of one operation.
struct Of(Method, &'static str, &'static str);

impl Of {
    fn get<'w>(&self, who: &Browser<'w>, at: &'static str, status: u16) -> Example<'w> {
        let Of(method, path, _) = self;
        Example {
            who: who.clone(),
            method: method.clone(),
            path,
            at,
            body: None,
            status,
        }
    }

    fn sent<'w>(&self, who: &Browser<'w>, body: impl Into<Vec<u8>>, status: u16) -> Example<'w> {
        Example {
            body: Some(body.into()),
            ..self.get(who, self.2, status)
        }
    }
}

async fn answered(example: &mut Example<'_>) -> Page {
    let kind = match (&example.body, example.status) {
        (Some(_), 415) => Some("text/plain"),
        (Some(_), _) => Some("application/json"),
        (None, _) => None,
    };
    let body = example.body.take().unwrap_or_default();
    example
        .who
        .send(example.method.clone(), example.at, kind, body)
        .await
}

on_both!(
    every_status_it_lists_is_answered_in_the_shape_it_says,
    |app| {
        // So that the same cannot be handed in twice.
        app.set_rules(Ruleset {
            version: 2,
            duplicate_months: Some(12),
            ..Ruleset::bjorksjo()
        })
        .await;
        let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
        let (busy, maja) = (app.resident("Ida").await, app.official("Maja").await);
        app.proposal(&siv, "Öppet").await;
        let over = app.proposal(&siv, "Avslutat").await;
        let form = act(&[("confirmation", "yes")]);
        app.proposals
            .record(&siv, over, TransitionKind::Withdraw, form, app.now)
            .await
            .unwrap();
        app.proposals
            .comment(
                &bo,
                nara_domain::ids::ProposalId::new(1),
                comment("Bra"),
                app.now,
            )
            .await
            .unwrap();
        let words = HoldingRules {
            words: vec!["spärrord".to_owned()],
            ..HoldingRules::none()
        };
        let web = app.web_with(Options {
            holding: words,
            ..Options::default()
        });
        let web = web.await;
        crate::questions::asked(&app, &web).await;
        let visitor = web.visitor();
        let (siv, bo, maja) = (
            web.signed_in(&siv).await,
            web.signed_in(&bo).await,
            web.signed_in(&maja).await,
        );
        let person = busy.person_id().unwrap().to_string();
        for action in [Action::Submit, Action::Comment, Action::Support] {
            while web.state.limits.check(action, &person, web.now()).is_ok() {}
        }
        let busy = web.signed_in(&busy).await;
        let mut keyed = bo.clone();
        keyed
            .headers
            .insert("idempotency-key", HeaderValue::from_static("nyckel-ett"));

        let (one, closed, none) = (
            "/api/v1/proposals/1/support",
            "/api/v1/proposals/2/support",
            "/api/v1/proposals/9/support",
        );
        let list = Of(Method::GET, "/api/v1/proposals", "/api/v1/proposals");
        let submit = Of(Method::POST, "/api/v1/proposals", "/api/v1/proposals");
        let show = Of(Method::GET, "/api/v1/proposals/{id}", "");
        let stands = Of(Method::GET, "/api/v1/proposals/{id}/support", "");
        let give = Of(Method::PUT, "/api/v1/proposals/{id}/support", "");
        let back = Of(Method::DELETE, "/api/v1/proposals/{id}/support", "");
        let read = Of(Method::GET, "/api/v1/proposals/{id}/comments", "");
        let path = "/api/v1/proposals/{id}/comments";
        let say = Of(Method::POST, path, "/api/v1/proposals/1/comments");
        let elsewhere = Of(Method::POST, path, "/api/v1/proposals/2/comments");
        let nowhere = Of(Method::POST, path, "/api/v1/proposals/9/comments");
        let live = Of(Method::GET, "/live", "/live");
        let asked = Of(Method::GET, "/api/v1/questions", "");
        let questions = Of(Method::GET, "/api/v1/questions/{questions}", "");
        let below = Of(Method::GET, "/api/v1/questions/{questions}/comments", "");
        let bench = with("title", json!("En bänk")).to_string();
        let (lights, hello) = (lights().to_string(), json!({"text": "Hej"}).to_string());
        let waits = json!({"text": "Ett spärrord"}).to_string();
        let large = "x".repeat(70_000);
        let examples = vec![
            list.get(&visitor, "/api/v1/proposals?slag=proposal", 200),
            list.get(&visitor, "/api/v1/proposals?cursor=x", 400),
            list.get(&visitor, "/api/v1/proposals?limit=0", 422),
            submit.sent(&siv, lights.clone(), 201),
            submit.sent(&siv, "{", 400),
            submit.sent(&visitor, lights.clone(), 401),
            submit.sent(&maja, lights.clone(), 403),
            submit.sent(&siv, lights.clone(), 409),
            submit.sent(&siv, large.clone(), 413),
            submit.sent(&siv, lights.clone(), 415),
            submit.sent(&siv, "{}", 422),
            submit.sent(&busy, bench, 429),
            show.get(&visitor, "/api/v1/proposals/1", 200),
            show.get(&visitor, "/api/v1/proposals/9", 404),
            stands.get(&visitor, one, 200),
            stands.get(&visitor, none, 404),
            give.get(&siv, one, 200),
            give.get(&visitor, one, 401),
            give.get(&maja, one, 403),
            give.get(&siv, none, 404),
            give.get(&siv, closed, 409),
            give.get(&busy, one, 429),
            back.get(&siv, one, 200),
            back.get(&visitor, one, 401),
            back.get(&siv, none, 404),
            // Given before it was over, so that there is something to take back.
            back.get(&siv, one, 200),
            back.get(&busy, one, 429),
            read.get(&visitor, "/api/v1/proposals/1/comments?cursor=x", 400),
            read.get(&visitor, "/api/v1/proposals/1/comments?limit=0", 422),
            read.get(&visitor, "/api/v1/proposals/1/comments", 200),
            read.get(&visitor, "/api/v1/proposals/9/comments", 404),
            say.sent(&keyed, hello.clone(), 201),
            say.sent(&siv, waits, 202),
            say.sent(&siv, "[]", 400),
            say.sent(&visitor, hello.clone(), 401),
            elsewhere.sent(&siv, hello.clone(), 403),
            nowhere.sent(&siv, hello.clone(), 404),
            elsewhere.sent(&keyed, hello.clone(), 409),
            say.sent(&siv, large, 413),
            say.sent(&siv, hello.clone(), 415),
            say.sent(&siv, "{}", 422),
            say.sent(&busy, hello, 429),
            live.get(&visitor, "/live?proposal=x", 400),
            asked.get(&visitor, "/api/v1/questions?state=open", 200),
            asked.get(&visitor, "/api/v1/questions?state=x", 400),
            questions.get(&visitor, "/api/v1/questions/1", 200),
            questions.get(&visitor, "/api/v1/questions/9", 404),
            below.get(&visitor, "/api/v1/questions/1/comments?cursor=x", 400),
            below.get(&visitor, "/api/v1/questions/1/comments?limit=0", 422),
            below.get(&visitor, "/api/v1/questions/1/comments", 200),
            below.get(&visitor, "/api/v1/questions/9/comments", 404),
        ];
        let description = description(&web).await;
        let mut shown = BTreeSet::new();
        for mut example in examples {
            let page = answered(&mut example).await;
            let name = format!("{} {}", example.method, example.at);
            assert_eq!(page.status, example.status, "{name}: {}", page.text);
            let operation =
                &description["paths"][example.path][example.method.as_str().to_lowercase()];
            let content = &operation["responses"][example.status.to_string()]["content"];
            let listed = &operation["responses"][example.status.to_string()];
            assert!(
                listed.is_object(),
                "{name}: {} is not listed",
                example.status
            );
            match content.as_object().and_then(|kinds| kinds.values().next()) {
                Some(schema) => fits(&page.json(), &schema["schema"], &description, &name),
                None => assert_eq!(page.text, "", "{name}"),
            }
            shown.insert(format!(
                "{} {} {}",
                example.method, example.path, example.status
            ));
        }
        // Closed to whoever supports it: only possible after the fact, shown in `support`; and a
        // stream has no end to read to.
        shown.insert("DELETE /api/v1/proposals/{id}/support 409".to_owned());
        shown.insert("GET /live 200".to_owned());
        let mut listed = BTreeSet::new();
        for (method, path) in operations(&description) {
            let responses = &description["paths"][&path][method.to_lowercase()]["responses"];
            for status in responses.as_object().unwrap().keys() {
                listed.insert(format!("{method} {path} {status}"));
            }
        }
        assert_eq!(listed, shown);
    }
);

on_both!(
    every_reference_leads_somewhere_and_every_operation_is_explained,
    |app| {
        let web = app.web().await;
        let description = description(&web).await;
        let text = description.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1) {
            let pointer = reference.split('"').next().unwrap();
            assert!(description.pointer(pointer).is_some(), "{pointer}");
        }
        for (method, path) in operations(&description) {
            let operation = &description["paths"][&path][method.to_lowercase()];
            assert!(operation["summary"].is_string(), "{method} {path}");
            if method != "GET" {
                assert!(operation["security"].is_array(), "{method} {path}");
            }
            if method == "POST" {
                let body = &operation["requestBody"]["content"]["application/json"]["schema"];
                let name = body["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
                let schema = &description["components"]["schemas"][name];
                assert!(
                    schema["properties"].is_object() && schema["required"].is_array(),
                    "{schema}"
                );
            }
        }
        let new = &description["components"]["schemas"]["NewProposal"];
        assert_eq!(new["required"], json!(["title", "body", "topic"]));
        assert_eq!(new["properties"]["title"]["maxLength"], 80);
        assert_eq!(
            new["properties"]["kind"]["enum"],
            json!(["proposal", "idea", "problem"])
        );
    }
);

/// Whether a value is as its schema says: nothing that is not described, nothing missing, nothing of
/// another type.
#[track_caller]
fn fits(value: &Value, schema: &Value, description: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let schema = description
            .pointer(reference.trim_start_matches('#'))
            .unwrap();
        return fits(value, schema, description, at);
    }
    if let Some(all) = schema["allOf"].as_array() {
        let [only] = all.as_slice() else {
            panic!("{at}: {schema}")
        };
        return fits(value, only, description, at);
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(any) => any.iter().filter_map(Value::as_str).collect(),
        _ => panic!("{at} has no type: {schema}"),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.contains(&is), "{at} is {value}, not {types:?}");
    if let (Some(choices), Value::String(_)) = (schema["enum"].as_array(), value) {
        assert!(choices.contains(value), "{at}: {value}");
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        fits(item, &schema["items"], description, &format!("{at}[{n}]"));
    }
    let (Some(object), Some(properties)) = (value.as_object(), schema["properties"].as_object())
    else {
        return;
    };
    for (name, value) in object {
        let described = properties
            .get(name)
            .unwrap_or_else(|| panic!("{at}.{name} is not described"));
        fits(value, described, description, &format!("{at}.{name}"));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(
            object.contains_key(name.as_str().unwrap()),
            "{at} has no {name}"
        );
    }
}
