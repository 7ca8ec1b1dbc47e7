//! `GET /api/v1/proposals`.

use nara_app::proposals::api::{DraftFields, ProposalPort};
use serde_json::Value;

use crate::common::http::Browser;
use crate::common::{App, fields, idea};
use crate::{is_problem, on_both, with_pre_review};

const LIST: &str = "/api/v1/proposals";

async fn page(browser: &mut Browser<'_>, query: &str) -> Value {
    let page = browser.get(&format!("{LIST}?{query}")).await;
    assert_eq!(page.status, 200, "{query}: {}", page.text);
    assert_eq!(page.header("content-type"), "application/json");
    page.json()
}

fn ids(list: &Value) -> Vec<i64> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_i64().unwrap())
        .collect()
}

/// The ids under a filter, smallest first.
async fn filtered(browser: &mut Browser<'_>, query: &str) -> Vec<i64> {
    let list = page(browser, query).await;
    let mut ids = ids(&list);
    assert_eq!(list["total"], ids.len(), "{query}");
    ids.sort_unstable();
    ids
}

/// 1: a proposal with support; 2: an idea; 3: a proposal elsewhere; 4: one that was taken back.
async fn four(app: &App) {
    let siv = app.resident("Siv").await;
    app.proposal(&siv, "Belysning vid sjön").await;
    let thought = DraftFields {
        topic: "bad".to_owned(),
        ..idea("Bastu i Sjöparken")
    };
    app.proposal_at(&siv, thought, app.now.plus_minutes(1))
        .await;
    let path = DraftFields {
        topic: "cykel".to_owned(),
        district: "asbyn".to_owned(),
        ..fields("Cykelväg till Åsbyn")
    };
    app.proposal_at(&siv, path, app.now.plus_minutes(2)).await;
    let gone = app
        .proposal_at(&siv, fields("Fler soptunnor"), app.now.plus_minutes(3))
        .await;
    let form = crate::common::act(&[("confirmation", "yes")]);
    let withdraw = nara_domain::proposal::TransitionKind::Withdraw;
    app.proposals
        .record(&siv, gone, withdraw, form, app.now.plus_minutes(4))
        .await
        .unwrap();
    app.proposals
        .support(&siv, nara_domain::ids::ProposalId::new(1), app.now)
        .await
        .unwrap();
}

on_both!(every_filter_leaves_what_it_says, |app| {
    four(&app).await;
    let web = app.web().await;
    let mut program = web.visitor();
    for (query, expected) in [
        ("", vec![1, 2, 3, 4]),
        ("amne=trygghet", vec![1, 4]),
        ("amne=bad", vec![2]),
        ("amne=skola", vec![]),
        ("omrade=asbyn", vec![3]),
        ("slag=idea", vec![2]),
        ("slag=proposal", vec![1, 3, 4]),
        ("lage=collecting", vec![1, 2, 3]),
        ("lage=at_municipality", vec![]),
        ("lage=ended", vec![4]),
        ("lage=decided", vec![]),
        ("lage=done", vec![]),
        ("q=belysning", vec![1]),
        ("q=cykelv%C3%A4gar", vec![3]),
        ("q=finns+inte", vec![]),
        (
            "slag=proposal&lage=collecting&amne=cykel&omrade=asbyn&q=cykel",
            vec![3],
        ),
        ("slag=idea&lage=ended", vec![]),
        // Empty ones are none.
        ("q=&lage=&amne=", vec![1, 2, 3, 4]),
    ] {
        assert_eq!(filtered(&mut program, query).await, expected, "{query}");
    }
});

