//! `/forslag/{id}/{slug}/anmal` and `/moderera`: a text is reported, hidden, and nowhere any more.

use axum::http::StatusCode;
use nara_app::news::api::NewsPort;
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::ProposalId;
use nara_domain::news::{News, Pace, next_morning};
use nara_domain::time::Stamp;
use nara_server::jobs::clean;
use nara_server::mail::store as mail;

use crate::common::http::{Browser, Page, Web};
use crate::common::{App, idea as idea_fields};
use crate::{group, hidden, idea, join, on_both, supervisor};

/// A word that stands in what is hidden and nowhere else.
const MARK: &str = "zqxhemligt";

pub async fn moderator(app: &App, name: &str) -> Actor {
    app.person(name, Level::T, vec![Standing::of(Role::Moderator)])
        .await
}

/// An idea with the word in title, text and address.
async fn marked(app: &App, by: &Actor) -> (ProposalId, String) {
    let fields = nara_app::proposals::api::DraftFields {
        body: format!("Hon heter {MARK} och bor vid ån."),
        ..idea_fields(&format!("Om {MARK}"))
    };
    let made = app.proposals.submit(by, fields, "", app.now).await;
    let id = made.unwrap();
    (id, format!("/forslag/{id}/om-{MARK}"))
}

pub async fn report(browser: &mut Browser<'_>, text: &str, comment: &str, reason: &str) -> Page {
    let form = [
        ("kommentar", comment),
        ("reason", reason),
        ("words", "Det handlar om mig."),
    ];
    browser.post_form(&format!("{text}/anmal"), &form).await
}

/// The address of the latest case.
pub async fn latest(app: &App) -> String {
    let id = app
        .number("select max(moderation_id) from moderation")
        .await;
    format!("/moderera/{id}")
}

pub async fn hide(browser: &mut Browser<'_>, case: &str) -> Page {
    let seen = hidden(&browser.get(case).await, "seen");
    let form = [
        ("step", "hide"),
        ("rule", "personal_data"),
        ("reason", "Texten namnger ett barn."),
        ("seen", &seen),
    ];
    browser.post_form(case, &form).await
}

pub async fn unhide(browser: &mut Browser<'_>, case: &str, seen: &str) -> Page {
    let form = [
        ("step", "unhide"),
        ("reason", "Det var ingen som finns."),
        ("seen", seen),
    ];
    browser.post_form(case, &form).await
}

/// Everything the public can read.
pub async fn public(web: &Web, id: ProposalId) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut visitor = web.visitor();
    let case = visitor.get(&format!("/forslag/{id}")).await;
    let case = case.location().to_owned();
    let addresses = [
        case.clone(),
        format!("/en{case}"),
        format!("{case}/anmal"),
        format!("{case}/affisch"),
        format!("{case}/ta-over"),
        "/".to_owned(),
        "/forslag".to_owned(),
        "/forslag?slag=idea".to_owned(),
        "/forslag?q=heter".to_owned(),
        "/svar".to_owned(),
        "/laget".to_owned(),
        "/laget/rapport".to_owned(),
        "/forslag.atom".to_owned(),
        "/svar.atom".to_owned(),
        format!("/forslag/{id}/handelser.atom"),
        "/api/v1/proposals".to_owned(),
        "/api/v1/proposals?q=heter".to_owned(),
        format!("/api/v1/proposals/{id}"),
        format!("/api/v1/proposals/{id}/comments"),
    ];
    for address in addresses {
        let page = visitor.get(&address).await;
        found.push((address, page.text));
    }
    found
}

