//! The municipality's rules: read, checked, published as a new version, and never changed.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::fields::Values;
use nara_domain::proposal::{Ruleset, ruleset_form};
use nara_server::execute;

use crate::common::http::Browser;
use crate::common::{App, fields};
use crate::on_both;
use crate::people::administrator;

const FORM: &str = "/admin/regler/ny";

/// The form as it is sent: everything that stands in it, with these changes.
fn typed(step: &str, seen: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut values: Values = ruleset_form::values(&Ruleset::bjorksjo());
    for (name, value) in [("step", step), ("seen", seen)].iter().chain(changes) {
        values.insert((*name).to_owned(), (*value).to_owned());
    }
    values.into_iter().collect()
}

async fn post(browser: &mut Browser<'_>, fields: &[(String, String)]) -> crate::common::http::Page {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post_form(FORM, &fields).await
}

async fn versions(app: &App) -> i64 {
    app.number("select count(*) from ruleset").await
}

on_both!(a_version_is_looked_at_and_then_published, |app| {
    let web = app.web().await;
    let owner = app.resident("Ekbackenbo").await;
    let old = app.proposal(&owner, "Belysning").await;
    let mut admin = web.signed_in(&administrator(&app, "Anna Adm").await).await;
    let page = admin.get("/admin/regler").await;
    for said in [
        "Version 1 gäller nu",
        "ett förslag",
        "KS/{year}:{n}",
        "90 dagar",
        "Ekbacken",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    let page = admin.get(FORM).await;
    assert!(page.text.contains("value=\"50\"") && page.text.contains("ekbacken: Ekbacken"));

    let changes = [("threshold", "100"), ("answer_months", "6")];
    let page = post(&mut admin, &typed("preview", "1", &changes)).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "2 regler ändras",
        "12 månader",
        "6 månader",
        "Ett förslag som redan är inne",
    ] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    assert!(
        page.text.contains("name=\"threshold\" value=\"100\""),
        "carried along"
    );
    assert_eq!(versions(&app).await, 1, "nothing is published yet");
    let page = post(&mut admin, &typed("change", "1", &changes)).await;
    assert!(
        page.text.contains("value=\"100\""),
        "and can be changed further"
    );
    let same = post(&mut admin, &typed("preview", "1", &[])).await;
    assert!(same.text.contains("Inget är ändrat") && !same.text.contains("value=\"publish\""));

    let page = post(&mut admin, &typed("publish", "1", &changes)).await;
    assert_eq!(page.location(), "/admin/regler");
    let page = admin.get("/admin/regler").await;
    assert!(page.text.contains("Version 2 gäller nu"), "{}", page.text);
    assert!(page.text.contains("De nya reglerna gäller"), "said once");
    let new = app.proposal(&owner, "En bänk").await;
    for (id, needed) in [(old, Some(50)), (new, Some(100))] {
        let view = app.proposals.get(&owner, id, app.now).await.unwrap();
        assert_eq!(view.support.threshold, needed, "a proposal keeps its rules");
    }
    let lines = app
        .texts("select actor_name || ' ' || deed || ' ' || subject_id || detail from audit")
        .await;
    let line = "Anna Adm ruleset_added 2{\"changed\":[\"threshold\",\"answer_months\"]}";
    assert_eq!(lines, [line]);
});

on_both!(
    what_is_wrong_stands_at_its_field_and_nothing_is_stored,
    |app| {
        let web = app.web().await;
        let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
        for (field, value, said) in [
            ("threshold", "0", "Skriv ett tal mellan 1 och"),
            ("threshold", "", "Fyll i det här"),
            ("answer_months", "tolv", "Skriv bara siffror"),
            ("diary_pattern", "KS", "minst 3"),
            ("diary_pattern", "KS/{year}", "Mönstret måste innehålla {n}"),
            ("districts", "Å: Ån", "Raden ”Å: Ån” går inte"),
            ("submit_level", "n7", "Välj ett av alternativen"),
        ] {
            for step in ["preview", "publish"] {
                let page = post(&mut admin, &typed(step, "1", &[(field, value)])).await;
                assert_eq!(
                    page.status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{field} {value}"
                );
                assert!(page.text.contains(said), "{said}: {}", page.text);
                assert!(page.text.contains("ekbacken: Ekbacken") || field == "districts");
            }
        }
        let unknown = post(&mut admin, &typed("publish", "1", &[("version", "9")])).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        let no_version = post(&mut admin, &typed("publish", "x", &[])).await;
        assert_eq!(no_version.status, StatusCode::BAD_REQUEST);
        assert_eq!(versions(&app).await, 1);
        assert_eq!(app.number("select count(*) from audit").await, 0);
    }
);

