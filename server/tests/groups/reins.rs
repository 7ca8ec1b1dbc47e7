//! `/forslag/{id}/{slug}/samtalet`: a discussion is locked or slowed down, everybody reads why, and nobody gets
//! past it.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::moderation::api::{ModerationPort, NewRein};
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::{CommentId, ProposalId};

use crate::common::http::{Browser, Page, Web};
use crate::common::{App, idea as idea_fields};
use crate::reported::moderator;
use crate::{hidden, on_both};

const WHY: &str = "Tonen har blivit hård.\nVi öppnar igen på måndag.";
const TYPED: &str = "Det här skrev jag länge på.";

fn said(text: &str, parent: Option<CommentId>) -> NewComment {
    NewComment {
        text: text.to_owned(),
        stance: String::new(),
        parent,
        ..NewComment::default()
    }
}

async fn idea(app: &App, author: &Actor) -> (ProposalId, String) {
    let number = app.number("select count(*) from proposal").await;
    let fields = idea_fields(&format!("Pingisbord nummer {number}"));
    let made = app.proposals.submit(author, fields, "", app.now).await;
    let id = made.unwrap();
    (id, format!("/forslag/{id}/pingisbord-nummer-{number}"))
}

async fn write(browser: &mut Browser<'_>, case: &str, parent: &str, text: &str) -> Page {
    let form = [("text", text), ("parent", parent), ("stance", "neutral")];
    browser.post_form(&format!("{case}/inlagg"), &form).await
}

/// Sends one of the two forms of a page, as the page has it.
async fn take(browser: &mut Browser<'_>, page: &str, step: &str, fields: &[(&str, &str)]) -> Page {
    let shown = browser.get(page).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let (_, form) = shown
        .text
        .split_once(&format!("name=\"step\" value=\"{step}\""))
        .map(|(before, _)| before.rsplit_once("<form").unwrap())
        .unwrap_or_else(|| panic!("no form for {step}: {}", shown.text));
    let (_, seen) = form.split_once("name=\"seen\" value=\"").unwrap();
    let seen = seen.split('"').next().unwrap();
    let comment = page.split_once("kommentar=").map_or("", |(_, id)| id);
    let mut all = vec![
        ("step", step),
        ("seen", seen),
        ("kommentar", comment),
        ("reason", WHY),
    ];
    all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    all.extend(fields);
    let address = page.split('?').next().unwrap();
    browser.post_form(address, &all).await
}

async fn log(app: &App) -> Vec<String> {
    app.texts("select deed from audit where deed like 'discussion_%' order by audit_id")
        .await
}

