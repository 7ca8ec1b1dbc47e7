//! Pausing, removing and bringing back.

use axum::http::StatusCode;
use nara_domain::session::Way;

use crate::{group, hidden, idea, join, on_both, supervisor};

on_both!(
    who_is_paused_is_out_at_once_and_what_they_wrote_stays,
    |app| {
        let web = app.web().await;
        let tove = supervisor(&app, "Tove").await;
        let mut leader = web.signed_in(&tove).await;
        let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
        let (mut fox, own) = join(&web, &code, "Glad Räv").await;
        let page = idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
        let receipt = page.location().to_owned();
        assert!(receipt.ends_with("/kvitto"), "{receipt}");
        let (here, action) = (format!("/grupper/{id}"), format!("/grupper/{id}/medlem"));
        let member = hidden(&leader.get(&here).await, "medlem");
        for (step, flash) in [
            ("pause", "Pausad och utloggad"),
            ("remove", "Borttagen och utloggad"),
        ] {
            // A session that was begun in the very same moment is left behind.
            let person = app.number("select person_id from member").await;
            let form = [("medlem", member.as_str()), ("gor", step)];
            let page = leader.post_form(&action, &form).await;
            assert_eq!(page.location(), here, "{step}");
            assert!(leader.get(&here).await.text.contains(flash));
            assert_eq!(fox.get("/grupp/mitt").await.location(), "/grupp", "{step}");
            let left_behind = nara_domain::actor::Actor::Person {
                id: nara_domain::ids::PersonId::new(person),
                name: String::new(),
                level: nara_domain::actor::Level::S,
                standings: Vec::new(),
                dormant: Vec::new(),
                restraint: None,
            };
            let secret = web.session_by(&left_behind, Way::Group).await;
            let mut stray = web.visitor();
            stray.set_cookie("nara_session", &secret);
            assert_eq!(
                stray.get("/konto").await.location(),
                "/logga-in?sedan=%2Fkonto"
            );
            for old in [&own, &code] {
                let page = web.visitor().post_form("/grupp", &[("kod", old)]).await;
                assert_eq!(page.status == StatusCode::SEE_OTHER, *old == code, "{step}");
            }
            let page = leader
                .post_form(&action, &[("medlem", &member), ("gor", "help")])
                .await;
            assert_eq!(page.status, StatusCode::CONFLICT, "{step}");
            // Twice is once.
            let page = leader.post_form(&action, &form).await;
            assert_eq!(page.status, StatusCode::CONFLICT, "{step}");
            // Back in, by the code they had.
            let form = [("medlem", member.as_str()), ("gor", "bring_back")];
            leader.post_form(&action, &form).await;
            assert_eq!(
                stray.get("/konto").await.status,
                303,
                "what was left behind ended"
            );
            fox = web.visitor();
            let page = fox.post_form("/grupp", &[("kod", &own)]).await;
            assert_eq!(page.location(), "/grupp/mitt");
            assert_eq!(fox.get("/grupp/mitt").await.status, 200);
            assert_eq!(app.number("select member_count from youth_group").await, 1);
        }
        let page = web
            .visitor()
            .get(&receipt.replace("/kvitto", "/pingisbord"))
            .await;
        assert!(
            page.text.contains("Glad Räv, Norrskolan 9B"),
            "{}",
            page.text
        );
        let deeds = app.texts("select deed from audit order by audit_id").await;
        assert_eq!(
            deeds,
            [
                "group_made",
                "member_paused",
                "member_back",
                "member_removed",
                "member_back"
            ]
        );
    }
);

