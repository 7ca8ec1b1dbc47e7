//! The list of what happened, on one's own page: who is told of what, once, and what they see of it.

use axum::http::StatusCode;
use nara_app::news::api::NewsPort;
use nara_app::proposals::api::{NewComment, ProposalPort};
use nara_domain::actor::Actor;
use nara_domain::answer::ActKind;
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::proposal::Topic;
use nara_domain::watching::Watched;
use nara_server::execute;
use nara_server::news::telling::tell_all;

use crate::common::http::Web;
use crate::common::{App, act, comment, fields};
use crate::follow::answered;
use crate::on_both;

const PAGE: &str = "/konto/handelser";

async fn told(app: &App, actor: &Actor) -> Vec<String> {
    let id = actor.person_id().unwrap().get();
    let rows = nara_server::fetch_all!(
        app.db.read().await.unwrap(),
        (String, String),
        "select news, what from notice where person_id = $1 order by notice_id",
        id,
    );
    let rows = rows.unwrap().into_iter();
    rows.map(|(news, what)| format!("{news} {what}")).collect()
}

async fn opinion(app: &App, id: ProposalId) {
    let opinion = act(&[("text", "Det är bra för alla.")]);
    app.proposals
        .answer(
            &app.elected("Bo Ek").await,
            id,
            ActKind::ElectedOpinion,
            opinion,
            app.now,
        )
        .await
        .unwrap();
}

async fn said(
    app: &App,
    by: &Actor,
    id: ProposalId,
    new: NewComment,
) -> nara_domain::ids::CommentId {
    let said = app.proposals.comment(by, id, new, app.now).await;
    said.unwrap().id
}

on_both!(each_is_told_of_what_concerns_them_once, |app| {
    let web = app.web().await;
    let [by, votes, follows, watches, stopped, nobody] = [
        app.resident("Boende").await,
        app.resident("Stöder").await,
        app.resident("Följer").await,
        app.resident("Bevakar").await,
        app.resident("Stoppat").await,
        app.resident("Ingen").await,
    ];
    let topic = Watched::Topic(fields("x").topic.parse::<Topic>().unwrap());
    web.state
        .news
        .watch(&watches, &topic, app.now)
        .await
        .unwrap();
    web.state.news.watch(&by, &topic, app.now).await.unwrap();
    let id = app.proposal(&by, "Belysning").await;
    app.proposals.support(&votes, id, app.now).await.unwrap();
    for actor in [&follows, &stopped] {
        web.state.follow.follow(actor, id, app.now).await.unwrap();
    }
    web.state
        .follow
        .unfollow(&stopped, id, app.now)
        .await
        .unwrap();
    let maja = app.official("Maja").await;
    answered(&app, &maja, id).await;
    opinion(&app, id).await;
    let person = Watched::Person("Bo Ek".to_owned());
    web.state
        .news
        .watch(&watches, &person, app.now)
        .await
        .unwrap();
    opinion(&app, id).await;
    let first = said(&app, &votes, id, comment("Äntligen!")).await;
    let reply = NewComment {
        parent: Some(first),
        once: "svar".to_owned(),
        ..comment("Ja!")
    };
    said(&app, &by, id, reply).await;

    // Run by two servers, and again.
    let (one, other) = tokio::join!(tell_all(&app.db, app.now), tell_all(&app.db, app.now));
    let count = one.unwrap() + other.unwrap();
    assert_eq!(tell_all(&app.db, app.now).await.unwrap(), 0);
    let all = app.number("select count(*) from notice").await;
    assert_eq!(u64::try_from(all).unwrap(), count);

    assert_eq!(
        told(&app, &by).await,
        ["answers act", "steps act", "steps act", "replies comment"],
        "not of what they did themselves"
    );
    assert_eq!(
        told(&app, &votes).await,
        ["answers act", "steps act", "steps act", "replies comment"]
    );
    assert_eq!(
        told(&app, &follows).await,
        ["answers act", "steps act", "steps act"]
    );
    // Somebody followed says something: all of it, from when they follow. A moment is a moment.
    let watched = told(&app, &watches).await;
    assert_eq!(watched[0], "new proposal");
    assert!(
        watched[1..].iter().all(|what| what == "answers act"),
        "{watched:?}"
    );
    for actor in [&stopped, &nobody, &maja] {
        assert!(told(&app, actor).await.is_empty(), "{:?}", actor.name());
    }
});

