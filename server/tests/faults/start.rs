//! `nara serve` on nothing: the first visitor, the first account, the first administrator.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use nara_server::db::{Db, Engine};
use serde_json::json;

use super::common::Place;
use super::common::http::link_in;
use super::common::wire::{Answer, Wire};
use super::program::{Folder, Server, told};

pub const PASSWORD: &str = "en mening bara jag kan";

/// Posts a page's form and keeps the session.
pub async fn form(wire: &mut Wire, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let fields: BTreeMap<_, _> = fields.iter().copied().collect();
    let body = serde_urlencoded::to_string(fields).unwrap();
    let kind = ("content-type", "application/x-www-form-urlencoded");
    wire.send("POST", path, &[kind, ("cookie", cookie)], &body)
        .await
        .unwrap()
}

pub fn session(answer: &Answer) -> String {
    let cookies = answer.header("set-cookie");
    let at = cookies
        .find("nara_session=")
        .unwrap_or_else(|| panic!("{} {cookies}", answer.status));
    cookies[at..].split(';').next().unwrap().to_owned()
}

/// The newest letter in the folder.
async fn letter(folder: &Folder) -> String {
    let begun = Instant::now();
    loop {
        assert!(begun.elapsed() < Duration::from_secs(20), "no letter came");
        let files = std::fs::read_dir(folder.path().join("mail")).unwrap();
        let texts = files.map(|file| file.unwrap().path());
        let text = texts
            .filter(|path| path.extension().is_some_and(|kind| kind == "txt"))
            .max();
        if let Some(path) = text
            && let Ok(text) = std::fs::read_to_string(path)
            && text.contains("/bekrafta/")
        {
            return text;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn from_nothing_to_the_first_proposal(engine: Engine) {
    let Some(place) = Place::make(engine).await else {
        return;
    };
    let folder = Folder::new();
    let more = [
        "--database",
        &place.address,
        "--municipality",
        "Örebro kommun",
    ];
    let server = Server::start(&folder, &more);
    let mut wire = Wire::connect(server.address).await.unwrap();
    for path in [
        "/",
        "/en",
        "/forslag",
        "/svar",
        "/om",
        "/logga-in",
        "/registrera",
    ] {
        let page = wire.get(path, &[]).await.unwrap();
        assert_eq!(page.status, 200, "{path}");
    }
    assert!(wire.get("/", &[]).await.unwrap().text.contains("Örebro"));
    assert_eq!(
        wire.get("/api/v1/proposals", &[]).await.unwrap().json()["total"],
        0
    );
    // The demo's ways in are not there.
    let demo = form(&mut wire, "/demo/logga-in", "", &[("konto", "admin")]).await;
    assert_eq!(demo.status, 404);
    assert_eq!(wire.get("/demo/post", &[]).await.unwrap().status, 404);

    let fields = [
        ("display_name", "Siv"),
        ("email", "siv@example.se"),
        ("password", PASSWORD),
    ];
    let registered = form(&mut wire, "/registrera", "", &fields).await;
    assert_eq!(registered.status, 303, "{}", registered.text);
    let letter = letter(&folder).await;
    let link = link_in(&letter, "/bekrafta/");
    let opened = wire.get(&link, &[]).await.unwrap();
    let cookie = opened.header("set-cookie").split(';').next().unwrap();
    let secret = ("password", PASSWORD);
    let confirmed = form(&mut wire, opened.header("location"), cookie, &[secret]).await;
    let siv = session(&confirmed);
    let headers = [
        ("cookie", siv.as_str()),
        ("content-type", "application/json"),
    ];
    let body = json!({"title": "Belysning", "body": "Det är mörkt.", "topic": "trygghet"});
    let made = wire
        .send("POST", "/api/v1/proposals", &headers, &body.to_string())
        .await
        .unwrap();
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.json()["stage"], "collecting");
    let path = "/api/v1/proposals/1/support";
    let given = wire.send("PUT", path, &headers[..1], "").await.unwrap();
    assert_eq!(given.json()["count"], 1);

    // While the server is running.
    let create = [
        "admin",
        "create",
        "--email",
        "admin@example.se",
        "--database",
        &place.address,
    ];
    let (status, said) = told(&create, &folder, PASSWORD);
    assert!(
        status.success() && said.contains("Created admin@example.se"),
        "{said}"
    );
    let fields = [("email", "admin@example.se"), ("password", PASSWORD)];
    let admin = session(&form(&mut wire, "/logga-in", "", &fields).await);
    let account = wire.get("/konto", &[("cookie", &admin)]).await.unwrap();
    assert!(
        account.text.contains("admin@example.se"),
        "{}",
        account.status
    );
    // Looking after settings is no way to support what one likes.
    let refused = wire
        .send("PUT", path, &[("cookie", &admin)], "")
        .await
        .unwrap();
    assert_eq!(refused.status, 403);

    // The second start finds everything as it was, and makes no second set of rules.
    drop(wire);
    server.terminate();
    assert_eq!(server.wait().0, Some(0));
    let again = Server::start(&folder, &more);
    let mut wire = Wire::connect(again.address).await.unwrap();
    let support = wire.get(path, &[("cookie", &siv)]).await.unwrap().json();
    assert_eq!(
        (&support["count"], &support["mine"]),
        (&json!(1), &json!(true))
    );
    let db = Db::open(&place.address).await.unwrap();
    let rules = "select count(*) from ruleset";
    let (rules,) = nara_server::fetch_one!(db.read().await.unwrap(), (i64,), rules).unwrap();
    assert_eq!(rules, 1);
    db.close().await;
    drop((wire, again));
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_nothing_to_the_first_proposal_on_sqlite() {
    from_nothing_to_the_first_proposal(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_nothing_to_the_first_proposal_on_postgres() {
    from_nothing_to_the_first_proposal(Engine::Postgres).await;
}

// Before the first start: the administrator can sign in as soon as there is a server.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_administrator_may_come_first() {
    let folder = Folder::new();
    let (status, said) = told(
        &["admin", "create", "--email", "admin@example.se"],
        &folder,
        PASSWORD,
    );
    assert!(status.success(), "{said}");
    let server = Server::start(&folder, &[]);
    let mut wire = Wire::connect(server.address).await.unwrap();
    let fields = [("email", "admin@example.se"), ("password", PASSWORD)];
    let signed_in = form(&mut wire, "/logga-in", "", &fields).await;
    assert_eq!(signed_in.status, 303, "{}", signed_in.text);
    let account = wire
        .get("/konto", &[("cookie", &session(&signed_in))])
        .await
        .unwrap();
    assert_eq!(account.status, 200);
    let fields = [
        ("email", "admin@example.se"),
        ("password", "en helt annan mening"),
    ];
    let refused = form(&mut wire, "/logga-in", "", &fields).await;
    assert_eq!(refused.status, 401);
}

/// What an operator wrote wrong is said when the server starts, and before it touches anything.
#[test]
fn a_list_of_providers_that_makes_no_sense_stops_the_start() {
    let folder = Folder::new();
    let file = folder.path().join("providers.json");
    let serve = ["serve", "--providers", file.to_str().unwrap()];
    for (written, said) in [
        (None, "cannot read"),
        (Some("{"), "the list of identity providers cannot be read"),
        (
            Some(r#"[{"id":"ett","clientid":"x"}]"#),
            "unknown field `clientid`",
        ),
        (
            Some(
                r#"[{"id":"ett","name":{"sv":"Ett","en":"One"},"client_id":"x",
                    "issuer":"http://broker.example"}]"#,
            ),
            "identity provider `ett`: issuer",
        ),
    ] {
        if let Some(written) = written {
            std::fs::write(&file, written).unwrap();
        }
        let (status, text) = told(&serve, &folder, "");
        assert!(!status.success(), "{text}");
        assert!(text.contains(said), "{text}");
        assert!(!folder.path().join("nara.db").exists(), "{text}");
    }
}
