//! A formal rejection takes two persons: what the first one prepares is read and confirmed by
//! another, and nobody else knows of it before.

use nara_app::error::AppError;
use nara_app::proposals::api::{CORRECTION_REASON, NewAct, ProposalPort, Recorded};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::error::{Denied, FieldProblem, NotAllowedNow};
use nara_domain::ids::ProposalId;
use nara_domain::proposal::TransitionKind as T;
use nara_domain::time::Stamp;

use super::walk::Cast;
use crate::common::{App, act};
use crate::on_both;

const STEP: T = T::RejectFormally;
const ALONE: AppError = AppError::NotAllowedNow(NotAllowedNow::SecondReader);

fn form(reasons: &str) -> NewAct {
    act(&[
        ("criterion", "outside_competence"),
        ("reasons", reasons),
        ("where_to_turn", "Trafikverket."),
        ("publish_text", "yes"),
    ])
}

/// A case that has been announced nowhere, and two secretaries.
async fn scene(app: &App) -> (Cast, Actor, ProposalId) {
    app.without_threshold().await;
    let cast = app.cast().await;
    let colleague = app.secretary("Registrator").await;
    let id = app.proposal(&cast.proposer, "Sänk hastigheten").await;
    (cast, colleague, id)
}

async fn send(app: &App, actor: &Actor, id: ProposalId, new: NewAct) -> Result<Recorded, AppError> {
    app.proposals.record(actor, id, STEP, new, app.now).await
}

async fn stage(app: &App, id: ProposalId) -> &'static str {
    let view = app.proposals.get(&Actor::Visitor, id, app.now).await;
    view.unwrap().course.code()
}

async fn waiting(app: &App, actor: &Actor, id: ProposalId) -> Option<(String, bool, Stamp)> {
    let view = app.proposals.get(actor, id, app.now).await.unwrap();
    let prepared = view.prepared?;
    assert_eq!(prepared.step, STEP);
    Some((
        prepared.fields["reasons"].clone(),
        prepared.mine,
        prepared.at,
    ))
}

const PREPARED: &str = "select count(*) from prepared_step";
const REJECTED: &str = "select count(*) from act where transition = 'reject_formally'";
const LETTERS: &str = "select count(*) from outbox where subject like '%kan inte tas upp%'";

on_both!(two_persons_reject, |app| {
    let (cast, colleague, id) = scene(&app).await;
    let events = "select count(*) from event";
    let before = app.number(events).await;
    let prepared = send(&app, &colleague, id, form("Vägen är statlig.")).await;
    assert_eq!(prepared, Ok(Recorded::Prepared));
    assert_eq!(stage(&app, id).await, "registered");
    assert_eq!(app.number(REJECTED).await, 0);
    assert_eq!(app.number(LETTERS).await, 0, "nobody is told yet");
    assert_eq!(app.number(events).await, before, "nor any open page");
    // Unchanged and alone: however often.
    for _ in 0..2 {
        let alone = send(&app, &colleague, id, form("Vägen är statlig.")).await;
        assert_eq!(alone, Err(ALONE));
    }
    let of_colleague = waiting(&app, &colleague, id).await.unwrap();
    assert_eq!(of_colleague.0, "Vägen är statlig.");
    assert!(of_colleague.1);
    assert!(!waiting(&app, &cast.secretary, id).await.unwrap().1);
    let view = app.proposals.get(&colleague, id, app.now).await.unwrap();
    assert!(view.possible.transitions.contains(&STEP), "may change it");

    let confirmed = send(&app, &cast.secretary, id, form("Vägen är statlig.")).await;
    assert!(matches!(confirmed, Ok(Recorded::Act(_))), "{confirmed:?}");
    assert_eq!(stage(&app, id).await, "rejected_formal");
    assert_eq!(app.number(LETTERS).await, 1);
    assert_eq!(app.number(PREPARED).await, 0);
    let both = "select count(*) from act a join person p on p.person_id = a.prepared_by \
        where a.transition = 'reject_formally' and p.display_name = 'Registrator' \
        and a.actor_name = 'Nämndsekreterare'";
    assert_eq!(app.number(both).await, 1, "the record keeps both");
    let view = app.proposals.get(&Actor::Visitor, id, app.now).await;
    let view = view.unwrap();
    assert!(view.acts.last().unwrap().read_by_two);
    assert!(view.prepared.is_none());
});

on_both!(other_words_are_a_new_preparation, |app| {
    let (cast, colleague, id) = scene(&app).await;
    app.prepare(&colleague, id, form("Vägen är statlig.")).await;
    app.prepare(&cast.secretary, id, form("Staten äger vägen."))
        .await;
    let alone = send(&app, &cast.secretary, id, form("Staten äger vägen.")).await;
    assert_eq!(alone, Err(ALONE));
    // What the colleague wrote first is gone: it is new words again.
    app.prepare(&colleague, id, form("Vägen är statlig.")).await;
    // A preparation is kept as it is read, so spaces around it are no new words.
    let confirmed = send(&app, &cast.secretary, id, form("  Vägen är statlig.\r\n")).await;
    assert!(matches!(confirmed, Ok(Recorded::Act(_))), "{confirmed:?}");
    assert_eq!(app.number(REJECTED).await, 1);
});

