//! Letters to those who support or follow: each of them one, and nobody who wants none.

use std::path::PathBuf;

use nara_app::i18n::Lang;
use nara_app::proposals::api::ProposalPort;
use nara_domain::actor::Actor;
use nara_domain::time::Stamp;
use nara_server::execute;
use nara_server::jobs::clean;
use nara_server::mail::letters::Letter;
use nara_server::mail::mailing::{Whom, to_many};

use crate::common::App;
use crate::follow::answered;
use crate::on_both;

fn folder(app: &App) -> PathBuf {
    let name: String = app
        .address
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    std::env::temp_dir().join(format!("nara-told-{name}"))
}

/// Who has how many letters about an answer that wait or were sent.
async fn letters_of(app: &App, actor: &Actor) -> i64 {
    let id = actor.person_id().unwrap().get();
    let (count,) = nara_server::fetch_one!(
        app.db.read().await.unwrap(),
        (i64,),
        "select count(*) from outbox where person_id = $1",
        id,
    )
    .unwrap();
    count
}

on_both!(
    followers_are_told_what_supporters_are_told_each_once,
    |app| {
        let web = app.web().await;
        let (by, maja) = (app.resident("Boende").await, app.official("Maja").await);
        let id = app.proposal(&by, "Belysning").await;
        let [supports, follows, both, stopped, left, none] = [
            app.resident("Stöder").await,
            app.official("Följer").await,
            app.resident("Båda").await,
            app.resident("Stoppat").await,
            app.resident("Slutat").await,
            app.resident("Inget").await,
        ];
        let follow = &web.state.follow;
        for actor in [&supports, &both, &stopped] {
            app.proposals.support(actor, id, app.now).await.unwrap();
        }
        for actor in [&follows, &both, &left, &by] {
            follow.follow(actor, id, app.now).await.unwrap();
        }
        for actor in [&stopped, &left] {
            follow.unfollow(actor, id, app.now).await.unwrap();
        }
        follow.set_all(&none, false, app.now).await.unwrap();
        app.proposals.support(&none, id, app.now).await.unwrap();
        answered(&app, &maja, id).await;
        assert_eq!(app.spread().await, 3);
        for (actor, count) in [
            (&supports, 1),
            (&follows, 1),
            (&both, 1),
            (&stopped, 0),
            (&left, 0),
            (&none, 0),
        ] {
            assert_eq!(letters_of(&app, actor).await, count, "{:?}", actor.name());
        }
        // The proposer's is of another kind: nothing to stop.
        assert_eq!(letters_of(&app, &by).await, 0);
        assert_eq!(app.number("select count(*) from outbox").await, 5);
        let bodies = "select count(distinct body) from outbox where person_id is not null";
        assert_eq!(app.number(bodies).await, 1, "the same letter");
        let empty = "select count(*) from outbox where trim(body) = '' or trim(subject) = ''";
        assert_eq!(app.number(empty).await, 0);
    }
);

on_both!(
    what_only_supporters_can_answer_is_asked_of_nobody_else,
    |app| {
        let web = app.web().await;
        let by = app.resident("Boende").await;
        let (supports, follows) = (app.resident("Siv").await, app.resident("Olle").await);
        let id = app.proposal(&by, "Belysning").await;
        app.proposals.support(&supports, id, app.now).await.unwrap();
        web.state
            .follow
            .follow(&follows, id, app.now)
            .await
            .unwrap();
        let letter = Letter {
            subject: "Blev det gjort?".to_owned(),
            body: "Säg vad du tycker.".to_owned(),
        };
        for (whom, count) in [(Whom::Supporters, 1), (Whom::Told, 2)] {
            let mut tx = app.db.begin().await.unwrap();
            let who = (by.person_id().unwrap(), Lang::Sv);
            to_many(&mut tx, (id, whom), who, &letter, app.now)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(app.spread().await, count, "{whom:?}");
        }
        assert_eq!(letters_of(&app, &supports).await, 2);
        assert_eq!(letters_of(&app, &follows).await, 1);
    }
);

on_both!(whoever_follows_later_is_told_of_what_comes_next, |app| {
    let web = app.web().await;
    let (by, maja) = (app.resident("Boende").await, app.official("Maja").await);
    let siv = app.resident("Siv").await;
    let id = app.proposal(&by, "Belysning").await;
    answered(&app, &maja, id).await;
    let later = app.now.plus_minutes(1);
    web.state.follow.follow(&siv, id, later).await.unwrap();
    assert_eq!(app.spread().await, 0);
    // Somebody who left and came back meanwhile: what happened in between is not told either.
    let olle = app.resident("Olle").await;
    web.state.follow.follow(&olle, id, Stamp(0)).await.unwrap();
    web.state
        .follow
        .unfollow(&olle, id, Stamp(1))
        .await
        .unwrap();
    answered(&app, &maja, id).await;
    web.state.follow.follow(&olle, id, later).await.unwrap();
    assert_eq!(app.spread().await, 0);
});

