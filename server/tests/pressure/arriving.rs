//! What arrives slowly, and files: from one network they take a part of the places, and none of votes or of
//! people at work.

use std::net::SocketAddr;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use nara_server::http::pressure::RoomName;
use nara_server::http::pressure::rooms::Bounds;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::holding::{Still, WITH_FILE, room};
use super::measured::scrape;
use super::samples::{samples, value};
use crate::common::http::{Browser, Web};
use crate::common::wire::{Served, Wire};
use crate::on_both;

const FULL: StatusCode = StatusCode::SERVICE_UNAVAILABLE;
const FORM: &str = "application/x-www-form-urlencoded";
const SIGN_IN: &str = "email=siv@example.se&password=fel+losenord";

/// A form of which little has come, from the network of this address.
async fn trickle(to: SocketAddr, from: &str, cookie: &str) -> TcpStream {
    let mut stream = TcpStream::connect(to).await.unwrap();
    let head = format!(
        "POST /logga-in HTTP/1.1\r\nhost: {to}\r\nx-forwarded-for: {from}\r\ncookie: {cookie}\r\n\
         content-type: {FORM}\r\ncontent-length: 40\r\n\r\nemail="
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

/// A vote of which everything has come but that this is all.
async fn vote(to: SocketAddr, path: &str, from: &str, cookie: &str) -> TcpStream {
    let mut stream = TcpStream::connect(to).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {to}\r\nx-forwarded-for: {from}\r\ncookie: {cookie}\r\n\
         content-type: {FORM}\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

/// The status of the answer that comes.
async fn status(stream: &mut TcpStream) -> u16 {
    let mut line = [0; 12];
    let read = stream.read_exact(&mut line);
    let read = tokio::time::timeout(Duration::from_secs(30), read).await;
    read.unwrap().unwrap();
    std::str::from_utf8(&line[9..]).unwrap().parse().unwrap()
}

/// Sooner than they are told that they are too slow.
async fn until_taken(web: &Web, room: RoomName, taken: usize) {
    let all = async {
        while web.state.pressure.fill(room).taken < taken {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let all = tokio::time::timeout(Duration::from_secs(9), all).await;
    all.expect("they have no places");
}

on_both!(one_network_has_a_quarter_of_what_arrives, |app| {
    let bounds = Bounds {
        arriving: room(8),
        ..Bounds::usual()
    };
    let web = app.web_with(Still::new().options(bounds)).await;
    let served = Served::of(&web.state).await;
    let (to, from) = (served.address, "203.0.113.9");
    let mut slow = Vec::new();
    for _ in 0..2 {
        slow.push(trickle(to, from, "").await);
    }
    until_taken(&web, RoomName::Arriving, 2).await;
    let head = [("x-forwarded-for", from), ("content-type", FORM)];
    let mut wire = Wire::connect(to).await.unwrap();
    let unfinished = [head[0], head[1], ("content-length", "40")];
    let refused = wire.send("POST", "/logga-in", &unfinished, "").await;
    let refused = refused.unwrap();
    assert_eq!(refused.status, FULL.as_u16());
    let after: u32 = refused.header("retry-after").parse().unwrap();
    assert!((5..=10).contains(&after), "{after}");
    assert!(refused.text.contains("Det du skickade kom inte fram"));
    assert_eq!(web.state.pressure.fill(RoomName::Arriving).taken, 2);
    let found = samples(&scrape(&web.state).await);
    let shed = [("lane", "form"), ("who", "unknown")];
    assert!((value(&found, "nara_shed_total", &shed) - 1.0).abs() < 1e-9);
    drop(wire);
    // What is there at once is taken from there, too.
    let mut wire = Wire::connect(to).await.unwrap();
    let whole = wire.send("POST", "/logga-in", &head, SIGN_IN).await;
    let whole = whole.unwrap();
    assert_eq!(whole.status, 401, "{}", whole.text);
    // Others have what is left.
    slow.push(trickle(to, "198.51.100.9", "").await);
    until_taken(&web, RoomName::Arriving, 3).await;
    drop((slow, wire));
    served.stop().await;
});

on_both!(what_others_send_slowly_keeps_out_no_vote, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning i parken").await;
    let bounds = Bounds {
        arriving: room(4),
        arriving_votes: room(4),
        ..Bounds::usual()
    };
    let web = app.web_with(Still::new().options(bounds)).await;
    let served = Served::of(&web.state).await;
    let to = served.address;
    let path = format!("/forslag/{id}/belysning-i-parken/stod");
    let cookie = format!("nara_session={}", web.session_of(&siv).await);
    let mut slow = Vec::new();
    for n in 0..4 {
        slow.push(trickle(to, &format!("203.0.{n}.1"), "").await);
    }
    until_taken(&web, RoomName::Arriving, 4).await;
    slow.push(vote(to, &path, "203.0.113.9", "").await);
    until_taken(&web, RoomName::ArrivingVotes, 1).await;
    // One network has a quarter of these as well.
    let mut second = vote(to, &path, "203.0.113.10", &cookie).await;
    assert_eq!(status(&mut second).await, FULL.as_u16());
    assert_eq!(web.state.pressure.fill(RoomName::ArrivingVotes).taken, 1);
    let mut counts = vote(to, &path, "198.51.100.9", &cookie).await;
    until_taken(&web, RoomName::ArrivingVotes, 2).await;
    counts.write_all(b"0\r\n\r\n").await.unwrap();
    assert_eq!(status(&mut counts).await, 303);
    assert_eq!(app.number("select support_count from proposal").await, 1);
    drop((slow, second, counts));
    served.stop().await;
});

// Everybody else has none here; what is there at once needs none.
on_both!(people_at_work_have_places_for_what_arrives, |app| {
    let siv = app.resident("Siv").await;
    let karin = app.official("Karin").await;
    let common = Bounds {
        arriving: room(0),
        ..Bounds::usual()
    };
    let none = Bounds {
        staff_arriving: room(0),
        ..common
    };
    for (bounds, is_let_in) in [(common, true), (none, false)] {
        let web = app.web_with(Still::new().options(bounds)).await;
        let served = Served::of(&web.state).await;
        let (to, from) = (served.address, "203.0.113.9");
        let official = format!("nara_session={}", web.session_of(&karin).await);
        let mut official = trickle(to, from, &official).await;
        match is_let_in {
            true => until_taken(&web, RoomName::StaffArriving, 1).await,
            false => assert_eq!(status(&mut official).await, FULL.as_u16()),
        }
        // Somebody; a cookie that is none; nobody.
        let resident = format!("nara_session={}", web.session_of(&siv).await);
        for cookie in [resident.as_str(), "nara_session=gissat", ""] {
            let mut slow = trickle(to, from, cookie).await;
            assert_eq!(status(&mut slow).await, FULL.as_u16(), "{cookie}");
            let head = [("content-type", FORM), ("cookie", cookie)];
            let mut wire = Wire::connect(to).await.unwrap();
            let whole = wire.send("POST", "/logga-in", &head, SIGN_IN).await;
            assert_ne!(whole.unwrap().status, FULL.as_u16(), "{cookie}");
        }
        drop(official);
        served.stop().await;
    }
});

/// Whether there is room for a form that may have a file, which is answered at once.
async fn has_room(browser: &mut Browser<'_>) -> bool {
    let path = "/forslag/1/belysning/handlagg";
    let body = b"--grans--\r\n".to_vec();
    let sent = browser.send(Method::POST, path, Some(WITH_FILE), body);
    sent.await.status != FULL
}

on_both!(one_network_has_a_quarter_of_the_places_for_files, |app| {
    let siv = app.resident("Siv").await;
    let still = Still::new();
    let bounds = Bounds {
        uploads: room(8),
        ..Bounds::usual()
    };
    let web = app.web_with(still.options(bounds)).await;
    let one = web.signed_in(&siv).await;
    let (mut first, mut second, mut third) = (one.clone(), one.clone(), one);
    let held = [
        still.sends_file(&mut first).await,
        still.sends_file(&mut second).await,
    ];
    assert!(!has_room(&mut third).await);
    let mut nobody = web.visitor();
    nobody.peer = third.peer;
    assert!(!has_room(&mut nobody).await);
    assert_eq!(web.state.pressure.fill(RoomName::Uploads).taken, 2);
    // The same account from elsewhere, and everybody else.
    let mut elsewhere = web.signed_in(&siv).await;
    assert!(has_room(&mut elsewhere).await);
    assert!(has_room(&mut web.visitor()).await);
    let mut official = web.signed_in(&app.official("Karin").await).await;
    official.peer = third.peer;
    assert!(has_room(&mut official).await);
    drop(held);
    assert!(has_room(&mut third).await);
});
