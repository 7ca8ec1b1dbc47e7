//! A picture of an idea: read before anybody sees it, without what the camera wrote, and gone at once.

use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use nara_domain::campaign::{CampaignStepKind as K, PICTURE_BYTES, SMALL_BYTES};
use nara_domain::ids::ProposalId;
use nara_server::execute;

use crate::common::App;
use crate::common::http::{Browser, Page, Web};
use crate::parts::open_with_idea;
use crate::reported::{hide, latest, moderator, report};
use crate::{code_of, hidden, join, on_both, supervisor};

const HERE: &str = "/kampanjer/framtidsladan";
const PHOTO: &[u8] = include_bytes!("../fixtures/photo_with_place.jpg");
pub const MAP: &[u8] = include_bytes!("../fixtures/map_with_author.png");
const PDF: &[u8] = include_bytes!("../fixtures/report.pdf");
const KIND: &str = "multipart/form-data; boundary=grans";
/// A word in the file beside the picture.
const MARKER: &[u8] = b"zqxkameran";

/// Nobody can be recognised.
pub const NOBODY: [(&str, &str); 3] = [
    ("description", "En trappa med lampor."),
    ("recognised", "nobody"),
    ("taken_by", "Glad R\u{e4}v"),
];
/// Everybody has said yes.
const AGREED: [(&str, &str); 4] = [
    ("description", "Fyra i en trappa."),
    ("recognised", "agreed"),
    ("agreed", "Vi har lappar hemifr\u{e5}n."),
    ("taken_by", "Gruppen"),
];

/// The photograph, with a comment of the camera's in it.
fn photo() -> Vec<u8> {
    let mut comment = vec![0xFF, 0xFE, 0, u8::try_from(MARKER.len() + 2).unwrap()];
    comment.extend_from_slice(MARKER);
    let file = [&PHOTO[..2], &comment, &PHOTO[2..]].concat();
    assert!(holds(&file, MARKER) && holds(&file, b"Siv Ek"));
    file
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|part| part == what)
}

pub async fn send(
    browser: &mut Browser<'_>,
    address: &str,
    typed: &[(&str, &str)],
    file: Option<&[u8]>,
) -> Page {
    let mut body = Vec::new();
    for (name, value) in typed {
        let part = format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.into_bytes());
    }
    // A browser sends an empty one where none was chosen.
    let name = file.map_or("", |_| "IMG_1.jpg");
    let part = format!(
        "--grans\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(part.into_bytes());
    body.extend_from_slice(file.unwrap_or_default());
    body.extend_from_slice(b"\r\n--grans--\r\n");
    browser.send(Method::POST, address, Some(KIND), body).await
}

/// As the page's form does; says which number the picture has.
pub async fn put(
    app: &App,
    browser: &mut Browser<'_>,
    idea: ProposalId,
    typed: &[(&str, &str)],
    file: &[u8],
) -> String {
    let address = format!("{HERE}/ideer/{idea}/bild");
    let page = browser.get(&address).await;
    assert!(page.text.contains("multipart/form-data"), "{}", page.text);
    let once = hidden(&page, "once");
    let typed = [typed, &[("once", once.as_str())]].concat();
    let sent = send(browser, &address, &typed, Some(file)).await;
    assert_eq!(sent.location(), address, "{}", sent.text);
    let number = app
        .number("select max(campaign_picture_id) from campaign_picture")
        .await;
    format!("{address}/{number}")
}

async fn bytes(browser: &mut Browser<'_>, address: &str) -> Vec<u8> {
    let response = browser.raw(Method::GET, address, None, Vec::new()).await;
    assert_eq!(response.status(), StatusCode::OK, "{address}");
    let body = response.into_body().collect().await.unwrap();
    body.to_bytes().to_vec()
}

pub async fn answer(browser: &mut Browser<'_>, picture: &str, fields: &[(&str, &str)]) -> Page {
    browser.post_form(&format!("{picture}/svar"), fields).await
}

