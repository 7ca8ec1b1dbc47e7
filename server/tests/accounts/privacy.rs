//! `/konto/uppgifter` and `/konto/ta-bort`: what is held, taken out and taken away.

use std::collections::BTreeSet;

use nara_app::proposals::api::ProposalPort;
use nara_domain::privacy::{ERASED_NAME, Holding};
use nara_server::db::Engine;
use nara_server::privacy::map::{Holds, TABLES};
use nara_server::{execute, fetch_all};

use crate::common::{act, comment, fields};
use crate::on_both;

const HELD: &str = "/konto/uppgifter";
const TAKE_OUT: &str = "/konto/uppgifter/hamta";
const ERASE: &str = "/konto/ta-bort";
const TICKED: &[(&str, &str)] = &[("confirmation", "yes")];

on_both!(every_column_is_in_the_data_map, |app| {
    let sql = match app.db.engine() {
        Engine::Sqlite => {
            "select m.name, c.name from sqlite_schema m, pragma_table_xinfo(m.name) c \
             where m.type = 'table' and m.name not like 'sqlite_%' \
             and m.name not like 'proposal_search%' and m.name not like 'question_search%'"
        }
        Engine::Postgres => {
            "select table_name::text, column_name::text from information_schema.columns \
             where table_schema = 'public' and column_name <> 'search_vector'"
        }
    };
    let rows = fetch_all!(app.db.read().await.unwrap(), (String, String), sql).unwrap();
    let there: BTreeSet<_> = rows
        .into_iter()
        .filter(|(table, _)| table != "_sqlx_migrations")
        .collect();
    let mapped: BTreeSet<_> = TABLES
        .iter()
        .flat_map(|table| {
            let columns = table.columns.iter();
            columns.map(|column| (table.name.to_owned(), column.name.to_owned()))
        })
        .collect();
    let untold: Vec<_> = there.difference(&mapped).collect();
    assert!(untold.is_empty(), "held, and nobody was told: {untold:?}");
    let gone: Vec<_> = mapped.difference(&there).collect();
    assert!(
        gone.is_empty(),
        "in the map and not in the database: {gone:?}"
    );
});

#[test]
fn every_kind_of_thing_has_a_table() {
    for holding in Holding::ALL {
        let held = TABLES
            .iter()
            .any(|table| matches!(&table.holds, Holds::Person(of, _) if of == holding));
        assert!(held, "{holding}");
    }
}

on_both!(the_page_counts_what_is_held, |app| {
    let web = app.web().await;
    let (siv, other) = (app.resident("Siv").await, app.resident("Olle").await);
    let one = app.proposal(&other, "Fler bänkar").await;
    app.proposals.support(&siv, one, app.now).await.unwrap();
    let mut browser = web.signed_in(&siv).await;
    let page = browser.get(HELD).await;
    assert_eq!(page.status, 200);
    for holding in Holding::ALL {
        let id = format!("id=\"uppgift-{holding}\"");
        assert!(page.text.contains(&id), "{holding}");
    }
    // The support, and the line of the log that says when.
    let support = page.text.split("id=\"uppgift-support\"").nth(1).unwrap();
    let support = &support[..support.find("</section>").unwrap()];
    assert!(support.contains("2 uppgifter"), "{support}");
    assert_eq!(
        web.visitor().get(HELD).await.location(),
        "/logga-in?sedan=%2Fkonto%2Fuppgifter"
    );
});

