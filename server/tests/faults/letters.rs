//! `kill -9` while five thousand people are told of one answer, as it is written into letters and as
//! the letters go out: everybody has theirs in the end, and nobody a second one.
//!
//! What SMTP cannot promise is said as well: a letter that the mail server has taken, and whose
//! sender died before it could note that, is sent once more. Both carry the same Message-ID, by which
//! mail servers and readers know them as one.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use nara_app::context::Site;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role};
use nara_domain::ids::PersonId;
use nara_domain::session::Way;
use nara_server::accounts::store::{self, NewPerson, SessionKind, SessionRow};
use nara_server::auth::session;
use nara_server::clock::{Clock, SystemClock};
use nara_server::db::{Db, Engine, Tx};
use nara_server::entropy::{self, SystemEntropy};
use nara_server::proposals::ProposalService;
use nara_server::{execute, fetch_all, fetch_one};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

use super::common::supporters::supporters;
use super::common::wire::Wire;
use super::common::{Place, fields};
use super::program::{Folder, Server};
use super::start::form;

const SUPPORTERS: i64 = 5_000;
/// How long a claimed letter is left to the server that claimed it, in milliseconds.
const CLAIMED: i64 = 5 * 60_000;
/// Nothing of this takes so long, on however busy a machine: the letters go out one by one.
const PATIENCE: Duration = Duration::from_secs(600);

const WRITTEN: &str = "select count(*) from outbox where to_address like 'stod%'";
const UNDER_WAY: &str = "select to_address, attempts, coalesce(last_error, '') as last_error \
    from outbox where attempts > 0 and sent_at is null";
const TO_SEND: &str = "select (select count(*) from outbox where sent_at is null) + \
    (select count(*) from mailing)";
/// Who has not exactly so many letters.
const OTHERWISE: &str = "select count(*) from person p where p.email like 'stod%' and $1 <> \
    (select count(*) from outbox o where o.to_address = p.email)";

/// A municipality with one proposal that many support, and an official who may answer it.
struct Scene {
    /// Keys and letters.
    folder: Folder,
    place: Place,
    db: Db,
    cookie: String,
    /// `/forslag/1/forslag`
    case: String,
    answers: i64,
}

async fn person(tx: &mut Tx, email: &str, level: Level) -> PersonId {
    let new = NewPerson {
        email: Some(email),
        display_name: "Maja",
        password_hash: None,
        level,
    };
    store::insert_person(tx, &new, SystemClock.now())
        .await
        .unwrap()
}

impl Scene {
    async fn settle(place: Place) -> Self {
        let now = SystemClock.now();
        let db = Db::open(&place.address).await.unwrap();
        let site = Site {
            municipality: "Björksjö kommun".to_owned(),
            ..Site::default()
        };
        let site = Arc::new(site);
        let service = ProposalService::start(db.clone(), Arc::new(SystemEntropy), site, now);
        let service = service.await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let proposer = person(&mut tx, "forslag@example.org", Level::N1).await;
        let official = person(&mut tx, "maja@example.org", Level::T).await;
        execute!(
            tx,
            "insert into standing (person_id, role, department, title, from_at) \
             values ($1, $2, 'Tekniska förvaltningen', 'trafikingenjör', $3)",
            official.get(),
            Role::Official.code(),
            now.0,
        )
        .unwrap();
        let secret = entropy::token::<32>(&SystemEntropy).unwrap();
        let row = SessionRow {
            fingerprint: &session::fingerprint(&secret),
            person: official,
            kind: SessionKind::Browser,
            way: Way::Passkey,
            created_at: now,
            expires_at: session::ends(now),
            user_agent: "",
        };
        store::insert_session(&mut tx, &row).await.unwrap();
        tx.commit().await.unwrap();
        let proposer = Actor::Person {
            id: proposer,
            name: "Maja".to_owned(),
            level: Level::N1,
            standings: Vec::new(),
            dormant: Vec::new(),
            restraint: None,
        };
        let id = service
            .submit(&proposer, fields("Belysning"), "", now)
            .await
            .unwrap();
        supporters(&db, id, SUPPORTERS, now).await;
        Self {
            folder: Folder::new(),
            place,
            db,
            cookie: format!("nara_session={secret}"),
            case: format!("/forslag/{id}/belysning"),
            answers: 0,
        }
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let mut conn = self.db.read().await.unwrap();
        fetch_one!(conn, (i64,), sql).unwrap().0
    }

