//! A register that is asked over HTTP: what it may answer, and what is taken for no answer.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use nara_domain::actor::Level;
use nara_server::identity::register::http::Asked;
use nara_server::identity::register::{Answer, NoAnswer, Register};
use serde_json::Value;

use crate::common::http::Options;
use crate::on_both;
use crate::people::{SIV, number, signed_in, verified};

/// What was asked, and how the next question is answered.
#[derive(Clone, Default)]
struct Service {
    asked: Arc<Mutex<Vec<(String, Value)>>>,
    answer: Arc<Mutex<&'static str>>,
}

async fn answer(State(service): State<Service>, headers: HeaderMap, body: String) -> Response {
    let token = headers
        .get("authorization")
        .map(|value| value.to_str().unwrap().to_owned());
    let body = serde_json::from_str(&body).unwrap_or(Value::Null);
    let asked = (token.unwrap_or_default(), body);
    service.asked.lock().unwrap().push(asked);
    let text = *service.answer.lock().unwrap();
    match text {
        "down" => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        "elsewhere" => Redirect::temporary("/there").into_response(),
        "slow" => {
            tokio::time::sleep(std::time::Duration::from_secs(10)).await;
            r#"{"registered": true}"#.into_response()
        }
        "large" => format!(
            "{{\"registered\": true, \"x\": \"{}\"}}",
            "x".repeat(20_000)
        )
        .into_response(),
        text => text.into_response(),
    }
}

async fn start(service: &Service) -> SocketAddr {
    let router = Router::new()
        .route("/ask", post(answer))
        .route("/there", post(answer))
        .with_state(service.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn only_a_whole_answer_is_one() {
    let service = Service::default();
    let address = start(&service).await;
    let asked = Asked::new(&format!("http://{address}/ask"), Some("hemlig")).unwrap();
    let says = |registered, protected| {
        Ok(Answer {
            registered,
            protected,
        })
    };
    for (text, answer) in [
        (
            r#"{"registered": true, "protected": false}"#,
            says(true, Some(false)),
        ),
        (
            r#"{"registered": false, "protected": true}"#,
            says(false, Some(true)),
        ),
        (r#"{"registered": true, "more": 1}"#, says(true, None)),
        (r#"{"registered": "yes"}"#, Err(NoAnswer::Down)),
        (r#"{"protected": true}"#, Err(NoAnswer::Down)),
        ("", Err(NoAnswer::Down)),
        ("null", Err(NoAnswer::Down)),
        ("down", Err(NoAnswer::Down)),
        ("elsewhere", Err(NoAnswer::Down)),
        ("large", Err(NoAnswer::Down)),
        ("slow", Err(NoAnswer::Down)),
    ] {
        *service.answer.lock().unwrap() = text;
        let before = service.asked.lock().unwrap().len();
        assert_eq!(asked.ask(&number(SIV)).await, answer, "{text}");
        let seen = service.asked.lock().unwrap().split_off(before);
        assert_eq!(seen.len(), 1, "{text}: asked once, and nobody else");
        assert_eq!(seen[0].0, "Bearer hemlig");
        assert_eq!(seen[0].1, serde_json::json!({ "number": SIV }));
    }
    // Nobody there at all.
    let nobody = Asked::new("http://127.0.0.1:9/", None).unwrap();
    assert_eq!(nobody.ask(&number(SIV)).await, Err(NoAnswer::Down));
}

#[test]
fn numbers_go_over_tls_or_stay_on_the_machine() {
    for (address, right) in [
        ("https://register.bjorksjo.se/ask", true),
        ("http://127.0.0.1:8080/ask", true),
        ("http://localhost/ask", true),
        ("http://[::1]:1/ask", true),
        ("http://register.bjorksjo.se/ask", false),
        ("http://127.0.0.1.example.org/ask", false),
        ("ftp://register.bjorksjo.se", false),
        ("register", false),
        ("", false),
    ] {
        assert_eq!(Asked::new(address, None).is_ok(), right, "{address}");
    }
    assert!(Asked::new("https://a.se", Some("a\nb")).is_err());
}

on_both!(a_service_says_who_lives_here, |app| {
    let service = Service::default();
    *service.answer.lock().unwrap() = r#"{"registered": true}"#;
    let address = start(&service).await;
    let asked = Asked::new(&format!("http://{address}/ask"), None).unwrap();
    let options = Options {
        register: Some(Arc::new(asked)),
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let siv = signed_in(&web, &verified("bankid", SIV)).await;
    assert_eq!(siv.level(), Level::N3);
});

// What the register says of protection holds from the first moment; a roll says nothing of it.
on_both!(a_service_says_who_must_not_be_found, |app| {
    let service = Service::default();
    let address = start(&service).await;
    let asked = Asked::new(&format!("http://{address}/ask"), None).unwrap();
    let options = Options {
        register: Some(Arc::new(asked)),
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let protected = "select count(*) from person where protected_at is not null";
    for (answer, hidden) in [
        (r#"{"registered": true, "protected": true}"#, 1),
        (r#"{"registered": true}"#, 1),
        ("down", 1),
        (r#"{"registered": true, "protected": false}"#, 0),
    ] {
        *service.answer.lock().unwrap() = answer;
        let siv = signed_in(&web, &verified("bankid", SIV)).await;
        assert_eq!(app.number(protected).await, hidden, "{answer}");
        assert_eq!(siv.name() == Some("Siv Svensson"), hidden == 0, "{answer}");
    }
});
