//! `/moderera`: who reads a text at this moment, several settled at once, and a threat that goes to whoever is on duty.

use axum::http::StatusCode;
use nara_app::i18n::{Lang, time_of_day};
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::moderation::CHOSEN_MOST;
use nara_server::execute;
use nara_server::jobs::clean;

use crate::common::http::{Browser, Options, Page, Web};
use crate::common::{App, comment, idea as idea_fields};
use crate::holding::{idea, settle, usual, write};
use crate::on_both;
use crate::reported::{latest, moderator, report};

const SEVERAL: &str = "/moderera/flera";
const READERS: &str = "select count(*) from text_reader";
const HIDDEN: &str = "select count(*) from hidden_text";
const DUTY: &str = "jour@bjorksjo.example";

/// An idea that somebody reported; the address of its case.
async fn reported_idea(app: &App, web: &Web, by: &Actor, title: &str) -> String {
    let made = app
        .proposals
        .submit(by, idea_fields(title), "", app.now)
        .await;
    let text = format!("/forslag/{}/x", made.unwrap());
    let page = report(&mut web.visitor(), &text, "", "spam").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    latest(app).await
}

/// The name of the box to tick of a case.
fn box_of(case: &str) -> String {
    format!("case_{}", case.rsplit('/').next().unwrap())
}

async fn send(browser: &mut Browser<'_>, boxes: &[&str], more: &[(&str, &str)]) -> Page {
    let mut form: Vec<(&str, &str)> = boxes.iter().map(|name| (*name, "0")).collect();
    form.extend_from_slice(more);
    browser.post_form(SEVERAL, &form).await
}