// More than one transaction writes, overlapping: every third supports, every second follows.
on_both!(many_who_do_both_get_one_each, |app| {
    let by = app.resident("Boende").await;
    let maja = app.official("Maja").await;
    let id = app.proposal(&by, "Belysning").await;
    let people = app.residents(1_500).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set email = 'p' || person_id || '@example.org', email_confirmed_at = 0
         where display_name like 'Invånare %'",
    )
    .unwrap();
    let first = people[0].person_id().unwrap().get();
    for (table, each) in [("support", 3_i64), ("follow", 2_i64)] {
        let mut insert = nara_server::db::Statement::new(match table {
            "support" => "insert into support (proposal_id, person_id, at) ",
            _ => "insert into follow (proposal_id, person_id, at) ",
        });
        insert
            .sql("select ")
            .bind(id.get())
            .sql(", person_id, ")
            .bind(app.now.0)
            .sql(" from person where display_name like 'Invånare %' and (person_id - ")
            .bind(first)
            .sql(") % ")
            .bind(each)
            .sql(" = 0");
        tx.run(insert).await.unwrap();
    }
    tx.commit().await.unwrap();
    answered(&app, &maja, id).await;
    let wanted = (0..1_500).filter(|n| n % 3 == 0 || n % 2 == 0).count();
    assert_eq!(app.spread().await, u64::try_from(wanted).unwrap());
    let (all, different) = (
        "select count(*) from outbox where person_id is not null",
        "select count(distinct person_id) from outbox where person_id is not null",
    );
    assert_eq!(app.number(all).await, 1_000);
    assert_eq!(app.number(different).await, 1_000);
});

on_both!(stopped_between_writing_and_sending_nothing_is_sent, |app| {
    let web = app.web().await;
    let (by, maja) = (app.resident("Boende").await, app.official("Maja").await);
    let [siv, olle, eva] = [
        app.resident("Siv").await,
        app.resident("Olle").await,
        app.resident("Eva").await,
    ];
    let id = app.proposal(&by, "Belysning").await;
    let other = app
        .proposal(&app.resident("Annan").await, "Fler bänkar")
        .await;
    for actor in [&siv, &olle, &eva] {
        for id in [id, other] {
            app.proposals.support(actor, id, app.now).await.unwrap();
        }
    }
    answered(&app, &maja, id).await;
    answered(&app, &maja, other).await;
    assert_eq!(app.spread().await, 6);
    let follow = &web.state.follow;
    follow.unfollow(&siv, id, app.now).await.unwrap();
    follow.set_all(&olle, false, app.now).await.unwrap();
    let folder = folder(&app);
    let post = web.post(folder.clone());
    // Siv's about the other, both of Eva's, and the receipts and letters of those who proposed.
    let own = app
        .number("select count(*) from outbox where person_id is null")
        .await;
    assert_eq!(
        post.send_due().await.unwrap(),
        usize::try_from(own + 3).unwrap()
    );
    for (actor, count) in [(&siv, 1), (&olle, 0), (&eva, 2)] {
        assert_eq!(letters_of(&app, actor).await, count, "{:?}", actor.name());
    }
    let waits = "select count(*) from outbox where sent_at is null";
    assert_eq!(app.number(waits).await, 0);
    std::fs::remove_dir_all(folder).unwrap();
});

on_both!(a_letter_to_many_says_how_to_stop_and_no_other_does, |app| {
    let web = app.web().await;
    let (by, maja) = (app.resident("Boende").await, app.official("Maja").await);
    let siv = app.resident("Siv").await;
    let id = app.proposal(&by, "Belysning").await;
    web.state.follow.follow(&siv, id, app.now).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set lang = 'en' where person_id = $1",
        siv.person_id().unwrap().get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    answered(&app, &maja, id).await;
    app.spread().await;
    let folder = folder(&app);
    web.post(folder.clone()).send_due().await.unwrap();
    let mut said = 0;
    for file in std::fs::read_dir(&folder).unwrap() {
        let file = file.unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        if file.extension().is_some_and(|end| end == "eml") {
            let many = text.contains("List-Unsubscribe: <http://127.0.0.1:3000/avsluta/");
            let post = text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
            assert_eq!(many, post, "{text}");
            said += usize::from(many);
        } else {
            let line = text.contains("http://127.0.0.1:3000/en/avsluta/");
            assert_eq!(line, text.contains("Stop getting them:"), "{text}");
        }
    }
    assert_eq!(said, 1);
    std::fs::remove_dir_all(folder).unwrap();
});

on_both!(what_was_left_is_forgotten_once_no_letter_can_wait, |app| {
    let web = app.web().await;
    let by = app.resident("Boende").await;
    let (siv, olle) = (app.resident("Siv").await, app.resident("Olle").await);
    let id = app.proposal(&by, "Belysning").await;
    app.proposals.support(&siv, id, app.now).await.unwrap();
    let follow = &web.state.follow;
    follow.follow(&olle, id, app.now).await.unwrap();
    for actor in [&siv, &olle] {
        follow.unfollow(actor, id, app.now).await.unwrap();
    }
    clean(web.state.clone()).await.unwrap();
    assert_eq!(app.number("select count(*) from follow").await, 2);
    web.clock.advance_ms(8 * 86_400_000);
    clean(web.state.clone()).await.unwrap();
    // Who supports it goes on getting none.
    let left = app.number("select person_id from follow").await;
    assert_eq!(left, siv.person_id().unwrap().get());
});
