//! What holds whoever is quick, whatever the program thinks, and whoever has left.

use axum::http::StatusCode;
use nara_server::execute;

use crate::appeals::{Hidden, WORDS, answer, answer_from, ask, hidden_idea};
use crate::reported::moderator;
use crate::{hidden, on_both};

on_both!(of_two_moderators_at_once_the_second_is_told, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let Hidden { case, appeal, .. } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    ask(&mut web.signed_in(&siv).await, &appeal, WORDS).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let mut mia = web.signed_in(&moderator(&app, "Mia").await).await;
    // Both have read it before either decides.
    let seen = hidden(&mio.get(&case).await, "seen");
    assert_eq!(hidden(&mia.get(&case).await, "seen"), seen);
    let (one, two) = tokio::join!(
        answer_from(&mut mio, &case, ("uphold", "Det är ett barn."), &seen),
        answer_from(&mut mia, &case, ("unhide", "Det är en katt."), &seen),
    );
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409], "{} {}", one.text, two.text);
    // What the one who was slower typed is on the page that tells it.
    let (slower, typed) = match one.status {
        StatusCode::CONFLICT => (&one, "Det är ett barn."),
        _ => (&two, "Det är en katt."),
    };
    assert!(slower.text.contains(typed), "{}", slower.text);
    let answers = "select count(*) from moderation_act where step in ('uphold', 'unhide')";
    assert_eq!(app.number(answers).await, 1);
    // Two requests of one author at once ask once.
    let Hidden { appeal, .. } = hidden_idea(&app, &web, &siv, "En annan sak").await;
    let (mut here, mut there) = (web.signed_in(&siv).await, web.signed_in(&siv).await);
    let (one, two) = tokio::join!(
        ask(&mut here, &appeal, "Ena fliken."),
        ask(&mut there, &appeal, "Andra fliken."),
    );
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 403], "{} {}", one.text, two.text);
});

// Whatever the program thinks: the database knows who hid it, under another account of theirs, too.
on_both!(the_database_refuses_whoever_hid_it, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let Hidden { moa, .. } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    let moa = moa.person_id().unwrap().get();
    let before = moderator(&app, "Moa").await.person_id().unwrap().get();
    let other = moderator(&app, "Mio").await.person_id().unwrap().get();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "update person set merged_into = $1, merged_at = $2 where person_id = $3",
        moa,
        app.now.0,
        before,
    )
    .unwrap();
    tx.commit().await.unwrap();
    for step in ["uphold", "unhide"] {
        for (who, refused) in [(moa, true), (before, true), (other, false)] {
            let mut tx = app.db.begin().await.unwrap();
            let done = execute!(
                tx,
                "insert into moderation_act (moderation_id, step, reason, actor_id, actor_name, \
                 actor_standing, at, replaces, once_key) \
                 select max(moderation_id), $1, 'x', $2, 'x', 'null', $3, 77, 'x' from moderation",
                step,
                who,
                app.now.0,
            );
            assert_eq!(done.is_err(), refused, "{step} {who}: {done:?}");
        }
    }
});

on_both!(who_takes_the_account_away_is_answered_all_the_same, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let Hidden { case, appeal, .. } = hidden_idea(&app, &web, &siv, "Om Lisa").await;
    let mut author = web.signed_in(&siv).await;
    ask(&mut author, &appeal, WORDS).await;
    let zip = author.post_form("/konto/uppgifter/hamta", &[]).await;
    assert!(
        zip.text.contains("Lisa är min katt"),
        "it can be taken along"
    );
    let page = author
        .post_form("/konto/ta-bort", &[("confirmation", "yes")])
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let left = "select count(*) from appeal where words <> '' or person_id is not null";
    assert_eq!(app.number(left).await, 0);
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let page = mio.get(&case).await;
    assert!(
        page.text.contains("Vad som skrevs finns inte kvar"),
        "{}",
        page.text
    );
    let page = answer(&mut mio, &case, "unhide", "Det är ingen som finns.").await;
    assert_eq!(page.location(), case, "{}", page.text);
});
