//! Hall of Fame: whoever put forward what was carried out is asked, and nobody is shown who did not
//! say yes.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::fame::api::FamePort;
use nara_app::proposals::api::ProposalPort;
use nara_app::statistics::api::{Promised, StatisticsPort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, NotAllowedNow, NotNow};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind as T;
use nara_server::db::Engine;
use nara_server::execute;

use super::statistics::{decided_for, straight};
use crate::common::{App, act};
use crate::on_both;

const HALL: &str = "/beslut/hall-of-fame";
const PATH: &str = "belysning-vid-stigen";

/// Said yes to and carried out.
async fn done(app: &App, by: &Actor) -> ProposalId {
    let id = decided_for(app, by, "Belysning vid stigen", T::Approve).await;
    let official = app.official("Olle").await;
    let today = app.now.day().to_string();
    let plan = [
        ("owner", "Tekniska förvaltningen"),
        ("plan", "Kablar i september."),
        ("budget_year", "2026"),
        ("next_report", "2026-09-04"),
    ];
    app.record(&official, id, T::Plan, &plan).await;
    let started = [("started_on", today.as_str())];
    app.record(&official, id, T::StartImplementing, &started)
        .await;
    let report = [
        ("on", today.as_str()),
        ("actual_cost", "565000"),
        ("photo_url", "https://example.se/stigen.jpg"),
        ("thanks", "Tack för att du såg det!"),
    ];
    app.record(&official, id, T::MarkImplemented, &report).await;
    id
}

on_both!(a_plans_milestones_stand_on_both_pages, |app| {
    straight(&app).await;
    let web = app.web().await;
    let siv = app.resident("Siv Ek").await;
    let id = decided_for(&app, &siv, "Belysning vid stigen", T::Approve).await;
    let official = app.official("Olle").await;
    let path = format!("/forslag/{id}/{PATH}");
    let plan = |milestones: &str| -> Vec<(&'static str, String)> {
        let given = |name, text: &str| (name, text.to_owned());
        vec![
            given("step", "plan"),
            given("owner", "Tekniska förvaltningen"),
            given("plan", "Kablar i september."),
            given("budget_year", "2026"),
            given("next_report", "2026-09-04"),
            given("milestones", milestones),
        ]
    };
    let mut browser = web.signed_in(&official).await;
    let mut post = async |milestones: &str| {
        let fields = plan(milestones);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        browser
            .post_form(&format!("{path}/handlagg"), &fields)
            .await
    };
    // The line that is wrong is told, and what was typed is kept.
    let page = post("2026-09-01 Ljuset tänds\r\ni maj: kablar").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Raden ”i maj: kablar” går inte."));
    assert!(page.text.contains("2026-09-01 Ljuset tänds"));
    let page = post("2026-09-01 Ljuset tänds\r\n2026-03-04 Kablarna <b>beställs</b>").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let mut visitor = web.visitor();
    for at in [path.as_str(), "/beslut"] {
        let page = visitor.get(at).await;
        let place = |text: &str| {
            page.text
                .find(text)
                .unwrap_or_else(|| panic!("{at}: {text}"))
        };
        assert!(place("Kablarna &lt;b&gt;beställs") < place("Ljuset tänds"));
        // Its day is today: to come, like the other.
        assert!(!page.text.contains("dagen har varit"), "{at}");
        place("kommer");
    }
});

/// To the archive on the first day that goes, which is not the day before.
async fn archive(app: &App, id: ProposalId) {
    let secretary = app.secretary("Gun").await;
    let from = app.now.day().add_months(12).add_days(61);
    let close = async |days| {
        let now = app.now.plus_days(days);
        let form = [("archive_id", "A-1"), ("archived_on", "2026-03-04")];
        let closed = app
            .proposals
            .record(&secretary, id, T::Close, act(&form), now);
        closed.await
    };
    let days = app.now.day().days_until(from);
    let early = close(days - 1).await;
    let asked_first = NotAllowedNow::AskedFirst { from };
    assert_eq!(early, Err(AppError::NotAllowedNow(asked_first)));
    close(days).await.unwrap();
}

on_both!(what_was_promised_is_told_from_the_archive_as_well, |app| {
    straight(&app).await;
    let web = app.web().await;
    let siv = app.resident("Siv Ek").await;
    let kept = done(&app, &siv).await;
    let stopped = decided_for(&app, &siv, "Bänk vid torget", T::Approve).await;
    let official = app.official("Olle").await;
    let plan = [
        ("owner", "Tekniska förvaltningen"),
        ("plan", "Bänken beställs."),
        ("budget_year", "2026"),
        ("next_report", "2026-09-04"),
    ];
    app.record(&official, stopped, T::Plan, &plan).await;
    let stop = [("reason", "Torget byggs om."), ("decided_by", "Nämnden")];
    app.record(&official, stopped, T::Stop, &stop).await;
    let shown = async || {
        let all = app.proposals.promises().await.unwrap();
        let promises = |pile: Vec<Promised>| -> Vec<_> {
            pile.into_iter()
                .map(|one| (one.item.id, one.promise))
                .collect()
        };
        (promises(all.kept), promises(all.stopped))
    };
    let before = shown().await;
    assert_eq!((before.0[0].0, before.1[0].0), (kept, stopped));
    archive(&app, kept).await;
    archive(&app, stopped).await;
    assert_eq!(shown().await, before);
    let page = web.visitor().get("/beslut").await;
    assert!(page.text.contains("Torget byggs om."), "{}", page.text);
    assert!(page.text.contains("565\u{a0}000"), "{}", page.text);

    // What went to the archive before that kept anything is told from the record.
    let mut tx = app.db.begin().await.unwrap();
    let (forget, remember, money) = match app.db.engine() {
        Engine::Sqlite => (
            "update proposal set course = json_remove(course, '$.promise')",
            include_str!("../../../migrations/sqlite/0035_archived_promise.sql"),
            include_str!("../../../migrations/sqlite/0039_promise_money.sql"),
        ),
        Engine::Postgres => (
            "update proposal set course = (course::jsonb - 'promise')::text",
            include_str!("../../../migrations/postgres/0035_archived_promise.sql"),
            include_str!("../../../migrations/postgres/0039_promise_money.sql"),
        ),
    };
    execute!(tx, forget).unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shown().await, (vec![], vec![]));
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, remember).unwrap();
    execute!(tx, money).unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shown().await, before);
});

