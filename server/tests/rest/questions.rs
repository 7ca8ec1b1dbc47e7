//! Questions to the municipality, as programs read them.

use std::collections::BTreeMap;

use nara_domain::actor::{Actor, Level, Role, Standing};
use nara_domain::ids::QuestionSetId;
use nara_domain::question::{Number, QuestionStepKind as K};
use serde_json::json;

use crate::common::App;
use crate::common::http::Web;
use crate::on_both;

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