on_both!(what_is_missing_is_said_to_who_prepares_it, |app| {
    let (cast, _, id) = scene(&app).await;
    let errors = |sent: Result<Recorded, AppError>| match sent {
        Err(AppError::Invalid(errors)) => errors
            .into_iter()
            .map(|error| (error.field, error.problem))
            .collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let sent = send(&app, &cast.secretary, id, form("")).await;
    assert_eq!(
        errors(sent),
        [("reasons".to_owned(), FieldProblem::Missing)]
    );
    let today = app.now.day().to_string();
    let meeting = [
        ("body", "KF"),
        ("meeting_date", today.as_str()),
        ("paragraph", "12"),
    ];
    app.record(&cast.secretary, id, T::Announce, &meeting).await;
    let sent = send(&app, &cast.secretary, id, form("Vägen är statlig.")).await;
    assert_eq!(errors(sent).len(), 2, "the council's day and paragraph");
    assert_eq!(app.number(PREPARED).await, 0);
});

on_both!(only_who_may_confirm_it_knows_of_it, |app| {
    let (cast, colleague, id) = scene(&app).await;
    app.prepare(&colleague, id, form("Vägen är statlig.")).await;
    let moderator = vec![Standing::of(Role::Moderator)];
    let moderator = app.person("Moderator", Level::T, moderator).await;
    let elected = app.elected("Ledamot").await;
    for actor in [
        &Actor::Visitor,
        &cast.proposer,
        &cast.official,
        &elected,
        &moderator,
    ] {
        assert_eq!(waiting(&app, actor, id).await, None, "{actor:?}");
    }
    for actor in [&cast.proposer, &cast.official, &elected, &moderator] {
        let sent = send(&app, actor, id, form("Vägen är statlig.")).await;
        assert_eq!(sent, Err(AppError::Denied(Denied::Role)));
        let seen = waiting(&app, &colleague, id).await.unwrap().2;
        let discarded = app.proposals.discard(actor, id, STEP, seen, app.now).await;
        assert_eq!(discarded, Err(AppError::Denied(Denied::Role)));
    }
    // It is found by the second reader also where the case is public.
    let found = app.proposals.waiting(&cast.secretary, None, 20).await;
    let found = found.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].item.id, found[0].prepared), (id, Some(STEP)));
    let found = app.proposals.waiting(&moderator, None, 20).await;
    assert!(found.unwrap().is_empty(), "not a moderator's to confirm");
});

on_both!(what_is_prepared_can_be_taken_back, |app| {
    let (cast, colleague, id) = scene(&app).await;
    let now = app.now;
    app.prepare(&colleague, id, form("Vägen är statlig.")).await;
    let seen = waiting(&app, &cast.secretary, id).await.unwrap().2;
    // Meanwhile it has been written anew: what nobody has seen is not thrown away.
    let later = now.plus_minutes(1);
    let anew = app
        .proposals
        .record(&colleague, id, STEP, form("Staten äger vägen."), later)
        .await;
    assert_eq!(anew, Ok(Recorded::Prepared));
    let discard = async |actor: &Actor, seen: Stamp| {
        app.proposals.discard(actor, id, STEP, seen, later).await
    };
    assert_eq!(
        discard(&cast.secretary, seen).await,
        Err(AppError::Conflict)
    );
    assert_eq!(discard(&cast.secretary, later).await, Ok(()));
    assert_eq!(discard(&cast.secretary, later).await, Ok(()), "twice");
    assert_eq!(app.number(PREPARED).await, 0);
    assert_eq!(stage(&app, id).await, "registered");
    // From the start again; and by whoever prepared it.
    app.prepare(&cast.secretary, id, form("Vägen är statlig."))
        .await;
    assert_eq!(discard(&cast.secretary, now).await, Ok(()));
    let sent = send(&app, &colleague, id, form("Vägen är statlig.")).await;
    assert_eq!(sent, Ok(Recorded::Prepared));
});

on_both!(any_step_makes_what_was_prepared_stale, |app| {
    let (cast, colleague, id) = scene(&app).await;
    app.prepare(&colleague, id, form("Vägen är statlig.")).await;
    let ask = [("missing", "Vilken väg?")];
    app.record(&cast.secretary, id, T::RequestCompletion, &ask)
        .await;
    assert_eq!(app.number(PREPARED).await, 0);
    let sent = send(&app, &cast.secretary, id, form("Vägen är statlig.")).await;
    assert_eq!(sent, Ok(Recorded::Prepared), "from the start again");
    let answer = [("completion", "Riksvägen.")];
    app.record(&cast.proposer, id, T::Complete, &answer).await;
    assert_eq!(app.number(PREPARED).await, 0);
});

