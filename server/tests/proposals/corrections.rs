//! Corrections: the wrong act stays, the right one takes its place, and the case is what its acts
//! say.

use std::collections::BTreeMap;

use nara_app::error::AppError;
use nara_app::proposals::api::{AnswersQuery, CORRECTION_REASON, NewAct, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::error::{Denied, FieldError, FieldProblem, NotAllowedNow};
use nara_domain::ids::{ActId, ProposalId};
use nara_domain::proposal::{Course, Stage, TransitionKind as T};
use nara_domain::time::Date;
use nara_server::db::Engine;
use nara_server::execute;

use crate::common::{App, act};
use crate::on_both;

/// The act's form as it stands, with changes.
async fn form_of(app: &App, id: ProposalId, wrong: ActId, changes: &[(&str, &str)]) -> NewAct {
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    let act = view.acts.into_iter().find(|act| act.id == wrong).unwrap();
    let mut fields: BTreeMap<String, String> = act.fields;
    fields.remove("support_count");
    for (name, value) in changes {
        fields.insert((*name).to_owned(), (*value).to_owned());
    }
    NewAct {
        fields,
        once: String::new(),
    }
}

on_both!(a_decision_is_corrected_visibly, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let wrong = app
        .try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&cast.secretary, id, app.now)
        .await
        .unwrap();
    assert!(view.acts.last().unwrap().may_correct);
    let view = app
        .proposals
        .get(&cast.official, id, app.now)
        .await
        .unwrap();
    assert!(!view.acts.last().unwrap().may_correct);

    let no_reason = form_of(&app, id, wrong, &[("paragraph", "42")]).await;
    let refused = app
        .proposals
        .correct(&cast.secretary, id, wrong, no_reason, app.now)
        .await;
    let Err(AppError::Invalid(errors)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(
        (errors[0].field.as_str(), &errors[0].problem),
        (CORRECTION_REASON, &FieldProblem::Missing)
    );

    let changes = [
        ("paragraph", "42"),
        (CORRECTION_REASON, "Fel paragraf i protokollet."),
    ];
    let form = form_of(&app, id, wrong, &changes).await;
    let denied = app
        .proposals
        .correct(&cast.official, id, wrong, form.clone(), app.now)
        .await;
    assert_eq!(denied, Err(AppError::Denied(Denied::Role)));
    let later = app.now.plus_days(2);
    let right = app
        .proposals
        .correct(&cast.secretary, id, wrong, form, later)
        .await
        .unwrap();
    let view = app.proposals.get(&Actor::Visitor, id, later).await.unwrap();
    let Course::Proposal(Stage::Approved { decision, .. }) = &view.course else {
        panic!()
    };
    assert_eq!(decision.meeting.paragraph, "42");
    let of = |wanted: ActId| view.acts.iter().find(|act| act.id == wanted).unwrap();
    assert_eq!(
        of(wrong).fields["paragraph"],
        "41",
        "the wrong one stays as it was"
    );
    assert_eq!(of(wrong).superseded_by, Some(right));
    assert_eq!(of(right).supersedes, Some(wrong));
    assert_eq!(of(right).kind, ActKind::Transition);
    assert_eq!(
        of(right).fields[CORRECTION_REASON],
        "Fel paragraf i protokollet."
    );

    // Once more, of the correction; the first one is settled.
    let form = || {
        form_of(
            &app,
            id,
            right,
            &[("paragraph", "43"), (CORRECTION_REASON, "Igen.")],
        )
    };
    let stale = app
        .proposals
        .correct(&cast.secretary, id, wrong, form().await, later)
        .await;
    assert_eq!(stale, Err(AppError::Conflict));
    app.proposals
        .correct(&cast.secretary, id, right, form().await, later)
        .await
        .unwrap();
    let view = app.proposals.get(&Actor::Visitor, id, later).await.unwrap();
    let Course::Proposal(Stage::Approved { decision, .. }) = &view.course else {
        panic!()
    };
    assert_eq!(decision.meeting.paragraph, "43");
    // What people were told last, once.
    let feed = app
        .proposals
        .answers(&AnswersQuery::default(), 10)
        .await
        .unwrap();
    assert_eq!(feed.len(), 1);
    assert_eq!(feed[0].act.fields["paragraph"], "43");
});

on_both!(two_corrections_at_once_are_one, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let wrong = app
        .try_record(&cast.secretary, id, T::Approve, app.approval())
        .await
        .unwrap();
    let mut tasks = Vec::new();
    for n in 0..8 {
        let paragraph = (100 + n).to_string();
        let changes = [
            ("paragraph", paragraph.as_str()),
            (CORRECTION_REASON, "Fel paragraf."),
        ];
        let form = form_of(&app, id, wrong, &changes).await;
        let (app, secretary) = (app.clone(), cast.secretary.clone());
        tasks.push(tokio::spawn(async move {
            app.proposals
                .correct(&secretary, id, wrong, form, app.now)
                .await
        }));
    }
    let mut good = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => good += 1,
            Err(error) => assert_eq!(error, AppError::Conflict),
        }
    }
    assert_eq!(good, 1);
    let corrections = "select count(*) from act where supersedes is not null";
    assert_eq!(app.number(corrections).await, 1);
});

