//! What is said under questions is told live to their page, and for as long as everybody reads them.

use axum::http::StatusCode;
use nara_domain::ids::{ProposalId, QuestionSetId};
use nara_server::live::{About, EventKind};
use serde_json::{Value, json};

use crate::common::App;
use crate::common::http::{Browser, Web};
use crate::common::wire::{Events, Served};
use crate::hidden::{RULE, last_case, settle};
use crate::talk::{bridge, newest, room, take, write};
use crate::{main_of, moderator, on_both, published, step};

fn id_of(set: &str) -> QuestionSetId {
    set.split('/').nth(2).unwrap().parse().unwrap()
}

/// Writes a comment, and says its number.
async fn say(app: &App, browser: &mut Browser<'_>, room: &str, parent: &str, text: &str) -> i64 {
    let page = write(browser, room, parent, text).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    newest(app).await
}

/// Says that one agrees with a comment, or no longer.
async fn agree(browser: &mut Browser<'_>, room: &str, comment: i64, deed: &str) {
    let about = comment.to_string();
    let form = [("about", about.as_str()), ("deed", deed)];
    let page = browser
        .post_form(&format!("{room}/haller-med"), &form)
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
}

/// Reports a comment; the number of the case.
async fn report(app: &App, web: &Web, room: &str, comment: i64) -> i64 {
    let about = comment.to_string();
    let form = [("kommentar", about.as_str()), ("reason", "personal_data")];
    let there = format!("{room}/anmal");
    let page = web.visitor().post_form(&there, &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    last_case(app).await
}

/// What is told of them from the beginning.
async fn kinds(web: &Web, about: About) -> Vec<EventKind> {
    let events = web.state.live.since(0, about).await.unwrap();
    assert!(events.iter().all(|event| event.proposal_id.is_none()));
    events.iter().map(|event| event.kind).collect()
}

on_both!(what_is_said_is_told_to_the_page_of_the_questions, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let set = bridge(&app, &web, &siv).await;
    let (mut siv, mut anna) = (web.signed_in(&siv).await, web.signed_in(&anna).await);
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let other = published(&app, &mut siv, &mut moa, ("Om ån", &["Var?"])).await;
    let room = room(&mut anna, &set).await;
    let (id, from) = (id_of(&set), web.state.live.head().await.unwrap());
    let served = Served::of(&web.state).await;
    let path = format!("/live?question={id}");
    let mut events = Events::open(served.address, &path, &[]).await.unwrap();
    let mut seq = from;
    let mut told = async |data: Value| {
        seq += 1;
        let mut expected = json!({"seq": seq, "question": id});
        for (name, value) in data.as_object().unwrap() {
            expected[name] = value.clone();
        }
        let event = events.take(1).await.remove(0);
        assert_eq!(event.data, expected);
        assert_eq!(event.name, expected["kind"].as_str().unwrap());
    };

    let first = say(&app, &mut anna, &room, "", "Bron är viktig.").await;
    told(json!({"kind": "comment", "count": 1, "comment_id": first})).await;
    let reply = say(&app, &mut siv, &room, &first.to_string(), "Den är farlig.").await;
    told(json!({"kind": "comment", "count": 2, "comment_id": reply})).await;
    agree(&mut anna, &room, reply, "yes").await;
    told(json!({"kind": "agree", "count": 1, "comment_id": reply})).await;
    agree(&mut anna, &room, reply, "no").await;
    told(json!({"kind": "agree", "count": 0, "comment_id": reply})).await;
    // What a moderator does to it is a change of their page.
    for step in ["lock", "unlock"] {
        let page = take(&mut moa, &room, step, &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        told(json!({"kind": "question"})).await;
    }
    let case = report(&app, &web, &room, first).await;
    let fields = [("step", "hide"), RULE, ("reason", "Ett barns namn.")];
    let page = settle(&mut moa, case, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    told(json!({"kind": "question"})).await;

    // It is told to nobody else, and not under the number of the discussion.
    let number: i64 = room.split('/').nth(2).unwrap().parse().unwrap();
    for about in [
        About::Questions(id_of(&other)),
        About::Proposal(ProposalId::new(number)),
    ] {
        let events = web.state.live.since(from, about).await.unwrap();
        assert!(events.is_empty(), "{about:?} {events:?}");
    }
    drop(events);
    served.stop().await;
});

on_both!(of_questions_nobody_reads_nothing_said_is_told, |app| {
    use EventKind::{Agree, Comment, Question};
    let web = app.web().await;
    let mut siv = web.signed_in(&app.resident("Siv").await).await;
    let mut anna = web.signed_in(&app.resident("Anna").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let set = published(&app, &mut siv, &mut moa, ("Om bron", &["Var bor hon?"])).await;
    let (these, room) = (About::Questions(id_of(&set)), room(&mut anna, &set).await);
    let first = say(&app, &mut anna, &room, "", "Det undrar jag.").await;
    agree(&mut siv, &room, first, "yes").await;
    let all = [Question, Comment, Agree];
    assert_eq!(kinds(&web, these).await, all);
    let case = report(&app, &web, &room, first).await;
    let refusal = [("rule", "personal_data"), ("reason", "En adress.")];
    step(&mut moa, &set, "1/steg/refuse", &refusal).await;
    let hidden = last_case(&app).await;
    // Open pages are told to look, and find nothing.
    for about in [these, About::Everything] {
        assert_eq!(kinds(&web, about).await, [Question, Question]);
    }
    let from = web.state.live.head().await.unwrap();
    let page = write(&mut anna, &room, "", "Och nu?").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.text);
    let fields = [("step", "hide"), RULE, ("reason", "Ett barns namn.")];
    let page = settle(&mut moa, case, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let now = web.state.live.head().await.unwrap();
    assert_eq!(now, from, "what becomes of it there is told to nobody");
    let fields = [("step", "unhide"), ("reason", "Det är ingen adress.")];
    let page = settle(&mut mio, hidden, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let shown = [Question, Comment, Agree, Question, Question];
    assert_eq!(kinds(&web, these).await, shown);
});

on_both!(their_page_announces_what_is_said, |app| {
    let web = app.web().await;
    let set = bridge(&app, &web, &app.resident("Siv").await).await;
    for (address, words) in [
        (set.clone(), "nya inlägg – visa"),
        (format!("/en{set}"), "new comments – show"),
    ] {
        let main = main_of(&web.visitor().get(&address).await);
        assert_eq!(main.matches("data-component=\"Live_").count(), 1, "{main}");
        assert_eq!(main.matches("data-held").count(), 1, "{main}");
        assert!(main.contains(words), "{main}");
    }
});
