//! The administration's page of the ways in: each provider can be asked whether it is there.

use axum::http::StatusCode;
use nara_domain::actor::{Level, Role, Standing};
use serde_json::json;

use crate::common::http::Options;
use crate::on_both;
use crate::provider::{Provider, Says, chosen};

const PAGE: &str = "/admin/inloggning";

on_both!(an_administrator_asks_whether_a_provider_is_there, |app| {
    let there = Provider::start(app.now).await;
    let staff = json!([{ "group": "tjanstepersoner", "role": "official", "department": "Kontoret", "title": "utredare" }]);
    // Nobody listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let providers = chosen(&[
        there.settings("ett", json!({ "staff": staff })),
        there.settings("borta", json!({ "issuer": nowhere })),
    ]);
    let options = Options {
        providers,
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let duty = vec![Standing::of(Role::Administrator)];
    let anna = app.person("Anna Admin", Level::T, duty).await;
    let mut browser = web.signed_in(&anna).await;
    let page = browser.get(PAGE).await;
    for said in [
        "Leg ett",
        &there.issuer(),
        "http://127.0.0.1:3000/logga-in/e-legitimation/ett/klar",
        "tjanstepersoner",
        "utredare",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    assert!(!page.text.contains("Leverantören svarar"));

    let ask = async |browser: &mut crate::common::http::Browser<'_>, id: &str| {
        let asked = browser.post_form(&format!("{PAGE}/{id}/prova"), &[]).await;
        assert_eq!(asked.location(), PAGE);
        browser.get(PAGE).await.text
    };
    let text = ask(&mut browser, "ett").await;
    assert!(text.contains("Leverantören svarar<"), "{text}");
    assert!(!text.contains("Leverantören svarar inte"));
    let text = ask(&mut browser, "borta").await;
    assert!(text.contains("Leverantören svarar inte"), "{text}");
    // Asked anew each time, whatever it said before.
    there.says(Says {
        description: |value| value["issuer"] = json!("https://annan.example.se"),
        ..Says::default()
    });
    let text = ask(&mut browser, "ett").await;
    assert!(text.contains("Det går inte att lita på svaret"), "{text}");
    // Who says nothing of use is taken for one that is down, not for somebody else.
    there.says(Says {
        description: |value| *value = json!("stängt för underhåll"),
        ..Says::default()
    });
    let text = ask(&mut browser, "ett").await;
    assert!(text.contains("Leverantören svarar inte"), "{text}");
    there.says(Says::default());
    let text = ask(&mut browser, "ett").await;
    assert!(text.contains("Leverantören svarar<"), "{text}");

    let lines = app
        .texts("select deed || ' ' || subject_id || detail from audit order by audit_id")
        .await;
    let line =
        |id: &str, outcome: &str| format!("provider_tested {id}{{\"outcome\":\"{outcome}\"}}");
    assert_eq!(
        lines,
        [
            line("ett", "answers"),
            line("borta", "down"),
            line("ett", "refused"),
            line("ett", "down"),
            line("ett", "answers")
        ]
    );
    let unknown = browser.post_form(&format!("{PAGE}/x/prova"), &[]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let resident = app.resident("Siv").await;
    let mut other = web.signed_in(&resident).await;
    assert_eq!(other.get(PAGE).await.status, StatusCode::FORBIDDEN);
    let asked = other.post_form(&format!("{PAGE}/ett/prova"), &[]).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
});
