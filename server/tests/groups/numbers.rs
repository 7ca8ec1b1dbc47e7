//! Numbers of members and texts: a page that stays open speaks of nobody else's.

use axum::http::StatusCode;

use crate::{group, hidden, idea, join, on_both, supervisor};

on_both!(no_number_is_given_twice, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "yes").await;
    let (here, read) = (format!("/grupper/{id}"), format!("/grupper/{id}/lasa"));
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    // Two pages stay open.
    let old_text = hidden(&leader.get(&read).await, "text");
    let old_member = hidden(&leader.get(&here).await, "medlem");
    let page = fox
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert_eq!(page.location(), "/");
    let (mut owl, _) = join(&web, &code, "Uggla").await;
    idea(&mut owl, "Pumptrack", "Bakom hallen.").await;
    assert_ne!(hidden(&leader.get(&read).await, "text"), old_text);
    assert_ne!(hidden(&leader.get(&here).await, "medlem"), old_member);
    // Nothing of somebody else's is published, and nobody else's code is made.
    let publish = [("text", old_text.as_str()), ("gor", "publish")];
    let page = leader.post_form(&read, &publish).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(app.number("select count(*) from proposal").await, 0);
    for step in ["help", "pause", "remove"] {
        let form = [("medlem", old_member.as_str()), ("gor", step)];
        let page = leader.post_form(&format!("{here}/medlem"), &form).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{step}");
    }
    assert_eq!(app.number("select count(*) from return_code").await, 0);
    assert_eq!(owl.get("/grupp/mitt").await.status, 200);
});
