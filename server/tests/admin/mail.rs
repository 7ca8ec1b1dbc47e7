//! How mail is set up, how the outbox stands, and a letter to try.

use axum::http::StatusCode;
use nara_domain::actor::Actor;
use nara_server::execute;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::common::App;
use crate::common::http::{Options, Web};
use crate::on_both;
use crate::people::administrator;

const PAGE: &str = "/admin/post";

/// A mail server that answers `refusal` to the command that begins with these letters.
async fn mail_server(at: &'static str, refusal: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                stream.write_all(b"220 mail.example\r\n").await.unwrap();
                let mut line = String::new();
                let mut in_letter = false;
                while stream.read_line(&mut line).await.is_ok_and(|read| read > 0) {
                    let answer = match (in_letter, line.trim_end()) {
                        (true, ".") => {
                            in_letter = false;
                            "250 ok"
                        }
                        (true, _) => "",
                        (false, said) if !at.is_empty() && said.starts_with(at) => refusal,
                        (false, said) if said.starts_with("EHLO") => "250 mail.example",
                        (false, "DATA") => {
                            in_letter = true;
                            "354 go on"
                        }
                        (false, _) => "250 ok",
                    };
                    if !answer.is_empty() {
                        let answer = format!("{answer}\r\n");
                        if stream.write_all(answer.as_bytes()).await.is_err() {
                            return;
                        }
                    }
                    line.clear();
                }
            });
        }
    });
    format!("smtp://{address}")
}

async fn with_server(app: &App, smtp: String) -> Web {
    app.web_with(Options {
        smtp: Some(smtp),
        ..Options::default()
    })
    .await
}

/// What the page says came of a letter to try.
async fn tried(web: &Web, admin: &Actor) -> String {
    let mut browser = web.signed_in(admin).await;
    let page = browser.post_form("/admin/post/prova", &[]).await;
    assert_eq!(page.location(), PAGE);
    browser.get(PAGE).await.text
}

on_both!(what_came_of_a_letter_to_try_is_said_in_words, |app| {
    let admin = administrator(&app, "Anna Adm").await;
    for (at, refusal, said) in [
        ("", "", "Brevet gick ut"),
        (
            "RCPT",
            "550 no such user <anna@example.org>",
            "Postservern tar inte emot brevet",
        ),
        ("MAIL", "451 later", "Postservern säger: försök senare"),
        (
            "MAIL",
            "530 authentication required",
            "Postservern godtar inte inloggningen",
        ),
    ] {
        let web = with_server(&app, mail_server(at, refusal).await).await;
        let page = tried(&web, &admin).await;
        assert!(page.contains(said), "{refusal}: {page}");
        assert!(page.contains("Anna Adm provade"), "{page}");
        assert!(
            !page.contains("no such user"),
            "the server's words are not ours to show"
        );
    }
    // Nobody listens there any more.
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = closed.local_addr().unwrap();
    drop(closed);
    let web = with_server(&app, format!("smtp://{address}")).await;
    assert!(
        tried(&web, &admin)
            .await
            .contains("Postservern svarar inte")
    );
    let web = with_server(&app, "smtp://mail.invalid:25".to_owned()).await;
    let page = tried(&web, &admin).await;
    assert!(page.contains("Postserverns namn finns inte"), "{page}");
    let deeds = app.texts("select distinct deed from audit").await;
    assert_eq!(deeds, ["letter_tested"]);
    assert_eq!(app.number("select count(*) from audit").await, 6);
    assert_eq!(
        app.number("select count(*) from outbox").await,
        0,
        "past the outbox"
    );
});

on_both!(only_so_many_letters_are_tried, |app| {
    let web = app.web().await;
    let admin = administrator(&app, "Adm").await;
    let mut browser = web.signed_in(&admin).await;
    for _ in 0..5 {
        let page = browser.post_form("/admin/post/prova", &[]).await;
        assert_eq!(page.location(), PAGE);
    }
    let page = browser.post_form("/admin/post/prova", &[]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text.contains("Skicka ett provbrev"), "the page itself");
});

on_both!(the_outbox_is_counted_and_shows_nobody, |app| {
    let web = app.web().await;
    let mut browser = web.signed_in(&administrator(&app, "Adm").await).await;
    let mut tx = app.db.begin().await.unwrap();
    for (error, next) in [
        (None, 0),
        (None, 0),
        (Some("refused: 550 <hemlig@example.org>"), 5),
        (Some("refused: 550 <hemligare@example.org>"), i64::MAX),
        (
            Some("something an older program wrote <hemlig@example.org>"),
            5,
        ),
    ] {
        execute!(
            tx,
            "insert into outbox (to_address, subject, body, created_at, next_attempt_at, \
             attempts, last_error) values ('hemlig@example.org', 'Hemligt', 'Hemligt', $1, $2, 1, $3)",
            app.now.0,
            next,
            error,
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    // Without the marks between texts.
    let page = browser.get(PAGE).await.text.replace("<!>", "");
    for (word, count) in [
        ("Väntar på sin tur", 2),
        ("Gick inte, försöks igen", 2),
        ("Gick aldrig, försöks inte mer", 1),
    ] {
        let row = format!("<dt>{word}</dt><dd>{count}</dd>");
        assert!(page.contains(&row), "{row}: {page}");
    }
    assert!(page.contains("Postservern tar inte emot brevet") && page.contains("2 brev"));
    assert!(page.contains("av en annan orsak"), "{page}");
    assert!(!page.to_lowercase().contains("hemlig"), "{page}");
});

on_both!(mail_is_for_administrators_with_a_fresh_proof, |app| {
    let web = app.web().await;
    let mut official = web.signed_in(&app.official("Maja").await).await;
    assert_eq!(official.get(PAGE).await.status, StatusCode::FORBIDDEN);
    let page = official.post_form("/admin/post/prova", &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
    web.clock.advance_ms(16 * 60_000);
    // Nothing is typed that could be lost: straight to where it is proved again.
    let page = admin.post_form("/admin/post/prova", &[]).await;
    assert!(page.location().starts_with("/konto/bekrafta"));
    assert_eq!(app.number("select count(*) from audit").await, 0);
});
