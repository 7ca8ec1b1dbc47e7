//! There is room for so many streams and no more, and for as many again when they have ended.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use nara_server::live::StreamLimits;

use crate::common::http::Options;
use crate::common::wire::{Events, Served, Wire};
use crate::on_both;

const PATIENCE: Duration = Duration::from_secs(20);

/// The proxy of the tests is trusted, so its word is the network.
const SCHOOL: (&str, &str) = ("x-forwarded-for", "203.0.113.9");
const HOME: (&str, &str) = ("x-forwarded-for", "198.51.100.7");

on_both!(streams_beyond_the_room_are_refused_until_one_ends, |app| {
    let options = Options {
        streams: StreamLimits {
            total: 5,
            per_network: 3,
        },
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let served = Served::of(&web.state).await;
    let open = async |who| Events::open(served.address, "/live", &[who]).await.unwrap();
    let mut school = Vec::new();
    for _ in 0..3 {
        school.push(open(SCHOOL).await);
    }
    assert!(school.iter().all(|events| events.status == 200));

    // Another device of the same network is refused, and told when to come back; others are not.
    let mut wire = Wire::connect(served.address).await.unwrap();
    let neighbour = ("x-forwarded-for", "203.0.113.77");
    let refused = wire.get("/live?from=0", &[neighbour]).await.unwrap();
    let seconds: u32 = refused.header("retry-after").parse().unwrap();
    assert!(refused.status == 503 && (30..=60).contains(&seconds));
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.json()["code"], "busy");
    let mut home = vec![open(HOME).await, open(HOME).await];
    assert!(home.iter().all(|events| events.status == 200));
    assert_eq!(open(HOME).await.status, 503, "no room at all");
    assert_eq!(web.state.seats.open(), 5);
    let measured = nara_server::metrics::scrape(&web.state).await.unwrap();
    let counted = "nara_shed_total{lane=\"extra\",who=\"visitor\"} 2\n";
    assert!(measured.contains(counted), "{measured}");

    // Everything else goes on.
    let page = wire.get("/forslag", &[SCHOOL]).await.unwrap();
    assert_eq!(page.status, 200);

    // A question that makes no sense takes no room.
    let wrong = wire.get("/live?proposal=x", &[HOME]).await.unwrap();
    assert_eq!(wrong.status, 400);

    // A reader that goes away makes room, without a word.
    drop(school.pop());
    drop(home.pop());
    let begun = Instant::now();
    let again = loop {
        let again = open(SCHOOL).await;
        if again.status == 200 {
            break again;
        }
        assert!(begun.elapsed() < PATIENCE, "no room was given back");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    drop((again, school, home));
    while web.state.seats.open() > 0 {
        assert!(
            begun.elapsed() < PATIENCE,
            "{} are kept",
            web.state.seats.open()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(wire);
    served.stop().await;
});

on_both!(a_question_about_the_stream_takes_no_room, |app| {
    let options = Options {
        streams: StreamLimits {
            total: 1,
            per_network: 1,
        },
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let mut reader = web.visitor();
    for _ in 0..3 {
        let head = reader.send(Method::HEAD, "/live", None, Vec::new()).await;
        assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
    }
    assert_eq!(web.state.seats.open(), 0);
});
