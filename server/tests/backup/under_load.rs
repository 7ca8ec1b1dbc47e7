//! A backup while twenty people vote and an official adds pictures: it holds one moment, with everything in
//! it that was answered before it began.

use std::io::Cursor;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use nara_domain::session::Way;
use nara_domain::text::slug;
use nara_server::accounts::store::{self, SessionKind, SessionRow};
use nara_server::auth::session;
use nara_server::clock::{Clock, SystemClock};
use nara_server::db::{Db, Engine};
use nara_server::entropy::{self, SystemEntropy};
use nara_server::fetch_one;

use crate::common::wire::Wire;
use crate::common::{App, Place};
use crate::effort::{Row, so_many};
use crate::program::{Folder, Server, nara, told};
use crate::tally::Tally;
use crate::voters::{QUIET, acknowledged, begin, settle_in};

const PEOPLE: usize = 20;
/// A side of a picture in dots. Of noise, so that as many bytes are kept.
const SIDE: u32 = 300;

async fn number(address: &str, sql: &'static str) -> usize {
    let db = Db::connect(address).await.unwrap();
    let (number,) = fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap();
    db.close().await;
    usize::try_from(number).unwrap()
}

/// Votes and comments that a database has rows of.
async fn written_into(address: &str) -> usize {
    let writes = "select (select count(*) from support_event) + (select count(*) from comment)";
    number(address, writes).await
}

/// Pictures that lead to as many bytes as were sent.
async fn pictures_in(address: &str) -> usize {
    let pictures = "select count(*) from document d join document_content c on c.sha256 = d.sha256 \
                    where length(c.bytes) >= 90000";
    number(address, pictures).await
}

