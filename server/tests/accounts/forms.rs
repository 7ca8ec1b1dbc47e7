//! The accounts' pages as a browser without JavaScript uses them: forms, cookies, redirects.

use nara_app::accounts::api::DEMO_ACCOUNTS;

use crate::common::App;
use crate::common::http::{Browser, Options, Page, Web, link_in};
use crate::on_both;

const PASSWORD: &str = "lampa sjö kanel vante";

async fn register(browser: &mut Browser<'_>, email: &str, next: &str) -> Page {
    let form = [
        ("display_name", "Ekbackenbo"),
        ("email", email),
        ("password", PASSWORD),
        ("sedan", next),
    ];
    browser.post_form("/registrera", &form).await
}

/// Registers and follows the letter's link to its button; where that leads.
async fn confirmed(web: &Web, browser: &mut Browser<'_>, email: &str, next: &str) -> Page {
    assert_eq!(
        register(browser, email, next).await.location(),
        "/registrera/klar"
    );
    let letter = web.letter_to(email).await.unwrap();
    let link = link_in(&letter, "/bekrafta/");
    let page = browser.open(&link).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Bekräfta och logga in"));
    let stod = named_in(&page);
    let form = [("password", PASSWORD), ("stod", stod.as_str())];
    browser.answer(&link, &form).await
}

/// Which proposal's support the page's form says will be given; empty where none is.
fn named_in(page: &Page) -> String {
    let Some(at) = page.text.find("name=\"stod\"") else {
        return String::new();
    };
    let value = page.text[at..].split("value=\"").nth(1).unwrap();
    value[..value.find('"').unwrap()].to_owned()
}

on_both!(from_registering_to_a_comment_with_cookies_only, |app| {
    let web = app.web().await;
    let author = app.resident("Åsbybo").await;
    let id = app.proposal(&author, "Belysning").await;
    let case = format!("/forslag/{id}/belysning");
    let mut browser = web.visitor();

    // Supporting leads to signing in, and from there to an account.
    let page = browser.post_form(&format!("{case}/stod"), &[]).await;
    let sign_in = page.location().to_owned();
    assert!(sign_in.starts_with("/logga-in?sedan="), "{sign_in}");
    let page = browser.get(&sign_in).await;
    assert!(page.text.contains("räknas ditt stöd direkt"));
    assert!(page.text.contains("autocomplete=\"current-password\""));
    assert!(browser.cookies.is_empty(), "no cookie before signing in");
    let next = format!("{case}?gor=stod");
    assert!(
        page.text.contains(&format!("value=\"{next}\"")),
        "{}",
        page.text
    );

    let page = browser.get("/registrera").await;
    assert!(page.text.contains("autocomplete=\"new-password\""));
    let page = confirmed(&web, &mut browser, "ny@example.org", &next).await;
    assert_eq!(page.location(), case);
    let page = browser.get(&case).await;
    assert!(page.text.contains("Ditt stöd är räknat."));
    assert!(
        page.text.contains("Ekbackenbo"),
        "the menu says who is signed in"
    );
    assert_eq!(app.number("select count(*) from support").await, 1);

    let comment = [("text", "Stigen är mörk."), ("stance", "for")];
    let page = browser.post_form(&format!("{case}/inlagg"), &comment).await;
    assert_eq!(page.status, 303);
    assert!(browser.get(&case).await.text.contains("Stigen är mörk."));

    // Out, and in again by password.
    assert_eq!(browser.post_form("/logga-ut", &[]).await.location(), "/");
    assert_eq!(browser.get("/konto").await.status, 303);
    let form = [
        ("email", "NY@example.org "),
        ("password", PASSWORD),
        ("sedan", "/konto"),
    ];
    let page = browser.post_form("/logga-in", &form).await;
    assert_eq!(page.location(), "/konto");
    let page = browser.get("/konto").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("ny@example.org") && page.text.contains("1 förslag"));
});

