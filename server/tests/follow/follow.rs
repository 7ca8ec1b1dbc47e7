//! Following a proposal, by the buttons of its page and of one's own.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Ruleset, TransitionKind};

use crate::common::http::{Browser, Web};
use crate::common::{App, act};
use crate::on_both;

const ROWS: &str = "select count(*) from follow";
const FOLLOWED: &str = "select count(*) from follow where stopped_at is null";

fn page_of(id: ProposalId) -> String {
    format!("/forslag/{id}/belysning")
}

async fn signed_in<'w>(web: &'w Web, actor: &Actor) -> Browser<'w> {
    web.signed_in(actor).await
}

on_both!(whoever_is_signed_in_follows_and_stops_by_a_button, |app| {
    let web = app.web().await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    // In any role: officials cannot support.
    for actor in [
        app.resident("Siv").await,
        app.official("Maja").await,
        app.youth("Norrsken").await,
    ] {
        let mut browser = signed_in(&web, &actor).await;
        let page = browser.get(&page_of(id)).await;
        assert!(page.text.contains(">Följ</button>"), "{}", page.text);
        let done = browser
            .post_form(&format!("{}/folj", page_of(id)), &[])
            .await;
        assert_eq!(done.location(), page_of(id));
        let page = browser.get(&page_of(id)).await;
        assert!(page.text.contains("Du följer och får veta om varje steg."));
        assert!(page.text.contains(">Sluta följa</button>"));
        // Twice is once.
        browser
            .post_form(&format!("{}/folj", page_of(id)), &[])
            .await;
        assert_eq!(app.number(FOLLOWED).await, 1);

        let own = browser.get("/konto/aviseringar").await;
        assert!(own.text.contains(">Belysning</a>"), "{}", own.text);
        let account = browser.get("/konto").await;
        assert!(account.text.contains("1 förslag"), "{}", account.text);

        let done = browser
            .post_form(&format!("{}/folj/sluta", page_of(id)), &[])
            .await;
        assert_eq!(done.location(), page_of(id));
        assert_eq!(app.number(FOLLOWED).await, 0);
        let own = browser.get("/konto/aviseringar").await;
        assert!(
            own.text.contains("Du följer inget förslag än"),
            "{}",
            own.text
        );
    }
    assert_eq!(app.number(ROWS).await, 3);
});

on_both!(from_ones_own_page_one_stops_and_begins_again, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    app.proposals.support(&siv, id, app.now).await.unwrap();
    let mut browser = signed_in(&web, &siv).await;
    let page = browser.get(&page_of(id)).await;
    assert!(page.text.contains("Sluta få brev"), "{}", page.text);
    browser
        .post_form(&format!("{}/folj/sluta", page_of(id)), &[])
        .await;
    // Support stays, the page says what was chosen, and so does one's own.
    let page = browser.get(&page_of(id)).await;
    assert!(
        page.text.contains("har valt att inte få brev"),
        "{}",
        page.text
    );
    assert_eq!(app.number("select support_count from proposal").await, 1);
    let own = browser.get("/konto/aviseringar").await;
    assert!(own.text.contains("Breven är avstängda"), "{}", own.text);
    let done = browser
        .post_form(
            "/konto/aviseringar",
            &[("gor", "borja"), ("forslag", &id.to_string())],
        )
        .await;
    assert_eq!(done.location(), "/konto/aviseringar");
    assert_eq!(app.number(FOLLOWED).await, 1);

    browser
        .post_form("/konto/aviseringar", &[("gor", "sluta")])
        .await;
    let stopped = "select count(*) from person where letters_stopped_at is not null";
    assert_eq!(app.number(stopped).await, 1);
    let own = browser.get("/konto/aviseringar").await;
    assert!(own.text.contains("Få brev igen"), "{}", own.text);
    let page = browser.get(&page_of(id)).await;
    assert!(page.text.contains("Du har stängt av alla brev om förslag."));
    browser
        .post_form("/konto/aviseringar", &[("gor", "borja")])
        .await;
    assert_eq!(app.number(stopped).await, 0);

    for nonsense in [
        &[("gor", "x")][..],
        &[],
        &[("gor", "borja"), ("forslag", "x")],
    ] {
        let page = browser.post_form("/konto/aviseringar", nonsense).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{nonsense:?}");
        assert!(page.text.contains("Aviseringar"), "the page itself");
    }
});

on_both!(
    visitors_are_led_to_sign_in_and_proposers_offered_nothing,
    |app| {
        let web = app.web().await;
        let by = app.resident("Boende").await;
        let id = app.proposal(&by, "Belysning").await;
        let mut visitor = web.visitor();
        let page = visitor.get(&page_of(id)).await;
        assert!(!page.text.contains("/folj\""), "{}", page.text);
        for path in ["folj", "folj/sluta"] {
            let led = visitor
                .post_form(&format!("{}/{path}", page_of(id)), &[])
                .await;
            assert!(led.location().starts_with("/logga-in?sedan="));
            let back = visitor.get(&format!("{}/{path}", page_of(id))).await;
            assert_eq!(back.location(), page_of(id));
        }
        let led = visitor.post_form("/konto/aviseringar", &[]).await;
        assert!(led.location().starts_with("/logga-in?sedan="));
        let led = visitor.get("/konto/aviseringar").await;
        assert!(led.location().starts_with("/logga-in?sedan="));
        let mut own = signed_in(&web, &by).await;
        let page = own.get(&page_of(id)).await;
        assert!(!page.text.contains("/folj\""), "{}", page.text);
        assert_eq!(app.number(ROWS).await, 0);
    }
);

