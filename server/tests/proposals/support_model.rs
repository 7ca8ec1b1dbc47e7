//! Any sequence of giving and taking back, against a model that is a set.

use std::collections::BTreeSet;

use nara_app::proposals::api::ProposalPort;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::on_both;

const PEOPLE: usize = 6;
const PROPOSALS: usize = 3;

/// (who, what, give, whether to wait for the answer before the next one)
type Move = (usize, usize, bool, bool);

fn moves() -> impl Strategy<Value = Vec<Move>> {
    prop::collection::vec(
        (0..PEOPLE, 0..PROPOSALS, any::<bool>(), any::<bool>()),
        1..60,
    )
}

on_both!(any_sequence_ends_like_a_set, |app| {
    let people = app.residents(PEOPLE).await;
    let mut runner = TestRunner::deterministic();
    let mut given = 0;
    for round in 0..12 {
        let mut ids = Vec::new();
        for (n, person) in people.iter().take(PROPOSALS).enumerate() {
            ids.push(
                app.proposal(person, &format!("Belysning {round} {n}"))
                    .await,
            );
        }
        let sequence = moves().new_tree(&mut runner).unwrap().current();
        let mut model: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut waiting = Vec::new();
        for (who, what, give, wait) in sequence {
            let changed = if give {
                model.insert((what, who))
            } else {
                model.remove(&(what, who))
            };
            given += i64::from(changed);
            let (app, person, id) = (app.clone(), people[who].clone(), ids[what]);
            // Handed in order: the queue keeps it, whether somebody waits for the answer or not.
            let mut asking = Box::pin(async move {
                match give {
                    true => app.proposals.support(&person, id, app.now).await,
                    false => app.proposals.withdraw_support(&person, id, app.now).await,
                }
            });
            if wait {
                assert_eq!(asking.await.unwrap().mine, give);
            } else {
                // Polled once: the command is in the queue.
                let first = futures::poll!(&mut asking);
                if let std::task::Poll::Ready(view) = first {
                    assert_eq!(view.unwrap().mine, give);
                } else {
                    waiting.push(asking);
                }
            }
        }
        for asking in waiting {
            asking.await.unwrap();
        }
        for (what, id) in ids.iter().enumerate() {
            let expected = model.iter().filter(|(of, _)| *of == what).count();
            for (who, person) in people.iter().enumerate() {
                let view = app.proposals.get(person, *id, app.now).await.unwrap();
                assert_eq!(view.support.count, i64::try_from(expected).unwrap());
                assert_eq!(view.support.mine, model.contains(&(what, who)));
            }
        }
    }
    assert_eq!(
        app.number("select count(*) from support_event").await,
        given
    );
    let difference = "select cast(coalesce(sum(p.support_count), 0) as bigint) - \
        (select count(*) from support) from proposal p";
    assert_eq!(app.number(difference).await, 0);
});
