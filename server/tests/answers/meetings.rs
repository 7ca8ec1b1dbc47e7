//! Meetings: entered by the secretary, with what the record of the cases says is taken up there.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_domain::actor::Actor;
use nara_domain::ids::MeetingId;
use nara_domain::proposal::{Ruleset, TransitionKind as T};

use crate::common::App;
use crate::common::http::{Browser, Web};
use crate::desk::Desk;
use crate::on_both;

/// The committee's meeting of today, where the desk's cases are taken up.
pub fn today(app: &App) -> Vec<(&'static str, String)> {
    vec![
        ("body", "TN".to_owned()),
        ("held_on", app.now.day().to_string()),
        ("begins", "08.30".to_owned()),
    ]
}

pub fn with(
    mut form: Vec<(&'static str, String)>,
    more: &[(&'static str, &str)],
) -> Vec<(&'static str, String)> {
    for (name, value) in more {
        form.retain(|(known, _)| known != name);
        form.push((name, (*value).to_owned()));
    }
    form
}

pub async fn send(
    browser: &mut Browser<'_>,
    to: &str,
    form: &[(&'static str, String)],
) -> crate::common::http::Page {
    let pairs: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
    browser.post_form(to, &pairs).await
}

/// Enters a meeting that can be entered; answers its address.
pub async fn enter(
    browser: &mut Browser<'_>,
    form: Vec<(&'static str, String)>,
    once: &str,
) -> String {
    let form = with(form, &[("once", once)]);
    let page = send(browser, "/moten/ny", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.location().to_owned()
}

pub fn number(address: &str) -> &str {
    address.split('/').nth(2).unwrap()
}

on_both!(a_meeting_takes_up_what_the_record_says, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let rules = Ruleset {
        version: 3,
        proposer_may_speak: true,
        ..Ruleset::without_threshold(&app.site.municipality)
    };
    app.set_rules(rules).await;
    let proposer = app.resident("Siv").await;
    let other = app.proposal(&proposer, "Bänkar vid sjön").await;
    desk.reach_agenda().await;

    // The record alone has a page, which says what it does not know, and which nobody finds by search.
    let day = app.now.day();
    let named = format!("/moten/TN/{day}");
    let page = desk.visitor.get(&named).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Belysning längs stigen") && page.text.contains("Tas upp"));
    assert!(page.text.contains("Tid och plats är inte inlagda"));
    assert!(page.text.contains("content=\"noindex\""));
    assert!(!page.text.contains("får tala"), "its rules are older");
    let list = desk.visitor.get("/moten").await;
    assert!(
        list.text.contains(&format!("href=\"{named}\"")),
        "{}",
        list.text
    );
    let case = desk.visitor.get(&desk.path.clone()).await;
    assert!(
        case.text.contains(&format!("href=\"{named}\"")),
        "{}",
        case.text
    );
    for nothing in [
        "/moten/TN/2026-03-05",
        "/moten/TN/snart",
        "/moten/999/x",
        "/moten/999",
        "/moten/007/x",
        "/moten/organ/TN.ics",
        "/moten/organ/TN",
    ] {
        let page = desk.visitor.get(nothing).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nothing}");
    }

    let form = desk
        .secretary
        .get(&format!("/moten/ny?organ=TN&dag={day}"))
        .await;
    assert!(form.text.contains("value=\"TN\"") && form.text.contains(&format!("value=\"{day}\"")));
    let address = enter(&mut desk.secretary, today(&app), "ett").await;
    assert_eq!(address, format!("/moten/1/tekniska-namnden-{day}"));
    // Sent twice it is one.
    let again = enter(&mut desk.secretary, today(&app), "ett").await;
    assert_eq!(again, address);
    assert_eq!(app.number("select count(*) from meeting").await, 1);
    // One page has one address.
    let led = desk.visitor.get(&named).await;
    assert_eq!(
        (led.status, led.location()),
        (StatusCode::SEE_OTHER, address.as_str())
    );
    for old in ["/moten/1", "/moten/1/annat"] {
        let led = desk.visitor.get(old).await;
        assert_eq!(led.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(led.location(), address);
    }
    let page = desk.visitor.get(&address).await;
    assert!(
        page.text.contains("kl. 08.30") && page.text.contains("onsdag"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("noindex") && !page.text.contains("Ändra mötet"));

    // The decision comes, and stands there without anybody entering it again.
    desk.take(T::Approve).await;
    let page = desk.visitor.get(&address).await;
    assert!(
        page.text.contains("§\u{a0}41") && page.text.contains("Bifallet"),
        "{}",
        page.text
    );
    let case = desk.visitor.get(&desk.path.clone()).await;
    assert!(case.text.contains("Till mötet"));

    // Where the rules of a case let its proposer speak, its line says so, while it is to come.
    let tomorrow = day.add_days(1).to_string();
    let kf = vec![
        ("step", "announce".to_owned()),
        ("body", "KF".to_owned()),
        ("meeting_date", day.to_string()),
        ("paragraph", "7".to_owned()),
    ];
    let steps = format!("/forslag/{other}/banker-vid-sjon/handlagg");
    assert_eq!(
        send(&mut desk.secretary, &steps, &kf).await.status,
        StatusCode::SEE_OTHER
    );
    let more = [
        ("step", "hand_over"),
        ("receiving_body", "KS"),
        (
            "decision_text",
            "Förslaget överlämnas till kommunstyrelsen.",
        ),
    ];
    let handed = with(kf, &more);
    assert_eq!(
        send(&mut desk.secretary, &steps, &handed).await.status,
        StatusCode::SEE_OTHER
    );
    for step in [T::StartPreparation, T::PresentProposal] {
        let fields = with(desk.filled(step), &[("step", step.code())]);
        let by = match step {
            T::PresentProposal => &mut desk.official,
            _ => &mut desk.secretary,
        };
        assert_eq!(
            send(by, &steps, &fields).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let fields = with(
        vec![("step", "schedule".to_owned())],
        &[
            ("body", "KS"),
            ("meeting_date", &tomorrow),
            ("agenda_url", "https://bjorksjo.example/ks"),
        ],
    );
    assert_eq!(
        send(&mut desk.secretary, &steps, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let page = desk.visitor.get(&format!("/moten/KS/{tomorrow}")).await;
    assert!(
        page.text
            .contains("Den som lade förslaget får tala på mötet"),
        "{}",
        page.text
    );
    assert!(page.text.contains("href=\"https://bjorksjo.example/ks\""));
    // Announced and handed over at one meeting is one line there, as it ended.
    let page = desk.visitor.get(&format!("/moten/KF/{day}")).await;
    assert_eq!(page.text.matches("Bänkar vid sjön").count(), 1);
    let english = desk.visitor.get(&format!("/en{address}")).await;
    assert!(
        english.text.contains("Proposals at the meeting") && english.text.contains("Wednesday")
    );
});

on_both!(
    what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost,
    |app| {
        let web = app.web().await;
        let mut secretary = web.signed_in(&app.secretary("Sven").await).await;
        let wrong = with(
            today(&app),
            &[
                ("begins", "halv nio"),
                ("agenda_url", "http://bjorksjo.example/tn"),
                ("verified_on", "2026-03-03"),
                ("place", "Kommunhuset <rum 3>"),
                ("once", "ett"),
            ],
        );
        let page = send(&mut secretary, "/moten/ny", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for told in [
            "Skriv klockslaget så här",
            "Adressen ska börja med https://.",
            "Dagen är före mötet.",
            "value=\"halv nio\"",
            "value=\"http://bjorksjo.example/tn\"",
            "Kommunhuset &lt;rum 3&gt;",
            "value=\"ett\"",
        ] {
            assert!(page.text.contains(told), "no {told} in {}", page.text);
        }
        assert_eq!(app.number("select count(*) from meeting").await, 0);
        // A meeting that has been is entered with its minutes.
        let past = with(
            today(&app),
            &[
                ("held_on", "2026-02-11"),
                ("minutes_url", "https://bjorksjo.example/protokoll"),
                ("verified_on", "2026-02-12"),
                ("posted_on", "2026-02-13"),
            ],
        );
        let address = enter(&mut secretary, past.clone(), "två").await;
        let page = secretary.get(&address).await;
        // Three weeks after Friday the 13th it is the 6th of March.
        assert!(
            page.text
                .contains("Sista dag att överklaga är 6\u{a0}mars\u{a0}2026."),
            "{}",
            page.text
        );
        assert!(
            page.text
                .contains("Protokollet anslogs 13\u{a0}februari\u{a0}2026")
        );
        assert!(page.text.contains("Mötet tog inte upp något förslag"));
        // A body is at one place at a time.
        let twice = with(past, &[("once", "tre")]);
        let page = send(&mut secretary, "/moten/ny", &twice).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("Organet har redan ett möte då."));
        // Later the same day it may meet again; the record only says the day, and the page says that.
        let evening = with(twice, &[("begins", "18"), ("once", "fyra")]);
        let second = enter(&mut secretary, evening, "fyra").await;
        let page = secretary.get(&second).await;
        assert!(page.text.contains("möts mer än en gång den dagen"));
        let moved = with(today(&app), &[("held_on", "2026-02-11"), ("seen", "1")]);
        let to = format!("/moten/{}/andra", number(&second));
        let page = send(&mut secretary, &to, &moved).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            page.text
        );
        assert!(page.text.contains("Organet har redan ett möte då."));
        for nonsense in [vec![("seen", "x")], vec![]] {
            let form = with(today(&app), &nonsense);
            let page = send(&mut secretary, &to, &form).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST);
        }
        assert_eq!(
            send(&mut secretary, "/moten/ny", &today(&app)).await.status,
            StatusCode::BAD_REQUEST
        );
        // When the time has passed, the page says so.
        web.clock.advance_ms(3 * 24 * 3600 * 1000);
        let page = web.visitor().get(&address).await;
        assert!(
            page.text.contains("Det gick att överklaga till och med"),
            "{}",
            page.text
        );
    }
);

on_both!(two_who_change_a_meeting_lose_nothing, |app| {
    let web = app.web().await;
    let mut one = web.signed_in(&app.secretary("Sven").await).await;
    let mut two = web.signed_in(&app.secretary("Siri").await).await;
    let address = enter(&mut one, today(&app), "ett").await;
    let to = format!("/moten/{}/andra", number(&address));
    let form = one.get(&to).await;
    assert!(
        form.text.contains("name=\"seen\" value=\"1\""),
        "{}",
        form.text
    );
    let first = with(today(&app), &[("place", "Rådhuset"), ("seen", "1")]);
    assert_eq!(send(&mut one, &to, &first).await.location(), address);
    // The same form again is the same change.
    assert_eq!(send(&mut one, &to, &first).await.location(), address);
    let second = with(
        today(&app),
        &[
            ("place", "Biblioteket"),
            ("cancelled", "yes"),
            ("seen", "1"),
        ],
    );
    let page = send(&mut two, &to, &second).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("value=\"Biblioteket\""), "{}", page.text);
    assert!(page.text.contains("Nu står det: Rådhuset"));
    assert!(page.text.contains("name=\"seen\" value=\"2\""));
    assert_eq!(
        app.texts("select place from meeting").await,
        ["Rådhuset".to_owned()]
    );
    let anew = with(second, &[("seen", "2")]);
    assert_eq!(send(&mut two, &to, &anew).await.location(), address);
    let page = web.visitor().get(&address).await;
    assert!(page.text.contains("Biblioteket") && page.text.contains("Inställt"));
    let deeds = "select deed || ' ' || actor_name || ' ' || detail from audit order by audit_id";
    let day = app.now.day();
    let said = |deed: &str, who: &str, changed: &str| {
        format!("{deed} {who} {{\"body\":\"TN\"{changed},\"day\":\"{day}\"}}")
    };
    assert_eq!(
        app.texts(deeds).await,
        [
            said("meeting_entered", "Sven", ""),
            said("meeting_changed", "Sven", ",\"changed\":[\"place\"]"),
            said(
                "meeting_changed",
                "Siri",
                ",\"changed\":[\"place\",\"cancelled\"]"
            ),
        ]
    );
});

on_both!(a_film_opens_where_a_case_is_taken_up, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    let address = enter(&mut desk.secretary, today(&app), "ett").await;
    let to = format!("/moten/{}/andra", number(&address));
    let mark: &'static str = format!("mark_{}", desk.id).leak();
    let form = desk.secretary.get(&to).await;
    assert!(
        form.text.contains("Tid i filmen: Belysning längs stigen"),
        "{}",
        form.text
    );
    let film = ("stream_url", "https://www.youtube.com/watch?v=tn");
    let marked = |value, film: &[(&'static str, &str)]| {
        with(with(today(&app), &[(mark, value), ("seen", "1")]), film)
    };
    let page = send(&mut desk.secretary, &to, &marked("en timme", &[film])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Skriv timmar, minuter och sekunder"));
    assert!(page.text.contains("value=\"en timme\""));
    // A mark without a film leads nowhere.
    let page = send(&mut desk.secretary, &to, &marked("1:02:03", &[])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = with(marked("1:02:03", &[film]), &[("mark_999", "0:10")]);
    let page = send(&mut desk.secretary, &to, &stranger).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = send(&mut desk.secretary, &to, &marked("1:02:03", &[film])).await;
    assert_eq!(page.location(), address);
    let page = desk.visitor.get(&address).await;
    assert!(
        page.text
            .contains("href=\"https://www.youtube.com/watch?v=tn&amp;t=3723\""),
        "{}",
        page.text
    );
    assert!(page.text.contains("1:02:03 in i filmen"));
    let form = desk.secretary.get(&to).await;
    assert!(form.text.contains("value=\"1:02:03\"") && form.text.contains("value=\"2\""));
    // Another day's meeting takes up other cases.
    let moved = with(
        marked("1:02:03", &[film]),
        &[("held_on", "2026-03-05"), ("seen", "2")],
    );
    assert_eq!(
        send(&mut desk.secretary, &to, &moved).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(app.number("select count(*) from meeting_mark").await, 0);
});

on_both!(only_a_secretary_enters_meetings, |app| {
    let web = app.web().await;
    let typed: BTreeMap<String, String> = today(&app)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let meetings = |web: &Web| web.state.meetings.clone();
    for actor in [
        app.official("Maja").await,
        app.elected("Eva").await,
        Actor::Visitor,
    ] {
        let refused = meetings(&web)
            .enter_meeting(&actor, &typed, "x", app.now)
            .await;
        assert!(matches!(
            refused,
            Err(AppError::Denied(_) | AppError::SignIn)
        ));
        let changed = (&typed, 1);
        let id = MeetingId::new(1);
        let refused = meetings(&web)
            .change_meeting(&actor, id, changed, app.now)
            .await;
        assert!(matches!(
            refused,
            Err(AppError::Denied(_) | AppError::SignIn)
        ));
    }
    // Whose session ended keeps what was written.
    let form = with(today(&app), &[("place", "Biblioteket"), ("once", "x")]);
    let page = send(&mut web.visitor(), "/moten/ny", &form).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("Biblioteket"));
    assert_eq!(app.number("select count(*) from meeting").await, 0);
});

on_both!(a_meeting_takes_no_key_that_no_form_sends, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let long = "a".repeat(201);
    for once in ["", " ", "a\0b", "a\nb", long.as_str()] {
        let form = with(today(&app), &[]);
        let mut pairs: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        pairs.push(("once", once));
        let page = desk.secretary.post_form("/moten/ny", &pairs).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{once:?}");
    }
    assert_eq!(app.number("select count(*) from meeting").await, 0);
});
