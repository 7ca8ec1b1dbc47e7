//! Who runs a group: several, one who leaves, and nobody.

use axum::http::StatusCode;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::GroupId;
use nara_server::execute;

use crate::common::App;
use crate::common::http::Browser;
use crate::{group, idea, join, on_both, supervisor};

const UNLED: &str = "Gruppen har ingen ledare just nu";

/// Takes the duty back, or gives it again.
async fn in_duty(app: &App, who: &Actor, until: Option<i64>) {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update standing set until_at = $2 where role = 'supervisor' and person_id = $1",
        who.person_id().unwrap().get(),
        until,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

async fn share(app: &App, leader: &mut Browser<'_>, id: GroupId, with: &Actor) {
    let sql = "select email from person where person_id = $1";
    let mut conn = app.db.read().await.unwrap();
    let number = with.person_id().unwrap().get();
    let (email,) = nara_server::fetch_one!(conn, (String,), sql, number).unwrap();
    drop(conn);
    let here = format!("/grupper/{id}");
    let page = leader
        .post_form(&format!("{here}/dela"), &[("email", &email)])
        .await;
    assert_eq!(page.location(), here);
}

on_both!(nobody_begins_in_a_group_without_a_leader, |app| {
    let web = app.web().await;
    let (tove, ali) = (
        supervisor(&app, "Tove").await,
        supervisor(&app, "Ali").await,
    );
    let mut leader = web.signed_in(&tove).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    share(&app, &mut leader, id, &ali).await;
    let (mut fox, own) = join(&web, &code, "Glad Räv").await;
    let mut waits = web.visitor();
    let page = waits.post_form("/grupp", &[("kod", &code)]).await;
    let door = page.location().to_owned();

    // One of two is enough.
    in_duty(&app, &tove, Some(web.now().0)).await;
    assert!(!fox.get("/grupp/mitt").await.text.contains(UNLED));
    let page = idea(&mut fox, "Pingisbord", "Ett bord utanför skolan.").await;
    assert!(page.location().ends_with("/kvitto"), "{}", page.location());
    in_duty(&app, &ali, Some(web.now().0)).await;

    let page = web.visitor().post_form("/grupp", &[("kod", &code)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains(UNLED), "{}", page.text);
    let page = waits.post_form(&door, &[("alias", "Uggla")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains(UNLED), "{}", page.text);
    assert_eq!(app.number("select count(*) from member").await, 1);
    // Who is in stays in, is told, and is read first.
    let page = web.visitor().post_form("/grupp", &[("kod", &own)]).await;
    assert_eq!(page.location(), "/grupp/mitt");
    let page = fox.get("/grupp/mitt").await;
    assert!(page.text.contains(UNLED) && page.text.contains("Du är kvar i gruppen"));
    let page = idea(&mut fox, "Pumptrack", "Bakom hallen.").await;
    assert_eq!(page.location(), "/grupp/mitt");
    let said = [("text", "Bra!"), ("stance", "for")];
    let page = fox.post_form("/forslag/1/pingisbord/inlagg", &said).await;
    assert_eq!(page.location(), "/grupp/mitt");
    let json = serde_json::json!({
        "kind": "idea", "title": "Förbi", "body": "Text.", "topic": "fritid",
    });
    let answer = fox
        .json(axum::http::Method::POST, "/api/v1/proposals", json)
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    assert_eq!(app.number("select count(*) from proposal").await, 1);
    assert_eq!(app.number("select count(*) from comment").await, 0);
    let waiting = "select count(*) from waiting_text where state = 'waiting'";
    assert_eq!(app.number(waiting).await, 2);

    // With a leader it goes on.
    in_duty(&app, &tove, None).await;
    assert!(!fox.get("/grupp/mitt").await.text.contains(UNLED));
    let page = waits.post_form(&door, &[("alias", "Uggla")]).await;
    assert_eq!(page.status, 200);
    let page = leader.get(&format!("/grupper/{id}")).await;
    assert!(page.text.contains("har inte uppdraget längre"), "Ali");
});

on_both!(a_leader_goes_and_never_the_last_one, |app| {
    let web = app.web().await;
    let (tove, ali) = (
        supervisor(&app, "Tove").await,
        supervisor(&app, "Ali").await,
    );
    let mut leader = web.signed_in(&tove).await;
    let mut other = web.signed_in(&ali).await;
    let (id, _) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (here, action) = (format!("/grupper/{id}"), format!("/grupper/{id}/ledare"));
    let [tove_id, ali_id] = [&tove, &ali].map(|who| who.person_id().unwrap().to_string());

    // Alone: the page offers it to nobody, and it is refused.
    let page = leader.get(&here).await;
    assert!(
        page.text.contains("Du är ensam ledare") && !page.text.contains("Lämna gruppen</button>")
    );
    let page = leader.post_form(&action, &[("ledare", &tove_id)]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(
        page.text.contains("Du är den enda ledaren"),
        "{}",
        page.text
    );
    // Who runs no group takes nobody out of one.
    let page = other.post_form(&action, &[("ledare", &tove_id)]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);

    share(&app, &mut leader, id, &ali).await;
    let page = leader.get(&here).await;
    assert!(
        page.text.contains("Lämna gruppen</button>"),
        "{}",
        page.text
    );
    assert!(page.text.contains("Ta bort som ledare</button>"));
    // Somebody without the duty is nobody to leave it to.
    in_duty(&app, &ali, Some(web.now().0)).await;
    let page = leader.post_form(&action, &[("ledare", &tove_id)]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    in_duty(&app, &ali, None).await;

    let page = leader.post_form(&action, &[("ledare", &ali_id)]).await;
    assert_eq!(page.location(), here);
    assert!(
        leader
            .get(&here)
            .await
            .text
            .contains("Ledaren är borttagen")
    );
    assert_eq!(other.get(&here).await.status, StatusCode::NOT_FOUND);
    let page = leader.post_form(&action, &[("ledare", &ali_id)]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "once");
    share(&app, &mut leader, id, &ali).await;
    let page = leader.post_form(&action, &[("ledare", &tove_id)]).await;
    assert_eq!(page.location(), "/grupper");
    assert!(
        leader
            .get("/grupper")
            .await
            .text
            .contains("Du har lämnat gruppen")
    );
    assert_eq!(leader.get(&here).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get(&here).await.status, 200);

    // Each is in the log, found by who it was done to.
    let duty = vec![Standing::of(Role::Administrator)];
    let adm = app.person("Adm", Level::T, duty).await;
    let page = web
        .signed_in(&adm)
        .await
        .get(&format!("/admin/logg?person={ali_id}"))
        .await;
    for line in [
        format!("Tove lade till Ali som ledare i gruppen Norrskolan 9B (nummer {id})."),
        format!("Tove tog bort Ali som ledare i gruppen Norrskolan 9B (nummer {id})."),
    ] {
        assert!(page.text.contains(&line), "{line} {}", page.text);
    }
    let deeds = app
        .texts("select deed from audit where subject_kind = 'person' order by audit_id")
        .await;
    assert_eq!(
        deeds,
        [
            "group_shared",
            "leader_taken_out",
            "group_shared",
            "group_left"
        ]
    );
});

on_both!(two_who_take_each_other_out_leave_one, |app| {
    let web = app.web().await;
    let (tove, ali) = (
        supervisor(&app, "Tove").await,
        supervisor(&app, "Ali").await,
    );
    let mut leader = web.signed_in(&tove).await;
    let other = web.signed_in(&ali).await;
    let [tove_id, ali_id] = [&tove, &ali].map(|who| who.person_id().unwrap().to_string());
    for turn in 0..4 {
        let name = format!("Grupp {turn}");
        let (id, _) = group(&mut leader, &name, "no").await;
        share(&app, &mut leader, id, &ali).await;
        let action = format!("/grupper/{id}/ledare");
        let (mut one, mut two) = (leader.clone(), other.clone());
        // The first time each the other, then each oneself.
        let (first, second) = match turn % 2 {
            0 => (&ali_id, &tove_id),
            _ => (&tove_id, &ali_id),
        };
        let (first, second) = ([("ledare", first.as_str())], [("ledare", second.as_str())]);
        let (a, b) = futures::join!(
            one.post_form(&action, &first),
            two.post_form(&action, &second),
        );
        assert!(
            (a.status == 303) != (b.status == 303),
            "{turn} {} {}",
            a.status,
            b.status
        );
    }
    assert_eq!(app.number("select count(*) from group_supervisor").await, 4);
});
