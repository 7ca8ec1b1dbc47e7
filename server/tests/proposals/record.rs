//! Recording: every step with exactly its fields, by those who may, once, and never changed.

use nara_app::error::AppError;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Role};
use nara_domain::error::{Denied, FieldProblem, NotAllowedNow};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Course, Stage, TransitionKind as T};

use crate::common::{act, comment};
use crate::on_both;

on_both!(from_handing_in_to_done, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let supporter = app.resident("Stödjer").await;
    app.proposals
        .support(&supporter, id, app.now)
        .await
        .unwrap();
    app.reach_agenda(&cast, id).await;
    app.try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    let Course::Proposal(Stage::Approved { decision, .. }) = &view.course else {
        panic!("{:?}", view.course);
    };
    assert_eq!(
        (
            decision.meeting.body.as_str(),
            decision.meeting.paragraph.as_str()
        ),
        ("TN", "41")
    );
    let last = view.acts.last().unwrap();
    assert_eq!(last.transition, Some(T::Approve));
    assert_eq!(
        last.standing.as_ref().map(|s| s.role),
        Some(Role::Secretary)
    );
    assert_eq!(last.actor_name, "Nämndsekreterare");
    assert_eq!(last.fields["paragraph"], "41");
    assert_eq!(
        view.answer_by, None,
        "answered: nothing is promised any more"
    );
    let cost = view
        .acts
        .iter()
        .find(|act| act.transition == Some(T::PresentProposal))
        .unwrap();
    assert_eq!(
        cost.fields["investment_cost"], "540000",
        "a sum is kept as a number"
    );
    assert_eq!(cost.standing.as_ref().map(|s| s.role), Some(Role::Official));
    // The supporter and the proposer are told; the proposer had the receipt as well.
    app.spread().await;
    assert_eq!(
        app.number("select count(*) from outbox where subject like 'Beslut%'")
            .await,
        2
    );
    let refused = app.proposals.support(&cast.official, id, app.now).await;
    assert!(
        matches!(refused, Err(AppError::SupportRefused(_))),
        "{refused:?}"
    );

    let (today, later) = (
        app.now.day().to_string(),
        app.now.day().add_days(90).to_string(),
    );
    let plan = [
        ("owner", "Tekniska förvaltningen"),
        ("plan", "Kablar i september."),
        ("budget_year", "2026"),
        ("next_report", later.as_str()),
    ];
    app.record(&cast.official, id, T::Plan, &plan).await;
    app.record(
        &cast.official,
        id,
        T::StartImplementing,
        &[("started_on", &today)],
    )
    .await;
    let done = [
        ("on", today.as_str()),
        ("actual_cost", "565000"),
        ("thanks", "Tack!"),
    ];
    app.record(&cast.official, id, T::MarkImplemented, &done)
        .await;
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.course.code(), "implemented");
    let start = app.proposals.start(&Actor::Visitor, app.now).await.unwrap();
    assert_eq!(start.outcomes.len(), 1);
    assert_eq!(start.latest_answers[0].act.transition, Some(T::Approve));
    assert_eq!(start.median_answer_days, Some(0));
    // Kept with the case, so that the start page never reads the whole record.
    let first = "select count(*) from proposal p where p.first_answered_at = (select min(a.at) \
                 from act a where a.proposal_id = p.proposal_id and a.transition = 'approve')";
    assert_eq!(app.number(first).await, 1);
});

on_both!(what_is_missing_is_said_at_its_field, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let Err(AppError::Invalid(errors)) = app
        .try_record(
            &cast.secretary,
            id,
            T::Approve,
            act(&[("reasons", "Kort.")]),
        )
        .await
    else {
        panic!();
    };
    let codes: Vec<_> = errors
        .iter()
        .map(|e| (e.field.as_str(), e.problem.code()))
        .collect();
    assert_eq!(
        codes,
        [
            ("body", "missing"),
            ("meeting_date", "missing"),
            ("paragraph", "missing"),
            ("decision_text", "missing"),
            ("reasons", "too_short"),
            ("budget_source", "missing"),
            ("responsible", "missing"),
            ("follow_up_date", "missing"),
        ]
    );
    let mut unknown = app.approval();
    unknown
        .fields
        .insert("beslutat_av".to_owned(), "mig".to_owned());
    let refused = app
        .try_record(&cast.secretary, id, T::Approve, unknown)
        .await;
    assert!(matches!(&refused, Err(AppError::Invalid(e)) if e[0].field == "beslutat_av"));
    // What does not fit the case is said at its field, too.
    let mut future = app.approval();
    let tomorrow = app.now.day().add_days(1).to_string();
    future.fields.insert("meeting_date".to_owned(), tomorrow);
    let Err(AppError::Invalid(errors)) = app
        .try_record(&cast.secretary, id, T::Approve, future)
        .await
    else {
        panic!();
    };
    assert_eq!(errors[0].problem, FieldProblem::DateInFuture);
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.course.code(), "scheduled", "nothing half done");
});

