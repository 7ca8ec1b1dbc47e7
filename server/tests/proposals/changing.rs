//! Changing one's own words, quoting somebody else's, and questions that have their answer.

use axum::http::StatusCode;
use nara_app::error::AppError;
use nara_app::proposals::api::{
    CommentView, NewAnswered, NewComment, NewWords, ProposalPort, ProposalView,
};
use nara_domain::actor::Actor;
use nara_domain::error::{Denied, FieldProblem, NotNow};
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::time::Stamp;

use crate::common::http::Page;
use crate::common::{App, comment};
use crate::on_both;

/// The value of a hidden field.
fn hidden(page: &Page, name: &str) -> String {
    let field = format!("type=\"hidden\" name=\"{name}\" value=\"");
    let after = page.text.split_once(&field).map(|(_, after)| after);
    let after = after.unwrap_or_else(|| panic!("no {name} on {}", page.text));
    after.split('"').next().unwrap().to_owned()
}

async fn said(app: &App, by: &Actor, id: ProposalId, new: NewComment) -> CommentView {
    app.proposals.comment(by, id, new, app.now).await.unwrap()
}

fn words(text: &str, seen: i64) -> NewWords {
    NewWords {
        text: text.to_owned(),
        seen: seen.to_string(),
        once: String::new(),
    }
}

async fn view(app: &App, by: &Actor, id: ProposalId) -> ProposalView {
    app.proposals.get(by, id, app.now).await.unwrap()
}

/// What stood there before, the latest first.
async fn before(app: &App, about: (ProposalId, CommentId)) -> Vec<String> {
    let view = app
        .proposals
        .versions(&Actor::Visitor, about)
        .await
        .unwrap();
    view.versions.into_iter().map(|one| one.text).collect()
}

on_both!(
    words_are_mended_for_ten_minutes_and_then_in_sight_of_all,
    |app| {
        let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
        let id = app.proposal(&siv, "Belysning").await;
        let one = said(&app, &siv, id, comment("Stigen är mörk")).await.id;
        let change = async |text: &str, seen: i64, at: Stamp| {
            let new = words(text, seen);
            app.proposals.change(&siv, (id, one), new, at).await
        };
        let (ten, later) = (app.now.plus_minutes(10), app.now.plus_minutes(11));
        change("Stigen är mörk.", 1, ten).await.unwrap();
        assert_eq!(before(&app, (id, one)).await, [""; 0]);
        let shown = view(&app, &bo, id).await.discussion.threads[0]
            .comment
            .clone();
        assert_eq!(
            (shown.text.as_str(), shown.edited_at),
            ("Stigen är mörk.", None)
        );

        change("Stigen är mycket mörk.", 2, later).await.unwrap();
        change("Stigen var mörk.", 3, later.plus_minutes(1))
            .await
            .unwrap();
        let told = ["Stigen är mycket mörk.", "Stigen är mörk."];
        assert_eq!(before(&app, (id, one)).await, told);
        let shown = view(&app, &bo, id).await.discussion.threads[0]
            .comment
            .clone();
        assert_eq!(shown.edited_at, Some(later.plus_minutes(1)));
        // Saved without a change.
        change("Stigen var mörk.", 4, later).await.unwrap();
        assert_eq!(before(&app, (id, one)).await.len(), 2);
    }
);

