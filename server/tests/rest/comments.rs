//! `/api/v1/proposals/{id}/comments`.

use nara_domain::moderation::holding::HoldingRules;
use nara_domain::moderation::limits::{Limits, Most};
use serde_json::{Value, json};

use crate::common::http::{Browser, Options};
use crate::{faults, is_problem, on_both, post, with_pre_review};

const PATH: &str = "/api/v1/proposals/1/comments";

async fn said(browser: &mut Browser<'_>, body: Value) -> Value {
    let made = post(browser, PATH, &body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.json()
}

async fn page(browser: &mut Browser<'_>, query: &str) -> (Vec<Value>, Option<String>) {
    let list = browser.get(&format!("{PATH}?{query}")).await;
    assert_eq!(list.status, 200, "{}", list.text);
    let list = list.json();
    let next = list["next"].as_str().map(str::to_owned);
    assert!(next.is_some() || list["next"].is_null(), "{list}");
    (list["items"].as_array().unwrap().clone(), next)
}

async fn all(browser: &mut Browser<'_>) -> Vec<Value> {
    let (items, next) = page(browser, "").await;
    assert_eq!(next, None);
    items
}

on_both!(a_discussion_is_read_page_by_page_while_it_goes_on, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let mut written = Vec::new();
    for n in 0..25 {
        let parent = written.first().filter(|_| n % 3 == 2).cloned();
        let body = json!({"text": format!("Inlägg {n}"), "parent": parent});
        written.push(said(&mut program, body).await["id"].clone());
    }
    let mut visitor = web.visitor();
    assert_eq!(page(&mut visitor, "").await.0.len(), 20, "as the list");
    let (mut read, mut query) = (Vec::new(), "limit=7".to_owned());
    loop {
        let (items, next) = page(&mut visitor, &query).await;
        assert!(items.len() <= 7 && !items.is_empty());
        read.extend(items.into_iter().map(|item| item["id"].clone()));
        // While it is read somebody goes on, three times.
        if written.len() < 28 {
            let body = json!({"text": "Ett till"});
            written.push(said(&mut program, body).await["id"].clone());
        }
        let Some(next) = next else { break };
        query = format!("limit=7&cursor={next}");
    }
    assert_eq!(read, written, "each of them once, oldest first");
    let (items, _) = page(&mut visitor, "limit=100").await;
    assert_eq!(items.len(), 28);

    // Each says where people read it.
    let url = items[2]["url"].as_str().unwrap();
    let id = items[2]["id"].to_string();
    let public = format!("http://127.0.0.1:3000/forslag/1?inlagg=till-{id}#inlagg-{id}");
    assert_eq!(url, public);
    let list = web.visitor().get("/api/v1/proposals?limit=1").await.json();
    assert_eq!(list["next"], Value::Null);
    for cursor in ["x", "e30", "eyJvIjowLCJrIjoxLCJpIjoxfQ"] {
        let wrong = visitor.get(&format!("{PATH}?cursor={cursor}")).await;
        is_problem(&wrong, 400, "malformed", None);
    }
    for limit in ["0", "101", "-1", "x", "1e1"] {
        let wrong = visitor.get(&format!("{PATH}?limit={limit}")).await;
        let wrong = is_problem(&wrong, 422, "invalid", Some("limit"));
        assert_eq!(wrong["errors"][0]["code"], "out_of_range");
    }
});

on_both!(a_program_of_a_new_account_is_told_when_it_goes_on, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let comments = Most {
        hour: Some(2),
        day: None,
    };
    let limits = Limits {
        comments,
        ..Limits::default()
    };
    let holding = HoldingRules {
        limits,
        ..HoldingRules::none()
    };
    let options = Options {
        holding,
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let mut program = web.signed_in(&siv).await;
    for n in 0..2 {
        said(&mut program, json!({"text": format!("Inlägg {n}")})).await;
    }
    let refused = post(&mut program, PATH, &json!({"text": "Ett till"})).await;
    is_problem(&refused, 429, "new_account", None);
    let when = refused.headers["retry-after"].to_str().unwrap();
    assert!(when.ends_with(" GMT"), "a time: {when}");
    web.clock.set(app.now.plus_minutes(61));
    said(&mut program, json!({"text": "Ett till"})).await;
});

