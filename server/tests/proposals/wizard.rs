//! Writing a proposal through its pages: nothing typed is lost, whatever was wrong with it.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::ids::ProposalId;

use crate::common::http::Browser;
use crate::common::list;
use crate::on_both;

/// Writes a draft up to its last step and answers its address.
async fn written(browser: &mut Browser<'_>, title: &str) -> String {
    let begun = browser
        .post_form("/forslag/nytt", &[("kind", "proposal"), ("title", title)])
        .await;
    let text = begun.location().to_owned();
    assert!(
        text.starts_with("/forslag/nytt/") && text.ends_with("/text"),
        "{text}"
    );
    let draft = text.trim_end_matches("/text").to_owned();
    let body = [("body", "Stigen är mörk.\r\n\r\nSätt upp lampor.")];
    assert_eq!(
        browser.post_form(&text, &body).await.location(),
        format!("{draft}/amne")
    );
    let about = [("topic", "trygghet"), ("district", "sjoparken")];
    let next = browser.post_form(&format!("{draft}/amne"), &about).await;
    assert_eq!(
        next.location(),
        format!("{draft}/kontrollera"),
        "nothing is alike"
    );
    draft
}

on_both!(a_resident_writes_and_hands_in_without_javascript, |app| {
    let web = app.web().await;
    let actor = app.resident("Ekbackenbo").await;
    let mut browser = web.signed_in(&actor).await;
    let first = browser
        .get("/forslag/nytt?titel=Belysning+l%C3%A4ngs+Sj%C3%B6parken")
        .await;
    assert!(
        first.text.contains("value=\"Belysning längs Sjöparken\""),
        "{}",
        first.text
    );
    let draft = written(&mut browser, "Belysning längs Sjöparken").await;
    let check = browser.get(&format!("{draft}/kontrollera")).await;
    for shown in [
        "Belysning längs Sjöparken",
        "Sätt upp lampor.",
        "Trygghet",
        "Sjöparken",
        "Ekbackenbo",
    ] {
        assert!(check.text.contains(shown), "{shown}");
    }
    let sent = browser
        .post_form(&format!("{draft}/kontrollera"), &[("publish", "yes")])
        .await;
    let receipt = sent.location().split('?').next().unwrap().to_owned();
    assert!(receipt.ends_with("/kvitto"), "{receipt}");
    let shown = browser.get(&receipt).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text.contains("KS/2026:1"), "{}", shown.text);
    let id: ProposalId = receipt.split('/').nth(2).unwrap().parse().unwrap();
    let view = app.proposals.get(&actor, id, app.now).await.unwrap();
    assert_eq!(
        view.body.as_deref(),
        Some("Stigen är mörk.\n\nSätt upp lampor.")
    );
    // Pressing the button twice, or coming back later: the same one.
    let again = browser
        .post_form(&format!("{draft}/kontrollera"), &[("publish", "yes")])
        .await;
    assert_eq!(again.location().split('?').next(), Some(receipt.as_str()));
    assert_eq!(app.number("select count(*) from proposal").await, 1);
    let late = browser.get(&format!("{draft}/text")).await;
    assert!(
        late.text.contains(&format!("/forslag/{id}")),
        "the draft leads to what it became"
    );
    // The receipt is for who handed it in.
    let mut other = web.signed_in(&app.resident("Granne").await).await;
    assert_eq!(other.get(&receipt).await.status, StatusCode::NOT_FOUND);
    let asked = web.visitor().get(&receipt).await;
    assert!(
        asked.location().starts_with("/logga-in?sedan="),
        "{}",
        asked.location()
    );
});

on_both!(
    signing_in_is_asked_for_last_and_the_draft_survives_it,
    |app| {
        let web = app.web().await;
        let mut browser = web.visitor();
        let draft = written(&mut browser, "Cykelställ vid badet").await;
        assert!(
            browser.cookies.is_empty(),
            "no cookie before signing in: {:?}",
            browser.cookies
        );
        let asked = browser
            .post_form(&format!("{draft}/kontrollera"), &[("publish", "yes")])
            .await;
        let back = urlencoding_of(&format!("{draft}/kontrollera"));
        assert_eq!(asked.location(), format!("/logga-in?sedan={back}"));
        assert_eq!(app.number("select count(*) from proposal").await, 0);
        let mut signed = web.signed_in(&app.resident("Siv").await).await;
        let sent = signed
            .post_form(&format!("{draft}/kontrollera"), &[("publish", "yes")])
            .await;
        assert!(sent.location().contains("/kvitto"), "{}", sent.location());
    }
);

fn urlencoding_of(text: &str) -> String {
    let pair = serde_urlencoded::to_string([("", text)]).unwrap();
    pair.trim_start_matches('=').to_owned()
}