on_both!(what_somebody_met_is_never_unsaid, |app| {
    let cast = app.cast().await;
    let bo = app.resident("Bo").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let met = async |by: &Actor, deed: &str| {
        let one = said(&app, by, id, comment("Stigen är mörk.")).await.id;
        match deed {
            "replied" => {
                let new = NewComment {
                    parent: Some(one),
                    ..comment("Nej.")
                };
                said(&app, &bo, id, new).await;
            }
            "agreed" => {
                app.proposals
                    .agree_with(&bo, (id, one), true, app.now)
                    .await
                    .unwrap();
            }
            "quoted" => {
                let new = NewComment {
                    quoted: Some(one),
                    quote: "är mörk".to_owned(),
                    ..comment("Nej.")
                };
                said(&app, &bo, id, new).await;
            }
            _ => {}
        }
        let new = words("Stigen är ljus.", 1);
        app.proposals
            .change(by, (id, one), new, app.now)
            .await
            .unwrap();
        before(&app, (id, one)).await.len()
    };
    for deed in ["replied", "agreed", "quoted"] {
        assert_eq!(met(&cast.proposer, deed).await, 1, "{deed}");
    }
    assert_eq!(met(&cast.proposer, "").await, 0);
    // Answered on the second level: the answer stands beside it.
    let to = |parent: CommentId, text: &str| NewComment {
        parent: Some(parent),
        ..comment(text)
    };
    let first = said(&app, &bo, id, comment("Stigen är mörk.")).await.id;
    let reply = said(&app, &bo, id, to(first, "Inte i dag.")).await.id;
    for answered in [0, 1] {
        let new = to(reply, "Jo.");
        let one = said(&app, &cast.proposer, id, new).await.id;
        if answered > 0 {
            said(&app, &bo, id, to(one, "Nej.")).await;
        }
        let new = words("Jo, och i går.", 1);
        let changed = app
            .proposals
            .change(&cast.proposer, (id, one), new, app.now);
        changed.await.unwrap();
        assert_eq!(before(&app, (id, one)).await.len(), answered);
    }
    // What is said for everybody is never changed out of sight.
    assert_eq!(met(&cast.official, "").await, 1);
});

on_both!(of_two_windows_the_second_is_told, |app| {
    let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
    let id = app.proposal(&siv, "Belysning").await;
    let one = said(&app, &siv, id, comment("Ett")).await.id;
    let later = app.now.plus_days(1);
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let (app, siv) = (app.clone(), siv.clone());
            tokio::spawn(async move {
                let new = words(&format!("Fönster {n}"), 1);
                app.proposals.change(&siv, (id, one), new, later).await
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(()) => done += 1,
            Err(error) => assert_eq!(error, AppError::Conflict),
        }
    }
    assert_eq!(
        (done, before(&app, (id, one)).await),
        (1, vec!["Ett".to_owned()])
    );
    // The same form sent twice changes once.
    let new = NewWords {
        once: "formulär".to_owned(),
        ..words("Två", 2)
    };
    for _ in 0..2 {
        let sent = app.proposals.change(&siv, (id, one), new.clone(), later);
        sent.await.unwrap();
    }
    assert_eq!(before(&app, (id, one)).await.len(), 2);

    let refused = app.proposals.change(&bo, (id, one), words("Nej", 3), later);
    assert_eq!(refused.await, Err(AppError::Denied(Denied::NotYours)));
    let visitor = app
        .proposals
        .change(&Actor::Visitor, (id, one), words("Nej", 3), later);
    assert_eq!(visitor.await, Err(AppError::SignIn));
    let elsewhere = app.proposal(&siv, "Bad").await;
    let strange = app
        .proposals
        .change(&siv, (elsewhere, one), words("Nej", 3), later);
    assert_eq!(strange.await, Err(AppError::NotFound));
    let empty = app
        .proposals
        .change(&siv, (id, one), words(" ", 3), later)
        .await;
    let Err(AppError::Invalid(errors)) = empty else {
        panic!("{empty:?}")
    };
    assert_eq!(errors[0].field, "text");
});