on_both!(the_export_has_all_of_ones_own_and_no_way_in, |app| {
    let web = app.web().await;
    let (siv, other) = (app.resident("Siv").await, app.resident("Olle").await);
    let mine = app.proposal(&siv, "Lampor vid ån").await;
    let theirs = app.proposal(&other, "Olles hemliga plan").await;
    let (proposals, now) = (&app.proposals, app.now);
    proposals.support(&siv, theirs, now).await.unwrap();
    proposals
        .comment(&siv, theirs, comment("Bra tänkt av mig"), now)
        .await
        .unwrap();
    proposals
        .comment(&other, mine, comment("Olles ord"), now)
        .await
        .unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(tx, "update person set password_hash = 'PLANTED-HASH'").unwrap();
    tx.commit().await.unwrap();
    let hash = app
        .texts("select email from person where display_name = 'Siv'")
        .await;

    let mut browser = web.signed_in(&siv).await;
    let zip = browser.post_form(TAKE_OUT, &[]).await;
    assert_eq!(zip.status, 200);
    assert_eq!(zip.header("content-type"), "application/zip");
    assert_eq!(zip.header("cache-control"), "no-store");
    assert!(zip.header("content-disposition").ends_with(".zip\""));
    assert!(zip.text.starts_with("PK"));
    for there in ["Lampor vid ån", "Bra tänkt av mig", "las-mig.txt", &hash[0]] {
        assert!(zip.text.contains(there), "{there}");
    }
    // Stored, not compressed, so the JSON stands in it as it is.
    let (begin, end) = (
        zip.text.find("{\n").unwrap(),
        zip.text.rfind("\n}").unwrap(),
    );
    let data: serde_json::Value = serde_json::from_str(&zip.text[begin..end + 2]).unwrap();
    assert_eq!(data["support"].as_array().unwrap().len(), 1);
    assert_eq!(data["proposal"][0]["title"], "Lampor vid ån");
    assert_eq!(data["person"][0]["created_at"], "2026-03-04T11:00:00Z");
    let sessions = app.texts("select session_hash from session").await;
    for secret in ["PLANTED-HASH", "Olles", sessions[0].as_str()] {
        assert!(!zip.text.contains(secret), "{secret}");
    }
});

on_both!(an_old_proof_takes_nothing_out_and_nothing_away, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    web.clock.advance_ms(16 * 60_000);
    let page = browser.get(HELD).await;
    assert!(page.text.contains("Visa att det är du") && !page.text.contains(TAKE_OUT));
    for (path, fields, back) in [(TAKE_OUT, &[][..], "uppgifter"), (ERASE, TICKED, "ta-bort")] {
        let page = browser.post_form(path, fields).await;
        assert_eq!(
            page.location(),
            format!("/konto/bekrafta?sedan=%2Fkonto%2F{back}")
        );
    }
    let erased = "select count(*) from person where erased_at is not null";
    assert_eq!(app.number(erased).await, 0);
});

on_both!(
    an_erased_account_leaves_words_and_takes_the_name_along,
    |app| {
        let web = app.web().await;
        let (siv, other) = (app.resident("Siv").await, app.resident("Olle").await);
        let (proposals, now) = (&app.proposals, app.now);
        let mine = app.proposal(&siv, "Lampor vid ån").await;
        let open = app.proposal(&other, "Fler bänkar").await;
        proposals.support(&siv, open, now).await.unwrap();
        proposals.support(&other, open, now).await.unwrap();
        proposals
            .comment(&siv, open, comment("Där kan man vila"), now)
            .await
            .unwrap();
        proposals
            .create_draft(&siv, fields("Ett utkast"), "10.9.0.0/24", now)
            .await
            .unwrap();
        let email = app
            .texts("select email from person where display_name = 'Siv'")
            .await
            .remove(0);
        let mut browser = web.signed_in(&siv).await;
        let mut elsewhere = web.signed_in(&siv).await;

        let page = browser.post_form(ERASE, &[]).await;
        assert_eq!(page.status, 422, "not without the box ticked");
        assert!(page.text.contains("erase-confirmation-fel"));

        let done = browser.post_form(ERASE, TICKED).await;
        assert_eq!(done.location(), "/");
        assert!(!browser.cookies.contains_key("nara_session"));
        assert_eq!(
            elsewhere.get("/konto").await.status,
            303,
            "signed out everywhere"
        );
        let letter = web.letter_to(&email).await.unwrap();
        assert!(letter.contains("borttaget"), "{letter}");

        let page = web
            .visitor()
            .get(&format!("/forslag/{open}/fler-bankar"))
            .await;
        assert!(page.text.contains("Där kan man vila") && page.text.contains(ERASED_NAME));
        assert!(!page.text.contains("Siv"));
        let page = web
            .visitor()
            .get(&format!("/forslag/{mine}/lampor-vid-an"))
            .await;
        // The same words, in a sentence.
        let by = "Medborgarförslag av en invånare";
        assert!(page.text.contains("Lampor vid ån") && page.text.contains(by));
        assert!(!page.text.contains("Siv"));
        let rest = web
            .visitor()
            .get(&format!("/api/v1/proposals/{mine}"))
            .await;
        assert!(!rest.text.contains("Siv"), "{}", rest.text);

        // Counted no more, so that somebody who comes back is counted once.
        let count = "select support_count from proposal where title = 'Fler bänkar'";
        assert_eq!(app.number(count).await, 1);
        for gone in [
            "select count(*) from draft",
            "select count(*) from person where display_name = 'Siv' or email is null and erased_at is null",
            "select count(*) from session s join person p on p.person_id = s.person_id \
         where p.erased_at is not null",
        ] {
            assert_eq!(app.number(gone).await, 0, "{gone}");
        }
        // The archive keeps whose words they were.
        assert_eq!(
            app.number("select count(*) from sealed_name where name = 'Siv'")
                .await,
            2
        );
    }
);

