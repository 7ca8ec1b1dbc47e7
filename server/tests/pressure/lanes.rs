//! What is given up first, and what goes on meanwhile.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use nara_server::db::STATEMENTS;
use nara_server::http::pressure::RoomName;
use nara_server::http::pressure::rooms::{Bounds, Room};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::holding::{Still, room};
use super::measured::scrape;
use super::samples::samples;
use crate::common::http::{Browser, Options, Web};
use crate::common::wire::{Answer, Served, Wire};
use crate::on_both;

const FULL: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

/// How many a page takes that shows nothing of the database.
async fn statements(browser: &mut Browser<'_>) -> u64 {
    let count = Arc::new(AtomicU64::new(0));
    let page = STATEMENTS.scope(Arc::clone(&count), browser.get("/om"));
    assert_eq!(page.await.status, StatusCode::OK);
    count.load(Ordering::Relaxed)
}

on_both!(
    pages_are_turned_away_while_votes_and_forms_are_taken,
    |app| {
        let siv = app.resident("Siv").await;
        let id = app.proposal(&siv, "Belysning i parken").await;
        let still = Still::new();
        let bounds = Bounds {
            pages: room(1),
            ..Bounds::usual()
        };
        let web = app.web_with(still.options(bounds)).await;
        let mut reader = web.visitor();
        let held = still.reads(&mut reader).await;
        let case = format!("/forslag/{id}/belysning-i-parken");
        let omar = app.resident("Omar").await;
        let mut omar = web.signed_in(&omar).await;
        assert_eq!(web.visitor().get(&case).await.status, FULL);
        assert_eq!(omar.get(&case).await.status, FULL);

        let voted = omar.post_form(&format!("{case}/stod"), &[]).await;
        assert_eq!(voted.status, StatusCode::SEE_OTHER, "{}", voted.text);
        assert_eq!(app.number("select support_count from proposal").await, 1);
        let said = [("text", "Det är mörkt där."), ("stance", "for")];
        let said = omar.post_form(&format!("{case}/inlagg"), &said).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
        // The page after it has no place, and its message is not lost.
        assert_eq!(omar.get(voted.location()).await.status, FULL);
        let withdrawn = omar.post_form(&format!("{case}/stod/angra"), &[]).await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
        assert_eq!(app.number("select support_count from proposal").await, 0);
        let again = omar
            .json(
                Method::PUT,
                &format!("/api/v1/proposals/{id}/support"),
                Value::Null,
            )
            .await;
        assert_eq!(again.json()["count"], 1);

        still.let_go();
        assert_eq!(held.await.status, StatusCode::OK);
        assert_eq!(web.state.pressure.fill(RoomName::Pages).taken, 0);
        let page = omar.get(&case).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Ditt stöd är borttaget."), "the message");
        assert_eq!(web.visitor().get(&case).await.status, StatusCode::OK);
    }
);

on_both!(forms_are_turned_away_last_and_lose_nothing_by_it, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let still = Still::new();
    let bounds = Bounds {
        pages: room(1),
        forms: room(1),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let (mut writer, mut reader) = (web.visitor(), web.visitor());
    let held = still.sends(&mut writer).await;
    let case = format!("/forslag/{id}/belysning-i-parken");
    let mut siv = web.signed_in(&siv).await;
    let comment = [("text", "Det är mörkt där."), ("stance", "for")];
    let refused = siv.post_form(&format!("{case}/inlagg"), &comment).await;
    assert_eq!(refused.status, FULL);
    assert!(refused.text.contains("Det du skickade kom inte fram"));
    assert_eq!(app.number("select count(*) from comment").await, 0);
    // Not even the way in, which leads to a form; votes all the same.
    assert_eq!(web.visitor().get("/logga-in").await.status, FULL);
    let voted = siv.post_form(&format!("{case}/stod"), &[]).await;
    assert_eq!(voted.status, StatusCode::SEE_OTHER, "{}", voted.text);
    still.let_go();
    assert_eq!(held.await.status, StatusCode::OK);
    // Sent again as it was, it counts once.
    let sent = siv.post_form(&format!("{case}/inlagg"), &comment).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(app.number("select count(*) from comment").await, 1);

    // Where only pages have no room, whoever has to sign in can.
    let held = still.reads(&mut reader).await;
    assert_eq!(web.visitor().get("/om").await.status, FULL);
    assert_eq!(web.visitor().get("/logga-in").await.status, StatusCode::OK);
    drop(held);
});

