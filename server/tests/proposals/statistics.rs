//! How it goes, counted from what happened.

use axum::http::StatusCode;
use nara_app::statistics::api::StatisticsPort;
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::proposal::{Ruleset, TransitionKind as T};

use crate::common::{App, act, reasons};
use crate::on_both;
use nara_app::proposals::api::ProposalPort;
use nara_domain::ids::ProposalId;

pub async fn straight(app: &App) {
    let rules = Ruleset {
        version: 2,
        ..Ruleset::without_threshold(&app.site.municipality)
    };
    app.set_rules(rules).await;
}

async fn record(app: &App, who: &Actor, id: ProposalId, step: T, fields: &[(&str, &str)]) {
    let done = app.proposals.record(who, id, step, act(fields), app.now);
    done.await.unwrap();
}

/// All the way to a decision, by two people.
pub async fn decided(app: &App, title: &str, step: T) -> ProposalId {
    let by = app.resident("Boende").await;
    decided_for(app, &by, title, step).await
}

/// The same, for somebody who is there already.
pub async fn decided_for(app: &App, by: &Actor, title: &str, step: T) -> ProposalId {
    let (secretary, official) = (app.secretary("Gun").await, app.official("Maja").await);
    let id = app.proposal(by, title).await;
    let meeting = [
        ("body", "KF"),
        ("meeting_date", "2026-03-04"),
        ("paragraph", "12"),
    ];
    record(app, &secretary, id, T::Announce, &meeting).await;
    let handed = [
        ("receiving_body", "TN"),
        ("decision_text", "Förslaget överlämnas."),
    ];
    let hand_over = [meeting.as_slice(), &handed].concat();
    record(app, &secretary, id, T::HandOver, &hand_over).await;
    let start = [
        ("officer", "Maja"),
        ("department", "Tekniska förvaltningen"),
        ("expected_decision", "2026-05-04"),
    ];
    record(app, &secretary, id, T::StartPreparation, &start).await;
    let memorandum = [
        ("memorandum", "Stolparna räcker."),
        ("investment_cost", "540 000"),
        ("operating_cost", "9000"),
        ("child_impact", "Trygg väg till skolan."),
        ("proposed_decision", "Nämnden avslår förslaget."),
    ];
    record(app, &official, id, T::PresentProposal, &memorandum).await;
    let agenda = [("body", "TN"), ("meeting_date", "2026-03-04")];
    record(app, &secretary, id, T::Schedule, &agenda).await;
    let text = reasons();
    let mut decision = vec![
        ("body", "TN"),
        ("meeting_date", "2026-03-04"),
        ("paragraph", "58"),
        ("decision_text", "Nämnden beslutar."),
        ("reasons", text.as_str()),
    ];
    match step {
        T::Decline => decision.push(("reason_code", "cost")),
        _ => decision.extend([
            ("budget_source", "Ryms inom befintlig budget"),
            ("responsible", "Tekniska förvaltningen"),
            ("follow_up_date", "2026-09-04"),
        ]),
    }
    record(app, &secretary, id, step, &decision).await;
    id
}

on_both!(yes_and_no_are_counted_alike, |app| {
    straight(&app).await;
    decided(&app, "Belysning vid stigen", T::Approve).await;
    decided(&app, "Bänk vid torget", T::Decline).await;
    decided(&app, "Skylt vid bron", T::Decline).await;
    let standing = app.proposals.standing(app.now).await.unwrap();
    assert_eq!(standing.decisions, [(T::Approve, 1), (T::Decline, 2)]);
    assert_eq!(standing.median_decision_days, Some(0));
    assert_eq!(standing.overdue, 0);
    assert!(standing.waiting.is_empty());
    let web = app.web().await;
    let page = web.visitor().get("/laget").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Avslaget") && page.text.contains("Bifallet"));
    assert!(page.text.contains("3 beslut"), "{}", page.text);
});

on_both!(the_council_gets_what_is_not_decided_and_why, |app| {
    straight(&app).await;
    let web = app.web().await;
    let page = web.visitor().get("/laget/rapport").await;
    assert!(page.text.contains("Inget förslag väntar på beslut."));
    decided(&app, "Bänk vid torget", T::Decline).await;
    let by = app.resident("Boende").await;
    let id = app.proposal(&by, "=Belysning; vid \"stigen\"").await;
    let secretary = app.secretary("Gun").await;
    let meeting = [
        ("body", "KF"),
        ("meeting_date", "2026-03-04"),
        ("paragraph", "12"),
    ];
    record(&app, &secretary, id, T::Announce, &meeting).await;
    let late = app.now.plus_days(400);
    let delay = act(&[
        ("reason", "Marken måste mätas."),
        ("done_so_far", "Mätningen är beställd."),
        ("expected_decision", "2027-06-01"),
    ]);
    app.proposals
        .answer(&secretary, id, ActKind::Delay, delay, late)
        .await
        .unwrap();
    let listed = app.proposals.undecided().await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].late(late.day()), Some(35));
    let (why, until) = listed[0].delay.clone().unwrap();
    assert_eq!(why, "Marken måste mätas.");
    assert_eq!(until.unwrap().to_string(), "2027-06-01");
    let standing = app.proposals.standing(late).await.unwrap();
    assert_eq!(standing.overdue, 1);
    assert_eq!(standing.waiting[0].id, id);

    let mut visitor = web.visitor();
    let page = visitor.get("/laget/rapport").await;
    assert!(page.text.contains("Marken måste mätas.") && !page.text.contains("Bänk vid torget"));
    let file = visitor.get("/laget/rapport.csv").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        file.header("content-disposition")
            .contains("ej-beslutade-2026-03-04.csv")
    );
    // Whoever names a proposal writes no formula into somebody's spreadsheet.
    assert!(
        file.text.contains("\"'=Belysning; vid \"\"stigen\"\"\""),
        "{}",
        file.text
    );
    let english = visitor.get("/en/laget/rapport.csv").await;
    assert!(english.text.contains("Diary number"), "{}", english.text);
});

on_both!(what_is_late_is_listed_however_much_is_done, |app| {
    straight(&app).await;
    let id = decided(&app, "Belysning vid stigen", T::Approve).await;
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(
        tx,
        "insert into proposal (kind, title, body, body_withheld, topic, district, proposer_id,
             proposer_name, ruleset_id, submitted_at, course, stage, stage_group, answer_by,
             changed_at, support_count, comment_count, shuffle, search_text, once_key)
         with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000)
         select p.kind, p.title, p.body, p.body_withheld, p.topic, p.district, p.proposer_id,
             p.proposer_name, p.ruleset_id, p.submitted_at, p.course, 'implemented', 'done',
             p.answer_by, p.changed_at + 1, 0, 0, p.shuffle, '', 'copy ' || n.i
         from proposal p cross join n where p.proposal_id = $1",
        id.get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let promises = app.proposals.promises().await.unwrap();
    assert!(promises.open.iter().any(|one| one.item.id == id));
});
