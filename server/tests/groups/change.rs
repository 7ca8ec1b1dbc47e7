//! `/grupper/{id}/andra`: a group that goes on becomes another.

use axum::http::StatusCode;
use nara_domain::time::{Date, Stamp};

use crate::common::http::Page;
use crate::{code_of, form, group, hidden, idea, join, on_both, supervisor};

/// The form with one field typed anew.
fn with<'a>(field: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut typed = form("Norrskolan 9B", "no");
    for (name, old) in &mut typed {
        if *name == field {
            *old = value;
        }
    }
    typed
}

/// A field's value on a page.
fn value(page: &Page, name: &str) -> String {
    let (_, after) = page.text.split_once(&format!("name=\"{name}\"")).unwrap();
    let (tag, _) = after.split_once('>').unwrap();
    let (_, value) = tag.split_once("value=\"").unwrap_or_default();
    value.split('"').next().unwrap().to_owned()
}

on_both!(a_group_is_changed_by_who_runs_it, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, own) = join(&web, &code, "Glad Räv").await;
    idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    let here = format!("/grupper/{id}");
    let change = format!("{here}/andra");
    assert!(leader.get(&here).await.text.contains(&change));
    let page = leader.get(&change).await;
    for (name, stands) in [
        ("name", "Norrskolan 9B"),
        ("age_from", "14"),
        ("age_to", "16"),
        ("last_day", "2026-06-12"),
        ("max_members", "30"),
    ] {
        assert_eq!(value(&page, name), stands, "{name}");
    }
    group(&mut leader, "Norrskolan 9D", "no").await;
    let page = leader
        .post_form(&change, &with("name", "norrskolan-9d"))
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text.contains("Det namnet är upptaget"),
        "{}",
        page.text
    );
    assert_eq!(
        value(&page, "name"),
        "norrskolan-9d",
        "what was typed stays"
    );
    let far = leader
        .post_form(&change, &with("last_day", "2036-03-03"))
        .await;
    assert!(far.text.contains("inom 400 dagar"), "{}", far.text);
    for (field, wrong) in [
        ("last_day", "2026-03-03"),
        ("last_day", "2036-03-03"),
        ("max_members", "1"),
        ("name", ""),
        ("reads_first", ""),
    ] {
        let page = leader.post_form(&change, &with(field, wrong)).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field} {wrong}"
        );
    }
    assert_eq!(
        app.number("select count(*) from audit where deed = 'group_changed'")
            .await,
        0
    );

    // The name from now on; what is written keeps the one it was written under.
    let page = leader
        .post_form(&change, &with("name", "Norra skolan"))
        .await;
    assert_eq!(page.location(), here);
    assert!(leader.get(&here).await.text.contains("Gruppen är ändrad"));
    idea(&mut fox, "Pumptrack", "Bakom hallen.").await;
    let names = app
        .texts("select proposer_name from proposal order by proposal_id")
        .await;
    assert_eq!(names, ["Glad Räv, Norrskolan 9B", "Glad Räv, Norra skolan"]);
    assert!(fox.get("/grupp/mitt").await.text.contains("Norra skolan"));

    // Read first from now on.
    let mut read = with("reads_first", "yes");
    read[0].1 = "Norra skolan";
    assert_eq!(leader.post_form(&change, &read).await.location(), here);
    let page = idea(&mut fox, "Skridskobana", "Bakom hallen.").await;
    assert_eq!(page.location(), "/grupp/mitt");
    let text = hidden(&leader.get(&format!("{here}/lasa")).await, "text");
    assert!(!text.is_empty());
    assert_eq!(app.number("select count(*) from proposal").await, 2);

    // The code is the one that was handed out, and the own one lets in as before.
    assert_eq!(code_of(&mut leader, id).await, code);
    let page = web.visitor().post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.location(), "/grupp/mitt");
    assert_eq!(
        app.number("select count(*) from audit where deed = 'group_changed'")
            .await,
        2
    );
});

on_both!(another_last_day_moves_sessions_and_places_with_it, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let (_, _) = join(&web, &code, "Uggla").await;
    let page = leader.get(&format!("/grupper/{id}")).await;
    let owl = page.text.rsplit("name=\"medlem\" value=\"").next().unwrap();
    let owl = owl.split('"').next().unwrap();
    let pause = [("medlem", owl), ("gor", "pause")];
    leader
        .post_form(&format!("/grupper/{id}/medlem"), &pause)
        .await;
    let change = format!("/grupper/{id}/andra");
    let end = |month, day| Stamp::from_date(Date::new(2026, month, day).unwrap()).0;
    for (last_day, ends) in [("2026-03-20", end(3, 21)), ("2026-04-10", end(4, 11))] {
        let page = leader.post_form(&change, &with("last_day", last_day)).await;
        assert_eq!(page.location(), format!("/grupper/{id}"), "{}", page.text);
        for sql in [
            "select ends_at from youth_group",
            "select expires_at from session where way = 'group'",
            "select max(until_at) from standing where role = 'youth'",
        ] {
            assert_eq!(app.number(sql).await, ends, "{last_day} {sql}");
        }
        let places = format!("select count(*) from standing where until_at = {ends}").leak();
        assert_eq!(app.number(places).await, 1, "who is paused stays so");
    }
    // Longer than a session may last: that one still ends when it would.
    leader
        .post_form(&change, &with("last_day", "2027-03-01"))
        .await;
    let limits = nara_domain::session::LONGEST;
    let sql = "select expires_at - created_at from session where way = 'group'";
    assert_eq!(app.number(sql).await, limits.absolute_hours * 3_600_000);
    assert_eq!(fox.get("/grupp/mitt").await.status, 200);
    // Over is over.
    leader
        .post_form(
            &format!("/grupper/{id}/avsluta"),
            &[("confirmation", "yes")],
        )
        .await;
    assert_eq!(leader.get(&change).await.status, StatusCode::FORBIDDEN);
    let page = leader
        .post_form(&change, &with("last_day", "2026-06-12"))
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
});

on_both!(there_is_room_for_who_is_in, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    for alias in ["Räv", "Uggla", "Lo"] {
        join(&web, &code, alias).await;
    }
    let change = format!("/grupper/{id}/andra");
    let page = leader.post_form(&change, &with("max_members", "2")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("mellan 3 och 60"), "{}", page.text);
    // At the same moment somebody comes in, and it shrinks: never more in than there is room.
    let mut browser = web.visitor();
    let door = browser.post_form("/grupp", &[("kod", &code)]).await;
    let door = door.location().to_owned();
    let mut other = leader.clone();
    let (small, alias) = (with("max_members", "3"), [("alias", "Varg")]);
    let (shrunk, came) = futures::join!(
        other.post_form(&change, &small),
        browser.post_form(&door, &alias),
    );
    assert!(
        (shrunk.status == 303) != (came.status == 200),
        "{} {}",
        shrunk.status,
        came.status
    );
    let fits = "select count(*) from youth_group where member_count <= max_members";
    assert_eq!(app.number(fits).await, 1);
});
