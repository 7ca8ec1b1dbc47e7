//! Signing in through a provider, as people do.

use axum::http::StatusCode;
use nara_app::identity::desk::ProviderTrouble;
use nara_domain::actor::Role;
use serde_json::json;

use crate::common::App;
use crate::common::http::{Browser, Options, Web};
use crate::on_both;
use crate::provider::{
    NUMBER, OTHER_NUMBER, Provider, Says, Sign, address, chosen, come_back, leave, round,
};

async fn web(app: &App, provider: &Provider) -> Web {
    web_with(app, &[provider.settings("ett", json!({}))]).await
}

async fn web_with(app: &App, list: &[serde_json::Value]) -> Web {
    app.web_with(Options {
        providers: chosen(list),
        ..Options::default()
    })
    .await
}

async fn people(app: &App) -> i64 {
    app.number("select count(*) from person").await
}

async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    browser.get("/konto").await.status == StatusCode::OK
}

on_both!(a_newcomer_comes_back_with_the_support_given, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    let owner = app.resident("Ida").await;
    let id = app.proposal(&owner, "Lekplats i parken").await;
    let next = format!("/forslag/{id}/lekplats-i-parken?gor=stod");
    let mut browser = web.visitor();
    let sign_in = format!("/logga-in?sedan={}", urlencoding::encode(&next));
    let page = browser.get(&sign_in).await;
    assert!(page.text.contains("Logga in med Leg ett"), "{}", page.text);
    let fields = [("sedan", next.as_str()), ("stod", &id.to_string())];
    let back = round(&mut browser, &provider, ("ett", "alva"), &fields).await;
    assert_eq!(back.location(), format!("/forslag/{id}/lekplats-i-parken"));
    assert!(is_signed_in(&mut browser).await);
    assert!(!browser.cookies.contains_key("nara_provider"), "used up");
    let count = "select count(*) from support";
    assert_eq!(app.number(count).await, 1);
    let ways = app.texts("select way from session").await;
    assert_eq!(ways, ["provider"]);
});

on_both!(a_crafted_link_gives_no_support, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    let id = app
        .proposal(&app.resident("Ida").await, "Lekplats i parken")
        .await;
    let next = format!("/forslag/{id}/lekplats-i-parken?gor=stod");
    let mut browser = web.visitor();
    round(
        &mut browser,
        &provider,
        ("ett", "alva"),
        &[("sedan", &next)],
    )
    .await;
    assert!(is_signed_in(&mut browser).await);
    assert_eq!(app.number("select count(*) from support").await, 0);
    // Nor does one lead to another site.
    let mut browser = web.visitor();
    let fields = [("sedan", "https://evil.example/")];
    let back = round(&mut browser, &provider, ("ett", "alva"), &fields).await;
    assert_eq!(back.location(), "/");
});

on_both!(the_second_time_it_is_the_same_account, |app| {
    let (one, two) = (
        Provider::start(app.now).await,
        Provider::start(app.now).await,
    );
    let list = [
        one.settings("ett", json!({})),
        two.settings("tva", json!({})),
    ];
    let web = web_with(&app, &list).await;
    for (provider, id) in [(&one, "ett"), (&one, "ett"), (&two, "tva")] {
        let mut browser = web.visitor();
        round(&mut browser, provider, (id, "alva"), &[]).await;
        assert!(is_signed_in(&mut browser).await, "{id}");
        assert_eq!(people(&app).await, 1, "{id}");
    }
    one.knows("bo", OTHER_NUMBER, "Bo Ek");
    let mut browser = web.visitor();
    round(&mut browser, &one, ("ett", "bo"), &[]).await;
    assert_eq!(people(&app).await, 2, "another number is another person");
});

on_both!(the_same_name_at_another_provider_is_somebody_else, |app| {
    let (one, two) = (
        Provider::start(app.now).await,
        Provider::start(app.now).await,
    );
    two.knows("alva", OTHER_NUMBER, "Alva Sten");
    let list = [
        one.settings("ett", json!({})),
        two.settings("tva", json!({})),
    ];
    let web = web_with(&app, &list).await;
    for (provider, id, name) in [(&one, "ett", "Alva Ek"), (&two, "tva", "Alva Sten")] {
        let mut browser = web.visitor();
        round(&mut browser, provider, (id, "alva"), &[]).await;
        assert!(browser.get("/konto").await.text.contains(name), "{id}");
    }
    assert_eq!(people(&app).await, 2);
});

