//! What breaks a rule, before anybody reads it and after: it is reported, hidden with rule and reason, kept under
//! seal, told to whoever asked, and shown again by somebody else.

use axum::http::StatusCode;
use nara_server::fetch_one;

use crate::common::App;
use crate::common::http::{Browser, Page, Web};
use crate::{FULL, ask, hidden_field, main_of, moderator, on_both, published, step};

pub const RULE: (&str, &str) = ("rule", "personal_data");
const HIDDEN: &str = "Dold enligt regeln om personuppgifter";

/// A moderator's form about what is reported or hidden.
pub async fn settle(browser: &mut Browser<'_>, case: i64, fields: &[(&str, &str)]) -> Page {
    let address = format!("/moderera/{case}");
    let page = browser.get(&address).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let seen = hidden_field(&page, "seen");
    let mut form = vec![("seen", seen.as_str()), ("once", "")];
    form.extend_from_slice(fields);
    browser.post_form(&address, &form).await
}

pub async fn appeal(browser: &mut Browser<'_>, case: i64) {
    let form = [("words", "Hon har själv bett om det."), ("once", "")];
    let page = browser
        .post_form(&format!("/omprovning/{case}"), &form)
        .await;
    assert_eq!(page.status, 303, "{}", page.text);
}

pub async fn last_case(app: &App) -> i64 {
    app.number("select max(moderation_id) from moderation")
        .await
}

/// Everything a visitor and a program can read of it.
async fn nowhere(web: &Web, set: &str, mark: &str) {
    // Its address has the heading in it, and a page repeats the address it was asked for by.
    let folder = format!("/fragor/{}/", set.split('/').nth(2).unwrap());
    let set = format!("{folder}x");
    let now = web.visitor().get(&set).await;
    let mut paths = ["/", "/fragor", "/fragor?lage=besvarade", "/moderering"]
        .map(str::to_owned)
        .to_vec();
    paths.extend(["anmal", "anmal?nummer=1", "anmal?nummer=2"].map(|path| format!("{set}/{path}")));
    paths.extend(
        now.status
            .is_redirection()
            .then(|| now.location().to_owned()),
    );
    for path in paths {
        let page = web.visitor().get(&path).await;
        assert!(!page.text.contains(mark), "{path}: {}", page.text);
    }
    // These repeat the word that is looked for, and find nothing by it.
    for path in ["/fragor?q=zqxlisa", "/forslag?q=zqxlisa"] {
        let page = web.visitor().get(path).await;
        assert!(!page.text.contains(&folder), "{path}: {}", page.text);
    }
}

