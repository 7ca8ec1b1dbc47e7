//! The list's page: its address is the whole truth about it.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;

use crate::common::{fields, idea};
use crate::on_both;

on_both!(filters_are_links_and_the_address_can_be_shared, |app| {
    let web = app.web().await;
    let by = app.resident("Siv").await;
    app.proposal(&by, "Belysning längs stigen").await;
    let mut bad = fields("Brygga vid badet");
    bad.topic = "bad".to_owned();
    bad.district = "sjoparken".to_owned();
    app.proposal_at(&by, bad, app.now).await;
    app.proposals
        .submit(&by, idea("Fadder på mitt språk"), "", app.now)
        .await
        .unwrap();
    let mut browser = web.visitor();
    let has = |page: &str, titles: [bool; 3]| {
        let shown = [
            "Belysning längs stigen",
            "Brygga vid badet",
            "Fadder på mitt språk",
        ]
        .map(|title| page.contains(title));
        assert_eq!(shown, titles);
    };
    has(&browser.get("/forslag").await.text, [true, true, true]);
    has(
        &browser.get("/forslag?amne=bad").await.text,
        [false, true, false],
    );
    has(
        &browser.get("/forslag?omrade=sjoparken").await.text,
        [false, true, false],
    );
    has(
        &browser.get("/forslag?slag=ide").await.text,
        [false, false, true],
    );
    has(
        &browser.get("/forslag?lage=samlar-stod").await.text,
        [true, true, true],
    );
    has(
        &browser.get("/forslag?lage=beslutade").await.text,
        [false, false, false],
    );
    has(
        &browser.get("/forslag?q=bryggor").await.text,
        [false, true, false],
    );
    let page = browser.get("/forslag?amne=bad&q=brygga").await;
    assert!(
        page.text.contains("name=\"amne\" value=\"bad\""),
        "the search keeps the filters"
    );
    assert!(
        page.text
            .contains("/forslag?q=brygga&amp;amne=bad&amp;ordning=stod"),
        "{}",
        page.text
    );
    assert!(page.text.contains("aria-current=\"true\""));
});

on_both!(nonsense_in_the_address_shows_the_list, |app| {
    let web = app.web().await;
    app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let mut browser = web.visitor();
    for query in [
        "lage=borta&amne=rymden&omrade=x&slag=y&ordning=z&fro=abc",
        "lage=not_public",
        "efter=!!!",
        "efter=AAAA",
        "fro=-1&ordning=slump",
        "%00=%00",
        "&&&=",
    ] {
        let page = browser.get(&format!("/forslag?{query}")).await;
        assert!(
            page.status.is_success() || page.status.is_client_error(),
            "{query} {}",
            page.status
        );
    }
    let page = browser.get("/forslag?lage=borta&amne=rymden").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Lekplats"));
});

on_both!(an_empty_list_helps_on, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    let page = browser.get("/forslag?q=rymdhiss&lage=beslutade").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Inget förslag passar"));
    assert!(
        page.text.contains("/forslag/nytt?titel=rymdhiss"),
        "write it yourself"
    );
    assert!(
        page.text.contains("href=\"/forslag?q=rymdhiss\""),
        "or look among all"
    );
});

on_both!(a_long_list_is_paged_without_a_gap, |app| {
    let web = app.web().await;
    let by = app.resident("Siv").await;
    for n in 0..23 {
        let now = app.now.plus_minutes(n);
        app.proposal_at(&by, fields(&format!("Förslag nummer {n}.")), now)
            .await;
    }
    let mut browser = web.visitor();
    for sort in ["senast", "stod", "vantat", "slump&fro=7"] {
        let first = browser.get(&format!("/forslag?ordning={sort}")).await;
        assert_eq!(first.text.matches("class=\"item\"").count(), 20, "{sort}");
        let next = first.text.split("rel=\"next\" href=\"").nth(1).unwrap();
        let next = next.split('"').next().unwrap().replace("&amp;", "&");
        let second = browser.get(&next).await;
        assert_eq!(
            second.text.matches("class=\"item\"").count(),
            3,
            "{sort}: {next}"
        );
        for n in 0..23 {
            let title = format!("Förslag nummer {n}.<");
            let on = first.text.matches(&title).count() + second.text.matches(&title).count();
            assert_eq!(on, 1, "{sort}: {title}");
        }
    }
});
