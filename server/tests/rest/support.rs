//! `/api/v1/proposals/{id}/support`.

use nara_app::proposals::api::ProposalPort;
use nara_domain::proposal::TransitionKind;
use serde_json::{Value, json};

use crate::common::act;
use crate::common::http::Browser;
use crate::common::wire::{Served, Wire};
use crate::{delete, is_problem, on_both, put, with_pre_review};

const PATH: &str = "/api/v1/proposals/1/support";

async fn stands(browser: &mut Browser<'_>) -> (Value, Value) {
    let answer = browser.get(PATH).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let support = answer.json();
    (support["count"].clone(), support["mine"].clone())
}

on_both!(giving_and_taking_back_any_number_of_times, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let (mut siv, mut bo) = (web.signed_in(&siv).await, web.signed_in(&bo).await);
    for _ in 0..2 {
        for _ in 0..3 {
            let given = put(&mut bo, PATH).await;
            assert_eq!(given.status, 200, "{}", given.text);
            let expected = json!({
                "count": 1, "mine": true, "threshold": 50, "open": true, "refused": null,
            });
            assert_eq!(given.json(), expected);
        }
        assert_eq!(stands(&mut bo).await, (json!(1), json!(true)));
        assert_eq!(
            stands(&mut siv).await,
            (json!(1), json!(false)),
            "somebody else's"
        );
        assert_eq!(stands(&mut web.visitor()).await, (json!(1), json!(false)));
        for _ in 0..3 {
            let back = delete(&mut bo, PATH).await;
            assert_eq!(back.status, 200, "{}", back.text);
            assert_eq!(
                (&back.json()["count"], &back.json()["mine"]),
                (&json!(0), &json!(false))
            );
        }
        assert_eq!(stands(&mut bo).await, (json!(0), json!(false)));
    }
    assert_eq!(
        put(&mut siv, PATH).await.json()["count"],
        1,
        "one's own counts here"
    );
    assert_eq!(app.number("select count(*) from support_event").await, 5);
});

on_both!(the_page_and_the_list_say_the_same, |app| {
    let people = app.residents(3).await;
    app.proposal(&people[0], "Belysning").await;
    let web = app.web().await;
    for person in &people {
        put(&mut web.signed_in(person).await, PATH).await;
    }
    let mut program = web.visitor();
    assert_eq!(stands(&mut program).await.0, 3);
    assert_eq!(
        program.get("/api/v1/proposals/1").await.json()["support"]["count"],
        3
    );
    assert_eq!(
        program.get("/api/v1/proposals").await.json()["items"][0]["support"]["count"],
        3
    );
});

on_both!(two_hundred_at_once_by_one_person_are_one, |app| {
    let people = app.residents(4).await;
    app.proposal(&people[0], "Belysning").await;
    let web = app.web().await;
    let served = Served::of(&web.state).await;
    for (round, person) in people.iter().enumerate() {
        let cookie = format!("nara_session={}", web.session_of(person).await);
        let puts: Vec<_> = (0..200)
            .map(|_| {
                let (address, cookie) = (served.address, cookie.clone());
                tokio::spawn(async move {
                    let mut wire = Wire::connect(address).await.unwrap();
                    wire.send("PUT", PATH, &[("cookie", &cookie)], "")
                        .await
                        .unwrap()
                })
            })
            .collect();
        for put in puts {
            let answer = put.await.unwrap();
            assert_eq!(answer.status, 200, "{}", answer.text);
            let support = answer.json();
            assert_eq!(
                (&support["count"], &support["mine"]),
                (&json!(round + 1), &json!(true))
            );
        }
    }
    for sql in [
        "select support_count from proposal",
        "select count(*) from support",
        "select count(*) from support_event where kind = 'given'",
        "select count(*) from support_event",
    ] {
        assert_eq!(app.number(sql).await, 4, "{sql}");
    }
    served.stop().await;
});

on_both!(who_may_not_is_told_why, |app| {
    let siv = app.resident("Siv").await;
    let (maja, youth) = (app.official("Maja").await, app.youth("Norrsken").await);
    let unconfirmed = app
        .person("Ny", nara_domain::actor::Level::None, Vec::new())
        .await;
    app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    for person in [&maja, &youth, &unconfirmed] {
        let mut browser = web.signed_in(person).await;
        is_problem(&put(&mut browser, PATH).await, 403, "denied", None);
    }
    let refused = put(&mut web.visitor(), PATH).await;
    is_problem(&refused, 401, "sign_in", None);
    assert_eq!(refused.header("www-authenticate"), "Bearer");
    is_problem(
        &delete(&mut web.visitor(), PATH).await,
        401,
        "sign_in",
        None,
    );
    assert_eq!(app.number("select count(*) from support_event").await, 0);
});

on_both!(what_is_over_is_over, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let id = app.proposal(&siv, "Belysning").await;
    let web = app.web().await;
    let mut program = web.signed_in(&bo).await;
    put(&mut program, PATH).await;
    let form = act(&[("confirmation", "yes")]);
    app.proposals
        .record(&siv, id, TransitionKind::Withdraw, form, app.now)
        .await
        .unwrap();
    let refused = delete(&mut program, PATH).await;
    is_problem(&refused, 409, "support_refused", None);
    let refused = put(&mut web.signed_in(&siv).await, PATH).await;
    is_problem(&refused, 409, "support_refused", None);
    let support = program.get(PATH).await.json();
    assert_eq!(support["open"], false);
    assert_eq!(support["refused"], "ended");
    assert_eq!(
        (&support["count"], &support["mine"]),
        (&json!(1), &json!(true))
    );
    // Asking for what is so already is no error.
    assert_eq!(put(&mut program, PATH).await.status, 200);
});

on_both!(what_is_not_there_cannot_be_supported, |app| {
    with_pre_review(&app).await;
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    app.proposal(&siv, "Hemligheten").await;
    let web = app.web().await;
    let mut program = web.signed_in(&bo).await;
    for path in [PATH, "/api/v1/proposals/999/support"] {
        for answer in [
            program.get(path).await,
            put(&mut program, path).await,
            delete(&mut program, path).await,
        ] {
            is_problem(&answer, 404, "not_found", None);
            assert!(!answer.text.contains("Hemligheten"));
        }
    }
    assert_eq!(app.number("select count(*) from support").await, 0);
});
