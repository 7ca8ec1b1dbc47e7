//! There is always an administrator.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_domain::actor::Role;
use nara_domain::error::{Denied, NotNow};

use crate::help::{administrator, id, page_of, resident};
use crate::on_both;

const LEFT: &str = "select count(*) from standing where role = 'administrator' \
    and until_at is null";

on_both!(the_last_administrator_stays, |app| {
    let web = app.web().await;
    let anna = administrator(&app, "Anna").await;
    let mut browser = web.signed_in(&anna).await;
    let end = format!("{}/avsluta", page_of(&anna));
    let fields = [("role", "administrator")];
    let page = browser.post_form(&end, &fields).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(
        page.text.contains("Ingen annan är systemansvarig just nu."),
        "{}",
        page.text
    );
    assert_eq!(app.number(LEFT).await, 1);
    assert_eq!(
        app.number("select count(*) from audit").await,
        0,
        "no deed, no line"
    );
    // With somebody else there, it ends.
    let siv = resident(&app, "Siv", "siv@example.se").await;
    let give = format!("{}/uppdrag", page_of(&siv));
    assert_eq!(browser.post_form(&give, &fields).await.status, 303);
    assert_eq!(
        browser.post_form(&end, &fields).await.location(),
        page_of(&anna)
    );
    assert_eq!(
        browser.get("/admin").await.status,
        StatusCode::FORBIDDEN,
        "with the next request"
    );
    assert_eq!(app.number(LEFT).await, 1);
});

// One whose duty has not begun, or has ended, is nobody to leave it to.
on_both!(an_administrator_to_come_does_not_count, |app| {
    let web = app.web().await;
    let anna = administrator(&app, "Anna").await;
    let mut browser = web.signed_in(&anna).await;
    let siv = resident(&app, "Siv", "siv@example.se").await;
    let give = format!("{}/uppdrag", page_of(&siv));
    let later = [("role", "administrator"), ("first_day", "2026-03-05")];
    assert_eq!(browser.post_form(&give, &later).await.status, 303);
    let end = format!("{}/avsluta", page_of(&anna));
    let page = browser.post_form(&end, &[("role", "administrator")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
});

on_both!(two_who_end_each_other_at_once_leave_one, |app| {
    let web = app.web().await;
    for round in 0..10 {
        let anna = administrator(&app, "Anna").await;
        let bo = administrator(&app, "Bo").await;
        let before = app.number(LEFT).await;
        assert_eq!(before, 2, "round {round}");
        let (admin, now) = (&web.state.admin, web.now());
        let (one, other) = tokio::join!(
            admin.end(&anna, id(&bo), Role::Administrator, now),
            admin.end(&bo, id(&anna), Role::Administrator, now),
        );
        let last = AppError::Denied(Denied::NotNow(NotNow::LastAdministrator));
        let mut both = [one, other];
        both.sort_by_key(Result::is_err);
        assert_eq!(both, [Ok(()), Err(last)], "round {round}");
        assert_eq!(app.number(LEFT).await, 1, "round {round}");
        // For the next round.
        let mut tx = app.db.begin().await.unwrap();
        nara_server::execute!(
            tx,
            "update standing set until_at = 1 where until_at is null"
        )
        .unwrap();
        tx.commit().await.unwrap();
    }
});
