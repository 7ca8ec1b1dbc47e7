//! What is measured is there, is right, and says nothing of anybody; what is drawn and watched of it
//! exists.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::routing::get;
use http_body_util::BodyExt;
use nara_server::db::Engine;
use nara_server::http::pressure::rooms::Bounds;
use nara_server::live::StreamLimits;
use nara_server::metrics::listener;
use nara_server::settings::store;
use nara_server::state::AppState;
use tower::ServiceExt;

use super::common::Place;
use super::common::http::Options;
use super::common::wire::Wire;
use super::holding::{Still, room};
use super::program::{Folder, nara, told};
use super::samples::{Sample, samples, value};
use crate::on_both;

pub async fn scrape(state: &AppState) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = listener::router(state.clone()).oneshot(request).await;
    let response = response.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let kind = response.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.ends_with("# EOF\n"), "{text}");
    text
}

/// Every address there is: those of the table of who may what, and the site's own files.
fn patterns() -> BTreeSet<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(here.join("tests/security/routes.csv")).unwrap();
    let addresses = table.lines().skip(1);
    let addresses = addresses.map(|line| line.split(',').nth(1).unwrap().to_owned());
    let files = std::fs::read_dir(here.join("../public")).unwrap();
    let files = files.map(|file| format!("/{}", file.unwrap().file_name().display()));
    addresses.chain(files).collect()
}

fn assert_says_nothing_of_anybody(text: &str) {
    let patterns = patterns();
    assert!(patterns.len() > 200);
    for Sample { name, labels, .. } in samples(text) {
        for (label, value) in &labels {
            let known = match label.as_str() {
                "method" => {
                    ["GET", "HEAD", "POST", "PUT", "DELETE", "other"].contains(&value.as_str())
                }
                "route" => value == "-" || patterns.contains(value),
                "class" => ["1xx", "2xx", "3xx", "4xx", "5xx"].contains(&value.as_str()),
                "lane" => ["extra", "page", "upload", "form", "vote"].contains(&value.as_str()),
                "who" => ["visitor", "resident", "staff", "unknown"].contains(&value.as_str()),
                "room" => [
                    "pages",
                    "extras",
                    "forms",
                    "uploads",
                    "staff",
                    "staff_uploads",
                    "votes",
                    "door",
                    "large",
                    "staff_large",
                    "arriving",
                    "staff_arriving",
                    "arriving_votes",
                ]
                .contains(&value.as_str()),
                "use" => ["read", "write"].contains(&value.as_str()),
                // Jobs are named where they are written, and nowhere else.
                "task" => value.chars().all(|c| c.is_ascii_lowercase() || c == '_'),
                "le" => value == "+Inf" || value.parse::<f64>().is_ok(),
                _ => false,
            };
            assert!(known, "{name}: {label}={value}");
        }
    }
}