on_both!(a_parameter_that_is_none_is_named, |app| {
    four(&app).await;
    let web = app.web().await;
    let mut program = web.visitor();
    for (query, names) in [
        ("topic=bad", vec!["topic"]),
        ("Amne=bad", vec!["Amne"]),
        ("utm_source=brev&q=x", vec!["utm_source"]),
        (
            "slag=idea&lage=borta&amnen=&lagen=x",
            vec!["amnen", "lagen"],
        ),
        ("offset=20", vec!["offset"]),
        ("=x", vec![""]),
    ] {
        let refused = program.get(&format!("{LIST}?{query}")).await;
        let problem = is_problem(&refused, 400, "unknown_parameter", Some(names[0]));
        let named: Vec<_> = crate::faults(&problem).into_iter().collect();
        let expected: Vec<_> = names
            .iter()
            .map(|name| ((*name).to_owned(), "unknown_field".to_owned()))
            .collect();
        assert_eq!(named, expected, "{query}");
        let comments = format!("{LIST}/1/comments?{query}");
        let refused = program.get(&comments).await;
        assert_eq!(refused.json()["code"], "unknown_parameter", "{query}");
        // A page is shown all the same: links are passed on with additions.
        let page = program.get(&format!("/forslag?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
    }
});

on_both!(every_order_is_what_it_says, |app| {
    four(&app).await;
    let web = app.web().await;
    let mut program = web.visitor();
    assert_eq!(
        ids(&page(&mut program, "").await),
        [4, 3, 2, 1],
        "last changed first"
    );
    assert_eq!(
        ids(&page(&mut program, "ordning=senast").await),
        [4, 3, 2, 1]
    );
    assert_eq!(
        ids(&page(&mut program, "ordning=stod").await)[0],
        1,
        "most support first"
    );
    let waiting = ids(&page(&mut program, "ordning=vantat").await);
    assert_eq!(waiting, [1, 2, 3], "what is over waits no more");
    let one = ids(&page(&mut program, "ordning=slump&fro=7").await);
    assert_eq!(ids(&page(&mut program, "ordning=slump&fro=7").await), one);
    assert_eq!(one.len(), 4);
});

on_both!(values_that_no_filter_has_are_named, |app| {
    let web = app.web().await;
    let mut program = web.visitor();
    for (query, field, code) in [
        ("limit=0", "limit", "out_of_range"),
        ("limit=101", "limit", "out_of_range"),
        ("limit=-1", "limit", "out_of_range"),
        ("limit=abc", "limit", "out_of_range"),
        ("limit=1.5", "limit", "out_of_range"),
        ("limit=99999999999999999999", "limit", "out_of_range"),
        ("lage=borta", "lage", "not_a_choice"),
        ("lage=not_public", "lage", "not_a_choice"),
        ("amne=x", "amne", "not_a_choice"),
        ("omrade=x", "omrade", "not_a_choice"),
        ("slag=x", "slag", "not_a_choice"),
        ("ordning=x", "ordning", "not_a_choice"),
        ("ordning=slump&fro=x", "fro", "not_a_number"),
    ] {
        let refused = program.get(&format!("{LIST}?{query}")).await;
        let problem = is_problem(&refused, 422, "invalid", Some(field));
        assert_eq!(problem["errors"][0]["code"], code, "{query}");
    }
    let all = program.get(&format!("{LIST}?limit=0&amne=x&slag=y")).await;
    let problem = is_problem(&all, 422, "invalid", Some("limit"));
    let named: Vec<_> = crate::faults(&problem)
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(named, ["limit", "amne", "slag"]);
});

on_both!(a_walk_by_cursor_meets_everything_once, |app| {
    let siv = app.resident("Siv").await;
    for n in 0..13 {
        // Several at the same moment: the order is settled by the number then.
        let at = app.now.plus_minutes(n / 3);
        app.proposal_at(&siv, fields(&format!("Förslag {n}")), at)
            .await;
    }
    let web = app.web().await;
    let mut program = web.visitor();
    for order in ["senast", "stod", "vantat", "slump&fro=5", "slump"] {
        for limit in [1, 5, 12, 13, 100] {
            let mut seen = Vec::new();
            let mut query = format!("ordning={order}&limit={limit}");
            loop {
                let list = page(&mut program, &query).await;
                assert_eq!(list["total"], 13);
                seen.extend(ids(&list));
                let Some(next) = list["next"].as_str() else {
                    break;
                };
                assert_eq!(list["items"].as_array().unwrap().len(), limit, "{query}");
                query = format!("ordning={order}&limit={limit}&cursor={next}");
            }
            seen.sort_unstable();
            assert_eq!(seen, (1..=13).collect::<Vec<_>>(), "{order} {limit}");
        }
    }
});

on_both!(a_cursor_of_another_order_or_of_nobody_is_refused, |app| {
    let siv = app.resident("Siv").await;
    for n in 0..3 {
        app.proposal(&siv, &format!("Förslag {n}")).await;
    }
    let web = app.web().await;
    let mut program = web.visitor();
    let next = page(&mut program, "limit=1").await["next"]
        .as_str()
        .unwrap()
        .to_owned();
    let other = program
        .get(&format!("{LIST}?ordning=stod&cursor={next}"))
        .await;
    is_problem(&other, 400, "malformed", None);
    for cursor in ["x", "e30", "%00", "'%20or%201=1%20--", &"A".repeat(5_000)] {
        let refused = program.get(&format!("{LIST}?cursor={cursor}")).await;
        is_problem(&refused, 400, "malformed", None);
    }
});

on_both!(what_is_not_public_is_in_no_list, |app| {
    with_pre_review(&app).await;
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    app.proposal(&siv, "Hemligheten i skogen").await;
    for mut browser in [web.visitor(), web.signed_in(&siv).await] {
        for query in [
            "",
            "q=hemligheten",
            "ordning=vantat",
            "ordning=slump",
            "amne=trygghet",
        ] {
            let list = page(&mut browser, query).await;
            assert_eq!((ids(&list), &list["total"]), (vec![], &0.into()), "{query}");
            assert_eq!(list["next"], Value::Null);
        }
    }
});

on_both!(twenty_where_nothing_is_said, |app| {
    let siv = app.resident("Siv").await;
    for n in 0..21 {
        app.proposal(&siv, &format!("Förslag {n}")).await;
    }
    let web = app.web().await;
    let list = page(&mut web.visitor(), "").await;
    assert_eq!((ids(&list).len(), &list["total"]), (20, &21.into()));
    assert_eq!(ids(&page(&mut web.visitor(), "limit=100").await).len(), 21);
});
