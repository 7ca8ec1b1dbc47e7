//! The discussion: two levels deep, once, by those who may.

use nara_app::error::AppError;
use nara_app::proposals::api::{CommentView, NewComment, ProposalPort, RepliesTo};
use nara_domain::actor::{Actor, Level, Role};
use nara_domain::dialogue::CommentStance;
use nara_domain::error::Denied;
use nara_domain::ids::CommentId;
use nara_server::execute;

use crate::common::http::Browser;
use crate::common::{App, comment};
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
    // On the second level they say what they answer.
    let answers = |to: &CommentView| {
        Some(RepliesTo {
            id: to.id,
            name: Some(to.author.clone()),
        })
    };
    for (one, expected) in [
        (&first, None),
        (&reply, None),
        (&second, answers(&reply)),
        (&third, answers(&second)),
        (&beside, None),
    ] {
        assert_eq!(one.replies_to, expected);
        let read = app.proposals.comments(&people[0], id, None, 20).await;
        let read = read.unwrap().items.into_iter();
        let read = read.filter(|read| read.id == one.id);
        let read: Vec<_> = read.map(|read| read.replies_to).collect();
        assert_eq!(read, [expected]);
    }
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

/// Writes by the form of the page, which names what is answered; answers with the comment's number.
async fn write(app: &App, browser: &mut Browser<'_>, case: &str, to: i64, text: &str) -> i64 {
    let (there, parent) = match to {
        0 => (case.to_owned(), String::new()),
        to => (format!("{case}?svara={to}"), to.to_string()),
    };
    let page = browser.get(&there).await;
    let field = format!("name=\"parent\" value=\"{to}\"");
    assert_eq!(page.text.contains(&field), to > 0, "{}", page.text);
    let form = [("text", text), ("parent", &parent), ("stance", "neutral")];
    let sent = browser.post_form(&format!("{case}/inlagg"), &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    app.number("select max(comment_id) from comment").await
}

on_both!(a_reply_on_the_second_level_says_whom_it_answers, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Maja").await, "Belysning").await;
    let case = format!("/forslag/{id}/belysning");
    let mut anna = web.signed_in(&app.resident("Anna").await).await;
    let mut bo = web.signed_in(&app.resident("Bo").await).await;
    let mut cai = web.signed_in(&app.resident("Cai").await).await;
    let root = write(&app, &mut anna, &case, 0, "Det är mörkt.").await;
    let first = write(&app, &mut bo, &case, root, "Ja.").await;
    let shown = web.visitor().get(&case).await.text;
    assert!(!shown.contains("Svar till"), "its place says it: {shown}");
    let second = write(&app, &mut cai, &case, first, "Nej.").await;
    write(&app, &mut anna, &case, second, "Varför?").await;
    let class = "class=\"comment__when\"";
    let link = |to: i64, words: &str| format!("till-{to}#inlagg-{to}\" {class}>{words}</a>");
    let (of_bo, of_cai) = (link(first, "Svar till Bo"), link(second, "Svar till Cai"));
    let shown = web.visitor().get(&case).await.text;
    for there in [&of_bo, &of_cai] {
        assert_eq!(shown.matches(there.as_str()).count(), 1, "{there}: {shown}");
    }
    let english = web.visitor().get(&format!("/en{case}")).await.text;
    assert!(english.contains("Reply to Cai</a>"), "{english}");
    // No name of what is hidden, nor of whoever took it away; what is hidden itself says nothing more.
    for (change, to) in [
        (
            "update comment set hidden = 'spam 2026-03-04' where comment_id = $1",
            second,
        ),
        (
            "update comment set author_name = 'En invånare' where comment_id = $1",
            second,
        ),
    ] {
        let mut tx = app.db.begin().await.unwrap();
        execute!(tx, "update comment set hidden = null",).unwrap();
        execute!(tx, change, to).unwrap();
        tx.commit().await.unwrap();
        let shown = web.visitor().get(&case).await.text;
        assert!(!shown.contains("Svar till Cai"), "{change}: {shown}");
        assert!(shown.contains(&link(to, "Svar på ett inlägg")), "{shown}");
        assert_eq!(
            shown.contains(&of_bo),
            !change.contains("hidden"),
            "{shown}"
        );
    }
});
