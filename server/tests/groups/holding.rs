//! `/moderera/vantar` and `/vantar`: what a moderator reads before everybody can stands nowhere until it is let through.

use axum::http::{Method, StatusCode};
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::ProposalId;
use nara_domain::moderation::holding::HoldingRules;
use nara_server::db::DbError;
use nara_server::execute;
use nara_server::jobs::clean;
use serde_json::json;

use crate::common::http::{Browser, Options, Page, Web};
use crate::common::{App, idea as idea_fields};
use crate::reported::{moderator, public};
use crate::{group, hidden, join, on_both, supervisor};

/// A word that stands in what waits and nowhere else.
const MARK: &str = "zqxvantande";

/// A server whose municipality has set nothing: the usual rules hold.
pub fn usual() -> Options {
    Options {
        holding: HoldingRules::default(),
        ..Options::default()
    }
}

pub async fn idea(app: &App, by: &Actor) -> (ProposalId, String) {
    let made = app
        .proposals
        .submit(by, idea_fields("En gunga"), "", app.now);
    let id = made.await.unwrap();
    (id, format!("/forslag/{id}/en-gunga"))
}

/// Somebody whose comment stands there already.
pub async fn known(app: &App, name: &str, under: ProposalId) -> Actor {
    let person = app.resident(name).await;
    let first = NewComment {
        text: format!("Hej från {name}."),
        ..NewComment::default()
    };
    // By the service that no municipality governs: nothing waits there.
    let written = app.proposals.comment(&person, under, first, app.now).await;
    written.unwrap();
    person
}

pub async fn write(browser: &mut Browser<'_>, case: &str, text: &str, once: &str) -> Page {
    let form = [("text", text), ("stance", "for"), ("once", once)];
    browser.post_form(&format!("{case}/inlagg"), &form).await
}

pub async fn settle(
    browser: &mut Browser<'_>,
    held: &str,
    (step, rule, reason): (&str, &str, &str),
) -> Page {
    let page = browser.get(held).await;
    let seen = match page.text.contains("name=\"seen\"") {
        true => hidden(&page, "seen"),
        false => "0".to_owned(),
    };
    let form = [
        ("step", step),
        ("rule", rule),
        ("reason", reason),
        ("seen", &seen),
    ];
    browser.post_form(held, &form).await
}

const NO: (&str, &str, &str) = ("decline", "personal_data", "Numret är en privatpersons.");
const YES: (&str, &str, &str) = ("release", "", "");

async fn nowhere(web: &Web, id: ProposalId, mark: &str) {
    for (address, page) in public(web, id).await {
        assert!(!page.contains(mark), "{address}: {page}");
    }
}

