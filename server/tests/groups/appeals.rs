//! `/omprovning/{case}`: whoever wrote a hidden text asks that somebody else looks again, and what becomes of it.

use axum::http::StatusCode;
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_server::jobs::clean;

use crate::common::http::{Browser, Options, Page, Web};
use crate::common::{App, idea as idea_fields};
use crate::reported::{hide, latest, moderator, report};
use crate::{group, hidden, idea, join, on_both, supervisor};

pub const WORDS: &str = "Lisa är min katt,\ninget barn.";
const REASON: &str = "Texten namnger ett barn.";

/// An idea that Moa has hidden, its case, and where its author asks.
pub struct Hidden {
    pub id: ProposalId,
    pub case: String,
    pub appeal: String,
    pub moa: Actor,
}

pub async fn hidden_idea(app: &App, web: &Web, author: &Actor, title: &str) -> Hidden {
    let made = app
        .proposals
        .submit(author, idea_fields(title), "", app.now);
    let id = made.await.unwrap();
    let text = format!("/forslag/{id}/x");
    let page = report(&mut web.visitor(), &text, "", "personal_data").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let case = latest(app).await;
    let moa = moderator(app, "Moa").await;
    let page = hide(&mut web.signed_in(&moa).await, &case).await;
    assert_eq!(page.location(), case, "{}", page.text);
    let appeal = case.replace("/moderera/", "/omprovning/");
    Hidden {
        id,
        case,
        appeal,
        moa,
    }
}

pub async fn ask(browser: &mut Browser<'_>, appeal: &str, words: &str) -> Page {
    browser.post_form(appeal, &[("words", words)]).await
}

/// Says what becomes of it, from the page as it stands.
pub async fn answer(browser: &mut Browser<'_>, case: &str, step: &str, reason: &str) -> Page {
    let seen = hidden(&browser.get(case).await, "seen");
    answer_from(browser, case, (step, reason), &seen).await
}

pub async fn answer_from(
    browser: &mut Browser<'_>,
    case: &str,
    (step, reason): (&str, &str),
    seen: &str,
) -> Page {
    let form = [("step", step), ("reason", reason), ("seen", seen)];
    browser.post_form(case, &form).await
}

async fn letters(app: &App) -> Vec<String> {
    app.texts("select subject || ': ' || body from outbox order by outbox_id")
        .await
}

