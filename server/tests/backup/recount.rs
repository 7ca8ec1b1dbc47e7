//! What does not add up is found alike by whoever asks the database, and in the rows of its backup.

use nara_app::proposals::api::ProposalPort;
use nara_server::backup::recount::{Sum, ask};

use crate::common::comment;
use crate::on_both;
use crate::program::Folder;
use crate::scene::{made, run};

const RIGHT: &[Sum] = &[];

on_both!(both_find_the_same, |app| {
    let people = app.residents(3).await;
    let id = app.proposal(&people[0], "Belysning vid stigen").await;
    for person in &people[1..] {
        app.proposals.support(person, id, app.now).await.unwrap();
    }
    app.proposals
        .comment(&people[1], id, comment("Bra!"), app.now)
        .await
        .unwrap();
    // Who votes against it below.
    app.resident("Siv").await;
    let shelf = Folder::new();
    for (number, (change, wrong)) in [
        ("update proposal set support_count = support_count", RIGHT),
        (
            "update proposal set support_count = support_count + 1",
            &[Sum::Supporters, Sum::LogOfSupport],
        ),
        (
            "update proposal set support_count = support_count - 1, against_count = 1",
            &[Sum::Opponents, Sum::LogOfOpponents],
        ),
        (
            "insert into opposition (proposal_id, person_id, at) \
             select proposal_id, (select max(person_id) from person), 7 from proposal",
            &[Sum::LogOfOpponents],
        ),
        (
            "insert into support_event (proposal_id, person_id, kind, at) \
             select proposal_id, (select max(person_id) from person), 'against', 7 from proposal",
            RIGHT,
        ),
        (
            "insert into support_event (proposal_id, person_id, kind, at) \
             select proposal_id, (select max(person_id) from person), 'withdrawn', 7 from proposal",
            &[Sum::LogOfSupport],
        ),
        (
            "update comment set support_count = support_count + 1",
            &[Sum::LogOfSupport, Sum::Agreements],
        ),
    ]
    .into_iter()
    .enumerate()
    {
        run(&app.db, change).await;
        let asked = ask(&mut app.db.read().await.unwrap()).await.unwrap();
        let file = shelf.path().join(number.to_string());
        let made = made(&app.db, &file, None).await.unwrap();
        assert_eq!(made.verified.recount.wrong(), asked, "{change}");
        let sums: Vec<Sum> = asked.0.into_iter().map(|(sum, _)| sum).collect();
        assert_eq!(sums, wrong, "{change}");
    }
});
