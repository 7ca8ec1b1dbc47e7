//! What a session is worth, and how it ends.

use std::time::{Duration, Instant};

use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::session::Way;
use nara_server::accounts::store::{SessionKind, insert_standing};

use crate::common::http::{Browser, Options, Web, visit};
use crate::on_both;
use crate::people::{PASSWORD, person};

const PHONE: &str = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
const LAPTOP: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                      Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0";

/// Signed-in pages are `no-store`, a visitor's `private, no-cache`.
async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/om").await.header("cache-control") == "no-store"
}

on_both!(nobody_gets_a_cookie_before_signing_in, |app| {
    let web = app.web().await;
    for path in [
        "/",
        "/en",
        "/om",
        "/forslag",
        "/logga-in",
        "/registrera",
        "/nej",
        "/api/v1/proposals",
    ] {
        let page = web.visitor().get(path).await;
        assert!(!page.headers.contains_key("set-cookie"), "{path}");
    }
});

on_both!(a_made_up_session_is_a_visitors, |app| {
    let web = app.web().await;
    let long = "x".repeat(3_000);
    for secret in ["x", "", "'", long.as_str(), &"A".repeat(43)] {
        let mut browser = web.visitor();
        browser.set_cookie("nara_session", secret);
        assert!(!is_signed_in(&mut browser).await, "{secret}");
    }
});

// Whoever can read the table cannot sign in with what stands there.
on_both!(the_stored_hash_is_no_key, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    assert!(is_signed_in(&mut browser).await);
    let hash = app
        .texts("select session_hash from session")
        .await
        .remove(0);
    let mut thief = web.visitor();
    thief.set_cookie("nara_session", &hash);
    assert!(!is_signed_in(&mut thief).await);
});

on_both!(a_session_ends_by_idleness_and_by_age, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut idle = web.signed_in(&siv).await;
    let mut used = web.signed_in(&siv).await;
    let day = 24 * 3_600_000;
    for _ in 0..8 {
        web.clock.advance_ms(10 * day);
        assert!(is_signed_in(&mut used).await);
    }
    assert!(!is_signed_in(&mut idle).await, "14 days without use");
    web.clock.advance_ms(10 * day);
    assert!(
        !is_signed_in(&mut used).await,
        "90 days, however much it was used"
    );
    assert!(web.state.sessions.clean_up(web.now()).await.unwrap() >= 2);
    assert_eq!(app.number("select count(*) from session").await, 0);
});

// Whoever works for the municipality is asked more often, and from the moment they do.
on_both!(a_duty_shortens_the_session, |app| {
    let web = app.web().await;
    let hour = 3_600_000;
    let mut official = web.signed_in(&app.official("Maja").await).await;
    let administrator = Standing::of(Role::Administrator);
    let level = nara_domain::actor::Level::T;
    let admin = app.person("Ann", level, vec![administrator]).await;
    let mut admin = web.signed_in(&admin).await;
    let siv = app.resident("Siv").await;
    let mut resident = web.signed_in(&siv).await;
    let mut promoted = web.signed_in(&siv).await;
    web.clock.advance_ms(3 * hour);
    assert!(!is_signed_in(&mut admin).await);
    assert!(is_signed_in(&mut official).await);
    web.clock.advance_ms(13 * hour);
    assert!(!is_signed_in(&mut official).await);
    assert!(is_signed_in(&mut resident).await);

    let id = siv.person_id().unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let duty = Standing::of(Role::Moderator);
    insert_standing(&mut tx, id, &duty, web.now(), None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(!is_signed_in(&mut promoted).await, "unused for 16 hours");
    assert!(is_signed_in(&mut resident).await, "used just now");
    let here = nara_server::auth::session::fingerprint(&resident.cookies["nara_session"]);
    let actor = Actor::Person {
        id,
        name: "Siv".to_owned(),
        level: nara_domain::actor::Level::N1,
        standings: vec![duty],
        dormant: Vec::new(),
        restraint: None,
    };
    let accounts = &web.state.accounts;
    let view = accounts.account(&actor, &here, web.now()).await.unwrap();
    assert_eq!(view.sessions.len(), 1, "what has ended is not listed");
});

on_both!(a_session_begun_by_an_official_ends_with_the_week, |app| {
    let web = app.web().await;
    let id = person(&app, &web, "maja@example.se").await;
    let mut tx = app.db.begin().await.unwrap();
    let duty = Standing::of(Role::Official);
    insert_standing(&mut tx, id, &duty, web.now(), None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let accounts = &web.state.accounts;
    let session = accounts
        .sign_in("maja@example.se", PASSWORD, &visit(), web.now())
        .await
        .unwrap();
    assert_eq!(session.expires_at, web.now().plus_days(5));
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &session.secret);
    for _ in 0..11 {
        assert!(is_signed_in(&mut browser).await);
        web.clock.advance_ms(11 * 3_600_000);
    }
    assert!(
        !is_signed_in(&mut browser).await,
        "however much it was used"
    );
});

// Reading a page must not cost a commit.
on_both!(last_seen_is_written_once_an_hour, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    let begun = web.now();
    web.clock.advance_ms(59 * 60_000);
    is_signed_in(&mut browser).await;
    assert_eq!(
        app.number("select max(last_seen_at) from session").await,
        begun.0
    );
    web.clock.advance_ms(2 * 60_000);
    is_signed_in(&mut browser).await;
    assert_eq!(
        app.number("select max(last_seen_at) from session").await,
        web.now().0
    );
});

