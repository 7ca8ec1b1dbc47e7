//! What is not there, methods that are none, languages and caches.

use axum::http::Method;
use serde_json::{Value, json};

use crate::{is_problem, lights, on_both, post, put, with_pre_review};

on_both!(nothing_below_api_is_a_page, |app| {
    let web = app.web().await;
    let mut program = web.visitor();
    // As a browser that was led there asks.
    program.set_header("accept", "text/html,application/xhtml+xml");
    for path in [
        "/api/",
        "/api/v1",
        "/api/v2/proposals",
        "/api/v1/nothing",
        "/api/v1/proposals/",
        "/api/v1/proposals/1/",
        "/api/v1/proposals/1/nothing",
        "/en/api/v1/nothing",
    ] {
        is_problem(&program.get(path).await, 404, "not_found", None);
    }
});

on_both!(only_plain_numbers_are_ids, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    for id in [
        "0",
        "-1",
        "+1",
        "01",
        "1.0",
        "1e0",
        "0x1",
        "abc",
        "%20",
        "1%20",
        "%31x",
        "1%00",
        "٣",
        "999",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999",
        "1%20or%201=1",
        "%2e%2e",
        "1;drop",
    ] {
        for rest in ["", "/support", "/comments"] {
            let path = format!("/api/v1/proposals/{id}{rest}");
            is_problem(&program.get(&path).await, 404, "not_found", None);
        }
        let path = format!("/api/v1/proposals/{id}/support");
        is_problem(&put(&mut program, &path).await, 404, "not_found", None);
        let path = format!("/api/v1/proposals/{id}/comments");
        let refused = post(&mut program, &path, &json!({"text": "Hej"})).await;
        is_problem(&refused, 404, "not_found", None);
    }
});

on_both!(what_is_not_public_looks_like_what_is_not_there, |app| {
    with_pre_review(&app).await;
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    app.proposal(&siv, "Hemligheten i skogen").await;
    let web = app.web().await;
    for mut other in [web.visitor(), web.signed_in(&bo).await] {
        for rest in ["", "/support", "/comments"] {
            let hidden = other.get(&format!("/api/v1/proposals/1{rest}")).await;
            let missing = other.get(&format!("/api/v1/proposals/2{rest}")).await;
            is_problem(&hidden, 404, "not_found", None);
            assert_eq!(hidden.text, missing.text);
            assert!(!hidden.text.to_lowercase().contains("hemlig"));
        }
    }
    // Its own proposer, and whoever has to read it, see where it is.
    let secretary = app.secretary("Sekreteraren").await;
    for reader in [&siv, &secretary] {
        let seen = web.signed_in(reader).await.get("/api/v1/proposals/1").await;
        assert_eq!(seen.json()["stage"], "submitted", "{}", seen.text);
    }
});

on_both!(a_wrong_method_is_told_the_right_ones, |app| {
    let web = app.web().await;
    let mut program = web.visitor();
    for (path, allowed) in [
        ("/api/v1/proposals", "GET,HEAD,POST"),
        ("/api/v1/proposals/1", "GET,HEAD"),
        ("/api/v1/proposals/1/support", "GET,HEAD,PUT,DELETE"),
        ("/api/v1/proposals/1/comments", "GET,HEAD,POST"),
        ("/openapi.json", "GET,HEAD"),
    ] {
        for method in [Method::PATCH, Method::OPTIONS, Method::TRACE] {
            let refused = program.json(method, path, Value::Null).await;
            is_problem(&refused, 405, "method_not_allowed", None);
            assert_eq!(refused.header("allow"), allowed, "{path}");
            assert!(!refused.headers.contains_key("access-control-allow-origin"));
        }
    }
});

on_both!(head_is_get_without_the_body, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let mut program = web.visitor();
    for path in [
        "/api/v1/proposals",
        "/api/v1/proposals/1",
        "/api/v1/proposals/9",
        "/openapi.json",
    ] {
        let get = program.get(path).await;
        let head = program.send(Method::HEAD, path, None, Vec::new()).await;
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert_eq!(head.text, "", "{path}");
    }
});

