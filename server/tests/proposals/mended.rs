//! What a correction leaves alone: whatever nobody corrected.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, NewAct, ProposalPort};
use nara_domain::actor::{Actor, Role, Standing};
use nara_domain::error::NotAllowedNow;
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::{Course, Stage, TransitionKind as T};
use nara_domain::time::Stamp;

use crate::common::{App, act, idea};
use crate::on_both;

/// The act's form as the desk sees it, with changes and without what is left out.
async fn form_of(
    app: &App,
    (reader, id, wrong): (&Actor, ProposalId, ActId),
    changes: &[(&str, &str)],
    without: &[&str],
) -> NewAct {
    let view = app.proposals.get(reader, id, app.now).await.unwrap();
    let act = view.acts.into_iter().find(|act| act.id == wrong).unwrap();
    let mut fields: BTreeMap<String, String> = act.fields;
    fields.retain(|name, _| name != "support_count" && !without.contains(&name.as_str()));
    for (name, value) in changes {
        fields.insert((*name).to_owned(), (*value).to_owned());
    }
    fields.insert(CORRECTION_REASON.to_owned(), "Det blev fel.".to_owned());
    NewAct {
        fields,
        once: String::new(),
    }
}

async fn stage(app: &App, reader: &Actor, id: ProposalId, now: Stamp) -> Stage {
    let view = app.proposals.get(reader, id, now).await.unwrap();
    match view.course {
        Course::Proposal(stage) => stage,
        Course::Idea(_) | Course::Problem(_) | Course::Questions => panic!("no proposal"),
    }
}

async fn with_first_reader(app: &App) {
    let rules = nara_domain::proposal::Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..nara_domain::proposal::Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
}

on_both!(whoever_prepared_it_does_not_correct_the_decision, |app| {
    app.without_threshold().await;
    let mut cast = app.cast().await;
    let Actor::Person { standings, .. } = &mut cast.official else {
        unreachable!()
    };
    standings.push(Standing::of(Role::Secretary));
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let wrong = app
        .try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
    let decision = async |reader: &Actor| {
        let view = app.proposals.get(reader, id, app.now).await.unwrap();
        view.acts.into_iter().find(|act| act.id == wrong).unwrap()
    };
    // Who would be refused is not led to the form.
    let shown = decision(&cast.official).await;
    assert!(!shown.may_correct && shown.takes_another);
    assert!(decision(&cast.secretary).await.may_correct);
    let changes = [("decision_text", "Nämnden avslår.")];
    let form = form_of(&app, (&cast.secretary, id, wrong), &changes, &[]).await;
    let refused = app
        .proposals
        .correct(&cast.official, id, wrong, form.clone(), app.now)
        .await;
    assert_eq!(
        refused,
        Err(AppError::NotAllowedNow(NotAllowedNow::SecondReader))
    );
    app.proposals
        .correct(&cast.secretary, id, wrong, form, app.now)
        .await
        .unwrap();
});

on_both!(a_stop_without_a_meeting_stays_on_its_day, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    app.try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
    let later = app.now.day().add_days(90).to_string();
    let plan = [
        ("owner", "Tekniska förvaltningen"),
        ("plan", "Kablar i september."),
        ("budget_year", "2026"),
        ("next_report", later.as_str()),
    ];
    app.record(&cast.official, id, T::Plan, &plan).await;
    let stop = [("reason", "Pengarna tog slut."), ("decided_by", "Nämnden")];
    let wrong = app.record(&cast.secretary, id, T::Stop, &stop).await;
    let changes = [("reason", "Anbuden blev för dyra.")];
    let form = form_of(&app, (&cast.secretary, id, wrong), &changes, &[]).await;
    let now = app.now.plus_days(20);
    let right = app
        .proposals
        .correct(&cast.secretary, id, wrong, form, now)
        .await
        .unwrap();
    let Stage::Stopped { on, reason, .. } = stage(&app, &cast.secretary, id, now).await else {
        panic!()
    };
    assert_eq!(
        (on, reason.as_str()),
        (app.now.day(), "Anbuden blev för dyra.")
    );
    let view = app.proposals.get(&cast.secretary, id, now).await.unwrap();
    let corrected = view.acts.iter().find(|act| act.id == right).unwrap();
    assert_eq!(corrected.happened_on, app.now.day());
});

