//! Documents on a case: added, read, corrected and taken down, on both databases; and files that are
//! not what they say.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use nara_app::proposals::api::{CORRECTION_REASON, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::document::{MAX_BYTES, MAX_PER_CASE};
use nara_domain::proposal::TransitionKind as T;
use nara_server::db::Engine;
use nara_server::documents::forms::MAX_READ_BYTES;
use nara_server::documents::{Found, NewDocument, Sent};
use nara_server::execute;

use super::desk::{Desk, form, post};
use crate::common::http::{Browser, Page};
use crate::on_both;

const PHOTO: &[u8] = include_bytes!("../fixtures/photo_with_place.jpg");
const MAP: &[u8] = include_bytes!("../fixtures/map_with_author.png");
const PDF: &[u8] = include_bytes!("../fixtures/report.pdf");
const KIND: &str = "multipart/form-data; boundary=grans";

type Pairs<'a> = &'a [(&'a str, &'a str)];

/// Filled in, all but the file.
const TOLD: [(&str, &str); 5] = [
    ("title", "Trafikmätning på Strandvägen"),
    ("made_by", "Gatuenheten"),
    ("dated", "2026-03-01"),
    ("description", "En stolpe vid en väg."),
    ("confirmation", "yes"),
];

/// As browsers send it: texts first, then the file.
fn encoded(typed: Pairs<'_>, file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in typed {
        body.extend(
            format!(
                "--grans\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .into_bytes(),
        );
    }
    if let Some((name, bytes)) = file {
        body.extend(
            format!(
                "--grans\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: text/html\r\n\r\n"
            )
            .into_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--grans--\r\n");
    body
}

async fn send(
    browser: &mut Browser<'_>,
    case: &str,
    typed: Pairs<'_>,
    file: Option<(&str, &[u8])>,
) -> Page {
    let path = format!("{case}/handlingar");
    browser
        .send(Method::POST, &path, Some(KIND), encoded(typed, file))
        .await
}

/// The bytes of a response, as they are.
async fn bytes(browser: &mut Browser<'_>, path: &str) -> Vec<u8> {
    use http_body_util::BodyExt;
    let response = browser.raw(Method::GET, path, None, Vec::new()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let body = response.into_body().collect().await.unwrap();
    body.to_bytes().to_vec()
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|part| part == words)
}

on_both!(a_document_is_added_and_everybody_reads_it, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let page = desk.visitor.get(&format!("{}/handlingar", desk.path)).await;
    assert!(page.text.contains("Här finns inga handlingar än."));
    assert!(!page.text.contains("type=\"file\""), "no form for visitors");
    let page = desk.visitor.get(&desk.path).await;
    assert!(
        page.text.contains("data-live=\"documents\" hidden"),
        "{}",
        page.text
    );
    let page = desk
        .official
        .get(&format!("{}/handlingar", desk.path))
        .await;
    assert!(page.text.contains("type=\"file\""));
    let sent = send(
        &mut desk.official,
        &desk.path,
        &TOLD,
        Some(("C:/x/mätning.PDF", PDF)),
    )
    .await;
    assert_eq!(
        sent.location(),
        format!("{}/handlingar", desk.path),
        "{}",
        sent.text
    );
    // A secretary may, too.
    let told = [("title", "Karta"), TOLD[1], TOLD[2], TOLD[3], TOLD[4]];
    let sent = send(
        &mut desk.secretary,
        &desk.path,
        &told,
        Some(("karta.png", MAP)),
    )
    .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);

    let first = format!("{}/handlingar/1", desk.path);
    for page in [&desk.path, &format!("{}/handlingar", desk.path)] {
        let page = desk.visitor.get(page).await;
        for said in [
            "Handlingar",
            &format!("href=\"{first}\""),
            "Trafikmätning på Strandvägen (PDF, ",
            "\u{a0}kB)",
            "Gatuenheten",
            "En stolpe vid en väg.",
            "Daterad 1\u{a0}mars\u{a0}2026",
        ] {
            assert!(page.text.contains(said), "{said}: {}", page.text);
        }
    }
    let case = desk.visitor.get(&desk.path).await;
    assert!(
        case.text.contains("Handling: Trafikmätning på Strandvägen"),
        "{}",
        case.text
    );
    let feed = desk
        .visitor
        .get(&format!("/forslag/{}/handelser.atom", desk.id))
        .await;
    assert!(
        feed.text.contains("Handling: Trafikmätning"),
        "{}",
        feed.text
    );
    let file = desk.visitor.get(&first).await;
    for (name, value) in [
        ("content-type", "application/pdf"),
        (
            "content-disposition",
            "attachment; filename=\"m_tning.pdf\"; filename*=UTF-8''m%C3%A4tning.pdf",
        ),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, no-cache"),
        ("content-encoding", ""),
    ] {
        assert_eq!(file.header(name), value);
    }
    let policy = file.header("content-security-policy").to_owned();
    assert!(
        policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
        "{policy}"
    );
    assert!(!policy.contains("nonce") && !policy.contains("unsafe"));
    assert_eq!(bytes(&mut desk.visitor, &first).await, PDF);
    let mut knows = desk.visitor.clone();
    knows.set_header(
        "if-none-match",
        &format!("\"x\", W/{}", file.header("etag")),
    );
    let again = knows.get(&first).await;
    assert_eq!(
        (again.status, again.text.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    assert!(again.header("content-security-policy").ends_with("sandbox"));

    let api = desk
        .visitor
        .get(&format!("/api/v1/proposals/{}", desk.id))
        .await
        .json();
    let documents = api["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[0]["url"], format!("http://127.0.0.1:3000{first}"));
    assert_eq!(documents[0]["media_type"], "application/pdf");
    assert_eq!(documents[0]["bytes"], PDF.len());
    assert_eq!(documents[0]["file_name"], "mätning.pdf");
    let act = api["acts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|act| act["kind"] == "document")
        .unwrap();
    assert_eq!(act["actor"]["role"], "official");
    assert_eq!(act["fields"]["sha256"], documents[0]["sha256"]);
    assert_eq!(
        format!("\"{}\"", documents[0]["sha256"].as_str().unwrap()),
        file.header("etag")
    );
});

on_both!(of_a_picture_nothing_but_the_picture_is_kept, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    for secret in [&b"Siv Ek"[..], b"Modell", b"2026:03:01"] {
        assert!(has(PHOTO, secret), "the fixture has it: {secret:?}");
    }
    assert!(has(MAP, b"Siv Ek"));
    for (number, (name, file)) in [("foto.jpg", PHOTO), ("karta.png", MAP)]
        .into_iter()
        .enumerate()
    {
        let sent = send(&mut desk.official, &desk.path, &TOLD, Some((name, file))).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let path = format!("{}/handlingar/{}", desk.path, number + 1);
        let kept = bytes(&mut desk.visitor, &path).await;
        for secret in [&b"Siv Ek"[..], b"Kamera", b"Modell", b"2026:03:01", b"GPS"] {
            assert!(!has(&kept, secret), "{name}: {secret:?}");
        }
        assert!(kept.len() > 100 && kept.len() < file.len());
        let page = desk.visitor.get(&path).await;
        assert!(page.header("content-disposition").starts_with("inline; "));
        assert!(page.header("content-type").starts_with("image/"));
    }
});

on_both!(
    what_is_wrong_is_said_at_its_field_and_what_was_typed_stays,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let broken = [&PDF[..PDF.len() / 2]].concat();
        let more = [PDF, b"<script>alert(1)</script>"].concat();
        let large = vec![b' '; MAX_BYTES + 1];
        for (file, said) in [
            (None, "Välj en fil först."),
            (Some(("tom.pdf", &b""[..])), "Filen är tom."),
            (
                Some(("sida.pdf", b"<html><script>alert(1)</script>")),
                "varken PDF, PNG eller JPEG",
            ),
            (Some(("bild.png", &MAP[..200])), "Filen är trasig"),
            (
                Some(("bild.jpg", &PHOTO[..PHOTO.len() - 2])),
                "Filen är trasig",
            ),
            (Some(("halv.pdf", &broken[..])), "Filen är trasig"),
            (Some(("dubbel.pdf", &more[..])), "ligger något annat"),
            (Some(("stor.pdf", &large[..])), "Den får vara högst 5 MB."),
        ] {
            let page = send(&mut desk.official, &desk.path, &TOLD, file).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            for part in [
                said,
                "id=\"document-file-fel\"",
                "href=\"#document-file\"",
                "value=\"Trafikmätning på Strandvägen\"",
                "En stolpe vid en väg.",
            ] {
                assert!(page.text.contains(part), "{part}: {}", page.text);
            }
        }
        // Something else is wrong: the file has to be chosen again, and that is said.
        let told = [
            ("title", " "),
            ("dated", "2026-13-01"),
            ("made_by", "A & B"),
        ];
        let page = send(&mut desk.official, &desk.path, &told, Some(("m.pdf", PDF))).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in [
            "id=\"document-title-fel\"",
            "id=\"document-dated-fel\"",
            "id=\"document-confirmation-fel\"",
            "Välj filen igen.",
            "value=\"A &amp; B\"",
            "value=\"2026-13-01\"",
        ] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        // A picture without words, and a day to come.
        let told = [TOLD[0], TOLD[1], TOLD[2], TOLD[4]];
        let page = send(
            &mut desk.official,
            &desk.path,
            &told,
            Some(("foto.jpg", PHOTO)),
        )
        .await;
        assert!(
            page.text.contains("id=\"document-description-fel\""),
            "{}",
            page.text
        );
        let told = [TOLD[0], TOLD[1], ("dated", "2026-03-05"), TOLD[4]];
        let page = send(&mut desk.official, &desk.path, &told, Some(("m.pdf", PDF))).await;
        assert!(
            page.text.contains("id=\"document-dated-fel\""),
            "{}",
            page.text
        );
        assert!(page.text.contains("Välj filen igen."));
        assert_eq!(app.number("select count(*) from document").await, 0);
        assert_eq!(app.number("select count(*) from document_content").await, 0);
    }
);

on_both!(what_no_browser_sends_is_refused, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let path = format!("{}/handlingar", desk.path);
    let twice = [TOLD[0], TOLD[0]];
    let unknown = [TOLD[0], ("number", "7")];
    let sure = [TOLD[0], ("confirmation", "no")];
    let not_text = [encoded(&TOLD, None)[..40].to_vec(), vec![0xFF, 0xFE]].concat();
    for (sent, status) in [
        (encoded(&twice, None), StatusCode::BAD_REQUEST),
        (encoded(&unknown, None), StatusCode::BAD_REQUEST),
        (encoded(&sure, None), StatusCode::BAD_REQUEST),
        (not_text, StatusCode::BAD_REQUEST),
        (b"--grans\r\nhalv".to_vec(), StatusCode::BAD_REQUEST),
        (
            vec![b'1'; MAX_READ_BYTES + 1],
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ] {
        let page = desk
            .official
            .send(Method::POST, &path, Some(KIND), sent)
            .await;
        assert_eq!(page.status, status, "{}", page.text);
    }
    let page = desk.official.post_form(&path, &TOLD).await;
    assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    // The larger body is for this form only.
    let other = vec![b'1'; 3 * 1024 * 1024];
    let kind = Some("application/x-www-form-urlencoded");
    let page = desk
        .official
        .send(Method::POST, &format!("{}/svara", desk.path), kind, other)
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    for number in ["0", "01", "+1", "-1", "x", "99999999999999999999", "1%00"] {
        let page = desk.visitor.get(&format!("{path}/{number}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{number}");
    }
    assert_eq!(app.number("select count(*) from document").await, 0);
});

on_both!(names_that_mislead_are_made_plain, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    for (number, (name, plain)) in [
        ("../../etc/passwd", "passwd.pdf"),
        ("rapport\u{202E}fdp.exe", "rapportfdp.pdf"),
        ("a; filename=b.html", "a; filename=b.pdf"),
    ]
    .into_iter()
    .enumerate()
    {
        let file = [PDF, &vec![b'\n'; number][..]].concat();
        let sent = send(&mut desk.official, &desk.path, &TOLD, Some((name, &file))).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.text);
        let page = desk
            .visitor
            .get(&format!("{}/handlingar/{}", desk.path, number + 1))
            .await;
        let expected = format!("attachment; filename=\"{plain}\"");
        assert!(
            page.header("content-disposition").starts_with(&expected),
            "{name}"
        );
    }
});

on_both!(a_document_stands_beside_what_it_belongs_to, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    desk.take(T::Approve).await;
    let approval = app.number("select max(act_id) from act").await;
    let form = desk
        .official
        .get(&format!("{}/handlingar", desk.path))
        .await;
    assert!(
        form.text.contains(&format!("<option value=\"{approval}\"")),
        "{}",
        form.text
    );
    let of = approval.to_string();
    let told = [
        TOLD[0],
        TOLD[1],
        TOLD[2],
        TOLD[4],
        ("belongs_to", of.as_str()),
    ];
    for wrong in ["999999", "x", "0"] {
        let told = [TOLD[0], TOLD[1], TOLD[2], TOLD[4], ("belongs_to", wrong)];
        let page = send(&mut desk.official, &desk.path, &told, Some(("m.pdf", PDF))).await;
        assert!(
            page.text.contains("id=\"document-belongs_to-fel\""),
            "{wrong}: {}",
            page.text
        );
    }
    let sent = send(&mut desk.official, &desk.path, &told, Some(("m.pdf", PDF))).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let page = desk.visitor.get(&desk.path).await;
    let card = page
        .text
        .split_once(&format!("id=\"svar-{approval}\""))
        .unwrap()
        .1;
    let card = card.split_once("</article>").unwrap().0;
    assert!(card.contains("/handlingar/1\""), "{card}");
    assert!(
        page.text
            .contains(&format!("#svar-{approval}\">Hör till: Beslut")),
        "{}",
        page.text
    );
});

