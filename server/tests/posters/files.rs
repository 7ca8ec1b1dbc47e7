//! The files over HTTP: whose they are, what they carry, and that they are drawn once.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::campaign::CampaignStepKind;
use nara_domain::proposal::{Ruleset, TransitionKind};

use super::reader::{Pdf, Picture, scan};
use crate::common::http::Browser;
use crate::common::{act, reasons};
use crate::on_both;

async fn bytes(browser: &mut Browser<'_>, path: &str) -> Bytes {
    let response = browser.raw(Method::GET, path, None, Vec::new()).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.into_body().collect().await.unwrap().to_bytes()
}

on_both!(a_code_leads_to_the_page, |app| {
    let web = app.web().await;
    let proposer = app.resident("Zqxavsändare").await;
    let id = app.proposal(&proposer, "Lekplats vid sjön").await;
    let official = app.official("Maja").await;
    let new = act(&[("text", &reasons())]);
    let answer = app
        .proposals
        .answer(&official, id, ActKind::OfficialAnswer, new, app.now)
        .await
        .unwrap();
    let mut visitor = web.visitor();
    let public = web.state.site.public_url.clone();
    for (query, part) in [
        ("format=a4&sprak=sv,ar", String::new()),
        ("format=bild&sprak=en", String::new()),
        (
            &format!("format=a3&sprak=ar&svar={answer}"),
            format!("#svar-{answer}"),
        ),
        ("", String::new()),
    ] {
        let address = format!("/forslag/{id}/lekplats-vid-sjon/affisch.png?{query}");
        let picture = Picture::of_png(&bytes(&mut visitor, &address).await);
        let read = scan(&picture);
        let [read] = read.as_slice() else {
            panic!("{query}: {read:?}")
        };
        let there = read.strip_prefix(&public).unwrap();
        let there = there.strip_suffix(&part).unwrap();
        let led = visitor.get(there).await;
        let page = visitor.get(led.location()).await;
        assert_eq!(page.status, StatusCode::OK);
        let heading = page.text.split("<h1").nth(1).unwrap();
        assert!(heading.contains("Lekplats vid sjön"), "{query}");
        let english = query.contains("sprak=en");
        assert_eq!(there.starts_with("/en/"), english, "{query}");
        if !part.is_empty() {
            assert!(page.text.contains(&format!("id=\"{}\"", &part[1..])));
        }
        // Nobody is named on a wall.
        let pdf = bytes(&mut visitor, &address.replace(".png", ".pdf")).await;
        let pdf = Pdf::of(&pdf);
        let all = format!("{}{}{}", pdf.text(), pdf.info(), pdf.structure());
        assert!(all.contains("Lekplats"), "{all}");
        for name in ["Zqx", "Maja"] {
            assert!(!all.contains(name), "{name} in {all}");
        }
    }
});

on_both!(a_campaigns_code_leads_to_its_question, |app| {
    let web = app.web().await;
    let official = app.official("Zqxmaja").await;
    let typed = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let plan = typed(&[
        ("title", "Framtidslådan"),
        ("question", "Vad saknas för unga här?"),
        ("commission", "Nämnden frågar inför nästa års budget."),
        ("age_from", "13"),
        ("age_to", "19"),
        ("sets", "I skolan: 1"),
        ("influence", "dialogue"),
        ("can_influence", "Vad vi gör."),
        ("cannot_influence", "Pengarna."),
    ]);
    let campaigns = &web.state.campaigns;
    let slug = campaigns.draft(&official, &plan, "affisch", app.now).await;
    let slug = slug.unwrap();
    let path = format!("/kampanjer/{slug}/affisch.png");
    let mut visitor = web.visitor();
    assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND);
    let mut own = web.signed_in(&official).await;
    let page = own.get(&path).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "nor of one's own draft");

    let day = app.now.day().to_string();
    let mut approval = typed(&[
        ("approved_by", "Zqxlena Borg"),
        ("sponsor", "Zqxanna (X)"),
        ("opens_on", &day),
        ("ideas_until", &day),
        ("budget", "Inga pengar"),
        ("answerer", "Zqxfritid"),
        ("stand_in", "Skolan"),
        ("answer_days", "60"),
        ("consent", "Brev hem."),
        ("data_protection", "yes"),
    ]);
    let view = campaigns.campaign(&official, &slug, app.now).await;
    approval.insert("seen".to_owned(), view.unwrap().seen());
    let sent = (&approval, "affisch-beslut");
    let step = CampaignStepKind::Approve;
    let taken = campaigns
        .record(&official, &slug, step, sent, app.now)
        .await;
    taken.unwrap();
    let public = web.state.site.public_url.clone();
    for (query, there) in [("sprak=sv,ar", ""), ("format=bild&sprak=en", "/en")] {
        let address = format!("{path}?{query}");
        let picture = Picture::of_png(&bytes(&mut visitor, &address).await);
        let led = format!("{public}{there}/kampanjer/{slug}");
        assert_eq!(scan(&picture), [led.as_str()]);
        let page = visitor.get(led.strip_prefix(&public).unwrap()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Vad saknas för unga här?"));
        assert!(page.text.contains("/affisch\""), "one click from there");
        let pdf = Pdf::of(&bytes(&mut visitor, &address.replace(".png", ".pdf")).await);
        let all = format!("{}{}{}", pdf.text(), pdf.info(), pdf.structure());
        assert!(all.contains("saknas"), "{all}");
        assert!(!all.contains("Zqx"), "{all}");
    }
});

