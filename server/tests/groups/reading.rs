//! Reading before publishing.

use axum::http::StatusCode;
use nara_app::proposals::api::NewComment;
use nara_domain::actor::Actor;
use nara_domain::ids::GroupId;

use crate::common::http::{Browser, Web};
use crate::common::{App, list};
use crate::{group, hidden, idea, join, on_both, supervisor};

/// Everything that anybody could find something on.
async fn found(app: &App, web: &Web, browser: &mut Browser<'_>, word: &str) -> Vec<String> {
    let mut paths = vec![
        "/".to_owned(),
        "/forslag".to_owned(),
        format!("/forslag?q={word}"),
        "/svar".to_owned(),
        "/handlaggning".to_owned(),
        "/api/v1/proposals?limit=100".to_owned(),
        format!("/api/v1/proposals?q={word}"),
    ];
    let proposals = app
        .number("select coalesce(max(proposal_id), 0) from proposal")
        .await;
    for id in 1..=proposals {
        paths.push(format!("/api/v1/proposals/{id}"));
        paths.push(format!("/api/v1/proposals/{id}/comments"));
        let page = browser.get(&format!("/forslag/{id}")).await;
        if page.status.is_redirection() {
            paths.push(page.location().to_owned());
        }
    }
    let mut found = Vec::new();
    for path in paths {
        if browser.get(&path).await.text.contains(word) {
            found.push(path);
        }
    }
    // A search says what was searched for.
    found.retain(|path| !path.starts_with("/forslag?q="));
    let alike = web.state.proposals.similar(word, 3, "", web.now()).await;
    if !alike.unwrap().is_empty() {
        found.push("similar".to_owned());
    }
    found
}

struct Room<'w> {
    leader: Browser<'w>,
    fox: Browser<'w>,
    id: GroupId,
    read: String,
}

async fn room<'w>(app: &App, web: &'w Web) -> Room<'w> {
    let tove = supervisor(app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "yes").await;
    let (fox, _) = join(web, &code, "Glad Räv").await;
    Room {
        leader,
        fox,
        id,
        read: format!("/grupper/{id}/lasa"),
    }
}

