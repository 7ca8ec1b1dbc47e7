//! Lists: every order and filter, page by page, whatever arrives in between.

use std::collections::BTreeSet;

use nara_app::error::AppError;
use nara_app::proposals::api::{
    DraftFields, ListQuery, NewComment, ProposalItem, ProposalPort, Sort,
};
use nara_domain::actor::Actor;
use nara_domain::ids::ProposalId;
use nara_domain::proposal::{Kind, StageGroup, Topic, TransitionKind as T};

use crate::common::{App, act, fields, idea, list};
use crate::on_both;

const SORTS: [Sort; 4] = [Sort::Latest, Sort::Support, Sort::Waiting, Sort::Random];
const TOPICS: [&str; 4] = ["trygghet", "trafik", "bad", "lek"];
const PLACES: [&str; 3] = ["", "ekbacken", "asbyn"];

/// Thirty-odd in all states, many of them equal in what they are sorted by.
pub async fn village(app: &App) -> Vec<Actor> {
    let people = app.residents(8).await;
    for n in 0..31_usize {
        let typed = DraftFields {
            topic: TOPICS[n % 4].to_owned(),
            district: PLACES[n % 3].to_owned(),
            ..if n % 5 == 4 {
                idea(&format!("Idé {n}"))
            } else {
                fields(&format!("Lekplats {n}"))
            }
        };
        // Several in the same moment.
        let now = app.now.plus_minutes(i64::try_from(n / 6).unwrap());
        let id = app.proposal_at(&people[n % 8], typed, now).await;
        for person in &people[..n % 4] {
            app.proposals.support(person, id, now).await.unwrap();
        }
        if n % 5 == 1 {
            let form = act(&[("confirmation", "yes")]);
            let proposer = &people[n % 8];
            app.proposals
                .record(proposer, id, T::Withdraw, form, now)
                .await
                .unwrap();
        }
        if n % 10 == 4 {
            let today = now.day().to_string();
            let form = act(&[
                ("owner", "Biblioteket"),
                ("start_on", &today),
                ("cost", "0"),
                ("first_step", "Vi börjar."),
            ]);
            let official = app.official("Maja").await;
            app.proposals
                .idea_step(&official, id, "yes_now", form, now)
                .await
                .unwrap();
        }
    }
    people
}

/// All pages, of so many each.
async fn pages(app: &App, query: &ListQuery, limit: i64) -> Vec<ProposalItem> {
    let mut query = ListQuery {
        limit,
        ..query.clone()
    };
    let mut all = Vec::new();
    loop {
        let page = app
            .proposals
            .list(&Actor::Visitor, &query, "", app.now)
            .await
            .unwrap();
        assert!(page.items.len() <= usize::try_from(limit).unwrap());
        assert!(page.next.is_none() || page.items.len() == usize::try_from(limit).unwrap());
        all.extend(page.items);
        query.seed = page.seed;
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return all,
        }
    }
}

fn ids(items: &[ProposalItem]) -> Vec<ProposalId> {
    items.iter().map(|item| item.id).collect()
}

fn queries() -> Vec<ListQuery> {
    let mut filters = vec![ListQuery::default()];
    for group in StageGroup::ALL {
        filters.push(ListQuery {
            group: Some(*group),
            ..ListQuery::default()
        });
    }
    for kind in Kind::LISTED {
        filters.push(ListQuery {
            kind: Some(kind),
            ..ListQuery::default()
        });
    }
    for topic in [Topic::Safety, Topic::Bathing, Topic::Dogs] {
        filters.push(ListQuery {
            topic: Some(topic),
            ..ListQuery::default()
        });
    }
    filters.push(ListQuery {
        district: Some("ekbacken".to_owned()),
        ..ListQuery::default()
    });
    filters.push(ListQuery {
        text: "lekplats".to_owned(),
        ..ListQuery::default()
    });
    filters.push(ListQuery {
        text: "lekp".to_owned(),
        topic: Some(Topic::Safety),
        kind: Some(Kind::Proposal),
        group: Some(StageGroup::Collecting),
        ..ListQuery::default()
    });
    filters
}