on_both!(a_locked_discussion_says_why_and_takes_nothing, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let (id, case) = idea(&app, &siv).await;
    let mut resident = web.signed_in(&anna).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    write(&mut resident, &case, "", "Bra tanke.").await;
    let page = format!("{case}/samtalet");
    // Only moderators find the way, and only they get there.
    assert!(moa.get(&case).await.text.contains(&page));
    assert!(!resident.get(&case).await.text.contains(&page));
    assert_eq!(resident.get(&page).await.status, StatusCode::FORBIDDEN);
    let none = web.visitor().get(&page).await;
    assert!(none.location().starts_with("/logga-in"), "{}", none.text);

    // What is wrong stands at its field, and nothing typed is lost.
    let wrong = take(&mut moa, &page, "lock", &[("reason", " ")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("lock-reason-fel"), "{}", wrong.text);
    for day in ["2026-03-03", "2029-01-01", "imorgon"] {
        let wrong = take(&mut moa, &page, "lock", &[("until", day)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(wrong.text.contains("lock-until-fel"), "{day}");
        assert!(wrong.text.contains(day) && wrong.text.contains("Tonen har blivit"));
    }
    assert_eq!(app.number("select count(*) from rein_act").await, 0);
    let done = take(&mut moa, &page, "lock", &[("until", "2026-03-09")]).await;
    assert_eq!(done.location(), page, "{}", done.text);
    assert_eq!(log(&app).await, ["discussion_locked"]);
    let shown = moa.get(&page).await.text;
    assert!(shown.contains("Lås upp"), "{shown}");
    // Why it is held in, and what was done.
    let reason = "dir=\"auto\" class=\"as-written\">Tonen har blivit";
    assert_eq!(shown.matches(reason).count(), 2, "{shown}");

    // Everybody reads it, in both languages; what was written stays, and no form is there.
    for (at, words, date) in [
        (
            case.clone(),
            "Diskussionen är låst",
            "9\u{a0}mars\u{a0}2026",
        ),
        (
            format!("/en{case}"),
            "The discussion is locked",
            "9\u{a0}March\u{a0}2026",
        ),
    ] {
        let shown = web.visitor().get(&at).await;
        for there in [words, date, "Tonen har blivit", "Bra tanke."] {
            assert!(shown.text.contains(there), "{there}: {}", shown.text);
        }
        assert!(!shown.text.contains("svara="), "{}", shown.text);
        let shown = resident.get(&at).await;
        assert!(!shown.text.contains("name=\"text\""), "{}", shown.text);
        assert!(!shown.text.contains("citera="), "{}", shown.text);
    }
    // Nobody gets past it: not from a page that was open, not by a program, not in a duty.
    let refused = write(&mut resident, &case, "", TYPED).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.text.contains("Diskussionen är låst") && refused.text.contains(TYPED),
        "{}",
        refused.text
    );
    let official = app.official("Olle").await;
    for who in [&anna, &official] {
        let said = app
            .proposals
            .comment(who, id, said("Hej.", None), web.now())
            .await;
        let locked = AppError::Denied(Denied::NotNow(NotNow::DiscussionLocked));
        assert_eq!(said.unwrap_err(), locked);
    }
    // It opens by itself after its last day.
    web.clock.set(web.now().plus_days(6));
    let mut resident = web.signed_in(&anna).await;
    assert!(!web.visitor().get(&case).await.text.contains("är låst"));
    let done = write(&mut resident, &case, "", TYPED).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    // Locked again without an end, and opened by somebody else.
    let mut moa = web.signed_in(&moderator(&app, "Mio").await).await;
    take(&mut moa, &page, "lock", &[]).await;
    let refused = write(&mut resident, &case, "", TYPED).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = take(&mut moa, &page, "unlock", &[]).await;
    assert_eq!(done.location(), page, "{}", done.text);
    let done = write(&mut resident, &case, "", "Till sist.").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(
        log(&app).await,
        [
            "discussion_locked",
            "discussion_locked",
            "discussion_unlocked"
        ]
    );
    // Everything that was done stands there, and in the counts that everybody reads.
    let shown = moa.get(&page).await;
    assert!(shown.text.contains("Upplåst.") && shown.text.contains("Moa"));
    let shown = web.visitor().get("/moderering").await;
    assert!(shown.text.contains("2 diskussioner eller trådar låstes"));
});

on_both!(a_locked_thread_leaves_the_others_open, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let (id, case) = idea(&app, &siv).await;
    let say = async |text: &str, parent| {
        let said = app
            .proposals
            .comment(&anna, id, said(text, parent), app.now);
        said.await.unwrap().id
    };
    let first = say("Den ena.", None).await;
    let reply = say("Ett svar.", Some(first)).await;
    let other = say("Den andra.", None).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    // From a reply one comes to the whole thread.
    let page = format!("{case}/samtalet?kommentar={reply}");
    let shown = moa.get(&page).await;
    assert!(shown.text.contains("Den ena.") && !shown.text.contains("Lugna takten"));
    let done = take(&mut moa, &page, "lock", &[]).await;
    let there = format!("{case}/samtalet?kommentar={first}");
    assert_eq!(done.location(), there, "{}", done.text);
    // A pace is for whole discussions.
    let form = [("step", "slow"), ("kommentar", &first.to_string())];
    let refused = moa.post_form(&format!("{case}/samtalet"), &form).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.text);

    let shown = web.visitor().get(&case).await;
    assert!(shown.text.contains("Tråden är låst") && !shown.text.contains("Diskussionen är låst"));
    let mut resident = web.signed_in(&siv).await;
    let shown = resident.get(&case).await;
    assert!(
        !shown.text.contains(&format!("svara={first}")),
        "{}",
        shown.text
    );
    assert!(shown.text.contains(&format!("svara={other}")));
    for parent in [first, reply] {
        let refused = write(&mut resident, &case, &parent.to_string(), TYPED).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.text.contains("tråden är låst") && refused.text.contains(TYPED));
    }
    for parent in [other.to_string(), String::new()] {
        let done = write(&mut resident, &case, &parent, "Här går det.").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    }
    let done = take(&mut moa, &there, "unlock", &[]).await;
    assert_eq!(done.location(), there, "{}", done.text);
    let done = write(&mut resident, &case, &reply.to_string(), "Nu igen.").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    // A comment of another case is no thread of this one.
    let (_, elsewhere) = idea(&app, &anna).await;
    let none = moa
        .get(&format!("{elsewhere}/samtalet?kommentar={first}"))
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
});

