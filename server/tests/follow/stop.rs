//! Stopping letters by their link, without signing in: RFC 8058.

use axum::http::{Method, StatusCode};
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_server::execute;

use crate::common::App;
use crate::common::http::{Browser, Page, Web};
use crate::follow::answered;
use crate::on_both;

const FORM: &str = "application/x-www-form-urlencoded";
const ONE_CLICK: &[u8] = b"List-Unsubscribe=One-Click";
const STOPPED: &str = "select count(*) from follow where stopped_at is not null";
const ALL_STOPPED: &str = "select count(*) from person where letters_stopped_at is not null";

fn link(web: &Web, actor: &Actor, id: ProposalId) -> String {
    let token = web.state.keys.stop_token(actor.person_id().unwrap(), id);
    format!("/avsluta/{token}")
}

async fn one_click(browser: &mut Browser<'_>, link: &str) -> Page {
    let body = ONE_CLICK.to_vec();
    browser.send(Method::POST, link, Some(FORM), body).await
}

async fn supporter(app: &App) -> (Actor, ProposalId) {
    let siv = app.resident("Siv").await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    app.proposals.support(&siv, id, app.now).await.unwrap();
    (siv, id)
}

on_both!(opening_the_link_changes_nothing_and_pressing_stops, |app| {
    let web = app.web().await;
    let (siv, id) = supporter(&app).await;
    let link = link(&web, &siv, id);
    let mut reader = web.visitor();
    for _ in 0..3 {
        let page = reader.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("”Belysning”"), "{}", page.text);
        // Whoever has the letter is told nothing of whose it is.
        assert!(!page.text.contains("Siv"), "{}", page.text);
        assert!(page.text.contains("Ditt stöd är kvar"));
    }
    assert_eq!(app.number(STOPPED).await, 0);
    let done = reader.post_form(&link, &[("brev", "detta")]).await;
    assert_eq!(done.location(), link);
    let page = reader.get(&link).await;
    assert!(page.text.contains("Du får inga fler brev om förslaget"));
    assert!(reader.cookies.is_empty(), "signs nobody in");
    assert_eq!(app.number(STOPPED).await, 1);
    assert_eq!(app.number("select support_count from proposal").await, 1);

    let done = reader.post_form(&link, &[("brev", "alla")]).await;
    assert_eq!(done.location(), link);
    let page = reader.get(&format!("/en{link}")).await;
    assert!(
        page.text
            .contains("You get no more letters about proposals")
    );
    assert_eq!(app.number(ALL_STOPPED).await, 1);
});

on_both!(mail_programs_stop_with_one_click, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let (siv, id) = supporter(&app).await;
    let other = app
        .proposal(&app.resident("Annan").await, "Fler bänkar")
        .await;
    app.proposals.support(&siv, other, app.now).await.unwrap();
    let link = link(&web, &siv, id);
    // No cookie, no origin, no referrer.
    let mut program = web.visitor();
    let answer = one_click(&mut program, &link).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text, "OK\n");
    assert!(program.cookies.is_empty());
    // Twice is once, also from another one.
    let multipart = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n\
        One-Click\r\n--x--\r\n";
    let kind = Some("multipart/form-data; boundary=x");
    let answer = web
        .visitor()
        .send(Method::POST, &link, kind, multipart.into())
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(app.number(STOPPED).await, 1);
    answered(&app, &maja, id).await;
    answered(&app, &maja, other).await;
    assert_eq!(app.spread().await, 1, "the other one's letters still come");
    let about = "select proposal_id from outbox where person_id is not null";
    assert_eq!(app.number(about).await, other.get());
    // Begun again at one's own page.
    let mut browser = web.signed_in(&siv).await;
    let again = [("gor", "borja"), ("forslag", &*id.to_string())];
    browser.post_form("/konto/aviseringar", &again).await;
    answered(&app, &maja, id).await;
    assert_eq!(app.spread().await, 1);
});

on_both!(what_is_no_link_of_ours_stops_nothing, |app| {
    let web = app.web().await;
    let (siv, id) = supporter(&app).await;
    let good = link(&web, &siv, id);
    let mut changed = good.clone();
    changed.replace_range(9..10, if &good[9..10] == "A" { "z" } else { "A" });
    let nobody = web
        .state
        .keys
        .stop_token(nara_domain::ids::PersonId::new(999_999), id);
    let nothing = link(&web, &siv, ProposalId::new(999_999));
    for bad in [
        changed.as_str(),
        "/avsluta/a.b.c",
        "/avsluta/%C3%A5",
        &format!("/avsluta/{nobody}"),
        &nothing,
    ] {
        let mut reader = web.visitor();
        assert_eq!(reader.get(bad).await.status, StatusCode::NOT_FOUND, "{bad}");
        let page = reader.post_form(bad, &[("brev", "alla")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{bad}");
        let answer = one_click(&mut reader, bad).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{bad}");
    }
    // A good one with something else.
    let mut reader = web.visitor();
    for fields in [
        &[("brev", "x")][..],
        &[],
        &[("x", "y")],
        &[("brev", "detta"), ("x", "y")],
    ] {
        let page = reader.post_form(&good, fields).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    let large = vec![b'x'; 20_000];
    let page = reader.send(Method::POST, &good, Some(FORM), large).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let page = reader
        .send(Method::POST, &good, Some("text/plain"), ONE_CLICK.to_vec())
        .await;
    assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(app.number(STOPPED).await, 0);
    assert_eq!(app.number(ALL_STOPPED).await, 0);
});

on_both!(an_old_letter_stops_those_of_the_account_it_became, |app| {
    let web = app.web().await;
    let (siv, id) = supporter(&app).await;
    let old = app.resident("Siv, förr").await;
    let (siv_id, old_id) = (siv.person_id().unwrap(), old.person_id().unwrap());
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set merged_into = $1, email = null where person_id = $2",
        siv_id.get(),
        old_id.get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let answer = one_click(&mut web.visitor(), &link(&web, &old, id)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let stopped = app.number("select person_id from follow").await;
    assert_eq!(stopped, siv_id.get());
    // Of an account that was taken away there is nothing left to stop.
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set erased_at = 1 where person_id = $1",
        siv_id.get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    for who in [&siv, &old] {
        let answer = one_click(&mut web.visitor(), &link(&web, who, id)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
});

on_both!(the_letters_own_link_is_the_one_that_stops, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let (_, id) = supporter(&app).await;
    answered(&app, &maja, id).await;
    app.spread().await;
    let mut conn = app.db.read().await.unwrap();
    let due = nara_server::mail::store::list_as_sent(&mut conn, &web.stops(), 10)
        .await
        .unwrap();
    drop(conn);
    let letter = due
        .iter()
        .find(|letter| letter.body.contains("/avsluta/"))
        .unwrap();
    let path = crate::common::http::link_in(&letter.body, "/avsluta/");
    let answer = one_click(&mut web.visitor(), &path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(app.number(STOPPED).await, 1);
});
