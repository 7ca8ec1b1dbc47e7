//! Meetings as everybody finds them: the list, and the calendars.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use nara_domain::ids::MeetingId;

use crate::desk::Desk;
use crate::meetings::{enter, number, send, today, with};
use crate::on_both;

/// How far into the text this stands.
fn at(text: &str, word: &str) -> usize {
    text.find(word)
        .unwrap_or_else(|| panic!("no {word} in {text}"))
}

on_both!(meetings_are_listed_by_month_and_found_by_body, |app| {
    let web = app.web().await;
    let mut secretary = web.signed_in(&app.secretary("Sven").await).await;
    let meetings = [
        ("KF", "2026-03-30"),
        ("TN", "2026-03-04"),
        ("KF", "2026-02-23"),
        ("TN", "2026-01-21"),
        ("Allmänna utskottet", "2026-02-10"),
    ];
    for (body, day) in meetings {
        let form = with(today(&app), &[("body", body), ("held_on", day)]);
        enter(&mut secretary, form, day).await;
    }
    let mut visitor = web.visitor();
    let page = visitor.get("/moten").await;
    let order = [
        "Kommande",
        "Mars 2026",
        "4\u{a0}mars",
        "30\u{a0}mars",
        "Tidigare",
        "Februari 2026",
        "23\u{a0}februari",
        "10\u{a0}februari",
        "Januari 2026",
        "21\u{a0}januari",
    ];
    let places: Vec<usize> = order.iter().map(|word| at(&page.text, word)).collect();
    assert!(places.is_sorted(), "{places:?} {}", page.text);
    assert!(!page.text.contains("Lägg in ett möte"));
    assert!(
        secretary
            .get("/moten")
            .await
            .text
            .contains("Lägg in ett möte")
    );
    let page = visitor.get("/moten?organ=Allm%C3%A4nna+utskottet").await;
    assert!(
        page.text.contains("Möten: Allmänna utskottet"),
        "{}",
        page.text
    );
    assert!(page.text.contains("10\u{a0}februari") && !page.text.contains("23\u{a0}februari"));
    assert!(
        page.text
            .contains("/moten/organ/Allm%C3%A4nna%20utskottet.ics")
    );
    for nothing in ["/moten?efter=999", "/moten?efter=x", "/moten?organ=%2C"] {
        assert_eq!(
            visitor.get(nothing).await.status,
            StatusCode::NOT_FOUND,
            "{nothing}"
        );
    }

    // Page by page nothing is missed and nothing comes twice.
    let first = app.now.day().add_days(-400);
    for n in 0..70 {
        let day = first.add_days(n * 2).to_string();
        let form = with(today(&app), &[("body", "KS"), ("held_on", &day)]);
        enter(&mut secretary, form, &format!("ks{n}")).await;
    }
    for (first, count) in [("/moten", 75), ("/moten?organ=KS", 70)] {
        let mut seen = BTreeMap::new();
        let mut next = Some(first.to_owned());
        let mut pages = 0;
        while let Some(address) = next {
            let page = visitor.get(&address).await;
            for link in page.text.split("href=\"/moten/").skip(1) {
                let id = link.split(['/', '"']).next().unwrap().to_owned();
                if id.parse::<MeetingId>().is_ok() {
                    *seen.entry(id).or_insert(0) += 1;
                }
            }
            let rest = page.text.split("rel=\"next\" href=\"").nth(1);
            next = rest.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
            pages += 1;
        }
        assert_eq!((seen.len(), pages), (count, 3), "{first}");
        assert!(seen.values().all(|times| *times == 1), "{seen:?}");
    }
});

on_both!(meetings_are_a_calendar, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    let address = enter(&mut desk.secretary, today(&app), "ett").await;
    let council = with(
        today(&app),
        &[("body", "KF"), ("place", "Salen; den stora")],
    );
    enter(&mut desk.secretary, council, "två").await;
    let all = desk.visitor.get("/moten.ics").await;
    assert_eq!(all.status, StatusCode::OK);
    assert_eq!(all.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(all.text.matches("BEGIN:VEVENT\r\n").count(), 2);
    let unfolded = all.text.replace("\r\n ", "");
    for line in [
        "UID:mote-1@127.0.0.1:3000",
        "DTSTART:20260304T073000Z",
        "SUMMARY:Tekniska nämnden",
        "LOCATION:Salen\\; den stora",
        "SEQUENCE:0",
        &format!("URL:http://127.0.0.1:3000{address}"),
    ] {
        assert!(
            unfolded.contains(&format!("{line}\r\n")),
            "no {line} in {unfolded}"
        );
    }
    assert!(
        unfolded.contains("\\n– Belysning längs stigen\\n"),
        "{unfolded}"
    );
    let one = desk.visitor.get("/moten/organ/KF.ics").await;
    assert_eq!(one.text.matches("BEGIN:VEVENT\r\n").count(), 1);
    let english = desk.visitor.get("/en/moten/organ/TN.ics").await;
    assert!(
        english.text.contains("SUMMARY:The technical committee"),
        "{}",
        english.text
    );
    // Changed, it is the same event again.
    let to = format!("/moten/{}/andra", number(&address));
    let changed = with(today(&app), &[("cancelled", "yes"), ("seen", "1")]);
    assert_eq!(
        send(&mut desk.secretary, &to, &changed).await.status,
        StatusCode::SEE_OTHER
    );
    let one = desk.visitor.get("/moten/organ/TN.ics").await;
    for line in ["UID:mote-1@", "SEQUENCE:1\r\n", "STATUS:CANCELLED\r\n"] {
        assert!(one.text.contains(line), "{}", one.text);
    }
});