on_both!(pages_together_are_the_whole_list, |app| {
    village(&app).await;
    for sort in SORTS {
        for query in queries() {
            let query = ListQuery {
                sort,
                seed: Some(123_456_789),
                ..query
            };
            let whole = ListQuery {
                limit: 100,
                ..query.clone()
            };
            let page = app
                .proposals
                .list(&Actor::Visitor, &whole, "", app.now)
                .await
                .unwrap();
            let all = ids(&page.items);
            assert_eq!(page.total, i64::try_from(all.len()).unwrap(), "{query:?}");
            assert_eq!(page.next, None);
            let distinct: BTreeSet<_> = all.iter().collect();
            assert_eq!(distinct.len(), all.len());
            for limit in [1, 4, 7] {
                assert_eq!(
                    ids(&pages(&app, &query, limit).await),
                    all,
                    "{sort:?} by {limit}"
                );
            }
        }
    }
});

on_both!(orders_are_what_they_are_called, |app| {
    village(&app).await;
    let sorted = |sort: Sort| {
        let app = app.clone();
        async move {
            pages(
                &app,
                &ListQuery {
                    sort,
                    ..ListQuery::default()
                },
                100,
            )
            .await
        }
    };
    let latest = sorted(Sort::Latest).await;
    assert!(
        latest
            .windows(2)
            .all(|pair| { (pair[0].changed_at, pair[0].id) > (pair[1].changed_at, pair[1].id) })
    );
    let support = sorted(Sort::Support).await;
    assert!(
        support.windows(2).all(|pair| {
            (pair[0].support_count, pair[0].id) > (pair[1].support_count, pair[1].id)
        })
    );
    let waiting = sorted(Sort::Waiting).await;
    assert!(
        waiting.windows(2).all(|pair| {
            (pair[0].submitted_at, pair[0].id) < (pair[1].submitted_at, pair[1].id)
        })
    );
    assert!(waiting.iter().all(|item| !item.course.is_decided()));
    assert!(waiting.len() < latest.len());
    let random = sorted(Sort::Random).await;
    let all: BTreeSet<_> = ids(&latest).into_iter().collect();
    assert_eq!(ids(&random).into_iter().collect::<BTreeSet<_>>(), all);
});

on_both!(a_seed_in_the_address_shows_everybody_the_same, |app| {
    village(&app).await;
    let with = |seed: i64| ListQuery {
        sort: Sort::Random,
        seed: Some(seed),
        ..list(100)
    };
    let order = |seed: i64| {
        let app = app.clone();
        async move {
            let page = app
                .proposals
                .list(&Actor::Visitor, &with(seed), "", app.now)
                .await
                .unwrap();
            assert_eq!(page.seed, Some(seed.rem_euclid(1_000_000_000)));
            ids(&page.items)
        }
    };
    for seed in [0, 1, 500_000_000, 999_999_999, -7, i64::MIN, i64::MAX] {
        assert_eq!(order(seed).await, order(seed).await);
    }
    let orders: BTreeSet<_> = [
        order(0).await,
        order(400_000_000).await,
        order(800_000_000).await,
    ]
    .into_iter()
    .collect();
    assert!(orders.len() > 1, "another seed begins elsewhere");
    let page = app
        .proposals
        .list(
            &Actor::Visitor,
            &ListQuery {
                sort: Sort::Random,
                ..list(5)
            },
            "",
            app.now,
        )
        .await
        .unwrap();
    let seed = page.seed.expect("chosen by the server");
    assert!((0..1_000_000_000).contains(&seed));
});

on_both!(what_arrives_in_between_moves_nothing, |app| {
    let people = village(&app).await;
    for sort in SORTS {
        let mut query = ListQuery {
            sort,
            seed: Some(500_000_000),
            ..list(4)
        };
        let before = ids(&pages(&app, &query, 100).await);
        let mut seen = Vec::new();
        for n in 0.. {
            let page = app
                .proposals
                .list(&Actor::Visitor, &query, "", app.now)
                .await
                .unwrap();
            seen.extend(ids(&page.items));
            // One more arrives while the reader reads.
            let later = app.now.plus_hours(i64::from(n) + 1);
            app.proposal_at(&people[0], fields(&format!("Nytt {sort:?} {n}")), later)
                .await;
            match page.next {
                Some(next) => query.cursor = Some(next),
                None => break,
            }
            assert!(n < 100);
        }
        let distinct: BTreeSet<_> = seen.iter().collect();
        assert_eq!(distinct.len(), seen.len(), "{sort:?}: shown twice");
        // All that were there are shown, in their order.
        let shown: Vec<_> = seen.into_iter().filter(|id| before.contains(id)).collect();
        assert_eq!(shown, before, "{sort:?}");
    }
});

