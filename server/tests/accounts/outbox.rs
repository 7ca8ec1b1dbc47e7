//! Letters go out once, are tried again, and hold up nothing else.

use std::path::PathBuf;

use nara_server::mail::letters::Letter;
use nara_server::mail::{Post, store};

use crate::common::App;
use crate::on_both;

fn folder(app: &App) -> PathBuf {
    let name: String = app
        .address
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    std::env::temp_dir().join(format!("nara-mail-{name}"))
}

async fn write(app: &App, to: &str) {
    let letter = Letter {
        subject: "Hej på dig".to_owned(),
        body: "Åäö.\nhttp://127.0.0.1:3000/bekrafta/x".to_owned(),
    };
    let mut tx = app.db.begin().await.unwrap();
    store::insert(&mut tx, to, &letter, app.now).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(without_a_mail_server_letters_become_files, |app| {
    let web = app.web().await;
    let folder = folder(&app);
    let post = web.post(folder.clone());
    write(&app, "siv@example.se").await;
    assert_eq!(post.send_due().await.unwrap(), 1);
    assert_eq!(post.send_due().await.unwrap(), 0, "once");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 2);
    let [eml, txt] = [&files[0], &files[1]].map(|file| std::fs::read_to_string(file).unwrap());
    assert!(
        eml.contains("To: siv@example.se") && eml.contains("Message-ID: <"),
        "{eml}"
    );
    assert!(
        txt.contains("/bekrafta/x") && txt.contains("Hej på dig"),
        "{txt}"
    );
    assert_eq!(
        app.number("select count(*) from outbox where sent_at is null")
            .await,
        0
    );
    std::fs::remove_dir_all(folder).unwrap();
});

on_both!(a_mail_server_that_hangs_up_is_tried_again, |app| {
    let web = app.web().await;
    // Nobody listens there.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let clock = std::sync::Arc::new(web.clock.clone());
    let url = format!("smtp://{address}");
    let sender = "Nära <nara@example.se>";
    let (folder, stops) = (folder(&app), web.stops());
    let post = Post::new(app.db.clone(), clock, Some(&url), folder, sender, stops).unwrap();
    write(&app, "siv@example.se").await;
    assert_eq!(post.send_due().await.unwrap(), 0);
    assert_eq!(app.number("select attempts from outbox").await, 1);
    assert_eq!(post.send_due().await.unwrap(), 0);
    assert_eq!(
        app.number("select attempts from outbox").await,
        1,
        "not before its time"
    );
    web.clock.advance_ms(61_000);
    post.send_due().await.unwrap();
    assert_eq!(app.number("select attempts from outbox").await, 2);
    assert_eq!(
        app.number("select count(*) from outbox where sent_at is null")
            .await,
        1
    );
});

// Two servers on one database: each letter is taken by one.
on_both!(two_servers_send_a_letter_once, |app| {
    let web = app.web().await;
    let folder = folder(&app);
    for n in 0..10 {
        write(&app, &format!("p{n}@example.se")).await;
    }
    let (one, two) = (web.post(folder.clone()), web.post(folder.clone()));
    let (a, b) = tokio::join!(one.send_due(), two.send_due());
    assert_eq!(a.unwrap() + b.unwrap(), 10);
    assert_eq!(
        app.number("select cast(sum(attempts) as bigint) from outbox where sent_at is not null")
            .await,
        10
    );
    std::fs::remove_dir_all(folder).unwrap();
});
