//! Switching things off: every one of them on its page, in its form and for programs.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use nara_app::proposals::api::ProposalPort;
use nara_domain::switches::Feature;
use nara_domain::time::{Date, Stamp};
use nara_server::db::{Engine, STATEMENTS};
use serde_json::{Value, json};

use crate::common::http::{Browser, Page, Web};
use crate::common::{App, fields, idea};
use crate::on_both;
use crate::people::administrator;

const MESSAGE: &str = "Vi lagar <b>det</b>.";

/// Where somebody does it.
struct Place {
    /// The page its form stands on, and the address the form posts to.
    page: String,
    post: String,
    fields: Vec<(&'static str, &'static str)>,
    /// The same by a program.
    rest: Option<(Method, String, Value)>,
    /// What is written when it is open.
    written: &'static str,
}

async fn place(app: &App, feature: Feature) -> Option<Place> {
    let owner = app.resident("Ekbackenbo").await;
    let id = app.proposal(&owner, "Belysning vid stigen").await;
    let proposal = format!("/forslag/{id}/belysning-vid-stigen");
    let api = format!("/api/v1/proposals/{id}");
    let draft = async |fields| {
        let draft = app
            .proposals
            .create_draft(&owner, fields, "", app.now)
            .await;
        format!("/forslag/nytt/{}/kontrollera", draft.unwrap().id)
    };
    let new = |kind: &str| {
        let body = json!({ "title": "En bänk", "body": "Vid ån.", "topic": "park", "kind": kind });
        Some((Method::POST, "/api/v1/proposals".to_owned(), body))
    };
    let proposals = "select count(*) from proposal";
    let place = match feature {
        Feature::Registration => Place {
            page: "/registrera".to_owned(),
            post: "/registrera".to_owned(),
            fields: vec![
                ("display_name", "Ny"),
                ("email", "ny@example.org"),
                ("password", "ett riktigt långt lösenord"),
            ],
            rest: None,
            written: "select count(*) from registration",
        },
        Feature::Proposals | Feature::Ideas => {
            let (typed, kind) = match feature {
                Feature::Proposals => (fields("Belysning"), "proposal"),
                _ => (idea("Belysning"), "idea"),
            };
            let page = draft(typed).await;
            Place {
                post: page.clone(),
                page,
                fields: vec![("publish", "yes")],
                rest: new(kind),
                written: proposals,
            }
        }
        Feature::Comments => Place {
            page: proposal.clone(),
            post: format!("{proposal}/inlagg"),
            fields: vec![("text", "Bra!"), ("stance", "for")],
            rest: Some((
                Method::POST,
                format!("{api}/comments"),
                json!({ "text": "Bra!" }),
            )),
            written: "select count(*) from comment",
        },
        Feature::Support => Place {
            page: proposal.clone(),
            post: format!("{proposal}/stod"),
            fields: Vec::new(),
            rest: Some((Method::PUT, format!("{api}/support"), json!(null))),
            written: "select count(*) from support",
        },
        Feature::Questions => Place {
            page: "/fragor/ny".to_owned(),
            post: "/fragor/ny".to_owned(),
            fields: vec![
                ("heading", "Om bron"),
                ("question_1", "Varför?"),
                ("once", "fragor"),
            ],
            rest: None,
            written: "select count(*) from question_set",
        },
        Feature::CodeSignIn => Place {
            page: "/logga-in".to_owned(),
            post: "/logga-in/skicka-kod".to_owned(),
            fields: vec![("email", "ny@example.org")],
            rest: None,
            written: "select count(*) from way_in",
        },
        // Has no form of its own: below.
        Feature::ApiWriting => return None,
    };
    Some(place)
}

async fn switch(admin: &mut Browser<'_>, feature: Feature, off: bool) {
    let code = ("feature", feature.code());
    let (path, fields) = match off {
        true => (
            "/admin/funktioner/stang",
            vec![
                code,
                ("message", MESSAGE),
                ("until_date", "2026-03-06"),
                ("until_time", "08.00"),
            ],
        ),
        false => ("/admin/funktioner/oppna", vec![code]),
    };
    let page = admin.post_form(path, &fields).await;
    assert_eq!(page.location(), "/admin/funktioner");
}

