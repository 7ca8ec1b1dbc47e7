//! Letters to many: written apart from what they tell of, each once.

use nara_app::proposals::api::ProposalPort;
use nara_domain::answer::ActKind;
use nara_domain::ids::ProposalId;
use nara_server::db::{Bind, Statement};
use nara_server::mail::mailing::write_all;

use crate::common::{App, act};
use crate::on_both;

const LETTERS: &str = "select count(*) from outbox where to_address like 'stod%'";
const ADDRESSES: &str =
    "select count(distinct to_address) from outbox where to_address like 'stod%'";

/// So many people with an address support it; every third reads English.
async fn supporters(app: &App, id: ProposalId, count: i64) {
    let mut tx = app.db.begin().await.unwrap();
    for start in (0..count).step_by(500) {
        let end = (start + 500).min(count);
        let mut insert = Statement::new(
            "insert into person (email, email_confirmed_at, display_name, level, created_at, lang) \
             values ",
        );
        insert
            .rows((start..end).map(|n| {
                let lang = if n % 3 == 0 { "en" } else { "sv" };
                [
                    Bind::Text(format!("stod{n}@example.org")),
                    Bind::Int(app.now.0),
                    Bind::Text(format!("Stödjande {n}")),
                    Bind::Text("n1".to_owned()),
                    Bind::Int(app.now.0),
                    Bind::Text(lang.to_owned()),
                ]
            }))
            .sql(" returning person_id");
        let people: Vec<(i64,)> = tx.all(insert).await.unwrap();
        let mut insert = Statement::new("insert into support (proposal_id, person_id, at) values ");
        insert.rows(
            people
                .iter()
                .map(|(person,)| [id.get(), *person, app.now.0].map(Bind::Int)),
        );
        tx.run(insert).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn answered(app: &App) -> ProposalId {
    let by = app.resident("Boende").await;
    let official = app.official("Maja").await;
    let id = app.proposal(&by, "Belysning vid stigen").await;
    supporters(app, id, 5_000).await;
    let answer = act(&[("text", "Vi mäter i höst.")]);
    app.proposals
        .answer(&official, id, ActKind::OfficialAnswer, answer, app.now)
        .await
        .unwrap();
    id
}

on_both!(publishing_waits_for_no_letter, |app| {
    answered(&app).await;
    // One row a language, and the proposer's own letter.
    assert_eq!(app.number("select count(*) from mailing").await, 2);
    assert_eq!(app.number(LETTERS).await, 0);
    assert_eq!(app.spread().await, 5_000);
    assert_eq!(app.number(LETTERS).await, 5_000);
    assert_eq!(app.number(ADDRESSES).await, 5_000);
    let english = "select count(*) from outbox o join person p on p.email = o.to_address \
        where p.lang = 'en' and o.body like '%Hello%'";
    assert_eq!(app.number(english).await, 1_667);
    assert_eq!(app.number("select count(*) from mailing").await, 0);
    assert_eq!(app.spread().await, 0);
});

on_both!(broken_off_anywhere_nobody_gets_two_and_nobody_none, |app| {
    answered(&app).await;
    // Two servers at once, both of them killed again and again.
    for pause in 0..40 {
        let job =
            |db: nara_server::db::Db, now| tokio::spawn(async move { write_all(&db, now).await });
        let one = job(app.db.clone(), app.now);
        let other = job(app.db.clone(), app.now);
        tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
        one.abort();
        other.abort();
        let _ = (one.await, other.await);
    }
    app.spread().await;
    assert_eq!(app.number(LETTERS).await, 5_000);
    assert_eq!(app.number(ADDRESSES).await, 5_000);
});

on_both!(who_supports_later_is_told_of_what_comes_next, |app| {
    let by = app.resident("Boende").await;
    let official = app.official("Maja").await;
    let id = app.proposal(&by, "Belysning vid stigen").await;
    let answer = act(&[("text", "Vi mäter i höst.")]);
    let before = nara_domain::time::Stamp(app.now.0 - 1);
    app.proposals
        .answer(&official, id, ActKind::OfficialAnswer, answer, before)
        .await
        .unwrap();
    supporters(&app, id, 3).await;
    assert_eq!(app.spread().await, 0);
    assert_eq!(app.number(LETTERS).await, 0);
});
