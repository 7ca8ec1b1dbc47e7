//! The parts of a municipality are its own: another one is never asked about Björksjö's.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::{DraftFields, ProposalPort};
use nara_domain::error::{FieldError, FieldProblem};
use nara_domain::proposal::{District, Ruleset};
use nara_server::entropy::SystemEntropy;
use nara_server::proposals::ProposalService;

use crate::common::{App, fields};
use crate::on_both;

async fn with_districts(app: &App, version: i64, districts: &[(&str, &str)]) {
    let districts = districts.iter().map(|(code, name)| District {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
    });
    app.set_rules(Ruleset {
        version,
        districts: districts.collect(),
        ..Ruleset::bjorksjo()
    })
    .await;
}

on_both!(a_part_is_one_of_the_municipalitys_own, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    let in_sjoparken = DraftFields {
        district: "sjoparken".to_owned(),
        ..fields("Belysning")
    };
    app.proposal_at(&siv, in_sjoparken.clone(), app.now).await;
    let before = browser.get("/forslag").await;
    assert!(before.text.contains("Sjöparken"));

    // New rules hold at once, also for a server that is running.
    with_districts(&app, 2, &[("hamnen", "Hamnstaden")]).await;
    let refused = app.proposals.submit(&siv, in_sjoparken, "", app.now).await;
    let not_there = FieldError::new("district", FieldProblem::NotAChoice);
    assert_eq!(refused, Err(AppError::Invalid(vec![not_there])));
    let listed = browser.get("/forslag").await;
    assert!(listed.text.contains("omrade=hamnen") && listed.text.contains("Hamnstaden"));
    assert!(!listed.text.contains("sjoparken") && !listed.text.contains("Ekbacken"));
    let old_link = browser.get("/forslag?omrade=sjoparken").await;
    assert_eq!(old_link.status, StatusCode::OK);
    let api = browser.get("/api/v1/proposals?omrade=sjoparken").await;
    assert_eq!(api.status, StatusCode::UNPROCESSABLE_ENTITY);

    let form = [("kind", "proposal"), ("title", "Bänkar")];
    let begun = browser.post_form("/forslag/nytt", &form).await;
    let draft = begun.location().trim_end_matches("/text").to_owned();
    let asked = browser.get(&format!("{draft}/amne")).await;
    assert!(asked.text.contains("Hamnstaden") && !asked.text.contains("Sjöparken"));
    let wrong = [("topic", "trygghet"), ("district", "sjoparken")];
    let wrong = browser.post_form(&format!("{draft}/amne"), &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [("topic", "trygghet"), ("district", "hamnen")];
    let right = browser.post_form(&format!("{draft}/amne"), &right).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let check = browser.get(&format!("{draft}/kontrollera")).await;
    assert!(check.text.contains("Hamnstaden"));
});

on_both!(without_parts_nobody_is_asked, |app| {
    let web = app.web().await;
    with_districts(&app, 2, &[]).await;
    let mut browser = web.visitor();
    let listed = browser.get("/forslag").await;
    assert!(!listed.text.contains("omrade"), "no filter");
    let form = [("kind", "proposal"), ("title", "Bänkar")];
    let begun = browser.post_form("/forslag/nytt", &form).await;
    let draft = begun.location().trim_end_matches("/text").to_owned();
    let asked = browser.get(&format!("{draft}/amne")).await;
    assert!(!asked.text.contains("name=\"district\""));
    let about = [("topic", "trygghet")];
    let next = browser.post_form(&format!("{draft}/amne"), &about).await;
    assert_eq!(next.location(), format!("{draft}/kontrollera"));
    let check = browser.get(&format!("{draft}/kontrollera")).await;
    assert!(!check.text.contains("Hela kommunen"), "{}", check.text);
});

on_both!(a_new_municipality_has_usual_rules_and_no_parts, |app| {
    let mut site = app.site.as_ref().clone();
    site.municipality = "Storstads kommun".to_owned();
    let entropy = std::sync::Arc::new(SystemEntropy);
    let service = ProposalService::start(app.db.clone(), entropy, site.into(), app.now);
    let rules = service.await.unwrap().rules().await.unwrap();
    assert_eq!(*rules, Ruleset::usual("Storstads kommun"));
    assert!(rules.districts.is_empty());
});