fn opens() -> Stamp {
    Stamp::at(Date::new(2026, 3, 6).unwrap(), 8, 0).unwrap()
}

/// The municipality's words stand there as words, with the end.
fn says_why(page: &Page) -> bool {
    page.text.contains("Vi lagar &lt;b&gt;det&lt;/b&gt;.") && page.text.contains("klockan 08.00")
}

async fn everything_can_be_read(app: &App, browser: &mut Browser<'_>) {
    let id = app.number("select min(proposal_id) from proposal").await;
    for path in [
        "/".to_owned(),
        "/forslag".to_owned(),
        format!("/forslag/{id}/belysning-vid-stigen"),
        "/svar".to_owned(),
        "/fragor".to_owned(),
        "/api/v1/proposals".to_owned(),
        format!("/api/v1/proposals/{id}"),
        format!("/api/v1/proposals/{id}/comments"),
    ] {
        assert_eq!(browser.get(&path).await.status, StatusCode::OK, "{path}");
    }
}

async fn walk(app: &App, web: &Web, feature: Feature) {
    let Some(place) = place(app, feature).await else {
        return;
    };
    let mut admin = web.signed_in(&administrator(app, "Adm").await).await;
    let siv = app.resident("Siv").await;
    let as_visitor = matches!(feature, Feature::Registration | Feature::CodeSignIn);
    let mut browser = match as_visitor {
        true => web.visitor(),
        false => web.signed_in(&siv).await,
    };
    let form = format!("action=\"{}\"", place.post);
    let before = browser.get(&place.page).await;
    assert!(before.text.contains(&form), "{feature} {}", before.text);

    switch(&mut admin, feature, true).await;
    let page = browser.get(&place.page).await;
    assert_eq!(page.status, StatusCode::OK, "{feature}: the page goes on");
    assert!(says_why(&page), "{feature} {}", page.text);
    assert!(!page.text.contains(&form), "{feature}: a form");
    let count = app.number(place.written).await;
    let page = browser.post_form(&place.post, &place.fields).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{feature}");
    assert!(page.is_html() && says_why(&page), "{feature} {}", page.text);
    assert_eq!(page.header("retry-after"), "Fri, 06 Mar 2026 07:00:00 GMT");
    if let Some((method, path, body)) = &place.rest {
        let answer = browser.json(method.clone(), path, body.clone()).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{feature}");
        assert!(answer.is_problem());
        assert_eq!(answer.json()["code"], "closed");
        assert!(
            answer.json()["detail"]
                .as_str()
                .unwrap()
                .contains("<b>det</b>")
        );
    }
    assert_eq!(
        app.number(place.written).await,
        count,
        "{feature}: nothing is written"
    );
    everything_can_be_read(app, &mut browser).await;
    everything_can_be_read(app, &mut web.visitor()).await;

    switch(&mut admin, feature, false).await;
    let page = browser.get(&place.page).await;
    assert!(page.text.contains(&form) && !says_why(&page), "{feature}");
    let page = browser.post_form(&place.post, &place.fields).await;
    assert!(page.status.is_redirection(), "{feature} {}", page.text);
    assert!(app.number(place.written).await > count, "{feature}");
}

on_both!(each_can_be_switched_off_and_on_again, |app| {
    let web = app.web().await;
    for feature in Feature::ALL {
        walk(&app, &web, *feature).await;
    }
    let deeds = app.texts("select deed from audit order by audit_id").await;
    let walked = Feature::ALL.len() - 1;
    assert_eq!(deeds.len(), 2 * walked, "{deeds:?}");
    assert_eq!(deeds[..2], ["feature_closed", "feature_opened"]);
});