on_both!(
    every_kind_of_rule_is_published_and_told_to_residents,
    |app| {
        let web = app.web().await;
        let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
        let changes = [
            ("threshold", ""),
            ("threshold_permille", "1"),
            ("population", "76 770"),
            ("collecting_days", ""),
            ("collecting_months", "3, 6, 12"),
            ("announce_when", "at_end"),
            ("own_support", "no"),
            ("votes_against", "no"),
            ("seasons", "12-01 till 02-28\r\n06-01 – 08-31"),
            ("duplicate_months", "24"),
            ("max_open_per_person", "5"),
            ("max_per_person_year", "3"),
            ("pre_review", "yes"),
            ("pre_review_days", "10"),
            ("report_months", "5, 11"),
            ("proposer_may_speak", "yes"),
            ("proposal_name", "alias"),
        ];
        let page = post(&mut admin, &typed("preview", "1", &changes)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("16 regler ändras"), "{}", page.text);
        let page = post(&mut admin, &typed("publish", "1", &changes)).await;
        assert_eq!(page.location(), "/admin/regler");
        let page = admin.get("/admin/regler").await;
        for said in [
            "Inget fast antal, det räknas i promille",
            "76\u{a0}770",
            "3 månader, 6 månader och 12 månader",
            "1\u{a0}december till 28\u{a0}februari och 1\u{a0}juni till 31\u{a0}augusti",
            "10 dagar",
            "maj och november",
        ] {
            assert!(page.text.contains(said), "{said}: {}", page.text);
        }
        let rules = app.proposals.rules().await.unwrap();
        assert_eq!((rules.version, rules.needed()), (2, Some(77)));
        let read = ruleset_form::read(&ruleset_form::values(&rules), &rules);
        assert_eq!(read.as_ref(), Ok(rules.as_ref()));
        // What residents are told.
        let told = web.visitor().get("/regler").await;
        for said in [
            "Reglerna i Björksjö kommun",
            "bekräftad e-postadress",
            "Minst ett alias visas",
            "1\u{a0}december till 28\u{a0}februari",
            "högst 3 förslag per år",
            "högst 5 förslag samtidigt",
            "de första 24 månaderna efter ett beslut",
            "inom 10 arbetsdagar",
            "77 personer behöver stödja",
            "1 promille av 76\u{a0}770 invånare",
            "3 månader, 6 månader och 12 månader finns att välja på",
            "när tiden för stöd är slut",
            "Ditt eget stöd räknas inte",
            "Nationella minoriteter",
            "inom 12 månader",
            "I maj och november",
            "Du får tala på mötet",
            "version 2",
        ] {
            assert!(told.text.contains(said), "{said}: {}", told.text);
        }
        let english = web.visitor().get("/en/regler").await;
        assert!(english.text.contains("77 people have to support"));
        // And what is wrong with any of it, at its field.
        for (field, value, said) in [
            ("threshold", "50", "Fyll bara i det ena"),
            ("population", "", "Fyll i det här"),
            ("collecting_months", "3, tre", "Skriv bara siffror"),
            ("collecting_months", "3, 3", "Något står två gånger"),
            ("collecting_months", "37", "Skriv ett tal mellan 1 och"),
            ("seasons", "sommaren", "Raden ”sommaren” går inte"),
            ("report_months", "13", "Skriv ett tal mellan 1 och"),
        ] {
            let mut wrong = changes.to_vec();
            wrong.push((field, value));
            let page = post(&mut admin, &typed("publish", "2", &wrong)).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let at = format!("id=\"rules-{field}-fel\"");
            assert!(
                page.text.contains(&at) || field == "threshold",
                "{field}: {}",
                page.text
            );
            assert!(page.text.contains(said), "{said}: {}", page.text);
        }
        assert_eq!(versions(&app).await, 2);
        // The usual rules, told.
        let usual = app.site.municipality.clone();
        app.set_rules(Ruleset {
            version: 3,
            ..Ruleset::without_threshold(&usual)
        })
        .await;
        let told = web.visitor().get("/regler").await;
        for said in [
            "Alla förslag tas upp av politikerna",
            "Förslag tas emot hela året",
            "publiceras genast",
            "I april och oktober",
        ] {
            assert!(told.text.contains(said), "{said}: {}", told.text);
        }
        assert!(!told.text.contains("promille") && !told.text.contains("tala på mötet"));
    }
);