on_both!(a_correction_that_breaks_what_followed_is_refused, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    let of = |kind: T| {
        view.acts
            .iter()
            .find(|act| act.transition == Some(kind))
            .unwrap()
            .id
    };
    // Nothing in the opening by rule can be wrong; the entry in the diary can.
    let number = [
        ("diary_number", "KS/2026:77"),
        (CORRECTION_REASON, "Fel nummer."),
    ];
    let form = form_of(&app, id, of(T::Register), &number).await;
    app.proposals
        .correct(&cast.secretary, id, of(T::Register), form, app.now)
        .await
        .unwrap();
    let corrected = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    assert_eq!(corrected.diary_number.as_deref(), Some("KS/2026:77"));
    assert_eq!(
        corrected.course.code(),
        "scheduled",
        "the case is where it was"
    );
    // Received after the council met: then the council could not have met about it.
    let late = app.now.plus_days(5);
    let day = late.day().to_string();
    let register = corrected
        .acts
        .iter()
        .find(|act| act.supersedes.is_some())
        .unwrap()
        .id;
    let dates = [
        ("received_on", day.as_str()),
        (CORRECTION_REASON, "Fel dag."),
    ];
    let form = form_of(&app, id, register, &dates).await;
    let refused = app
        .proposals
        .correct(&cast.secretary, id, register, form, late)
        .await;
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
    let first = view.acts.first().unwrap().id;
    let refused = app
        .proposals
        .correct(
            &cast.secretary,
            id,
            first,
            act(&[(CORRECTION_REASON, "x")]),
            app.now,
        )
        .await;
    assert!(
        matches!(
            refused,
            Err(AppError::NotAllowedNow(NotAllowedNow::WrongStage { .. }))
        ),
        "{refused:?}"
    );
    let unknown = app
        .proposals
        .correct(&cast.secretary, id, ActId::new(9_999), act(&[]), app.now)
        .await;
    assert_eq!(unknown, Err(AppError::NotFound));
});

on_both!(a_signed_answer_is_corrected_by_whoever_signed_it, |app| {
    let cast = app.cast().await;
    let colleague = app.official("Kollega").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let answer = act(&[
        ("text", "Det kostar 540 000 kronor."),
        ("investment_cost", "540000"),
    ]);
    let wrong = app
        .proposals
        .answer(&cast.official, id, ActKind::OfficialAnswer, answer, app.now)
        .await
        .unwrap();
    let form = || {
        act(&[
            ("text", "Det kostar 450 000 kronor."),
            ("investment_cost", "450000"),
            (CORRECTION_REASON, "Siffrorna hade bytt plats."),
        ])
    };
    for (actor, why) in [
        (&colleague, Denied::NotYours),
        (&cast.secretary, Denied::Role),
        (&cast.proposer, Denied::Role),
    ] {
        let refused = app
            .proposals
            .correct(actor, id, wrong, form(), app.now)
            .await;
        assert_eq!(refused, Err(AppError::Denied(why)));
    }
    let mut twice = form();
    twice.once = "en gång".to_owned();
    let right = app
        .proposals
        .correct(&cast.official, id, wrong, twice.clone(), app.now)
        .await
        .unwrap();
    let again = app
        .proposals
        .correct(&cast.official, id, wrong, twice, app.now)
        .await;
    assert_eq!(again, Ok(right), "the same form");
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    let corrected = view.acts.iter().find(|act| act.id == right).unwrap();
    assert_eq!(corrected.fields["investment_cost"], "450000");
    assert_eq!(corrected.kind, ActKind::OfficialAnswer);
});

on_both!(the_counted_step_keeps_its_count, |app| {
    let people = app.residents(51).await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    for person in &people[..50] {
        app.proposals.support(person, id, app.now).await.unwrap();
    }
    app.proposals
        .support(&people[50], id, app.now)
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    let register = view
        .acts
        .iter()
        .find(|act| act.transition == Some(T::Register))
        .unwrap()
        .id;
    let changes = [
        ("short_description", "Ljus"),
        (CORRECTION_REASON, "Tydligare."),
    ];
    let form = form_of(&app, id, register, &changes).await;
    app.proposals
        .correct(&cast.secretary, id, register, form, app.now)
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    let Course::Proposal(Stage::Announced { support_count, .. }) = view.course else {
        panic!()
    };
    assert_eq!(
        support_count, 50,
        "as it was when the threshold was reached"
    );
    assert_eq!(view.support.count, 51);
});

/// The acts of a case by their step, as they stand.
async fn act_of(app: &App, id: ProposalId, step: T) -> ActId {
    let view = app.proposals.get(&Actor::Visitor, id, app.now).await;
    let acts = view.unwrap().acts;
    let act = acts
        .iter()
        .rev()
        .find(|act| act.transition == Some(step) && act.superseded_by.is_none());
    act.unwrap().id
}

