//! Coming in again: with one's own code, and with help.

use axum::http::StatusCode;

use crate::{code_in, group, hidden, join, on_both, supervisor};

on_both!(the_own_code_lets_in_on_another_phone, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut first, own) = join(&web, &code, "Glad Räv").await;
    let mut second = web.visitor();
    let page = second
        .post_form("/grupp", &[("kod", &own.to_lowercase())])
        .await;
    assert_eq!(page.location(), "/grupp/mitt");
    let page = second.get("/grupp/mitt").await;
    assert!(page.text.contains("Hej Glad Räv!") && page.text.contains("Välkommen tillbaka!"));
    assert_eq!(app.number("select count(*) from member").await, 1);
    // Another one ends it; both browsers go on.
    let page = first.post_form("/grupp/mitt/kod", &[]).await;
    let new = code_in(&page);
    assert_ne!(new, own);
    let page = web.visitor().post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(second.get("/grupp/mitt").await.status, 200);
    let page = web.visitor().post_form("/grupp", &[("kod", &new)]).await;
    assert_eq!(page.location(), "/grupp/mitt");
});

on_both!(a_supervisor_helps_in_once_and_learns_nothing, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut lost, own) = join(&web, &code, "Glad Räv").await;
    let here = format!("/grupper/{id}");
    let page = leader.get(&here).await;
    assert!(page.text.contains("Glad Räv") && !page.text.contains(&own));
    let member = hidden(&page, "medlem");
    let action = format!("{here}/medlem");
    let page = leader
        .post_form(&action, &[("medlem", &member), ("gor", "help")])
        .await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.text.contains("Kod för Glad Räv"));
    let help = code_in(&page);
    assert!(!leader.get(&here).await.text.contains(&help), "shown once");
    assert_eq!(
        lost.get("/grupp/mitt").await.status,
        200,
        "nothing else ended"
    );
    // Once, also at the same moment.
    let ins = futures::future::join_all((0..4).map(|_| {
        let (web, help) = (&web, &help);
        async move {
            web.visitor()
                .post_form("/grupp", &[("kod", help)])
                .await
                .status
        }
    }))
    .await;
    let inside = ins
        .iter()
        .filter(|status| **status == StatusCode::SEE_OTHER)
        .count();
    assert_eq!(inside, 1, "{ins:?}");
    // Another ends the one before; and with signing out, everything else ends.
    let form = [("medlem", member.as_str()), ("gor", "help")];
    let old = code_in(&leader.post_form(&action, &form).await);
    let form = [("medlem", member.as_str()), ("gor", "help"), ("ut", "yes")];
    let new = code_in(&leader.post_form(&action, &form).await);
    assert_eq!(lost.get("/grupp/mitt").await.location(), "/grupp");
    let page = web.visitor().post_form("/grupp", &[("kod", &old)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    web.clock.set(web.now().plus_hours(25));
    let page = web.visitor().post_form("/grupp", &[("kod", &new)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "for a day");
    let page = web.visitor().post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.location(), "/grupp/mitt", "the own code goes on");
    assert_eq!(
        app.number(
            "select count(*) from audit where deed = 'member_helped' and actor_role = 'supervisor'"
        )
        .await,
        3
    );
    let told = app.texts("select detail from audit").await;
    assert!(
        told.iter()
            .all(|line| !line.contains("Räv") && !line.contains("code")),
        "{told:?}"
    );
});
