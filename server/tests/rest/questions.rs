//! Questions to the municipality, as programs read them.

use std::collections::BTreeMap;

use nara_app::proposals::api::{DiscussionPage, NewComment, ProposalPort};
use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::{CommentId, ProposalId, QuestionSetId};
use nara_domain::question::{Number, QuestionStepKind as K};
use serde_json::json;

use crate::common::App;
use crate::common::http::Web;
use crate::{is_problem, on_both, post};

fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// Two questions; the first one is answered, and stands corrected.
pub async fn asked(app: &App, web: &Web) -> (QuestionSetId, Actor) {
    let siv = app.resident("Siv").await;
    let maja = app.official("Maja").await;
    let moderator = vec![Standing::of(Role::Moderator)];
    let moa = app.person("Moa", Level::T, moderator).await;
    let questions = &web.state.questions;
    let form = values(&[
        ("heading", "Om bron"),
        ("introduction", "Vi undrar."),
        ("question_1", "Varför 1848?"),
        ("question_2", "När, zqxkim?"),
    ]);
    let (id, _) = questions.ask(&siv, &form, "ett", app.now).await.unwrap();
    let first = Some(Number::of(1));
    let fact = [
        ("text", "Den är från 1948."),
        ("source_url", "https://exempel.se/"),
    ];
    let answer = [("extent", "full"), ("text", "Därför.")];
    type Step<'a> = (&'a Actor, Option<Number>, K, &'a [(&'a str, &'a str)]);
    let steps: [Step<'_>; 3] = [
        (&moa, None, K::Publish, &[]),
        (&maja, first, K::Fact, &fact),
        (&maja, first, K::Answer, &answer),
    ];
    for (who, number, step, fields) in steps {
        let mut typed = values(fields);
        let view = questions.set(&moa, id).await.unwrap();
        let one = number.and_then(|number| view.question(number));
        let seen = one.map_or_else(|| view.seen(), |one| one.seen());
        typed.insert("seen".to_owned(), seen);
        let once = step.to_string();
        let sent = (&typed, once.as_str());
        let taken = questions.take(who, (id, number), step, sent, app.now);
        taken.await.unwrap();
    }
    (id, moa)
}

on_both!(programs_read_what_everybody_reads, |app| {
    let web = app.web().await;
    let (id, moa) = asked(&app, &web).await;
    let mut program = web.visitor();
    let list = program.get("/api/v1/questions").await.json();
    assert_eq!(list["items"][0]["heading"], "Om bron");
    assert_eq!(list["items"][0]["count"], 2);
    assert_eq!(list["items"][0]["answered"], 1);
    assert_eq!(list["next"], json!(null));
    let answered = program.get("/api/v1/questions?state=answered").await.json();
    assert_eq!(answered["items"], json!([]));
    let address = format!("/api/v1/questions/{id}");
    let one = program.get(&address).await.json();
    assert_eq!(one["introduction"], "Vi undrar.");
    let first = &one["questions"][0];
    assert_eq!(first["text"], "Varför 1848?");
    assert_eq!(first["answers"][0]["text"], "Därför.");
    assert_eq!(first["answers"][0]["entered_by"]["name"], "Maja");
    assert_eq!(first["corrections"][0]["source_url"], "https://exempel.se/");
    assert_eq!(one["questions"][1]["state"], "waits");
    // What is hidden is told by its rule.
    let refusal = values(&[("rule", "threat"), ("reason", "Ett hot."), ("seen", "")]);
    let about = (id, Some(Number::of(2)));
    let sent = (&refusal, "dold");
    let questions = &web.state.questions;
    let hidden = questions.take(&moa, about, K::Refuse, sent, app.now);
    hidden.await.unwrap();
    let page = program.get(&address).await;
    assert!(!page.text.contains("zqxkim"), "{}", page.text);
    assert_eq!(page.json()["questions"][1]["hidden"], "threat");
    // Who asks makes no difference: not even to whoever reads what is hidden.
    let page = web.signed_in(&moa).await.get(&address).await;
    assert!(!page.text.contains("zqxkim"));
    for wrong in ["?state=x", "?after=x", "?after=0", "?lage=x"] {
        let page = program.get(&format!("/api/v1/questions{wrong}")).await;
        assert_eq!(page.status, 400, "{wrong}");
    }
    assert_eq!(program.get("/api/v1/questions/x").await.status, 404);
});

/// The discussion of these.
async fn talk(app: &App, id: QuestionSetId) -> ProposalId {
    let page = DiscussionPage::Newest;
    let found = app.proposals.talk_of(&Actor::Visitor, id, page, app.now);
    found.await.unwrap().unwrap().id
}

