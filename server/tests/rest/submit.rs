//! `POST /api/v1/proposals`: what is taken, and what is wrong with the rest.

use axum::http::{HeaderValue, Method};
use nara_domain::proposal::Ruleset;
use serde_json::{Value, json};

use crate::common::http::Web;
use crate::{faults, is_problem, lights, on_both, post, with};

const PATH: &str = "/api/v1/proposals";

async fn nothing_was_kept(web: &Web) {
    let list = web.visitor().get(PATH).await.json();
    assert_eq!(list["total"], 0, "{list}");
}

on_both!(a_proposal_is_made_and_open_at_once, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let made = post(&mut program, PATH, &lights()).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let proposal = made.json();
    assert_eq!(proposal["id"], 1);
    assert_eq!(made.header("location"), "/api/v1/proposals/1");
    assert_eq!(program.get(made.header("location")).await.json(), proposal);
    assert_eq!(proposal["stage"], "collecting");
    assert_eq!(proposal["proposer"], "Siv");
    let steps: Vec<_> = proposal["acts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|act| &act["transition"])
        .collect();
    assert_eq!(steps, ["submit", "register", "open_for_support"]);
    // Everybody sees the same, but for whose support it is.
    assert_eq!(
        web.visitor().get("/api/v1/proposals/1").await.json(),
        proposal
    );
});

on_both!(an_idea_by_a_young_person, |app| {
    let youth = app.youth("Norrsken").await;
    let web = app.web().await;
    let mut program = web.signed_in(&youth).await;
    let made = post(&mut program, PATH, &with("kind", json!("idea"))).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.json()["kind"], "idea");
    let refused = post(&mut program, PATH, &lights()).await;
    is_problem(&refused, 403, "denied", None);
});

on_both!(what_is_wrong_is_said_at_its_field, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let mut without_title = lights();
    without_title.as_object_mut().unwrap().remove("title");
    let cases: [(Value, &str, &str); 22] = [
        (without_title, "title", "missing"),
        (with("title", json!(null)), "title", "missing"),
        (with("title", json!("")), "title", "missing"),
        (
            with("title", json!(" \t\u{a0}\u{3000} ")),
            "title",
            "missing",
        ),
        (with("title", json!("ö".repeat(81))), "title", "too_long"),
        (with("title", json!("👩‍👩‍👧‍👦".repeat(81))), "title", "too_long"),
        (
            with("title", json!("Lampor\u{0}")),
            "title",
            "invalid_character",
        ),
        (
            with("title", json!("Lampor\u{1b}[31m")),
            "title",
            "invalid_character",
        ),
        (
            with("title", json!("Lampor\u{202e}")),
            "title",
            "invalid_character",
        ),
        (with("title", json!(12)), "title", "not_a_text"),
        (with("title", json!(["Lampor"])), "title", "not_a_text"),
        (
            with("title", json!({"sv": "Lampor"})),
            "title",
            "not_a_text",
        ),
        (with("body", json!("")), "body", "missing"),
        (with("body", json!(" \n\n ")), "body", "missing"),
        (with("body", json!("a".repeat(2001))), "body", "too_long"),
        (
            with("body", json!("Mörkt\u{7}")),
            "body",
            "invalid_character",
        ),
        (with("body", json!(true)), "body", "not_a_text"),
        (with("topic", json!("")), "topic", "missing"),
        (with("topic", json!("rymden")), "topic", "not_a_choice"),
        (with("kind", json!("motion")), "kind", "not_a_choice"),
        (
            with("district", json!("stockholm")),
            "district",
            "not_a_choice",
        ),
        (with("stage", json!("approved")), "stage", "unknown_field"),
    ];
    for (body, field, code) in cases {
        let refused = post(&mut program, PATH, &body).await;
        let problem = is_problem(&refused, 422, "invalid", Some(field));
        assert_eq!(
            faults(&problem),
            [(field.to_owned(), code.to_owned())],
            "{body}"
        );
    }
    nothing_was_kept(&web).await;
});

on_both!(everything_wrong_is_said_at_once, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let named = |problem: &Value| {
        let all = faults(problem).into_iter();
        all.map(|(field, code)| format!("{field} {code}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let refused = post(&mut program, PATH, &json!({})).await;
    let problem = is_problem(&refused, 422, "invalid", Some("title"));
    assert_eq!(
        named(&problem),
        "title missing, body missing, topic missing"
    );
    let strange = json!({"title": 1, "body": [], "id": 7, "proposer": "Kungen"});
    let refused = post(&mut program, PATH, &strange).await;
    let problem = is_problem(&refused, 422, "invalid", Some("title"));
    assert_eq!(
        named(&problem),
        "title not_a_text, body not_a_text, id unknown_field, proposer unknown_field"
    );
    nothing_was_kept(&web).await;
});

on_both!(as_long_as_people_count, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    // Eighty for a reader, two thousand bytes for a machine.
    for title in [
        "ö".repeat(80),
        "👩‍👩‍👧‍👦".repeat(80),
        format!("  {}  ", "a".repeat(80)),
    ] {
        let made = post(&mut program, PATH, &with("title", json!(title))).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(made.json()["title"], title.trim());
    }
    let body = "Två rader.\n\nOch 'citat' \"så\" <script>alert(1)</script> & ; drop table --";
    let made = post(&mut program, PATH, &with("body", json!(body))).await;
    assert_eq!(made.json()["body"], body);
});

on_both!(what_is_no_json_object_is_refused_as_what_it_is, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let right = lights().to_string();
    for kind in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data; boundary=x"),
        Some("application/jsonp"),
        Some("nonsense"),
    ] {
        let refused = program
            .send(Method::POST, PATH, kind, right.clone().into_bytes())
            .await;
        is_problem(&refused, 415, "unsupported_media_type", None);
    }
    let json = Some("application/json");
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    for broken in [
        "",
        "{",
        "[]",
        "null",
        "\"title\"",
        "1",
        "{\"title\":}",
        "\u{feff}{}",
        &deep,
    ] {
        let refused = program
            .send(Method::POST, PATH, json, broken.as_bytes().to_vec())
            .await;
        is_problem(&refused, 400, "malformed", None);
    }
    let latin1 = b"{\"title\":\"\xf6\"}".to_vec();
    is_problem(
        &program.send(Method::POST, PATH, json, latin1).await,
        400,
        "malformed",
        None,
    );
    for size in [70_000, 300_000, 1_048_576] {
        let large = with("body", json!("a".repeat(size)))
            .to_string()
            .into_bytes();
        is_problem(
            &program.send(Method::POST, PATH, json, large).await,
            413,
            "too_large",
            None,
        );
    }
    nothing_was_kept(&web).await;
    let kind = Some("Application/JSON; charset=utf-8");
    let made = program
        .send(Method::POST, PATH, kind, right.into_bytes())
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
});

