//! The administration's page of the register: a list is loaded from a browser.

use std::sync::Arc;

use async_trait::async_trait;
use axum::http::{Method, StatusCode};
use nara_domain::actor::{Level, Role, Standing};
use nara_domain::identity::IdentityNumber;
use nara_server::identity::desk_forms::MAX_ROLL_BYTES;
use nara_server::identity::register::{Answer, NoAnswer, Register};

use crate::common::App;
use crate::common::http::{Browser, Options, Page, Web};
use crate::on_both;
use crate::people::{OLLE, SIV, somebody};

const PAGE: &str = "/admin/folkbokforing";
const KIND: &str = "multipart/form-data; boundary=grans";

async fn desk<'w>(app: &App, web: &'w Web) -> Browser<'w> {
    let duty = vec![Standing::of(Role::Administrator)];
    web.signed_in(&app.person("Anna Admin", Level::T, duty).await)
        .await
}

/// A form with one field for each file, as browsers send it.
fn parts(files: &[(&str, &str)]) -> Vec<u8> {
    let mut body = String::new();
    for (field, file) in files {
        body.push_str(&format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"lista.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n{file}\r\n"
        ));
    }
    body.push_str("--grans--\r\n");
    body.into_bytes()
}

async fn send(browser: &mut Browser<'_>, file: &str) -> Page {
    let body = parts(&[("roll", file)]);
    browser.send(Method::POST, PAGE, Some(KIND), body).await
}

async fn entries(app: &App) -> i64 {
    app.number("select count(*) from roll_entry").await
}

on_both!(an_administrator_loads_a_list, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let page = browser.get(PAGE).await;
    assert!(page.text.contains("Ingen lista är inläst"), "{}", page.text);
    let page = send(&mut browser, &format!("personnummer\n{SIV}\nhej\n{OLLE}\n")).await;
    assert_eq!(
        (page.status, page.location()),
        (StatusCode::SEE_OTHER, PAGE)
    );
    assert_eq!(entries(&app).await, 2);
    let page = browser.get(PAGE).await;
    for said in [
        "Listan är inläst och gäller nu.",
        "Filen som lästes in hade 2 giltiga nummer",
        "En rad hade inget giltigt personnummer.",
        "Titta på rad 3 i filen.",
        "Anna Admin",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    for number in [SIV, OLLE] {
        assert!(!page.text.contains(number));
    }
    let lines = app
        .texts("select actor_name || ' ' || deed || detail from audit")
        .await;
    assert_eq!(
        lines,
        ["Anna Admin roll_loaded{\"lines\":[3],\"refused\":1,\"stored\":2}"]
    );
    // The next one takes its place.
    assert_eq!(send(&mut browser, SIV).await.status, StatusCode::SEE_OTHER);
    assert_eq!(entries(&app).await, 1);
    let page = browser.get("/en/admin/folkbokforing").await;
    assert!(
        page.text
            .contains("The file that was loaded had one valid number"),
        "{}",
        page.text
    );
});