async fn say(
    app: &App,
    who: &Actor,
    id: ProposalId,
    to: Option<CommentId>,
    text: &str,
) -> CommentId {
    let new = NewComment {
        text: text.to_owned(),
        parent: to,
        ..NewComment::default()
    };
    let said = app.proposals.comment(who, id, new, app.now).await;
    said.unwrap().id
}

on_both!(the_discussion_below_is_read_as_that_of_a_proposal, |app| {
    let web = app.web().await;
    let (id, _) = asked(&app, &web).await;
    let (bo, ida) = (app.resident("Bo").await, app.resident("Ida").await);
    let talk = talk(&app, id).await;
    let path = format!("/api/v1/questions/{id}/comments");
    let mut program = web.visitor();
    let empty = program.get(&path).await.json();
    assert_eq!(empty, json!({"items": [], "next": null}));
    let first = say(&app, &bo, talk, None, "Bron är viktig.").await;
    let reply = say(&app, &ida, talk, Some(first), "Den är farlig.").await;
    let last = say(&app, &ida, talk, None, "Vem betalar?").await;
    let list = program.get(&path).await.json();
    let items = list["items"].as_array().unwrap();
    let ids: Vec<_> = items.iter().map(|item| item["id"].clone()).collect();
    assert_eq!(ids, [json!(first), json!(reply), json!(last)]);
    assert_eq!(items[0]["text"], "Bron är viktig.");
    assert_eq!(items[0]["author"]["name"], "Bo");
    assert_eq!(items[1]["parent"], json!(first));
    let url =
        format!("http://127.0.0.1:3000/fragor/{id}/om-bron?inlagg=till-{first}#inlagg-{first}");
    assert_eq!(items[0]["url"], url);
    // As long as a proposal's, and page by page.
    let of_proposal = app.proposal(&bo, "Belysning").await;
    say(&app, &bo, of_proposal, None, "Det är mörkt.").await;
    let there = format!("/api/v1/proposals/{of_proposal}/comments");
    let shape = program.get(&there).await.json();
    let names = |item: &serde_json::Value| -> Vec<String> {
        item.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(names(&items[0]), names(&shape["items"][0]));
    let page = program.get(&format!("{path}?limit=2")).await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
    let next = page["next"].as_str().unwrap();
    let rest = program.get(&format!("{path}?limit=2&cursor={next}")).await;
    assert_eq!(rest.json(), json!({"items": [items[2]], "next": null}));
    for (wrong, status, code, field) in [
        ("?cursor=x", 400, "malformed", None),
        ("?limit=0", 422, "invalid", Some("limit")),
        ("?efter=1", 400, "unknown_parameter", Some("efter")),
    ] {
        let page = program.get(&format!("{path}{wrong}")).await;
        is_problem(&page, status, code, field);
    }
    for none in [
        "/api/v1/questions/99/comments",
        "/api/v1/questions/x/comments",
    ] {
        is_problem(&program.get(none).await, 404, "not_found", None);
    }
    // Programs write nothing there, and find nothing by the number of the discussion.
    let mut program = web.signed_in(&bo).await;
    let body = json!({"text": "Hej"});
    assert_eq!(post(&mut program, &path, &body).await.status, 405);
    let hidden = format!("/api/v1/proposals/{talk}/comments");
    is_problem(
        &post(&mut program, &hidden, &body).await,
        404,
        "not_found",
        None,
    );
    is_problem(&program.get(&hidden).await, 404, "not_found", None);
});

on_both!(
    programs_read_what_is_said_while_everybody_reads_the_questions,
    |app| {
        let web = app.web().await;
        let (_, moa) = asked(&app, &web).await;
        let bo = app.resident("Bo").await;
        let questions = &web.state.questions;
        let form = values(&[("heading", "Om ån"), ("question_1", "Var bor hon?")]);
        let (id, _) = questions.ask(&bo, &form, "två", app.now).await.unwrap();
        let path = format!("/api/v1/questions/{id}/comments");
        // Not even whoever asked: what programs are given is the same for everybody.
        let mut program = web.signed_in(&bo).await;
        is_problem(&program.get(&path).await, 404, "not_found", None);
        let mut typed = values(&[("seen", "")]);
        let publish = questions.take(&moa, (id, None), K::Publish, (&typed, "ut"), app.now);
        publish.await.unwrap();
        say(&app, &bo, talk(&app, id).await, None, "Det undrar zqxmaja.").await;
        assert!(program.get(&path).await.text.contains("zqxmaja"));
        typed.extend(values(&[
            ("rule", "personal_data"),
            ("reason", "En adress."),
        ]));
        let about = (id, Some(Number::of(1)));
        let hide = questions.take(&moa, about, K::Refuse, (&typed, "dold"), app.now);
        hide.await.unwrap();
        let gone = program.get(&path).await;
        is_problem(&gone, 404, "not_found", None);
        assert!(!gone.text.contains("zqxmaja"));
    }
);
