//! Each number its answer: whole, in parts, passed on, corrected; by two at once; and what the asker asks then.

use axum::http::StatusCode;

use crate::{
    FULL, PART, hidden_field, main_of, moderator, on_both, published, send, step, write_letters,
};

on_both!(each_number_has_its_answer, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let about = ("Om bron", ["Varför?", "När?", "Hur mycket?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let mut visitor = web.visitor();

    step(&mut maja, &set, "alla/steg/take", &[]).await;
    assert!(
        visitor
            .get(&set)
            .await
            .text
            .contains("Maja, trafikingenjör, Tekniska förvaltningen ser till")
    );
    let fields = [FULL, ("text", "För att den är gammal.")];
    let page = step(&mut maja, &set, "1/steg/answer", &fields).await;
    assert_eq!(page.location(), format!("{set}#fraga-1"));
    let fields = [("to", "Trafikverket"), ("note", "Vägen är deras.")];
    step(&mut maja, &set, "2/steg/pass_on", &fields).await;
    let fields = [
        PART,
        ("text", "Bron kostar 2 miljoner."),
        ("answered_by", "Eva Ek, ekonom"),
    ];
    step(&mut maja, &set, "3/steg/answer", &fields).await;
    let page = visitor.get(&set).await;
    let main = main_of(&page);
    for there in [
        "1 av 3 frågor besvarade",
        "För att den är gammal.",
        "Skickad vidare till Trafikverket.",
        "Vägen är deras.",
        "Svar på en del av frågan – inget beslut",
        "Eva Ek, ekonom",
        "Infört av Maja",
        "Delvis besvarad",
    ] {
        assert!(main.contains(there), "{there}: {main}");
    }
    // Visitors are offered nothing that is for others.
    assert!(!main.contains("/steg/"));
    let fields = [FULL, ("text", "Vägen till den en till.")];
    step(&mut maja, &set, "3/steg/answer", &fields).await;
    step(
        &mut maja,
        &set,
        "2/steg/answer",
        &[FULL, ("text", "I maj.")],
    )
    .await;
    let page = visitor.get("/fragor?lage=besvarade").await;
    assert!(page.text.contains("3 av 3 frågor besvarade"));
    assert!(!visitor.get("/fragor").await.text.contains("Om bron"));
    let main = main_of(&visitor.get(&set).await);
    assert!(main.contains("Bron kostar 2 miljoner.") && main.contains("Vägen till den en till."));
    // Whoever asked is told of all of it at once.
    web.clock.set(web.now().plus_hours(1));
    assert_eq!(write_letters(&web).await, 1);
    let told = app.texts("select body from outbox order by outbox_id");
    let told = told.await.pop().unwrap();
    for there in [
        "Skickad vidare till Trafikverket.",
        "I maj.",
        "Vägen till den en till.",
    ] {
        assert!(told.contains(there), "{there}: {told}");
    }
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    // An answered number is not answered again.
    let page = maja.get(&format!("{set}/1/steg/answer")).await;
    assert!(
        page.status == 200 && !page.text.contains("<textarea"),
        "{}",
        page.text
    );
    let wrong = [FULL, ("text", "Igen."), ("seen", "1"), ("once", "igen")];
    let page = maja
        .post_form(&format!("{set}/1/steg/answer"), &wrong)
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
});

on_both!(an_answer_is_corrected_and_the_old_one_stays, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let about = ("Om bron", ["Hur lång?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let correct = format!("{set}/1/steg/correct");
    assert!(
        !maja.get(&correct).await.text.contains("<textarea"),
        "nothing to correct"
    );
    step(
        &mut maja,
        &set,
        "1/steg/answer",
        &[FULL, ("text", "48 meter.")],
    )
    .await;
    let opened = maja.get(&correct).await;
    assert!(
        opened.text.contains("48 meter."),
        "begins with what stands there"
    );
    let fields = [
        ("text", "84 meter."),
        ("reason", "Två siffror bytte plats."),
    ];
    let page = send(&mut maja, &correct, &opened, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    let main = main_of(&web.visitor().get(&set).await);
    assert!(
        main.contains("84 meter.") && main.contains("48 meter."),
        "{main}"
    );
    assert!(main.contains("act--old") && main.contains("Två siffror bytte plats."));
    // From the page of before: what was corrected is not corrected once more.
    let page = send(
        &mut maja,
        &correct,
        &opened,
        &[("text", "85."), ("reason", "Nej.")],
    )
    .await;
    assert_eq!(
        page.status,
        StatusCode::SEE_OTHER,
        "the same form is the same deed"
    );
    let seen = hidden_field(&maja.get(&correct).await, "seen");
    let corrects = hidden_field(&opened, "corrects");
    let twice = [
        ("text", "85 meter."),
        ("reason", "Nej."),
        ("seen", seen.as_str()),
        ("corrects", corrects.as_str()),
        ("once", "annan"),
    ];
    let page = maja.post_form(&correct, &twice).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(app.number("select count(*) from question_act").await, 3);
    // Nothing of the record is rewritten.
    for sql in [
        "update question_act set fields = '{}'",
        "delete from question_act",
    ] {
        let mut tx = app.db.begin().await.unwrap();
        let done = nara_server::execute!(tx, sql);
        assert!(done.unwrap_err().is_refused_by_trigger(), "{sql}");
    }
});

on_both!(of_two_who_answer_the_second_is_told, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let mut lena = web.signed_in(&app.official("Lena").await).await;
    let about = ("Om bron", ["Varför?", "När?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let answer = format!("{set}/1/steg/answer");
    let (one, other) = (maja.get(&answer).await, lena.get(&answer).await);
    let page = send(&mut maja, &answer, &one, &[PART, ("text", "Majas svar.")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let page = send(&mut lena, &answer, &other, &[FULL, ("text", "Lenas svar.")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let main = main_of(&page);
    assert!(
        main.contains("Majas svar.") && main.contains("Lenas svar."),
        "{main}"
    );
    // Having read it, she sends it all the same.
    let page = send(&mut lena, &answer, &page, &[FULL, ("text", "Lenas svar.")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);

    // At the very same moment: one of them.
    let answer = format!("{set}/2/steg/answer");
    let (one, other) = (maja.get(&answer).await, lena.get(&answer).await);
    let (one, other) = tokio::join!(
        send(&mut maja, &answer, &one, &[FULL, ("text", "Ett.")]),
        send(&mut lena, &answer, &other, &[FULL, ("text", "Två.")]),
    );
    let mut both = [one.status.as_u16(), other.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    let answers = "select count(*) from question_act where step = 'answer'";
    assert_eq!(app.number(answers).await, 3);
});

on_both!(more_is_asked_and_read_first, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut other = web.signed_in(&app.resident("Olle").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let about = ("Om bron", ["Varför?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let more = format!("{set}/1/foljdfraga");
    let form = [("text", "Men zqxvarför då?"), ("once", "mer")];
    let page = asker.post_form(&more, &form).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN, "not answered yet");
    step(
        &mut maja,
        &set,
        "1/steg/answer",
        &[FULL, ("text", "Därför.")],
    )
    .await;
    assert!(asker.get(&set).await.text.contains("Ställ en följdfråga"));
    assert!(!other.get(&set).await.text.contains("Ställ en följdfråga"));
    assert_eq!(
        other.post_form(&more, &form).await.status,
        StatusCode::FORBIDDEN
    );
    let page = asker
        .post_form(&more, &[("text", " "), ("once", "tom")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("href=\"#ask_follow_up-text\""));
    let page = asker.post_form(&more, &form).await;
    assert_eq!(page.location(), format!("{set}#fraga-1"));
    asker.post_form(&more, &form).await;
    assert_eq!(app.number("select count(*) from question").await, 2);
    for browser in [&mut web.visitor(), &mut other, &mut maja] {
        assert!(!browser.get(&set).await.text.contains("zqxvarför"));
        let hidden = browser.get(&format!("{set}/1-1/steg/answer")).await;
        assert!(!hidden.text.contains("zqxvarför"));
    }
    assert!(asker.get(&set).await.text.contains("zqxvarför"));
    assert!(
        reader
            .get("/moderera")
            .await
            .text
            .contains("1 fråga väntar")
    );
    step(&mut reader, &set, "1-1/steg/publish", &[]).await;
    let main = main_of(&web.visitor().get(&set).await);
    assert!(
        main.contains("zqxvarför")
            && main.contains("1 av 1 fråga besvarad, 0 av 1 följdfråga besvarad"),
        "{main}"
    );
    step(
        &mut maja,
        &set,
        "1-1/steg/answer",
        &[FULL, ("text", "Så är det.")],
    )
    .await;
    let state = "select count(*) from question_set where state = 'answered'";
    assert_eq!(app.number(state).await, 1);
    // One level: nothing is asked under what was asked so.
    let deeper = format!("{set}/1-1/foljdfraga");
    assert_eq!(
        asker.post_form(&deeper, &form).await.status,
        StatusCode::NOT_FOUND
    );
});

on_both!(another_day_is_promised_with_its_reason, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    web.clock.set(web.now().plus_days(15));
    assert!(main_of(&web.visitor().get(&set).await).contains("Svaret är försenat"));
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let past = [("answer_by", "2026-03-04"), ("reason", "Semester.")];
    let page = step(&mut maja, &set, "alla/steg/delay", &past).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("Semester."));
    let fields = [("answer_by", "2026-04-20"), ("reason", "Semester.")];
    step(&mut maja, &set, "alla/steg/delay", &fields).await;
    let main = main_of(&web.visitor().get(&set).await);
    assert!(main.contains("Svar utlovat senast 20\u{a0}april") && main.contains("Semester."));
    assert!(!main.contains("Svaret är försenat"));
});

on_both!(whose_question_it_is_too, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut olle = web.signed_in(&app.resident("Olle").await).await;
    let mut fox = web.signed_in(&app.youth("Norrsken").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let same = format!("{set}/1/samma");
    let yes = [("deed", "yes")];
    for _ in 0..2 {
        assert_eq!(
            olle.post_form(&same, &yes).await.status,
            StatusCode::SEE_OTHER
        );
        fox.post_form(&same, &yes).await;
    }
    assert!(
        web.visitor()
            .get(&set)
            .await
            .text
            .contains("2 har samma fråga")
    );
    assert!(
        olle.get(&set)
            .await
            .text
            .contains("Det här är din fråga också.")
    );
    let page = web.visitor().post_form(&same, &yes).await;
    assert!(page.location().starts_with("/logga-in?sedan=%2Ffragor"));
    for browser in [&mut asker, &mut reader] {
        assert_eq!(
            browser.post_form(&same, &yes).await.status,
            StatusCode::FORBIDDEN
        );
    }
    olle.post_form(&same, &[("deed", "no")]).await;
    olle.post_form(&same, &[("deed", "no")]).await;
    assert_eq!(app.number("select count(*) from question_same").await, 1);
    assert_eq!(
        olle.post_form(&same, &[]).await.status,
        StatusCode::BAD_REQUEST
    );
});
