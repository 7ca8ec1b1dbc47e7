//! `/moderera/{case}/avstangning` and `/avstangning/{restraint}`: somebody is kept from writing or taking part for
//! some days, knows why, and somebody else looks again.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::moderation::api::{ModerationPort, NewRestraint, NewRestraintStep};
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, NotNow};
use nara_domain::ids::{ModerationId, ProposalId};

use crate::appeals::{Hidden, hidden_idea};
use crate::common::http::{Browser, Page, Web};
use crate::common::{App, fields, idea as idea_fields};
use crate::reported::moderator;
use crate::{hidden, on_both};

const WHY: &str = "Du fortsatte efter två dolda texter.";
const TYPED: &str = "Det här skrev jag länge på.";

async fn impose(browser: &mut Browser<'_>, case: &str, kind: &str, days: &str) -> Page {
    let form = [("kind", kind), ("days", days), ("reason", WHY)];
    let page = format!("{case}/avstangning");
    assert_eq!(browser.get(&page).await.status, StatusCode::OK);
    browser.post_form(&page, &form).await
}

async fn write(browser: &mut Browser<'_>, case: &str) -> Page {
    let form = [("text", TYPED), ("stance", "neutral")];
    browser.post_form(&format!("{case}/inlagg"), &form).await
}

async fn others(app: &App, web: &Web) -> (ProposalId, String, ProposalId) {
    let anna = app.resident("Anna").await;
    let idea = app
        .proposals
        .submit(&anna, idea_fields("Pingisbord"), "", web.now());
    let idea = idea.await.unwrap();
    let proposal = app.proposal(&anna, "Belysning").await;
    (idea, format!("/forslag/{idea}/pingisbord"), proposal)
}

on_both!(who_is_muted_knows_why_and_still_takes_part, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let Hidden { case, moa, .. } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    let (_, there, proposal) = others(&app, &web).await;
    let mut moa = web.signed_in(&moa).await;
    assert!(
        moa.get(&case)
            .await
            .text
            .contains(&format!("{case}/avstangning"))
    );
    for (kind, days, field) in [
        ("", "7", "kind"),
        ("ban", "7", "kind"),
        ("mute", "", "days"),
        ("mute", "8", "days"),
    ] {
        let wrong = impose(&mut moa, &case, kind, days).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.text.contains(&format!("restrain-{field}-fel")),
            "{}",
            wrong.text
        );
        assert!(wrong.text.contains(WHY), "{}", wrong.text);
    }
    let done = impose(&mut moa, &case, "mute", "7").await;
    let restraint = done.location().to_owned();
    assert!(restraint.starts_with("/avstangning/"), "{}", done.text);
    // Once for a text; what was typed by the second moderator is shown.
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let again = impose(&mut mio, &case, "suspend", "90").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text.contains(WHY), "{}", again.text);

    // Told in a letter, on the own page and where one would write.
    let letters = app
        .texts("select subject || ': ' || body from outbox order by outbox_id")
        .await;
    let letter = letters.iter().find(|letter| letter.contains(WHY)).unwrap();
    for there in [
        "Du är avstängd från att skriva en tid",
        "personuppgifter",
        "11\u{a0}mars\u{a0}2026",
        &restraint,
    ] {
        assert!(letter.contains(there), "{there}: {letter}");
    }
    let mut author = web.signed_in(&siv).await;
    for page in ["/konto", &restraint] {
        let shown = author.get(page).await;
        for there in [WHY, "personuppgifter", "11\u{a0}mars\u{a0}2026"] {
            assert!(shown.text.contains(there), "{there}: {}", shown.text);
        }
    }
    let shown = author.get(&there).await;
    assert!(
        shown.text.contains("Du kan inte skriva just nu"),
        "{}",
        shown.text
    );
    assert!(!shown.text.contains("svara="), "{}", shown.text);
    let refused = write(&mut author, &there).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text.contains(TYPED), "{}", refused.text);
    // What counts as a voice stays, and so does the right to put something forward.
    let address = format!("/forslag/{proposal}/belysning");
    let done = author.post_form(&format!("{address}/stod"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let muted = muted(&app, &siv).await;
    let put = app
        .proposals
        .submit(&muted, fields("Bänkar"), "", web.now())
        .await;
    assert!(put.is_ok(), "{put:?}");
    let idea = app
        .proposals
        .submit(&muted, idea_fields("Gungor"), "", web.now())
        .await;
    let denied = AppError::Denied(Denied::NotNow(NotNow::Muted));
    assert_eq!(idea.unwrap_err(), denied);
    // It ends by itself.
    web.clock.set(web.now().plus_days(8));
    let mut author = web.signed_in(&siv).await;
    let done = write(&mut author, &there).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert!(
        author
            .get("/konto")
            .await
            .text
            .contains("Du var avstängd från att skriva")
    );
    assert!(!mio.get("/moderera").await.text.contains(&restraint));
});

