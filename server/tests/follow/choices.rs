//! How soon one is told, chosen on one's own page; and what is followed beside proposals.

use axum::http::StatusCode;
use nara_app::news::api::NewsPort;
use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::news::{News, Pace};
use nara_domain::proposal::{District, Topic};
use nara_domain::watching::Watched;

use crate::common::{App, act};
use crate::follow::answered;
use crate::on_both;

const PAGE: &str = "/konto/aviseringar";

fn checked(page: &str, news: &str, pace: &str) -> bool {
    page.split("<input")
        .filter(|input| input.contains(&format!("name=\"{news}\"")))
        .filter(|input| input.contains(&format!("value=\"{pace}\"")))
        .any(|input| input.split('>').next().unwrap().contains("checked"))
}

on_both!(each_kind_has_its_pace, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    let page = browser.get(PAGE).await;
    assert_eq!(page.status, StatusCode::OK);
    for news in News::ALL {
        let calm = news.calm().code();
        assert!(
            checked(&page.text, news.code(), calm),
            "{news}: {}",
            page.text
        );
    }
    for told in ["Det här kommer alltid", "kvittot", "beslutet", "lösenord"] {
        assert!(page.text.contains(told), "{told}");
    }
    let chosen = [
        ("gor", "spara"),
        ("answers", "weekly"),
        ("steps", "never"),
        ("replies", "at_once"),
        ("new", "daily"),
    ];
    // Twice is once.
    for _ in 0..2 {
        let done = browser.post_form(PAGE, &chosen).await;
        assert_eq!(done.location(), PAGE, "{}", done.text);
    }
    let page = browser.get(PAGE).await;
    for (news, pace) in &chosen[1..] {
        assert!(checked(&page.text, news, pace), "{news} {pace}");
    }
    assert_eq!(app.number("select count(*) from pace").await, 4);
    assert_eq!(
        app.number("select count(*) from pace where was is null")
            .await,
        4,
        "the same again is no change"
    );

    // What was chosen stays chosen where something is missing.
    let page = browser
        .post_form(
            PAGE,
            &[("gor", "spara"), ("answers", "weekly"), ("steps", "x")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(checked(&page.text, "answers", "weekly"));
    assert!(page.text.contains("field__error"), "{}", page.text);
    // Nobody else's.
    let mut other = web.signed_in(&app.resident("Olle").await).await;
    let page = other.get(PAGE).await;
    assert!(checked(&page.text, "answers", "at_once"));
});

on_both!(the_old_address_leads_on, |app| {
    let web = app.web().await;
    let mut browser = web.signed_in(&app.resident("Siv").await).await;
    let led = browser.get("/konto/brev?fore=3").await;
    assert_eq!(led.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(led.location(), "/konto/aviseringar?fore=3");
    let led = browser.get("/en/konto/brev").await;
    assert_eq!(led.location(), "/en/konto/aviseringar");
    // A page that stood open.
    let done = browser.post_form("/konto/brev", &[("gor", "sluta")]).await;
    assert_eq!(done.location(), PAGE);
    let stopped = "select count(*) from person where letters_stopped_at is not null";
    assert_eq!(app.number(stopped).await, 1);
});

on_both!(whoever_has_no_address_is_shown_the_list_instead, |app| {
    let web = app.web().await;
    let actor = &app.residents(1).await[0];
    let mut browser = web.signed_in(actor).await;
    let page = browser.get(PAGE).await;
    assert!(page.text.contains("Vi har ingen e-postadress till dig"));
    assert!(!page.text.contains("type=\"radio\""), "{}", page.text);
    assert!(page.text.contains("href=\"/konto/handelser\""));
});

/// A decision of the council, and an opinion by somebody elected.
async fn spoken(app: &App) {
    let by = app.resident("Boende").await;
    let id = app.proposal(&by, "Belysning").await;
    let opinion = act(&[("text", "Det är bra.")]);
    app.proposals
        .answer(
            &app.elected("Bo Ek").await,
            id,
            ActKind::ElectedOpinion,
            opinion,
            app.now,
        )
        .await
        .unwrap();
}

on_both!(lists_are_followed_by_a_button_and_left_again, |app| {
    let web = app.web().await;
    spoken(&app).await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    let district = District::bjorksjo().remove(0);
    let place = format!("/forslag?omrade={}", district.code);
    for (kind, key, page, name) in [
        ("topic", "trygghet", "/forslag?amne=trygghet", "Trygghet"),
        (
            "district",
            district.code.as_str(),
            place.as_str(),
            district.name.as_str(),
        ),
        ("person", "Bo Ek", "/svar?av=Bo+Ek", "Bo Ek"),
    ] {
        // Visitors have the feed.
        let seen = web.visitor().get(page).await;
        assert!(!seen.text.contains("action=\"/folj\""), "{page}");
        let seen = browser.get(page).await;
        assert!(
            seen.text.contains(&format!("Följ {name}</button>")),
            "{page}: {}",
            seen.text
        );
        let fields = [("gor", "folj"), ("slag", kind), ("nyckel", key)];
        for _ in 0..2 {
            let done = browser.post_form("/folj", &fields).await;
            assert_eq!(done.location(), page);
        }
        let seen = browser.get(page).await;
        assert!(
            seen.text.contains(&format!("Sluta följa {name}</button>")),
            "{page}"
        );
        let own = browser.get(PAGE).await;
        assert!(
            own.text.contains(&format!(">{name}</a>")),
            "{page}: {}",
            own.text
        );
    }
    assert_eq!(app.number("select count(*) from watch").await, 3);
    let mut other = web.signed_in(&app.resident("Olle").await).await;
    let page = other.get(PAGE).await;
    assert!(!page.text.contains(">Bo Ek</a>"), "nobody else sees it");

    let left = [("gor", "lamna"), ("slag", "person"), ("nyckel", "Bo Ek")];
    let done = browser.post_form(PAGE, &left).await;
    assert_eq!(done.location(), PAGE);
    let fields = [("gor", "sluta"), ("slag", "topic"), ("nyckel", "trygghet")];
    let done = browser.post_form("/folj", &fields).await;
    assert_eq!(done.location(), "/forslag?amne=trygghet");
    assert_eq!(app.number("select count(*) from watch").await, 1);
});

on_both!(only_what_is_there_and_public_is_followed, |app| {
    let web = app.web().await;
    spoken(&app).await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    for (kind, key) in [
        ("topic", "x"),
        ("district", "ingenstans"),
        ("body", "KF"),
        // A resident, who put something forward.
        ("person", "Boende"),
        ("person", "Nobody"),
        ("resident", "Bo Ek"),
    ] {
        let fields = [("gor", "folj"), ("slag", kind), ("nyckel", key)];
        let page = browser.post_form("/folj", &fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{kind} {key}");
    }
    let page = browser.post_form("/folj", &[("gor", "folj")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.number("select count(*) from watch").await, 0);
    let fields = [("gor", "folj"), ("slag", "topic"), ("nyckel", "trygghet")];
    let led = web.visitor().post_form("/folj", &fields).await;
    let back = "/logga-in?sedan=%2Fforslag%3Famne%3Dtrygghet";
    assert_eq!(led.location(), back);
});

on_both!(it_goes_with_the_account, |app| {
    let web = app.web().await;
    let (siv, maja) = (app.resident("Siv").await, app.official("Maja").await);
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    let news = &web.state.news;
    news.watch(&siv, &Watched::Topic(Topic::Safety), app.now)
        .await
        .unwrap();
    news.set_paces(&siv, &[(News::Answers, Pace::Daily)], app.now)
        .await
        .unwrap();
    app.proposals.support(&siv, id, app.now).await.unwrap();
    answered(&app, &maja, id).await;
    news.run_due(app.now).await.unwrap();
    let mine = "select count(*) from notice n join person p on p.person_id = n.person_id \
        where p.display_name = 'Siv'";
    assert_eq!(app.number(mine).await, 2, "a new proposal, and its answer");
    let mut browser = web.signed_in(&siv).await;
    let zip = browser.post_form("/konto/uppgifter/hamta", &[]).await;
    for table in ["\"watch\": [", "\"pace\": [", "\"notice\": ["] {
        assert!(zip.text.contains(table), "{table}");
    }
    let gone = browser
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
    assert_eq!(app.number("select count(*) from watch").await, 0);
    assert_eq!(app.number("select count(*) from pace").await, 0);
    let id = siv.person_id().unwrap().get();
    let (left,) = nara_server::fetch_one!(
        app.db.read().await.unwrap(),
        (i64,),
        "select count(*) from notice where person_id = $1",
        id,
    )
    .unwrap();
    assert_eq!(left, 0);
    // A page that stood open at that moment.
    let late = news
        .watch(&siv, &Watched::Topic(Topic::Safety), app.now)
        .await;
    assert!(late.is_err(), "{late:?}");
});

on_both!(letters_that_go_out_at_once_heed_the_pace, |app| {
    let web = app.web().await;
    let (by, maja) = (app.resident("Boende").await, app.official("Maja").await);
    let id = app.proposal(&by, "Belysning").await;
    let mut people = Vec::new();
    for pace in Pace::ALL {
        let actor = app.resident(pace.code()).await;
        let chosen = [(News::Answers, *pace), (News::Steps, *pace)];
        web.state
            .news
            .set_paces(&actor, &chosen, app.now)
            .await
            .unwrap();
        web.state.follow.follow(&actor, id, app.now).await.unwrap();
        people.push((actor, *pace));
    }
    answered(&app, &maja, id).await;
    let opinion = act(&[("text", "Det är bra.")]);
    app.proposals
        .answer(
            &app.elected("Bo Ek").await,
            id,
            ActKind::ElectedOpinion,
            opinion,
            app.now,
        )
        .await
        .unwrap();
    assert_eq!(app.spread().await, 2, "both of whom wants them at once");
    // What is owed to a proposer comes whatever they chose.
    let never: Vec<_> = News::ALL.iter().map(|news| (*news, Pace::Never)).collect();
    web.state
        .news
        .set_paces(&by, &never, app.now)
        .await
        .unwrap();
    let before = app
        .number("select count(*) from outbox where person_id is null")
        .await;
    answered(&app, &maja, id).await;
    let after = app
        .number("select count(*) from outbox where person_id is null")
        .await;
    assert_eq!(after, before + 1);
});