on_both!(what_is_hidden_is_nowhere_and_can_come_back, |app| {
    let web = app.web().await;
    let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
    let (id, text) = marked(&app, &siv).await;
    // A letter about it that has not gone out.
    app.proposals
        .submit(&siv, idea_fields("Något annat"), "", app.now)
        .await
        .unwrap();
    assert!(
        app.number("select count(*) from outbox where body like '%zqxhemligt%'")
            .await
            > 0
    );
    let mut visitor = web.visitor();
    assert!(visitor.get(&text).await.text.contains("rel=\"nofollow\""));
    let page = visitor.get(&format!("{text}/anmal")).await;
    assert!(page.text.contains(MARK), "{}", page.text);

    // Nothing chosen: said at the field, and what was typed stays.
    let page = report(&mut visitor, &text, "", "").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("report-reason-fel") && page.text.contains("Det handlar om mig."));
    // By a visitor, and by somebody who does it twice.
    let page = report(&mut visitor, &text, "", "personal_data").await;
    assert_eq!(
        page.location(),
        format!("{text}/anmal/tack"),
        "{}",
        page.text
    );
    let thanks = visitor.get(&format!("{text}/anmal/tack")).await;
    assert!(thanks.text.contains("Någon läser den senast"));
    let mut reporter = web.signed_in(&anna).await;
    for _ in 0..2 {
        let page = report(&mut reporter, &text, "", "personal_data").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    }
    assert_eq!(app.number("select count(*) from text_report").await, 2);
    assert_eq!(app.number("select count(*) from moderation").await, 1);
    let page = reporter.get(&format!("{text}/anmal")).await;
    assert!(page.text.contains("Du har anmält texten"), "{}", page.text);
    let page = reporter.get("/konto").await;
    assert!(page.text.contains("Det du har anmält") && page.text.contains("Väntar"));

    let moa = moderator(&app, "Moa").await;
    let mut desk = web.signed_in(&moa).await;
    let page = desk.get("/moderera").await;
    assert!(
        page.text.contains("2 anmälningar: personuppgifter (2)"),
        "{}",
        page.text
    );
    let case = latest(&app).await;
    let page = desk.get(&case).await;
    assert!(page.text.contains("Det handlar om mig.") && page.text.contains(MARK));
    assert!(!page.text.contains("Anna"), "nobody is told who reported");
    for mut other in [
        web.signed_in(&siv).await,
        web.signed_in(&app.official("Maja").await).await,
        web.signed_in(&supervisor(&app, "Tove").await).await,
    ] {
        assert_eq!(other.get(&case).await.status, StatusCode::FORBIDDEN);
        assert_eq!(other.get("/moderera").await.status, StatusCode::FORBIDDEN);
    }
    // Rule and reason are needed.
    let form = [("step", "hide"), ("rule", "other"), ("seen", "0")];
    let page = desk.post_form(&case, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("settle-rule-fel") && page.text.contains("settle-reason-fel"));
    let page = hide(&mut desk, &case).await;
    assert_eq!(page.location(), case, "{}", page.text);
    // A second moderator, from the page as it was, is told.
    let form = [("step", "leave"), ("reason", "Det är bra."), ("seen", "0")];
    let mut second = web.signed_in(&moderator(&app, "Mio").await).await;
    let page = second.post_form(&case, &form).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);

    for (address, page) in public(&web, id).await {
        assert!(!page.contains(MARK), "{address}: {page}");
    }
    let shown = visitor.get(&format!("/forslag/{id}")).await;
    let shown = visitor.get(shown.location()).await;
    assert!(shown.text.contains("Dold enligt regeln om personuppgifter"));
    for sql in [
        "select count(*) from outbox where body like '%zqxhemligt%' or subject like '%zqxhemligt%'",
        "select count(*) from proposal where title || body || search_text like '%zqxhemligt%'",
        "select count(*) from audit where detail like '%zqxhemligt%'",
    ] {
        assert_eq!(app.number(sql).await, 0, "{sql}");
    }
    assert_eq!(app.number("select count(*) from hidden_text").await, 1);
    // The author is told why, by letter and on their page; who reported is not told to them.
    let letters = app
        .texts("select body from outbox where subject = 'Något du skrev är dolt'")
        .await;
    assert!(letters[0].contains("Texten namnger ett barn.") && !letters[0].contains("Anna"));
    let mut author = web.signed_in(&siv).await;
    let page = author.get("/konto").await;
    assert!(page.text.contains("Texten namnger ett barn.") && page.text.contains("Håller du inte"));
    let page = reporter.get("/konto").await;
    assert!(page.text.contains("Texten namnger ett barn.") && page.text.contains("Dold"));
    // Nothing more to report, and no proposal to be made of it.
    let page = report(&mut reporter, &text, "", "hate").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);

    // Moderators read what is under seal. Whoever hid it does not show it again.
    assert!(desk.get(&case).await.text.contains(MARK));
    let seen = app.number("select max(moderation_act_id) from moderation_act");
    let seen = seen.await.to_string();
    let page = unhide(&mut desk, &case, &seen).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    let page = unhide(&mut second, &case, &seen).await;
    assert_eq!(page.location(), case, "{}", page.text);
    let page = visitor.get(&text).await;
    assert!(
        page.text.contains(&format!("Hon heter {MARK}")),
        "{}",
        page.text
    );
    let found = visitor.get(&format!("/api/v1/proposals?q={MARK}")).await;
    assert!(found.text.contains(&format!("Om {MARK}")), "{}", found.text);
    assert_eq!(
        app.texts("select deed from audit where deed like 'text_%' order by audit_id")
            .await,
        ["text_hidden", "text_shown"]
    );

    // Who reported is forgotten; how many did is not.
    web.clock.set(web.now().plus_days(91));
    clean(web.state.clone()).await.unwrap();
    let left = "select count(*) from text_report where person_id is not null or words <> ''";
    assert_eq!(app.number(left).await, 0);
    assert_eq!(app.number("select count(*) from text_report").await, 2);
});

