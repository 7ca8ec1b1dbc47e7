//! Passkeys: added, used, removed; and everything that is none.

use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::ids::PersonId;
use nara_domain::session::Way;
use nara_server::accounts::{passkey_link, store};
use nara_server::entropy::SystemEntropy;
use nara_server::execute;
use serde_json::{Value, json};

use crate::common::App;
use crate::common::authenticator::{Authenticator, ORIGIN};
use crate::common::http::{Browser, Options, Page, Web};
use crate::on_both;
use crate::people::{PASSWORD, person};

const LIST: &str = "/konto/passnycklar";
const NEW: &str = "/konto/passnycklar/ny";
const BEGIN_USE: &str = "/logga-in/passnyckel/borja";
const BEGIN_ADD: &str = "/konto/passnycklar/borja";
const ENTER: &str = "/logga-in/passnyckel";

async fn web(app: &App) -> Web {
    let options = Options {
        public_url: ORIGIN,
        ..Options::default()
    };
    app.web_with(options).await
}

/// As the browser's part asks.
async fn asked(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> Page {
    browser.set_header("accept", "application/json");
    let page = browser.post_form(path, fields).await;
    browser.headers.remove("accept");
    page
}

async fn options(browser: &mut Browser<'_>, path: &str) -> Value {
    let page = asked(browser, path, &[]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert_eq!(page.header("cache-control"), "no-store");
    page.json()
}

/// Adds a passkey in this browser.
async fn add(browser: &mut Browser<'_>, device: &mut Authenticator) -> Page {
    let options = options(browser, BEGIN_ADD).await;
    let answer = device.create(&options);
    browser
        .post_form(NEW, &[("name", "Telefonen"), ("svar", &answer)])
        .await
}

async fn enter(browser: &mut Browser<'_>, device: &mut Authenticator) -> Page {
    let options = options(browser, BEGIN_USE).await;
    let answer = device.get(&options);
    browser.post_form(ENTER, &[("svar", &answer)]).await
}

async fn by_password<'w>(web: &'w Web, email: &str) -> Browser<'w> {
    let mut browser = web.visitor();
    let form = [("email", email), ("password", PASSWORD)];
    let page = browser.post_form("/logga-in", &form).await;
    assert_eq!(page.location(), "/");
    browser
}

async fn give_duty(app: &App, web: &Web, id: PersonId, role: Role) {
    let mut tx = app.db.begin().await.unwrap();
    store::insert_standing(&mut tx, id, &Standing::of(role), web.now(), None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/konto").await.status == 200
}

/// The newest session's way.
async fn way(app: &App) -> String {
    app.texts("select way from session order by created_at desc, proved_at desc limit 1")
        .await
        .remove(0)
}

on_both!(a_passkey_is_added_and_signs_in_without_an_address, |app| {
    let web = web(&app).await;
    person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    let mut device = Authenticator::new();
    let page = browser.get(NEW).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("data-passkey=\"create\"") && page.text.contains("<noscript>"));
    assert_eq!(add(&mut browser, &mut device).await.location(), LIST);
    assert!(browser.get(LIST).await.text.contains("Telefonen"));
    let letter = web.letter_to("siv@example.se").await.unwrap();
    assert!(
        letter.contains("Telefonen") && letter.contains(LIST),
        "{letter}"
    );

    web.clock.advance_ms(60_000);
    let mut other = web.visitor();
    let page = other.get("/logga-in").await;
    assert!(page.text.contains("data-passkey=\"get\""));
    let options = options(&mut other, BEGIN_USE).await;
    let answer = device.get(&options);
    let form = [("svar", answer.as_str()), ("sedan", "/forslag")];
    let page = other.post_form(ENTER, &form).await;
    assert_eq!(page.location(), "/forslag");
    assert!(!other.cookies.contains_key("nara_passkey"), "answered");
    assert!(is_signed_in(&mut other).await);
    assert_eq!(way(&app).await, "own_key");
    let konto = other.get("/konto").await;
    assert!(konto.text.contains("med passnyckel") && konto.text.contains("med lösenord"));
    let used = app.number("select last_used_at from passkey").await;
    assert_eq!(used, web.now().0);
});

/// Whose answer it is, how it is spoiled, and with which request it is sent.
type Spoil = fn(&mut Authenticator);

