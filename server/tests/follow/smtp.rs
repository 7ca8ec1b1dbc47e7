//! Letters through a real mail server, a program of its own (`end2end/smtp.mjs`), that also hangs,
//! refuses and dies. Nothing is lost and nothing comes twice.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use nara_app::proposals::api::ProposalPort;
use nara_domain::ids::ProposalId;
use nara_server::execute;
use nara_server::mail::Post;

use crate::common::App;
use crate::common::http::Web;
use crate::follow::answered;
use crate::on_both;

const WAITING: &str = "select count(*) from outbox where sent_at is null";
const PATIENCE: Duration = Duration::from_millis(1_500);

/// The mail server. It ends with its owner.
struct MailServer {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl MailServer {
    fn start(app: &App) -> Self {
        let name: String = app
            .address
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let folder = std::env::temp_dir().join(format!("nara-smtp-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        Self::on(folder, 0)
    }

    fn on(folder: PathBuf, port: u16) -> Self {
        let end2end = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end");
        assert!(
            end2end.join("node_modules/smtp-server").exists(),
            "the mail server for tests is not installed: `make test` does, or `npm ci` in end2end"
        );
        let mut process = Command::new("node")
            .current_dir(end2end)
            .arg("smtp.mjs")
            .arg(&folder)
            .arg(port.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let out = process.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        Self {
            process,
            port: line.trim().parse().unwrap(),
            folder,
        }
    }

    /// Killed and started again at the same address.
    fn restart(mut self) -> Self {
        self.kill();
        let (folder, port) = (self.folder.clone(), self.port);
        drop(self);
        std::fs::create_dir_all(&folder).unwrap();
        Self::on(folder, port)
    }

    fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn does(&self, what: &str, on: bool) {
        let mark = self.folder.join(what);
        match on {
            true => std::fs::write(mark, "").unwrap(),
            false => std::fs::remove_file(mark).unwrap(),
        }
    }

    fn post(&self, web: &Web) -> Post {
        let url = format!("smtp://127.0.0.1:{}", self.port);
        let (db, clock) = (web.state.db.clone(), Arc::new(web.clock.clone()));
        let sender = "Nära <nara@example.se>";
        Post::new(
            db,
            clock,
            Some(&url),
            self.folder.clone(),
            sender,
            web.stops(),
        )
        .unwrap()
        .giving_up_after(PATIENCE)
    }

    /// Every letter that arrived, by who got it.
    fn arrived(&self) -> BTreeMap<String, Vec<String>> {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for file in std::fs::read_dir(&self.folder).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|end| end == "eml") {
                let letter = std::fs::read_to_string(file).unwrap();
                let to = letter
                    .lines()
                    .find_map(|line| line.strip_prefix("X-Recipient: "));
                all.entry(to.unwrap().to_owned()).or_default().push(letter);
            }
        }
        all
    }

    /// As many as these, each once.
    fn assert_each_once(&self, count: usize) {
        let arrived = self.arrived();
        let twice: Vec<_> = arrived.iter().filter(|(_, all)| all.len() > 1).collect();
        assert!(twice.is_empty(), "{:?}", twice.first());
        assert_eq!(arrived.len(), count, "{:?}", arrived.keys());
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ended = self.process.kill();
        let _ended = self.process.wait();
        let _left_behind = std::fs::remove_dir_all(&self.folder);
    }
}

/// A proposal that so many people follow who have addresses like these, and that was answered. The
/// letters wait.
async fn told(app: &App, web: &Web, addresses: &[String]) -> ProposalId {
    let maja = app.official("Maja").await;
    let author = app.residents(1).await.remove(0);
    let id = app.proposal(&author, "Belysning på stigen").await;
    for (n, address) in addresses.iter().enumerate() {
        let reader = app.resident(&format!("Åsa {n}")).await;
        let mut tx = app.db.begin().await.unwrap();
        let number = reader.person_id().unwrap().get();
        let change = "update person set email = $1 where person_id = $2";
        execute!(tx, change, address, number).unwrap();
        tx.commit().await.unwrap();
        match n % 2 {
            0 => web.state.follow.follow(&reader, id, app.now).await.unwrap(),
            _ => {
                app.proposals.support(&reader, id, app.now).await.unwrap();
            }
        }
    }
    answered(app, &maja, id).await;
    assert_eq!(app.spread().await, u64::try_from(addresses.len()).unwrap());
    id
}

fn addresses(count: usize) -> Vec<String> {
    (0..count)
        .map(|n| format!("asa{n}@bjorksjo.example"))
        .collect()
}

on_both!(letters_arrive_each_once_with_a_way_to_stop_them, |app| {
    let web = app.web().await;
    let server = MailServer::start(&app);
    told(&app, &web, &addresses(60)).await;
    // Two servers of ours.
    let (one, two) = (server.post(&web), server.post(&web));
    let (first, second) = tokio::join!(one.send_due(), two.send_due());
    // Each may have ended its round while the other held the last letters.
    let rest = one.send_due().await.unwrap();
    assert_eq!(first.unwrap() + second.unwrap() + rest, 60);
    server.assert_each_once(60);
    assert_eq!(app.number(WAITING).await, 0);
    let mut links = std::collections::BTreeSet::new();
    for letter in server.arrived().into_values().flatten() {
        let subject = letter.lines().find(|line| line.starts_with("Subject: "));
        // What is not ASCII is packed as mail wants it.
        assert!(subject.unwrap().contains("=?utf-8?b?"), "{letter}");
        let one_click = "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
        assert!(letter.contains(one_click), "{letter}");
        let (_, after) = letter
            .split_once("\r\nList-Unsubscribe: <http://127.0.0.1:3000/avsluta/")
            .unwrap();
        let (token, _) = after.split_once(">\r\n").unwrap();
        let (person, _) = web.state.keys.read_stop(token).unwrap();
        assert!(links.insert(person.get()), "each its own");
    }
    assert_eq!(links.len(), 60);
});

on_both!(a_server_that_hangs_holds_up_nobody_for_long, |app| {
    let web = app.web().await;
    let server = MailServer::start(&app);
    let mut all = addresses(30);
    // It takes their connections and then says nothing any more.
    all.insert(0, "hang@bjorksjo.example".to_owned());
    all.insert(7, "silent@bjorksjo.example".to_owned());
    told(&app, &web, &all).await;
    let post = server.post(&web);
    let begun = Instant::now();
    let mut sent = 0;
    // As the job does: round after round.
    for _ in 0..4 {
        sent += post.send_due().await.unwrap();
    }
    assert_eq!(sent, 30);
    assert!(begun.elapsed() < PATIENCE * 8, "{:?}", begun.elapsed());
    server.assert_each_once(30);
    assert_eq!(app.number(WAITING).await, 2);
    assert_eq!(app.number("select max(attempts) from outbox").await, 1);
    let why = app
        .texts("select distinct last_error from outbox where sent_at is null")
        .await;
    assert!(why.iter().all(|why| why.starts_with("too_slow")), "{why:?}");
    // It is well again: they come when their time has come, once.
    server.does("well", true);
    assert_eq!(post.send_due().await.unwrap(), 0, "not before");
    web.clock.advance_ms(61_000);
    assert_eq!(post.send_due().await.unwrap(), 2);
    server.assert_each_once(32);
});

on_both!(a_server_that_greets_nobody_costs_one_wait_a_round, |app| {
    let web = app.web().await;
    let server = MailServer::start(&app);
    told(&app, &web, &addresses(25)).await;
    let post = server.post(&web);
    server.does("hang", true);
    let begun = Instant::now();
    assert_eq!(post.send_due().await.unwrap(), 0);
    assert!(begun.elapsed() < PATIENCE * 3, "{:?}", begun.elapsed());
    assert!(server.arrived().is_empty());
    // The others did not even try.
    let tried = "select count(*) from outbox where attempts > 0";
    assert_eq!(app.number(tried).await, 1);
    server.does("hang", false);
    web.clock.advance_ms(61_000);
    while post.send_due().await.unwrap() > 0 {}
    server.assert_each_once(25);
    assert_eq!(app.number(WAITING).await, 0);
});

on_both!(a_server_that_dies_midway_loses_and_doubles_nothing, |app| {
    let web = app.web().await;
    let mut server = MailServer::start(&app);
    told(&app, &web, &addresses(80)).await;
    let post = server.post(&web);
    let sending = {
        let post = post.clone();
        tokio::spawn(async move { post.send_due().await })
    };
    // Somewhere in the middle.
    let deadline = Instant::now() + Duration::from_secs(20);
    while server.arrived().len() < 10 {
        assert!(Instant::now() < deadline, "nothing arrives");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.kill();
    let sent = sending.await.unwrap().unwrap();
    assert!(sent < 80, "{sent}");
    let before = server.arrived();
    let folder = server.folder.clone();
    let kept = folder.with_extension("kept");
    std::fs::rename(&folder, &kept).unwrap();
    let server = server.restart();
    web.clock.advance_ms(6 * 60_000);
    while post.send_due().await.unwrap() > 0 {}
    let after = server.arrived();
    std::fs::remove_dir_all(kept).unwrap();
    assert_eq!(app.number(WAITING).await, 0);
    // One at most can have arrived without our being told: the mail server died before it said so.
    let both: Vec<_> = before.keys().filter(|to| after.contains_key(*to)).collect();
    assert!(both.len() <= 1, "{both:?}");
    for to in &both {
        let id = |letter: &str| {
            let line = letter.lines().find(|line| line.starts_with("Message-ID: "));
            line.unwrap().to_owned()
        };
        assert_eq!(id(&before[*to][0]), id(&after[*to][0]), "known as the same");
    }
    assert_eq!(before.len() + after.len() - both.len(), 80);
});

on_both!(a_mailbox_that_is_gone_holds_up_nobody, |app| {
    let web = app.web().await;
    let server = MailServer::start(&app);
    let mut all = addresses(8);
    all.insert(3, "gone@bjorksjo.example".to_owned());
    told(&app, &web, &all).await;
    assert_eq!(server.post(&web).send_due().await.unwrap(), 8);
    server.assert_each_once(8);
    let why = app
        .texts("select last_error from outbox where sent_at is null")
        .await;
    assert_eq!(why.len(), 1);
    assert!(why[0].starts_with("refused"), "{why:?}");
});