on_both!(what_is_over_or_not_public_is_not_followed, |app| {
    let web = app.web().await;
    let by = app.resident("Boende").await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&by, "Belysning").await;
    let confirmed = act(&[("confirmation", "yes")]);
    app.proposals
        .record(&by, id, TransitionKind::Withdraw, confirmed, app.now)
        .await
        .unwrap();
    let mut browser = signed_in(&web, &siv).await;
    let page = browser.get(&page_of(id)).await;
    assert!(!page.text.contains("/folj\""), "{}", page.text);
    let refused = browser
        .post_form(&format!("{}/folj", page_of(id)), &[])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains("Ärendet är avslutat."));

    app.set_rules(Ruleset {
        version: 2,
        pre_review: true,
        ..Ruleset::bjorksjo()
    })
    .await;
    let unread = app.proposal(&by, "Belysning två").await;
    for path in ["folj", "folj/sluta"] {
        let refused = browser
            .post_form(&format!("{}/{path}", page_of(unread)), &[])
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(app.number(ROWS).await, 0);
});

on_both!(the_list_is_paged_and_ones_own, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let authors = app.residents(21).await;
    let mut ids = Vec::new();
    for (n, author) in authors.iter().enumerate() {
        let id = app.proposal(author, &format!("Lampa nummer {n}")).await;
        web.state.follow.follow(&siv, id, app.now).await.unwrap();
        ids.push(id);
    }
    let mut browser = signed_in(&web, &siv).await;
    let page = browser.get("/konto/aviseringar").await;
    let next = format!("/konto/aviseringar?fore={}", ids[1]);
    assert!(page.text.contains(&next), "{}", page.text);
    assert!(page.text.contains("Lampa nummer 20") && !page.text.contains("Lampa nummer 0<"));
    let page = browser.get(&next).await;
    assert!(page.text.contains("Lampa nummer 0<") && !page.text.contains("Lampa nummer 1<"));
    assert_eq!(browser.get("/konto/aviseringar?fore=x").await.status, 404);
    let mut other = signed_in(&web, &app.resident("Olle").await).await;
    let page = other.get("/konto/aviseringar").await;
    assert!(!page.text.contains("Lampa nummer"), "{}", page.text);
});

on_both!(an_erased_account_follows_nothing, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    web.state.follow.follow(&siv, id, app.now).await.unwrap();
    web.state
        .follow
        .set_all(&siv, false, app.now)
        .await
        .unwrap();
    let mut browser = signed_in(&web, &siv).await;
    let zip = browser.post_form("/konto/uppgifter/hamta", &[]).await;
    assert!(zip.text.contains("\"follow\": ["), "{}", zip.text);
    assert!(zip.text.contains("\"letters_stopped_at\": \"2026-03-04"));
    let gone = browser
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
    assert_eq!(app.number(ROWS).await, 0);
    let left = "select count(*) from person where letters_stopped_at is not null";
    assert_eq!(app.number(left).await, 0);
    // A page that stood open at that moment.
    let late = web.state.follow.follow(&siv, id, app.now).await;
    assert!(late.is_err(), "{late:?}");
    assert_eq!(app.number(ROWS).await, 0);
});

pub async fn answered(app: &App, official: &Actor, id: ProposalId) {
    let answer = act(&[("text", "Vi mäter i höst.")]);
    app.proposals
        .answer(
            official,
            id,
            nara_domain::answer::ActKind::OfficialAnswer,
            answer,
            app.now,
        )
        .await
        .unwrap();
}

on_both!(whoever_votes_against_stops_the_letters_for_good, |app| {
    let web = app.web().await;
    let rules = Ruleset {
        version: 2,
        votes_against: true,
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let (siv, maja) = (app.resident("Siv").await, app.official("Maja").await);
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    app.proposals.oppose(&siv, id, app.now).await.unwrap();
    let mut browser = signed_in(&web, &siv).await;
    let page = browser.get(&page_of(id)).await;
    assert!(
        page.text.contains("Du har röstat emot och får därför veta"),
        "{}",
        page.text
    );
    let token = web.state.keys.stop_token(siv.person_id().unwrap(), id);
    let link = web.visitor().get(&format!("/avsluta/{token}")).await;
    assert!(link.text.contains("Din röst emot är kvar"), "{}", link.text);
    let (stop, again) = (
        format!("{}/folj/sluta", page_of(id)),
        format!("{}/folj", page_of(id)),
    );
    for _ in 0..2 {
        browser.post_form(&stop, &[]).await;
        let page = browser.get(&page_of(id)).await;
        assert!(
            page.text
                .contains("Du har röstat emot, men har valt att inte få brev"),
            "{}",
            page.text
        );
        let own = browser.get("/konto/aviseringar").await;
        assert!(own.text.contains("Breven är avstängda"), "{}", own.text);
        browser.post_form(&again, &[]).await;
        assert_eq!(app.number(FOLLOWED).await, 1);
    }
    browser.post_form(&stop, &[]).await;
    // The vote stays, and long after it the letters are stopped still.
    assert_eq!(app.number("select against_count from proposal").await, 1);
    web.clock.advance_ms(8 * 24 * 3_600_000);
    nara_server::jobs::clean(web.state.clone()).await.unwrap();
    assert_eq!(app.number(ROWS).await, 1);
    answered(&app, &maja, id).await;
    assert_eq!(app.spread().await, 0);
});
