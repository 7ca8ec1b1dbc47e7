//! Questions and their answers are found by their words, on their own list and beside proposals.

use nara_server::execute;
use nara_server::questions::search::index_missing;

use crate::common::http::Web;
use crate::hidden::{last_case, settle};
use crate::{FULL, ask, main_of, moderator, on_both, published, step};

/// Whether these are found by the words, by both searches.
async fn found(web: &Web, set: &str, words: &str) -> bool {
    let link = format!("href=\"{set}\"");
    let mut found = Vec::new();
    for path in ["/fragor", "/forslag"] {
        let page = web.visitor().get(&format!("{path}?q={words}")).await;
        assert_eq!(page.status, 200, "{}", page.text);
        found.push(main_of(&page).contains(&link));
    }
    assert_eq!(found[0], found[1], "{words}");
    found[0]
}

on_both!(words_of_questions_and_answers_are_found, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let unread = ask(&mut asker, "Om berget", &["Var är tomtarna?"]).await;
    assert!(!found(&web, &unread, "tomtar").await, "nobody has read it");
    let asked = ["Varför lyser inte lamporna?", "Vem heter zqxlisa?"];
    let set = published(&app, &mut asker, &mut moa, ("Mörkret vid bron", &asked)).await;
    for words in ["lampa", "lamporna", "lampor+bro", "zqxli"] {
        assert!(found(&web, &set, words).await, "{words}");
    }
    assert!(!found(&web, &set, "lampor+tomtar").await, "all of them");
    let answer = [FULL, ("text", "Sladden är trasig.")];
    step(&mut maja, &set, "1/steg/answer", &answer).await;
    assert!(found(&web, &set, "sladd").await);
    // What was corrected is found by its correction.
    let correct = [("text", "Kabeln är trasig."), ("reason", "Fel ord.")];
    step(&mut maja, &set, "1/steg/correct", &correct).await;
    assert!(found(&web, &set, "kabel").await && !found(&web, &set, "sladd").await);
    // With a topic, a place or a kind there is no question among the proposals.
    let page = web.visitor().get("/forslag?q=kabel&slag=ide").await;
    assert!(!page.text.contains(&format!("href=\"{set}\"")));
    assert!(
        page.text.contains("href=\"/fragor?q=kabel\""),
        "a filter leads there"
    );
    let page = web.visitor().get("/en/fragor?q=kabel").await;
    assert!(page.text.contains("1 match for"), "{}", page.text);
    let page = web.visitor().get("/fragor?q=vulkan").await;
    assert!(
        page.text.contains("Ingen fråga och inget svar"),
        "{}",
        page.text
    );
});

on_both!(what_is_hidden_is_not_found, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let asked = ["Varför lyser inte lamporna?", "Bor zqxlisa där?"];
    let set = published(&app, &mut asker, &mut moa, ("Om bron", &asked)).await;
    let answer = [FULL, ("text", "Zqxsvaret är nej.")];
    step(&mut maja, &set, "2/steg/answer", &answer).await;
    assert!(found(&web, &set, "zqxlisa").await && found(&web, &set, "zqxsvaret").await);
    let refusal = [("rule", "personal_data"), ("reason", "Ett namn.")];
    step(&mut moa, &set, "2/steg/refuse", &refusal).await;
    assert!(!found(&web, &set, "zqxlisa").await);
    assert!(!found(&web, &set, "zqxsvaret").await, "with its answer");
    assert!(found(&web, &set, "lampor").await);
    let kept = "select count(*) from question_set where search_text like '%zqx%'";
    assert_eq!(app.number(kept).await, 0);
    let fields = [("step", "unhide"), ("reason", "Hon vill själv.")];
    let page = settle(&mut mio, last_case(&app).await, &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert!(found(&web, &set, "zqxlisa").await && found(&web, &set, "zqxsvaret").await);
});

on_both!(what_was_asked_before_there_was_a_search_is_found, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let set = published(&app, &mut asker, &mut moa, ("Om bron", &["Är den gammal?"])).await;
    let unread = ask(&mut asker, "Om ån", &["Är den gammal?"]).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "update question_set set search_text = null").unwrap();
    tx.commit().await.unwrap();
    assert!(!found(&web, &set, "gammal").await);
    index_missing(&app.db).await.unwrap();
    assert!(found(&web, &set, "gammal").await && !found(&web, &unread, "gammal").await);
    index_missing(&app.db).await.unwrap();
});
