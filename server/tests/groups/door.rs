//! `/grupp`: coming in by a code, under an alias.

use axum::http::StatusCode;
use nara_domain::actor::{Level, Role};
use nara_domain::group::is_member;
use nara_server::accounts::store::SessionKind::Browser as Browses;
use nara_server::auth::session::fingerprint;
use nara_server::http::limits::Action;

use crate::common::http::{Browser, Web};
use crate::{code_in, code_of, group, join, on_both, supervisor};

/// A network of its own for each, as classes at different schools.
async fn typed(web: &Web, code: &str) -> StatusCode {
    let page = web.visitor().post_form("/grupp", &[("kod", code)]).await;
    page.status
}

/// The names of what a browser keeps.
fn cookies(browser: &Browser<'_>) -> Vec<String> {
    browser.cookies.keys().cloned().collect()
}

on_both!(a_code_an_alias_and_in, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;

    // Forgiving with how it is typed, and silent about what is wrong with it.
    let mut browser = web.visitor();
    let page = browser.get("/grupp").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Gå med i din grupp") && page.text.contains("10 tecken."));
    assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
    assert_eq!(typed(&web, "").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        typed(&web, "K7QD3 MXP4T").await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let sloppy = code.to_lowercase().replace(' ', " - ").replace('0', "o");
    let page = browser.post_form("/grupp", &[("kod", &sloppy)]).await;
    let door = page.location().to_owned();
    assert_eq!(door, "/grupp/in", "no secret is in an address");
    assert_eq!(cookies(&browser), ["nara_link_door"]);

    let page = browser.get(&door).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Norrskolan 9B"));
    assert!(
        page.text.matches("name=\"alias\"").count() >= 4,
        "suggestions and a field"
    );
    assert!(
        page.text.contains("när du senast var inne"),
        "what a leader sees"
    );
    // What says too much comes back with what was typed.
    for (alias, why) in [
        ("siv@example.se", "Skriv inget som visar vem du är"),
        ("0701234567", "Skriv inget som visar vem du är"),
        ("a", "Skriv minst 2"),
        ("Räv & Co", "Använd bara bokstäver"),
    ] {
        let page = browser.post_form(&door, &[("alias", alias)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{alias}");
        assert!(page.text.contains(why), "{alias} {}", page.text);
    }
    assert_eq!(cookies(&browser), ["nara_link_door"]);
    assert_eq!(app.number("select count(*) from member").await, 0);

    let page = browser.post_form(&door, &[("alias", "Glad Räv")]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Hej Glad Räv!") && page.text.contains("Du är inne!"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(
        cookies(&browser),
        ["nara_session"],
        "the place at the door is gone"
    );
    let own = code_in(&page);
    // Shown once.
    let page = browser.get("/grupp/mitt").await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains(&own));
    assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
    // Nothing is known of who it is, and no code is stored.
    let nothing = "select count(*) from person where display_name = 'Glad Räv, Norrskolan 9B' \
        and email is null and password_hash is null and level = 's'";
    assert_eq!(app.number(nothing).await, 1);
    assert_eq!(
        app.texts("select way from session where way = 'group'")
            .await
            .len(),
        1
    );
    for hash in app
        .texts("select own_code_hash from member union select code_hash from youth_group")
        .await
    {
        assert_eq!(hash.len(), 64);
    }
    // Not past the group's last day.
    let ends = "select count(*) from session s, youth_group g where s.way = 'group' and s.expires_at <= g.ends_at";
    assert_eq!(app.number(ends).await, 1);
    assert_eq!(code_of(&mut leader, id).await, code, "printed again");
    // Who it is now: a member of a group and nothing else.
    let secret = fingerprint(&browser.cookies["nara_session"]);
    let found = web.state.sessions.find(&secret, Browses, web.now()).await;
    let actor = found.unwrap().unwrap().actor;
    assert_eq!(actor.level(), Level::S);
    assert_eq!(actor.name(), Some("Glad Räv, Norrskolan 9B"));
    assert!(actor.has(Role::Youth) && !actor.has(Role::Resident));
    assert!(is_member(&actor));
});

on_both!(one_alias_in_a_group_whoever_is_faster, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (_, other) = group(&mut leader, "Norrskolan 9C", "no").await;
    let ways_in = futures::future::join_all((0..8).map(|_| async {
        let mut browser = web.visitor();
        let page = browser.post_form("/grupp", &[("kod", &code)]).await;
        let door = page.location().to_owned();
        (browser, door)
    }))
    .await;
    let statuses =
        futures::future::join_all(ways_in.into_iter().map(|(mut browser, door)| async move {
            browser
                .post_form(&door, &[("alias", "glad-räv")])
                .await
                .status
        }))
        .await;
    let inside = statuses.iter().filter(|status| **status == 200).count();
    assert_eq!(inside, 1, "{statuses:?}");
    assert!(
        statuses
            .iter()
            .all(|status| *status == 200 || *status == 422)
    );
    assert_eq!(app.number("select count(*) from member").await, 1);
    assert_eq!(
        app.number("select max(member_count) from youth_group")
            .await,
        1
    );
    assert_eq!(
        app.number("select count(*) from person where level = 's'")
            .await,
        1,
        "nobody is left of who did not get in"
    );
    // In another group it is free.
    join(&web, &other, "Glad Räv").await;
});