on_both!(a_file_that_is_wrong_changes_nothing, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    send(&mut browser, SIV).await;
    for (file, said) in [
        ("", "Välj en fil först."),
        (
            "personnummer\n811218\n",
            "Det finns inget giltigt personnummer i filen.",
        ),
        (
            "\u{0}\u{1}\u{fffd}",
            "Det finns inget giltigt personnummer i filen.",
        ),
    ] {
        let page = send(&mut browser, file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{file:?}");
        assert!(
            page.text.contains("id=\"register-roll-fel\""),
            "{}",
            page.text
        );
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    for (sent, status) in [
        (parts(&[]), StatusCode::BAD_REQUEST),
        (parts(&[("annat", SIV)]), StatusCode::BAD_REQUEST),
        (
            parts(&[("roll", OLLE), ("roll", OLLE)]),
            StatusCode::BAD_REQUEST,
        ),
        (b"--grans\r\nhalv".to_vec(), StatusCode::BAD_REQUEST),
        (
            vec![b'1'; MAX_ROLL_BYTES + 1],
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ] {
        let page = browser.send(Method::POST, PAGE, Some(KIND), sent).await;
        assert_eq!(page.status, status, "{}", page.text);
    }
    // A little less than the most that is taken, without a length told beforehand.
    let many = format!("{}\n", "x".repeat(4_000)).repeat(MAX_ROLL_BYTES / 4_001 - 1);
    let page = send(&mut browser, &many).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "read, and found empty"
    );
    let page = browser.post_form(PAGE, &[("roll", OLLE)]).await;
    assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(entries(&app).await, 1);
    assert_eq!(app.number("select count(*) from audit").await, 1);
});

on_both!(a_file_that_is_doubted_counts_only_for_who_is_sure, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let many: Vec<String> = (0..300).map(somebody).collect();
    assert_eq!(
        send(&mut browser, &many.join("\n")).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!browser.get(PAGE).await.text.contains("name=\"sure\""));
    let other_file = format!("{}{SIV}", "namn;gata\n".repeat(1_200));
    for (file, said) in [
        (
            other_file.as_str(),
            "1\u{a0}199 av 1\u{a0}200 rader har inget giltigt personnummer, den första är rad 2.",
        ),
        (SIV, "I filen finns en person, i listan som gäller 300."),
    ] {
        let page = send(&mut browser, file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains(said), "{said}: {}", page.text);
        assert!(page.text.contains("name=\"sure\""), "{}", page.text);
        assert_eq!(entries(&app).await, 300);
        assert_eq!(app.number("select count(*) from roll").await, 1);
    }
    let body = parts(&[("roll", &other_file), ("sure", "yes")]);
    let page = browser.send(Method::POST, PAGE, Some(KIND), body).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert_eq!(entries(&app).await, 1);
});

// Taken apart again some thousands at a time, so that nobody who votes meanwhile waits.
on_both!(of_a_long_file_that_is_doubted_nothing_is_left, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    send(&mut browser, SIV).await;
    let many: Vec<String> = (0..4_500).map(somebody).collect();
    let file = format!("{}\n{}", many.join("\n"), "namn;gata\n".repeat(5_000));
    let page = send(&mut browser, &file).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(entries(&app).await, 1);
    assert_eq!(app.number("select count(*) from roll").await, 1);
});

on_both!(many_lists_are_not_taken_at_once, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    for _ in 0..20 {
        assert_eq!(send(&mut browser, SIV).await.status, StatusCode::SEE_OTHER);
    }
    let page = send(&mut browser, OLLE).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(app.number("select count(*) from audit").await, 20);
    web.clock.advance_ms(2 * 60_000);
    assert_eq!(send(&mut browser, OLLE).await.status, StatusCode::SEE_OTHER);
});

on_both!(only_who_proved_to_be_an_administrator_loads_one, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let page = send(&mut web.signed_in(&siv).await, SIV).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let page = send(&mut web.visitor(), SIV).await;
    assert!(
        page.location().starts_with("/logga-in"),
        "{}",
        page.location()
    );
    let mut browser = desk(&app, &web).await;
    web.clock.advance_ms(60 * 60_000);
    let page = send(&mut browser, SIV).await;
    assert!(
        page.location().starts_with("/konto/bekrafta"),
        "{}",
        page.location()
    );
    assert_eq!(app.number("select count(*) from roll").await, 0);
});

#[derive(Debug)]
struct Elsewhere;

#[async_trait]
impl Register for Elsewhere {
    async fn ask(&self, _: &IdentityNumber) -> Result<Answer, NoAnswer> {
        Err(NoAnswer::Down)
    }

    async fn is_there(&self) -> bool {
        true
    }

    fn host(&self) -> Option<String> {
        Some("register.example.se".to_owned())
    }
}

// Where a service is asked, a list would only seem to count.
on_both!(where_a_service_is_asked_no_list_is_loaded, |app| {
    let web = app
        .web_with(Options {
            register: Some(Arc::new(Elsewhere)),
            ..Options::default()
        })
        .await;
    let mut browser = desk(&app, &web).await;
    let page = browser.get(PAGE).await;
    assert!(
        page.text.contains("Vi frågar register.example.se"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("type=\"file\""));
    assert_eq!(send(&mut browser, SIV).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.number("select count(*) from roll").await, 0);
});
