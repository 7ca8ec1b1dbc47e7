//! Finding somebody, and what is shown of them.

use axum::http::StatusCode;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Level;
use nara_server::accounts::store::{NewPerson, insert_person};
use nara_server::execute;

use crate::common::comment;
use crate::help::{administrator, desk, id, page_of, resident};
use crate::on_both;

/// Names in the list, in its order.
fn names(html: &str) -> Vec<String> {
    html.split("class=\"item__title\"")
        .skip(1)
        .map(|rest| {
            let link = rest.split_once("href=").unwrap().1;
            let name = link.split_once('>').unwrap().1;
            // Between two texts the renderer leaves a mark for the browser's part.
            name.split_once("</a>").unwrap().0.replace("<!>", "")
        })
        .collect()
}

on_both!(people_are_found_by_name_and_by_address, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    resident(&app, "Åke Öberg", "ake@example.se").await;
    resident(&app, "Siv Berg", "siv.berg@example.se").await;
    resident(&app, "100% Björn_x", "bjorn@example.org").await;
    for (typed, found) in [
        ("åke", vec!["Åke Öberg"]),
        ("ÖBERG", vec!["Åke Öberg"]),
        ("ike öb", vec![]),
        ("berg siv", vec!["Siv Berg"]),
        ("example.se", vec!["Siv Berg", "Åke Öberg"]),
        ("SIV.BERG@", vec!["Siv Berg"]),
        ("0% b", vec!["100% Björn_x"]),
        ("n_x", vec!["100% Björn_x"]),
        ("%%", vec![]),
        ("__", vec![]),
        ("\\\\", vec![]),
        ("finns inte", vec![]),
    ] {
        let query = serde_urlencoded::to_string([("q", typed)]).unwrap();
        let page = browser.get(&format!("/admin/personer?{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let mut shown = names(&page.text);
        shown.sort();
        let mut found = found;
        found.sort_unstable();
        assert_eq!(shown, found, "{typed}");
    }
});

// Who runs the group helps them; a duty given to them would be one of somebody nobody knows.
on_both!(who_is_only_an_alias_is_nobody_here, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let young = app.youth("Glad Räv, Norrskolan 9B").await;
    let page = browser.get("/admin/personer?q=glad").await;
    assert_eq!(names(&page.text), Vec::<String>::new());
    let page = format!("/admin/personer/{}", young.person_id().unwrap());
    assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
    let give = format!("{page}/uppdrag");
    let answer = browser.post_form(&give, &[("role", "moderator")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
    let duties = "select count(*) from standing where role = 'moderator'";
    assert_eq!(app.number(duties).await, 0);
});

on_both!(nobody_is_leafed_through, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    resident(&app, "Siv Berg", "siv@example.se").await;
    for query in ["", "?q=", "?q=s", "?q=%20", "?efter=1", "?q=%07%07"] {
        let page = browser.get(&format!("/admin/personer{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(!page.text.contains("Siv Berg"), "{query}");
    }
    assert_eq!(
        browser.get("/admin/personer?q=siv&efter=x").await.status,
        StatusCode::NOT_FOUND
    );
});

// For whatever reason no name is shown: an address often holds one.
on_both!(who_shows_no_name_is_found_by_the_whole_address, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    resident(&app, "En invånare", "siv.berg@example.se").await;
    for (typed, found) in [
        ("berg", 0),
        ("example.se", 0),
        ("invånare", 0),
        ("siv.berg@example.se", 1),
        ("Siv.Berg@example.se", 1),
    ] {
        let query = serde_urlencoded::to_string([("q", typed)]).unwrap();
        let page = browser.get(&format!("/admin/personer?{query}")).await;
        let shown = page.text.matches("class=\"item__title\"").count();
        assert_eq!(shown, found, "{typed}");
        assert_eq!(page.text.contains("<span>siv.berg@"), found == 1, "{typed}");
    }
});

// A letter beyond the English alphabet stands for any in the database: two of them are everybody.
on_both!(a_search_looks_at_so_many_and_says_so, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let mut tx = app.db.begin().await.unwrap();
    for n in 0..2_050 {
        let new = NewPerson {
            email: None,
            display_name: &format!("Person {n:04}"),
            password_hash: None,
            level: Level::N1,
        };
        insert_person(&mut tx, &new, app.now).await.unwrap();
    }
    tx.commit().await.unwrap();
    resident(&app, "Söören Sist", "soren@example.se").await;
    let words = "/admin/personer?q=%C3%B6%C3%B6";
    let page = browser.get(words).await;
    assert_eq!(names(&page.text), Vec::<String>::new());
    assert!(page.text.contains("Det kan finnas fler"), "{}", page.text);
    assert!(!page.text.contains("Ingen hittades"));
    let rest = page.text.split("rel=\"next\"").nth(1).unwrap();
    let to = rest.split_once("href=\"").unwrap().1;
    let next = to.split_once('"').unwrap().0.replace("&amp;", "&");
    let page = browser.get(&next).await;
    assert_eq!(names(&page.text), ["Söören Sist"]);
    assert!(!page.text.contains("Det kan finnas fler"));
    // A word that fits them all fills its pages as ever.
    let page = browser.get("/admin/personer?q=person").await;
    assert_eq!(names(&page.text).len(), 20);
    assert!(!page.text.contains("Det kan finnas fler"));
});

on_both!(pages_of_people_leave_nobody_out, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    for n in 0..45 {
        // Two of each name: the name alone is no place in the list.
        let name = format!("Person {:02}", n / 2);
        resident(&app, &name, &format!("p{n}@example.se")).await;
    }
    let mut found = Vec::new();
    let mut next = Some("/admin/personer?q=person".to_owned());
    while let Some(address) = next {
        let page = browser.get(&address).await;
        let shown = names(&page.text);
        assert!(shown.len() <= 20);
        found.extend(shown);
        next = page.text.split("rel=\"next\"").nth(1).map(|rest| {
            let to = rest.split_once("href=\"").unwrap().1;
            to.split_once('"').unwrap().0.replace("&amp;", "&")
        });
    }
    let expected: Vec<String> = (0..45).map(|n| format!("Person {:02}", n / 2)).collect();
    assert_eq!(found, expected);
});

