//! What is valid for minutes does not wait behind letters to many.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use nara_server::execute;
use nara_server::jobs::carry_letters;
use nara_server::mail::Post;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::follow::answered;
use crate::on_both;

/// The letter after which the mail server takes its time.
const SLOW: usize = 3;

/// A mail server that notes who gets what in which order.
#[derive(Clone, Default)]
struct Sink {
    to: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
    slow: Arc<Notify>,
    go: Arc<Notify>,
}

impl Sink {
    async fn open(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let sink = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *sink.connections.lock().unwrap() += 1;
                let sink = sink.clone();
                tokio::spawn(async move { drop(sink.take(stream).await) });
            }
        });
        url
    }

    async fn take(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 mail.example\r\n").await?;
        let (mut line, mut to, mut in_letter) = (String::new(), String::new(), false);
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let answer = match (in_letter, line.trim_end()) {
                (true, ".") => {
                    in_letter = false;
                    let count = {
                        let mut all = self.to.lock().unwrap();
                        all.push(to.clone());
                        all.len()
                    };
                    if count == SLOW {
                        self.slow.notify_one();
                        self.go.notified().await;
                    }
                    "250 ok"
                }
                (true, _) => continue,
                (false, "DATA") => {
                    in_letter = true;
                    "354 go on"
                }
                (false, said) => {
                    if let Some(found) = said.strip_prefix("RCPT TO:") {
                        found.trim_matches(['<', '>']).clone_into(&mut to);
                    }
                    "250 mail.example"
                }
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }
}

on_both!(a_code_asked_for_meanwhile_goes_next, |app| {
    let web = app.web().await;
    let (by, maja) = (app.resident("Boende").await, app.official("Maja").await);
    let siv = app.resident("Siv").await;
    let mut tx = app.db.begin().await.unwrap();
    let named = "update person set email = 'siv@bjorksjo.example' where person_id = $1";
    execute!(tx, named, siv.person_id().unwrap().get()).unwrap();
    tx.commit().await.unwrap();
    let id = app.proposal(&by, "Belysning").await;
    for n in 0..40 {
        let reader = app.resident(&format!("Åsa {n}")).await;
        let follow = &web.state.follow;
        follow.follow(&reader, id, app.now).await.unwrap();
    }
    answered(&app, &maja, id).await;
    assert_eq!(app.spread().await, 40);
    let before = app.number("select count(*) from outbox").await;

    let sink = Sink::default();
    let url = sink.open().await;
    let folder = std::env::temp_dir();
    let (clock, sender) = (Arc::new(web.clock.clone()), "Nära <nara@example.se>");
    let post = Post::new(
        app.db.clone(),
        clock,
        Some(&url),
        folder,
        sender,
        web.stops(),
    );
    let round = tokio::spawn(carry_letters(web.state.clone(), post.unwrap()));
    tokio::time::timeout(Duration::from_secs(20), sink.slow.notified())
        .await
        .unwrap();
    let asked = [("email", "siv@bjorksjo.example")];
    let mut browser = web.visitor();
    let page = browser.post_form("/logga-in/skicka-kod", &asked).await;
    assert_eq!(page.location(), "/logga-in/kod");
    sink.go.notify_one();
    round.await.unwrap().unwrap();

    let to = sink.to.lock().unwrap().clone();
    let at = to.iter().position(|to| to == "siv@bjorksjo.example");
    // No later than after those that had been looked up.
    assert!(at.is_some_and(|at| at < SLOW + 5), "{at:?} of {to:?}");
    assert_eq!(i64::try_from(to.len()).unwrap(), before + 1);
    let connections = *sink.connections.lock().unwrap();
    assert!(connections <= 2, "{connections} connections");
});