on_both!(signed_out_nothing_is_read_or_kept, |app| {
    let web = app.web().await;
    let mut program = web.visitor();
    for body in [lights(), json!({})] {
        let refused = post(&mut program, PATH, &body).await;
        is_problem(&refused, 401, "sign_in", None);
        assert_eq!(refused.header("www-authenticate"), "Bearer");
    }
    nothing_was_kept(&web).await;
});

on_both!(officials_hand_nothing_in, |app| {
    let maja = app.official("Maja").await;
    let web = app.web().await;
    let refused = post(&mut web.signed_in(&maja).await, PATH, &lights()).await;
    is_problem(&refused, 403, "denied", None);
    nothing_was_kept(&web).await;
});

on_both!(a_key_makes_sending_again_harmless, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    program.set_header("idempotency-key", "3f0c-belysning");
    let first = post(&mut program, PATH, &lights()).await;
    let again = post(&mut program, PATH, &lights()).await;
    // Also with another text: the key says that it is the same.
    let changed = post(&mut program, PATH, &with("title", json!("Annat"))).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
    assert_eq!(first.text, again.text);
    assert_eq!(first.text, changed.text);
    // Ten at the same moment, with a new key.
    program.set_header("idempotency-key", "3f0c-parallellt");
    let tries = (0..10).map(|_| {
        let mut program = program.clone();
        async move {
            post(&mut program, PATH, &lights()).await.json()["id"]
                .as_i64()
                .unwrap()
        }
    });
    let ids = futures::future::join_all(tries).await;
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    // Somebody else's key is another one.
    let mut other = web.signed_in(&bo).await;
    other.set_header("idempotency-key", "3f0c-belysning");
    let theirs = post(&mut other, PATH, &lights()).await.json();
    assert_ne!(theirs["id"], first.json()["id"]);
    // Without a key, sending twice is two.
    program.headers.remove("idempotency-key");
    let one = post(&mut program, PATH, &lights()).await;
    let two = post(&mut program, PATH, &lights()).await;
    assert_ne!(one.json()["id"], two.json()["id"]);
    assert_eq!(app.number("select count(*) from proposal").await, 5);
});

on_both!(a_key_has_a_shape, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let long = "k".repeat(81);
    for (key, code) in [
        ("kort".as_bytes(), "too_short"),
        (long.as_bytes(), "too_long"),
        ("nyckel-åäö".as_bytes(), "invalid_character"),
    ] {
        program
            .headers
            .insert("idempotency-key", HeaderValue::from_bytes(key).unwrap());
        let refused = post(&mut program, PATH, &lights()).await;
        let problem = is_problem(&refused, 422, "invalid", Some("Idempotency-Key"));
        assert_eq!(problem["errors"][0]["code"], code);
    }
    nothing_was_kept(&web).await;
});

on_both!(what_the_rules_ask_for_is_said_to_programs, |app| {
    let rules = Ruleset {
        version: 2,
        collecting_days: vec![30, 90],
        duplicate_months: Some(12),
        max_per_person_year: Some(2),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let missing = post(&mut program, PATH, &lights()).await;
    is_problem(&missing, 422, "invalid", Some("window"));
    let wrong = with("window", json!("60d"));
    let wrong = post(&mut program, PATH, &wrong).await;
    is_problem(&wrong, 422, "invalid", Some("window"));
    let right = with("window", json!("90d"));
    let made = post(&mut program, PATH, &right).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let same = post(&mut program, PATH, &right).await;
    let told = is_problem(&same, 409, "not_received", None);
    assert!(told["detail"].as_str().unwrap().contains("nummer 1"));
    let mut other = right.clone();
    other["title"] = json!("En bänk");
    assert_eq!(post(&mut program, PATH, &other).await.status, 201);
    other["title"] = json!("En gunga");
    let enough = post(&mut program, PATH, &other).await;
    let told = is_problem(&enough, 409, "not_received", None);
    assert!(told["detail"].as_str().unwrap().contains("2027"));
    assert_eq!(app.number("select count(*) from proposal").await, 2);
});
