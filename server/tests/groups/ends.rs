//! A group's end: on its last day, or before it.

use axum::http::StatusCode;
use nara_domain::group::KEPT_DAYS;
use nara_domain::privacy::ERASED_NAME;
use nara_domain::time::{Date, Stamp};

use crate::{code_of, group, hidden, idea, join, on_both, supervisor};

on_both!(
    a_group_ends_by_itself_and_its_members_are_forgotten,
    |app| {
        let web = app.web().await;
        let tove = supervisor(&app, "Tove").await;
        let mut leader = web.signed_in(&tove).await;
        let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
        let (mut fox, _) = join(&web, &code, "Glad Räv").await;
        idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
        let siv = app.resident("Siv").await;
        let fields = crate::common::idea("Badbrygga");
        let on = web.state.proposals.submit(&siv, fields, "", web.now());
        let on = on.await.unwrap();
        let page = fox
            .post_form(&format!("/forslag/{on}/badbrygga/stod"), &[])
            .await;
        assert_eq!(page.status, 303, "{}", page.text);
        let member = hidden(&leader.get(&format!("/grupper/{id}")).await, "medlem");
        let help = [("medlem", member.as_str()), ("gor", "help")];
        let action = format!("/grupper/{id}/medlem");
        assert_eq!(leader.post_form(&action, &help).await.status, 200);
        let end = Stamp::from_date(Date::new(2026, 6, 13).unwrap());
        // The last day is a whole day; who has not been here for weeks types the own code again.
        web.clock.set(Stamp(end.0 - 60_000));
        let (mut owl, own) = join(&web, &code, "Uggla").await;
        assert_eq!(owl.get("/grupp/mitt").await.status, 200);
        web.clock.set(end);
        assert_eq!(owl.get("/grupp/mitt").await.location(), "/grupp");
        for over in [&code, &own] {
            let page = web.visitor().post_form("/grupp", &[("kod", over)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let mut leader = web.signed_in(&tove).await;
        let page = leader.get(&format!("/grupper/{id}")).await;
        assert!(page.text.contains("Avslutad") && page.text.contains("Uggla"));
        let page = leader.get(&format!("/grupper/{id}/kort")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let page = leader
            .post_form(
                &format!("/grupper/{id}/medlem"),
                &[("medlem", "1"), ("gor", "pause")],
            )
            .await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);

        // Paused and helped before, so that there are lines about her.
        let lines = "select count(*) from audit where subject_kind = 'member'";
        assert_eq!(app.number(lines).await, 1);
        let people = app
            .texts("select cast(person_id as text) from person where level = 's' order by 1")
            .await;
        assert_eq!(people.len(), 2);
        let groups = &web.state.groups;
        let almost = Stamp(end.plus_days(KEPT_DAYS).0 - 1);
        assert_eq!(groups.clean_up(almost).await.unwrap(), 0);
        assert_eq!(groups.clean_up(end.plus_days(KEPT_DAYS)).await.unwrap(), 2);
        for rest in [
            "select count(*) from member",
            "select count(*) from session where way = 'group'",
            "select count(*) from standing where role = 'youth'",
            "select member_count from youth_group",
        ] {
            assert_eq!(app.number(rest).await, 0, "{rest}");
        }
        // Nobody is left under the alias, and no line says who it was by the account's number.
        let left = "select distinct display_name from person where level = 's'";
        assert_eq!(app.texts(left).await, [ERASED_NAME]);
        let blank = "select count(*) from person where level = 's' and alias is null
            and given_name is null and family_name is null and email is null";
        assert_eq!(app.number(blank).await, 2);
        let about = app
            .texts("select subject_id from audit where subject_kind = 'member'")
            .await;
        assert_eq!(about.len(), 1);
        assert!(!people.contains(&about[0]), "{about:?} {people:?}");
        let told = app.texts("select detail || subject_id from audit").await;
        assert!(told.iter().all(|line| !line.contains("Räv")), "{told:?}");
        // What was supported stays supported.
        let finished = web.state.privacy.finish_erasures(end.plus_days(KEPT_DAYS));
        finished.await.unwrap();
        let supported = "select support_count from proposal where title = 'Badbrygga'";
        assert_eq!(app.number(supported).await, 1);
        // What was written stays under the alias, and out of the search engines.
        let page = web.visitor().get("/forslag/1/pingisbord").await;
        assert!(page.text.contains("Glad Räv, Norrskolan 9B"));
        assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
    }
);

on_both!(a_supervisor_ends_it_before, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, own) = join(&web, &code, "Glad Räv").await;
    let action = format!("/grupper/{id}/avsluta");
    let page = leader.post_form(&action, &[]).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "it has to be ticked"
    );
    assert_eq!(fox.get("/grupp/mitt").await.status, 200);
    let page = leader.post_form(&action, &[("confirmation", "yes")]).await;
    assert_eq!(page.location(), format!("/grupper/{id}"));
    assert_eq!(fox.get("/grupp/mitt").await.location(), "/grupp");
    for over in [&code, &own] {
        let page = web.visitor().post_form("/grupp", &[("kod", over)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(
        app.number("select count(*) from standing where role = 'youth' and until_at is null")
            .await,
        0
    );
    // Twice is once.
    leader.post_form(&action, &[("confirmation", "yes")]).await;
    assert_eq!(
        app.number("select count(*) from audit where deed = 'group_ended'")
            .await,
        1
    );
    let (_, other) = group(&mut leader, "Norrskolan 9C", "no").await;
    assert_ne!(other, code);
    assert_eq!(
        code_of(&mut leader, nara_domain::ids::GroupId::new(2)).await,
        other
    );
});