on_both!(whoever_prepared_it_does_not_record_the_decision, |app| {
    app.without_threshold().await;
    let mut cast = app.cast().await;
    // One person in both duties.
    let Actor::Person { standings, .. } = &mut cast.official else {
        unreachable!()
    };
    standings.push(nara_domain::actor::Standing::of(Role::Secretary));
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let refused = app
        .try_record(&cast.official, id, T::Approve, app.approval())
        .await;
    assert_eq!(
        refused,
        Err(AppError::NotAllowedNow(NotAllowedNow::SecondReader))
    );
    let view = app
        .proposals
        .get(&cast.official, id, app.now)
        .await
        .unwrap();
    assert!(!view.possible.transitions.contains(&T::Approve));
    assert!(view.possible.transitions.contains(&T::Table));
    let view = app
        .proposals
        .get(&cast.secretary, id, app.now)
        .await
        .unwrap();
    assert!(view.possible.transitions.contains(&T::Approve));
    app.try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
});

on_both!(a_step_that_does_not_follow_says_where_the_case_is, |app| {
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let refused = app
        .try_record(&cast.secretary, id, T::Approve, app.approval())
        .await;
    let Err(AppError::NotAllowedNow(NotAllowedNow::WrongStage { from, transition })) = refused
    else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (from.as_str(), transition.as_str()),
        ("collecting", "approve")
    );
    for actor in [&cast.proposer, &cast.official] {
        let refused = app.try_record(actor, id, T::Approve, app.approval()).await;
        assert_eq!(refused, Err(AppError::Denied(Denied::Role)));
    }
    let refused = app
        .try_record(&Actor::Visitor, id, T::Approve, app.approval())
        .await;
    assert_eq!(refused, Err(AppError::SignIn));
    let unknown = ProposalId::new(404);
    let refused = app
        .try_record(&cast.secretary, unknown, T::Approve, app.approval())
        .await;
    assert_eq!(refused, Err(AppError::NotFound));
});

on_both!(a_form_sent_many_times_at_once_is_one_act, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let mut form = app.approval();
    form.once = "formulär".to_owned();
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let (app, secretary, form) = (app.clone(), cast.secretary.clone(), form.clone());
            tokio::spawn(async move { app.try_record(&secretary, id, T::Approve, form).await })
        })
        .collect();
    let mut ids = std::collections::BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap().unwrap());
    }
    assert_eq!(ids.len(), 1);
    assert_eq!(
        app.number("select count(*) from act where transition = 'approve'")
            .await,
        1
    );
    // Two different forms: the second one comes too late.
    let late = app
        .try_record(&cast.secretary, id, T::Approve, app.approval())
        .await;
    assert!(matches!(late, Err(AppError::NotAllowedNow(_))), "{late:?}");
});

on_both!(the_proposer_takes_it_back, |app| {
    let cast = app.cast().await;
    let other = app.resident("Åsbybo").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let form = || act(&[("confirmation", "yes")]);
    let refused = app.try_record(&other, id, T::Withdraw, form()).await;
    assert_eq!(refused, Err(AppError::Denied(Denied::NotYours)));
    let view = app
        .proposals
        .get(&cast.proposer, id, app.now)
        .await
        .unwrap();
    assert!(view.possible.withdraw && view.mine && view.possible.transitions.is_empty());
    app.try_record(&cast.proposer, id, T::Withdraw, form())
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(view.course.code(), "withdrawn");
    assert!(view.body.is_some(), "what came in stays public");
    let late = app
        .proposals
        .comment(&other, id, comment("Synd."), app.now)
        .await;
    assert!(
        matches!(late, Err(AppError::Denied(Denied::NotNow(_)))),
        "{late:?}"
    );
});