on_both!(
    a_first_text_waits_stands_nowhere_and_is_let_through,
    |app| {
        let web = app.web_with(usual()).await;
        let (siv, moa) = (app.resident("Siv").await, moderator(&app, "Moa").await);
        let (id, case) = idea(&app, &app.resident("Maja").await).await;
        let mut author = web.signed_in(&siv).await;
        // What has to be mended is said first.
        let page = write(&mut author, &case, " ", "a").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.number("select count(*) from held_text").await, 0);
        let text = format!("Barnen vill gunga {MARK}.");
        for _ in 0..2 {
            let page = write(&mut author, &case, &text, "en-nyckel").await;
            assert_eq!(page.location(), "/vantar/1", "{}", page.text);
        }
        assert_eq!(app.number("select count(*) from held_text").await, 1);
        assert_eq!(app.number("select count(*) from comment").await, 0);
        assert_eq!(
            app.number("select cast(sum(comment_count) as bigint) from proposal")
                .await,
            0
        );
        nowhere(&web, id, MARK).await;
        // Nobody is told, and no stream: what waits is no event.
        assert_eq!(
            app.number("select count(*) from event where kind = 'comment'")
                .await,
            0
        );

        // The author reads what happens, why, and by when.
        let page = author.get("/vantar/1").await;
        for words in [
            "Ditt inlägg väntar på att läsas",
            "Det är ditt första inlägg här.",
            "5\u{a0}mars\u{a0}2026",
            MARK,
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        let page = author.get("/konto").await;
        assert!(page.text.contains("href=\"/vantar/1\""), "{}", page.text);
        for other in [
            &app.resident("Anna").await,
            &app.official("Nils").await,
            &moa,
        ] {
            let page = web.signed_in(other).await.get("/vantar/1").await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
        }
        for other in [&siv, &app.secretary("Sven").await] {
            let page = web.signed_in(other).await.get("/moderera/vantar/1").await;
            assert_eq!(page.status, StatusCode::FORBIDDEN);
        }

        // One press, a day later: it stands there from now on.
        web.clock.set(web.now().plus_hours(20));
        let mut desk = web.signed_in(&moa).await;
        let page = desk.get("/moderera").await;
        assert!(page.text.contains(MARK) && page.text.contains("första inlägget"));
        let form = [("step", "release"), ("seen", "0"), ("once", "x")];
        for _ in 0..2 {
            let page = desk.post_form("/moderera/vantar/1", &form).await;
            assert_eq!(page.location(), "/moderera", "{}", page.text);
        }
        assert_eq!(app.number("select count(*) from comment").await, 1);
        assert_eq!(app.number("select max(at) from comment").await, web.now().0);
        let page = web.visitor().get(&case).await;
        assert!(page.text.contains(MARK) && page.text.contains("Siv"));
        let letters = app
            .texts("select body from outbox where subject = 'Ditt inlägg är publicerat'")
            .await;
        assert!(
            letters.len() == 1 && !letters[0].contains(MARK),
            "{letters:?}"
        );
        assert!(
            author
                .get("/vantar/1")
                .await
                .text
                .contains("Ditt inlägg är publicerat")
        );
        assert_eq!(
            app.texts("select deed from audit where deed like 'held_%'")
                .await,
            ["held_released"]
        );
        // The form once more: it is the same comment. And the next one stands at once.
        let page = write(&mut author, &case, &text, "en-nyckel").await;
        let first = app.number("select min(comment_id) from comment").await;
        assert_eq!(page.location(), format!("{case}#inlagg-{first}"));
        assert_eq!(app.number("select count(*) from comment").await, 1);
        let page = write(&mut author, &case, "Tack!", "en-annan").await;
        let next = app.number("select max(comment_id) from comment").await;
        assert!(next > first, "{}", page.text);
        assert_eq!(page.location(), format!("{case}#inlagg-{next}"));
        let log = web.visitor().get("/moderering").await;
        assert!(
            log.text.contains("1 publicerades, 0 publicerades inte"),
            "{}",
            log.text
        );
    }
);

on_both!(a_no_has_a_rule_a_reason_and_another_reader, |app| {
    let web = app.web_with(usual()).await;
    let (moa, mio) = (moderator(&app, "Moa").await, moderator(&app, "Mio").await);
    let (id, case) = idea(&app, &app.resident("Maja").await).await;
    let siv = known(&app, "Siv", id).await;
    let mut author = web.signed_in(&siv).await;
    let text = format!("Ring {MARK} på 070-123 45 67.");
    let page = write(&mut author, &case, &text, "a").await;
    assert_eq!(page.location(), "/vantar/1", "{}", page.text);
    let page = author.get("/vantar/1").await;
    assert!(
        page.text
            .contains("Det ser ut att innehålla ett telefonnummer.")
    );
    let held = "/moderera/vantar/1";
    let mut desk = web.signed_in(&moa).await;
    // Neither step, rule nor reason.
    let page = desk.post_form(held, &[("seen", "0")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("held-step-fel"), "{}", page.text);
    let form = [("step", "decline"), ("rule", "other"), ("seen", "0")];
    let page = desk.post_form(held, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("held-rule-fel") && page.text.contains("held-reason-fel"));
    let page = settle(&mut desk, held, NO).await;
    assert_eq!(page.location(), "/moderera", "{}", page.text);
    // Somebody with the page as it was is told.
    let mut second = web.signed_in(&mio).await;
    let late = [("step", "release"), ("seen", "0")];
    let page = second.post_form(held, &late).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text);
    assert_eq!(app.number("select count(*) from comment").await, 1);
    nowhere(&web, id, MARK).await;

    let letters = app
        .texts("select body from outbox where subject = 'Ditt inlägg publicerades inte'")
        .await;
    assert!(letters[0].contains("Numret är en privatpersons.") && !letters[0].contains(MARK));
    assert!(letters[0].contains("personuppgifter") && letters[0].contains("/vantar/1"));
    let page = author.get("/vantar/1").await;
    assert!(
        page.text.contains("Numret är en privatpersons."),
        "{}",
        page.text
    );
    let page = author
        .post_form("/vantar/1", &[("step", "ask"), ("words", "")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ask = [("step", "ask"), ("words", "Det är kommunens nummer.")];
    let page = author.post_form("/vantar/1", &ask).await;
    assert_eq!(page.location(), "/vantar/1", "{}", page.text);
    let page = author.post_form("/vantar/1", &ask).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "once: {}", page.text);
    assert!(
        page.text.contains("Det är kommunens nummer."),
        "nothing is lost"
    );

    // Whoever said no does not look again, neither by the page nor past it.
    let page = desk.get(held).await;
    assert!(
        page.text.contains("Du sa nej till inlägget."),
        "{}",
        page.text
    );
    let seen = app.number("select max(held_act_id) from held_act").await;
    let seen = seen.to_string();
    let again = [
        ("step", "release"),
        ("reason", "Det stämmer."),
        ("seen", seen.as_str()),
    ];
    let page = desk.post_form(held, &again).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "{}", page.text);
    let person = moa.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    let past: Result<u64, DbError> = execute!(
        tx,
        "insert into held_act (held_text_id, step, reason, actor_id, actor_name, actor_standing, \
         at, replaces, once_key) values (1, 'uphold', 'x', $1, 'x', 'null', 1, 2, 'x')",
        person,
    );
    assert!(past.unwrap_err().is_refused_by_trigger());
    drop(tx);
    for sql in ["update held_act set reason = 'x'", "delete from held_act"] {
        let mut tx = app.db.begin().await.unwrap();
        let changed: Result<u64, DbError> = execute!(tx, sql);
        assert!(changed.is_err(), "{sql}");
    }
    let page = second.get("/moderera").await;
    assert!(page.text.contains("Omprövning") && page.text.contains(MARK));
    let page = settle(&mut second, held, ("uphold", "", "")).await;
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        page.text
    );
    let page = second.post_form(held, &again).await;
    assert_eq!(page.location(), "/moderera", "{}", page.text);
    assert!(web.visitor().get(&case).await.text.contains(MARK));
    assert_eq!(
        app.texts("select step from held_act order by held_act_id")
            .await,
        ["decline", "ask", "release"]
    );
    // What was said is forgotten; the text and the steps are not.
    web.clock.set(web.now().plus_days(91));
    clean(web.state.clone()).await.unwrap();
    assert_eq!(
        app.number("select count(*) from held_text where words <> ''")
            .await,
        0
    );
    assert_eq!(app.number("select count(*) from held_act").await, 3);
});