on_both!(a_file_says_what_it_is_and_is_asked_for_again, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Lekplats").await;
    let mut visitor = web.visitor();
    let path = format!("/forslag/{id}/lekplats/affisch.pdf?format=a3");
    let page = visitor.get(&path).await;
    assert_eq!(page.header("content-type"), "application/pdf");
    let name = "inline; filename=\"affisch-lekplats-a3.pdf\"";
    assert_eq!(page.header("content-disposition"), name);
    assert_eq!(page.header("cache-control"), "public, no-cache");
    assert_eq!(page.header("x-robots-tag"), "noindex");
    assert!(page.headers.get("set-cookie").is_none());
    let tag = page.header("etag").to_owned();
    visitor.set_header("if-none-match", &tag);
    let page = visitor.get(&path).await;
    assert_eq!(page.status, StatusCode::NOT_MODIFIED);
    assert_eq!(
        (page.text.as_str(), page.header("etag")),
        ("", tag.as_str())
    );
    // Whoever is signed in gets the same file, with nothing of theirs in it.
    let mut proposer = web.signed_in(&siv).await;
    proposer.set_header("if-none-match", &tag);
    assert_eq!(proposer.get(&path).await.status, StatusCode::NOT_MODIFIED);
    // Another title is another file at once.
    let other = app.proposal(&siv, "Skatepark").await;
    let page = visitor
        .get(&format!("/forslag/{other}/x/affisch.pdf?format=a3"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert_ne!(page.header("etag"), tag);
    let picture = visitor
        .get(&format!("/forslag/{id}/lekplats/affisch.png"))
        .await;
    assert_eq!(picture.header("content-type"), "image/png");
});

on_both!(what_is_asked_for_wrongly_is_told, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Lekplats").await;
    let mut visitor = web.visitor();
    for query in ["format=a5", "sprak=xx", "sprak=sv,,", "svar=x"] {
        let page = visitor
            .get(&format!("/forslag/{id}/lekplats/affisch.pdf?{query}"))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(page.is_html());
    }
    for path in [
        format!("/forslag/{id}/lekplats/affisch.pdf?svar=999999"),
        format!("/forslag/{id}/lekplats/affisch?svar=999999"),
        // What a resident said of it is no answer of the municipality.
        format!("/forslag/{id}/lekplats/affisch?svar=1"),
        "/forslag/999999/borta/affisch.png".to_owned(),
        "/forslag/x/borta/affisch".to_owned(),
    ] {
        assert_eq!(
            visitor.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
});

on_both!(nothing_goes_up_that_not_everybody_may_read, |app| {
    let municipality = app.site.municipality.clone();
    let rules = Ruleset {
        version: 2,
        ..Ruleset::without_threshold(&municipality)
    };
    app.set_rules(rules).await;
    let siv = app.resident("Siv").await;
    let secretary = app.secretary("Sven").await;
    let withheld = app.proposal(&siv, "Undanhållen").await;
    let rejected = [
        ("criterion", "individual_matter"),
        ("reasons", &reasons()),
        ("where_to_turn", "Bygglovsenheten."),
        ("publish_text", "no"),
    ];
    // It takes two who read it.
    for by in [&app.secretary("Sonja").await, &secretary] {
        let new = act(&rejected);
        let step = TransitionKind::RejectFormally;
        let done = app.proposals.record(by, withheld, step, new, app.now).await;
        done.unwrap();
    }
    let rules = Ruleset {
        version: 3,
        pre_review: true,
        municipality,
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let unread = app.proposal(&siv, "Oläst lekplats").await;
    let web = app.web().await;
    for (who, mut browser) in [
        ("visitor", web.visitor()),
        ("owner", web.signed_in(&siv).await),
        ("secretary", web.signed_in(&secretary).await),
    ] {
        for id in [unread, withheld] {
            for file in ["affisch", "affisch.pdf", "affisch.png"] {
                let page = browser.get(&format!("/forslag/{id}/x/{file}")).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{who} {id} {file}");
                assert!(!page.text.contains("lekplats"));
            }
        }
    }
    let page = web
        .visitor()
        .get(&format!("/forslag/{withheld}/undanhallen"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        !page.text.contains("/affisch"),
        "no way leads to where nothing is"
    );
});

on_both!(of_young_people_nothing_but_the_idea_is_shown, |app| {
    let web = app.web().await;
    let youth = app.youth("Zqxnorrsken").await;
    let id = app
        .proposal_at(&youth, crate::common::idea("Pingisbord"), app.now)
        .await;
    let mut visitor = web.visitor();
    let page = visitor
        .get(&format!("/forslag/{id}/pingisbord/affisch"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Pingisbord") && !page.text.contains("Zqx"));
    let pdf = bytes(
        &mut visitor,
        &format!("/forslag/{id}/pingisbord/affisch.pdf"),
    )
    .await;
    assert!(!Pdf::of(&pdf).text().contains("Zqx"));
});