on_both!(a_change_needs_no_script_and_loses_nothing, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await;
    let one = said(&app, &siv, id, comment("Stigen är mörk.")).await.id;
    let path = format!("/forslag/{id}/belysning");
    let form = format!("{path}/inlagg/{one}/andra");
    let mut browser = web.signed_in(&siv).await;
    let page = browser.get(&path).await;
    assert!(
        page.text.contains(&format!("href=\"{form}\"")),
        "{}",
        page.text
    );
    let page = browser.get(&form).await;
    assert!(
        page.text.contains("Stigen är mörk.</textarea>"),
        "{}",
        page.text
    );
    assert!(
        page.text.contains("andra ser inte att du har ändrat"),
        "{}",
        page.text
    );
    assert_eq!(hidden(&page, "seen"), "1");
    let sent = browser
        .post_form(&form, &[("text", ""), ("seen", "1"), ("once", "a")])
        .await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.text.contains("href=\"#change-text\""), "{}", sent.text);
    web.clock.advance_ms(11 * 60 * 1_000);
    let page = browser.get(&form).await;
    assert!(
        page.text.contains("läsa det som stod där förut"),
        "{}",
        page.text
    );
    let typed = [("text", "Stigen var mörk."), ("seen", "1"), ("once", "b")];
    let sent = browser.post_form(&form, &typed).await;
    assert_eq!(
        sent.location(),
        format!("{path}?inlagg=till-{one}#inlagg-{one}"),
        "{}",
        sent.text
    );
    // From a window that was open before.
    let typed = [("text", "Stigen blir mörk."), ("seen", "1"), ("once", "c")];
    let told = browser.post_form(&form, &typed).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(
        told.text.contains("Stigen blir mörk.</textarea>"),
        "{}",
        told.text
    );
    assert!(told.text.contains("Stigen var mörk."), "{}", told.text);
    assert_eq!(hidden(&told, "seen"), "2");
    let mut visitor = web.visitor();
    let page = visitor.get(&path).await;
    assert!(page.text.contains("Ändrat "), "{}", page.text);
    let page = visitor.get(&format!("{path}/inlagg/{one}/versioner")).await;
    assert!(page.text.contains("Stigen är mörk.") && page.text.contains("Stigen var mörk."));
    let led = visitor.get(&form).await;
    assert!(
        led.location().starts_with("/logga-in?sedan="),
        "{}",
        led.location()
    );
    assert_eq!(
        visitor.get(&format!("{path}/inlagg/x/andra")).await.status,
        StatusCode::NOT_FOUND
    );
});

on_both!(
    a_quote_is_what_somebody_said_with_their_name_and_a_link,
    |app| {
        let web = app.web().await;
        let (siv, bo) = (app.resident("Siv").await, app.resident("Bo").await);
        let id = app.proposal(&siv, "Belysning").await;
        let elsewhere = app.proposal(&siv, "Bad").await;
        let one = said(&app, &siv, id, comment("Stigen är mörk. Barnen går där."))
            .await
            .id;
        let quote = |of: CommentId, quote: &str| NewComment {
            quoted: Some(of),
            quote: quote.to_owned(),
            ..comment("Det är den.")
        };
        for (to, of, text) in [
            (id, one, "Stigen är ljus."),
            (elsewhere, one, "Stigen är mörk."),
            (id, CommentId::new(999_999), "Stigen är mörk."),
        ] {
            let refused = app
                .proposals
                .comment(&bo, to, quote(of, text), app.now)
                .await;
            let Err(AppError::Invalid(errors)) = refused else {
                panic!("{refused:?}")
            };
            assert_eq!(errors[0].field, "quote");
            assert_eq!(errors[0].problem, FieldProblem::NotInText);
        }
        // Taken out of the form, nothing is quoted.
        assert_eq!(said(&app, &bo, id, quote(one, "  ")).await.quote, None);

        let path = format!("/forslag/{id}/belysning");
        let mut browser = web.signed_in(&bo).await;
        let page = browser.get(&format!("{path}?citera={one}")).await;
        assert!(
            page.text
                .contains("Stigen är mörk. Barnen går där.</textarea>"),
            "{}",
            page.text
        );
        let quoted = one.to_string();
        let send = |quote: &'static str, once: &'static str| {
            [
                ("text", "Just därför."),
                ("stance", "for"),
                ("quoted", quoted.as_str()),
                ("quote", quote),
                ("once", once),
            ]
        };
        let form = format!("{path}/inlagg");
        let refused = browser
            .post_form(&form, &send("Barnen simmar där.", "a"))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text.contains("Barnen simmar där.</textarea>"),
            "{}",
            refused.text
        );
        assert!(
            refused.text.contains("href=\"#comment-quote\""),
            "{}",
            refused.text
        );
        let sent = browser
            .post_form(&form, &send("Barnen går där.", "b"))
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let page = web.visitor().get(&path).await;
        let block = page.text.split("<blockquote").nth(1).unwrap();
        let block = block.split("</blockquote>").next().unwrap();
        let link = format!("{path}?inlagg=till-{one}#inlagg-{one}");
        assert!(
            block.contains("Barnen går där.") && block.contains("Siv"),
            "{block}"
        );
        assert!(block.contains(&link), "{block}");
    }
);