on_both!(an_idea_waits_is_sent_back_changed_and_published, |app| {
    let web = app.web().await;
    let Room {
        mut leader,
        mut fox,
        id,
        read,
    } = room(&app, &web).await;
    let siv = app.resident("Siv").await;
    let page = idea(&mut fox, "Zqxpingis", "Ett bord utanför skolan.").await;
    assert_eq!(page.location(), "/grupp/mitt");
    let page = fox.get("/grupp/mitt").await;
    assert!(page.text.contains("Väntar på att läsas") && page.text.contains("Zqxpingis"));
    assert!(page.text.contains("Skickat!"));
    for browser in [
        &mut web.visitor(),
        &mut web.signed_in(&siv).await,
        &mut web.signed_in(&app.secretary("Sven").await).await,
        &mut fox.clone(),
    ] {
        let found = found(&app, &web, browser, "Zqxpingis").await;
        assert_eq!(found, Vec::<String>::new());
    }
    assert_eq!(app.number("select count(*) from event").await, 0);
    assert_eq!(app.number("select count(*) from draft").await, 0);

    let page = leader.get("/grupper").await;
    assert!(page.text.contains("En text att läsa"), "{}", page.text);
    let page = leader.get(&read).await;
    assert!(page.text.contains("Zqxpingis") && page.text.contains("Glad Räv"));
    let text = hidden(&page, "text");
    let without = [("text", text.as_str()), ("gor", "return"), ("reason", " ")];
    let page = leader.post_form(&read, &without).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kindly = [
        ("text", text.as_str()),
        ("gor", "return"),
        ("reason", "Bra! Säg var bordet ska stå."),
    ];
    assert_eq!(leader.post_form(&read, &kindly).await.location(), read);
    assert!(leader.get(&read).await.text.contains("Allt är läst"));

    let page = fox.get("/grupp/mitt").await;
    assert!(page.text.contains("Behöver ändras") && page.text.contains("Säg var bordet ska stå."));
    let sent = hidden(&page, "id");
    let empty = [
        ("id", sent.as_str()),
        ("gor", "send"),
        ("title", "Zqxpingis"),
        ("body", ""),
    ];
    let page = fox.post_form("/grupp/mitt/text", &empty).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mended = [
        ("id", sent.as_str()),
        ("gor", "send"),
        ("title", "Zqxpingis"),
        ("body", "Ett bord vid boden."),
    ];
    assert_eq!(
        fox.post_form("/grupp/mitt/text", &mended).await.location(),
        "/grupp/mitt"
    );
    // What was sent back can be neither published nor sent again.
    for gor in ["publish", "return"] {
        let form = [("text", text.as_str()), ("gor", gor), ("reason", "x")];
        assert_eq!(
            leader.post_form(&read, &form).await.status,
            StatusCode::CONFLICT
        );
    }
    assert_eq!(
        fox.post_form("/grupp/mitt/text", &mended).await.status,
        StatusCode::CONFLICT
    );

    let page = leader.get(&read).await;
    assert!(page.text.contains("Ett bord vid boden."));
    let text = hidden(&page, "text");
    web.clock.set(web.now().plus_hours(3));
    let publish = [("text", text.as_str()), ("gor", "publish")];
    assert_eq!(leader.post_form(&read, &publish).await.location(), read);
    let page = web
        .state
        .proposals
        .list(&Actor::Visitor, &list(10), "", web.now())
        .await
        .unwrap();
    assert_eq!(page.items.len(), 1);
    assert_eq!(
        page.items[0].submitted_at,
        web.now(),
        "it is as old as its publication"
    );
    let shown = web.visitor().get("/forslag/1/zqxpingis").await;
    assert!(
        shown.text.contains("Glad Räv, Norrskolan 9B"),
        "{}",
        shown.text
    );
    assert_eq!(shown.header("x-robots-tag"), "noindex, nofollow");
    let answer = web.visitor().get("/api/v1/proposals/1").await.json();
    assert_eq!(
        answer["proposer"]["name"]
            .as_str()
            .or(answer["proposer"].as_str()),
        Some("Glad Räv, Norrskolan 9B"),
        "{answer}"
    );
    assert_eq!(app.texts("select kind from event").await, ["proposal"]);
    // Every version is still there, and what was done stands in the log.
    assert_eq!(
        app.texts("select state from waiting_text order by waiting_text_id")
            .await,
        ["replaced", "published"]
    );
    assert_eq!(
        app.texts("select deed from audit where subject_kind = 'member' order by audit_id")
            .await,
        ["text_returned", "text_published"]
    );
    assert_eq!(leader.get(&format!("/grupper/{id}")).await.status, 200);
});