// Two who publish at the same moment: one does, the other looks again.
on_both!(of_two_at_the_same_moment_one_is_published, |app| {
    let web = app.web().await;
    let mut one = web.signed_in(&administrator(&app, "Ett").await).await;
    let mut other = web.signed_in(&administrator(&app, "Två").await).await;
    let (first, second) = (
        typed("publish", "1", &[("threshold", "60")]),
        typed("publish", "1", &[("threshold", "70")]),
    );
    let pages = tokio::join!(post(&mut one, &first), post(&mut other, &second));
    let mut statuses = [pages.0.status, pages.1.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let late = if pages.0.status == StatusCode::CONFLICT {
        pages.0
    } else {
        pages.1
    };
    assert!(
        late.text.contains("Det ändrades under tiden"),
        "{}",
        late.text
    );
    let kept = late.text.contains("value=\"60\"") || late.text.contains("value=\"70\"");
    assert!(kept, "what was typed stands there");
    assert!(
        late.text.contains("name=\"seen\" value=\"2\""),
        "made from the newest now"
    );
    assert_eq!(versions(&app).await, 2);
    assert_eq!(app.number("select count(*) from audit").await, 1);
});

on_both!(no_version_is_ever_rewritten, |app| {
    for (sql, what) in [
        ("update ruleset set rules = '{}'", "ruleset"),
        ("delete from ruleset", "ruleset"),
        ("update setting set value = 'null'", "setting"),
        ("delete from setting", "setting"),
    ] {
        let mut tx = app.db.begin().await.unwrap();
        if what == "setting" {
            let some = "insert into setting (name, version, value, created_at) \
                values ('theme', 1, 'null', 0)";
            execute!(tx, some).unwrap();
        }
        let refused = execute!(tx, sql).unwrap_err();
        assert!(
            format!("{refused:?}").contains("append-only"),
            "{sql}: {refused:?}"
        );
    }
});

on_both!(rules_need_a_fresh_proof_and_an_administrator, |app| {
    let web = app.web().await;
    let mut official = web.signed_in(&app.official("Maja").await).await;
    let page = post(
        &mut official,
        &typed("publish", "1", &[("threshold", "60")]),
    )
    .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
    web.clock.advance_ms(16 * 60_000);
    let page = post(&mut admin, &typed("publish", "1", &[("threshold", "61")])).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(
        page.text.contains("value=\"61\""),
        "what was typed stands there"
    );
    assert_eq!(versions(&app).await, 1);
});

on_both!(
    a_form_carries_what_a_municipality_without_threshold_has,
    |app| {
        let none = Ruleset {
            version: 2,
            ..Ruleset::without_threshold(&app.site.municipality)
        };
        app.set_rules(none.clone()).await;
        let web = app.web().await;
        let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
        let page = admin.get("/admin/regler").await;
        assert!(
            page.text.contains("Inget, alla förslag tas upp"),
            "{}",
            page.text
        );
        let mut fields: Vec<(String, String)> = ruleset_form::values(&none).into_iter().collect();
        fields.push(("step".to_owned(), "publish".to_owned()));
        fields.push(("seen".to_owned(), "2".to_owned()));
        let page = post(&mut admin, &fields).await;
        assert_eq!(page.location(), "/admin/regler");
        let owner = app.resident("Ekbackenbo").await;
        let id = app
            .proposals
            .submit(&owner, fields_of_one(), "", app.now)
            .await
            .unwrap();
        let view = app.proposals.get(&owner, id, app.now).await.unwrap();
        assert_eq!(view.support.threshold, None);
    }
);

fn fields_of_one() -> nara_app::proposals::api::DraftFields {
    fields("Belysning")
}
