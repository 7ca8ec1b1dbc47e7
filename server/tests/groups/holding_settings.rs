//! `/admin/granskning`: which texts wait, as the municipality sets it; and much in a short time on `/moderera`.

use axum::http::StatusCode;
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::moderation::holding::HoldingRules;
use nara_server::execute;

use crate::common::App;
use crate::holding::{idea, known, usual, write};
use crate::on_both;
use crate::reported::moderator;

async fn administrator(app: &App) -> Actor {
    let duty = vec![Standing::of(Role::Administrator)];
    app.person("Adm", Level::T, duty).await
}

fn form(typed: &[(String, String)]) -> Vec<(&str, &str)> {
    typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

fn changed(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut typed = HoldingRules::default().typed();
    for (name, value) in changes {
        typed.insert((*name).to_owned(), (*value).to_owned());
    }
    typed.into_iter().collect()
}

on_both!(a_municipality_sets_what_waits, |app| {
    let web = app.web_with(usual()).await;
    let (id, case) = idea(&app, &app.resident("Maja").await).await;
    let mut adm = web.signed_in(&administrator(&app).await).await;
    let page = adm.get("/admin/granskning").await;
    assert!(
        page.text.contains("horunge"),
        "the usual words: {}",
        page.text
    );
    let wrong = changed(&[
        ("first_texts", "sju"),
        ("links", ""),
        ("words", "ja\nhej"),
        ("comments_hour", "tio"),
        ("limit_days", "900"),
    ]);
    let page = adm.post_form("/admin/granskning", &form(&wrong)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "first_texts",
        "links",
        "words",
        "comments_hour",
        "limit_days",
    ] {
        assert!(
            page.text.contains(&format!("holding-{field}-fel")),
            "{field}: {}",
            page.text
        );
    }
    assert!(
        page.text.contains("sju") && page.text.contains("ja\nhej"),
        "nothing is lost"
    );
    let right = changed(&[
        ("first_texts", "0"),
        ("numbers", "no"),
        ("words", "skräpord\nånge ström"),
        ("comments_hour", ""),
        ("comments_day", "13"),
    ]);
    let page = adm.post_form("/admin/granskning", &form(&right)).await;
    assert_eq!(page.location(), "/admin/granskning", "{}", page.text);
    let page = adm.get("/admin/granskning").await;
    assert!(page.text.contains("skräpord") && !page.text.contains("horunge"));
    assert!(page.text.contains("value=\"13\""), "{}", page.text);
    let siv = app.resident("Siv").await;
    let mut author = web.signed_in(&siv).await;
    for (text, waits) in [
        ("Mitt första inlägg, ring 070-123 45 67.", false),
        ("Du är en hora.", false),
        ("Det är SKRAPORD!", true),
        ("ange ström", true),
    ] {
        let page = write(&mut author, &case, text, "").await;
        assert_eq!(page.location().starts_with("/vantar/"), waits, "{text}");
    }
    // In the log without the words.
    let log = app
        .texts("select detail from audit where deed = 'holding_changed'")
        .await;
    assert!(log.len() == 1 && log[0].contains("\"words\":2"), "{log:?}");
    assert!(log[0].contains("\"day\":13"), "{log:?}");
    assert!(!log[0].contains("skräp"), "{log:?}");
    // A burst of somebody who is known.
    let anna = known(&app, "Anna", id).await;
    let mut quick = web.signed_in(&anna).await;
    let mut waits = 0;
    for n in 0..6 {
        let page = write(&mut quick, &case, &format!("Svar {n}"), "").await;
        waits += i32::from(page.location().starts_with("/vantar/"));
    }
    assert_eq!(
        waits, 4,
        "the account is new: with the one before, three in ten minutes"
    );
});

on_both!(
    much_in_a_short_time_is_shown_with_its_figures_until_somebody_has_looked,
    |app| {
        let web = app.web_with(usual()).await;
        let (id, case) = idea(&app, &app.resident("Maja").await).await;
        let (quiet, _) = idea(&app, &app.resident("Maj").await).await;
        // Old accounts, one after the other: nothing to look at.
        let known = app.residents(40).await;
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "update person set created_at = $1 where email is null",
            app.now.plus_days(-90).0
        )
        .unwrap();
        tx.commit().await.unwrap();
        for person in &known {
            web.state
                .proposals
                .support(person, quiet, app.now)
                .await
                .unwrap();
        }
        assert_eq!(web.state.holding.watch(app.now).await.unwrap(), 0);
        for n in 0..30 {
            let new = app.resident(&format!("Ny {n}")).await;
            let at = app.now.plus_minutes(n / 2);
            web.state.proposals.support(&new, id, at).await.unwrap();
        }
        let now = app.now.plus_minutes(20);
        web.clock.set(now);
        assert_eq!(web.state.holding.watch(now).await.unwrap(), 1);
        assert_eq!(web.state.holding.watch(now).await.unwrap(), 0, "once");
        let count = app
            .number("select cast(sum(support_count) as bigint) from proposal")
            .await;
        assert_eq!(count, 70, "no vote is taken away");
        let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
        let page = desk.get("/moderera").await;
        assert!(
            page.text.contains("Ovanligt mycket på kort tid"),
            "{}",
            page.text
        );
        assert!(
            page.text.contains("30 röster för på 15 minuter."),
            "{}",
            page.text
        );
        let page = desk.get("/moderera/takt/1").await;
        for words in [
            "30 av 30",
            "30 har example.org",
            &format!("href=\"{case}\""),
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        let page = desk.post_form("/moderera/takt/1", &[("note", " ")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("pace-note-fel"), "{}", page.text);
        let note = [("note", "En artikel i tidningen.")];
        let page = desk.post_form("/moderera/takt/1", &note).await;
        assert_eq!(page.location(), "/moderera", "{}", page.text);
        let page = desk.post_form("/moderera/takt/1", &note).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
        assert!(!desk.get("/moderera").await.text.contains("Ovanligt mycket"));
        // Quiet for a while, and not for ever.
        assert_eq!(
            web.state.holding.watch(now.plus_minutes(10)).await.unwrap(),
            0
        );
        let later = now.plus_hours(8);
        for n in 0..30 {
            let new = app.resident(&format!("Senare {n}")).await;
            web.state.proposals.support(&new, id, later).await.unwrap();
        }
        assert_eq!(web.state.holding.watch(later).await.unwrap(), 1);
    }
);

on_both!(many_new_accounts_that_agree_at_once_are_shown, |app| {
    let web = app.web_with(usual()).await;
    let maja = app.resident("Maja").await;
    let (id, _) = idea(&app, &maja).await;
    let said = NewComment {
        text: "Så är det.".to_owned(),
        ..NewComment::default()
    };
    let said = app.proposals.comment(&maja, id, said, app.now);
    let said = said.await.unwrap().id;
    let port = &web.state.proposals;
    let mut agreed = Vec::new();
    for n in 0..30 {
        let new = app.resident(&format!("Ny {n}")).await;
        let at = app.now.plus_minutes(n / 2);
        port.agree_with(&new, (id, said), true, at).await.unwrap();
        agreed.push(new);
    }
    let now = app.now.plus_minutes(20);
    web.clock.set(now);
    assert_eq!(web.state.holding.watch(now).await.unwrap(), 1);
    let count = app.number("select support_count from comment").await;
    assert_eq!(count, 30, "nothing is taken away");
    let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
    let page = desk.get("/moderera").await;
    assert!(
        page.text
            .contains("30 har hållit med om inlägg på 15 minuter."),
        "{}",
        page.text
    );
    // What is taken back later stays among the figures of when there was most.
    for person in &agreed[..25] {
        port.agree_with(person, (id, said), false, now)
            .await
            .unwrap();
    }
    assert_eq!(web.state.holding.watch(now).await.unwrap(), 0);
    let page = desk.get("/moderera/takt/1").await;
    assert!(page.text.contains("30 av 30"), "{}", page.text);
});

on_both!(where_more_comes_later_the_figures_are_of_one_hour, |app| {
    let web = app.web_with(usual()).await;
    let (id, _) = idea(&app, &app.resident("Maja").await).await;
    let port = &web.state.proposals;
    for (wave, (begin, count)) in [(0, 30), (90, 40)].into_iter().enumerate() {
        for n in 0..count {
            let new = app.resident(&format!("Ny {wave} {n}")).await;
            let at = app.now.plus_minutes(begin + n / 4);
            port.support(&new, id, at).await.unwrap();
        }
        let now = app.now.plus_minutes(begin + 12);
        web.clock.set(now);
        let found = web.state.holding.watch(now).await.unwrap();
        assert_eq!(found, u64::from(wave == 0), "{wave}");
    }
    let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
    let page = desk.get("/moderera/takt/1").await;
    for words in ["40 röster för på 10 minuter.", "40 av 40"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
});