on_both!(two_clicks_are_one_member_and_the_last_place_is_one, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let mut form = crate::form("Liten grupp", "no");
    form[4].1 = "2";
    let page = leader.post_form("/grupper/ny", &form).await;
    let id = page.location().rsplit('/').next().unwrap().parse().unwrap();
    let code = code_of(&mut leader, id).await;
    let mut browser = web.visitor();
    let page = browser.post_form("/grupp", &[("kod", &code)]).await;
    let door = page.location().to_owned();
    let clicks = futures::future::join_all((0..4).map(|_| {
        let (mut browser, door) = (browser.clone(), door.clone());
        async move {
            let page = browser.post_form(&door, &[("alias", "Räv")]).await;
            (page.status, browser.get("/grupp/mitt").await.status)
        }
    }))
    .await;
    for (status, inside) in clicks {
        assert_eq!((status.as_u16(), inside.as_u16()), (200, 200));
    }
    assert_eq!(app.number("select count(*) from member").await, 1);
    // Whoever goes back a page later becomes nobody who was there before.
    let page = browser.post_form(&door, &[("alias", "Uggla")]).await;
    assert_eq!(page.status, StatusCode::GONE);
    web.clock.set(web.now().plus_minutes(2));
    let page = browser.post_form(&door, &[("alias", "Räv")]).await;
    assert_eq!(page.status, StatusCode::GONE);
    // One place is left, and five stand at the door by the time it is taken.
    let at_door = futures::future::join_all((0..5).map(|_| {
        let (web, code) = (&web, &code);
        async move {
            let mut browser = web.visitor();
            let page = browser.post_form("/grupp", &[("kod", code)]).await;
            assert_eq!(page.location(), "/grupp/in");
            browser
        }
    }))
    .await;
    let doors = futures::future::join_all(at_door.into_iter().enumerate().map(|(n, browser)| {
        let (mut browser, door) = (browser, door.clone());
        async move {
            let alias = format!("Lo {n}");
            browser.post_form(&door, &[("alias", &alias)]).await
        }
    }))
    .await;
    let inside = doors.iter().filter(|page| page.status == 200).count();
    assert_eq!(inside, 1);
    let full = doors.iter().find(|page| page.status != 200).unwrap();
    assert!(full.text.contains("Gruppen är full"));
    assert_eq!(app.number("select member_count from youth_group").await, 2);
    assert_eq!(app.number("select count(*) from member").await, 2);
    // Whoever comes now hears it before an alias is asked for, and gets no place at the door.
    let mut late = web.visitor();
    let page = late.post_form("/grupp", &[("kod", &code)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Gruppen är full"), "{}", page.text);
    assert!(cookies(&late).is_empty());
});

on_both!(a_ticket_and_a_code_end, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let mut browser = web.visitor();
    let page = browser.post_form("/grupp", &[("kod", &code)]).await;
    let door = page.location().to_owned();
    // A new code ends the old one and everybody's place at the door.
    let page = leader.post_form(&format!("/grupper/{id}/kod"), &[]).await;
    assert_eq!(page.location(), format!("/grupper/{id}/kort"));
    let new = code_of(&mut leader, id).await;
    assert_ne!(new, code);
    assert_eq!(typed(&web, &code).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.get(&door).await.status, StatusCode::GONE);
    let page = browser.post_form(&door, &[("alias", "Räv")]).await;
    assert_eq!(page.status, StatusCode::GONE);
    // Time does, too.
    let page = browser.post_form("/grupp", &[("kod", &new)]).await;
    let door = page.location().to_owned();
    assert_eq!(browser.get(&door).await.status, 200);
    web.clock.set(web.now().plus_minutes(21));
    assert_eq!(browser.get(&door).await.status, StatusCode::GONE);
    browser.set_cookie("nara_link_door", "a.b.c");
    assert_eq!(browser.get(&door).await.status, StatusCode::NOT_FOUND);
    let page = web.visitor().get(&door).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "without a code");
    assert!(page.text.contains("Skriv koden igen"));
    // A link in a letter is no place at a door.
    let keys = &web.state.keys;
    let link = keys.sign(
        nara_server::auth::tokens::Purpose::Reset,
        None,
        "1.x.y",
        "",
        web.now().plus_hours(1),
    );
    browser.set_cookie("nara_link_door", &link.unwrap());
    assert_eq!(browser.get(&door).await.status, StatusCode::NOT_FOUND);
});

on_both!(
    a_class_comes_in_at_the_same_minute_and_guessing_ends,
    |app| {
        let web = app.web().await;
        let tove = supervisor(&app, "Tove").await;
        let mut leader = web.signed_in(&tove).await;
        let mut form = crate::form("Norrskolan 9B", "no");
        form[4].1 = "31";
        let page = leader.post_form("/grupper/ny", &form).await;
        let id = page.location().rsplit('/').next().unwrap().parse().unwrap();
        let code = code_of(&mut leader, id).await;
        // Thirty behind one address, each with a slip of the finger first.
        let school = web.visitor().peer;
        for n in 0..30 {
            let mut browser = web.visitor();
            browser.peer = school;
            browser.post_form("/grupp", &[("kod", "K7QD3 MXP4T")]).await;
            let page = browser.post_form("/grupp", &[("kod", &code)]).await;
            let door = page.location().to_owned();
            let alias = format!("Räv {n}");
            let page = browser.post_form(&door, &[("alias", &alias)]).await;
            assert_eq!(page.status, 200, "{n} {}", page.text);
        }
        let (burst, _) = Action::Door.quota();
        let mut last = StatusCode::OK;
        for _ in 0..=burst {
            let mut browser = web.visitor();
            browser.peer = school;
            last = browser
                .post_form("/grupp", &[("kod", "K7QD3 MXP4T")])
                .await
                .status;
            if last == StatusCode::TOO_MANY_REQUESTS {
                break;
            }
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(
            typed(&web, &code).await,
            StatusCode::SEE_OTHER,
            "elsewhere one comes in"
        );
    }
);