on_both!(
    numbers_beside_the_filters_tell_what_choosing_them_gives,
    |app| {
        village(&app).await;
        for base in queries() {
            for sort in [Sort::Latest, Sort::Waiting] {
                let base = ListQuery {
                    sort,
                    limit: 100,
                    ..base.clone()
                };
                let page = app
                    .proposals
                    .list(&Actor::Visitor, &base, "", app.now)
                    .await
                    .unwrap();
                for group in StageGroup::ALL {
                    let chosen = ListQuery {
                        group: Some(*group),
                        ..base.clone()
                    };
                    let chosen = app
                        .proposals
                        .list(&Actor::Visitor, &chosen, "", app.now)
                        .await
                        .unwrap();
                    let told = page
                        .by_group
                        .iter()
                        .find(|(g, _)| g == group)
                        .map_or(0, |(_, n)| *n);
                    assert_eq!(chosen.total, told, "{base:?} {group}");
                }
                for topic in Topic::ALL {
                    let chosen = ListQuery {
                        topic: Some(*topic),
                        ..base.clone()
                    };
                    let chosen = app
                        .proposals
                        .list(&Actor::Visitor, &chosen, "", app.now)
                        .await
                        .unwrap();
                    let told = page
                        .by_topic
                        .iter()
                        .find(|(t, _)| t == topic)
                        .map_or(0, |(_, n)| *n);
                    assert_eq!(chosen.total, told, "{base:?} {topic}");
                }
            }
        }
    }
);

on_both!(a_cursor_that_was_tampered_with_is_refused, |app| {
    village(&app).await;
    let first = app
        .proposals
        .list(&Actor::Visitor, &list(3), "", app.now)
        .await
        .unwrap();
    let good = first.next.unwrap();
    for bad in [
        "",
        "x",
        "AAAA",
        "eyJvIjowfQ",
        &good[1..],
        &good.repeat(2),
        "'; drop table act",
    ] {
        let query = ListQuery {
            cursor: Some(bad.to_owned()),
            ..list(3)
        };
        let refused = app
            .proposals
            .list(&Actor::Visitor, &query, "", app.now)
            .await;
        assert_eq!(
            refused.map(|page| page.total),
            Err(AppError::Malformed),
            "{bad}"
        );
    }
    let other_order = ListQuery {
        cursor: Some(good),
        sort: Sort::Support,
        ..list(3)
    };
    let refused = app
        .proposals
        .list(&Actor::Visitor, &other_order, "", app.now)
        .await;
    assert_eq!(refused.map(|page| page.total), Err(AppError::Malformed));
});

on_both!(a_page_has_between_one_and_a_hundred, |app| {
    village(&app).await;
    for (limit, expected) in [(-5, 1), (0, 1), (20, 20), (5_000, 31)] {
        let page = app
            .proposals
            .list(&Actor::Visitor, &list(limit), "", app.now)
            .await
            .unwrap();
        assert_eq!(page.items.len(), expected);
    }
});

on_both!(a_comment_brings_it_to_the_top, |app| {
    let people = village(&app).await;
    let last = *ids(&pages(&app, &ListQuery::default(), 100).await)
        .last()
        .unwrap();
    let view = app
        .proposals
        .get(&Actor::Visitor, last, app.now)
        .await
        .unwrap();
    assert_eq!(view.comment_count, 0);
    let new = NewComment {
        text: "Bra".to_owned(),
        ..NewComment::default()
    };
    let later = app.now.plus_days(1);
    if app
        .proposals
        .comment(&people[0], last, new, later)
        .await
        .is_ok()
    {
        let page = app
            .proposals
            .list(&Actor::Visitor, &list(1), "", app.now)
            .await
            .unwrap();
        assert_eq!((page.items[0].id, page.items[0].comment_count), (last, 1));
    }
});
