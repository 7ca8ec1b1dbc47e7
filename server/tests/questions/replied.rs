//! Whoever is answered in the discussion under questions is told, like everywhere else, for as long as everybody reads
//! the questions.

use axum::http::StatusCode;
use nara_domain::news::next_morning;

use crate::common::App;
use crate::common::http::{Browser, Web};
use crate::talk::{bridge, newest, room, write};
use crate::{main_of, moderator, on_both, published, step};

const LIST: &str = "/konto/handelser";

async fn tell(web: &Web) -> u64 {
    web.state.news.run_due(web.now()).await.unwrap()
}

/// Writes a reply to this comment, and says its number.
async fn reply(app: &App, browser: &mut Browser<'_>, set: &str, to: i64, text: &str) -> i64 {
    let room = room(browser, set).await;
    let parent = match to {
        0 => String::new(),
        to => to.to_string(),
    };
    let page = write(browser, &room, &parent, text).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    newest(app).await
}

/// What somebody was told of, the newest first.
async fn list(browser: &mut Browser<'_>) -> String {
    main_of(&browser.get(LIST).await)
}

async fn collected(app: &App) -> Vec<String> {
    app.texts("select subject || ': ' || body from outbox where collected order by person_id")
        .await
}

on_both!(whoever_is_answered_is_told_with_a_link_to_it, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let set = bridge(&app, &web, &siv).await;
    let mut siv = web.signed_in(&siv).await;
    let mut anna = web.signed_in(&app.resident("Anna").await).await;
    let mut bo = web.signed_in(&app.resident("Bo").await).await;
    let mut cai = web.signed_in(&app.resident("Cai").await).await;
    let root = reply(&app, &mut anna, &set, 0, "Bron är viktig.").await;
    let first = reply(&app, &mut bo, &set, root, "Den är farlig.").await;
    let second = reply(&app, &mut cai, &set, first, "Inte alls.").await;
    let third = reply(&app, &mut anna, &set, second, "Jo, den är zqxhal.").await;
    let linked = |id: i64| format!("{set}?inlagg=till-{id}#inlagg-{id}");
    let page = web.visitor().get(&set).await.text;
    let to_cai = format!(
        "{}\" class=\"comment__when\">Svar till Cai</a>",
        linked(second)
    );
    assert!(page.contains(&to_cai), "{page}");
    for _ in 0..2 {
        assert_eq!(tell(&web).await, 0, "it waits for the morning");
    }
    let told = "select count(*) from notice";
    assert_eq!(app.number(told).await, 4, "Anna, Bo twice, and Cai");
    let of_cai = list(&mut cai).await;
    for there in ["Om bron", "Svar på ett inlägg", "zqxhal"] {
        assert!(of_cai.contains(there), "{there}: {of_cai}");
    }
    let of_bo = list(&mut bo).await;
    assert!(
        of_bo.contains("Inte alls.") && of_bo.contains("zqxhal"),
        "{of_bo}"
    );
    let of_anna = list(&mut anna).await;
    assert!(
        of_anna.contains("farlig") && !of_anna.contains("zqxhal"),
        "{of_anna}"
    );
    let of_siv = list(&mut siv).await;
    assert!(
        of_siv.contains("Inget har hänt än"),
        "whoever asked: {of_siv}"
    );
    // One opens it, and is led to the comment on the questions' page.
    let page = cai.get(&set).await;
    assert!(page.text.contains("1 ny händelse</a>"), "{}", page.text);
    let mine = "select max(n.notice_id) from notice n join person p on p.person_id = n.person_id \
        where p.display_name = 'Cai'";
    let opened = cai.get(&format!("{LIST}/{}", app.number(mine).await)).await;
    assert_eq!(opened.location(), linked(third));
    // What was seen is in no letter.
    web.clock.set(next_morning(web.now()));
    assert_eq!(tell(&web).await, 2);
    assert_eq!(tell(&web).await, 0);
    let letters = collected(&app).await;
    let [to_anna, to_bo] = letters.as_slice() else {
        panic!("{letters:?}")
    };
    for (letter, there) in [(to_anna, first), (to_bo, second), (to_bo, third)] {
        assert!(letter.starts_with("Det här har hänt: Om bron"), "{letter}");
        let link = format!(
            "Läs inlägget: {}{}",
            web.state.site.public_url,
            linked(there)
        );
        assert!(letter.contains(&link), "{link}: {letter}");
    }
});

on_both!(with_the_questions_goes_what_was_told, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Var bor hon?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    let mut anna = web.signed_in(&app.resident("Anna").await).await;
    let mut bo = web.signed_in(&app.resident("Bo").await).await;
    let root = reply(&app, &mut anna, &set, 0, "Det undrar jag.").await;
    reply(&app, &mut bo, &set, root, "Det gör zqxmaja.").await;
    tell(&web).await;
    assert!(list(&mut anna).await.contains("zqxmaja"));
    web.clock.set(next_morning(web.now()));
    assert_eq!(tell(&web).await, 1, "a letter that has not gone out");
    let mut moa = web.signed_in(&moderator(&app, "Mio").await).await;
    let refusal = [("rule", "personal_data"), ("reason", "En adress.")];
    let page = step(&mut moa, &set, "1/steg/refuse", &refusal).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let told_by = "select count(*) from notice where letter_id is not null";
    assert_eq!(app.number(told_by).await, 0, "and does not");
    assert_eq!(tell(&web).await, 0);
    let page = anna.get(LIST).await;
    assert!(
        main_of(&page).contains("Inget har hänt än"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("händelse</a>"), "nor counted");
    let notice = app.number("select max(notice_id) from notice").await;
    let opened = anna.get(&format!("{LIST}/{notice}")).await;
    assert_eq!(opened.status, StatusCode::NOT_FOUND);
});
