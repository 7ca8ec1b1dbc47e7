//! Answering an idea with one of the six verdicts, and telling that it is done.

use nara_app::proposals::api::ProposalPort;
use nara_domain::fields::FieldSpec;
use nara_domain::proposal::IdeaMoveKind;

use crate::common::idea;
use crate::on_both;

on_both!(every_verdict_says_what_it_needs, |app| {
    let web = app.web().await;
    let young = app.youth("Norrsken").await;
    let id = app
        .proposals
        .submit(&young, idea("Ljusslinga"), "", app.now)
        .await
        .unwrap();
    let path = format!("/forslag/{id}/ljusslinga/omdome");
    let mut official = web.signed_in(&app.official("Maja").await).await;
    let chooser = official.get(&path).await;
    assert_eq!(chooser.status, 200);
    let verdicts = IdeaMoveKind::ALL
        .iter()
        .filter(|kind| kind.verdict().is_some());
    for kind in verdicts {
        let to = format!("{path}?steg={kind}");
        assert!(chooser.text.contains(&format!("href=\"{to}\"")), "{kind}");
        let page = official.get(&to).await;
        for FieldSpec { name, .. } in kind.fields() {
            assert!(
                page.text.contains(&format!("name=\"{name}\"")),
                "{kind}: {name}"
            );
        }
        let page = official.post_form(&path, &[("step", kind.code())]).await;
        assert_eq!(page.status, 422, "{kind}");
        for FieldSpec { name, .. } in kind.fields().iter().filter(|spec| spec.required) {
            assert!(
                page.text.contains(&format!("id=\"verdict-{name}-fel\"")),
                "{kind}: {name}"
            );
        }
    }
    let mut resident = web.signed_in(&app.resident("Ekbackenbo").await).await;
    assert_eq!(resident.get(&path).await.status, 403);
    assert_eq!(
        resident.post_form(&path, &[("step", "no")]).await.status,
        403
    );
    assert_eq!(
        official.post_form(&path, &[("step", "maybe")]).await.status,
        422
    );
});

on_both!(an_idea_is_answered_and_done, |app| {
    let web = app.web().await;
    let young = app.youth("Norrsken").await;
    let id = app
        .proposals
        .submit(&young, idea("Ljusslinga"), "", app.now)
        .await
        .unwrap();
    let case = format!("/forslag/{id}/ljusslinga");
    let path = format!("{case}/omdome");
    let mut official = web.signed_in(&app.official("Maja").await).await;
    let start = app.now.day().add_days(14).to_string();
    let yes = [
        ("step", "yes_now"),
        ("owner", "Tekniska förvaltningen"),
        ("start_on", start.as_str()),
        ("cost", "12 000"),
        ("first_step", "Vi beställer slingan."),
        ("answer", "Ja! Det blir fint."),
    ];
    let done = [
        ("step", "done"),
        ("on", "2026-03-04"),
        ("actual_cost", "11500"),
    ];
    let page = official.post_form(&path, &done).await;
    assert_eq!(page.status, 409, "nothing was promised yet");
    let page = official.post_form(&path, &yes).await;
    assert_eq!(page.location(), case);
    assert_eq!(
        official.post_form(&path, &yes).await.status,
        409,
        "answered already"
    );
    assert_eq!(official.post_form(&path, &done).await.location(), case);
    let page = official.get(&case).await;
    assert!(page.text.contains("Det blir fint."));
    assert!(page.text.contains("11\u{a0}500"));
});