on_both!(an_author_takes_it_back_and_nobody_reads_it, |app| {
    let web = app.web_with(usual()).await;
    let (id, case) = idea(&app, &app.resident("Maja").await).await;
    let mut author = web.signed_in(&app.resident("Siv").await).await;
    write(&mut author, &case, &format!("Hej {MARK}."), "a").await;
    let page = author.post_form("/vantar/1", &[("step", "release")]).await;
    assert!(
        page.status.is_client_error(),
        "no step of an author's: {}",
        page.status
    );
    let page = author
        .post_form("/vantar/1", &[("step", "take_back")])
        .await;
    assert_eq!(page.location(), "/vantar/1", "{}", page.text);
    let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
    assert!(!desk.get("/moderera").await.text.contains(MARK));
    assert_eq!(
        desk.get("/moderera/vantar/1").await.status,
        StatusCode::NOT_FOUND
    );
    let page = settle(&mut desk, "/moderera/vantar/1", YES).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    nowhere(&web, id, MARK).await;
    assert_eq!(app.number("select count(*) from comment").await, 0);
});

on_both!(of_two_at_a_time_one_settles_it, |app| {
    let web = app.web_with(usual()).await;
    let (_, case) = idea(&app, &app.resident("Maja").await).await;
    let mut author = web.signed_in(&app.resident("Siv").await).await;
    let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut second = web.signed_in(&moderator(&app, "Mio").await).await;
    for round in 1..=5 {
        let page = write(&mut author, &case, &format!("Hej nummer {round}"), "").await;
        let own = page.location().to_owned();
        if !own.starts_with("/vantar/") {
            // One was let through before: nothing waits any more.
            break;
        }
        let held = format!("/moderera{own}");
        let no = [
            ("step", "decline"),
            ("rule", "spam"),
            ("reason", "Reklam."),
            ("seen", "0"),
        ];
        let yes = [("step", "release"), ("seen", "0")];
        let back = [("step", "take_back")];
        let (no, yes, back) = tokio::join!(
            desk.post_form(&held, &no),
            second.post_form(&held, &yes),
            author.post_form(&own, &back),
        );
        let done = [no.status, yes.status, back.status];
        let count = done.iter().filter(|status| status.is_redirection()).count();
        assert_eq!(count, 1, "{done:?}");
    }
    let steps = app.number("select count(*) from held_act").await;
    let texts = app.number("select count(*) from held_text").await;
    assert_eq!(steps, texts, "each was settled once");
});

