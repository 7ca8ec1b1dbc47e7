//! The log of a real server, at its finest level: everything that the wall is asked to write down is
//! in it, and nothing that somebody wrote, is called or proves who they are by.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nara_domain::actor::Actor;
use nara_domain::session::Way;
use nara_server::accounts::store::{self, SessionKind, SessionRow};
use nara_server::auth::session;
use nara_server::clock::{Clock, SystemClock};
use nara_server::entropy::{self, SystemEntropy};
use nara_server::execute;
use serde_json::{Value, json};

use super::planted::{Cast, number_people, plant};
use super::secrets::addresses;
use crate::common::App;
use crate::common::http::link_in;
use crate::common::wire::{Answer, Wire};
use crate::on_both;

/// Every word a line may have a value for. A new one is decided here: it holds no text, name, address
/// or number of anybody's, and no secret.
const FIELDS: [&str; 24] = [
    "timestamp",
    "level",
    "target",
    "message",
    "span",
    "status",
    "code",
    "ms",
    "way",
    "session",
    "purpose",
    "reason",
    "kind",
    "limit",
    "seconds",
    "by",
    "open",
    "removed",
    "error",
    "job",
    "letter",
    "lane",
    "count",
    "pressure",
];
const SPAN: [&str; 6] = ["name", "id", "method", "route", "session", "kind"];

/// Whoever registers here; everything of theirs has the word that is looked for.
const EMAIL: &str = "zqxlogg@example.org";
const PASSWORD: &str = "zqxhemligt kanel lampa sjö";
const NEW: &str = "zqxhemligt vante hav kanel";

pub(super) struct Server {
    child: Child,
    address: SocketAddr,
    folder: PathBuf,
    log: PathBuf,
}