// Everybody can send somebody a link to the sign-in page with a deed in it.
on_both!(nobody_supports_what_no_page_named, |app| {
    let web = app.web().await;
    let author = app.resident("Åsbybo").await;
    let id = app.proposal(&author, "Belysning <längs> stigen").await;
    let case = format!("/forslag/{id}/belysning-langs-stigen");
    let next = format!("{case}?gor=stod");
    let mut browser = web.visitor();
    confirmed(&web, &mut browser, "ny@example.org", "").await;
    let sign_in = format!("/logga-in?sedan={}", urlencoding::encode(&next));
    let page = web.visitor().get(&sign_in).await;
    assert!(
        page.text.contains("Belysning &lt;längs&gt; stigen"),
        "{}",
        page.text
    );
    assert_eq!(named_in(&page), id.to_string());

    // A form without the page's word, or with that of another page, only leads there.
    for named in ["", "0", "99", "x"] {
        let form = [
            ("email", "ny@example.org"),
            ("password", PASSWORD),
            ("sedan", next.as_str()),
            ("stod", named),
        ];
        let page = web.visitor().post_form("/logga-in", &form).await;
        assert_eq!(page.location(), case, "{named}");
    }
    assert_eq!(app.number("select count(*) from support").await, 0);

    // The way through a registration: the letter's page names it too.
    let mut stranger = web.visitor();
    register(&mut stranger, "annan@example.org", &next).await;
    let letter = web.letter_to("annan@example.org").await.unwrap();
    let link = link_in(&letter, "/bekrafta/");
    let page = stranger.open(&link).await;
    assert!(page.text.contains("Belysning &lt;längs&gt; stigen"));
    assert_eq!(named_in(&page), id.to_string());
    let wrong = stranger.answer(&link, &[("password", "fel")]).await;
    assert_eq!(named_in(&wrong), id.to_string(), "also when it came back");
    let page = stranger.answer(&link, &[("password", PASSWORD)]).await;
    assert_eq!(page.location(), case);
    assert_eq!(app.number("select count(*) from support").await, 0);

    // What the reader may not know of is not named.
    let hidden = web
        .visitor()
        .get("/logga-in?sedan=/forslag/99/x%3Fgor%3Dstod")
        .await;
    assert_eq!(
        (hidden.status.as_u16(), named_in(&hidden)),
        (200, String::new())
    );
});

on_both!(a_link_works_once_and_says_so, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    register(&mut browser, "ny@example.org", "").await;
    let letter = web.letter_to("ny@example.org").await.unwrap();
    let link = link_in(&letter, "/bekrafta/");
    // A mail scanner opens the link, and opens it again: nothing is used up.
    for _ in 0..2 {
        assert_eq!(web.visitor().open(&link).await.status, 200);
    }
    let password = [("password", PASSWORD)];
    assert_eq!(browser.answer(&link, &password).await.location(), "/");
    for page in [
        browser.open(&link).await,
        browser.answer(&link, &password).await,
    ] {
        assert_eq!(page.status, 410);
        assert!(page.text.contains("Länken är redan använd"));
        assert!(page.text.contains("Tillbaka till ditt konto"));
    }
    // Whoever is not signed in is led there.
    let page = web.visitor().open(&link).await;
    assert_eq!(page.status, 410);
    assert!(words(&page.text, "").contains("href=\"/logga-in\""));
    register(&mut browser, "sen@example.org", "").await;
    let late = link_in(
        &web.letter_to("sen@example.org").await.unwrap(),
        "/bekrafta/",
    );
    web.clock.advance_ms(25 * 3_600_000);
    let page = browser.answer(&late, &[]).await;
    assert_eq!(page.status, 410);
    assert!(page.text.contains("Länken är för gammal"));
    let page = browser.open("/bekrafta/hittep%C3%A5").await;
    assert_eq!(page.status, 404);
    assert!(page.text.contains("Länken fungerar inte"));
});