    /// Letters that a server has tried to send and that are not sent.
    async fn under_way(&self) -> Vec<(String, i64, String)> {
        let mut conn = self.db.read().await.unwrap();
        fetch_all!(conn, (String, i64, String), UNDER_WAY).unwrap()
    }

    async fn until(&self, what: &str, sql: &'static str, holds: impl Fn(i64) -> bool) {
        let begun = Instant::now();
        while !holds(self.number(sql).await) {
            assert!(begun.elapsed() < PATIENCE, "waited for: {what}");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    async fn publish(&mut self, server: SocketAddr) {
        let mut wire = Wire::connect(server).await.unwrap();
        let path = format!("{}/svara", self.case);
        let typed = [("text", "Vi mäter i höst.")];
        let answer = form(&mut wire, &path, &self.cookie, &typed).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        self.answers += 1;
    }

    fn start(&self, smtp: &str) -> Server {
        let more = ["--database", &self.place.address, "--smtp-url", smtp];
        Server::start(&self.folder, &more)
    }

    /// While this is held, no server notes that a letter has gone out.
    async fn nothing_is_noted(&self) -> Tx {
        let mut tx = self.db.begin().await.unwrap();
        // SQLite has one writer anyway.
        if self.db.engine() == Engine::Postgres {
            execute!(tx, "lock table outbox in share row exclusive mode").unwrap();
        }
        tx
    }

    /// What a claim is for: after five minutes another server takes over.
    async fn five_minutes_pass(&self) {
        let mut tx = self.db.begin().await.unwrap();
        execute!(
            tx,
            "update outbox set next_attempt_at = next_attempt_at - $1 \
             where attempts > 0 and sent_at is null",
            CLAIMED,
        )
        .unwrap();
        tx.commit().await.unwrap();
    }
}

/// A mail server that counts.
struct Sink {
    url: String,
    taken: Arc<Mutex<Taken>>,
    held: mpsc::Receiver<oneshot::Sender<()>>,
}

#[derive(Default)]
struct Taken {
    /// Letters by their Message-ID: whom each was for, as often as it came.
    letters: BTreeMap<String, Vec<String>>,
    count: usize,
    /// The letter of this number is not answered before the test says so.
    hold_at: usize,
    held: BTreeSet<String>,
}

impl Sink {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let taken = Arc::<Mutex<Taken>>::default();
        let (holds, held) = mpsc::channel(1);
        let kept = Arc::clone(&taken);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (taken, holds) = (Arc::clone(&taken), holds.clone());
                // A killed server breaks its connections off.
                tokio::spawn(async move { drop(take(stream, &taken, &holds).await) });
            }
        });
        Self {
            url,
            taken: kept,
            held,
        }
    }

    /// Waits until this many letters have come, the last of them not answered yet.
    async fn hold_at(&mut self, count: usize) -> oneshot::Sender<()> {
        self.taken.lock().unwrap().hold_at = count;
        let held = tokio::time::timeout(PATIENCE, self.held.recv()).await;
        held.unwrap().unwrap()
    }
}