on_both!(two_clicks_erase_once, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let (mut one, mut two) = (web.signed_in(&siv).await, web.signed_in(&siv).await);
    let (first, second) = tokio::join!(one.post_form(ERASE, TICKED), two.post_form(ERASE, TICKED));
    for page in [first, second] {
        assert!(page.status.is_redirection(), "{}", page.status);
    }
    assert_eq!(app.number("select count(*) from outbox").await, 1);
});

on_both!(who_holds_a_duty_is_told_why_the_account_stays, |app| {
    let web = app.web().await;
    let maja = app.official("Maja").await;
    let mut browser = web.signed_in(&maja).await;
    let page = browser.get(ERASE).await;
    assert!(
        page.text.contains("Du har ett uppdrag") && !page.text.contains("name=\"confirmation\"")
    );
    assert_eq!(browser.post_form(ERASE, TICKED).await.status, 403);
    assert_eq!(
        app.number("select count(*) from person where email is null")
            .await,
        0
    );
});

// Whoever takes on a duty next week is known to the municipality now.
on_both!(who_was_given_a_duty_to_come_keeps_the_account, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut browser = web.signed_in(&siv).await;
    let mut tx = app.db.begin().await.unwrap();
    let begins = web.now().plus_days(7);
    nara_server::accounts::store::insert_standing(
        &mut tx,
        siv.person_id().unwrap(),
        &nara_domain::actor::Standing::of(nara_domain::actor::Role::Secretary),
        begins,
        None,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(browser.post_form(ERASE, TICKED).await.status, 403);
    let there = "select count(*) from person where erased_at is null and email is not null";
    assert_eq!(app.number(there).await, 1);
});

// What an interrupted erasure left is finished by the jobs.
on_both!(support_left_behind_is_taken_back_later, |app| {
    let web = app.web().await;
    let (siv, other) = (app.resident("Siv").await, app.resident("Olle").await);
    let open = app.proposal(&other, "Fler bänkar").await;
    app.proposals.support(&siv, open, app.now).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set erased_at = 1 where display_name = 'Siv'"
    )
    .unwrap();
    tx.commit().await.unwrap();
    let privacy = &web.state.privacy;
    assert_eq!(privacy.finish_erasures(app.now).await.unwrap(), 1);
    assert_eq!(privacy.finish_erasures(app.now).await.unwrap(), 0);
    assert_eq!(app.number("select support_count from proposal").await, 0);
    assert_eq!(app.number("select count(*) from support").await, 0);
    assert_eq!(app.number("select count(*) from support_event").await, 2);
});

// A resident's own step stands in the record under the name it was taken in, and on the page without.
on_both!(
    a_step_in_the_record_loses_its_name_on_the_page_only,
    |app| {
        let web = app.web().await;
        let siv = app.resident("Siv").await;
        let mine = app.proposal(&siv, "Lampor vid ån").await;
        let withdraw = nara_domain::proposal::TransitionKind::Withdraw;
        app.proposals
            .record(
                &siv,
                mine,
                withdraw,
                act(&[("confirmation", "yes")]),
                app.now,
            )
            .await
            .unwrap();
        let mut browser = web.signed_in(&siv).await;
        assert_eq!(browser.post_form(ERASE, TICKED).await.location(), "/");
        let page = web
            .visitor()
            .get(&format!("/api/v1/proposals/{mine}"))
            .await;
        assert!(!page.text.contains("Siv"), "{}", page.text);
        let kept = "select count(*) from act where actor_name = 'Siv'";
        assert!(app.number(kept).await > 0);
    }
);
