//! `/moderering`: what everybody may know of hidden texts.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;

use crate::common::idea as idea_fields;
use crate::reported::{hide, latest, moderator, report, unhide};
use crate::{hidden, on_both};

/// The words of a page's `<main>`, without tags and with single spaces.
fn words(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap();
    let main = main.split("</main>").next().unwrap();
    let mut out = String::new();
    let mut in_tag = true;
    for c in main.chars() {
        match c {
            '<' => {
                in_tag = true;
                out.push(' ');
            }
            '>' => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

on_both!(it_tells_how_many_and_never_which, |app| {
    let web = app.web().await;
    let mut visitor = web.visitor();
    let page = visitor.get("/moderering").await;
    assert_eq!(page.status, StatusCode::OK);
    let empty = words(&page.text);
    assert!(empty.contains("Ingen text har dolts"), "{empty}");
    for link in ["/om", "/sa-fungerar-det"] {
        let page = visitor.get(link).await;
        assert!(page.text.contains("href=\"/moderering\""), "{link}");
    }

    let siv = app.resident("Siv Zqxskribent").await;
    let (moa, mio) = (moderator(&app, "Moa").await, moderator(&app, "Mio").await);
    let mut cases = Vec::new();
    for title in ["Zqxett", "Zqxtva", "Zqxtre", "Zqxfyra"] {
        let made = app.proposals.submit(&siv, idea_fields(title), "", app.now);
        let text = format!("/forslag/{}/{}", made.await.unwrap(), title.to_lowercase());
        let page = report(&mut visitor, &text, "", "hate").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        cases.push(latest(&app).await);
    }
    let mut desk = web.signed_in(&moa).await;
    let leave = [
        ("step", "leave"),
        ("reason", "Det är en åsikt."),
        ("seen", "0"),
    ];
    desk.post_form(&cases[0], &leave).await;
    for case in &cases[1..] {
        let page = hide(&mut desk, case).await;
        assert_eq!(page.location(), case, "{}", page.text);
    }
    // One stands fast, one is shown again because it was asked for, and one by itself: in the month after.
    let mut author = web.signed_in(&siv).await;
    for case in &cases[1..3] {
        let appeal = case.replace("/moderera/", "/omprovning/");
        let page = author.post_form(&appeal, &[("words", "Läs igen.")]).await;
        assert_eq!(page.location(), appeal, "{}", page.text);
    }
    web.clock.set(web.now().plus_days(30));
    let mut second = web.signed_in(&mio).await;
    for (case, step) in [(&cases[1], "uphold"), (&cases[2], "unhide")] {
        let seen = hidden(&second.get(case).await, "seen");
        let form = [("step", step), ("reason", "Läst igen."), ("seen", &seen)];
        let page = second.post_form(case, &form).await;
        assert_eq!(&page.location(), case, "{}", page.text);
    }
    let seen = hidden(&second.get(&cases[3]).await, "seen");
    let page = unhide(&mut second, &cases[3], &seen).await;
    assert_eq!(page.location(), cases[3], "{}", page.text);

    let page = visitor.get("/moderering").await;
    let told = words(&page.text);
    // April first: hidden, shown again, of these on appeal, looked at again and still hidden.
    let april = "I april 2026 I april 2026 Regel Dolda Visas igen Varav efter omprövning \
                 Omprövade, förblir dolda Personuppgifter 0 2 1 1 Ingen anmäld text fick stå kvar \
                 som den var. Omprövningar: hälften var klara inom 30 dagar. I mars 2026";
    assert!(told.contains(april), "{told}");
    let march = "Personuppgifter 3 0 0 0 1 anmäld text fick stå kvar som den var.";
    assert!(told.contains(march), "{told}");
    // Nothing that leads to a text, or says of whom it is.
    let main = page.text.split("<main").nth(1).unwrap();
    let main = main.split("</main>").next().unwrap().to_lowercase();
    for never in [
        "zqx",
        "siv",
        "moa",
        "mio",
        "/forslag",
        "/moderera/",
        "/omprovning",
        "läst igen",
    ] {
        assert!(!main.contains(never), "{never}: {main}");
    }
    let english = visitor.get("/en/moderering").await;
    assert!(words(&english.text).contains("Personal data 3 0 0 0"));
    // After a year it is told of no more.
    web.clock.set(web.now().plus_days(366));
    let page = visitor.get("/moderering").await;
    assert_eq!(words(&page.text), empty);
});
