//! There is always an administrator.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::duty::Duty;
use nara_domain::error::{Denied, NotNow};
use nara_server::accounts::store::insert_standing;

use crate::common::http::link_in;
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
        page.text
            .contains("Någon måste alltid vara systemansvarig."),
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

// A new last day takes the place of none: by giving it, by accepting it, and by ending the other one.
on_both!(
    an_administrator_until_tonight_is_no_administrator_for_good,
    |app| {
        let web = app.web().await;
        let anna = resident(&app, "Anna", "anna@example.se").await;
        let siv = resident(&app, "Siv", "siv@example.se").await;
        let mut tx = app.db.begin().await.unwrap();
        let duty = Standing::of(Role::Administrator);
        insert_standing(&mut tx, id(&anna), &duty, web.now(), None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut browser = web.signed_in(&anna).await;
        let give = |who: &Actor| format!("{}/uppdrag", page_of(who));
        let tonight = [("role", "administrator"), ("last_day", "2026-03-04")];
        let page = browser.post_form(&give(&anna), &tonight).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        let last = "Någon måste alltid vara systemansvarig.";
        assert!(page.text.contains(last), "{}", page.text);
        // By an invitation of her own.
        let invitation = [tonight.as_slice(), &[("email", "anna@example.se")]].concat();
        let page = browser
            .post_form("/admin/inbjudningar/ny", &invitation)
            .await;
        assert_eq!(page.location(), "/admin/inbjudningar");
        let letter = web.letter_to("anna@example.se").await.unwrap();
        let link = link_in(&letter, "/inbjudan/");
        let page = browser.answer(&link, &[]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.text.contains(last), "{}", page.text);
        // Leaving it to somebody who stops tonight.
        assert_eq!(browser.post_form(&give(&siv), &tonight).await.status, 303);
        let end = format!("{}/avsluta", page_of(&anna));
        let role = [("role", "administrator")];
        let page = browser.post_form(&end, &role).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(app.number(LEFT).await, 1);
        // Siv begins where she ends, without an end: then she may stop tonight herself, and not before.
        let tomorrow = [("role", "administrator"), ("first_day", "2026-03-05")];
        assert_eq!(browser.post_form(&give(&siv), &tomorrow).await.status, 303);
        assert_eq!(browser.post_form(&give(&anna), &tonight).await.status, 303);
        let page = browser.post_form(&end, &role).await;
        // Until midnight Siv has the duty that ends then.
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
);

on_both!(two_who_limit_each_other_at_once_leave_one, |app| {
    let web = app.web().await;
    let anna = administrator(&app, "Anna").await;
    let bo = administrator(&app, "Bo").await;
    let (admin, now) = (&web.state.admin, web.now());
    let limited = Duty {
        standing: Standing::of(Role::Administrator),
        first_day: None,
        last_day: Some(now.day().add_days(9)),
    };
    let (one, other) = tokio::join!(
        admin.give(&anna, id(&bo), &limited, now),
        admin.give(&bo, id(&anna), &limited, now),
    );
    assert_ne!(one.is_ok(), other.is_ok());
    assert_eq!(app.number(LEFT).await, 1);
});
