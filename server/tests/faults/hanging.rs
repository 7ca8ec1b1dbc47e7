//! A mail server that takes a connection and then says nothing: nobody notices, and the letter goes out
//! when it has come to itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::common::wire::Wire;
use super::effort::{Row, so_many};
use super::program::{Folder, Server};
use super::start::{PASSWORD, form};
use super::tally::started_again;
use super::voters::{acknowledged, begin, settle, until_heard};

#[derive(Debug, Default)]
struct Mail {
    is_awake: AtomicBool,
    asked: AtomicUsize,
    taken: AtomicUsize,
}

async fn open() -> (String, Arc<Mail>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let mail = Arc::<Mail>::default();
    let kept = Arc::clone(&mail);
    tokio::spawn(async move {
        let mut silent = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            mail.asked.fetch_add(1, Ordering::Relaxed);
            match mail.is_awake.load(Ordering::Relaxed) {
                true => drop(tokio::spawn(take(stream, Arc::clone(&mail)))),
                false => silent.push(stream),
            }
        }
    });
    (url, kept)
}

async fn take(stream: TcpStream, mail: Arc<Mail>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.example\r\n").await?;
    let (mut line, mut in_letter) = (String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let answer = match (in_letter, line.trim_end()) {
            (true, ".") => {
                in_letter = false;
                mail.taken.fetch_add(1, Ordering::Relaxed);
                "250 ok"
            }
            (true, _) => continue,
            (false, "DATA") => {
                in_letter = true;
                "354 go on"
            }
            (false, _) => "250 mail.example",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

/// A page or a form, on however busy a machine.
const AT_ONCE: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_hangs_holds_up_nobody() {
    let folder = Folder::new();
    let voters = settle(&folder, 10).await;
    let (url, mail) = open().await;
    let server = Server::start(&folder, &["--smtp-url", &url]);
    let (heard, refused) = (Arc::clone(&voters[0].heard), Arc::clone(&voters[0].refused));
    let voting = begin(voters, server.address);
    let mut wire = Wire::connect(server.address).await.unwrap();
    let letters = so_many(3, 10, 10);
    for n in 0..letters {
        let mail = format!("siv{n}@example.org");
        let fields = [
            ("display_name", "Siv"),
            ("email", &mail),
            ("password", PASSWORD),
        ];
        let begun = Instant::now();
        assert_eq!(
            form(&mut wire, "/registrera", "", &fields).await.status,
            303
        );
        assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
    }
    let begun = Instant::now();
    while mail.asked.load(Ordering::Relaxed) == 0 {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "no letter was tried"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    until_heard(&heard, heard.load(Ordering::Relaxed) + 50).await;
    assert_eq!(wire.get("/readyz", &[]).await.unwrap().status, 200);
    let mut seen = String::from("votes and registrations went on");
    // One wait of twenty seconds, and a minute until it is tried again.
    if so_many(0, 1, 1) == 1 {
        mail.is_awake.store(true, Ordering::Relaxed);
        let awake = Instant::now();
        while mail.taken.load(Ordering::Relaxed) < letters {
            assert!(awake.elapsed() < Duration::from_secs(180), "{mail:?}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(mail.taken.load(Ordering::Relaxed), letters, "each once");
        seen = format!(
            "{seen}; all letters out {:.0?} after it came back",
            awake.elapsed()
        );
    }
    assert_eq!(refused.load(Ordering::Relaxed), 0, "somebody was sent away");
    server.terminate();
    let (code, took) = tokio::task::spawn_blocking(|| server.wait()).await.unwrap();
    assert_eq!(code, Some(0));
    assert!(
        took < Duration::from_secs(15),
        "the end waits for the mail server: {took:?}"
    );
    let (voters, tally) = started_again(voting, &folder).await;
    Row {
        fault: "mail server hanging",
        runs: letters,
        acknowledged: acknowledged(&voters),
        lost: tally.lost(),
        recount: tally.recount(),
        seen,
    }
    .write();
    tally.assert();
}