on_both!(programs_may_be_kept_from_writing, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&app.resident("Bo").await, "Belysning").await;
    let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
    let mut browser = web.signed_in(&siv).await;
    switch(&mut admin, Feature::ApiWriting, true).await;
    let api = format!("/api/v1/proposals/{id}");
    for (method, path, body) in [
        (
            Method::POST,
            "/api/v1/proposals".to_owned(),
            json!({ "title": "x" }),
        ),
        (Method::PUT, format!("{api}/support"), json!(null)),
        (Method::DELETE, format!("{api}/support"), json!(null)),
        (
            Method::POST,
            format!("{api}/comments"),
            json!({ "text": "x" }),
        ),
    ] {
        let answer = browser.json(method, &path, body).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert_eq!(answer.json()["code"], "closed");
    }
    everything_can_be_read_by_programs(&mut browser, &api).await;
    assert!(
        says_why(&browser.get("/konto").await),
        "where keys are made"
    );
    // The pages' own forms are no programs.
    let page = browser
        .post_form(&format!("/forslag/{id}/belysning/stod"), &[])
        .await;
    assert!(page.status.is_redirection());
    switch(&mut admin, Feature::ApiWriting, false).await;
    let answer = browser
        .json(Method::DELETE, &format!("{api}/support"), json!(null))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
});

async fn everything_can_be_read_by_programs(browser: &mut Browser<'_>, api: &str) {
    for path in [
        "/api/v1/proposals",
        api,
        &format!("{api}/support"),
        &format!("{api}/comments"),
    ] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
}

on_both!(who_regrets_their_support_may_take_it_back, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&app.resident("Bo").await, "Belysning").await;
    app.proposals.support(&siv, id, app.now).await.unwrap();
    let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
    switch(&mut admin, Feature::Support, true).await;
    let mut browser = web.signed_in(&siv).await;
    let page = browser.get(&format!("/forslag/{id}/belysning")).await;
    assert!(page.text.contains("/stod/angra\""), "{}", page.text);
    let page = browser
        .post_form(&format!("/forslag/{id}/belysning/stod/angra"), &[])
        .await;
    assert!(page.status.is_redirection());
    assert_eq!(app.number("select count(*) from support").await, 0);
});

// What somebody has typed is never taken from them.
on_both!(what_was_typed_when_it_closed_is_kept, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Bo").await, "Belysning").await;
    let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
    switch(&mut admin, Feature::Comments, true).await;
    let mut browser = web.signed_in(&app.resident("Siv").await).await;
    let typed = [
        ("text", "En tanke jag inte vill bli av med."),
        ("stance", "for"),
    ];
    let page = browser
        .post_form(&format!("/forslag/{id}/belysning/inlagg"), &typed)
        .await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.text.contains(typed[0].1), "{}", page.text);
});

on_both!(
    it_is_in_force_on_every_server_within_a_second_and_ends_by_itself,
    |app| {
        let (one, other) = (app.web().await, app.web().await);
        let mut admin = one.signed_in(&administrator(&app, "Adm").await).await;
        switch(&mut admin, Feature::Registration, true).await;
        assert!(
            says_why(&one.visitor().get("/registrera").await),
            "here at once"
        );
        for clock in [&one.clock, &other.clock] {
            clock.advance_ms(1_000);
        }
        assert!(says_why(&other.visitor().get("/registrera").await));
        for (before, closed) in [(1, true), (0, false)] {
            other.clock.set(Stamp(opens().0 - before));
            let page = other.visitor().get("/registrera").await;
            assert_eq!(says_why(&page), closed);
        }
    }
);

on_both!(no_page_costs_a_query_for_it, |app| {
    // Nothing that somebody searches for is answered from memory.
    const MADE: &str = "/om?q=bro";
    let web = app.web().await;
    // From then on it is known what others commit.
    while !web.state.db.changes().hears() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut visitor = web.visitor();
    visitor.get(MADE).await;
    let count = Arc::new(AtomicU64::new(0));
    let asked = async {
        for _ in 0..20 {
            assert_eq!(visitor.get(MADE).await.status, StatusCode::OK);
        }
    };
    STATEMENTS.scope(Arc::clone(&count), asked).await;
    assert_eq!(count.load(Ordering::Relaxed), 0, "within a second");
    web.clock.advance_ms(1_500);
    let asked = async {
        for _ in 0..20 {
            assert_eq!(visitor.get(MADE).await.status, StatusCode::OK);
        }
    };
    STATEMENTS.scope(Arc::clone(&count), asked).await;
    assert_eq!(
        count.load(Ordering::Relaxed),
        1,
        "and one a second, however many ask"
    );
});