on_both!(what_is_no_answer_signs_nobody_in, |app| {
    let web = web(&app).await;
    person(&app, &web, "siv@example.se").await;
    let mut owner = by_password(&web, "siv@example.se").await;
    let mut device = Authenticator::new();
    add(&mut owner, &mut device).await;
    // So that a count can go back.
    assert_eq!(enter(&mut web.visitor(), &mut device).await.location(), "/");
    let spoiled: [(&str, Spoil); 9] = [
        ("another origin", |d| {
            d.origin = "http://localhost:3001".into()
        }),
        ("https for http", |d| {
            d.origin = "https://localhost:3000".into()
        }),
        ("a subdomain", |d| {
            d.origin = "http://x.localhost:3000".into()
        }),
        ("another site's key", |d| d.rp_id = "example.se".into()),
        ("nobody verified", |d| d.verified = false),
        ("nobody there", |d| {
            d.present = false;
            d.verified = false;
        }),
        ("another challenge", |d| d.challenge = Some("AAAA".into())),
        ("made, not used", |d| d.kind = Some("webauthn.create")),
        ("a count that stands still", |d| d.count -= 1),
    ];
    let sessions = app.number("select count(*) from session").await;
    let none = async |what: &str, page: Page| {
        assert_eq!(page.status, 401, "{what}: {}", page.text);
        assert!(page.text.contains("Passnyckeln godtogs inte"), "{what}");
        let now = app.number("select count(*) from session").await;
        assert_eq!(now, sessions, "{what}");
    };
    for (what, spoil) in spoiled {
        let (count, origin, rp_id) = (device.count, device.origin.clone(), device.rp_id.clone());
        spoil(&mut device);
        none(what, enter(&mut web.visitor(), &mut device).await).await;
        (device.count, device.origin, device.rp_id) = (count, origin, rp_id);
        (device.verified, device.present) = (true, true);
        (device.challenge, device.kind) = (None, None);
    }
    // Somebody else's handle, a key nobody has, and one that only says it is Siv's.
    let handle = std::mem::replace(&mut device.handle, vec![7; 16]);
    none("a handle", enter(&mut web.visitor(), &mut device).await).await;
    device.handle = handle;
    let mut stranger = Authenticator::new();
    stranger.handle = device.handle.clone();
    none("unknown", enter(&mut web.visitor(), &mut stranger).await).await;
    stranger.id = device.id.clone();
    stranger.count = 1_000;
    none("a name", enter(&mut web.visitor(), &mut stranger).await).await;
    // What a browser was asked for is answered by that browser, once, and soon.
    let mut browser = web.visitor();
    let asked = options(&mut browser, BEGIN_USE).await;
    let answer = device.get(&asked);
    let form = [("svar", answer.as_str())];
    none(
        "another browser",
        web.visitor().post_form(ENTER, &form).await,
    )
    .await;
    let mut other = web.visitor();
    options(&mut other, BEGIN_USE).await;
    none("another ceremony", other.post_form(ENTER, &form).await).await;
    let mut late = browser.clone();
    web.clock.advance_ms(5 * 60_000);
    none("too late", late.post_form(ENTER, &form).await).await;
    for nonsense in ["", "{}", "null", "[]", "\"x\"", &"x".repeat(40_000)] {
        let mut browser = web.visitor();
        options(&mut browser, BEGIN_USE).await;
        none(
            "nonsense",
            browser.post_form(ENTER, &[("svar", nonsense)]).await,
        )
        .await;
    }
    // The same device, the same key, nothing spoiled; and the same answer a second time.
    let mut browser = web.visitor();
    let asked = options(&mut browser, BEGIN_USE).await;
    let answer = device.get(&asked);
    let mut again = browser.clone();
    let form = [("svar", answer.as_str())];
    assert_eq!(browser.post_form(ENTER, &form).await.location(), "/");
    assert_eq!(again.post_form(ENTER, &form).await.status, 401, "a replay");
});

// Twenty at the same moment, with one answer: one session.
on_both!(an_answer_sent_many_times_signs_in_once, |app| {
    let web = web(&app).await;
    person(&app, &web, "siv@example.se").await;
    let mut owner = by_password(&web, "siv@example.se").await;
    let mut device = Authenticator::new();
    add(&mut owner, &mut device).await;
    let mut browser = web.visitor();
    let answer = device.get(&options(&mut browser, BEGIN_USE).await);
    let sent = (0..20).map(|_| {
        let (mut browser, answer) = (browser.clone(), answer.clone());
        async move { browser.post_form(ENTER, &[("svar", &answer)]).await.status }
    });
    let statuses = futures::future::join_all(sent).await;
    let entered = statuses.iter().filter(|status| status.is_redirection());
    assert_eq!(entered.count(), 1, "{statuses:?}");
});