on_both!(the_same_form_twice_prepares_once, |app| {
    let (cast, colleague, id) = scene(&app).await;
    let mut twice = form("Vägen är statlig.");
    twice.once = "en gång".to_owned();
    for _ in 0..2 {
        let sent = send(&app, &colleague, id, twice.clone()).await;
        assert_eq!(sent, Ok(Recorded::Prepared));
    }
    // A colleague's form with the same key is another form.
    let first = send(&app, &cast.secretary, id, twice.clone()).await;
    let again = send(&app, &cast.secretary, id, twice).await;
    assert!(matches!(first, Ok(Recorded::Act(_))), "{first:?}");
    assert_eq!(first, again);
    assert_eq!(app.number(REJECTED).await, 1);
});

on_both!(many_who_confirm_at_once_record_one_act, |app| {
    let (cast, colleague, id) = scene(&app).await;
    app.prepare(&colleague, id, form("Vägen är statlig.")).await;
    let mut readers = vec![cast.secretary.clone()];
    for n in 0..5 {
        readers.push(app.secretary(&format!("Sekreterare {n}")).await);
    }
    let tasks: Vec<_> = readers
        .into_iter()
        .map(|reader| {
            let app = app.clone();
            tokio::spawn(async move { send(&app, &reader, id, form("Vägen är statlig.")).await })
        })
        .collect();
    let mut recorded = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(Recorded::Act(_)) => recorded += 1,
            Err(AppError::NotAllowedNow(NotAllowedNow::WrongStage { .. })) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((recorded, app.number(REJECTED).await), (1, 1));
    assert_eq!(app.number(LETTERS).await, 1);
});

on_both!(
    who_confirms_while_it_is_changed_confirms_only_what_was_read,
    |app| {
        let (cast, colleague, _) = scene(&app).await;
        for n in 0..8 {
            let id = app
                .proposal(&cast.proposer, &format!("Sänk hastigheten {n}"))
                .await;
            app.prepare(&colleague, id, form("Vägen är statlig.")).await;
            let (one, other) = (app.clone(), app.clone());
            let (first, second) = (colleague.clone(), cast.secretary.clone());
            let changes =
                tokio::spawn(async move { send(&one, &first, id, form("Nya skäl.")).await });
            let confirms = tokio::spawn(async move {
                send(&other, &second, id, form("Vägen är statlig.")).await
            });
            let (changed, confirmed) = (changes.await.unwrap(), confirms.await.unwrap());
            match confirmed.unwrap() {
                // First: the change came too late.
                Recorded::Act(_) => {
                    assert!(matches!(changed, Err(AppError::NotAllowedNow(_))));
                    assert_eq!(stage(&app, id).await, "rejected_formal");
                }
                // The change was first: these are other words, and now the secretary's.
                Recorded::Prepared => {
                    assert_eq!(changed, Ok(Recorded::Prepared));
                    assert_eq!(stage(&app, id).await, "registered");
                    let now_waits = waiting(&app, &cast.secretary, id).await.unwrap();
                    assert_eq!(now_waits.0, "Vägen är statlig.");
                    assert!(now_waits.1);
                }
            }
        }
        let unlike = "select count(*) from act where transition = 'reject_formally' \
            and (prepared_by is null or prepared_by = actor_id)";
        assert_eq!(app.number(unlike).await, 0);
    }
);

on_both!(it_is_corrected_by_another_than_who_recorded_it, |app| {
    let (cast, colleague, id) = scene(&app).await;
    app.prepare(&colleague, id, form("Vägen är statlig.")).await;
    let wrong = app
        .try_record(&cast.secretary, id, STEP, form("Vägen är statlig."))
        .await
        .unwrap();
    let mut right = form("Staten äger vägen.");
    right
        .fields
        .insert(CORRECTION_REASON.to_owned(), "Otydligt.".to_owned());
    let correct = async |actor: &Actor, act| {
        let new = right.clone();
        app.proposals.correct(actor, id, act, new, app.now).await
    };
    let mut better = form("Vägen är statens, inte kommunens.");
    better
        .fields
        .insert(CORRECTION_REASON.to_owned(), "Ännu tydligare.".to_owned());
    let may_correct = async |actor: &Actor| {
        let view = app.proposals.get(actor, id, app.now).await.unwrap();
        view.acts.last().unwrap().may_correct
    };
    assert!(!may_correct(&cast.secretary).await && may_correct(&colleague).await);
    assert_eq!(correct(&cast.secretary, wrong).await, Err(ALONE));
    let second = correct(&colleague, wrong).await.unwrap();
    // And so on: the last word is somebody's.
    assert!(may_correct(&cast.secretary).await && !may_correct(&colleague).await);
    assert_eq!(correct(&colleague, second).await, Err(ALONE));
    app.proposals
        .correct(&cast.secretary, id, second, better, app.now)
        .await
        .unwrap();
    assert_eq!(stage(&app, id).await, "rejected_formal");
});
