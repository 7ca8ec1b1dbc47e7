//! The days inside a case on the officials' desk: each by its name, and in the pile it belongs to.

use nara_app::error::AppError;
use nara_app::proposals::api::{ProposalPort, QUESTION};
use nara_app::work::api::WorkQuery;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind as T;
use nara_domain::work::Pile;
use nara_server::execute;

use crate::common::http::Web;
use crate::common::{App, act};
use crate::desk::Desk;
use crate::on_both;

/// What lies in a pile so many days from now.
async fn pile(app: &App, web: &Web, pile: Pile, days: i64) -> Vec<ProposalId> {
    let query = WorkQuery {
        pile,
        words: String::new(),
        after: None,
        limit: 25,
    };
    let maja = app.official("Maja Lind").await;
    let later = web.now().plus_days(days);
    let found = web.state.work.work(&maja, &query, later).await.unwrap();
    found.items.iter().map(|case| case.id).collect()
}

pub async fn record(app: &App, by: &Actor, id: ProposalId, (step, fields): (T, &[(&str, &str)])) {
    let recorded = app.proposals.record(by, id, step, act(fields), app.now);
    recorded.await.unwrap();
}

/// What the line says, and what the page among colleagues says.
async fn says(desk: &mut Desk<'_>, words: &str) {
    let inside = format!("{}/internt", desk.path);
    for address in ["/arbete?hog=alla", &inside] {
        let page = desk.official.get(address).await;
        assert!(
            page.text.contains(words),
            "{address} {words}: {}",
            page.text
        );
    }
}

/// The minutes of the decision, posted on the day it was taken.
pub async fn enter_minutes(app: &App, id: ProposalId) {
    let today = app.now.day().to_string();
    let fields = act(&[
        ("verified_on", &today),
        ("posted_on", &today),
        ("minutes_url", "https://kommun.example/protokoll"),
    ]);
    let secretary = app.secretary("Nämndsekreterare").await;
    let (service, kind) = (&app.proposals, ActKind::Minutes);
    let entered = service.answer(&secretary, id, kind, fields, app.now);
    entered.await.unwrap();
}

on_both!(the_line_says_which_day_it_is, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let today = app.now.day();
    desk.take_all(&[T::Announce, T::HandOver]).await;
    // Nothing is nearer than the year.
    says(&mut desk, "Beslut senast 4\u{a0}mars\u{a0}2027").await;
    desk.take(T::StartPreparation).await;
    says(&mut desk, "Förslag till beslut senast 3\u{a0}maj").await;
    assert_eq!(pile(&app, &web, Pile::Week, 52).await, []);
    assert_eq!(pile(&app, &web, Pile::Week, 53).await, [desk.id]);
    assert_eq!(pile(&app, &web, Pile::Overdue, 60).await, []);
    assert_eq!(pile(&app, &web, Pile::Overdue, 61).await, [desk.id]);

    // A question with a nearer day, until it is answered.
    let secretary = app.secretary("Nämndsekreterare").await;
    let official = app.official("Maja").await;
    let by = today.add_days(5).to_string();
    let question = act(&[("text", "Vilken stig?"), ("answer_by", &by)]);
    let (service, kind) = (&app.proposals, ActKind::Question);
    let asked = service.answer(&official, desk.id, kind, question, app.now);
    let asked = asked.await.unwrap().to_string();
    says(
        &mut desk,
        "Förslagsställarens svar senast 9\u{a0}mars · om 5 dagar",
    )
    .await;
    assert_eq!(pile(&app, &web, Pile::Week, 0).await, [desk.id]);
    assert_eq!(pile(&app, &web, Pile::Overdue, 6).await, [desk.id]);
    let answer = act(&[(QUESTION, &asked), ("text", "Den vid ån.")]);
    let kind = ActKind::QuestionAnswer;
    let answered = service.answer(&secretary, desk.id, kind, answer, app.now);
    answered.await.unwrap();
    assert_eq!(pile(&app, &web, Pile::Overdue, 6).await, []);

    desk.take(T::PresentProposal).await;
    assert_eq!(pile(&app, &web, Pile::Overdue, 61).await, []);
    desk.take(T::Schedule).await;
    says(&mut desk, "Sammanträde 4\u{a0}mars · i dag").await;
    assert_eq!(pile(&app, &web, Pile::Overdue, 1).await, [desk.id]);
    desk.take(T::Table).await;
    assert_eq!(pile(&app, &web, Pile::Overdue, 1).await, []);
    desk.take_all(&[T::Schedule, T::Approve]).await;
    // The minutes are first, whatever else is to come.
    let minutes = "Protokollet ska vara anslaget senast 20\u{a0}mars";
    says(&mut desk, minutes).await;
    assert_eq!(pile(&app, &web, Pile::Overdue, 16).await, []);
    assert_eq!(pile(&app, &web, Pile::Overdue, 17).await, [desk.id]);
    enter_minutes(&app, desk.id).await;
    // The plan is due thirty days after the yes, before the first report.
    says(&mut desk, "Plan för genomförandet senast 3\u{a0}april").await;
    assert_eq!(pile(&app, &web, Pile::Overdue, 30).await, []);
    assert_eq!(pile(&app, &web, Pile::Overdue, 31).await, [desk.id]);
    let page = desk.visitor.get(&desk.path).await;
    let next = "förvaltningen planerar genomförandet senast";
    assert!(page.text.contains(next), "{}", page.text);
    // Whoever promised is reminded in front of everybody.
    web.clock.set(app.now.plus_days(31));
    let page = desk.visitor.get(&desk.path).await;
    assert!(page.text.contains("Genomförandet skulle ha planerats"));
    assert!(page.text.contains("– en dag sent."), "{}", page.text);
    let page = desk.visitor.get("/beslut").await;
    assert!(page.text.contains("Planen är en dag sen"), "{}", page.text);
    web.clock.set(app.now);
    desk.take(T::Plan).await;
    assert_eq!(pile(&app, &web, Pile::Overdue, 31).await, []);
    web.clock.set(app.now.plus_days(72));
    let page = desk.visitor.get(&desk.path).await;
    let said = "Förvaltningen skulle ha berättat hur det går";
    assert!(page.text.contains(said), "{}", page.text);
    assert!(page.text.contains("– 12 dagar sent."), "{}", page.text);
    let page = desk.visitor.get("/beslut").await;
    assert!(page.text.contains("Rapporten är 12 dagar sen"));
});