on_both!(
    duties_and_proof_of_who_one_is_make_nothing_wait_but_what_it_says,
    |app| {
        let web = app.web_with(usual()).await;
        let (_, case) = idea(&app, &app.resident("Maja").await).await;
        let number = "Ring mig på 0910-73 50 00.";
        let plain = "Vi ses vid gungan.";
        let identified = app
            .person("Eja", Level::N3, vec![Standing::of(Role::Resident)])
            .await;
        for (who, text, waits) in [
            (&app.official("Nils").await, number, false),
            (&app.elected("Eva").await, number, false),
            (&moderator(&app, "Moa").await, number, false),
            (&identified, plain, false),
            (&identified, number, true),
            (&app.resident("Siv").await, plain, true),
        ] {
            let page = write(&mut web.signed_in(who).await, &case, text, "").await;
            let held = page.location().starts_with("/vantar/");
            assert_eq!(held, waits, "{who:?} {text}: {}", page.location());
        }
    }
);

on_both!(
    a_members_words_wait_for_their_leader_or_for_what_they_say,
    |app| {
        let web = app.web_with(usual()).await;
        let (_, case) = idea(&app, &app.resident("Maja").await).await;
        let mut leader = web.signed_in(&supervisor(&app, "Tove").await).await;
        let (_, code) = group(&mut leader, "Nian", "yes").await;
        let (mut member, _) = join(&web, &code, "Glad Räv").await;
        let page = write(&mut member, &case, "Din hora.", "").await;
        assert_eq!(page.location(), "/grupp/mitt", "a leader reads it");
        assert_eq!(app.number("select count(*) from held_text").await, 0);
        let (_, code) = group(&mut leader, "Tian", "no").await;
        let (mut member, _) = join(&web, &code, "Snabb Hare").await;
        let page = write(&mut member, &case, "Vi vill ha en gunga.", "").await;
        assert!(page.location().starts_with(&case), "{}", page.location());
        let page = write(&mut member, &case, "Din hora.", "").await;
        assert_eq!(page.location(), "/vantar/1");
        let page = member.get("/grupp/mitt").await;
        assert!(page.text.contains("href=\"/vantar/1\""), "{}", page.text);
        let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
        let page = settle(&mut desk, "/moderera/vantar/1", YES).await;
        assert_eq!(page.location(), "/moderera", "{}", page.text);
        let page = web.visitor().get(&case).await;
        assert!(page.text.contains("Snabb Hare") && page.text.contains("Din hora."));
    }
);

on_both!(
    programs_are_told_and_an_account_that_goes_takes_what_waits_along,
    |app| {
        let web = app.web_with(usual()).await;
        let (id, case) = idea(&app, &app.resident("Maja").await).await;
        let siv = app.resident("Siv").await;
        let mut author = web.signed_in(&siv).await;
        let address = format!("/api/v1/proposals/{id}/comments");
        let body = json!({ "text": format!("Hej {MARK} ett.") });
        let page = author.json(Method::POST, &address, body).await;
        assert_eq!(page.status, StatusCode::ACCEPTED, "{}", page.text);
        write(&mut author, &case, &format!("Hej {MARK} två."), "b").await;
        write(&mut author, &case, &format!("Hej {MARK} tre."), "c").await;
        let mut desk = web.signed_in(&moderator(&app, "Moa").await).await;
        settle(&mut desk, "/moderera/vantar/2", NO).await;
        let ask = [("step", "ask"), ("words", "Läs igen.")];
        author.post_form("/vantar/2", &ask).await;
        author
            .post_form("/vantar/3", &[("step", "take_back")])
            .await;
        assert_eq!(app.number("select count(*) from held_text").await, 3);
        let erase = [("confirmation", "yes")];
        let page = author.post_form("/konto/ta-bort", &erase).await;
        assert!(page.status.is_redirection(), "{}", page.text);
        clean(web.state.clone()).await.unwrap();
        assert_eq!(
            app.texts("select state from held_text order by held_text_id")
                .await,
            ["declined", "taken_back"]
        );
        assert_eq!(
            app.number("select count(*) from held_text where words <> ''")
                .await,
            0
        );
        let kept = app
            .number("select count(*) from held_text where fields like '%zqxvantande%'")
            .await;
        assert_eq!(
            kept, 1,
            "what a moderator said no to, with the reason for it"
        );
        assert_eq!(
            app.texts("select actor_name from held_act order by held_act_id")
                .await,
            ["Moa", "", ""]
        );
    }
);