// Whoever reads holds a place, at the door a rare one: they wait for nobody who writes.
on_both!(last_seen_is_written_when_it_can_be, |app| {
    const SEEN: &str = "select max(last_seen_at) from session";
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    web.clock.advance_ms(2 * 3_600_000);
    // On SQLite this is whose turn it is to write, on PostgreSQL who has the session's row.
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(tx, "update session set user_agent = 'another'").unwrap();
    let reading = async {
        for _ in 0..5 {
            assert!(is_signed_in(&mut browser).await);
        }
    };
    let read = tokio::time::timeout(Duration::from_secs(3), reading).await;
    assert!(read.is_ok(), "it waits");
    assert!(app.number(SEEN).await < web.now().0);
    drop(tx);
    let begun = Instant::now();
    while app.number(SEEN).await < web.now().0 {
        assert!(begun.elapsed() < Duration::from_secs(5), "given up");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
});

on_both!(signing_out_ends_it_on_the_server, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut phone = web.signed_in(&siv).await;
    let mut laptop = web.signed_in(&siv).await;
    let mut other = web.signed_in(&app.resident("Bo").await).await;
    let hash = nara_server::auth::session::fingerprint(&phone.cookies["nara_session"]);
    web.state.accounts.sign_out(&hash).await.unwrap();
    assert!(!is_signed_in(&mut phone).await);
    assert!(is_signed_in(&mut laptop).await);
    web.state.accounts.sign_out_everywhere(&siv).await.unwrap();
    assert!(!is_signed_in(&mut laptop).await);
    assert!(is_signed_in(&mut other).await, "nobody else is signed out");
});

// What somebody may do is looked up at every request, not kept in the session.
on_both!(a_duty_that_ended_ends_with_the_next_request, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let secret = web.session_of(&siv).await;
    let hash = nara_server::auth::session::fingerprint(&secret);
    let id = siv.person_id().unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let duty = Standing::of(Role::Moderator);
    insert_standing(&mut tx, id, &duty, web.now(), None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let actor = async || -> Actor {
        web.state
            .sessions
            .find(&hash, SessionKind::Browser, web.now())
            .await
            .unwrap()
            .unwrap()
            .actor
    };
    assert!(actor().await.has(Role::Moderator));
    let until = web.now().plus_minutes(1).0;
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(tx, "update standing set until_at = $1", until).unwrap();
    tx.commit().await.unwrap();
    assert!(actor().await.has(Role::Moderator));
    web.clock.advance_ms(60_000);
    assert!(!actor().await.has(Role::Moderator));
});

/// A browser of this kind, signed in with the person's password.
async fn with_browser<'w>(web: &'w Web, user_agent: &str) -> Browser<'w> {
    let mut browser = web.visitor();
    browser.set_header("user-agent", user_agent);
    let form = [("email", "siv@example.se"), ("password", PASSWORD)];
    let page = browser.post_form("/logga-in", &form).await;
    assert_eq!(page.location(), "/");
    browser
}

