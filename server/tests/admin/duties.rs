//! Giving and ending duties.

use axum::http::StatusCode;
use nara_domain::session::PROOF_MINUTES;

use crate::common::http::Browser;
use crate::help::{OFFICIAL, administrator, desk, page_of, resident};
use crate::on_both;

async fn roles(browser: &mut Browser<'_>) -> String {
    let page = browser.get("/konto").await;
    let after = page.text.split_once("Uppdrag</dt>").unwrap().1;
    after.split_once("</dl>").unwrap().0.to_owned()
}

on_both!(
    a_duty_is_given_with_everything_shown_beside_the_name,
    |app| {
        let web = app.web().await;
        let mut browser = desk(&app, &web).await;
        let siv = resident(&app, "Siv Berg", "siv@example.se").await;
        let mut hers = web.signed_in(&siv).await;
        let form = format!("{}/uppdrag", page_of(&siv));
        let page = browser.get(&form).await;
        for role in [
            "official",
            "elected",
            "secretary",
            "moderator",
            "supervisor",
            "administrator",
        ] {
            assert!(page.text.contains(&format!("?roll={role}\"")), "{role}");
        }
        assert!(!page.text.contains("?roll=resident"));
        let page = browser.get(&format!("{form}?roll=official")).await;
        assert!(page.text.contains("name=\"department\"") && !page.text.contains("name=\"party\""));

        let wrong = [
            ("role", "official"),
            ("title", "trafikingenjör"),
            ("last_day", "2026-03-03"),
        ];
        let page = browser.post_form(&form, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("id=\"duty-department-fel\""));
        assert!(page.text.contains("id=\"duty-last_day-fel\""));
        assert!(
            page.text.contains("value=\"trafikingenjör\"")
                && page.text.contains("value=\"2026-03-03\"")
        );

        let mut right = OFFICIAL.to_vec();
        right.push(("last_day", "2026-03-31"));
        let page = browser.post_form(&form, &right).await;
        assert_eq!(page.location(), page_of(&siv));
        let letter = web.letter_to("siv@example.se").await.unwrap();
        assert!(
            letter.contains("Anna Admin har gett dig uppdraget tjänsteperson"),
            "{letter}"
        );
        assert!(letter.contains("/konto"), "{letter}");
        let page = browser.get(&page_of(&siv)).await;
        assert!(page.text.contains("Uppdraget är givet."));
        assert!(
            page.text.contains("till och med 31\u{a0}mars\u{a0}2026"),
            "{}",
            page.text
        );
        let page = browser.get("/admin/roller").await;
        assert!(page.text.contains("Siv Berg"));
        assert!(
            roles(&mut hers)
                .await
                .contains("trafikingenjör, Tekniska förvaltningen")
        );

        // A new one of the same kind takes its place.
        let again = [
            ("role", "official"),
            ("department", "Kansliet"),
            ("title", "jurist"),
        ];
        assert_eq!(
            browser.post_form(&form, &again).await.location(),
            page_of(&siv)
        );
        let now = roles(&mut hers).await;
        assert!(now.contains("jurist, Kansliet") && !now.contains("trafikingenjör"));
        assert_eq!(
            app.number(
                "select count(*) from standing where role = 'official' and until_at is null"
            )
            .await,
            1
        );
        let lines = app
            .texts("select deed || ' ' || detail from audit order by audit_id")
            .await;
        assert_eq!(
            lines,
            [
                r#"duty_given {"last_day":"2026-03-31","role":"official"}"#,
                r#"duty_given {"role":"official"}"#
            ]
        );
    }
);

// What a duty has is one function of the domain: nothing else is taken, for whoever sends it.
on_both!(a_duty_takes_no_field_of_another, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let siv = resident(&app, "Siv Berg", "siv@example.se").await;
    let form = format!("{}/uppdrag", page_of(&siv));
    for (fields, status) in [
        (vec![("role", "resident")], 422),
        (vec![("role", "borgmästare")], 422),
        (vec![], 422),
        (vec![("role", "moderator"), ("party", "X")], 422),
        (vec![("role", "secretary"), ("body", "KF, KS")], 422),
        (vec![("role", "moderator"), ("level", "n3")], 400),
    ] {
        let page = browser.post_form(&form, &fields).await;
        assert_eq!(page.status.as_u16(), status, "{fields:?}");
    }
    for missing in [
        "/admin/personer/999999/uppdrag",
        "/admin/personer/x/uppdrag",
    ] {
        let page = browser.post_form(missing, &OFFICIAL).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{missing}");
    }
    assert_eq!(app.number("select count(*) from audit").await, 0);
});