on_both!(
    a_picture_is_read_before_anybody_sees_it_and_gone_at_once,
    |app| {
        let web = app.web().await;
        // Texts of the group are shown at once; a picture is not.
        let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
        let shown = format!("/forslag/{idea}/ljusare-gangvag");
        let page = fox.get(&shown).await;
        assert!(
            page.text.contains("L\u{e4}gg till en bild"),
            "{}",
            page.text
        );
        let picture = put(&app, &mut fox, idea, &AGREED, &photo()).await;

        let group = app
            .number("select max(youth_group_id) from youth_group")
            .await;
        for address in [
            format!("/grupper/{group}"),
            format!("/grupper/{group}/lasa"),
        ] {
            let page = leader.get(&address).await;
            assert!(
                page.text.contains("Bilder som v\u{e4}ntar p\u{e5} dig"),
                "{address}"
            );
        }
        let siv = app.resident("Siv").await;
        let (mut visitor, mut siv) = (web.visitor(), web.signed_in(&siv).await);
        let everywhere = [shown.clone(), HERE.to_owned(), format!("{HERE}/ideer")];
        let address = format!("{HERE}/ideer/{idea}/bild");
        for reader in [&mut visitor, &mut siv] {
            assert_eq!(reader.get(&picture).await.status, StatusCode::NOT_FOUND);
            for path in &everywhere {
                let page = reader.get(path).await;
                assert!(!page.text.contains(&picture), "{path}");
                assert!(!page.text.contains("Fyra i en trappa"), "{path}");
            }
        }
        assert_eq!(siv.get(&address).await.status, StatusCode::FORBIDDEN);
        // Who reads first learns how it is known; nobody else ever does.
        let page = leader.get(&address).await;
        assert!(page.text.contains("Vi har lappar") && page.text.contains(&picture));
        for reader in [&mut leader, &mut fox] {
            let file = reader.get(&picture).await;
            assert_eq!(file.status, StatusCode::OK);
            assert_eq!(file.header("content-type"), "image/jpeg");
            assert_eq!(file.header("x-content-type-options"), "nosniff");
            assert_eq!(file.header("cache-control"), "private, no-cache");
            assert!(file.header("content-security-policy").contains("sandbox"));
        }
        // The member cannot let it through.
        let page = answer(&mut fox, &picture, &[("gor", "publish")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        let page = answer(&mut leader, &picture, &[("gor", "publish")]).await;
        assert_eq!(
            page.location(),
            format!("/forslag/{idea}/-"),
            "{}",
            page.text
        );
        // Pressed twice it is shown once.
        let page = answer(&mut leader, &picture, &[("gor", "publish")]).await;
        assert!(page.status.is_redirection(), "{}", page.text);

        for path in &everywhere {
            let page = visitor.get(path).await;
            assert!(page.text.contains(&picture), "{path}: {}", page.text);
            assert!(page.text.contains("alt=\"Fyra i en trappa.\""), "{path}");
            assert!(page.text.contains("loading=\"lazy\""), "{path}");
            assert!(!page.text.contains("Vi har lappar"), "{path}");
        }
        let page = visitor.get(&shown).await;
        assert!(
            page.text
                .contains("Bild: Gruppen. F\u{e5}r bara visas h\u{e4}r.")
        );
        // Nothing of the camera's is in either size.
        for (path, most) in [
            (picture.clone(), PICTURE_BYTES),
            (format!("{picture}?liten"), SMALL_BYTES),
        ] {
            let file = bytes(&mut visitor, &path).await;
            assert!(file.starts_with(&[0xFF, 0xD8]) && file.len() <= most);
            for word in [MARKER, b"Siv Ek", b"Kamera", b"Exif"] {
                assert!(!holds(&file, word), "{path}");
            }
        }

        // Known already it is not sent again; taken down it is gone for who knew it as well.
        let tag = visitor.get(&picture).await.header("etag").to_owned();
        visitor.set_header("if-none-match", &tag);
        assert_eq!(visitor.get(&picture).await.status, StatusCode::NOT_MODIFIED);
        let page = answer(&mut fox, &picture, &[("gor", "remove")]).await;
        assert_eq!(page.location(), address, "{}", page.text);
        assert_eq!(visitor.get(&picture).await.status, StatusCode::GONE);
        visitor.headers.clear();
        for reader in [&mut visitor, &mut leader] {
            assert_eq!(reader.get(&picture).await.status, StatusCode::GONE);
            let small = format!("{picture}?liten");
            assert_eq!(reader.get(&small).await.status, StatusCode::GONE);
            for path in &everywhere {
                let page = reader.get(path).await;
                assert!(!page.text.contains("Fyra i en trappa"), "{path}");
            }
        }
        let left = "select count(*) from campaign_picture where bytes is not null or small is not null \
        or description is not null or agreed is not null or taken_by is not null";
        assert_eq!(app.number(left).await, 0);
        assert_eq!(
            app.texts("select state from campaign_picture").await,
            ["gone"]
        );
    }
);

on_both!(
    a_picture_goes_back_with_a_word_and_another_can_come,
    |app| {
        let web = app.web().await;
        let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "yes").await;
        let first = put(&app, &mut fox, idea, &NOBODY, MAP).await;
        let address = format!("{HERE}/ideer/{idea}/bild");
        let page = answer(&mut leader, &first, &[("gor", "return"), ("word", " ")]).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            page.text
        );
        let word = "Skylten p\u{e5} huset syns. Ta en ny!";
        let back = [("gor", "return"), ("word", word)];
        let page = answer(&mut leader, &first, &back).await;
        assert!(page.status.is_redirection(), "{}", page.text);
        for reader in [&mut leader, &mut fox] {
            assert_eq!(reader.get(&first).await.status, StatusCode::GONE);
            let page = reader.get(&address).await;
            assert!(page.text.contains(word), "{}", page.text);
            assert!(
                !page.text.contains("En trappa med lampor."),
                "{}",
                page.text
            );
        }
        let told =
            app.number("select count(*) from campaign_picture where description is not null");
        assert_eq!(told.await, 0);
        // Sent back it cannot be shown any more.
        let page = answer(&mut leader, &first, &[("gor", "publish")]).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        let second = put(&app, &mut fox, idea, &NOBODY, MAP).await;
        assert_ne!(first, second);
        let page = answer(&mut leader, &second, &[("gor", "publish")]).await;
        assert!(page.status.is_redirection(), "{}", page.text);
        let page = web.visitor().get(&format!("/forslag/{idea}/-")).await;
        let page = web.visitor().get(page.location()).await;
        assert!(page.text.contains(&second) && page.text.contains("CC BY 4.0"));
        for statement in [
            "update campaign_picture set description = 'x' where bytes is not null",
            "update campaign_picture set state = 'waiting' where bytes is not null",
            "update campaign_picture set word = 'x' where bytes is null",
            "delete from campaign_picture",
        ] {
            let mut tx = app.db.begin().await.unwrap();
            assert!(execute!(tx, statement).is_err(), "{statement}");
        }
    }
);