on_both!(days_keep_their_order_when_one_is_corrected, |app| {
    app.without_threshold().await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    app.reach_agenda(&cast, id).await;
    let correct = async |step: T, changes: &[(&str, &str)]| {
        let wrong = act_of(&app, id, step).await;
        let changes = [changes, &[(CORRECTION_REASON, "Fel dag.")]].concat();
        let form = form_of(&app, id, wrong, &changes).await;
        let later = app.now.plus_days(9);
        app.proposals
            .correct(&cast.secretary, id, wrong, form, later)
            .await
    };
    let refused = |field: &str, day: &str| {
        let day = Date::parse(day).unwrap();
        let problem = FieldProblem::DateBeforeLastAct { day };
        Err(AppError::Invalid(vec![FieldError::new(field, problem)]))
    };
    // It came on paper; the council met a week later, the committee another week later.
    correct(T::Register, &[("received_on", "2026-02-10")])
        .await
        .unwrap();
    let early = [("meeting_date", "2026-02-09")];
    let before_it_came = correct(T::Announce, &early).await;
    assert!(matches!(before_it_came, Err(AppError::Invalid(_))));
    correct(T::Announce, &[("meeting_date", "2026-02-17")])
        .await
        .unwrap();
    let swapped = correct(T::HandOver, &[("meeting_date", "2026-02-16")]).await;
    assert_eq!(swapped, refused("meeting_date", "2026-02-17"));
    correct(T::HandOver, &[("meeting_date", "2026-02-24")])
        .await
        .unwrap();
    let decision = NewAct {
        fields: [
            app.approval().fields,
            act(&[("meeting_date", "2026-02-23")]).fields,
        ]
        .into_iter()
        .flatten()
        .collect(),
        once: String::new(),
    };
    let early = app.try_record(&cast.secretary, id, T::Approve, decision);
    let early = early.await.map(drop);
    assert_eq!(
        early,
        refused("meeting_date", "2026-02-24").map(|_: ActId| ())
    );
    let decision = app.approval();
    let decided = app.try_record(&cast.secretary, id, T::Approve, decision);
    decided.await.unwrap();
    // What came later cannot have come before what is moved: the step that would not fit is another's.
    let moved = correct(T::HandOver, &[("meeting_date", "2026-03-05")]).await;
    assert_eq!(moved, refused(CORRECTION_REASON, "2026-03-05"));
    let moved = correct(T::HandOver, &[("meeting_date", "2026-03-04")]).await;
    moved.unwrap();

    // A record from before that was held to: what stood in another order stands, and does not keep
    // anybody from correcting something else.
    let mut tx = app.db.begin().await.unwrap();
    let (open, swap) = match app.db.engine() {
        Engine::Sqlite => (
            "drop trigger act_no_update",
            "update act set fields = json_set(fields, '$.meeting_date', '2026-03-01') \
             where transition = 'approve'",
        ),
        Engine::Postgres => (
            "alter table act disable trigger act_append_only",
            "update act set fields = jsonb_set(fields::jsonb, '{meeting_date}', \
             '\"2026-03-01\"')::text where transition = 'approve'",
        ),
    };
    execute!(tx, open).unwrap();
    execute!(tx, swap).unwrap();
    tx.commit().await.unwrap();
    correct(T::HandOver, &[("paragraph", "13")]).await.unwrap();
    // Itself it is corrected to a day that can be.
    let itself = correct(T::Approve, &[("paragraph", "42")]).await;
    assert_eq!(itself, refused("meeting_date", "2026-03-04"));
    let right = [("meeting_date", "2026-03-04"), ("paragraph", "42")];
    correct(T::Approve, &right).await.unwrap();
});

// The decision stood on its agenda until the agenda itself was corrected. Then it may be corrected in
// something else, but not be given to a third body.
on_both!(
    what_was_untrue_already_keeps_nobody_from_mending_something_else,
    |app| {
        app.without_threshold().await;
        let cast = app.cast().await;
        let id = app.proposal(&cast.proposer, "Belysning").await;
        app.reach_agenda(&cast, id).await;
        let decided = app
            .try_record(&cast.secretary, id, T::Approve, app.approval())
            .await
            .unwrap();
        let view = app.proposals.get(&Actor::Visitor, id, app.now).await;
        let acts = view.unwrap().acts;
        let agenda = acts
            .iter()
            .find(|act| act.transition == Some(T::Schedule))
            .unwrap();
        let correct = async |wrong: ActId, name: &str, value: &str| {
            let changes = [(name, value), (CORRECTION_REASON, "Fel i protokollet.")];
            let form = form_of(&app, id, wrong, &changes).await;
            app.proposals
                .correct(&cast.secretary, id, wrong, form, app.now)
                .await
        };
        correct(agenda.id, "body", "KS").await.unwrap();

        let other_body = |body: &str| {
            let problem = FieldProblem::NotOnItsAgenda {
                body: body.to_owned(),
            };
            Err(AppError::Invalid(vec![FieldError::new("body", problem)]))
        };
        assert_eq!(correct(decided, "body", "SBN").await, other_body("KS"));
        let mended = correct(decided, "paragraph", "42").await.unwrap();
        // And back to what the agenda says.
        correct(mended, "body", "KS").await.unwrap();
    }
);
