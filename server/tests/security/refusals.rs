//! Bad requests get the right status, in the site's look, and leave nothing behind.

use axum::http::{Method, StatusCode};
use axum::routing::get;
use nara_app::error::AppError;
use nara_server::http::limits::Action;
use serde_json::json;

use crate::common::http::Options;
use crate::on_both;

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

on_both!(pages_say_what_is_wrong_in_the_sites_look, |app| {
    let web = app.web().await;
    let big = format!("email={}", "x".repeat(3_000_000));
    let over = format!("email={}", "x".repeat(1_100_000));
    for (method, path, kind, body, status) in [
        (Method::GET, "/nowhere", None, "", 404),
        (Method::GET, "/forslag/abc/x/svara", None, "", 404),
        (Method::GET, "/forslag/0/x/svara", None, "", 404),
        (Method::GET, "/forslag/-1/x/svara", None, "", 404),
        (
            Method::GET,
            "/forslag/99999999999999999999/x/svara",
            None,
            "",
            404,
        ),
        (Method::POST, "/om", FORM, "", 405),
        (Method::DELETE, "/logga-in", None, "", 405),
        (Method::POST, "/logga-in", None, "email=a", 415),
        (
            Method::POST,
            "/logga-in",
            Some("text/plain"),
            "email=a",
            415,
        ),
        (
            Method::POST,
            "/logga-in",
            Some("application/json"),
            "{}",
            415,
        ),
        (
            Method::POST,
            "/logga-in",
            FORM,
            "email=a&password=b&admin=true",
            400,
        ),
        (Method::POST, "/logga-in", FORM, "email=a&email=b", 400),
        (Method::POST, "/logga-in", FORM, big.as_str(), 413),
        (Method::POST, "/logga-in", FORM, over.as_str(), 413),
        (Method::POST, "/registrera", FORM, "", 422),
    ] {
        let page = web
            .visitor()
            .send(method.clone(), path, kind, body.as_bytes().to_vec())
            .await;
        let shown = &body[..body.len().min(40)];
        assert_eq!(page.status.as_u16(), status, "{method} {path} {shown}");
        assert!(
            page.is_html(),
            "{method} {path} {shown}: {:?}",
            page.headers
        );
        assert!(
            page.text.contains("<h1") && page.text.contains("</footer>"),
            "{method} {path} {shown}"
        );
        assert!(
            !page.text.contains("[error"),
            "a word is missing: {}",
            page.text
        );
    }
    let allowed = web
        .visitor()
        .send(Method::POST, "/om", FORM, Vec::new())
        .await;
    assert!(
        allowed.header("allow").contains("GET"),
        "{:?}",
        allowed.headers
    );
});

on_both!(programs_get_problems_with_a_code, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let long = json!({ "title": "x".repeat(1_000_000) });
    for (method, path, body, status, code) in [
        (
            Method::GET,
            "/api/v1/proposals/999999",
            json!(null),
            404,
            "not_found",
        ),
        (
            Method::GET,
            "/api/v1/proposals/abc",
            json!(null),
            404,
            "not_found",
        ),
        (
            Method::GET,
            "/api/v2/nowhere",
            json!(null),
            404,
            "not_found",
        ),
        (
            Method::PATCH,
            "/api/v1/proposals",
            json!({}),
            405,
            "method_not_allowed",
        ),
        (
            Method::POST,
            "/api/v1/proposals",
            json!({ "nope": 1 }),
            422,
            "invalid",
        ),
        (
            Method::POST,
            "/api/v1/proposals",
            json!([1]),
            400,
            "malformed",
        ),
        (Method::POST, "/api/v1/proposals", json!({}), 422, "invalid"),
        (Method::POST, "/api/v1/proposals", long, 413, "too_large"),
        (
            Method::PUT,
            "/api/v1/proposals/999999/support",
            json!(null),
            404,
            "not_found",
        ),
    ] {
        let mut program = web.signed_in(&siv).await;
        let answer = program.json(method.clone(), path, body).await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{method} {path} {}",
            answer.text
        );
        assert!(answer.is_problem(), "{method} {path} {:?}", answer.headers);
        assert_eq!(answer.json()["code"], code, "{method} {path}");
    }
    let refused = web
        .visitor()
        .json(Method::POST, "/api/v1/proposals", json!({}))
        .await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refused.header("www-authenticate"), "Bearer");
    assert_eq!(app.number("select count(*) from proposal").await, 0);
});