on_both!(who_changes_their_mind_is_back_where_they_were, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    let mut browser = web.visitor();
    let address = leave(&mut browser, "ett", &[("sedan", "/konto")]).await;
    let mut answer = provider.log_in(&address, "alva");
    answer[0] = ("error".to_owned(), "access_denied".to_owned());
    let back = come_back(&mut browser, "ett", &answer).await;
    assert_eq!(back.location(), "/logga-in?sedan=%2Fkonto");
    let page = browser.get("/logga-in?sedan=%2Fkonto").await;
    assert!(page.text.contains("Du avbröt"), "{}", page.text);
    assert!(!is_signed_in(&mut browser).await);
    assert_eq!(people(&app).await, 0);
});

on_both!(the_way_back_speaks_the_readers_language, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    let mut browser = web.visitor();
    let to = "/en/logga-in/e-legitimation/ett";
    let page = browser.post_form(to, &[("sedan", "/konto")]).await;
    assert!(
        page.text.contains("You are being sent to ID ett"),
        "{}",
        page.text
    );
    let there = address(&page);
    assert!(there.contains("ui_locales=en"), "{there}");
    let answer = provider.log_in(&there, "alva");
    let back = come_back(&mut browser, "ett", &answer).await;
    assert_eq!(back.location(), "/en/konto");
});

on_both!(two_windows_do_not_disturb_each_other, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    let mut browser = web.visitor();
    let first = leave(&mut browser, "ett", &[]).await;
    let second = leave(&mut browser, "ett", &[("sedan", "/konto")]).await;
    let mut answer = provider.log_in(&first, "alva");
    answer[0] = ("error".to_owned(), "access_denied".to_owned());
    let back = come_back(&mut browser, "ett", &answer).await;
    assert_eq!(back.location(), "/logga-in");
    let answer = provider.log_in(&second, "alva");
    let back = come_back(&mut browser, "ett", &answer).await;
    assert_eq!(back.location(), "/konto");
    assert!(is_signed_in(&mut browser).await);
});

