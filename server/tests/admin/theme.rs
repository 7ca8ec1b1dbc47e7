//! The municipality's colour.

use axum::http::StatusCode;

use crate::on_both;
use crate::people::administrator;

const PAGE: &str = "/admin/utseende";
const LINK: &str = "<link rel=\"stylesheet\" href=\"/tema.css?farg=005595\"";

on_both!(a_colour_is_looked_at_chosen_and_taken_back, |app| {
    let web = app.web().await;
    let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
    assert!(!web.visitor().get("/om").await.text.contains("/tema.css"));
    assert_eq!(
        web.visitor().get("/tema.css").await.status,
        StatusCode::NOT_FOUND
    );

    let page = admin.get("/admin/utseende?farg=%23005595").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text.contains("tema.css?farg=005595"),
        "in the colour already: {}",
        page.text
    );
    assert!(page.text.contains("Använd #005595"));
    assert!(
        !web.visitor().get("/om").await.text.contains("/tema.css"),
        "to nobody else"
    );

    let page = admin.post_form(PAGE, &[("farg", "#005595")]).await;
    assert_eq!(page.location(), PAGE);
    let page = web.visitor().get("/om").await;
    assert!(page.text.contains(LINK), "{}", page.text);
    let main = page.text.find("</head>").unwrap();
    assert!(page.text.find(LINK).unwrap() < main);
    let css = web.visitor().get("/tema.css?farg=005595").await;
    assert_eq!(css.status, StatusCode::OK);
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    assert!(css.header("cache-control").contains("public"));
    assert!(css.text.contains("--brand:#005595"), "{}", css.text);
    assert_eq!(web.visitor().get("/tema.css").await.text, css.text);

    let page = admin.post_form(PAGE, &[("farg", "")]).await;
    assert_eq!(page.location(), PAGE);
    assert!(!web.visitor().get("/om").await.text.contains("/tema.css"));
    let lines = app
        .texts("select deed || detail from audit order by audit_id")
        .await;
    assert_eq!(
        lines,
        [
            "theme_changed{\"color\":\"#005595\"}",
            "theme_changed{\"color\":null}"
        ]
    );
});

on_both!(
    a_colour_that_cannot_be_read_is_refused_with_the_nearest,
    |app| {
        let web = app.web().await;
        let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
        let page = admin.get("/admin/utseende?farg=ffcc00").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("Färgen är för ljus") && page.text.contains("value=\"ffcc00\""));
        let offered = page.text.split("utseende?farg=%23").nth(1).unwrap();
        let offered = &offered[..6];
        let page = admin.post_form(PAGE, &[("farg", "#ffcc00")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("Färgen är för ljus") && page.text.contains(offered));
        let there = format!("/admin/utseende?farg=%23{offered}");
        let page = admin.get(&there).await;
        assert_eq!(page.status, StatusCode::OK);
        let page = admin
            .post_form(PAGE, &[("farg", &format!("#{offered}"))])
            .await;
        assert_eq!(page.location(), PAGE);
        for wrong in [
            "grön",
            "#12",
            "red;}body{display:none",
            "#00559",
            "</style>",
        ] {
            let page = admin.post_form(PAGE, &[("farg", wrong)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(page.text.contains("Skriv färgen så här"));
        }
        for wrong in [
            "farg=red",
            "farg=ffff00",
            "farg=%23005595",
            "farg=005595;}",
            "x=1",
            "farg=",
        ] {
            let css = web.visitor().get(&format!("/tema.css?{wrong}")).await;
            let known = css.status == StatusCode::NOT_FOUND || wrong == "x=1";
            assert!(known, "{wrong}: {}", css.text);
        }
    }
);

on_both!(a_colour_needs_an_administrator_and_a_fresh_proof, |app| {
    let web = app.web().await;
    let mut official = web.signed_in(&app.official("Maja").await).await;
    assert_eq!(official.get(PAGE).await.status, StatusCode::FORBIDDEN);
    let page = official.post_form(PAGE, &[("farg", "#005595")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let mut admin = web.signed_in(&administrator(&app, "Adm").await).await;
    web.clock.advance_ms(16 * 60_000);
    let page = admin.post_form(PAGE, &[("farg", "#005595")]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text.contains("005595"));
    assert_eq!(app.number("select count(*) from setting").await, 0);
});