on_both!(nothing_typed_is_lost_and_one_stands_at_a_time, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let address = format!("{HERE}/ideer/{idea}/bild");
    let count = "select count(*) from campaign_picture";
    let mut named = AGREED;
    named[3] = ("taken_by", "Emma Andersson");
    let once = [("once", "bild1")];
    for (typed, file, said) in [
        (&NOBODY[..], None, "V\u{e4}lj en fil"),
        (&NOBODY[..], Some(PDF), "JPEG"),
        (&AGREED[..2], Some(MAP), "V\u{e4}lj filen igen"),
        (&named[..], Some(MAP), "Emma Andersson"),
    ] {
        let typed = [typed, &once].concat();
        let page = send(&mut fox, &address, &typed, file).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            page.text
        );
        assert!(page.text.contains(said), "{said}: {}", page.text);
        assert!(page.text.contains(typed[0].1), "what was typed stays");
    }
    assert_eq!(app.number(count).await, 0);
    let typed = [&NOBODY[..], &once].concat();
    for _ in 0..2 {
        let page = send(&mut fox, &address, &typed, Some(MAP)).await;
        assert_eq!(page.location(), address, "{}", page.text);
    }
    assert_eq!(app.number(count).await, 1, "sent twice, it is there once");
    let other = [&AGREED[..], &[("once", "bild2")]].concat();
    let page = send(&mut leader, &address, &other, Some(&photo())).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("Fyra i en trappa.") && page.text.contains("finns redan"));

    // Nobody else puts one there, and nobody else takes it down.
    let (siv, lars) = (app.resident("Siv").await, supervisor(&app, "Lars").await);
    for (mut browser, status) in [
        (web.signed_in(&siv).await, StatusCode::FORBIDDEN),
        (web.signed_in(&lars).await, StatusCode::FORBIDDEN),
        (
            web.signed_in(&app.official("Lena").await).await,
            StatusCode::FORBIDDEN,
        ),
    ] {
        let page = send(&mut browser, &address, &typed, Some(MAP)).await;
        assert_eq!(page.status, status, "{}", page.text);
        let number = app
            .number("select max(campaign_picture_id) from campaign_picture")
            .await;
        let page = answer(
            &mut browser,
            &format!("{address}/{number}"),
            &[("gor", "remove")],
        )
        .await;
        assert!(page.status.is_client_error(), "{}", page.text);
    }
    assert_eq!(
        app.texts("select state from campaign_picture").await,
        ["waiting"]
    );
});