on_both!(a_links_secret_leaves_the_address, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    register(&mut browser, "ny@example.org", "").await;
    let letter = web.letter_to("ny@example.org").await.unwrap();
    let link = link_in(&letter, "/bekrafta/");
    let token = link.trim_start_matches("/bekrafta/");
    let led = browser.get(&link).await;
    assert_eq!((led.status.as_u16(), led.location()), (303, "/bekrafta"));
    let cookie = led.header("set-cookie");
    assert_eq!(
        cookie,
        format!("nara_link_confirm={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600")
    );
    assert_eq!(led.header("cache-control"), "no-store");
    let page = browser.get("/bekrafta").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("action=\"/bekrafta\""), "{}", page.text);
    assert!(!page.text.contains(token), "{}", page.text);
    let english = web.visitor().get(&format!("/en{link}")).await;
    assert_eq!(english.location(), "/en/bekrafta");
    // The form comes back without it, and who never opened the link has nothing.
    let wrong = browser.post_form("/bekrafta", &[("password", "fel")]).await;
    assert_eq!(wrong.status, 422);
    assert!(!wrong.text.contains(token));
    assert_eq!(web.visitor().get("/bekrafta").await.status, 404);
    let right = [("password", PASSWORD)];
    assert_eq!(
        web.visitor().post_form("/bekrafta", &right).await.status,
        404
    );
    // Opened in another window, another page's link takes nothing away.
    browser.get("/nytt-losenord/a.b.c").await;
    assert_eq!(browser.post_form("/bekrafta", &right).await.location(), "/");
    assert!(!browser.cookies.contains_key("nara_link_confirm"));
});

on_both!(nobody_learns_who_has_an_account, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    confirmed(&web, &mut browser, "finns@example.org", "").await;
    let mut stranger = web.visitor();
    let page = register(&mut stranger, "finns@example.org", "").await;
    assert_eq!(page.location(), "/registrera/klar");
    let mut answers = Vec::new();
    for email in ["finns@example.org", "saknas@example.org"] {
        let form = [("email", email), ("password", "fel lösenord, helt fel")];
        let page = web.visitor().post_form("/logga-in", &form).await;
        assert_eq!(page.status, 401);
        assert!(
            page.text.contains(&format!("value=\"{email}\"")),
            "the address is kept"
        );
        assert!(!page.text.contains("helt fel"), "the password is not");
        answers.push(words(&page.text, email));
    }
    assert_eq!(answers[0], answers[1]);
});

/// The page's own words, without what differs from one response to the next.
fn words(html: &str, email: &str) -> String {
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    main.replace(email, "")
}

on_both!(
    what_is_wrong_with_a_registration_is_said_at_the_field,
    |app| {
        let web = app.web().await;
        let mut browser = web.visitor();
        let form = [
            ("display_name", "E"),
            ("email", "ingen adress"),
            ("password", "kort"),
        ];
        let page = browser.post_form("/registrera", &form).await;
        assert_eq!(page.status, 422);
        for field in ["display_name", "email", "password"] {
            assert!(
                page.text.contains(&format!("id=\"register-{field}-fel\"")),
                "{field}"
            );
            assert!(
                page.text.contains(&format!("href=\"#register-{field}\"")),
                "{field}"
            );
        }
        assert!(page.text.contains("value=\"ingen adress\""));
        assert!(!page.text.contains("value=\"kort\""));
        let page = browser.post_form("/registrera", &[("admin", "1")]).await;
        assert_eq!(page.status, 400);
        let page = browser.post_form("/en/registrera", &form).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("lang=\"en\""));
    }
);

async fn demo(app: &App) -> Web {
    let web = app
        .web_with(Options {
            demo: true,
            ..Options::default()
        })
        .await;
    for account in DEMO_ACCOUNTS {
        let email = format!("{account}@bjorksjo.example");
        let mut tx = app.db.begin().await.unwrap();
        nara_server::execute!(
            tx,
            "insert into person (email, email_confirmed_at, display_name, level, created_at) \
             values ($1, $2, $3, 'n1', $2)",
            email,
            app.now.0,
            account,
        )
        .unwrap();
        tx.commit().await.unwrap();
    }
    web
}

