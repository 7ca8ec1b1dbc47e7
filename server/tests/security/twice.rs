//! A name that is there twice is refused everywhere, and nothing is done: whoever looks before us – a
//! filter in a proxy – may take the other one of the two.

use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::routes;
use super::table::{People, Sent, Subject, needed, sent};
use crate::common::http::Options;
use crate::on_both;

/// Somebody who may do it is among them.
const WHO: [&str; 6] = [
    "anonymous",
    "owner",
    "resident",
    "official",
    "secretary",
    "administrator",
];

/// Once for each of the fields, with that one there again: the same value is two all the same.
fn each_twice(
    fields: &[(&'static str, String)],
) -> impl Iterator<Item = Vec<(&'static str, String)>> {
    fields.iter().map(|again| {
        let mut fields = fields.to_vec();
        fields.push(again.clone());
        fields
    })
}

fn encoded(sent: Sent) -> (&'static str, Vec<u8>) {
    let (kind, body) = sent.encoded();
    (kind.unwrap(), body)
}

async fn written(app: &crate::common::App) -> i64 {
    app.number(
        "select (select count(*) from event) + (select count(*) from act) \
         + (select count(*) from session) + (select count(*) from draft) \
         + (select count(*) from way_in) + (select count(*) from outbox)",
    )
    .await
}

on_both!(forms_and_bodies_say_everything_once, |app| {
    let demo = Options {
        demo: true,
        ..Options::default()
    };
    let web = app.web_with(demo).await;
    let people = People::of(&app).await;
    let mut tried = 0;
    for route in routes::of(&web)
        .iter()
        .filter(|route| route.method == "POST")
    {
        let case = needed(route)[0];
        let subject = Subject::make(&app, &people, case).await;
        let path = subject.fill(&route.pattern);
        let bodies: Vec<(&str, Vec<u8>)> = match sent(route, &subject, 0) {
            Sent::Nothing => continue,
            Sent::Form(pairs) => each_twice(&pairs).map(Sent::Form).map(encoded).collect(),
            Sent::Files(files) => each_twice(&files).map(Sent::Files).map(encoded).collect(),
            Sent::Json(Value::Object(fields)) => fields
                .iter()
                .map(|(name, value)| {
                    let whole = Value::Object(fields.clone()).to_string();
                    let again = format!("{},\"{name}\":{value}}}", whole.trim_end_matches('}'));
                    ("application/json", again.into_bytes())
                })
                .collect(),
            Sent::Json(other) => panic!("{other} is no object"),
        };
        let mut refused = 0;
        for who in WHO {
            let actor = people.get(who);
            let mut browser = match actor.is_signed_in() {
                true => web.signed_in(actor).await,
                false => web.visitor(),
            };
            let before = written(&app).await;
            for (kind, body) in &bodies {
                let answer = browser
                    .send(Method::POST, &path, Some(kind), body.clone())
                    .await;
                let status = answer.status;
                // Who may not do it at all may be told that first.
                let elsewhere = answer.headers.get("location").is_some_and(|to| {
                    let to = to.to_str().unwrap_or_default();
                    to.starts_with("/logga-in?sedan=")
                });
                let body = String::from_utf8_lossy(body);
                let what = format!("{who} {path} {body}: {status}");
                assert!(status.is_client_error() || elsewhere, "{what}");
                refused += usize::from(status == StatusCode::BAD_REQUEST);
            }
            assert_eq!(written(&app).await, before, "{who} {path}");
        }
        assert!(refused >= bodies.len(), "{} for what it is", route.pattern);
        tried += refused;
    }
    assert!(tried > 100, "{tried}");
});

on_both!(addresses_say_everything_once, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await;
    let case = format!("/forslag/{id}/belysning");
    let twice = [
        "/?x=1&x=2".to_owned(),
        "/forslag?q=a&q=b".to_owned(),
        "/forslag?amne=trygghet&amne=trygghet".to_owned(),
        // The same name, written in another way.
        "/forslag?q=a&%71=b".to_owned(),
        "/logga-in?sedan=/konto&sedan=/forslag".to_owned(),
        format!("{case}?svara=1&svara=2"),
        "/api/v1/proposals?limit=1&limit=2".to_owned(),
        format!("/api/v1/proposals/{id}/comments?limit=1&limit=2"),
        "/live?from=0&from=1".to_owned(),
    ];
    for path in &twice {
        let answer = web.visitor().get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
    }
    let once = twice.map(|path| path.split('&').next().unwrap().to_owned());
    for path in once.iter().filter(|path| !path.starts_with("/live")) {
        let answer = web.visitor().get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
    }
    // A form's address has one too.
    let mut browser = web.signed_in(&siv).await;
    let path = format!("{case}/inlagg?a=1&a=2");
    let answer = browser.post_form(&path, &[("text", "Bra!")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.number("select count(*) from comment").await, 0);
});

/// A route that reads its parameters in a way of its own would have to be looked at.
#[test]
fn nothing_reads_parameters_by_itself() {
    fn sources(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            // These would read a body past `Typed` and `rest::body`.
            for reader in [
                "extract::Form",
                "Json<Map",
                "RawForm",
                "Multipart",
                "axum_extra",
            ] {
                // The forms with a file count their parts themselves: they are tried above.
                let counts = ["identity/desk_forms.rs", "documents/forms.rs"];
                let known = reader == "Multipart" && counts.iter().any(|file| path.ends_with(file));
                if text.contains(reader) && !known {
                    found.push(format!("{}: {reader}", path.display()));
                }
            }
        }
    }
    let mut found = Vec::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&root, &mut found);
    assert!(found.is_empty(), "{found:?}");
}