on_both!(at_a_slower_pace_everybody_waits_and_loses_nothing, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let (id, case) = idea(&app, &siv).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let page = format!("{case}/samtalet");
    for fields in [
        vec![("until", "2026-03-05")],
        vec![("minutes", "7"), ("until", "2026-03-05")],
        vec![("minutes", "15")],
        vec![("minutes", "15"), ("until", "2026-04-05")],
    ] {
        let wrong = take(&mut moa, &page, "slow", &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(wrong.text.contains("slow-minutes-fel") || wrong.text.contains("slow-until-fel"));
        assert!(wrong.text.contains("Tonen har blivit"));
    }
    let fields = [("minutes", "15"), ("until", "2026-03-05")];
    let done = take(&mut moa, &page, "slow", &fields).await;
    assert_eq!(done.location(), page, "{}", done.text);
    let mut resident = web.signed_in(&anna).await;
    let shown = resident.get(&case).await;
    assert!(
        shown.text.contains("var 15:e minut") && !shown.text.contains("Du kan skriva igen"),
        "{}",
        shown.text
    );
    let done = write(&mut resident, &case, "", "Ett.").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    // Too soon: said when, before one writes and after.
    let next = web.now().plus_minutes(15).local();
    let next = format!("kl. {:02}.{:02}", next.hour(), next.minute());
    let shown = resident.get(&case).await;
    assert!(shown.text.contains(&next), "{next}: {}", shown.text);
    let refused = write(&mut resident, &case, "", TYPED).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains(&next) && refused.text.contains(TYPED));
    // Others are not held up by it, and who answers for the municipality by nothing.
    let official = app.official("Olle").await;
    for (who, times) in [(&siv, 1), (&official, 3)] {
        for _ in 0..times {
            let said = app
                .proposals
                .comment(who, id, said("Hej.", None), web.now());
            said.await.unwrap();
        }
    }
    web.clock.set(web.now().plus_minutes(15));
    let done = write(&mut resident, &case, "", TYPED).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let refused = write(&mut resident, &case, "", "Två.").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = take(&mut moa, &page, "free", &[]).await;
    assert_eq!(done.location(), page, "{}", done.text);
    let done = write(&mut resident, &case, "", "Två.").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(log(&app).await, ["discussion_slowed", "discussion_freed"]);
});

/// Whoever locks and whoever writes at the same moment: the comment stands there, or is refused. Two who lock at
/// the same moment: one of them is told.
async fn at_once(app: &App, web: &Web) {
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let (moa, mio) = (moderator(app, "Moa").await, moderator(app, "Mio").await);
    let lock = |once: &str| NewRein {
        step: "lock".to_owned(),
        reason: WHY.to_owned(),
        seen: "0".to_owned(),
        once: once.to_owned(),
        ..NewRein::default()
    };
    let moderation = &web.state.moderation;
    for round in 0..4 {
        let (id, _) = idea(app, &siv).await;
        let of = (id, None);
        let (one, two, said) = tokio::join!(
            moderation.rein(&moa, of, lock(&format!("en{round}")), app.now),
            moderation.rein(&mio, of, lock(&format!("två{round}")), app.now),
            app.proposals.comment(&anna, id, said("Nu.", None), app.now),
        );
        let conflicts = [&one, &two].map(|done| matches!(done, Err(AppError::Conflict)));
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert!(conflicts[0] != conflicts[1], "{one:?} {two:?}");
        let locked = AppError::Denied(Denied::NotNow(NotNow::DiscussionLocked));
        match said {
            Ok(_) => {}
            Err(error) => assert_eq!(error, locked),
        }
        let late = app.proposals.comment(&anna, id, said_late(), app.now).await;
        assert_eq!(late.unwrap_err(), locked);
    }
    // Two comments of one person at the same moment, where one may write every quarter of an hour.
    let (id, _) = idea(app, &siv).await;
    let slow = NewRein {
        step: "slow".to_owned(),
        minutes: "15".to_owned(),
        until: app.now.day().to_string(),
        ..lock("lugn")
    };
    moderation
        .rein(&moa, (id, None), slow, app.now)
        .await
        .unwrap();
    let (one, two) = tokio::join!(
        app.proposals
            .comment(&anna, id, said("Ett.", None), app.now),
        app.proposals
            .comment(&anna, id, said("Två.", None), app.now),
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    // The same form twice is one step.
    let again = moderation
        .rein(&moa, (id, None), lock("igen"), app.now)
        .await;
    let twice = moderation
        .rein(&moa, (id, None), lock("igen"), app.now)
        .await;
    assert_eq!(again.unwrap(), twice.unwrap());
}

fn said_late() -> NewComment {
    said("För sent.", None)
}

on_both!(who_locks_and_who_writes_at_the_same_moment_agree, |app| {
    let web = app.web().await;
    at_once(&app, &web).await;
});

on_both!(what_was_done_with_a_discussion_is_never_rewritten, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let (_, case) = idea(&app, &siv).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let page = format!("{case}/samtalet");
    take(&mut moa, &page, "lock", &[]).await;
    assert_eq!(hidden(&moa.get(&page).await, "step"), "unlock");
    for sql in [
        "update rein_act set reason = 'Annat'",
        "delete from rein_act",
    ] {
        let mut tx = app.db.begin().await.unwrap();
        let done = nara_server::execute!(tx, sql);
        assert!(format!("{done:?}").contains("append-only"), "{done:?}");
    }
});
