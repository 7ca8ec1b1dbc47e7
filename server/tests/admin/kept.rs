//! What a person wrote keeps the role they held at the time.

use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Role;
use nara_domain::answer::ActKind;

use crate::common::{act, comment};
use crate::help::{desk, page_of};
use crate::on_both;

/// The part of the page around a text.
fn around<'a>(html: &'a str, text: &str, tag: &str) -> &'a str {
    let at = html.find(text).unwrap_or_else(|| panic!("no {text}"));
    let begin = html[..at].rfind(&format!("<{tag}")).unwrap();
    let end = at + html[at..].find(&format!("</{tag}>")).unwrap();
    &html[begin..end]
}

on_both!(badges_stay_when_a_duty_changes_and_when_it_ends, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let author = app.resident("Ekbackenbo").await;
    let case = app.proposal(&author, "Belysning vid stigen").await;
    let (maja, eva) = (app.official("Maja Lind").await, app.elected("Eva Ek").await);
    let answer = act(&[("text", "Åtta stolpar räcker.")]);
    app.proposals
        .answer(&maja, case, ActKind::OfficialAnswer, answer, app.now)
        .await
        .unwrap();
    let opinion = act(&[("text", "Jag tycker att det är värt det.")]);
    app.proposals
        .answer(&eva, case, ActKind::ElectedOpinion, opinion, app.now)
        .await
        .unwrap();
    for (who, said) in [
        (&maja, "Vi mäter ljuset i maj."),
        (&eva, "Jag kommer och tittar."),
    ] {
        app.proposals
            .comment(who, case, comment(said), app.now)
            .await
            .unwrap();
    }
    let as_it_is = async || {
        let page = web
            .visitor()
            .get(&format!("/forslag/{case}/belysning-vid-stigen"))
            .await;
        assert_eq!(page.status, 200);
        [
            around(&page.text, "Åtta stolpar räcker.", "article").to_owned(),
            around(&page.text, "värt det.", "article").to_owned(),
            around(&page.text, "Vi mäter ljuset i maj.", "article").to_owned(),
            around(&page.text, "Jag kommer och tittar.", "article").to_owned(),
        ]
    };
    let before = as_it_is().await;
    assert!(before[0].contains("trafikingenjör"), "{}", before[0]);
    assert!(before[1].contains("Björksjölistan (X)"));
    assert!(before[2].contains("badge is-official"));
    assert!(before[3].contains("badge is-elected"));

    // Changed: another title, another party, another duty besides.
    for (who, fields) in [
        (
            &maja,
            [
                ("role", "official"),
                ("title", "jurist"),
                ("department", "Kansliet"),
            ],
        ),
        (
            &eva,
            [
                ("role", "elected"),
                ("party", "Skogspartiet (S)"),
                ("assignment", "ersättare"),
            ],
        ),
    ] {
        let page = browser
            .post_form(&format!("{}/uppdrag", page_of(who)), &fields)
            .await;
        assert_eq!(page.status, 303);
    }
    assert_eq!(as_it_is().await, before, "after they changed");
    for (who, role) in [(&maja, Role::Official), (&eva, Role::Elected)] {
        let fields = [("role", role.code())];
        let page = browser
            .post_form(&format!("{}/avsluta", page_of(who)), &fields)
            .await;
        assert_eq!(page.status, 303);
    }
    assert_eq!(as_it_is().await, before, "after they ended");
    // What is written from now on has no badge.
    let mut hers = web.signed_in(&maja).await;
    let form = [("text", "Nu skriver jag som granne."), ("stance", "for")];
    let page = hers
        .post_form(
            &format!("/forslag/{case}/belysning-vid-stigen/inlagg"),
            &form,
        )
        .await;
    assert_eq!(page.status, 303);
    let page = web
        .visitor()
        .get(&format!("/forslag/{case}/belysning-vid-stigen"))
        .await;
    assert!(!around(&page.text, "Nu skriver jag som granne.", "article").contains("badge"));
});
