//! A photograph that comes with a step: kept as a document, shown beside what it shows, and nothing
//! of the step without it.

use axum::http::{Method, StatusCode};
use nara_app::proposals::api::CORRECTION_REASON;
use nara_app::statistics::api::StatisticsPort;
use nara_domain::proposal::{StageCode, TransitionKind as T};

use super::desk::{Desk, form, post};
use crate::common::http::{Browser, Page};
use crate::on_both;

const PHOTO: &[u8] = include_bytes!("../fixtures/photo_with_place.jpg");
const MAP: &[u8] = include_bytes!("../fixtures/map_with_author.png");
const PDF: &[u8] = include_bytes!("../fixtures/report.pdf");
const KIND: &str = "multipart/form-data; boundary=grans";

/// What goes with a picture.
const TOLD: [(&str, &str); 3] = [
    ("photo_text", "Låga lampor längs en stig."),
    ("photo_by", "Maja Ek, CC BY 4.0"),
    ("confirmation", "yes"),
];

async fn send(
    browser: &mut Browser<'_>,
    case: &str,
    typed: &[(&str, &str)],
    file: Option<(&str, &[u8])>,
) -> Page {
    let mut body = Vec::new();
    for (name, value) in typed {
        let part = format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    // A browser sends an empty one where none was chosen.
    let (name, bytes) = file.unwrap_or_default();
    let part = format!(
        "--grans\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(part.into_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--grans--\r\n");
    let path = format!("{case}/handlagg");
    browser.send(Method::POST, &path, Some(KIND), body).await
}

async fn under_way<'w>(app: &crate::common::App, web: &'w crate::common::http::Web) -> Desk<'w> {
    let mut desk = Desk::new(app, web).await;
    desk.reach_agenda().await;
    for step in [T::Approve, T::Plan, T::StartImplementing] {
        desk.take(step).await;
    }
    desk
}

on_both!(a_report_comes_with_its_picture, |app| {
    let web = app.web().await;
    let mut desk = under_way(&app, &web).await;
    let page = desk
        .official
        .get(&format!("{}/handlagg?steg=mark_implemented", desk.path))
        .await;
    assert!(page.text.contains("multipart/form-data") && page.text.contains("type=\"file\""));
    assert!(!page.text.contains("photo_url"), "asked for no more");
    let later = app.now.day().add_days(60).to_string();
    let report = [
        ("step", "report_progress"),
        ("text", "Halva stigen har ljus."),
        ("next_report", later.as_str()),
    ];
    let typed = [&report[..], &TOLD].concat();
    let sent = send(
        &mut desk.official,
        &desk.path,
        &typed,
        Some(("IMG_1.png", MAP)),
    )
    .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let today = app.now.day().to_string();
    let done = [
        ("step", "mark_implemented"),
        ("on", today.as_str()),
        ("actual_cost", "565000"),
        ("thanks", "Tack!"),
    ];
    let text = [
        ("photo_text", "Hela stigen i kvällsljus."),
        TOLD[1],
        TOLD[2],
    ];
    let typed = [&done[..], &text].concat();
    let sent = send(
        &mut desk.official,
        &desk.path,
        &typed,
        Some(("IMG_2.jpg", PHOTO)),
    )
    .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(desk.stage().await, StageCode::Implemented);

    let image = |number: i64, text: &str| {
        let src = format!("src=\"{}/handlingar/{number}\"", desk.path);
        (src, format!("alt=\"{text}\""))
    };
    let page = desk.visitor.get(&desk.path).await;
    for (src, alt) in [
        image(1, "Låga lampor längs en stig."),
        image(2, "Hela stigen i kvällsljus."),
    ] {
        assert!(
            page.text.contains(&src) && page.text.contains(&alt),
            "{src}: {}",
            page.text
        );
    }
    assert!(page.text.contains("Maja Ek, CC BY 4.0"));
    let promises = desk.visitor.get("/beslut").await;
    let (src, alt) = image(2, "Hela stigen i kvällsljus.");
    assert!(
        promises.text.contains(&src) && promises.text.contains(&alt),
        "{}",
        promises.text
    );
    assert!(!promises.text.contains("handlingar/1"), "the last one");
    let file = desk
        .visitor
        .get(&format!("{}/handlingar/2", desk.path))
        .await;
    assert_eq!(file.header("content-type"), "image/jpeg");

    // Corrected words are those shown; taken down, it is gone from both pages.
    let number = app
        .number("select max(act_id) from act where kind = 'document'")
        .await;
    let right = [
        ("title", "Foto".to_owned()),
        ("made_by", "Maja Ek".to_owned()),
        ("dated", today.clone()),
        ("description", "Stigen i skymning.".to_owned()),
        (CORRECTION_REASON, "Tydligare.".to_owned()),
    ];
    let pairs: Vec<(&str, &str)> = right.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let path = format!("{}/ratta/{number}", desk.path);
    let corrected = desk.secretary.post_form(&path, &pairs).await;
    assert_eq!(
        corrected.status,
        StatusCode::SEE_OTHER,
        "{}",
        corrected.text
    );
    let promises = desk.visitor.get("/beslut").await;
    assert!(
        promises.text.contains("alt=\"Stigen i skymning.\""),
        "{}",
        promises.text
    );
    let removal = [
        ("removal_reason", "personal_data"),
        ("reason", "En person syns."),
    ];
    let path = format!("{}/handlingar/2/ta-bort", desk.path);
    let removed = desk.secretary.post_form(&path, &removal).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text);
    let promises = app.proposals.promises().await.unwrap();
    assert_eq!(
        promises.kept[0].photo.as_ref().map(|photo| photo.number),
        Some(1)
    );
    let page = desk.visitor.get(&desk.path).await;
    assert!(
        !page
            .text
            .contains(&format!("src=\"{}/handlingar/2\"", desk.path))
    );
});

