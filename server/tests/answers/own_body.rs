//! A secretary records what the body they write for does, and is told whose the rest is.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Body, Level, Role, Standing};
use nara_domain::error::NotAllowedNow;
use nara_domain::proposal::{StageCode, TransitionKind as T};

use super::desk::{Desk, form, post};
use super::meetings::{enter, send, today};
use crate::common::{App, act};
use crate::on_both;

async fn secretary_of(app: &App, name: &str, body: &str) -> Actor {
    let standing = Standing {
        body: Some(Body::parse(body).unwrap()),
        ..Standing::of(Role::Secretary)
    };
    app.person(name, Level::T, vec![standing]).await
}

on_both!(a_decision_is_for_the_bodys_secretary, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    let other = secretary_of(&app, "Berit", "SN").await;
    let mut browser = web.signed_in(&other).await;
    let at = format!("{}/handlagg", desk.path);
    let page = browser.get(&format!("{at}?steg=approve")).await;
    let said = "Du är sekreterare i socialnämnden; det här är en sak för tekniska nämnden.";
    let plain = |text: &str| text.replace('\u{a0}', " ");
    assert!(plain(&page.text).contains(said), "{}", page.text);
    assert!(!page.text.contains("name=\"decision_text\""));
    let refused = post(
        &mut browser,
        &at,
        &form("approve", &desk.filled(T::Approve)),
    )
    .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(plain(&refused.text).contains(said), "{}", refused.text);
    assert_eq!(desk.stage().await, StageCode::Scheduled);

    // The same form by the committee's own.
    let own = secretary_of(&app, "Gun", "TN").await;
    let mut browser = web.signed_in(&own).await;
    let page = browser.get(&format!("{at}?steg=approve")).await;
    assert!(page.text.contains("name=\"decision_text\""));
    // But not as a decision of somebody else.
    let mut typed = desk.filled(T::Approve);
    typed.retain(|(name, _)| *name != "body");
    typed.push(("body", "KS".to_owned()));
    let refused = post(&mut browser, &at, &form("approve", &typed)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(plain(&refused.text).contains("en sak för kommunstyrelsen"));
    let taken = post(
        &mut browser,
        &at,
        &form("approve", &desk.filled(T::Approve)),
    )
    .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    assert_eq!(desk.stage().await, StageCode::Approved);

    // What is the office's, and what another body's secretary has entered.
    let view = app.proposals.get(&own, desk.id, app.now).await.unwrap();
    let may = |kind: T| {
        let act = view.acts.iter().find(|act| act.transition == Some(kind));
        act.unwrap().may_correct
    };
    assert!(may(T::Approve) && may(T::Schedule));
    assert!(!may(T::Register) && !may(T::HandOver));
    let view = app.proposals.get(&other, desk.id, app.now).await.unwrap();
    assert!(view.acts.iter().all(|act| !act.may_correct));
});

on_both!(no_correction_puts_a_case_on_another_bodys_agenda, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    let own = secretary_of(&app, "Gun", "TN").await;
    let view = app.proposals.get(&own, desk.id, app.now).await.unwrap();
    let put = view
        .acts
        .iter()
        .find(|act| act.transition == Some(T::Schedule));
    let at = format!("{}/ratta/{}", desk.path, put.unwrap().id);
    let mut typed = desk.filled(T::Schedule);
    typed.retain(|(name, _)| *name != "body");
    typed.push(("body", "KS".to_owned()));
    typed.push(("correction_reason", "Fel organ.".to_owned()));
    let mut browser = web.signed_in(&own).await;
    let refused = post(&mut browser, &at, &typed).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    assert!(
        refused
            .text
            .replace('\u{a0}', " ")
            .contains("en sak för kommunstyrelsen"),
        "{}",
        refused.text
    );
    // The office writes for all of them.
    let done = post(&mut desk.secretary, &at, &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
});

on_both!(the_diary_is_the_offices, |app| {
    let web = app.web().await;
    let desk = Desk::unread(&app, &web).await;
    let own = secretary_of(&app, "Gun", "TN").await;
    let registration = act(&[
        ("received_on", "2026-03-04"),
        ("short_description", "Ljus."),
    ]);
    let refused = app
        .proposals
        .record(&own, desk.id, T::Register, registration.clone(), app.now)
        .await;
    assert_eq!(
        refused.map(drop),
        Err(AppError::NotAllowedNow(NotAllowedNow::OtherBody {
            mine: vec![Body::parse("TN").unwrap()],
            of: None,
        }))
    );
    let office = secretary_of(&app, "Berit", "KF").await;
    let done = app
        .proposals
        .record(&office, desk.id, T::Register, registration, app.now)
        .await;
    done.unwrap();
});

on_both!(meetings_are_entered_by_the_bodys_secretary, |app| {
    let web = app.web().await;
    let own = secretary_of(&app, "Gun", "TN").await;
    let other = secretary_of(&app, "Berit", "SN").await;
    let mut own = web.signed_in(&own).await;
    let mut other = web.signed_in(&other).await;
    let mut form = today(&app);
    form.push(("once", "en-nyckel-som-ingen-har".to_owned()));
    let refused = send(&mut other, "/moten/ny", &form).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("tekniska"), "{}", refused.text);
    let address = enter(&mut own, today(&app), "en-annan-nyckel-som-ingen-har").await;
    assert!(own.get(&address).await.text.contains("/andra"));
    assert!(!other.get(&address).await.text.contains("/andra"));
    // Said before the form is filled in.
    let path = "/moten/1/andra";
    assert_eq!(own.get(path).await.status, StatusCode::OK);
    let refused = other.get(path).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(!refused.text.contains("name=\"held_on\""));
});