on_both!(
    a_comment_is_hidden_and_what_the_municipality_says_is_not,
    |app| {
        let web = app.web().await;
        let (siv, anna) = (app.resident("Siv").await, app.resident("Anna").await);
        let made = app
            .proposals
            .submit(&siv, idea_fields("Pingisbord"), "", app.now);
        let id = made.await.unwrap();
        let text = format!("/forslag/{id}/pingisbord");
        let say = async |by: &Actor, words: &str, parent| {
            let new = NewComment {
                text: words.to_owned(),
                stance: String::new(),
                parent,
                once: String::new(),
                ..NewComment::default()
            };
            app.proposals
                .comment(by, id, new, app.now)
                .await
                .unwrap()
                .id
        };
        let thread = say(&anna, "Bra idé.", None).await;
        let bad = say(&anna, &format!("Du bor på {MARK}."), Some(thread)).await;
        let official = say(&app.official("Maja").await, "Vi svarar i maj.", None).await;
        let mut visitor = web.visitor();
        let page = visitor.get(&text).await;
        for (comment, there) in [(thread, true), (bad, true), (official, false)] {
            let link = format!("anmal?kommentar={comment}\"");
            assert_eq!(page.text.contains(&link), there, "{comment}");
        }
        let page = visitor.get(&format!("{text}/anmal?kommentar={bad}")).await;
        assert!(page.text.contains(MARK), "{}", page.text);
        let refused = [official.to_string(), "999999".to_owned()];
        for comment in refused {
            let page = report(&mut visitor, &text, &comment, "hate").await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{comment}");
        }
        let page = report(&mut visitor, &text, &bad.to_string(), "threat").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
        let case = latest(&app).await;
        let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
        let page = hide(&mut desk, &case).await;
        assert_eq!(page.location(), case, "{}", page.text);
        for (address, page) in public(&web, id).await {
            assert!(!page.contains(MARK), "{address}: {page}");
        }
        let page = visitor.get(&text).await;
        assert!(page.text.contains("Dold enligt regeln om personuppgifter"));
        assert!(page.text.contains("Bra idé."), "the others stay");
        assert!(!page.text.contains(&format!("anmal?kommentar={bad}\"")));
        // Left: it stays, and can be reported anew.
        report(&mut visitor, &text, &thread.to_string(), "spam").await;
        let case = latest(&app).await;
        let form = [
            ("step", "leave"),
            ("reason", "Det är en åsikt."),
            ("seen", "0"),
        ];
        let page = desk.post_form(&case, &form).await;
        assert_eq!(page.location(), case, "{}", page.text);
        assert!(visitor.get(&text).await.text.contains("Bra idé."));
        report(&mut visitor, &text, &thread.to_string(), "spam").await;
        assert_ne!(latest(&app).await, case);
    }
);