on_both!(nothing_of_a_step_without_its_picture, |app| {
    let web = app.web().await;
    let mut desk = under_way(&app, &web).await;
    let today = app.now.day().to_string();
    let done = [
        ("step", "mark_implemented"),
        ("on", today.as_str()),
        ("actual_cost", "565000"),
    ];
    let some = |told: &[(&'static str, &'static str)]| [&done[..], told].concat();
    let photo = Some(("IMG_2.jpg", PHOTO));
    for (typed, file, field) in [
        (some(&TOLD[1..]), photo, "photo_text"),
        (some(&[TOLD[0], TOLD[2]]), photo, "photo_by"),
        (some(&TOLD[..2]), photo, "confirmation"),
        (some(&TOLD), None, "photo"),
        (some(&TOLD), Some(("plan.pdf", PDF)), "photo"),
        (some(&TOLD), Some(("IMG.jpg", &b"<html>"[..])), "photo"),
    ] {
        let page = send(&mut desk.official, &desk.path, &typed, file).await;
        assert_eq!(page.status, 422, "{field}: {}", page.text);
        let problem = format!("record-{field}-fel\"");
        assert!(page.text.contains(&problem), "{field}: {}", page.text);
        // What was typed is there still, and a file has to be chosen again.
        assert!(page.text.contains("565000") && page.text.contains("record-photo-fel\""));
    }
    // Everything that is wrong is told at once, of the step and of its picture.
    let typed = [&done[..2], &TOLD[1..]].concat();
    let page = send(&mut desk.official, &desk.path, &typed, photo).await;
    assert_eq!(page.status, 422);
    for field in ["actual_cost", "photo_text", "photo"] {
        let problem = format!("record-{field}-fel\"");
        assert!(page.text.contains(&problem), "{field}: {}", page.text);
    }
    assert_eq!(desk.stage().await, StageCode::Implementing);
    assert_eq!(app.number("select count(*) from document").await, 0);

    // A step without a place for one, and somebody whose step it is not: what they typed is kept.
    let note = [("step", "note"), ("text", "Ett samtal.")];
    let page = send(&mut desk.official, &desk.path, &note, photo).await;
    assert_eq!(page.status, 400, "{}", page.text);
    let typed = some(&TOLD);
    let page = send(&mut desk.elected, &desk.path, &typed, photo).await;
    assert_eq!(page.status, 403);
    let page = send(&mut desk.visitor, &desk.path, &typed, photo).await;
    assert_eq!(page.status, 401);
    assert!(page.text.contains("565000"), "{}", page.text);
    // Without a picture it is the step it always was, sent either way.
    let mut plain = desk.filled(T::ReportProgress);
    plain.retain(|(name, _)| *name != "photo_url");
    let at = format!("{}/handlagg", desk.path);
    let sent = post(&mut desk.official, &at, &form("report_progress", &plain)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let sent = send(&mut desk.official, &desk.path, &done, None).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(desk.stage().await, StageCode::Implemented);
    assert_eq!(app.number("select count(*) from document").await, 0);
});

on_both!(a_step_with_its_picture_is_looked_at, |app| {
    let web = app.web().await;
    let mut desk = under_way(&app, &web).await;
    let later = app.now.day().add_days(60).to_string();
    let report = [
        ("step", "report_progress"),
        ("text", "Halva stigen har ljus."),
        ("next_report", later.as_str()),
        ("deed", "look"),
    ];
    let acts = app.number("select count(*) from act").await;
    let typed = [&report[..], &TOLD].concat();
    let file = Some(("IMG_1.png", MAP));
    let page = send(&mut desk.official, &desk.path, &typed, file).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("Halva stigen har ljus."));
    assert!(page.text.contains("Bilden visas inte här."));
    assert!(page.text.contains("Maja Ek, CC BY 4.0"), "still typed");
    // What is wrong with a picture is said as when it is published.
    let file = Some(("karta.pdf", PDF));
    let page = send(&mut desk.official, &desk.path, &typed, file).await;
    assert_eq!(page.status, 422, "{}", page.text);
    assert!(page.text.contains("record-photo-fel\""), "{}", page.text);
    assert_eq!(app.number("select count(*) from act").await, acts);
});
