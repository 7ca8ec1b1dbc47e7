//! Every step and every word about a case is told to those the domain says, and nobody else.

use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::ids::ProposalId;
use nara_domain::letters::Told;
use nara_domain::proposal::{Ruleset, TransitionKind as T};

use crate::common::{App, act};
use crate::on_both;

/// Letters to one person, to all, to followers, since it was last asked.
async fn written(app: &App) -> (i64, i64, i64) {
    let found = (
        app.number("select count(*) from outbox").await,
        app.number("select count(*) from mailing where not followers_only and not supporters_only")
            .await,
        app.number("select count(*) from mailing where followers_only")
            .await,
    );
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(&mut tx, "delete from outbox",).unwrap();
    nara_server::execute!(&mut tx, "delete from mailing",).unwrap();
    tx.commit().await.unwrap();
    found
}

/// One letter to the proposer, a row for each language of those to many.
const fn expected(told: Told) -> (i64, i64, i64) {
    match told {
        Told::All => (1, 2, 0),
        Told::Others => (0, 2, 0),
        Told::Followers => (1, 0, 2),
        Told::Proposer => (1, 0, 0),
        Told::Nobody => (0, 0, 0),
    }
}

async fn step(
    app: &App,
    by: &nara_domain::actor::Actor,
    id: ProposalId,
    kind: T,
    fields: &[(&str, &str)],
) {
    app.record(by, id, kind, fields).await;
    assert_eq!(written(app).await, expected(Told::of_step(kind)), "{kind}");
}

on_both!(each_step_is_told_to_those_it_is_for, |app| {
    let rules = Ruleset {
        version: 2,
        proposer_may_speak: true,
        ..Ruleset::without_threshold(&app.site.municipality)
    };
    app.set_rules(rules).await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    written(&app).await;
    let today = app.now.day().to_string();
    let later = app.now.day().add_days(40).to_string();
    let meeting = [
        ("body", "KF"),
        ("meeting_date", today.as_str()),
        ("paragraph", "12"),
    ];
    let (secretary, official) = (&cast.secretary, &cast.official);
    step(&app, secretary, id, T::Announce, &meeting).await;
    let mut hand_over = meeting.to_vec();
    hand_over.push(("receiving_body", "TN"));
    hand_over.push(("decision_text", "Förslaget överlämnas."));
    step(&app, secretary, id, T::HandOver, &hand_over).await;
    let preparation = [
        ("officer", "Maja"),
        ("department", "Tekniska förvaltningen"),
        ("expected_decision", later.as_str()),
    ];
    step(&app, secretary, id, T::StartPreparation, &preparation).await;
    let memorandum = [
        ("memorandum", "Stolparna räcker."),
        ("investment_cost", "540 000"),
        ("operating_cost", "9000"),
        ("child_impact", "Trygg väg till skolan."),
        ("proposed_decision", "Nämnden bifaller förslaget."),
    ];
    step(&app, official, id, T::PresentProposal, &memorandum).await;
    let agenda = [("body", "TN"), ("meeting_date", today.as_str())];
    app.record(secretary, id, T::Schedule, &agenda).await;
    let letter = app.texts("select body from outbox").await;
    assert!(letter[0].contains("Du får tala på mötet."), "{letter:?}");
    assert!(
        letter[0].contains("Tekniska nämnden tar upp det"),
        "{letter:?}"
    );
    let others = app
        .texts("select body from mailing where lang = 'sv'")
        .await;
    assert!(
        others[0].contains("Förslagsställaren får tala på mötet."),
        "{others:?}"
    );
    assert_eq!(written(&app).await, expected(Told::of_step(T::Schedule)));
    step(
        &app,
        secretary,
        id,
        T::Table,
        &[("meeting_date", later.as_str())],
    )
    .await;
    step(&app, secretary, id, T::Schedule, &agenda).await;
    let remitted = [
        ("question", "Vad kostar det?"),
        ("new_date", later.as_str()),
    ];
    step(&app, secretary, id, T::RemitBack, &remitted).await;
    step(&app, secretary, id, T::StartPreparation, &preparation).await;
    step(&app, official, id, T::PresentProposal, &memorandum).await;
    step(&app, secretary, id, T::Schedule, &agenda).await;
    let approval = app.approval();
    app.try_record(secretary, id, T::Approve, approval)
        .await
        .unwrap();
    assert_eq!(written(&app).await, expected(Told::of_step(T::Approve)));
    let said = [
        (
            official,
            ActKind::OfficialAnswer,
            vec![("text", "Vi börjar i höst.")],
        ),
        (
            &app.elected("Bo").await,
            ActKind::ElectedOpinion,
            vec![("text", "Det är bra.")],
        ),
        (
            secretary,
            ActKind::Minutes,
            vec![
                ("verified_on", today.as_str()),
                ("posted_on", today.as_str()),
                ("minutes_url", "https://example.se/protokoll"),
            ],
        ),
        (
            secretary,
            ActKind::Appeal,
            vec![("case_number", "123-26"), ("appealed_on", today.as_str())],
        ),
        (
            secretary,
            ActKind::Note,
            vec![("text", "Källan säger inte när.")],
        ),
    ];
    for (by, kind, fields) in said {
        let answered = app
            .proposals
            .answer(by, id, kind, act(&fields), app.now)
            .await;
        let told = answered.unwrap();
        assert_eq!(written(&app).await, expected(Told::of_act(kind)), "{kind}");
        if kind == ActKind::Note {
            let mut right = act(&[("text", "Källan säger när.")]);
            right
                .fields
                .insert("correction_reason".to_owned(), "Den gjorde det.".to_owned());
            let done = app
                .proposals
                .correct(secretary, id, told, right, app.now)
                .await;
            done.unwrap();
            assert_eq!(written(&app).await, expected(Told::CORRECTION));
        }
    }
});

on_both!(what_is_taken_back_is_told_to_those_who_wanted_it, |app| {
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    written(&app).await;
    step(
        &app,
        &cast.proposer,
        id,
        T::Withdraw,
        &[("confirmation", "yes")],
    )
    .await;
});

on_both!(the_number_comes_where_the_receipt_had_none, |app| {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        ..Ruleset::without_threshold(&app.site.municipality)
    };
    app.set_rules(rules).await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let receipt = app.texts("select body from outbox").await;
    assert!(!receipt[0].contains("Diarienummer"), "{receipt:?}");
    written(&app).await;
    let register = act(&[
        ("received_on", &app.now.day().to_string()),
        ("short_description", "Belysning längs stigen"),
    ]);
    let later = app.now.plus_hours(20);
    let recorded = app
        .proposals
        .record(&cast.secretary, id, T::Register, register, later);
    recorded.await.unwrap();
    let view = app.proposals.get(&cast.proposer, id, later).await.unwrap();
    let number = view.diary_number.unwrap();
    let letter = app.texts("select body from outbox").await;
    assert!(
        letter[0].contains(&format!("Diarienummer: {number}")),
        "{letter:?}"
    );
    assert_eq!(written(&app).await, expected(Told::of_step(T::Register)));
});