on_both!(who_is_put_out_does_not_come_back_by_the_card, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (_fox, own) = join(&web, &code, "Glad Räv").await;
    let (mut owl, _) = join(&web, &code, "Uggla").await;
    let (here, action) = (format!("/grupper/{id}"), format!("/grupper/{id}/medlem"));
    let page = leader.get(&here).await;
    assert!(
        page.text.contains("Gör också en ny kod till gruppen"),
        "{}",
        page.text
    );
    let member = hidden(&page, "medlem");
    let mut codes = vec![code];
    for (step, flash) in [
        ("pause", "Pausad och utloggad. Gruppen har en ny kod"),
        ("remove", "Borttagen och utloggad. Gruppen har en ny kod"),
    ] {
        let form = [("medlem", member.as_str()), ("gor", step), ("kod", "yes")];
        assert_eq!(leader.post_form(&action, &form).await.location(), here);
        assert!(leader.get(&here).await.text.contains(flash), "{step}");
        for old in &codes {
            let page = web.visitor().post_form("/grupp", &[("kod", old)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{step}");
        }
        let new = crate::code_of(&mut leader, id).await;
        let page = web.visitor().post_form("/grupp", &[("kod", &new)]).await;
        assert_eq!(page.location(), "/grupp/in", "{step}");
        codes.push(new);
    }
    assert_eq!(
        owl.get("/grupp/mitt").await.status,
        200,
        "nothing else ended"
    );
    // Taking somebody in again leaves the code as it is, whatever the form says.
    let back = [
        ("medlem", member.as_str()),
        ("gor", "bring_back"),
        ("kod", "yes"),
    ];
    leader.post_form(&action, &back).await;
    assert_eq!(
        &crate::code_of(&mut leader, id).await,
        codes.last().unwrap()
    );
    let page = web.visitor().post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.location(), "/grupp/mitt");
    let made = "select count(*) from audit where deed = 'group_code'";
    assert_eq!(app.number(made).await, 2);
});

on_both!(a_removed_members_place_is_free, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let mut form = crate::form("Liten grupp", "no");
    form[4].1 = "2";
    let page = leader.post_form("/grupper/ny", &form).await;
    let here = page.location().to_owned();
    let code = crate::code_in(&leader.get(&format!("{here}/kort")).await);
    join(&web, &code, "Glad Räv").await;
    join(&web, &code, "Uggla").await;
    let member = hidden(&leader.get(&here).await, "medlem");
    let action = format!("{here}/medlem");
    let remove = [("medlem", member.as_str()), ("gor", "remove")];
    assert_eq!(leader.post_form(&action, &remove).await.location(), here);
    join(&web, &code, "Lo").await;
    // Now there is none to come back to.
    let back = [("medlem", member.as_str()), ("gor", "bring_back")];
    let page = leader.post_form(&action, &back).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Gruppen är full. Ta bort någon"));
    assert_eq!(app.number("select member_count from youth_group").await, 2);
    // Under the alias of who was removed nobody else can come in: what they wrote stands there.
    let mut larger = crate::form("Liten grupp", "no");
    larger[4].1 = "3";
    leader.post_form(&format!("{here}/andra"), &larger).await;
    let mut browser = web.visitor();
    let page = browser.post_form("/grupp", &[("kod", &code)]).await;
    let door = page.location().to_owned();
    let page = browser.post_form(&door, &[("alias", "Glad Räv")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
});

on_both!(a_member_takes_the_alias_away, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "yes").await;
    let (mut fox, own) = join(&web, &code, "Glad Räv").await;
    idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    let page = fox.get("/konto/uppgifter").await;
    assert!(page.text.contains("Din grupp"), "{}", page.text);
    // Nothing is said of what nobody in a group has, nor of what this one has none of.
    let going = fox.get("/konto/ta-bort").await;
    for page in [&page, &going] {
        assert_eq!(page.status, 200);
        let words = page.text.to_lowercase();
        for never in ["e-post", "lösenord", "passnyck", "legitimation", "brev"] {
            assert!(!words.contains(never), "{never} {}", page.text);
        }
    }
    for there in ["account", "session", "group"] {
        assert!(page.text.contains(&format!("id=\"uppgift-{there}\"")));
    }
    assert!(!page.text.contains("id=\"uppgift-support\""));
    assert!(
        !page.text.contains("arkivlagen"),
        "nothing of it goes there"
    );
    assert!(page.text.contains("Din egen kod är inte med"));
    assert!(going.text.contains("Din plats i gruppen, din egen kod"));
    let page = fox
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert_eq!(page.location(), "/");
    for rest in [
        "select count(*) from member",
        "select count(*) from waiting_text",
        "select member_count from youth_group",
        "select count(*) from person where display_name like 'Glad Räv%'",
    ] {
        assert_eq!(app.number(rest).await, 0, "{rest}");
    }
    let page = web.visitor().post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
});
