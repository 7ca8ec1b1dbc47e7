//! Somebody who wrote ten thousand comments takes their account away while everybody else goes on.

use std::time::{Duration, Instant};

use nara_app::i18n::Lang;
use nara_app::privacy::api::PrivacyPort;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::session::{Proof, Way};

use crate::common::{App, comment};
use crate::on_both;
use crate::threads::threads;

/// People who write, agree and read at the same time, and how long the slowest hundredth of it took.
async fn everybody_else(app: &App, people: &[Actor], id: ProposalId) -> Duration {
    let tasks: Vec<_> = people
        .iter()
        .map(|person| {
            let (app, person) = (app.clone(), person.clone());
            tokio::spawn(async move {
                let mut took = Vec::new();
                for n in 0..150 {
                    let begun = Instant::now();
                    match n % 10 {
                        0 => {
                            let said = app.proposals.comment(&person, id, comment("Ja."), app.now);
                            said.await.unwrap();
                        }
                        _ => {
                            app.proposals.get(&person, id, app.now).await.unwrap();
                        }
                    }
                    took.push(begun.elapsed());
                    // As people do, and so that they are there all the time.
                    tokio::time::sleep(Duration::from_millis(4)).await;
                }
                took
            })
        })
        .collect();
    let mut took = Vec::new();
    for task in tasks {
        took.extend(task.await.unwrap());
    }
    took.sort_unstable();
    took[took.len() * 99 / 100]
}

on_both!(nobody_waits_for_somebody_who_leaves, |app| {
    let web = app.web().await;
    let people = app.residents(4).await;
    let id = app.proposal(&people[0], "Belysning").await;
    let elsewhere = app.proposal(&people[0], "Många").await;
    let proof = Some(Proof::begun(Way::Password, app.now));
    let mut measured = Vec::new();
    // The machine has other things to do: of three who leave, one is left alone.
    for name in ["Bo", "Siv", "Ada"] {
        let leaves = app.resident(name).await;
        threads(&app, &leaves, elsewhere, 10_000).await;
        let alone = everybody_else(&app, &people, id).await;
        let (others, begun) = (everybody_else(&app, &people, id), Instant::now());
        let privacy = &web.state.privacy;
        let (meanwhile, erased) = tokio::join!(others, async {
            privacy
                .erase(&leaves, proof, Lang::Sv, app.now)
                .await
                .unwrap();
            begun.elapsed()
        });
        println!(
            "{:?}: p99 {alone:?} before, {meanwhile:?} while 10 000 comments lost their name in \
             {erased:?}",
            app.db.engine()
        );
        measured.push((alone, meanwhile));
    }
    let named = "select count(*) from comment where author_name in ('Bo', 'Siv', 'Ada')";
    assert_eq!(app.number(named).await, 0);
    assert_eq!(app.number("select count(*) from sealed_name").await, 30_000);
    let kept = |(alone, meanwhile): &(Duration, Duration)| {
        *meanwhile <= *alone + *alone / 5 + Duration::from_millis(2)
    };
    assert!(measured.iter().any(kept), "{measured:?}");
});
