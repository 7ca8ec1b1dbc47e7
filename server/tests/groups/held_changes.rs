//! What is changed in a comment goes round no moderator, what waits keeps what it quotes, and in a locked discussion
//! nobody changes anything or agrees.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::{NewComment, NewWords, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::CommentId;
use nara_server::news::telling::tell_all;

use crate::common::{App, comment};
use crate::held_reins::rein;
use crate::holding::{idea, known, settle, usual};
use crate::on_both;
use crate::reported::moderator;

const YES: (&str, &str, &str) = ("release", "", "");

fn words(text: &str) -> NewWords {
    NewWords {
        text: text.to_owned(),
        seen: "1".to_owned(),
        once: String::new(),
    }
}

/// The comment written last.
async fn last(app: &App) -> CommentId {
    CommentId::new(app.number("select max(comment_id) from comment").await)
}

on_both!(a_change_goes_round_no_moderator, |app| {
    let web = app.web_with(usual()).await;
    let (id, case) = idea(&app, &app.resident("Maja").await).await;
    let siv = known(&app, "Siv", id).await;
    let form = format!("{case}/inlagg/{}/andra", last(&app).await);
    let mut author = web.signed_in(&siv).await;
    for (text, because) in [
        ("Ring 070-123 45 67.", "innehålla ett telefonnummer."),
        ("Läs på www.exempel.se om det.", "innehåller en länk"),
        ("Din hora.", "ett ord som kommunen vill läsa"),
    ] {
        let typed = [("text", text), ("seen", "1"), ("once", "a")];
        let page = author.post_form(&form, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        for there in [
            because,
            "Sådant läser en moderator innan alla kan se det.",
            "href=\"#change-text\"",
            &format!("{text}</textarea>"),
        ] {
            assert!(page.text.contains(there), "{there}: {}", page.text);
        }
    }
    assert_eq!(
        app.texts("select text from comment").await,
        ["Hej från Siv."]
    );
    assert_eq!(app.number("select count(*) from held_text").await, 0);
    // What stands there itself is no repetition, and mending a letter is no first text.
    let typed = [("text", "Hej från Siv!"), ("seen", "1"), ("once", "b")];
    let page = author.post_form(&form, &typed).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert_eq!(
        app.texts("select text from comment").await,
        ["Hej från Siv!"]
    );
});

on_both!(what_waits_keeps_what_it_quotes, |app| {
    let web = app.web_with(usual()).await;
    let moa = moderator(&app, "Moa").await;
    let (id, case) = idea(&app, &app.resident("Maja").await).await;
    let bo = known(&app, "Bo", id).await;
    let said = last(&app).await;
    let mut desk = web.signed_in(&moa).await;
    for (name, held) in [("Siv", "1"), ("Anna", "2")] {
        let mut author = web.signed_in(&app.resident(name).await).await;
        let form = [
            ("text", "Det tycker jag också."),
            ("stance", "for"),
            ("quoted", &said.to_string()),
            ("quote", "Hej från Bo."),
        ];
        let page = author.post_form(&format!("{case}/inlagg"), &form).await;
        assert_eq!(page.location(), format!("/vantar/{held}"), "{}", page.text);
    }
    // Whoever lets it through reads what it quotes: that is published with it.
    for at in ["/moderera", "/moderera/vantar/1"] {
        let page = desk.get(at).await;
        let quote = page.text.split("comment__quote").nth(1);
        let there = quote.is_some_and(|quote| quote.contains("Hej från Bo."));
        assert!(there, "{at}: {}", page.text);
    }
    let quotes = "select count(*) from comment where quoted_text = 'Hej från Bo.'";
    let page = settle(&mut desk, "/moderera/vantar/1", YES).await;
    assert_eq!(page.location(), "/moderera", "{}", page.text);
    assert_eq!(app.number(quotes).await, 1);
    assert!(
        web.visitor()
            .get(&case)
            .await
            .text
            .contains("comment__quote")
    );
    // The words are others by now: it says what it says without them.
    let changed = app
        .proposals
        .change(&bo, (id, said), words("Goddag."), app.now);
    changed.await.unwrap();
    let page = settle(&mut desk, "/moderera/vantar/2", YES).await;
    assert_eq!(page.location(), "/moderera", "{}", page.text);
    assert_eq!(app.number("select count(*) from comment").await, 3);
    assert_eq!(app.number(quotes).await, 1);
});

on_both!(what_waits_keeps_what_it_answers, |app| {
    let web = app.web_with(usual()).await;
    let (id, case) = idea(&app, &app.resident("Maja").await).await;
    let bo = known(&app, "Bo", id).await;
    let root = last(&app).await;
    let cai = app.resident("Cai").await;
    // By the service that no municipality governs: nothing waits there.
    let answer = async |by: &Actor, to: CommentId| {
        let new = NewComment {
            parent: Some(to),
            ..comment("Ett svar.")
        };
        let written = app.proposals.comment(by, id, new, app.now).await;
        written.unwrap().id
    };
    let first = answer(&bo, root).await;
    let second = answer(&cai, first).await;
    let mut author = web.signed_in(&app.resident("Siv").await).await;
    let to = second.to_string();
    let form = [("text", "Det tycker jag också."), ("parent", &*to)];
    let page = author.post_form(&format!("{case}/inlagg"), &form).await;
    assert_eq!(page.location(), "/vantar/1", "{}", page.text);
    let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
    let page = settle(&mut desk, "/moderera/vantar/1", YES).await;
    assert_eq!(page.location(), "/moderera", "{}", page.text);
    let answers = "select answers_id from comment where text = 'Det tycker jag också.'";
    assert_eq!(app.number(answers).await, second.get());
    let below = "select parent_id from comment where text = 'Det tycker jag också.'";
    assert_eq!(app.number(below).await, first.get());
    // Told once it is there.
    tell_all(&app.db, web.now()).await.unwrap();
    let told = "select p.display_name from notice n join person p on p.person_id = n.person_id \
        where n.what_id = (select max(comment_id) from comment) order by p.display_name";
    assert_eq!(app.texts(told).await, ["Bo", "Cai", "Maja"]);
});

on_both!(in_what_is_locked_nobody_agrees_or_changes_anything, |app| {
    let web = app.web().await;
    let moa = moderator(&app, "Moa").await;
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let (id, case) = idea(&app, &siv).await;
    let first = app
        .proposals
        .comment(&siv, id, comment("Det ena."), app.now);
    let first = first.await.unwrap().id;
    let answer = NewComment {
        parent: Some(first),
        once: "svar".to_owned(),
        ..comment("Ett svar.")
    };
    let answer = app.proposals.comment(&siv, id, answer, app.now);
    let answer = answer.await.unwrap().id;
    let agree = async |to: CommentId, agrees: bool| {
        let done = app
            .proposals
            .agree_with(&bo, (id, to), agrees, app.now)
            .await;
        done.map_err(|error| match error {
            AppError::Denied(Denied::NotNow(why)) => why,
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(agree(first, true).await, Ok(1));
    for (thread, why) in [
        (Some(first), NotNow::ThreadLocked),
        (None, NotNow::DiscussionLocked),
    ] {
        rein(&web, &moa, (id, thread), ("lock", 0)).await;
        assert_eq!(agree(answer, true).await, Err(why));
        let changed = app
            .proposals
            .change(&siv, (id, answer), words("Ett annat."), app.now);
        let refused = AppError::Denied(Denied::NotNow(why));
        assert_eq!(changed.await.unwrap_err(), refused);
    }
    // Neither button is there; from a page that was open one is told.
    let mut reader = web.signed_in(&bo).await;
    let page = reader.get(&case).await;
    let buttons = page.text.matches("/haller-med\"").count();
    assert_eq!(buttons, 1, "only to take it back: {}", page.text);
    let about = answer.to_string();
    let form = [("about", about.as_str()), ("deed", "yes")];
    let page = reader.post_form(&format!("{case}/haller-med"), &form).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    assert!(page.text.contains("Diskussionen är låst."), "{}", page.text);
    let own = web.signed_in(&siv).await.get(&case).await;
    let change = format!("/inlagg/{answer}/andra");
    assert!(!own.text.contains(&change), "{}", own.text);
    // What was said before is taken back at any time.
    assert_eq!(agree(first, false).await, Ok(0));
});