on_both!(somebody_else_looks_again_and_the_decision_stands, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let Hidden {
        id,
        case,
        appeal,
        moa,
    } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    // The letter says where, and until when.
    let told = letters(&app).await;
    let told = told.iter().find(|letter| letter.contains("är dolt: "));
    let told = told.expect("a letter to the author");
    assert!(
        told.contains(&appeal) && told.contains("senast 25\u{a0}mars\u{a0}2026"),
        "{told}"
    );
    let mut author = web.signed_in(&siv).await;
    let page = author.get("/konto").await;
    assert!(
        page.text.contains(REASON) && page.text.contains(&format!("href=\"{appeal}\"")),
        "{}",
        page.text
    );
    let page = author.get(&appeal).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for there in [REASON, "Om Lisa", "personuppgifter", "25\u{a0}mars"] {
        assert!(page.text.contains(there), "{there}: {}", page.text);
    }
    // To everybody else there is no such page, whoever hid it and whoever reads what was reported included.
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let mut hider = web.signed_in(&moa).await;
    for other in [&mut mio, &mut hider, &mut web.signed_in(&anna).await] {
        assert_eq!(other.get(&appeal).await.status, StatusCode::NOT_FOUND);
        let page = ask(other, &appeal, WORDS).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let page = web.visitor().get(&appeal).await;
    assert!(page.location().starts_with("/logga-in"), "{}", page.text);
    // Whoever is signed out meanwhile loses nothing.
    let page = ask(&mut web.visitor(), &appeal, WORDS).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("Lisa är min katt"), "{}", page.text);

    let page = ask(&mut author, &appeal, "  ").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("appeal-words-fel"), "{}", page.text);
    let long = "Katt. ".repeat(200);
    let page = ask(&mut author, &appeal, &long).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("appeal-words-fel") && page.text.contains("Katt. Katt."));
    assert_eq!(app.number("select count(*) from appeal").await, 0);
    let page = ask(&mut author, &appeal, WORDS).await;
    assert_eq!(page.location(), appeal, "{}", page.text);
    // Once; what was typed the second time is shown.
    let page = ask(&mut author, &appeal, "Och en sak till.").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(
        page.text.contains("redan begärt omprövning") && page.text.contains("Och en sak till."),
        "{}",
        page.text
    );
    assert_eq!(app.number("select count(*) from appeal").await, 1);
    let page = author.get(&appeal).await;
    assert!(page.text.contains("Din begäran har kommit in") && page.text.contains("min katt"));
    assert!(!page.text.contains("<textarea"), "{}", page.text);
    assert!(
        author
            .get("/konto")
            .await
            .text
            .contains("Du har begärt omprövning")
    );

    // It stands first among what waits, with how long.
    let other = app
        .proposals
        .submit(&anna, idea_fields("Något annat"), "", app.now);
    let other = format!("/forslag/{}/nagot-annat", other.await.unwrap());
    report(&mut web.visitor(), &other, "", "spam").await;
    web.clock.set(web.now().plus_days(3));
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let mut hider = web.signed_in(&moa).await;
    let page = mio.get("/moderera").await;
    let place = |words: &str| {
        let found = page.text.find(words);
        found.unwrap_or_else(|| panic!("{words}: {}", page.text))
    };
    assert!(place("Att ompröva") < place("Att läsa"));
    assert!(place("har väntat i 3 dagar") < place("Att läsa"));
    assert!(!page.text.contains("Dolda texter"), "it is listed once");
    // Whoever hid it reads that it is somebody else's to say, and cannot say it.
    let page = hider.get(&case).await;
    assert!(page.text.contains("En annan moderator bestämmer") && page.text.contains("min katt"));
    assert!(!page.text.contains("name=\"reason\""), "{}", page.text);
    let seen = app
        .number("select max(moderation_act_id) from moderation_act")
        .await
        .to_string();
    for step in ["uphold", "unhide"] {
        let page = answer_from(&mut hider, &case, (step, "Nej."), &seen).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{step} {}", page.text);
    }
    // Without a reason nothing is said; what was chosen stays.
    let page = answer(&mut mio, &case, "uphold", "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("settle-reason-fel"), "{}", page.text);
    let page = answer(&mut mio, &case, "uphold", "Det finns en Lisa i klassen.").await;
    assert_eq!(page.location(), case, "{}", page.text);
    let mut mia = web.signed_in(&moderator(&app, "Mia").await).await;
    let page = answer_from(&mut mia, &case, ("unhide", "Det är en katt."), &seen).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
    assert!(page.text.contains("Det är en katt."), "{}", page.text);

    // Told in a letter and on the own pages; whoever reported it is told nothing more.
    let told = letters(&app).await;
    let told = told.iter().filter(|letter| letter.contains("i klassen."));
    let told: Vec<_> = told.collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("Det du skrev är fortfarande dolt"));
    let mut author = web.signed_in(&siv).await;
    for address in ["/konto", &appeal] {
        let page = author.get(address).await;
        assert!(
            page.text.contains("Det finns en Lisa i klassen."),
            "{}",
            page.text
        );
        assert!(page.text.contains(REASON), "{}", page.text);
    }
    let page = web.visitor().get(&format!("/forslag/{id}")).await;
    let page = web.visitor().get(page.location()).await;
    assert!(page.text.contains("Dold enligt regeln") && !page.text.contains("Om Lisa"));
    assert_eq!(
        app.texts("select deed from audit where deed like 'text_%' order by audit_id")
            .await,
        ["text_hidden", "text_upheld"]
    );
    let page = ask(&mut author, &appeal, "En gång till.").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("En gång till."), "{}", page.text);
    // Somebody may still find that it was wrong, but for whoever hid it.
    let seen = app
        .number("select max(moderation_act_id) from moderation_act")
        .await
        .to_string();
    let mut hider = web.signed_in(&moa).await;
    let page = answer_from(&mut hider, &case, ("unhide", "Nej."), &seen).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    let page = answer(&mut mia, &case, "unhide", "Det är en katt.").await;
    assert_eq!(page.location(), case, "{}", page.text);
    let page = author.get("/konto").await;
    assert!(page.text.contains("visas igen") && page.text.contains("Det är en katt."));
});

on_both!(
    a_text_is_shown_again_as_it_was_and_words_are_forgotten,
    |app| {
        let web = app.web().await;
        let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
        let made = app
            .proposals
            .submit(&siv, idea_fields("Pingisbord"), "", app.now);
        let id = made.await.unwrap();
        let new = NewComment {
            text: "Bra!\n\n  <b>Åh</b> & \"så\" \u{1f3d3}".to_owned(),
            stance: String::new(),
            parent: None,
            once: String::new(),
            ..NewComment::default()
        };
        let said = app.proposals.comment(&anna, id, new, app.now).await;
        let comment = said.unwrap().id.to_string();
        let words = "select text from comment";
        let before = app.texts(words).await;
        let text = format!("/forslag/{id}/pingisbord");
        report(&mut web.visitor(), &text, &comment, "spam").await;
        let case = latest(&app).await;
        let moa = moderator(&app, "Moa").await;
        hide(&mut web.signed_in(&moa).await, &case).await;
        assert_ne!(app.texts(words).await, before);
        let appeal = case.replace("/moderera/", "/omprovning/");
        let page = ask(&mut web.signed_in(&anna).await, &appeal, WORDS).await;
        assert_eq!(page.location(), appeal, "{}", page.text);

        // What waits is read whenever that is: nothing of it is forgotten.
        web.clock.set(web.now().plus_days(200));
        clean(web.state.clone()).await.unwrap();
        let kept = "select count(*) from appeal where words <> '' and person_id is not null";
        let reports = "select count(*) from text_report where words <> ''";
        assert_eq!((app.number(kept).await, app.number(reports).await), (1, 1));
        let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
        let page = answer(&mut mio, &case, "unhide", "Det är ett utrop.").await;
        assert_eq!(page.location(), case, "{}", page.text);
        assert_eq!(app.texts(words).await, before, "byte for byte");
        let mut author = web.signed_in(&anna).await;
        let page = author.get("/konto").await;
        assert!(page.text.contains("visas igen") && page.text.contains("Det är ett utrop."));
        let page = author.get(&appeal).await;
        assert!(page.text.contains("min katt") && page.text.contains("Det är ett utrop."));

        // Ninety days after the answer the words are gone; that it was asked for is not.
        web.clock.set(web.now().plus_days(91));
        clean(web.state.clone()).await.unwrap();
        assert_eq!((app.number(kept).await, app.number(reports).await), (0, 0));
        assert_eq!(app.number("select count(*) from appeal").await, 1);
        let mut author = web.signed_in(&anna).await;
        let page = author.get("/konto").await;
        assert!(!page.text.contains("Det är ett utrop."), "{}", page.text);
        let page = author.get(&appeal).await;
        assert!(!page.text.contains("min katt"), "{}", page.text);
    }
);