on_both!(
    the_words_about_a_document_can_be_corrected_and_the_file_stays,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        send(
            &mut desk.official,
            &desk.path,
            &TOLD,
            Some(("foto.jpg", PHOTO)),
        )
        .await;
        let act = app.number("select max(act_id) from act").await;
        let path = format!("{}/ratta/{act}", desk.path);
        assert_eq!(desk.official.get(&path).await.status, StatusCode::FORBIDDEN);
        let form = desk.secretary.get(&path).await;
        assert!(form.text.contains("value=\"Gatuenheten\""), "{}", form.text);
        let right = [
            ("title", "Stolpen"),
            ("made_by", "Parkenheten"),
            ("dated", "2026-03-02"),
            (CORRECTION_REASON, "Fel enhet."),
        ];
        let page = desk.secretary.post_form(&path, &right).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a picture needs words"
        );
        let right = [&right[..], &[("description", "En stolpe.")]].concat();
        let page = desk.secretary.post_form(&path, &right).await;
        assert_eq!(page.location(), desk.path, "{}", page.text);
        let page = desk.visitor.get(&format!("{}/handlingar", desk.path)).await;
        for said in [
            "Stolpen (JPEG, ",
            "Parkenheten",
            "Fel enhet.",
            "Gatuenheten",
        ] {
            assert!(page.text.contains(said), "{said}: {}", page.text);
        }
        let kept = bytes(&mut desk.visitor, &format!("{}/handlingar/1", desk.path)).await;
        assert!(kept.starts_with(&[0xFF, 0xD8]));
        let api = desk
            .visitor
            .get(&format!("/api/v1/proposals/{}", desk.id))
            .await
            .json();
        assert_eq!(api["documents"].as_array().unwrap().len(), 1);
        assert_eq!(api["documents"][0]["title"], "Stolpen");
        assert_eq!(api["documents"][0]["file_name"], "foto.jpg");
    }
);

