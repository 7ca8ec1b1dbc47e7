//! A case is put on the agenda of a meeting that is entered, or of a body and a day that are typed.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::{NewAct, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::FieldProblem;
use nara_domain::proposal::{Stage, StageCode, TransitionKind as T};

use super::desk::{Desk, Typed, form, post};
use super::meetings::{enter, number, today, with};
use crate::common::App;
use crate::on_both;

async fn agenda(app: &App, desk: &Desk<'_>) -> (String, String, Option<String>) {
    let view = app.proposals.get(&Actor::Visitor, desk.id, app.now).await;
    let course = view.unwrap().course;
    let Some(Stage::Scheduled {
        body,
        date,
        agenda_url,
        ..
    }) = course.as_proposal()
    else {
        panic!("{course:?}")
    };
    (body.to_string(), date.to_string(), agenda_url.clone())
}

/// What a browser sends of the form, nothing typed.
fn empty(meeting: &str) -> Typed {
    [
        ("meeting", meeting),
        ("body", ""),
        ("meeting_date", ""),
        ("agenda_url", ""),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

on_both!(a_meeting_to_come_is_chosen, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
        .await;
    desk.take(T::PresentProposal).await;
    let at = format!("{}/handlagg", desk.path);
    let asked = format!("{at}?steg=schedule");
    let page = desk.secretary.get(&asked).await;
    assert!(!page.text.contains("name=\"meeting\""), "none is entered");

    let day = |days: i64| app.now.day().add_days(days).to_string();
    let url = "https://bjorksjo.example/kallelse";
    let (coming, off) = (day(10), day(11));
    let right = with(
        today(&app),
        &[("held_on", coming.as_str()), ("agenda_url", url)],
    );
    let right = enter(&mut desk.secretary, right, "nyckel-till-det-ratta-motet").await;
    let off = [("held_on", off.as_str()), ("cancelled", "yes")];
    let off = with(today(&app), &off);
    let off = enter(&mut desk.secretary, off, "nyckel-till-det-installda").await;
    let page = desk.secretary.get(&asked).await;
    let text = page.text.replace('\u{a0}', " ");
    assert!(text.contains("<select") && text.contains("name=\"meeting\""));
    assert!(
        text.contains("Tekniska nämnden, lördag 14 mars 2026"),
        "{text}"
    );
    assert!(!text.contains("15 mars 2026"), "called off: {text}");

    for wrong in [number(&off), "999", "ett"] {
        let sent = form("schedule", &empty(wrong));
        let page = post(&mut desk.secretary, &at, &sent).await;
        assert_eq!(page.status, 422, "{wrong}: {}", page.text);
        assert!(page.text.contains("record-meeting-fel\""), "{}", page.text);
    }
    let page = post(&mut desk.secretary, &at, &form("schedule", &empty(""))).await;
    assert_eq!(page.status, 422);
    for field in ["body", "meeting_date"] {
        assert!(page.text.contains(&format!("record-{field}-fel\"")));
    }
    // A choice, and another body or day beside it.
    let other = day(20);
    for typed in [("body", "KS"), ("meeting_date", other.as_str())] {
        let sent = with(form("schedule", &empty(number(&right))), &[typed]);
        let page = post(&mut desk.secretary, &at, &sent).await;
        assert_eq!(page.status, 422, "{typed:?}: {}", page.text);
        assert!(page.text.contains("record-meeting-fel\""), "{}", page.text);
        assert!(page.text.contains(&format!("value=\"{}\"", typed.1)));
    }
    // The same twice is the same.
    let same = with(
        form("schedule", &empty(number(&right))),
        &[("body", "Tekniska nämnden")],
    );
    let page = post(&mut desk.secretary, &at, &same).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let expected = ("TN".to_owned(), coming, Some(url.to_owned()));
    assert_eq!(agenda(&app, &desk).await, expected);
});

on_both!(a_body_that_nobody_knows_is_asked_about_once, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
        .await;
    desk.take(T::PresentProposal).await;
    let at = format!("{}/handlagg", desk.path);
    let typed = |body: &str, more: &[(&'static str, &str)]| {
        let day = app.now.day().add_days(10).to_string();
        with(
            form(
                "schedule",
                &vec![("body", body.to_owned()), ("meeting_date", day)],
            ),
            more,
        )
    };
    let near = post(&mut desk.secretary, &at, &typed("Teknik nämnden", &[])).await;
    assert_eq!(near.status, 422);
    assert!(
        near.text.contains("Menar du Tekniska nämnden?"),
        "{}",
        near.text
    );
    assert!(
        near.text
            .contains("name=\"same_body\" value=\"Teknik nämnden\""),
        "{}",
        near.text
    );
    // Another one is asked about as well.
    let same = [("same_body", "Teknik nämnden")];
    let far = post(&mut desk.secretary, &at, &typed("Byalaget", &same)).await;
    assert_eq!(far.status, 422);
    assert!(far.text.contains("Vi känner inte till det här organet."));
    assert_eq!(desk.stage().await, StageCode::ProposalReady);
    let same = [("same_body", "Byalaget")];
    let meant = post(&mut desk.secretary, &at, &typed("Byalaget", &same)).await;
    assert_eq!(meant.status, StatusCode::SEE_OTHER, "{}", meant.text);
    assert_eq!(agenda(&app, &desk).await.0, "Byalaget");
});

on_both!(
    a_meeting_that_has_been_is_chosen_for_what_it_decided,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        let day = |days: i64| app.now.day().add_days(days).to_string();
        let (been, coming) = (day(0), day(9));
        let council = [("body", "KF"), ("held_on", been.as_str())];
        let council = with(today(&app), &council);
        let council = enter(&mut desk.secretary, council, "nyckel-till-fullmaktige").await;
        let technical = with(today(&app), &[("held_on", been.as_str())]);
        let technical = enter(&mut desk.secretary, technical, "nyckel-till-namnden-da").await;
        let next = with(today(&app), &[("held_on", coming.as_str())]);
        let next = enter(&mut desk.secretary, next, "nyckel-till-namnden-sedan").await;
        let at = format!("{}/handlagg", desk.path);
        let offered = async |desk: &mut Desk<'_>, step: T| {
            let page = desk.secretary.get(&format!("{at}?steg={step}")).await;
            [&council, &technical, &next].map(|one| {
                page.text
                    .contains(&format!("<option value=\"{}\"", number(one)))
            })
        };
        let choosing = |step: T, meeting: &str, fields: Typed| {
            let mut typed = fields;
            typed.retain(|(name, _)| !matches!(*name, "body" | "meeting_date"));
            typed.push(("meeting", number(meeting).to_owned()));
            form(step.code(), &typed)
        };
        // Only the council announces and hands over.
        assert_eq!(offered(&mut desk, T::Announce).await, [true, false, false]);
        let typed = choosing(T::Announce, &council, desk.filled(T::Announce));
        let page = post(&mut desk.secretary, &at, &typed).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        desk.take_all(&[T::HandOver, T::StartPreparation]).await;
        desk.take_all(&[T::PresentProposal, T::Schedule]).await;
        // A body postpones to a meeting of its own that is to come, and decides at one that has been.
        assert_eq!(offered(&mut desk, T::Table).await, [false, true, true]);
        assert_eq!(offered(&mut desk, T::Approve).await, [false, true, false]);
        let typed = choosing(T::Table, &council, Vec::new());
        let page = post(&mut desk.secretary, &at, &typed).await;
        assert_eq!(page.status, 422, "another body's: {}", page.text);
        let typed = choosing(T::Approve, &technical, desk.filled(T::Approve));
        let page = post(&mut desk.secretary, &at, &typed).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        assert_eq!(desk.stage().await, StageCode::Approved);
    }
);