on_both!(a_duty_ends_by_itself_with_its_last_day, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let siv = resident(&app, "Siv Berg", "siv@example.se").await;
    let form = format!("{}/uppdrag", page_of(&siv));
    let mut right = OFFICIAL.to_vec();
    right.extend([("first_day", "2026-03-05"), ("last_day", "2026-03-06")]);
    assert_eq!(browser.post_form(&form, &right).await.status, 303);
    let hour = 3_600_000;
    let is_official = async || {
        let mut hers = web.signed_in(&siv).await;
        roles(&mut hers).await.contains("trafikingenjör")
    };
    assert!(!is_official().await, "noon, the day before");
    web.clock.advance_ms(13 * hour);
    assert!(is_official().await, "one in the night of the first day");
    let mut browser = desk(&app, &web).await;
    let page = browser.get("/admin/roller").await;
    let soon = page.text.split_once("Ett uppdrag tar slut inom 60 dagar");
    assert!(
        soon.unwrap()
            .1
            .split_once("</ul>")
            .unwrap()
            .0
            .contains("Siv Berg")
    );
    assert!(
        browser
            .get("/admin")
            .await
            .text
            .contains("Ett uppdrag tar slut inom 60 dagar")
    );
    web.clock.advance_ms(46 * hour);
    assert!(is_official().await, "eleven in the evening of the last day");
    web.clock.advance_ms(hour);
    assert!(!is_official().await, "midnight");
    let mut browser = desk(&app, &web).await;
    let page = browser.get(&page_of(&siv)).await;
    assert!(page.text.contains("Tidigare uppdrag"), "{}", page.text);
    assert!(!browser.get("/admin/roller").await.text.contains("Siv Berg"));
});

on_both!(a_duty_is_ended_at_once, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let maja = app.official("Maja").await;
    let mut hers = web.signed_in(&maja).await;
    assert!(roles(&mut hers).await.contains("trafikingenjör"));
    let end = format!("{}/avsluta", page_of(&maja));
    for (fields, status) in [
        (vec![], 400),
        (vec![("role", "x")], 400),
        (vec![("role", "moderator")], 409),
    ] {
        assert_eq!(
            browser.post_form(&end, &fields).await.status.as_u16(),
            status
        );
    }
    let fields = [("role", "official")];
    assert_eq!(
        browser.post_form(&end, &fields).await.location(),
        page_of(&maja)
    );
    assert!(!roles(&mut hers).await.contains("trafikingenjör"));
    // Sent twice: it had ended.
    let page = browser.post_form(&end, &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text.contains("Det ändrades under tiden"));
    let lines = app
        .texts("select deed || ' ' || actor_role || ' ' || detail from audit")
        .await;
    assert_eq!(lines, [r#"duty_ended administrator {"role":"official"}"#]);
});

// Whoever finds an administrator's browser open gives nothing away.
on_both!(what_cannot_be_undone_wants_a_fresh_proof, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let maja = app.official("Maja").await;
    web.clock.advance_ms(PROOF_MINUTES * 60_000);
    let (give, end) = (
        format!("{}/uppdrag", page_of(&maja)),
        format!("{}/avsluta", page_of(&maja)),
    );
    let duty = [("role", "moderator"), ("title", "Zqx kommunikatör")];
    let invitation = [
        ("role", "moderator"),
        ("email", "zqx@example.se"),
        ("title", "Zqx kommunikatör"),
    ];
    let role = [("role", "official")];
    let forms: [(&str, &[(&str, &str)]); 3] = [
        (&give, &duty),
        (&end, &role),
        ("/admin/inbjudningar/ny", &invitation),
    ];
    for (path, fields) in forms {
        let page = browser.post_form(path, fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(
            page.text.contains("href=\"/konto/bekrafta"),
            "{path}: {}",
            page.text
        );
        for (_, typed) in fields.iter().filter(|(_, typed)| typed.contains("qx")) {
            assert!(
                page.text.contains(&format!("value=\"{typed}\"")),
                "{path} {typed}"
            );
        }
    }
    // Nothing is typed that could be lost: straight to where it is proved again.
    let page = browser.post_form("/admin/logg/hamta", &[]).await;
    let there = page.location();
    assert!(
        there.starts_with("/konto/bekrafta?sedan=%2Fadmin%2Flogg"),
        "{there}"
    );
    assert_eq!(app.number("select count(*) from audit").await, 0);
    assert_eq!(app.number("select count(*) from outbox").await, 0);
    // Reading goes on.
    for path in [
        "/admin",
        "/admin/personer",
        "/admin/roller",
        "/admin/inbjudningar",
        "/admin/logg",
    ] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
});

// A session begun by password opens nothing here, however many duties its person holds.
on_both!(a_weak_way_in_opens_no_administration, |app| {
    let web = app.web().await;
    let anna = administrator(&app, "Anna").await;
    let siv = resident(&app, "Siv Berg", "siv@example.se").await;
    let secret = web
        .session_by(&anna, nara_domain::session::Way::Password)
        .await;
    let mut browser = web.visitor();
    browser.set_cookie("nara_session", &secret);
    for path in [
        "/admin".to_owned(),
        "/admin/personer?q=siv".to_owned(),
        page_of(&siv),
        "/admin/logg".to_owned(),
    ] {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!page.text.contains("siv@example.se"));
    }
    let page = browser
        .post_form(&format!("{}/uppdrag", page_of(&siv)), &OFFICIAL)
        .await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("vilar"));
    assert!(!browser.get("/").await.text.contains("href=\"/admin\""));
});
