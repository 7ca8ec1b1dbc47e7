//! As [`super::xss`], of what is said in a discussion: written, quoted, answered on two levels, changed, marked, reported,
//! hidden, looked at again – on every page of every order, and in every form that shows it. It is text and nothing
//! else: nobody's Markdown becomes an element, no address becomes a link.

use nara_app::moderation::api::{ModerationPort, NewAppeal, NewRein, NewReport, NewStep, TextRef};
use nara_app::proposals::api::{NewAnswered, NewComment, NewWords, ProposalPort};
use nara_domain::actor::{Actor, Level, Role};
use nara_domain::ids::{CommentId, ProposalId};
use nara_domain::proposal::Ruleset;
use nara_domain::quote::offered;
use nara_server::fetch_one;

use super::xss::{Texts, everything_there_is, harms, packed, person};
use crate::common::http::{Browser, Options, Web};
use crate::common::{App, comment, fields};
use crate::on_both;

/// Whoever takes part, each with such a name.
struct People {
    writer: Actor,
    other: Actor,
    official: Actor,
    moderator: Actor,
    another: Actor,
}

/// What stands between the opening tag of a text and the next tag ends it; what does not is answered, with how many texts
/// and quotes there were.
fn elements(html: &str) -> (usize, usize, Vec<&str>) {
    let texts = html.split("comment__text as-written").skip(1);
    let quotes = html.split("comment__quote").skip(1).filter_map(|part| {
        let (quote, _) = part.split_once("</blockquote>")?;
        // Of a hidden comment nothing is quoted.
        Some(quote.split_once("as-written")?.1)
    });
    let within = |part: &&str| {
        let (_, text) = part.split_once('>').unwrap();
        let (_, next) = text.split_once('<').unwrap();
        !next.starts_with("/p>")
    };
    let (texts, quotes): (Vec<_>, Vec<_>) = (texts.collect(), quotes.collect());
    let all = texts.iter().chain(&quotes).copied();
    (texts.len(), quotes.len(), all.filter(within).collect())
}

#[test]
fn an_element_in_a_text_is_noticed() {
    let text = |within: &str| {
        format!("<p class=\"comment__text as-written\" lang=\"\" dir=\"auto\">{within}</p><a>x</a>")
    };
    let quote = |within: &str| {
        format!(
            "<blockquote class=\"comment__quote\"><p class=\"as-written\">{within}</p><p><a>x</a></p></blockquote>"
        )
    };
    assert_eq!(elements(&text("**Ja** &lt;b&gt;")), (1, 0, Vec::new()));
    assert_eq!(elements(&quote("**Ja** &lt;b&gt;")), (0, 1, Vec::new()));
    for within in [
        "<strong>Ja</strong>",
        "Se <a href=\"https://example.org\">https://example.org</a>",
    ] {
        assert_eq!(elements(&text(within)).2.len(), 1, "{within}");
        assert_eq!(elements(&quote(within)).2.len(), 1, "{within}");
    }
}

/// A thread of this text with a reply that quotes it and one that answers the reply; then it is changed.
async fn said(app: &App, people: &People, id: ProposalId, (n, text): (usize, &str)) -> CommentId {
    let say = async |by: &Actor, new: NewComment| {
        let done = app.proposals.comment(by, id, new, app.now).await;
        done.unwrap_or_else(|error| panic!("{text}: {error:?}"))
    };
    let stance = ["for", "against", "question", "neutral"][n % 4].to_owned();
    let thread = NewComment {
        stance,
        once: format!("thread-{n}"),
        ..comment(text)
    };
    let thread = say(&people.writer, thread).await;
    let reply = NewComment {
        parent: Some(thread.id),
        quoted: Some(thread.id),
        quote: offered(&thread.text),
        once: format!("reply-{n}"),
        ..comment(text)
    };
    let reply = say(&people.other, reply).await;
    let deeper = NewComment {
        parent: Some(reply.id),
        once: format!("deeper-{n}"),
        ..comment(text)
    };
    say(&people.official, deeper).await;
    // Somebody agrees: from then on what stood there before can be read.
    let about = (id, thread.id);
    let agreed = app
        .proposals
        .agree_with(&people.other, about, true, app.now);
    agreed.await.unwrap();
    let words = NewWords {
        text: format!("{} x", thread.text),
        seen: "1".to_owned(),
        once: format!("change-{n}"),
    };
    let changed = app.proposals.change(&people.writer, about, words, app.now);
    changed.await.unwrap();
    thread.id
}

/// The official says which answer a question has.
async fn marked(app: &App, texts: &mut Texts, by: &Actor, about: (ProposalId, CommentId)) {
    let new = NewAnswered {
        text: texts.long(1_900),
        seen: "0".to_owned(),
        once: format!("mark-{}", about.1),
        ..NewAnswered::default()
    };
    let done = app.proposals.mark_answered(by, about, new, app.now).await;
    done.unwrap();
}