on_both!(
    an_unknown_body_is_asked_about_whichever_way_it_comes,
    |app| {
        let web = app.web().await;
        let mut desk = Desk::new(&app, &web).await;
        desk.reach_agenda().await;
        // Also where no page is between, and said with everything else that is wrong.
        let mut fields: std::collections::BTreeMap<String, String> = desk
            .filled(T::Approve)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        fields.insert("body".to_owned(), "Byalaget".to_owned());
        fields.insert("reasons".to_owned(), "Kort.".to_owned());
        let new = NewAct {
            fields,
            once: String::new(),
        };
        let secretary = app.secretary("Kansliet").await;
        let asked = app
            .proposals
            .record(&secretary, desk.id, T::Approve, new, app.now)
            .await;
        let Err(AppError::Invalid(errors)) = asked else {
            panic!("{asked:?}")
        };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["reasons", "body"]);
        assert_eq!(errors[1].problem, FieldProblem::UnknownBody);
        // In a correction as well, and once there.
        let act = app
            .number("select max(act_id) from act where transition = 'schedule'")
            .await;
        let at = format!("{}/ratta/{act}", desk.path);
        let mut typed: Typed = desk.filled(T::Schedule);
        typed.retain(|(name, _)| *name != "body");
        typed.push(("body", "Byalaget".to_owned()));
        typed.push(("correction_reason", "Fel organ.".to_owned()));
        let page = post(&mut desk.secretary, &at, &typed).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("name=\"same_body\" value=\"Byalaget\""));
        let meant = with(typed, &[("same_body", "Byalaget")]);
        let page = post(&mut desk.secretary, &at, &meant).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    }
);

