//! The log: everything in it, in sentences, and nothing that is nobody's business.

use std::path::Path;

use axum::http::StatusCode;
use nara_app::admin::api::{LogLine, LogQuery, LogWhat};
use nara_app::i18n::Lang;
use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::audit::Deed;
use nara_domain::ids::PersonId;
use nara_domain::proposal::TransitionKind;
use nara_domain::time::Stamp;
use nara_server::admin::duties::{self, By};
use nara_server::audit;

use crate::common::{App, act, reasons};
use crate::help::{OFFICIAL, administrator, desk, id, page_of, resident};
use crate::on_both;

on_both!(deeds_and_acts_are_read_as_one_log, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let siv = resident(&app, "Siv Berg", "siv@example.se").await;
    let give = format!("{}/uppdrag", page_of(&siv));
    assert_eq!(browser.post_form(&give, &OFFICIAL).await.status, 303);
    let author = app.resident("Ekbackenbo").await;
    let case = app.proposal(&author, "Belysning vid stigen").await;
    let maja = app.official("Maja Lind").await;
    let later = app.now.plus_minutes(5);
    app.proposals
        .answer(
            &maja,
            case,
            ActKind::OfficialAnswer,
            act(&[("text", &reasons())]),
            later,
        )
        .await
        .unwrap();
    // At the command line.
    let mut tx = app.db.begin().await.unwrap();
    duties::end(
        &mut tx,
        By::Operator,
        id(&siv),
        nara_domain::actor::Role::Official,
        app.now.plus_minutes(9),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let said = [
        "Driftansvarig avslutade uppdraget tjänsteperson för Siv Berg.",
        "Maja Lind förde in ”Svar från förvaltningen – inget beslut” i ärendet ”Belysning vid stigen”.",
        "Anna Admin gav Siv Berg uppdraget tjänsteperson.",
    ];
    let page = browser.get("/admin/logg").await;
    assert_eq!(page.status, StatusCode::OK);
    let places: Vec<usize> = said
        .iter()
        .map(|said| {
            page.text
                .find(said)
                .unwrap_or_else(|| panic!("{said}: {}", page.text))
        })
        .collect();
    assert!(places.is_sorted(), "newest first");
    assert!(
        !page.text.contains(&reasons()[..40]),
        "what was answered stands on the case"
    );
    assert!(
        !page.text.contains("Ekbackenbo"),
        "what residents do is in no log"
    );
    let page = browser.get("/en/admin/logg").await;
    assert!(
        page.text
            .contains("Operator ended the duty official of Siv Berg."),
        "{}",
        page.text
    );

    // Filters, each as a link of the page.
    let siv_id = id(&siv);
    for (query, found) in [
        ("handelse=case".to_owned(), vec![1]),
        ("handelse=duty_given".to_owned(), vec![2]),
        ("handelse=invited".to_owned(), vec![]),
        (format!("person={siv_id}"), vec![0, 2]),
        (format!("person={}", id(&maja)), vec![1]),
        (
            format!("person={siv_id}&handelse=duty_ended&period=7"),
            vec![0],
        ),
        ("period=30".to_owned(), vec![0, 1, 2]),
    ] {
        let page = browser.get(&format!("/admin/logg?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        for (place, said) in said.iter().enumerate() {
            assert_eq!(
                page.text.contains(said),
                found.contains(&place),
                "{query}: {said}"
            );
        }
        assert_eq!(page.text.contains("Inget här"), found.is_empty(), "{query}");
    }
    for wrong in [
        "handelse=nonsense",
        "person=x",
        "person=999999",
        "period=8",
        "efter=x",
        "efter=1l",
        "efter=l1",
    ] {
        let page = browser.get(&format!("/admin/logg?{wrong}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{wrong}");
    }
});

// Administrators have no part in the cases: of one that is not public they learn that something was
// done, and neither what it is called nor what was written.
on_both!(a_case_that_is_not_public_has_no_name_in_the_log, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    app.set_rules(nara_domain::proposal::Ruleset {
        version: 2,
        pre_review: true,
        ..nara_domain::proposal::Ruleset::bjorksjo()
    })
    .await;
    let author = app.resident("Ekbackenbo").await;
    let case = app.proposal(&author, "Zqx en stig").await;
    let sven = app.secretary("Sven Ström").await;
    let rejection = || {
        act(&[
            ("criterion", "outside_competence"),
            ("reasons", "Zqx vägen är statlig."),
            ("where_to_turn", "Trafikverket."),
            ("publish_text", "yes"),
        ])
    };
    let step = TransitionKind::RejectFormally;
    app.proposals
        .record(&sven, case, step, rejection(), app.now)
        .await
        .unwrap();
    let seen = app.number("select prepared_at from prepared_step").await;
    app.proposals
        .discard(&sven, case, step, Stamp(seen), app.now.plus_minutes(1))
        .await
        .unwrap();
    let missing = act(&[("missing", "Zqx vilken väg?")]);
    app.proposals
        .record(
            &sven,
            case,
            TransitionKind::RequestCompletion,
            missing,
            app.now.plus_minutes(2),
        )
        .await
        .unwrap();
    let page = browser.get("/admin/logg").await;
    for said in [
        format!("Sven Ström förberedde ett beslut i ärende nummer {case}."),
        format!("Sven Ström tog tillbaka det förberedda beslutet i ärende nummer {case}."),
        format!("i ärendet nummer {case}, som inte är offentligt."),
    ] {
        assert!(page.text.contains(&said), "{said}: {}", page.text);
    }
    assert!(!page.text.to_lowercase().contains("zqx"));
    let file = browser.post_form("/admin/logg/hamta", &[]).await;
    assert!(!file.text.to_lowercase().contains("zqx"));
});

/// Lines of both records at the same moments.
async fn many(app: &App, web: &crate::common::http::Web) -> Vec<(Stamp, bool, i64)> {
    let anna = administrator(app, "Anna Admin").await;
    let author = app.resident("Ekbackenbo").await;
    let case = app.proposal(&author, "Belysning vid stigen").await;
    let maja = app.official("Maja Lind").await;
    for n in 0..12 {
        let at = app.now.plus_minutes(n / 4);
        web.state
            .admin
            .sign_out(&anna, id(&maja), at)
            .await
            .unwrap();
        app.proposals
            .answer(
                &maja,
                case,
                ActKind::Note,
                act(&[("text", "Vi har mätt.")]),
                at,
            )
            .await
            .unwrap();
    }
    let query = LogQuery {
        limit: 1_000,
        ..LogQuery::default()
    };
    keys(&web.state.admin.log(&anna, &query).await.unwrap().lines)
}

fn keys(lines: &[LogLine]) -> Vec<(Stamp, bool, i64)> {
    let of = |line: &LogLine| (line.key.at, line.key.line, line.key.id);
    lines.iter().map(of).collect()
}

on_both!(pages_leave_nothing_out_and_show_nothing_twice, |app| {
    let web = app.web().await;
    let all = many(&app, &web).await;
    assert_eq!(all.len(), 24);
    let anna = administrator(&app, "Anna").await;
    for limit in [1, 2, 3, 5, 7, 24, 25] {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let query = LogQuery {
                after,
                limit,
                ..LogQuery::default()
            };
            let page = web.state.admin.log(&anna, &query).await.unwrap();
            found.extend(keys(&page.lines));
            after = page.lines.last().map(|line| line.key);
            if !page.more {
                break;
            }
        }
        assert_eq!(found, all, "{limit} a page");
    }
    // As the pages link to each other.
    let mut browser = web.signed_in(&anna).await;
    let mut next = Some("/admin/logg".to_owned());
    let mut pages = 0;
    let mut lines = 0;
    while let Some(address) = next {
        let page = browser.get(&address).await;
        lines += page.text.matches("item--plain").count();
        pages += 1;
        next = page.text.split("rel=\"next\"").nth(1).map(|rest| {
            let to = rest.split_once("href=\"").unwrap().1;
            to.split_once('"').unwrap().0.replace("&amp;", "&")
        });
    }
    assert_eq!((pages, lines), (1, 24));
});

