//! What happens to questions is told live: to their own page, and nothing of what nobody else reads.

use axum::http::StatusCode;
use nara_domain::actor::Actor;
use nara_domain::ids::QuestionSetId;
use nara_server::live::{About, EventKind};

use crate::common::http::{Browser, Web};
use crate::hidden::{last_case, settle};
use crate::{FULL, PART, ask, main_of, moderator, on_both, published, step};

/// Which acts were told of since, of these; none: of a change without one.
async fn told(web: &Web, since: i64, about: About) -> Vec<bool> {
    let events = web.state.live.since(since, about).await.unwrap();
    assert!(events.iter().all(|event| event.proposal_id.is_none()
        && event.kind == EventKind::Question
        && event.question_set_id.is_some()));
    events
        .iter()
        .map(|event| event.data.act_id.is_some())
        .collect()
}

async fn head(web: &Web) -> i64 {
    web.state.live.head().await.unwrap()
}

fn id_of(set: &str) -> QuestionSetId {
    set.split('/').nth(2).unwrap().parse().unwrap()
}

on_both!(every_step_is_told_to_the_page_of_the_questions, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    // What nobody has read is told to nobody.
    ask(&mut asker, "Om berget", &["Är det högt?"]).await;
    assert_eq!(head(&web).await, 0);
    let about = ("Om bron", ["Varför?", "När?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    let (id, other) = (
        id_of(&set),
        published(&app, &mut asker, &mut moa, ("Om ån", &["Var?"])).await,
    );
    let these = About::Questions(id);
    assert_eq!(told(&web, 0, these).await, [true], "published");
    let from = head(&web).await;
    let view = web.state.questions.set(&Actor::Visitor, id).await.unwrap();
    assert_eq!(view.live_seq, from, "the page says where it stands");
    for (deed, fields) in [
        ("1/steg/pass_on", [("to", "Regionen"), ("note", "De vet.")]),
        ("1/steg/answer", [PART, ("text", "Delvis.")]),
        ("2/steg/answer", [FULL, ("text", "I maj.")]),
        ("2/steg/correct", [("text", "I juni."), ("reason", "Fel.")]),
    ] {
        let page = step(&mut maja, &set, deed, &fields).await;
        assert_eq!(page.status, 303, "{deed} {}", page.text);
    }
    assert_eq!(told(&web, from, these).await, [true; 4]);
    assert_eq!(told(&web, from, About::Everything).await.len(), 4);
    let others = About::Questions(id_of(&other));
    assert!(told(&web, from, others).await.is_empty());
    // A follow-up is told once it is published.
    let from = head(&web).await;
    let form = [("text", "Varför inte nu?"), ("once", "mer")];
    let page = asker.post_form(&format!("{set}/2/foljdfraga"), &form).await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert!(told(&web, from, About::Everything).await.is_empty());
    step(&mut moa, &set, "2-1/steg/publish", &[]).await;
    assert_eq!(told(&web, from, these).await, [true]);
});

on_both!(what_is_hidden_and_shown_again_is_told, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let unread = ask(
        &mut asker,
        "Om berget",
        &["Bor zqxlisa där?", "Är det högt?"],
    )
    .await;
    let refusal = [("rule", "personal_data"), ("reason", "Ett namn.")];
    step(&mut moa, &unread, "1/steg/refuse", &refusal).await;
    assert_eq!(head(&web).await, 0, "nobody else could read it");
    let set = published(
        &app,
        &mut asker,
        &mut moa,
        ("Om bron", &["Bor zqxlisa där?"]),
    )
    .await;
    let (id, from) = (id_of(&set), head(&web).await);
    step(&mut moa, &set, "1/steg/refuse", &refusal).await;
    assert_eq!(told(&web, from, About::Questions(id)).await, [false]);
    // The last one: an open page finds nothing, and goes.
    let mut visitor: Browser<'_> = web.visitor();
    assert_eq!(visitor.get(&set).await.status, StatusCode::NOT_FOUND);
    let from = head(&web).await;
    let fields = [("step", "unhide"), ("reason", "Det är en bro.")];
    let page = settle(&mut mio, last_case(&app).await, &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert_eq!(told(&web, from, About::Questions(id)).await, [false]);
});

on_both!(a_page_of_questions_has_a_stream_and_regions, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let set = published(&app, &mut asker, &mut moa, ("Om bron", &["Varför?"])).await;
    let mut visitor = web.visitor();
    let main = main_of(&visitor.get(&set).await);
    for region in [
        "head", "state", "above", "delays", "office", "number-1", "more-1",
    ] {
        let there = format!("data-live=\"{region}\"");
        assert_eq!(main.matches(&there).count(), 1, "{region}: {main}");
    }
    for address in [
        "/live?question=x",
        "/live?question=0",
        "/live?question=1&proposal=1",
        "/live?campaign=1&question=1",
    ] {
        let page = visitor.get(address).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{address}");
    }
});