on_both!(the_demos_people_are_a_button_each, |app| {
    let web = demo(&app).await;
    let author = app.resident("Åsbybo").await;
    let id = app.proposal(&author, "Belysning").await;
    let page = web.visitor().get("/logga-in").await;
    for account in DEMO_ACCOUNTS {
        assert!(
            page.text.contains(&format!("value=\"{account}\"")),
            "{account}"
        );
        let mut browser = web.visitor();
        let page = browser
            .post_form("/demo/logga-in", &[("konto", account)])
            .await;
        assert_eq!(page.location(), "/", "{account}");
        assert_eq!(browser.get("/konto").await.status, 200, "{account}");
    }
    let mut browser = web.visitor();
    let next = format!("/forslag/{id}/belysning?gor=stod");
    let page = browser
        .get(&format!("/logga-in?sedan={}", urlencoding::encode(&next)))
        .await;
    let stod = named_in(&page);
    let form = [
        ("konto", "invanare"),
        ("sedan", next.as_str()),
        ("stod", stod.as_str()),
    ];
    let page = browser.post_form("/demo/logga-in", &form).await;
    assert_eq!(page.location(), format!("/forslag/{id}/belysning"));
    assert_eq!(app.number("select count(*) from support").await, 1);
    let page = browser
        .post_form("/demo/logga-in", &[("konto", "kungen")])
        .await;
    assert_eq!(page.status, 404);
});

on_both!(there_is_no_demo_outside_the_demo, |app| {
    let web = app.web().await;
    let mut browser = web.visitor();
    assert!(
        !browser
            .get("/logga-in")
            .await
            .text
            .contains("name=\"konto\"")
    );
    assert_eq!(
        browser
            .post_form("/demo/logga-in", &[("konto", "admin")])
            .await
            .status,
        404
    );
    assert_eq!(browser.get("/demo/post").await.status, 404);
    assert!(browser.cookies.is_empty());
});

on_both!(the_demos_letters_can_be_read_and_followed, |app| {
    let web = demo(&app).await;
    let mut browser = web.visitor();
    assert!(
        browser
            .get("/demo/post")
            .await
            .text
            .contains("Inga brev än")
    );
    register(&mut browser, "ny@example.org", "").await;
    let done = browser.get("/registrera/klar").await;
    assert!(done.text.contains("href=\"/demo/post\""));
    let page = browser.get("/demo/post").await;
    assert!(page.text.contains("ny@example.org"));
    let at = page.text.find("href=\"/bekrafta/").unwrap() + 6;
    let link = &page.text[at..at + page.text[at..].find('"').unwrap()];
    assert_eq!(browser.open(link).await.status, 200);
});

on_both!(signing_in_leads_to_no_other_site, |app| {
    let web = demo(&app).await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ] {
        let form = [("konto", "invanare"), ("sedan", next)];
        let page = web.visitor().post_form("/demo/logga-in", &form).await;
        assert_eq!(page.location(), "/", "{next}");
    }
});

on_both!(a_key_is_shown_once_and_works, |app| {
    let web = app.web().await;
    let person = app.resident("Ekbackenbo").await;
    let mut browser = web.signed_in(&person).await;
    let page = browser.post_form("/konto/nyckel", &[]).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cache-control"), "no-store");
    let at = page.text.find("id=\"nyckel\"").unwrap();
    let tag = &page.text[page.text[..at].rfind('<').unwrap()..];
    let value = tag.split("value=\"").nth(1).unwrap();
    let key = value[..value.find('"').unwrap()].to_owned();
    assert!(!browser.get("/konto").await.text.contains(&key));
    let mut program = web.visitor();
    program.set_header("authorization", &format!("Bearer {key}"));
    let list = "/api/v1/proposals";
    assert_eq!(program.get(list).await.status, 200);
    // Signing out everywhere ends sessions and keys.
    let page = browser.post_form("/konto/logga-ut-overallt", &[]).await;
    assert_eq!(page.location(), "/");
    assert_eq!(browser.get("/konto").await.status, 303);
    assert_eq!(program.get(list).await.status, 401);
    assert_eq!(
        web.visitor().post_form("/konto/nyckel", &[]).await.status,
        303
    );
});