on_both!(one_browser_is_signed_out_from_another, |app| {
    let web = app.web().await;
    person(&app, &web, "siv@example.se").await;
    let mut phone = with_browser(&web, PHONE).await;
    web.clock.advance_ms(60_000);
    let mut laptop = with_browser(&web, LAPTOP).await;
    let mut unknown = with_browser(&web, "").await;
    let mut bo = web.signed_in(&app.resident("Bo").await).await;
    let page = laptop.get("/konto").await;
    let words = page.text.replace("<!>", "");
    assert!(words.contains("Firefox på Android"), "{words}");
    assert!(words.contains("Edge på Windows"));
    assert!(words.contains("Okänd webbläsare"));
    assert_eq!(words.matches("(den här webbläsaren)").count(), 1);

    let of = |browser: &Browser<'_>| {
        nara_server::auth::session::fingerprint(&browser.cookies["nara_session"])
    };
    let (at_phone, here) = (of(&phone), of(&laptop));
    // Only one's own, and only by its name.
    let field = [("session", at_phone.as_str())];
    let page = bo.post_form("/konto/session/avsluta", &field).await;
    assert_eq!(page.status, 404);
    for wrong in ["", "x' or '1'='1", "\0", "zz"] {
        let page = laptop
            .post_form("/konto/session/avsluta", &[("session", wrong)])
            .await;
        assert_eq!(page.status, 404, "{wrong}");
    }
    assert!(is_signed_in(&mut phone).await);
    let page = laptop.post_form("/konto/session/avsluta", &field).await;
    assert_eq!(page.location(), "/konto");
    let page = laptop.get("/konto").await;
    assert!(page.text.contains("Den webbläsaren är utloggad."));
    assert!(!page.text.contains(&at_phone));
    assert!(!is_signed_in(&mut phone).await);
    assert!(is_signed_in(&mut unknown).await && is_signed_in(&mut bo).await);

    // A key is no browser, and goes on when the other browsers end.
    let made = laptop.post_form("/konto/nyckel", &[]).await;
    assert_eq!(made.status, 200);
    let page = laptop.post_form("/konto/session/ovriga", &[]).await;
    assert_eq!(page.location(), "/konto");
    assert!(!is_signed_in(&mut unknown).await);
    assert!(is_signed_in(&mut laptop).await && is_signed_in(&mut bo).await);
    let keys = "select count(*) from session where kind = 'api'";
    assert_eq!(app.number(keys).await, 1);
    let page = laptop.get("/konto").await;
    assert!(!page.text.contains("/konto/session/ovriga"), "none left");

    // Ending this one is signing out.
    let field = [("session", here.as_str())];
    let page = laptop.post_form("/konto/session/avsluta", &field).await;
    assert_eq!(page.location(), "/");
    assert!(!laptop.cookies.contains_key("nara_session"));
    for path in ["/konto/session/avsluta", "/konto/session/ovriga"] {
        let page = laptop.post_form(path, &[]).await;
        assert!(page.location().starts_with("/logga-in"), "{path}");
    }
});

on_both!(the_account_lists_where_one_is_signed_in, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let here = web.session_of(&siv).await;
    let _there = web.session_of(&siv).await;
    let _others = web.session_of(&app.resident("Bo").await).await;
    let hash = nara_server::auth::session::fingerprint(&here);
    let view = web
        .state
        .accounts
        .account(&siv, &hash, web.now())
        .await
        .unwrap();
    assert_eq!(view.sessions.len(), 2);
    assert_eq!(
        view.sessions
            .iter()
            .filter(|session| session.this_one)
            .count(),
        1
    );
    assert!(
        web.state
            .accounts
            .account(&Actor::Visitor, "", web.now())
            .await
            .is_err()
    );
});

// On https the cookie is bound to the very host; the plain name is not accepted there.
on_both!(cookies_follow_the_scheme, |app| {
    let web = app
        .web_with(Options {
            public_url: "https://nara.example.se",
            ..Options::default()
        })
        .await;
    assert!(web.state.secure());
    let siv = app.resident("Siv").await;
    let secret = web.session_of(&siv).await;
    let mut plain = web.visitor();
    plain.set_cookie("nara_session", &secret);
    assert!(!is_signed_in(&mut plain).await);
    let mut bound = web.visitor();
    bound.set_cookie("__Host-nara_session", &secret);
    assert!(is_signed_in(&mut bound).await);
    // The message's as well.
    let out = bound.post_form("/logga-ut", &[]).await;
    let cookies: Vec<&str> = out
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        assert!(
            cookie.starts_with("__Host-") && cookie.ends_with("; Secure"),
            "{cookie}"
        );
    }
    let page = bound.get("/").await;
    assert!(
        page.header("set-cookie").starts_with("__Host-nara_flash=;"),
        "{:?}",
        page.headers
    );
    assert!(bound.cookies.is_empty(), "{:?}", bound.cookies);
});

// Who knows an official's password, or reads their mail, gets no further than the account.
on_both!(a_duty_is_dormant_after_signing_in_weakly, |app| {
    let web = app.web().await;
    let official = app.official("Maja").await;
    let id = app.proposal(&app.resident("Siv").await, "Belysning").await;
    let page = format!("/forslag/{id}/belysning/svara");
    for (way, status) in [
        (Way::Password, 403),
        (Way::Code, 403),
        (Way::Passkey, 200),
        (Way::Provider, 200),
    ] {
        let mut browser = web.visitor();
        browser.set_cookie("nara_session", &web.session_by(&official, way).await);
        let page = browser.get(&page).await;
        assert_eq!(page.status, status, "{way}");
        assert_eq!(
            page.text.contains("Ditt uppdrag vilar"),
            status == 403,
            "{way}"
        );
        let account = browser.get("/konto").await;
        assert_eq!(account.text.contains("Ditt uppdrag vilar"), status == 403);
    }
});