/// An official's session, as its cookie says it.
async fn official(address: &str) -> String {
    let app = App {
        now: SystemClock.now(),
        ..App::open(address).await
    };
    let maja = app.official("Maja").await;
    let secret = entropy::token::<32>(&SystemEntropy).unwrap();
    let row = SessionRow {
        fingerprint: &session::fingerprint(&secret),
        person: maja.person_id().unwrap(),
        kind: SessionKind::Browser,
        way: Way::Passkey,
        created_at: app.now,
        expires_at: session::ends(app.now),
        user_agent: "",
    };
    let mut tx = app.db.begin().await.unwrap();
    store::insert_session(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    app.db.close().await;
    format!("nara_session={secret}")
}

/// Another one for each number.
fn picture(number: usize) -> Vec<u8> {
    let number = u64::try_from(number).unwrap();
    let mut random = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let noise = image::GrayImage::from_fn(SIDE, SIDE, |_, _| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        image::Luma([random.to_be_bytes()[0]])
    });
    let mut file = Cursor::new(Vec::new());
    noise.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

/// Adds a picture to a case, and is answered that it is there.
async fn add_picture(server: SocketAddr, cookie: &str, number: usize) {
    let title = format!("Ritning {number}");
    let today = SystemClock.now().day().to_string();
    let mut body = Vec::new();
    for (name, value) in [
        ("title", title.as_str()),
        ("made_by", "Gatuenheten"),
        ("dated", today.as_str()),
        ("description", "En ritning som ingen kan läsa."),
        ("confirmation", "yes"),
    ] {
        let part = format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    body.extend_from_slice(
        b"--grans\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ritning.png\"\r\n\
          Content-Type: image/png\r\n\r\n",
    );
    body.extend(picture(number));
    body.extend_from_slice(b"\r\n--grans--\r\n");
    let case = format!("/forslag/{QUIET}/{}", slug(&format!("Förslag {QUIET}")));
    let headers = [
        ("cookie", cookie),
        ("content-type", "multipart/form-data; boundary=grans"),
    ];
    let mut wire = Wire::connect(server).await.unwrap();
    let path = format!("{case}/handlingar");
    let answer = wire.send("POST", &path, &headers, body).await.unwrap();
    assert_eq!(answer.status, 303, "{}", answer.text);
}

async fn is_one_moment(engine: Engine) {
    let Some(place) = Place::make(engine).await else {
        return;
    };
    let address = place.address.as_str();
    let folder = Folder::new();
    let voters = settle_in(address, &folder, PEOPLE).await;
    let cookie = official(address).await;
    let on = ["--database", address];
    let server = Server::start(&folder, &on);
    let heard = Arc::clone(&voters[0].heard);
    let voting = begin(voters, server.address);
    let until = async |count: usize| {
        let begun = Instant::now();
        while heard.load(Ordering::Relaxed) < count {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "nothing is answered"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let shelf = Folder::new();
    let mut moments = Vec::new();
    let rounds = so_many(3, 6, 20);
    for round in 0..rounds {
        until((round + 1) * 200).await;
        let file = shelf.path().join(format!("{round}"));
        let to = file.to_str().unwrap();
        // Of each round before one picture was answered to be there.
        assert_eq!(pictures_in(address).await, round);
        let before = written_into(address).await;
        let answered = heard.load(Ordering::Relaxed);
        let mut backup = nara(&[&["backup", "--to", to][..], &on].concat(), &folder);
        let made = tokio::task::spawn_blocking(move || backup.output());
        let sent = add_picture(server.address, &cookie, round);
        let (made, ()) = tokio::join!(made, sent);
        let made = made.unwrap().unwrap();
        let said = String::from_utf8(made.stderr).unwrap();
        assert!(made.status.success(), "{said}");
        let after = heard.load(Ordering::Relaxed);
        println!(
            "round {round}: {} writes were answered meanwhile",
            after - answered
        );
        moments.push((file, before));
    }
    until((rounds + 1) * 200).await;
    server.kill();
    let voters = voting.join_all().await;
    let answered = acknowledged(&voters);
    let (mut last, mut tally) = (0, Tally::default());
    for (round, (file, before)) in moments.iter().enumerate() {
        let new = Place::bare(engine).await.unwrap();
        let restore = [
            "restore",
            file.to_str().unwrap(),
            "--database",
            &new.address,
        ];
        let (status, said) = told(&restore, &Folder::new(), "");
        assert!(status.success() && said.contains("they add up"), "{said}");
        tally.count_again(&new.address).await;
        let there = written_into(&new.address).await;
        // Each of them, as it is counted.
        for missing in there..*before {
            tally.lose(format!(
                "{missing} of the {before} that were there when it began"
            ));
        }
        let pictures = pictures_in(&new.address).await;
        for missing in pictures..round {
            tally.lose(format!("picture {missing} of {round}"));
        }
        assert!(pictures <= round + 1, "{pictures} pictures of {round}");
        assert!(there > last, "{there} after {last}");
        // To say again what one has said is answered and writes nothing, so answers are more than rows.
        assert!(there <= answered + PEOPLE, "{there} of {answered}");
        println!("{before} writes were there before it began; {there} are in it");
        last = there;
        new.remove().await;
    }
    // Nobody's vote was lost for it, and no picture.
    for missing in pictures_in(address).await..rounds {
        tally.lose(format!("picture {missing} of the {rounds} answered"));
    }
    let again = Server::start(&folder, &on);
    let voters = tally.check_in(address, voters, again.address).await;
    drop(again);
    Row {
        fault: match engine {
            Engine::Sqlite => "backup under load (SQLite)",
            Engine::Postgres => "backup under load (PostgreSQL)",
        },
        runs: rounds,
        acknowledged: acknowledged(&voters) + rounds,
        lost: tally.lost(),
        recount: tally.recount(),
        seen: format!(
            "each restored elsewhere and counted again; {last} votes and comments and {} pictures or more in \
             the last",
            rounds - 1
        ),
    }
    .write();
    tally.assert();
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_one_moment_on_sqlite() {
    is_one_moment(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_one_moment_on_postgres() {
    is_one_moment(Engine::Postgres).await;
}