on_both!(who_asks_too_late_is_told_whom_to_write_to, |app| {
    let contact = Options {
        contact: "kommun@bjorksjo.example",
        ..Options::default()
    };
    let web = app.web_with(contact).await;
    let siv = app.resident("Siv").await;
    let Hidden { appeal, .. } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    web.clock.set(web.now().plus_days(21));
    let mut author = web.signed_in(&siv).await;
    assert!(
        author.get(&appeal).await.text.contains("<textarea"),
        "the last day"
    );
    web.clock.set(web.now().plus_days(1));
    let mut author = web.signed_in(&siv).await;
    for address in ["/konto", &appeal] {
        let page = author.get(address).await;
        assert!(
            page.text.contains("gick ut 25\u{a0}mars\u{a0}2026"),
            "{}",
            page.text
        );
        assert!(page.text.contains("mailto:kommun@bjorksjo.example"));
        assert!(!page.text.contains("<textarea"), "{}", page.text);
    }
    // From a page that was opened in time.
    let page = ask(&mut author, &appeal, WORDS).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    for there in ["har gått ut", "Lisa är min katt", "mailto:kommun"] {
        assert!(page.text.contains(there), "{there}: {}", page.text);
    }
    assert_eq!(app.number("select count(*) from appeal").await, 0);
});

on_both!(a_member_asks_and_a_moderator_answers, |app| {
    let web = app.web().await;
    let mut leader = web.signed_in(&supervisor(&app, "Tove").await).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
    let page = idea(&mut fox, "Pingisbord", "Ett bord för Lisa.").await;
    let proposal = page.location().trim_end_matches("/kvitto").to_owned();
    let text = format!("{proposal}/pingisbord");
    report(&mut hare, &text, "", "personal_data").await;
    let case = latest(&app).await;
    let page = hide(&mut leader, &case).await;
    assert_eq!(page.location(), case, "{}", page.text);
    let appeal = case.replace("/moderera/", "/omprovning/");
    let page = fox.get("/grupp/mitt").await;
    assert!(
        page.text.contains(&format!("href=\"{appeal}\"")),
        "{}",
        page.text
    );
    assert_eq!(hare.get(&appeal).await.status, StatusCode::NOT_FOUND);
    let page = ask(&mut fox, &appeal, "Min ledare missförstod.").await;
    assert_eq!(page.location(), appeal, "{}", page.text);
    assert!(
        fox.get(&appeal)
            .await
            .text
            .contains("Din begäran har kommit in")
    );

    // Whoever hid it sees that a moderator has it, not what was said, and cannot answer.
    assert!(
        leader
            .get(&format!("/grupper/{id}"))
            .await
            .text
            .contains("Omprövning")
    );
    let page = leader.get(&case).await;
    assert!(
        page.text.contains("En moderator bestämmer"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("missförstod"), "{}", page.text);
    let seen = app
        .number("select max(moderation_act_id) from moderation_act")
        .await
        .to_string();
    for step in ["uphold", "unhide"] {
        let page = answer_from(&mut leader, &case, (step, "Nej."), &seen).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{step} {}", page.text);
    }
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    assert!(moa.get(&case).await.text.contains("missförstod"));
    let page = answer(&mut moa, &case, "uphold", "Lisa går i klassen.").await;
    assert_eq!(page.location(), case, "{}", page.text);
    let page = fox.get("/grupp/mitt").await;
    assert!(page.text.contains("Lisa går i klassen.") && page.text.contains("står fast"));
    let page = hare.get("/grupp/mitt").await;
    assert!(page.text.contains(REASON) && !page.text.contains("Lisa går i klassen."));
});