on_both!(words_are_in_the_language_of_the_address, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let empty = json!({});
    let swedish = post(&mut program, "/api/v1/proposals", &empty).await;
    let english = post(&mut program, "/en/api/v1/proposals", &empty).await;
    let swedish = is_problem(&swedish, 422, "invalid", Some("title"));
    let english = is_problem(&english, 422, "invalid", Some("title"));
    assert_eq!(swedish["title"], "Något behöver ändras");
    assert_eq!(swedish["errors"][0]["detail"], "Fyll i det här.");
    for part in ["title", "detail"] {
        assert_ne!(swedish[part], english[part]);
        assert_ne!(
            swedish["errors"][0]["detail"],
            english["errors"][0]["detail"]
        );
    }
    let missing = program.get("/api/v1/proposals/9").await.json();
    assert_eq!(missing["title"], "Finns inte");
    let missing = program.get("/en/api/v1/proposals/9").await.json();
    assert!(
        !missing["title"].as_str().unwrap().contains("finns"),
        "{missing}"
    );
    // What was made is the same in both.
    let made = post(&mut program, "/en/api/v1/proposals", &lights()).await;
    assert_eq!(made.header("location"), "/api/v1/proposals/1");
    let (sv, en) = ("/api/v1/proposals/1", "/en/api/v1/proposals/1");
    assert_eq!(program.get(sv).await.text, program.get(en).await.text);
});

// Nobody there can load a page again, press a button or look at a marked field.
on_both!(a_program_is_told_what_a_program_can_do, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let mut program = web.signed_in(&siv).await;
    let (list, comments) = ("/api/v1/proposals", "/api/v1/proposals/1/comments");
    let mut problems = vec![
        program.get("/en/api/v1/proposals/9").await,
        program.get("/en/api/v1/proposals?cursor=x").await,
        program.get("/en/api/v1/proposals?sida=2").await,
        web.visitor().get("/en/live?proposal=x").await,
    ];
    for (path, body) in [
        (list, json!({})),
        (comments, json!({"text": ""})),
        (list, json!([])),
    ] {
        problems.push(post(&mut program, &format!("/en{path}"), &body).await);
        problems.push(post(&mut web.visitor(), &format!("/en{path}"), &body).await);
    }
    problems.push(
        program
            .json(Method::PATCH, "/en/api/v1/proposals", Value::Null)
            .await,
    );
    for problem in problems {
        let problem = problem.json();
        let words = format!("{} {}", problem["title"], problem["detail"]).to_lowercase();
        for of_pages in [
            "page again",
            "reload",
            "front page",
            "button",
            "marked",
            "form ",
            "go back",
        ] {
            assert!(!words.contains(of_pages), "{words}");
        }
    }
    let refused = program.get("/api/v1/proposals?cursor=x").await.json();
    let detail = refused["detail"].as_str().unwrap();
    assert!(
        !detail.contains("Ladda om") && detail.contains("cursor"),
        "{detail}"
    );
});

on_both!(no_cache_keeps_what_is_one_persons, |app| {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let paths = [
        "/api/v1/proposals",
        "/api/v1/proposals/1",
        "/api/v1/proposals/1/support",
    ];
    for path in paths {
        let public = web.visitor().get(path).await;
        assert_eq!(
            public.header("cache-control"),
            "private, no-cache",
            "{path}"
        );
        let own = web.signed_in(&siv).await.get(path).await;
        assert_eq!(own.header("cache-control"), "no-store", "{path}");
        for page in [public, own] {
            assert!(!page.headers.contains_key("set-cookie"));
            let vary: Vec<_> = page.headers.get_all("vary").iter().collect();
            assert!(vary.iter().any(|vary| *vary == "Cookie"), "{path} {vary:?}");
        }
    }
});

on_both!(answers_are_compressed_for_whoever_asks, |app| {
    let siv = app.resident("Siv").await;
    for n in 0..20 {
        app.proposal(&siv, &format!("Förslag {n}")).await;
    }
    let web = app.web().await;
    let mut program = web.visitor();
    program.set_header("accept-encoding", "br");
    let list = program.get("/api/v1/proposals").await;
    assert_eq!(list.header("content-encoding"), "br");
});