on_both!(a_question_has_its_answer_in_the_box, |app| {
    let web = app.web().await;
    let cast = app.cast().await;
    let bo = app.resident("Bo").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let asked = NewComment {
        stance: "question".to_owned(),
        ..comment("Vem äger stigen?")
    };
    let question = said(&app, &bo, id, asked).await.id;
    let argument = said(&app, &bo, id, comment("Bra.")).await.id;
    let reply = NewComment {
        parent: Some(question),
        ..comment("Kommunen gör det.")
    };
    let reply = said(&app, &cast.official, id, reply).await.id;
    let mark = |reply: &str, text: &str, seen: i64| NewAnswered {
        reply: reply.to_owned(),
        text: text.to_owned(),
        seen: seen.to_string(),
        once: String::new(),
    };
    let say = async |by: &Actor, about: CommentId, new: NewAnswered| {
        app.proposals
            .mark_answered(by, (id, about), new, app.now)
            .await
    };
    let by_reply = mark(&reply.to_string(), "", 0);
    for by in [&bo, &cast.secretary] {
        let refused = say(by, question, by_reply.clone()).await;
        assert_eq!(refused, Err(AppError::Denied(Denied::Role)));
    }
    let none = say(&cast.official, argument, by_reply.clone()).await;
    assert_eq!(none, Err(AppError::NotFound), "an argument is no question");
    for (new, field) in [
        (mark("", "", 0), "text"),
        (mark(&argument.to_string(), "", 0), "reply"),
        (mark("999999", "", 0), "reply"),
    ] {
        let refused = say(&cast.official, question, new).await;
        let Err(AppError::Invalid(errors)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(errors[0].field, field);
    }
    assert!(view(&app, &bo, id).await.facts.is_empty());
    say(&cast.official, question, by_reply.clone())
        .await
        .unwrap();
    let again = say(&cast.official, question, by_reply).await;
    assert_eq!(
        again,
        Err(AppError::Conflict),
        "from a window that was open before"
    );
    let shown = view(&app, &Actor::Visitor, id).await;
    let facts = &shown.facts;
    assert_eq!(facts.len(), 1);
    assert_eq!(
        (
            facts[0].asked.as_str(),
            facts[0].answer.as_str(),
            facts[0].reply
        ),
        ("Vem äger stigen?", "Kommunen gör det.", Some(reply))
    );
    let marked = shown.discussion.find(question).unwrap();
    assert!(marked.answered);

    // Through the page, in words of the municipality's: they take the place of the first.
    let path = format!("/forslag/{id}/belysning");
    let form = format!("{path}/inlagg/{question}/besvarad");
    let mut desk = web.signed_in(&cast.official).await;
    let page = desk.get(&form).await;
    assert!(page.text.contains("Vem äger stigen?") && page.text.contains("Kommunen gör det."));
    let seen = hidden(&page, "seen");
    let typed = [
        ("reply", ""),
        ("text", "Kommunen äger den sedan 1931."),
        ("seen", seen.as_str()),
        ("once", "a"),
    ];
    let sent = desk.post_form(&form, &typed).await;
    assert_eq!(
        sent.location(),
        format!("{path}?inlagg=till-{question}#inlagg-{question}"),
        "{}",
        sent.text
    );
    let page = web.visitor().get(&path).await;
    let fact = page.text.split("id=\"besvarat\"").nth(1).unwrap();
    let fact = fact.split("</section>").next().unwrap();
    assert!(fact.contains("Kommunen äger den sedan 1931."), "{fact}");
    assert!(
        fact.contains("Vem äger stigen?") && !fact.contains("Kommunen gör det."),
        "{fact}"
    );
    assert!(page.text.contains("Besvarad"), "{}", page.text);
    assert_eq!(app.number("select count(*) from comment_answer").await, 2);
});

on_both!(what_is_hidden_can_neither_be_changed_nor_marked, |app| {
    let cast = app.cast().await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let asked = NewComment {
        stance: "question".to_owned(),
        ..comment("Vem äger stigen?")
    };
    let one = said(&app, &cast.proposer, id, asked).await.id;
    let new = NewAnswered {
        text: "Kommunen.".to_owned(),
        seen: "0".to_owned(),
        ..NewAnswered::default()
    };
    let marked = app
        .proposals
        .mark_answered(&cast.official, (id, one), new.clone(), app.now);
    marked.await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(
        tx,
        "update comment set hidden = 'spam 2026-03-04', text = '' where comment_id = $1",
        one.get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    let gone = || Err(AppError::Denied(Denied::NotNow(NotNow::TextHidden)));
    let changed = app
        .proposals
        .change(&cast.proposer, (id, one), words("Nej", 1), app.now);
    assert_eq!(changed.await, gone());
    let marked = app
        .proposals
        .mark_answered(&cast.official, (id, one), new, app.now);
    assert_eq!(marked.await, gone());
    assert!(view(&app, &Actor::Visitor, id).await.facts.is_empty());
});

on_both!(the_box_keeps_what_the_municipality_marked, |app| {
    let cast = app.cast().await;
    let bo = app.resident("Bo").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let asked = |text: &str| NewComment {
        stance: "question".to_owned(),
        ..comment(text)
    };
    let one = said(&app, &bo, id, asked("Vem äger stigen?")).await.id;
    let alone = said(&app, &bo, id, asked("När tänds den?")).await.id;
    let reply = NewComment {
        parent: Some(one),
        ..comment("Kommunen gör det.")
    };
    let reply = said(&app, &cast.official, id, reply).await.id;
    let mark = async |question: CommentId, (reply, text): (&str, &str), seen: i64, at: Stamp| {
        let new = NewAnswered {
            reply: reply.to_owned(),
            text: text.to_owned(),
            seen: seen.to_string(),
            once: String::new(),
        };
        let marked = app
            .proposals
            .mark_answered(&cast.official, (id, question), new, at);
        marked.await.unwrap();
    };
    mark(one, (&reply.to_string(), ""), 0, app.now).await;
    let first = app
        .number("select max(comment_answer_id) from comment_answer")
        .await;
    mark(alone, ("", "I höst."), 0, app.now).await;
    // Within the time in which a slip is mended out of sight: nobody has replied to the second question.
    let soon = app.now.plus_minutes(1);
    for (by, about, text) in [
        (&bo, one, "Varför ljuger ni?"),
        (&bo, alone, "Varför tänds den aldrig?"),
        (&cast.official, reply, "Ingen vet."),
    ] {
        let new = words(text, 1);
        let changed = app.proposals.change(by, (id, about), new, soon);
        changed.await.unwrap();
        assert_eq!(before(&app, (id, about)).await.len(), 1, "{text}");
    }
    let boxed = async || {
        let facts = view(&app, &Actor::Visitor, id).await.facts;
        let facts = facts.into_iter().map(|one| (one.asked, one.answer));
        facts.collect::<Vec<_>>()
    };
    let pair = |asked: &str, answer: &str| (asked.to_owned(), answer.to_owned());
    let second = pair("När tänds den?", "I höst.");
    let marked = pair("Vem äger stigen?", "Kommunen gör det.");
    assert_eq!(boxed().await, [marked, second.clone()]);
    // Marked anew, it says what stands there by then.
    mark(one, (&reply.to_string(), ""), first, soon.plus_minutes(1)).await;
    let anew = pair("Varför ljuger ni?", "Ingen vet.");
    assert_eq!(boxed().await, [anew, second.clone()]);
    // What is hidden is in no box, whatever it said before.
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(
        tx,
        "update comment set hidden = 'spam 2026-03-04', text = '' where comment_id = $1",
        reply.get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(boxed().await, [second]);
});

on_both!(whoever_marks_second_sees_what_the_first_chose, |app| {
    let web = app.web().await;
    let cast = app.cast().await;
    let bo = app.resident("Bo").await;
    let id = app.proposal(&cast.proposer, "Belysning").await;
    let asked = NewComment {
        stance: "question".to_owned(),
        ..comment("Vem äger stigen?")
    };
    let question = said(&app, &bo, id, asked).await.id;
    for (number, by) in app.residents(7).await.iter().enumerate() {
        let reply = NewComment {
            parent: Some(question),
            ..comment(&format!("Svar nummer {number}."))
        };
        said(&app, by, id, reply).await;
    }
    let form = format!("/forslag/{id}/belysning/inlagg/{question}/besvarad");
    let mut desk = web.signed_in(&cast.official).await;
    let page = desk.get(&form).await;
    // One chooses among all of them, not only among those the discussion shows first.
    for number in 0..7 {
        let reply = format!("Svar nummer {number}.");
        assert!(page.text.contains(&reply), "{reply}: {}", page.text);
    }
    let mut typed = [
        ("reply", ""),
        ("text", "Kommunen äger den."),
        ("seen", "0"),
        ("once", "a"),
    ];
    let sent = desk.post_form(&form, &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    (typed[1].1, typed[3].1) = ("Ingen äger den.", "b");
    let told = desk.post_form(&form, &typed).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(
        told.text.contains("Ingen äger den.</textarea>"),
        "{}",
        told.text
    );
    let now = told.text.split("id=\"nu\"").nth(1).unwrap();
    let now = now.split("</section>").next().unwrap();
    assert!(now.contains("Kommunen äger den."), "{now}");
    assert_ne!(hidden(&told, "seen"), "0");
    // An open page loses the box with what is hidden, and gets it with the first answer.
    let page = web.visitor().get(&format!("/forslag/{id}/belysning")).await;
    let region = page.text.split("data-live=\"facts\"").nth(1).unwrap();
    assert!(region.contains("Kommunen äger den."), "{}", page.text);
});

on_both!(words_outlive_the_page_they_were_typed_on, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let id = app.proposal(&siv, "Belysning").await;
    let one = said(&app, &siv, id, comment("Stigen är mörk.")).await.id;
    let form = format!("/forslag/{id}/belysning/inlagg/{one}/andra");
    let mut browser = web.signed_in(&siv).await;
    assert_eq!(browser.get(&form).await.status, StatusCode::OK);
    let mut tx = app.db.begin().await.unwrap();
    nara_server::execute!(
        tx,
        "update comment set hidden = 'spam 2026-03-04', text = '' where comment_id = $1",
        one.get()
    )
    .unwrap();
    tx.commit().await.unwrap();
    let typed = [
        ("text", "Det här skrev jag länge på."),
        ("seen", "1"),
        ("once", "a"),
    ];
    let refused = browser.post_form(&form, &typed).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    assert!(
        refused.text.contains("Det här skrev jag länge på."),
        "{}",
        refused.text
    );
    // Whoever only looks is shown nothing of it.
    let page = browser.get(&form).await;
    assert!(!page.text.contains("länge på"), "{}", page.text);
});