on_both!(what_is_taken_down_is_gone_and_why_is_said, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    send(&mut desk.official, &desk.path, &TOLD, Some(("m.pdf", PDF))).await;
    let file = format!("{}/handlingar/1", desk.path);
    let tag = desk.visitor.get(&file).await.header("etag").to_owned();
    let path = format!("{file}/ta-bort");
    assert_eq!(desk.official.get(&path).await.status, StatusCode::FORBIDDEN);
    let list = desk
        .official
        .get(&format!("{}/handlingar", desk.path))
        .await;
    assert!(!list.text.contains("/ta-bort"));
    let list = desk
        .secretary
        .get(&format!("{}/handlingar", desk.path))
        .await;
    assert!(list.text.contains(&format!("href=\"{path}\"")));
    assert_eq!(desk.secretary.get(&path).await.status, StatusCode::OK);
    let page = desk
        .secretary
        .post_form(&path, &[("reason", "Ett namn & en adress.")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("Ett namn &amp; en adress."),
        "{}",
        page.text
    );
    let why = [
        ("removal_reason", "personal_data"),
        ("reason", "Ett namn stod kvar."),
    ];
    let page = desk.secretary.post_form(&path, &why).await;
    assert_eq!(
        page.location(),
        format!("{}/handlingar", desk.path),
        "{}",
        page.text
    );

    for name in ["", &tag] {
        let mut knows = desk.visitor.clone();
        if !name.is_empty() {
            knows.set_header("if-none-match", name);
        }
        let gone = knows.get(&file).await;
        assert_eq!(gone.status, StatusCode::GONE);
        for said in [
            "Handlingen är borttagen",
            "Personuppgifter som inte",
            "Ett namn stod kvar.",
        ] {
            assert!(gone.text.contains(said), "{said}: {}", gone.text);
        }
    }
    let mut program = desk.visitor.clone();
    program.set_header("accept", "application/json");
    let gone = program.get(&file).await;
    assert!(
        gone.status == StatusCode::GONE && gone.is_problem(),
        "{}",
        gone.text
    );
    assert_eq!(app.number("select count(*) from document_content").await, 0);
    let hash = tag.trim_matches('"');
    let page = desk.visitor.get(&desk.path).await;
    for said in [
        "Handling borttagen: Trafikmätning",
        "Ett namn stod kvar.",
        "Sekreterare",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    assert!(
        !page.text.contains(&format!("href=\"{file}\"")),
        "{}",
        page.text
    );
    let api = desk
        .visitor
        .get(&format!("/api/v1/proposals/{}", desk.id))
        .await
        .json();
    let document = &api["documents"][0];
    assert_eq!(
        (&document["url"], &document["sha256"]),
        (&serde_json::Value::Null, &hash.into())
    );
    assert!(document["removed_by"].is_number());
    // Neither again, nor its words corrected; the same file may come back where it may.
    assert_eq!(desk.secretary.get(&path).await.status, StatusCode::GONE);
    assert_eq!(
        desk.secretary.post_form(&path, &why).await.status,
        StatusCode::GONE
    );
    let act = app
        .number("select max(act_id) from act where kind = 'document'")
        .await;
    let page = desk
        .secretary
        .get(&format!("{}/ratta/{act}", desk.path))
        .await;
    assert_ne!(page.status, StatusCode::OK);
    let again = send(&mut desk.official, &desk.path, &TOLD, Some(("m.pdf", PDF))).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    let second = format!("{}/handlingar/2", desk.path);
    assert_eq!(bytes(&mut desk.visitor, &second).await, PDF);
    assert_eq!(desk.visitor.get(&file).await.status, StatusCode::GONE);
});

on_both!(
    the_same_file_is_once_on_a_case_and_kept_once_for_all,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let other = app.proposal(&app.resident("Bo").await, "Lekplats").await;
        let other = format!("/forslag/{other}/lekplats");
        send(&mut desk.official, &desk.path, &TOLD, Some(("a.pdf", PDF))).await;
        let page = send(&mut desk.official, &desk.path, &TOLD, Some(("b.pdf", PDF))).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text.contains("Den här filen finns redan i ärendet."),
            "{}",
            page.text
        );
        let page = send(&mut desk.official, &other, &TOLD, Some(("c.pdf", PDF))).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(app.number("select count(*) from document_content").await, 1);
        // Taken down from one, it stays on the other; from both, it goes.
        let why = [("removal_reason", "wrong_file"), ("reason", "Fel ärende.")];
        let path = |case: &str| format!("{case}/handlingar/1/ta-bort");
        assert_eq!(
            desk.secretary
                .post_form(&path(&desk.path), &why)
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            bytes(&mut desk.visitor, &format!("{other}/handlingar/1")).await,
            PDF
        );
        assert_eq!(
            desk.secretary.post_form(&path(&other), &why).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(app.number("select count(*) from document_content").await, 0);
    }
);

