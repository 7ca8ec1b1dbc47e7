//! What somebody began to write in a discussion: kept for them alone, and gone once it was sent.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_app::proposals::comment_draft::CommentDraftPort;
use nara_domain::ids::CommentId;
use nara_domain::privacy::DRAFT_DAYS;

use crate::common::comment;
use crate::on_both;

fn typed(text: &str, once: &str) -> NewComment {
    NewComment {
        text: text.to_owned(),
        stance: "against".to_owned(),
        once: once.to_owned(),
        ..NewComment::default()
    }
}

on_both!(one_draft_is_kept_of_a_person_and_case, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let id = app.proposal(&siv, "Lekplats").await;
    let other = app.proposal(&siv, "Belysning").await;
    let drafts = &app.proposals;
    for text in ["Halva", "Halva tanken"] {
        assert_eq!(
            drafts.keep(&bo, id, typed(text, "a"), app.now).await,
            Ok(true)
        );
    }
    let kept = drafts.find(&bo, id).await.unwrap().unwrap();
    assert_eq!(
        (kept.text.as_str(), kept.stance.as_str()),
        ("Halva tanken", "against")
    );
    assert_eq!(drafts.find(&siv, id).await, Ok(None), "nobody else's");
    assert_eq!(
        drafts.find(&bo, other).await,
        Ok(None),
        "nor another case's"
    );
    assert_eq!(app.number("select count(*) from comment_draft").await, 1);

    // An empty field is no draft, and throwing away twice is once.
    assert_eq!(
        drafts.keep(&bo, id, typed(" \n", "a"), app.now).await,
        Ok(true)
    );
    assert_eq!(drafts.find(&bo, id).await, Ok(None));
    drafts
        .keep(&bo, id, typed("Igen", "b"), app.now)
        .await
        .unwrap();
    for _ in 0..2 {
        assert_eq!(drafts.throw_away(&bo, id).await, Ok(()));
    }
    assert_eq!(app.number("select count(*) from comment_draft").await, 0);
});

on_both!(what_was_sent_is_no_draft, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let id = app.proposal(&siv, "Lekplats").await;
    let drafts = &app.proposals;
    drafts
        .keep(&bo, id, typed("Halva", "a"), app.now)
        .await
        .unwrap();
    let sent = NewComment {
        once: "a".to_owned(),
        ..comment("Hela tanken")
    };
    drafts.comment(&bo, id, sent, app.now).await.unwrap();
    assert_eq!(drafts.find(&bo, id).await, Ok(None), "by its key");
    // Saved when the form was sent, and there after it.
    let late = drafts
        .keep(&bo, id, typed("Hela tanken", "a"), app.now)
        .await;
    assert_eq!(late, Ok(false));
    // The same key of somebody else is another form.
    assert_eq!(
        drafts.keep(&siv, id, typed("Min", "a"), app.now).await,
        Ok(true)
    );
});

on_both!(only_what_could_be_published_is_kept, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Lekplats").await;
    let other = app.proposal(&siv, "Belysning").await;
    let drafts = &app.proposals;
    let visitor = nara_domain::actor::Actor::Visitor;
    let refused = drafts
        .keep(&visitor, id, typed("Halva", "a"), app.now)
        .await;
    assert_eq!(refused, Err(AppError::SignIn));
    assert_eq!(drafts.find(&visitor, id).await, Ok(None));
    let unknown = nara_domain::ids::ProposalId::new(999_999);
    let refused = drafts
        .keep(&siv, unknown, typed("Halva", "a"), app.now)
        .await;
    assert_eq!(refused, Err(AppError::NotFound));
    for (text, error) in [
        ("x".repeat(20_001), AppError::TooLarge),
        ("a\0b".to_owned(), AppError::Malformed),
    ] {
        let refused = drafts.keep(&siv, id, typed(&text, "a"), app.now).await;
        assert_eq!(refused, Err(error));
    }
    // What it is said to reply to is not here, and there is no such side.
    let elsewhere = drafts.comment(&siv, other, comment("Där"), app.now).await;
    for parent in [elsewhere.unwrap().id, CommentId::new(999_999)] {
        let odd = NewComment {
            parent: Some(parent),
            stance: "kanske".to_owned(),
            ..typed("Halva", "a")
        };
        assert_eq!(drafts.keep(&siv, id, odd, app.now).await, Ok(true));
        let kept = drafts.find(&siv, id).await.unwrap().unwrap();
        assert_eq!((kept.parent, kept.stance.as_str()), (None, ""));
    }
});

on_both!(a_draft_is_forgotten_in_the_end, |app| {
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Lekplats").await;
    let drafts = &app.proposals;
    drafts
        .keep(&siv, id, typed("Halva", "a"), app.now)
        .await
        .unwrap();
    drafts
        .run_due(app.now.plus_days(DRAFT_DAYS - 1))
        .await
        .unwrap();
    assert!(drafts.find(&siv, id).await.unwrap().is_some());
    drafts.run_due(app.now.plus_days(DRAFT_DAYS)).await.unwrap();
    assert_eq!(drafts.find(&siv, id).await, Ok(None));
});

// Without scripts, too: a form that comes back is a draft.
on_both!(a_form_that_came_back_is_there_the_next_day, |app| {
    let web = app.web().await;
    let id = app.proposal(&app.resident("Siv").await, "Lekplats").await;
    let path = format!("/forslag/{id}/lekplats");
    let bo = app.resident("Bo").await;
    let mut browser = web.signed_in(&bo).await;
    let first = app
        .proposals
        .comment(&bo, id, comment("Jag är för"), web.now())
        .await;
    let first = first.unwrap().id.to_string();
    let long = "Ett ord till. ".repeat(200);
    let fields = [
        ("text", long.as_str()),
        ("parent", first.as_str()),
        ("once", "a"),
    ];
    let page = browser.post_form(&format!("{path}/inlagg"), &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        !page.text.contains("Ditt utkast"),
        "it came back as it was typed"
    );

    let mut elsewhere = web.signed_in(&bo).await;
    let page = elsewhere.get(&path).await;
    assert!(page.text.contains("Ditt utkast") && page.text.contains(long.trim_end()));
    // It was a reply, and the form at hand is none.
    assert!(
        page.text.contains(&format!("{path}?svara={first}#skriv")),
        "{}",
        page.text
    );
    let page = elsewhere.get(&format!("{path}?svara={first}")).await;
    assert!(page.text.contains("Ditt utkast") && !page.text.contains("Fortsätt svara där"));
    // Nobody else sees it.
    let mut other = web.signed_in(&app.resident("Eva").await).await;
    for page in [other.get(&path).await, web.visitor().get(&path).await] {
        assert!(!page.text.contains("Ditt utkast") && !page.text.contains("Ett ord till."));
    }

    let thrown = elsewhere
        .post_form(&format!("{path}/inlagg/kasta"), &[])
        .await;
    assert_eq!(thrown.location(), format!("{path}#skriv"));
    let page = elsewhere.get(&path).await;
    assert!(page.text.contains("Utkastet är borta.") && !page.text.contains("Ditt utkast"));

    // What is mended and sent leaves no draft behind.
    browser.post_form(&format!("{path}/inlagg"), &fields).await;
    let mended = [("text", "Kort."), ("parent", first.as_str()), ("once", "a")];
    let page = browser.post_form(&format!("{path}/inlagg"), &mended).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert_eq!(app.number("select count(*) from comment_draft").await, 0);
    assert!(!browser.get(&path).await.text.contains("Ditt utkast"));
});
