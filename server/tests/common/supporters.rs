//! Many people with a confirmed address who support one proposal, put where the service would have
//! put them.

use nara_domain::ids::ProposalId;
use nara_domain::time::Stamp;
use nara_server::db::{Bind, Db, Statement};

/// `stod0@example.org`, `stod1@example.org` …; every third reads English.
pub async fn supporters(db: &Db, id: ProposalId, count: i64, now: Stamp) {
    let mut tx = db.begin().await.unwrap();
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
                    Bind::Int(now.0),
                    Bind::Text(format!("Stödjande {n}")),
                    Bind::Text("n1".to_owned()),
                    Bind::Int(now.0),
                    Bind::Text(lang.to_owned()),
                ]
            }))
            .sql(" returning person_id");
        let people: Vec<(i64,)> = tx.all(insert).await.unwrap();
        let mut insert = Statement::new("insert into support (proposal_id, person_id, at) values ");
        insert.rows(
            people
                .iter()
                .map(|(person,)| [id.get(), *person, now.0].map(Bind::Int)),
        );
        tx.run(insert).await.unwrap();
    }
    tx.commit().await.unwrap();
}