#[track_caller]
fn has(page: &Page, all: &[&str]) {
    for words in all {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
}

on_both!(others_see_who_reads_and_whoever_is_first_decides, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let case = reported_idea(&app, &web, &siv, "Gungor").await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let page = mio.get("/moderera").await;
    assert!(!page.text.contains("läser den sedan"), "{}", page.text);
    let since = time_of_day(Lang::Sv, web.now());
    has(
        &moa.get(&case).await,
        &[&format!("Du läser den sedan {since}")],
    );
    web.clock.set(web.now().plus_minutes(4));
    let mark = format!("Moa läser den sedan {since}");
    has(&mio.get("/moderera").await, &[&mark]);
    let page = mio.get(&case).await;
    has(&page, &[&mark, "Läs den i stället"]);
    // It is a courtesy: the form is there all the same.
    assert!(page.text.contains("name=\"reason\""), "{}", page.text);
    has(
        &moa.get("/moderera").await,
        &[&format!("Du läser den sedan {since}")],
    );
    // Opened again it is hers for as long again, since the same moment.
    moa.get(&case).await;
    web.clock.set(web.now().plus_minutes(8));
    has(&mio.get("/moderera").await, &[&mark]);
    // Taken over knowingly, and never by who could not settle it.
    let there = format!("{case}/ta-over");
    let mut author = web.signed_in(&siv).await;
    let refused = author.post_form(&there, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    let page = mio.post_form(&there, &[]).await;
    assert_eq!(page.location(), case, "{}", page.text);
    let now = time_of_day(Lang::Sv, web.now());
    has(
        &moa.get(&case).await,
        &[&format!("Mio läser den sedan {now}")],
    );
    assert_eq!(app.number(READERS).await, 1);

    // Whoever is first counts. The other one is told by whom and why, and nothing typed is lost.
    let leave = |reason: &'static str| [("step", "leave"), ("reason", reason), ("seen", "0")];
    let page = moa.post_form(&case, &leave("Det är en åsikt.")).await;
    assert_eq!(page.location(), case, "{}", page.text);
    let page = mio.post_form(&case, &leave("Jag hann inte.")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    has(&page, &["Det är en åsikt.", "Jag hann inte.", "Moa"]);
    assert_eq!(app.number(READERS).await, 0, "freed by deciding");

    // Some minutes after it was opened it is nobody's, and forgotten.
    let other = reported_idea(&app, &web, &siv, "Bänkar").await;
    moa.get(&other).await;
    assert_eq!(app.number(READERS).await, 1);
    web.clock.set(web.now().plus_minutes(11));
    let page = mio.get("/moderera").await;
    assert!(!page.text.contains("läser den sedan"), "{}", page.text);
    clean(web.state.clone()).await.unwrap();
    assert_eq!(app.number(READERS).await, 0);
});

on_both!(what_waits_is_read_by_one_at_a_time, |app| {
    let web = app.web_with(usual()).await;
    let (_, there) = idea(&app, &app.resident("Maja").await).await;
    let siv = app.resident("Siv").await;
    let mut author = web.signed_in(&siv).await;
    let page = write(&mut author, &there, "Hej från Siv.", "a").await;
    assert_eq!(page.location(), "/vantar/1", "{}", page.text);
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let held = "/moderera/vantar/1";
    has(&moa.get(held).await, &["Du läser den sedan"]);
    has(&mio.get("/moderera").await, &["Moa läser den sedan"]);
    has(
        &mio.get(held).await,
        &["Moa läser den sedan", "Läs den i stället"],
    );
    let there = format!("{held}/ta-over");
    let refused = author.post_form(&there, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    let page = mio.post_form(&there, &[]).await;
    assert_eq!(page.location(), held, "{}", page.text);
    has(&moa.get(held).await, &["Mio läser den sedan"]);
    // Its author takes the account away, and with it what nobody has let through: who read it is gone with it.
    let mut tx = app.db.begin().await.unwrap();
    nara_server::moderation::forget_of(&mut tx, siv.person_id().unwrap())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(app.number("select count(*) from held_text").await, 0);
    assert_eq!(app.number(READERS).await, 0);
});

on_both!(
    several_that_wait_are_let_through_and_what_was_overtaken_is_named,
    |app| {
        let web = app.web_with(usual()).await;
        let (_, there) = idea(&app, &app.resident("Maja").await).await;
        for name in ["Siv", "Anna", "Bo"] {
            let mut author = web.signed_in(&app.resident(name).await).await;
            let page = write(&mut author, &there, &format!("Hej från {name}."), name).await;
            assert!(page.location().starts_with("/vantar/"), "{}", page.text);
        }
        let all = ["held_1", "held_2", "held_3"];
        let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
        let page = moa.get("/moderera").await;
        has(
            &page,
            &all.map(|name| format!("name=\"{name}\""))
                .each_ref()
                .map(String::as_str),
        );
        has(&moa.get(SEVERAL).await, &["Ingen text är vald"]);
        let chosen = format!("{SEVERAL}?held_1=1&held_2=1&held_3=1");
        has(
            &moa.get(&chosen).await,
            &["3 texter är valda", "Hej från Siv."],
        );
        // Looking at what is chosen is no reading of one of them.
        assert_eq!(app.number(READERS).await, 0);
        let mut reader = web.signed_in(&app.official("Nils").await).await;
        assert_eq!(reader.get(&chosen).await.status, StatusCode::FORBIDDEN);
        let release = [("step", "release"), ("once", "en-nyckel")];
        let refused = send(&mut reader, &all, &release).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);

        // What is missing is said, and nothing is done.
        let page = send(
            &mut moa,
            &all,
            &[("once", "x"), ("reason", "Reklam, allt.")],
        )
        .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        has(
            &page,
            &["together-step-fel", "Reklam, allt.", "3 texter är valda"],
        );
        let decline = [("step", "decline"), ("reason", "Reklam, allt.")];
        let page = send(&mut moa, &all, &decline).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        has(&page, &["together-rule-fel", "Reklam, allt."]);
        let page = send(&mut moa, &[], &release).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let names: Vec<String> = (1..=CHOSEN_MOST + 1)
            .map(|id| format!("held_{id}"))
            .collect();
        let many: Vec<&str> = names.iter().map(String::as_str).collect();
        let page = send(&mut moa, &many, &release).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.number("select count(*) from held_act").await, 0);

        // Somebody else said no to one of them meanwhile.
        let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
        let no = ("decline", "spam", "Det är reklam.");
        settle(&mut mio, "/moderera/vantar/2", no).await;
        for _ in 0..2 {
            // Sent twice it is done once.
            let page = send(&mut moa, &all, &release).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
            has(
                &page,
                &["Gjort med 2, 1 gick inte.", "Någon annan hann före."],
            );
        }
        assert_eq!(app.number("select count(*) from comment").await, 2);
        let released = "select count(*) from audit where deed = 'held_released'";
        assert_eq!(app.number(released).await, 2);
        let letters = "select count(*) from outbox where subject = 'Ditt inlägg är publicerat'";
        assert_eq!(app.number(letters).await, 2, "each author is told");
    }
);

on_both!(several_are_hidden_and_no_rule_is_gone_round, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let first = reported_idea(&app, &web, &siv, "Gungor").await;
    // An elected's.
    let eva = app.elected("Eva").await;
    let made = app
        .proposals
        .submit(&siv, idea_fields("Bänkar"), "", app.now);
    let id = made.await.unwrap();
    let said = app.proposals.comment(&eva, id, comment("Nej."), app.now);
    let said = said.await.unwrap().id.to_string();
    let text = format!("/forslag/{id}/x");
    let page = report(&mut web.visitor(), &text, &said, "hate").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let second = latest(&app).await;
    // The moderator's own.
    let moa = moderator(&app, "Moa").await;
    let third = reported_idea(&app, &web, &siv, "Belysning").await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update proposal set proposer_id = $1 where title = 'Belysning'",
        moa.person_id().unwrap().get(),
    )
    .unwrap();
    tx.commit().await.unwrap();

    let names = [&first, &second, &third].map(|case| box_of(case));
    let all = names.each_ref().map(String::as_str);
    let mut moa = web.signed_in(&moa).await;
    let query: Vec<String> = names.iter().map(|name| format!("{name}=1")).collect();
    let page = moa.get(&format!("{SEVERAL}?{}", query.join("&"))).await;
    has(
        &page,
        &[
            "2 texter är valda",
            "1 text är inte med",
            "Du skrev den själv.",
            "En politiker har skrivit den: två bestämmer",
        ],
    );
    let hide = [("step", "hide"), ("rule", "spam"), ("once", "a")];
    let page = send(&mut moa, &all, &hide).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, &["together-reason-fel"]);
    assert_eq!(app.number(HIDDEN).await, 0);

    let hide = [hide[0], hide[1], hide[2], ("reason", "Det är reklam.")];
    let page = send(&mut moa, &all, &hide).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    has(
        &page,
        &[
            "Gjort med 1, 2 gick inte.",
            "Du skrev den själv.",
            "två moderatorer bestämmer",
        ],
    );
    assert_eq!(app.number(HIDDEN).await, 1);
    let steps = app.texts("select step from moderation_act").await;
    assert_eq!(steps, ["hide"]);
    // As if it had been done alone: the author is told why, and can ask that somebody looks again.
    let letters = app
        .texts("select body from outbox where subject = 'Något du skrev är dolt'")
        .await;
    let appeal = first.replace("/moderera/", "/omprovning/");
    assert!(
        letters.len() == 1 && letters[0].contains("Det är reklam.") && letters[0].contains(&appeal),
        "{letters:?}"
    );
    let deeds = app.texts("select deed from audit where deed like 'text_%'");
    assert_eq!(deeds.await, ["text_hidden"]);

    // By a rule that hides at once, an elected's is hidden until another one confirms it.
    let hide = [
        ("step", "hide"),
        ("rule", "personal_data"),
        ("reason", "Den säger var någon bor."),
        ("once", "b"),
    ];
    let page = send(&mut moa, &all[..2], &hide).await;
    has(
        &page,
        &["Gjort med 1, 1 gick inte.", "Någon annan hann före."],
    );
    let waits = "select count(*) from moderation where second_by is not null";
    assert_eq!(app.number(waits).await, 1);

    // What waits and what was reported have different steps.
    let mixed = send(&mut moa, &[all[2], "held_1"], &hide).await;
    assert_eq!(mixed.status, StatusCode::BAD_REQUEST, "{}", mixed.text);
});

