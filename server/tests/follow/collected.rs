//! Letters that collect what happened: in the morning by the clocks on the wall, each thing once, whatever
//! restarts, and never an empty one.

use axum::http::{Method, StatusCode};
use nara_app::news::api::NewsPort;
use nara_app::proposals::api::{NewAct, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::ProposalId;
use nara_domain::news::{News, Pace};
use nara_domain::proposal::Topic;
use nara_domain::time::{Date, Stamp};
use nara_domain::watching::Watched;
use nara_server::execute;

use crate::common::http::link_in;
use crate::common::{App, act, comment, fields};
use crate::on_both;

fn at(day: &str, hour: i8, minute: i8) -> Stamp {
    Stamp::at(Date::parse(day).unwrap(), hour, minute).unwrap()
}

async fn answer(app: &App, by: &Actor, id: ProposalId, text: &str, now: Stamp) {
    let answer: NewAct = act(&[("text", text)]);
    let done = app
        .proposals
        .answer(by, id, ActKind::OfficialAnswer, answer, now)
        .await;
    done.unwrap();
}

/// When letters that collect were written to somebody, and what they say, the first one first.
async fn letters(app: &App, actor: &Actor) -> Vec<(Stamp, String)> {
    let rows = nara_server::fetch_all!(
        app.db.read().await.unwrap(),
        (i64, String),
        "select created_at, subject || '\n' || body from outbox
         where collected and person_id = $1 order by outbox_id",
        actor.person_id().unwrap().get(),
    );
    let rows = rows.unwrap().into_iter();
    rows.map(|(at, text)| (Stamp(at), text)).collect()
}

/// Somebody who wants all of it at this pace, from long before.
async fn reader(app: &App, name: &str, pace: Pace) -> Actor {
    let web = app.web().await;
    let actor = app.resident(name).await;
    let chosen: Vec<_> = News::ALL.iter().map(|news| (*news, pace)).collect();
    web.state
        .news
        .set_paces(&actor, &chosen, Stamp(0))
        .await
        .unwrap();
    actor
}

on_both!(
    a_letter_a_day_and_one_a_week_across_a_change_of_clocks,
    |app| {
        let (by, maja) = (app.resident("Boende").await, app.official("Maja").await);
        let daily = reader(&app, "Daglig", Pace::Daily).await;
        let weekly = reader(&app, "Vecka", Pace::Weekly).await;
        let never = reader(&app, "Aldrig", Pace::Never).await;
        let id = app.proposal(&by, "Belysning").await;
        let topic = Watched::Topic(fields("x").topic.parse::<Topic>().unwrap());
        {
            let web = app.web().await;
            web.state.news.run_due(app.now).await.unwrap();
            for actor in [&daily, &weekly, &never] {
                web.state.follow.follow(actor, id, app.now).await.unwrap();
                web.state.news.watch(actor, &topic, app.now).await.unwrap();
            }
        }
        // Clocks go forward on Sunday, 29 March.
        let happens = [
            (at("2026-03-28", 12, 0), "Vi mäter i höst."),
            (at("2026-03-28", 23, 0), "Mätaren är köpt."),
            (at("2026-03-29", 12, 0), "Mätaren är uppsatt."),
            (at("2026-03-31", 6, 30), "Det är mörkt."),
        ];
        let mut now = at("2026-03-28", 11, 0);
        let mut coming = happens.iter().peekable();
        let (mut one, mut other) = (app.web().await, app.web().await);
        let mut round = 0;
        while now < at("2026-04-06", 12, 0) {
            while let Some((moment, text)) = coming.next_if(|(moment, _)| *moment <= now) {
                answer(&app, &maja, id, text, *moment).await;
                if *moment == happens[2].0 {
                    let new = app.proposal_at(&by, fields("Fler bänkar"), *moment).await;
                    assert!(new.get() > 0);
                }
            }
            // Two servers at once; now and then one of them stops and another starts.
            let (first, second) =
                tokio::join!(one.state.news.run_due(now), other.state.news.run_due(now));
            first.unwrap();
            second.unwrap();
            round += 1;
            match round % 60 {
                20 => one = app.web().await,
                50 => other = app.web().await,
                _ => {}
            }
            now = now.plus_minutes(30);
        }
        let found = letters(&app, &daily).await;
        let when: Vec<Stamp> = found.iter().map(|(at, _)| *at).collect();
        assert_eq!(
            when,
            [
                at("2026-03-29", 7, 0),
                at("2026-03-30", 7, 0),
                at("2026-03-31", 7, 0)
            ]
        );
        assert!(found[0].1.contains("Vi mäter i höst.") && found[0].1.contains("Mätaren är köpt."));
        let newest_first = |text: &str, first: &str, then: &str| text.find(first) < text.find(then);
        assert!(newest_first(
            &found[0].1,
            "Mätaren är köpt.",
            "Vi mäter i höst."
        ));
        assert!(found[1].1.contains("Mätaren är uppsatt.") && found[1].1.contains("Fler bänkar"));
        assert!(!found[1].1.contains("Vi mäter i höst."), "told before");
        assert!(found[2].1.contains("Det är mörkt."));

        let found = letters(&app, &weekly).await;
        let when: Vec<Stamp> = found.iter().map(|(at, _)| *at).collect();
        assert_eq!(when, [at("2026-03-30", 7, 0), at("2026-04-06", 7, 0)]);
        for text in ["Vi mäter", "köpt", "uppsatt", "Fler bänkar"] {
            assert!(found[0].1.contains(text), "{text}: {}", found[0].1);
        }
        assert!(!found[1].1.contains("uppsatt") && found[1].1.contains("Det är mörkt."));
        assert!(letters(&app, &never).await.is_empty());
        // Each thing in one letter.
        let twice = "select count(*) from (select person_id, what, what_id from notice \
        group by person_id, what, what_id having count(*) > 1) t";
        assert_eq!(app.number(twice).await, 0);
        let waits = "select count(*) from notice where due_at is not null";
        assert_eq!(app.number(waits).await, 0);
    }
);

on_both!(
    at_once_is_at_once_and_what_was_collected_waits_for_the_day,
    |app| {
        let (by, siv) = (app.resident("Boende").await, app.resident("Siv").await);
        let soon = reader(&app, "Genast", Pace::AtOnce).await;
        let daily = reader(&app, "Daglig", Pace::Daily).await;
        let mine = app.proposal(&soon, "Belysning").await;
        let theirs = app.proposal(&daily, "Fler bänkar").await;
        let web = app.web().await;
        web.state.news.run_due(app.now).await.unwrap();
        let night = at("2026-03-05", 2, 0);
        for id in [mine, theirs] {
            app.proposals
                .comment(&siv, id, comment("Bra!"), night)
                .await
                .unwrap();
        }
        app.proposals
            .comment(&by, mine, comment("Ja!"), night)
            .await
            .unwrap();
        web.state.news.run_due(night).await.unwrap();
        let found = letters(&app, &soon).await;
        assert_eq!(
            found.len(),
            1,
            "what happened at the same time is one letter"
        );
        assert!(found[0].1.contains("Bra!") && found[0].1.contains("Ja!"));
        assert!(letters(&app, &daily).await.is_empty());
        // The server stands still over the morning: not in the evening, but the next one.
        for (day, hour, count) in [
            ("2026-03-05", 6, 0),
            ("2026-03-05", 21, 0),
            ("2026-03-06", 3, 0),
            ("2026-03-06", 7, 1),
            ("2026-03-06", 8, 1),
        ] {
            web.state.news.run_due(at(day, hour, 0)).await.unwrap();
            assert_eq!(letters(&app, &daily).await.len(), count, "{day} {hour}");
        }
        // What is noted while the letter of a morning is on its way waits for the next one.
        app.proposals
            .comment(
                &siv,
                theirs,
                comment("Och en till."),
                at("2026-03-06", 9, 0),
            )
            .await
            .unwrap();
        web.state
            .news
            .run_due(at("2026-03-06", 9, 0))
            .await
            .unwrap();
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "update notice set due_at = (select max(l.due_at) from notice_letter l)
         where due_at is not null",
        )
        .unwrap();
        tx.commit().await.unwrap();
        web.state
            .news
            .run_due(at("2026-03-06", 10, 0))
            .await
            .unwrap();
        assert_eq!(letters(&app, &daily).await.len(), 1);
        web.state
            .news
            .run_due(at("2026-03-07", 7, 0))
            .await
            .unwrap();
        let found = letters(&app, &daily).await;
        assert_eq!(found.len(), 2);
        assert!(found[1].1.contains("Och en till.") && !found[1].1.contains("Bra!"));
    }
);

