//! The page that offers them.

use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;

use crate::common::{act, reasons};
use crate::on_both;

on_both!(a_poster_is_one_click_from_its_case, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv Zqxsson").await;
    let id = app.proposal(&siv, "Lekplats <b>vid</b> sjön").await;
    let mut visitor = web.visitor();
    let led = visitor.get(&format!("/forslag/{id}")).await;
    let case = led.location().to_owned();
    let page = visitor.get(&case).await;
    let there = format!("{case}/affisch");
    assert!(
        page.text.contains(&format!("href=\"{there}\"")),
        "{}",
        page.text
    );

    let page = visitor.get(&there).await;
    assert_eq!(page.status, 200);
    for expected in [
        "Medborgarförslag",
        "Stöd förslaget",
        "Skanna koden med mobilen",
        "Lekplats &lt;b&gt;vid&lt;/b&gt; sjön",
        &format!("{case}/affisch.pdf?format=a4&amp;sprak=sv"),
        &format!("{case}/affisch.png?format=a4&amp;sprak=sv"),
        &format!("{there}?format=a3&amp;sprak=sv"),
        &format!("{there}?format=a4&amp;sprak=sv,ar"),
    ] {
        assert!(page.text.contains(expected), "{expected} in {}", page.text);
    }
    assert!(!page.text.contains("Zqxsson"));
    assert!(!page.text.contains("Affisch om"), "nothing to choose from");

    // An old title leads to where it is now, with what was chosen.
    let moved = visitor
        .get(&format!("/forslag/{id}/x/affisch?format=a3"))
        .await;
    assert_eq!(moved.status, 301);
    assert_eq!(moved.header("location"), format!("{there}?format=a3"));

    // What is unknown is passed over, and the page says what was understood.
    let page = visitor
        .get(&format!("{there}?format=a5&sprak=xx,ar&utm_source=x"))
        .await;
    assert_eq!(page.status, 200);
    assert!(
        page.text.contains("lang=\"ar\" dir=\"rtl\""),
        "{}",
        page.text
    );
    assert!(page.text.contains("affisch.pdf?format=a4&amp;sprak=ar"));
    let page = visitor.get(&format!("/en{there}")).await;
    assert!(page.text.contains("Support the proposal"), "{}", page.text);
    assert!(page.text.contains("/en/forslag/"));
});

on_both!(
    an_answer_has_a_poster_and_its_correction_takes_its_place,
    |app| {
        let web = app.web().await;
        let siv = app.resident("Siv").await;
        let id = app.proposal(&siv, "Lekplats").await;
        let official = app.official("Maja").await;
        let new = act(&[("text", "Vi bygger den i vår.")]);
        let kind = ActKind::OfficialAnswer;
        let first = app
            .proposals
            .answer(&official, id, kind, new, app.now)
            .await
            .unwrap();
        let mut visitor = web.visitor();
        let case = format!("/forslag/{id}/lekplats/affisch");
        let page = visitor.get(&case).await;
        assert!(page.text.contains("Affisch om"), "{}", page.text);
        assert!(!page.text.contains("Vi bygger den i vår."));
        let of_answer = format!("{case}?format=a4&sprak=sv&svar={first}");
        let page = visitor.get(&of_answer).await;
        for expected in ["Svar från kommunen", "Läs svaret", "Vi bygger den i vår."] {
            assert!(page.text.contains(expected), "{expected} in {}", page.text);
        }
        assert!(!page.text.contains("Maja"), "{}", page.text);
        let new = act(&[
            ("text", "Vi bygger den i höst."),
            ("correction_reason", &reasons()),
        ]);
        app.proposals
            .correct(&official, id, first, new, app.now)
            .await
            .unwrap();
        let page = visitor.get(&of_answer).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Vi bygger den i höst.") && !page.text.contains("i vår"));
    }
);