/// Of which comments somebody was told.
async fn told_of(app: &App, actor: &Actor) -> Vec<CommentId> {
    let id = actor.person_id().unwrap().get();
    let rows = nara_server::fetch_all!(
        app.db.read().await.unwrap(),
        (i64,),
        "select what_id from notice where person_id = $1 and what = 'comment' order by notice_id",
        id,
    );
    let rows = rows.unwrap().into_iter();
    rows.map(|(id,)| CommentId::new(id)).collect()
}

fn reply(to: CommentId, text: &str) -> NewComment {
    NewComment {
        parent: Some(to),
        once: text.to_owned(),
        ..comment(text)
    }
}

on_both!(whoever_is_answered_on_any_level_is_told_once, |app| {
    let [by, anna, bo, cai, dag] = [
        app.resident("Boende").await,
        app.resident("Anna").await,
        app.resident("Bo").await,
        app.resident("Cai").await,
        app.resident("Dag").await,
    ];
    let id = app.proposal(&by, "Belysning").await;
    let root = said(&app, &anna, id, comment("Det är mörkt.")).await;
    let first = said(&app, &bo, id, reply(root, "Ja.")).await;
    // It stands below Bo's and answers it.
    let second = said(&app, &cai, id, reply(first, "Nej.")).await;
    // They stand there, too, and answer Cai's, Cai's own and Dag's.
    let third = said(&app, &dag, id, reply(second, "Varför?")).await;
    let own = said(&app, &cai, id, reply(second, "Jag menar så här.")).await;
    let fourth = said(&app, &bo, id, reply(third, "Därför.")).await;
    for _ in 0..2 {
        tell_all(&app.db, app.now).await.unwrap();
    }
    assert_eq!(told_of(&app, &anna).await, [first]);
    assert_eq!(told_of(&app, &bo).await, [second, third, own]);
    assert_eq!(told_of(&app, &cai).await, [third]);
    assert_eq!(told_of(&app, &dag).await, [fourth]);
    let all = [root, first, second, third, own, fourth];
    assert_eq!(told_of(&app, &by).await, all, "whose proposal it is");
});