on_both!(comments_and_two_levels_of_replies, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let (mut siv, mut bo) = (web.signed_in(&siv).await, web.signed_in(&bo).await);
    assert!(all(&mut bo).await.is_empty());
    let first = said(&mut bo, json!({"text": "Äntligen!", "stance": "for"})).await;
    assert_eq!(
        (&first["stance"], &first["parent"]),
        (&json!("for"), &Value::Null)
    );
    assert_eq!(first["author"]["name"], "Bo");
    let reply = said(
        &mut siv,
        json!({"text": "Eller hur", "parent": first["id"]}),
    )
    .await;
    assert_eq!(reply["parent"], first["id"]);
    // A reply takes no side, and one to the second level stands beside what it answers.
    let deeper = json!({"text": "Ja", "parent": reply["id"], "stance": "against"});
    let deeper = said(&mut bo, deeper).await;
    assert_eq!(
        (&deeper["parent"], &deeper["stance"]),
        (&reply["id"], &json!("neutral"))
    );
    let deepest = said(&mut siv, json!({"text": "Jo", "parent": deeper["id"]})).await;
    assert_eq!(deepest["parent"], reply["id"]);
    let plain = said(&mut siv, json!({"text": "Två rader.\n\nOch <b>mer</b>"})).await;
    assert_eq!(plain["stance"], "neutral");
    assert_eq!(plain["text"], "Två rader.\n\nOch <b>mer</b>");
    assert_eq!(
        all(&mut web.visitor()).await,
        [first, reply, deeper, deepest, plain]
    );
    let count = web.visitor().get("/api/v1/proposals/1").await.json()["comment_count"].clone();
    assert_eq!(count, 5);
});

on_both!(whoever_holds_a_duty_shows_it_and_takes_no_side, |app| {
    let siv = app.resident("Siv").await;
    let maja = app.official("Maja").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let body = json!({"text": "Vi mäter i oktober.", "stance": "against"});
    let comment = said(&mut web.signed_in(&maja).await, body).await;
    assert_eq!(comment["stance"], "neutral");
    let author = &comment["author"];
    assert_eq!(author["role"], "official");
    assert_eq!(author["department"], "Tekniska förvaltningen");
    assert_eq!(author["title"], "trafikingenjör");
});

on_both!(what_is_wrong_is_said_at_its_field, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Ett").await;
    app.proposal(&siv, "Två").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let other = post(
        &mut program,
        "/api/v1/proposals/2/comments",
        &json!({"text": "Där"}),
    )
    .await;
    let elsewhere = other.json()["id"].clone();
    for (body, field, code) in [
        (json!({}), "text", "missing"),
        (json!({"text": ""}), "text", "missing"),
        (json!({"text": " \n "}), "text", "missing"),
        (json!({"text": "a".repeat(2001)}), "text", "too_long"),
        (json!({"text": "Hej\u{0}"}), "text", "invalid_character"),
        (json!({"text": 5}), "text", "not_a_text"),
        (
            json!({"text": "Hej", "stance": "maybe"}),
            "stance",
            "not_a_choice",
        ),
        (json!({"text": "Hej", "stance": 1}), "stance", "not_a_text"),
        (
            json!({"text": "Hej", "parent": "1"}),
            "parent",
            "not_a_number",
        ),
        (
            json!({"text": "Hej", "parent": 1.5}),
            "parent",
            "not_a_number",
        ),
        (
            json!({"text": "Hej", "parent": 999}),
            "parent",
            "not_a_choice",
        ),
        (
            json!({"text": "Hej", "parent": -1}),
            "parent",
            "not_a_choice",
        ),
        (
            json!({"text": "Hej", "parent": elsewhere}),
            "parent",
            "not_a_choice",
        ),
        (
            json!({"text": "Hej", "author": "Kungen"}),
            "author",
            "unknown_field",
        ),
    ] {
        let refused = post(&mut program, PATH, &body).await;
        let problem = is_problem(&refused, 422, "invalid", Some(field));
        assert_eq!(
            faults(&problem),
            [(field.to_owned(), code.to_owned())],
            "{body}"
        );
    }
    assert!(all(&mut program).await.is_empty());
});

on_both!(who_may_not_is_told_why, |app| {
    with_pre_review(&app).await;
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    app.proposal(&siv, "Hemligheten").await;
    let web = app.web().await;
    let body = json!({"text": "Hej"});
    for path in [PATH, "/api/v1/proposals/999/comments"] {
        is_problem(
            &post(&mut web.visitor(), path, &body).await,
            401,
            "sign_in",
            None,
        );
        let mut program = web.signed_in(&bo).await;
        is_problem(
            &post(&mut program, path, &body).await,
            404,
            "not_found",
            None,
        );
        is_problem(&program.get(path).await, 404, "not_found", None);
    }
    assert_eq!(app.number("select count(*) from comment").await, 0);
});

on_both!(a_key_makes_sending_again_harmless, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Ett").await;
    app.proposal(&siv, "Två").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    program.set_header("idempotency-key", "kommentar-1");
    let first = said(&mut program, json!({"text": "Hej"})).await;
    assert_eq!(said(&mut program, json!({"text": "Hej"})).await, first);
    let elsewhere = post(
        &mut program,
        "/api/v1/proposals/2/comments",
        &json!({"text": "Hej"}),
    )
    .await;
    is_problem(&elsewhere, 409, "conflict", None);
    program.set_header("idempotency-key", "kommentar-2");
    let tries = (0..10).map(|_| {
        let mut program = program.clone();
        async move { said(&mut program, json!({"text": "Igen"})).await["id"].clone() }
    });
    let ids = futures::future::join_all(tries).await;
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(all(&mut program).await.len(), 2);
});
