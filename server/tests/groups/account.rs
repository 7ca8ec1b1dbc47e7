//! `/konto` of a member: what is there, and what is not.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_domain::error::{Denied, NotNow};
use nara_domain::group::is_member;
use nara_server::auth::session::fingerprint;
use nara_server::identity::Verified;

use crate::common::http::{Browser, Web};
use crate::{code_in, group, idea, join, on_both, supervisor};

const ONLY_ALIAS: &str = "Du är här under ett alias";

/// What a browser keeps as its session.
fn session<'b>(browser: &'b Browser<'_>) -> &'b str {
    &browser.cookies["nara_session"]
}

on_both!(a_member_has_no_account_to_change, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    for path in [
        "/konto/namn",
        "/konto/skydd",
        "/konto/losenord",
        "/konto/epost",
        "/konto/passnycklar",
    ] {
        let page = fox.get(path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.text.contains(ONLY_ALIAS), "{path} {}", page.text);
    }
    let forms: [(&str, &[(&str, &str)]); 6] = [
        (
            "/konto/namn",
            &[("display_name", "Siv Svensson"), ("name_form", "alias")],
        ),
        ("/konto/namn", &[("name_form", "nameless")]),
        ("/konto/skydd", &[]),
        ("/konto/nyckel", &[]),
        (
            "/konto/losenord",
            &[("present", "x"), ("password", "ett riktigt långt lösenord")],
        ),
        (
            "/konto/epost",
            &[("email", "siv@example.se"), ("password", "x")],
        ),
    ];
    for (path, form) in forms {
        let page = fox.post_form(path, form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {}", page.text);
        assert!(page.text.contains(ONLY_ALIAS), "{path} {}", page.text);
    }
    let page = fox.get("/konto/sla-samman").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let names = "select display_name from person where level = 's'";
    assert_eq!(app.texts(names).await, ["Glad Räv, Norrskolan 9B"]);
    let untouched = "select count(*) from person where level = 's' and protected_at is null \
        and alias is null and given_name is null and email is null and name_form = 'alias'";
    assert_eq!(app.number(untouched).await, 1);
    // The page leads to nothing that is refused, and to what is theirs.
    let page = fox.get("/konto").await;
    assert_eq!(page.status, 200);
    for path in [
        "namn",
        "skydd",
        "losenord",
        "epost",
        "passnycklar",
        "nyckel",
    ] {
        let address = format!("\"/konto/{path}\"");
        assert!(!page.text.contains(&address), "{path}");
    }
    for path in ["/grupp/mitt", "/konto/uppgifter", "/konto/ta-bort"] {
        assert!(page.text.contains(&format!("\"{path}\"")), "{path}");
    }
});

on_both!(no_provider_becomes_a_way_into_an_alias, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (fox, _) = join(&web, &code, "Glad Räv").await;
    let session = fingerprint(session(&fox));
    let kind = nara_server::accounts::store::SessionKind::Browser;
    let found = web.state.sessions.find(&session, kind, web.now()).await;
    let actor = found.unwrap().unwrap().actor;
    assert!(is_member(&actor));
    let who = Verified {
        provider: "bankid".to_owned(),
        subject: "siv".to_owned(),
        number: None,
        previous: None,
        name: Some("Siv Svensson".to_owned()),
        duties: Vec::new(),
    };
    let identity = &web.state.identity;
    let linked = identity.link_verified(&actor, &session, &who, web.now());
    let refused = AppError::Denied(Denied::NotNow(NotNow::OnlyAlias));
    assert_eq!(linked.await.unwrap_err(), refused);
    assert_eq!(app.number("select count(*) from person_identity").await, 0);
});

on_both!(the_own_code_proves_it_is_the_same_member, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, own) = join(&web, &code, "Glad Räv").await;
    let before = session(&fox).to_owned();
    web.clock.set(web.now().plus_minutes(16));
    let page = fox.post_form("/konto/uppgifter/hamta", &[]).await;
    let prove = page.location().to_owned();
    assert!(prove.starts_with("/konto/bekrafta"), "{prove}");
    let page = fox.get(&prove).await;
    assert!(
        page.text.contains("Skriv din egen kod") && page.text.contains("href=\"/grupp\""),
        "{}",
        page.text
    );
    let page = fox.post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.location(), "/grupp/mitt");
    assert_ne!(session(&fox), before);
    let page = fox.post_form("/konto/uppgifter/hamta", &[]).await;
    assert_eq!(page.status, 200);
    // At a shared computer the one who was there before is out.
    let mut old = web.visitor();
    old.set_cookie("nara_session", &before);
    assert_eq!(old.get("/grupp/mitt").await.location(), "/grupp");
});

/// What stands beside an idea.
async fn shown(web: &Web, id: i64) -> String {
    let answer = web.visitor().get(&format!("/api/v1/proposals/{id}")).await;
    let answer = answer.json();
    let name = answer["proposer"]["name"].as_str();
    name.or(answer["proposer"].as_str()).unwrap().to_owned()
}

on_both!(no_form_takes_the_alias_or_the_group_away, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    for (n, form) in ["nameless", "full", "first", "alias"]
        .into_iter()
        .enumerate()
    {
        let title = format!("Bänk nummer {n}");
        let first = [("kind", "idea"), ("title", &*title)];
        let text = fox.post_form("/forslag/nytt", &first).await;
        let text = text.location().to_owned();
        let draft = text.trim_end_matches("/text").to_owned();
        fox.post_form(&text, &[("body", "Text.")]).await;
        fox.post_form(&format!("{draft}/amne"), &[("topic", "fritid")])
            .await;
        let last = format!("{draft}/kontrollera");
        let page = fox.get(&last).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(!page.text.contains("name=\"name_form\""));
        assert!(page.text.contains("Glad Räv, Norrskolan 9B"));
        let sent = [("publish", "yes"), ("name_form", form)];
        let page = fox.post_form(&last, &sent).await;
        assert!(page.location().ends_with("/kvitto"), "{form}");
        let id = i64::try_from(n).unwrap() + 1;
        assert_eq!(shown(&web, id).await, "Glad Räv, Norrskolan 9B", "{form}");
    }
});

on_both!(a_new_own_code_ends_the_old_one, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "yes").await;
    let (mut fox, own) = join(&web, &code, "Glad Räv").await;
    idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    let new = code_in(&fox.post_form("/grupp/mitt/kod", &[]).await);
    assert_ne!(new, own);
    let page = web.visitor().post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = web.visitor().post_form("/grupp", &[("kod", &new)]).await;
    assert_eq!(page.location(), "/grupp/mitt");
});