on_both!(a_threat_goes_first_and_to_whoever_is_on_duty, |app| {
    let contact = Options {
        contact: "kommun@bjorksjo.example",
        ..Options::default()
    };
    let web = app.web_with(contact).await;
    let siv = app.resident("Siv").await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    // Without an address it says so, and whom to call.
    let alone = reported_idea(&app, &web, &siv, "Gungor").await;
    let page = moa.get(&alone).await;
    has(&page, &["Kommunen har inte angett någon jouradress"]);
    let refused = web
        .signed_in(&siv)
        .await
        .post_form(&format!("{alone}/fara"), &[])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    assert_eq!(app.number("select count(*) from danger").await, 0);
    for browser in [&mut moa, &mut mio] {
        // Twice is once: the first one tells.
        let page = browser.post_form(&format!("{alone}/fara"), &[]).await;
        assert_eq!(page.location(), alone, "{}", page.text);
        has(
            &browser.get(&alone).await,
            &[
                "Moa sa till",
                "Ingen har fått något brev",
                "ring 112",
                "114 14",
                "kommun@bjorksjo.example",
            ],
        );
    }
    assert_eq!(app.number("select count(*) from danger").await, 1);
    let raised = "select detail from audit where deed = 'danger_raised'";
    let log = app.texts(raised).await;
    assert!(
        log.len() == 1 && log[0].contains("\"told\":false"),
        "{log:?}"
    );

    // An administrator sets the address.
    let duty = vec![Standing::of(Role::Administrator)];
    let mut adm = web
        .signed_in(&app.person("Adm", Level::T, duty).await)
        .await;
    let page = adm
        .post_form("/admin/jour", &[("duty_email", "jour")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    has(&page, &["duty-duty_email-fel", "value=\"jour\""]);
    let typed = [("duty_email", " Jour@Bjorksjo.example ")];
    let page = adm.post_form("/admin/jour", &typed).await;
    assert_eq!(page.location(), "/admin/jour", "{}", page.text);
    has(&adm.get("/admin/jour").await, &[DUTY]);
    let log = app.texts("select detail from audit where deed = 'duty_address_set'");
    let log = log.await;
    assert!(log.len() == 1 && !log[0].contains("jour@"), "{log:?}");

    // A newer one is a threat: it comes before the older one, with a mark, and a letter goes.
    let old = reported_idea(&app, &web, &siv, "Bänkar").await;
    let threat = reported_idea(&app, &web, &siv, "Belysning").await;
    has(&moa.get(&threat).await, &["går till kommunens jour"]);
    moa.post_form(&format!("{threat}/fara"), &[]).await;
    has(
        &moa.get(&threat).await,
        &["Ett brev är på väg till jouren:", DUTY],
    );
    let page = mio.get("/moderera").await;
    has(&page, &["Bråttom: hot eller fara"]);
    let at = |case: &str| page.text.find(&format!("href=\"{case}\"")).unwrap();
    assert!(at(&threat) < at(&old), "{}", page.text);
    let letters = app
        .texts("select body from outbox where to_address = 'jour@bjorksjo.example'")
        .await;
    assert!(letters.len() == 1, "{letters:?}");
    for words in ["Moa läser anmälda texter", "112", "114 14", threat.as_str()] {
        assert!(letters[0].contains(words), "{words}: {letters:?}");
    }
    // A title is what somebody wrote, too: many may read that mailbox.
    let body = letters[0].to_lowercase();
    assert!(!body.contains("belysning"), "{body}");
    // It is settled as every other one, and is urgent no longer; that somebody said so stays.
    let form = [
        ("step", "leave"),
        ("reason", "Det var ironi."),
        ("seen", "0"),
    ];
    let page = moa.post_form(&threat, &form).await;
    assert_eq!(page.location(), threat, "{}", page.text);
    let page = mio.get("/moderera").await;
    assert!(!page.text.contains(&format!("href=\"{threat}\"")));
    has(&mio.get(&threat).await, &["Moa sa till"]);
    // Of what has ended nobody says it any more.
    let page = moa.post_form(&alone, &form).await;
    assert_eq!(page.location(), alone, "{}", page.text);
    let page = moa.post_form(&format!("{alone}/fara"), &[]).await;
    assert_eq!(page.location(), alone, "it was said before: {}", page.text);
    let ended = reported_idea(&app, &web, &siv, "Cykelställ").await;
    let page = moa.post_form(&ended, &form).await;
    assert_eq!(page.location(), ended, "{}", page.text);
    let page = moa.post_form(&format!("{ended}/fara"), &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
    assert_eq!(app.number("select count(*) from danger").await, 2);
    // The address is taken back.
    let page = adm.post_form("/admin/jour", &[("duty_email", "")]).await;
    assert_eq!(page.location(), "/admin/jour", "{}", page.text);
    has(
        &moa.get(&old).await,
        &["Kommunen har inte angett någon jouradress"],
    );
});
