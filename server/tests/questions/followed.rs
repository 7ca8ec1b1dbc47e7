//! Questions are followed like a topic: told in the same list, by the same paces, and by one letter.

use axum::http::StatusCode;
use nara_app::news::api::NewsPort;
use nara_domain::news::{News, Pace};

use crate::common::App;
use crate::common::http::{Browser, Web};
use crate::{FULL, PART, ask, main_of, moderator, on_both, published, step, write_letters};

const LIST: &str = "/konto/handelser";
const CHOICES: &str = "/konto/aviseringar";

async fn follow(browser: &mut Browser<'_>, set: &str, deed: &str) {
    let page = browser
        .post_form(&format!("{set}/folj"), &[("deed", deed)])
        .await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert_eq!(page.location(), set);
}

async fn answer(maja: &mut Browser<'_>, set: &str, number: &str, text: &str) {
    let deed = format!("{number}/steg/answer");
    let page = step(maja, set, &deed, &[FULL, ("text", text)]).await;
    assert_eq!(page.status, 303, "{}", page.text);
}

/// Letters that collect what somebody was told.
async fn collected(app: &App) -> Vec<String> {
    app.texts("select subject || ': ' || body from outbox where collected order by outbox_id")
        .await
}

async fn news(web: &Web) -> u64 {
    web.state.news.run_due(web.now()).await.unwrap()
}

on_both!(
    answers_within_an_hour_reach_followers_in_one_letter,
    |app| {
        let web = app.web().await;
        let mut asker = web.signed_in(&app.resident("Siv").await).await;
        let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
        let mut maja = web.signed_in(&app.official("Maja").await).await;
        let about = ("Om bron", ["Varför?", "Vem bor där?", "När?"].as_slice());
        let set = published(&app, &mut asker, &mut moa, about).await;
        let mut olle = web.signed_in(&app.resident("Olle").await).await;
        follow(&mut olle, &set, "yes").await;
        follow(&mut olle, &set, "yes").await;
        let page = main_of(&olle.get(&set).await);
        assert!(page.contains("Sluta följa de här frågorna"), "{page}");
        let choices = main_of(&olle.get(CHOICES).await);
        assert!(
            choices.contains("Om bron") && choices.contains(&format!("href=\"{set}\"")),
            "{choices}"
        );
        answer(&mut maja, &set, "1", "För att den är gammal.").await;
        answer(&mut maja, &set, "2", "Zqxkim bor där.").await;
        step(
            &mut maja,
            &set,
            "3/steg/answer",
            &[PART, ("text", "I maj.")],
        )
        .await;
        let fields = [("text", "För att den är murken."), ("reason", "Fel ord.")];
        step(&mut maja, &set, "1/steg/correct", &fields).await;
        let refusal = [("rule", "personal_data"), ("reason", "Ett namn.")];
        step(&mut moa, &set, "2/steg/refuse", &refusal).await;
        assert_eq!(news(&web).await, 0, "not before the hour is over");
        let list = main_of(&olle.get(LIST).await);
        for there in [
            "Fråga 1 har fått svar (Maja",
            "Fråga 3 har fått svar på en del (Maja",
            "Fråga 1: svaret är rättat (Maja",
        ] {
            assert!(list.contains(there), "{there}: {list}");
        }
        assert!(
            !list.contains("Fråga 2") && !list.contains("qxkim"),
            "{list}"
        );
        web.clock.set(web.now().plus_minutes(60));
        assert_eq!(news(&web).await, 1);
        assert_eq!(news(&web).await, 0);
        let letters = collected(&app).await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        let letter = &letters[0];
        for there in [
            "Det här har hänt: Om bron",
            "murken",
            "I maj.",
            set.as_str(),
        ] {
            assert!(letter.contains(there), "{there}: {letter}");
        }
        // What was corrected meanwhile is told once; what was hidden is not.
        assert!(
            !letter.contains("gammal") && !letter.contains("qxkim"),
            "{letter}"
        );
        // Only the asker has the other letter.
        assert_eq!(write_letters(&web).await, 1);
        // One opens, and is led to the answer.
        let newest = "select max(n.notice_id) from notice n join person p on p.person_id = n.person_id \
                  where p.display_name = 'Olle'";
        let page = olle
            .get(&format!("{LIST}/{}", app.number(newest).await))
            .await;
        assert_eq!(page.status, 303);
        let there = format!("{set}#svar-");
        assert!(page.location().starts_with(&there), "{}", page.location());
    }
);

on_both!(paces_hold_and_who_stops_is_told_no_more, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let set = published(
        &app,
        &mut asker,
        &mut moa,
        ("Om bron", &["Varför?", "När?"]),
    )
    .await;
    let (olle, pia) = (app.resident("Olle").await, app.resident("Pia").await);
    let daily = [(News::Answers, Pace::Daily)];
    let set_pace = web.state.news.set_paces(&olle, &daily, web.now());
    set_pace.await.unwrap();
    let (mut olle, mut pia) = (web.signed_in(&olle).await, web.signed_in(&pia).await);
    follow(&mut olle, &set, "yes").await;
    follow(&mut pia, &set, "yes").await;
    let form = [
        ("gor", "lamna"),
        ("slag", "question"),
        ("nyckel", set.split('/').nth(2).unwrap()),
    ];
    assert_eq!(pia.post_form(CHOICES, &form).await.status, 303);
    answer(&mut maja, &set, "1", "Zqxdärför.").await;
    web.clock.set(web.now().plus_minutes(60));
    assert_eq!(news(&web).await, 0, "she wants it in the morning");
    assert_eq!(
        app.number("select count(*) from notice where due_at is not null")
            .await,
        1
    );
    let morning = nara_domain::news::next_morning(web.now());
    web.clock.set(morning);
    assert_eq!(news(&web).await, 1);
    assert!(collected(&app).await[0].contains("Zqxdärför."));
});

on_both!(only_what_everybody_reads_is_followed, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let unread = ask(&mut asker, "Om berget", &["Är det högt?"]).await;
    let mut olle = web.signed_in(&app.resident("Olle").await).await;
    let deed = [("deed", "yes")];
    for browser in [&mut olle, &mut asker] {
        let page = browser.post_form(&format!("{unread}/folj"), &deed).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let page = web
        .visitor()
        .post_form(&format!("{unread}/folj"), &deed)
        .await;
    assert_eq!(page.status, 303);
    assert!(page.location().starts_with("/logga-in"));
    assert_eq!(app.number("select count(*) from watch").await, 0);
    assert!(!main_of(&asker.get(&unread).await).contains("Följ de här frågorna"));
});
