//! A group's end: on its last day, or before it.

use axum::http::StatusCode;
use nara_domain::group::KEPT_DAYS;
use nara_domain::time::{Date, Stamp};

use crate::{code_of, group, idea, join, on_both, supervisor};

on_both!(
    a_group_ends_by_itself_and_its_members_are_forgotten,
    |app| {
        let web = app.web().await;
        let tove = supervisor(&app, "Tove").await;
        let mut leader = web.signed_in(&tove).await;
        let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
        let (mut fox, _) = join(&web, &code, "Glad Räv").await;
        idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
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