on_both!(who_agrees_is_shown_and_leaves_when_they_like, |app| {
    straight(&app).await;
    let web = app.web().await;
    let siv = app.resident("Siv Ek").await;
    let id = done(&app, &siv).await;
    let page = format!("/forslag/{id}/{PATH}");
    let form = format!("{page}/hall-of-fame");
    let mut visitor = web.visitor();
    let mut owner = web.signed_in(&siv).await;
    let mut other = web.signed_in(&app.resident("Bo").await).await;
    // Only who put it forward is asked, and nobody is shown unasked.
    assert!(owner.get(&page).await.text.contains(&form));
    for reader in [&mut visitor, &mut other] {
        assert!(!reader.get(&page).await.text.contains(&form));
    }
    assert!(visitor.get(HALL).await.text.contains("Ingen än"));

    for _ in 0..2 {
        let agreed = owner.post_form(&form, &[("deed", "yes")]).await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER);
        assert!(agreed.header("location").ends_with("#hall-of-fame"));
    }
    let hall = visitor.get(HALL).await;
    assert_eq!(hall.status, StatusCode::OK);
    let kronor = "565\u{a0}000";
    for shown in [
        "Siv Ek",
        &page,
        "Tack för att du såg det!",
        "stigen.jpg",
        kronor,
    ] {
        assert!(hall.text.contains(shown), "{shown}: {}", hall.text);
    }
    assert!(owner.get(&page).await.text.contains("Ta bort mig"));

    let left = owner.post_form(&form, &[("deed", "no")]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(!visitor.get(HALL).await.text.contains("Siv Ek"));
});

on_both!(nobody_agrees_for_somebody_else_or_too_early, |app| {
    straight(&app).await;
    let (siv, bo) = (app.resident("Siv Ek").await, app.resident("Bo").await);
    let undone = decided_for(&app, &siv, "Belysning vid stigen", T::Approve).await;
    let agree = async |who: &Actor, id: ProposalId, shown: bool| {
        app.proposals.agree(who, id, shown, app.now).await
    };
    let early = AppError::Denied(Denied::NotNow(NotNow::NotDone));
    assert_eq!(agree(&siv, undone, true).await, Err(early));
    let id = done(&app, &siv).await;
    let official = app.official("Maja").await;
    for shown in [true, false] {
        for who in [&bo, &official] {
            let refused = agree(who, id, shown).await;
            assert_eq!(refused, Err(AppError::Denied(Denied::NotYours)));
        }
        let refused = agree(&Actor::Visitor, id, shown).await;
        assert_eq!(refused, Err(AppError::SignIn));
    }
    let nothing = agree(&siv, ProposalId::new(999), true).await;
    assert_eq!(nothing, Err(AppError::NotFound));
    let web = app.web().await;
    let mut owner = web.signed_in(&siv).await;
    let form = format!("/forslag/{id}/{PATH}/hall-of-fame");
    let strange = owner.post_form(&form, &[("deed", "perhaps")]).await;
    assert_eq!(strange.status, StatusCode::BAD_REQUEST);
    assert_eq!(app.proposals.hall().await.unwrap(), []);
});

on_both!(who_leaves_or_must_not_be_found_leaves_the_hall, |app| {
    straight(&app).await;
    let web = app.web().await;
    let siv = app.resident("Siv Ek").await;
    let id = done(&app, &siv).await;
    let shown = || async { app.proposals.hall().await.unwrap().len() };
    app.proposals.agree(&siv, id, true, app.now).await.unwrap();
    assert_eq!(shown().await, 1);
    // The archive keeps the page, and their right to leave it.
    archive(&app, id).await;
    assert_eq!(shown().await, 1);
    app.proposals.agree(&siv, id, false, app.now).await.unwrap();
    assert_eq!(shown().await, 0);
    // It was done, and is still theirs.
    app.proposals.agree(&siv, id, true, app.now).await.unwrap();
    assert_eq!(shown().await, 1);
    app.proposals.agree(&siv, id, false, app.now).await.unwrap();

    let id = done(&app, &siv).await;
    app.proposals.agree(&siv, id, true, app.now).await.unwrap();
    let mut owner = web.signed_in(&siv).await;
    let left = owner
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.text);
    assert_eq!(shown().await, 0);
    let famed = "select count(*) from proposal where famed_at is not null";
    assert_eq!(app.number(famed).await, 0);
});
