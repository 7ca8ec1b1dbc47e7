//! What officials and elected say, and the verdicts on ideas: each with its own badge and fields.

use nara_app::error::AppError;
use nara_app::proposals::api::{AnswersQuery, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::error::Denied;
use nara_domain::proposal::{Course, IdeaStage, TransitionKind as T, Verdict};

use crate::common::{act, idea};
use crate::on_both;

on_both!(answers_and_opinions_have_their_own_badge, |app| {
    let cast = app.cast().await;
    let elected = app.elected("Ledamot (X)").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let answer = act(&[
        ("text", "Sträckan är 620 meter."),
        ("investment_cost", "540 000"),
        ("operating_cost", "9 000"),
    ]);
    let opinion = act(&[("text", "Jag tycker att det är bra.")]);
    for (actor, kind, form) in [
        (&cast.official, ActKind::OfficialAnswer, answer.clone()),
        (&elected, ActKind::ElectedOpinion, opinion.clone()),
    ] {
        app.proposals
            .answer(actor, id, kind, form, app.now)
            .await
            .unwrap();
    }
    for (actor, kind) in [
        (&elected, ActKind::OfficialAnswer),
        (&cast.official, ActKind::ElectedOpinion),
        (&cast.proposer, ActKind::OfficialAnswer),
        (&cast.secretary, ActKind::OfficialAnswer),
    ] {
        let refused = app
            .proposals
            .answer(actor, id, kind, opinion.clone(), app.now)
            .await;
        assert_eq!(refused, Err(AppError::Denied(Denied::Role)), "{kind}");
    }
    let empty = app
        .proposals
        .answer(
            &cast.official,
            id,
            ActKind::OfficialAnswer,
            act(&[("text", " ")]),
            app.now,
        )
        .await;
    assert!(matches!(empty, Err(AppError::Invalid(_))));
    let view = app
        .proposals
        .get(&Actor::Visitor, id, app.now)
        .await
        .unwrap();
    let [.., first, second] = view.acts.as_slice() else {
        panic!()
    };
    assert_eq!(first.kind, ActKind::OfficialAnswer);
    assert_eq!(first.fields["investment_cost"], "540000");
    let standing = first.standing.as_ref().unwrap();
    assert_eq!(
        standing.department.as_deref(),
        Some("Tekniska förvaltningen")
    );
    assert_eq!(second.kind, ActKind::ElectedOpinion);
    let standing = second.standing.as_ref().unwrap();
    assert_eq!(standing.party.as_deref(), Some("Björksjölistan (X)"));
    assert_eq!(view.course.code(), "collecting", "an answer moves nothing");
    let feed = app
        .proposals
        .answers(&AnswersQuery::default(), 10)
        .await
        .unwrap();
    assert_eq!(feed.len(), 2);
    assert_eq!(feed[0].act.kind, ActKind::ElectedOpinion);
    let older = AnswersQuery {
        before: Some(feed[0].act.id),
        ..AnswersQuery::default()
    };
    let older = app.proposals.answers(&older, 10).await.unwrap();
    assert_eq!(older.len(), 1);
    assert_eq!(older[0].proposal.id, id);
});

on_both!(an_idea_gets_its_verdict_and_is_done, |app| {
    let youth = app.youth("Norrsken").await;
    let cast = app.cast().await;
    let id = app.proposal_at(&youth, idea("Läxhjälp"), app.now).await;
    let today = app.now.day().to_string();
    let view = app
        .proposals
        .get(&cast.official, id, app.now)
        .await
        .unwrap();
    assert!(view.possible.verdict && !view.possible.mark_done);
    let form = act(&[
        ("verdict", "yes_now"),
        ("owner", "Biblioteket"),
        ("start_on", &today),
        ("cost", "9000"),
        ("first_step", "Vi frågar lärarna."),
        ("answer", "Bra idé!"),
    ]);
    let refused = app
        .proposals
        .idea_step(&youth, id, "verdict", form.clone(), app.now)
        .await;
    assert_eq!(refused, Err(AppError::Denied(Denied::Role)));
    let nonsense = act(&[("verdict", "kanske")]);
    let refused = app
        .proposals
        .idea_step(&cast.official, id, "verdict", nonsense, app.now)
        .await;
    assert!(matches!(&refused, Err(AppError::Invalid(e)) if e[0].field == "verdict"));
    app.proposals
        .idea_step(&cast.official, id, "verdict", form, app.now)
        .await
        .unwrap();
    let view = app
        .proposals
        .get(&cast.official, id, app.now)
        .await
        .unwrap();
    let Course::Idea(IdeaStage::Answered {
        verdict: Verdict::YesNow,
        ..
    }) = view.course
    else {
        panic!("{:?}", view.course);
    };
    assert!(view.possible.mark_done && !view.possible.verdict);
    assert_eq!(view.answer_by, None);
    let done = act(&[("on", &today), ("actual_cost", "8500")]);
    app.proposals
        .idea_step(&cast.official, id, "done", done.clone(), app.now)
        .await
        .unwrap();
    let again = app
        .proposals
        .idea_step(&cast.official, id, "done", done, app.now)
        .await;
    assert!(
        matches!(again, Err(AppError::NotAllowedNow(_))),
        "{again:?}"
    );
    let wrong_kind = app
        .try_record(&cast.secretary, id, T::Announce, act(&[]))
        .await;
    assert!(
        matches!(wrong_kind, Err(AppError::NotAllowedNow(_))),
        "{wrong_kind:?}"
    );
    assert_eq!(
        app.proposals
            .answers(&AnswersQuery::default(), 10)
            .await
            .unwrap()
            .len(),
        2
    );
});
