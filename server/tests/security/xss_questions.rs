//! As [`super::xss`], of questions to the municipality: asked, answered, corrected, reported, hidden, asked about.

use nara_app::moderation::api::{ModerationPort, NewAppeal, NewReport, TextRef};
use nara_app::questions::api::{CORRECTS, SEEN};
use nara_domain::actor::{Actor, Level, Role};
use nara_domain::fields::Values;
use nara_domain::ids::QuestionSetId;
use nara_domain::question::{
    AROUND, FOLLOW_UP, Number, QUESTION_MAX, QUESTIONS, QuestionStepKind as K,
};
use nara_server::fetch_one;

use super::xss::{Texts, everything_there_is, harms, packed, person};
use crate::common::http::{Browser, Options, Web};
use crate::on_both;

/// Whoever takes part.
struct People {
    asker: Actor,
    official: Actor,
    moderator: Actor,
    another: Actor,
}

/// The last act about the same, and the last answer to it.
async fn seen(web: &Web, set: QuestionSetId, number: Option<Number>) -> (String, String) {
    let moderator = Actor::Visitor;
    let view = web.state.questions.set(&moderator, set).await.unwrap();
    match number {
        None => (view.seen(), String::new()),
        Some(number) => {
            let one = view.question(number).unwrap();
            let answer = one.answers().pop();
            let last = answer.and_then(|versions| versions.first().map(|act| act.id.to_string()));
            (one.seen(), last.unwrap_or_default())
        }
    }
}

async fn take(
    web: &Web,
    texts: &mut Texts,
    (who, set): (&Actor, QuestionSetId),
    (number, step): (Option<Number>, K),
) {
    let mut typed = texts.form(step.fields()).fields;
    let (last, answer) = match step {
        K::Publish => Default::default(),
        _ => seen(web, set, number).await,
    };
    typed.insert(SEEN.to_owned(), last);
    if step == K::Correct {
        typed.insert(CORRECTS.to_owned(), answer);
    }
    let once = format!("{set} {number:?} {step}");
    let about = (set, number);
    let sent = (&typed, once.as_str());
    let taken = web
        .state
        .questions
        .take(who, about, step, sent, web.now())
        .await;
    taken.unwrap_or_else(|error| panic!("{step}: {error:?}"));
}

/// Asks these, has them published, and says something to the first of them in every way there is.
async fn asked(
    web: &Web,
    texts: &mut Texts,
    people: &People,
    questions: &[String],
) -> QuestionSetId {
    let mut typed: Values = texts.form(AROUND).fields;
    let each = QUESTIONS.iter().zip(questions);
    typed.extend(each.map(|(name, text)| ((*name).to_owned(), text.clone())));
    let once = texts.next.to_string();
    let port = &web.state.questions;
    let asked = port.ask(&people.asker, &typed, &once, web.now()).await;
    let (set, _) = asked.unwrap();
    let first = Some(Number::of(1));
    take(web, texts, (&people.moderator, set), (None, K::Publish)).await;
    for (number, step) in [
        (None, K::Take),
        (None, K::Delay),
        (None, K::Fact),
        (first, K::Fact),
        (first, K::PassOn),
        (first, K::Answer),
        (first, K::Correct),
    ] {
        take(web, texts, (&people.official, set), (number, step)).await;
    }
    let more = texts.form(FOLLOW_UP).fields;
    let sent = (&more, "mer");
    let asked = port.follow_up(&people.asker, (set, 1), sent, web.now());
    asked.await.unwrap();
    set
}

/// One of them is reported, hidden and asked about: the number of that.
async fn moderated(web: &Web, texts: &mut Texts, people: &People, set: QuestionSetId) -> String {
    let moderation = &web.state.moderation;
    let new = NewReport {
        reason: "other".to_owned(),
        words: texts.long(480),
        once: String::new(),
    };
    let text = TextRef::Asked(set, Some(Number::of(2)));
    let sent = moderation.report(&people.official, "10.9.0.0/24", text, new, web.now());
    sent.await.unwrap();
    let refuse = (Some(Number::of(2)), K::Refuse);
    take(web, texts, (&people.moderator, set), refuse).await;
    let mut conn = web.state.db.read().await.unwrap();
    let last = "select max(moderation_id) from moderation";
    let (case,) = fetch_one!(conn, (i64,), last).unwrap();
    drop(conn);
    let new = NewAppeal {
        words: texts.long(900),
        once: String::new(),
    };
    let case = case.to_string();
    let id = case.parse().unwrap();
    let appealed = moderation.appeal(&people.asker, id, new, web.now());
    appealed.await.unwrap();
    case
}

async fn read(browser: &mut Browser<'_>, sets: &[QuestionSetId], cases: &[String]) {
    let mut paths: Vec<String> = ["/fragor", "/fragor?lage=besvarade", "/moderera", "/konto"]
        .map(str::to_owned)
        .into();
    paths.push("/demo/post".to_owned());
    // What was found.
    paths.extend(["/fragor?q=alert", "/en/forslag?q=alert"].map(str::to_owned));
    for set in sets {
        let here = browser.get(&format!("/fragor/{set}/x")).await;
        let here = here.location().to_owned();
        paths.push(format!("/en{here}"));
        paths.push(format!("{here}/anmal"));
        paths.push(format!("{here}/anmal?nummer=1"));
        for step in K::ALL {
            let about = if step.is_about(true) { "1" } else { "alla" };
            paths.push(format!("{here}/{about}/steg/{step}"));
        }
        paths.push(here);
    }
    for case in cases {
        paths.push(format!("/moderera/{case}"));
        paths.push(format!("/omprovning/{case}"));
    }
    for path in paths {
        let page = browser.get(&path).await;
        assert!(page.status.as_u16() < 500, "{path}");
        assert!(page.is_html() || page.text.is_empty(), "{path}");
        assert_eq!(harms(&page.text), Vec::<String>::new(), "{path}");
    }
}

on_both!(no_question_becomes_markup, |app| {
    // The demo limits nobody who is signed in.
    let demo = Options {
        demo: true,
        ..Options::default()
    };
    let web = app.web_with(demo).await;
    let texts = &mut Texts {
        all: everything_there_is(),
        next: 0,
    };
    let people = People {
        asker: person(&app, texts, Level::N1, Role::Resident).await,
        official: person(&app, texts, Level::T, Role::Official).await,
        moderator: person(&app, texts, Level::T, Role::Moderator).await,
        another: person(&app, texts, Level::T, Role::Moderator).await,
    };
    let (mut sets, mut cases) = (Vec::new(), Vec::new());
    let all = packed(&texts.all.clone(), QUESTION_MAX - 10);
    for questions in all.chunks(QUESTIONS.len()).filter(|some| some.len() > 1) {
        let set = asked(&web, texts, &people, questions).await;
        sets.push(set);
        cases.push(moderated(&web, texts, &people, set).await);
    }
    assert!(sets.len() > 3, "{}", sets.len());
    for who in [
        &people.asker,
        &people.official,
        &people.moderator,
        &people.another,
    ] {
        read(&mut web.signed_in(who).await, &sets, &cases).await;
    }
    read(&mut web.visitor(), &sets, &cases).await;
});