on_both!(
    a_comment_waits_and_appears_live_when_it_is_published,
    |app| {
        let web = app.web().await;
        let Room {
            mut leader,
            mut fox,
            read,
            ..
        } = room(&app, &web).await;
        let siv = app.resident("Siv").await;
        let on = web
            .state
            .proposals
            .submit(&siv, crate::common::idea("Badbrygga"), "", web.now())
            .await
            .unwrap();
        let form = [
            ("text", "Zqxbrygga vore fint"),
            ("stance", "for"),
            ("once", "samma"),
        ];
        let action = format!("/forslag/{on}/badbrygga/inlagg");
        for _ in 0..2 {
            assert_eq!(
                fox.post_form(&action, &form).await.location(),
                "/grupp/mitt"
            );
        }
        assert_eq!(
            app.number("select count(*) from waiting_text").await,
            1,
            "sent twice, waits once"
        );
        assert_eq!(
            found(&app, &web, &mut web.visitor(), "Zqxbrygga").await,
            Vec::<String>::new()
        );
        let view = web.state.proposals.get(&siv, on, web.now()).await.unwrap();
        assert_eq!(view.comment_count, 0);
        // Refused at once, as it would be without a reader.
        let page = fox
            .post_form(&action, &[("text", ""), ("stance", "for")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let events = app.number("select count(*) from event").await;
        let text = hidden(&leader.get(&read).await, "text");
        let publish = [("text", text.as_str()), ("gor", "publish")];
        let clicks = futures::future::join_all((0..5).map(|_| {
            let (mut leader, read) = (leader.clone(), read.clone());
            async move { leader.post_form(&read, &publish).await.status }
        }))
        .await;
        assert_eq!(
            clicks.iter().filter(|status| **status == 303).count(),
            1,
            "{clicks:?}"
        );
        assert_eq!(
            app.number("select count(*) from event").await,
            events + 1,
            "and it is told live"
        );
        let view = web.state.proposals.get(&siv, on, web.now()).await.unwrap();
        assert_eq!(view.comment_count, 1);
        let comment = &view.discussion.threads[0].comment;
        assert_eq!(comment.author, "Glad Räv, Norrskolan 9B");
        assert_eq!(comment.at, web.now());
        let answer = web
            .visitor()
            .get(&format!("/api/v1/proposals/{on}/comments"))
            .await;
        assert!(
            answer.text.contains("Glad Räv, Norrskolan 9B") && answer.text.contains("Zqxbrygga")
        );
        // The page of somebody who is no member stays as it was.
        let page = web.visitor().get(&format!("/forslag/{on}/badbrygga")).await;
        assert_eq!(page.header("x-robots-tag"), "");
        assert!(fox.get("/grupp/mitt").await.text.contains("Syns för alla"));
    }
);

on_both!(a_reply_that_is_read_first_keeps_what_it_answers, |app| {
    let web = app.web().await;
    let Room {
        mut leader,
        mut fox,
        read,
        ..
    } = room(&app, &web).await;
    let siv = app.resident("Siv").await;
    let proposals = &web.state.proposals;
    let on = proposals.submit(&siv, crate::common::idea("Badbrygga"), "", web.now());
    let on = on.await.unwrap();
    let mut last = None;
    for _ in 0..3 {
        let new = NewComment {
            parent: last,
            ..crate::common::comment("Bra!")
        };
        let said = proposals.comment(&siv, on, new, web.now()).await;
        last = Some(said.unwrap().id);
    }
    let last = last.unwrap();
    let to = last.to_string();
    let form = [("text", "Zqxbrygga"), ("parent", &*to), ("once", "a")];
    let action = format!("/forslag/{on}/badbrygga/inlagg");
    let sent = fox.post_form(&action, &form).await;
    assert_eq!(sent.location(), "/grupp/mitt", "{}", sent.text);
    let text = hidden(&leader.get(&read).await, "text");
    let publish = [("text", text.as_str()), ("gor", "publish")];
    let done = leader.post_form(&read, &publish).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let answers = "select answers_id from comment where text = 'Zqxbrygga'";
    assert_eq!(app.number(answers).await, last.get());
});

on_both!(
    taking_back_and_publishing_at_the_same_moment_is_one_of_them,
    |app| {
        let web = app.web().await;
        let Room {
            mut leader,
            mut fox,
            read,
            ..
        } = room(&app, &web).await;
        for turn in 0..4 {
            idea(&mut fox, &format!("Idé {turn}"), "Text.").await;
            let text = hidden(&leader.get(&read).await, "text");
            let take_back = [("id", text.as_str()), ("gor", "take_back")];
            let again = [
                ("id", text.as_str()),
                ("gor", "send"),
                ("title", "Ny"),
                ("body", "Text."),
            ];
            let publish = [("text", text.as_str()), ("gor", "publish")];
            let (mut one, mut two, mut three) = (fox.clone(), fox.clone(), leader.clone());
            let (a, b, c) = futures::join!(
                one.post_form("/grupp/mitt/text", &take_back),
                two.post_form("/grupp/mitt/text", &again),
                three.post_form(&read, &publish),
            );
            let done = [&a, &b, &c]
                .into_iter()
                .filter(|page| page.status == 303)
                .count();
            assert_eq!(done, 1, "{} {} {}", a.status, b.status, c.status);
            let published = app
                .number("select count(*) from waiting_text where state = 'published'")
                .await;
            assert_eq!(app.number("select count(*) from proposal").await, published);
            // What was written again waits: it is taken back, so that the next turn begins empty.
            if b.status == 303 {
                let text = hidden(&leader.get(&read).await, "text");
                fox.post_form("/grupp/mitt/text", &[("id", &text), ("gor", "take_back")])
                    .await;
            }
        }
        assert_eq!(
            app.number("select count(*) from waiting_text where state = 'waiting'")
                .await,
            0
        );
    }
);

on_both!(the_reader_sees_all_that_will_stand_there, |app| {
    let web = app.web().await;
    let Room {
        mut leader,
        mut fox,
        read,
        ..
    } = room(&app, &web).await;
    let siv = app.resident("Siv").await;
    let on = web
        .state
        .proposals
        .submit(&siv, crate::common::idea("Badbrygga"), "", web.now())
        .await
        .unwrap();
    let said = "Den gamla bryggan är murken och någon kan göra sig illa på den. ".repeat(5);
    let page = web
        .signed_in(&siv)
        .await
        .post_form(
            &format!("/forslag/{on}/badbrygga/inlagg"),
            &[("text", said.as_str()), ("stance", "for")],
        )
        .await;
    assert_eq!(page.status, 303, "{}", page.text);
    let parent = app
        .number("select comment_id from comment")
        .await
        .to_string();
    let action = format!("/forslag/{on}/badbrygga/inlagg");
    let answer = [
        ("text", "Det håller jag inte med om."),
        ("parent", parent.as_str()),
    ];
    let page = fox.post_form(&action, &answer).await;
    assert_eq!(page.location(), "/grupp/mitt", "{}", page.text);
    let page = leader.get(&read).await;
    assert!(page.text.contains("Svarar Siv"), "{}", page.text);
    assert!(page.text.contains("Den gamla bryggan är murken"));
    assert!(!page.text.contains(said.trim()), "its first words");
    let text = hidden(&page, "text");
    let publish = [("text", text.as_str()), ("gor", "publish")];
    assert_eq!(leader.post_form(&read, &publish).await.location(), read);

    let against = [("text", "Den behövs inte."), ("stance", "against")];
    fox.post_form(&action, &against).await;
    let page = leader.get(&read).await;
    assert!(page.text.contains("<span>Emot</span>"), "{}", page.text);
    assert!(!page.text.contains("Svarar "));

    // The part of the municipality an idea is about.
    let first = [("kind", "idea"), ("title", "Pingisbord")];
    let text = fox
        .post_form("/forslag/nytt", &first)
        .await
        .location()
        .to_owned();
    let draft = text.trim_end_matches("/text").to_owned();
    fox.post_form(&text, &[("body", "Ett bord.")]).await;
    let rules = nara_domain::proposal::Ruleset::bjorksjo();
    let district = &rules.districts[0];
    let place = [("topic", "fritid"), ("district", &*district.code)];
    fox.post_form(&format!("{draft}/amne"), &place).await;
    fox.post_form(&format!("{draft}/kontrollera"), &[("publish", "yes")])
        .await;
    let page = leader.get(&read).await;
    assert!(
        page.text
            .contains(&format!("<span>{}</span>", district.name))
    );
});

on_both!(nobody_publishes_around_the_reader, |app| {
    let web = app.web().await;
    let Room {
        mut leader,
        mut fox,
        id,
        read,
    } = room(&app, &web).await;
    let answer = fox
        .json(
            axum::http::Method::POST,
            "/api/v1/proposals",
            serde_json::json!({ "kind": "idea", "title": "Förbi", "body": "Text.", "topic": "fritid" }),
        )
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    assert!(
        answer.text.contains("read_first") || answer.text.contains("En ledare läser"),
        "{}",
        answer.text
    );
    assert_eq!(app.number("select count(*) from proposal").await, 0);
    // Another member's text is nobody's, and another group's is not theirs to publish.
    idea(&mut fox, "Pingis", "Ett bord.").await;
    let text = hidden(&leader.get(&read).await, "text");
    let code = crate::code_of(&mut leader, id).await;
    let (mut owl, _) = join(&web, &code, "Uggla").await;
    for gor in ["send", "take_back"] {
        let form = [
            ("id", text.as_str()),
            ("gor", gor),
            ("title", "x"),
            ("body", "x"),
        ];
        let page = owl.post_form("/grupp/mitt/text", &form).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{gor}");
    }
    assert!(!owl.get("/grupp/mitt").await.text.contains("Pingis"));
    let (other, _) = group(&mut leader, "Norrskolan 9C", "yes").await;
    let elsewhere = format!("/grupper/{other}/lasa");
    let page = leader
        .post_form(&elsewhere, &[("text", &text), ("gor", "publish")])
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    // Of who was removed nothing is in the queue, and nothing is published by its number.
    let member = hidden(&leader.get(&format!("/grupper/{id}")).await, "medlem");
    let remove = [("medlem", member.as_str()), ("gor", "remove")];
    leader
        .post_form(&format!("/grupper/{id}/medlem"), &remove)
        .await;
    assert!(leader.get(&read).await.text.contains("Allt är läst"));
    let page = leader
        .post_form(&read, &[("text", &text), ("gor", "publish")])
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(app.number("select count(*) from proposal").await, 0);
});
