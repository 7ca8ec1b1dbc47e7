//! The discussion: two levels deep, once, by those who may.

use nara_app::error::AppError;
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_domain::actor::{Actor, Level, Role};
use nara_domain::dialogue::CommentStance;
use nara_domain::error::Denied;
use nara_domain::ids::CommentId;

use crate::common::comment;
use crate::on_both;

on_both!(people_argue_for_against_and_ask, |app| {
    let people = app.residents(2).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let later = app.now.plus_minutes(9);
    for (n, stance) in ["for", "against", "question", "neutral", ""]
        .iter()
        .enumerate()
    {
        let new = NewComment {
            text: format!(" Inlägg {n}\r\n\r\nmed två stycken. "),
            stance: (*stance).to_owned(),
            ..NewComment::default()
        };
        let view = app
            .proposals
            .comment(&people[1], id, new, later)
            .await
            .unwrap();
        assert_eq!(view.text, format!("Inlägg {n}\n\nmed två stycken."));
    }
    let all = app
        .proposals
        .comments(&Actor::Visitor, id, None, 20)
        .await
        .unwrap();
    let stances: Vec<_> = all
        .items
        .iter()
        .map(|comment| comment.stance.code())
        .collect();
    assert_eq!(
        stances,
        ["for", "against", "question", "neutral", "neutral"]
    );
    let view = app.proposals.get(&Actor::Visitor, id, later).await.unwrap();
    assert_eq!((view.comment_count, view.discussion.shown()), (5, 5));
    assert_eq!(view.changed_at, later);
    let wrong = "select count(*) from proposal p where comment_count <> \
        (select count(*) from comment c where c.proposal_id = p.proposal_id)";
    assert_eq!(app.number(wrong).await, 0);
});

on_both!(replies_stay_two_levels_deep, |app| {
    let people = app.residents(2).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let elsewhere = app.proposal(&people[0], "Bad").await;
    let first = app
        .proposals
        .comment(&people[0], id, comment("Ett"), app.now)
        .await
        .unwrap();
    let to = |parent: CommentId| NewComment {
        parent: Some(parent),
        ..comment("Svar")
    };
    let reply = app
        .proposals
        .comment(&people[1], id, to(first.id), app.now)
        .await
        .unwrap();
    assert_eq!(
        (reply.parent, reply.stance),
        (Some(first.id), CommentStance::Neutral)
    );
    assert_eq!(reply.thread, None);
    // A reply to the reply stands under it; what answers that, beside it.
    let second = app
        .proposals
        .comment(&people[0], id, to(reply.id), app.now)
        .await
        .unwrap();
    assert_eq!(
        (second.parent, second.thread),
        (Some(reply.id), Some(first.id))
    );
    let third = app
        .proposals
        .comment(&people[1], id, to(second.id), app.now)
        .await
        .unwrap();
    assert_eq!(
        (third.parent, third.thread),
        (Some(reply.id), Some(first.id))
    );
    let beside = app
        .proposals
        .comment(&people[1], id, to(first.id), app.now)
        .await
        .unwrap();
    assert_eq!((beside.parent, beside.thread), (Some(first.id), None));
    // Read in order: each with what answers it.
    let view = app.proposals.get(&people[0], id, app.now).await.unwrap();
    let thread = &view.discussion.threads[0];
    let read: Vec<_> = thread.replies.iter().map(|one| one.id).collect();
    assert_eq!(read, [reply.id, second.id, third.id, beside.id]);
    assert_eq!(thread.reply_count, 4);
    for (proposal, parent) in [(id, CommentId::new(999)), (elsewhere, first.id)] {
        let refused = app
            .proposals
            .comment(&people[1], proposal, to(parent), app.now)
            .await;
        let Err(AppError::Invalid(errors)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(errors[0].field, "parent");
    }
});

on_both!(sent_twice_is_said_once, |app| {
    let people = app.residents(2).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let other = app.proposal(&people[0], "Bad").await;
    let new = || NewComment {
        once: "formulär".to_owned(),
        ..comment("Bra")
    };
    let tasks: Vec<_> = (0..12)
        .map(|_| {
            let (app, person, new) = (app.clone(), people[1].clone(), new());
            tokio::spawn(async move { app.proposals.comment(&person, id, new, app.now).await })
        })
        .collect();
    let mut ids = std::collections::BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.unwrap().unwrap().id);
    }
    assert_eq!(ids.len(), 1);
    assert_eq!(app.number("select count(*) from comment").await, 1);
    let reused = app
        .proposals
        .comment(&people[1], other, new(), app.now)
        .await;
    assert_eq!(reused.map(|view| view.id), Err(AppError::Conflict));
});

on_both!(who_speaks_for_the_municipality_is_seen_to, |app| {
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let view = app
        .proposals
        .comment(&cast.official, id, comment("Ja, marken är vår."), app.now);
    let view = view.await.unwrap();
    assert_eq!(
        view.standing.as_ref().map(|standing| standing.role),
        Some(Role::Official)
    );
    assert_eq!(
        view.stance,
        CommentStance::Neutral,
        "the department takes no side"
    );
    let view = app
        .proposals
        .comment(&cast.proposer, id, comment("Tack"), app.now)
        .await
        .unwrap();
    assert_eq!(view.standing, None);
});

on_both!(what_cannot_be_said_is_refused_at_its_field, |app| {
    let people = app.residents(1).await;
    let id = app.proposal(&people[0], "Belysning").await;
    for (text, stance, field, code) in [
        ("", "for", "text", "missing"),
        (" \u{200b}\n ", "for", "text", "missing"),
        (&*"å".repeat(2_001), "for", "text", "too_long"),
        ("a\u{202e}b", "for", "text", "invalid_character"),
        ("Bra", "mot alla", "stance", "not_a_choice"),
    ] {
        let new = NewComment {
            text: text.to_owned(),
            stance: stance.to_owned(),
            ..NewComment::default()
        };
        let refused = app.proposals.comment(&people[0], id, new, app.now).await;
        let Err(AppError::Invalid(errors)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(
            (errors[0].field.as_str(), errors[0].problem.code()),
            (field, code)
        );
    }
    let visitor = app
        .proposals
        .comment(&Actor::Visitor, id, comment("Bra"), app.now)
        .await;
    assert_eq!(visitor.map(|view| view.id), Err(AppError::SignIn));
    let unknown = app.person("Ny", Level::None, Vec::new()).await;
    let refused = app
        .proposals
        .comment(&unknown, id, comment("Bra"), app.now)
        .await;
    assert_eq!(
        refused.map(|view| view.id),
        Err(AppError::Denied(Denied::Level(Level::N1)))
    );
    assert_eq!(app.number("select count(*) from comment").await, 0);
    let most = comment(&"👨‍👩‍👧".repeat(2_000));
    app.proposals
        .comment(&people[0], id, most, app.now)
        .await
        .unwrap();
});
