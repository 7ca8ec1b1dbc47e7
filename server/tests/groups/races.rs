//! Two things at the same moment: a group that ends, or is given another last day, while somebody
//! comes in.

use std::time::Duration;

use axum::http::StatusCode;
use nara_domain::time::{Date, Stamp};
use nara_server::db::Tx;
use nara_server::execute;
use nara_server::groups::store;

use crate::common::http::{Browser, Page};
use crate::{group, join, on_both, supervisor};

/// Sends a form while this transaction is open, and ends the transaction when the form has come as
/// far as it comes.
pub async fn meanwhile(
    tx: Tx,
    browser: &mut Browser<'_>,
    (path, form): (&str, &[(&str, &str)]),
) -> Page {
    let commit = async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        tx.commit().await.unwrap();
    };
    let (page, ()) = futures::join!(browser.post_form(path, form), commit);
    page
}

on_both!(nobody_comes_in_while_a_group_ends, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let now = web.now();
    for (turn, name) in ["Norrskolan 9A", "Norrskolan 9B", "Norrskolan 9C"]
        .into_iter()
        .enumerate()
    {
        let (id, code) = group(&mut leader, name, "no").await;
        let mut browser = web.visitor();
        let page = browser.post_form("/grupp", &[("kod", &code)]).await;
        let door = page.location().to_owned();
        assert_eq!(browser.get(&door).await.status, 200);
        let mut tx = app.db.begin().await.unwrap();
        match turn {
            0 => assert!(store::end(&mut tx, id, now).await.unwrap()),
            1 => {
                let other = store::replace_code(&mut tx, id, "salt", "another code's hash");
                assert_eq!(other.await.unwrap(), 1);
            }
            _ => {
                let sql = "update youth_group set ends_at = $2 where youth_group_id = $1";
                execute!(tx, sql, id.get(), now.0).unwrap();
            }
        }
        let form = [("alias", "Glad Räv")];
        let page = meanwhile(tx, &mut browser, (&door, &form)).await;
        assert_eq!(page.status, StatusCode::GONE, "{name} {}", page.text);
        for nobody in [
            "select count(*) from member",
            "select count(*) from person where level = 's'",
            "select count(*) from session where way = 'group'",
            "select max(member_count) from youth_group",
        ] {
            assert_eq!(app.number(nobody).await, 0, "{name} {nobody}");
        }
    }
});

on_both!(no_code_of_ones_own_opens_a_group_that_ends, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (_, own) = join(&web, &code, "Glad Räv").await;
    let mut tx = app.db.begin().await.unwrap();
    assert!(store::end(&mut tx, id, web.now()).await.unwrap());
    let form = [("kod", own.as_str())];
    let page = meanwhile(tx, &mut web.visitor(), ("/grupp", &form)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sessions = "select count(*) from session where way = 'group'";
    assert_eq!(app.number(sessions).await, 0);
});

on_both!(two_who_move_the_last_day_leave_one_of_them, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (_fox, _) = join(&web, &code, "Glad Räv").await;
    let later = Stamp::from_date(Date::new(2026, 9, 1).unwrap());
    let mut tx = app.db.begin().await.unwrap();
    let sql =
        "update youth_group set last_day = '2026-08-31', ends_at = $2 where youth_group_id = $1";
    execute!(tx, sql, id.get(), later.0).unwrap();
    let hours = nara_domain::session::LONGEST.absolute_hours;
    store::move_end(&mut tx, id, later, hours, web.now())
        .await
        .unwrap();
    let mut form = crate::form("Norrskolan 9B", "no");
    form[3].1 = "2026-03-20";
    let change = format!("/grupper/{id}/andra");
    let page = meanwhile(tx, &mut leader, (&change, &form)).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let end = Stamp::from_date(Date::new(2026, 3, 21).unwrap()).0;
    for sql in [
        "select ends_at from youth_group",
        "select until_at from standing where role = 'youth'",
        "select expires_at from session where way = 'group'",
    ] {
        assert_eq!(app.number(sql).await, end, "{sql}");
    }
});