// Nobody is sent to another site by a link to our sign-in page.
on_both!(after_signing_in_one_stays_here, |app| {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    nara_server::demo::build(
        &app.db,
        &nara_server::auth::Keys::from_seed(&[7; 32]).unwrap(),
        app.now,
    )
    .await
    .unwrap();
    for (next, expected) in [
        ("/om", "/om"),
        ("/en/om", "/en/om"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/om\r\nSet-Cookie: x=y", "/"),
        ("", "/"),
    ] {
        let mut browser = web.visitor();
        let page = browser
            .post_form("/demo/logga-in", &[("konto", "invanare"), ("sedan", next)])
            .await;
        assert_eq!(page.location(), expected, "{next:?}");
        assert!(!browser.cookies.contains_key("x"));
    }
});

on_both!(what_was_typed_is_not_a_page_of_ours, |app| {
    let web = app.web().await;
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    for (path, fields) in [
        (
            "/logga-in",
            vec![("email", evil), ("password", "x"), ("sedan", evil)],
        ),
        (
            "/registrera",
            vec![("email", evil), ("display_name", evil), ("password", "x")],
        ),
    ] {
        let page = web.visitor().post_form(path, &fields).await;
        assert!(page.status.is_client_error());
        assert!(
            page.text.contains("&lt;script&gt;") || !page.text.contains("alert(1)"),
            "{path}"
        );
        assert!(
            !page.text.contains("<script>alert") && !page.text.contains("<img src=x"),
            "{path}"
        );
    }
    let encoded = urlencoding::encode(evil);
    for path in [
        format!("/{encoded}"),
        format!("/logga-in?sedan={encoded}"),
        format!("/bekrafta/{encoded}"),
    ] {
        let page = web.visitor().get(&path).await;
        assert!(
            !page.text.contains("<script>alert") && !page.text.contains("<img src=x"),
            "{path}"
        );
    }
});

on_both!(passwords_never_come_back, |app| {
    let web = app.web().await;
    let secret = "hemligt men fel lösen";
    let fields = [("email", "siv@example.se"), ("password", secret)];
    let page = web.visitor().post_form("/logga-in", &fields).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("siv@example.se") && !page.text.contains("hemligt"));
});