on_both!(two_pictures_at_the_same_moment_are_one, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let address = format!("{HERE}/ideer/{idea}/bild");
    let one = [&NOBODY[..], &[("once", "ett")]].concat();
    let other = [&NOBODY[..], &[("once", "annat")]].concat();
    let (one, other) = tokio::join!(
        send(&mut leader, &address, &one, Some(MAP)),
        send(&mut fox, &address, &other, Some(MAP)),
    );
    let mut codes = [one.status, other.status];
    codes.sort();
    assert_eq!(codes, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
});

on_both!(
    when_the_campaign_is_over_those_go_in_which_somebody_is,
    |app| {
        let web = app.web().await;
        let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
        // What its leader puts there everybody sees at once, and who runs the campaign can take it down.
        let nobody = put(&app, &mut leader, idea, &NOBODY, MAP).await;
        let mut visitor = web.visitor();
        assert_eq!(visitor.get(&nobody).await.status, StatusCode::OK);
        let lena = app.official("Lena").await;
        let mut lena = web.signed_in(&lena).await;
        let page = answer(&mut lena, &nobody, &[("gor", "remove")]).await;
        assert!(page.status.is_redirection(), "{}", page.text);
        assert_eq!(visitor.get(&nobody).await.status, StatusCode::GONE);

        crate::idea(&mut fox, "Fler b\u{e4}nkar", "Man kan inte sitta.").await;
        let other = ProposalId::new(app.number("select max(proposal_id) from proposal").await);
        if other != idea {
            let mut tx = app.db.begin().await.unwrap();
            execute!(
            tx,
            "update proposal set campaign_id = (select campaign_id from campaign), campaign_set = 1 \
             where proposal_id = $1",
            other.get()
        )
        .unwrap();
            tx.commit().await.unwrap();
        }
        let kept = put(&app, &mut leader, idea, &NOBODY, MAP).await;
        let agreed = put(&app, &mut leader, other, &AGREED, &photo()).await;
        for picture in [&kept, &agreed] {
            assert_eq!(visitor.get(picture).await.status, StatusCode::OK);
        }
        let page = crate::campaigns::take(&mut lena, K::Cancel, &[]).await;
        assert!(page.status.is_redirection(), "{}", page.text);
        assert_eq!(visitor.get(&kept).await.status, StatusCode::OK);
        assert_eq!(visitor.get(&agreed).await.status, StatusCode::GONE);
        // And no other comes.
        answer(&mut leader, &kept, &[("gor", "remove")]).await;
        let address = format!("{HERE}/ideer/{idea}/bild");
        let late = [&NOBODY[..], &[("once", "sent")]].concat();
        let page = send(&mut leader, &address, &late, Some(MAP)).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
        assert!(page.text.contains("En trappa med lampor."), "{}", page.text);
    }
);

