//! What a member may not hand in is said before anything is written.

use axum::http::StatusCode;
use nara_domain::actor::{Level, Role, Standing};
use nara_domain::proposal::Ruleset;

use crate::{group, join, on_both, supervisor};

const IDEAS_ONLY: &str = "I din grupp skriver du idéer";

on_both!(a_member_hears_at_the_first_step_what_is_open, |app| {
    let web = app.web().await;
    let tove = supervisor(&app, "Tove").await;
    let mut leader = web.signed_in(&tove).await;
    let (_, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    for address in ["/forslag/nytt", "/forslag/nytt?slag=proposal"] {
        let page = fox.get(address).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains(IDEAS_ONLY), "{}", page.text);
        assert!(!page.text.contains("value=\"proposal\""), "{address}");
        assert!(page.text.contains("value=\"idea\""), "{address}");
        assert_eq!(page.text.matches(" checked").count(), 1, "{address}");
    }

    // Begun before coming in, as what a member may not hand in: the text is not lost.
    let mut before = web.visitor();
    let page = before.get("/forslag/nytt").await;
    assert!(!page.text.contains(IDEAS_ONLY) && page.text.contains("value=\"proposal\""));
    let form = [("kind", "proposal"), ("title", "Pingisbord")];
    let page = before.post_form("/forslag/nytt", &form).await;
    let text = page.location().to_owned();
    let draft = text.trim_end_matches("/text").to_owned();
    let body = [("body", "Ett bord utanför skolan.")];
    fox.post_form(&text, &body).await;
    let topic = [("topic", "fritid")];
    fox.post_form(&format!("{draft}/amne"), &topic).await;
    let last = format!("{draft}/kontrollera");
    let page = fox.get(&last).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains(IDEAS_ONLY) && page.text.contains("Gör om det till en idé"));
    assert!(!page.text.contains("name=\"publish\""), "{}", page.text);
    // Whatever the page shows, it is refused there.
    let publish = [("publish", "yes")];
    let page = fox.post_form(&last, &publish).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(app.number("select count(*) from proposal").await, 0);

    let page = fox.get(&format!("{draft}?till=kontrollera")).await;
    assert!(page.text.contains("Pingisbord") && !page.text.contains("value=\"proposal\""));
    assert_eq!(page.text.matches(" checked").count(), 1, "the idea");
    let form = [
        ("kind", "idea"),
        ("title", "Pingisbord"),
        ("till", "kontrollera"),
    ];
    let page = fox.post_form(&draft, &form).await;
    assert_eq!(page.location(), last);
    let page = fox.get(&last).await;
    assert!(!page.text.contains(IDEAS_ONLY) && page.text.contains("name=\"publish\""));
    let page = fox.post_form(&last, &publish).await;
    assert!(page.location().ends_with("/kvitto"), "{}", page.location());
});

on_both!(so_does_a_resident_who_is_not_known_well_enough, |app| {
    let web = app.web().await;
    app.set_rules(Ruleset {
        version: 2,
        submit_level: Level::N2,
        ..Ruleset::bjorksjo()
    })
    .await;
    let duty = || vec![Standing::of(Role::Resident)];
    let ny = app.person("Ny", Level::N1, duty()).await;
    let siv = app.person("Siv", Level::N2, duty()).await;
    let kept = "Du kan inte lämna in ett medborgarförslag med det här kontot";
    let mut browser = web.signed_in(&ny).await;
    let page = browser.get("/forslag/nytt").await;
    assert!(page.text.contains(kept), "{}", page.text);
    assert!(page.text.contains("En idé kan du lämna in."));
    assert!(page.text.contains("/konto#vem-du-ar"), "how to mend it");
    assert!(page.text.contains("value=\"proposal\""), "by then they may");
    let page = web.signed_in(&siv).await.get("/forslag/nytt").await;
    assert!(!page.text.contains(kept));
});
