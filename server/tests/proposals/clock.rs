//! The clock stands still while the proposer completes, wherever the day is shown or waited for.

use nara_app::proposals::api::ProposalPort;
use nara_app::statistics::api::StatisticsPort;
use nara_app::work::api::WorkQuery;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind as T;
use nara_domain::time::{Date, Stamp};
use nara_domain::work::Pile;

use super::statistics::straight;
use crate::common::{App, act};
use crate::on_both;

struct Case {
    id: ProposalId,
    siv: Actor,
    gun: Actor,
}

/// Registered on 2026-03-04, to be answered in a year.
async fn registered(app: &App) -> Case {
    straight(app).await;
    let siv = app.resident("Siv").await;
    Case {
        id: app.proposal(&siv, "Belysning vid stigen").await,
        gun: app.secretary("Gun").await,
        siv,
    }
}

impl Case {
    async fn ask(&self, app: &App, at: Stamp) {
        let ask = act(&[("missing", "En karta.")]);
        let done = app
            .proposals
            .record(&self.gun, self.id, T::RequestCompletion, ask, at);
        done.await.unwrap();
    }

    async fn complete(&self, app: &App, at: Stamp) {
        let answer = act(&[("completion", "Här är kartan.")]);
        let done = app
            .proposals
            .record(&self.siv, self.id, T::Complete, answer, at);
        done.await.unwrap();
    }

    async fn answer_by(&self, app: &App) -> Option<Date> {
        let view = app.proposals.get(&self.gun, self.id, app.now).await;
        view.unwrap().answer_by
    }
}

fn day(text: &str) -> Option<Date> {
    Some(Date::parse(text).unwrap())
}

on_both!(the_day_moves_by_the_days_the_proposer_takes, |app| {
    let case = registered(&app).await;
    assert_eq!(case.answer_by(&app).await, day("2027-03-04"));
    case.ask(&app, app.now).await;
    // While it stands still, no day is promised, and nobody is reminded of one.
    assert_eq!(case.answer_by(&app).await, None);
    let web = app.web().await;
    let path = format!("/forslag/{}/belysning-vid-stigen", case.id);
    let page = web.signed_in(&case.siv).await.get(&path).await;
    let said = "Klockan står still medan förslagsställaren kompletterar – sedan";
    assert!(page.text.contains(said), "{}", page.text);
    assert!(page.text.contains(r#"<time datetime="2026-03-04">"#));
    let mut gun = web.signed_in(&case.gun).await;
    for address in [
        "/arbete?hog=vantar".to_owned(),
        "/handlaggning".to_owned(),
        format!("{path}/internt"),
    ] {
        let page = gun.get(&address).await;
        assert!(
            page.text.contains("klockan står still"),
            "{address} {}",
            page.text
        );
    }
    case.complete(&app, app.now.plus_days(12)).await;
    assert_eq!(case.answer_by(&app).await, day("2027-03-16"));
    // A second round, on one day, and a third.
    let later = app.now.plus_days(20);
    case.ask(&app, later).await;
    case.complete(&app, later.plus_hours(1)).await;
    assert_eq!(case.answer_by(&app).await, day("2027-03-16"));
    case.ask(&app, later).await;
    case.complete(&app, later.plus_days(1)).await;
    assert_eq!(case.answer_by(&app).await, day("2027-03-17"));

    // Everybody can see how it was counted.
    let page = web.visitor().get(&path).await;
    let moved = r#"<time datetime="2027-03-17">"#;
    assert!(page.text.contains(moved), "{}", page.text);
    assert!(page.text.contains("framflyttad med") && page.text.contains("13 dagar"));
    assert!(page.text.contains("Klockan stod still i"));
    let page = web.visitor().get("/laget/rapport").await;
    assert!(page.text.contains("klockan stod still"), "{}", page.text);
    let listed = app.proposals.undecided().await.unwrap();
    assert_eq!(
        (listed[0].waited(), listed[0].answer_by),
        (13, day("2027-03-17"))
    );
    let file = web.visitor().get("/laget/rapport.csv").await;
    assert!(
        file.text.contains("Dagar klockan stått still"),
        "{}",
        file.text
    );
    assert!(
        file.text.contains("\"2027-03-17\";\"13\";"),
        "{}",
        file.text
    );
});

on_both!(a_correction_counts_the_same_days_again, |app| {
    let case = registered(&app).await;
    case.ask(&app, app.now).await;
    case.complete(&app, app.now.plus_days(9)).await;
    assert_eq!(case.answer_by(&app).await, day("2027-03-13"));
    let view = app
        .proposals
        .get(&case.gun, case.id, app.now)
        .await
        .unwrap();
    let asked = view
        .acts
        .iter()
        .find(|act| act.transition == Some(T::RequestCompletion))
        .unwrap();
    let right = act(&[
        ("missing", "En karta över stigen."),
        ("correction_reason", "Det var oklart."),
    ]);
    app.proposals
        .correct(&case.gun, case.id, asked.id, right, app.now.plus_days(30))
        .await
        .unwrap();
    assert_eq!(case.answer_by(&app).await, day("2027-03-13"));
});

on_both!(reminders_follow_the_moved_day, |app| {
    let case = registered(&app).await;
    case.ask(&app, app.now).await;
    case.complete(&app, app.now.plus_days(30)).await;
    assert_eq!(case.answer_by(&app).await, day("2027-04-03"));
    let web = app.web().await;
    let sent = "select count(*) from reminder";
    let of = |text: &str| Stamp::from_date(Date::parse(text).unwrap()).plus_hours(12);
    for (today, so_far) in [
        // Half a year before the day as it was at first.
        ("2026-09-04", 0),
        ("2026-10-02", 0),
        ("2026-10-03", 1),
        ("2027-01-03", 2),
        ("2027-03-03", 3),
        // The year is up, the clock is not.
        ("2027-03-05", 3),
        ("2027-04-03", 3),
        ("2027-04-04", 4),
    ] {
        web.state.reminders.remind(of(today)).await.unwrap();
        assert_eq!(app.number(sent).await, so_far, "{today}");
    }
    let late = WorkQuery {
        pile: Pile::Overdue,
        words: String::new(),
        after: None,
        limit: 25,
    };
    for (today, count) in [("2027-04-03", 0), ("2027-04-04", 1)] {
        let pile = web
            .state
            .work
            .work(&case.gun, &late, of(today))
            .await
            .unwrap();
        assert_eq!(pile.items.len(), count, "{today}");
    }
});