on_both!(a_deadline_is_counted_from_when_it_was_set, |app| {
    with_first_reader(&app).await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let given = app.now.day().add_days(10);
    let ask = [
        ("missing", "En karta"),
        ("answer_by", &given.to_string() as &str),
    ];
    let wrong = app
        .record(&cast.secretary, id, T::RequestCompletion, &ask)
        .await;
    let deadline = |stage: Stage| match stage {
        Stage::NeedsCompletion { answer_by, .. } => answer_by,
        other => panic!("{other:?}"),
    };
    // The day has passed when it is noticed that the text was wrong.
    let now = app.now.plus_days(30);
    let changes = [("missing", "En ritning")];
    let form = form_of(&app, (&cast.secretary, id, wrong), &changes, &[]).await;
    let right = app
        .proposals
        .correct(&cast.secretary, id, wrong, form, now)
        .await
        .unwrap();
    let found = stage(&app, &cast.secretary, id, now).await;
    assert_eq!(deadline(found), given);
    // Without a day of its own it is the rules' number of days from when it was asked for.
    let form = form_of(&app, (&cast.secretary, id, right), &[], &["answer_by"]).await;
    app.proposals
        .correct(&cast.secretary, id, right, form, now)
        .await
        .unwrap();
    let found = stage(&app, &cast.secretary, id, now).await;
    assert_eq!(deadline(found), app.now.day().add_days(21));
});

on_both!(an_announcement_keeps_its_count_without_a_threshold, |app| {
    app.without_threshold().await;
    let people = app.residents(3).await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.proposals
        .support(&people[0], id, app.now)
        .await
        .unwrap();
    let today = app.now.day().to_string();
    let meeting = [
        ("body", "KF"),
        ("meeting_date", today.as_str()),
        ("paragraph", "12"),
    ];
    let wrong = app.record(&cast.secretary, id, T::Announce, &meeting).await;
    for person in &people[1..] {
        app.proposals.support(person, id, app.now).await.unwrap();
    }
    let form = form_of(
        &app,
        (&cast.secretary, id, wrong),
        &[("paragraph", "13")],
        &[],
    )
    .await;
    app.proposals
        .correct(&cast.secretary, id, wrong, form, app.now)
        .await
        .unwrap();
    let Stage::Announced { support_count, .. } = stage(&app, &cast.secretary, id, app.now).await
    else {
        panic!()
    };
    assert_eq!(support_count, 1, "as many as there were in the council");
});

on_both!(a_day_learnt_later_stays_right, |app| {
    // An idea: done on a day after the entry that told of it too early.
    let young = app.youth("Norrsken").await;
    let maja = app.official("Maja").await;
    let id = app.proposal_at(&young, idea("Ljusslinga"), app.now).await;
    let today = app.now.day().to_string();
    let yes = act(&[
        ("owner", "Fritid"),
        ("start_on", today.as_str()),
        ("cost", "4000"),
        ("first_step", "Vi köper slingor."),
    ]);
    app.proposals
        .idea_step(&maja, id, "yes_now", yes, app.now)
        .await
        .unwrap();
    let done = act(&[("on", today.as_str()), ("actual_cost", "4100")]);
    let wrong = app
        .proposals
        .idea_step(&maja, id, "done", done, app.now)
        .await
        .unwrap();
    let now = app.now.plus_days(5);
    let day = app.now.day().add_days(4);
    let form = form_of(
        &app,
        (&maja, id, wrong),
        &[("on", &day.to_string() as &str)],
        &[],
    )
    .await;
    app.proposals
        .correct(&maja, id, wrong, form, now)
        .await
        .unwrap();
    let view = app.proposals.get(&maja, id, now).await.unwrap();
    let on = match view.course.as_idea() {
        Some(nara_domain::proposal::IdeaStage::Done { on, .. }) => *on,
        other => panic!("{other:?}"),
    };
    assert_eq!(on, day);

    // A proposal: the corrected meeting does not stand in the way of the next correction.
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let wrong = app
        .try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
    let changes = [("meeting_date", &day.to_string() as &str)];
    let form = form_of(&app, (&cast.secretary, id, wrong), &changes, &[]).await;
    app.proposals
        .correct(&cast.secretary, id, wrong, form, now)
        .await
        .unwrap();
    let view = app.proposals.get(&cast.secretary, id, now).await.unwrap();
    let register = view
        .acts
        .iter()
        .find(|act| act.transition == Some(T::Register))
        .unwrap()
        .id;
    let changes = [("short_description", "Ljus")];
    let form = form_of(&app, (&cast.secretary, id, register), &changes, &[]).await;
    app.proposals
        .correct(&cast.secretary, id, register, form, now)
        .await
        .unwrap();
    let Stage::Approved { decision, .. } = stage(&app, &cast.secretary, id, now).await else {
        panic!()
    };
    assert_eq!(decision.meeting.date, day);
});
