//! What a stream tells, when, and under which headers.

use std::time::{Duration, Instant};

use nara_app::proposals::api::{ProposalPort, Recorded};
use nara_domain::answer::ActKind;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Ruleset, TransitionKind};
use nara_domain::text::slug;
use serde_json::json;

use crate::common::http::SECURITY_HEADERS;
use crate::common::wire::{Events, Served, Wire};
use crate::common::{App, act, comment};
use crate::on_both;

const SECOND: Duration = Duration::from_secs(1);

on_both!(everything_is_told_within_a_second_to_every_stream, |app| {
    let people = app.residents(3).await;
    let official = app.official("Maja").await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let proposals = &web.state.proposals;
    let mut all = Events::open(served.address, "/live", &[]).await.unwrap();
    let fields = crate::common::fields("Belysning");
    let id = proposals
        .submit(&people[0], fields, "", app.now)
        .await
        .unwrap();
    let told = all.take(1).await.remove(0);
    assert_eq!((told.id, told.name.as_str()), (1, "proposal"));
    let expected = json!({"seq": 1, "kind": "proposal", "proposal": 1, "stage": "collecting"});
    assert_eq!(told.data, expected);
    let path = format!("/live?proposal={id}");
    let mut one = Events::open(served.address, &path, &[]).await.unwrap();
    let mut slowest = Duration::ZERO;
    let mut both = async |begun: Instant, expected: serde_json::Value| {
        for events in [&mut all, &mut one] {
            let told = events.take(1).await.remove(0);
            slowest = slowest.max(begun.elapsed());
            assert_eq!(told.data, expected);
            assert_eq!(told.id, told.data["seq"]);
            assert_eq!(told.name, told.data["kind"].as_str().unwrap());
        }
    };
    proposals.support(&people[1], id, app.now).await.unwrap();
    both(
        Instant::now(),
        json!({"seq": 2, "kind": "support", "proposal": 1, "count": 1}),
    )
    .await;
    let said = proposals
        .comment(&people[1], id, comment("Bra"), app.now)
        .await
        .unwrap();
    let expected =
        json!({"seq": 3, "kind": "comment", "proposal": 1, "count": 1, "comment_id": said.id});
    both(Instant::now(), expected).await;
    let form = act(&[("text", "Vi tittar på det.")]);
    let kind = ActKind::OfficialAnswer;
    let answer = proposals
        .answer(&official, id, kind, form, app.now)
        .await
        .unwrap();
    both(
        Instant::now(),
        json!({"seq": 4, "kind": "act", "proposal": 1, "act_id": answer}),
    )
    .await;
    proposals
        .withdraw_support(&people[1], id, app.now)
        .await
        .unwrap();
    both(
        Instant::now(),
        json!({"seq": 5, "kind": "support", "proposal": 1, "count": 0}),
    )
    .await;
    let form = act(&[("confirmation", "yes")]);
    let step = TransitionKind::Withdraw;
    let recorded = proposals.record(&people[0], id, step, form, app.now).await;
    let Ok(Recorded::Act(moved)) = recorded else {
        panic!("{recorded:?}");
    };
    let expected = json!({
        "seq": 6, "kind": "state", "proposal": 1, "act_id": moved, "stage": "withdrawn",
    });
    both(Instant::now(), expected).await;
    assert!(slowest < SECOND, "{slowest:?}");
    drop((all, one));
    served.stop().await;
});

// A program that writes to the same database, or a second server, wakes nobody here.
on_both!(what_another_process_writes_is_told_within_a_second, |app| {
    let people = app.residents(2).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let mut events = Events::open(served.address, "/live", &[]).await.unwrap();
    let other = App::open(&app.address).await;
    other
        .proposals
        .support(&people[1], id, app.now)
        .await
        .unwrap();
    let begun = Instant::now();
    assert_eq!(events.take(1).await[0].data["count"], 1);
    assert!(begun.elapsed() < SECOND, "{:?}", begun.elapsed());
    other.db.close().await;
    drop(events);
    served.stop().await;
});

on_both!(one_proposals_stream_tells_only_that_one, |app| {
    let people = app.residents(2).await;
    let one = app.proposal(&people[0], "Ett").await;
    let two = app.proposal(&people[0], "Två").await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let mut events = Events::open(served.address, &format!("/live?proposal={two}"), &[])
        .await
        .unwrap();
    // Nothing happens to what is not there; that it is not there is not told.
    let mut nobody = Events::open(served.address, "/live?proposal=999", &[])
        .await
        .unwrap();
    assert_eq!(nobody.status, 200);
    for _ in 0..3 {
        web.state
            .proposals
            .support(&people[1], one, app.now)
            .await
            .unwrap();
        web.state
            .proposals
            .withdraw_support(&people[1], one, app.now)
            .await
            .unwrap();
    }
    web.state
        .proposals
        .support(&people[1], two, app.now)
        .await
        .unwrap();
    let told = events.take(1).await;
    assert_eq!(
        (told[0].data["proposal"].as_i64(), told[0].id),
        (Some(two.get()), 9)
    );
    assert!(nobody.is_silent_for(Duration::from_millis(50)).await);
    drop((events, nobody));
    served.stop().await;
});