on_both!(what_is_no_new_key_is_not_kept, |app| {
    let web = web(&app).await;
    person(&app, &web, "siv@example.se").await;
    person(&app, &web, "bo@example.se").await;
    let mut siv = by_password(&web, "siv@example.se").await;
    let mut bo = by_password(&web, "bo@example.se").await;
    let spoiled: [(&str, Spoil); 6] = [
        ("another origin", |d| {
            d.origin = "http://evil.example".into()
        }),
        ("another site", |d| d.rp_id = "evil.example".into()),
        ("nobody verified", |d| d.verified = false),
        ("nobody there", |d| {
            d.present = false;
            d.verified = false;
        }),
        ("another challenge", |d| d.challenge = Some("AAAA".into())),
        ("used, not made", |d| d.kind = Some("webauthn.get")),
    ];
    for (what, spoil) in spoiled {
        let mut device = Authenticator::new();
        spoil(&mut device);
        let page = add(&mut siv, &mut device).await;
        assert_eq!(page.status, 401, "{what}");
        assert!(
            page.text.contains("value=\"Telefonen\""),
            "{what}: typed is kept"
        );
    }
    // Begun by one, answered by another who took over the browser's cookie.
    let mut device = Authenticator::new();
    let asked = options(&mut siv, BEGIN_ADD).await;
    let answer = device.create(&asked);
    let form = [("name", "Min"), ("svar", answer.as_str())];
    let cookie = siv.cookies["nara_passkey"].clone();
    bo.set_cookie("nara_passkey", &cookie);
    assert_eq!(bo.post_form(NEW, &form).await.status, 401);
    // What was asked for signing in is no answer to adding.
    options(&mut bo, BEGIN_USE).await;
    assert_eq!(bo.post_form(NEW, &form).await.status, 401);
    // Too late.
    let answer = device.create(&options(&mut siv, BEGIN_ADD).await);
    web.clock.advance_ms(5 * 60_000);
    let form = [("name", "Min"), ("svar", answer.as_str())];
    assert_eq!(siv.post_form(NEW, &form).await.status, 401);
    assert_eq!(app.number("select count(*) from passkey").await, 0);
    // A key that is somebody's is nobody else's.
    assert_eq!(add(&mut siv, &mut device).await.location(), LIST);
    let page = add(&mut bo, &mut device).await;
    assert_eq!(page.status, 409);
    assert_eq!(app.number("select count(*) from passkey").await, 1);
});

// Whoever stole a password must not make themselves a way to speak for the municipality.
on_both!(a_password_vouches_for_no_passkey_that_wakes_a_duty, |app| {
    let web = web(&app).await;
    let id = person(&app, &web, "maja@example.se").await;
    give_duty(&app, &web, id, Role::Secretary).await;
    let mut browser = by_password(&web, "maja@example.se").await;
    let page = browser.get(NEW).await;
    assert!(page.text.contains("en länk från kommunen") && !page.text.contains("data-passkey"));
    let page = asked(&mut browser, BEGIN_ADD, &[]).await;
    assert_eq!(page.status, 403);
    assert!(
        page.is_problem() && page.text.contains("en länk från kommunen"),
        "{}",
        page.text
    );

    let link =
        |who: PersonId| passkey_link(&web.state.keys, &SystemEntropy, who, web.now()).unwrap();
    let other = person(&app, &web, "bo@example.se").await;
    for wrong in [link(other), "a.b.c".to_owned()] {
        let page = browser.get(&format!("{NEW}/{wrong}")).await;
        assert_eq!(page.status, 404);
        let page = asked(&mut browser, BEGIN_ADD, &[("lank", &wrong)]).await;
        assert_eq!(page.status, 404);
    }
    let good = link(id);
    let there = format!("{NEW}/{good}");
    assert!(
        web.visitor()
            .get(&there)
            .await
            .location()
            .starts_with("/logga-in?sedan=")
    );
    let page = browser.get(&there).await;
    assert!(
        page.text.contains("data-passkey=\"create\""),
        "{}",
        page.text
    );
    let asked_for = asked(&mut browser, BEGIN_ADD, &[("lank", &good)])
        .await
        .json();
    let mut device = Authenticator::new();
    let answer = device.create(&asked_for);
    let form = [
        ("name", "Jobbdatorn"),
        ("svar", answer.as_str()),
        ("lank", &good),
    ];
    assert_eq!(browser.post_form(&there, &form).await.location(), LIST);
    assert_eq!(
        browser.get(&there).await.status,
        410,
        "the link was for once"
    );
    // Adding it wakes nothing; using it does.
    assert_eq!(browser.get("/handlaggning").await.status, 403);
    assert_eq!(enter(&mut browser, &mut device).await.location(), "/");
    assert_eq!(browser.get("/handlaggning").await.status, 200);
    assert_eq!(way(&app).await, "passkey");
    // From a session that is strong, another one needs no link.
    let mut second = Authenticator::new();
    assert_eq!(add(&mut browser, &mut second).await.location(), LIST);
    assert_eq!(enter(&mut web.visitor(), &mut second).await.location(), "/");
    assert_eq!(
        app.number("select count(*) from passkey where vouched")
            .await,
        2
    );
    let logged = app.texts("select deed from audit order by audit_id").await;
    assert_eq!(logged, ["passkey_added", "passkey_added"]);
});