on_both!(whatever_somebody_asked_can_be_reported, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let about = ("Om bron", ["Varför?", "När?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let page = web.visitor().get(&set).await;
    for link in ["/anmal\"", "/anmal?nummer=1\"", "/anmal?nummer=2\""] {
        assert!(page.text.contains(&format!("{set}{link}")), "{link}");
    }
    for (number, words) in [("", "Rubrik och inledning"), ("2", "Fråga 2 av Siv")] {
        let mut visitor = web.visitor();
        let page = visitor.get(&format!("{set}/anmal?nummer={number}")).await;
        // No number is an address of its own.
        let page = match number {
            "" => visitor.get(&format!("{set}/anmal")).await,
            _ => page,
        };
        assert!(main_of(&page).contains(words), "{}", page.text);
        let form = [("nummer", number), ("reason", ""), ("words", "Om mig.")];
        let page = visitor.post_form(&format!("{set}/anmal"), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("Om mig.") && main_of(&page).contains(words));
        let form = [("nummer", number), ("reason", "hate")];
        let page = visitor.post_form(&format!("{set}/anmal"), &form).await;
        assert_eq!(page.location(), format!("{set}/anmal/tack"));
    }
    // What there is not, and what nobody else reads.
    for nothing in ["9", "0", "x", "1-1"] {
        let address = format!("{set}/anmal?nummer={nothing}");
        assert_eq!(web.visitor().get(&address).await.status, 404, "{nothing}");
        let form = [("nummer", nothing), ("reason", "hate")];
        let page = web
            .visitor()
            .post_form(&format!("{set}/anmal"), &form)
            .await;
        assert_eq!(page.status, 404, "{nothing}");
    }
    let unread = ask(&mut asker, "Om ån", &["Är den djup?"]).await;
    for browser in [&mut web.visitor(), &mut asker] {
        let page = browser.get(&format!("{unread}/anmal?nummer=1")).await;
        assert_eq!(page.status, 404);
    }
    let queue = main_of(&reader.get("/moderera").await);
    assert!(queue.contains("Fråga 2 av Siv") && queue.contains("Rubrik och inledning"));
    // Twice is once, and it stays where it breaks no rule.
    let case = last_case(&app).await;
    let fields = [("step", "leave"), ("reason", "Det är kritik.")];
    let page = settle(&mut reader, case, &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert!(main_of(&web.visitor().get(&set).await).contains("När?"));
});

on_both!(a_hidden_question_is_nowhere_and_comes_back, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut asker = web.signed_in(&siv).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let text = "Var bor zqxlisa,\n\n<b>egentligen</b>?";
    let asked = ["Varför?", text];
    let about = ("Om bron", asked.as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    let fact = [
        ("text", "Zqxlisa bor inte här."),
        ("source_url", "https://exempel.se/a"),
    ];
    step(&mut maja, &set, "2/steg/fact", &fact).await;
    step(
        &mut maja,
        &set,
        "1/steg/answer",
        &[FULL, ("text", "Därför.")],
    )
    .await;
    let form = [("nummer", "2"), ("reason", "personal_data")];
    web.visitor()
        .post_form(&format!("{set}/anmal"), &form)
        .await;
    let case = last_case(&app).await;
    let fields = [("step", "hide"), RULE, ("reason", "Ett barns namn.")];
    let page = settle(&mut moa, case, &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    nowhere(&web, &set, "qxlisa").await;
    for browser in [&mut web.visitor(), &mut asker, &mut moa, &mut maja] {
        let main = main_of(&browser.get(&set).await);
        assert!(main.contains(HIDDEN) && main.contains("Fråga 2"), "{main}");
        assert!(!main.contains("zqxlisa"), "{main}");
        // The others are answered.
        assert!(main.contains("1 av 1 fråga besvarad"), "{main}");
    }
    // Under seal, and nowhere else.
    let standing = "select count(*) from question where text like '%zqx%'";
    assert_eq!(app.number(standing).await, 0);
    let sealed = app.texts("select fields from hidden_text").await;
    assert!(sealed[0].contains("zqxlisa"), "{sealed:?}");
    // Whoever asked is told why, and where to ask.
    let told = app.texts("select body from outbox").await;
    let told = told.last().unwrap();
    assert!(
        told.contains("Ett barns namn.") && told.contains("/omprovning/"),
        "{told}"
    );
    assert!(!told.contains("zqx"), "a letter does not repeat it");
    let own = main_of(&asker.get(&set).await);
    assert!(own.contains(&format!("/omprovning/{case}")), "{own}");
    let page = asker.get(&format!("/omprovning/{case}")).await;
    assert!(page.text.contains("zqxlisa") && page.text.contains("Ett barns namn."));
    appeal(&mut asker, case).await;
    // Not by whoever hid it.
    let fields = [("step", "unhide"), ("reason", "Hon vill själv.")];
    let form = [("seen", "x"), ("once", ""), fields[0], fields[1]];
    let page = moa.post_form(&format!("/moderera/{case}"), &form).await;
    assert!(page.status.is_client_error(), "{}", page.status);
    let page = settle(&mut mio, case, &fields).await;
    assert_eq!(page.status, 303, "{}", page.text);
    let mut conn = app.db.read().await.unwrap();
    let (back, state) = fetch_one!(
        conn,
        (String, String),
        "select text, state from question where number = 2"
    )
    .unwrap();
    assert_eq!((back.as_str(), state.as_str()), (text, "waits"));
    drop(conn);
    let main = main_of(&web.visitor().get(&set).await);
    assert!(
        main.contains("zqxlisa") && main.contains("Zqxlisa bor inte här."),
        "{main}"
    );
    assert!(main.contains("1 av 2 frågor besvarade"), "{main}");
    // Every step of it stands in the log.
    let log = "select count(*) from audit where deed in ('text_hidden', 'text_shown')";
    assert_eq!(app.number(log).await, 2);
});

on_both!(what_stands_above_the_questions_is_hidden_alone, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let form = [
        ("heading", "Om zqxlisa på bron"),
        ("introduction", "Zqxlisa sa det."),
        ("question_1", "Varför?"),
        ("room", "3"),
        ("once", "ett"),
    ];
    let set = asker.post_form("/fragor/ny", &form).await;
    let set = set.location().to_owned();
    step(&mut moa, &set, "alla/steg/publish", &[]).await;
    // A letter that has not gone out.
    let answer = [FULL, ("text", "Därför.")];
    step(&mut maja, &set, "1/steg/answer", &answer).await;
    // The page has no step that would take the answers with it.
    let page = moa.get(&format!("{set}/alla/steg/refuse")).await;
    assert!(!page.text.contains("name=\"seen\""), "{}", page.text);
    web.visitor()
        .post_form(&format!("{set}/anmal"), &[("reason", "personal_data")])
        .await;
    let case = last_case(&app).await;
    let fields = [("step", "hide"), RULE, ("reason", "Ett barns namn.")];
    settle(&mut moa, case, &fields).await;
    nowhere(&web, &set, "qxlisa").await;
    let letters = app.texts("select body from outbox").await;
    assert!(
        letters.len() >= 2 && letters.iter().all(|letter| !letter.contains("xlisa")),
        "{letters:?}"
    );
    let id = set.split('/').nth(2).unwrap();
    let page = web.visitor().get(&set).await;
    let new = page.location().to_owned();
    assert!(new.starts_with(&format!("/fragor/{id}/dold-")), "{new}");
    let main = main_of(&web.visitor().get(&new).await);
    assert!(main.contains(HIDDEN) && main.contains("Därför."), "{main}");
    let page = web.visitor().get(&format!("/en{new}")).await;
    assert!(
        main_of(&page).contains("Hidden under the rule on"),
        "{}",
        page.text
    );
    appeal(&mut asker, case).await;
    let fields = [("step", "unhide"), ("reason", "Hon vill själv.")];
    settle(&mut mio, case, &fields).await;
    let main = main_of(&web.visitor().get(&set).await);
    assert!(
        main.contains("Om zqxlisa på bron") && main.contains("Zqxlisa sa det."),
        "{main}"
    );
});

on_both!(what_breaks_a_rule_is_not_published, |app| {
    let web = app.web().await;
    let siv = app.resident("Siv").await;
    let mut asker = web.signed_in(&siv).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut another = web.signed_in(&moderator(&app, "Mio").await).await;
    let set = ask(&mut asker, "Om zqxlisa", &["Var bor hon?", "Och zqxkim?"]).await;
    let page = step(&mut reader, &set, "alla/steg/refuse", &[RULE]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [RULE, ("reason", "Texten namnger ett barn.")];
    step(&mut reader, &set, "alla/steg/refuse", &fields).await;
    assert_eq!(web.visitor().get(&set).await.status, StatusCode::NOT_FOUND);
    nowhere(&web, &set, "zqx").await;
    let standing = "select (select count(*) from question where text like '%zqx%') \
        + (select count(*) from question_set where heading like '%zqx%')";
    assert_eq!(app.number(standing).await, 0);
    let told = app.texts("select body from outbox").await;
    assert!(told.len() == 1 && told[0].contains("Texten namnger ett barn."));
    assert!(!told[0].contains("zqx"), "a letter does not repeat it");
    let id = set.split('/').nth(2).unwrap();
    let page = asker.get(&format!("/fragor/{id}/x")).await;
    let main = main_of(&asker.get(page.location()).await);
    assert!(main.contains(HIDDEN), "{main}");
    // It is over, for moderators too.
    let page = reader.get(&format!("{set}/alla/steg/publish")).await;
    assert!(!page.text.contains("name=\"seen\""));
    let sent = [("seen", "1"), ("once", "igen")];
    let page = reader
        .post_form(&format!("{set}/alla/steg/publish"), &sent)
        .await;
    assert!(page.status.is_client_error());
    // Whoever asked disagrees, and somebody else finds that it breaks no rule: then it is published.
    let case = last_case(&app).await;
    let page = asker.get(&format!("/omprovning/{case}")).await;
    for own in ["Om zqxlisa", "1. Var bor hon?", "2. Och zqxkim?"] {
        assert!(page.text.contains(own), "{own}: {}", page.text);
    }
    appeal(&mut asker, case).await;
    let page = another.get(&format!("/moderera/{case}")).await;
    assert!(page.text.contains("2. Och zqxkim?"), "{}", page.text);
    let fields = [("step", "unhide"), ("reason", "Det är ett smeknamn.")];
    settle(&mut another, case, &fields).await;
    let main = main_of(&web.visitor().get(&set).await);
    assert!(
        main.contains("Om zqxlisa") && main.contains("Och zqxkim?"),
        "{main}"
    );
    assert!(main.contains("Svar utlovat senast"), "{main}");
});

on_both!(one_of_them_is_left_out_and_its_number_stays, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut maja = web.signed_in(&app.official("Maja").await).await;
    let set = ask(
        &mut asker,
        "Om bron",
        &["Varför?", "Var bor zqxlisa?", "När?"],
    )
    .await;
    let fields = [RULE, ("reason", "Texten namnger ett barn.")];
    step(&mut reader, &set, "2/steg/refuse", &fields).await;
    let case = last_case(&app).await;
    step(&mut reader, &set, "alla/steg/publish", &[]).await;
    for browser in [&mut web.visitor(), &mut maja] {
        let main = main_of(&browser.get(&set).await);
        assert!(
            main.contains("Fråga 3") && main.contains("Dold enligt regeln"),
            "{main}"
        );
        assert!(
            !main.contains("zqxlisa") && !main.contains("namnger"),
            "{main}"
        );
    }
    for number in ["1", "3"] {
        let answer = format!("{number}/steg/answer");
        step(&mut maja, &set, &answer, &[FULL, ("text", "Ja.")]).await;
    }
    let main = main_of(&web.visitor().get(&set).await);
    assert!(main.contains("2 av 2 frågor besvarade"), "{main}");
    // Shown again, it waits for its answer, with days of its own.
    let fields = [("step", "unhide"), ("reason", "Det är en bro.")];
    web.clock.set(web.now().plus_days(30));
    let mut another_day = web.signed_in(&moderator(&app, "Mia").await).await;
    settle(&mut another_day, case, &fields).await;
    let main = main_of(&web.visitor().get(&set).await);
    assert!(main.contains("2 av 3 frågor besvarade"), "{main}");
    assert!(!main.contains("Svaret är försenat"), "{main}");
});

on_both!(what_everybody_read_can_be_hidden_still, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut reader = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut another = web.signed_in(&moderator(&app, "Mio").await).await;
    let about = ("Om zqxlisa", ["Var bor hon?"].as_slice());
    let set = published(&app, &mut asker, &mut reader, about).await;
    let fields = [RULE, ("reason", "Det såg vi inte.")];
    // The only one of them: then all of them are gone.
    step(&mut reader, &set, "1/steg/refuse", &fields).await;
    assert_eq!(web.visitor().get(&set).await.status, StatusCode::NOT_FOUND);
    assert!(!web.visitor().get("/fragor").await.text.contains("zqx"));
    let state = "select count(*) from question_set where state = 'refused'";
    assert_eq!(app.number(state).await, 1);
    let case = last_case(&app).await;
    let fields = [("step", "unhide"), ("reason", "Det är en häst.")];
    settle(&mut another, case, &fields).await;
    assert!(main_of(&web.visitor().get(&set).await).contains("Var bor hon?"));
});

on_both!(of_two_who_hide_it_one_is_told, |app| {
    let web = app.web().await;
    let mut asker = web.signed_in(&app.resident("Siv").await).await;
    let mut moa = web.signed_in(&moderator(&app, "Moa").await).await;
    let mut mio = web.signed_in(&moderator(&app, "Mio").await).await;
    let about = ("Om bron", ["Varför?", "Vem?"].as_slice());
    let set = published(&app, &mut asker, &mut moa, about).await;
    let form = [("nummer", "2"), ("reason", "personal_data")];
    web.visitor()
        .post_form(&format!("{set}/anmal"), &form)
        .await;
    let address = format!("{set}/2/steg/refuse");
    let refusal = [("seen", ""), ("once", "a"), RULE, ("reason", "Ett namn.")];
    let case = last_case(&app).await;
    let hide = [("step", "hide"), ("seen", "0"), ("once", "b"), RULE];
    let hide = [hide.as_slice(), &[("reason", "Ett namn.")]].concat();
    let there = format!("/moderera/{case}");
    let (one, two) = tokio::join!(
        moa.post_form(&address, &refusal),
        mio.post_form(&there, &hide),
    );
    let refused = [one.status, two.status]
        .iter()
        .filter(|status| status.is_client_error())
        .count();
    assert_eq!(refused, 1, "{} {}", one.status, two.status);
    let hides = "select count(*) from moderation_act where step = 'hide'";
    assert_eq!(app.number(hides).await, 1);
    assert_eq!(app.number("select count(*) from hidden_text").await, 1);
    // The same form is the same deed.
    if one.status == 303 {
        assert_eq!(moa.post_form(&address, &refusal).await.status, 303);
    }
});
