//! Pages of a discussion: what they cost, that every comment is on one, and that an address leads to
//! it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use nara_app::proposals::api::{DiscussionPage, ProposalPort, ProposalView};
use nara_app::proposals::discussion::{OF_REST, OF_SIDE, REPLIES, REPLIES_OPENED, THREADS};
use nara_domain::actor::Actor;
use nara_domain::dialogue::CommentStance;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::proposal::{Ruleset, TransitionKind as T};
use nara_server::db::{Bind, Engine, STATEMENTS, Statement};
use nara_server::execute;

use crate::common::{App, comment};
use crate::on_both;

const STANCES: [&str; 4] = ["for", "against", "question", "neutral"];

/// What a comment answers, and what begins its thread where that is a reply.
type Under = Option<(CommentId, Option<CommentId>)>;

/// Writes many at once, as months of discussion would have. `parents`: what each replies to.
async fn flood(app: &App, by: &Actor, id: ProposalId, parents: &[Under]) -> Vec<i64> {
    let mut tx = app.db.begin().await.unwrap();
    let person = by.person_id().unwrap().get();
    let before = app.number("select count(*) from comment").await;
    let mut ids = Vec::new();
    for (chunk, parents) in parents.chunks(500).enumerate() {
        let mut insert = Statement::new(
            "insert into comment (proposal_id, parent_id, thread_id, person_id, author_name, \
             author_role, author_standing, stance, text, at, once_key, support_count) values ",
        );
        let rows = parents.iter().enumerate().map(|(n, parent)| {
            let n = chunk * 500 + n;
            let stance = match parent {
                None => STANCES[n % 4],
                Some(_) => "neutral",
            };
            [
                id.get().into(),
                Bind::OptInt(parent.map(|(parent, _)| parent.get())),
                Bind::OptInt(parent.and_then(|(_, thread)| thread.map(CommentId::get))),
                person.into(),
                "Bo".into(),
                "resident".into(),
                "null".into(),
                stance.into(),
                format!("Inlägg {n}").into(),
                app.now.0.into(),
                format!("{before}-{n}").into(),
                // So that many have as many as others.
                i64::try_from(n * 7919 % 101).unwrap().into(),
            ]
        });
        insert.rows(rows).sql(" returning comment_id");
        let written: Vec<(i64,)> = tx.all(insert).await.unwrap();
        ids.extend(written.into_iter().map(|(id,)| id));
    }
    execute!(
        tx,
        "update proposal set comment_count = comment_count + $1 where proposal_id = $2",
        i64::try_from(parents.len()).unwrap(),
        id.get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    ids.sort_unstable();
    ids
}

pub async fn threads(app: &App, by: &Actor, id: ProposalId, count: usize) -> Vec<i64> {
    flood(app, by, id, &vec![None; count]).await
}

pub async fn replies(app: &App, by: &Actor, id: ProposalId, to: i64, count: usize) -> Vec<i64> {
    let to = (CommentId::new(to), None);
    flood(app, by, id, &vec![Some(to); count]).await
}

/// Replies to a reply of this thread.
async fn answers(
    app: &App,
    by: &Actor,
    id: ProposalId,
    (thread, to): (i64, i64),
    count: usize,
) -> Vec<i64> {
    let to = (CommentId::new(to), Some(CommentId::new(thread)));
    flood(app, by, id, &vec![Some(to); count]).await
}

async fn page(app: &App, id: ProposalId, page: DiscussionPage) -> ProposalView {
    let page = app.proposals.get_page(&Actor::Visitor, id, page, app.now);
    page.await.unwrap()
}

async fn holding(app: &App, id: ProposalId, comment: i64) -> ProposalView {
    page(app, id, DiscussionPage::Holding(CommentId::new(comment))).await
}

fn shown(view: &ProposalView) -> Vec<i64> {
    let threads = view.discussion.threads.iter();
    threads.map(|thread| thread.comment.id.get()).collect()
}

on_both!(the_first_page_costs_the_same_whatever_came_before, |app| {
    let bo = app.resident("Bo").await;
    let (few, many) = (
        app.proposal(&bo, "Få").await,
        app.proposal(&bo, "Många").await,
    );
    for (id, count) in [(few, 55), (many, 4_000)] {
        let threads = threads(&app, &bo, id, count).await;
        // The newest are answered, one of them by very many.
        for (place, thread) in threads.iter().rev().take(20).enumerate() {
            let most = if place > 0 { 8 } else { count / 5 };
            replies(&app, &bo, id, *thread, most).await;
        }
    }
    let mut cost = Vec::new();
    for id in [few, many, few, many] {
        let count = Arc::new(AtomicU64::new(0));
        let begun = Instant::now();
        let view = STATEMENTS
            .scope(Arc::clone(&count), app.proposals.get(&bo, id, app.now))
            .await
            .unwrap();
        let took = begun.elapsed();
        assert_eq!(view.discussion.threads.len(), THREADS);
        cost.push((count.load(Ordering::Relaxed), view.discussion.shown(), took));
    }
    let (statements, rows, _) = cost[2];
    assert!(statements <= 5, "{statements}");
    assert_eq!(rows, THREADS + 20 * REPLIES);
    assert_eq!((cost[3].0, cost[3].1), (statements, rows));
    // Generous: the machine has other things to do. Reading all of them takes a hundred times as long.
    let (short, long) = (cost[2].2, cost[3].2);
    assert!(
        long < short * 8 + Duration::from_millis(20),
        "{short:?} {long:?}"
    );

    let view = page(&app, many, DiscussionPage::Newest).await;
    let sides = view.discussion.sides;
    assert_eq!(
        (sides.for_it, sides.against, sides.rest),
        (1_000, 1_000, 2_000)
    );
    assert_eq!(view.comment_count, 4_000 + 800 + 19 * 8);
    let busiest = view.discussion.threads.last().unwrap();
    assert_eq!((busiest.reply_count, busiest.replies.len()), (800, REPLIES));
});

on_both!(
    every_comment_is_on_one_page_also_while_others_write,
    |app| {
        let bo = app.resident("Bo").await;
        let id = app.proposal(&bo, "Belysning").await;
        let first = threads(&app, &bo, id, 230).await;
        let mut wanted: BTreeMap<i64, usize> = first.iter().map(|id| (*id, 0)).collect();
        for (thread, count) in [
            (0, 3),
            (1, REPLIES),
            (7, REPLIES + 1),
            (100, 130),
            (229, 60),
        ] {
            let said = replies(&app, &bo, id, first[thread], count).await;
            wanted.extend(said.iter().map(|id| (*id, 0)));
            // The first of them is answered in turn, once as often as fills a page.
            let count = if thread == 100 { 70 } else { 2 };
            let deeper = answers(&app, &bo, id, (first[thread], said[0]), count).await;
            let last = *said.last().unwrap();
            let last = answers(&app, &bo, id, (first[thread], last), 1).await;
            wanted.extend(deeper.into_iter().chain(last).map(|id| (id, 0)));
        }
        let mut at = DiscussionPage::Newest;
        let mut pages = 0;
        loop {
            let view = page(&app, id, at).await;
            pages += 1;
            assert!(shown(&view).is_sorted());
            for thread in &view.discussion.threads {
                let mut seen = vec![thread.comment.id];
                let mut part = thread.clone();
                loop {
                    seen.extend(part.replies.iter().map(|reply| reply.id));
                    let Some(more) = part.goes_on else { break };
                    let view = holding(&app, id, more.get()).await;
                    let same = |one: &&nara_app::proposals::api::Thread| {
                        one.comment.id == thread.comment.id
                    };
                    part = view.discussion.threads.iter().find(same).unwrap().clone();
                    assert!(part.goes_before && part.replies.len() <= REPLIES_OPENED);
                }
                for id in seen {
                    *wanted.entry(id.get()).or_default() += 1;
                }
            }
            // Somebody goes on writing while this is read.
            let new = app.proposals.comment(&bo, id, comment("Nytt"), app.now);
            let new = new.await.unwrap();
            let Some(older) = view.discussion.older else {
                break;
            };
            assert!(older < new.id);
            at = DiscussionPage::Holding(older);
        }
        assert_eq!(pages, 230_usize.div_ceil(THREADS));
        let wrong: Vec<_> = wanted.iter().filter(|(_, seen)| **seen != 1).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        let replied = 3 + REPLIES + REPLIES + 1 + 130 + 60;
        assert_eq!(wanted.len(), 230 + replied + 4 * 2 + 70 + 5);
    }
);

on_both!(no_side_fills_a_sorted_page, |app| {
    let bo = app.resident("Bo").await;
    let id = app.proposal(&bo, "Belysning").await;
    let all = threads(&app, &bo, id, 260).await;
    // Nine of ten write for it.
    let mut tx = app.db.begin().await.unwrap();
    for (n, comment) in all.iter().enumerate().filter(|(n, _)| n % 4 == 1) {
        let stance = if n % 20 == 1 { "against" } else { "for" };
        execute!(
            tx,
            "update comment set stance = $2 where comment_id = $1",
            *comment,
            stance,
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    for (first, most) in [
        (DiscussionPage::Balanced(1), 2 * OF_SIDE + 2 * OF_REST),
        (DiscussionPage::Supported(1), THREADS),
    ] {
        let mut seen = Vec::new();
        for number in 1.. {
            let view = page(&app, id, first.at(number)).await;
            let threads = &view.discussion.threads;
            assert!(threads.len() <= most, "{first:?} {number}");
            let of = |stance| {
                let by = threads
                    .iter()
                    .filter(move |one| one.comment.stance == stance);
                by.map(|one| (-one.comment.supports, -one.comment.id.get()))
                    .collect::<Vec<_>>()
            };
            for stance in CommentStance::ALL {
                assert!(of(*stance).is_sorted(), "{first:?} {stance}");
            }
            if first == DiscussionPage::Balanced(1) && number == 1 {
                assert_eq!(of(CommentStance::Against).len(), 13, "all there are");
                assert_eq!(of(CommentStance::For).len(), OF_SIDE);
                let begin: Vec<_> = threads
                    .iter()
                    .take(26)
                    .map(|one| one.comment.stance)
                    .collect();
                for (n, stance) in begin.into_iter().enumerate() {
                    let turn = [CommentStance::For, CommentStance::Against][n % 2];
                    assert_eq!(stance, turn, "{n}");
                }
            }
            seen.extend(threads.iter().map(|one| one.comment.id.get()));
            assert_eq!(view.discussion.sides.for_it, 65 + 52);
            if !view.discussion.more {
                break;
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, all, "{first:?}");
        let far = page(&app, id, first.at(200)).await;
        assert_eq!((far.discussion.shown(), far.discussion.more), (0, false));
    }
});

on_both!(five_thousand_comments_are_read_as_fast_as_few, |app| {
    let web = app.web().await;
    let bo = app.resident("Bo").await;
    let (few, many) = (
        app.proposal(&bo, "Få").await,
        app.proposal(&bo, "Många").await,
    );
    for (id, count) in [(few, 60), (many, 4_000)] {
        let threads = threads(&app, &bo, id, count).await;
        // A thousand replies: to the newest, to some of each age, and to the first of them.
        let newest = threads.iter().rev().take(10);
        for thread in threads.iter().step_by(count / 20).chain(newest) {
            let said = replies(&app, &bo, id, *thread, count / 160 + 1).await;
            answers(&app, &bo, id, (*thread, said[0]), count / 160 + 1).await;
        }
    }
    assert!(app.number("select max(comment_count) from proposal").await >= 5_000);
    // PostgreSQL does it by itself, a minute later.
    if app.db.engine() == Engine::Postgres {
        let mut tx = app.db.begin().await.unwrap();
        execute!(tx, "analyze").unwrap();
        tx.commit().await.unwrap();
    }
    let orders = ["", "?sortera=balanserat", "?sortera=mest-stod"];
    let mut browser = web.signed_in(&bo).await;
    for order in orders {
        let mut measured = Vec::new();
        for (id, slug) in [(few, "fa"), (many, "manga")] {
            let address = format!("/forslag/{id}/{slug}{order}");
            let mut visitor = web.visitor();
            let (mut took, mut bytes) = (Vec::new(), 0);
            for _ in 0..40 {
                let count = Arc::new(AtomicU64::new(0));
                let begun = Instant::now();
                let page = STATEMENTS
                    .scope(Arc::clone(&count), visitor.get(&address))
                    .await;
                took.push(begun.elapsed());
                assert_eq!(page.status, StatusCode::OK, "{address}");
                // The whole page, and not only its discussion.
                let sent = count.load(Ordering::Relaxed);
                assert!(sent <= 8, "{address}: {sent} statements");
                bytes = page.text.len();
            }
            took.sort_unstable();
            measured.push((took[20], took[37], bytes));
            let count = Arc::new(AtomicU64::new(0));
            let page = STATEMENTS
                .scope(Arc::clone(&count), browser.get(&address))
                .await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            // With whose session it is, and what is new for them.
            let sent = count.load(Ordering::Relaxed);
            assert!(sent <= 8, "{address}: {sent} statements, signed in");
        }
        let [(short, _, fewer), (long, p95, more)] = measured[..] else {
            panic!()
        };
        println!(
            "{:?} {order:>21}: median {long:?} of five thousand, {short:?} of few; p95 {p95:?}; \
             {more} bytes, {fewer}",
            app.db.engine()
        );
        // Generous: the machine has other things to do, and nothing here is optimised. What grows with
        // the discussion takes fifty times as long.
        assert!(
            long < short * 4 + Duration::from_millis(20),
            "{order}: {short:?} {long:?}"
        );
        // What is read and held is the page, however long the discussion is.
        assert!(more < fewer * 2, "{order}: {fewer} {more}");
    }
});

on_both!(a_link_leads_to_the_page_that_holds_the_comment, |app| {
    let bo = app.resident("Bo").await;
    let id = app.proposal(&bo, "Belysning").await;
    let all = threads(&app, &bo, id, 130).await;
    let mut linked = all.clone();
    let busy = replies(&app, &bo, id, all[3], 70).await;
    linked.extend(answers(&app, &bo, id, (all[3], busy[1]), 60).await);
    linked.extend(answers(&app, &bo, id, (all[3], busy[69]), 3).await);
    linked.extend(busy);
    linked.extend(replies(&app, &bo, id, all[129], 7).await);
    for comment in linked.iter().step_by(9).chain(&linked[195..]) {
        let view = holding(&app, id, *comment).await;
        assert!(
            view.discussion.find(CommentId::new(*comment)).is_some(),
            "{comment}"
        );
    }
    // What is on the newest page is shown with all that came after it.
    let newest = shown(&page(&app, id, DiscussionPage::Newest).await);
    assert_eq!(newest, all[80..]);
    assert_eq!(shown(&holding(&app, id, all[80]).await), newest);
    let back = holding(&app, id, all[79]).await;
    assert_eq!(shown(&back), all[30..80]);
    assert_eq!(back.discussion.older, Some(CommentId::new(all[29])));
    // Its page stays as it is whatever is written later, and leads back to the newest.
    let newer = back.discussion.newer.unwrap();
    assert_eq!(newer.get(), all[129]);
    assert_eq!(shown(&holding(&app, id, newer.get()).await), newest);
    threads(&app, &bo, id, 60).await;
    assert_eq!(shown(&holding(&app, id, all[79]).await), all[30..80]);
    assert_eq!(shown(&holding(&app, id, newer.get()).await), all[80..]);

    let elsewhere = app.proposal(&bo, "Bad").await;
    let strange = threads(&app, &bo, elsewhere, 1).await[0];
    let newest = shown(&page(&app, id, DiscussionPage::Newest).await);
    for unknown in [strange, 0, -1, i64::MAX] {
        assert_eq!(
            shown(&holding(&app, id, unknown).await),
            newest,
            "{unknown}"
        );
    }
});

on_both!(a_page_further_back_is_read_and_answered, |app| {
    let web = app.web().await;
    let bo = app.resident("Bo").await;
    let id = app.proposal(&bo, "Belysning").await;
    let path = format!("/forslag/{id}/belysning");
    let all = threads(&app, &bo, id, 120).await;
    replies(&app, &bo, id, all[0], REPLIES + 2).await;
    let mut browser = web.signed_in(&bo).await;
    let first = browser.get(&path).await;
    let is_on = |page: &str, id: i64| page.contains(&format!("id=\"inlagg-{id}\""));
    assert!(is_on(&first.text, all[70]) && !is_on(&first.text, all[69]));
    let older = format!("{path}?inlagg=till-{}#diskussion", all[69]);
    assert!(
        first.text.contains(&format!("href=\"{older}\"")),
        "{}",
        first.text
    );
    assert!(!first.text.contains("Visa nyare inlägg"));
    let second = browser.get(older.split('#').next().unwrap()).await;
    assert!(is_on(&second.text, all[69]) && !is_on(&second.text, all[70]));
    assert!(second.text.contains(&format!("href=\"{path}#diskussion\"")));
    // All of them are counted, not those that are shown.
    assert!(
        second.text.contains("class=\"debate__number\">30"),
        "{}",
        second.text
    );

    // As a program or a paper has it.
    let short = format!("/forslag/{id}?inlagg=till-{}", all[0]);
    let full = format!("{path}?inlagg=till-{}", all[0]);
    assert_eq!(browser.get(&short).await.location(), full);
    let last = browser.get(&full).await;
    assert!(is_on(&last.text, all[0]) && last.text.contains("Visa fler svar (7 i allt)"));
    assert!(!last.text.contains("Visa äldre inlägg"));
    for none in ["till-x", "till-", "x", "till-999999999999999999999"] {
        let page = browser.get(&format!("{path}?inlagg={none}")).await;
        assert_eq!(page.status, StatusCode::OK, "{none}");
        assert!(is_on(&page.text, all[119]), "{none}");
    }

    // Replying to something old shows it, also when the form comes back.
    let reply = browser.get(&format!("{path}?svara={}", all[0])).await;
    let parent = format!("name=\"parent\" value=\"{}\"", all[0]);
    assert!(is_on(&reply.text, all[0]) && reply.text.contains(&parent));
    let to = all[0].to_string();
    let empty = [("text", ""), ("parent", to.as_str()), ("once", "a")];
    let refused = browser.post_form(&format!("{path}/inlagg"), &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains(&parent), "{}", refused.text);
    let fields = [
        ("text", "Till slut"),
        ("parent", to.as_str()),
        ("once", "a"),
    ];
    let sent = browser.post_form(&format!("{path}/inlagg"), &fields).await;
    let written = app.number("select max(comment_id) from comment").await;
    let there = format!("{path}?inlagg=till-{written}#inlagg-{written}");
    assert_eq!(sent.location(), there);
    let page = browser.get(there.split('#').next().unwrap()).await;
    assert!(is_on(&page.text, written) && page.text.contains("Till slut"));
});

on_both!(what_is_out_of_sight_is_on_no_page, |app| {
    let rules = Ruleset {
        version: 2,
        pre_review: true,
        municipality: app.site.municipality.clone(),
        ..Ruleset::bjorksjo()
    };
    app.set_rules(rules).await;
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Grannens garage").await;
    let entry = [
        ("diary_number", "KS/2026:1"),
        ("received_on", "2026-03-04"),
        ("short_description", "Garage"),
    ];
    app.record(&cast.secretary, id, T::Register, &entry).await;
    let all = threads(&app, &cast.proposer, id, 120).await;
    let said = replies(&app, &cast.proposer, id, all[0], 9).await;
    let missing = [("missing", "Ta bort grannens namn.")];
    app.record(&cast.secretary, id, T::RequestCompletion, &missing)
        .await;
    let pages = [
        DiscussionPage::Newest,
        DiscussionPage::Holding(CommentId::new(all[0])),
        DiscussionPage::Holding(CommentId::new(said[8])),
    ];
    for at in pages {
        let hidden = app.proposals.get_page(&Actor::Visitor, id, at, app.now);
        assert!(hidden.await.is_err(), "{at:?}");
    }
    app.record(&cast.proposer, id, T::Withdraw, &[("confirmation", "yes")])
        .await;
    for at in pages {
        let view = page(&app, id, at).await;
        assert_eq!(
            (view.discussion.shown(), view.comment_count),
            (0, 0),
            "{at:?}"
        );
        let sides = view.discussion.sides;
        assert_eq!((sides.for_it, sides.against, sides.rest), (0, 0, 0));
        assert_eq!((view.discussion.older, view.discussion.newer), (None, None));
        let read = app.proposals.get_page(&cast.secretary, id, at, app.now);
        assert!(read.await.unwrap().discussion.shown() > 0, "{at:?}");
    }
    let read = app.proposals.comments(&Actor::Visitor, id, None, 20);
    let read = read.await.unwrap();
    assert_eq!((read.items.len(), read.next), (0, None));
});