on_both!(sent_twice_is_once_and_a_full_case_takes_no_more, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let told = [&TOLD[..], &[("once", "en-gång")]].concat();
    for _ in 0..2 {
        let page = send(&mut desk.official, &desk.path, &told, Some(("a.pdf", PDF))).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    }
    assert_eq!(app.number("select count(*) from document").await, 1);
    let secretary = app.secretary("Sven").await;
    for number in 2..=MAX_PER_CASE {
        let file = [PDF, &vec![b' '; number][..]].concat();
        let added = web
            .state
            .documents
            .add(&secretary, desk.id, new(file), app.now)
            .await;
        assert_eq!(added, Ok(i64::try_from(number).unwrap()));
    }
    let page = send(&mut desk.official, &desk.path, &TOLD, Some(("m.png", MAP))).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("Ärendet har redan 50 handlingar"),
        "{}",
        page.text
    );
});

fn new(bytes: Vec<u8>) -> NewDocument {
    let fields = TOLD
        .iter()
        .filter(|(name, _)| *name != "confirmation")
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    NewDocument {
        fields: fields.collect(),
        belongs_to: String::new(),
        confirmed: true,
        file: Sent::File {
            name: "m.pdf".to_owned(),
            bytes,
        },
        once: String::new(),
    }
}