// Whoever has locked a row and then waits for a second connection waits for those who wait for that row.
async fn one_connection(app: App) {
    let web = app.web().await;
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let id = app.proposal(&bo, "Belysning").await;
    let mut taken = Vec::new();
    while let Ok(conn) = tokio::time::timeout(Duration::from_secs(1), app.db.read()).await {
        taken.push(conn.unwrap());
    }
    drop(taken.pop().unwrap());
    let (settings, proposals) = (&web.state.settings, &web.state.proposals);
    let sure = settings.sure();
    assert!(sure.is_some());
    // Each later than what was read is believed.
    let at = |n: i64| Stamp(app.now.0 + n * 2_000);
    let new = crate::common::comment("Bra!");
    let comment = proposals.comment(&siv, id, new, at(1)).await.unwrap();
    assert_eq!(settings.sure(), sure, "a comment");
    let about = (id, comment.id);
    let count = proposals.agree_with(&bo, about, true, at(2)).await;
    assert_eq!((count.unwrap(), settings.sure()), (1, sure), "agreeing");
    let typed = fields("En bänk vid ån");
    proposals.submit(&siv, typed, "", at(3)).await.unwrap();
    assert_eq!(settings.sure(), sure, "a proposal");
    drop(taken);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_switched_off_is_asked_without_a_second_connection_postgres() {
    crate::common::run(Engine::Postgres, one_connection).await;
}

on_both!(
    closing_needs_an_administrator_who_proved_it_a_moment_ago,
    |app| {
        let web = app.web().await;
        let form = [("feature", "comments"), ("message", "Nu räcker det.")];
        for (actor, status) in [
            (app.secretary("Sven").await, StatusCode::FORBIDDEN),
            (app.resident("Siv").await, StatusCode::FORBIDDEN),
        ] {
            let mut browser = web.signed_in(&actor).await;
            let page = browser.post_form("/admin/funktioner/stang", &form).await;
            assert_eq!(page.status, status);
        }
        let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
        web.clock.advance_ms(16 * 60_000);
        let page = admin.post_form("/admin/funktioner/stang", &form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(
            page.text.contains("Nu räcker det."),
            "what was typed stands there: {}",
            page.text
        );
        assert!(page.text.contains("Visa en gång till att det är du"));
        assert_eq!(app.number("select count(*) from setting").await, 0);
        assert_eq!(app.number("select count(*) from audit").await, 0);
    }
);

on_both!(what_is_wrong_stands_at_its_field, |app| {
    let web = app.web().await;
    let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
    let long = "å".repeat(301);
    for (field, value, said) in [
        ("message", long.as_str(), "högst 300"),
        ("until_date", "i morgon", "Skriv datumet så här"),
        ("until_date", "2026-03-01", "Dagen har redan varit"),
        ("until_time", "25", "Skriv klockslaget så här"),
    ] {
        let form = [("feature", "comments"), (field, value)];
        let page = admin.post_form("/admin/funktioner/stang", &form).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field} {value}"
        );
        assert!(page.text.contains(said), "{}", page.text);
        assert!(page.text.contains(value));
    }
    for form in [
        vec![("feature", "everything")],
        vec![],
        vec![("feature", "comments"), ("more", "x")],
    ] {
        let page = admin.post_form("/admin/funktioner/stang", &form).await;
        assert!(page.status.is_client_error(), "{form:?} {}", page.status);
    }
    assert_eq!(app.number("select count(*) from setting").await, 0);
});
