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

on_both!(a_step_without_a_text_is_corrected_as_visibly, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver]).await;
    let wrong = newest(&desk).await;
    desk.take(T::StartPreparation).await;
    let way = format!("{}/ratta/{wrong}", desk.path);
    // The way to correct it, for who may.
    assert!(desk.secretary.get(&desk.path).await.text.contains(&way));
    let page = desk.visitor.get(&desk.path).await;
    assert!(!page.text.contains("/ratta/"));
    assert!(page.text.contains(&format!("id=\"svar-{wrong}\"")));

    let mut fields: Typed = desk.filled(T::HandOver);
    fields.retain(|(name, _)| !["receiving_body", "decision_text"].contains(name));
    fields.push(("receiving_body", "KFN".to_owned()));
    fields.push(("decision_text", "Ärendet överlämnas.".to_owned()));
    fields.push(("correction_reason", "Fel nämnd avskriven.".to_owned()));
    let page = post(&mut desk.secretary, &way, &fields).await;
    assert_eq!(page.location(), desk.path, "{}", page.text);
    let right = newest(&desk).await;
    let page = desk.visitor.get(&desk.path).await;
    for part in [
        format!("id=\"svar-{wrong}\""),
        format!("id=\"svar-{right}\""),
        "Fel nämnd avskriven.".to_owned(),
        "Ärendet överlämnas.".to_owned(),
        "act--old".to_owned(),
        "Tekniska nämnden".to_owned(),
    ] {
        assert!(page.text.contains(&part), "{part}: {}", page.text);
    }
    // It stays where it was among what happened.
    let line = page.text.rfind("Överlämnat till Kultur").unwrap();
    let after = page.text.rfind("Beredningen har börjat").unwrap();
    assert!(line < after, "{}", page.text);
});

on_both!(what_was_asked_and_added_is_read_by_those_it_is_for, |app| {
    let web = app.web().await;
    let mut desk = Desk::unread(&app, &web).await;
    let missing = [("missing", "Vilken udde menar du?")];
    let asked = crate::common::act(&missing);
    let gun = app.secretary("Gun").await;
    app.proposals
        .record(&gun, desk.id, T::RequestCompletion, asked, app.now)
        .await
        .unwrap();
    let added = [("completion", "Norra udden.")];
    let path = format!("{}/komplettera", desk.path);
    let page = desk.proposer.post_form(&path, &added).await;
    assert_eq!(page.status, 303, "{}", page.text);
    for browser in [&mut desk.proposer, &mut desk.secretary] {
        let page = browser.get(&desk.path).await;
        for part in ["Vilken udde menar du?", "Norra udden."] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
    }
});

on_both!(a_correction_corrects_something, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    desk.take(T::Approve).await;
    let view = app.proposals.get(&Actor::Visitor, desk.id, app.now).await;
    let act = view.unwrap().acts.pop().unwrap();
    let address = format!("{}/ratta/{}", desk.path, act.id);
    let send = |fields: &std::collections::BTreeMap<String, String>, once: &str| {
        let mut form = fields.clone();
        form.insert("correction_reason".to_owned(), "Fel.".to_owned());
        form.insert("once".to_owned(), once.to_owned());
        form
    };
    let same = send(&act.fields, "a-key-for-the-same");
    let pairs: Vec<(&str, &str)> = same.iter().map(|(k, v)| (&**k, &**v)).collect();
    let page = desk.secretary.post_form(&address, &pairs).await;
    assert_eq!(page.status, 422, "{}", page.text);
    assert!(
        page.text.contains("Du har inte ändrat något"),
        "{}",
        page.text
    );
    let mut fields = act.fields.clone();
    fields.insert("paragraph".to_owned(), "42".to_owned());
    let other = send(&fields, "a-key-for-another");
    let pairs: Vec<(&str, &str)> = other.iter().map(|(k, v)| (&**k, &**v)).collect();
    let page = desk.secretary.post_form(&address, &pairs).await;
    assert_eq!(page.status, 303, "{}", page.text);
});