on_both!(
    many_at_once_get_numbers_of_their_own_and_one_file_is_there_once,
    |app| {
        let web = app.web().await;
        let desk = Desk::new(&app, &web).await;
        let official = Arc::new(app.official("Maja").await);
        let documents = Arc::clone(&web.state.documents);
        let add = |file: Vec<u8>| {
            let (documents, official) = (Arc::clone(&documents), Arc::clone(&official));
            let (id, now) = (desk.id, app.now);
            tokio::spawn(async move { documents.add(&official, id, new(file), now).await })
        };
        let different: Vec<_> = (0..8)
            .map(|n| add([PDF, &vec![b' '; n + 1][..]].concat()))
            .collect();
        let same: Vec<_> = (0..8).map(|_| add(PDF.to_vec())).collect();
        let mut numbers = Vec::new();
        for added in different {
            numbers.push(added.await.unwrap().unwrap());
        }
        let mut once = Vec::new();
        for added in same {
            once.extend(added.await.unwrap().ok());
        }
        assert_eq!(once.len(), 1, "one of the eight");
        numbers.extend(once);
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=9).collect::<Vec<i64>>());
    }
);

// Somebody adds to one case what is taken down from another at that moment: whoever comes second is
// told to try again, and no document is without its file.
on_both!(a_file_never_goes_while_a_case_gets_it, |app| {
    let web = app.web().await;
    let desk = Desk::new(&app, &web).await;
    let (official, secretary) = (app.official("Maja").await, app.secretary("Sven").await);
    let documents = Arc::clone(&web.state.documents);
    let why = [("removal_reason", "wrong_file"), ("reason", "Fel fil.")];
    let why = why
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    let mut other = app.proposal(&app.resident("Bo").await, "Lekplats").await;
    let mut number = documents
        .add(&official, other, new(PDF.to_vec()), app.now)
        .await
        .unwrap();
    for round in 0..12 {
        let author = app.resident("Bo").await;
        let fresh = app.proposal(&author, &format!("Bänk {round}")).await;
        let (added, removed) = tokio::join!(
            documents.add(&official, fresh, new(PDF.to_vec()), app.now),
            documents.take_down(&secretary, (other, number), (&why, ""), app.now),
        );
        for refused in [added.as_ref().err(), removed.as_ref().err()]
            .into_iter()
            .flatten()
        {
            assert_eq!(refused.code(), "conflict");
        }
        if let Ok(added) = added {
            let found = documents
                .find(&Actor::Visitor, (fresh, added))
                .await
                .unwrap();
            let Found::File { sha256, .. } = found else {
                panic!("just added");
            };
            assert_eq!(documents.bytes(&sha256).await.unwrap().unwrap(), PDF);
            if removed.is_err() {
                let again = documents.take_down(&secretary, (other, number), (&why, ""), app.now);
                again.await.unwrap();
            }
            (other, number) = (fresh, added);
        } else {
            let added = documents
                .add(&official, fresh, new(PDF.to_vec()), app.now)
                .await;
            (other, number) = (fresh, added.unwrap());
        }
    }
    assert_eq!(app.number("select count(*) from document_content").await, 1);
    drop(desk);
});

