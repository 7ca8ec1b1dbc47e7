//! Asking: the form, who may, and that nobody reads it before a moderator has.

use axum::http::StatusCode;
use nara_app::people::api::PeoplePort;
use nara_domain::name::NAMELESS;

use crate::common::http::Page;
use crate::{ask, main_of, moderator, on_both, published, step};

/// How many questions the form has room for.
fn room(page: &Page) -> usize {
    (1..=25)
        .filter(|n| page.text.contains(&format!("name=\"question_{n}\"")))
        .count()
}

on_both!(room_for_one_more_loses_nothing, |app| {
    let web = app.web().await;
    let mut siv = web.signed_in(&app.resident("Siv").await).await;
    let page = siv.get("/fragor/ny").await;
    assert_eq!(room(&page), 3);
    let form = [
        ("heading", "Om bron"),
        ("introduction", "Vi undrar."),
        ("question_1", "Varför <b>inte</b>?"),
        ("question_3", "När?"),
        ("organisation", "Byalaget"),
        ("room", "3"),
        ("gor", "more"),
    ];
    let page = siv.post_form("/fragor/ny", &form).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(room(&page), 4);
    for kept in [
        "Om bron",
        "Vi undrar.",
        "Varför &lt;b&gt;inte&lt;/b&gt;?",
        "När?",
        "Byalaget",
    ] {
        assert!(page.text.contains(kept), "{kept}");
    }
    assert_eq!(app.number("select count(*) from question_set").await, 0);
    // Room for twenty and no more.
    let form = [("question_20", "Sist?"), ("room", "400"), ("gor", "more")];
    assert_eq!(room(&siv.post_form("/fragor/ny", &form).await), 20);
    // Wrong: at the field, with what was typed.
    let form = [("heading", "Om bron"), ("room", "5"), ("once", "en")];
    let page = siv.post_form("/fragor/ny", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(room(&page), 5);
    assert!(page.text.contains("href=\"#ask-question_1\"") && page.text.contains("Om bron"));
});

on_both!(nobody_reads_them_before_a_moderator_has, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut asker = web.signed_in(&siv).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut official = web.signed_in(&app.official("Maja").await).await;
    let set = ask(&mut asker, "Om zqxbron", &["Varför zqxsent?", "", "När?"]).await;
    // Sent twice, asked once.
    assert_eq!(
        ask(&mut asker, "Om zqxbron", &["Varför zqxsent?"]).await,
        set
    );
    assert_eq!(app.number("select count(*) from question").await, 2);
    for browser in [&mut web.visitor(), &mut official] {
        assert_eq!(browser.get(&set).await.status, StatusCode::NOT_FOUND);
        let page = browser.get("/fragor").await;
        assert!(!page.text.contains("zqx"), "{}", page.text);
        let answer = format!("{set}/1/steg/answer");
        assert!(browser.get(&answer).await.status.as_u16() >= 300);
    }
    let page = asker.get(&set).await;
    assert!(main_of(&page).contains("Läses") && page.text.contains("Varför zqxsent?"));
    assert!(page.text.contains("name=\"robots\" content=\"noindex\""));
    assert!(asker.get("/fragor").await.text.contains("Om zqxbron"));
    // The moderator finds them.
    let page = reader.get("/moderera").await;
    assert!(page.text.contains("1 fråga väntar på att läsas"));
    // Nothing else waits, and that is said without hiding what does.
    assert!(
        page.text.contains("Inga anmälda texter väntar") && !page.text.contains("Inget väntar")
    );
    assert!(reader.get("/fragor").await.text.contains("Om zqxbron"));
    // Not by whoever asked, whatever else they are.
    let page = asker
        .post_form(
            &format!("{set}/alla/steg/publish"),
            &[("seen", ""), ("once", "x")],
        )
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);

    let page = step(&mut reader, &set, "alla/steg/publish", &[]).await;
    assert_eq!(page.location(), set);
    let page = web.visitor().get(&set).await;
    let main = main_of(&page);
    assert!(main.contains("Fråga 1") && main.contains("Fråga 2") && !main.contains("Fråga 3"));
    assert!(
        main.contains("Varför zqxsent?") && main.contains("Siv"),
        "{main}"
    );
    // A Wednesday, and ten working days.
    assert!(main.contains("Svar utlovat senast 18\u{a0}mars"), "{main}");
    assert!(
        web.visitor()
            .get("/fragor")
            .await
            .text
            .contains("Om zqxbron")
    );
    let told = app.texts("select subject from outbox").await;
    assert_eq!(told, ["Det du frågade är publicerat"]);
});

