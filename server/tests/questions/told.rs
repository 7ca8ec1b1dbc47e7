//! Letters about what was done: one of everything within an hour, to whoever asked and to those whose question it
//! is, too.

use axum::http::StatusCode;
use nara_server::execute;

use crate::common::App;
use crate::common::http::Browser;
use crate::{FULL, PART, moderator, on_both, published, step, write_letters};

async fn answer(maja: &mut Browser<'_>, set: &str, number: &str, text: &str) {
    let page = step(
        maja,
        set,
        &format!("{number}/steg/answer"),
        &[FULL, ("text", text)],
    )
    .await;
    assert_eq!(page.status, 303, "{}", page.text);
}

async fn letters(app: &App) -> Vec<String> {
    app.texts("select subject || ': ' || body from outbox order by outbox_id")
        .await
}

async fn same(browser: &mut Browser<'_>, set: &str, number: &str) {
    let page = browser
        .post_form(&format!("{set}/{number}/samma"), &[("deed", "yes")])
        .await;
    assert_eq!(page.status, 303, "{}", page.text);
}

on_both!(what_is_answered_within_an_hour_is_one_letter, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?", "Vem bor där?", "När?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    assert_eq!(letters(&app).await.len(), 1, "that it is published");
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    answer(&mut maja, &set, "1", "För att den är gammal.").await;
    answer(&mut maja, &set, "2", "Zqxkim bor där.").await;
    let part = [PART, ("text", "I maj.")];
    step(&mut maja, &set, "3/steg/answer", &part).await;
    let fields = [("text", "För att den är murken."), ("reason", "Fel ord.")];
    step(&mut maja, &set, "1/steg/correct", &fields).await;
    let refusal = [("rule", "personal_data"), ("reason", "Ett namn.")];
    step(&mut moa, &set, "2/steg/refuse", &refusal).await;
    web.clock.set(web.now().plus_minutes(59));
    assert_eq!(write_letters(&web).await, 0, "not before the hour is over");
    web.clock.set(web.now().plus_minutes(1));
    // Two servers at once write it once.
    let (one, two) = tokio::join!(write_letters(&web), write_letters(&web));
    assert_eq!(one + two, 1);
    assert_eq!(write_letters(&web).await, 0);
    let all = letters(&app).await;
    let told = all.last().unwrap();
    for there in [
        "Du har fått 2 svar på det du frågade",
        "Fråga 1: Varför?\nRättat svar:\nFör att den är murken.",
        "Fråga 3: När?\nSvar på en del av frågan:\nI maj.",
    ] {
        assert!(told.contains(there), "{there}: {told}");
    }
    // Not what was corrected within the hour, nor what was hidden.
    assert!(
        !told.contains("gammal") && !told.contains("qxkim"),
        "{told}"
    );
    // What comes later is another letter.
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    answer(&mut maja, &set, "3", "Den nionde maj.").await;
    web.clock.set(web.now().plus_hours(2));
    assert_eq!(write_letters(&web).await, 1);
    let all = letters(&app).await;
    let told = all.last().unwrap();
    assert!(
        told.contains("Den nionde maj.") && !told.contains("murken"),
        "{told}"
    );
});

on_both!(whose_question_it_is_too_is_told_and_can_stop, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?", "När?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    let (olle, pia, eli) = (
        app.resident("Olle").await,
        app.resident("Pia").await,
        app.resident("Eli").await,
    );
    for (actor, numbers) in [(&olle, ["1", "2"]), (&pia, ["2", "2"]), (&eli, ["1", "2"])] {
        let mut browser = web.signed_in(actor).await;
        for number in numbers {
            same(&mut browser, &set, number).await;
        }
    }
    // Somebody who wants no letters at all.
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set letters_stopped_at = 1 where person_id = $1",
        eli.person_id().unwrap().get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    // A member has no address, and is told nothing.
    let fox = app.youth("Norrsken").await;
    same(&mut web.signed_in(&fox).await, &set, "1").await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set email = null, email_confirmed_at = null where person_id = $1",
        fox.person_id().unwrap().get(),
    )
    .unwrap();
    tx.commit().await.unwrap();
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    answer(&mut maja, &set, "1", "För att den är gammal.").await;
    web.clock.set(web.now().plus_hours(1));
    assert_eq!(write_letters(&web).await, 2, "whoever asked, and Olle");
    let told = letters(&app).await.pop().unwrap();
    assert!(
        told.contains("Hej Olle!") && told.contains("För att den är gammal."),
        "{told}"
    );
    assert!(
        told.starts_with("Svar på en fråga som är din också"),
        "{told}"
    );
    let (_, link) = told.split_once("/fragor/brev/").unwrap();
    let link = format!("/fragor/brev/{}", link.split_whitespace().next().unwrap());
    // Opening it changes nothing; nobody has to sign in, and nobody is named.
    let mut visitor = web.visitor();
    let page = visitor.get(&link).await;
    assert!(
        page.status == 200 && !page.text.contains("Olle"),
        "{}",
        page.text
    );
    let stopped = "select count(*) from question_same where stopped_at is not null";
    assert_eq!(app.number(stopped).await, 0);
    let page = visitor.post_form(&link, &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    assert_eq!(app.number(stopped).await, 2);
    assert!(visitor.get(&link).await.text.contains("inga fler brev"));
    // It stays Olle's question.
    assert!(visitor.get(&set).await.text.contains("3 har samma fråga"));
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    answer(&mut maja, &set, "2", "I maj.").await;
    web.clock.set(web.now().plus_hours(1));
    assert_eq!(write_letters(&web).await, 2, "whoever asked, and Pia");
    // Another's link is none, and neither is one about proposals.
    let token = web.state.keys.stop_token(
        olle.person_id().unwrap(),
        nara_domain::ids::ProposalId::new(1),
    );
    for wrong in ["a.b.c", &token] {
        let page = visitor.get(&format!("/fragor/brev/{wrong}")).await;
        assert_eq!(page.status, 404, "{wrong}");
        let page = visitor
            .post_form(&format!("/fragor/brev/{wrong}"), &[])
            .await;
        assert_eq!(page.status, 404, "{wrong}");
    }
    let page = visitor
        .get(&link.replace("/fragor/brev/", "/avsluta/"))
        .await;
    assert_eq!(page.status, 404);
});

on_both!(many_who_have_the_same_question_get_one_letter_each, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?", "När?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    let many = app.residents(405).await;
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set email = 'p' || person_id || '@example.org', email_confirmed_at = $1
         where email is null and display_name like 'Invånare%'",
        app.now.0,
    )
    .unwrap();
    for who in &many {
        execute!(
            tx,
            "insert into question_same (question_id, person_id, at)
             select question_id, $1, $2 from question",
            who.person_id().unwrap().get(),
            app.now.0,
        )
        .unwrap();
    }
    tx.commit().await.unwrap();
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    answer(&mut maja, &set, "1", "Därför.").await;
    answer(&mut maja, &set, "2", "I maj.").await;
    web.clock.set(web.now().plus_hours(1));
    let (one, two) = tokio::join!(write_letters(&web), write_letters(&web));
    assert_eq!(one + two, 406);
    let twice = "select count(*) from (select to_address from outbox where subject like '%också' \
        group by to_address having count(*) > 1) t";
    assert_eq!(app.number(twice).await, 0);
    let to = "select count(*) from outbox where subject like '2 svar på frågor%'";
    assert_eq!(app.number(to).await, 405);
});