on_both!(a_residents_passkey_wakes_no_duty_given_later, |app| {
    let web = web(&app).await;
    let id = person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    let mut device = Authenticator::new();
    add(&mut browser, &mut device).await;
    assert_eq!(
        app.number("select count(*) from audit").await,
        0,
        "a resident's own business"
    );
    give_duty(&app, &web, id, Role::Administrator).await;
    let mut visitor = web.visitor();
    assert_eq!(enter(&mut visitor, &mut device).await.location(), "/");
    let page = visitor.get("/konto").await;
    assert!(page.text.contains("Ditt uppdrag vilar"));
    assert!(
        visitor
            .get(LIST)
            .await
            .text
            .contains("väcker inte ditt uppdrag")
    );
    // Nor does proving it again with the same key.
    let options = options(&mut visitor, BEGIN_USE).await;
    let answer = device.get(&options);
    let form = [("svar", answer.as_str())];
    let page = visitor.post_form("/konto/bekrafta/passnyckel", &form).await;
    assert_eq!(page.location(), "/konto");
    assert!(
        visitor
            .get("/konto")
            .await
            .text
            .contains("Ditt uppdrag vilar")
    );
    // With a link the same device makes a new one: what wakes nothing does not stand in its way.
    let link = passkey_link(&web.state.keys, &SystemEntropy, id, web.now()).unwrap();
    let asked_for = asked(&mut visitor, BEGIN_ADD, &[("lank", &link)])
        .await
        .json();
    let known = asked_for["publicKey"]["excludeCredentials"].as_array();
    assert!(known.is_none_or(Vec::is_empty), "{asked_for}");
});

on_both!(a_removed_passkey_and_what_it_began_end, |app| {
    let web = web(&app).await;
    person(&app, &web, "siv@example.se").await;
    let mut laptop = by_password(&web, "siv@example.se").await;
    let mut device = Authenticator::new();
    add(&mut laptop, &mut device).await;
    let mut phone = web.visitor();
    enter(&mut phone, &mut device).await;
    assert!(is_signed_in(&mut phone).await);
    let id = app.number("select passkey_id from passkey").await;
    let one = format!("{LIST}/{id}");
    let page = laptop.post_form(&one, &[("name", "Gamla telefonen")]).await;
    assert_eq!(page.location(), LIST);
    assert!(laptop.get(&one).await.text.contains("Gamla telefonen"));
    let page = laptop.post_form(&one, &[("name", " ")]).await;
    assert_eq!(page.status, 422);

    // Nobody else's, and not after a while.
    let mut bo = web.signed_in(&app.resident("Bo").await).await;
    let remove = format!("{one}/ta-bort");
    assert_eq!(bo.post_form(&remove, &[]).await.status, 404);
    assert_eq!(bo.post_form(&one, &[("name", "Min")]).await.status, 404);
    web.clock.advance_ms(16 * 60_000);
    let page = laptop.post_form(&remove, &[]).await;
    let back = urlencoding::encode(&one).into_owned();
    assert_eq!(page.location(), format!("/konto/bekrafta?sedan={back}"));
    let form = [("password", PASSWORD), ("sedan", one.as_str())];
    assert_eq!(
        laptop.post_form("/konto/bekrafta", &form).await.location(),
        one
    );
    assert_eq!(laptop.post_form(&remove, &[]).await.location(), LIST);
    let letter = web.letter_to("siv@example.se").await.unwrap();
    assert!(
        letter.contains("tagits bort") && letter.contains("Gamla telefonen"),
        "{letter}"
    );
    assert!(is_signed_in(&mut laptop).await);
    assert!(!is_signed_in(&mut phone).await, "begun by it");
    assert_eq!(enter(&mut web.visitor(), &mut device).await.status, 401);
});