impl Server {
    pub(super) fn start(app: &App) -> Self {
        let name = entropy::token::<9>(&SystemEntropy).unwrap();
        let folder = std::env::temp_dir().join(format!("nara-log-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        let log = folder.join("log");
        let mut command = Command::new(env!("CARGO_BIN_EXE_nara"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NARA_")) {
            command.env_remove(name);
        }
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "trace"])
            .args(["--log-format", "json", "--database", &app.address])
            .arg("--data")
            .arg(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Nära: http://").expect(&line);
        let address = address.parse().unwrap();
        Self {
            child,
            address,
            folder,
            log,
        }
    }

    /// Ends it, and reads what it wrote down.
    pub(super) fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        let killed = Command::new("kill").args(["-TERM", &id]).status();
        assert!(killed.unwrap().success());
        assert!(self.child.wait().unwrap().success());
        std::fs::read_to_string(&self.log).unwrap()
    }

    pub(super) fn visitor(&self) -> Client {
        Client {
            address: self.address,
            cookies: BTreeMap::new(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_before = self.child.kill();
        let _ended = self.child.wait();
        let _left_behind = std::fs::remove_dir_all(&self.folder);
    }
}

pub(super) struct Client {
    address: SocketAddr,
    pub(super) cookies: BTreeMap<String, String>,
}

impl Client {
    async fn send(
        &mut self,
        (method, path): (&str, &str),
        more: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let cookies = cookies.join("; ");
        let mut headers = more.to_vec();
        if !cookies.is_empty() {
            headers.push(("cookie", &cookies));
        }
        headers.push(("user-agent", "zqxwebblasare"));
        headers.push(("connection", "close"));
        let mut wire = Wire::connect(self.address).await.unwrap();
        let answer = wire.send(method, path, &headers, body).await.unwrap();
        let set = answer.header("set-cookie");
        for (at, _) in set.match_indices("nara_") {
            let begins = at == 0 || set[..at].ends_with(", ");
            let pair = set[at..].split(';').next().unwrap_or_default();
            if let (true, Some((name, value))) = (begins, pair.split_once('='))
                && name != "nara_flash"
            {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.send(("GET", path), &[], "").await
    }

    pub(super) async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).unwrap();
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.send(("POST", path), &kind, &body).await
    }

    /// A form with a file, between lines of `--grans`.
    pub(super) async fn form_with_file(&mut self, path: &str, body: &[u8]) -> Answer {
        let kind = [("content-type", "multipart/form-data; boundary=grans")];
        self.send(("POST", path), &kind, body).await
    }
}

/// A cookie of somebody who signed in just now.
pub(super) async fn signed_in(app: &App, server: &Server, actor: &Actor) -> Client {
    let secret = entropy::token::<32>(&SystemEntropy).unwrap();
    let now = SystemClock.now();
    let row = SessionRow {
        fingerprint: &session::fingerprint(&secret),
        person: actor.person_id().unwrap(),
        kind: SessionKind::Browser,
        way: Way::Passkey,
        created_at: now,
        expires_at: session::ends(now),
        user_agent: "zqxwebblasare",
    };
    let mut tx = app.db.begin().await.unwrap();
    store::insert_session(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    let mut client = server.visitor();
    client.cookies.insert("nara_session".to_owned(), secret);
    client
}

/// A letter to this address that has this in it, once the server has written it.
async fn letter(app: &App, part: &str) -> String {
    let begun = Instant::now();
    loop {
        let mut conn = app.db.read().await.unwrap();
        let letters = nara_server::mail::store::list_newest(&mut conn, 50).await;
        let found = letters
            .unwrap()
            .into_iter()
            .find(|letter| letter.to == EMAIL && letter.body.contains(part));
        if let Some(letter) = found {
            return letter.body;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "no letter with {part}"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Somebody registers, signs in in every way there is, changes what they sign in by and makes a key;
/// each also wrong. Returns every secret that was sent to and fro.
async fn sign_in_in_every_way(app: &App, server: &Server) -> Vec<String> {
    let mut secrets = Vec::new();
    let mut siv = server.visitor();
    let form = [
        ("display_name", "Zqxloggnamn"),
        ("email", EMAIL),
        ("password", PASSWORD),
    ];
    assert_eq!(siv.form("/registrera", &form).await.status, 303);
    let link = link_in(&letter(app, "/bekrafta/").await, "/bekrafta/");
    assert_eq!(siv.get(&link).await.status, 303);
    let wrong = siv.form("/bekrafta", &[("password", "zqxfel")]).await;
    assert_eq!(wrong.status, 422);
    let right = [("password", PASSWORD)];
    assert_eq!(siv.form("/bekrafta", &right).await.status, 303);
    // Again, and tampered with.
    for (link, status) in [
        (link.clone(), 410),
        (link.replace("/bekrafta/", "/bekrafta/x"), 404),
    ] {
        let mut other = server.visitor();
        other.get(&link).await;
        assert_eq!(other.form("/bekrafta", &right).await.status, status);
        secrets.extend(other.cookies.into_values());
    }
    secrets.push(link.trim_start_matches("/bekrafta/").to_owned());

    let key = siv.form("/konto/nyckel", &[]).await;
    assert_eq!(key.status, 200, "{}", key.text);
    let at = key.text.find("eyJ").unwrap();
    let key = key.text[at..].split(['<', '"', '&']).next().unwrap();
    let key = key.to_owned();
    for (key, status) in [(key.clone(), 200), (format!("{key}x"), 401)] {
        let bearer = format!("Bearer {key}");
        let asked = ("GET", "/api/v1/proposals?q=zqxsok");
        let answer = server
            .visitor()
            .send(asked, &[("authorization", &bearer)], "")
            .await;
        assert_eq!(answer.status, status);
        secrets.push(key);
    }
    secrets.extend(siv.cookies.values().cloned());
    assert_eq!(siv.form("/logga-ut", &[]).await.status, 303);

    let mut siv = server.visitor();
    let wrong = [("email", EMAIL), ("password", "zqxfel lösenord")];
    assert_eq!(siv.form("/logga-in", &wrong).await.status, 401);
    let right = [("email", EMAIL), ("password", PASSWORD)];
    assert_eq!(siv.form("/logga-in", &right).await.status, 303);
    secrets.extend(siv.cookies.values().cloned());

    let mut siv = server.visitor();
    assert_eq!(
        siv.form("/logga-in/skicka-kod", &[("email", EMAIL)])
            .await
            .status,
        303
    );
    let body = letter(app, "Din kod: ").await;
    let line = body.lines().find(|line| line.contains(": ")).unwrap();
    let (_, code) = line.split_once(": ").unwrap();
    let code = code.to_owned();
    let wrong = siv.form("/logga-in/kod", &[("kod", "K7QD 3MXP")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(
        siv.form("/logga-in/kod", &[("kod", &code)]).await.status,
        303
    );
    secrets.push(code);
    secrets.extend(siv.cookies.values().cloned());

    let mut siv = server.visitor();
    assert_eq!(
        siv.form("/glomt-losenord", &[("email", EMAIL)])
            .await
            .status,
        303
    );
    let link = link_in(&letter(app, "/nytt-losenord/").await, "/nytt-losenord/");
    siv.get(&link).await;
    let chosen = siv.form("/nytt-losenord", &[("password", NEW)]).await;
    assert_eq!(chosen.status, 303, "{}", chosen.text);
    secrets.push(link.trim_start_matches("/nytt-losenord/").to_owned());
    secrets
}

/// A class comes in: a group is made, its code typed wrong and right, an alias chosen, and somebody
/// comes back by their own code. Returns every secret that was sent to and fro.
async fn come_in_by_a_code(app: &App, server: &Server, supervisor: &Actor) -> Vec<String> {
    let mut leader = signed_in(app, server, supervisor).await;
    let last_day = SystemClock.now().day().add_days(30).to_string();
    let form = [
        ("name", "Zqxklassen"),
        ("age_from", "13"),
        ("age_to", "15"),
        ("last_day", last_day.as_str()),
        ("max_members", "30"),
        ("reads_first", "yes"),
    ];
    let made = leader.form("/grupper/ny", &form).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let cards = format!("{}/kort", made.header("location"));
    let code = code_in(&leader.get(&cards).await);
    let mut fox = server.visitor();
    assert_eq!(fox.form("/grupp", &[("kod", "zqxfel")]).await.status, 422);
    let door = fox.form("/grupp", &[("kod", &code)]).await;
    assert_eq!(door.header("location"), "/grupp/in");
    let ticket = fox.cookies["nara_link_door"].clone();
    assert!(ticket.len() > 100);
    assert_eq!(fox.get("/grupp/in").await.status, 200);
    let wrong = [("alias", "zqxraven@example.org")];
    assert_eq!(fox.form("/grupp/in", &wrong).await.status, 422);
    let came = fox.form("/grupp/in", &[("alias", "Zqxraven")]).await;
    assert_eq!(came.status, 200, "{}", came.text);
    let own = code_in(&came);
    let mut phone = server.visitor();
    assert_eq!(phone.form("/grupp", &[("kod", &own)]).await.status, 303);
    let mut secrets = vec![ticket];
    for code in [code, own] {
        secrets.push(code.replace(' ', ""));
        secrets.push(code);
    }
    secrets.extend(
        [leader, fox, phone]
            .into_iter()
            .flat_map(|one| one.cookies.into_values()),
    );
    secrets.retain(|secret| !secret.is_empty());
    secrets
}

/// The code that stands on a page.
pub(super) fn code_in(page: &Answer) -> String {
    let (_, after) = page.text.split_once("class=\"code\">").unwrap();
    after.split('<').next().unwrap().to_owned()
}

/// What nobody does by mistake.
async fn try_to_get_around(server: &Server, resident: &mut Client, case: &str) {
    let evil = [("origin", "https://zqxelak.example")];
    let answer = resident.send(("POST", "/konto/nyckel"), &evil, "").await;
    assert_eq!(answer.status, 403);
    let note = [("step", "note"), ("text", "zqxanteckning")];
    let answer = resident.form(&format!("{case}/handlagg"), &note).await;
    assert_eq!(answer.status, 403);
    let unknown = [("text", "zqxinlagg"), ("author", "zqxadmin")];
    assert_eq!(
        resident
            .form(&format!("{case}/inlagg"), &unknown)
            .await
            .status,
        400
    );
    let cursor = resident.get("/api/v1/proposals?cursor=zqxmarkor").await;
    assert!((400..500).contains(&cursor.status), "{}", cursor.status);
    let twice = resident.get("/forslag?q=zqxett&q=zqxtva").await;
    assert_eq!(twice.status, 400);
    let mut made_up = server.visitor();
    made_up
        .cookies
        .insert("nara_session".to_owned(), "zqxpahittad".to_owned());
    assert_eq!(made_up.get("/konto").await.status, 303);
    let guess = [
        ("email", "zqxannan@example.org"),
        ("password", "zqxgissning"),
    ];
    let mut last = 0;
    for _ in 0..11 {
        last = server.visitor().form("/logga-in", &guess).await.status;
    }
    assert_eq!(last, 429);
}

fn is_constant(message: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    let mut words = message.split('.');
    message == "panic"
        || (message.contains('.') && words.all(|word| !word.is_empty() && word.chars().all(plain)))
}

on_both!(it_says_what_happened_and_nothing_of_anybody, |app| {
    number_people(&app).await;
    let cast = Cast::of(&app).await;
    let planted = plant(&app, &cast).await;
    let first = addresses(&app, &app.web().await, &planted.ids).await;
    // The planted check value is of no key there is: the server makes its own.
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "delete from identity_key").unwrap();
    tx.commit().await.unwrap();
    let server = Server::start(&app);
    let mut secrets = vec![planted.draft];
    for who in ["owner", "secretary", "official", "administrator"] {
        let mut client = signed_in(&app, &server, cast.get(who)).await;
        for path in &first {
            client.get(path).await;
        }
        secrets.extend(client.cookies.into_values());
    }
    for path in &first {
        server.visitor().get(path).await;
    }
    secrets.extend(sign_in_in_every_way(&app, &server).await);
    secrets.extend(come_in_by_a_code(&app, &server, cast.get("supervisor")).await);
    let mut resident = signed_in(&app, &server, cast.get("resident")).await;
    let new = json!({"title": "Zqxrubrik", "body": "zqxbrodtext", "topic": "trygghet"});
    let kind = [("content-type", "application/json")];
    let made = resident
        .send(("POST", "/api/v1/proposals"), &kind, &new.to_string())
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let public = resident.get(&format!("/forslag/{}", planted.ids[4])).await;
    let public = public.header("location").to_owned();
    try_to_get_around(&server, &mut resident, &public).await;
    let log = server.stop();

    let mut said = BTreeSet::new();
    let mut rest = String::new();
    for line in log.lines() {
        let value: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        let fields = value.as_object().unwrap();
        for name in fields.keys() {
            assert!(
                FIELDS.contains(&name.as_str()),
                "{name} is not decided: {line}"
            );
        }
        let span = value["span"].as_object().cloned().unwrap_or_default();
        for name in span.keys() {
            assert!(
                SPAN.contains(&name.as_str()),
                "{name} is not decided: {line}"
            );
        }
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        assert!(is_constant(&text("message")), "{line}");
        assert!(text("target").starts_with("nara"), "{line}");
        // What is drawn by lot may by chance have any three letters in it: its shape is looked at
        // here, and it is left out of what is searched.
        let mut without = line.to_owned();
        for drawn in [span.get("id"), span.get("session"), value.get("session")] {
            let drawn = drawn.and_then(Value::as_str).unwrap_or_default();
            assert!(drawn.len() <= 16, "{line}");
            if !drawn.is_empty() {
                without = without.replace(drawn, "DRAWN");
            }
        }
        rest.push_str(&without);
        rest.push('\n');
        let at = text("timestamp");
        assert!(at.starts_with("20") && at.ends_with('Z'), "UTC: {line}");
        said.insert(format!("{} {}", text("message"), text("way")));
        said.insert(format!("{} {}", text("message"), text("code")));
        said.insert(format!("{} {}", text("message"), text("limit")));
        said.insert(format!("{} {}", text("message"), text("purpose")));
        if text("message") == "request.refused" {
            assert!(
                span.contains_key("route") && span.contains_key("id"),
                "{line}"
            );
        }
    }
    for wanted in [
        "signin.done password",
        "signin.done code",
        "proof.failed password",
        "proof.failed code",
        "password.changed ",
        "token.refused confirm",
        "token.refused api",
        "session.unknown ",
        "csrf.refused ",
        "limit.reached SignInAccountFrom",
        "request.refused cross_site",
        "request.refused denied",
        "request.refused wrong_credentials",
        "request.refused link_used",
        "request.refused link_unknown",
        "request.refused too_many",
        "request.refused malformed",
        "request.refused not_found",
        "request.refused invalid",
        "request.refused sign_in",
    ] {
        assert!(said.contains(wanted), "{wanted} is not in {said:#?}");
    }
    let log = rest.to_lowercase();
    secrets.extend(["zqx", "@", "127.0.0.1", "98765401", "zqxhemligt"].map(str::to_owned));
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        let secret = secret.to_lowercase();
        let found = log.lines().find(|line| line.contains(&secret));
        assert_eq!(found, None, "{secret} is in the log");
    }
});