on_both!(too_much_is_429_with_the_time_to_wait, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    let (burst, _) = Action::SignInAccountFrom.quota();
    let fields = [("email", "siv@example.se"), ("password", "fel")];
    for _ in 0..burst {
        assert_eq!(
            browser.post_form("/logga-in", &fields).await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    let page = browser.post_form("/logga-in", &fields).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.header("retry-after").parse::<u32>().unwrap() > 0);
    assert!(
        page.is_html() && page.text.contains("siv@example.se"),
        "what was typed is kept"
    );
    // The address in the header is the client's invention: it changes nothing …
    browser.set_header("x-forwarded-for", "203.0.113.7");
    assert_eq!(
        browser.post_form("/logga-in", &fields).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    // … unless a proxy of ours wrote it.
    browser.peer = "127.0.0.1:4000".parse().unwrap();
    assert_eq!(
        browser.post_form("/logga-in", &fields).await.status,
        StatusCode::UNAUTHORIZED
    );
});

async fn never() {
    std::future::pending::<()>().await;
}

on_both!(a_request_that_takes_too_long_is_answered, |app| {
    let more = axum::Router::new().route("/aldrig", get(never));
    let web = app
        .web_with(Options {
            more,
            ..Options::default()
        })
        .await;
    let begun = std::time::Instant::now();
    let page = web.visitor().get("/aldrig").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    let seconds: u32 = page.header("retry-after").parse().unwrap();
    assert!(page.is_html() && (5..=10).contains(&seconds), "{seconds}");
    assert!(begun.elapsed().as_secs() < 20);
});

// PostgreSQL takes no NUL in a text; whatever carries one is refused before it gets there.
on_both!(no_nul_reaches_the_database, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await;
    let mut browser = web.signed_in(&siv).await;
    for path in [
        "/forslag/nytt/%00/text".to_owned(),
        "/forslag/nytt/%00".to_owned(),
        format!("/forslag/{id}/%00"),
        "/bekrafta/%00".to_owned(),
        "/forslag?q=%00".to_owned(),
        "/forslag?cursor=%00".to_owned(),
        "/forslag?omrade=%00".to_owned(),
        "/forslag/nytt?titel=%00".to_owned(),
        "/logga-in?sedan=/%00".to_owned(),
        "/api/v1/proposals?q=%00".to_owned(),
        "/api/v1/proposals?omrade=%00".to_owned(),
        "/live?proposal=%00".to_owned(),
    ] {
        let page = browser.get(&path).await;
        assert!(page.status.is_client_error(), "{path}: {}", page.status);
    }
    let case = format!("/forslag/{id}/belysning");
    for (path, fields) in [
        (
            format!("{case}/inlagg"),
            vec![("text", "Hej"), ("stance", "for"), ("once", "\0")],
        ),
        (
            format!("{case}/inlagg"),
            vec![("text", "\0"), ("stance", "\0"), ("once", "a")],
        ),
        (
            format!("{case}/inlagg"),
            vec![("text", "Hej"), ("stance", "for"), ("parent", "\0")],
        ),
        (
            format!("{case}/aterkalla"),
            vec![("confirmation", "yes"), ("once", "\0")],
        ),
        (
            "/forslag/nytt".to_owned(),
            vec![("kind", "proposal"), ("title", "\0")],
        ),
        (
            "/logga-in".to_owned(),
            vec![("email", "siv@example.se\0"), ("password", "\0")],
        ),
        (
            "/registrera".to_owned(),
            vec![
                ("display_name", "\0"),
                ("email", "\0@example.se"),
                ("password", "\0"),
            ],
        ),
        ("/fn/proposals/save".to_owned(), vec![("id", "\0")]),
    ] {
        let page = browser.post_form(&path, &fields).await;
        assert!(page.status.is_client_error(), "{path}: {}", page.status);
    }
    let drafts = &web.state.proposals;
    for draft in ["\0", "", "å", "a b", "x\0"] {
        assert_eq!(
            drafts.get_draft(draft).await.unwrap_err(),
            AppError::NotFound
        );
    }
    let mut program = web.signed_in(&siv).await;
    for body in [
        serde_json::json!({"title": "\0", "body": "x", "topic": "trygghet"}),
        serde_json::json!({"title": "x", "body": "x", "topic": "\0", "district": "\0"}),
    ] {
        let answer = program.json(Method::POST, "/api/v1/proposals", body).await;
        assert!(answer.status.is_client_error(), "{}", answer.text);
    }
});

// Four long texts in a script of many bytes, as the longest form of ours can have.
on_both!(a_long_form_comes_back_with_everything_typed, |app| {
    let web = app.web().await;
    let long = "ش".repeat(60_000);
    let fields = |name: &str| {
        vec![
            ("display_name", name.to_owned()),
            ("email", "siv@example.se".to_owned()),
            ("password", "en mening bara jag kan".to_owned()),
        ]
    };
    let send = async |name: &str| {
        let fields = fields(name);
        let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        web.visitor().post_form("/registrera", &fields).await
    };
    let page = send(&long).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains(&long) && page.text.contains("siv@example.se"));
    assert!(page.text.contains("Texten är 60000 tecken"));
    // More than any form takes, and still not lost.
    let page = send(&long.repeat(4)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.text.contains(&long) && page.text.contains("siv@example.se"));
    // More than is read at all.
    let page = send(&long.repeat(8)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.is_html());
});
