//! Corrections by form: the old entry stays, the new one stands beside it with a reason.

use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::proposal::TransitionKind as T;

use super::desk::{Desk, Typed, post};
use crate::on_both;

/// The newest act of the case.
async fn newest(desk: &Desk<'_>) -> i64 {
    let view = desk
        .app
        .proposals
        .get(&Actor::Visitor, desk.id, desk.app.now)
        .await
        .unwrap();
    view.acts.last().unwrap().id.get()
}

on_both!(a_correction_supersedes_and_both_stay, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    desk.take(T::Approve).await;
    let wrong = newest(&desk).await;
    let path = format!("{}/ratta/{wrong}", desk.path);

    let page = desk.secretary.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(
        page.text.contains("field__before"),
        "the old value stands beside the new"
    );
    assert!(page.text.contains("Tekniska nämnden bifaller förslaget."));

    let mut fields: Typed = desk.filled(T::Approve);
    fields.retain(|(name, _)| *name != "paragraph");
    fields.push(("paragraph", "42".to_owned()));
    let page = post(&mut desk.secretary, &path, &fields).await;
    assert_eq!(page.status, 422, "without a reason");
    assert!(page.text.contains("correct-correction_reason-fel\""));
    assert!(page.text.contains("value=\"42\""));

    fields.push(("correction_reason", "Fel paragraf avskriven.".to_owned()));
    let page = post(&mut desk.secretary, &path, &fields).await;
    assert_eq!(page.location(), desk.path);
    let page = desk.visitor.get(&desk.path).await;
    let right = newest(&desk).await;
    for part in [
        format!("id=\"svar-{wrong}\""),
        format!("id=\"svar-{right}\""),
        "Fel paragraf avskriven.".to_owned(),
        "act--old".to_owned(),
    ] {
        assert!(page.text.contains(&part), "{part}");
    }

    // What has been corrected is corrected no second time; its correction can be.
    let page = desk.secretary.get(&path).await;
    assert_eq!(page.status, 409);
    assert!(page.text.contains(&format!("{}/ratta/{right}", desk.path)));
    assert_eq!(post(&mut desk.secretary, &path, &fields).await.status, 409);
    let page = desk
        .secretary
        .get(&format!("{}/ratta/{right}", desk.path))
        .await;
    assert_eq!(page.status, 200);
});

on_both!(who_did_not_write_it_does_not_correct_it, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let answer = [("text", "Åtta stolpar räcker.")];
    desk.official
        .post_form(&format!("{}/svara", desk.path), &answer)
        .await;
    let act = newest(&desk).await;
    let path = format!("{}/ratta/{act}", desk.path);
    let new = [
        ("text", "Nio stolpar."),
        ("correction_reason", "Räknade fel."),
    ];
    assert_eq!(desk.visitor.get(&path).await.status, 303);
    for browser in [&mut desk.proposer, &mut desk.elected, &mut desk.secretary] {
        assert_eq!(browser.get(&path).await.status, 403);
        assert_eq!(browser.post_form(&path, &new).await.status, 403);
    }
    let colleague = app.official("Kim").await;
    let mut colleague = web.signed_in(&colleague).await;
    assert_eq!(colleague.post_form(&path, &new).await.status, 403);
    assert_eq!(desk.official.post_form(&path, &new).await.status, 303);
    let missing = format!("{}/ratta/999", desk.path);
    assert_eq!(desk.secretary.get(&missing).await.status, 404);
    assert_eq!(desk.secretary.post_form(&missing, &new).await.status, 404);
});