on_both!(the_log_is_taken_out_as_a_file, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    // A name is somebody else's words.
    let siv = resident(&app, "=1+1 \"Siv\"; Berg", "siv@example.se").await;
    let give = format!("{}/uppdrag", page_of(&siv));
    assert_eq!(browser.post_form(&give, &OFFICIAL).await.status, 303);
    let all = many(&app, &web).await;
    let page = browser.post_form("/admin/logg/hamta", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-type").starts_with("text/csv"));
    assert!(
        page.header("content-disposition")
            .contains("logg-2026-03-04.csv")
    );
    assert_eq!(page.header("cache-control"), "no-store");
    let rows: Vec<&str> = page.text.trim_end().split("\r\n").collect();
    assert_eq!(rows.len(), all.len() + 1, "one for each line, and the head");
    assert_eq!(
        rows[0],
        "\u{feff}\"Tid\";\"Vem\";\"Uppdrag\";\"Kod\";\"Vad\""
    );
    let given = rows.iter().find(|row| row.contains("duty_given")).unwrap();
    assert_eq!(
        *given,
        "\"2026-03-04 12:00:00\";\"Anna Admin\";\"Systemansvarig\";\"duty_given\";\
         \"Anna Admin gav =1+1 \"\"Siv\"\"; Berg uppdraget tjänsteperson.\""
    );
    // Only what the filters let through; that it was taken out is a line, each time.
    let fields = [("handelse", "duty_given"), ("period", "7")];
    let page = browser.post_form("/admin/logg/hamta", &fields).await;
    assert_eq!(page.text.trim_end().split("\r\n").count(), 2);
    let taken = app.texts("select subject_id || ' ' || detail from audit where deed = 'log_exported' order by audit_id").await;
    assert_eq!(
        taken,
        [
            format!("all {{\"lines\":{}}}", all.len()),
            "duty_given {\"lines\":1,\"since\":\"2026-02-25\"}".to_owned()
        ]
    );
    for wrong in [
        [("handelse", "x")],
        [("period", "8")],
        [("person", "x")],
        [("fler", "x")],
    ] {
        let page = browser.post_form("/admin/logg/hamta", &wrong).await;
        assert!(page.status.is_client_error(), "{wrong:?}");
    }
});