on_both!(who_leaves_takes_along_what_shows_somebody, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let picture = put(&app, &mut fox, idea, &AGREED, &photo()).await;
    answer(&mut leader, &picture, &[("gor", "publish")]).await;
    assert_eq!(web.visitor().get(&picture).await.status, StatusCode::OK);
    let group = app
        .number("select max(youth_group_id) from youth_group")
        .await;
    let mut tx = app.db.begin().await.unwrap();
    let forgotten = nara_server::groups::store::forget_all_of(&mut tx, group.into()).await;
    assert_eq!(forgotten.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(web.visitor().get(&picture).await.status, StatusCode::GONE);
});

/// Who runs the group puts its only member out.
async fn put_out(app: &App, leader: &mut Browser<'_>) {
    let group = app
        .number("select max(youth_group_id) from youth_group")
        .await;
    let member = app.number("select member_id from member").await.to_string();
    let form = [("medlem", member.as_str()), ("gor", "remove")];
    let here = format!("/grupper/{group}");
    let page = leader.post_form(&format!("{here}/medlem"), &form).await;
    assert_eq!(page.location(), here, "{}", page.text);
}

on_both!(who_is_put_out_takes_along_what_shows_somebody, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let picture = put(&app, &mut fox, idea, &AGREED, &photo()).await;
    answer(&mut leader, &picture, &[("gor", "publish")]).await;
    assert_eq!(web.visitor().get(&picture).await.status, StatusCode::OK);
    put_out(&app, &mut leader).await;
    assert_eq!(web.visitor().get(&picture).await.status, StatusCode::GONE);
    // And nobody can be asked any more.
    let address = format!("{HERE}/ideer/{idea}/bild");
    let agreed = [&AGREED[..], &[("once", "a")]].concat();
    let page = send(&mut leader, &address, &agreed, Some(&photo())).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("\u{e4}r inte med l\u{e4}ngre") && page.text.contains("Fyra i en"),
        "{}",
        page.text
    );
    let nobody = [&NOBODY[..], &[("once", "b")]].concat();
    let page = send(&mut leader, &address, &nobody, Some(MAP)).await;
    assert_eq!(page.location(), address, "{}", page.text);
});

on_both!(no_picture_comes_after_its_author_has_gone, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let person = app.number("select person_id from member").await;
    let mut tx = app.db.begin().await.unwrap();
    let gone = "update person set erased_at = $2 where person_id = $1";
    execute!(tx, gone, person, app.now.0).unwrap();
    nara_server::groups::store::leave(&mut tx, person.into())
        .await
        .unwrap();
    let commit = async {
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        tx.commit().await.unwrap();
    };
    // Sent at this moment.
    let address = format!("{HERE}/ideer/{idea}/bild");
    let nobody = [&NOBODY[..], &[("once", "a")]].concat();
    let (page, ()) = futures::join!(send(&mut fox, &address, &nobody, Some(MAP)), commit);
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    let agreed = [&AGREED[..], &[("once", "b")]].concat();
    let page = send(&mut leader, &address, &agreed, Some(&photo())).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.number("select count(*) from campaign_picture").await, 0);
});

