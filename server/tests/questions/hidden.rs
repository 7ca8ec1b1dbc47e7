//! What breaks a rule: before anybody reads it, and after.

use axum::http::StatusCode;

use crate::{FULL, ask, main_of, moderator, on_both, published, step};

const RULE: (&str, &str) = ("rule", "personal_data");

on_both!(what_breaks_a_rule_is_not_published, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut asker = web.signed_in(&siv).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let set = ask(&mut asker, "Om zqxlisa", &["Var bor hon?"]).await;
    let page = step(&mut reader, &set, "alla/steg/refuse", &[RULE]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [RULE, ("reason", "Texten namnger ett barn.")];
    step(&mut reader, &set, "alla/steg/refuse", &fields).await;
    assert_eq!(web.visitor().get(&set).await.status, StatusCode::NOT_FOUND);
    for list in ["/fragor", "/fragor?lage=besvarade"] {
        assert!(!web.visitor().get(list).await.text.contains("zqx"));
    }
    let main = main_of(&asker.get(&set).await);
    assert!(
        main.contains("Dold enligt regeln om personuppgifter"),
        "{main}"
    );
    assert!(main.contains("Texten namnger ett barn."));
    let told = app.texts("select body from outbox").await;
    assert!(told.len() == 1 && told[0].contains("Texten namnger ett barn."));
    assert!(!told[0].contains("zqx"), "a letter does not repeat it");
    // It is over.
    let page = reader.get(&format!("{set}/alla/steg/publish")).await;
    assert!(!page.text.contains("name=\"seen\""));
    let sent = [("seen", "1"), ("once", "igen")];
    let page = reader
        .post_form(&format!("{set}/alla/steg/publish"), &sent)
        .await;
    assert!(page.status.is_client_error());
});

on_both!(one_of_them_is_left_out_and_its_number_stays, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let set = ask(
        &mut asker,
        "Om bron",
        &["Varför?", "Var bor zqxlisa?", "När?"],
    )
    .await;
    let fields = [RULE, ("reason", "Texten namnger ett barn.")];
    step(&mut reader, &set, "2/steg/refuse", &fields).await;
    step(&mut reader, &set, "alla/steg/publish", &[]).await;
    for browser in [&mut web.visitor(), &mut maja] {
        let main = main_of(&browser.get(&set).await);
        assert!(
            main.contains("Fråga 3") && main.contains("Dold enligt regeln"),
            "{main}"
        );
        assert!(
            !main.contains("zqxlisa") && !main.contains("namnger"),
            "{main}"
        );
    }
    assert!(asker.get(&set).await.text.contains("zqxlisa"));
    for number in ["1", "3"] {
        let answer = format!("{number}/steg/answer");
        step(&mut maja, &set, &answer, &[FULL, ("text", "Ja.")]).await;
    }
    let main = main_of(&web.visitor().get(&set).await);
    assert!(main.contains("2 av 2 frågor besvarade"), "{main}");
});

on_both!(what_everybody_read_can_be_hidden_still, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om zqxlisa", ["Var bor hon?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let fields = [RULE, ("reason", "Det såg vi inte.")];
    // The only one of them: then all of them are gone.
    step(&mut reader, &set, "1/steg/refuse", &fields).await;
    assert_eq!(web.visitor().get(&set).await.status, StatusCode::NOT_FOUND);
    assert!(!web.visitor().get("/fragor").await.text.contains("zqx"));
    let state = "select count(*) from question_set where state = 'refused'";
    assert_eq!(app.number(state).await, 1);
});