// More lines than are read at a time.
on_both!(a_long_log_is_taken_out_whole, |app| {
    let web = app.web().await;
    let anna = administrator(&app, "Anna").await;
    let mut tx = app.db.begin().await.unwrap();
    for n in 0..2_345_i64 {
        let line = audit::Line {
            deed: Deed::DutyGiven,
            subject_kind: "person",
            subject_id: &n.to_string(),
            detail: serde_json::json!({ "role": "official" }),
        };
        // Many at the same moment.
        let at = app.now.plus_minutes(n / 500);
        audit::record_operator(&mut tx, &line, at).await.unwrap();
    }
    tx.commit().await.unwrap();
    let all = LogQuery::default();
    let file = web.state.admin.export(&anna, &all, Lang::En, app.now).await;
    assert_eq!(file.unwrap().trim_end().split("\r\n").count(), 2_346);
    let one = LogQuery {
        person: Some(PersonId::new(7)),
        what: Some(LogWhat::Deed(Deed::DutyGiven)),
        ..all
    };
    let file = web.state.admin.export(&anna, &one, Lang::Sv, app.now).await;
    assert_eq!(file.unwrap().trim_end().split("\r\n").count(), 2);
});

/// Every deed there is a word for is also written down by something.
#[test]
fn every_deed_has_a_caller_that_writes_it() {
    fn read(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, all);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                // Tests in the same file write nothing for anybody.
                all.push_str(text.split("#[cfg(test)]").next().unwrap());
            }
        }
    }
    let mut all = String::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    for deed in Deed::ALL {
        let name = format!("Deed::{deed:?}");
        let written = all.match_indices(&name).any(|(at, _)| {
            let after = all[at + name.len()..].chars().next();
            !after.is_some_and(|next| next.is_alphanumeric() || next == '_')
        });
        assert!(written, "nothing writes {name}");
    }
}