on_both!(who_took_a_picture_is_under_seal_with_their_account, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let group = app
        .number("select max(youth_group_id) from youth_group")
        .await;
    let code = code_of(&mut leader, group.into()).await;
    let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
    let shown = format!("/forslag/{idea}/ljusare-gangvag");
    let action = format!("{shown}/medforfattare");
    fox.post_form(&action, &[("deed", "ask"), ("alias", "Snabb Hare")])
        .await;
    hare.post_form(&action, &[("deed", "yes")]).await;
    let mut by_hare = NOBODY;
    by_hare[2] = ("taken_by", "snabb-hare");
    let mut visitor = web.visitor();
    // Who stands on the idea, then who wrote it.
    let first = put(&app, &mut fox, idea, &by_hare, MAP).await;
    answer(&mut leader, &first, &[("gor", "publish")]).await;
    assert!(
        visitor
            .get(&shown)
            .await
            .text
            .contains("Bild: snabb-hare. CC BY 4.0.")
    );
    let gone = hare.post_form("/konto/ta-bort", &[("confirmation", "yes")]);
    assert_eq!(gone.await.location(), "/");
    let page = visitor.get(&shown).await;
    let nobody = "Bild: En inv\u{e5}nare. CC BY 4.0.";
    assert!(page.text.contains(nobody), "{}", page.text);
    for name in ["snabb-hare", "Snabb Hare"] {
        assert!(!page.text.contains(name), "{}", page.text);
    }
    answer(&mut leader, &first, &[("gor", "remove")]).await;

    let second = put(&app, &mut fox, idea, &NOBODY, MAP).await;
    answer(&mut leader, &second, &[("gor", "publish")]).await;
    assert!(
        visitor
            .get(&shown)
            .await
            .text
            .contains("Bild: Glad R\u{e4}v.")
    );
    let gone = fox.post_form("/konto/ta-bort", &[("confirmation", "yes")]);
    assert_eq!(gone.await.location(), "/");
    // Nobody can be recognised in it, so it stays.
    assert_eq!(visitor.get(&second).await.status, StatusCode::OK);
    let page = visitor.get(&shown).await;
    assert!(page.text.contains(nobody), "{}", page.text);
    assert!(!page.text.contains("Glad R\u{e4}v"), "{}", page.text);
    let sealed = "select name from sealed_name where proposal_id is null and comment_id is null \
        order by sealed_name_id";
    assert_eq!(app.texts(sealed).await, ["snabb-hare", "Glad R\u{e4}v"]);
    let left = "select count(*) from campaign_picture where taken_by like '%R\u{e4}v%' \
        or taken_by like '%hare%'";
    assert_eq!(app.number(left).await, 0);
});

on_both!(a_group_that_is_forgotten_leaves_the_alias_there, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let picture = put(&app, &mut fox, idea, &NOBODY, MAP).await;
    answer(&mut leader, &picture, &[("gor", "publish")]).await;
    let group = app
        .number("select max(youth_group_id) from youth_group")
        .await;
    let mut tx = app.db.begin().await.unwrap();
    let forgotten = nara_server::groups::store::forget_all_of(&mut tx, group.into()).await;
    assert_eq!(forgotten.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(
        app.texts("select taken_by from campaign_picture").await,
        ["Glad R\u{e4}v"]
    );
});

/// A moderator hides the idea.
async fn hide_idea(app: &App, web: &Web, idea: ProposalId) {
    let text = format!("/forslag/{idea}/ljusare-gangvag");
    let page = report(&mut web.visitor(), &text, "", "personal_data").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let case = latest(app).await;
    let moa = moderator(app, "Moa").await;
    let page = hide(&mut web.signed_in(&moa).await, &case).await;
    assert_eq!(page.location(), case, "{}", page.text);
}