on_both!(a_provider_that_is_down_takes_no_other_way_in_away, |app| {
    let provider = Provider::start(app.now).await;
    let list = [provider.settings("ett", json!({ "issuer": "http://127.0.0.1:9" }))];
    let web = web_with(&app, &list).await;
    let mut browser = web.visitor();
    for _ in 0..2 {
        let fields = [("sedan", "/konto"), ("stod", "")];
        let page = browser
            .post_form("/en/logga-in/e-legitimation/ett", &fields)
            .await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(
            page.text.contains("does not answer just now"),
            "{}",
            page.text
        );
        assert!(page.text.contains(r#"action="/en/logga-in""#));
        assert!(
            page.text.contains(r#"name="sedan" value="/konto""#),
            "the way on is kept"
        );
    }
    let trouble = web.state.providers.check("ett", web.now()).await.unwrap();
    assert_eq!(trouble, Some(ProviderTrouble::Down));
    let unknown = browser.post_form("/logga-in/e-legitimation/tre", &[]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
});

on_both!(a_key_that_is_new_is_asked_for_once, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    provider.says(Says {
        sign: Sign::WithAnUnknownKey,
        keys_change: true,
        ..Says::default()
    });
    let mut browser = web.visitor();
    round(&mut browser, &provider, ("ett", "alva"), &[]).await;
    assert!(is_signed_in(&mut browser).await);
    assert_eq!(provider.described(), 1);
    // And it is described anew after a while.
    web.clock.advance_ms(61 * 60_000);
    provider.set_now(web.now());
    let mut browser = web.visitor();
    round(&mut browser, &provider, ("ett", "alva"), &[]).await;
    assert!(is_signed_in(&mut browser).await);
    assert_eq!(provider.described(), 2);
});

on_both!(a_public_client_and_claims_from_their_own_address, |app| {
    let provider = Provider::start(app.now).await;
    let list = [provider.settings(
        "ett",
        json!({ "client_secret_file": null, "userinfo": true, "scopes": ["profile", "nin"] }),
    )];
    let web = web_with(&app, &list).await;
    // The number is at that address only.
    provider.says(Says {
        claims: |claims| {
            claims.remove("nin");
        },
        ..Says::default()
    });
    let mut browser = web.visitor();
    let address = leave(&mut browser, "ett", &[]).await;
    assert!(address.contains("scope=openid+profile+nin"), "{address}");
    let answer = provider.log_in(&address, "alva");
    come_back(&mut browser, "ett", &answer).await;
    assert!(is_signed_in(&mut browser).await);
    assert_eq!(app.number("select count(*) from person_number").await, 1);
});

on_both!(
    groups_give_duties_that_are_awake_and_end_with_the_group,
    |app| {
        let provider = Provider::start(app.now).await;
        let staff = json!([
            { "group": "nara-handlaggare", "role": "official",
              "department": "Tekniska förvaltningen", "title": "trafikingenjör" },
            { "group": "nara-moderator", "role": "moderator" },
        ]);
        let list = [provider.settings("kommunen", json!({ "staff": staff }))];
        let web = web_with(&app, &list).await;
        let duties = "select role from standing where until_at is null order by role";
        let desk = async |browser: &mut Browser<'_>| browser.get("/handlaggning").await.status;
        for (groups, roles, status) in [
            (
                json!(["nara-handlaggare", "nara-moderator"]),
                vec!["moderator", "official"],
                200,
            ),
            (json!(["nara-moderator"]), vec!["moderator"], 200),
            (json!(["nara-Moderator", "andra"]), vec![], 403),
            (json!({ "nara-moderator": true }), vec![], 403),
        ] {
            provider.tells("siv", json!({ "name": "Siv Berg", "groups": groups }));
            let mut browser = web.visitor();
            round(&mut browser, &provider, ("kommunen", "siv"), &[]).await;
            let held = app.texts(duties).await;
            assert_eq!(held, roles, "{groups}");
            assert_eq!(desk(&mut browser).await.as_u16(), status, "{groups}");
            assert!(held.iter().all(|role| role.parse::<Role>().is_ok()));
        }
        assert_eq!(people(&app).await, 1);
    }
);

on_both!(
    nothing_of_a_flow_is_of_use_to_who_reads_the_database,
    |app| {
        let provider = Provider::start(app.now).await;
        let web = web(&app, &provider).await;
        let mut browser = web.visitor();
        let address = leave(&mut browser, "ett", &[("sedan", "/konto")]).await;
        let (_, query) = address.split_once('?').unwrap();
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
        let row = app
            .texts(
                "select provider_flow_id || provider || purpose || next || named || lang \
             from provider_flow",
            )
            .await;
        let [row] = row.as_slice() else {
            panic!("{row:?}")
        };
        for (name, value) in &pairs {
            if ["state", "nonce", "code_challenge"].contains(&name.as_str()) {
                assert!(!row.contains(value.as_str()), "{name}");
            }
        }
        assert!(!row.contains(&browser.cookies["nara_provider"]));
        // The round leaves no number behind either.
        let answer = provider.log_in(&address, "alva");
        come_back(&mut browser, "ett", &answer).await;
        assert!(is_signed_in(&mut browser).await);
        let page = browser.get("/konto").await;
        assert!(!page.text.contains(NUMBER) && !page.text.contains(&NUMBER[2..]));
    }
);

on_both!(the_page_on_the_way_is_none_by_itself, |app| {
    let provider = Provider::start(app.now).await;
    let web = web(&app, &provider).await;
    let mut browser = web.visitor();
    let page = browser.get("/logga-in/e-legitimation/ett").await;
    assert_eq!(page.location(), "/logga-in");
    let page = browser
        .post_form("/logga-in/e-legitimation/ett", &[("syfte", "hacka")])
        .await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    let page = browser
        .post_form("/logga-in/e-legitimation/ett", &[("extra", "1")])
        .await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
});