on_both!(who_is_kept_out_or_hidden_is_told_of_no_answer, |app| {
    let [anna, bo, cai, dag] = [
        app.resident("Anna").await,
        app.resident("Bo").await,
        app.resident("Cai").await,
        app.resident("Dag").await,
    ];
    let id = app.proposal(&anna, "Belysning").await;
    let root = said(&app, &dag, id, comment("Det är mörkt.")).await;
    let first = said(&app, &bo, id, reply(root, "Ja.")).await;
    let second = said(&app, &cai, id, reply(first, "Nej.")).await;
    tell_all(&app.db, app.now).await.unwrap();
    assert_eq!(told_of(&app, &bo).await, [second]);
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update comment set hidden = 'spam 2026-03-04' where comment_id = $1",
        first.get(),
    )
    .unwrap();
    execute!(
        tx,
        "insert into moderation (proposal_id, comment_id, state, opened_at)
         values ($1, $2, 'hidden', $3)",
        id.get(),
        root.get(),
        app.now.0,
    )
    .unwrap();
    execute!(
        tx,
        "insert into restraint (moderation_id, person_id, kind, rule, until_day, state)
         select max(moderation_id), $1, 'mute', 'spam', $2, 'on' from moderation",
        cai.person_id().unwrap().get(),
        app.now.day().to_string(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    said(&app, &dag, id, reply(second, "Varför?")).await;
    tell_all(&app.db, app.now).await.unwrap();
    assert_eq!(told_of(&app, &bo).await, [second]);
    assert!(told_of(&app, &cai).await.is_empty());
    // The day after it is over.
    let later = app.now.plus_days(1);
    let again = reply(second, "Hör du?");
    let again = app.proposals.comment(&dag, id, again, later).await;
    tell_all(&app.db, later).await.unwrap();
    assert_eq!(told_of(&app, &cai).await, [again.unwrap().id]);
    assert_eq!(told_of(&app, &bo).await, [second]);
});

on_both!(what_is_new_stands_in_the_menu_until_it_is_seen, |app| {
    let web = app.web().await;
    let (by, siv) = (app.resident("Boende").await, app.resident("Siv").await);
    let id = app.proposal(&by, "Belysning").await;
    web.state.follow.follow(&siv, id, app.now).await.unwrap();
    answered(&app, &app.official("Maja").await, id).await;
    opinion(&app, id).await;
    let mut browser = web.signed_in(&siv).await;
    let page = browser.get("/forslag").await;
    assert!(!page.text.contains("händelse"), "{}", page.text);
    tell_all(&app.db, app.now).await.unwrap();
    let page = browser.get("/forslag").await;
    assert!(page.text.contains("2 nya händelser</a>"), "{}", page.text);
    let list = browser.get(PAGE).await;
    assert!(
        list.text.contains("Det är bra för alla."),
        "with what was said: {}",
        list.text
    );
    assert!(list.text.contains("Vi mäter i höst."));
    assert!(list.text.contains("Belysning"));

    let newest = app
        .number("select max(notice_id) from notice where person_id <> 0")
        .await;
    let mine = nara_server::fetch_one!(
        app.db.read().await.unwrap(),
        (i64,),
        "select max(notice_id) from notice where person_id = $1",
        siv.person_id().unwrap().get(),
    );
    let (mine,) = mine.unwrap();
    let led = browser.get(&format!("{PAGE}/{mine}")).await;
    assert!(
        led.location()
            .starts_with(&format!("/forslag/{id}/belysning#svar-"))
    );
    let page = browser.get("/forslag").await;
    assert!(page.text.contains("1 ny händelse</a>"), "{}", page.text);
    // Another's is nobody's business, and nothing that is none.
    let mut other = web.signed_in(&app.resident("Olle").await).await;
    for id in [mine.to_string(), "x".to_owned(), "0".to_owned()] {
        let page = other.get(&format!("{PAGE}/{id}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let done = browser
        .post_form(PAGE, &[("till", &newest.to_string())])
        .await;
    assert_eq!(done.location(), PAGE);
    let page = browser.get(PAGE).await;
    assert!(!page.text.contains("händelse</a>") && !page.text.contains("händelser</a>"));
    assert!(!page.text.contains("Markera alla som lästa"));
    for wrong in [&[("till", "x")][..], &[]] {
        let page = browser.post_form(PAGE, wrong).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
    }
    let led = web.visitor().get(&format!("{PAGE}/{mine}")).await;
    assert!(led.location().starts_with("/logga-in?sedan="));
});

on_both!(a_member_of_a_group_is_told_in_the_list, |app| {
    let web = app.web().await;
    let fox = app.youth("Glad Räv").await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    web.state.follow.follow(&fox, id, app.now).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set email = null, email_confirmed_at = null where person_id = $1",
        fox.person_id().unwrap().get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    answered(&app, &app.official("Maja").await, id).await;
    web.state.news.run_due(app.now.plus_days(2)).await.unwrap();
    let mut browser = web.signed_in(&fox).await;
    let page = browser.get(PAGE).await;
    assert!(page.text.contains("Vi mäter i höst."), "{}", page.text);
    assert!(page.text.contains("1 ny händelse</a>"), "{}", page.text);
    let letters = "select count(*) from outbox where collected";
    assert_eq!(app.number(letters).await, 0);
});

on_both!(
    what_is_hidden_or_not_public_any_more_is_told_no_more,
    |app| {
        let web = app.web().await;
        let (by, siv) = (app.resident("Boende").await, app.resident("Siv").await);
        let id = app.proposal(&by, "Belysning").await;
        said(&app, &siv, id, comment("Zqxelakt om grannen.")).await;
        tell_all(&app.db, app.now).await.unwrap();
        let mut browser = web.signed_in(&by).await;
        assert!(browser.get(PAGE).await.text.contains("Zqxelakt"));
        let hide = "update comment set hidden = 'x', text = 'Texten är dold.'";
        let mut tx = app.db.begin().await.unwrap();
        execute!(tx, hide,).unwrap();
        tx.commit().await.unwrap();
        let page = browser.get(PAGE).await;
        assert!(page.text.contains("Inget har hänt än"), "{}", page.text);
        assert!(!page.text.contains("händelse</a>"), "nor counted");
        let mine = app.number("select max(notice_id) from notice").await;
        let mut tx = app.db.begin().await.unwrap();
        execute!(tx, "update comment set hidden = null",).unwrap();
        execute!(tx, "update proposal set stage_group = 'not_public'",).unwrap();
        tx.commit().await.unwrap();
        let page = browser.get(&format!("{PAGE}/{mine}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let page = browser.get(PAGE).await;
        assert!(!page.text.contains("Belysning"), "{}", page.text);
    }
);

/// People with addresses who follow a case, straight into the database.
async fn followers(app: &App, id: ProposalId, count: usize) {
    app.residents(count).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into follow (person_id, proposal_id, at)
         select person_id, $1, $2 from person where display_name like 'Invånare %'",
        id.get(),
        app.now.0,
    )
    .unwrap();
    tx.commit().await.unwrap();
}

// More than one transaction tells; broken off anywhere, nobody is told twice and nobody not at all.
on_both!(broken_off_anywhere_everybody_is_told_once, |app| {
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    followers(&app, id, 1_700).await;
    let maja = app.official("Maja").await;
    answered(&app, &maja, id).await;
    answered(&app, &maja, id).await;
    for pause in 0..20 {
        let job =
            |db: nara_server::db::Db, now| tokio::spawn(async move { tell_all(&db, now).await });
        let one = job(app.db.clone(), app.now);
        let other = job(app.db.clone(), app.now);
        tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
        one.abort();
        other.abort();
        let _ = (one.await, other.await);
    }
    tell_all(&app.db, app.now).await.unwrap();
    let of_many = "select count(*) from notice n join person p on p.person_id = n.person_id \
        where p.display_name like 'Invånare %'";
    assert_eq!(app.number(of_many).await, 2 * 1_700);
    let done = "select count(*) from telling t join event_head h on h.seq = t.seq";
    assert_eq!(app.number(done).await, 1);
});

on_both!(what_is_old_is_forgotten, |app| {
    let web: Web = app.web().await;
    let id = app
        .proposal(&app.resident("Boende").await, "Belysning")
        .await;
    answered(&app, &app.official("Maja").await, id).await;
    tell_all(&app.db, app.now).await.unwrap();
    let count = "select count(*) from notice";
    assert_eq!(app.number(count).await, 1);
    web.clock.advance_ms(89 * 86_400_000);
    nara_server::jobs::clean(web.state.clone()).await.unwrap();
    assert_eq!(app.number(count).await, 1);
    web.clock.advance_ms(2 * 86_400_000);
    nara_server::jobs::clean(web.state.clone()).await.unwrap();
    assert_eq!(app.number(count).await, 0);
    // Nor told again by going through the log once more.
    tell_all(&app.db, app.now).await.unwrap();
    assert_eq!(app.number(count).await, 0);
});