/// A comment is reported and hidden, its author asks that somebody looks again, and somebody does: the case.
async fn moderated(
    web: &Web,
    texts: &mut Texts,
    people: &People,
    (about, end): ((ProposalId, CommentId), &str),
) -> String {
    let (moderation, now) = (&web.state.moderation, web.now());
    let report = NewReport {
        reason: "other".to_owned(),
        words: texts.long(480),
        once: String::new(),
    };
    let text = TextRef::Case(about.0, Some(about.1));
    let sent = moderation.report(&people.other, "10.9.0.0/24", text, report, now);
    sent.await.unwrap();
    let mut conn = web.state.db.read().await.unwrap();
    let last = "select max(moderation_id) from moderation";
    let (case,) = fetch_one!(conn, (i64,), last).unwrap();
    drop(conn);
    let case = case.to_string();
    let id = case.parse().unwrap();
    for (by, step, rule) in [
        (&people.moderator, "hide", "spam"),
        (&people.another, end, ""),
    ] {
        let seen = moderation.reported(by, id, now).await.unwrap().seen;
        let new = NewStep {
            step: step.to_owned(),
            rule: rule.to_owned(),
            reason: texts.long(900),
            seen: seen.to_string(),
            once: String::new(),
        };
        let done = moderation.settle(by, id, new, now).await;
        done.unwrap_or_else(|error| panic!("{step}: {error:?}"));
        if step == "hide" {
            let new = NewAppeal {
                words: texts.long(900),
                once: String::new(),
            };
            let asked = moderation.appeal(&people.writer, id, new, now);
            asked.await.unwrap();
        }
    }
    case
}

/// A thread is locked, and the discussion slowed down: everybody reads why.
async fn reined(web: &Web, texts: &mut Texts, by: &Actor, about: (ProposalId, CommentId)) {
    let (moderation, now) = (&web.state.moderation, web.now());
    for (step, comment, until, minutes) in [
        ("lock", Some(about.1), "", ""),
        ("slow", None, "2026-03-10", "60"),
    ] {
        let new = NewRein {
            step: step.to_owned(),
            reason: texts.long(900),
            until: until.to_owned(),
            minutes: minutes.to_owned(),
            seen: "0".to_owned(),
            once: step.to_owned(),
        };
        let done = moderation.rein(by, (about.0, comment), new, now).await;
        done.unwrap_or_else(|error| panic!("{step}: {error:?}"));
    }
}

/// Every page of the discussion in every order, and every page about some of its comments; how many texts stood there.
async fn read(
    browser: &mut Browser<'_>,
    id: ProposalId,
    threads: &[CommentId],
    cases: &[String],
) -> (usize, usize) {
    let there = browser.get(&format!("/forslag/{id}")).await;
    let there = there.location().to_owned();
    let mut paths = vec![there.clone(), format!("/en{there}")];
    for n in 1..=3 {
        paths.push(format!("{there}?sortera=mest-stod&sida={n}"));
        paths.push(format!("{there}?sortera=balanserat&sida={n}"));
    }
    // A page has fifty threads.
    for thread in threads.iter().step_by(40) {
        paths.push(format!("{there}?inlagg=till-{thread}"));
    }
    for thread in threads.iter().step_by(9) {
        for query in ["svara", "citera"] {
            paths.push(format!("{there}?{query}={thread}"));
        }
        for form in ["anmal", "samtalet"] {
            paths.push(format!("{there}/{form}?kommentar={thread}"));
        }
        for page in ["andra", "versioner", "besvarad"] {
            paths.push(format!("{there}/inlagg/{thread}/{page}"));
        }
    }
    paths.push(format!("{there}/samtalet"));
    for case in cases {
        paths.push(format!("/moderera/{case}"));
        paths.push(format!("/omprovning/{case}"));
    }
    for path in ["/moderera", "/konto", "/konto/handelser", "/demo/post"] {
        paths.push(path.to_owned());
    }
    let (mut shown, mut quoted) = (0, 0);
    for path in paths {
        let page = browser.get(&path).await;
        assert!(page.status.as_u16() < 500, "{path}");
        assert!(page.is_html() || page.text.is_empty(), "{path}");
        assert_eq!(harms(&page.text), Vec::<String>::new(), "{path}");
        let (texts, quotes, found) = elements(&page.text);
        assert_eq!(found, Vec::<&str>::new(), "{path}");
        (shown, quoted) = (shown + texts, quoted + quotes);
    }
    (shown, quoted)
}

on_both!(nothing_that_is_said_becomes_markup, |app| {
    app.set_rules(Ruleset {
        version: 2,
        ..Ruleset::without_threshold(&app.site.municipality)
    })
    .await;
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
        writer: person(&app, texts, Level::N1, Role::Resident).await,
        other: person(&app, texts, Level::N1, Role::Resident).await,
        official: person(&app, texts, Level::T, Role::Official).await,
        moderator: person(&app, texts, Level::T, Role::Moderator).await,
        another: person(&app, texts, Level::T, Role::Moderator).await,
    };
    let handed_in = app
        .proposals
        .submit(&people.writer, fields("x"), "", app.now);
    let id = handed_in.await.unwrap();
    let mut threads = Vec::new();
    for (n, text) in packed(&texts.all.clone(), 1_700).iter().enumerate() {
        threads.push(said(&app, &people, id, (n, text.as_str())).await);
    }
    assert!(threads.len() > 50, "{}", threads.len());
    marked(&app, texts, &people.official, (id, threads[2])).await;
    let mut cases = Vec::new();
    for (thread, end) in [(0, "uphold"), (9, "unhide"), (18, "uphold")] {
        let about = (id, threads[thread]);
        cases.push(moderated(&web, texts, &people, (about, end)).await);
    }
    reined(&web, texts, &people.moderator, (id, threads[27])).await;
    let all = |(shown, quoted): (usize, usize)| {
        // Each thread in three orders, with its replies, of which one quotes.
        assert!(shown > 6 * threads.len(), "{shown}");
        assert!(quoted > 2 * threads.len(), "{quoted}");
    };
    for who in [
        &people.writer,
        &people.other,
        &people.official,
        &people.moderator,
        &people.another,
    ] {
        all(read(&mut web.signed_in(who).await, id, &threads, &cases).await);
    }
    all(read(&mut web.visitor(), id, &threads, &cases).await);
});
