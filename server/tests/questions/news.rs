//! What is new elsewhere: the feed, the front page, the desk.

use crate::common::http::Browser;
use crate::{FULL, ask, main_of, moderator, on_both, published, step};

async fn answer(maja: &mut Browser<'_>, set: &str, number: &str, text: &str) {
    let fields = [FULL, ("text", text)];
    let page = step(maja, set, &format!("{number}/steg/answer"), &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
}

on_both!(answers_are_in_the_feed_and_on_the_front_page, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let about = ("Om bron & ån", ["Varför?", "När <b>då</b>?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    let mut visitor = web.visitor();
    let feed = visitor.get("/fragor.atom").await;
    assert_eq!(
        feed.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    assert!(!feed.text.contains("<entry>"), "{}", feed.text);
    answer(&mut maja, &set, "1", "För att den är gammal.").await;
    answer(&mut maja, &set, "2", "I zqxmaj.").await;
    let fields = [("text", "För att den är murken."), ("reason", "Fel ord.")];
    step(&mut maja, &set, "1/steg/correct", &fields).await;
    let feed = visitor.get("/fragor.atom").await;
    for there in [
        "<title>Om bron &amp; ån: Fråga 1</title>",
        "För att den är murken.",
        "När &lt;b&gt;då&lt;/b&gt;?",
        "I zqxmaj.",
        "Maja, trafikingenjör, Tekniska förvaltningen",
    ] {
        assert!(feed.text.contains(there), "{there}: {}", feed.text);
    }
    // What was corrected is told once, rightly.
    assert!(!feed.text.contains("gammal"));
    assert_eq!(feed.text.matches("<entry>").count(), 2);
    let start = main_of(&visitor.get("/").await);
    assert!(
        start.contains("Svar på frågor") && start.contains("murken"),
        "{start}"
    );
    assert!(visitor.get("/fragor").await.text.contains("/fragor.atom"));
    // What waits for an answer stands there, too.
    assert!(!start.contains("Nya frågor till kommunen"), "{start}");
    published(&app, &mut asker, &mut moa, ("Om ån", &["Är den djup?"])).await;
    ask(&mut asker, "Om zqxberget", &["Är det högt?"]).await;
    let start = main_of(&visitor.get("/").await);
    assert!(
        start.contains("Nya frågor till kommunen") && start.contains("Är den djup?"),
        "{start}"
    );
    assert!(!start.contains("zqxberget"), "nobody has read it");
    // What is hidden is in neither.
    let refusal = [("rule", "threat"), ("reason", "Ett hot.")];
    step(&mut moa, &set, "2/steg/refuse", &refusal).await;
    for path in ["/fragor.atom", "/en/fragor.atom", "/"] {
        let page = visitor.get(path).await;
        assert!(!page.text.contains("zqxmaj"), "{path}");
    }
});

on_both!(the_desk_counts_what_waits, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let maja = app.official("Maja").await;
    let mut desk = web.signed_in(&maja).await;
    assert!(!main_of(&desk.get("/arbete").await).contains("frågor till kommunen"));
    let about = ("Om bron", ["Varför?", "När?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    // What nobody has read is counted by nobody.
    ask(&mut asker, "Om ån", &["Är den djup?"]).await;
    let main = main_of(&desk.get("/arbete").await);
    assert!(
        main.contains("2 frågor till kommunen väntar på svar"),
        "{main}"
    );
    // Ten working days.
    assert!(main.contains("om 14 dagar."), "{main}");
    answer(&mut desk, &set, "1", "Därför.").await;
    let main = main_of(&desk.get("/arbete").await);
    assert!(
        main.contains("1 fråga till kommunen väntar på svar"),
        "{main}"
    );
    web.clock.set(web.now().plus_days(17));
    let mut desk = web.signed_in(&maja).await;
    let main = main_of(&desk.get("/arbete").await);
    assert!(
        main.contains("1 svar är försenat.") && main.contains("för 3 dagar sedan"),
        "{main}"
    );
    // Nobody else has such a desk.
    let elected = app.elected("Eva").await;
    let page = web.signed_in(&elected).await.get("/arbete").await;
    assert!(!page.text.contains("1 svar är försenat."));
});