// Duties, level, and by which ways they get in: no value of one, and nothing they wrote.
on_both!(a_page_shows_what_is_needed_and_no_more, |app| {
    let web = app.web().await;
    let mut browser = desk(&app, &web).await;
    let siv = resident(&app, "Siv Berg", "siv@example.se").await;
    let case = app.proposal(&siv, "Zqx om en stig").await;
    app.proposals
        .comment(&siv, case, comment("Zqx i ett inlägg"), app.now)
        .await
        .unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set password_hash = 'zqxhash' where person_id = $1",
        id(&siv).get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let page = browser.get(&page_of(&siv)).await;
    assert_eq!(page.status, StatusCode::OK);
    for shown in [
        "Siv Berg",
        "siv@example.se",
        "bekräftad e-postadress",
        "lösenord",
        "kod på e-post",
        "Inte inloggad",
        "Inga nycklar",
    ] {
        assert!(page.text.contains(shown), "{shown}: {}", page.text);
    }
    assert!(!page.text.to_lowercase().contains("zqx"));
    web.session_of(&siv).await;
    let page = browser.get(&page_of(&siv)).await;
    assert!(page.text.contains("Inloggad i en webbläsare."));
    // English, and nothing missing.
    let page = browser.get(&format!("/en{}", page_of(&siv))).await;
    assert!(page.text.contains("Signed in in one browser.") && !page.text.contains("[admin"));
    // An account that was taken away, one that never was, and a number that is none.
    let gone = app.person("Borta", Level::N1, Vec::new()).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set erased_at = 1 where person_id = $1",
        id(&gone).get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    for path in [
        page_of(&gone),
        "/admin/personer/999999".to_owned(),
        "/admin/personer/x".to_owned(),
    ] {
        assert_eq!(
            browser.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert!(
        !browser
            .get("/admin/personer?q=borta")
            .await
            .text
            .contains("Borta<")
    );
});

on_both!(somebody_is_signed_out_everywhere, |app| {
    let web = app.web().await;
    let admin = administrator(&app, "Anna Admin").await;
    let mut browser = web.signed_in(&admin).await;
    let siv = resident(&app, "Siv Berg", "siv@example.se").await;
    let mut phone = web.signed_in(&siv).await;
    let mut library = web.signed_in(&siv).await;
    assert_eq!(library.post_form("/konto/nyckel", &[]).await.status, 200);
    let page = browser
        .post_form(&format!("{}/logga-ut", page_of(&siv)), &[])
        .await;
    assert_eq!(page.location(), page_of(&siv));
    for theirs in [&mut phone, &mut library] {
        assert_eq!(theirs.get("/konto").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        app.number("select count(*) from session").await,
        1,
        "the administrator's"
    );
    let lines = app
        .texts(
            "select deed || ' ' || actor_name || ' ' || subject_kind || ' ' || detail from audit",
        )
        .await;
    assert_eq!(
        lines,
        [r#"sessions_ended Anna Admin person {"sessions":3}"#]
    );
    let page = browser.get(&page_of(&siv)).await;
    assert!(page.text.contains("Personen är utloggad överallt."));
});
