//! `/grupper`: only one's own, and several may run one.

use axum::http::StatusCode;
use nara_domain::session::Way;

use crate::{form, group, join, on_both, supervisor};

on_both!(a_group_is_its_supervisors, |app| {
    let web = app.web().await;
    let (tove, ali) = (
        supervisor(&app, "Tove").await,
        supervisor(&app, "Ali").await,
    );
    let siv = app.resident("Siv").await;
    let mut leader = web.signed_in(&tove).await;
    let mut other = web.signed_in(&ali).await;
    let mut resident = web.signed_in(&siv).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "yes").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let here = format!("/grupper/{id}");
    assert!(leader.get("/grupper").await.text.contains("Norrskolan 9B"));
    assert!(!other.get("/grupper").await.text.contains("Norrskolan 9B"));
    for page in ["", "/kort", "/lasa"] {
        let path = format!("{here}{page}");
        assert_eq!(leader.get(&path).await.status, 200, "{path}");
        assert_eq!(
            other.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
        assert_eq!(
            resident.get(&path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
        assert_eq!(fox.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert!(
            web.visitor()
                .get(&path)
                .await
                .location()
                .starts_with("/logga-in")
        );
    }
    let forms: [(&str, &[(&str, &str)]); 5] = [
        ("/kod", &[]),
        ("/medlem", &[("medlem", "1"), ("gor", "pause")]),
        ("/dela", &[("email", "x@example.org")]),
        ("/avsluta", &[("confirmation", "yes")]),
        ("/lasa", &[("text", "1"), ("gor", "publish")]),
    ];
    for (form, fields) in forms {
        let path = format!("{here}{form}");
        let page = other.post_form(&path, fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        let page = resident.post_form(&path, fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    // Another supervisor is let in by the first; nobody else's address is told apart.
    let of = async |name: &'static str| {
        let sql = "select email from person where display_name = $1";
        let mut conn = app.db.read().await.unwrap();
        nara_server::fetch_one!(conn, (String,), sql, name)
            .unwrap()
            .0
    };
    let siv = of("Siv").await;
    let share = format!("{here}/dela");
    for email in [siv.as_str(), "nobody@example.org"] {
        let page = leader.post_form(&share, &[("email", email)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("Vi hittar ingen som kan vara ledare"));
        assert!(page.text.contains(email), "what was typed stays");
    }
    let ali = of("Ali").await;
    for _ in 0..2 {
        let page = leader.post_form(&share, &[("email", &ali)]).await;
        assert_eq!(page.location(), here);
    }
    assert_eq!(other.get(&here).await.status, 200);
    assert_eq!(app.number("select count(*) from group_supervisor").await, 2);
    assert_eq!(
        app.number("select count(*) from audit where deed = 'group_shared'")
            .await,
        1
    );
});

on_both!(a_duty_that_sleeps_runs_no_group, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, _) = group(&mut leader, "Norrskolan 9B", "no").await;
    let mut weak = web.visitor();
    weak.set_cookie("nara_session", &web.session_by(&tove, Way::Password).await);
    for path in [
        "/grupper".to_owned(),
        format!("/grupper/{id}"),
        "/grupper/ny".to_owned(),
    ] {
        let page = weak.get(&path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.text.contains("Ditt uppdrag vilar"), "{path}");
    }
    let page = weak.post_form("/grupper/ny", &form("Ny", "no")).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
});

on_both!(a_group_is_checked_and_its_name_is_its_own, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let page = leader.post_form("/grupper/ny", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut wrong = form("Norrskolan 9B", "yes");
    wrong[3].1 = "2026-03-03";
    let page = leader.post_form("/grupper/ny", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Dagen har redan varit") && page.text.contains("Norrskolan 9B"));
    group(&mut leader, "Norrskolan 9B", "yes").await;
    let made = futures::future::join_all((0..3).map(|_| {
        let mut leader = leader.clone();
        async move {
            leader
                .post_form("/grupper/ny", &form("norrskolan 9b", "no"))
                .await
        }
    }))
    .await;
    for page in made {
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("Det namnet är upptaget"));
    }
    assert_eq!(app.number("select count(*) from youth_group").await, 1);
});

on_both!(cards_show_the_code_and_its_picture, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let page = leader.get(&format!("/grupper/{id}/kort")).await;
    assert_eq!(page.text.matches(&code).count(), 6, "six to a sheet");
    assert!(page.text.contains("127.0.0.1:3000/grupp"));
    assert!(
        page.text.contains("<path d=\"M0 0h7v1h-7z"),
        "drawn in the page itself"
    );
    assert_eq!(page.header("cache-control"), "no-store");
});