/// Somebody as a request of theirs comes in.
async fn muted(app: &App, who: &Actor) -> Actor {
    use nara_domain::moderation::{Restrained, RestraintKind};
    let until = app
        .texts("select until_day from restraint where state = 'on'")
        .await;
    let mut who = who.clone();
    if let Actor::Person { restraint, .. } = &mut who {
        *restraint = Some(Restrained {
            kind: RestraintKind::Mute,
            until: until[0].parse().unwrap(),
        });
    }
    who
}

on_both!(who_is_suspended_asks_and_somebody_else_answers, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let Hidden { case, moa, .. } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    let (_, there, proposal) = others(&app, &web).await;
    let mut hider = web.signed_in(&moa).await;
    let done = impose(&mut hider, &case, "suspend", "30").await;
    let restraint = done.location().to_owned();
    let mut author = web.signed_in(&siv).await;
    let refused = write(&mut author, &there).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let address = format!("/forslag/{proposal}/belysning");
    let refused = author.post_form(&format!("{address}/stod"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    assert!(
        refused.text.contains("Du är avstängd just nu"),
        "{}",
        refused.text
    );
    assert_eq!(app.number("select count(*) from support").await, 0);
    // Reading, following, reporting and asking are everybody's.
    assert_eq!(author.get(&there).await.status, StatusCode::OK);
    let form = [("reason", "spam"), ("words", "")];
    let done = author.post_form(&format!("{there}/anmal"), &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);

    // To everybody else there is no such page.
    let anna = app.resident("Annan").await;
    let mut other = web.signed_in(&anna).await;
    assert_eq!(other.get(&restraint).await.status, StatusCode::NOT_FOUND);
    let words = [("words", "Det var ett skämt.")];
    for who in [&mut other, &mut hider] {
        let none = who.post_form(&restraint, &words).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    }
    let wrong = author.post_form(&restraint, &[("words", " ")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("appeal-words-fel"), "{}", wrong.text);
    let done = author.post_form(&restraint, &words).await;
    assert_eq!(done.location(), restraint, "{}", done.text);
    let twice = author
        .post_form(&restraint, &[("words", "Och en sak till.")])
        .await;
    assert_eq!(twice.status, StatusCode::FORBIDDEN);
    assert!(twice.text.contains("Och en sak till."), "{}", twice.text);

    // Whoever imposed it cannot answer; another one does, and is quicker than a third.
    let (mio, mia) = (moderator(&app, "Mio").await, moderator(&app, "Mia").await);
    let (mut mio, mut mia) = (web.signed_in(&mio).await, web.signed_in(&mia).await);
    let shown = hider.get(&restraint).await;
    assert!(
        shown.text.contains("En annan moderator bestämmer"),
        "{}",
        shown.text
    );
    assert!(!shown.text.contains("name=\"reason\""), "{}", shown.text);
    let list = mio.get("/moderera").await;
    assert!(list.text.contains(&restraint) && list.text.contains("Omprövning"));
    let seen = hidden(&mio.get(&restraint).await, "seen");
    let answer = |step: &'static str, reason: &'static str| {
        vec![("step", step), ("reason", reason), ("seen", seen.as_str())]
    };
    let refused = hider.post_form(&restraint, &answer("uphold", "Nej.")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    let wrong = mio.post_form(&restraint, &answer("", "Ja.")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("settle-step-fel"), "{}", wrong.text);
    let done = mio
        .post_form(&restraint, &answer("lift", "Det var ett skämt."))
        .await;
    assert_eq!(done.location(), restraint, "{}", done.text);
    let late = mia
        .post_form(&restraint, &answer("uphold", "Det står fast."))
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
    assert!(late.text.contains("Det står fast."), "{}", late.text);
    assert_eq!(
        app.texts("select deed from audit where deed like '%restrain%' order by audit_id")
            .await,
        ["person_restrained", "restraint_lifted"]
    );
    // At once, in the same session.
    let done = author.post_form(&format!("{address}/stod"), &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let shown = author.get(&restraint).await;
    assert!(
        shown.text.contains("Avstängningen är avslutad"),
        "{}",
        shown.text
    );
    let shown = web.visitor().get("/moderering").await;
    assert!(
        shown.text.contains("1 gång stängdes någon av"),
        "{}",
        shown.text
    );
    for secret in [WHY, "Siv", "skämt"] {
        assert!(!shown.text.contains(secret), "{secret}");
    }
});

on_both!(whose_text_is_shown_again_is_kept_from_nothing, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let Hidden { case, moa, .. } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    let (_, there, _) = others(&app, &web).await;
    let mut hider = web.signed_in(&moa).await;
    let done = impose(&mut hider, &case, "suspend", "30").await;
    let restraint = done.location().to_owned();
    let mut author = web.signed_in(&siv).await;
    let words = [("words", "Det var ett skämt.")];
    let done = author.post_form(&restraint, &words).await;
    assert_eq!(done.location(), restraint, "{}", done.text);
    let refused = write(&mut author, &there).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    assert!(mio.get("/moderera").await.text.contains(&restraint));

    // The text was innocent: so was whoever wrote it, at once and in the same session.
    let seen = hidden(&mio.get(&case).await, "seen");
    let done = crate::reported::unhide(&mut mio, &case, &seen).await;
    assert_eq!(done.location(), case, "{}", done.text);
    let done = write(&mut author, &there).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let shown = author.get(&restraint).await;
    for said in [
        "Du är inte längre avstängd från att delta",
        "Något du skrev doldes",
    ] {
        assert!(shown.text.contains(said), "{said}: {}", shown.text);
    }
    let held = "Medborgarförslag kan du lämna på papper";
    assert!(!shown.text.contains(held), "{}", shown.text);
    assert!(!mio.get("/moderera").await.text.contains(&restraint));
    let shown = mio.get(&restraint).await;
    let was = "Siv var avstängd från att delta";
    assert!(shown.text.contains(was), "{}", shown.text);
    assert!(!shown.text.contains("name=\"reason\""), "{}", shown.text);
});

on_both!(
    who_speaks_for_others_is_not_silenced_by_anybody_here,
    |app| {
        let web = app.web().await;
        let elected = app.elected("Eva").await;
        let said = NewComment {
            text: "Elakt.".to_owned(),
            ..NewComment::default()
        };
        let (idea, there, _) = others(&app, &web).await;
        let said = app.proposals.comment(&elected, idea, said, web.now()).await;
        let comment = said.unwrap().id.to_string();
        let page = crate::reported::report(&mut web.visitor(), &there, &comment, "hate").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        let case = crate::reported::latest(&app).await;
        let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
        // Nothing is hidden yet.
        let refused = impose(&mut moa, &case, "mute", "7").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        crate::reported::hide(&mut moa, &case).await;
        let refused = impose(&mut moa, &case, "mute", "7").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        assert!(
            refused.text.contains("har ett uppdrag i kommunen"),
            "{}",
            refused.text
        );
        assert_eq!(app.number("select count(*) from restraint").await, 0);
    }
);

on_both!(two_who_impose_or_settle_at_once_agree, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let Hidden { case, .. } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    let (mio, mia) = (moderator(&app, "Mio").await, moderator(&app, "Mia").await);
    let id: ModerationId = case.rsplit('/').next().unwrap().parse().unwrap();
    let new = || NewRestraint {
        kind: "mute".to_owned(),
        days: "7".to_owned(),
        reason: WHY.to_owned(),
        once: String::new(),
    };
    let moderation = &web.state.moderation;
    let (one, two) = tokio::join!(
        moderation.restrain(&mio, id, new(), app.now),
        moderation.restrain(&mia, id, new(), app.now),
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let restraint = one.clone().or(two.clone()).unwrap();
    let lost = if one.is_ok() { two } else { one };
    assert_eq!(lost.unwrap_err(), AppError::Conflict);
    let (kai, kim) = (moderator(&app, "Kai").await, moderator(&app, "Kim").await);
    let step = || NewRestraintStep {
        step: "lift".to_owned(),
        reason: "Det räcker.".to_owned(),
        seen: "1".to_owned(),
        ..NewRestraintStep::default()
    };
    let (one, two) = tokio::join!(
        moderation.step_restraint(&kai, restraint, step(), app.now),
        moderation.step_restraint(&kim, restraint, step(), app.now),
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    // Nothing is rewritten, and whoever imposed it does not look again, whatever the program thinks.
    for sql in [
        "update restraint_act set reason = 'Annat'",
        "delete from restraint_act",
        "insert into restraint_act (restraint_id, step, reason, actor_id, actor_name, actor_standing, \
         at, replaces, once_key) select restraint_id, 'uphold', 'Ja.', actor_id, 'M', 'null', 1, 99, \
         'zz' from restraint_act where step = 'impose'",
    ] {
        let mut tx = app.db.begin().await.unwrap();
        let done = format!("{:?}", nara_server::execute!(tx, sql));
        let stopped = done.contains("append-only") || done.contains("by whoever imposed it");
        assert!(stopped, "{sql}: {done}");
    }
});