on_both!(what_happened_is_counted, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let still = Still::new();
    let bounds = Bounds {
        pages: room(1),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let mut siv = web.signed_in(&siv).await;
    assert_eq!(siv.get("/konto?namn=zqxsiv").await.status, StatusCode::OK);
    assert_eq!(
        web.visitor().get("/nej/zqxnej").await.status,
        StatusCode::NOT_FOUND
    );
    let path = format!("/forslag/{id}/belysning-i-parken/stod");
    assert_eq!(
        siv.post_form(&path, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    let mut reader = web.visitor();
    let held = still.reads(&mut reader).await;
    for _ in 0..3 {
        web.visitor().get("/om").await;
    }
    siv.get("/om").await;
    let text = scrape(&web.state).await;
    assert!(!text.contains("zqx"), "{text}");
    let found = samples(&text);
    let is = |name, labels: &[(&str, &str)], wanted: f64| {
        let found = value(&found, name, labels);
        assert!((found - wanted).abs() < 1e-9, "{name} {labels:?}: {found}");
    };
    let stod = ("route", "/forslag/{id}/{slug}/stod");
    is(
        "nara_http_requests_total",
        &[("method", "POST"), stod, ("class", "3xx")],
        1.0,
    );
    is(
        "nara_http_requests_total",
        &[("route", "-"), ("class", "4xx")],
        1.0,
    );
    is(
        "nara_http_requests_total",
        &[("route", "/om"), ("class", "5xx")],
        4.0,
    );
    is("nara_http_request_seconds_count", &[("route", "/om")], 4.0);
    is(
        "nara_shed_total",
        &[("lane", "page"), ("who", "visitor")],
        3.0,
    );
    is(
        "nara_shed_total",
        &[("lane", "page"), ("who", "resident")],
        1.0,
    );
    is(
        "nara_shed_total",
        &[("lane", "vote"), ("who", "visitor")],
        0.0,
    );
    is("nara_room_taken", &[("room", "pages")], 1.0);
    is("nara_room_places", &[("room", "pages")], 1.0);
    is("nara_room_taken", &[("room", "votes")], 0.0);
    is("nara_pressure_level", &[], 2.0);
    is("nara_support_batch_count", &[], 1.0);
    is("nara_support_batch_sum", &[], 1.0);
    is("nara_support_queue", &[], 0.0);
    is("nara_support_queue_room", &[], 4_096.0);
    is("nara_database_answers", &[], 1.0);
    is("nara_storage_broken", &[], 0.0);
    let letters = app.number("select count(*) from outbox").await;
    is(
        "nara_outbox_letters",
        &[],
        f64::from(i32::try_from(letters).unwrap()),
    );
    is("nara_panics_total", &[], 0.0);
    assert!(value(&found, "nara_commit_seconds_count", &[]) >= 3.0);
    assert!(value(&found, "nara_read_wait_seconds_count", &[]) >= 3.0);
    let wal = value(&found, "nara_wal_bytes", &[]);
    assert_eq!(wal > 0.0, app.db.engine() == Engine::Sqlite, "{wal}");
    drop(held);
});

on_both!(letters_that_are_late_are_counted_with_their_age, |app| {
    let web = app.web_with(Options::default()).await;
    let mut tx = app.db.begin().await.unwrap();
    // Due an hour ago; tried and to be tried again; for tomorrow morning; given up; sent.
    for (created, next, attempts, sent) in [
        (-3_600_000, -3_600_000, 0, false),
        (-600_000, 60_000, 2, false),
        (-7_200_000, 50_000_000, 0, false),
        (-90_000_000, i64::MAX - app.now.0, 9, false),
        (-80_000_000, -70_000_000, 1, true),
    ] {
        nara_server::execute!(
            tx,
            "insert into outbox (to_address, subject, body, created_at, next_attempt_at, attempts,
                 sent_at)
             values ('zqx@example.se', 'zqx', 'zqx', $1, $2, $3, $4)",
            app.now.0 + created,
            app.now.0 + next,
            i64::from(attempts),
            sent.then_some(app.now.0),
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    let text = scrape(&web.state).await;
    let found = samples(&text);
    assert!((value(&found, "nara_outbox_letters", &[]) - 2.0).abs() < 1e-9);
    let oldest = value(&found, "nara_outbox_oldest_seconds", &[]);
    assert!((oldest - 3_600.0).abs() < 1e-9, "{oldest}");
    assert!(!text.contains("zqx"));
    // Without the database nobody knows, and everything else is said.
    app.db.close().await;
    let found = samples(&scrape(&web.state).await);
    assert!(value(&found, "nara_outbox_letters", &[]).is_nan());
    assert!(value(&found, "nara_database_answers", &[]).abs() < 1e-9);
});

// Whoever is woken for faults sleeps on: nothing is wrong, or other measurements tell what is.
on_both!(what_is_refused_on_purpose_is_counted_apart, |app| {
    let mut tx = app.db.begin().await.unwrap();
    let pause = r#"{"message":"","until":null}"#;
    for feature in ["closed.registration", "closed.support"] {
        let stored = store::add(&mut tx, feature, pause, app.now).await;
        assert!(stored.unwrap());
    }
    tx.commit().await.unwrap();
    let bo = app.resident("Bo").await;
    let id = app.proposal(&bo, "Belysning i parken").await;
    let streams = StreamLimits {
        total: 0,
        per_network: 0,
    };
    let options = Options {
        streams,
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let mut siv = web.visitor();
    let form = [
        ("display_name", "Siv"),
        ("email", "siv@example.se"),
        ("password", "en mening bara jag kan"),
    ];
    let closed = siv.post_form("/registrera", &form).await;
    assert_eq!(closed.status, StatusCode::SERVICE_UNAVAILABLE);
    // A page that was open already asks as islands do.
    let asked = serde_json::json!({ "id": id.get(), "wanted": true, "lang": "sv" });
    let mut island = web.signed_in(&app.resident("Siv").await).await;
    let vote = island.json(Method::POST, "/fn/proposals/support", asked);
    let vote = vote.await;
    assert_eq!(vote.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(vote.json()["code"], "closed");
    assert_eq!(vote.header("x-nara-error"), "");
    let full = siv.get("/live").await;
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE);
    web.state.draining.cancel();
    for _ in 0..2 {
        let stopping = siv.get("/readyz").await;
        assert_eq!(stopping.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(stopping.text, "stopping\n");
    }
    let found = samples(&scrape(&web.state).await);
    let is = |name, labels: &[(&str, &str)], wanted: f64| {
        let found = value(&found, name, labels);
        assert!((found - wanted).abs() < 1e-9, "{name} {labels:?}: {found}");
    };
    is("nara_http_declined_total", &[], 4.0);
    let extra = [("lane", "extra"), ("who", "visitor")];
    is("nara_shed_total", &extra, 1.0);
    // What a fault of ours would be is all of it but these.
    let faults = found.iter().filter(|it| {
        let class = it.labels.get("class").map(String::as_str);
        it.name == "nara_http_requests_total" && class == Some("5xx")
    });
    let faults: f64 = faults.map(|it| it.value).sum();
    assert!((faults - 5.0).abs() < 1e-9, "{faults}");
});

async fn panics() -> &'static str {
    panic!("the secret of somebody");
}

on_both!(panics_are_counted, |app| {
    let more = Router::new().route("/panik", get(panics));
    let options = Options {
        more,
        ..Options::default()
    };
    let web = app.web_with(options).await;
    web.visitor().get("/panik").await;
    let found = samples(&scrape(&web.state).await);
    assert!((value(&found, "nara_panics_total", &[]) - 1.0).abs() < 1e-9);
    web.state
        .panics
        .store(0, std::sync::atomic::Ordering::SeqCst);
});

/// A server of its own with an address for measurements.
struct Measured {
    child: Child,
    site: SocketAddr,
    metrics: SocketAddr,
}

impl Measured {
    fn start(folder: &Folder, database: &str, shelf: &Folder) -> Self {
        let shelf = shelf.path().to_str().unwrap();
        let args = ["serve", "--listen", "127.0.0.1:0", "--metrics-listen"];
        let more = [
            "127.0.0.1:0",
            "--database",
            database,
            "--backup-folder",
            shelf,
        ];
        let args = [&args[..], &more].concat();
        let mut command = nara(&args, folder);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = |start: &str| {
            let line = lines.next().unwrap().unwrap();
            let address = line.strip_prefix(start).unwrap_or_else(|| panic!("{line}"));
            address.trim_end_matches("/metrics").parse().unwrap()
        };
        Self {
            site: said("Nära: http://"),
            metrics: said("Measurements: http://"),
            child,
        }
    }
}

impl Drop for Measured {
    fn drop(&mut self) {
        let _ended_before = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// Names that stand in a file of ours, without what a kind of measurement adds.
fn named(file: &str) -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    let text = std::fs::read_to_string(file).unwrap();
    let starts = text.match_indices("nara_").map(|(at, _)| at);
    let in_word = |c: char| c.is_ascii_lowercase() || c == '_';
    let names = starts.map(|at| text[at..].chars().take_while(|c| in_word(*c)).collect());
    names.collect()
}

async fn a_walk_is_measured(engine: Engine) {
    let Some(place) = Place::make(engine).await else {
        return;
    };
    let (folder, shelf) = (Folder::new(), Folder::new());
    let server = Measured::start(&folder, &place.address, &shelf);
    let mut wire = Wire::connect(server.site).await.unwrap();
    for path in [
        "/",
        "/en",
        "/forslag?q=zqxord",
        "/om",
        "/om",
        "/zqxnej",
        "/bekrafta/zqxhemlig",
        "/forslag.atom",
        "/api/v1/proposals?q=zqx",
        "/livez",
        "/robots.txt",
        "/metrics",
    ] {
        wire.get(path, &[]).await.unwrap();
    }
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let body = "email=zqx%40example.se&password=zqxhemligt";
    let agent = ("user-agent", "zqxwebblasare");
    let refused = wire.send("POST", "/logga-in", &[kind, agent], body).await;
    assert_eq!(refused.unwrap().status, 401);
    let made_up = wire.send("ZQXHEJ", "/zqx", &[], "").await.unwrap();
    assert!(made_up.status >= 400);
    let asked = wire.get("/metrics", &[]).await.unwrap();
    assert_eq!(asked.status, 404, "it has an address of its own");

    let mut metrics = Wire::connect(server.metrics).await.unwrap();
    let begun = Instant::now();
    let text = loop {
        let answer = metrics.get("/metrics", &[]).await.unwrap();
        assert_eq!(answer.status, 200);
        // Every job has run once, soon after the start, and the backup of the night before is made up for.
        let jobs = answer.text.matches("nara_job_last_success_age_seconds{");
        if jobs.count() >= 6 && answer.text.contains("\nnara_backup_age_seconds ") {
            break answer.text;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", answer.text);
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert!(!text.to_lowercase().contains("zqx"), "{text}");
    assert!(!text.contains("127.0.0.1"), "{text}");
    assert_says_nothing_of_anybody(&text);
    assert_eq!(metrics.get("/", &[]).await.unwrap().status, 404);

    let there: BTreeSet<String> = samples(&text).into_iter().map(|it| it.name).collect();
    for file in ["deploy/grafana/nara.json", "deploy/prometheus/alerts.yml"] {
        let named = named(file);
        assert!(named.len() > 10, "{file}: {named:?}");
        let missing: Vec<_> = named.difference(&there).collect();
        assert!(missing.is_empty(), "{file} names {missing:?}");
    }
    // And whoever looks one up finds what it is.
    let explained = named("docs/operations.md");
    let families = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    for family in families.map(|line| line.split(' ').next().unwrap()) {
        assert!(
            explained.contains(family),
            "{family} is not in docs/operations.md"
        );
    }
    drop((server, wire, metrics));
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_walk_is_measured_on_sqlite() {
    a_walk_is_measured(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_walk_is_measured_on_postgres() {
    a_walk_is_measured(Engine::Postgres).await;
}

#[test]
fn measurements_for_everybody_have_to_be_meant() {
    let folder = Folder::new();
    let args = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--metrics-listen",
        "0.0.0.0:0",
    ];
    let (status, said) = told(&args, &folder, "");
    assert!(!status.success(), "{said}");
    assert!(said.contains("--metrics-anywhere"), "{said}");
}

#[test]
fn the_dashboard_is_one_that_can_be_read() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/grafana/nara.json");
    let board: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let panels = board["panels"].as_array().unwrap();
    let mut ids = BTreeSet::new();
    for panel in panels {
        assert!(ids.insert(panel["id"].as_i64().unwrap()), "{panel}");
        assert!(!panel["title"].as_str().unwrap().is_empty());
        for target in panel["targets"].as_array().into_iter().flatten() {
            let expr = target["expr"].as_str().unwrap();
            let (open, close) = (expr.matches('(').count(), expr.matches(')').count());
            assert!(expr.contains("nara_") && open == close, "{expr}");
        }
    }
    assert!(ids.len() > 10, "{}", ids.len());
}