on_both!(the_meeting_on_the_agenda_is_the_one_suggested, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    let there = enter(&mut desk.secretary, today(&app), "nyckel-till-motet-i-dag").await;
    let asked = format!("{}/handlagg?steg=approve", desk.path);
    let page = desk.secretary.get(&asked).await;
    let chosen = format!("<option value=\"{}\" selected", number(&there));
    assert!(page.text.contains(&chosen), "{}", page.text);
    // Nothing stands in the fields that would be another meeting than one that is chosen.
    let day = app.now.day().to_string();
    assert!(
        !page.text.contains(&format!("value=\"{day}\"")),
        "{}",
        page.text
    );
});

on_both!(a_meeting_that_is_called_off_says_so_on_its_cases, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    let there = enter(&mut desk.secretary, today(&app), "nyckel-till-motet-i-dag").await;
    let page = desk.visitor.get(&desk.path).await;
    assert!(!page.text.contains("Mötet är inställt"));
    let off = with(today(&app), &[("cancelled", "yes"), ("seen", "1")]);
    let change = format!("/moten/{}/andra", number(&there));
    let page = post(&mut desk.secretary, &change, &off).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let page = desk.visitor.get(&desk.path).await;
    assert!(page.text.contains("Mötet är inställt"), "{}", page.text);
    let page = desk.visitor.get(&there).await;
    assert!(
        page.text.contains("Ställs in: ny dag kommer"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("Du som för protokollet"));
    let page = desk.secretary.get(&there).await;
    assert!(
        page.text.contains("Du som för protokollet"),
        "{}",
        page.text
    );
});

on_both!(nothing_is_decided_before_its_meeting, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
        .await;
    desk.take(T::PresentProposal).await;
    let later = app.now.day().add_days(7).to_string();
    let on = vec![("body", "TN".to_owned()), ("meeting_date", later)];
    assert_eq!(desk.send(T::Schedule, &on).await.status, 303);
    let page = desk.secretary.get(&format!("{}/handlagg", desk.path)).await;
    assert!(!page.text.contains("steg=approve"), "{}", page.text);
    let approve = desk.filled(T::Approve);
    let page = desk.send(T::Approve, &approve).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
});
