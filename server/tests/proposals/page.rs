//! A proposal's page: one address, what its state means, and only what may be seen.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::proposal::Ruleset;

use crate::common::act;
use crate::on_both;

on_both!(a_page_has_one_address, |app| {
    let web = app.web().await;
    let id = app
        .proposal(&app.resident("Siv").await, "Lekplats i Ekbacken")
        .await;
    let path = format!("/forslag/{id}/lekplats-i-ekbacken");
    let mut browser = web.visitor();
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(&format!(
        "href=\"http://127.0.0.1:3000{path}\" rel=\"canonical\""
    )));
    let old = browser
        .get(&format!("/forslag/{id}/gammal-rubrik?svara=1"))
        .await;
    assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(old.location(), format!("{path}?svara=1"));
    assert_eq!(
        browser.get(&format!("/forslag/{id}")).await.location(),
        path
    );
    let english = browser.get(&format!("/en/forslag/{id}/x")).await;
    assert_eq!(english.location(), format!("/en{path}"));
    for unknown in [
        "/forslag/999/x",
        "/forslag/999",
        "/forslag/abc",
        "/forslag/abc/x",
        "/forslag/007/x",
    ] {
        assert_eq!(
            browser.get(unknown).await.status,
            StatusCode::NOT_FOUND,
            "{unknown}"
        );
    }
});

on_both!(the_state_says_what_it_means_and_what_is_next, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let page = web.visitor().get(&format!("/forslag/{id}/lekplats")).await;
    for shown in [
        "Samlar stöd",
        "Nästa steg",
        "KS/2026:1",
        "Vad har hänt?",
        "Inlämnat",
        "data-live=\"state\"",
        "data-live=\"timeline\"",
        "data-live=\"acts\"",
        "data-live=\"comments\"",
    ] {
        assert!(page.text.contains(shown), "{shown}");
    }
    assert!(
        !page.text.contains("[stage-") && !page.text.contains("[next-"),
        "every word is there"
    );
    assert_eq!(page.text.matches("<h1").count(), 1);
});

on_both!(the_three_kinds_of_answer_never_look_alike, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let official = app.official("Karin Lindqvist").await;
    let elected = app.elected("Nils").await;
    let answer = act(&[
        ("text", "Det kostar en del."),
        ("investment_cost", "620000"),
    ]);
    app.proposals
        .answer(&official, id, ActKind::OfficialAnswer, answer, app.now)
        .await
        .unwrap();
    let opinion = act(&[("text", "Jag är för.")]);
    app.proposals
        .answer(&elected, id, ActKind::ElectedOpinion, opinion, app.now)
        .await
        .unwrap();
    let page = web.visitor().get(&format!("/forslag/{id}/lekplats")).await;
    let card = |class: &str| {
        let start = format!("class=\"act {class}\"");
        let card = page
            .text
            .split(&start)
            .nth(1)
            .unwrap_or_else(|| panic!("no {class}"));
        card.split("</article>").next().unwrap().to_owned()
    };
    let official = card("is-official");
    for shown in [
        "inget beslut",
        "Det kostar en del.",
        "620\u{a0}000\u{a0}kr",
        "Karin Lindqvist",
        "trafikingenjör",
    ] {
        assert!(official.contains(shown), "{shown} in {official}");
    }
    let elected = card("is-elected");
    for shown in ["Åsikt av förtroendevald", "Jag är för.", "Nils", "ledamot"] {
        assert!(elected.contains(shown), "{shown} in {elected}");
    }
    assert!(!page.text.contains("/svara\""), "a visitor gets no buttons");
    let mut browser = web.signed_in(&app.official("Karin").await).await;
    let page = browser.get(&format!("/forslag/{id}/lekplats")).await;
    assert!(
        page.text
            .contains(&format!("/forslag/{id}/lekplats/svara\""))
    );
});

on_both!(what_is_not_public_is_for_its_proposer_only, |app| {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = web
        .state
        .proposals
        .submit(&siv, crate::common::fields("Hemlig rubrik"), "", app.now)
        .await
        .unwrap();
    let path = format!("/forslag/{id}/hemlig-rubrik");
    let mut browser = web.visitor();
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    for public in ["/", "/forslag", "/forslag?q=hemlig", "/en/forslag"] {
        assert!(
            !browser.get(public).await.text.contains("Hemlig"),
            "{public}"
        );
    }
    let mut own = web.signed_in(&siv).await;
    let page = own.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("noindex"));
});

on_both!(a_proposer_takes_it_back_after_ticking_the_box, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Lekplats").await;
    let path = format!("/forslag/{id}/lekplats");
    let mut browser = web.signed_in(&siv).await;
    assert!(
        browser
            .get(&path)
            .await
            .text
            .contains(&format!("{path}/aterkalla"))
    );
    let page = browser
        .post_form(&format!("{path}/aterkalla"), &[("once", "a")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut other = web.signed_in(&app.resident("Bo").await).await;
    let fields = [("confirmation", "yes"), ("once", "a")];
    let page = other.post_form(&format!("{path}/aterkalla"), &fields).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "only one's own");
    let sent = browser
        .post_form(&format!("{path}/aterkalla"), &fields)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert!(browser.get(&path).await.text.contains("Återkallat"));
});

on_both!(the_start_page_shows_what_there_is, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    let empty = browser.get("/").await;
    assert_eq!(
        empty.status,
        StatusCode::OK,
        "also before anybody wrote anything"
    );
    app.proposal(&app.resident("Siv").await, "Lekplats i Ekbacken")
        .await;
    let page = browser.get("/").await;
    for shown in [
        "Vad vill du ändra i Björksjö?",
        "action=\"/forslag/nytt\"",
        "Lekplats i Ekbacken",
    ] {
        assert!(page.text.contains(shown), "{shown}");
    }
    assert!(browser.cookies.is_empty(), "no cookie");
});