on_both!(whoever_runs_a_group_hides_what_its_member_wrote, |app| {
    let web = app.web().await;
    let mut leader = web.signed_in(&supervisor(&app, "Tove").await).await;
    let mut stranger = web.signed_in(&supervisor(&app, "Ali").await).await;
    let (id, code) = group(&mut leader, "Norrskolan 9B", "no").await;
    let (mut fox, _) = join(&web, &code, "Glad Räv").await;
    let (mut hare, _) = join(&web, &code, "Snabb Hare").await;
    let page = idea(&mut fox, "Pingisbord", "Ett bord, inte som hos zqxhemligt.").await;
    let receipt = page.location().to_owned();
    assert!(receipt.ends_with("/kvitto"), "{}", page.text);
    let proposal = receipt.trim_end_matches("/kvitto").to_owned();
    let text = format!("{proposal}/pingisbord");
    // A member of the group says that it is about her.
    let page = report(&mut hare, &text, "", "personal_data").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let case = latest(&app).await;
    let here = format!("/grupper/{id}");
    assert!(leader.get(&here).await.text.contains(&case));
    assert_eq!(stranger.get(&case).await.status, StatusCode::FORBIDDEN);
    let page = leader.get(&case).await;
    assert!(page.text.contains(MARK) && !page.text.contains("Snabb Hare"));
    // Whether it stays is a moderator's to say.
    let form = [("step", "leave"), ("reason", "Det är bra."), ("seen", "0")];
    let page = leader.post_form(&case, &form).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    let page = hide(&mut leader, &case).await;
    assert_eq!(page.location(), case, "{}", page.text);
    let page = web.visitor().get(&proposal).await;
    let page = web.visitor().get(page.location()).await;
    assert!(!page.text.contains(MARK) && page.text.contains("Dold enligt regeln"));
    // Under seal also to whoever put it there.
    let page = leader.get(&case).await;
    assert!(!page.text.contains(MARK) && page.text.contains("Den är förseglad"));
    // Both members read on their own pages what became of it.
    let page = fox.get("/grupp/mitt").await;
    assert!(
        page.text.contains("Texten namnger ett barn.") && page.text.contains("Begär omprövning")
    );
    let page = hare.get("/grupp/mitt").await;
    assert!(page.text.contains("Texten namnger ett barn.") && page.text.contains("Dold"));
});

on_both!(a_letter_that_has_not_gone_out_loses_what_is_hidden, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let daily: Vec<_> = News::ALL.iter().map(|news| (*news, Pace::Daily)).collect();
    let told = &web.state.news;
    told.set_paces(&siv, &daily, Stamp(0)).await.unwrap();
    let made = app
        .proposals
        .submit(&siv, idea_fields("En gunga"), "", app.now);
    let id = made.await.unwrap();
    let (anna, bo) = (app.resident("Anna").await, app.resident("Bo").await);
    for (by, text) in [
        (&anna, format!("Du bor på {MARK}.")),
        (&bo, "Bra!".to_owned()),
    ] {
        let new = NewComment {
            text,
            ..NewComment::default()
        };
        app.proposals.comment(by, id, new, app.now).await.unwrap();
    }
    told.run_due(app.now).await.unwrap();
    let morning = next_morning(app.now);
    told.run_due(morning).await.unwrap();
    let letters = "select body from outbox where collected order by outbox_id";
    let written = app.texts(letters).await;
    assert_eq!(written.len(), 1);
    assert!(written[0].contains(MARK) && written[0].contains("Bra!"));

    let bad = app.number("select min(comment_id) from comment").await;
    let text = format!("/forslag/{id}/en-gunga");
    report(&mut web.visitor(), &text, &bad.to_string(), "threat").await;
    let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
    let page = hide(&mut desk, &latest(&app).await).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    // It is thrown away when its turn comes, and another one tells the rest.
    let first = app.number("select min(outbox_id) from outbox where collected");
    let first = first.await;
    let mut tx = app.db.begin().await.unwrap();
    assert!(mail::drop_stopped(&mut tx, first).await.unwrap());
    tx.commit().await.unwrap();
    told.run_due(morning.plus_minutes(5)).await.unwrap();
    let written = app.texts(letters).await;
    assert_eq!(written.len(), 1);
    assert!(!written[0].contains(MARK) && written[0].contains("Bra!"));
    // Once.
    told.run_due(morning.plus_days(1)).await.unwrap();
    assert_eq!(app.texts(letters).await.len(), 1);
});