on_both!(
    the_picture_of_a_hidden_idea_is_taken_down_and_nothing_else,
    |app| {
        let web = app.web().await;
        let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
        let picture = put(&app, &mut fox, idea, &NOBODY, MAP).await;
        answer(&mut leader, &picture, &[("gor", "publish")]).await;
        hide_idea(&app, &web, idea).await;
        let (siv, lena) = (app.resident("Siv").await, app.official("Lena").await);
        let (mut siv, mut lena) = (web.signed_in(&siv).await, web.signed_in(&lena).await);
        let address = format!("{HERE}/ideer/{idea}/bild");
        for reader in [&mut fox, &mut leader, &mut lena] {
            assert_eq!(reader.get(&picture).await.status, StatusCode::NOT_FOUND);
            let page = reader.get(&format!("/forslag/{idea}/-")).await;
            let page = reader.get(page.location()).await;
            assert!(page.text.contains(&address), "{}", page.text);
            let page = reader.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
            assert!(page.text.contains("och bilden med den"), "{}", page.text);
            for word in ["En trappa", "loading=\"lazy\"", "multipart/form-data"] {
                assert!(!page.text.contains(word), "{word}: {}", page.text);
            }
        }
        let page = answer(&mut leader, &picture, &[("gor", "publish")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.text);
        let page = answer(&mut siv, &picture, &[("gor", "remove")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
        let page = answer(&mut lena, &picture, &[("gor", "remove")]).await;
        assert_eq!(page.location(), address, "{}", page.text);
        assert_eq!(
            app.texts("select state from campaign_picture").await,
            ["gone"]
        );
        assert_eq!(lena.get(&address).await.status, StatusCode::OK);
        // And no other comes meanwhile.
        let typed = [&NOBODY[..], &[("once", "ny")]].concat();
        let page = send(&mut fox, &address, &typed, Some(MAP)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.text);
    }
);

on_both!(what_waits_at_a_hidden_idea_is_in_no_list, |app| {
    let web = app.web().await;
    let (mut leader, mut fox, idea) = open_with_idea(&app, &web, "no").await;
    let picture = put(&app, &mut fox, idea, &NOBODY, MAP).await;
    let group = app
        .number("select max(youth_group_id) from youth_group")
        .await;
    let lists = [
        format!("/grupper/{group}"),
        format!("/grupper/{group}/lasa"),
    ];
    let waits = "Bilder som v\u{e4}ntar p\u{e5} dig";
    for list in &lists {
        assert!(leader.get(list).await.text.contains(waits), "{list}");
    }
    hide_idea(&app, &web, idea).await;
    for list in &lists {
        let page = leader.get(list).await;
        assert_eq!(page.status, StatusCode::OK, "{list}");
        assert!(!page.text.contains(waits), "{list} {}", page.text);
    }
    let back = [("gor", "return"), ("word", "Ta en ny!")];
    let page = answer(&mut leader, &picture, &back).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.text);
    let page = answer(&mut fox, &picture, &[("gor", "remove")]).await;
    assert!(page.status.is_redirection(), "{}", page.text);
    assert_eq!(
        app.texts("select state from campaign_picture").await,
        ["gone"]
    );
});

on_both!(the_report_shows_the_pictures_of_chosen_ideas, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let ideas = crate::voting::curated(&app, &maja, 2).await;
    let mut official = web.signed_in(&maja).await;
    // Of an idea without a group those who run the campaign decide.
    let picture = put(&app, &mut official, ideas[0], &NOBODY, &photo()).await;
    crate::report::present(&app, &maja).await;
    let mut visitor = web.visitor();
    let page = visitor.get(&format!("{HERE}/rapport")).await;
    assert!(page.text.contains(&picture), "{}", page.text);
    assert!(page.text.contains("alt=\"En trappa med lampor.\""));
    assert!(page.text.contains("Bild: Glad R\u{e4}v. CC BY 4.0."));
    let file = format!("{HERE}/rapport.pdf");
    let pdf = bytes(&mut visitor, &file).await;
    let jpeg = bytes(&mut visitor, &picture).await;
    assert!(holds(&pdf, &jpeg), "the picture is in the file as it is");
    answer(&mut official, &picture, &[("gor", "remove")]).await;
    let pdf = bytes(&mut visitor, &file).await;
    assert!(!holds(&pdf, &jpeg) && !holds(&pdf, b"DCTDecode"));
});
