//! How it is, beside a text that says something that is not so.

use axum::http::StatusCode;

use crate::{main_of, moderator, on_both, published, step, write_letters};

const SOURCE: (&str, &str) = ("source_url", "https://exempel.se/bron?ar=1948&sida=2");

on_both!(a_wrong_claim_has_the_right_one_beside_it, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut asker = web.signed_in(&siv).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let claim = "Varför byggdes bron 1848?";
    let asked = [claim, "När rivs den?"];
    let about = ("Om bron från 1848", asked.as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    // Without a source it is one word against another.
    let text = ("text", "Bron byggdes 1948.");
    for wrong in ["", "bron.pdf", "javascript:alert(1)"] {
        let fields = [text, ("source_url", wrong)];
        let page = step(&mut maja, &set, "1/steg/fact", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(page.text.contains("Bron byggdes 1948."), "{wrong}");
        assert!(page.text.contains("href=\"#ask_step-source_url\""));
    }
    let page = step(&mut maja, &set, "1/steg/fact", &[text, SOURCE]).await;
    assert_eq!(page.location(), format!("{set}#fraga-1"));
    let above = [("text", "Den är från 1948."), SOURCE];
    step(&mut maja, &set, "alla/steg/fact", &above).await;
    let more = [("text", "Grunden lades 1946."), SOURCE];
    step(&mut maja, &set, "1/steg/fact", &more).await;
    let main = main_of(&web.visitor().get(&set).await);
    for there in [
        claim,
        "Om bron från 1848",
        "Rättelse från kommunen",
        "Bron byggdes 1948.",
        "Grunden lades 1946.",
        "Den är från 1948.",
        "href=\"https://exempel.se/bron?ar=1948&amp;sida=2\"",
        "Maja, trafikingenjör, Tekniska förvaltningen",
        "2 frågor besvarade",
    ] {
        assert!(main.contains(there), "{there}: {main}");
    }
    // Beside the question it is about, before the next one.
    let place = |what: &str| main.find(what).unwrap();
    assert!(place(claim) < place("Bron byggdes 1948."));
    assert!(place("Grunden lades 1946.") < place("När rivs den?"));
    assert_eq!(
        app.texts("select text from question order by question_id")
            .await[0],
        claim
    );
    // Whoever asked is told.
    web.clock.set(web.now().plus_hours(1));
    assert_eq!(write_letters(&web).await, 1);
    let told = app.texts("select body from outbox order by outbox_id");
    let told = told.await.pop().unwrap();
    for there in ["Grunden lades 1946.", "Den är från 1948."] {
        assert!(told.contains(there), "{there}: {told}");
    }
    let mut asker = web.signed_in(&siv).await;
    let mut reader = web.signed_in(&moderator(&app, "Mio").await).await;
    // Not by whoever reads first, nor by anybody else.
    let form = [text, SOURCE, ("seen", ""), ("once", "x")];
    for browser in [&mut asker, &mut reader] {
        let page = browser
            .post_form(&format!("{set}/2/steg/fact"), &form)
            .await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    let facts = "select count(*) from question_act where step = 'fact'";
    assert_eq!(app.number(facts).await, 3);
});

on_both!(what_nobody_has_read_is_corrected_by_nobody, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let set = crate::ask(&mut asker, "Om bron", &["Varför 1848?"]).await;
    let form = [("text", "Nej."), SOURCE, ("seen", ""), ("once", "x")];
    for about in ["1", "alla"] {
        let address = format!("{set}/{about}/steg/fact");
        assert_eq!(maja.post_form(&address, &form).await.status, 404);
    }
});