on_both!(a_vote_without_room_is_said_not_to_count, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let still = Still::new();
    let bounds = Bounds {
        votes: room(0),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let mut siv = web.signed_in(&siv).await;
    let path = format!("/forslag/{id}/belysning-i-parken/stod");
    let refused = siv.post_form(&path, &[]).await;
    assert_eq!(refused.status, FULL);
    assert!(refused.text.contains("Din röst är inte räknad"));
    let refused = siv.post_form(&format!("/en{path}"), &[]).await;
    assert!(refused.text.contains("Your vote has not been counted"));
    let api = format!("/api/v1/proposals/{id}/support");
    let refused = siv.json(Method::PUT, &api, Value::Null).await;
    assert_eq!((refused.status, refused.is_problem()), (FULL, true));
    assert_eq!(refused.json()["code"], "busy");
    assert_eq!(app.number("select support_count from proposal").await, 0);
    // Everything else goes on.
    assert_eq!(siv.get("/om").await.status, StatusCode::OK);
});

on_both!(what_pages_do_without_goes_first, |app| {
    let still = Still::new();
    let bounds = Bounds {
        pages: Room::new(4, 4, Duration::from_secs(5)),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let siv = app.resident("Siv").await;
    let mut siv = web.signed_in(&siv).await;
    let extras = ["/live", "/forslag.atom", "/svar.atom", "/moten.ics"];
    for path in &extras[1..] {
        assert_eq!(web.visitor().get(path).await.status, StatusCode::OK);
    }
    let calm = statements(&mut siv).await;

    let mut readers = [web.visitor(), web.visitor(), web.visitor()];
    let mut held = Vec::new();
    for reader in &mut readers {
        held.push(still.reads(reader).await);
    }
    for path in extras {
        let refused = web.visitor().get(path).await;
        assert_eq!(refused.status, FULL, "{path}");
        assert_eq!(siv.get(path).await.status, FULL, "{path}");
        let seconds: u32 = refused.header("retry-after").parse().unwrap();
        assert!((30..=60).contains(&seconds), "{path} {seconds}");
    }
    let similar = [("title", "Belysning i parken")];
    let similar = web
        .visitor()
        .post_form("/fn/proposals/similar", &similar)
        .await;
    assert_eq!(similar.status, FULL);
    // Pages go on, without how much is new for whoever reads them.
    assert_eq!(statements(&mut siv).await, calm - 1);
    assert_eq!(web.visitor().get("/forslag").await.status, StatusCode::OK);
    assert_eq!(siv.get("/konto").await.status, StatusCode::OK);
});

on_both!(whoever_waits_gets_the_next_place, |app| {
    let still = Still::new();
    let bounds = Bounds {
        pages: Room::new(1, 1, Duration::from_secs(30)),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let (mut first, mut second) = (web.visitor(), web.visitor());
    let held = still.reads(&mut first).await;
    let mut waits = Box::pin(second.get("/om"));
    while web.state.pressure.fill(RoomName::Pages).waiting == 0 {
        tokio::select! {
            page = &mut waits => panic!("there was room: {}", page.status),
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!(web.visitor().get("/om").await.status, FULL);
    still.let_go();
    assert_eq!(held.await.status, StatusCode::OK);
    assert_eq!(waits.await.status, StatusCode::OK);
});

on_both!(files_and_health_are_answered_whatever_happens, |app| {
    let still = Still::new();
    let none = room(0);
    let bounds = Bounds {
        pages: none,
        extras: none,
        forms: none,
        uploads: none,
        staff: none,
        staff_uploads: none,
        votes: none,
        door: none,
        large: none,
        staff_large: none,
        arriving: none,
        staff_arriving: none,
        arriving_votes: none,
    };
    let web = app.web_with(still.options(bounds)).await;
    assert_eq!(web.visitor().get("/om").await.status, FULL);
    for path in ["/livez", "/readyz"] {
        assert_eq!(web.visitor().get(path).await.status, StatusCode::OK);
    }
    let missing = web.visitor().get("/pkg/nowhere.css").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
});

// What trickles in holds up nobody: it is read before there is a place for it.
on_both!(a_form_that_arrives_slowly_takes_no_place, |app| {
    let still = Still::new();
    let bounds = Bounds {
        forms: room(1),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let served = Served::of(&web.state).await;
    let form = "content-type: application/x-www-form-urlencoded\r\ncontent-length: 40\r\n";
    let head = format!(
        "POST /logga-in HTTP/1.1\r\nhost: {}\r\n{form}\r\nemail=",
        served.address
    );
    let mut slow = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(served.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let mut wire = Wire::connect(served.address).await.unwrap();
    for _ in 0..5 {
        let body = "email=siv@example.se&password=fel+losenord";
        let answer = wire.send("POST", "/logga-in", &[kind], body).await.unwrap();
        assert_eq!(answer.status, 401, "{}", answer.text);
        assert_eq!(web.state.pressure.fill(RoomName::Forms).taken, 0);
    }
    drop((slow, wire));
    served.stop().await;
    let long = "b".repeat(2 * 1024 * 1024);
    let refused = web.visitor().post_form("/logga-in", &[("a", &long)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
});

/// The answer to what says that there is more to come, of which nothing ever does.
async fn unfinished(to: SocketAddr, path: &str, kind: &str) -> Answer {
    let mut wire = Wire::connect(to).await.unwrap();
    let head = [("content-type", kind), ("content-length", "40")];
    wire.send("POST", path, &head, "").await.unwrap()
}

// There was room: nobody is woken for somebody's slow line, and nobody told that there is a crowd.
on_both!(what_never_arrives_is_too_slow_and_not_turned_away, |app| {
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let (to, form) = (served.address, "application/x-www-form-urlencoded");
    let (swedish, english, vote, program) = tokio::join!(
        unfinished(to, "/logga-in", form),
        unfinished(to, "/en/logga-in", form),
        unfinished(to, "/forslag/1/x/stod", form),
        unfinished(to, "/api/v1/proposals", "application/json"),
    );
    for answer in [&swedish, &english, &vote, &program] {
        assert_eq!(answer.status, 408, "{}", answer.text);
        assert_eq!(answer.header("connection"), "close");
        assert_eq!(answer.header("retry-after"), "");
    }
    for page in [&swedish, &vote] {
        assert!(page.text.contains("<html lang=\"sv\">"), "{}", page.text);
        assert!(page.text.contains("Det du skickade kom inte fram i tid"));
        assert!(page.text.contains("en röst är inte räknad"));
    }
    let title = "What you sent did not arrive in time";
    assert!(english.text.contains(title), "{}", english.text);
    let kind = program.header("content-type");
    assert_eq!(kind, "application/problem+json");
    assert_eq!(program.json()["code"], "too_slow");
    let found = samples(&scrape(&web.state).await);
    let shed = found.iter().filter(|it| it.name == "nara_shed_total");
    let shed: Vec<f64> = shed.map(|it| it.value).collect();
    assert!(!shed.is_empty() && shed.iter().all(|count| count.abs() < 1e-9));
    served.stop().await;
});

// What is in memory before it has a place has an end too, and keeps out nobody who sends little.
on_both!(few_large_forms_are_held_at_once, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let bounds = Bounds {
        large: room(0),
        ..Bounds::usual()
    };
    let web = app.web_with(Still::new().options(bounds)).await;
    let mut siv = web.signed_in(&siv).await;
    let case = format!("/forslag/{id}/belysning-i-parken");
    let long = "b".repeat(100_000);
    let said = [("text", long.as_str()), ("stance", "for")];
    let refused = siv.post_form(&format!("{case}/inlagg"), &said).await;
    assert_eq!(refused.status, FULL);
    assert!(refused.text.contains("Det du skickade kom inte fram"));
    let said = [("text", "Det är mörkt där."), ("stance", "for")];
    let said = siv.post_form(&format!("{case}/inlagg"), &said).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let voted = siv.post_form(&format!("{case}/stod"), &[]).await;
    assert_eq!(voted.status, StatusCode::SEE_OTHER, "{}", voted.text);
});

/// A large form of which little comes, from the network of this address.
async fn trickle(to: SocketAddr, from: &str) -> TcpStream {
    let mut stream = TcpStream::connect(to).await.unwrap();
    let form = "content-type: application/x-www-form-urlencoded\r\ncontent-length: 70000\r\n";
    let head = format!(
        "POST /logga-in HTTP/1.1\r\nhost: {to}\r\nx-forwarded-for: {from}\r\n{form}\r\nemail="
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

async fn until_large(web: &Web, taken: usize) {
    let all = async {
        while web.state.pressure.fill(RoomName::Large).taken < taken {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let all = tokio::time::timeout(Duration::from_secs(9), all).await;
    all.expect("they were not let in");
}

/// The answer to a form without fields that does not say how long it is.
async fn in_pieces(to: SocketAddr, path: &str, session: &str) -> String {
    let mut stream = TcpStream::connect(to).await.unwrap();
    let vote = format!(
        "POST {path} HTTP/1.1\r\nhost: {to}\r\ncookie: nara_session={session}\r\n\
         content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\
         connection: close\r\n\r\n0\r\n\r\n"
    );
    stream.write_all(vote.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    let read = tokio::time::timeout(Duration::from_secs(30), read).await;
    read.unwrap().unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

// From as many networks as it takes.
on_both!(large_forms_that_never_arrive_keep_out_no_vote, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let bounds = Bounds {
        large: room(64),
        ..Bounds::usual()
    };
    let web = app.web_with(Still::new().options(bounds)).await;
    let served = Served::of(&web.state).await;
    let session = web.session_of(&siv).await;
    let mut resident = web.signed_in(&siv).await;
    let mut official = web.signed_in(&app.official("Karin").await).await;
    let case = format!("/forslag/{id}/belysning-i-parken");
    let mut slow = Vec::new();
    for n in 0..64 {
        slow.push(trickle(served.address, &format!("203.0.{n}.1")).await);
    }
    until_large(&web, 64).await;
    let vote = in_pieces(served.address, &format!("{case}/stod"), &session).await;
    assert!(vote.starts_with("HTTP/1.1 303 "), "{vote}");
    let long = "b".repeat(100_000);
    let said = [("text", long.as_str()), ("stance", "for")];
    let there = format!("{case}/inlagg");
    assert_ne!(official.post_form(&there, &said).await.status, FULL);
    // Meanwhile they are all still there.
    assert_eq!(resident.post_form(&there, &said).await.status, FULL);
    drop(slow);
    served.stop().await;
    assert_eq!(app.number("select support_count from proposal").await, 1);
});

on_both!(one_network_has_a_quarter_of_what_is_large, |app| {
    let bounds = Bounds {
        large: room(8),
        ..Bounds::usual()
    };
    let web = app.web_with(Still::new().options(bounds)).await;
    let served = Served::of(&web.state).await;
    let from = "203.0.113.9";
    let mut slow = Vec::new();
    for _ in 0..2 {
        slow.push(trickle(served.address, from).await);
    }
    until_large(&web, 2).await;
    for _ in 0..6 {
        let mut wire = Wire::connect(served.address).await.unwrap();
        let head = [
            ("x-forwarded-for", from),
            ("content-type", "application/x-www-form-urlencoded"),
            ("content-length", "70000"),
        ];
        let refused = wire.send("POST", "/logga-in", &head, "").await.unwrap();
        assert_eq!(refused.status, FULL.as_u16());
        assert_eq!(web.state.pressure.fill(RoomName::Large).taken, 2);
    }
    let long = "b".repeat(70_000);
    let form = [("email", long.as_str()), ("password", "fel lösenord")];
    let elsewhere = web.visitor().post_form("/logga-in", &form).await;
    assert_ne!(elsewhere.status, FULL);
    drop(slow);
    served.stop().await;
});

/// The status alone: what is sent from memory would otherwise be compared with a page made for it.
async fn about(web: &Web, path: &str) -> StatusCode {
    let mut visitor = web.visitor();
    let response = visitor.raw(Method::GET, path, None, Vec::new()).await;
    response.status()
}

// A page that is in memory needs no place.
on_both!(pages_in_memory_are_answered_without_a_place, |app| {
    let still = Still::new();
    let bounds = Bounds {
        pages: room(1),
        ..Bounds::usual()
    };
    let options = Options {
        page_memory: 8_000_000,
        ..still.options(bounds)
    };
    let web = app.web_with(options).await;
    assert_eq!(about(&web, "/om").await, StatusCode::OK);
    let mut reader = web.visitor();
    let held = still.reads(&mut reader).await;
    assert_eq!(about(&web, "/om").await, StatusCode::OK);
    assert_eq!(about(&web, "/en/om").await, FULL);
    // What was said there for want of room is not kept.
    still.let_go();
    assert_eq!(held.await.status, StatusCode::OK);
    assert_eq!(about(&web, "/en/om").await, StatusCode::OK);
});