on_both!(who_may_ask, |app| {
    let web = app.web().await;
    let page = web.visitor().get("/fragor/ny").await;
    assert_eq!(page.location(), "/logga-in?sedan=%2Ffragor%2Fny");
    let form = [
        ("heading", "Om bron"),
        ("question_1", "Varför?"),
        ("once", "x"),
    ];
    // What was written is kept for after signing in.
    let page = web.visitor().post_form("/fragor/ny", &form).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("Varför?"));
    for actor in [app.youth("Norrsken").await, app.official("Maja").await] {
        let mut browser = web.signed_in(&actor).await;
        assert_eq!(
            browser.get("/fragor/ny").await.status,
            StatusCode::FORBIDDEN
        );
        let page = browser.post_form("/fragor/ny", &form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.number("select count(*) from question_set").await, 0);
});

on_both!(who_must_not_be_found_asks_without_a_name, |app| {
    let web = app.web().await;
    let olof = app.resident("Zqxolof").await;
    let mut asker = web.signed_in(&olof).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let form = [
        ("heading", "Om ån"),
        ("question_1", "Är den djup?"),
        ("organisation", "Zqxbyalaget"),
        ("once", "ett"),
    ];
    let before = asker
        .post_form("/fragor/ny", &form)
        .await
        .location()
        .to_owned();
    step(&mut reader, &before, "alla/steg/publish", &[]).await;
    assert!(
        web.visitor()
            .get(&before)
            .await
            .text
            .contains("Zqxbyalaget")
    );
    web.state.people.protect(&olof, app.now).await.unwrap();
    let mut asker = web.signed_in(&olof).await;
    let form = form.map(|(name, value)| (name, if name == "once" { "två" } else { value }));
    let after = asker
        .post_form("/fragor/ny", &form)
        .await
        .location()
        .to_owned();
    step(&mut reader, &after, "alla/steg/publish", &[]).await;
    for set in [&before, &after] {
        let page = web.visitor().get(set).await;
        assert!(
            page.status == 200 && !page.text.contains("Zqx"),
            "{}",
            page.text
        );
    }
    let names = app
        .texts("select distinct asker_name from question_set")
        .await;
    assert_eq!(names, [NAMELESS]);
    let sealed = "select name from sealed_name order by sealed_name_id";
    assert_eq!(app.texts(sealed).await, ["Zqxbyalaget, Zqxolof", "Zqxolof"]);
});

on_both!(the_list_has_pages, |app| {
    let web = app.web().await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    // Each by somebody else: a person's questions are counted.
    for (n, who) in app.residents(23).await.iter().enumerate() {
        let typed = [
            ("heading".to_owned(), format!("Nummer {n} i raden")),
            ("question_1".to_owned(), "Varför?".to_owned()),
        ];
        let questions = &web.state.questions;
        let once = format!("rad {n}");
        let made = questions.ask(who, &typed.into(), &once, app.now).await;
        let (id, slug) = made.unwrap();
        step(
            &mut reader,
            &format!("/fragor/{id}/{slug}"),
            "alla/steg/publish",
            &[],
        )
        .await;
    }
    let first = web.visitor().get("/fragor").await;
    assert!(first.text.contains("Nummer 22 i raden") && first.text.contains("Nummer 3 i raden"));
    assert!(!first.text.contains("Nummer 2 i raden"));
    let last = app
        .number("select max(question_set_id) - 19 from question_set")
        .await;
    let next = format!("/fragor?efter={last}");
    assert!(first.text.contains(&next), "{next}");
    let second = web.visitor().get(&next).await;
    assert!(second.text.contains("Nummer 2 i raden") && second.text.contains("Nummer 0 i raden"));
    assert!(!second.text.contains("Nummer 3 i raden"));
    let answered = web.visitor().get("/fragor?lage=besvarade").await;
    assert!(!answered.text.contains("i raden"));
    assert_eq!(
        web.visitor().get("/fragor?efter=x").await.status,
        StatusCode::NOT_FOUND
    );
});

on_both!(an_old_address_leads_on, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let id = set.split('/').nth(2).unwrap().to_owned();
    let page = web.visitor().get(&format!("/fragor/{id}/annat")).await;
    assert_eq!(page.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(page.location(), set);
    for nothing in ["/fragor/999999/x", "/fragor/abc/x", "/fragor/0/x"] {
        let page = web.visitor().get(nothing).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nothing}");
    }
});