async fn take(
    stream: TcpStream,
    taken: &Mutex<Taken>,
    holds: &mpsc::Sender<oneshot::Sender<()>>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.example\r\n").await?;
    let (mut line, mut to, mut id) = (String::new(), String::new(), String::new());
    let mut in_letter = false;
    loop {
        line.clear();
        acknowledge_at_once(stream.get_ref());
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let said = line.trim_end();
        let answer = match (in_letter, said) {
            (true, ".") => {
                in_letter = false;
                if to.starts_with("stod") && is_held(&mut taken.lock().unwrap(), &id, &to) {
                    let (go, told) = oneshot::channel();
                    drop(holds.send(go).await);
                    if told.await.is_err() {
                        return Ok(());
                    }
                }
                "250 ok"
            }
            (true, said) => {
                if let Some(found) = said.strip_prefix("Message-ID: ") {
                    found.clone_into(&mut id);
                }
                continue;
            }
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

/// A sender writes a letter and the dot behind it one after the other, and its system keeps the dot back until
/// the letter is acknowledged, which the system here would put off for forty milliseconds: ten thousand letters
/// would take minutes of waiting. It forgets that it was asked.
fn acknowledge_at_once(stream: &TcpStream) {
    #[cfg(target_os = "linux")]
    socket2::SockRef::from(stream)
        .set_tcp_quickack(true)
        .unwrap();
    #[cfg(not(target_os = "linux"))]
    let _only_slower = stream;
}

/// Counts a letter; whether it is the one that is held.
fn is_held(taken: &mut Taken, id: &str, to: &str) -> bool {
    let of_id = taken.letters.entry(id.to_owned()).or_default();
    of_id.push(to.to_owned());
    taken.count += 1;
    let held = taken.count == taken.hold_at;
    if held {
        taken.held.insert(id.to_owned());
    }
    held
}

mod everybody_is_told_once_however_often_the_server_is_killed {
    use super::{Engine, killed_midway};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        killed_midway(Engine::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        killed_midway(Engine::Postgres).await;
    }
}

async fn killed_midway(engine: Engine) {
    let Some(place) = Place::make(engine).await else {
        return;
    };
    let mut scene = Scene::settle(place).await;
    let mut sink = Sink::open().await;
    let url = sink.url.clone();
    let mut server = scene.start(&url);
    let mut kills = 0;

    // Killed between two parts of the writing. A machine that is too busy to see it happen gets
    // another answer to write.
    loop {
        let before = scene.number(WRITTEN).await;
        scene.publish(server.address).await;
        scene
            .until("the first letters", WRITTEN, |now| now > before)
            .await;
        server.kill();
        kills += 1;
        let written = scene.number(WRITTEN).await - before;
        println!("killed with {written} of {SUPPORTERS} letters written");
        scene.five_minutes_pass().await;
        server = scene.start(&url);
        let all = scene.answers * SUPPORTERS;
        scene.until("all letters", WRITTEN, |now| now == all).await;
        if written < SUPPORTERS {
            break;
        }
        assert!(kills < 5, "never killed while letters are written");
    }
    // The mailing goes a moment after the last of its letters is there.
    let mailing = "select count(*) from mailing";
    scene
        .until("the mailing's end", mailing, |left| left == 0)
        .await;

    // Killed while a letter is on its way: before the mail server has taken it, and after, before
    // that is noted.
    for (after, answered) in [(700, false), (1_400, true), (300, true), (900, false)] {
        let count = sink.taken.lock().unwrap().count;
        let go = sink.hold_at(count + after).await;
        if answered {
            let lock = scene.nothing_is_noted().await;
            go.send(()).unwrap();
            tokio::time::sleep(Duration::from_millis(200)).await;
            server.kill();
            drop(lock);
        } else {
            server.kill();
            drop(go);
        }
        kills += 1;
        println!("killed after {} letters", count + after);
        // One more is claimed by a server that is no more. Those of before go out after the others,
        // which have waited longer.
        let under_way = scene.under_way().await;
        let broken_off = under_way
            .iter()
            .all(|(_, tries, error)| *tries == 1 && error.is_empty());
        assert!(
            (1..=kills).contains(&under_way.len()) && broken_off,
            "{under_way:?}"
        );
        scene.five_minutes_pass().await;
        server = scene.start(&url);
    }
    scene
        .until("everything sent", TO_SEND, |left| left == 0)
        .await;
    server.kill();

    let mut conn = scene.db.read().await.unwrap();
    let (otherwise,) = fetch_one!(conn, (i64,), OTHERWISE, scene.answers).unwrap();
    assert_eq!(otherwise, 0, "each has one letter an answer");
    drop(conn);
    each_once(&sink.taken.lock().unwrap(), scene.answers, kills);
    scene.db.close().await;
    scene.place.remove().await;
}

/// What has come: to everybody every answer, and only what was under way at a kill twice.
fn each_once(taken: &Taken, answers: i64, kills: usize) {
    let all = usize::try_from(answers * SUPPORTERS).unwrap();
    assert_eq!(taken.letters.len(), all, "as many letters as there are");
    let mut mailboxes = BTreeMap::<&str, i64>::new();
    let mut twice = BTreeSet::new();
    for (id, came) in &taken.letters {
        assert!(came.iter().all(|to| *to == came[0]), "{id}: {came:?}");
        *mailboxes.entry(&came[0]).or_default() += 1;
        if came.len() > 1 {
            assert_eq!(came.len(), 2, "{id}");
            twice.insert(id.clone());
        }
    }
    assert!(mailboxes.values().all(|letters| *letters == answers));
    // Only what was on its way came again, under its own id.
    assert!(twice.is_superset(&taken.held), "{twice:?}");
    assert!(twice.len() <= kills, "{twice:?}");
    println!(
        "{kills} kills, {all} letters, {} of them twice",
        twice.len()
    );
}