on_both!(
    what_cannot_be_told_any_more_is_left_out_and_no_letter_is_empty,
    |app| {
        let siv = app.resident("Siv").await;
        let daily = reader(&app, "Daglig", Pace::Daily).await;
        let other = reader(&app, "Annan", Pace::Daily).await;
        let (one, two) = (
            app.proposal(&daily, "Belysning").await,
            app.proposal(&other, "Fler bänkar").await,
        );
        let web = app.web().await;
        for (id, text) in [(one, "Zqxelakt"), (one, "Bra förslag!"), (two, "Zqxelakt")] {
            app.proposals
                .comment(&siv, id, comment(text), app.now)
                .await
                .unwrap();
        }
        web.state.news.run_due(app.now).await.unwrap();
        let mut tx = app.db.begin().await.unwrap();
        execute!(
            tx,
            "update comment set hidden = 'spam 2026-03-04', text = '' where text = 'Zqxelakt'",
        )
        .unwrap();
        tx.commit().await.unwrap();
        web.state
            .news
            .run_due(at("2026-03-05", 7, 0))
            .await
            .unwrap();
        let found = letters(&app, &daily).await;
        assert_eq!(found.len(), 1);
        assert!(found[0].1.contains("Bra förslag!") && !found[0].1.contains("Zqxelakt"));
        assert!(
            letters(&app, &other).await.is_empty(),
            "nothing is left to tell"
        );

        // What was seen in the list is told by no letter.
        app.proposals
            .comment(&siv, one, comment("Se här!"), at("2026-03-05", 9, 0))
            .await
            .unwrap();
        web.state
            .news
            .run_due(at("2026-03-05", 9, 0))
            .await
            .unwrap();
        let newest = app.number("select max(notice_id) from notice").await;
        let seen = at("2026-03-05", 10, 0);
        web.state.news.read_all(&daily, newest, seen).await.unwrap();
        web.state
            .news
            .run_due(at("2026-03-06", 7, 0))
            .await
            .unwrap();
        assert_eq!(letters(&app, &daily).await.len(), 1);
    }
);

