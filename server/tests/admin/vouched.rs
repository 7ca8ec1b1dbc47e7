//! What an accepted invitation vouches for: one passkey, of who has no other duty.

use axum::http::StatusCode;
use nara_domain::actor::{Actor, Role};
use nara_domain::session::Way;
use nara_server::accounts::invitation_link;

use crate::common::App;
use crate::common::authenticator::{Authenticator, ORIGIN};
use crate::common::http::{Browser, Options, Web, link_in};
use crate::help::{OFFICIAL, administrator, desk, id, page_of, resident};
use crate::on_both;

const EMAIL: &str = "bo@example.se";
const KEYS: &str = "select count(*) from passkey";

async fn web(app: &App) -> Web {
    let options = Options {
        public_url: ORIGIN,
        ..Options::default()
    };
    app.web_with(options).await
}

/// Signed in by a code sent to the address: whoever reads its mail.
async fn by_mail<'w>(web: &'w Web, actor: &Actor) -> Browser<'w> {
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &web.session_by(actor, Way::Code).await);
    browser
}

/// Invites to a small duty, accepts it in the browser, and answers with the letter's link.
async fn accepted(web: &Web, admin: &mut Browser<'_>, theirs: &mut Browser<'_>) -> String {
    let form = [("email", EMAIL), ("role", "moderator")];
    let page = admin.post_form("/admin/inbjudningar/ny", &form).await;
    assert_eq!(page.location(), "/admin/inbjudningar");
    let letter = web.letter_to(EMAIL).await.unwrap();
    let link = link_in(&letter, "/inbjudan/");
    assert_eq!(theirs.answer(&link, &[]).await.location(), "/inbjudan");
    link
}

/// Where the invitation's page leads for a passkey, if it does.
async fn offered(theirs: &mut Browser<'_>, link: &str) -> Option<String> {
    let page = theirs.open(link).await;
    assert_eq!(page.status, StatusCode::OK);
    let offered = page.text.split_once("/konto/passnycklar/ny/");
    if offered.is_none() {
        let asks = "ber du en systemansvarig i kommunen om en länk";
        assert!(page.text.contains(asks), "{}", page.text);
    }
    offered.map(|(_, rest)| rest.split_once('"').unwrap().0.to_owned())
}

/// The device's answer to what the browser is asked with this link.
async fn begun(theirs: &mut Browser<'_>, token: &str) -> Result<String, StatusCode> {
    theirs.set_header("accept", "application/json");
    let fields = [("lank", token)];
    let page = theirs.post_form("/konto/passnycklar/borja", &fields).await;
    theirs.headers.remove("accept");
    match page.status {
        StatusCode::OK => Ok(Authenticator::new().create(&page.json())),
        refused => Err(refused),
    }
}

async fn keep(theirs: &mut Browser<'_>, token: &str, answer: &str) -> StatusCode {
    let there = format!("/konto/passnycklar/ny/{token}");
    let form = [("name", "Telefonen"), ("svar", answer), ("lank", token)];
    theirs.post_form(&there, &form).await.status
}

// Whoever reads an administrator's mail accepts a small duty in their name, and wakes neither.
on_both!(an_invitation_wakes_no_other_duty, |app| {
    let web = web(&app).await;
    let mut admin = desk(&app, &web).await;
    let bo = resident(&app, "Bo Ek", EMAIL).await;
    let give = format!("{}/uppdrag", page_of(&bo));
    let form = [("role", "administrator")];
    assert_eq!(admin.post_form(&give, &form).await.status, 303);
    let mut theirs = by_mail(&web, &bo).await;
    let link = accepted(&web, &mut admin, &mut theirs).await;
    assert_eq!(offered(&mut theirs, &link).await, None);
    // Nor with a link as the page would have made it.
    let number = app.number("select invitation_id from invitation").await;
    let token = invitation_link(&web.state.keys, id(&bo), number, web.now()).unwrap();
    let page = theirs.get(&format!("/konto/passnycklar/ny/{token}")).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert_eq!(begun(&mut theirs, &token).await, Err(StatusCode::GONE));
    // Ended since: what was held when it was accepted is not forgotten.
    let end = format!("{}/avsluta", page_of(&bo));
    assert_eq!(admin.post_form(&end, &form).await.status, 303);
    assert_eq!(offered(&mut theirs, &link).await, None);
    assert_eq!(begun(&mut theirs, &token).await, Err(StatusCode::GONE));
    assert_eq!(app.number(KEYS).await, 0);
});

on_both!(an_invitation_vouches_for_one_passkey, |app| {
    let web = web(&app).await;
    let mut admin = desk(&app, &web).await;
    let bo = resident(&app, "Bo Ek", EMAIL).await;
    let mut theirs = by_mail(&web, &bo).await;
    let link = accepted(&web, &mut admin, &mut theirs).await;
    let token = offered(&mut theirs, &link).await.unwrap();
    let again = offered(&mut theirs, &link).await.unwrap();
    assert_eq!(token, again, "however often the page is opened");
    // Begun twice before either is kept.
    let mut another = by_mail(&web, &bo).await;
    let (one, other) = (
        begun(&mut theirs, &token).await.unwrap(),
        begun(&mut another, &again).await.unwrap(),
    );
    assert_eq!(keep(&mut theirs, &token, &one).await, StatusCode::SEE_OTHER);
    assert_eq!(keep(&mut another, &token, &other).await, StatusCode::GONE);
    assert_eq!(offered(&mut theirs, &link).await, None);
    assert_eq!(begun(&mut another, &token).await, Err(StatusCode::GONE));
    assert_eq!(app.number(KEYS).await, 1);
    assert_eq!(
        app.number("select count(*) from passkey where vouched")
            .await,
        1
    );
});

// Looked at again when the passkey is kept: the duty ended, or another was given, while the device
// was asking for a finger.
on_both!(an_invitation_vouches_no_longer_than_its_duty, |app| {
    let web = web(&app).await;
    let anna = administrator(&app, "Anna").await;
    let mut admin = web.signed_in(&anna).await;
    let bo = resident(&app, "Bo Ek", EMAIL).await;
    let mut theirs = by_mail(&web, &bo).await;
    let link = accepted(&web, &mut admin, &mut theirs).await;
    let token = offered(&mut theirs, &link).await.unwrap();
    let given = begun(&mut theirs, &token).await.unwrap();
    let give = format!("{}/uppdrag", page_of(&bo));
    assert_eq!(admin.post_form(&give, &OFFICIAL).await.status, 303);
    assert_eq!(keep(&mut theirs, &token, &given).await, StatusCode::GONE);
    assert_eq!(offered(&mut theirs, &link).await, None);

    let siv = resident(&app, "Siv Berg", "siv@example.se").await;
    let mut hers = by_mail(&web, &siv).await;
    let form = [("email", "siv@example.se"), ("role", "moderator")];
    admin.post_form("/admin/inbjudningar/ny", &form).await;
    let letter = web.letter_to("siv@example.se").await.unwrap();
    let link = link_in(&letter, "/inbjudan/");
    hers.answer(&link, &[]).await;
    let token = offered(&mut hers, &link).await.unwrap();
    let ended = begun(&mut hers, &token).await.unwrap();
    let (port, now) = (&web.state.admin, web.now());
    port.end(&anna, id(&siv), Role::Moderator, now)
        .await
        .unwrap();
    assert_eq!(keep(&mut hers, &token, &ended).await, StatusCode::GONE);
    assert_eq!(begun(&mut hers, &token).await, Err(StatusCode::GONE));
    assert_eq!(app.number(KEYS).await, 0);
});