on_both!(a_statement_that_does_not_come_is_overdue, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    let secretary = app.secretary("Nämndsekreterare").await;
    desk.take(T::Announce).await;
    let by = app.now.day().add_days(14).to_string();
    let referred = [("bodies", "TN"), ("answer_by", by.as_str())];
    record(&app, &secretary, desk.id, (T::Refer, &referred)).await;
    says(&mut desk, "Yttrande senast 18\u{a0}mars").await;
    assert_eq!(pile(&app, &web, Pile::Overdue, 14).await, []);
    assert_eq!(pile(&app, &web, Pile::Overdue, 15).await, [desk.id]);
    // The year runs beside it, and its end is told too.
    let late = app.now.plus_days(366);
    let query = WorkQuery {
        pile: Pile::Overdue,
        words: String::new(),
        after: None,
        limit: 25,
    };
    let found = web.state.work.work(&secretary, &query, late).await.unwrap();
    let days = nara_domain::days::shown(&found.items[0].days, late.day());
    assert_eq!(days.len(), 2, "{days:?}");
});

on_both!(
    a_completion_that_does_not_come_is_overdue_before_it_is_public,
    |app| {
        let web = app.web().await;
        let desk = Desk::unread(&app, &web).await;
        let secretary = app.secretary("Nämndsekreterare").await;
        let by = app.now.day().add_days(14).to_string();
        let missing = [("missing", "Var är stigen?"), ("answer_by", by.as_str())];
        record(&app, &secretary, desk.id, (T::RequestCompletion, &missing)).await;
        let on_desk = async |days: i64| {
            let query = WorkQuery {
                pile: Pile::Overdue,
                words: String::new(),
                after: None,
                limit: 25,
            };
            let later = app.now.plus_days(days);
            let found = web
                .state
                .work
                .work(&secretary, &query, later)
                .await
                .unwrap();
            found.items.len()
        };
        assert_eq!((on_desk(14).await, on_desk(15).await), (0, 1));
        // Those who may not read it yet are not told that it is late.
        assert_eq!(pile(&app, &web, Pile::Overdue, 15).await, []);
    }
);

on_both!(days_that_were_never_written_are, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
        .await;
    let kept = "select coalesce(next_by, '') || ' ' || coalesce(days, '') from proposal";
    let before = app.texts(kept).await;
    assert!(before[0].contains("\"what\":\"proposal\""), "{before:?}");
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "update proposal set next_by = answer_by, days = null").unwrap();
    tx.commit().await.unwrap();
    assert_eq!(pile(&app, &web, Pile::Overdue, 61).await, []);
    let (one, other) = (&app.proposals, &app.proposals);
    let (one, other) = tokio::join!(one.write_missing_days(), other.write_missing_days());
    assert!(one.unwrap() + other.unwrap() >= 1);
    assert_eq!(app.texts(kept).await, before);
    assert_eq!(app.proposals.write_missing_days().await.unwrap(), 0);
    assert_eq!(pile(&app, &web, Pile::Overdue, 61).await, [desk.id]);
});