on_both!(it_says_how_to_stop_and_a_click_stops_it, |app| {
    let siv = app.resident("Siv").await;
    let daily = reader(&app, "Daglig", Pace::Daily).await;
    let id = app.proposal(&daily, "Belysning").await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set lang = 'en' where person_id = $1",
        daily.person_id().unwrap().get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    let web = app.web().await;
    let say = async |text: &str, now: Stamp| {
        app.proposals
            .comment(&siv, id, comment(text), now)
            .await
            .unwrap();
        web.state.news.run_due(now).await.unwrap();
    };
    say("Bra!", app.now).await;
    web.state
        .news
        .run_due(at("2026-03-05", 7, 0))
        .await
        .unwrap();
    let mut conn = app.db.read().await.unwrap();
    let sent = nara_server::mail::store::list_as_sent(&mut conn, &web.stops(), 20).await;
    drop(conn);
    let sent = sent.unwrap();
    let letter = sent
        .iter()
        .find(|letter| letter.body.contains("Bra!"))
        .unwrap();
    assert_eq!(letter.subject, "What has happened: Belysning");
    assert!(
        letter.body.contains("/en/konto/aviseringar"),
        "{}",
        letter.body
    );
    assert!(
        letter.body.contains("No more collected letters?"),
        "{}",
        letter.body
    );
    let link = link_in(&letter.body, "/avsluta/");

    let page = web.visitor().get(&link).await;
    assert!(
        page.text.contains("Det gäller brev som samlar"),
        "{}",
        page.text
    );
    assert!(!page.text.contains("Daglig") && !page.text.contains("Belysning"));
    say("En till!", at("2026-03-05", 9, 0)).await;
    let name = app.address.chars().filter(char::is_ascii_alphanumeric);
    let folder = std::env::temp_dir().join(format!("nara-collected-{}", name.collect::<String>()));
    web.clock.advance_ms(24 * 3_600_000);
    let own = app
        .number("select count(*) from outbox where not collected")
        .await;
    let mut program = web.visitor();
    let form = Some("application/x-www-form-urlencoded");
    for _ in 0..2 {
        let click = b"List-Unsubscribe=One-Click".to_vec();
        let answer = program.send(Method::POST, &link, form, click).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    // Neither the one that was written, nor another.
    let post = web.post(folder.clone());
    assert_eq!(
        post.send_due().await.unwrap(),
        usize::try_from(own).unwrap()
    );
    assert_eq!(
        app.number("select count(*) from outbox where collected")
            .await,
        0
    );
    web.state
        .news
        .run_due(at("2026-03-06", 7, 0))
        .await
        .unwrap();
    say("Tredje!", at("2026-03-06", 9, 0)).await;
    web.state
        .news
        .run_due(at("2026-03-07", 7, 0))
        .await
        .unwrap();
    assert!(letters(&app, &daily).await.is_empty());
    let page = web.visitor().get(&link).await;
    assert!(
        page.text.contains("Du får inga fler samlade brev"),
        "{}",
        page.text
    );
    // The list goes on.
    assert_eq!(app.number("select count(*) from notice").await, 3);
    std::fs::remove_dir_all(folder).unwrap();
});

on_both!(chosen_meanwhile_what_waits_goes_by_it, |app| {
    let siv = app.resident("Siv").await;
    let web = app.web().await;
    let [sooner, later, never] = [
        reader(&app, "Tidigare", Pace::Weekly).await,
        reader(&app, "Senare", Pace::Daily).await,
        reader(&app, "Aldrig", Pace::Daily).await,
    ];
    for (n, actor) in [&sooner, &later, &never].into_iter().enumerate() {
        let id = app.proposal(actor, &format!("Förslag {n}")).await;
        app.proposals
            .comment(&siv, id, comment("Bra!"), app.now)
            .await
            .unwrap();
    }
    web.state.news.run_due(app.now).await.unwrap();
    let then = app.now.plus_minutes(5);
    for (actor, pace) in [
        (&sooner, Pace::AtOnce),
        (&later, Pace::Weekly),
        (&never, Pace::Never),
    ] {
        let chosen = [(News::Replies, pace)];
        web.state
            .news
            .set_paces(actor, &chosen, then)
            .await
            .unwrap();
    }
    for (day, hour, counts) in [
        ("2026-03-04", 13, [0, 0, 0]),
        ("2026-03-05", 7, [1, 0, 0]),
        ("2026-03-09", 7, [1, 1, 0]),
    ] {
        web.state.news.run_due(at(day, hour, 0)).await.unwrap();
        for (actor, count) in [&sooner, &later, &never].into_iter().zip(counts) {
            assert_eq!(
                letters(&app, actor).await.len(),
                count,
                "{day} {:?}",
                actor.name()
            );
        }
    }
});

on_both!(what_happened_long_ago_is_told_by_no_letter, |app| {
    let siv = app.resident("Siv").await;
    let daily = reader(&app, "Daglig", Pace::Daily).await;
    let id = app.proposal(&daily, "Belysning").await;
    app.proposals
        .comment(&siv, id, comment("Bra!"), app.now)
        .await
        .unwrap();
    let web = app.web().await;
    // The server stood still for two weeks.
    for days in [14, 15, 16] {
        web.state
            .news
            .run_due(app.now.plus_days(days))
            .await
            .unwrap();
    }
    assert!(letters(&app, &daily).await.is_empty());
    assert_eq!(app.number("select count(*) from notice").await, 1);
});