on_both!(
    what_is_wrong_is_said_at_its_field_with_everything_typed_kept,
    |app| {
        let web = app.web().await;
        let mut browser = web.visitor();
        let long = "å".repeat(81);
        for title in [
            "",
            "   ",
            "\u{200b}",
            long.as_str(),
            "rad\u{1}ett",
            "\u{202e}bakvänt",
        ] {
            let page = browser
                .post_form("/forslag/nytt", &[("kind", "idea"), ("title", title)])
                .await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{title:?}");
            assert!(
                page.text.contains("href=\"#title-title\""),
                "{title:?}: summary leads to the field"
            );
            assert!(page.text.contains("aria-invalid=\"true\""), "{title:?}");
            assert!(
                page.text
                    .contains("aria-describedby=\"title-title-tips title-title-fel\""),
                "{title:?}"
            );
        }
        let page = browser
            .post_form("/forslag/nytt", &[("kind", "idea"), ("title", &long)])
            .await;
        assert!(page.text.contains(&long), "what was typed is still there");
        assert!(
            page.text.contains("value=\"idea\" checked"),
            "and what was chosen"
        );
        assert_eq!(app.number("select count(*) from draft").await, 0);
        // Further on, what is typed is kept in the draft as well.
        let draft = written(&mut browser, "Lekplats").await;
        let long = "ord ".repeat(600);
        let page = browser
            .post_form(&format!("{draft}/text"), &[("body", long.as_str())])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text.contains(long.trim_end()),
            "the whole text is in the field"
        );
        let again = browser.get(&format!("{draft}/text")).await;
        assert!(again.text.contains(long.trim_end()), "and in the draft");
        let page = browser
            .post_form(&format!("{draft}/amne"), &[("topic", "rymden")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("href=\"#topic-topic\""));
        // Handing in an unfinished one says what is missing, with a link to mend it.
        let mut signed = web.signed_in(&app.resident("Siv").await).await;
        let page = signed.post_form(&format!("{draft}/kontrollera"), &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("href=\"#check-publish\""));
        let page = signed
            .post_form(&format!("{draft}/kontrollera"), &[("publish", "yes")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("href=\"#check-body\""), "{}", page.text);
        assert!(page.text.contains("?till=kontrollera"));
        assert_eq!(app.number("select count(*) from proposal").await, 0);
    }
);

on_both!(requests_that_no_form_of_ours_sends_are_refused, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    let unknown = [
        ("kind", "proposal"),
        ("title", "Lekplats"),
        ("proposer", "1"),
    ];
    assert_eq!(
        browser.post_form("/forslag/nytt", &unknown).await.status,
        StatusCode::BAD_REQUEST
    );
    let kind = Some("text/plain");
    let body = b"kind=proposal&title=Lekplats".to_vec();
    let page = browser
        .send(axum::http::Method::POST, "/forslag/nytt", kind, body)
        .await;
    assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let long = "x".repeat(100_000);
    let page = browser
        .post_form("/forslag/nytt", &[("kind", "proposal"), ("title", &long)])
        .await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "at the field"
    );
    assert!(page.text.contains(&long), "and nothing typed is lost");
    let huge = "x".repeat(3_000_000);
    let page = browser
        .post_form("/forslag/nytt", &[("kind", "proposal"), ("title", &huge)])
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.is_html(), "people get a page");
    for path in ["/forslag/nytt/finns-inte", "/forslag/nytt/finns-inte/text"] {
        assert_eq!(
            browser.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let page = browser
        .post_form("/forslag/nytt/finns-inte/text", &[("body", "x")])
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(app.number("select count(*) from draft").await, 0);
});

on_both!(something_alike_is_shown_before_it_is_handed_in, |app| {
    let web = app.web().await;
    let by = app.resident("Siv").await;
    let id = app.proposal(&by, "Belysning längs gångstigen").await;
    let mut browser = web.visitor();
    let begun = browser
        .post_form(
            "/forslag/nytt",
            &[("kind", "proposal"), ("title", "Belysning på gångstigen")],
        )
        .await;
    let draft = begun.location().trim_end_matches("/text").to_owned();
    browser
        .post_form(&format!("{draft}/text"), &[("body", "Det är mörkt.")])
        .await;
    let next = browser
        .post_form(&format!("{draft}/amne"), &[("topic", "trygghet")])
        .await;
    assert_eq!(next.location(), format!("{draft}/liknande"));
    let page = browser.get(&format!("{draft}/liknande")).await;
    assert!(
        page.text
            .contains(&format!("/forslag/{id}/belysning-langs-gangstigen"))
    );
    assert!(
        page.text.contains(&format!("{draft}/kontrollera")),
        "and a way on"
    );
});

on_both!(a_change_from_the_last_step_leads_back_to_it, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    let draft = written(&mut browser, "Lekplats").await;
    let page = browser.get(&format!("{draft}?till=kontrollera")).await;
    assert!(
        page.text.contains("name=\"till\" value=\"kontrollera\""),
        "{}",
        page.text
    );
    let fields = [
        ("kind", "idea"),
        ("title", "Ny lekplats"),
        ("till", "kontrollera"),
    ];
    let sent = browser.post_form(&draft, &fields).await;
    assert_eq!(sent.location(), format!("{draft}/kontrollera"));
    let check = browser.get(&format!("{draft}/kontrollera")).await;
    assert!(check.text.contains("Ny lekplats"));
});

on_both!(the_wizard_is_whole_in_english, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    let page = browser.get("/en/forslag/nytt").await;
    assert!(page.text.contains("<html lang=\"en\""));
    assert!(page.text.contains("What do you want to change?"));
    let fields = [("kind", "proposal"), ("title", "A playground")];
    let begun = browser.post_form("/en/forslag/nytt", &fields).await;
    assert!(
        begun.location().starts_with("/en/forslag/nytt/"),
        "{}",
        begun.location()
    );
    let page = browser
        .post_form("/en/forslag/nytt", &[("title", "")])
        .await;
    assert!(
        page.text.contains("<html lang=\"en\""),
        "also when it comes back"
    );
    assert_eq!(
        app.proposals
            .list(&nara_domain::actor::Actor::Visitor, &list(5), "", app.now)
            .await
            .unwrap()
            .total,
        0
    );
});