// Two cases have the same file, and both lose it at that moment: nothing of it is left.
on_both!(a_file_that_two_cases_drop_at_once_goes, |app| {
    let web = app.web().await;
    let (official, secretary) = (app.official("Maja").await, app.secretary("Sven").await);
    let documents = Arc::clone(&web.state.documents);
    let why = [("removal_reason", "wrong_file"), ("reason", "Fel fil.")];
    let why = why
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    for round in 0..12 {
        let mut both = Vec::new();
        for name in ["Ada", "Bo"] {
            let author = app.resident(name).await;
            let case = app.proposal(&author, &format!("Bänk {round} {name}")).await;
            let added = documents.add(&official, case, new(PDF.to_vec()), app.now);
            both.push((case, added.await.unwrap()));
        }
        let (one, other) = tokio::join!(
            documents.take_down(&secretary, both[0], (&why, ""), app.now),
            documents.take_down(&secretary, both[1], (&why, ""), app.now),
        );
        one.unwrap();
        other.unwrap();
        assert_eq!(app.number("select count(*) from document_content").await, 0);
    }
});

on_both!(the_database_itself_keeps_documents_as_they_are, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    send(&mut desk.official, &desk.path, &TOLD, Some(("m.pdf", PDF))).await;
    send(&mut desk.official, &desk.path, &TOLD, Some(("k.png", MAP))).await;
    let why = [("removal_reason", "wrong_file"), ("reason", "Fel fil.")];
    desk.secretary
        .post_form(&format!("{}/handlingar/2/ta-bort", desk.path), &why)
        .await;
    let mut statements = vec![
        "update document_content set bytes = sha256",
        "delete from document_content",
        "delete from document",
        "update document set number = 9 where number = 1",
        "update document set sha256 = null where number = 1",
        "update document set removal_act_id = null where number = 2",
        "update document set removal_act_id = 1 where number = 2",
    ];
    if app.db.engine() == Engine::Postgres {
        statements[0] = "update document_content set bytes = 'x'";
        statements.extend(["truncate document_content cascade", "truncate document"]);
    }
    for sql in statements {
        let mut tx = app.db.begin().await.unwrap();
        let error = execute!(tx, sql).unwrap_err();
        let told = format!("{error:?}");
        let refused = told.contains("append-only") || error.is_foreign_key_violation();
        assert!(refused, "{sql}: {told}");
    }
    assert_eq!(
        bytes(&mut desk.visitor, &format!("{}/handlingar/1", desk.path)).await,
        PDF
    );
});