on_both!(nothing_unpublished_is_told, |app| {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let people = app.residents(2).await;
    let secretary = app.secretary("Sekreteraren").await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let proposals = &web.state.proposals;
    let mut all = Events::open(served.address, "/live", &[]).await.unwrap();
    let mut its_own = Events::open(served.address, "/live?proposal=1", &[])
        .await
        .unwrap();
    let fields = crate::common::fields("Hemligheten");
    let id = proposals
        .submit(&people[0], fields, "", app.now)
        .await
        .unwrap();
    assert_eq!(id, ProposalId::new(1));
    let ask = act(&[("missing", "Vilken stig?")]);
    let asked = proposals
        .record(
            &secretary,
            id,
            TransitionKind::RequestCompletion,
            ask,
            app.now,
        )
        .await;
    assert!(asked.is_ok(), "{asked:?}");
    assert!(proposals.support(&people[1], id, app.now).await.is_err());
    assert!(
        proposals
            .comment(&people[1], id, comment("Hej"), app.now)
            .await
            .is_err()
    );
    let form = act(&[("completion", "Den runt sjön.")]);
    let completed = proposals
        .record(&people[0], id, TransitionKind::Complete, form, app.now)
        .await;
    assert!(completed.is_ok(), "{completed:?}");
    assert!(
        all.is_silent_for(Duration::from_millis(700)).await,
        "longer than the log is unread"
    );
    assert!(its_own.is_silent_for(Duration::from_millis(20)).await);
    let form = act(&[
        ("diary_number", "KS/2026:7"),
        ("received_on", "2026-03-04"),
        ("short_description", "Belysning"),
    ]);
    let registered = proposals
        .record(&secretary, id, TransitionKind::Register, form, app.now)
        .await;
    assert!(registered.is_ok(), "{registered:?}");
    for events in [&mut all, &mut its_own] {
        let told = events.take(1).await.remove(0);
        assert_eq!(
            (told.id, told.name.as_str()),
            (1, "proposal"),
            "its first event"
        );
        assert_eq!(told.data["stage"], "registered");
    }
    drop((all, its_own));
    served.stop().await;
});

// Whoever is told asks for the page and gets what they may see.
on_both!(no_text_is_ever_told, |app| {
    let (siv, official) = (app.resident("Siv").await, app.official("Maja").await);
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let proposals = &web.state.proposals;
    let mut events = Events::open(served.address, "/live", &[]).await.unwrap();
    let title = "Märkbeteckning i titeln";
    let id = proposals
        .submit(&siv, crate::common::fields(title), "", app.now)
        .await
        .unwrap();
    let said = comment("Märkbeteckning i kommentaren");
    proposals.comment(&siv, id, said, app.now).await.unwrap();
    let form = act(&[("text", "Märkbeteckning i svaret")]);
    proposals
        .answer(&official, id, ActKind::OfficialAnswer, form, app.now)
        .await
        .unwrap();
    for told in events.take(3).await {
        let text = told.data.to_string().to_lowercase();
        for word in ["märk", "siv", "maja", &slug(title)] {
            assert!(!text.contains(word), "{text}");
        }
    }
    drop(events);
    served.stop().await;
});

on_both!(
    a_stream_is_kept_by_no_cache_and_held_back_by_no_compression,
    |app| {
        let web = app.web().await;
        let served = Served::of(&web.state).await;
        let encodings = [
            ("accept-encoding", "br, gzip"),
            ("accept", "text/event-stream"),
        ];
        for path in ["/live", "/en/live", "/live?proposal=1&from=0"] {
            let mut events = Events::open(served.address, path, &encodings)
                .await
                .unwrap();
            assert_eq!(events.status, 200);
            let header = |name: &str| events.headers.get(name).map_or("", String::as_str);
            assert_eq!(header("content-type"), "text/event-stream");
            assert_eq!(header("cache-control"), "no-store");
            assert_eq!(header("content-encoding"), "");
            assert_eq!(header("x-accel-buffering"), "no");
            assert_eq!(header("set-cookie"), "");
            for name in SECURITY_HEADERS {
                assert_ne!(header(name), "", "{path} {name}");
            }
            // Browsers are told to spread their coming back over some seconds.
            assert!(events.is_silent_for(Duration::from_millis(20)).await);
            let retry = events
                .others
                .iter()
                .find_map(|line| line.strip_prefix("retry: "));
            let retry: u64 = retry.unwrap().parse().unwrap();
            assert!((2_000..6_000).contains(&retry), "{retry}");
        }
        served.stop().await;
    }
);

on_both!(a_question_that_makes_no_sense_is_refused, |app| {
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    for query in [
        "proposal=abc",
        "proposal=",
        "proposal=-1",
        "proposal=0",
        "proposal=1.5",
        "proposal=01",
        "proposal=99999999999999999999",
        "proposal=1&proposal=2",
        "from=abc",
        "from=-1",
        "from=",
    ] {
        let mut wire = Wire::connect(served.address).await.unwrap();
        let refused = wire.get(&format!("/live?{query}"), &[]).await.unwrap();
        assert_eq!(refused.status, 400, "{query}");
        assert_eq!(refused.header("content-type"), "application/problem+json");
        assert_eq!(refused.json()["code"], "malformed");
    }
    let mut wire = Wire::connect(served.address).await.unwrap();
    let refused = wire.send("POST", "/live", &[], "").await.unwrap();
    assert_eq!((refused.status, refused.header("allow")), (405, "GET,HEAD"));
    drop(wire);
    served.stop().await;
});

on_both!(streams_end_when_the_server_is_asked_to_stop, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    let mut open = Vec::new();
    for n in 0..20 {
        let path = if n % 2 == 0 {
            "/live".to_owned()
        } else {
            format!("/live?proposal={id}")
        };
        open.push(Events::open(served.address, &path, &[]).await.unwrap());
    }
    let begun = Instant::now();
    served.stop().await;
    for mut events in open {
        // A stream that ends as it should, not one that breaks off.
        assert_eq!(events.next().await.unwrap(), None);
    }
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
});