on_both!(a_day_that_has_passed_is_reminded_of_once, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.take_all(&[T::Announce, T::HandOver, T::StartPreparation])
        .await;
    let reminders = &web.state.reminders;
    let sent =
        "select count(*) from outbox where subject like 'En dag har passerat i ett ärende:%'";
    // On the day itself it is still in time.
    assert_eq!(reminders.remind(web.now().plus_days(60)).await.unwrap(), 0);
    let late = web.now().plus_days(61);
    let (one, other) = tokio::join!(reminders.remind(late), reminders.remind(late));
    assert_eq!(one.unwrap() + other.unwrap(), 1);
    assert_eq!(app.number(sent).await, 1);
    let told = app
        .texts("select body from outbox where subject like 'En dag har passerat%'")
        .await;
    let text = "Förslaget till beslut skulle ha varit klart 3\u{a0}maj\u{a0}2026.";
    assert!(told[0].contains(text), "{}", told[0]);
    assert_eq!(reminders.remind(late.plus_days(30)).await.unwrap(), 0);
    // Another day of the same kind is reminded of anew.
    desk.take_all(&[T::PresentProposal, T::Schedule]).await;
    assert_eq!(reminders.remind(web.now().plus_days(1)).await.unwrap(), 1);
    desk.take_all(&[T::Table, T::Schedule]).await;
    assert_eq!(reminders.remind(web.now().plus_days(2)).await.unwrap(), 0);
    assert_eq!(app.number(sent).await, 2);
});

/// What lies in the pile of the archive so many days from now, for the office.
async fn to_archive(app: &App, web: &Web, days: i64) -> Vec<ProposalId> {
    let query = WorkQuery {
        pile: Pile::Archive,
        words: String::new(),
        after: None,
        limit: 25,
    };
    let secretary = app.secretary("Registrator").await;
    let later = web.now().plus_days(days);
    let work = &web.state.work;
    let found = work.work(&secretary, &query, later).await.unwrap();
    let counted = found.counts.iter().find(|(pile, _)| *pile == Pile::Archive);
    assert_eq!(
        counted.map(|(_, count)| *count),
        Some(found.items.len() as i64)
    );
    // Who does not archive has no such pile.
    let official = app.official("Maja Lind").await;
    let refused = work.work(&official, &query, later).await;
    assert!(matches!(refused, Err(AppError::Denied(_))), "{refused:?}");
    found.items.iter().map(|case| case.id).collect()
}

on_both!(minutes_are_awaited_also_where_the_case_is_over, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    desk.take(T::Decline).await;
    says(
        &mut desk,
        "Protokollet ska vara anslaget senast 20\u{a0}mars",
    )
    .await;
    assert_eq!(pile(&app, &web, Pile::Week, 9).await, [desk.id]);
    assert_eq!(pile(&app, &web, Pile::Overdue, 17).await, [desk.id]);
    assert_eq!(to_archive(&app, &web, 400).await, []);

    // Entered once for all that the body took up, with the meeting.
    let secretary = app.secretary("Nämndsekreterare").await;
    let today = app.now.day().to_string();
    let typed = [
        ("body", "TN"),
        ("held_on", &today),
        ("begins", "09:00"),
        ("verified_on", &today),
        ("posted_on", &today),
        ("minutes_url", "https://kommun.example/protokoll"),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let typed = typed.into();
    let meetings = &web.state.meetings;
    let key = "0123456789abcdef0123456789abcdef";
    let entered = meetings.enter_meeting(&secretary, &typed, key, app.now);
    entered.await.unwrap();
    assert_eq!(app.proposals.write_missing_days().await.unwrap(), 1);
    assert_eq!(pile(&app, &web, Pile::Overdue, 17).await, []);
    assert_eq!(pile(&app, &web, Pile::All, 17).await, []);
    // Posted on 4 March: it can be appealed until the 25th.
    assert_eq!(to_archive(&app, &web, 21).await, []);
    assert_eq!(to_archive(&app, &web, 22).await, [desk.id]);
    let mut office = web.signed_in(&secretary).await;
    let page = office.get("/arbete").await;
    assert!(page.text.contains("hog=arkivera"), "{}", page.text);
    let page = desk.official.get("/arbete").await;
    assert!(!page.text.contains("hog=arkivera"), "{}", page.text);
});

on_both!(what_was_deemed_answered_is_followed_up, |app| {
    let web = app.web().await;
    let mut desk = Desk::new(&app, &web).await;
    desk.reach_agenda().await;
    let mut fields = desk.filled(T::DeemAnswered);
    fields.retain(|(name, _)| *name != "follow_up_date");
    let by = app.now.day().add_days(20).to_string();
    fields.push(("follow_up_date", by));
    let page = desk.send(T::DeemAnswered, &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    enter_minutes(&app, desk.id).await;
    says(&mut desk, "Uppföljning senast 24\u{a0}mars").await;
    assert_eq!(pile(&app, &web, Pile::Overdue, 21).await, [desk.id]);
    assert_eq!(to_archive(&app, &web, 60).await, []);
    let official = app.official("Maja").await;
    let told = act(&[("text", "Bänkarna är utställda.")]);
    let (service, kind) = (&app.proposals, ActKind::OfficialAnswer);
    let answered = service.answer(&official, desk.id, kind, told, app.now);
    answered.await.unwrap();
    assert_eq!(pile(&app, &web, Pile::Overdue, 21).await, []);
    assert_eq!(to_archive(&app, &web, 60).await, [desk.id]);
});