on_both!(documents_of_a_case_out_of_sight_are_out_of_sight, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    send(&mut desk.official, &desk.path, &TOLD, Some(("m.pdf", PDF))).await;
    // Back to its proposer before anything else: nobody but those who receive it sees it.
    let file = format!("{}/handlingar/1", desk.path);
    let page = post(
        &mut desk.secretary,
        &format!("{}/handlagg", desk.path),
        &form(
            T::RequestCompletion.code(),
            &vec![("missing", "Vilken stig?".to_owned())],
        ),
    )
    .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    for browser in [&mut desk.visitor, &mut desk.official, &mut desk.elected] {
        for path in [&file, &format!("{}/handlingar", desk.path)] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND);
        }
    }
    assert_eq!(desk.secretary.get(&file).await.status, StatusCode::OK);
    assert_eq!(desk.proposer.get(&file).await.status, StatusCode::OK);
    let page = desk
        .proposer
        .post_form(
            &format!("{}/aterkalla", desk.path),
            &[("confirmation", "yes")],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let public = desk.visitor.get(&desk.path).await;
    if public.status == StatusCode::OK {
        assert!(!public.text.contains("Trafikmätning"), "{}", public.text);
        assert_eq!(desk.visitor.get(&file).await.status, StatusCode::NOT_FOUND);
    }
    let view = app.proposals.get(&Actor::Visitor, desk.id, app.now).await;
    assert!(view.is_ok(), "taken back, it is told that it was there");
});