on_both!(an_erased_accounts_passkey_is_gone, |app| {
    let web = web(&app).await;
    let id = person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    let mut device = Authenticator::new();
    add(&mut browser, &mut device).await;
    let mut visitor = web.visitor();
    let asked_for = options(&mut visitor, BEGIN_USE).await;
    let erase = [("confirmation", "yes")];
    assert_eq!(
        browser.post_form("/konto/ta-bort", &erase).await.location(),
        "/"
    );
    assert_eq!(app.number("select count(*) from passkey").await, 0);
    let answer = device.get(&asked_for);
    assert_eq!(
        visitor.post_form(ENTER, &[("svar", &answer)]).await.status,
        401
    );
    // Also where a row was left behind.
    let mut tx = app.db.begin().await.unwrap();
    let new = store::NewPasskey {
        person: id,
        user_handle: "11111111-2222-4333-8444-555555555555",
        credential_id: "left",
        credential: "{}",
        vouched: false,
        name: "Kvar",
    };
    store::insert_passkey(&mut tx, &new, web.now())
        .await
        .unwrap();
    assert!(
        store::find_passkey(&mut tx, "left")
            .await
            .unwrap()
            .is_none()
    );
    tx.commit().await.unwrap();
});

// Two browsers remove the two last ways in at once: one of them stays.
on_both!(the_last_way_in_stays_also_at_the_same_moment, |app| {
    let web = web(&app).await;
    let id = person(&app, &web, "siv@example.se").await;
    let mut browser = by_password(&web, "siv@example.se").await;
    for _ in 0..2 {
        add(&mut browser, &mut Authenticator::new()).await;
    }
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set email = null, password_hash = null where person_id = $1",
        id.get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    let keys = app
        .texts("select cast(passkey_id as text) from passkey order by passkey_id")
        .await;
    let remove = |key: &str| format!("{LIST}/{key}/ta-bort");
    let (mut one, mut two) = (browser.clone(), browser.clone());
    let (first, second) = (remove(&keys[0]), remove(&keys[1]));
    let (first, second) = tokio::join!(one.post_form(&first, &[]), two.post_form(&second, &[]));
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 403]);
    assert_eq!(app.number("select count(*) from passkey").await, 1);
});

on_both!(there_is_an_end_to_how_many, |app| {
    let web = web(&app).await;
    let id = person(&app, &web, "siv@example.se").await;
    let mut tx = app.db.begin().await.unwrap();
    for n in 0..nara_domain::session::PASSKEYS_MAX {
        let new = store::NewPasskey {
            person: id,
            user_handle: "11111111-2222-4333-8444-555555555555",
            credential_id: &format!("key {n}"),
            credential: "{}",
            vouched: false,
            name: "En av många",
        };
        store::insert_passkey(&mut tx, &new, web.now())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let mut browser = by_password(&web, "siv@example.se").await;
    let page = asked(&mut browser, BEGIN_ADD, &[]).await;
    assert_eq!(page.status, 403);
    assert!(page.text.contains("så många passnycklar"), "{}", page.text);
});

// What is said before signing in says nothing of any account, and a number has no passkeys.
on_both!(asking_for_a_passkey_tells_nothing, |app| {
    let web = web(&app).await;
    let mut visitor = web.visitor();
    let asked_for = options(&mut visitor, BEGIN_USE).await;
    let named = asked_for["publicKey"]["allowCredentials"].as_array();
    assert!(named.is_none_or(Vec::is_empty), "{asked_for}");
    assert_eq!(asked_for["publicKey"]["rpId"], json!("localhost"));
    web.clock.advance_ms(6 * 60_000);
    assert!(web.state.sessions.clean_up(web.now()).await.unwrap() >= 1);
    assert_eq!(app.number("select count(*) from ceremony").await, 0);

    let number = app.web().await;
    let page = number.visitor().get("/logga-in").await;
    assert!(!page.text.contains("data-passkey"));
    let page = asked(&mut number.visitor(), BEGIN_USE, &[]).await;
    assert_eq!(page.status, 404);
    let siv = app.resident("Siv").await;
    let page = number.signed_in(&siv).await.get(LIST).await;
    assert!(
        page.text
            .contains("Passnycklar fungerar inte på den här adressen")
    );
});

on_both!(the_demos_people_get_none, |app| {
    let options = Options {
        public_url: ORIGIN,
        demo: true,
        ..Options::default()
    };
    let web = app.web_with(options).await;
    let id = person(&app, &web, "invanare@bjorksjo.example").await;
    let actor = Actor::Person {
        id,
        name: "Siv".to_owned(),
        level: nara_domain::actor::Level::N1,
        standings: Vec::new(),
        dormant: Vec::new(),
        restraint: None,
    };
    let secret = web.session_by(&actor, Way::Demo).await;
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &secret);
    let page = asked(&mut browser, BEGIN_ADD, &[]).await;
    assert_eq!(page.status, 403);
    assert!(page.text.contains("delas av alla"), "{}", page.text);
});
